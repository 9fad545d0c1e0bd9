"""Places in Russian text: «сердобские предприятия» → Place(name="Сердобск", country="RU", region="RU-PNZ", kind="town", form="adjective").

The steps: scan (the table's words with all their readings), phrases (regions and districts made of adjectives), settle (which reading).
What cannot be settled keeps the country and loses the region; what cannot be told from a word or a person is no place at all.
Codes follow ISO 3166-2: Crimea, Sevastopol and the Donetsk, Luhansk, Zaporizhzhia and Kherson regions have the codes that it gives (UA-…),
Abkhazia is GE-AB.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.gazetteer import Gazetteer, Sense, fold, gazetteer, lookup, place_adjective, place_name
from pipeline.places_capitals import with_capitals
from pipeline.places_context import kind_before
from pipeline.places_phrases import districts, go_on, numbered, regions
from pipeline.places_scan import Hit, scan
from schemas.values import Place

__all__ = ["find_places", "find_places_in", "lookup", "place_adjective", "place_name"]

# One reading is taken without help when it is so many times likelier than all others together.
DOMINANT = 6
NEAR = 30
# Districts of many cities: «Кировский район» is hardly in the region of Kirov.
URBAN = ("Кировский", "Московский", "Ленинградский", "Свердловский", "Калининский", "Куйбышевский", "Приморский", "Волжский", "Заводской", "Донской")
DISTRICTED = frozenset(("RU", "BY", "KZ", "UZ", "KG", "TJ", "UA", "MD", "AZ", "GE", "AM", "TM"))  # lands whose regions have districts («район»)
SENTENCE_END = re.compile(r"[.!?…;\n]")

Group = tuple[str | None, str | None]


def find_places(text: str, context: Sequence[Place] = ()) -> list[Place]:
    """«в Пензе и Гомеле» → two places; `context` are places known from elsewhere that help to tell one «Советск» from another."""
    return find_places_in([text], context)[0]


def find_places_in(texts: Sequence[str], context: Sequence[Place] = ()) -> list[list[Place]]:
    """The blocks of one article → the places of each; what one block says helps to settle the others."""
    table = gazetteer()
    hits = [found_in(text, table) for text in texts]
    groups = [[single(hit) for hit in of_text] for of_text in hits]
    known = Known(
        frozenset([p.region for p in context if p.region] + [g[1] for of_text in groups for g in of_text if g and g[1]]),
        frozenset([p.country for p in context if p.country] + [g[0] for of_text in groups for g in of_text if g and g[0]]),
    )
    first = [p for of_text in zip(texts, hits, groups, strict=True) for p in places_of(*of_text, known, shared_only=True)]
    known = Known(known.regions | {p.region for p in first if p.region}, known.countries | {p.country for p in first if p.country})
    return [with_capitals(of_text[0], list(places_of(*of_text, known))) for of_text in zip(texts, hits, groups, strict=True)]


def found_in(text: str, table: Gazetteer) -> list[Hit]:
    """One block → what in it may be a place."""
    low = fold(text)
    return districts(text, low, numbered(low, go_on(text, low, regions(low, scan(text, low, table))), table), table)


class Known(NamedTuple):
    """The regions and countries that the article surely speaks of."""

    regions: frozenset[str]
    countries: frozenset[str]

    def supports(self, sense: Sense) -> bool:
        """Whether the place of this reading, or its surroundings, are spoken of; «Россия» is too large to support its towns."""
        entry = sense.entry
        if entry.region is not None and entry.region in self.regions:
            return True
        return entry.country in self.countries and (entry.kind in ("country", "area") or entry.country != "RU")


def single(hit: Hit) -> Group | None:
    """The country and region of a hit that needs no settling."""
    if not hit.sure or hit.kind == "district":
        return None
    first = hit.senses[0].entry
    for sense in hit.senses:
        if "?" in sense.marks or sense.entry.region != first.region or sense.entry.country != first.country:
            return None
    return first.country, first.region


def places_of(text: str, hits: list[Hit], groups: list[Group | None], known: Known, *, shared_only: bool = False) -> Iterator[Place]:
    """The hits of one text → places, or only those whose words several places share."""
    for i, hit in enumerate(hits):
        group = groups[i]
        if group is not None and shared_only:
            continue
        if hit.kind == "district":
            beside = i + 1 < len(hits) and text[hit.stop : hits[i + 1].start].isspace()
            yield district_place(text, hit, groups[i + 1] if beside else None, known)
        elif group is not None:
            yield made(text, hit, best_of(hit.senses), group)
        elif found := place(text, hit, neighbours(text, hits, groups, i), known):
            yield found


def made(text: str, hit: Hit, sense: Sense, group: Group) -> Place:
    """A hit with its reading and codes → a place."""
    name = sense.name if sense.form == "name" else sense.entry.name
    country, region = group
    return Place(hit.start, hit.stop, text[hit.start : hit.stop], name, country, region, sense.entry.kind, sense.form, place_name(region) if region else None)


def neighbours(text: str, hits: list[Hit], groups: list[Group | None], i: int) -> list[Group]:
    """The settled places beside a hit in its own sentence, the following one first: «Советск Калининградской области»."""
    out: list[Group] = []
    for j in (i + 1, i - 1):
        if not 0 <= j < len(hits) or (group := groups[j]) is None:
            continue
        left, right = min(i, j), max(i, j)
        if hits[right].start - hits[left].stop <= NEAR and not SENTENCE_END.search(text, hits[left].stop, hits[right].start):
            out.append(group)
    return out


def place(text: str, hit: Hit, near: list[Group], known: Known) -> Place | None:
    """One hit with several readings → the place it means, with as much of its codes as can be told."""
    senses = of_kind(text, hit, supported(hit, near, known))
    if not senses:
        return None
    group = settle(senses, near, known)
    if group is not None:
        return made(text, hit, best_of([s for s in senses if (s.entry.country, s.entry.region) == group]), group)
    best, country = max(senses, key=lambda s: s.entry.weight), likely_country(senses)
    return made(text, hit, best, (country, None)) if country or best.entry.kind == "area" or best.form == "name" else None


def supported(hit: Hit, near: list[Group], known: Known) -> list[Sense]:
    """The readings that stand: all firm ones, and those in need of support that have it."""
    beside = {g[1] for g in near if g[1]}
    helped = [s for s in hit.senses if known.supports(s) or s.entry.region in beside]
    if not hit.sure:
        return helped
    if helped and any("?" in s.marks for s in hit.senses):
        return helped
    return [s for s in hit.senses if "?" not in s.marks]


def of_kind(text: str, hit: Hit, senses: list[Sense]) -> list[Sense]:
    """«город Абай», «область Абай»: the noun before tells the kind."""
    if len(senses) < 2:
        return senses
    wanted = kind_before(fold(text[max(0, hit.start - 40) : hit.start]), min(hit.start, 40))
    return [s for s in senses if s.entry.kind == wanted] or senses


def settle(senses: list[Sense], near: list[Group], known: Known) -> Group | None:
    """Which country and region: the only one, the neighbour's, the article's, or the far likelier one."""
    weights: dict[Group, int] = defaultdict(int)
    for sense in senses:
        weights[sense.entry.country, sense.entry.region] += sense.entry.weight
    groups = sorted(weights, key=lambda g: -weights[g])
    if len(groups) == 1:
        return groups[0]
    if weights[groups[0]] >= DOMINANT * DOMINANT * sum(weights[g] for g in groups[1:]):
        return groups[0]
    for neighbour in near:
        if neighbour in weights and neighbour[1]:
            return neighbour
    for fitting in ([g for g in groups if g[1] and g[1] in known.regions], [g for g in groups if g[0] in known.countries]):
        if len(fitting) == 1:
            return fitting[0]
        groups = fitting or groups
    return groups[0] if weights[groups[0]] >= DOMINANT * sum(weights[g] for g in groups[1:]) else None


def likely_country(senses: list[Sense]) -> str | None:
    """«Алтай» is of two regions of Russia, and hardly the Kazakh town."""
    weights: dict[str | None, int] = defaultdict(int)
    for sense in senses:
        weights[sense.entry.country] += sense.entry.weight
    top = max(weights, key=lambda c: weights[c])
    return top if weights[top] >= DOMINANT * (sum(weights.values()) - weights[top]) else None


def best_of(senses: list[Sense]) -> Sense:
    """The name before the adjective; the town of a shared name («Исфахан»), the region of a shared adjective («пензенский»); the larger place."""
    if len(senses) == 1:
        return senses[0]
    order = {"name": 0, "adjective": 1, "demonym": 2}
    wanted = {"name": "town", "adjective": "region", "demonym": "region"}
    return min(senses, key=lambda s: (order[s.form], s.entry.kind != "country", s.entry.kind != wanted[s.form], -s.entry.weight))


def district_place(text: str, hit: Hit, following: Group | None, known: Known) -> Place:
    """«Щигровский район» → its region where the words after it or its adjective tell."""
    urban = hit.name.startswith(URBAN)
    senses = [s for s in hit.senses if s.entry.region in known.regions or not ("?" in s.marks or urban)]
    senses = [s for s in senses if s.entry.kind == "district" or not urban]
    own = [s for s in senses if s.entry.kind == "region"] or senses
    group = following or (settle(own, [], known) if own else None) or (of_kind_of_district(hit.name) or around(known) if not senses else None)
    country, region = group or (None, None)
    return Place(hit.start, hit.stop, text[hit.start : hit.stop], hit.name, country, region, "district", region_name=place_name(region) if region else None)


def of_kind_of_district(name: str) -> Group | None:
    """«Хангаласский улус» is in Yakutia, «Пий-Хемский кожуун» in Tuva."""
    return ("RU", "RU-SA") if name.endswith("улус") else ("RU", "RU-TY") if name.endswith("кожуун") else None


def around(known: Known) -> Group | None:
    """Where a district that no adjective of the table tells lies: in the one region with districts of which the article speaks, if it speaks of no other such land."""
    lands = known.countries & DISTRICTED
    regions = [r for r in known.regions if r[:2] in lands]
    return (regions[0][:2], regions[0]) if len(lands) == len(regions) == 1 else None
