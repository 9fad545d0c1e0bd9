"""Units: what the phrase finder takes as one word: an entity, a place, a name in quotes, an abbreviation with its dot.

The engine's entities are checked against the gazetteer first: «Козельские сыровары» is no place, «Сумгаит» no person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from extractors.inflect import is_adjectival, is_predicate_form, possible_cases
from extractors.lexicon import classes_of
from extractors.names.entities import entity_spans, tokens_in
from schemas.document import Entity, Sentence, Token
from schemas.values import Place

OPENING, CLOSING = {"«": "»", "“": "”", "„": "“", '"': '"'}, {"»", "”", "“", '"'}
SHORT_NAME = 4  # tokens with the quotation marks
ROMAN = re.compile("[IVXLC]+")
LONGEST_QUOTE, LONGEST_TITLE = 8, 16
TITLED = {"wide_event", "fair", "session_event"}  # «форум «Россия – Казахстан: соседи, рынки, дороги»»
ABBREVIATIONS = {"тыс", "млн", "млрд", "трлн", "руб", "долл", "т", "кг", "куб", "кв", "ед", "шт", "чел", "км", "м", "л", "экз", "ком", "компл"}


@dataclass(slots=True, unsafe_hash=True)
class Unit:
    """A token or several that stand as one: an entity, a name in quotes. `type`: PER, LOC, ORG, QUOTE or ""."""

    first: int
    last: int
    head: int
    type: str = ""


FIRST = attrgetter("first")
ALONE = [Unit(i, i + 1, i) for i in range(256)]  # a token by itself is the same unit in every sentence


def find_units(sentence: Sentence, entities: Sequence[Entity], places: Sequence[Place]) -> list[Unit]:
    """The units of a sentence, in order and without gaps."""
    tokens = sentence.tokens
    texts = [token.text for token in tokens]
    found = [*_named(tokens, entities, places)] if entities or places else []
    if not OPENING.keys().isdisjoint(texts):
        quoted = [*_quoted(tokens)]
        found = [u for u in found if u.type not in ("LOC", "ORG") or not any(_names_firm(q, u, tokens) for q in quoted)] + quoted
    if any(is_latin(text) for text in [text for text in texts if "A" <= text < "["]):
        found += _latin(tokens)
    if "." in texts[:-1]:
        found += _abbreviated(tokens)
    alone = ALONE[: len(tokens)] if len(tokens) <= len(ALONE) else [Unit(i, i + 1, i) for i in range(len(tokens))]
    return _without_gaps(found, alone) if found else alone


def _without_gaps(found: Sequence[Unit], alone: list[Unit]) -> list[Unit]:
    """Units as they were found, of which the first to claim a token has it, and between them the tokens by themselves."""
    owner: list[Unit | None] = [None] * len(alone)
    kept: list[Unit] = []
    for unit in found:
        if not any(owner[unit.first : unit.last]):
            owner[unit.first : unit.last] = [unit] * (unit.last - unit.first)
            kept.append(unit)
    kept.sort(key=FIRST)
    units: list[Unit] = []
    last = 0
    for unit in kept:
        units += alone[last : unit.first]
        units.append(unit)
        last = unit.last
    return units + alone[last:]


def _named(tokens: tuple[Token, ...], entities: Sequence[Entity], places: Sequence[Place]) -> Iterator[Unit]:
    for start, stop, kind in entity_spans(tokens, entities, places):
        first, last = tokens_in(tokens, start, stop)
        if first < last:
            yield _entity_unit(tokens, first, last, kind)


def _entity_unit(tokens: tuple[Token, ...], first: int, last: int, kind: str) -> Unit:
    """The head of an entity is its first noun: «Минского автомобильного завода» → «завода»."""
    while kind == "ORG" and first + 1 < last and tokens[first].pos == "VERB" and tokens[first].feats.form in ("conv", "fin", "inf"):
        first += 1  # «Посетив комбинат «Восток»
    if kind == "ORG":
        first = _behind_object(tokens, first, last)
    if last - first > 1 and tokens[last - 1].text in ("«", "„"):
        last -= 1  # «Тюменская компания «» of «Тюменская компания «Сибсофт»
    if first > 0 and tokens[first - 1].text in OPENING and last < len(tokens) and tokens[last].text in CLOSING:
        return Unit(first - 1, last + 1, first, "QUOTE" if kind != "PER" else kind)
    if kind == "ORG" and first > 0 and tokens[first - 1].text in OPENING:
        closing = next((i for i in range(first + 1, last - 1) if tokens[i].text in CLOSING), 0)
        if closing and tokens[closing + 1].text == "(":
            return Unit(first - 1, closing + 1, first, "QUOTE")  # «Гражданские дирижабли» (ГД), taken together without the first quotation mark
    if kind == "PER" and last - first == 3 and "post" in classes_of(tokens[first].lemma) and not tokens[first + 1].text.endswith(("вич", "вна")):
        return Unit(first + 1, last, first + 1, kind)  # «Аким Ерлан Абишев»: the post, not a given name
    nouns = (i for i in range(first, last) if tokens[i].pos in ("NOUN", "PROPN"))
    head = next((i for i in nouns if kind != "ORG" or i + 1 == last or not is_adjectival(tokens[i])), last - 1)
    if kind == "ORG" and tokens[head].pos == "PROPN" and not classes_of(tokens[head].lemma):
        named = (i for i in range(head + 1, last) if tokens[i].text[:1].isupper() and classes_of(tokens[i].lemma) & {"government", "organization"})
        head = next((i for i in named if tokens[i].feats.case in ("", tokens[head].feats.case)), head)  # «Милли / Меджлис»
    if kind == "ORG" and tokens[first].text in OPENING:
        return Unit(first, last, min(first + 1, last - 1), "QUOTE")
    if kind == "ORG" and any(tokens[i].text in OPENING for i in range(first, last)):
        last += last < len(tokens) and tokens[last].text in CLOSING
        last = _to_the_end(tokens, first, last)
    return Unit(first, last, head, kind)


def _to_the_end(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Where a name ends that the engine left amid its quotation marks: «общество «Тверской завод / по ремонту вагонов»."""
    opened = [t.text for t in tokens[first:last]]
    if opened.count("«") <= opened.count("»"):
        return last
    stop = next((i for i in range(last, min(len(tokens), last + LONGEST_QUOTE)) if tokens[i].text in "«»,;:"), 0)
    return stop + 1 if stop and tokens[stop].text == "»" else last


