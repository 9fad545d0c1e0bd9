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


@lru_cache(50_000)
def _name_gender(words: tuple[str, ...]) -> str:
    for word in words:
        for parse in analyzer().parse(word):
            if ("Name" in parse.tag or "Patr" in parse.tag) and parse.tag.gender in ("masc", "femn") and parse.is_known:
                return str(parse.tag.gender)
    last = words[-1].lower()
    if last.endswith(("ова", "овой", "ева", "евой", "ина", "иной", "ская", "ской", "ную", "ову", "еву", "ину")):
        return "femn"
    return ""


def _name_word(word: str, case: str, gender: str) -> str:
    best, score = None, (-1, -1, -1, -1.0)
    for parse in analyzer().parse(word):
        tag = parse.tag
        personal = int("Surn" in tag or "Name" in tag or "Patr" in tag)
        rank = (int(CASES.get(str(tag.case), "") == case), int(not gender or tag.gender == gender), personal, float(parse.score))
        if tag.POS in ("NOUN", "ADJF") and rank > score:
            best, score = parse, rank
    if best is None or score[0] == 0 or "Fixd" in best.tag or best.tag.number == "plur":
        return word
    if not score[2] and not best.tag.POS == "NOUN":
        return word
    form = best.inflect({"nomn", "sing"})
    return _like(form.word, word) if form else word


FOREIGN_ENDINGS = ("о", "и", "у", "ю", "э", "е", "ы")


@lru_cache(50_000)
def person_nominative(words: tuple[str, ...], case: str) -> str:
    """(«Имангали», «Тасмагамбетовым»), ins → «Имангали Тасмагамбетов»."""
    if case in ("nom", ""):
        return " ".join(words)
    gender = _name_gender(words)
    return " ".join(w if len(w) <= 2 or not w[0].isalpha() or w.endswith(".") else _surname(w, case, gender, i) for i, w in enumerate(words))


# Endings of surnames by case, for those that no dictionary knows: (oblique ending, case) → nominative ending.
MASCULINE = {
    "gen": (("ова", "ов"), ("ева", "ев"), ("ёва", "ёв"), ("ина", "ин"), ("ына", "ын"), ("ского", "ский"), ("цкого", "цкий"), ("ого", "ый"), ("его", "ий")),
    "acc": (("ова", "ов"), ("ева", "ев"), ("ёва", "ёв"), ("ина", "ин"), ("ына", "ын"), ("ского", "ский"), ("цкого", "цкий"), ("ого", "ый"), ("его", "ий")),
    "dat": (("ову", "ов"), ("еву", "ев"), ("ёву", "ёв"), ("ину", "ин"), ("ыну", "ын"), ("скому", "ский"), ("цкому", "цкий"), ("ому", "ый")),
    "ins": (("овым", "ов"), ("евым", "ев"), ("ёвым", "ёв"), ("иным", "ин"), ("ыным", "ын"), ("ским", "ский"), ("цким", "цкий"), ("ым", "ый")),
    "loc": (("ове", "ов"), ("еве", "ев"), ("ёве", "ёв"), ("ине", "ин"), ("ыне", "ын"), ("ском", "ский"), ("цком", "цкий"), ("ом", "ый")),
}
FEMININE = {
    case: (("овой", "ова"), ("евой", "ева"), ("ёвой", "ёва"), ("иной", "ина"), ("ыной", "ына"), ("ской", "ская"), ("цкой", "цкая"))
    for case in ("gen", "dat", "ins", "loc")
} | {"acc": (("ову", "ова"), ("еву", "ева"), ("ёву", "ёва"), ("ину", "ина"), ("ыну", "ына"), ("скую", "ская"), ("цкую", "цкая"))}


def _surname(word: str, case: str, gender: str, place: int) -> str:
    if place > 0:
        table = FEMININE if gender == "femn" else MASCULINE
        for ending, base in table.get(case, ()):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return word[: -len(ending)] + base
    return _name_word(word, case, gender)
