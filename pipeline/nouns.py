"""The noun phrase that a number counts: «32 новых низкопольных автобуса» → «новых низкопольных автобуса», head «автобус»."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.digits import GAP
from pipeline.morphology import analyzer
from pipeline.numbers import load

OBLIQUE = frozenset({"datv", "ablt", "loct"})
MANY = frozenset({("plur", "gent"), *(("plur", case) for case in OBLIQUE)})
FEW = MANY | {("sing", "gent")}
ONE = frozenset(("sing", case) for case in ("nomn", "gent", "accs", *OBLIQUE))
FRACTION = frozenset({("sing", "gent")})
SEVERAL = frozenset({("plur", "gent")})
GENITIVE = frozenset({("sing", "gent"), ("plur", "gent")})

WORD = re.compile(r"(?:\d+-)?([а-яa-z][а-яa-z0-9-]*)")
BETWEEN = re.compile(rf"{GAP}и{GAP}|,{GAP}|{GAP}{{1,2}}")
THE_SAME = re.compile(rf"{GAP}же{GAP}")  # «шесть таких же вертолётов»
MODEL = re.compile(
    r"[А-ЯA-Z][а-яa-z]{0,4}[А-ЯA-Z][А-Яа-яA-Za-z]*(?:[- ]?\d[\dА-Яа-яA-Za-z.-]*\d|[- ]?\d+)?|[А-ЯA-Z][а-яa-z]?-\d{1,4}|[A-Z][a-z]{2,}(?: \d{2,4})?"
)
QUOTE = re.compile(r"[«\"„“]([^«»\"„“”\n]{2,40})[»\"”“]")
POSSESSIVES = frozenset({"его", "ее", "их", "наших", "своих", "моих", "ваших", "таких", "этих", "тех", "других"})
MODIFIERS = 5
LIKELY = 0.02
CASES = {"gen1": "gent", "gen2": "gent", "loc1": "loct", "loc2": "loct", "acc1": "accs", "acc2": "accs"}
ADJECTIVES = frozenset({"ADJF", "PRTF"})


class Reading(NamedTuple):
    """One reading of a word: part of speech, number, case, lemma, whether animate."""

    pos: str
    number: str
    case: str
    lemma: str
    animate: bool


class Phrase(NamedTuple):
    """A noun phrase: its span, the lemma of its head and where the head begins, whether it is animate."""

    start: int
    stop: int
    head: int
    lemma: str
    animate: bool


def noun_phrase(text: str, low: str, start: int, wanted: frozenset[tuple[str, str]]) -> Phrase | None:
    """«новых автобусов большой вместимости» at `start` → the span of «новых автобусов», where the head may stand in a `wanted` number and case."""
    position, last = start, None
    for _ in range(MODIFIERS):
        quote = QUOTE.match(text, position)
        if quote:
            return _quoted(start, quote)
        word = WORD.match(low, position)
        model = MODEL.match(text, position)
        if model and _is_model(model.group()):
            return Phrase(start, model.end(), position, low[position : model.end()], False)
        if word is None or word.group() in _function_words():
            break
        if position == start and word.group() in POSSESSIVES:
            gap = THE_SAME.match(low, word.end()) or BETWEEN.match(low, word.end())
            start = position = gap.end() if gap else word.end()
            continue
        readings = read(word.group(1))
        head = next((one for one in readings if one.pos == "NOUN" and (one.number, one.case) in wanted), None)
        if head and not (_modifies(readings, wanted) and _continues(text, low, word.end(), wanted)):
            return Phrase(start, word.end(), word.start(), head.lemma, head.animate)
        if not _modifies(readings, wanted) and not (readings and readings[0].pos == "ADVB"):
            break
        between = BETWEEN.match(low, word.end())
        if between is None:
            break
        position, last = between.end(), word
    return None if last is None else _substantive(low, start, last, wanted)


def read(word: str) -> tuple[Reading, ...]:
    """«стали» → the readings of the dictionary, the likeliest first, those next to impossible left out."""
    return _read(word) if len(word) <= 40 else ()


@lru_cache(maxsize=2500)
def _read(word: str) -> tuple[Reading, ...]:
    parses = analyzer().parse(word)
    return tuple(
        Reading(
            str(parse.tag.POS or ""),
            str(parse.tag.number or ""),
            CASES.get(str(parse.tag.case), str(parse.tag.case or "")),
            parse.normal_form.replace("ё", "е"),
            parse.tag.animacy == "anim",
        )
        for parse in parses
        if parse.score >= LIKELY
    )


def _modifies(readings: tuple[Reading, ...], wanted: frozenset[tuple[str, str]]) -> bool:
    """An adjective or participle that may stand before such a head: «3 новых автобуса», «3 новые машины»."""
    plural = any(number == "plur" for number, _ in wanted)
    singular = wanted in (ONE, GENITIVE, FRACTION)
    return any(
        one.pos in ADJECTIVES and ((one.number == "plur" and plural) or (one.number == "sing" and singular)) and (one.case == "gent" or wanted is not GENITIVE)
        for one in readings
    )


def _continues(text: str, low: str, stop: int, wanted: frozenset[tuple[str, str]]) -> bool:
    """After «рабочих» of «15 рабочих мест» a head still follows; after that of «15 рабочих завода» none does."""
    gap = BETWEEN.match(low, stop)
    word = WORD.match(low, gap.end()) if gap else None
    if word is None or word.group() in _function_words():
        return False
    readings = read(word.group(1))
    return any((one.pos == "NOUN" and (one.number, one.case) in wanted) for one in readings) or _modifies(readings, wanted)


def _substantive(low: str, start: int, word: re.Match[str], wanted: frozenset[tuple[str, str]]) -> Phrase | None:
    """«20 сопровождающих»: no noun came, but a participle or adjective in the plural stands for people."""
    for one in read(word.group(1)):
        if one.pos in ADJECTIVES and one.number == "plur" and one.case == "gent" and word.group().endswith(("щих", "ших", "нных")) and wanted >= SEVERAL:
            return None if word.start() != start else Phrase(start, word.end(), word.start(), one.lemma, True)
    return None


def _quoted(start: int, quote: re.Match[str]) -> Phrase | None:
    """«30 «Газелей»»: the name in quotes is the thing, its quotes with it."""
    return Phrase(start, quote.end(), quote.start(1), quote.group(1).lower(), False) if len(quote.group(1).split()) <= 3 else None


def _is_model(word: str) -> bool:
    return word not in _places() and (any(char.isdigit() for char in word) or len(word) >= 3)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(load("units.toml")["never"]["function"].split())


@cache
def _places() -> frozenset[str]:
    return frozenset(load("units.toml")["places"]["words"].split())
