"""Sites: the place where something is built or serviced, or where money goes, as the side for which it is done."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.contracts.building import AWARDED
from extractors.contracts.clues import PLACED, SAID, Clue, Telling, buys
from extractors.lexicon import classes_of, key
from schemas.match import Filler, Mention


def owns(mention: Mention, t: Telling) -> bool:
    """«600 гектаров садов / агрофирмы «Долина»: a named body whose thing is worked on; «завод «Долина» is the thing itself."""
    if mention.first and t.view.texts[mention.first - 1] == "производства":
        return False
    named = mention.type == "organization" and not mention.bare and mention.case == "gen" and not mention.prep and mention.parent is not None
    return named and t.goods is not None and key(mention.lemma) != t.goods.head and t.act == "service" and ("«" in mention.name or mention.name[-1:].isascii())


def of_place(t: Telling) -> Iterator[Clue]:
    """Where it is built or invested: «отказался от строительства завода в Бурсе», «вложил в экономику Беларуси»."""
    if t.act == "service" and all(f.mention.type == "place" for f in t.slot("customers")):
        yield from buys([Filler(m, "child") for m in t.view.mentions if t.is_within(m) and owns(m, t)][:1], SAID, "whose thing is worked on")
    if t.kind in ("construction", "investment", "service"):
        yield from buys(t.slot("place"), PLACED, "where it is built")
        yield from buys(_site(t), PLACED, "where the work is, or the money goes")
    if t.match.rule == "contracts.grant":  # «выделят 275 млн на развитие сёл / Узбекистана»
        yield from buys(_aimed_at(t), PLACED, "where the money goes")
    if t.match.rule in AWARDED and t.goods is not None and t.kind == "construction":
        behind = (m for m in t.view.mentions if m.type == "place" and m.country and m.prep in ("в", "на", "под") and m.first == t.goods.last + 1)
        yield from buys([Filler(m, "clause") for m in behind][:1], PLACED, "where it is built")
    if t.match.rule == "contracts.refuse":
        near = (
            m for m in t.view.mentions if m.type == "place" and m.country and m.case in ("loc", "ins") and m.prep in ("в", "на", "под") and m.parent is None
        )
        yield from buys(
            [Filler(m, "clause") for m in near if t.view.verbs_between(t.match.trigger, m.first) < 2 and not _told_of_another(m, t)][:1],
            PLACED,
            "where it was to be",
        )


def _told_of_another(place: Mention, t: Telling) -> bool:
    """«фирмы, которые управляют портами / в Хьюстоне, отказались»: a place of the relative clause before what is refused."""
    return "который" in t.view.lemmas[max(0, place.first - 5) : place.first] and place.last <= t.match.trigger


def placed(site: Filler, t: Telling) -> Filler:
    """«модернизирует турбины на станции / в Сырдарье»: a nameless site stands for its place."""
    m = site.mention
    if t.act == "supply" and m.bare and m.prep == "для" and m.last - m.first == 1 and m.type == "organization":
        there = (p for p in t.view.mentions if p.type == "place" and p.country and p.prep in ("в", "на") and p.case == "acc" and p.first == m.last + 1)
        return next((Filler(p, site.found) for p in there), site)  # «вагоны для метро / в Узбекистан»
    if t.act not in ("construction", "service") or m.last - m.first > 1 or m.type != "organization" or "structure" not in classes_of(m.lemma):
        return site
    place = next((p for p in t.view.mentions if p.type == "place" and p.country and p.prep in ("в", "на", "под") and p.first == m.last + 1), None)
    return site if place is None else Filler(place, site.found)


def _site(t: Telling) -> list[Filler]:
    """«в экономику Беларуси», «реконструкция аэропорта Улан-Удэ», «фабрика под Ступином»: the place inside what is built or paid for."""
    if t.goods is None:
        return []
    first, last = t.goods.first, max((m.last for m in t.view.mentions if t.goods.first <= m.first and m.head < t.goods.last), default=t.goods.last)
    inner = (p for p in t.view.mentions if p.type == "place" and p.country and first < p.first <= last and not (p.first == last and not p.prep))
    place = next((p for p in inner if (p.case == "gen" and not p.prep) or p.prep in ("в", "на", "под", "близ", "около", "возле")), None)
    return [] if place is None else [Filler(place, "child")]


def _aimed_at(t: Telling) -> list[Filler]:
    """«выделят 275 млн / на развитие сёл Узбекистана»: the land within what the money is for."""
    aims = (m for m in t.view.mentions if m.prep in ("на", "для", "под") and m.first > t.match.trigger and not t.view.is_value(m))
    aim = next((m for m in aims if not t.view.verbs_between(t.match.trigger, m.first)), None)
    inner = (
        p for p in t.view.mentions if aim is not None and p.type == "place" and p.country and not p.prep and p.case == "gen" and aim.head < p.first <= aim.last
    )
    return [Filler(p, "child") for p in inner][:1]


def where_built(t: Telling) -> list[Filler]:
    """«на строительство / в Кении станции»: a place behind the works, in their clause, and not the one of the signing."""
    act = next((f.mention for f in t.slot("act")), None)
    return [] if act is None else [f for f in t.slot("place") if f.mention.first >= act.last and not t.view.verbs_between(act.head, f.mention.head)]


def where_to(t: Telling) -> list[Filler]:
    """«договор о поставке тракторов / на Кубу подписали …»: the land right behind what is supplied."""
    act = next((f.mention for f in t.slot("act")), None) or (t.view.mention_at(t.match.trigger) if t.match.form == "noun" else None)
    last = max(act.last, t.goods.last if t.goods is not None else 0) if act is not None else 0
    there = (m for m in t.view.mentions if m.country and ((m.prep in ("в", "на") and m.case == "acc" and m.type == "place") or m.prep in ("для", "на_рынок")))
    near = (m for m in there if last <= m.first - 1 <= last + 1)  # «поставку вагонов / для Кубинских железных дорог»
    return [] if act is None else [Filler(m, "clause") for m in near][:1]
