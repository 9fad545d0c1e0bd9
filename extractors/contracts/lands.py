"""Lands: of which countries and regions the sides of a deal are, whether they are different ones, and which of land, town and plant is meant."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.lexicon import key, members
from extractors.view import View
from schemas.match import Filler, Match, Mention


def other_side(found: set[str], match: Match, state: Discourse) -> bool:
    """«Подготовкой кадров займётся Томский университет» in an article on Vietnam: a firm with a name, of one of the two countries that the article ties together."""
    named = any("«" in f.mention.name or any(map(str.isupper, f.mention.name)) for f in match.slots["suppliers"] if f.found != "discourse")
    countries = {p.country for p in state.sides}
    return named and len(countries) == 2 and bool(found & {p.country for p in state.sides}) and heavy(state)


def heavy(state: Discourse) -> bool:
    """Whether the article names places of another country than its home's more than twice."""
    home = state.home.country if state.home else None
    return sum(1 for p in state.document.places if p.country not in (None, home)) > 2


def apart(ours: set[str], theirs: set[str]) -> bool:
    """Whether two sides are known and lie in different regions, or a country and a place outside of it."""
    if not ours or not theirs:
        return False
    if all("-" not in c for c in ours) or all("-" not in c for c in theirs):
        return ours.isdisjoint(theirs)
    return regions(ours).isdisjoint(regions(theirs))


def regions(found: set[str]) -> set[str]:
    """Codes of regions where there are any, else those of countries."""
    return {c for c in found if "-" in c} or found


def codes(match: Match, state: Discourse, slot: str) -> set[str]:
    """The countries and regions of a slot's fillers, resolved."""
    return codes_of(match.slots.get(slot, ()), state)


def codes_of(fillers: Sequence[Filler], state: Discourse) -> set[str]:
    """The countries and regions of fillers, resolved; those of firms that every reader knows."""
    found: set[str] = set()
    for filler in fillers:
        if (country := country_of_firm(filler.mention)) is not None:
            found.add(country)
        for m, _ in state.resolve(filler.mention, state.views[filler.mention.sentence]):
            found |= {c for c in (m.country, m.region) if c}
    return found


def codes_near(mention: Mention, view: View) -> set[str]:
    """The places named inside a phrase and just behind it, before the next verb: «механики депо в Барнауле»."""
    last = mention.last
    while last < min(mention.last + 3, len(view.tokens)) and view.tokens[last].pos != "VERB":
        last += 1
    end = view.tokens[last - 1].stop
    return {code for p in view.places if mention.start <= p.start < end for code in (p.country, p.region) if code}


def country_of_firm(mention: Mention) -> str | None:
    """«Газпром» → RU, «БелАЗ» → BY: firms that every reader knows; «Всемирный банк», «ЕБРР» → ANYWHERE."""
    if mention.type not in ("organization", "government"):
        return None
    words = {key(word.strip('«»"')) for word in mention.name.split()}
    if words & members("worldwide") or (
        any(word.startswith(WORLDWIDE) for word in words) and words & {"банк", "фонд", "корпорация", "агентство", "ассоциация", "союз", "комиссия"}
    ):
        return ANYWHERE
    return next((country for word in words if (country := country_of_word(word)) is not None), None)


def country_of_word(word: str) -> str | None:
    """«МАЗ» → BY: the country of a firm that every reader knows by one word."""
    return next((country for country in FIRMS if key(word) in members(f"firm_{country}")), None)


ANYWHERE = "XX"  # stands for the country of a world or regional institution: it comes from elsewhere wherever it lends or builds
WORLDWIDE = ("всемирн", "азиатск", "исламск", "европейск", "евразийск", "африканск", "международн", "межгосударственн", "черноморск", "новый")
FIRMS = ("RU", "BY", "KZ", "UZ", "CN", "TR", "KR", "IR", "JP", "DE", "FR", "IT", "FI", "IN")


def afar(match: Match, state: Discourse) -> bool:
    """Whether who works is of another land than whom or where it is for; than the article's own country, where nothing is told of that."""
    ours, theirs = codes(match, state, "suppliers"), codes(match, state, "customers")
    if theirs or not ours:
        return apart(ours, theirs)
    named = all(
        f.found in ("child", "shared") and not f.mention.bare and "«" in f.mention.name + "«" * f.mention.name[-1:].isascii() for f in match.slots["suppliers"]
    )
    home = state.home.country if state.home else None
    return named and home is not None and all(c.split("-")[0] != home for c in ours)


