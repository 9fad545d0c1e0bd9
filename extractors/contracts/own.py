"""What a town, a power, a region or a firm does for itself: its shopping, its works, its outfit are no deal of two sides."""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.build import Draft, to_party
from extractors.parties.same import same_party
from schemas.facts import Party


def is_own(draft: Draft, state: Discourse, suppliers: tuple[Party, ...], customers: tuple[Party, ...]) -> bool:
    """Whether a deal has one side alone, at home with itself."""
    return _own_shopping(draft, state, suppliers, customers) or _own_works(draft, state, suppliers, customers) or _builds_at_home(draft, suppliers, customers)


def _own_shopping(draft: Draft, state: Discourse, suppliers: tuple[Party, ...], customers: tuple[Party, ...]) -> bool:
    """«Мэрия разместила заказы на троллейбусы»: a town's own purchase, with no seller and no maker named."""
    if suppliers or draft.columns["kind"] != "purchase" or draft.columns["status"] in ("denied", "proposed"):
        return False
    if _own_outfit(draft, state, customers):
        return True
    if any(p.type not in ("government", "place") for p in customers):
        return False
    if draft.columns.get("quantity") is not None and any(p.type == "place" and p.country and not p.region for p in customers):
        return False  # «Казахстан планирует закупить 456 локомотивов»: a land's order is told for its makers
    view = state.views[draft.match.sentence]
    first, last = draft.columns["span"]
    start, stop = view.tokens[first].start, view.tokens[min(last, len(view.tokens)) - 1].stop
    made = [p.country for p in view.places if p.form == "adjective" and start <= p.start < stop]
    home = state.home.country if state.home else None
    abroad = any(code != p.country for code in made for p in customers) or any(p.country and home and p.country != home for p in customers)
    return not abroad and not draft.found & {"discourse"}


def _own_works(draft: Draft, state: Discourse, suppliers: tuple[Party, ...], customers: tuple[Party, ...]) -> bool:
    """«Правительство Хакасии обсудит ремонт больниц»: a power of the article's own land talks of works that nobody is named to do."""
    home = state.home.country if state.home else None
    if suppliers and customers:
        return False
    if not draft.match.rule.startswith("contracts.service") or draft.columns["status"] != "proposed" or draft.columns.get("amount") is not None:
        return False
    if any(p.country not in (None, home) for p in state.document.places):
        return False
    return home is not None and all(p.type == "government" and p.country in (None, home) for p in (*suppliers, *customers))


def _builds_at_home(draft: Draft, suppliers: tuple[Party, ...], customers: tuple[Party, ...]) -> bool:
    """«Вице-губернатор Ленобласти проверил строительство школы в Мурине», «тверские дорожники начали ремонт дорог в Твери»: a region, or people of it, and a town of its own are one side."""
    sides = {(p.country, p.region) for p in (*suppliers, *customers)}
    return (
        draft.match.form == "noun"
        and bool(suppliers and customers)
        and len(sides) == 1
        and all(p.region and (p.type == "place" or (p in suppliers and p.type in ("group", "government", "person"))) for p in (*suppliers, *customers))
    )


def _own_outfit(draft: Draft, state: Discourse, customers: tuple[Party, ...]) -> bool:
    """«на заводе купили второй трубогиб»: what the firm whose news it is gets for itself, of nobody's make."""
    told = any(draft.columns.get(name) is not None for name in ("quantity", "amount"))
    goods: tuple[int, int] | None = draft.columns.get("goods_span")
    if told or goods is None or state.hero is None or draft.match.rule not in ("contracts.buy", "contracts.receive", "contracts.order"):
        return False
    view = state.views[draft.match.sentence]
    start, stop = view.tokens[goods[0]].start, view.tokens[min(goods[1], len(view.tokens)) - 1].stop
    made = any(start <= p.start < stop for p in view.places)
    return not made and all(same_party(p, to_party(state.hero)) for p in customers)
