"""From matches to rows: the columns that every table shares.

Parties, date, place, evidence, attribution and `found` are put together here; the table's own columns in `<table>.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractors.article.attribution import attribution_of
from extractors.article.discourse import Discourse
from extractors.dating.when import nearest_date
from extractors.inflect import token_nominative
from extractors.lexicon import key, members
from extractors.matching.ranking import FOUND_ORDER
from extractors.parties.link import entity_id
from extractors.phrases.words import PRONOUNS
from extractors.view import View
from schemas.facts import Party
from schemas.match import Filler, Match, Mention
from schemas.values import DateSpan, Place

MAX_EVIDENCE = 600
ENTRY = 3  # sentences of a chronicle's entry that its date holds for
DATES = ("date", "date_text", "date_start", "date_end")


@dataclass(slots=True)
class Draft:
    """A row in the making: the match it came from, its columns, how each slot was found, and other tellings that were merged into it."""

    table: str
    match: Match
    columns: dict[str, Any]
    found: set[str] = field(default_factory=set)
    joined: list[Draft] = field(default_factory=list)

    def get(self, name: str) -> Any:
        """A column's value, None where it is unknown."""
        return self.columns.get(name)


Guard = Callable[[Match, Discourse], bool]  # whether a match is what its rule means


@dataclass(frozen=True, slots=True)
class Extractor:
    """One table: matches → drafts, and the named guards that its rules may use.

    `second_look`: the matches that guards refused, and the drafts of all tables → further drafts.
    `by_number`: its frames only name measures; the table looks for numbers itself and needs no matches.
    """

    drafts: Callable[[Discourse, list[Match]], list[Draft]]
    guards: Mapping[str, Guard] = field(default_factory=dict)
    second_look: Callable[[Discourse, list[Match], list[Draft]], list[Draft]] | None = None
    by_number: bool = False


def start_draft(match: Match, state: Discourse) -> Draft:
    """The common columns of a match."""
    view = state.views[match.sentence]
    start, stop = evidence_span(match, view)
    text = state.document.article.text
    token = view.tokens[match.trigger]
    columns: dict[str, Any] = {
        "article_id": state.document.article.article_id, "published": state.document.article.published, "status": match.status,
        "attribution": attribution_of(view, state, token.start), "evidence": text[start:stop], "evidence_start": start, "evidence_end": stop,
        "trigger": token.text, "rule": match.rule, "trigger_start": token.start,
        "headline": view.sentence.block == "title",
    }  # fmt: skip
    draft = Draft(match.table, match, columns)
    set_date(draft, view, state)
    return draft


def evidence_span(match: Match, view: View) -> tuple[int, int]:
    """The sentence, or of a long one the clauses from the first to the last filler around the trigger."""
    start, stop = view.sentence.start, view.sentence.stop
    if stop - start <= MAX_EVIDENCE:
        return start, stop
    token = view.tokens[match.trigger]
    spans = [(token.start, token.stop)] + [(f.mention.start, f.mention.stop) for fs in match.slots.values() for f in fs]
    low, high = min(a for a, _ in spans), max(b for _, b in spans)
    if high - low > MAX_EVIDENCE:
        low, high = token.start, token.stop
    room = (MAX_EVIDENCE - (high - low)) // 2
    low, high = max(start, low - room), min(stop, high + room)
    return view.tokens[view.token_at(low)].start, view.tokens[max(0, view.token_at(high) - 1)].stop if high < stop else stop


def set_date(draft: Draft, view: View, state: Discourse) -> None:
    """The date nearest to the trigger in its own clause, then in its sentence."""
    published = state.document.article.published
    date = nearest_date(draft.match, view, published) or entry_date(view, state)
    if date is not None:
        put_date(draft, date)
        status, noun = draft.columns["status"], draft.match.form == "noun"
        event = draft.table in ("visits", "meetings")
        if published and date.first and date.first > published and ((status == "ongoing" and event) or (status == "occurred" and noun)):
            draft.columns["status"] = "planned"  # «завтра встречается с послом»


def entry_date(view: View, state: Discourse) -> DateSpan | None:
    """«6 декабря. Завод прислал … . Он же …»: the day that stands alone before the sentences of an entry of a chronicle."""
    text = state.document.article.text
    for index in range(view.index, max(0, view.index - ENTRY), -1):
        before = state.views[index - 1]
        if "\n" in text[before.sentence.start : state.views[index].sentence.start]:
            return None
        if len(before.dates) == 1 and before.dates[0].grain == "day" and len(before.tokens) <= len(before.dates[0].text.split()) + 1:
            return None if index > 1 and _only_a_place(state.views[index - 2]) else before.dates[0]
    return None


def _only_a_place(view: View) -> bool:
    """«Томск.» before «17 ноября.»: the beginning of a dateline."""
    return len(view.places) == 1 and len(view.tokens) <= len(view.places[0].name.split()) + 1


def put_date(draft: Draft, date: DateSpan) -> None:
    """Fill the four date columns."""
    draft.columns.update(date=date.edtf, date_text=date.text, date_start=date.first, date_end=date.last)


def take_date(draft: Draft, other: Draft) -> None:
    """Give an undated draft the date of another telling; the four columns go together, a date of no known year has no first day."""
    if draft.get("date") is None:
        draft.columns.update({name: other.get(name) for name in DATES})


