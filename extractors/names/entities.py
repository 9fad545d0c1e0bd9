"""Names that the engine found, checked: «Козельские сыровары» is no place, «НЕ» no organisation, «Сумгаит» no person.

The gazetteer knows places better than the engine does, the dictionary knows which capital letter only begins a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.inflect import is_adjectival, is_predicate_form, parses
from extractors.lexicon import classes_of
from extractors.names.borders import are_two, completed, cut, is_no_name, join_surnames, parliaments, swallows
from extractors.names.persons import is_given_name
from extractors.names.unseen import LONGEST_NAME, unseen_firms, unseen_persons
from extractors.names.words import (
    ACRONYM,
    OPENING,
    PROPER,
    are_people,
    begins_sentence,
    classes_of_token,
    has_post,
    is_firm,
    is_name,
    is_post_or_person,
    is_post_word,
    is_surname_of_post,
    may_be_name,
    second_body,
)
from schemas.document import Entity, Token
from schemas.values import Place

Span = tuple[int, int, str]
CLOSING, LONGEST_SHORTENED = set('»”“"'), 3  # letters: «обл.», «им.»
GLUE = {"/", "|", "—", "–", "-", ";", ":", "•", "*"}
DAYS = {"Сегодня", "Вчера", "Завтра", "Накануне", "Позавчера", "Послезавтра"}
SOLEMN = {"чрезвычайный", "полномочный"}
ACTORS = {"group", "post", "organization"}
NO_NAMES = frozenset(("government", "wide_event", "talk_event", "session_event"))


def entity_spans(tokens: tuple[Token, ...], entities: Sequence[Entity], places: Sequence[Place]) -> list[Span]:
    """The names of a sentence as (start, stop, PER | LOC | ORG), places of the gazetteer among them, in text order."""
    names = [p for p in places if p.form == "name"]
    pieces = parliaments(_glued(join_surnames([piece for e in entities for piece in _pieces(e, tokens)], tokens, names), tokens), tokens)
    known = {(p.start, p.stop, "LOC") for p in names}
    spans = [_named(piece, tokens, pieces, names) for piece in pieces if piece not in known or not _is_settled(piece, tokens)]
    spans = [s for s in spans if _believed(s, tokens, places)]
    spans = [_trimmed(s, names, tokens) for s in spans if not any(_supersedes(p, s, tokens) for p in names)]
    spans += [(p.start, p.stop, "LOC") for p in names if not any(a < p.stop and p.start < b for a, b, _ in spans)]
    return sorted([*spans, *unseen_persons(tokens, spans), *unseen_firms(tokens, spans)])


def _is_settled(span: Span, tokens: tuple[Token, ...]) -> bool:
    """Whether a LOC that is a name of the gazetteer is no more than that: one word, and no surname behind a post."""
    first, last = tokens_in(tokens, span[0], span[1])
    return last - first == 1 and not (first and is_surname_of_post(tokens[first - 1], tokens[first]))


def tokens_in(tokens: tuple[Token, ...], start: int, stop: int) -> tuple[int, int]:
    """Offsets of the text → the range of the tokens that lie between them."""
    first = last = token_from(tokens, start)
    while last < len(tokens) and tokens[last].stop <= stop:  # a name is short
        last += 1
    return first, last


def token_from(tokens: tuple[Token, ...], start: int) -> int:
    """The first token that begins at an offset of the text or behind it; `bisect` would ask every token through a function."""
    first, behind = 0, len(tokens)
    while first < behind:
        middle = (first + behind) // 2
        if tokens[middle].start < start:
            first = middle + 1
        else:
            behind = middle
    return first


def _pieces(entity: Entity, tokens: tuple[Token, ...]) -> Iterator[Span]:
    """«Витебск /Корр. БЕЛТА/» → «Витебск», «БЕЛТА»: a name does not reach over a dash, a slash or a finite verb, but in quotes."""
    first, last = tokens_in(tokens, entity.start, entity.stop)
    if last - first > 1 and (tokens[first].text in DAYS or (tokens[first].pos == "ADP" and tokens[first].text[:1].isupper())):
        first += 1  # «Сегодня / Тверь и Минск подписали …», «Между / Брянском и Гомелем подписан …»
    if last - first > 1 and tokens[last - 1].text == "." and last == len(tokens) and len(tokens[last - 2].text) > LONGEST_SHORTENED:
        last, entity = last - 1, replace(entity, stop=tokens[last - 2].stop)  # «Союзом предпринимателей Гродно / .»
    if last - first > 1 and tokens[last - 1].text in CLOSING and first and tokens[first - 1].text in OPENING:
        yield entity.start, tokens[last - 2].stop, entity.type  # «/ Электрон»: the quotes belong together
        return
    glue = GLUE if entity.type == "ORG" else GLUE | {","}
    if entity.type == "ORG" and (second := second_body(tokens, first, last)):
        yield tokens[first].start, tokens[second - 2].stop, entity.type
        yield tokens[second].start, entity.stop, entity.type
        return
    if not any(t.text[-1:] in glue or t.text in glue or is_told(t) for t in tokens[first:last]):
        yield from cut((tokens[first].start if first < last else entity.start, entity.stop, entity.type), first, last, tokens)
        return
    begin, quoted = first, first > 0 and tokens[first - 1].text in OPENING
    for i in range(first, last + 1):
        text = tokens[i].text if i < last else "/"
        quoted = i < last and ((quoted or text in OPENING) and text not in CLOSING)
        if (text in glue or (i < last and is_told(tokens[i]))) and not quoted:
            if i > begin and any(t.text[:1].isupper() for t in tokens[begin:i]):
                yield tokens[begin].start, tokens[i - 1].stop, entity.type
            begin = i + 1


def is_told(token: Token) -> bool:
    """The verb of «Хубэя / посетила / завод «Сура», which the engine takes for one name."""
    return token.pos == "VERB" and token.feats.form == "fin" and token.text.islower()


def _glued(spans: Sequence[Span], tokens: tuple[Token, ...]) -> list[Span]:
    """«Витебского областного» + «Совета депутатов» → one body: adjectives alone are no name."""
    found: list[Span] = []
    for span in spans:
        (start, stop, kind), before = span, found[-1] if found else None
        if before is not None and kind == before[2] == "ORG" and start - before[1] == 1:
            first, last = tokens_in(tokens, before[0], before[1])
            if first < last and all(t.pos == "ADJ" for t in tokens[first:last]):
                found[-1] = (before[0], stop, kind)
                continue
        first, last = tokens_in(tokens, start, stop)
        if kind != "PER" and last < len(tokens) and (last - first > 1 or kind == "LOC") and all(is_adjectival(t) for t in tokens[first:last]):
            span = completed(span, first, last, tokens)  # «Ленинградская областная торгово-промышленная / палата»
        found.append(span)
    return found


def _named(span: Span, tokens: tuple[Token, ...], others: Sequence[Span], places: Sequence[Place]) -> Span:
    """«техническим директором Миланом Йовичичем»: two capitalised words behind a post, or a given name and a word, are a person."""
    start, stop, kind = span
    first, last = tokens_in(tokens, start, stop)
    words = tokens[first:last]
    if len(words) == 1 and kind != "ORG" and not any(p.start < stop and start < p.stop for p in places) and is_firm(words[0], kind):
        return start, stop, "ORG"
    if kind == "PER":
        return span if first and any(p.start < tokens[first - 1].stop <= p.stop for p in places) else _with_given_name(span, tokens, first, others)
    if kind == "LOC" and words and classes_of_token(words[-1]) & {"level_country", "government"} and not any(p.start < stop and start < p.stop for p in places):
        return start, stop, "ORG"  # «Жогорку Кенеш»
    if (
        kind == "LOC"
        and words
        and len(words) < 3
        and ACRONYM.fullmatch(words[-1].text)
        and all(is_adjectival(t) for t in words[:-1])
        and not any(p.start < stop and start < p.stop for p in places)
    ):
        return start, stop, "ORG"  # «нижегородскому / ГАЗу»
    if kind != "QUOTE" and 1 < len(words) <= LONGEST_NAME and _overlooked(words, first, tokens) and not any(p.start < stop and start < p.stop for p in places):
        return start, stop, "PER"
    if len(words) == 1 and first and is_surname_of_post(tokens[first - 1], words[0]):
        return start, stop, "PER"
    if len(words) != 2 or not all(t.text[:1].isupper() and t.text.isalpha() and not t.text.isupper() and not t.text.isascii() for t in words):
        return span
    before = tokens[first - 1].lemma if first else ""
    surname = any("Surn" in p.tag and p.is_known for p in parses(words[1].text)) or words[1].text.endswith(("ич", "ича", "ичем", "ичу"))
    known = is_given_name(words[0].text) and all(t.pos == "PROPN" for t in words)
    return (start, stop, "PER") if surname and (known or "post" in classes_of(before) or kind == "LOC") else span


def _overlooked(words: tuple[Token, ...], first: int, tokens: tuple[Token, ...]) -> bool:
    """«ректор института / Челламутху Мутхамижчелван», taken for a body: words that nothing else knows, behind a post and in its case."""
    unknown = all(may_be_name(word, first=True) for word in words)
    return unknown and tokens[first - 1].text not in OPENING and has_post(tokens, first)


def _with_given_name(span: Span, tokens: tuple[Token, ...], first: int, others: Sequence[Span]) -> Span:
    """«Реджепом / Тайипом Эрдоганом»: a capitalised word in the person's case, which the engine left out of the name."""
    _, stop, kind = span
    token, before = tokens[first], tokens[first - 1] if first else None
    if before is None or any(a <= before.start < b and (of == "ORG" or a == before.start) for a, b, of in others):
        return span  # «ПАО Лукойл / Вагит Алекперов», «мэром Мезитли / Ахметом …»
    in_case = bool(token.feats.case) and before.feats.case == token.feats.case
    if before.pos != "PROPN" or before.feats.number == "plur" or not (in_case or is_given_name(before.text)):
        return span  # «Марией / Эстер Кирога»: of a foreign name the first word alone may be declined
    common = (
        "post" in classes_of_token(before) or any(p.is_known and "Geox" in p.tag for p in parses(before.text)) or before.text.isupper() or before.text.isascii()
    )
    known = any(p.is_known and not PROPER & p.tag.grammemes for p in parses(before.text))
    glued = first < 2 or tokens[first - 2].text[-1:] in ".!?" or not before.text[:1].isupper()
    return span if common or known or glued or "-" in before.text or before.feats.case == "gen" else (before.start, stop, kind)


