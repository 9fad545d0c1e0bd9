"""What a number of trade counts: «экспорт муки (в три раза), растительного масла (на 13%)» → each number has its own goods.

In: a figure. Out: the goods in the nominative, or None.
"""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.contracts.goods import phrase_name
from extractors.lexicon import key, members
from extractors.phrases.words import PRONOUNS
from extractors.trade_figures.beside import LINKS
from extractors.trade_figures.lands import same_place
from extractors.trade_figures.measures import measures_of
from extractors.trade_figures.numbers import Figure
from extractors.view import View
from schemas.match import Mention
from schemas.values import Change, Money, Quantity

LISTED = {"—", "–", "-", "(", ":"}
WORDS = LINKS | {"рост", "прирост", "снижение", "падение", "в", "плюс", "минус", "объём", "объем"}
MOVED = {"export", "import", "supplies"}
ALL = {"всего", "общий", "совокупный"}
COSTING = {"на", "сумма", "общий", "стоимость", "(", "около", "порядка", "почти", "более", "свыше", "примерно", "итого", "стоить"}
ANYTHING = {"товар", "продукция", "груз", "услуга", "сырье"}
PERIODS = {"год", "полугодие", "квартал", "месяц"}  # «В первом полугодии года – ещё плюс 8%»
LINE = 4  # tokens: goods that open a line
REACH = 5  # tokens between goods and the number of their own


def goods_of_figure(figure: Figure, view: View, state: Discourse) -> str | None:
    """The goods counted with the number, those listed right before it, else those of the measure («экспорт муки»)."""
    text = state.document.article.text
    number = figure.number
    if isinstance(number, Quantity) and number.item_start is not None and number.item_stop is not None:
        stop = view.token_at(number.item_stop - 1) + 1
        return _named(view, text, view.token_at(number.item_start), stop + (view.texts[stop : stop + 1] == ["апк"]))
    if figure.measure.indicator not in ("supplies", "export", "import"):
        return None
    listed = _listed(figure, view) or _fronted(figure, view)
    if listed is not None and listed.lemma not in PRONOUNS and PERIODS.isdisjoint(view.lemmas[listed.first : listed.last]):
        return _of(listed, view, text)
    own = view.mention_at(figure.measure.index)
    inner = (m for m in view.mentions if own is not None and m.parent is not None and view.mentions[m.parent] is own and m.type == "" and m.lemma != "который")
    goods = next((m for m in inner if not _is_anything(m, view)), None) or _supplied(figure, view)
    if goods is not None:
        return _of(goods, view, text)
    sold = _sold(figure, view)
    return _named(view, text, sold.first, sold.last) if sold is not None else None


def goods_told(figure: Figure, last: Figure | None, previous: Figure | None) -> str | None:
    """What a figure without goods of its own shares with the one before in its sentence (`last`) or in the sentence before (`previous`)."""
    if last is not None and last.measure == figure.measure and (isinstance(figure.number, (Quantity, Change)) or _is_price_of(figure, last)):
        return last.goods  # «210 тыс. тонн ячменя в Китай, 140 — в Иран», «560 тонн муки на сумму 17 млн»
    if (
        last is not None
        or previous is None
        or not 0 <= figure.view.index - previous.told <= 1
        or {figure.measure.indicator, previous.measure.indicator} - MOVED
    ):
        return None
    if _is_back(figure, previous):
        return None
    alike = (figure.measure.told or figure.measure.role) and previous.measure.indicator == figure.measure.indicator and isinstance(figure.number, Quantity)
    bare = (isinstance(figure.number, Quantity) or (isinstance(figure.number, Change) and previous.unit is not None)) and not ALL & figure.view.words
    return previous.goods if alike or bare else None


def _is_back(figure: Figure, previous: Figure) -> bool:
    """«Обратный поток тоже растёт: из Китая привезли 2,4 млн т»: what goes the other way is of other goods."""
    one, other = figure.measure.indicator, previous.measure.indicator
    turned = (one == "import") != (other == "import") and same_place(figure.reporter, previous.reporter)
    return turned or (one == other and same_place(figure.reporter, previous.partner) and same_place(figure.partner, previous.reporter))


def _is_price_of(figure: Figure, last: Figure) -> bool:
    """«560 тонн муки на сумму более 17 млн долларов»: what the goods just weighed cost."""
    view = figure.view
    at = view.token_at(last.number.start)
    end = max((m.last for m in view.mentions if m.first <= at < m.last), default=at)
    between = view.lemmas[end : view.token_at(figure.number.start)]
    return isinstance(figure.number, Money) and isinstance(last.number, Quantity) and set(between) <= COSTING


