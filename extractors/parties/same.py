"""When two parties are one: the same entity, two names of a place, a place and who acts for it."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.parties.link import entity_id
from schemas.facts import Party


def overlap(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """Whether any party of one is a party of the other, by identity or by the code of a place."""
    return any(same_party(p, q) for p in a for q in b)


def same_party(p: Party, q: Party) -> bool:
    """One entity, or two names of one place."""
    if p.entity_id == q.entity_id:
        return True
    if p.type == q.type == "place":
        return (p.region or p.country) == (q.region or q.country) and (p.region or p.country) is not None
    return False


def one_side(p: Party, q: Party) -> bool:
    """One entity, or a place (its government, its envoy) and whoever acts for it: «Тверская область» and «губернатор Тверской области …»."""
    if same_party(p, q):
        return True
    if not {p.type, q.type} & {"place", "group", "government"} or not p.country or p.country != q.country:
        return False
    return p.region == q.region or (p.region is None and p.type == "place") or (q.region is None and q.type == "place")


def other_towns(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """Whether each of two lists has a town that the other has not, of one region: «Клин и Вэйхай», «Дмитров и Циндао»."""
    mine, theirs = ({p.entity_id: p.region for p in sides if p.region and _is_town(p)} for sides in (a, b))
    return any(region == other and one not in theirs and two not in mine for one, region in mine.items() for two, other in theirs.items())


def _is_town(p: Party) -> bool:
    return p.type == "place" and p.entity_id == entity_id("place", p.name, p.country, p.region, "town")


def covers(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """Whether every side of the shorter list stands in the longer one."""
    short, long = sorted((a, b), key=len)
    return all(any(one_side(p, q) for q in long) for p in short)


def bodies_for(persons: tuple[Party, ...], bodies: tuple[Party, ...]) -> tuple[Party, ...]:
    """The bodies or places for which persons sign, where each of the persons acts for one of them; else the persons."""
    signed = len(persons) == len(bodies) > 1 and any(p.type == "person" for p in persons) and all(b.type != "person" for b in bodies)
    return bodies if signed and all(any(one_side(p, b) for b in bodies) for p in persons) else persons


def distinct(found: Iterable[Party]) -> tuple[Party, ...]:
    """Parties → each entity once, in the order of first mention."""
    kept: list[Party] = []
    for party in found:
        if not any(party.entity_id == other.entity_id for other in kept):
            kept.append(party)
    return tuple(kept)
