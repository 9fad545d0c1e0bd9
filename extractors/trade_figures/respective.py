"""Numbers and names told in two rows: «экспорт и импорт … 14% и 38% соответственно».

In: the numbers of a sentence. Out: which member of «A и B» each number of «X и Y» belongs to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.trade_figures.lists import BOUNDS, RESPECTIVELY
from extractors.trade_figures.measures import Measure, Number
from extractors.trade_figures.numbers import Figure
from extractors.view import View
from schemas.values import Change, Percent, Place

THEY = "они"
BETWEEN_NUMBERS = {",", "и", "на", "до", *BOUNDS}
BETWEEN_NAMES = {",", "и", "в", "с", "со", "на", "из", "между"}
RISING = {"вырасти", "возрасти", "увеличиться", "подрасти", "прибавить", "подняться", "расшириться", "расти", "нарастить", "увеличить"}
FALLING = {"сократиться", "снизиться", "упасть", "уменьшиться", "просесть", "обвалиться", "сократить", "снизить", "уменьшить", "потерять"}


@dataclass(frozen=True, slots=True)
class Member:
    """One of «A и B»: its measure or its place with all the places of the list, and its numbers."""

    numbers: tuple[Number, ...]
    measure: Measure | None = None
    place: Place | None = None
    places: tuple[Place, ...] = ()


def respective(view: View, numbers: Sequence[Number], measures: Sequence[Measure], told: Sequence[Figure] = ()) -> list[Member]:
    """«Экспорт и импорт выросли на 14% и 38%, до 22 и 140 тыс. тонн» → two members, each with its change and its value; [] for any other sentence.

    `told`: the figures of the sentence before, of which «они», «с этими странами» speak.
    """
    said = not RESPECTIVELY.isdisjoint(view.words)
    numbers = [_grown(n, view) if said and isinstance(n, Percent) else n for n in numbers]
    groups = [g for g in _groups(view, numbers) if len(g) > 1]
    if not groups:
        return []
    size, first = len(groups[0]), view.token_at(groups[0][0].start)
    groups = [g for g in groups if len(g) == size]
    named = [m for m in measures if m.index < first and view.tokens[m.index].pos == "NOUN"][-size:]
    members = [tuple(group[i] for group in groups) for i in range(size)]
    joined = _joined(view, [(m.index, m.index + 1) for m in named]) or (said and all("и" in view.lemmas[m.index - 2 : m.index] for m in named[1:]))
    if len(named) == size and len({m.indicator for m in named}) == size and joined and not isinstance(groups[0][0], Percent):
        return [Member(own, measure=m) for own, m in zip(members, named, strict=True)]
    if not said:
        return []
    if meant := _meant(view, members, [m for m in measures if m.index < first], list(told)[-size:]):
        return meant
    known = [p for p in view.places if p.stop <= groups[0][0].start and p.form == "name"]
    for at in range(len(known) - size, -1, -1):
        listed = tuple(known[at : at + size])
        if (
            _joined(view, [(view.token_at(p.start), view.token_at(p.stop - 1) + 1) for p in listed])
            and len({(p.country, p.region or p.name) for p in listed}) == size
        ):
            return [Member(own, place=p, places=listed) for own, p in zip(members, listed, strict=True)]
    return []


def _meant(view: View, members: Sequence[tuple[Number, ...]], named: Sequence[Measure], told: Sequence[Figure]) -> list[Member]:
    """«Снизился как экспорт, так и импорт. Они составили 90 и 60 млн», «Товарооборот с этими странами вырос на 4 и 9%»: the measures or lands just told."""
    if len(told) != len(members):
        return []
    if not named and THEY in view.lemmas and len({f.measure.indicator for f in told}) == len(told):
        at = view.token_at(members[0][0].start)
        return [Member(own, measure=replace(f.measure, index=at, told=True)) for own, f in zip(members, told, strict=True)]
    these = any(a == "этот" and b in ("страна", "государство", "республика") for a, b in pairwise(view.lemmas))
    lands = tuple(f.partner for f in told if f.partner is not None)
    if not these or len({(p.country, p.region) for p in lands}) != len(members):
        return []
    return [Member(own, place=p, places=lands) for own, p in zip(members, lands, strict=True)]


def _grown(number: Percent, view: View) -> Number:
    """«сократились на 12 и 35%»: a percentage behind a verb of growth or fall is a change."""
    at = view.token_at(number.start)
    sign = next((1 if view.lemmas[i] in RISING else -1 for i in range(at - 1, max(-1, at - 9), -1) if view.lemmas[i] in RISING | FALLING), 0)
    return Change(number.start, number.stop, number.text, sign * number.value, number.bound) if sign and not number.points else number


def _groups(view: View, numbers: Sequence[Number]) -> list[list[Number]]:
    """Numbers of one kind that only commas, «и» and words like «более» part."""
    found: list[list[Number]] = []
    for number in numbers:
        last = found[-1][-1] if found else None
        if last is not None and isinstance(last, Change) and isinstance(number, Percent) and _adjoin(view, last, number):
            percent = number.value if last.percent >= 0 else -number.value  # «выросли на 14% и 38%»
            found[-1].append(Change(number.start, number.stop, number.text, percent, number.bound))
        elif last is not None and type(last) is type(number) and _adjoin(view, last, number):
            found[-1].append(number)
        else:
            found.append([number])
    return found


def _adjoin(view: View, a: Number, b: Number) -> bool:
    between = view.tokens[view.token_at(a.stop - 1) + 1 : view.token_at(b.start)]
    return 0 < len(between) <= 4 and all(t.text.lower() in BETWEEN_NUMBERS for t in between)


def _joined(view: View, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether names stand in one list, «и» before the last."""
    gaps = [[t.text.lower() for t in view.tokens[a[1] : b[0]]] for a, b in pairwise(spans)]
    return bool(gaps) and all(gap and len(gap) <= 3 and set(gap) <= BETWEEN_NAMES for gap in gaps) and "и" in gaps[-1]