def _is_ware_behind(first: Token, last: Token) -> bool:
    """A ware in small letters and in another case than the name before it."""
    return last.text.islower() and last.pos == "NOUN" and last.feats.case != first.feats.case and "ware" in classes_of(last.lemma)


def _believed(span: Span, tokens: tuple[Token, ...], places: Sequence[Place]) -> bool:
    """False for «Козельские сыровары» as a LOC, «Обнинске школу» as an ORG, «Чебоксарская» as a PER, «НЕ» as anything."""
    start, stop, kind = span
    first, last = tokens_in(tokens, start, stop)
    words = tokens[first:last]
    inside = [p for p in places if p.start < stop and start < p.stop]
    if len(words) == 1 and not inside and kind != "ORG" and (is_post_word(words[0]) or classes_of_token(words[0]) & NO_NAMES):
        return False  # «врио Губернатора», «Хокиму», «депутаты Мажилиса», «Бизнес-форум двух областей»
    if not words or (len(words) == 1 and not inside and not is_name(words[0].text, sentence_start=begins_sentence(tokens, first), person=kind == "PER")):
        return False
    if kind == "ORG" and words[0].pos == "ADP" and words[0].text.islower():
        return False  # «Агентство / по атомной энергии»
    if (words[0].lemma in SOLEMN and (kind != "PER" or len(words) == 1)) or is_no_name(span, first, last, tokens, inside):
        return False  # «Чрезвычайным / и Полномочным Послом»
    if len(words) > 1 and all(t.text.isupper() for t in words) and any(t.pos == "VERB" for t in words):
        return False  # «ВОПРОСЫ ОСТАЛИСЬ»
    if kind == "ORG" and len(words) > 2 and begins_sentence(tokens, first) and are_two(words):
        return False  # «Трубную заготовку / завод закупает»
    if kind == "PER" and len(words) > 1 and classes_of_token(words[0]) & {"place_noun", "document", "organization"}:
        return False  # «Город Дархан»
    if kind == "PER":
        adjectives = len(words) == 1 and [p for p in inside if p.form != "name"]  # «Чебоксарская», «Российско-оманский»
        return not adjectives or not (adjectives[0].start == start and adjectives[-1].stop == stop)
    if kind == "LOC":
        if any(p.form != "name" and p.stop <= stop for p in inside) and not any(p.form == "name" for p in inside):
            return False
        if len(words) > 1 and words[-1].text[:1].islower() and swallows(words, inside):
            return False
        if len(words) > 1 and inside and inside[0].start > start and begins_sentence(tokens, first) and are_people(words[0].text):
            return False  # «Туроператоры Твери»
        return sum(p.form == "name" for p in inside) < 2 and (bool(inside) or not classes_of_token(words[0]) & ACTORS)
    if len(words) == 2 and inside and inside[0].form == "name" and inside[0].start == start:
        one, two = words
        return not (two.text[:1].islower() and one.feats.case and two.feats.case and two.feats.case not in (one.feats.case, "gen"))
    return True


