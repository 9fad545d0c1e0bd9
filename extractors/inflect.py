"""Inflection: the nominative of words as they stand in a text.

The only place of the extractors that asks the morphological dictionary.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pipeline.morphology import analyzer
from schemas.document import Token

CASES = {"nomn": "nom", "gent": "gen", "datv": "dat", "accs": "acc", "ablt": "ins", "loct": "loc", "gen2": "gen", "loc2": "loc", "voct": "nom"}
OPEN_CORPORA = {"nom": "nomn", "gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt", "loc": "loct"}
NUMBERS = {"sing": "sing", "plur": "plur"}
GENDERS = {"masc": "masc", "fem": "femn", "neut": "neut"}
PARTS = {"NOUN": {"NOUN"}, "PROPN": {"NOUN"}, "ADJ": {"ADJF", "PRTF"}, "VERB": {"PRTF"}, "DET": {"ADJF"}, "NUM": {"NUMR", "ADJF"}, "PRON": {"NPRO", "ADJF"}}


@lru_cache(100_000)
def possible_cases(word: str, pos: str) -> frozenset[str]:
    """«завод» as NOUN → {"nom", "acc"}: the cases that the dictionary allows for this form."""
    wanted = PARTS.get(pos, {"NOUN"})
    return frozenset(CASES[str(p.tag.case)] for p in analyzer().parse(word) if p.tag.case in CASES and p.tag.POS in wanted)


@lru_cache(10_000)
def finite_tense(word: str) -> str:
    """«отгружает» → "pres", «подпишут» → "fut": the tense that the dictionary gives a finite verb; "" for any other word."""
    found = next((p.tag.tense for p in analyzer().parse(word) if p.tag.POS == "VERB" and p.tag.tense), None)
    return {"pres": "pres", "futr": "fut", "past": "past"}.get(str(found), "")


def _rank(parse: Any, case: str, number: str, gender: str, pos: str) -> tuple[int, int, int, int]:
    tag = parse.tag
    return (
        int(tag.POS in PARTS.get(pos, {"NOUN"})),
        int(CASES.get(str(tag.case), "") == case),
        int(not number or tag.number == number),
        int(not gender or tag.gender is None or tag.gender == GENDERS.get(gender)),
    )


def _like(word: str, model: str) -> str:
    """The spelling of `word` with the capitals of `model`."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    if "-" in model and "-" in word:
        parts = [_like(w, m) for w, m in zip(word.split("-"), model.split("-"), strict=False)]
        return "-".join(parts) if len(parts) == word.count("-") + 1 else word
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


@lru_cache(100_000)
def nominative(word: str, pos: str, case: str, number: str, gender: str) -> str:
    """«делегацией», NOUN, ins, sing → «делегация»; the word itself where no form is known."""
    if case in ("nom", "") or not word[:1].isalpha() or word.isupper():
        return word
    parses = analyzer().parse(word)
    if not parses:
        return word
    best = max(parses, key=lambda p: (*_rank(p, case, number, gender, pos), p.score))
    if "Fixd" in best.tag:
        return word
    grammemes = {"nomn"} | ({NUMBERS[number]} if number in NUMBERS else set())
    form = best.inflect(grammemes)
    return _like(form.word, word) if form else word


def token_nominative(token: Token, case: str = "", number: str = "") -> str:
    """The nominative of a token, its case taken from the tagger unless given."""
    feats = token.feats
    return nominative(token.text, token.pos, case or feats.case, number or feats.number, feats.gender if feats.number != "plur" else "")


