"""The sides of an article and its home: the region that writes «к нам», «у нас», «в регион».

(«Липецк готовится принять делегацию Аньцина … липецкий хладокомбинат») → sides Аньцин and Липецкая область, home Липецкая область.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from extractors.lexicon import key
from schemas.document import Document
from schemas.values import Place

Side = tuple[str, str]

CAPITALS = {"RU": "RU-MOW", "KZ": "KZ-71", "UZ": "UZ-TK", "KG": "KG-GB"}  # their regions
# How likely a Russian text with sides in two countries was written in either: news of a Chinese guest come from the town that he visits.
NATIVE = {"RU": 2.0, "BY": 1.4, "KZ": 1.5, "KG": 1.0, "TJ": 1.0, "AM": 1.0, "UZ": 0.9, "AZ": 0.9, "MD": 0.8, "GE": 0.7, "TM": 0.7}
FOREIGN = 0.3
MASTHEAD, OUR_PAPER = 1.6, 6.0  # «Кузнецкий вестник»; one that says «наш»
ABROAD = 0.5
OF_STATES = 1.5  # how much more an article between states says of a land than of the town where these meet
NAMED = {"RU", "BY", "UA", "KZ"}  # whose regions have by-names: in Armenia «Сюник» is the name
DESIGNATIONS = ("област", "край", "округ")
OURS = {"мы", "наш"}
SCHOOL = re.compile(r"(?:-\w+)?(?:\s+\w+){0,3}\s+(?:университет|институт|академи|колледж|лице|гимнази|школ|банк|больниц|госпитал)", re.IGNORECASE)
LONGEST_PREPOSITION = 4  # « в », « на »
EVENT = re.compile(r"(?:\s+\w+){0,3}\s+(?:форум|выставк|ярмарк|конгресс|саммит|фестивал|деклараци|конвенци)", re.IGNORECASE)
STATISTICS = {
    "белстат": ("Беларусь", "BY"),
    "росстат": ("Россия", "RU"),
    "узстат": ("Узбекистан", "UZ"),
    "армстат": ("Армения", "AM"),
    "грузстат": ("Грузия", "GE"),
}
BODIES_OF = {"аким": "KZ", "акимат": "KZ", "маслихат": "KZ", "хоким": "UZ", "хокимият": "UZ", "облисполком": "BY", "горисполком": "BY", "райисполком": "BY"}
SPEAKS_OF_ITS_OWN, NAMED_BEHIND = 3.0, 3  # «аким Павлодарской / области»
COUNTED_THERE = 6.0  # as much as a few mentions
STEM = 5  # letters by which «Кузнецкий вестник» is known for Кузнецк


def sides_of(document: Document) -> tuple[Place, ...]:
    """The two places that the article ties together: the heaviest region or country of each of two different sides.

    Two regions of a land that writes no Russian are where a guest went there, not the two that deal with each other.
    """
    weights, best = _weights(document)
    ranked = [side for side, _ in sorted(weights.items(), key=lambda item: -item[1])]
    if not ranked:
        return ()
    first = next((s for s in ranked if s[1] and not _is_beside(s, weights, document)), ranked[0])
    second = next((s for s in ranked if s != first and (s[0] != first[0] or (s[1] and first[1] and s[0] in NATIVE))), None)
    land = (first[0], "")
    if second is not None and not second[1] and second[0] != first[0] and weights.get(land, 0.0) > OF_STATES * weights[first]:
        first = land  # «президенты Киргизии и Китая встретились в Тяньцзине»: the town is where they met
    return (official(best[first]),) if second is None else (official(best[first]), official(best[second]))


def official(place: Place) -> Place:
    """«Гомельщина», «Прикамье» → the region under its official name; any other place stays."""
    name = place.region_name
    if (
        place.kind != "region"
        or place.country not in NAMED
        or name is None
        or not any(word in key(name) for word in DESIGNATIONS)
        or any(word in key(place.name) for word in DESIGNATIONS)
    ):
        return place
    return replace(place, name=name)


def wider(place: Place) -> Place:
    """«орские станки» and no other word of that side: an adjective tells of the region, and does not make the town a side."""
    beside = place.form == "adjective" and place.kind in ("town", "district") and place.region_name
    return replace(place, name=str(place.region_name), kind="region") if beside else place


def home_of(document: Document) -> Place | None:
    """The place of the dateline, else the heaviest side, weighed by how likely it is to write in Russian and by the masthead."""
    dateline = document.article.dateline
    if dateline is not None:
        for p in document.places:
            if dateline.start <= p.start < dateline.stop and p.country:
                return _region_beside(p, document) or official(p)
    weights, best = _weights(document, inward=True)
    if (land := _land_of_statistics(document)) is not None and (side := (str(land.country), "")) not in best:
        weights[side], best[side] = COUNTED_THERE, land
    masthead = key(_furniture(document))
    land_of_bodies = _land_of_bodies(document)
    scored = {
        side: weight * NATIVE.get(side[0], FOREIGN) * _detail(side, document, masthead) * (SPEAKS_OF_ITS_OWN if side[0] == land_of_bodies else 1.0)
        for side, weight in weights.items()
    }
    beside = {side for side in scored if _is_beside(side, weights, document)}
    found = max(scored, key=lambda side: (bool(side[1]) and side not in beside, scored[side]), default=None)
    if found is None or (found[0] not in NATIVE and len({country for country, _ in weights}) == 1 and _is_ours(document)):
        return None  # «Наш вуз посетила делегация Шаньдуна»: the only place is where they come from
    return official(best[found])


def _land_of_statistics(document: Document) -> Place | None:
    """«Это следует из данных Белстата»: the land whose office counted, where the article does not name it."""
    told = next((t for sentence in document.sentences for t in sentence.tokens if t.lemma in STATISTICS), None)
    if told is None:
        return None
    name, country = STATISTICS[told.lemma]
    return Place(told.start, told.start, name, name, country, None, "country")


def _land_of_bodies(document: Document) -> str | None:
    """«Аким области принял гостей с омской земли»: who tells of an akim before any place of his land is at home there."""
    for sentence in document.sentences:
        for i, token in enumerate(sentence.tokens):
            if token.lemma in BODIES_OF:
                land, reach = BODIES_OF[token.lemma], sentence.tokens[min(i + NAMED_BEHIND, len(sentence.tokens) - 1)].stop
                return None if any(p.country == land and p.start < reach for p in document.places) else land
    return None


def _region_beside(place: Place, document: Document) -> Place | None:
    """«МОСКВА, 9 сентября. /ТАСС/. Подмосковье и …»: an agency writes from the capital, and the article is told of another region of its country."""
    if place.region is None or place.region != CAPITALS.get(place.country or "") or sum(p.region == place.region for p in document.places) > 1:
        return None
    own = [p for p in sides_of(document) if p.country == place.country and p.region and p.region != place.region and p.kind == "region"]
    return own[0] if own else None


def _is_beside(side: Side, weights: dict[Side, float], document: Document) -> bool:
    """«Новороссийский порт» in news of Russia's trade: a region of which one adjective alone is told, while its country is spoken of."""
    told = [p for p in document.places if (p.country, p.region or "") == side]
    return len(told) == 1 and told[0].form == "adjective" and told[0].kind == "town" and weights.get((side[0], ""), 0.0) > 2 * weights[side]


