"""A measure told without a number: «Торговля Латвии с Псковской областью не растёт. В 2023-м она измерялась 38 млн евро».

In: a sentence without numbers. Out: a figure without a value, from which the next sentence may take its measure and sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from extractors.article.discourse import Discourse
from extractors.trade_figures.brackets import is_set_beside
from extractors.trade_figures.goods import MOVED, goods_of_figure
from extractors.trade_figures.measures import RANKS, TAKEN, measures_of
from extractors.trade_figures.numbers import MASS, Figure
from extractors.trade_figures.sides import set_sides
from extractors.view import View
from schemas.values import Money, Place

ANAPHORS = {"он", "она", "оно", "они", "показатель", "цифра", "величина"}
OPENING = 10  # tokens
TOTALS = ("turnover", "export", "import", "supplies")
BEFORE = ("назад", "ранее", "раньше", "прежде")
LEADING = {"—", "–", "-", "на", "лишь", "только", "всего", "было", "около", "почти", "более"}
CLAUSE = {",", ";", "(", "—", "–", ":"}
STRETCHES = {"year", "half", "quarter", "span"}


def silent_before(view: View, state: Discourse, before: Sequence[Figure]) -> Figure | None:
    """What a sentence that begins with «он», «показатель», or with a buyer («Иран получил 4 тыс. тонн»), or that measures what nobody sends, goes on with: the measure without a number before it."""
    if view.index == 0 or (before and before[-1].view.index >= view.index - 1):
        return None
    told = state.views[view.index - 1]
    if told.money or told.changes or told.percents or any(q.unit in MASS for q in told.quantities):
        return None
    opening = set(view.lemmas[:OPENING])
    taking = any(m.rule == TAKEN for m in measures_of(view)) and any(_takes_part(p, view) for p in view.places)
    ranked = RANKS & opening and any(p.form == "name" for p in view.places)  # «На первом месте Казахстан — 41 млн»
    bare = not taking and _is_bare(view)
    if not (taking or ranked or bare or ANAPHORS & opening):
        return None
    measure = next((m for m in measures_of(told) if m.indicator in TOTALS and not m.role and not m.weak and told.tokens[m.index].pos != "VERB"), None)
    if measure is None:
        return None
    end = told.sentence.stop - 1
    figure = Figure(told, measure, Money(end, end + 1, "", Decimal(0), None))
    set_sides(figure, state, (told.sentence.start, told.sentence.stop), None, None)
    figure.goods = goods_of_figure(figure, told, state)
    if bare and not ranked:
        return figure if figure.assumed == 0 and len(figure.sides) == 2 else None
    if len(figure.sides) == 2 or (taking and figure.sides and measure.indicator in ("export", "supplies")):
        return figure
    return figure if ranked and figure.sides else None


def _is_bare(view: View) -> bool:
    """«За 2023 год объём поставок составил 12 тыс. тонн»: goods that are sent by and to nobody whom the sentence names."""
    return not view.places and any(m.indicator in MOVED and not m.role and view.tokens[m.index].pos == "NOUN" for m in measures_of(view))


def _takes_part(place: Place, view: View) -> bool:
    """Whether a land or its people stands near the beginning without a preposition: «Иран получил», «Итальянцам досталось»."""
    at = view.token_at(place.start)
    return at < OPENING and place.form in ("name", "demonym") and (at == 0 or view.tokens[at - 1].pos != "ADP")


def is_of_year_before(view: View, at: int) -> bool:
    """«Годом раньше было 1,25 млн», «(год назад – 49 тыс.)»: a number at token `at` that is told for comparison."""
    while at > 2 and view.tokens[at - 1].text.lower() in LEADING:
        at -= 1  # «тогда как годом ранее — / на 145 млн»
    start = next((i for i in range(at - 1, -1, -1) if view.tokens[i].text in CLAUSE), -1)
    words = [t.text.lower() for t in view.tokens[start + 1 : at]]
    once = "прежде" in words or ("раньше" in words and "чем" not in words)  # «куда прежде отгружали до 30 тысяч тонн»
    if start > 0 and view.tokens[start].text == "(" and is_set_beside(view, start):
        inside = (d for d in view.dates if view.tokens[start].start < d.start and d.stop <= view.tokens[at].start)
        once = once or any(d.grain in STRETCHES for d in inside)
    return once or any(a in ("год", "годом") and b in BEFORE for a, b in pairwise(words))
