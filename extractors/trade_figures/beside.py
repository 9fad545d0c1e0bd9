"""How a place stands beside its number: «Китай — 5 млн», «Китай (5 млн)», «Китай с 5 млн», «5 млн – Китай», «Китай получил 5 млн».

In: a mention of a place and a figure. Out: whether the place is the one that the number is told of.
"""

from __future__ import annotations

from extractors.trade_figures.measures import RANKS
from extractors.trade_figures.numbers import DASHES, Figure
from extractors.view import View
from schemas.match import Mention

LINKS = {
    "объем", "показатель", "результат", "сумма", "доля", "удельный", "вес", "с", "около", "порядка", "почти", "более",
    "свыше", "до", "примерно", "на", "это", "уже", "лишь", "ещё", "еще", "—", "–", "-",
    "(", ":", "|", "всего", "только", "целый",
}  # fmt: skip
TAKING = {
    "получить", "получать", "приобрести", "закупить", "купить", "импортировать", "ввезти", "забрать", "закупать",
    "покупать", "приобретать", "принять", "взять", "брать", "выбрать", "забирать",
}  # fmt: skip
ORDINALS = {"второй", "третий", "четвертый", "пятый", "шестой", "седьмой", "восьмой", "девятый", "десятый"}
RANK_REACH = 4  # tokens


def leads(m: Mention, figure: Figure) -> bool:
    """Whether nothing but a dash, a bracket or «доля» stands between a place and its number."""
    view = figure.view
    between = range(m.last, view.token_at(figure.number.start))
    if m.last == view.token_at(figure.number.start):  # «Импорт: Китай 79 млн, Германия 12 млн»
        return figure.measure.index < m.first and view.tokens[figure.measure.index].pos == "NOUN" and view.tokens[m.first - 1].text in (":", ",", "и", "—", "–")
    if not 0 < len(between) <= 4 or not (any(view.tokens[i].text in DASHES | {"("} for i in between) or _is_with(m, between, view)):
        return False
    return all(view.lemmas[i] in LINKS or view.tokens[i].text in LINKS for i in between)


def _is_with(m: Mention, between: range, view: View) -> bool:
    """«Узбекистан с 21 млн»: a place of a list, not «товарооборот Узбекистана с …»."""
    return m.case == "nom" and view.lemmas[m.last] == "с" and len(between) <= 2


def is_behind(m: Mention, figure: Figure) -> bool:
    """Whether nothing but a dash stands between a number and the place behind it."""
    view = figure.view
    end = view.token_at(figure.number.stop - 1) + 1
    return m.first - end == 1 and view.tokens[end].text in ("—", "–", "-")


def is_ranked(m: Mention, figure: Figure) -> bool:
    """«на втором месте — Китай, 190 тыс. тонн»: a place in a list of buyers, its number behind a comma."""
    view, at = figure.view, figure.view.token_at(figure.number.start)
    return (figure.measure.role or figure.measure.indicator == "share") and m.last == at - 1 and view.tokens[m.last].text == ","


def is_of_rank(m: Mention, view: View) -> bool:
    """«третью строчку занял Иран, четвёртую — …»: whether a place holds a rank in a clause of its own, and another rank follows."""
    if m.last + 1 >= len(view.tokens) or view.tokens[m.last].text != "," or RANKS.isdisjoint(view.lemmas[max(0, m.first - RANK_REACH) : m.first]):
        return False
    return not ORDINALS.isdisjoint(view.lemmas[m.last + 1 : m.last + 4])


def takes(m: Mention, figure: Figure) -> bool:
    """«Джибути получило 27 тыс. т» in a tale of exports: whoever gets, buys or imports is the other side."""
    view = figure.view
    if figure.measure.indicator not in ("export", "supplies"):
        return False
    verbs = [i for i in range(m.last, min(m.last + 3, len(view.tokens))) if view.lemmas[i] in TAKING]
    return bool(verbs) and view.tokens[verbs[0]].start < figure.number.start
