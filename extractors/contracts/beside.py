"""Who stands beside a deal: talkers who are both sides, whose participle it is, the land behind the goods."""

from __future__ import annotations

from dataclasses import replace

from extractors.contracts.clues import Telling
from extractors.contracts.wares import VESSELS
from extractors.lexicon import classes_of, key
from extractors.view import View
from schemas.match import Filler, Match, Mention

TALKERS = {"участник", "делегация", "делегат", "парламентарий", "собеседник", "руководство", "чиновник"}
DISCUSSING = {"обсудить", "обсуждать", "рассмотреть", "рассматривать", "проработать", "прорабатывать"}


def of_participle(filler: Filler, t: Telling) -> bool:
    """«ремонт тепловозов, эксплуатируемых / кубинскими дорогами, и поставку запчастей»: who is told by another's passive participle."""
    m, at = filler.mention, filler.mention.first - 1
    if t.match.form != "noun" or m.case != "ins" or m.prep or at < 0 or at == t.match.trigger:
        return False
    before = t.view.tokens[at].feats
    return before.form == "part" and before.voice == "pass" and before.variant != "short"


def merely_talk(actor: Filler, t: Telling) -> bool:
    """«Главы регионов обсудили ремонт моста», «участники обсудили поставки льна»: officials and guests together, who are both sides of a talk."""
    m = actor.mention
    over = {t.view.lemmas[i] for i in t.view.ancestors(t.match.trigger)[:4]}
    return m.type == "group" and m.number == "plur" and (m.kind == "post" or key(m.lemma) in TALKERS) and not over.isdisjoint(DISCUSSING)


def unloaded(match: Match, view: View) -> Match:
    """«два танкера / доставят сырьё в Латвию»: what is brought is the goods, not what carries it."""
    goods = match.slots.get("goods", ())
    if match.form != "active" or not goods or not all(key(f.mention.lemma) in VESSELS and f.mention.last <= match.trigger for f in goods):
        return match
    behind = (m for m in view.mentions if 0 < m.first - match.trigger <= 2 and m.parent is None and not m.prep and m.may_be("acc") and not m.type)
    load = next((m for m in behind if classes_of(m.lemma) & {"ware", "animal", "vague_goods"}), None)
    return match if load is None else replace(match, slots=match.slots | {"goods": (Filler(load, "child"),)})


def taker_abroad(actor: Filler, t: Telling) -> Mention | None:
    """«фонд договорился о поставках вакцины / в Индию»: the land behind the goods, where the one named side is not of it."""
    behind = (m for m in t.view.mentions if m.prep in ("в", "на") and m.type == "place" and m.first > t.match.trigger and m.may_be("acc"))
    near = (m for m in behind if m.country and not m.region and not t.view.verbs_between(t.match.trigger, m.first))
    taker = next((m for m in near if "loc" not in m.cases or m.case == "acc"), None)
    return taker if taker is not None and taker.country != actor.mention.country and actor.mention.type != "person" else None


def of_visit(actor: Filler, t: Telling) -> bool:
    """«заключён по итогам визита руководителей и посещения / тверской станции»: who hangs on another noun does not sign."""
    return actor.found == "subtree" and bool(
        {"визит", "посещение", "поездка", "встреча", "переговоры"} & set(t.view.lemmas[t.match.trigger : actor.mention.first])
    )
