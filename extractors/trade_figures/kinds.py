"""Percentages told beside amounts: «плюс 93% в натуральном и 30% в денежном выражении» belongs to the tonnes and to the sum, «(11,8%)» is their share.

In: a sentence with its numbers and the figures before it. Out: which numbers are such growths, and the figures with their growth; the measure of a share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.trade_figures.measures import Measure, Number
from extractors.trade_figures.numbers import BULLETS, Figure
from extractors.view import View
from schemas.values import Change, Money, Percent, Quantity

WEIGHED = {"натуральный", "физический", "количественный", "тонна"}  # «на 7% в тоннах»
PAID = {"денежный", "стоимостный", "ценовой", "деньги", "деньга"}
NEAR = 2  # sentences back
GIVING = {"дать", "обеспечить", "принести", "занять", "взять", "забрать", "составить", "сформировать", "давать", "обеспечивать", "приносить"}
MOVED = {"export", "import", "supplies"}
FAR = 4  # … to a share of the same trade


def growths(view: View, items: Sequence[Number]) -> dict[type[Number], Change]:
    """The growth of weight and that of money in one sentence; {} where only one is told or none."""
    if WEIGHED.isdisjoint(view.words) or PAID.isdisjoint(view.words):
        return {}
    found: dict[type[Number], Change] = {}
    sign = next((1 if n.percent >= 0 else -1 for n in items if isinstance(n, Change)), 0)
    for number in items:
        end = view.token_at(number.stop - 1)
        behind = view.lemmas[end + 2 : end + 3] if view.lemmas[end + 1 : end + 2] == ["в"] else []
        kind = Quantity if WEIGHED & set(behind) else Money if PAID & set(behind) else None
        if kind is not None and sign and isinstance(number, (Change, Percent)):
            found[kind] = number if isinstance(number, Change) else Change(number.start, number.stop, number.text, sign * number.value, number.bound)
    return found if len(found) > 1 else {}


def grow(told: dict[type[Number], Change], view: View, figures: Sequence[Figure]) -> None:
    """Give each growth to the last figure of its kind that has none."""
    for kind, change in told.items():
        near = (f for f in reversed(figures) if view.index - f.told <= NEAR and isinstance(f.number, kind) and f.value is not None)
        figure = next(near, None)
        if figure is not None and figure.change is None:
            figure.change, figure.until = change.percent, max(figure.until, view.index)


def have_figures(view: View, items: Sequence[Number], before: Sequence[Figure]) -> bool:
    """Whether a sum and a weight stand in this sentence or belong to figures just told."""
    told = [f.number for f in before if view.index - f.told <= NEAR]
    return all(any(isinstance(n, kind) for n in (*items, *told)) for kind in (Quantity, Money))


def share_beside(number: Percent, view: View, last: Figure, before: Sequence[Figure]) -> Measure | None:
    """«На втором месте Египет: 1,3 млн тонн (11,8%)», «1 млн тонн, или 9,4%»: the share of a value, where a share was told shortly before."""
    first, at = view.token_at(last.number.stop - 1) + 1, view.token_at(number.start)
    between = [t.text for t in view.tokens[first:at]]
    told = next((f for f in reversed(before) if f.measure.indicator == "share" and view.index - f.view.index <= FAR), None)
    beside = between == ["("] or between[-1:] == ["или"]
    return replace(told.measure, index=at, told=True) if told is not None and beside and last.measure.indicator != "share" else None


def given_share(number: Percent, view: View, told: Measure | None) -> Measure | None:
    """«Половину этой суммы, точнее 50,7%, дал Китай»: the share of what was just told that a land behind a verb of giving has."""
    at = view.token_at(number.stop - 1)
    verb = next((i for i in range(at + 1, min(at + 5, len(view.tokens))) if view.lemmas[i] in GIVING), None)
    if told is None or told.indicator not in ("turnover", "export", "import", "supplies") or verb is None:
        return None
    given = any(m.type == "place" and m.first == verb + 1 and m.case == "nom" and not m.prep for m in view.mentions)
    return replace(told, indicator="share", index=view.token_at(number.start), told=True) if given else None


def listed_ware(number: Number, view: View, before: Sequence[Figure]) -> Measure | None:
    """«— пшеница: 150 тыс. тонн» below figures of exports: a line that begins with goods, a dash or colon and their weight."""
    at = view.token_at(number.start)
    first = 1 if view.tokens[0].text in BULLETS else 0
    told = before[-1] if before and view.index - before[-1].told <= NEAR else None
    if told is None or not isinstance(number, (Quantity, Money)) or told.measure.indicator not in MOVED or len(told.sides) < 2:
        return None
    ware = next((m for m in view.mentions if m.first == first and m.type == "" and m.parent is None), None)
    led = ware is not None and at - ware.last == 1 and view.tokens[ware.last].text in (":", "—", "–", "-")
    return replace(told.measure, index=at, told=True) if led else None
