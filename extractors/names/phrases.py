"""The nominative of a noun phrase: «делегацией Кировской области» → «делегация Кировской области», «ваших ребят» → «ребята».

Only modifiers and head are declined; what hangs on them keeps its case. Whose it is from where the speaker stands («наш», «этот»), brackets
and the capital letter of a sentence's first word are left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from extractors.inflect import ADJECTIVAL, CASES, gender_of, in_case, is_adjectival, is_known, nominative, number_of, parses, possible_cases, token_nominative
from extractors.lexicon import classes_of, key
from extractors.names.words import begins_sentence
from extractors.phrases.words import Phrase
from schemas.document import Feats, Token
from schemas.values import Place

OPENED = re.compile(r'(?:(?<=[\s(«])|^)["“„”]|„')
CLOSED, TWICE = re.compile(r'["“”]'), re.compile(r"(?<=«)[\s«]+|(?<=»)»+")
ACRONYM = re.compile(r"\s*\([A-ZА-ЯЁ][\w-]{0,12}\)?$")
POINTING = {
    *("наш", "ваш", "мой", "твой", "свой", "его", "ее", "их", "он", "она", "они", "этот", "тот", "сам", "самый", "данный", "чей"),
    *("который", "же"),
}  # fmt: skip
FEW = {"два", "две", "три", "четыре", "оба", "обе", "полтора"}
LEGAL_GENDERS = dict.fromkeys(
    ("АО", "ЗАО", "ОАО", "ПАО", "ООО", "НАО", "ТОО", "УП", "РУП", "ГП", "МУП", "ГУП", "ЧУП", "КУП", "СП", "НПО", "ПО", "НИИ"), "neut"
) | dict.fromkeys(("ТПП", "ГК", "НК", "ГЭС", "АЭС", "ТЭС", "ГРЭС", "ТЭЦ", "МТС", "АК", "ФПК", "СТО"), "fem")
HONORIFICS = {"г-н", "г-жа", "господин", "госпожа", "гн", "мистер", "товарищ", "уважаемый"}
TITLES = {"шейх", "принц"}  # behind a post: «эмиром Катара / шейхом Тамимом …»
ENVOY = re.compile(r"[Чч]резвычайн\w+ и [Пп]олномочн\w+ [Пп]ос\w+")  # written with capitals as often as not
OPENING = "«“„"
NOTHING: dict[int, str] = {}
OBLIQUE = {"gen", "dat", "acc", "ins", "loc"}


def nominative_phrase(phrase: Phrase, tokens: tuple[Token, ...], text: str, places: Sequence[Place] = (), *, until: int | None = None) -> str:
    """One phrase → its name; stops before token `until`."""
    last = until if until is not None else phrase.last
    if until is None and phrase.last - phrase.first == 1 and phrase.type in ("", "LOC"):
        head = tokens[phrase.head]
        word = head.text if phrase.counted else _alone(head.text, head.pos, head.feats, phrase.case, phrase.number)
        if word[:1].isupper():
            word = _lowered(word, phrase, tokens, phrase.head, places)
        return word if word.isalpha() else tidy(word)
    number = number_of(tokens[phrase.head].text, phrase.case, phrase.number) if phrase.type not in ("QUOTE", "PER") else phrase.number
    pieces: list[str] = []
    opened, straight = False, False  # whether a name in quotes has begun; it is not declined
    counted = counted_words(phrase, tokens) if phrase.counted else NOTHING
    for i in _kept(phrase, tokens, last):
        token = tokens[i]
        if i >= phrase.core_last and i > phrase.head:
            word = token.text  # what hangs on the head keeps its case
        else:
            word = token.text if opened or straight else counted.get(i) or _word(phrase, tokens, i, number)
        if not pieces:
            word = _lowered(word, phrase, tokens, i, places)
        elif tokens[i - 1].stop < token.start:
            between = text[tokens[i - 1].stop : token.start]
            pieces.append(" " if any(map(str.isalpha, between)) else between)  # no remains of a word that a line break cut in two
        pieces.append(word)
        opened = (opened or token.text in OPENING) and token.text != "»"
        straight = straight != (token.text == '"')
    name = tidy("".join(pieces))
    if "олномочн" in name:
        name = ENVOY.sub(lambda found: found[0].lower(), name)
    if phrase.type == "QUOTE" and phrase.case in OBLIQUE and until is None:
        return name.replace(*_quoted(phrase, tokens))
    return ACRONYM.sub("", name) if phrase.type == "ORG" or phrase.quote is not None else name


@lru_cache(1_300)
def _alone(word: str, pos: str, feats: Feats, case: str, number: str) -> str:
    """The nominative of a noun that is all of its phrase."""
    number = number_of(word, case, number) or feats.number
    return nominative(word, pos, case or feats.case, number, feats.gender if feats.number != "plur" else "")


def _quoted(phrase: Phrase, tokens: tuple[Token, ...]) -> tuple[str, str]:
    """The words in quotes that are declined by themselves, and their nominative: «с «Гомсельмашем» → («Гомсельмашем», «Гомсельмаш»)."""
    inside = [t for t in tokens[phrase.first + 1 : phrase.core_last - 1] if t.text not in "«»“”„"]
    head = next((k for k, t in enumerate(inside) if t.pos in ("NOUN", "PROPN") and not is_adjectival(t)), len(inside) - 1)
    before = [t.text for t in inside[: head + 1]]
    if not inside or inside[head].text.isascii() or inside[head].text.isupper() or phrase.case not in possible_cases(inside[head].text, "NOUN"):
        return "", ""
    number = quoted_number(inside[head].text, phrase.case)
    adjectives = [nominative(t.text, "ADJ", phrase.case, number, t.feats.gender) if is_adjectival(t) else t.text for t in inside[:head]]
    return (" ".join(before), " ".join([*adjectives, nominative(inside[head].text, "NOUN", phrase.case, number, "")])) if number else ("", "")


def quoted_number(word: str, case: str) -> str:
    """«Магистрали», loc → "sing"; «Пряниками» → "plur"; "" for a word that may stand in the nominative («Лес» of «Вала-Лес»)."""
    numbers = {str(p.tag.number) for p in parses(word) if p.tag.POS == "NOUN" and CASES.get(str(p.tag.case)) == case}
    if "sing" in numbers or not numbers:
        return "sing" if numbers else ""
    bare = not is_known(word) and word[-1] in "бгджзклмнпрстфхцчшщ"  # «у «Мурман-Фиш»: a genitive plural only by its look
    return "" if bare or "nom" in possible_cases(word, "NOUN") else "plur"


def _kept(phrase: Phrase, tokens: tuple[Token, ...], last: int) -> Sequence[int]:
    """The tokens that make up the name: no «наш», no «(Пермь)» behind it, no form of address («вице-президент компании / госпожа Ван Хуэй»)."""
    stop = last
    if phrase.parts and "(" in (texts := [token.text for token in tokens[phrase.core_last : last]]):
        stop = phrase.core_last + texts.index("(")
    kept = range(phrase.first, stop)
    lemmas = [token.lemma for token in tokens[phrase.first : stop]]
    if (phrase.first == phrase.head or POINTING.isdisjoint(lemmas)) and (last == phrase.last or (HONORIFICS | TITLES).isdisjoint(lemmas)):
        return kept
    addressed: Collection[str] = HONORIFICS if last < phrase.last else ()
    titles: Collection[str] = TITLES if last < phrase.last else ()
    return [
        i
        for i, lemma in zip(kept, lemmas, strict=True)
        if lemma not in addressed and not (i > phrase.head and lemma in titles) and not (i < phrase.head and _points(i, lemma, tokens))
    ]


def _points(i: int, lemma: str, tokens: tuple[Token, ...]) -> bool:
    return lemma in POINTING and not (lemma == "самый" and tokens[i + 1].pos == "ADJ")


def _word(phrase: Phrase, tokens: tuple[Token, ...], i: int, number: str) -> str:
    """One word of the phrase as it stands in the nominative."""
    token = tokens[i]
    head = tokens[phrase.head]
    if phrase.core_last == i + 1 and i < phrase.head and key(token.lemma) == "один":  # «с одной / из ведущих компаний»
        gender = next((str(p.tag.gender) for p in parses(head.text) if p.tag.POS == "NOUN"), "")
        return {"femn": "одна", "neut": "одно"}.get(gender, "один")
    if (
        i < phrase.head and head.text.isupper() and is_adjectival(token) and (own := token.feats.case or _oblique(token.text))
    ):  # «узбекскому АО», «Саяно-Шушенской ГЭС»
        return nominative(token.text, "ADJ", own, "sing", LEGAL_GENDERS.get(head.text) or token.feats.gender or head.feats.gender)
    if i < phrase.head and token.pos == "ADJ" and not token.feats.case and _oblique(token.text):  # «российско-венгерским», of which the tagger knows no case
        return nominative(token.text, "ADJ", phrase.case or "gen", number, head.feats.gender)
    declined = i < phrase.core_last and not phrase.counted and (phrase.type != "QUOTE" or i < (phrase.quote.first if phrase.quote else 0))
    if not declined or not (token.feats.case or i == phrase.head) or _is_own_name(phrase, i):
        return token.text
    if i < phrase.head and token.pos == "PROPN" and not is_adjectival(token) and not any(p.is_known for p in parses(token.text)):
        return token.text  # «Жогорку Кенеш»
    if i < phrase.head and token.text[0].isdigit() and token.pos == "ADJ":
        return nominative(token.text, "ADJ", phrase.case, number, head.feats.gender)
    if i < phrase.head and token.pos == "PROPN" and is_adjectival(token):  # «Речицкого метизного завода»
        return nominative(token.text, "ADJ", token.feats.case or phrase.case, number, tokens[phrase.head].feats.gender)
    if (
        i < phrase.head and token.pos == "ADJ" and number == "sing" and head.pos == "NOUN" and phrase.type != "QUOTE"
    ):  # whatever the tagger says: «тамбовским госуниверситетом»
        case = token.feats.case or phrase.case
        return nominative(token.text, "ADJ", case, number, gender_of(head.text, case) or head.feats.gender or token.feats.gender)
    misread = i == phrase.head and token.feats.number == "plur" and phrase.number == "sing"  # «Камчатской делегации показали завод», taken for a subject
    return token_nominative(token, phrase.case if phrase.type != "ORG" or misread else (token.feats.case or phrase.case), number)


def _oblique(word: str) -> str:
    """«Саяно-Шушенской», of which the tagger says no case → "gen"; "" for what may be a nominative."""
    return "gen" if word.endswith(("ской", "цкой", "ского", "цкого", "скому", "ским", "ском", "скую")) else ""


def counted_words(phrase: Phrase, tokens: tuple[Token, ...]) -> dict[int, str]:
    """«с двумя приграничными регионами» → «два приграничных региона» by token; empty for a phrase without a numeral or in the nominative."""
    at = next((i for i in range(phrase.first, phrase.head) if tokens[i].pos == "NUM"), -1)
    head = tokens[phrase.head]
    if not phrase.counted or at < 0 or phrase.type in ("QUOTE", "PER") or head.feats.number != "plur" or phrase.case not in OBLIQUE - {"acc"}:
        return {}
    numeral = nominative(tokens[at].text, "NUM", tokens[at].feats.case or phrase.case, "", "")
    feminine = any(p.tag.gender == "femn" for p in parses(head.text)[:1])
    numeral = {"два": "две", "оба": "обе"}.get(numeral, numeral) if feminine else numeral
    few = key(numeral) in FEW or (numeral[-1:] in "234" and numeral[-2:-1] != "1")
    found = {at: numeral}
    for i in range(at + 1, phrase.core_last):
        token = tokens[i]
        if token.feats.case not in (phrase.case, "gen") or not (i == phrase.head or token.pos in ("ADJ", "VERB")):
            continue
        number = "sing" if few and i == phrase.head else "plur"
        wanted = "nom" if few and feminine and i < phrase.head else "gen"  # «две белорусские фабрики», «два белорусских завода»
        found[i] = in_case(token.text, "NOUN" if i == phrase.head else "ADJ", token.feats.case, wanted, number)
    return found


def _is_own_name(phrase: Phrase, i: int) -> bool:
    """What follows the head inside an entity is its name: «завода имени Лихачёва», «Центра изучения рынков», «Нижнего Новгорода»."""
    return i > phrase.head and phrase.type in ("LOC", "ORG")


def _lowered(word: str, phrase: Phrase, tokens: tuple[Token, ...], i: int, places: Sequence[Place]) -> str:
    """«Китайские гости прибыли» → «китайские»: a capital letter that only begins the sentence; «Алтайская таможня» keeps its own."""
    token = tokens[i]
    if phrase.type in ("LOC", "PER", "QUOTE") or not word[:1].isupper() or len(word) < 2 or word[1:] != word[1:].lower() or not begins_sentence(tokens, i):
        return word
    if i == phrase.head and any(p.form == "demonym" and p.start == token.start for p in places):
        return _small(word)  # «Могилевчане вернулись»
    if i == phrase.head:
        kinds = classes_of(token.lemma) | classes_of(token.text)
        if any(kind.startswith(("firm_", "seat_")) for kind in kinds):
            return word
        common = bool(kinds) or (phrase.type == "" and _is_common(token))
        return _small(word) if common and not kinds & {"official", "level_country"} else word
    if not (token.pos in ("ADJ", "NUM", "DET", "VERB") or is_adjectival(token)):
        return word
    return word if _is_proper(phrase, tokens, token, places) else _small(word)


def _is_proper(phrase: Phrase, tokens: tuple[Token, ...], token: Token, places: Sequence[Place]) -> bool:
    """Whether an adjective at the start belongs to a proper name: «Алтайская таможня», «Знаменский сахарный комбинат», but «пензенский завод»."""
    head = tokens[phrase.head]
    kinds = classes_of(head.lemma)
    if not (kinds & {"organization", "government"} or phrase.type == "ORG") or not key(token.text).endswith(ADJECTIVAL):
        return False
    place = next((p for p in places if p.start == token.start and p.form == "adjective"), None)
    own = phrase.core_last > phrase.head + 1 and tokens[phrase.head + 1].text not in OPENING + '"'
    tail = own or any(part.prep == "" for part in phrase.parts)  # «завод лифтового машиностроения»
    if "generic" in kinds and phrase.head - phrase.first == 1 and (phrase.quote is not None or not tail):
        return False
    if place is not None:
        return place.region is not None or ("official" in kinds and phrase.type == "ORG")
    return phrase.type == "ORG" or not any(p.is_known for p in parses(token.text))


def _small(word: str) -> str:
    return word[:1].lower() + word[1:]


def _is_common(token: Token) -> bool:
    """A noun that the dictionary has and that names nobody: «Текстильщики», not «Сура»."""
    return any(p.is_known for p in parses(token.text)) and not any({"Geox", "Name", "Surn", "Patr", "Orgn"} & p.tag.grammemes for p in parses(token.text))


def tidy(name: str) -> str:
    """Quotes as «», one space between words, no dangling punctuation."""
    if '"' in name or "“" in name or "„" in name:
        name = TWICE.sub("", CLOSED.sub("»", OPENED.sub("«", name)))
    return " ".join(name.replace("..", ".").split()).strip(" ,;:–—-")
