"""Goods on their way over a border: what officials clear («оформили партию мёда для вывоза в Катар»), what a buyer brings home («привёз коров из Дании»)."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.article.discourse import Discourse
from extractors.contracts.clues import SAID, Clue, Telling, buys, supplies
from extractors.contracts.wares import counted, is_ware
from extractors.lexicon import key
from schemas.match import Filler, Match


def cleared(match: Match, state: Discourse) -> bool:
    """Wares that somebody looks at or puts papers to, and the land they leave for: «для экспорта / в Катар», not «проверили склад»."""
    view = state.views[match.sentence]
    goods, taker = match.slots["goods"][0].mention, match.slots["customers"][0].mention
    leaving = not LEAVING.isdisjoint(key(lemma) for lemma in view.lemmas[max(0, taker.first - 4) : taker.first])
    return leaving and taker.first > 0 and (is_ware(goods, view) or counted(match, state))


LEAVING = {"экспорт", "вывоз", "отправка", "отгрузка", "поставка", "направление"}


def by_bringing(t: Telling) -> Iterator[Clue]:
    """«холдинг «Урожай» привёз коров из Дании»: whoever brings goods from another land to no told place has bought them there."""
    if t.match.rule != "contracts.send" or t.match.form != "active" or key(t.view.lemmas[t.match.trigger]) not in BRINGING or t.slot("customers"):
        return
    inside = (m for m in t.view.mentions if t.goods is not None and t.goods.first < m.first <= t.goods.last + 1)
    source = next((m for m in inside if m.prep == "из" and m.type == "place" and m.country), None)
    origin = [f for f in t.slot("origin") if f.mention.country] or ([Filler(source, "child")] if source is not None else [])
    keepers = [f for f in t.slot("suppliers") if f.found != "discourse" and f.mention.type in ("organization", "group", "government")]
    lands = {f.mention.country for f in origin}
    if origin and keepers and not any(f.mention.country in lands for f in keepers):
        yield from buys(keepers, SAID, "who brings them home has bought them")
        yield from supplies(origin, SAID, "where they are brought from")


BRINGING = {"привезти", "привозить", "везти", "возить"}
