"""Goods that officials clear for another land: «ветврачи оформили партию мёда для вывоза в Катар», «таможня выпустила на экспорт в Иран 12 станков»."""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.contracts.wares import counted, is_ware
from extractors.lexicon import key
from schemas.match import Match


def cleared(match: Match, state: Discourse) -> bool:
    """Wares that somebody looks at or puts papers to, and the land they leave for: «для экспорта / в Катар», not «проверили склад»."""
    view = state.views[match.sentence]
    goods, taker = match.slots["goods"][0].mention, match.slots["customers"][0].mention
    leaving = not LEAVING.isdisjoint(key(lemma) for lemma in view.lemmas[max(0, taker.first - 4) : taker.first])
    return leaving and taker.first > 0 and (is_ware(goods, view) or counted(match, state))


LEAVING = {"экспорт", "вывоз", "отправка", "отгрузка", "поставка", "направление"}
