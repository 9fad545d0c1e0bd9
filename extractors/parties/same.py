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
        return (p.region or p.country) == (q.region or q.country) and (p.region or p.country) is not None and not two_towns(p, q)
    return False


def one_side(p: Party, q: Party) -> bool:
    """One entity, or a place (its government, its envoy) and whoever acts for it: «Тверская область» and «губернатор Тверской области …»."""
    if same_party(p, q):
        return True
    if not {p.type, q.type} & {"place", "group", "government"} or not p.country or p.country != q.country or two_towns(p, q):
        return False
    return p.region == q.region or (p.region is None and p.type == "place") or (q.region is None and q.type == "place")


def two_towns(p: Party, q: Party) -> bool:
    """«Клин» and «Дмитров», two places though they are of one region."""
    return _is_town(p) and _is_town(q) and p.entity_id != q.entity_id


def other_places(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """Whether two sides of each list are places of which the other list tells another of the same region: «Клин и Вэйхай», «Московская область и Шаньдун»."""
    mine, theirs = ({p.entity_id: p.region for p in sides if p.region and p.type == "place"} for sides in (a, b))
    return len({region for one, region in mine.items() if one not in theirs and any(region == r and two not in mine for two, r in theirs.items())}) > 1


def _is_town(p: Party) -> bool:
    """A place of its own within a region, which is no district that may hold the other."""
    ids = [entity_id("place", p.name, p.country, p.region, kind) for kind in ("town", "region")] if p.type == "place" and p.region else []
    return bool(ids) and p.entity_id == ids[0] != ids[1] and not any(word.startswith(AREAS) for word in p.name.lower().split())


AREAS = ("район", "округ", "уезд", "префект", "улус", "кожуун", "аймак", "зона", "территор")


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
