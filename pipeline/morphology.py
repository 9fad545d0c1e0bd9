"""The one dictionary of Russian morphology, and lemmas chosen by it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

import pymorphy3

from pipeline.dictionary import CELLS, Dictionary

# OpenCorpora's parts of speech and grammemes in UD's words, after natasha's table (PRED and ROMN have no counterpart).
POS = {
    "ADJF": "ADJ",
    "ADJS": "ADJ",
    "ADVB": "ADV",
    "COMP": "ADV",
    "VERB": "VERB",
    "GRND": "VERB",
    "INFN": "VERB",
    "PRTF": "VERB",
    "PRTS": "VERB",
    "NOUN": "NOUN",
    "NPRO": "PRON",
    "NUMR": "NUM",
    "NUMB": "NUM",
    "Apro": "DET",
    "CONJ": "CCONJ",
    "INTJ": "INTJ",
    "PNCT": "PUNCT",
    "PRCL": "PART",
    "PREP": "ADP",
}
FEATS = {
    "Animacy": {"anim": "Anim", "inan": "Inan"},
    "Aspect": {"impf": "Imp", "perf": "Perf"},
    "Case": {
        "nomn": "Nom",
        "gent": "Gen",
        "datv": "Dat",
        "accs": "Acc",
        "ablt": "Ins",
        "loct": "Loc",
        "gen1": "Gen",
        "gen2": "Gen",
        "loc2": "Loc",
        "voct": "Nom",
    },
    "Degree": {"COMP": "Cmp", "Supr": "Sup"},
    "Gender": {"femn": "Fem", "masc": "Masc", "neut": "Neut"},
    "Mood": {"impr": "Imp", "indc": "Ind"},
    "Number": {"plur": "Plur", "sing": "Sing"},
    "NumForm": {"NUMB": "Digit"},
    "Person": {"1per": "1", "2per": "2", "3per": "3", "excl": "2", "incl": "1"},
    "Tense": {"futr": "Fut", "past": "Past", "pres": "Pres"},
    "VerbForm": {"GRND": "Conv", "INFN": "Inf", "PRTF": "Part", "PRTS": "Part", "VERB": "Fin"},
    "Variant": {"ADJS": "Brev"},
    "Voice": {"actv": "Act", "pssv": "Pass"},
    "Abbr": {"Abbr": "Yes"},
}
GRAMMEMES = {grammeme: (feat, value) for feat, values in FEATS.items() for grammeme, value in values.items()}
# The tagger distinguishes what the dictionary does not.
SAME_POS = {"PROPN": "NOUN", "AUX": "VERB", "SCONJ": "CCONJ"}
COMPARED = frozenset({"Case", "Gender", "Number", "Aspect", "NumForm", "Person", "Tense", "Variant"})
# No Russian word is longer; a "word" of 10,000 letters is not worth a second of guessing.
LONGEST_WORD = 100
REMEMBERED = 2_000  # words


class Form(NamedTuple):
    """One reading of a word: its lemma, part of speech and features in UD's words."""

    normal: str
    pos: str
    feats: Mapping[str, str]
    compared: frozenset[tuple[str, str]]  # what counts when a reading is chosen


@cache
def analyzer() -> Dictionary:
    """The shared dictionary: `analyzer().parse("визит")[0].normal_form` → "визит"."""
    # pymorphy3 reads its predecessor's variable too, and with that dictionary it fails on unknown words.
    os.environ.pop("PYMORPHY2_DICT_PATH", None)
    return Dictionary()


@lru_cache(REMEMBERED)
def forms(word: str) -> tuple[Form, ...]:
    """«стали» → (Form("стать", "VERB", …), Form("сталь", "NOUN", …), …), the likeliest first."""
    known = analyzer().known(word)
    if known:
        return tuple(Form(cell.lemma(form), *_ud(place)) for form, place, cell, _ in known)
    return tuple(Form(parse.normal_form, *_ud_of(parse.tag)) for parse in analyzer().parse(word))


def lemma(word: str, pos: str, feats: Mapping[str, str]) -> str:
    """«стали», "NOUN", {"Case": "Gen", …} → «сталь»: the lemma of the reading most like what the tagger says."""
    word = normal(word)
    if len(word) > LONGEST_WORD:
        return word
    try:
        readings = forms(word)
    except UnicodeEncodeError:  # half a surrogate pair, as broken JSON may hold, is in no dictionary
        return word
    wanted = _compared(pos, feats)
    best, most = word, 0
    for form in readings:
        if form.pos == pos and form.feats == feats:
            return normal(form.normal)
        likeness = len(form.compared & wanted)
        if likeness > most:
            best, most = normal(form.normal), likeness
    return best


@lru_cache(REMEMBERED)
def is_transitive(word: str) -> bool:
    """«снабжает» takes an object, «приехал» does not: whether any reading of a word that the dictionary has is a transitive verb."""
    return any("tran" in cell.tag._grammemes_tuple for _, _, cell in analyzer().found(word))


def normal(word: str) -> str:
    """«Ёлка» → «елка»: lemmas are in lower case and without «ё»."""
    return word.lower().replace("ё", "е")


@lru_cache(CELLS)
def _ud(place: tuple[int, int]) -> tuple[str, dict[str, str], frozenset[tuple[str, str]]]:
    """The same of a place in a paradigm."""
    return _ud_of(analyzer().cell(place).tag)


@cache
def _ud_of(tag: pymorphy3.tagset.OpencorporaTag) -> tuple[str, dict[str, str], frozenset[tuple[str, str]]]:
    """The tag of «визитом» → ("NOUN", {"Case": "Ins", "Number": "Sing", …}, …); there are a few thousand tags in all."""
    feats = dict(GRAMMEMES[grammeme] for grammeme in tag._grammemes_tuple if grammeme in GRAMMEMES)
    pos = POS.get(tag._POS, "X")
    return pos, feats, _compared(pos, feats)


def _compared(pos: str, feats: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """The part of speech and those features in which the dictionary and the tagger should agree."""
    return frozenset((("POS", SAME_POS.get(pos, pos)), *(item for item in feats.items() if item[0] in COMPARED)))
