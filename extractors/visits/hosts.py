"""Who or what a visit goes to: the words of its own clause, «к нам», «туда», the place nearby, or here.

«На прошлой неделе к нам приехали коллеги из Витебска» (a paper of Псков) → «Псков».
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.article.trip import WE, Trip, add_new, other_party, same_side, we_party
from extractors.build import Draft, to_party
from extractors.lexicon import key, members
from extractors.visits.fairs import fair_of, placed, town_behind
from extractors.visits.host_lists import inside, is_uncounted, joined_on, listed_on, members_of
from extractors.visits.subjects import own
from extractors.visits.unnamed import DEICTIC, unnamed
from schemas.changed import replace
from schemas.facts import Party
from schemas.match import Filler, Match, Mention
from schemas.values import Place

STATIONS = {"аэропорт", "вокзал", "железнодорожный вокзал"}
MEETING_RULES = {"visits.receive", "visits.await", "visits.arrive", "visits.carried", "visits.land"}
SIGHTS = {
    "мемориал", "мемориальный", "памятник", "монумент", "мавзолей", "храм", "собор", "монастырь", "мечеть", "галерея", "кремль", "заповедник", "музей-заповедник",
    "матч", "спектакль", "концерт", "фильм", "парад", "салют",
}  # fmt: skip
GROUNDS = {"поле", "сад", "теплица", "лаборатория"}  # of a body that the article has named
PROSPECTS = {"потенциал", "возможность", "климат", "инфраструктура"}  # of a region
FIRM = re.compile("(?:[А-ЯЁ]{2,4} )?«[^«»]+»")  # «ОАО «Вектор»», ««Вектор»»
VISITABLE = {"organization", "government", "group"}
LAND_NOUNS = {"район", "область", "регион", "республика", "край", "город", "страна", "село", "округ"}  # «артисты выезжали в район»


def hosts_of(match: Match, draft: Draft, state: Discourse, trip: Trip) -> tuple[Party, ...]:
    """Who or what is visited; () where the words name nothing that counts as visited."""
    named_first = own(match, state, "hosts", "besides")
    fillers, found = named_first, _told(named_first, match, draft, state)
    if not found:
        fillers = own(match, state, "place") or named_first or fair_of(own(match, state, "stand"), draft, state)
        found = _told(fillers, match, draft, state) if fillers is not named_first else []
    counted = all(f.mention.type != "place" or (f.mention.number == "plur" and not f.mention.country) for f in fillers)  # «объехал восемь районов»
    named = any(f.mention.type == "place" and f.mention.country and not f.mention.bare for f in fillers) and match.form == "noun"
    if fillers and not found and (counted or named):  # «готовятся к командировке в Ирак» of those who are known to come from Iraq
        return ()
    return tuple(found) or unnamed(match, draft, state, trip)


def _told(fillers: Sequence[Filler], match: Match, draft: Draft, state: Discourse) -> list[Party]:
    """The parties that the fillers of a slot name as visited."""
    visitors: tuple[Party, ...] = draft.get("visitors")
    fillers = [
        _town_of_station(f, match, state) for f in fillers if f.mention.lemma != "гость" or f.mention.prep not in ("в", "на")
    ]  # «побывали в гостях у соседей»
    fillers = [*fillers, *listed_on(fillers, state)]
    fillers = [*fillers, *joined_on(fillers, state)]
    fillers = [f for f in fillers if not is_uncounted(f.mention)] or fillers  # «посетили три вуза, фабрику «Чонсон» и центр»
    found: list[Party] = []
    for filler in (g for f in _towns(fillers, state) for m in members_of(f, state) for g in _further(m, match, state)):
        town = _at_a_body(filler.mention, state) if match.rule == "visits.return" else None
        parties, asked = ([to_party(town)], False) if town is not None else _where(filler.mention, state, visitors, of_ours=match.rule in DEICTIC)
        draft.found.add("discourse" if asked else filler.found)
        add_new(found, (p for p in parties if not (p.type == "place" and any(same_side(p, v) and (v.region or asked) for v in visitors))))
    return [p for p in found if not _passed_through(p, match) and not (p.type == "place" and p.country is None and p.name in LAND_NOUNS)]


def _town_of_station(filler: Filler, match: Match, state: Discourse) -> Filler:
    """«в аэропорту Минска встретили делегацию»: the town is visited, not its airport."""
    mention = filler.mention
    if match.rule not in MEETING_RULES or key(mention.lemma) not in STATIONS:
        return filler
    town = next((m for m in inside(mention, state) if m.type == "place" and m.country), None)
    return filler if town is None else replace(filler, mention=replace(town, prep=mention.prep))


def _passed_through(party: Party, match: Match) -> bool:
    """«в аэропорту Ташкента гостя встретили»: nobody visits the airport; nor are memorials, temples, matches and concerts visited for cooperation."""
    words = set(key(party.name).replace("«", " ").replace("»", " ").split())
    return party.type != "place" and (bool(words & SIGHTS) or (match.rule in MEETING_RULES and bool(words & STATIONS)))


def _towns(fillers: Sequence[Filler], state: Discourse) -> Sequence[Filler]:
    """«на ярмарку, в Тамбов приедет»: of a feast and its town the town is visited."""
    towns = [f for f in fillers if f.mention.type == "place"]
    if towns or not fillers or key(fillers[0].mention.lemma) not in members("gathering") - members("fair"):
        return [f for f in fillers if not (towns and key(f.mention.lemma) in members("gathering"))]
    feast = fillers[0].mention
    town = town_behind(feast, state.views[feast.sentence])
    return fillers if town is None else [replace(fillers[0], mention=town)]


def _further(filler: Filler, match: Match, state: Discourse) -> list[Filler]:
    """«поехал в Уху, на завод «Днепр» и в порт»: of a town and bodies in it the bodies are visited, in that town's country."""
    town = filler.mention
    if town.type != "place" or town.prep not in ("в", "на"):
        return [filler]
    view = state.views[match.sentence]
    behind = [m for m in view.mentions if m.type == "organization" and m.parent is None and 0 < m.first - town.last <= 2]
    body = next((m for m in behind if m.prep in ("в", "на", "к")), None)
    if body is None or not {town.case, *town.cases} & {body.case, *body.cases}:
        return [filler]
    bodies = [body, *(m for m in view.mentions if m.type == "organization" and m.conjunct_of is not None and view.mentions[m.conjunct_of] is body)]
    return [replace(filler, mention=replace(m, country=m.country or town.country, region=m.region or town.region)) for m in bodies]


