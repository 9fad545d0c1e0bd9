"""Who receives what is wished or proposed: «предложил Вьетнаму закупать сахар», «хотят наладить поставки мёда из Тамбова», «заинтересованы в поставках»."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.contracts.clues import BESIDE, SAID, Clue, Telling, buys, supplies
from extractors.lexicon import classes_of
from schemas.match import Filler


def by_offer(t: Telling) -> Iterator[Clue]:
    """«глава области предложил Вьетнаму нарастить закупку сахара»: to whom buying is proposed buys, whose goods they are sells."""
    if t.act != "purchase" or t.match.form != "noun" or t.slot("customers"):
        return
    at = next((i for i in t.view.ancestors(t.match.trigger)[:3] if t.view.lemmas[i] in OFFERING), None)
    told = [m for m in t.view.mentions if m.parent is None and not m.prep and m.type and at is not None and t.view.governor(m) == at]
    taker = next((m for m in told if m.case == "dat" and not m.bare), None)
    if taker is not None:
        yield from buys([Filler(taker, "clause")], SAID, "to whom buying is proposed")
        who = next((m for m in told if m is not taker and m.may_be("nom")), None)
        if who is not None and (not t.made_in or {who.country, who.region} & t.made_in):
            yield from supplies([Filler(who, "clause")], BESIDE, "who proposes to buy its goods")


def by_work_offered(t: Telling) -> Iterator[Clue]:
    """«чешская фирма предложила Ташкенту модернизировать трамваи»: a firm that offers a town or a land some work does it."""
    if t.act not in ("service", "construction") or t.match.form != "infinitive":
        return
    at = next((i for i in t.view.ancestors(t.match.trigger)[:2] if t.view.lemmas[i] in OFFERING), None)
    told = [m for m in t.view.mentions if m.parent is None and not m.prep and at is not None and t.view.governor(m) == at]
    firm = next((m for m in told if m.type == "organization" and m.may_be("nom") and not m.bare), None)
    taker = next((m for m in told if m.type in ("place", "government") and m.case == "dat" and not m.bare), None)
    if firm is not None and taker is not None:
        yield from supplies([Filler(firm, "clause")], SAID, "who offers to do the work")
        yield from buys([Filler(taker, "clause")], SAID, "to whom the work is offered")


OFFERING = {"предложить", "предлагать", "рекомендовать", "посоветовать", "советовать"}


def by_wish(t: Telling) -> Iterator[Clue]:
    """«предприниматели заинтересованы в поставках мёда»: who wishes for deliveries, and makes none, is to receive them."""
    actors = t.slot("actors")
    if t.act != "supply" or t.match.form != "noun" or len(actors) != 1 or t.match.slots.keys() & {"customers", "partners", "suppliers"}:
        return
    if t.view.lemmas[t.match.trigger] not in ("поставка", "доставка", "передача", "завоз"):
        return  # «заинтересованы в экспорте кормов»: they sell
    above = {t.view.lemmas[i] for i in t.view.ancestors(t.match.trigger)[:2]}
    who = actors[0].mention
    if STARTING & above and who.country and t.made_in and not {who.country, who.region} & t.made_in:
        yield from buys(actors, SAID, "who starts deliveries from another land receives them")
    if not above & WISHING:
        return
    if not {who.country, who.region} & t.made_in and "maker" not in classes_of(who.lemma):
        yield from buys(actors, SAID, "who wishes for deliveries receives them")


STARTING = {"наладить", "налаживать", "возобновить", "начать", "организовать", "увеличить", "нарастить", "получить"}
WISHING = {
    "заинтересовать", "заинтересованный", "заинтересованность", "заинтересоваться", "интересоваться", "нуждаться", "потребность", "интерес", "ждать", "ожидать", "просить", "оплатить", "оплачивать", "профинансировать",
}  # fmt: skip
