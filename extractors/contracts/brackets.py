"""How much of a delivery each buyer gets, told in brackets: «отправлено в Кувейт (30 т) и Катар (11 т)»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.contracts.goods import goods_of
from extractors.contracts.more import copy_of
from extractors.contracts.parties import resolve
from extractors.contracts.worth import GENERAL
from extractors.view import View
from schemas.match import Filler, Mention
from schemas.values import Quantity


def by_bracket(drafts: Sequence[Draft], state: Discourse) -> Iterator[Draft]:
    """«отправлено в ОАЭ (26 т мяса) и Узбекистан (57 т)»: a deal of each buyer behind whom a bracket says how much."""
    for draft in drafts:
        view = state.views[draft.match.sentence]
        fillers = draft.match.slots.get("customers", ()) if "(" in view.words else ()
        counted = [(f, q) for f in fillers if (q := _in_bracket(f.mention, view)) is not None]
        shared = {p.start for f, _ in counted for p in resolve([f], draft, state)}
        for filler, quantity in counted:
            copy = copy_of(draft, draft.match.sentence, draft.match.trigger, draft.columns["status"], state)
            copy.columns.update({name: value for name, value in draft.columns.items() if name.startswith(("date", "span"))})
            copy.columns.update(customers=resolve([filler], copy, state), quantity=float(quantity.value), unit=quantity.unit, bound=quantity.bound)
            _name_goods(copy, filler.mention, view, state)
            yield copy
        if counted:
            draft.columns["customers"] = tuple(p for p in draft.columns["customers"] if p.start not in shared)
        if not counted or draft.columns["customers"]:
            yield draft


def _name_goods(copy: Draft, buyer: Mention, view: View, state: Discourse) -> None:
    """«донская продукция направлена в Грузию (26 т / мяса птицы)»: what goods of no name are, where the bracket says it."""
    told = next((m for m in view.mentions if m.first == buyer.last + 1), None)
    goods = goods_of([Filler(told, "clause")], view, state.document.article.text) if told is not None and copy.columns.get("goods_head") in GENERAL else None
    if goods is not None and goods.text:
        copy.columns.update(goods=goods.text, goods_head=goods.head)


def _in_bracket(buyer: Mention, view: View) -> Quantity | None:
    """The amount that a bracket right behind a buyer opens with."""
    if buyer.last >= len(view.tokens) or view.tokens[buyer.last].text != "(":
        return None
    return next((q for q in view.quantities if view.token_at(q.start) == buyer.last + 1 and q.unit != "чел"), None)
