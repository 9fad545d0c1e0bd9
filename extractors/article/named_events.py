"""The days and the place of a forum or a fair, lent to what is told later as done at it.

«Форум «Россия — исламский мир» пройдёт в Казани с 14 по 19 мая. На полях форума Татарстан подпишет …»: signed on those days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.article.discourse import Discourse
from extractors.build import Draft, put_date
from extractors.dating.when import joined
from extractors.lexicon import key, members
from extractors.view import View
from schemas.values import DateSpan, Place

REACH = 12  # sentences
SOON = 4
BEFORE = 4  # tokens: «на полях Петербургского / форума»
SHORT_NAMES = {"пмэф", "вэф", "кэф", "пмюф", "иннопром", "экспо", "армия-2024"}
HAPPENING = {"пройти", "проходить", "состояться", "открыться", "стартовать", "начаться", "завершиться", "закончиться", "проводиться", "провести", "работать"}
AT = {"в", "на", "поле", "рамка", "площадка", "ход", "кулуары", "итог", "время", "стенд"}
GRAINS = {"day", "span", "month"}
DEALS = {"contracts.sign", "contracts.agree"}
TABLES = {"visits", "meetings", "agreements"}


@dataclass(frozen=True, slots=True)
class Event:
    """A forum or fair that a sentence dates; `names` are the words by which it is spoken of later."""

    sentence: int
    names: frozenset[str]
    day: DateSpan
    place: Place | None


def lend_by_events(drafts: Sequence[Draft], state: Discourse) -> None:
    """Date and place undated drafts that are told as done at an event which an earlier sentence has dated."""
    told = [event for view in state.views if (event := _event(view)) is not None]
    for draft in drafts if told else ():
        view = state.views[draft.match.sentence]
        event = _meant(view, told)
        if event is None or not (draft.table in TABLES or draft.match.rule in DEALS) or not _in_time(draft, event, state):
            continue
        if draft.get("date") is None:
            put_date(draft, event.day)
            draft.columns["carried"] = True
        if draft.table in ("visits", "meetings") and draft.get("country") is None and event.place is not None:
            draft.columns["country"] = event.place.country


def _meant(view: View, told: Sequence[Event]) -> Event | None:
    """The event at which a sentence says that something was done: dated before, else soon after («На её площадке подписали … Выставка идёт 20–22 мая»)."""
    attended = set(_attended(view))
    before = (e for e in reversed(told) if 0 < view.index - e.sentence <= REACH and e.names & attended)
    after = (e for e in told if 0 < e.sentence - view.index <= SOON and e.names & attended)
    return next(before, None) or next(after, None)


def _names() -> frozenset[str]:
    return frozenset((members("gathering") | members("fair") | SHORT_NAMES) - {"день"})


def _event(view: View) -> Event | None:
    """The event that is the subject of «пройдёт», «открылась» or of «который прошёл», with the one date of its sentence."""
    names = _names() & view.words if view.dates else frozenset()
    days = [d for d in view.dates if d.edtf is not None and d.grain in GRAINS and d.role in ("point", "duration")] if names else []
    days = joined(days, view)
    if len(days) != 1 or HAPPENING.isdisjoint(view.words):
        return None
    at = next(i for i, lemma in enumerate(view.lemmas) if lemma in names)
    verb = next((i for i, lemma in enumerate(view.lemmas) if lemma in HAPPENING and view.tokens[i].pos == "VERB"), None)
    told = next(
        (i for i, t in enumerate(view.tokens) if t.pos == "ADJ" and t.lemma in HAPPENING and i > at and t.feats.case == view.tokens[at].feats.case), None
    )
    if verb is None and told is not None and not view.verbs_between(told, view.token_at(days[0].start)):
        return _held(view, names, days[0])  # «собрал форум, прошедший 19 ноября в Намангане»
    subject = verb is not None and view.verbs_between(at, verb) == 0 and view.tokens[at].feats.case in ("nom", "acc")
    relative = verb is not None and at < verb and "который" in view.lemmas[at:verb]
    if verb is None or not (subject or relative) or view.verbs_between(verb, view.token_at(days[0].start)) > 0:
        return None
    return _held(view, names, days[0])


def _held(view: View, names: frozenset[str], day: DateSpan) -> Event:
    """The event of a sentence with its town; «мероприятие» may mean any."""
    town = next((p for p in view.places if p.form == "name" and view.lemmas[max(0, view.token_at(p.start) - 1)] in ("в", "во")), None)
    return Event(view.index, frozenset(names) | {"мероприятие"} | ({"форум"} if names & {"пмэф", "вэф", "кэф"} else set()), day, town)


def _attended(view: View) -> Iterator[str]:
    """The events at which a sentence says that something was done: «на полях форума», «в рамках выставки»."""
    names = _names() | {"мероприятие"}
    for i, lemma in enumerate(view.lemmas):
        if lemma in names and not AT.isdisjoint(map(key, view.lemmas[max(0, i - BEFORE) : i])):
            yield lemma


def _in_time(draft: Draft, event: Event, state: Discourse) -> bool:
    """What was done was done at an event that has begun, what is planned is meant for one that has not ended."""
    published, first, last = state.document.article.published, event.day.first, event.day.last
    if published is None or first is None or last is None:
        return draft.columns["status"] in ("occurred", "planned")
    if draft.columns["status"] in ("occurred", "ongoing"):
        return first <= published
    meant = draft.columns["status"] == "planned" or (draft.columns["status"] == "proposed" and draft.table == "agreements" and first > published)
    return meant and last >= published
