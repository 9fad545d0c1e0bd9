"""What stands around a number and makes it approximate, a least or a most: «более 5 млн», «до 60 тонн»."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.digits import GAP
from pipeline.growth import reaches
from pipeline.numbers import load

WINDOW = 70
CLAUSE = 120
SENTENCE_END = re.compile(r"[.!?…][»\")]*\s+(?=[А-ЯЁA-Z«\"—–-])|\n")
WORD = re.compile(r"[а-я-]+")
FROM = re.compile(rf"(?:^|[^а-я])со?{GAP}\S{{1,20}}(?:{GAP}[а-я.]{{1,12}}){{0,2}}{GAP}$")
MARKS = {"~": "approx", "≈": "approx", "≃": "approx", ">": "min", "≥": "min", "<": "max", "≤": "max"}


class Bound(NamedTuple):
    """`kind` is exact, approx, min, max or "from" (a bare «от», which only sums read as a least); `start` is where its words begin."""

    kind: str
    start: int


def bound_before(text: str, low: str, start: int) -> Bound:
    """«на сумму более чем 5 млн», at the 5 → ("min", offset of «более»); nothing said → ("exact", the same offset)."""
    if start and low[start - 1] in MARKS:
        return Bound(MARKS[low[start - 1]], start - 1)
    window = low[max(0, start - WINDOW) : start]
    words = window[window.rfind("\n") + 1 :].split()[-5:]
    if not words:
        return Bound("exact", start)
    found = _phrase(words, _phrases())
    if found is None and words[-1] in _prepositions():
        if words[-1] == "до" and (kind := _until(text, low, window.rindex("до") + start - len(window))) != "exact":
            return Bound(kind, window.rindex("до") + start - len(window))
        found = _phrase(words[:-1], _through())
    if found is None and (exceeded := _exceeds(words)):
        return Bound(exceeded, start)
    if found is None:
        return Bound("from" if words[-1] == "от" else "exact", start)
    kind, first = found
    if words[-1] in ("выше", "ниже") and "не" in words[-3:-1]:
        kind = {"min": "max", "max": "min"}[kind]  # «не поднималась выше 60%»
    return Bound(kind, start - len(window) + window.rindex(first))


def bound_after(low: str, stop: int) -> str:
    """«5 млн и более», after the number or its unit → "min"; nothing said → "exact"."""
    tail = low[stop : stop + 16].split(None, 2)[:2]
    return _after().get(" ".join(tail).rstrip(".,;)"), "exact") if len(tail) == 2 else "exact"


def clause_words(text: str, low: str, stop: int) -> list[tuple[str, int]]:
    """Up to a dozen words of the same sentence before `stop`, the nearest first, with their offsets."""
    start = max(0, stop - CLAUSE)
    for end in SENTENCE_END.finditer(text, start, stop):
        start = end.end()
    return [(match.group(), match.start()) for match in WORD.finditer(low, start, stop)][::-1]


def _phrase(words: list[str], table: dict[str, str]) -> tuple[str, str] | None:
    for size in (3, 2, 1):
        tail = words[-size:]
        kind = table.get(" ".join(tail).lstrip('(«"„'))
        if kind and len(tail) == size:
            return kind, tail[0].lstrip('(«"„')
    return None


def _until(text: str, low: str, at: int) -> str:
    """«до» is a limit («партии до 60 тонн») unless something grows, falls or is brought to there («вырос до 702 млн»)."""
    words = clause_words(text, low, at)
    if words and words[0][0] in _limits():
        return "max"
    if FROM.search(low, max(0, at - 45), at):
        return "exact"
    for word, _ in words:
        if reaches(word):
            return "exact"
        if word.startswith(_limit_verbs()):
            return "max"
    return "max"


def _exceeds(words: list[str]) -> str:
    words = [word for word in words if word not in ("в", "за", "уже") and word not in _level_marks()]
    if not words or not words[-1].startswith(tuple(load("bounds.toml")["exceed"]["stems"])):
        return ""
    return "max" if len(words) > 1 and words[-2] == "не" else "min"


@cache
def _phrases() -> dict[str, str]:
    return {phrase: kind for kind, phrases in load("bounds.toml")["before"].items() for phrase in phrases}


@cache
def _through() -> dict[str, str]:
    return {phrase: _phrases().get(phrase, "min") for phrase in load("bounds.toml")["prepositions"]["through"]}


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(load("bounds.toml")["prepositions"]["words"].split())


@cache
def _limits() -> frozenset[str]:
    return frozenset(load("bounds.toml")["limit"]["words"].split())


@cache
def _limit_verbs() -> tuple[str, ...]:
    return tuple(load("bounds.toml")["limit"]["verbs"].split())


@cache
def _level_marks() -> frozenset[str]:
    return frozenset(load("bounds.toml")["exceed"]["marks"].split())


@cache
def _after() -> dict[str, str]:
    return {phrase: kind for kind, phrases in load("bounds.toml")["after"].items() for phrase in phrases}
