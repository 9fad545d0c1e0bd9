"""Units: what the phrase finder takes as one word: an entity, a place, a name in quotes, an abbreviation with its dot.

The engine's entities are checked against the gazetteer first: «Козельские сыровары» is no place, «Сумгаит» no person.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from extractors.lexicon import classes_of
from schemas.document import Entity, Sentence, Token
from schemas.values import Place

OPENING, CLOSING = {"«": "»", "“": "”", "„": "“", '"': '"'}, {"»", "”", "“", '"'}
LONGEST_QUOTE = 8
ABBREVIATIONS = {"тыс", "млн", "млрд", "трлн", "руб", "долл", "т", "кг", "куб", "кв", "ед", "шт", "чел", "км", "м", "л", "экз", "ком", "компл"}

Span = tuple[int, int, str]


@dataclass(slots=True)
class Unit:
    """A token or several that stand as one: an entity, a name in quotes. `type`: PER, LOC, ORG, QUOTE or ""."""

    first: int
    last: int
    head: int
    type: str = ""


def find_units(sentence: Sentence, entities: Sequence[Entity], places: Sequence[Place]) -> list[Unit]:
    """The units of a sentence, in order and without gaps."""
    tokens = sentence.tokens
    covered: dict[int, Unit] = {}
    texts = [token.text for token in tokens]
    found = [*_named(tokens, entities, places)] if entities or places else []
    if not OPENING.keys().isdisjoint(texts):
        found += _quoted(tokens)
    if "." in texts[:-1]:
        found += _abbreviated(tokens)
    for unit in found:
        if covered.keys().isdisjoint(range(unit.first, unit.last)):
            covered.update(dict.fromkeys(range(unit.first, unit.last), unit))
    units: list[Unit] = []
    i = 0
    while i < len(tokens):
        unit = covered.get(i) or Unit(i, i + 1, i)
        units.append(unit)
        i = unit.last
    return units


def _named(tokens: Sequence[Token], entities: Sequence[Entity], places: Sequence[Place]) -> Iterator[Unit]:
    names = [p for p in places if p.form == "name"]
    spans: list[Span] = [(e.start, e.stop, e.type) for e in entities if _believed(e, tokens, places)]
    spans = [_trimmed(s, names, tokens) for s in spans if not any(_supersedes(p, s) for p in names)]
    spans += [(p.start, p.stop, "LOC") for p in names if not any(a < p.stop and p.start < b for a, b, _ in spans)]
    for start, stop, kind in sorted(spans):
        first, last = _tokens_in(tokens, start, stop)
        if first < last:
            yield _entity_unit(tokens, first, last, kind)


def _tokens_in(tokens: Sequence[Token], start: int, stop: int) -> tuple[int, int]:
    """Offsets of the text → the range of the tokens that lie between them."""
    first = bisect_left(tokens, start, key=attrgetter("start"))
    return first, bisect_right(tokens, stop, lo=first, key=attrgetter("stop"))


def _trimmed(span: Span, names: Sequence[Place], tokens: Sequence[Token]) -> Span:
    """«хоким Намангана Рустам Каримов»: the place in front of a full name is no part of it."""
    start, stop, kind = span
    place = next((p for p in names if p.start == start and p.stop < stop), None) if kind == "PER" else None
    if place is None or sum(place.stop <= t.start and t.stop <= stop for t in tokens) < 2:
        return span
    return next(t.start for t in tokens if t.start >= place.stop), stop, kind


def _supersedes(place: Place, span: Span) -> bool:
    """Whether a known place stands in the entity's stead: it covers a LOC, or is the very word that was taken for a person."""
    start, stop, kind = span
    if kind == "LOC":
        return place.start <= start and stop <= place.stop
    return kind == "PER" and (place.start, place.stop) == (start, stop) and bool(place.country)


def _believed(entity: Entity, tokens: Sequence[Token], places: Sequence[Place]) -> bool:
    """False for «Козельские сыровары» or «Текстильщики» as a LOC, and for «Обнинске школу» as an ORG."""
    first_token, last_token = _tokens_in(tokens, entity.start, entity.stop)
    words = tokens[first_token:last_token]
    inside = [p for p in places if p.start < entity.stop and entity.start < p.stop]
    if entity.type == "PER" and len(words) == 1 and any(p.form == "adjective" and p.start == entity.start for p in inside):
        return False  # «Павлодарскому водоканалу»
    if entity.type == "LOC" and words:
        if any(p.form != "name" and p.stop <= entity.stop for p in inside) and not any(p.form == "name" for p in inside):
            return False
        return bool(inside) or not classes_of(words[0].lemma) & {"group", "post", "organization"}
    if entity.type == "ORG" and len(words) == 2 and inside and inside[0].form == "name" and inside[0].start == entity.start:
        first, second = words
        return not (second.text[:1].islower() and first.feats.case and second.feats.case and second.feats.case not in (first.feats.case, "gen"))
    return True


def _entity_unit(tokens: Sequence[Token], first: int, last: int, kind: str) -> Unit:
    """The head of an entity is its first noun: «Минского автомобильного завода» → «завода»."""
    if first > 0 and tokens[first - 1].text in OPENING and last < len(tokens) and tokens[last].text in CLOSING:
        return Unit(first - 1, last + 1, first, "QUOTE" if kind != "PER" else kind)
    head = next((i for i in range(first, last) if tokens[i].pos in ("NOUN", "PROPN")), last - 1)
    if kind == "ORG" and tokens[first].text in OPENING:
        return Unit(first, last, min(first + 1, last - 1), "QUOTE")
    if kind == "ORG" and any(tokens[i].text in OPENING for i in range(first, last)) and last < len(tokens) and tokens[last].text in CLOSING:
        last += 1
    return Unit(first, last, head, kind)


def _quoted(tokens: Sequence[Token]) -> Iterator[Unit]:
    """Short quoted names: «Тобыл Сүт», "Савушкин продукт"; not quoted speech."""
    i = 0
    while i < len(tokens):
        closing = OPENING.get(tokens[i].text)
        if closing:
            end = next((j for j in range(i + 1, min(len(tokens), i + LONGEST_QUOTE + 2)) if tokens[j].text == closing or tokens[j].text in "»”"), None)
            if end is not None and end > i + 1 and _is_name(tokens[i + 1 : end]):
                yield Unit(i, end + 1, i + 1, "QUOTE")
                i = end
        i += 1


def _is_name(tokens: Sequence[Token]) -> bool:
    first = tokens[0].text
    if not (first[:1].isupper() or first[:1].isdigit()) or any(t.text in ",;:" for t in tokens[:-1]):
        return False
    return not any(t.pos == "VERB" and t.feats.form == "fin" and t.feats.tense for t in tokens[1:])


def _abbreviated(tokens: Sequence[Token]) -> Iterator[Unit]:
    """«тыс.» inside a sentence is one word: «3,2 тыс. тонн муки»."""
    for i in range(1, len(tokens) - 2):
        if tokens[i + 1].text == "." and tokens[i].text.lower() in ABBREVIATIONS and tokens[i].stop == tokens[i + 1].start:
            yield Unit(i, i + 2, i)
