"""Plants that belong to somebody: «строительство завода немецкого концерна Brandt» is the concern's, whoever takes part in the ceremony."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.contracts.building import is_plant
from extractors.contracts.clues import SAID, Clue, Telling, supplies
from extractors.contracts.parties import acting_for
from extractors.view import View
from schemas.match import Filler, Mention

RULES = frozenset({"contracts.service_noun", "contracts.undertake"})


def by_plant(t: Telling) -> Iterator[Clue]:
    """Whose plant it is, where officials alone act."""
    if (owner := owner_of_plant(t)) is not None:
        yield from supplies([Filler(owner, "child")], SAID, "whose plant is built", cuts=True)


def owner_of_plant(t: Telling) -> Mention | None:
    """The named firm in the genitive behind the plant that is built, where no firm is said to build it."""
    if t.goods is None or t.match.rule not in RULES or t.kind != "investment":
        return None
    acting = [f.mention for slot in ("actors", "suppliers", "partners") for f in t.slot(slot) if f.found != "discourse"]
    if not all(_is_official(m, t.view) for m in acting):
        return None
    plant = next((m for m in t.view.mentions if t.goods.first <= m.head < t.goods.last and is_plant(m)), None)
    return None if plant is None else _owner(plant, t.view)


def _owner(plant: Mention, view: View) -> Mention | None:
    inside = (m for m in view.mentions if plant.head < m.first and m.last <= plant.last and m.type == "organization" and not m.prep and not m.bare)
    return next((m for m in inside if m.case == "gen" and (m.country or "«" in m.name or m.name[-1:].isascii())), None)


def officials(t: Telling) -> set[int]:
    """The first tokens of the officials who act beside a firm that builds for itself: they come to the ceremony."""
    if t.act != "construction" or t.kind != "investment":
        return set()
    acting = [f.mention for slot in ("actors", "suppliers") for f in t.slot(slot)]
    guests = {m.first for m in acting if _is_official(m, t.view)}
    beside = owner_of_plant(t) is not None or len(guests) < len(acting)
    return guests if beside else set()


def _is_official(m: Mention, view: View) -> bool:
    """A public body, or a person who acts for no firm."""
    if m.type == "government":
        return True
    body = acting_for(m, view) if m.type in ("person", "group") else None
    return m.type == "person" and (body is None or body.type != "organization")