def _where(mention: Mention, state: Discourse, visitors: Sequence[Party], *, of_ours: bool) -> tuple[Sequence[Party], bool]:
    if mention.lemma in WE:
        ours = we_party(mention, state)
        return (other_party(state) if any(same_side(p, q) for p in ours for q in visitors) else ours), True
    if not mention.type and key(mention.lemma) in members("aspect"):  # «с работой завода»: the plant is visited
        inner = next((m for m in inside(mention, state) if m.type in VISITABLE or (m.country and (not m.type or _is_prospect(mention, m)))), None)
        inner = inner or _at_a_body(mention, state) or _firm_inside(mention)
        if inner is None:
            return (), False
        beside = [
            m for m in inside(mention, state) if m.parent == inner.parent and m.first > inner.last and m.type == inner.type == "organization" and not m.bare
        ]
        if beside:  # «с работой завода «Вектор» и комбината «Заря»
            return [to_party(m) for m in (inner, *beside)], False
        mention = replace(inner, type=inner.type or "group", prep="")
    if mention.type == "place" and mention.number == "plur" and mention.counted and mention.country:
        region = next((m for m in inside(mention, state) if m.type == "place" and m.country and not m.bare), None)
        mention = mention if region is None else replace(region, prep=mention.prep)  # «объехали пять районов / Астраханской области»
    if mention.type == "place" and mention.bare and mention.number == "plur":
        return (), False  # «объехать пострадавшие районы»
    body = _at_a_body(mention, state) if mention.type in ("organization", "") and _nameless(mention) else None
    if body is not None:
        mention = body
    elif (
        mention.type in ("organization", "")
        and _nameless(mention)
        and not _of_somebody(mention, state)
        and (mention.number == "plur" or (key(mention.lemma) in members("vague_site") and not (of_ours and _from_abroad(visitors, state))))
    ):
        return (), False
    mention = placed(mention, state.views[mention.sentence])
    if not mention.type:  # «терминал», «промзона»: sites that the lexicon of bodies does not have
        mention = replace(mention, type="organization")
    if mention.type == "place" and not mention.country:
        inner = next((m for m in inside(mention, state) if m.type == "place" and m.country), None)
        mention = mention if inner is None else replace(mention, country=inner.country, region=inner.region)  # «столица / Поморья»
    resolved = state.resolve(mention, state.views[mention.sentence])
    return [to_party(m) for m, _ in resolved], any(asked for _, asked in resolved)


