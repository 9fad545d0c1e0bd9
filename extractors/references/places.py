"""Which place a bare noun means: «регион», «республика», «город», «страна» → the one told before, or home."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.article.home import official
from extractors.lexicon import key, members
from extractors.names.capitals import capital_before
from extractors.references.place_heads import may_be_called
from extractors.references.words import COUNTRY_HEADS, INHABITANTS, LANDS, REGION_HEADS, TOWN_HEADS
from schemas.match import Mention
from schemas.match import replace as replaced
from schemas.values import Place

if TYPE_CHECKING:
    from extractors.article.discourse import Discourse


# «Управление Россельхознадзора по Новосибирской и / Томской областям»: where an office is in charge besides.
OFFICE = re.compile(r"(?:управлени|надзор|инспекци)[а-я]{0,4} (?:[А-Я][а-я]{3,20} )?по [А-Я][^.;:]{4,80}(?:,| и) $", re.IGNORECASE)
OFFICE_REACH = 130
SITES = {("в", "loc"), ("во", "loc"), ("в", "acc"), ("во", "acc"), ("на", "loc"), ("на", "acc"), ("", "acc")}  # «в Минске», «посетит Минск»
GOALS = {("в", "acc"), ("во", "acc")}
STEM = 5  # letters by which «навоийцы» are known for people of Навои


def place_meant(mention: Mention, state: Discourse) -> Place | None:
    """The last place told that may be called so, unless the words mean home; None where nothing fits."""
    lemma, home = mention.lemma, state.home
    alone = lemma == "столица" and mention.last - mention.first == 1
    if alone and (capital := capital_before(mention.start, state.document.places)) is not None:
        return capital
    near = state.views[max(0, mention.sentence - 1)].sentence.start
    for p in reversed([p for p in state.document.places if p.stop <= mention.start and p.form == "name"]):
        if lemma == "город" and ((p.start < near and _is_abroad(p, state)) or _is_origin(p, state)):
            continue  # «городу нужны машины», long after «трамваи в Праге», behind «гости из Праги»
        if lemma in COUNTRY_HEADS and home is not None and _is_ours(mention, state) and p.country != home.country:
            continue
        if lemma in COUNTRY_HEADS and home is not None and p.country == home.country and _is_that(mention, state) and _has_other_land(mention, state):
            continue  # «готовы поставить вертолёты в эту страну»
        if lemma in REGION_HEADS and OFFICE.search(state.document.article.text, max(0, p.start - OFFICE_REACH), p.start):
            continue
        if _fits(lemma, p) and not _is_beside(p, mention, state) and not _is_other_side(p, mention, state):
            return official(_ours_rather(p, mention, state))
    if home is not None and lemma in COUNTRY_HEADS and _is_ours(mention, state):
        return next((p for p in state.document.places if p.kind == "country" and p.country == home.country and p.form == "name"), None)
    if home is not None and lemma in REGION_HEADS and home.region and may_be_called(lemma, home):
        named = home.kind == "town" and home.region_name  # «регион» in the news of a town
        return home if not named else replace(home, name=str(named), kind="region")
    if lemma == "республика" and (land := _by_adjective(mention, state)) is not None:
        return land
    if home is not None and lemma == "республика" and home.country in LANDS and home.country != "RU":  # «республика» in the news of Бишкек
        land = replace(home, name=LANDS[home.country], kind="country", region=None)
        return land if may_be_called(lemma, land) and not _is_other_side(land, mention, state) else None
    return None


def _by_adjective(mention: Mention, state: Discourse) -> Place | None:
    """«казахстанское зерно покупает Россия … / республика вывезла»: the one land of the article that may be called so, told by adjectives alone."""
    told = {p.country: p for p in state.document.places if p.kind == "country" and p.stop <= mention.start and may_be_called("республика", p)}
    land = next(iter(told.values())) if len(told) == 1 else None
    return replace(land, name=LANDS[land.country]) if land is not None and land.country in LANDS else None


def _fits(lemma: str, place: Place) -> bool:
    """Whether a place is of the kind that the noun means, and is called so."""
    return (
        (lemma in REGION_HEADS and place.kind == "region")
        or (lemma in COUNTRY_HEADS | {"республика"} and place.kind == "country")
        or (lemma in TOWN_HEADS | {"центр"} and place.kind in ("town", "district"))
        or (lemma == "округ" and place.kind == "district" and lemma in key(place.name))
    ) and may_be_called(lemma, place)


def _ours_rather(place: Place, mention: Mention, state: Discourse) -> Place:
    """«республику посетит делегация» in news of Mordovia: the home republic, though Uzbekistan was told last."""
    lemma, ours = mention.lemma, _home_region(state)
    if lemma not in ("область", "край", "республика") or ours is None or place.region == ours.region:
        return place
    called = lemma in ours.name.lower() or (lemma == "республика" and place.kind == "country" and not mention.prep and may_be_called(lemma, ours))
    beside = any(_is_beside(q, mention, state) for q in state.views[mention.sentence].places if q.region == ours.region)
    return ours if called and not beside else place


def _is_abroad(place: Place, state: Discourse) -> bool:
    """Whether a place lies in another land than home, of which the article names a town."""
    home = state.home
    towns = (p for p in state.document.places if p.kind == "town" and p.form == "name")
    return home is not None and place.country != home.country and any(p.country == home.country for p in towns)


def _is_origin(place: Place, state: Discourse) -> bool:
    """«гости / из Праги», «поддержку / от Праги»: of a town that somebody comes from nothing more is told, unless it is at home."""
    text, home = state.document.article.text, state.home
    return text[max(0, place.start - 3) : place.start] in ("из ", "от ") and (home is None or place.region != home.region)


def _is_beside(place: Place, mention: Mention, state: Discourse) -> bool:
    """«Куба купит у республики»: who plays another part in the same clause is not meant."""
    view = state.views[mention.sentence]
    if not view.sentence.start <= place.start < view.sentence.stop or mention.parent is not None:
        return False
    others = (m for m in view.mentions if m.type == "place" and m.parent is None and m.start <= place.start < m.stop and m is not mention)
    if (mention.prep, mention.case) in GOALS:
        others = (m for m in others if m.prep not in ("в", "на") or m.case != "loc")  # «в Орле объявили торги на поставку в областной / центр»
    return any(view.breaks_between(m.head, mention.head) == 0 for m in others)


def _is_other_side(place: Place, mention: Mention, state: Discourse) -> bool:
    """«республика закупит у венгерской компании»: the land of whom one deals with in the clause is not meant, but it may be where «в республике» is."""
    if mention.prep in ("в", "на") or mention.parent is not None:
        return False
    view = state.views[mention.sentence]
    bodies = (m for m in view.mentions if m.type in ("organization", "government", "group") and m.parent is None and m.country == place.country)
    return any(place.region in (None, m.region) and view.breaks_between(m.head, mention.head) == 0 for m in bodies)


def _home_region(state: Discourse) -> Place | None:
    """The region that is home, under the name that the article has for it; of an article written from a town («Саранск, 26 февраля») the region around it."""
    home = state.home
    if home is None or home.kind == "region" or not home.region:
        return home
    told = next((p for p in state.document.places if p.kind == "region" and p.form == "name" and p.region == home.region), None)
    return told if told is not None or not home.region_name else replace(home, name=str(home.region_name), kind="region")


def _is_ours(mention: Mention, state: Discourse) -> bool:
    """«в нашу страну»."""
    return any(key(t.lemma) == "наш" for t in state.views[mention.sentence].tokens[mention.first : mention.head])


def _has_other_land(mention: Mention, state: Discourse) -> bool:
    """Whether the article has named a country that is not its home."""
    home = state.home
    return any(
        p.kind == "country" and p.form == "name" and p.stop <= mention.start and home is not None and p.country != home.country for p in state.document.places
    )


def _is_that(mention: Mention, state: Discourse) -> bool:
    """«в эту страну», «в латиноамериканскую страну»: one's own is «наша»."""
    return any(
        t.pos in ("ADJ", "DET") and key(t.lemma) not in ("наш", "свой", "весь", "вся")
        for t in state.views[mention.sentence].tokens[mention.first : mention.head]
    )


def inhabitants_meant(mention: Mention, state: Discourse) -> list[Mention]:
    """«навоийцы», whom no gazetteer has, are of the place in the article whose name begins like them."""
    word = key(mention.name)
    if " " in word or not word.endswith(INHABITANTS):
        return []
    for p in state.document.places:
        stem = key(p.name)[:STEM]
        if p.country and len(stem) == STEM and word.startswith(stem):
            return [replaced(mention, country=p.country, region=p.region, bare=False)]
    return []


def is_site(m: Mention) -> bool:
    """«цеха «Вектора»: of «они» some who act are meant, no places of work."""
    return m.type == "organization" and m.number == "plur" and key(m.lemma) in members("site")


def local_side(mention: Mention, words: set[str], state: Discourse) -> Mention | Place | None:
    """«посетит Минск. … встретятся с местными предпринимателями»: local where the story last was; «краевая делегация» is of home."""
    views = reversed(state.views[max(0, mention.sentence - 2) : mention.sentence + 1]) if "местный" in words else ()
    told = (m for view in views for m in reversed(view.mentions) if m.stop <= mention.start and m.type == "place" and m.country and m.parent is None)
    return next((m for m in told if (m.prep, m.case) in SITES), None) or state.home
