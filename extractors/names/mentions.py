"""Mentions: noun phrases with their type, nominative name, post and place.

«заместитель председателя Брестского облисполкома Михаил Баценко» → person "Михаил Баценко", position
"заместитель председателя Брестского облисполкома", BY, BY-BR.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from extractors.inflect import ADJECTIVAL, is_adjectival, parses
from extractors.lexicon import classes_of, key
from extractors.names.called import call_bodies, join_called, lay_in_lands
from extractors.names.lists import deal_out
from extractors.names.offices import is_posting
from extractors.names.persons import person_nominative
from extractors.names.phrases import nominative_phrase
from extractors.names.posts import join_posts
from extractors.names.singular import text_of
from extractors.names.types import is_acronym, kind_of, type_of
from extractors.names.words import begins_sentence
from extractors.phrases.chunks import find_phrases
from extractors.phrases.units import Unit
from extractors.phrases.words import POSSESSIVES, Phrase
from extractors.references.words import SCHOOLS
from extractors.view import dealt
from schemas.document import Document, Sentence, Token
from schemas.match import Mention, replace
from schemas.values import Place

BRACKETS = re.compile(r"[\[\]]")  # «[министром Иваном] Лисом» in a quotation
REGIONS = {"область", "край", "регион", "республика", "губерния", "провинция"}
COUNTRIES = {"страна", "государство"}
PACKS = {"ряд", "пакет", "серия", "множество", "десяток", "сотня", "блок", "комплект", "набор", "пара"}
ROWS = {"ряд"}
WORKINGS = {"работа"}
EVENTS = {"wide_event", "session_event", "fair"}
TOWNS = {"город", "село", "поселок", "деревня", "станица", "столица", "райцентр"}
NO_PLACES: Sequence[Place] = ()


def find_mentions(document: Document) -> list[list[Mention]]:
    """The mentions of every sentence, in text order, containing phrases before contained ones."""
    found = []
    entities, places = dealt(document.entities, document.sentences), dealt(document.places, document.sentences)
    for index, sentence in enumerate(document.sentences):
        inside = tuple([entity for entity in entities[index] if entity.stop <= sentence.stop])
        near = tuple([place for place in places[index] if place.stop <= sentence.stop])
        phrases = find_phrases(sentence, inside, near)
        found.append(_describe_all(index, sentence, phrases, near, document.article.text))
    return found


def _describe_all(index: int, sentence: Sentence, phrases: list[Phrase], places: Sequence[Place], text: str) -> list[Mention]:
    number = {id(phrase): i for i, phrase in enumerate(phrases)}
    mentions = [describe(index, sentence, phrase, places, text, number) for phrase in phrases]
    lemmas = {mention.lemma for mention in mentions}
    if not ROWS.isdisjoint(lemmas):
        mentions = [_of_several(mention, mentions) for mention in mentions]
    if not WORKINGS.isdisjoint(lemmas):
        mentions = [_at_work(mention, mentions, sentence.tokens) for mention in mentions]
    if not PACKS.isdisjoint(lemmas):
        mentions = [_of_papers(mention, mentions) for mention in mentions]
    mentions = join_posts(deal_out(mentions, sentence.tokens, places), sentence.tokens)
    join_called(mentions, sentence.tokens)
    call_bodies(mentions)
    lay_in_lands(mentions, sentence.tokens)
    _lay_in_regions(mentions)
    settings = {m.first: m for m in reversed(mentions) if m.type == "place" and m.prep in ("в", "на", "под") and m.case in ("loc", "ins")}
    return [_placed(mention, settings) for mention in mentions] if settings else mentions


def _lay_in_regions(mentions: list[Mention]) -> None:
    """«в Волгодонске / Ростовской области»: where a town lies is no phrase by itself; changed in place."""
    places = [i for i, m in enumerate(mentions) if m.type == "place" and m.country]
    for i, j in pairwise(places):
        town, land = mentions[i], mentions[j]
        wider = land.place_kind in ("region", "country") and town.place_kind == "town" and land.region in (None, town.region)
        if wider and land.first == town.last and town.country == land.country and land.parent is None and not land.prep and land.may_be("gen"):
            mentions[j] = replace(land, parent=i, conjunct_of=None)


def _of_several(mention: Mention, mentions: Sequence[Mention]) -> Mention:
    """«ряд предприятий» → of the type of those of whom there are several."""
    if mention.lemma not in ROWS or mention.type:
        return mention
    part = next(
        (m for m in mentions if m.parent is not None and mentions[m.parent] is mention and m.case == "gen" and not m.prep and m.type == "organization"), None
    )
    return mention if part is None else replace(mention, type=part.type, kind=part.kind, lemma=part.lemma, country=part.country, region=part.region)


def _of_papers(mention: Mention, mentions: Sequence[Mention]) -> Mention:
    """«пакет / из 14 документов» → so many documents."""
    if mention.lemma not in PACKS or mention.type:
        return mention
    inner = next((m for m in mentions if m.prep == "из" and m.kind == "document" and m.first == mention.last + 1), None)
    return mention if inner is None else replace(mention, lemma=inner.lemma, kind=inner.kind, number="plur", last=inner.last, stop=inner.stop, counted=True)


def _at_work(mention: Mention, mentions: Sequence[Mention], tokens: tuple[Token, ...]) -> Mention:
    """«участие в работе форума», «в его работе» → the forum itself, «он»."""
    if mention.lemma not in WORKINGS or mention.prep not in ("в", "во") or mention.type:
        return mention
    if tokens[mention.first].text.lower() in POSSESSIVES and mention.first + 1 == mention.head == mention.last - 1:
        return replace(mention, lemma="он")
    part = next((m for m in mentions if m.parent is not None and mentions[m.parent] is mention and m.case == "gen" and not m.prep), None)
    if part is None or part.first != mention.head + 1 or EVENTS.isdisjoint(classes_of(part.lemma)):
        return mention
    return replace(
        part,
        prep=mention.prep,
        case=mention.case,
        cases=mention.cases,
        first=mention.first,
        start=mention.start,
        last=mention.last,
        stop=mention.stop,
        parent=None,
    )


def _placed(mention: Mention, settings: Mapping[int, Mention]) -> Mention:
    """«на заводе «Амкодор» / в Минске»: a body without a place of its own lies where the next phrase says."""
    if mention.country or mention.type not in ("organization", "") or mention.parent is not None:
        return mention
    place = settings.get(mention.last + 1)
    return mention if place is None else replace(mention, country=place.country, region=place.region, bare=False)


def describe(index: int, sentence: Sentence, phrase: Phrase, places: Sequence[Place], text: str, number: dict[int, int]) -> Mention:
    """One phrase → a mention."""
    tokens = sentence.tokens
    head = tokens[phrase.head]
    start, stop = tokens[phrase.first].start, tokens[phrase.last - 1].stop
    inside = [p for p in places if start <= p.start and p.stop <= stop] if places else NO_PLACES
    kind = kind_of(phrase, head, sentence)
    type_ = type_of(phrase, head, kind, inside) or ("organization" if is_acronym(phrase, head, tokens) else "")
    place = place_of(phrase, tokens, inside, type_) if inside else None
    position = None
    if phrase.person is not None:
        words = text[tokens[phrase.person.first].start : tokens[phrase.person.last - 1].stop]
        words = text_of(tokens, phrase.person.first, phrase.person.last) if "\n" in words else words
        name = person_nominative(tuple((BRACKETS.sub(" ", words) if "]" in words else words).split()), phrase.case)
        if phrase.person.first > phrase.first:
            position = nominative_phrase(phrase, tokens, text, inside, until=phrase.person.first) or None
    elif type_ == "place" and place and phrase.type == "LOC" and place.start <= start and stop <= place.stop:
        name = place.name
    elif type_ == "place" and (town := _called(phrase, head, inside, tokens)) is not None:
        name = f"{key(head.lemma) if head.text.islower() else key(head.lemma).capitalize()} {town}"
    elif type_ == "place" and (own := _behind_epithets(phrase, head, tokens)) is not None:
        name = next((p.name for p in inside if p.form == "name" and _covers(p, own, tokens)), None) or nominative_phrase(own, tokens, text, inside)
    else:
        told = _without_epithets(phrase, inside, tokens) if type_ == "place" else phrase
        named = next((p for p in inside if p.form == "name" and _covers(p, told, tokens)), None) if told is not phrase else None
        name = nominative_phrase(told, tokens, text, inside) if named is None else named.name  # «финский / Йоэнсуу»
        position = name if type_ == "person" else None
        if head.lemma == "территория" and name[11:12].isupper() and name.startswith("территория "):  # «на территории ОЭЗ «Узор»»
            behind = tokens[phrase.head + 1].start
            name = next((p.name for p in inside if p.start == behind), name[11:])
    country, region = code_of(place, inside, key(head.lemma), enclosed="(" in text[start:stop]) if place is not None else (None, None)
    counted = _counted_paper(phrase, sentence) if head.lemma in PACKS else None
    lemma, kind, many = (head.lemma, kind, phrase.number) if counted is None else (counted, "document", "plur")
    if kind == "document" and lemma == "дорожный":  # ««Дорожная карта»»
        lemma = "карта"
    bare = bool(type_) and place is None and is_bare(phrase) and not _is_called_after(phrase, tokens)
    parent = number.get(id(phrase.parent)) if phrase.parent else None
    conjunct_of = number.get(id(phrase.conjunct_of)) if phrase.conjunct_of else None
    return Mention(  # by position: names would take five times as long
        index, phrase.first, phrase.last, phrase.head, start, stop, phrase.case, many, phrase.prep, parent, type_, kind, name, position, country, region,
        bare, lemma, conjunct_of, in_order(phrase.cases), (phrase.first, phrase.core_last), phrase.counted, place_kind_of(type_, head, place) if place else "",
    )  # fmt: skip


def _without_epithets(phrase: Phrase, inside: Sequence[Place], tokens: tuple[Token, ...]) -> Phrase:
    """«сербский Чачак», «соседний Казахстан» → what is left of the phrase without the adjectives that are no part of the name («Нижний Новгород»)."""
    if phrase.type != "LOC":
        return phrase
    head = tokens[phrase.head].start
    name = next((p.start for p in inside if p.form == "name" and p.start <= head < p.stop), head)
    first = phrase.first
    while tokens[first].start < name and is_adjectival(tokens[first]) and (tokens[first].text.islower() or any(p.start == tokens[first].start for p in inside)):
        first += 1
    return phrase if first == phrase.first else dataclasses.replace(phrase, first=first)


def _covers(place: Place, phrase: Phrase, tokens: tuple[Token, ...]) -> bool:
    """Whether a phrase is a place's name and nothing besides."""
    return place.start == tokens[phrase.first].start and place.stop == tokens[phrase.last - 1].stop


