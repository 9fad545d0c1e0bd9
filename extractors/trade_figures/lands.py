"""Which place stands for a side of trade: a town for its region, a capital for its country, «туда» for the place named before.

In: the places that the words of a number name. Out: the places whose trade statistics count.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.article.discourse import Discourse
from extractors.references.pairs import TWO, is_two, pair_of_places
from extractors.trade_figures.numbers import Figure
from schemas.values import Place

# First-level codes of capitals: beside another country they stand for their own («Москва и Нью-Дели»).
CAPITALS = frozenset({
    "RU-MOW", "BY-HM", "KZ-71", "UZ-TK", "KG-GB", "TJ-DU", "AM-ER", "AZ-BA", "GE-TB", "CN-BJ", "MN-1", "TM-S", "TR-06", "IR-23",
    "IN-DL", "VN-HN", "EG-C", "RS-00", "DE-BE", "JP-13", "KR-11", "KP-01", "PK-IS", "BD-13", "ID-JK", "TH-10", "MY-14", "CU-03",
    "VE-A", "BR-DF", "AE-AZ", "SA-01", "QA-DA", "IQ-BG", "SY-DI", "HU-BU", "SK-BL", "BG-22", "FI-18", "LT-VL", "LV-RIX", "EE-37",
    "MD-CU", "UA-30", "RO-B", "ES-MD", "CZ-10", "AT-9", "BE-BRU", "SE-AB", "NO-03", "DK-84", "US-DC", "AO-LUA", "ET-AA", "GH-AA",
    "DZ-16", "TN-11", "LA-VT", "KH-12", "AF-KAB",
})  # fmt: skip
NEAR = 2  # sentences back in which a side may have been named; of a turnover, which has always two, one more
AWAY = {"туда", "оттуда"}
PARTNERS = {"партнер", "торговля", "товарооборот", "покупатель", "импортер"}
LAND = {"страна", "государство", "рынок", "направление"}
IT, WITH = {"ней", "нею", "ним", "неё", "нее", "него", "ними"}, {"с", "из", "в", "на", "от"}
BOTH = {"два", "оба", "наш", "их", "между", "обе"}


def is_of_countries(figure: Figure) -> bool:
    """«товарооборот двух стран», «между нашими государствами»: told of countries, whatever region the article is about."""
    view, at = figure.view, figure.measure.index
    for i in range(max(1, at - 7), min(at + 7, len(view.tokens))):
        if view.tokens[i].feats.case not in ("gen", "ins"):
            continue
        if view.lemmas[i] in ("страна", "государство") and view.tokens[i].feats.number != "sing" and BOTH & set(view.lemmas[max(0, i - 3) : i]):
            return True
        if view.lemmas[i] == "республика" and view.lemmas[i - 1] in ("два", "оба") and view.texts[i + 1 : i + 2] != [","]:
            return True  # not «двух республик, Чувашии и Беларуси»
    return False


def countries(reporter: Place | None, partner: Place | None, state: Discourse) -> tuple[Place | None, Place | None]:
    """The countries of the two sides, home first: a region stands for its country, a neighbouring region gives way to the country abroad."""
    if reporter is not None and partner is not None and reporter.kind == partner.kind == "country":
        return reporter, partner
    found: dict[str, Place] = {}
    for place in (reporter, partner, *state.sides):
        if place is not None and place.country is not None and place.country not in found:
            found[place.country] = next((p for p in state.document.places if p.country == place.country and p.kind == "country"), None) or _country(place)
    known = list(found.values())[:2]
    if len(known) < 2:
        return reporter, partner
    home = state.home
    return (known[1], known[0]) if home is not None and known[1].country == home.country else (known[0], known[1])


def _country(place: Place) -> Place:
    """The country of a region whose article does not name it: Russia's by its name, another's as the region itself."""
    return replace(place, name="Россия", text="Россия", region=None, region_name=None, kind="country") if place.country == "RU" else place


def pointed(figure: Figure, state: Discourse) -> Place | None:
    """«Рост в Узбекистане – заслуга трубников, туда ушло 96 тысяч тонн»: the place that «туда», «оттуда» points to."""
    view = figure.view
    at = next((i for i, lemma in enumerate(view.lemmas) if lemma in AWAY or (lemma in LAND and i and view.lemmas[i - 1] == "этот")), None)
    at = _with_it(figure) if at is None else at
    if (
        at is None
        and view.index
        and any(lemma == "последний" and view.lemmas[i - 1] in WITH and view.tokens[i + 1].pos != "NOUN" for i, lemma in enumerate(view.lemmas[:-1]))
    ):
        return next((p for p in reversed(state.views[view.index - 1].places) if p.form == "name" and p.kind == "country"), None)  # «Оборот с последней»
    home = state.home
    if at is None:
        return home if "сюда" in view.lemmas else None
    before = [p for p in view.places if p.stop <= view.tokens[at].start and p.form != "demonym" and p.country and (home is None or apart(p, home))]
    named = [p for p in before if p.form == "name"]
    if named:
        return named[-1]
    return before[0] if len(before) == 1 else _land_before(state, view.index)


def _with_it(figure: Figure) -> int | None:
    """«С Россией картина ровнее. Товарооборот с / ней дотянулся до миллиарда»: a pronoun with a preposition behind the measure."""
    view, at = figure.view, figure.measure.index
    return next((i for i in range(at + 2, min(at + 4, len(view.tokens))) if view.texts[i].lower() in IT and view.lemmas[i - 1] in WITH), None)


def _land_before(state: Discourse, index: int) -> Place | None:
    """«С Японией картина иная. Туда отгрузили леса на 94 млн»: the only land abroad that the last sentence with one names."""
    home = state.home
    for view in reversed(state.views[max(0, index - 2) : index]):
        found = {p.country: p for p in view.places if p.country and p.form != "demonym" and (home is None or p.country != home.country)}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def spelled(place: Place | None, state: Discourse) -> Place | None:
    """«РТ» of a minister's post where the article names Таджикистан."""
    if place is None or place.region or place.kind != "country" or not place.name.isupper() or len(place.name) > 2 or place.name == "РФ":
        return place
    return next((p for p in state.document.places if p.country == place.country and p.kind == "country" and not p.name.isupper()), place)


