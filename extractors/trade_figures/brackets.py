"""Brackets beside a number of trade: which times in them are of another number than the one that the sentence tells.

In: a sentence, a date or a bracket in it. Out: whether it belongs to a number at another place.
"""

from __future__ import annotations

from extractors.view import View, is_predicate
from schemas.values import DateSpan


def is_set_beside(view: View, opening: int) -> bool:
    """«льна — 124 тыс. тонн / (в 2022 году – 18 тыс.)», «71% (в 2022-м – 58%)»: whether an amount stands right before the bracket at token `opening`."""
    stops = [n.stop for n in view.money] + [n.stop for n in view.quantities] + [n.stop for n in view.percents]
    return any(0 < opening - view.token_at(stop - 1) <= 2 for stop in stops if stop <= view.tokens[opening].start)


def is_remark(span: DateSpan, at: int, view: View) -> bool:
    """«в сезоне-2021/22 (начался 1 июля 2021 года) вывезли 648 тыс. тонн»: the time of a clause in brackets that does not hold the number at token `at`."""
    opening, closing = _bracket(view, view.token_at(span.start))
    return opening < closing and not opening < at < closing and any(is_predicate(t) for t in view.tokens[opening + 1 : closing])


def is_of_item(span: DateSpan, at: int, view: View) -> bool:
    """«Китай (450 млн) и Узбекистан (203 млн за первое полугодие)», «льна — 124 тысячи (в 2022 году – 18)»: the time in another number's bracket."""
    opening, closing = _bracket(view, view.token_at(span.start))
    if opening < at < closing or opening == closing:
        return False
    if any(t.text[:1].isdigit() for t in view.tokens[opening + 1 : view.token_at(span.start)]):
        return any(m.last == opening and m.type == "place" for m in view.mentions)
    return is_set_beside(view, opening) and any(t.text[:1].isdigit() for t in view.tokens[view.token_at(span.stop - 1) + 1 : closing])


def _bracket(view: View, i: int) -> tuple[int, int]:
    """The brackets around token i; two equal places where there are none."""
    opening = next((j for j in range(i - 1, -1, -1) if view.tokens[j].text in "()"), i) if "(" in view.words else i
    if view.tokens[opening].text != "(" or opening == i:
        return i, i
    return opening, next((j for j in range(i, len(view.tokens)) if view.tokens[j].text == ")"), len(view.tokens))