def behind(mention: Mention, view: View) -> set[str]:
    """«ремонт судна «Мактан», принадлежащего Филиппинам»: the place behind a participle of owning."""
    i = mention.last
    while i < len(view.tokens) and i < mention.last + 3 and view.tokens[i].text in (",", "»"):
        i += 1
    if i + 1 >= len(view.tokens) or view.lemmas[i] not in OWNING:
        return set()
    start, stop = view.tokens[i].stop, view.tokens[min(i + 3, len(view.tokens) - 1)].stop
    return {code for p in view.places if start <= p.start < stop for code in (p.country, p.region) if code}


OWNING = {"принадлежать", "принадлежащий", "приписать", "построить", "зарегистрировать", "находиться", "расположить"}


def by_land(both: Sequence[Filler], going: Sequence[Filler]) -> tuple[list[Filler], list[Filler]]:
    """«мэр Оша и министр Казахстана подписали бумагу о поставке в Кыргызстан автобусов»: the sides of other lands than the goods go to, and those of it."""
    lands = {f.mention.country for f in going if f.mention.country}
    home = [f for f in both if f.mention.country and f.mention.country in lands]
    firms = len(both) == 2 and all(f.mention.type in ("organization", "person") for f in both)  # of two firms the one of no land told is no buyer there
    return [f for f in both if f not in home and lands and (f.mention.country or firms)], home


def by_site(both: Sequence[Filler], sites: Sequence[Filler]) -> tuple[list[Filler], list[Filler]]:
    """«дирекция метро и корейская Daewon подписали контракт на строительство / в Ташкенте линии»: who is of another land builds, the other orders."""
    lands = {f.mention.country for f in sites if f.mention.type == "place" and f.mention.prep in ("в", "на")}
    if len(both) < 2 or len(lands) != 1 or None in lands:
        return [], []
    away = [f for f in both if f.mention.country and f.mention.country not in lands]
    return away, [f for f in both if f not in away] if all(f.mention.type in ("organization", "government") for f in both) else []


def bodies_first(fillers: Sequence[Filler], view: View) -> list[Filler]:
    """«в Варну, на молзавод «Ясень», «в Казахстан, в адрес фирмы «Тал»: the plant behind the town is the customer; «в Китай, в Далянь»: the land."""
    fillers = [f for i, f in enumerate(fillers) if not (i and _narrows(fillers[i - 1].mention, f.mention, view))]
    if len(fillers) != 1 or fillers[0].mention.type != "place" or fillers[0].mention.prep not in ("в", "на"):
        return list(fillers)
    last = fillers[0].mention.last
    addressed = next((m for m in view.mentions if m.prep == "в_адрес" and last < m.first <= last + 3 and m.type == "organization" and not m.bare), None)
    if addressed is not None:
        return [Filler(addressed, "clause")]
    if (meant := _meant_there(fillers[0].mention, view)) is not None:
        return [Filler(meant, "clause")]
    for m in view.mentions:
        if (
            m.parent is None
            and last < m.first <= last + 2
            and m.prep in ("на", "в", "для")
            and m.type == "organization"
            and view.breaks_between(last - 1, m.first) <= 1
        ):
            return [Filler(m, "clause")]
    return list(fillers)


def _meant_there(land: Mention, view: View) -> Mention | None:
    """«отгрузил в Узбекистан 20 насосов / для фирмы «Тошсув»: the body, of that land or of none told, that the goods are for."""
    behind = (m for m in view.mentions if m.prep == "для" and m.first > land.last and m.type in ("organization", "government") and not m.bare)
    near = (m for m in behind if not view.breaks_between(land.last - 1, m.first) and view.verbs_between(land.last - 1, m.first) <= 2)
    return next((m for m in near if m.country in (None, land.country)), None)


def _narrows(land: Mention, town: Mention, view: View) -> bool:
    """«в Китай, / в Далянь», «в Ошскую область, / в Узген»: a place inside the one before, with the same preposition again."""
    inside = land.country == town.country and land.region in (None, town.region) and town.region is not None
    beside = town.first - land.last <= 2 and view.breaks_between(land.last - 1, town.first) <= 1 and "и" not in view.lemmas[land.last : town.first]
    return land.type == town.type == "place" and bool(town.prep) and town.prep == land.prep and inside and beside