def parties(fillers: Iterable[Filler], draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """Fillers → parties, references resolved, repetitions dropped."""
    found: list[Party] = []
    for filler in fillers:
        view = state.views[filler.mention.sentence]
        for mention, asked in state.resolve(filler.mention, view):
            draft.found.add("discourse" if asked else filler.found)
            party = to_party(mention)
            if party.name and not any(p.entity_id == party.entity_id for p in found):
                found.append(party)
    return tuple(found)


def to_party(mention: Mention) -> Party:
    """One mention → a party."""
    type_ = mention.type or "group"
    position = mention.position if mention.type == "person" else None
    entity = entity_id(type_, mention.name, mention.country, mention.region, mention.place_kind)
    return Party(mention.name, type_, position, mention.country, mention.region, entity, mention.start, mention.stop)


def place_party(place: Place) -> Party:
    """A place → a party."""
    entity = entity_id("place", place.name, place.country, place.region, place.kind)
    return Party(place.name, "place", None, place.country, place.region, entity, place.start, place.stop)


def text_of(filler: Filler, view: View, text: str, *, tail: bool = True, until: int = 10**6) -> str:
    """The words of a text slot, its head in the nominative, with the prepositional phrases that follow it directly and begin before a token."""
    mention = filler.mention
    last = mention.last
    if tail:
        moved = True
        while moved:
            moved = False
            for other in view.mentions:
                if (
                    other.parent is None
                    and other.prep in ("в", "на", "по", "для", "между", "с", "из", "о", "об")
                    and other.first - 1 == last < until
                    and view.tokens[last].pos == "ADP"
                    and not _is_date(other, view)
                ):
                    last, moved = other.last, True
    rest = text[view.tokens[mention.last - 1].stop : view.tokens[last - 1].stop]
    return (mention.name + rest).strip(" ,;—–-")


def _is_date(mention: Mention, view: View) -> bool:
    return any(d.start < mention.stop and mention.start < d.stop for d in view.dates)


AHEAD_OF = {"свет", "преддверие", "канун"}
CONTENT = AHEAD_OF | {"ход", "подготовка", "ситуация", "положение"}


WHICH = 5  # tokens between «который» and its place


def place_near(view: View, trigger: int, *, prepositions: Sequence[str] = ("в", "на", "во")) -> Mention | None:
    """«в Минске», «на полях форума в Гродно»: the place where it happens, nearest to the trigger in its clause."""
    best, least = None, 99.0
    for m in view.mentions:
        if m.prep not in prepositions or m.parent is not None or not (m.country or m.region) or m.type not in ("place", "organization", "government"):
            continue
        if m.case != "loc" or m.type != "place" or view.is_aside(m.head, trigger) or _of_what_comes(m, trigger, view) or _of_a_participle(m, trigger, view):
            continue
        cost = 2.0 * view.verbs_between(trigger, m.head) + 0.6 * view.breaks_between(trigger, m.head) + 0.02 * abs(trigger - m.head)
        if cost < least:
            best, least = m, cost
    return best if least < 3.0 else None


def _of_a_participle(place: Mention, trigger: int, view: View) -> bool:
    """«экспорт товаров, производимых / в Узбекистане»: where something else is done; «на форуме, прошедшем в Баку» tells where the event is."""
    above = view.tokens[place.head].head
    if above < 0 or above == trigger or view.tokens[above].feats.form != "part" or view.tokens[above].feats.variant == "short":
        return False
    return above > 0 and view.texts[above - 1] == "," and key(view.tokens[above].lemma) not in members("happening")


def _of_what_comes(place: Mention, trigger: int, view: View) -> bool:
    """«на встрече говорили о форуме / в Самаре», «в свете предстоящего форума / в Самаре», «обсудили ход реформ / в Гане»: where something else is."""
    if place.first < trigger:
        return False
    which = next((i for i in range(place.first - 1, max(trigger, place.first - WHICH), -1) if view.lemmas[i] == "который"), place.first)
    top = next((m for m in view.mentions if m.last == which - 1 and m.first > trigger), None)  # «к саммиту СНГ, который пройдёт / в Баку»
    while top is not None and top.parent is not None and view.mentions[top.parent].first > trigger:
        top = view.mentions[top.parent]
    if top is None:
        return False
    course = top.lemma in CONTENT and (top.prep not in ("в", "на") or top.lemma in AHEAD_OF)
    return (
        course
        or (which < place.first and top.prep == "к")
        or (top.prep in ("о", "об") and top.kind not in ("event", "trip"))
        or any(word.startswith("предстоящ") for word in view.texts[top.first : place.first])
    )


def weakest(draft: Draft) -> str:
    """The weakest way in which any slot was found."""
    return "discourse" if draft.get("carried") else max(draft.found or {"child"}, key=FOUND_ORDER.index)


def stable_id(prefix: str, *parts: object) -> str:
    """A short hash of the parts: the same on every run and machine."""
    return prefix + hashlib.sha256("\x1f".join(str(p) for p in parts).encode()).hexdigest()[:16]


__all__ = [
    "DATES",
    "PRONOUNS",
    "Draft",
    "parties",
    "place_near",
    "place_party",
    "put_date",
    "stable_id",
    "start_draft",
    "take_date",
    "text_of",
    "to_party",
    "token_nominative",
    "weakest",
]
