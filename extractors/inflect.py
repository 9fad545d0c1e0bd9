"""Inflection: the nominative of words as they stand in a text.

The only place of the extractors that asks the morphological dictionary.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from pipeline.morphology import LONGEST_WORD, analyzer
from schemas.document import Token

CASES = {"nomn": "nom", "gent": "gen", "datv": "dat", "accs": "acc", "ablt": "ins", "loct": "loc", "gen2": "gen", "loc2": "loc", "voct": "nom"}
OPEN_CORPORA = {"nom": "nomn", "gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt", "loc": "loct"}
NUMBERS = {"sing": "sing", "plur": "plur"}
GENDERS = {"masc": "masc", "fem": "femn", "neut": "neut"}
PARTS = {"NOUN": {"NOUN"}, "PROPN": {"NOUN"}, "ADJ": {"ADJF", "PRTF"}, "VERB": {"PRTF"}, "DET": {"ADJF"}, "NUM": {"NUMR", "ADJF"}, "PRON": {"NPRO", "ADJF"}}
ORDINAL = re.compile(r"(\d+-)(?:го|му|м|й|я|е|ю|х|ми)")  # «40-го региона»
MIXED = re.compile(r"[а-яё][А-ЯЁ]")  # «УрФУ», «КамАЗ»: acronyms are not declined
COMPOUND = re.compile(r"(\w*[а-яё])([А-ЯЁ][а-яё]{3,})")  # «ПетроВодоканала»: the last part is declined
UNDECLINED = re.compile("жогорку|олий|милли|мин(?:цифр|оборон|культур|природ|эконом|науки|связи)[а-я]*")  # «Минцифры», «Минобороны»
COMMONER = {"временной": "временный", "судна": "суда"}  # of two words with the same oblique forms the one that is meant
ACRONYM_FORM = re.compile(r"([А-ЯЁ][а-яё]{1,3}[А-ЯЁ]{2,}|[А-ЯЁ]{3,})(?:а|у|е|ом|ем)")  # «МАЗа», «КамАЗом»
LONGEST_ACRONYM = 6  # letters: «МИНЦИФРЫ», «ПРАВИТЕЛЬСТВОМ» are words in capitals
# «-ский», «-цкий» in all cases: the tagger takes such an adjective with a capital letter for a name.
ADJECTIVAL = tuple(stem + ending for stem in ("ск", "цк") for ending in ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими"))

PEOPLE = re.compile(r"(\w{2,}(?:чан|жан|шан|ян))(?:ами|ам|ах|)")  # «витебчанами», «кокандчан»

NO_FEMININE = ("ским", "цким", "ского", "цкого", "скому", "цкому")
RELATIONAL = re.compile(rf"((?:\w+-)?\w+[сц]к)(?:{'|'.join(ending for ending in ('ий', 'ого', 'ому', 'им', 'ом', 'ая', 'ой', 'ую', 'ое', 'ие', 'их', 'ими'))})")


@lru_cache(2_000)
def parses(word: str) -> tuple[Any, ...]:
    """All that the dictionary says of a word form, the likeliest first; it guesses for words that it does not have (`is_known`)."""
    return tuple(analyzer().parse(word)) if len(word) <= LONGEST_WORD else ()


def is_adjectival(token: Token) -> bool:
    """«Алмалыкского» → True, also where the tagger takes it for a name."""
    return token.pos == "ADJ" or (token.pos in ("PROPN", "X") and token.text.lower().endswith(ADJECTIVAL))


@lru_cache(2_500)
def possible_cases(word: str, pos: str) -> frozenset[str]:
    """«завод» as NOUN → {"nom", "acc"}: the cases that the dictionary allows for this form."""
    wanted = PARTS.get(pos, {"NOUN"})
    told = [p.grammar for p in parses(word)]
    return frozenset([CASES[g.case] for g in told if g.case in CASES and g.pos in wanted])


@lru_cache(2_000)
def number_of(word: str, case: str, number: str) -> str:
    """«хокимом», ins, plur → "sing": the tagger's number of a noun, unless its form has another one only."""
    told = [p.grammar for p in parses(word)]
    found = {g.number or "None" for g in told if g.pos == "NOUN" and CASES.get(g.case) == case}
    return found.pop() if len(found) == 1 and number not in found and found <= NUMBERS.keys() else number


@lru_cache(2_000)
def gender_of(word: str, case: str) -> str:
    """«госуниверситетом», ins → "masc": the gender of a noun in this case by the dictionary; "" where it leaves a choice."""
    told = [p.grammar for p in parses(word)]
    found = {str(g.gender) for g in told if g.pos == "NOUN" and g.number == "sing" and CASES.get(g.case) == case}
    return next((own for own, name in GENDERS.items() if found == {name}), "")


@lru_cache(5_000)
def finite_tense(word: str) -> str:
    """«отгружает» → "pres", «подпишут» → "fut": the tense that the dictionary gives a finite verb; "" for any other word."""
    found = next((p.tag.tense for p in parses(word) if p.tag.POS == "VERB" and p.tag.tense), None)
    return {"pres": "pres", "futr": "fut", "past": "past"}.get(str(found), "")


@lru_cache(5_000)
def is_predicate_form(word: str) -> bool:
    """«было», «править» → True: a finite verb or an infinitive before all."""
    found = parses(word)
    return bool(found) and found[0].tag.POS in ("VERB", "INFN")


