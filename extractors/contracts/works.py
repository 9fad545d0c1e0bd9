"""Guards of services: whether somebody works on what is another's, and whether who is taken on comes from elsewhere."""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.contracts.building import outsider
from extractors.contracts.lands import afar, apart, codes, codes_near
from extractors.contracts.wares import is_goods, is_ware, tradable, ware
from extractors.lexicon import classes_of, key
from extractors.view import View
from schemas.match import Match

OWN_THINGS = {"парк", "автопарк", "техника", "оборудование", "ассортимент", "линейка", "мощность"}


def worked_on(match: Match, state: Discourse) -> bool:
    """A ware («два компрессора»), what one land's firm works on in another, or something built by those who come from elsewhere («белорусы ремонтируют мост»)."""
    if {"supply_act", "purchase_act"} & classes_of(match.slots["goods"][0].mention.lemma):
        return False  # «наладил сбыт муки»
    if other_is_worked_on(match, state.views[match.sentence]):
        return False  # «поезд завода уже перевозит пассажиров»
    goods = match.slots["goods"][0].mention
    if goods.lemma in OWN_THINGS and goods.last - goods.first == 1 and "customers" not in match.slots:
        return False  # «перевозчики обновляют парк»
    if (
        afar(match, state)
        and is_goods(match.slots["goods"][0].mention, state.views[match.sentence])
        and all(f.found != "discourse" and not f.mention.bare and f.mention.type != "government" for f in match.slots["suppliers"])
    ):
        return True
    if _theirs(match, state):
        return True
    if "structure" in classes_of(match.slots["goods"][0].mention.lemma):
        return tradable(match, state) and outsider(match, state)
    if key(state.views[match.sentence].tokens[match.trigger].lemma) in HANDLING and not _of_another(match):
        return False  # «порт перевалил 3 млн тонн угля»: a statistic
    return ware(match, state)


def other_is_worked_on(match: Match, view: View) -> bool:
    """Whether the verb has an object of its own beside the goods that another clause lends it."""
    if any(f.found != "shared" for f in match.slots["goods"]) or match.form == "noun":
        return False
    goods = [f.mention.start for f in match.slots["goods"]]
    after = [m for m in view.mentions if m.first == match.trigger + 1 and not m.prep and m.start not in goods]
    return any(m.case == "acc" or m.case == "gen" for m in after)


def _theirs(match: Match, state: Discourse) -> bool:
    """«кубинские заводы отремонтирует барнаульский «Котломаш»: what is worked on is of another land than who works."""
    makers, goods = match.slots["suppliers"], match.slots["goods"][0].mention
    if match.form.startswith("participle") or any(f.found not in ("child", "shared") or f.mention.bare or f.mention.type == "government" for f in makers):
        return False
    view = state.views[match.sentence]
    thing = "structure" in classes_of(goods.lemma) or is_ware(goods, view)
    return thing and is_goods(goods, view) and apart(codes(match, state, "suppliers"), codes_near(goods, view))


def _of_another(match: Match) -> bool:
    """«готов переваливать вологодские удобрения», «переработает сырьё для фирмы»: what is handled is another's."""
    ours = {c for f in match.slots["suppliers"] for c in (f.mention.country, f.mention.region) if c}
    goods = match.slots["goods"][0].mention
    return "customers" in match.slots or bool(goods.country and goods.country not in ours) or bool(goods.region and goods.region not in ours)


HANDLING = {
    "перевалить", "переваливать", "переработать", "перерабатывать", "обработать", "обрабатывать", "перевезти", "перевозить", "перегрузить", "перегружать", "разлить", "разливать", "испытать", "испытывать", "протестировать",
    "тестировать", "расфасовать", "фасовать", "покрасить", "окрасить", "демонтировать", "озеленить",
}  # fmt: skip


def engaged(match: Match, state: Discourse) -> bool:
    """«Уганда выбрала турецкую фирму для сооружения дороги»: who is taken on comes from elsewhere."""
    makers = match.slots["suppliers"]
    if any(f.found == "discourse" or f.mention.bare for f in makers):
        return False
    if afar(match, state):
        return True
    home, theirs = state.home.country if state.home else None, codes(match, state, "customers")
    unplaced = not codes(match, state, "suppliers") and all("«" in f.mention.name for f in makers)
    return unplaced and bool(theirs) and all(c.split("-")[0] != home for c in theirs)  # «Andimin собиралась нанять «Росгидрологию»


def to_run(match: Match, state: Discourse) -> bool:
    """«будет управлять аэропортом в Бишкеке»: from elsewhere, and agreed on or offered now; who runs it long since is background."""
    return match.status in ("planned", "proposed") and outsider(match, state)
