"""Verbs left out: «фирма «Луна» построит фабрику, «Хансон» — склад» are two deals with one verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.contract_building import is_plant
from extractors.lexicon import classes_of
from extractors.view import View
from schemas.match import Filler, Match, Mention

DASHES = ("—", "–", "-")
GAPPING = {"contracts.build", "contracts.invest"}
SIDES = ("organization", "group", "place")


def left_out(matches: Sequence[Match], views: Sequence[View]) -> list[Match]:
    """The matches and, behind each, one for every «(а) кто — что» that follows in its sentence and repeats its verb silently."""
    found: list[Match] = []
    for match in matches:
        found.append(match)
        if match.rule in GAPPING and match.slots.get("suppliers") and match.form in ("active", "infinitive"):
            found += _followers(match, views[match.sentence])
    return found


def _followers(match: Match, view: View) -> Iterator[Match]:
    told = [match.slots[slot][0].mention.last for slot in ("suppliers", "goods") if slot in match.slots]
    last = max(match.trigger + 1, *told)
    for dash in range(last, len(view.tokens)):
        if view.tokens[dash].text not in DASHES or view.verbs_between(last, dash):
            continue
        who, what = _before(view, dash, last), _after(view, dash)
        if who is None or what is None:
            continue
        slots = {**match.slots, "suppliers": (Filler(who, "clause"),), "goods": (Filler(what, "clause"),)}
        place = next((m for m in view.mentions if who.last <= m.first < dash and m.type == "place" and m.prep), None)
        if place is not None:
            slots["customers"] = (Filler(place, "clause"),)
        slots.pop("owner", None)
        yield replace(match, slots=slots, set={**match.set, "gap": "yes"})


def _before(view: View, dash: int, last: int) -> Mention | None:
    """Who stands in the nominative between a comma (and «а») and the dash."""
    for m in view.mentions:
        opened = m.first > last and (view.tokens[m.first - 1].text in (",", ";") or view.tokens[m.first - 1].text.lower() in ("а", "и"))
        if opened and m.parent is None and not m.prep and "nom" in (m.case, *m.cases) and (m.type in SIDES or "«" in m.name) and m.last <= dash <= m.last + 5:
            return m
    return None


def _after(view: View, dash: int) -> Mention | None:
    """What stands in the accusative right behind the dash."""
    m = next((m for m in view.mentions if m.first == dash + 1 and m.parent is None), None)
    if m is None or m.prep or not {"acc", "nom"} & {m.case, *m.cases}:
        return None
    return m if is_plant(m) or "structure" in classes_of(m.lemma) else None