@lru_cache(1_000)
def in_order(cases: frozenset[str]) -> tuple[str, ...]:
    """The cases in which a phrase may stand, always in the same order."""
    return tuple(sorted(cases))


def _called(phrase: Phrase, head: Token, inside: Sequence[Place], tokens: tuple[Token, ...]) -> str | None:
    """«в городе Екатеринбурге» → «Екатеринбург»: a name that is declined with the noun before it; None for any other phrase."""
    republic = head.text.startswith("Республик") and len(inside) == 1 and inside[0].kind == "country"
    if not (republic or key(head.lemma) in TOWNS) or len(inside) != 1 or phrase.first != phrase.head or inside[0].form != "name" or len(phrase.parts) > 1:
        return None
    if republic:
        return inside[0].name if tokens[phrase.head + 1].start == inside[0].start and inside[0].stop == tokens[phrase.last - 1].stop else None
    if len(phrase.parts) != 1:
        return None
    part = phrase.parts[0]
    return inside[0].name if part.type == "LOC" and part.first == phrase.head + 1 and part.last == phrase.last and not part.prep else None


def _behind_epithets(phrase: Phrase, head: Token, tokens: tuple[Token, ...]) -> Phrase | None:
    """«с болгарским городом / Ловеч»: the name behind a noun that epithets describe; None for any other phrase."""
    if key(head.lemma) not in TOWNS or phrase.first == phrase.head or len(phrase.parts) != 1:
        return None
    part = phrase.parts[0]
    told = part.type == "LOC" and part.first == phrase.head + 1 and part.last == phrase.last and not part.prep
    return part if told and all(is_adjectival(t) and t.text.islower() for t in tokens[phrase.first : phrase.head]) else None


