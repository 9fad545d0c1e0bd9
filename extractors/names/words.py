"""What one word may be in a name: a post or a firm, a name or no more than a capital letter that begins the sentence.

The dictionary and the lexicons say what they know of the word; the case of the post before it tells a person's name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.inflect import is_adjectival, parses
from extractors.lexicon import classes_of
from schemas.document import Token

BODIES = {"organization", "government"}
PROPER = {"Geox", "Name", "Surn", "Patr", "Orgn", "Abbr", "Trad"}
NOUNS = {"NOUN", "ADJF", "PRTF"}
GIVEN = frozenset(("native_given",))
ACRONYM = re.compile("(?:[А-ЯЁ]{3,6}|[А-ЯЁ][а-яё]{1,4}[А-ЯЁ]{2,4})(?:а|у|е|ом)?")
MIXED, SHORTEST_FIRM = re.compile("[А-ЯЁ][а-яё]{1,4}[А-ЯЁ]{2,4}(?:а|у|е|ом)?"), 4
MANY = re.compile("(?:ы|ов|ам|ами|ах)$")
COMPOUND = re.compile(  # «Крайпотребсоюз», «Запсибнефть», «Дальрыбпорт»
    "[А-ЯЁ][а-яё]{2,}(?:союз|торг|пром|строй|строймонтаж|маш|нефть|нефтегаз|газ|банк|авто|транс|хим|экспорт|импорт|снаб|проект|монтаж|лес|порт|флот|хлеб|энерго|атом"
    "|телеком|водоканал|металл|уголь|золото|агро|фарм|фонд|инвест|лизинг|трест|завод|мост|рыба|холод|сельхоз|сбыт|сервис|центр|маркет)(?:а|у|ом|е|и|ью)?"
)
LONGEST_CAPS = 4  # letters: «МАЗ», «БЕЛТА» are names, «ВИЗИТ» is a word in capitals
SURNAME_ENDINGS = (
    "ов",
    "ев",
    "ин",
    "ский",
    "овым",
    "евым",
    "иным",
    "ским",
    "ову",
    "еву",
    "ину",
    "скому",
    "ова",
    "ева",
    "ина",
    "ского",
    "овой",
    "евой",
    "иной",
    "ской",
)
OPENING = set('«“„"')
BEFORE_CAPITALS = OPENING | {"-", "—", "–", ":", "•", ")"}


def begins_sentence(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a capital letter at token i may be owed to its position: at the start, behind a dash, an opening quote or a number of a list."""
    if i and tokens[i - 1].text[0].isalpha():
        return False
    return all(not t.text[:1].isalpha() for t in tokens[max(0, i - 3) : i]) and (i < 3 or tokens[i - 1].text in BEFORE_CAPITALS)


def classes_of_token(token: Token) -> frozenset[str]:
    """The classes of a word by its lemma or, where that is misread («Хоким»), as it stands."""
    return classes_of(token.lemma) | classes_of(token.text)


def is_post_word(token: Token) -> bool:
    return "post" in classes_of_token(token) or _is_post_form(token.text)


@lru_cache(1_000)
def _is_post_form(word: str) -> bool:
    return any("post" in classes_of(p.normal_form) for p in parses(word) if p.is_known and not PROPER & p.tag.grammemes)


def is_post_or_person(token: Token, *, start: bool) -> bool:
    """«Аким», or at the start of a sentence any word for a person that is no name: «Ткачиха»."""
    if "post" in classes_of_token(token):
        return True
    known = [p for p in parses(token.text) if p.is_known]
    return start and any(p.tag.animacy == "anim" for p in known) and not any({"Name", "Surn", "Patr"} & p.tag.grammemes for p in known)


def has_post(tokens: tuple[Token, ...], i: int, *, declined: bool = True) -> bool:
    """Whether the words before token i are a post with its place, in the same case where the name is declined: «министра экономики Эфиопии / …», «консулом КНР в Хабаровске / Су Фанцю»."""
    for k in range(i - 1, max(-1, i - 9), -1):
        if tokens[k].pos in ("VERB", "AUX", "PUNCT", "CCONJ") or (tokens[k].pos == "ADP" and not (tokens[k].text == "в" and k == i - 2)):
            return False
        if "post" in classes_of(tokens[k].lemma) and tokens[k].feats.number != "plur":
            return not declined or tokens[k].feats.case in {t.feats.case for t in tokens[i : i + 2]}
    return False