def lifted(place: Place | None, other: Place | None, state: Discourse) -> Place | None:
    """A town → its region: customs count the trade of regions, not of towns.

    A town abroad, and a capital beside another country, stand for their countries, where the article names them.
    """
    if place is None or place.kind != "town":
        return place
    named = state.document.places
    abroad = state.home is not None and state.home.country != place.country
    foreign = other is not None and other.country != place.country and (other.region is None or other.region in CAPITALS)
    country = next((p for p in named if p.country == place.country and p.kind == "country"), None) if abroad or (foreign and place.region in CAPITALS) else None
    region = next((p for p in named if p.region == place.region and p.kind == "region"), None) if place.region else None
    paired = other is not None and other.kind == "town"  # «товарооборот Казани и Шанхая»
    kept = (abroad and place.form != "adjective") or not place.region_name or place.region in CAPITALS or paired  # «орские станки»: of the region
    if region is not None or country is not None or kept:
        return region or country or place
    return replace(place, name=str(place.region_name), kind="region")


def same_place(a: Place | None, b: Place | None) -> bool:
    return a is not None and b is not None and (a.country, a.region) == (b.country, b.region) and (a.country is not None or a.name == b.name)


def apart(a: Place, b: Place | None) -> bool:
    return not same_place(a, b) and not inside(a, b)


def is_of_one_land(a: Place, b: Place) -> bool:
    """Two regions of one country, which export nothing to each other."""
    return a.country is not None and a.country == b.country and bool(a.region) and bool(b.region)


def is_at_home(figure: Figure, place: Place, home: Place) -> bool:
    """«объём экспорта / в Приморье вырос»: the article's own region, whose name does not tell where from where to."""
    view, at = figure.view, figure.view.token_at(place.start)
    there = view.texts[at - 1].lower() in ("в", "во") and place.text.endswith("ье") and figure.measure.indicator == "export"
    return there and same_place(place, home) and view.tokens[figure.measure.index].pos == "NOUN"


def inside(a: Place, b: Place | None) -> bool:
    """Whether one is a part of the other: a region and its own country are no two sides."""
    return b is not None and a.country is not None and a.country == b.country and (not a.region or not b.region)


