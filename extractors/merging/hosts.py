"""Where a visit goes: whether two hosts are one, a land and a town in it on one trip, and how many days are told of it."""

from __future__ import annotations

from extractors.build import Draft
from extractors.lexicon import key
from schemas.facts import Party

STEM = 4  # «пензенское предприятие» is «предприятие Пензы»
REGIONS = ("обла", "край", "респ", "окру", "пров", "реги", "райо", "марз", "аймак", "аймаг")
COMING = {
    "visits.arrive",
    "visits.set_out",
    "visits.visit_noun",
    "visits.make_visit",
    "visits.be_there",
    "visits.expect",
    "visits.intend",
    "visits.return",
    "visits.mission",
}
UNKNOWN = 1e9


def in_one_land(p: Party | None, q: Party | None) -> bool:
    """«отменил визит в Берн», «должен был посетить Швейцарию»: a country, and a town in it."""
    return p is not None and q is not None and p.type == q.type == "place" and p.country == q.country and (p.region is None) != (q.region is None)


def on_the_way(a: Draft, b: Draft) -> bool:
    """«визит в Россию», «в Москве ждут его приезда»: the country and a town in it on one trip, unless the town has a day of its own."""
    p, q = host_of(a), host_of(b)
    if p is None or q is None or not p.type == q.type == "place" or not p.country or p.country != q.country or (p.region is None) == (q.region is None):
        return False
    town, land = (a, b) if p.region else (b, a)
    if town.match.rule not in COMING or town.get("date") is None or bool(town.get("carried")) or town.get("date") == land.get("date"):
        return town.match.rule in COMING
    back = town.match.form == "noun" and town is b  # «сразу после прилёта в Астану»: the trip just told
    return "denied" not in (a.get("status"), b.get("status")) and (back or days_told(land) <= days_told(town) < UNKNOWN)


def host_of(draft: Draft) -> Party | None:
    """Who or what a visit goes to first."""
    return next(iter(draft.get("hosts") or ()), None)


def same_host(p: Party | None, q: Party | None) -> bool:
    """Whether two hosts are one place or body."""
    if p is None or q is None:
        return False
    if p.entity_id == q.entity_id:
        return True
    if p.type == q.type == "place" and p.country and p.country == q.country and p.region is q.region is None:
        return True  # «РФ», «Россия»
    if p.type == q.type == "place":
        return bool(p.country) and (p.region or p.country) == (q.region or q.country) and _same_place(p.name, q.name)
    if p.type != q.type or not p.country or (p.country, p.region) != (q.country, q.region) or (is_proper(p) and is_proper(q)):
        return False
    one, two = words_of(p.name), words_of(q.name)
    return one <= two or two <= one or len(one & two) > 1


def _same_place(one: str, two: str) -> bool:
    """«Гродно» and «Гродненская область», not «Гродно» and «Лида»: two towns of a region are two places."""
    left, right = words_of(one), words_of(two)
    nicknamed = any(key(name).endswith(("щина", "ье")) for name in (one, two))  # «Брянщина», «Зауралье»
    return nicknamed or bool(left & right) or any(word.startswith(REGIONS) for word in left | right)


def is_bare(p: Party) -> bool:
    """«вуз», «завод»."""
    return " " not in p.name and p.name.islower()


def is_proper(p: Party) -> bool:
    """Whether a body has a name in quotes."""
    return "«" in p.name


def words_of(name: str) -> set[str]:
    """The stems of a nominative name's longer words."""
    return {word[:STEM] for word in key(name).replace("«", " ").replace("»", " ").split() if len(word) >= STEM}


def days_told(draft: Draft) -> float:
    """How many days a telling gives the visit; many where it tells none."""
    first, last = draft.get("date_start"), draft.get("date_end")
    return UNKNOWN if draft.get("date") is None else 1e6 if None in (first, last) else float((last - first).days)
