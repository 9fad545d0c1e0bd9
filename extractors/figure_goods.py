"""What a number of trade counts: «экспорт муки (в три раза), растительного масла (на 13%)» → each number has its own goods.

In: a figure. Out: the goods in the nominative, or None.
"""

from __future__ import annotations

from extractors.contract_goods import phrase_name
from extractors.discourse import Discourse
from extractors.figure_places import LINKS
from extractors.figures import Figure
from extractors.lexicon import key, members
from extractors.view import View
from schemas.match import Mention
from schemas.values import Quantity

LISTED = {"—", "–", "-", "(", ":"}
WORDS = LINKS | {"рост", "прирост", "снижение", "падение", "в", "плюс", "минус", "объём", "объем"}
REACH = 5  # tokens between goods and the number of their own


def goods_of_figure(figure: Figure, view: View, state: Discourse) -> str | None:
    """The goods counted with the number, those listed right before it, else those of the measure («экспорт муки»)."""
    text = state.document.article.text
    number = figure.number
    if isinstance(number, Quantity) and number.item_start is not None and number.item_stop is not None:
        return _named(view, text, view.token_at(number.item_start), view.token_at(number.item_stop - 1) + 1)
    if figure.measure.indicator not in ("supplies", "export", "import"):
        return None
    listed = _listed(figure, view)
    if listed is not None:
        return _of(listed, view, text)
    own = view.mention_at(figure.measure.index)
    inner = (m for m in view.mentions if own is not None and m.parent is not None and view.mentions[m.parent] is own and m.type == "" and m.lemma != "который")
    goods = next(inner, None)
    return _of(goods, view, text) if goods is not None else None


def _listed(figure: Figure, view: View) -> Mention | None:
    """«…, растительного масла (на 13%)», «масла — на 12 млн»: a ware behind the measure, a bracket or dash, and its number."""
    at = view.token_at(figure.number.start)
    first = next((i for i in range(at - 1, max(-1, at - REACH), -1) if view.tokens[i].text not in WORDS and view.lemmas[i] not in WORDS), -1)
    if first <= figure.measure.index or not any(view.tokens[i].text in LISTED for i in range(first + 1, at)):
        return None
    found = [m for m in view.mentions if m.first <= first < m.last and m.type == "" and key(view.tokens[m.head].lemma) in members("ware")]
    return min(found, key=lambda m: m.last - m.first, default=None)


def _of(m: Mention, view: View, text: str) -> str:
    """A mention without the place that owns the goods: «рапсовое масло Томской области» → «рапсовое масло»."""
    place = next((n for n in view.mentions if n.type == "place" and m.head < n.first < m.last), None)
    if place is None:
        return m.name
    return phrase_name(view, text, m.first, place.first - (1 if place.prep else 0), m.head)


def _named(view: View, text: str, first: int, last: int) -> str:
    """The words of counted goods in the nominative: «12 тыс. тонн рапсового масла» → «рапсовое масло»."""
    head = next((i for i in range(first, last) if view.tokens[i].pos in ("NOUN", "PROPN")), last - 1)
    return phrase_name(view, text, first, last, head)
