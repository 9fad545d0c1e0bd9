"""Contracts: what goes from whom to whom, how much of it, for how much."""

from __future__ import annotations

from extractors.build import Draft, Extractor, parties, start_draft, text_of
from extractors.discourse import Discourse
from extractors.view import View
from schemas.match import Filler, Match


def drafts(state: Discourse, matches: list[Match]) -> list[Draft]:
    """One draft per delivery or deal."""
    return [draft for match in matches if (draft := _draft(state, match)) is not None]


def _draft(state: Discourse, match: Match) -> Draft | None:
    view = state.views[match.sentence]
    draft = start_draft(match, state)
    suppliers = parties(match.slots.get("suppliers", ()), draft, state)
    customers = parties(match.slots.get("customers", ()), draft, state)
    goods = match.slots.get("goods")
    draft.columns.update(kind=match.set.get("kind", "supply"), suppliers=suppliers, customers=customers)
    if goods:
        set_goods(draft, goods[0], view, state.document.article.text)
    set_amount(draft, match, view)
    if not suppliers and not customers:
        return None
    return draft


def set_goods(draft: Draft, filler: Filler, view: View, text: str) -> None:
    """Goods and quantity: «60 автобусов» → goods «автобусов», 60 шт."""
    mention = filler.mention
    for quantity in view.quantities:
        if mention.start <= quantity.start < mention.stop:
            draft.columns.update(quantity=float(quantity.value), unit=quantity.unit, bound=quantity.bound)
            if quantity.item_start is not None and quantity.item_stop is not None:
                draft.columns["goods"] = text[quantity.item_start : max(quantity.item_stop, mention.stop)]
                return
    draft.columns["goods"] = text_of(filler, view, text, tail=False)


def set_amount(draft: Draft, match: Match, view: View) -> None:
    """The sum that stands nearest to the trigger in its sentence."""
    best, least = None, 6.0
    for money in view.money:
        at = view.token_at(money.start)
        cost = 1.5 * view.verbs_between(match.trigger, at) + 0.4 * view.breaks_between(match.trigger, at)
        if cost < least:
            best, least = money, cost
    if best is not None:
        draft.columns.update(amount=best.value, currency=best.currency, bound=best.bound)


EXTRACTOR = Extractor(drafts)
