"""The fillers of an agreement's slots as parties: persons give way to whom they sign for, plurals to those that were named before, descriptions to names.

«двух университетов» → the two named before; «с тремя областями: А, Б и В» → the three; «оператор выставки, компания «Форум»» → one side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractors.article.discourse import Discourse
from extractors.build import Draft, parties, place_party, to_party
from extractors.lexicon import classes_of, key, members
from extractors.names.stands_for import bodies_of, body_of
from extractors.parties.peers import acting_school
from extractors.references.words import COUNTRY_HEADS, REGION_HEADS, TOWN_HEADS
from extractors.view import View
from schemas.facts import Party
from schemas.match import Filler, Mention

BACK = 5  # sentences over which «двумя университетами» are those named before
ANY_FIRM = {"компания", "предприятие", "организация", "фирма", "холдинг", "корпорация", "учреждение"}
KINDS_OF_PLACE = ((COUNTRY_HEADS, "country"), (REGION_HEADS, "region"), (TOWN_HEADS, "town"))
WORD = re.compile(r"[а-яa-z-]+")
TALKERS = {"лидер", "президент", "министр", "премьер", "дипломат", "собеседник", "политик", "переговорщик", "участник"}
LISTING = {",", "и", "а", "также", "город", "область", "край", "район", "округ", "республика"}  # «… и Акмолинской / областями, а также городом / Алматы»
COUNTS = {"два", "две", "три", "четыре", "пять", "оба"}
POINTING = {"наш", "свой", "этот", "оба", "данный", "сам", "указанный", "названный"}


def named_parties(fillers: Sequence[Filler], draft: Draft, state: Discourse) -> Iterable[Party]:
    """Fillers → parties; «двух университетов» are the two that were named before, or nobody."""
    for filler in _without_descriptions(fillers, state):
        listed = _listed(filler.mention, state) or _of_both_lands(filler.mention, state)
        if listed:
            yield from listed
        elif _uncounted(filler.mention, state):
            continue
        elif is_generic(filler.mention, state):
            if filler.mention.prep in ("с", "со") and any(f is not filler and not f.mention.bare for f in fillers):
                continue  # «министерство заключит с регионами соглашения»: others than those named before
            yield from parties([Filler(m, "discourse") for m in _pair_before(filler.mention, state)], draft, state)
        else:
            yield from _for_whom(filler, draft, state)


def _uncounted(mention: Mention, state: Discourse) -> bool:
    """«с десятью городами», «с рядом вузов»: more than the article can have named."""
    view = state.views[mention.sentence]
    plural = mention.number == "plur" and mention.bare and mention.type in ("organization", "government", "place") and not mention.country
    return plural and mention.first < mention.head and view.tokens[mention.first].pos == "NUM" and view.lemmas[mention.first] not in COUNTS


def _for_whom(filler: Filler, draft: Draft, state: Discourse) -> Iterable[Party]:
    """The parties of a filler, a person with a post giving way to whom he signs for."""
    for person, asked in state.resolve(filler.mention, state.views[filler.mention.sentence]):
        draft.found.add("discourse" if asked else filler.found)
        if _is_nobody(person):
            continue
        if both := bodies_of(person, state):
            yield from map(to_party, both)
            continue
        party = to_party(body_of(acting_school(filler.mention, person, state), state))
        if party.name:
            yield party


def _is_nobody(person: Mention) -> bool:
    """«лидеры», «дипломаты» of whom nothing tells whose they are: the event under way does."""
    return person.number == "plur" and person.bare and person.country is None and key(person.lemma) in TALKERS


def _listed(mention: Mention, state: Discourse) -> list[Party]:
    """«с тремя областями: Бухарской, Навоийской и Кашкадарьинской» → the places of the list behind a plural; [] where none follows."""
    view = state.views[mention.sentence]
    opening = view.lemmas[mention.last : mention.last + 4]
    ahead = 1 if opening[:1] in ([":"], ["—"], ["–"], ["("]) else 2 if opening[:2] == [",", "включая"] else 4 if opening == [",", "в", "тот", "число"] else 0
    if mention.number != "plur" or not (ahead or _of_places(mention)):
        return []
    found, at = [], mention.last + ahead
    for place in view.places:
        first = view.token_at(place.start)
        if first >= at and place.country and LISTING.issuperset(view.lemmas[at:first]):
            found.append(place_party(place))
            at = view.token_at(place.stop - 1) + 1
    return found if len(found) > 1 else []


def _of_places(mention: Mention) -> bool:
    """«с двумя городами-побратимами / Люблином и Гданьском»: names may follow without a sign."""
    return any(mention.lemma.startswith(head) for heads, _ in KINDS_OF_PLACE for head in heads)


def _of_both_lands(mention: Mention, state: Discourse) -> list[Party]:
    """«министерства культуры двух стран», «главы обоих регионов» → the two places that were named before; [] where there were not two."""
    short = mention.name.split(" ")[0].isupper() and mention.type == "government"  # «МИД двух стран»: an acronym has no plural
    if (mention.number != "plur" and not short) or mention.type not in ("government", "person", "group"):
        return []
    lemmas = state.views[mention.sentence].lemmas[mention.head + 1 : mention.last]
    at = next((i for i, lemma in enumerate(lemmas[:-1]) if lemma in ("два", "оба")), None)
    kind = next((kind for heads, kind in KINDS_OF_PLACE if at is not None and lemmas[at + 1] in heads), None)
    return [to_party(m) for m in places_before(mention, kind, state)] if kind is not None else []


def _without_descriptions(fillers: Sequence[Filler], state: Discourse) -> list[Filler]:
    """«оператор выставки, компания «Форум»», «Nile Feed, крупнейший производитель кормов»: a name and a description beside a comma are one side."""
    described = set()
    for left, right in pairwise(fillers):
        a, b = left.mention, right.mention
        if _beside_a_comma(a, b, state) and "organization" in (a.type, b.type):
            if b.type == "organization" and _nameless(a, state) and not _nameless(b, state):
                described.add(a.start)
            elif a.type == "organization" and b.number != "plur" and _nameless(b, state) and not _nameless(a, state) and not _listed_on(b, state):
                described.add(b.start)
    return [f for f in fillers if f.mention.start not in described]


def _beside_a_comma(a: Mention, b: Mention, state: Discourse) -> bool:
    tokens = state.views[a.sentence].tokens
    joined = a.sentence == b.sentence and b.first == a.last + 1 and tokens[a.last].text == ","
    return joined and (a.case == b.case or not a.case) and all(m.type in ("organization", "person", "group") for m in (a, b))


def _listed_on(mention: Mention, state: Discourse) -> bool:
    """«завод «Узор», швейная фабрика и вуз»: one of a list."""
    tokens = state.views[mention.sentence].tokens
    return mention.last < len(tokens) and tokens[mention.last].text.lower() == "и"


def _nameless(mention: Mention, state: Discourse) -> bool:
    """A common noun with no name of its own: «оператор выставки», «крупнейший производитель»."""
    words = state.document.article.text[mention.start : mention.stop].split()
    return not any(word[:1].isupper() or not word[:1].isalpha() for word in words)


def is_generic(mention: Mention, state: Discourse) -> bool:
    """«между двумя университетами», «наши города», «компании»: a plural that names nobody."""
    view = state.views[mention.sentence]
    counted = mention.first < mention.head and view.lemmas[mention.first] in COUNTS and not mention.country
    if (mention.number != "plur" or not mention.bare) and not counted:
        return False
    if mention.type not in ("organization", "government", "place") or (mention.core is None and not counted):
        return False
    first, last = mention.core or (mention.first, mention.last)
    tokens = view.tokens[first:last]
    return all(t.start == tokens[-1].start or t.pos in ("NUM", "DET") or key(t.lemma) in POINTING for t in tokens)


def places_before(mention: Mention, kind: str, state: Discourse) -> list[Mention]:
    """The two last places of a kind that were named before a mention; [] where there were not two."""
    places = [p for p in reversed(state.document.places) if p.stop <= mention.start and p.country and p.form == "name" and p.kind == kind]
    firsts = {(p.country, p.region): p for p in reversed(places)}
    order = list(dict.fromkeys((p.country, p.region) for p in places))[:2]
    return [state.place_mention(firsts[code], mention) for code in reversed(order)] if len(order) == 2 else []


def _pair_before(mention: Mention, state: Discourse) -> list[Mention]:
    """The two last places or bodies of that kind that were named before a plural; [] where there were not two."""
    kind = next((kind for heads, kind in KINDS_OF_PLACE if mention.lemma in heads), None)
    if kind is not None:
        return places_before(mention, kind, state)
    found: list[Mention] = []
    for m in state.antecedents(mention.start):
        if mention.sentence - m.sentence > BACK or len(found) == 2:
            break
        alike = (
            m.lemma == mention.lemma
            or (mention.lemma in ANY_FIRM and ("«" in m.name or any(w.isascii() and w.isupper() for w in m.name.split())))
            or (mention.lemma == "вуз" and "университет" in key(m.name))
        )
        if (
            alike
            and m.type == "organization"
            and not reports(m, state.views[m.sentence])
            and not m.bare
            and m.number != "plur"
            and all(m.name != other.name for other in found)
        ):
            found.append(m)
    return found[::-1] if len(found) == 2 else []


def reports(mention: Mention, view: View) -> bool:
    """«сообщает пресс-служба», «рассказали «Вестнику»: who tells the news or is told it; a paper «между ТАСС и «Дунё» is their own."""
    if mention.prep == "между":
        return False
    if "press" in classes_of(mention.lemma) or not members("press").isdisjoint(WORD.findall(key(mention.name))):
        return True
    before = view.lemmas[mention.first - 1] if mention.first else ""
    if not mention.prep and (before in members("speech") or before in ("известно", "известный")):
        return True  # «…, сообщает министерство», «как стало известно «Вестнику»
    governor = view.governor(mention)
    return mention.case == "dat" and not mention.prep and governor >= 0 and key(view.tokens[governor].lemma) in members("speech")
