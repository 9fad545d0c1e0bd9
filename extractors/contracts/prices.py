"""Guards of deals told by what was paid, and of wares that fall to someone."""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.contracts.building import outsider
from extractors.contracts.status import antecedent
from extractors.contracts.wares import counted, is_goods, is_ware, real_ware
from extractors.contracts.wishes import foreign
from extractors.lexicon import classes_of
from schemas.match import Match


def paid(match: Match, state: Discourse) -> bool:
    """«заплатит 4 млн за десять машин», «машины обошлись горводоканалу в 90 млн»: a sum or a number, and a ware that it is paid for."""
    view = state.views[match.sentence]
    told = any(f.found != "discourse" for slot in ("customers", "suppliers") for f in match.slots.get(slot, ()))
    goods = match.slots["goods"][0].mention
    if goods.lemma == "который":
        meant = antecedent(goods, view)
        return bool(view.money) and told and meant is not None and is_ware(meant, view)
    named = any(not f.mention.bare for slot in ("customers", "suppliers") for f in match.slots.get(slot, ()))
    sum_told = bool(view.money) or (match.rule == "contracts.pay" and named and (counted(match, state) or foreign(match, state)))
    drawn = match.rule == "contracts.pay" and "design" in classes_of(goods.lemma)  # «заплатит 12 млн за проект цеха»
    return sum_told and told and (drawn or real_ware(match, state) or counted(match, state)) and is_goods(goods, view)


def funded_site(match: Match, state: Discourse) -> bool:
    """«в хранилище под Клинцами направит 300 млн рублей»: a sum, from elsewhere."""
    view = state.views[match.sentence]
    return any(not m.prep and m.parent is None and any(v.start <= m.start < v.stop for v in view.money) for m in view.mentions) and outsider(match, state)


def fallen(match: Match, state: Discourse) -> bool:
    """«Донецку отошли 20 троллейбусов»: a ware, and a taker with a place or a name."""
    return real_ware(match, state) and any(f.mention.country or "«" in f.mention.name for f in match.slots["customers"] if f.found != "discourse")
