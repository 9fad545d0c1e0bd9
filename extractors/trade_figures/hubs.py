"""The side that all items of a list have in common: «эквадорские бананы купили Россия (на 71 млн), Турция (на 20 млн)» → Эквадор.

In: a figure and the one before it. Out: the hub of the list, and the two sides of the next item.
"""

from __future__ import annotations

from extractors.trade_figures.lands import apart, same_place
from extractors.trade_figures.numbers import DASHES, Figure
from schemas.values import Place

LINKS = {
    "(", ":", "с", "на", "за", "до", "около", "почти", "более", "свыше", "примерно", "порядка", "еще", "уже", "лишь", "всего", "только", "$", "€",
    "объем", "закупка", "импорт", "показатель", "итог", "доля", "результат", "сумма",
} | DASHES  # fmt: skip
FIRST = DASHES | {"(", "с", ":"}
FALLING_ON = {"прийтись", "приходиться"}
FLOWS = frozenset({"экспорт", "импорт", "оборот", "товарооборот", "торговля", "вывоз", "ввоз"})
OPENING, REACH = 2, 5  # tokens
NEAR = 2  # sentences


def is_item(place: Place, figure: Figure) -> bool:
    """«Россия (на 71 млн)», «Ирак с объёмом закупок $19 млн», «на Китай пришлось 12%»: a place that its number follows at once."""
    view, at = figure.view, figure.view.token_at(figure.number.start)
    if place.form != "name" or not view.sentence.start <= place.start < figure.number.start:
        return False
    first, end = view.token_at(place.start), view.token_at(place.stop - 1) + 1
    led = bool(first) and view.tokens[first - 1].pos == "ADP"
    if led and first <= OPENING and view.lemmas[first - 1] in ("с", "со"):
        return True  # «- с Арменией товарооборот — 4 млн»
    if led and view.lemmas[first - 1] == "на" and at - end <= REACH and not FALLING_ON.isdisjoint(view.lemmas[end:at]):
        return True
    if not 0 < at - end <= REACH or view.tokens[end].text not in FIRST:
        return False
    return all(not LINKS.isdisjoint((view.tokens[i].text, view.lemmas[i])) for i in range(end, at)) and (not led or view.tokens[end].text in DASHES)


def hub_of(figure: Figure, source: Figure | None) -> Place | None:
    """The side of a figure that is no item of a list, where the other one is or is many lands; that of the list which it goes on with."""
    if figure.reporter is None or figure.partner is None:
        return None
    items = [p for p in figure.sides if p.country is None or is_item(p, figure)]
    if len(items) == 1 and _is_whose_whole(items[0], figure):
        return items[0]
    if len(items) == 1:
        return figure.partner if items[0] is figure.reporter else figure.reporter
    kept = source.hub if source is not None else None
    return next((p for p in figure.sides if same_place(p, kept)), None)


def _is_whose_whole(place: Place, figure: Figure) -> bool:
    """«Доля Казахстана в экспорте / Омской области – 47%, Узбекистана – 12%»: a genitive behind the flow of which the shares are told."""
    at = figure.view.token_at(place.start)
    mention = next((m for m in figure.view.mentions if m.first <= at < m.last and m.type == "place"), None)
    flow = figure.view.lemmas[at - 1] in FLOWS and at > 1
    return figure.measure.indicator == "share" and flow and mention is not None and mention.case == "gen"


def next_item(figure: Figure, source: Figure | None, own: tuple[Place | None, Place | None]) -> tuple[Place, Place] | None:
    """The sides of the next item of a list: its own place, and the hub in the seat that it had."""
    mine = next((p for p in own if p is not None), None)
    if source is None or source.hub is None or mine is None or all(own) or figure.view.index - source.told > NEAR:
        return None
    if not apart(mine, source.hub) or not is_item(mine, figure):
        return None
    return (source.hub, mine) if same_place(source.reporter, source.hub) else (mine, source.hub)