def _counted_paper(phrase: Phrase, sentence: Sentence) -> str | None:
    """«пакет документов», «ряд соглашений» → the lemma of what there are several of; None where they are no papers."""
    if not phrase.parts or phrase.parts[0].prep:
        return None
    lemma = sentence.tokens[phrase.parts[0].head].lemma
    return lemma if "document" in classes_of(lemma) else None


def place_of(phrase: Phrase, tokens: tuple[Token, ...], places: Sequence[Place], type_: str) -> Place | None:
    """The place that a phrase names or belongs to: its own name, its adjective, else the first place inside."""
    coded = [p for p in places if p.country or p.region]
    if phrase.person is not None:  # «Айдын / Гюнеш», «Сабах аль-/Сабах»: a word of a person's name is no place of his
        first, last = phrase.person.first, phrase.person.last
        begins = {t.start for t in tokens[first:last]}
        coded = [
            p
            for p in coded
            if p.form != "name" or p.stop > tokens[last - 1].stop or p.start < tokens[first].start or _is_own_place(p, begins, tokens[first].start)
        ]
    if phrase.quote is not None:
        start, stop = tokens[phrase.quote.first].start, tokens[phrase.quote.last - 1].stop
        outside = [p for p in coded if not (start <= p.start < stop)]
        coded = outside or ([] if type_ == "place" else coded if phrase.type == "QUOTE" or _names_body(phrase.quote, tokens, coded) else [])
    if coded and type_ == "person" and is_posting(coded[0], phrase, tokens):
        return None  # «посол этой страны / в России»
    if len(coded) > 1 and coded[0].country == "RU" and coded[0].text.endswith("о") and coded[1].start == coded[0].stop + 1:
        school = key(tokens[phrase.head].lemma) in SCHOOLS or coded[0].start > tokens[phrase.head].start
        return coded[school]  # «Российско-Армянский университет» is abroad
    return coded[0] if coded else None