def _behind_object(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Where a body begins that the engine took together with the object before it: «трубную заготовку / завод из Выксы»."""
    noun = next((i for i in range(first, last) if tokens[i].pos == "NOUN"), last)
    if noun + 1 >= last or tokens[noun].feats.case != "acc" or "nom" in possible_cases(tokens[noun].text, "NOUN") or classes_of(tokens[noun].lemma) & BODIES:
        return first
    body = next((i for i in range(noun + 1, last) if tokens[i].feats.case in ("nom", "acc") and "organization" in classes_of(tokens[i].lemma)), last)
    while body < last and tokens[body - 1].pos == "ADJ" and tokens[body - 1].feats.case in ("nom", "acc"):
        body -= 1
    return body if body < last else first


BODIES = {"organization", "government", "group", "place_noun"}


def _names_firm(quote: Unit, place: Unit, tokens: tuple[Token, ...]) -> bool:
    """«Казахстан Инжиниринг»: a place beside other capitalised words in quotes is part of a name, and any in the title of a forum."""
    inside = quote.first < place.first and place.last < quote.last
    if place.type == "ORG":
        return inside and place.last - place.first == 1 and quote.last - quote.first == SHORT_NAME  # «Группа / ЗИП»
    firm = place.last - place.first < quote.last - quote.first - 2 and all(t.text[:1].isupper() for t in tokens[quote.first + 1 : quote.last - 1])
    return inside and (firm or _is_titled(quote.first, tokens))


def _quoted(tokens: tuple[Token, ...]) -> Iterator[Unit]:
    """Short quoted names: «Тобыл Сүт», "Савушкин продукт"; not quoted speech."""
    i = 0
    while i < len(tokens):
        closing = OPENING.get(tokens[i].text)
        if closing:
            titled = _is_titled(i, tokens)
            longest = i + (LONGEST_TITLE if titled else LONGEST_QUOTE) + 2
            end = next((j for j in range(i + 1, min(len(tokens), longest)) if tokens[j].text == closing or tokens[j].text in "»”"), None)
            if end is not None and end > i + 1 and (_is_name(tokens[i + 1 : end]) or (titled and tokens[i + 1].text[:1].isupper())):
                yield Unit(i, end + 1, i + 1, "QUOTE")
                i = end
        i += 1


def _is_titled(i: int, tokens: tuple[Token, ...]) -> bool:
    """Whether a quotation mark opens the title of a forum, a fair, a session."""
    return i > 0 and not TITLED.isdisjoint(classes_of(tokens[i - 1].lemma))


def _is_name(tokens: tuple[Token, ...]) -> bool:
    first = tokens[0].text
    if not (first[:1].isupper() or first[:1].isdigit()) or any(t.text in ",;:" for t in tokens[:-1]):
        return False
    return len(tokens) == 1 or not any(t.pos in ("VERB", "AUX") and is_predicate_form(t.text) for t in tokens)  # «Перекос надо править»


def is_latin(text: str) -> bool:
    """«Deccan», «Yapı»: a capitalised word in Latin letters; «VIII» is a number."""
    return not ROMAN.fullmatch(text) and text[:1].isascii() and text[:1].isupper() and len(text) > 2 and not any(c.isdigit() for c in text)


def _latin(tokens: tuple[Token, ...]) -> Iterator[Unit]:
    """«индийская Deccan Grid»: foreign names that the engine did not take for bodies."""
    i = 0
    while i < len(tokens):
        stop = i
        while stop < len(tokens) and is_latin(tokens[stop].text):
            stop += 1
        if stop > i:
            yield Unit(i, stop, i, "ORG")
        i = max(stop, i + 1)


def _abbreviated(tokens: tuple[Token, ...]) -> Iterator[Unit]:
    """«тыс.» inside a sentence is one word: «3,2 тыс. тонн муки»."""
    for i in range(1, len(tokens) - 2):
        if tokens[i + 1].text == "." and tokens[i].text.lower() in ABBREVIATIONS and tokens[i].stop == tokens[i + 1].start:
            yield Unit(i, i + 2, i)