def _trimmed(span: Span, names: Sequence[Place], tokens: tuple[Token, ...]) -> Span:
    """«Марзпет Сюника Ваге Матевосян»: post and place in front of a full name are no part of it."""
    start, stop, kind = span
    first, last = tokens_in(tokens, start, stop)
    if kind == "LOC" and last - first > 1 and "post" in classes_of_token(tokens[first]):
        return tokens[first + 1].start, stop, kind  # «Раис / Республики Татарстан»
    if kind == "LOC" and last - first == 2 and tokens[first].text.isupper() and classes_of_token(tokens[first]) & {"organization", "government"}:
        return tokens[first + 1].start, stop, kind  # «ТПП / Хорезма»
    if kind == "LOC" and last - first > 1 and tokens[first].pos in ("VERB", "ADV") and any(p.start > start for p in names if p.stop <= stop):
        return tokens[first + 1].start, stop, kind  # «Посетившая / Тулу делегация», «Всего / Великий Новгород подписал»
    body = last - first == 2 and (is_acronym(tokens[first + 1].text) or "government" in classes_of_token(tokens[first + 1]))
    if kind == "ORG" and body and classes_of_token(tokens[first]) & {"post", "group"}:
        return tokens[first + 1].start, stop, kind  # «Ректоры / ПГУ», «Зампред / Миноблисполкома»
    verb = tokens[last - 1]
    if kind == "ORG" and last - first > 1 and verb.text.islower() and is_predicate_form(verb.text) and verb.feats.form == "fin":
        return start, tokens[last - 2].stop, kind  # «Силовые машины / сообщили»
    if kind == "ORG" and last - first == 2 and _is_ware_behind(tokens[first], tokens[last - 1]) and tokens[min(last, len(tokens) - 1)].text not in CLOSING:
        return start, tokens[last - 2].stop, kind  # «закупает у Трансмашхолдинга / насосы»
    if kind == "PER" and last - first == 2 and "post" in classes_of_token(tokens[first]) and any(_is_land(p, tokens[first + 1]) for p in names):
        return tokens[first + 1].start, stop, "LOC"  # «Раиса / Татарстана»
    if kind == "LOC":
        known = next((p for p in names if p.start == start and p.stop < stop and p.country), None)
        rest = [t for t in tokens[first:last] if known is not None and t.start >= known.stop]
        other = bool(rest) and all(t.pos == "PROPN" and t.feats.case not in ("", "gen", tokens[first].feats.case) for t in rest)
        return start, known.stop if other and known is not None else stop, kind  # «Турецкой Республики / Реджепом»
    if kind != "PER":
        return span
    places = [p for p in names if start <= p.start and p.stop <= stop]
    if last - first > 1 and is_acronym(tokens[first].text) and not tokens[last - 1].text.isupper():
        first += 1  # «СПбГУ / Иван Лис»
        if last - first == 1:
            return tokens[first].start, stop, kind
    while last - first > 2:
        token = tokens[first]
        place = next((p for p in places if p.start == token.start), None)
        if place is None and not is_post_or_person(token, start=begins_sentence(tokens, first)):
            break
        first = max(first + 1, token_from(tokens, place.stop)) if place is not None else first + 1
    return tokens[first].start if last - first >= 2 else start, stop, kind