def _is_own_place(place: Place, begins: set[int], first: int) -> bool:
    """«Библиотекари / Мишкольца», whom the engine took for a person; not the first of several names, nor a part of one."""
    return place.start in begins and (place.start != first or len(begins) == 1)


def _names_body(quote: Unit, tokens: tuple[Token, ...], coded: Sequence[Place]) -> bool:
    """«компания «Тульский / патронный завод»: a body called by its place, not «ресторан «Пекинская утка»."""
    called = bool(coded) and coded[0].form == "adjective" and coded[0].start in [t.start for t in tokens[quote.first : quote.first + 2]]
    return called and any({"organization", "government"} & classes_of(t.lemma) for t in tokens[quote.first + 2 : quote.last])


# «Минский облисполком», «Московская облдума» govern the region around the city.
AROUND = {"BY-HM": "BY-MI", "RU-MOW": "RU-MOS", "RU-SPE": "RU-LEN", "UZ-TK": "UZ-TO", "KZ-75": "KZ-19", "KG-GO": "KG-O"}


def code_of(place: Place, places: Sequence[Place], lemma: str = "", *, enclosed: bool = False) -> tuple[str | None, str | None]:
    """The code of a phrase: «китайская провинция Хубэй», «завод (Китай, Хубэй)» are of Хубэй, «министерство сельского хозяйства Беларуси» of Беларусь."""
    if place.form == "adjective" and place.region in AROUND and lemma.startswith("обл"):
        return place.country, AROUND[place.region]
    wide = place.form == "adjective" or enclosed
    return place.country, place.region or (next((p.region for p in places if p.country == place.country and p.region), None) if wide else None)


def place_kind_of(type_: str, head: Token, place: Place) -> str:
    """country, region, town … of a place: «Пензенский регион» is the region."""
    if type_ != "place":
        return ""
    lemma = key(head.lemma)
    if lemma in REGIONS and place.region:
        return "region"
    return "country" if lemma in COUNTRIES and place.region is None else place.kind if place.form == "name" else ""


def _is_called_after(phrase: Phrase, tokens: tuple[Token, ...]) -> bool:
    """«Кукуевский завод»: an adjective that no dictionary has is made of a name; a capital letter inside the sentence says the same."""
    first = tokens[phrase.first]
    if phrase.first == phrase.head or not first.text[:1].isupper() or not key(first.text).endswith(ADJECTIVAL):
        return False
    return not begins_sentence(tokens, phrase.first) or not any(p.is_known for p in parses(first.text))


def is_bare(phrase: Phrase) -> bool:
    """A description that refers back, where it has no place of its own: no name stands anywhere in it («делегация», «глава региона»; not «цеха завода «Двина»)."""
    return phrase.type == "" and phrase.person is None and phrase.quote is None and (not phrase.parts or all(is_bare(part) for part in phrase.parts))
