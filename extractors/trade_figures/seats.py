"""Which seat a place takes whose own preposition does not tell it: «доля области в торговле между А и Б», «закупки сербской пряжи / Перу – вдвое».

In: a figure and the places beside it. Out: reporter and partner, or whether a place is of the next number.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.trade_figures.lands import apart
from extractors.trade_figures.numbers import DASHES, Figure
from extractors.trade_figures.places import Side
from schemas.values import Place, Quantity


def part_between(figure: Figure, near: Sequence[Side], between: Sequence[Place]) -> tuple[Place, Place] | None:
    """«Доля Самарской области в товарообороте между Россией и Узбекистаном – 8%»: the region's part, with the country that is not its own."""
    if figure.measure.indicator != "share":
        return None
    part = next((s.place for s in near if not s.mark and s.place.region and any(p.country == s.place.country and not p.region for p in between)), None)
    other = next((p for p in between if part is not None and p.country != part.country), None)
    return (part, other) if part is not None and other is not None else None


def buys(figure: Figure, near: Sequence[Side], partner: Place) -> bool:
    """«закупки сербской пряжи нарастили Перу – вдвое»: a bare name beside goods of another land is their buyer."""
    bare = any(side.place is partner and not side.mark for side in near)
    return bare and figure.measure.indicator == "import" and partner.form == "name"


def is_of_goods(place: Place, figure: Figure) -> bool:
    """«через Верхний Ларс прошло 410 тысяч тонн российских грузов»: whose goods are counted, by an adjective."""
    number = figure.number
    return isinstance(number, Quantity) and number.item_start is not None and number.item_start <= place.start < (number.item_stop or 0)


def is_next_item(place: Place, figure: Figure, state: Discourse) -> bool:
    """«доля Латвии доросла до 17 процентов, Эстонии – до 21-го»: whose share is told next."""
    if place.start <= figure.number.stop or place.form != "name":
        return False
    between = state.document.article.text[figure.number.stop : place.start]
    return (figure.measure.indicator == "share" and "," in between) or between.strip(" )") in (",", "и") or _is_next_list(figure, place)


def dashed(place: Place, figure: Figure) -> bool:
    """«Экспорт в Россию просел, в Китай – удвоился», «в страны СНГ, в Узбекистан (7%)»: a place with a dash or bracket between it and the number."""
    view = figure.view
    end = view.token_at(place.stop - 1) + 1
    return 0 < view.token_at(figure.number.start) - end <= 2 and view.tokens[end].text in ("—", "–", "-", "(")


def is_one_of_several(figure: Figure) -> bool:
    """«увеличила экспорт в Албанию, Турцию и Грузию на 8%»: several partners share one number; none of them alone is meant by what follows."""
    view, partner = figure.view, figure.partner
    if partner is None or not view.sentence.start <= partner.start < min(figure.number.start, view.sentence.stop):
        return False
    end = view.token_at(partner.stop - 1) + 1
    listed = (p for p in view.places if p.start > partner.stop and p.form == "name" and p.country != partner.country)
    return any(end < view.token_at(p.start) <= end + 2 and view.tokens[end].text in (",", "и") and p.start < figure.number.start for p in listed)


def _is_next_list(figure: Figure, place: Place) -> bool:
    """«Кения – в пять раз, Непал, / Оман и Гана – в три раза»: one of several places that stand behind the number, before the next."""
    view = figure.view
    first, at = view.token_at(figure.number.stop - 1) + 1, view.token_at(place.start)
    if not first < at or view.tokens[first].text != ",":
        return False
    within = {i for p in view.places for i in range(view.token_at(p.start), view.token_at(p.stop - 1) + 1)}
    listed = all(i in within or view.tokens[i].text in (",", "и") for i in range(first, at))
    last = next((i for i in range(at, len(view.tokens)) if i not in within and view.tokens[i].text not in (",", "и")), None)
    return listed and last is not None and view.tokens[last].text in DASHES and apart(place, figure.partner)


def is_listed_before(place: Place, item: Place | None, figure: Figure) -> bool:
    """«Непал, / Оман и Гана – в три раза»: buyers of one number are not each other's sellers."""
    view = figure.view
    if item is None or figure.measure.indicator != "import" or not place.stop <= item.start < figure.number.start or not dashed(item, figure):
        return False
    within = {i for p in view.places for i in range(view.token_at(p.start), view.token_at(p.stop - 1) + 1)}
    first, last = view.token_at(place.start), view.token_at(item.stop - 1)
    return all(i in within or view.tokens[i].text in (",", "и") for i in range(first, last))
