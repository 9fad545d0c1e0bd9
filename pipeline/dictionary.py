"""pymorphy3's dictionary with pymorphy3's answers, some times faster for words that it has: most words of a text.

What a word form means is told by its paradigm and its place there; that is worked out once for each such pair and then only looked up.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import pymorphy3
from pymorphy3.analyzer import Parse
from pymorphy3.units import DictionaryAnalyzer

CELLS = 20_000  # pairs of a paradigm and a place that are remembered
GUESSED = 500  # words, each of which is asked once for every reading it may have


class Cell(NamedTuple):
    """A place in a paradigm: «-ом» of «завод», the instrumental."""

    tag: Any
    text: str  # of the tag
    prefix: str
    suffix: str
    before: str  # what the lemma has around the stem
    after: str

    def stem(self, form: str) -> str:
        """«заводом» → «завод», «наилучший» → «лучш»."""
        return form[len(self.prefix) : len(form) - len(self.suffix)]

    def lemma(self, form: str) -> str:
        """«заводом» → «завод», «наилучшего» → «лучший»."""
        return f"{self.before}{self.stem(form)}{self.after}"


class Grammar(NamedTuple):
    """What a tag says, in OpenCorpora's words; "" for what it does not tell."""

    pos: str
    case: str
    number: str
    gender: str
    animacy: str


class Reading(Parse):  # type: ignore[misc]
    """One reading of a word."""

    @property
    def is_known(self) -> bool:
        """Whether the dictionary has the word, or only guesses it."""
        return _place(self) is not None or self._morph.has(self.word)

    @property
    def grammar(self) -> Grammar:
        """The tag's parts of speech, case and so on; asked of the tag itself each of them costs microseconds."""
        return grammar(self.tag)

    def inflect(self, required_grammemes: set[str]) -> Any:
        """The form of the same word with the grammemes asked for, or None."""
        place = _place(self)
        if place is None:
            return super().inflect(required_grammemes)
        return self._morph.inflected(self, place, frozenset(required_grammemes))


class Dictionary(pymorphy3.MorphAnalyzer):  # type: ignore[misc]
    """The analyzer: `Dictionary().parse("визитом")[0].normal_form` → «визит»."""

    def __init__(self) -> None:
        super().__init__(result_type=Reading)
        self._similar = self.dictionary.words.similar_items
        self._chance = self.prob_estimator.p_t_given_w.get
        self._lookup = self._units[0][0]
        self.cell = lru_cache(CELLS)(self._cell)
        self.has = lru_cache(GUESSED)(self._has)
        self._targets: dict[tuple[int, int, frozenset[str]], int | None] = {}

    def parse(self, word: str) -> list[Any]:
        """The readings of a word, the likeliest first."""
        found = self.known(word)
        if not found:
            return list(super().parse(word))
        unit, made = self._lookup, self._result_type
        return [made(form, cell.tag, cell.lemma(form), score, ((unit, form, *place),)) for form, place, cell, score in found]

    def known(self, word: str) -> list[tuple[str, tuple[int, int], Cell, float]]:
        """A word that the dictionary has → the form that was found («ё» for «е»), paradigm and place, what they mean, and how likely each is.

        [] for a word that it does not have and for single letters, which may be initials.
        """
        found = self.found(word)
        lower = word.lower()
        chances = [self._chance(f"{lower}:{cell.text}", 0) for _, _, cell in found]
        if not any(chances):
            return [(*one, 1.0 / len(found)) for one in found]
        scored = [(*one, chance / 1_000_000) for one, chance in zip(found, chances, strict=True)]
        scored.sort(key=_score, reverse=True)
        return scored

    def found(self, word: str) -> list[tuple[str, tuple[int, int], Cell]]:
        """The same, however likely each is."""
        if len(word) < 2:
            return []
        return [(form, place, self.cell(place)) for form, places in self._similar(word.lower(), self.char_substitutes) for place in places]

    def _has(self, word: str) -> bool:
        """Whether a word, in small letters, stands in the dictionary."""
        return bool(self.dictionary.word_is_known(word=word, substitutes_compiled=self.char_substitutes))

    def lemmas(self, word: str) -> set[str]:
        """«стали» → {"стать", "сталь"}: the lemmas of all its readings, with «е» for «ё»."""
        found = self.found(word)
        lemmas = (cell.lemma(form) for form, _, cell in found) if found else (parse.normal_form for parse in super().parse(word))
        return {lemma.replace("ё", "е") for lemma in lemmas}

    def has_prefixes(self, place: tuple[int, int]) -> bool:
        """Whether some forms of a paradigm begin with more than the stem: «наилучший»."""
        codes = self.dictionary.paradigms[place[0]]
        return any(codes[2 * len(codes) // 3 :])

    def _cell(self, place: tuple[int, int]) -> Cell:
        paradigm, index = place
        codes = self.dictionary.paradigms[paradigm]
        size = len(codes) // 3
        prefixes, suffixes = self.dictionary.paradigm_prefixes, self.dictionary.suffixes
        tag = self.dictionary.build_tag_info(paradigm, index)
        return Cell(tag, str(tag), prefixes[codes[2 * size + index]], suffixes[codes[index]], prefixes[codes[2 * size]], suffixes[codes[0]])

    def lexeme(self, form: str, place: tuple[int, int]) -> Iterator[str]:
        """A form and its place in a paradigm → all forms of the word."""
        paradigm, _ = place
        codes = self.dictionary.paradigms[paradigm]
        size = len(codes) // 3
        stem, prefixes, suffixes = self.cell(place).stem(form), self.dictionary.paradigm_prefixes, self.dictionary.suffixes
        return (f"{prefixes[codes[2 * size + i]]}{stem}{suffixes[codes[i]]}" for i in range(size))

    def inflected(self, reading: Reading, place: tuple[int, int], required: frozenset[str]) -> Any:
        """Which place of the paradigm is meant depends on the tags alone, so it is looked for once."""
        asked = (*place, required)
        if asked not in self._targets:
            found = self._inflect(reading, required)
            self._targets[asked] = found[0].methods_stack[0][3] if found else None
        index = self._targets[asked]
        if index is None:
            return None
        unit, form, paradigm, _ = reading.methods_stack[0]
        cell = self.cell((paradigm, index))
        word = f"{cell.prefix}{self.cell(place).stem(form)}{cell.suffix}"
        return self._result_type(word, cell.tag, reading.normal_form, 1.0, ((unit, word, paradigm, index),))


def _score(one: tuple[str, tuple[int, int], Cell, float]) -> float:
    return one[3]


def _place(reading: Reading) -> tuple[int, int] | None:
    """The paradigm and place of a reading that stands in the dictionary; None for a guess."""
    methods = reading.methods_stack
    found = methods[0]
    return (
        (found[2], found[3]) if len(methods) == 1 and type(found[0]) is DictionaryAnalyzer else None
    )  # asked many times: `isinstance` of an abstract class is slow


_GRAMMARS: dict[str, Grammar] = {}  # by the text of the tag: some thousands


def grammar(tag: Any) -> Grammar:
    """A tag → what it says."""
    text = str(tag)
    found = _GRAMMARS.get(text)
    if found is None:
        pos, case, number, gender, animacy = (str(value or "") for value in (tag.POS, tag.case, tag.number, tag.gender, tag.animacy))
        found = _GRAMMARS[text] = Grammar(pos, case, number, gender, animacy)
    return found