# Endings of adjectival and possessive surnames by case: (oblique ending, nominative ending).
MASCULINE_SURNAMES = {
    "gen": (("ова", "ов"), ("ева", "ев"), ("ёва", "ёв"), ("ина", "ин"), ("ына", "ын"), ("ского", "ский"), ("цкого", "цкий"), ("ого", "ый"), ("его", "ий")),
    "dat": (("ову", "ов"), ("еву", "ев"), ("ёву", "ёв"), ("ину", "ин"), ("ыну", "ын"), ("скому", "ский"), ("цкому", "цкий"), ("ому", "ый")),
    "ins": (("овым", "ов"), ("евым", "ев"), ("ёвым", "ёв"), ("иным", "ин"), ("ыным", "ын"), ("ским", "ский"), ("цким", "цкий"), ("ым", "ый")),
    "loc": (("ове", "ов"), ("еве", "ев"), ("ёве", "ёв"), ("ине", "ин"), ("ыне", "ын"), ("ском", "ский"), ("цком", "цкий"), ("ом", "ый")),
}
MASCULINE_SURNAMES["acc"] = MASCULINE_SURNAMES["gen"]
FEMININE_SURNAMES = dict.fromkeys(("gen", "dat", "ins", "loc"), (("овой", "ова"), ("евой", "ева"), ("ёвой", "ёва"), ("иной", "ина"), ("ыной", "ына"), ("ской", "ская"), ("цкой", "цкая"), ("ой", "ая")))
FEMININE_SURNAMES["acc"] = (("ову", "ова"), ("еву", "ева"), ("ёву", "ёва"), ("ину", "ина"), ("ыну", "ына"), ("скую", "ская"), ("цкую", "цкая"), ("ую", "ая"))
# Endings of nouns by case, for names that no dictionary knows: masculine stems in a consonant, feminine ones in -а.
MASCULINE_NOUNS = {"gen": ("а", "я"), "acc": ("а", "я"), "dat": ("у", "ю"), "ins": ("ом", "ем", "ём"), "loc": ("е",)}
FEMININE_NOUNS = {"gen": ("ы", "и"), "acc": ("у", "ю"), "dat": ("е", "и"), "ins": ("ой", "ей"), "loc": ("е", "и")}
VOWELS = "аеёиоуыэюя"
GIVEN_NAME, SURNAME = "Name", "Surn"


@lru_cache(50_000)
def person_nominative(words: tuple[str, ...], case: str) -> str:
    """(«Имангали», «Тасмагамбетовым»), ins → «Имангали Тасмагамбетов»."""
    if case in ("nom", ""):
        return " ".join(words)
    gender = _person_gender(words, case)
    return " ".join(_person_word(word, case, gender, last=i == len(words) - 1 and len(words) > 1) for i, word in enumerate(words))


def _person_gender(words: tuple[str, ...], case: str) -> str:
    """masc or femn: from a given name or patronymic that the dictionary knows, else from the endings."""
    for word in words[:2]:
        for parse in analyzer().parse(word):
            if ("Name" in parse.tag or "Patr" in parse.tag) and parse.is_known and CASES.get(str(parse.tag.case)) == case and parse.tag.gender in ("masc", "femn"):
                return str(parse.tag.gender)
    for word in reversed(words):
        for gender, nouns, surnames in (("masc", MASCULINE_NOUNS, MASCULINE_SURNAMES), ("femn", FEMININE_NOUNS, FEMININE_SURNAMES)):
            if word.endswith(tuple(oblique for oblique, _ in surnames[case][:-1])) or word.endswith(nouns[case]):
                return gender
    return "masc"


def _person_word(word: str, case: str, gender: str, *, last: bool) -> str:
    if len(word) <= 2 or word.endswith(".") or not word[0].isalpha() or word.isascii():
        return word
    if "-" in word:
        return "-".join(_person_word(part, case, gender, last=last) for part in word.split("-"))
    known = _known_name(word, case, gender, SURNAME if last else GIVEN_NAME)
    if known is not None:
        return known
    if last:
        for oblique, base in (FEMININE_SURNAMES if gender == "femn" else MASCULINE_SURNAMES)[case]:
            if word.endswith(oblique) and len(word) > len(oblique) + 1:
                return word[: -len(oblique)] + base
    return _noun_name(word, case, gender)


def _known_name(word: str, case: str, gender: str, kind: str) -> str | None:
    """The nominative of a name that the dictionary itself has."""
    for parse in analyzer().parse(word):
        tag = parse.tag
        if parse.is_known and (kind in tag or "Patr" in tag) and tag.gender == gender and tag.number == "sing":
            if "Fixd" in tag:
                return word
            if CASES.get(str(tag.case)) == case:
                form = parse.inflect({"nomn", "sing"})
                return _like(form.word, word) if form else None
    return None


def _noun_name(word: str, case: str, gender: str) -> str:
    """An unknown name by its ending: «Илича» → «Илич», «Сергея» → «Сергей», «Аян» stays."""
    for oblique in (FEMININE_NOUNS if gender == "femn" else MASCULINE_NOUNS)[case]:
        if word.endswith(oblique) and len(word) > len(oblique) + 2:
            stem = word[: -len(oblique)]
            if gender == "femn":
                return word if stem[-1] in "оу" else stem + ("а" if oblique in ("ы", "у", "ой", "е") and stem[-1] not in VOWELS else "я")
            if oblique in ("я", "ю", "ем", "ём", "е") and stem[-1] in VOWELS:
                return stem + "й"
            if oblique in ("я", "ю") or (oblique == "ем" and stem[-1] not in "жшчщц"):
                return stem + "ь"
            return word if stem[-1] in VOWELS else stem
    return word