@lru_cache(1_000)
def is_animate(lemma: str) -> bool:
    """«пасечник» → True: the dictionary knows the noun only as someone who lives."""
    nouns = [p for p in parses(lemma) if p.tag.POS == "NOUN"]
    return bool(nouns) and is_known(lemma) and all(p.tag.animacy == "anim" for p in nouns)


@lru_cache(1_000)
def is_known(word: str) -> bool:
    """Whether the dictionary has a word, or only guesses it from its ending."""
    return bool(analyzer().word_is_known(word.lower()))


def _rank(parse: Any, case: str, number: str, gender: str, pos: str) -> tuple[int, int, int, int]:
    told = parse.grammar
    return (
        int(told.pos in PARTS.get(pos, {"NOUN"})),
        int(CASES.get(told.case, "") == case),
        int(not number or told.number == number),
        int(not gender or not told.gender or told.gender == GENDERS.get(gender)),
    )


def like(word: str, model: str) -> str:
    """The spelling of `word` with the capitals of `model`."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    if "-" in model and "-" in word:
        parts = [like(w, m) for w, m in zip(word.split("-"), model.split("-"), strict=False)]
        return "-".join(parts) if len(parts) == word.count("-") + 1 else word
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


@lru_cache(2_500)
def nominative(word: str, pos: str, case: str, number: str, gender: str) -> str:
    """«делегацией», NOUN, ins, sing → «делегация»; the word itself where no form is known."""
    if UNDECLINED.fullmatch(word.lower()) or word.endswith(("чане", "жане", "шане")):  # «могилевчане» are a nominative, whatever the tagger says
        return word
    if acronym := ACRONYM_FORM.fullmatch(word):
        return acronym[1]
    if word[:1].isdigit() and (ordinal := ORDINAL.fullmatch(word)):
        return ordinal[1] + {"fem": "я", "neut": "е"}.get(gender, "е" if number == "plur" else "й")
    if pos == "ADJ" and case in ("nom", "acc", "") and word.endswith(("ых", "их")):
        case, number = "gen", "plur"  # «два учебно-боевых самолёта»
    if case not in ("nom", "") and (compound := COMPOUND.fullmatch(word)) and pos in ("NOUN", "PROPN", "X"):
        return compound[1] + nominative(compound[2], "NOUN", case, number, gender)
    if number != "plur" and pos == "ADJ" and word.endswith(NO_FEMININE) and RELATIONAL.fullmatch(word):
        case, gender = "gen" if case in ("nom", "") else case, "neut" if gender == "neut" else "masc"  # «Витебским» is neither a nominative nor feminine
    if case in ("nom", "") or not word[:1].isalpha() or MIXED.search(word) or (word.isupper() and (len(word) <= LONGEST_ACRONYM or not is_known(word))):
        return word
    if pos == "ADJ" and (regular := RELATIONAL.fullmatch(word)) and (gender or number == "plur"):
        return regular[1] + ("ие" if number == "plur" else {"fem": "ая", "neut": "ое"}.get(gender) or _masculine(word))
    found = parses(word)
    if not found:
        return word
    if number == "plur" and not found[0].is_known and (people := PEOPLE.fullmatch(word)):
        return people[1] + "е"
    best = max(found, key=lambda p: (*_rank(p, case, number, gender, pos), p.score))
    if "Fixd" in best.tag:
        return word
    grammemes = {"nomn"} | ({NUMBERS[number]} if number in NUMBERS else set())
    form = best.inflect(grammemes)
    if form and "Supr" in best.tag and word.lower().startswith("высш"):  # «Высшей школой экономики» is no highest one
        return like("высш" + ("ие" if number == "plur" else {"femn": "ая", "neut": "ее"}.get(form.tag.gender, "ий")), word)
    return like(COMMONER.get(form.word, form.word), word) if form else word


def _masculine(word: str) -> str:
    """«российского» → «ий», «тверского» → «ой»: the ending of the nominative, stressed where the dictionary knows it to be."""
    known = {p.normal_form for p in parses(word) if p.is_known and p.tag.POS == "ADJF"}
    return "ой" if "донской" in known or (known and all(form.endswith(("ской", "цкой")) for form in known)) else "ий"


@lru_cache(1_000)
def in_case(word: str, pos: str, case: str, wanted: str, number: str) -> str:
    """«регионами», NOUN, ins → gen, sing: «региона»; the word itself where no form is known."""
    found = [p for p in parses(word) if p.tag.POS in PARTS.get(pos, {"NOUN"}) and CASES.get(str(p.tag.case)) == case]
    form = found[0].inflect({OPEN_CORPORA[wanted], number}) if found else None
    return like(form.word, word) if form else word


@lru_cache(500)
def genitive(name: str) -> str:
    """«Псковская область» → «Псковской области», «Северная Осетия — Алания» → «Северной Осетии — Алания»: the words up to the first noun are declined."""
    words = name.split(" ")
    for i, word in enumerate(words):
        found = next((p for p in parses(word) if p.tag.POS in ("NOUN", "ADJF") and "nomn" in p.tag), None)
        form = found.inflect({"gent", str(found.tag.number or "sing")}) if found is not None else None
        if form is None:
            return " ".join(words)
        words[i] = like(form.word, word)
        if found is not None and found.tag.POS == "NOUN":
            break
    return " ".join(words)


def token_nominative(token: Token, case: str = "", number: str = "") -> str:
    """The nominative of a token, its case taken from the tagger unless given."""
    feats = token.feats
    return nominative(token.text, token.pos, case or feats.case, number or feats.number, feats.gender if feats.number != "plur" else "")