def place_headed(figure: Figure, state: Discourse) -> Place | None:
    """«Норвегия. Товарооборот – 1,1 млн долларов»: the country or region that alone makes up the line or sentence before."""
    if not figure.view.index:
        return None
    before = state.views[figure.view.index - 1]
    words = [t for t in before.tokens if t.pos not in ("PUNCT", "SYM", "X")]
    named = [p for p in before.places if p.form == "name" and p.kind in ("country", "region")]
    return named[0] if len(named) == 1 and len(words) <= len(named[0].text.split()) else None


def parties_meant(figure: Figure, state: Discourse) -> tuple[Place, Place] | None:
    """«Стороны намерены увеличить взаимный оборот»: the places for which those act who have just met; «торговля двух областей»: the two told before."""
    if two := two_named(figure, state):
        return two
    sides = next((m for m in figure.view.mentions if m.lemma == "сторона" and m.bare and m.number == "plur"), None)
    if sides is None or figure.measure.indicator != "turnover":
        return None
    found: list[Place] = []
    for meant, _ in state.resolve(sides, figure.view):
        own = (p for p in state.document.places if (p.country, p.region) == (meant.country, meant.region) and p.kind in ("country", "region"))
        place = next(own, None) if meant.country else None
        if place is not None and all(apart(place, known) for known in found):
            found.append(place)
    return (found[0], found[1]) if len(found) == 2 else None


def two_named(figure: Figure, state: Discourse) -> tuple[Place, Place] | None:
    """«торговля двух областей», «товарооборот между обоими районами»: the two places told before, home first."""
    view, at = figure.view, figure.measure.index
    if TWO.isdisjoint(view.words):
        return None
    counted = next((m for m in view.mentions if at < m.first <= at + 2 and m.case in ("gen", "ins") and is_two(m, view)), None)
    places = pair_of_places(counted.lemma, counted.start, state) if counted is not None else []
    if len(places) != 2:
        return None
    first, second = sorted(places, key=lambda p: not same_place(p, state.home))
    return first, second


def titled(figure: Figure, state: Discourse) -> tuple[Place, Place] | None:
    """«Президенты Узбекистана и Кыргызстана обсудили …»: the two countries of the headline are the sides of a turnover."""
    if figure.measure.indicator != "turnover":
        return None
    title = [p for p in state.document.places if p.start < state.views[0].sentence.stop]
    if any(p.kind == "region" or p.country is None for p in title):
        return None
    found: list[Place] = []
    for p in title:
        if p.kind == "country" and all(p.country != known.country for known in found):
            found.append(p)
    return (found[0], found[1]) if len(found) == 2 else None


def speaks_of_partners(figure: Figure, state: Discourse) -> bool:
    """Whether the sentence before names a partner or the trade with it."""
    return figure.view.index > 0 and not PARTNERS.isdisjoint(state.views[figure.view.index - 1].words)


def partners_told(figure: Figure, state: Discourse) -> tuple[Place, Place] | None:
    """«Китай — важный партнёр Пензенской области. В прошлом году внешнеторговый оборот составил …»: the two sides of the sentence before."""
    if not speaks_of_partners(figure, state):
        return None
    before = state.views[figure.view.index - 1]
    sides: list[Place] = []
    for place in before.places:
        if place.kind in ("country", "region") and all(apart(place, known) for known in sides):
            sides.append(place)
    if len(sides) != 2:
        return None
    return (sides[1], sides[0]) if state.home is not None and not apart(sides[1], state.home) else (sides[0], sides[1])


def spoken_of(figure: Figure, state: Discourse) -> list[Place]:
    """The article's sides that were named in the headline or in the last sentences before the number."""
    reach = NEAR + (figure.measure.indicator == "turnover" or bool(AWAY & figure.view.words))
    since = state.views[max(0, figure.view.index - reach)].sentence.start
    title = state.views[0].sentence.stop
    own = state.home.country if state.home is not None else None
    abroad = {p.country for p in state.document.places if p.start < title and p.country not in (None, own)}
    titled = title if len(abroad) < 2 else 0  # «Мясо вывозят в Китай, Вьетнам и Иран» tells of none of them alone
    named = [p for p in state.document.places if p.start < titled or max(since, title - titled) <= p.start < figure.number.start]
    return [side for side in state.sides if any(same_place(side, p) for p in named)]
