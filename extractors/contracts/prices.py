"""Guards of deals told by what was paid, and of wares that fall to someone."""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.contracts.building import outsider
from extractors.contracts.lands import afar, apart, codes
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
    if classes_of(goods.lemma) & {"service_act", "construction_act"}:
        return False  # «заплатит за ремонт паромов»: `paid_work`
    if goods.lemma == "который":
        meant = antecedent(goods, view)
        return bool(view.money) and told and meant is not None and is_ware(meant, view)
    named = any(not f.mention.bare for slot in ("customers", "suppliers") for f in match.slots.get(slot, ()))
    sum_told = bool(view.money) or (match.rule == "contracts.pay" and named and (counted(match, state) or foreign(match, state)))
    drawn = match.rule == "contracts.pay" and "design" in classes_of(goods.lemma)  # «заплатит 12 млн за проект цеха»
    return sum_told and told and (drawn or real_ware(match, state) or counted(match, state)) and is_goods(goods, view)


def paid_work(match: Match, state: Discourse) -> bool:
    """«заплатит верфи 2 млн долларов за ремонт паромов»: a sum, and work that one does for another, not what people pay for their lifts."""
    view = state.views[match.sentence]
    payers = match.slots["customers"]
    if not view.money or any(f.found == "discourse" or f.mention.bare or f.mention.type == "group" for f in payers):
        return False
    return apart(codes(match, state, "suppliers"), codes(match, state, "customers")) or afar(match, state)


def licensed(match: Match, state: Discourse) -> bool:
    """«купила у института лицензию на выпуск турбин»: a right of one firm to another's make; what an authority gives is a permit."""
    sides = [f for slot in ("suppliers", "customers") for f in match.slots[slot]]
    if any(f.found == "discourse" or f.mention.bare for f in sides) or any(f.mention.type == "government" for f in match.slots["suppliers"]):
        return False
    goods, view = match.slots["goods"][0].mention, state.views[match.sentence]
    specified = goods.last - goods.first > 1 or "на" in view.texts[goods.last : goods.last + 1]
    return specified and codes(match, state, "suppliers") != codes(match, state, "customers")


def funded_site(match: Match, state: Discourse) -> bool:
    """«в хранилище под Клинцами направит 300 млн рублей»: a sum, from elsewhere."""
    view = state.views[match.sentence]
    return any(not m.prep and m.parent is None and any(v.start <= m.start < v.stop for v in view.money) for m in view.mentions) and outsider(match, state)


def fallen(match: Match, state: Discourse) -> bool:
    """«Донецку отошли 20 троллейбусов»: a ware, and a taker with a place or a name."""
    if match.slots["goods"][0].found == "discourse":
        return False  # «подряд достался»: what fell to him is told
    return real_ware(match, state) and any(f.mention.country or "«" in f.mention.name for f in match.slots["customers"] if f.found != "discourse")
