"""Carriers: «В Гомель пришёл поезд из Китая. / Он доставил станки»: what carries goods is no side, where it comes from and goes to is.

In: the drafts of deals in text order. Out: the same with the ends of the carrier's trip as sides, less the arrival of a carrier whose load is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.article.discourse import Discourse
from extractors.build import DATES, Draft
from extractors.contracts.hauling import HAULING, hauls
from extractors.contracts.parties import resolve
from extractors.contracts.vetoes import TRANSIT
from extractors.lexicon import key, members
from extractors.phrases.words import PRONOUNS
from extractors.view import View
from schemas.match import Filler, Mention

REACH = 2  # sentences back in which the trip is told
CARRYING = {"contracts.supply", "contracts.send"}
GOING = {
    "прибыть", "прибывать", "прийти", "приехать", "уйти", "выйти", "отправиться", "отправляться", "поехать", "ехать", "выехать", "выезжать", "пойти", "идти", "плыть",
    "вернуться", "приземлиться", "прорваться", "въехать", "поступить",
} | members("coming")  # fmt: skip
LEAVING = {"покинуть", "покидать", "оставить"}


@dataclass(frozen=True, slots=True)
class Trip:
    """A carrier under way: the phrase for it, where it comes from, where it goes."""

    carrier: Mention
    origins: tuple[Mention, ...]
    goals: tuple[Mention, ...]


def carried(drafts: Sequence[Draft], state: Discourse) -> list[Draft]:
    """Give deliveries by a carrier the ends of its trip, and drop its mere coming."""
    told: set[int] = set()
    for draft in drafts:
        if draft.match.rule not in CARRYING or draft.columns["kind"] not in ("supply", "other") or not _is_hauled(draft, state):
            continue
        if (outer := _outer(draft, drafts, state)) is not None:
            for role in ("suppliers", "customers"):
                draft.columns[role] = draft.columns[role] or outer.columns[role]
            told |= {id(outer)} if _lends(outer, draft) else set()
            continue
        for trip in _trips_near(draft, state):
            _take_ends(draft, trip, state)
            told |= {id(d) for d in drafts if d is not draft and _is_coming(d, trip) and _lends(d, draft)}
    return [d for d in drafts if id(d) not in told]


def _outer(draft: Draft, drafts: Sequence[Draft], state: Discourse) -> Draft | None:
    """«отправила два самолёта с помощью, / которые доставили 88 тонн груза»: the sending of the carriers that the clause is about."""
    view, at = state.views[draft.match.sentence], draft.match.trigger
    subject = view.subject_of(at)
    if subject is None or key(subject.lemma) != "который" or draft.columns.get("quantity") is None:
        return None
    for d in drafts:
        carriers = [f.mention for f in d.match.slots.get("goods", ()) if hauls(f.mention)]
        if d.match.sentence == view.index and d.match.trigger < subject.first and any(m.last <= subject.first for m in carriers):
            return d
    return None


def _is_hauled(draft: Draft, state: Discourse) -> bool:
    """Whether a carrier, or a word that may stand for one, is the subject of a delivery."""
    view, at = state.views[draft.match.sentence], draft.match.trigger
    if draft.match.form not in ("active", "participle_active"):
        return False
    subject = view.subject_of(at)
    if subject is None:
        return not draft.columns["suppliers"] and view.tokens[at].feats.number != "plur"
    return hauls(subject) or (subject.lemma in PRONOUNS or key(subject.lemma) == "который")


def _trips_near(draft: Draft, state: Discourse) -> Iterator[Trip]:
    """The nearest trip: of the delivery's sentence, or of one just before it in its paragraph or the headline."""
    for index in range(draft.match.sentence, max(-1, draft.match.sentence - REACH - 1), -1):
        found = list(trips(state.views[index]))
        if found:
            yield from found[:1]
            return


def trips(view: View) -> Iterator[Trip]:
    """The carriers of a sentence that go somewhere or come from somewhere."""
    if HAULING.isdisjoint(view.words):
        return
    for own, m in enumerate(view.mentions):
        if m.prep or m.parent is not None or not hauls(m) or not m.may_be("nom"):
            continue
        verb = view.governor(m)
        lemma = key(view.lemmas[verb]) if verb >= 0 else ""
        around = {m.head, verb} if lemma in GOING | LEAVING else {m.head}
        ends = [e for e in view.mentions if e.type in ("place", "organization") and not e.bare and (e.parent == own or view.governor(e) in around)]
        origins = [e for e in ends if e.prep in ("из", "с", "со", "от") or (not e.prep and lemma in LEAVING and e.parent is None and e is not m)]
        goals = [e for e in ends if e.prep in ("в", "во", "на", "до") and key(e.lemma) not in TRANSIT and lemma in GOING]
        if origins or goals:
            yield Trip(m, tuple(origins), tuple(goals))


def _take_ends(draft: Draft, trip: Trip, state: Discourse) -> None:
    for role, ends in (("suppliers", trip.origins), ("customers", trip.goals)):
        other = {p.entity_id for p in draft.columns["customers" if role == "suppliers" else "suppliers"]}
        if draft.columns[role] or not ends:
            continue
        found = resolve([Filler(m, "discourse") for m in ends], draft, state)
        if found and not other & {p.entity_id for p in found}:
            draft.columns[role] = found
            draft.found.add("discourse")


def _is_coming(draft: Draft, trip: Trip) -> bool:
    """«В Ереван прибыли 20 грузовиков, / которые привезли муку»: the coming of the carrier by itself."""
    if draft.match.rule != "contracts.arrive" or draft.match.sentence != trip.carrier.sentence:
        return False
    return draft.columns.get("goods_head") == key(trip.carrier.lemma)


def _lends(coming: Draft, draft: Draft) -> bool:
    """The day of the coming goes over to the delivery; whether the two tell of one."""
    if coming.columns["status"] == "denied" or draft.columns["status"] == "denied":
        return False
    if draft.columns.get("date") is None:
        draft.columns.update({name: coming.columns.get(name) for name in DATES})
    return True