def _is_ours(document: Document) -> bool:
    return any(t.lemma == "наш" for sentence in document.sentences for t in sentence.tokens)


def _weights(document: Document, *, inward: bool = False) -> tuple[dict[Side, float], dict[Side, Place]]:
    """How much is said of each side, and the broadest name of each; `inward` counts little what is told of as coming from elsewhere."""
    weights: dict[Side, float] = defaultdict(float)
    abroad = _beside_us(document) if inward else set()
    best: dict[Side, Place] = {}
    for p in document.places:
        if p.country is None or _of_event(p, document):
            continue  # «Петербургский международный форум» is an event, «Российско-Армянский университет» one body: no sides
        side = (p.country, p.region or "")
        beside = p.start in abroad or (inward and _comes(p, document)) or _is_venue(p, document)
        weights[side] += _weight(p, document) * (ABROAD if beside else 1.0)
        known = best.get(side)
        if known is None or (known.kind not in ("region", "country") and p.kind in ("region", "country")):
            best[side] = p
    return weights, best


def _of_event(place: Place, document: Document) -> bool:
    return place.form == "adjective" and bool(EVENT.match(document.article.text, place.stop) or of_two_lands(place, document.article.text))


def is_told(place: Place, document: Document) -> bool:
    """Whether the story itself tells of a side, and not its dateline alone: «ПЕКИН, 22 окт. – РИА Новости. Фонд подписал меморандум»."""
    dateline = document.article.dateline
    if dateline is None:
        return True
    same = [p for p in document.places if (p.country, p.region) == (place.country, place.region) and not _of_event(p, document)]
    return any(not dateline.start <= p.start < dateline.stop for p in same)


