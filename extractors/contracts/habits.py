"""What is told of how one trades, and of no deal: a shop's sales, «главным образом», «реже», parts of what is made."""

from __future__ import annotations

from itertools import pairwise

from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.lexicon import key
from extractors.view import View
from schemas.facts import Party

PARTS = {"половина", "треть", "четверть", "часть", "остальное", "остаток", "большинство"}
RARELY = {"реже", "чаще", "преимущественно"}
MAINLY = {("главным", "образом"), ("в", "основном"), ("по", "преимуществу")}
RETAIL = {"продавать", "продать", "реализовать", "реализовывать", "распродать", "торговать", "продаваться", "распродаваться"}


def is_retail(draft: Draft, state: Discourse, suppliers: tuple[Party, ...], customers: tuple[Party, ...]) -> bool:
    """«Мастера продавали тапочки», «магазин продаёт сувениры»: to nobody, and nobody says how many."""
    view, home = state.views[draft.match.sentence], state.home.country if state.home else None
    if customers or draft.columns["status"] not in ("occurred", "ongoing") or key(view.tokens[draft.match.trigger].lemma) not in RETAIL:
        return False
    told = any(draft.columns.get(name) is not None for name in ("quantity", "amount"))
    return not told and all(p.country in (None, home) for p in suppliers) and draft.match.form != "noun"


def is_habit(draft: Draft, view: View, suppliers: tuple[Party, ...], customers: tuple[Party, ...]) -> bool:
    """«Вывозили главным образом рыбу», «стали реже покупать машины», «мы не привозим коробку», «половину вывезет»: how one trades, no deal."""
    if any(draft.columns.get(name) is not None for name in ("quantity", "amount")):
        return False
    if draft.columns.get("goods_head") in PARTS and draft.columns["status"] != "denied":
        return True
    token = view.tokens[draft.match.trigger]
    if draft.columns["status"] == "denied" and token.feats.tense == "pres" and not customers and draft.match.form == "active":
        return draft.match.rule in ("contracts.send", "contracts.supply", "contracts.make")
    if draft.columns["status"] not in ("occurred", "ongoing") or draft.match.form != "active" or any("«" in p.name for p in (*suppliers, *customers)):
        return False
    near = view.texts[max(0, draft.match.trigger - 4) : draft.match.trigger + 8]
    return not RARELY.isdisjoint(near) or any(pair in MAINLY for pair in pairwise(near))
