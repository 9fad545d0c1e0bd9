"""For whom a person with a post signs: «ректор Тверского университета …» for the university, «губернатор …» for the region.

A post that tells no body and no place («ректор», «мэр» alone) leaves the person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.article.discourse import Discourse
from extractors.inflect import gender_of, nominative, parses, possible_cases
from extractors.lexicon import key
from extractors.matching.coordination import leaders
from extractors.references.bodies import native_meant
from extractors.references.words import COUNTRY_HEADS, REGION_HEADS, TOWN_HEADS
from schemas.changed import replace
from schemas.match import Mention
from schemas.values import Place

NAMED_FIRM = re.compile(r"((?:[А-ЯЁ]{2,4}\s)?«[^»]+»|(?:ПАО|ОАО|ООО|АО|ЗАО|ГК|НК|ТОО|НПО|УК)\s[А-ЯЁ][\w-]+|[A-Z][\w&.-]+(?:\s[A-Z][\w&.-]+)*)$")
SHORT_NAME = re.compile(r"\s([А-ЯЁ][а-яё]{0,4}[А-ЯЁ]{2,5})(?: по [а-яё ]+)?$")  # «ректор ДВФУ», «вице-президент ЕБРР по банковской деятельности»
COMPOUND = re.compile(r"\w(?:банк|маш|пром|холдинг|завод|транс|газ|комбинат|трест|сервис|снаб|экспорт|инвест|строй|мет|хим|нефтегаз|энерго|авто)а$")
OF_REGIONS = ("губернатор", "вице-губернатор", "врио губернатора", "президент", "премьер", "вице-премьер")
OWN_CHIEFS = {
    "ректор",
    "проректор",
    "гендиректор",
    "генеральный директор",
    "директор",
    "коммерческий директор",
    "исполнительный директор",
    "председатель правления",
}
CHIEFS = {
    "глава",
    "президент",
    "руководитель",
    "мэр",
    "губернатор",
    "председатель",
    "аким",
    "хоким",
    "градоначальник",
    "представитель",
    "премьер",
    "премьер-министр",
}
SITTING = {"собрание", "дума", "парламент", "совет", "министерство", "комитет", "палата", "университет", "академия", "администрация"}
BOARDS = {"совет", "правление", "президиум", "коллегия", "дирекция", "бюро", "группа", "комиссия"}


def body_of(person: Mention, state: Discourse) -> Mention:
    """The body or the place for which a person acts, as a mention where the person stands; the person where nothing tells it."""
    if person.type == "group" or (person.type == "person" and person.name == person.position):
        body = _shared_body(person, state) or _organization_of(person, state)
        return _place_of_chief(person, state) if body is person and person.type == "person" else body
    if person.type != "person" or not person.position:
        return person
    if key(person.position) in OWN_CHIEFS and state.hero is not None and person.country in (None, state.hero.country):
        return replace(state.hero, start=person.start, stop=person.stop)
    firm = NAMED_FIRM.search(person.position)
    if firm is not None:
        return replace(person, type="organization", name=_nominative(firm[1]), position=None, bare=False)
    inside = list(_inside(_introduced(person, state), state))
    named = next((m for m in inside if m.type in ("organization", "government") and not m.bare and m.lemma not in BOARDS), None)
    if named is not None:
        meant = native_meant(named, state) or named  # «проректор узбекского вуза»: of the one told before
        return replace(meant, start=person.start, stop=person.stop)
    told = next((r for m in inside if m.type in ("organization", "government") and m.bare for r, asked in _known(m, state) if asked and not r.bare), None)
    if told is not None:
        return replace(told, start=person.start, stop=person.stop)
    place = next((m for m in inside if m.type == "place" and not m.bare and m.country), None)
    if place is not None:
        return replace(place, start=person.start, stop=person.stop)
    for seat in inside:
        if seat.type == "place" and seat.bare and seat.lemma == "столица" and person.country:  # «мэр столицы»
            known = state.resolve(seat, state.views[person.sentence])[0][0]
            return replace(known, start=person.start, stop=person.stop) if known.country == person.country and known.region else person
    short = SHORT_NAME.search(person.position)
    if short is not None:
        return replace(person, type="organization", name=short[1], position=None, bare=False)
    posted = key(person.position).split()[-1].startswith(OF_REGIONS) or key(person.position).startswith(OF_REGIONS)
    seated = posted or any(m.lemma in REGION_HEADS | COUNTRY_HEADS for m in inside if m.type == "place")
    seated = seated or (
        not inside and person.position.split()[-1][0].isupper() and person.position[0].islower()
    )  # «главы МИД России и Армении А. и Б.»: a post dealt out
    found = place_of(person.country, person.region, state) if seated and not any(m.lemma in TOWN_HEADS for m in inside) else None
    return person if found is None else state.place_mention(found, person)


def bodies_of(group: Mention, state: Discourse) -> list[Mention]:
    """«ректоры АлтГТУ и Бухарского университета», «главы Омска и Бухары» → the two for which they act; [] for one body and for any other group."""
    view = state.views[group.sentence]
    if group.type != "group" or group.number != "plur" or group not in view.mentions:
        return []
    own = view.mentions.index(group)
    kinds = {"organization", "government", "place"} if key(group.lemma) in CHIEFS else {"organization", "government"}
    inside = [m for m in view.mentions if m.parent == own and m.case in ("gen", "") and not m.prep]
    alike = len(inside) == 2 and all(m.type in kinds and not m.bare and m.number != "plur" for m in inside)
    joined = alike and inside[1].first == inside[0].last + 1 and view.texts[inside[0].last] == "и"
    return [replace(m, prep=group.prep) for m in inside] if joined else []


def _shared_body(person: Mention, state: Discourse) -> Mention | None:
    """«председатели законодательных собраний / Псковской области и Карелии» dealt out as two posts → the assembly of each; None for any other."""
    view, words = state.views[person.sentence], key(person.position or "").split()
    if person.type != "person" or person.conjunct_of is None:
        shared = person.type == "person" and any(
            m.conjunct_of is not None and view.mentions[m.conjunct_of] is person and _posted_alike(m, person) for m in view.mentions
        )
    else:
        shared = _posted_alike(view.mentions[person.conjunct_of], person)
    at = next((i for i, word in enumerate(words) if i and SITTING & {p.normal_form for p in parses(word)}), 0) if shared else 0
    if not at:
        return None
    said = str(person.position).split()
    gender = gender_of(said[at], "gen")
    own = [nominative(word, "NOUN" if i == at else "ADJ", "gen", "sing", gender) for i, word in enumerate(said[1 : at + 1], start=1)]
    return replace(person, type="government", kind="government", name=" ".join([*own, *said[at + 1 :]]), position=None, bare=False)


def _posted_alike(one: Mention, other: Mention) -> bool:
    """Two posts that begin alike, neither with a name: of those dealt out from one noun in the plural."""
    told = [str(m.position or "").split()[:2] for m in (one, other)]
    return all(m.type == "person" and m.name == m.position for m in (one, other)) and told[0] == told[1] and len(told[0]) > 1


def _place_of_chief(person: Mention, state: Discourse) -> Mention:
    """«глава Омска», «губернатор Тверской области» without a name → the town, the region; any other person stays."""
    if key(person.lemma) not in CHIEFS:
        return person
    inside = (p for p in state.views[person.sentence].places if person.start <= p.start < person.stop and p.form == "name" and p.country)
    place = next(inside, None)
    return person if place is None else state.place_mention(place, person)


def _organization_of(group: Mention, state: Discourse) -> Mention:
    """«представители Тверского университета», «ректор Тверского университета» without a name → the university; any other group stays."""
    inside = (m for m in _inside(group, state) if m.type in ("organization", "government") and not m.bare and m.lemma not in BOARDS)
    body = next(inside, None)
    return group if body is None else replace(body, start=group.start, stop=group.stop)


def _nominative(name: str) -> str:
    """«Трансмашхолдинга» behind a post → «Трансмашхолдинг»; what may stand in the nominative stays."""
    word = name.strip("«»")
    if COMPOUND.search(word) and name.startswith("«") and " " not in word:
        return f"«{word[:-1]}»"
    cases = possible_cases(word, "NOUN") if name.startswith("«") and " " not in word else frozenset()
    return f"«{nominative(word, 'NOUN', 'gen', 'sing', '')}»" if "gen" in cases and "nom" not in cases else name


def place_of(country: str | None, region: str | None, state: Discourse) -> Place | None:
    """The place of a code as the article names it: a region or a country, no town of it."""
    if country is None:
        return None
    own = [p for p in state.document.places if (p.country, p.region) == (country, region)]
    named = next((p for p in own if p.kind in ("region", "country") and p.form == "name"), None)
    if named is not None or region is None:
        return named
    town = next((p for p in own if p.region_name), None)  # «астраханский губернатор» in a text that names the town only
    return replace(town, name=str(town.region_name), kind="region", form="name") if town is not None else None


def _known(body: Mention, state: Discourse) -> list[tuple[Mention, bool]]:
    """«глава министерства», «гендиректор завода»: the body that the article has named."""
    return state.resolve(body, state.views[body.sentence]) if body.lemma not in BOARDS else []


def _introduced(person: Mention, state: Discourse) -> Mention:
    """The mention of a person that tells whose post it is: itself, the first of that name that does, or the delegation of a body that the person leads."""
    if any(m.type for m in _inside(person, state)):
        return person
    same = [m for m in state.all_mentions if m.type == "person" and m.name == person.name and m.sentence <= person.sentence]
    told = next((m for m in same if any(i.type for i in _inside(m, state))), None)
    if told is not None or key(person.position or "") not in OWN_CHIEFS:
        return told or next((m for m in same if m.last - m.first > len(m.name.split())), person)
    led = (g for m in same for g in state.views[m.sentence].mentions if g.type == "group" and g.last <= m.first and m in leaders(state.views[m.sentence], g))
    return next(led, person)


def _inside(person: Mention, state: Discourse) -> Iterator[Mention]:
    """What hangs in a mention, from outside in."""
    mentions = state.views[person.sentence].mentions
    for m in mentions:
        if m.parent is None or m.first < person.first or m.last > person.last:
            continue
        if (m.first, m.last) != (person.first, person.last) or mentions[m.parent].start == person.start:  # «ректоры ПГУ и / Гродненского университета»
            yield m
