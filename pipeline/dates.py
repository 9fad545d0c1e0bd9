"""Text → the dates in it: «С 12 по 14 мая делегация посетит Минск» → DateSpan(edtf="2025-05-12/2025-05-14", …)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.dates_grammar import RULES, Rule, alone, grammar
from pipeline.dates_meaning import Match
from pipeline.dates_resolve import resolve
from pipeline.dates_scan import Scan, scan
from pipeline.dates_year import Found
from schemas.values import DateSpan


def find_dates(text: str, *, published: date | None = None, prefer: str = "news") -> list[DateSpan]:
    """«В среду подписали план на 2026–2028 годы», published 2025-11-21 → spans 2025-11-19 and 2026/2028, in order, without overlap.

    `published` places «вчера», «в среду» and the missing year of «25 апреля»; without it they stay open (None, "XXXX-04-25").
    `prefer="future"` takes the coming Wednesday where the tense does not tell, as a calendar would; "news" the past one.
    """
    return resolve(meanings(scan(text), published, prefer))


def meanings(tokens: Scan, published: date | None, prefer: str) -> list[Found]:
    """Scan → every place where a rule matched and its reader accepted, from left to right."""
    start = grammar().start
    found: list[Found] = []
    position = 0
    while begin := start.search(tokens.codes, position):
        item = read_at(tokens, begin.start(), published, prefer)
        if item:
            found.append(item)
        position = item.match.last if item else begin.end()
    return found


def read_at(tokens: Scan, first: int, published: date | None, prefer: str) -> Found | None:
    """The first rule that matches at token `first` and whose reader accepts → its meaning."""
    for rule, last in candidates(tokens.codes, first):
        match = Match(tokens, first, last, published, prefer)
        meaning = rule.reader(match)
        if meaning is not None:
            return Found(match, meaning)
    return None


def candidates(codes: str, first: int) -> Iterator[tuple[Rule, int]]:
    """→ the rules that match at token `first`, in their order, each with the token after its match."""
    hit = grammar().first.match(codes, first)
    if hit is None or hit.lastindex is None:
        return
    yield RULES[hit.lastindex - 1], hit.end()
    for number in range(hit.lastindex, len(RULES)):
        later = alone(number).match(codes, first)
        if later:
            yield RULES[number], later.end()