def of_two_lands(place: Place, text: str) -> bool:
    """Whether an adjective is half of the name of a school: «Российско-/Армянский университет», not «российско-армянская комиссия»."""
    joined = text[place.stop : place.stop + 1] == "-" or text[place.start - 1 : place.start] == "-"
    return joined and SCHOOL.match(text, place.stop) is not None


def _comes(place: Place, document: Document) -> bool:
    """«гости из Бобруйска», «к бобруйчанам»: whoever is called after a place or comes from it is rarely at home."""
    return place.form == "demonym" or document.article.text[max(0, place.start - 3) : place.start] == "из "


def _is_venue(place: Place, document: Document) -> bool:
    """«на форуме в Москве»: a capital is where others meet."""
    capital = place.region is not None and place.region == CAPITALS.get(place.country or "") and place.form == "name"
    return capital and document.article.text[max(0, place.start - 3) : place.start].lower() == " в "


def _beside_us(document: Document) -> set[int]:
    """«к нам приехали из Семея», «наши поехали в Бобруйск»: where the places named beside «мы» begin; «у нас в Пензе», «наша Пенза» are home."""
    found: set[int] = set()
    places = iter(document.places)
    place = next(places, None)
    for sentence in document.sentences:
        ours = [t.stop for t in sentence.tokens if t.lemma in OURS] if place is not None and place.start < sentence.stop else []
        while place is not None and place.start < sentence.stop:
            if ours and place.start >= sentence.start and not any(0 <= place.start - stop <= LONGEST_PREPOSITION for stop in ours):
                found.add(place.start)
            place = next(places, None)
    return found


def _weight(place: Place, document: Document) -> float:
    early = 1.0 - place.start / max(1, len(document.article.text))
    return (1.0 if place.form != "demonym" else 0.7) * (1.0 + early)


def _detail(side: Side, document: Document, masthead: str) -> float:
    """More than one for a side whose towns are told apart, and for one that the masthead or a tag names."""
    own = [p for p in document.places if (p.country, p.region or "") == side]
    factor = 1.0 + 0.1 * min(4, len({p.name for p in own}) - 1)
    return factor * (1.0 if not _named(own, masthead) else OUR_PAPER if _says_we(document) else MASTHEAD)


def _says_we(document: Document) -> bool:
    """«на нашем Дне города»: a paper that speaks of its own town."""
    return any(t.lemma in OURS for sentence in document.sentences for t in sentence.tokens)


def _named(places: Iterable[Place], masthead: str) -> bool:
    return any(key(p.text)[:STEM] in masthead for p in places if len(p.text) >= STEM)


def _furniture(document: Document) -> str:
    """What stands before the article, and the tags behind it: «Кузнецкий вестник», «#Череповец»."""
    article = document.article
    if not article.blocks:
        return ""
    before = article.text[: article.blocks[0].start]
    after = " ".join(word for word in article.text[article.blocks[-1].stop :].split() if word.startswith("#"))
    return f"{before[-400:]} {after}"