def _from_abroad(visitors: Sequence[Party], state: Discourse) -> bool:
    """«На производстве побывал министр Перу»: a guest of another land comes to ours, whatever its name."""
    home = state.home
    return home is not None and bool(visitors) and all(v.country is not None and v.country != home.country and v.type == "person" for v in visitors)


def _firm_inside(mention: Mention) -> Mention | None:
    """«производство / ОАО «Вектор»: the firm whose quoted name the phrase has taken for its own."""
    rest = mention.name.partition(" ")[2]
    if not FIRM.match(rest):
        return None
    return replace(mention, name=rest, type="organization", lemma=key(rest[rest.index("«") :].strip("«»")), bare=False)


def _of_somebody(mention: Mention, state: Discourse) -> bool:
    """«гранатовые сады Китабского района», «опытное поле академии»: grounds that a place or a known body is named for, not «предприятия Минска»."""
    if key(mention.lemma) not in members("vague_site") - {"производство", "мощность"}:
        return False
    view = state.views[mention.sentence]
    return any(
        (m.type == "place" and not m.bare) or (m.type == "organization" and key(mention.lemma) in GROUNDS and bool(state.resolve(m, view)))
        for m in inside(mention, state)
    )


def _is_prospect(mention: Mention, place: Mention) -> bool:
    """«с экономическим потенциалом Дагестана»: what a place has to offer is looked at in that place."""
    return place.type == "place" and not place.bare and key(mention.lemma) in PROSPECTS


def _at_a_body(mention: Mention, state: Discourse) -> Mention | None:
    """«производство / на заводе «Прогресс»», «выставка / в Бангалоре»: the named body, or of a fair the town, right behind a phrase."""
    view = state.views[mention.sentence]
    fair = key(mention.lemma) in members("fair", "wide_event", "talk_event")
    behind = [m for m in view.mentions if m.parent is None and m.prep in ("в", "на") and m.case == "loc" and m.first - mention.last == 1]
    told = [m for m in behind if m.conjunct_of is None]  # not «на вагонном заводе и заводе «Вектор»
    return next((m for m in told if (fair and m.type == "place" and m.country) or (not fair and _is_a_body(m))), None)


def _is_a_body(mention: Mention) -> bool:
    """«на заводе «Прогресс»», «в промзоне «Север»»: a body by name, or a site by name that the lexicon of bodies does not have."""
    return not mention.bare and (mention.type == "organization" or (not mention.type and "«" in mention.name and key(mention.lemma) in members("site")))


def _nameless(mention: Mention) -> bool:
    if key(mention.lemma) in members("gathering") and mention.name[:1].isupper() and " " in mention.name:
        return False  # «Ганзейские дни»
    return mention.bare or (not mention.type and not mention.country and "«" not in mention.name)


def _go_from(visitors: Sequence[Party], home: Place) -> bool:
    return any(p.country == home.country for p in visitors)


def country_of(host: Party, visitors: Sequence[Party], state: Discourse, trip: Trip) -> str | None:
    """The country of a host: its own, else that of the trip, else the side that the visitors do not come from."""
    home = state.home
    abroad = trip.place is not None and home is not None and trip.place.country != home.country
    if abroad and trip.place is not None and host.type != "place" and home is not None and host.country == home.country and _go_from(visitors, home):
        return trip.place.country  # «в Минске коми посетят министерство промышленности»: not their own
    if host.country:
        return host.country
    if trip.place is not None and {p.entity_id for p in visitors} & {p.entity_id for p in trip.visitors}:
        return trip.place.country
    if home is None or not any(p.country for p in visitors):
        return None
    if not any(same_side(p, home) for p in visitors):
        return home.country
    other = other_party(state) if any(p.type != "person" for p in visitors) else ()  # a chief who is on no trip is on a round at home
    return other[0].country if other and sum(p.country == other[0].country for p in state.document.places) > 1 else None
