"""pymorphy3's dictionary with pymorphy3's answers, some times faster for words that it has: most words of a text.

What a word form means is told by its paradigm and its place there; that is worked out once for each such pair and then only looked up.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import pymorphy3
from pymorphy3.analyzer import Parse
from pymorphy3.units import DictionaryAnalyzer

CELLS = 20_000  # pairs of a paradigm and a place that are remembered


class Cell(NamedTuple):
    """A place in a paradigm: «-ом» of «завод», the instrumental. `head` and `tail` are the letters that are cut off a form to have its stem."""

    tag: Any
    text: str  # of the tag
    head: int
    tail: int
    before: str  # what the lemma has around the stem
    after: str

    def lemma(self, form: str) -> str:
        """«заводом» → «завод»."""
        return f"{self.before}{form[self.head : len(form) - self.tail]}{self.after}"


class Reading(Parse):  # type: ignore[misc]
    """One reading of a word."""

    @property
    def is_known(self) -> bool:
        """Whether the dictionary has the word, or only guesses it."""
        methods = self.methods_stack
        return (len(methods) == 1 and isinstance(methods[0][0], DictionaryAnalyzer)) or bool(super().is_known)


class Dictionary(pymorphy3.MorphAnalyzer):  # type: ignore[misc]
    """The analyzer: `Dictionary().parse("визитом")[0].normal_form` → «визит»."""

    def __init__(self) -> None:
        super().__init__(result_type=Reading)
        self._similar = self.dictionary.words.similar_items
        self._chance = self.prob_estimator.p_t_given_w.get
        self._lookup = self._units[0][0]
        self.cell = lru_cache(CELLS)(self._cell)

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
        if len(word) < 2:
            return []
        lower = word.lower()
        found = [(form, place, self.cell(place)) for form, places in self._similar(lower, self.char_substitutes) for place in places]
        chances = [self._chance(f"{lower}:{cell.text}", 0) for _, _, cell in found]
        if not any(chances):
            return [(*one, 1.0 / len(found)) for one in found]
        scored = [(*one, chance / 1_000_000) for one, chance in zip(found, chances, strict=True)]
        scored.sort(key=_score, reverse=True)
        return scored

    def _cell(self, place: tuple[int, int]) -> Cell:
        paradigm, index = place
        codes = self.dictionary.paradigms[paradigm]
        size = len(codes) // 3
        prefixes, suffixes = self.dictionary.paradigm_prefixes, self.dictionary.suffixes
        tag = self.dictionary.build_tag_info(paradigm, index)
        head, tail = len(prefixes[codes[2 * size + index]]), len(suffixes[codes[index]])
        if index == 0:
            return Cell(tag, str(tag), 0, 0, "", "")
        return Cell(tag, str(tag), head, tail, prefixes[codes[2 * size]], suffixes[codes[0]])


def _score(one: tuple[str, tuple[int, int], Cell, float]) -> float:
    return one[3]