def is_surname_of_post(post: Token, word: Token) -> bool:
    """«омским губернатором / Бурковым», which the engine takes for a place."""
    surname = word.text[:1].isupper() and not word.text.isupper() and word.text.endswith(SURNAME_ENDINGS)
    return surname and "post" in classes_of(post.lemma) and bool(word.feats.case) and word.feats.case == post.feats.case


def may_be_name(token: Token, *, first: bool) -> bool:
    text = token.text
    if token.pos != "PROPN" or not text[:1].isupper() or text.isupper() or text.isascii() or not text.replace("-", "").isalpha() or is_post_word(token):
        return False
    known_as = classes_of_token(token)
    return not (known_as - GIVEN if first else known_as) and not (first and any(p.is_known and not PROPER & p.tag.grammemes for p in parses(text)))


@lru_cache(1_000)
def is_name(word: str, *, sentence_start: bool, person: bool) -> bool:
    """Whether one word may be a name: not «НЕ», «КСТАТИ»; at the start of a sentence neither «Комбайны» nor «Приехавшим»."""
    known = [p for p in parses(word) if p.is_known]
    if any(PROPER & p.tag.grammemes for p in known):
        return True
    if word.isupper() and len(word) > 1:
        return not known or (any(p.tag.POS in NOUNS for p in known) and len(word) <= LONGEST_CAPS)
    if not sentence_start:
        return True
    if person and not known:  # «Лакокрасочники из Ярославля»
        return not all(p.tag.POS == "NOUN" and p.tag.number == "plur" and p.tag.case == "nomn" for p in parses(word)[:2])
    return not known


@lru_cache(1_000)
def are_people(word: str) -> bool:
    """«Туроператоры», «Экспортёры»: people in the plural, whose capital letter only begins the sentence."""
    readings = [p for p in parses(word) if p.tag.POS == "NOUN" and not PROPER & p.tag.grammemes][:2]
    return bool(readings) and any(p.tag.animacy == "anim" and p.tag.number == "plur" and p.tag.case == "nomn" for p in readings)


def is_firm(word: Token, kind: str) -> bool:
    """«на Ростсельмаш», «партнёр СПбПУ», «нижегородскому ГАЗу», which the engine takes for a place or a person."""
    known = any(name.startswith(("firm_", "seat_")) for name in classes_of_token(word))
    if kind == "PER" and (COMPOUND.fullmatch(word.text) or {"organization", "government"} & classes_of(word.lemma)):
        return True
    return known or (bool(ACRONYM.fullmatch(word.text)) and (kind == "LOC" or not word.text.isupper()))


def is_firm_name(word: Token) -> bool:
    """«КамАЗ», «БелАЗа», «Гомсельмаш»: a word that names a firm wherever it stands, by its capitals, its parts or because readers know it."""
    return word.text[:1].isupper() and _is_firm_name(word.text, word.lemma)


@lru_cache(2_000)
def _is_firm_name(text: str, lemma: str) -> bool:
    if text.isascii() or len(text) < SHORTEST_FIRM or (MANY.search(text) and not text.isupper()):
        return False
    known = any(name.startswith("firm_") for name in classes_of(lemma))
    return known or bool(MIXED.fullmatch(text)) or (bool(COMPOUND.fullmatch(text)) and not any(p.is_known for p in parses(text)))


def second_body(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """«Фонд развития Твери и / акимат Актобе»: where a body in the case of the first begins behind «и»; 0 where the engine's name is of one."""
    joint = next((i for i in range(first + 2, last - 1) if tokens[i].text == "и"), 0)
    if not joint or any(t.text in OPENING for t in tokens[first:joint]):
        return 0
    head = next((t for t in tokens[first:joint] if t.pos in ("NOUN", "PROPN")), None)
    second = next((t for t in tokens[joint + 1 : last] if not is_adjectival(t) or BODIES & classes_of_token(t)), None)
    if head is None or second is None or not all(BODIES & classes_of_token(t) for t in (head, second)):
        return 0
    return joint + 1 if second.feats.case in (head.feats.case, "nom") or second.text.lower() == second.lemma else 0
