"""Who «двух стран», «обеих областей», «двух районов» are, and who belongs to them: «палаты двух стран» are a chamber of each.

(Псковская делегация побывала в Витебской области) «Торговля двух областей …» → Псковская область, Витебская область.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.article.home import official
from extractors.inflect import genitive
from extractors.lexicon import key
from extractors.names.lists import ONE_EACH
from extractors.names.singular import shared_noun
from extractors.references.place_heads import may_be_called
from extractors.references.words import COUNTRY_HEADS, LANDS, REGION_HEADS, TOWN_HEADS
from schemas.match import Mention
from schemas.match import replace as replaced
from schemas.values import Place

if TYPE_CHECKING:
    from extractors.article.discourse import Discourse
    from extractors.view import View

REACH = 4  # sentences
TWO = {"два", "оба"}
SAID = TWO | {"этот", "сам", "наш", "соседний", "братский", "дружественный", "союзный"}
HEADS = COUNTRY_HEADS | REGION_HEADS | TOWN_HEADS | {"держава", "сторона", "территория"}
CHIEFS = {"глава", "руководитель", "лидер"}
LED = HEADS | {"ведомство", "министерство", "вуз", "университет", "муниципалитет", "парламент", "предприятие", "компания"}
SHARING = {"organization", "government", "group", "person"}


def pair_of_places(lemma: str, before: int, state: Discourse) -> list[Place]:
    """The two places that «две страны», «оба района» means: those of the last sentences if these tell two, else the sides of the article; [] where neither fits."""
    if lemma in ("сторона", "территория"):
        return list(state.sides) if len(state.sides) == 2 else []
    at = next((i for i, view in enumerate(state.views) if view.sentence.stop > before), len(state.views) - 1)
    found: list[Place] = []
    for view in reversed(state.views[max(0, at - REACH) : at + 1]):
        told = _distinct((p for p in view.places if p.stop <= before), lemma, state)
        new = [p for p in told if all(_code(p) != _code(known) for known in found)]
        if len(found) + len(new) > 2:
            break
        found = [*new, *found]
        if len(found) == 2:
            return found
    sides = _distinct(state.sides, lemma, state)
    told = sides if len(sides) == 2 else _distinct((p for p in state.document.places if p.stop <= before), lemma, state)
    return told if len(told) == 2 else []


def is_two(mention: Mention, view: View) -> bool:
    """«двух стран», «обоими регионами»: a plural noun of places that is counted as two; «два небольших города, Орск и Рудный» are told there."""
    if mention.lemma not in HEADS or mention.last != mention.head + 1 or TWO.isdisjoint(view.lemmas[mention.first : mention.head]):
        return False
    named = view.texts[mention.last] in (",", ":", "—", "–", "(") and any(p.start == view.tokens[mention.last + 1].start for p in view.places)
    return not named and SAID.issuperset(view.lemmas[mention.first : mention.head])


def shared_by_two(mention: Mention, state: Discourse) -> list[Mention]:
    """«торгово-промышленные палаты двух стран» → the chamber of each; [] for any other noun, and where the article has not told of two."""
    view = state.views[mention.sentence]
    last = mention.last - 1
    if (
        mention.type not in SHARING
        or key(mention.lemma) not in ONE_EACH | CHIEFS
        or mention.number != "plur"
        or last - mention.head < 2
        or view.lemmas[last] not in HEADS
        or view.lemmas[last - 1] not in TWO
    ):
        return []
    places = pair_of_places(view.lemmas[last], mention.start, state)
    stem = shared_noun(mention, view.tokens, last - 1, one=True)
    type_ = mention.type if mention.kind != "post" else "person"
    found = []
    for place in places:
        name = f"{stem} {genitive(place.name)}"
        found.append(
            replaced(
                mention, type=type_, name=name, position=name if type_ == "person" else None, country=place.country, region=place.region, bare=False,
                number="sing",
            )
        )  # fmt: skip
    return found


def chiefs_meant(mention: Mention, state: Discourse) -> list[Mention]:
    """(Губернатор … встретился с губернатором …) «Главы регионов» → the two persons of the sentence before; [] where it names others too, or fewer."""
    view = state.views[mention.sentence]
    generic = mention.last == mention.head + 2 and view.lemmas[mention.last - 1] in LED and view.tokens[mention.last - 1].feats.number == "plur"
    if mention.type not in ("person", "group") or mention.number != "plur" or key(mention.lemma) not in CHIEFS or not generic:
        return []
    for before in reversed(state.views[max(0, mention.sentence - 2) : mention.sentence]):
        told = [m for m in before.mentions if m.type == "person" and m.parent is None and m.position and m.number != "plur" and not m.bare]
        if len(told) == 2:
            return told if told[0].name != told[1].name else []
        if told:
            return []
    return []


def _distinct(places: Iterable[Place], lemma: str, state: Discourse) -> list[Place]:
    """The places that the noun may mean, each told once: towns and adjectives stand for their country or region."""
    found: dict[tuple[str | None, str | None], Place] = {}
    for p in places:
        place = _as(lemma, p, state)
        if place is not None:
            found.setdefault(_code(place), place)
    return list(found.values())


def _as(lemma: str, place: Place, state: Discourse) -> Place | None:
    """A place as one of the kind that a noun calls: Витебск as a «страна» is Беларусь, as an «область» Витебская область; None where it is none."""
    if place.kind == "district" and lemma in ("район", "округ"):
        return place if lemma in key(place.name) else None
    if place.country is None:
        return None
    if lemma in COUNTRY_HEADS or lemma == "держава":
        return _whole(place, place.country, None, "country", state)
    if lemma == "город":
        return place if place.kind == "town" and place.form == "name" else None
    if lemma == "республика" and place.region is None:
        return place
    if (
        lemma in REGION_HEADS
        and place.region
        and place.kind != "district"
        and (whole := _whole(place, place.country, place.region, "region", state)) is not None
    ):
        return whole if may_be_called(lemma, whole) else None
    return None


def _whole(place: Place, country: str, region: str | None, kind: str, state: Discourse) -> Place | None:
    """The country or region around a place under the name that the article has for it, else under its plain one."""
    own = [p for p in state.document.places if (p.country, p.region, p.kind) == (country, region, kind)]
    named = next((p for p in own if p.form == "name"), None)
    if named is not None:
        return official(named)
    name = place.region_name if region else own[0].name if own else LANDS.get(country)
    return None if name is None else replace(place, name=name, region=region, region_name=name if region else None, kind=kind, form="name")


def _code(place: Place) -> tuple[str | None, str | None]:
    return (place.country, place.region) if place.kind != "district" else (place.country, place.name)