def _sold(figure: Figure, view: View) -> Mention | None:
    """«экспортировала в Турцию / рапсового масла на 17 млн»: the object of the verb, «на» and the sum behind it."""
    at = figure.measure.index
    if view.tokens[at].pos != "VERB" or figure.measure.told or not isinstance(figure.number, Money):
        return None
    before = view.token_at(figure.number.start) - 1
    while before > at and view.lemmas[before] in COSTING and view.lemmas[before] != "на":
        before -= 1
    if before <= at or view.lemmas[before] != "на":
        return None
    found = (m for m in view.mentions if at < m.first < m.last == before and m.type == "" and not m.prep and m.case in ("gen", "acc") and m.parent is None)
    return next((m for m in found if m.lemma not in ANYTHING or m.last - m.first > 1), None)


def _is_anything(m: Mention, view: View) -> bool:
    """«экспорт / вологодской продукции»: all that a place sends, no goods of their own."""
    if key(m.lemma) == "услуга" and m.last - m.first == 1:
        return True  # «импорт товаров и услуг»
    adjectives = {view.token_at(p.start) for p in view.places if p.form == "adjective" and m.start <= p.start < m.stop}
    return key(m.lemma) in ANYTHING and m.first < m.head == m.last - 1 and all(i in adjectives for i in range(m.first, m.head))


def _supplied(figure: Figure, view: View) -> Mention | None:
    """«стала крупнейшим поставщиком муки: отгружено 12 тыс. тонн»: the goods of who supplies, in a sentence that names no others."""
    if view.tokens[figure.measure.index].pos == "NOUN":
        return None
    role = next((m for m in measures_of(view) if m.role and m.index < figure.measure.index), None)
    if role is None:
        return None
    found = (m for m in view.mentions if m.first == role.index + 1 and m.case == "gen" and not m.prep and m.type == "")
    return max(found, key=lambda m: m.last, default=None)


def _listed(figure: Figure, view: View) -> Mention | None:
    """«…, растительного масла (на 13%)», «масла — на 12 млн»: a ware behind the measure, a bracket or dash, and its number."""
    at = view.token_at(figure.number.start)
    first = next((i for i in range(at - 1, max(-1, at - REACH), -1) if view.tokens[i].text not in WORDS and view.lemmas[i] not in WORDS), -1)
    if (first <= figure.measure.index and not figure.measure.told) or not any(view.tokens[i].text in LISTED for i in range(first + 1, at)):
        return None
    line = figure.measure.told and first <= LINE  # «— мясо птицы: 4,5 тыс. тонн»
    found = [m for m in view.mentions if m.first <= first < m.last and m.type == "" and (line or key(view.tokens[m.head].lemma) in members("ware"))]
    if line and found:
        return max(found, key=lambda m: m.last - m.first)
    return min(found, key=lambda m: m.last - m.first, default=None)


def _fronted(figure: Figure, view: View) -> Mention | None:
    """«Зерна / отправили втрое больше», «Станков ввезли на 23% больше, тканей / на 40%»: goods in the genitive before the verb, or before the number of a next item."""
    verb, at = figure.measure.index, view.token_at(figure.number.start)
    if figure.measure.told or view.tokens[verb].pos != "VERB" or at < verb or isinstance(figure.number, Money):
        return None
    opened = [m for m in view.mentions if m.last in (verb, at) and m.case == "gen" and not m.prep and m.type == "" and m.parent is None]
    opened = [m for m in opened if m.first == 0 or view.tokens[m.first - 1].text in (",", ";", "и", "а", ".", "т.")]
    return next(
        (m for m in reversed(opened) if not any(d.start < view.tokens[m.last - 1].stop and view.tokens[m.first].start < d.stop for d in view.dates)), None
    )


def _of(m: Mention, view: View, text: str) -> str:
    """A mention without the place that owns the goods: «рапсовое масло Томской области» → «рапсовое масло»."""
    if m.last - m.first == 1 and m.case == "nom" and m.number == "plur" and "gen" in m.cases:
        return view.lemmas[m.first]  # «отгрузки ржи выросли вдвое, гречихи / — на 27%»
    place = next((n for n in view.mentions if n.type == "place" and m.head < n.first < m.last), None)
    if place is None:
        return m.name
    return phrase_name(view, text, m.first, place.first - (1 if place.prep else 0), m.head)


def _named(view: View, text: str, first: int, last: int) -> str:
    """The words of counted goods in the nominative: «12 тыс. тонн рапсового масла» → «рапсовое масло»."""
    head = next((i for i in range(first, last) if view.tokens[i].pos in ("NOUN", "PROPN")), last - 1)
    return phrase_name(view, text, first, last, head)
