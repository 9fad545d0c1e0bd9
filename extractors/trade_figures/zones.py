"""Which words of a sentence belong to which of its numbers: «в Нигерию 50 тыс. т, в Египет — 29 тыс.» → each number keeps its own country.

Between two numbers stands one border: what is nearer to the number before it lies on its side, what leads to the next one on the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.trade_figures.measures import Number, measures_of, plain_words
from extractors.trade_figures.numbers import DASHES, Figure
from extractors.trade_figures.places import is_free
from extractors.view import View, is_predicate
from schemas.values import Change, Percent

COMMA, JOINT, PREDICATE, WORD, FIRM = 3.0, 1.5, 0.7, 0.25, 5.0
NEW_CLAUSE = 4.0
ITEM = 4  # tokens of what a total counts
CONTRASTS = {"а", "но", "тогда", "зато"}
JOINTS = {"и", "а", "но", "при", "тогда", "еще", "также"}
OPENING = {"(", "«"}


def zones(view: View, numbers: Sequence[Number]) -> list[tuple[int, int]]:
    """The stretch of text of each number, as offsets, in the order of the numbers."""
    anchors = _anchors(view) if len(numbers) > 1 else []
    borders = [view.sentence.start]
    for before, after in pairwise(numbers):
        between = [a for a in anchors if before.stop <= view.tokens[a].start < after.start]
        if (listed := _list_behind(view, before, after)) is not None:
            borders.append(listed)
            continue
        border = next(
            (view.tokens[a].start for a in between if _opens_clause(view, a, after) or _cost(view, a, after) <= _cost_back(view, a, before)), after.start
        )
        borders.append(border)
    return list(zip(borders, [*borders[1:], _end(view, numbers[-1]) if numbers else view.sentence.stop], strict=True))


def _opens_clause(view: View, a: int, after: Number) -> bool:
    """«…, / в Россию область сделала поставки на 590 млн»: a place behind a comma, before the measure of the next number."""
    if a == 0 or view.texts[a - 1] != "," or not any(m.first == a + 1 and m.prep and m.type == "place" for m in view.mentions):
        return False
    return not plain_words().isdisjoint(view.lemmas[a : view.token_at(after.start)]) and "," not in view.texts[a : view.token_at(after.start)]


def _list_behind(view: View, before: Number, after: Number) -> int | None:
    """«310 тыс. тонн зерна: / в Египет — 120 тыс., в Турцию — 95»: where the parts of a total begin."""
    first, at = view.token_at(before.stop - 1) + 1, view.token_at(after.start)
    colon = next((i for i in range(first, min(first + ITEM, at)) if view.tokens[i].text == ":"), None)
    if colon is None or DASHES.isdisjoint(view.texts[colon + 1 : at]) or any(is_predicate(t) for t in view.tokens[colon:at]):
        return None
    return view.tokens[colon + 1].start


def with_measure(view: View, number: Number, measure: int, zone: tuple[int, int]) -> tuple[int, int]:
    """«Около 6 млрд долларов составил оборот Витебщины с Россией, он вырос на 22%»: the words of a measure behind its number are the number's too."""
    if measure <= view.token_at(number.stop - 1):
        return zone
    end = next((t.start for t in view.tokens[measure + 1 :] if t.text in (",", ";", ".", "(") or t.text[:1].isdigit()), view.sentence.stop)
    return zone[0], max(zone[1], end)


def _end(view: View, last: Number) -> int:
    """Where the words of the last number end: before «из них половина в Казахстан», at a semicolon before another clause."""
    for i in range(view.token_at(last.stop - 1) + 1, len(view.tokens) - 1):
        if view.lemmas[i] == "из" and view.lemmas[i + 1] in ("они", "который"):
            return view.tokens[i].start
        if view.tokens[i].text == ";" and any(is_predicate(t) for t in view.tokens[i + 1 :]):
            return view.tokens[i].start  # «составил 2 млрд; раньше такой проект обсуждали с Японией»
    return view.sentence.stop


def _anchors(view: View) -> list[int]:
    """The first tokens of the phrases that may belong to a number: places with their prepositions, periods."""
    firsts = {m.first - (1 if m.prep else 0) for m in view.mentions if is_free(m, view) and m.type in ("place", "organization", "government", "group", "")}
    firsts = {i for i in firsts if i >= 0 and not view.tokens[i].text[:1].isdigit()}
    return sorted(firsts | {view.token_at(d.start) for d in view.dates})


def _cost(view: View, a: int, after: Number) -> float:
    """How far the next number is from the phrase that begins at token a: «в Египет — 29 тыс.» is near."""
    end = max((m.last for m in view.mentions if is_free(m, view) and m.first in (a, a + 1)), default=a + 1)
    return _distance(view, end, view.token_at(after.start))


def _cost_back(view: View, a: int, before: Number) -> float:
    """How far the number before is from the phrase; «29 тыс. т. Джибути получило …» begins a new sentence."""
    begins = view.tokens[a].text[:1].isupper() and view.tokens[a - 1].text.endswith(".")
    if begins and a - view.token_at(before.stop - 1) <= 2:
        return FIRM
    start = view.token_at(before.stop - 1) + 1
    broken = start
    if isinstance(before, (Change, Percent)):  # «на 40% поставки в Алжир», «62% оборота даёт Китай» have one measure
        broken = next((i for i in range(start, a) if view.tokens[i].text in (",", ";", ")") or view.lemmas[i] in JOINTS), a + 1)
    measured = any(lemma in plain_words() and view.tokens[i].pos == "NOUN" for i, lemma in enumerate(view.lemmas[broken : a + 1], broken))
    return _distance(view, start, a) + (COMMA if measured else 0.0)  # «оборот вырос на 45%, доля Индии — до 11%»


def _distance(view: View, a: int, b: int) -> float:
    """The weight of what stands between two tokens: a dash or an opened bracket joins, a comma parts."""
    cost = 0.0
    for i in range(a, b):
        token = view.tokens[i]
        if token.text == ";" or (token.text == "." and view.tokens[i + 1].text[:1].isupper()):
            cost += FIRM  # «… 102 тыс. т. В Египет — 29 тыс. т»
        elif token.text == "," and view.texts[i + 1 : i + 2] == ["куда"]:
            cost += WORD  # «Монголия, куда ушло 7 тыс. тонн»
        elif token.text in (",", ")"):
            cost += COMMA + (NEW_CLAUSE if view.lemmas[min(i + 1, len(view.lemmas) - 1)] in CONTRASTS else 0.0)
        elif token.text in OPENING or token.text in DASHES:
            cost += 0.0
        elif view.lemmas[i] in JOINTS:
            cost += JOINT
        else:
            cost += PREDICATE if is_predicate(token) else WORD
    return cost


def next_flow(figure: Figure) -> int:
    """«Импорт сократился на 31%, а / экспорт киргизских товаров вырос»: where another flow is told of, with places of its own."""
    view, end = figure.view, figure.view.token_at(figure.number.stop - 1)
    flows = {"export", "import", "supplies"}
    other = (
        m.index
        for m in measures_of(view)
        if m.index > end and not m.role and {m.indicator, figure.measure.indicator} in (flows - {"supplies"}, flows - {"export"})
    )
    return view.tokens[at].start if (at := next(other, None)) is not None else view.sentence.stop