def _is_land(place: Place, token: Token) -> bool:
    """Whether a word is the name of a country or region."""
    return place.start == token.start and place.stop == token.stop and place.kind in ("country", "region")


def is_acronym(word: str) -> bool:
    """«СПбГУ», «МАЗ», «КамАЗ»: a body told by its letters; «Иван», «О.», «ДиКаприо» are none."""
    return word.isalpha() and len(word) > 2 and not word.isascii() and sum(letter.isupper() for letter in word) > 2


def _supersedes(place: Place, span: Span, tokens: tuple[Token, ...]) -> bool:
    """Whether a known place stands in the entity's stead: it covers a LOC, begins with a PER of one word, or is the very word that was taken for something."""
    start, stop, kind = span
    if place.country and place.start < stop and start < place.stop and (" – " in place.text or " — " in place.text):
        return True  # of «Овернь – Рона – Альпы» no part is a name by itself
    if kind == "LOC":
        return place.start <= start and stop <= place.stop
    first, last = tokens_in(tokens, start, stop)
    if kind == "PER" and last - first == 1 and place.start == start and place.stop > stop and place.country:
        return True  # «Слуцкий / район принимал гостей»
    quoted = first > 0 and tokens[first - 1].text in OPENING
    return (place.start, place.stop) == (start, stop) and bool(place.country) and not quoted
