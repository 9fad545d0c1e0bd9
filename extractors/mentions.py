"""Mentions: noun phrases with their type, nominative name, post and place.

«заместитель председателя Брестского облисполкома Михаил Баценко» → person "Михаил Баценко", position
"заместитель председателя Брестского облисполкома", BY, BY-BR.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from extractors.inflect import is_adjectival, is_animate, is_known
from extractors.lexicon import classes_of, key
from extractors.names_lists import deal_out
from extractors.names_persons import person_nominative
from extractors.names_phrases import nominative_phrase
from extractors.phrase_chunks import find_phrases
from extractors.phrases import POSSESSIVES, Phrase
from extractors.posts import join_posts
from extractors.reference_words import SCHOOLS
from extractors.view import dealt
from schemas.document import Document, Sentence, Token
from schemas.match import Mention
from schemas.values import Place

PARTY_CLASSES = {"government": "government", "organization": "organization", "group": "group"}
FIRMS = {"organization"}
BRACKETS = re.compile(r"[\[\]]")  # «[министром Иваном] Лисом» in a quotation
REGIONS = {"область", "край", "регион", "республика", "губерния", "провинция"}
COUNTRIES = {"страна", "государство"}
PACKS = {"ряд", "пакет", "серия", "множество", "десяток", "сотня", "блок", "комплект", "набор", "пара"}
KINDS = ("post", "government", "organization", "group", "place_noun", "document", "deal", "trip", "event")
ROWS = {"ряд"}
WORKINGS = {"работа"}
EVENTS = {"wide_event", "session_event", "fair"}
TOWNS = {"город", "село", "поселок", "деревня", "станица", "столица", "райцентр"}
SEVERAL_KINDS = {"глава", "кабинет", "дорожный", "группа", "дорога", "организация"}
NO_PLACES: Sequence[Place] = ()
NO_PEOPLE = {"ware", "animal"}
SHARES = {"часть", "большинство", "половина", "остаток"}


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
    if not ROWS.isdisjoint([mention.lemma for mention in mentions]):
        mentions = [_of_several(mention, mentions) for mention in mentions]
    if not WORKINGS.isdisjoint([mention.lemma for mention in mentions]):
        mentions = [_at_work(mention, mentions, sentence.tokens) for mention in mentions]
    mentions = join_posts(deal_out(mentions, sentence.tokens, places), sentence.tokens)
    settings = {m.first: m for m in reversed(mentions) if m.type == "place" and m.prep in ("в", "на", "под") and m.case in ("loc", "ins")}
    return [_placed(mention, settings) for mention in mentions] if settings else mentions


def _of_several(mention: Mention, mentions: Sequence[Mention]) -> Mention:
    """«ряд предприятий» → of the type of those of whom there are several."""
    if mention.lemma not in ROWS or mention.type:
        return mention
    part = next(
        (m for m in mentions if m.parent is not None and mentions[m.parent] is mention and m.case == "gen" and not m.prep and m.type == "organization"), None
    )
    return mention if part is None else replace(mention, type=part.type, kind=part.kind, lemma=part.lemma, country=part.country, region=part.region)


def _at_work(mention: Mention, mentions: Sequence[Mention], tokens: Sequence[Token]) -> Mention:
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
    type_ = type_of(phrase, head, kind, inside)
    place = place_of(phrase, tokens, inside, type_) if inside else None
    position = None
    if phrase.person is not None:
        words = text[tokens[phrase.person.first].start : tokens[phrase.person.last - 1].stop]
        name = person_nominative(tuple((BRACKETS.sub(" ", words) if "]" in words else words).split()), phrase.case)
        if phrase.person.first > phrase.first:
            position = nominative_phrase(phrase, tokens, text, inside, until=phrase.person.first) or None
    elif type_ == "place" and place and phrase.type == "LOC" and place.start <= start and stop <= place.stop:
        name = place.name
    elif type_ == "place" and (town := _called(phrase, head, inside, tokens)) is not None:
        name = f"{key(head.lemma) if head.text.islower() else key(head.lemma).capitalize()} {town}"
    else:
        name = nominative_phrase(_without_epithets(phrase, inside, tokens) if type_ == "place" else phrase, tokens, text, inside)
        position = name if type_ == "person" else None
        if head.lemma == "территория" and name[11:12].isupper() and name.startswith("территория "):  # «на территории ОЭЗ «Узор»»
            behind = tokens[phrase.head + 1].start
            name = next((p.name for p in inside if p.start == behind), name[11:])
    country, region = code_of(place, inside, key(head.lemma)) if place is not None else (None, None)
    counted = _counted_paper(phrase, sentence) if head.lemma in PACKS else None
    lemma, kind, many = (head.lemma, kind, phrase.number) if counted is None else (counted, "document", "plur")
    if kind == "document" and lemma == "дорожный":  # ««Дорожная карта»»
        lemma = "карта"
    bare = bool(type_) and place is None and is_bare(phrase)
    parent = number.get(id(phrase.parent)) if phrase.parent else None
    conjunct_of = number.get(id(phrase.conjunct_of)) if phrase.conjunct_of else None
    return Mention(  # by position: names would take five times as long
        index, phrase.first, phrase.last, phrase.head, start, stop, phrase.case, many, phrase.prep, parent, type_, kind, name, position, country, region,
        bare, lemma, conjunct_of, in_order(phrase.cases), (phrase.first, phrase.core_last), phrase.counted, place_kind_of(type_, head, place) if place else "",
    )  # fmt: skip


def _without_epithets(phrase: Phrase, inside: Sequence[Place], tokens: Sequence[Token]) -> Phrase:
    """«сербский Чачак», «соседний Казахстан» → what is left of the phrase without the adjectives that are no part of the name («Нижний Новгород»)."""
    if phrase.type != "LOC":
        return phrase
    head = tokens[phrase.head].start
    name = next((p.start for p in inside if p.form == "name" and p.start <= head < p.stop), head)
    first = phrase.first
    while tokens[first].start < name and is_adjectival(tokens[first]) and (tokens[first].text.islower() or any(p.start == tokens[first].start for p in inside)):
        first += 1
    return phrase if first == phrase.first else replace(phrase, first=first)


@lru_cache(1_000)
def in_order(cases: frozenset[str]) -> tuple[str, ...]:
    """The cases in which a phrase may stand, always in the same order."""
    return tuple(sorted(cases))


def _called(phrase: Phrase, head: Token, inside: Sequence[Place], tokens: Sequence[Token]) -> str | None:
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


def _parts(phrase: Phrase, sentence: Sentence) -> list[str]:
    """The head lemmas of what hangs on a phrase."""
    return [sentence.tokens[part.head].lemma for part in phrase.parts if not part.prep]


def _counted_paper(phrase: Phrase, sentence: Sentence) -> str | None:
    """«пакет документов», «ряд соглашений» → the lemma of what there are several of; None where they are no papers."""
    if not phrase.parts or phrase.parts[0].prep:
        return None
    lemma = sentence.tokens[phrase.parts[0].head].lemma
    return lemma if "document" in classes_of(lemma) else None


def kind_of(phrase: Phrase, head: Token, sentence: Sentence) -> str:
    """The lexicon class of the head noun; "" where it has none."""
    if phrase.type in ("PER", "LOC"):
        return ""
    if head.lemma in SEVERAL_KINDS or head.lemma in SHARES:
        found = _kind_here(phrase, head, sentence)
        if found is not None:
            return found
    return _kind_of_noun(head.lemma)


def _kind_here(phrase: Phrase, head: Token, sentence: Sentence) -> str | None:
    """The class of a noun that has several, where the words beside it tell which; None where they do not."""
    tokens, lemma = sentence.tokens, head.lemma
    if lemma == "глава" and phrase.prep in ("в", "во"):  # «делегация во главе с мэром»
        return ""
    if lemma == "кабинет" and phrase.head + 1 < len(tokens) and tokens[phrase.head + 1].lemma == "министр":
        return "government"
    if lemma == "дорожный" and phrase.type == "QUOTE":
        return "document"  # «Дорожная карта» in quotes
    if lemma == "группа" and phrase.quote is None and not any(FIRMS & classes_of(t) for t in _parts(phrase, sentence)):
        return "group"
    if lemma == "дорога" and any(tokens[i].lemma == "железный" for i in range(phrase.first, phrase.head)) and tokens[phrase.first].text[:1].isupper():
        return "organization"  # «Монгольская железная дорога»
    if lemma == "организация" and head.text.islower() and phrase.number == "sing" and phrase.parts and not phrase.parts[0].prep:
        part = tokens[phrase.parts[0].head]
        return "" if part.text.islower() and not is_animate(part.lemma) else None  # «организация поездки»
    if lemma in SHARES and any("group" in classes_of(t) for t in _parts(phrase, sentence)):
        return "group"
    return None


@lru_cache(2_000)
def _kind_of_noun(lemma: str) -> str:
    classes = classes_of(lemma)
    return next((c for c in KINDS if c in classes), "") if classes else ""


def type_of(phrase: Phrase, head: Token, kind: str, places: Sequence[Place]) -> str:
    """person, organization, government, place, group, or "" for what can be no party."""
    if phrase.person is not None:
        return "person"
    if kind == "post":
        return "group" if phrase.number == "plur" else "person"
    if kind in PARTY_CLASSES:
        return PARTY_CLASSES[kind]
    if kind == "place_noun" and head.lemma == "область" and not places and phrase.parts and phrase.quote is None:
        return ""  # «в области станкостроения»
    if phrase.type == "LOC" and phrase.first < phrase.head and head.text[:1].islower() and "ware" in classes_of(head.lemma):
        return ""  # «Кедровый орех» at the head of a sentence
    if phrase.type == "LOC" or kind == "place_noun":
        return "place"
    if phrase.type == "ORG" and phrase.quote is None and _is_ware(phrase, head, places):
        return ""
    if phrase.type in ("ORG", "QUOTE") and not kind:
        return "organization"
    if (
        phrase.number == "plur"
        and head.pos == "NOUN"
        and (head.feats.animacy == "anim" or is_animate(head.lemma))
        and NO_PEOPLE.isdisjoint(classes_of(head.lemma))
    ):
        return "group"
    if places and any(p.form == "demonym" and p.start <= head.start < p.stop for p in places):
        return "group"
    if phrase.quote is None or kind:
        return ""
    if head.lemma.endswith(("ский", "цкий")):
        return "organization"  # «фуюаньской «Хуася»
    if head.feats.animacy == "anim" and is_known(head.text):
        return "person" if phrase.number == "sing" else "group"  # «корреспондент «Известий»
    if head.lemma.endswith(("ние", "тие", "ость")):
        return ""  # «развитие МТК «Волга-Дон»
    if head.pos in ("NOUN", "PROPN") and not {"titled", "ware", "structure"} & classes_of(head.lemma):
        return "organization"  # «леспромхоз «Хор», «фуюаньская «Хуася»: a name behind a noun that no list knows
    return ""


FIRM_METALS = {"никель", "калий", "азот", "титан", "алмаз", "золото", "хлеб", "сахар", "цемент"}


def _is_ware(phrase: Phrase, head: Token, places: Sequence[Place]) -> bool:
    """«Красноярский алюминий» at the head of a sentence is a ware of a place; «Норильский никель» is a firm."""
    adjective = any(p.form == "adjective" for p in places) and phrase.first == 0
    return adjective and "ware" in classes_of(head.lemma) and head.lemma not in FIRM_METALS and head.text[:1].islower()


def place_of(phrase: Phrase, tokens: Sequence[Token], places: Sequence[Place], type_: str) -> Place | None:
    """The place that a phrase names or belongs to: its own name, its adjective, else the first place inside."""
    coded = [p for p in places if p.country or p.region]
    if phrase.quote is not None:
        start, stop = tokens[phrase.quote.first].start, tokens[phrase.quote.last - 1].stop
        outside = [p for p in coded if not (start <= p.start < stop)]
        coded = outside or ([] if type_ == "place" else coded if phrase.type == "QUOTE" else [])
    if len(coded) > 1 and coded[0].country == "RU" and coded[0].text.endswith("о") and coded[1].start == coded[0].stop + 1:
        school = key(tokens[phrase.head].lemma) in SCHOOLS or coded[0].start > tokens[phrase.head].start
        return coded[school]  # «Российско-Армянский университет» is abroad
    return coded[0] if coded else None


# «Минский облисполком», «Московская облдума» govern the region around the city.
AROUND = {"BY-HM": "BY-MI", "RU-MOW": "RU-MOS", "RU-SPE": "RU-LEN", "UZ-TK": "UZ-TO", "KZ-75": "KZ-19", "KG-GO": "KG-O"}


def code_of(place: Place, places: Sequence[Place], lemma: str = "") -> tuple[str | None, str | None]:
    """The code of a phrase: «китайская провинция Хубэй» is of Хубэй, «министерство сельского хозяйства Беларуси» of Беларусь."""
    if place.form == "adjective" and place.region in AROUND and lemma.startswith("обл"):
        return place.country, AROUND[place.region]
    region = place.region or (next((p.region for p in places if p.country == place.country and p.region), None) if place.form == "adjective" else None)
    return place.country, region


def place_kind_of(type_: str, head: Token, place: Place) -> str:
    """country, region, town … of a place: «Пензенский регион» is the region."""
    if type_ != "place":
        return ""
    lemma = key(head.lemma)
    if lemma in REGIONS and place.region:
        return "region"
    return "country" if lemma in COUNTRIES and place.region is None else place.kind if place.form == "name" else ""


def is_bare(phrase: Phrase) -> bool:
    """A description that refers back, where it has no place of its own: no name stands anywhere in it («делегация», «глава региона»; not «цеха завода «Двина»)."""
    return phrase.type == "" and phrase.person is None and phrase.quote is None and (not phrase.parts or all(is_bare(part) for part in phrase.parts))
