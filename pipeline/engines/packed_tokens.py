"""razdel's tokens and sentences, exactly, at a fraction of the time: a word that was split once is remembered."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import NamedTuple

from razdel.segmenters.punct import DASHES
from razdel.segmenters.sentenize import DELIMITER, SentSegmenter, SentSplit, SentSplitter
from razdel.segmenters.sokr import HEAD_PAIR_SOKRS, HEAD_SOKRS, INITIALS, PAIR_SOKRS, SOKRS
from razdel.segmenters.tokenize import ATOM
from razdel.segmenters.tokenize import tokenize as razdel_tokenize

from pipeline.memo import Memo

# «слово», «(слово», «слово»,»: the word and each sign are a token. Digits, mixed scripts, "Yahoo!" and the rest are razdel's to decide.
PLAIN = re.compile(r"([«(\"]?)([а-яё]+(?:-[а-яё]+)*|[a-z]+)([»)\"]?)([,.:;?]?)", re.I)
# Signs that tie what stands on both sides, even across a space: «1, 2» is «1,» «2» but «слово, 2» is «слово» «,» «2».
JOINERS = frozenset(DASHES + "_.,/\\")
# What a neighbour counts as, and a sign of that sort.
NEIGHBOURS = {"INT": "1", "PUNCT": "."}

WINDOW = 10  # signs on each side of a delimiter that razdel looks at
ENDED = re.compile(r"[^\W\d]{3,}[а-яё]$")
BEGUN = re.compile(r"\s[А-ЯЁ][а-яё]")
ABBREVIATED = frozenset({*SOKRS, *HEAD_SOKRS, *INITIALS, *(pair[0] for pair in (*PAIR_SOKRS, *HEAD_PAIR_SOKRS))})

PUNCTUATION = "!#$%&()[]\\/*+,.:;<=>?@^_{|}~-‐−‒⁃–—―`\"'«»„“ʼʻ”№…"
SCRIPT = re.compile(rf"(?P<RU>[а-яё])|(?P<EN>[a-z])|(?P<NUM>[+-]?\d)|(?P<PUNCT>[{re.escape(PUNCTUATION)}])", re.I)


def shape(word: str) -> str:
    """«Минск» → "RU_Xx", «МАЗ» → "RU_XX", «2025» → "NUM", «,» → "PUNCT_,": the look of a word, as the networks learned it."""
    match = SCRIPT.match(word)
    script = match.lastgroup if match else "OTHER"
    if script in ("RU", "EN"):
        return f"{script}_{_outline(word)}"
    if script == "PUNCT":
        return f"PUNCT_{word if len(word) == 1 else 'OTHER'}"
    return str(script)


def _outline(word: str) -> str:
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX"
    if word.islower():
        return "xx"
    if _is_title(word):
        return "Xx"
    left, dash, right = word.partition("-")
    return "Xx-Xx" if dash and _is_title(left) and _is_title(right) else "OTHER"


def _is_title(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()


class Parts(NamedTuple):
    """What stands between two spaces: its tokens, where they begin in it, and their codes."""

    offsets: tuple[int, ...]
    words: tuple[str, ...]
    codes: tuple[int, ...]


class Tokenizer:
    """Splits text as razdel does. `code` turns a word into the number that is remembered with it."""

    def __init__(self, code: Callable[[str], int], *, size: int = 50_000) -> None:
        self._code = code
        self._alone: Memo[str, Parts | None] = Memo(self._split_alone, size)
        self._between: Memo[tuple[str, str, str], Parts] = Memo(self._split_between, size // 10)

    def __call__(self, text: str) -> tuple[list[int], list[str], list[int]]:
        """A text → the starts, the words and the codes of its tokens."""
        starts: list[int] = []
        words: list[str] = []
        codes: list[int] = []
        alone = self._alone
        at = 0
        for chunk in text.split():
            at = text.find(chunk, at)
            parts = alone[chunk]
            if parts is None:
                parts = self._between[_neighbour(text, at - 1, -1), chunk, _neighbour(text, at + len(chunk), 1)]
            for offset in parts.offsets:
                starts.append(at + offset)
            words += parts.words
            codes += parts.codes
            at += len(chunk)
        return starts, words, codes

    def _split_alone(self, chunk: str) -> Parts | None:
        """A chunk between spaces → its tokens, or None where they depend on the neighbours."""
        match = PLAIN.fullmatch(chunk)
        if match:
            groups = [group for group in (1, 2, 3, 4) if match[group]]
            # The chunk itself where it is one token: one text in memory for both.
            return self._parts([match.start(group) for group in groups], [match[group] for group in groups]) if len(groups) > 1 else self._parts([0], [chunk])
        if len(chunk) > 1 and (chunk[0] in JOINERS or chunk[-1] in JOINERS):
            return None
        return self._split_between(("", chunk, ""))

    def _split_between(self, key: tuple[str, str, str]) -> Parts:
        left, chunk, right = key
        first = len(left) + 1
        tokens = [token for token in razdel_tokenize(f"{left} {chunk} {right}") if first <= token.start < first + len(chunk)]
        return self._parts([token.start - first for token in tokens], [token.text for token in tokens])

    def _parts(self, offsets: list[int], words: list[str]) -> Parts:
        return Parts(tuple(offsets), tuple(words), tuple([self._code(word) for word in words]))


def _neighbour(text: str, index: int, step: int) -> str:
    """The nearest sign that is no space → "1" for a digit, "." for punctuation, "a" for any other, "" for none."""
    while 0 <= index < len(text) and text[index].isspace():
        index += step
    if not 0 <= index < len(text):
        return ""
    atom = ATOM.match(text[index])
    return NEIGHBOURS.get(atom.lastgroup, "a")


class Sentences:
    """razdel's sentences. razdel asks its rules at every sign that could end one; only where a space follows can the answer be yes."""

    def __init__(self) -> None:
        self._ends = re.compile(rf"{DELIMITER}(?=\s)")
        self._segment = SentSegmenter(SentSplitter(self._ends.pattern))

    def texts(self, text: str) -> Iterator[str]:
        """A text → its sentences."""
        return (sentence.text for sentence in self._segment(text))

    def __call__(self, text: str, starts: list[int]) -> list[tuple[int, int]]:
        """A text and the starts of its tokens → the token range of each sentence that has any."""
        found: list[tuple[int, int]] = []
        first = begin = 0
        for end in self._ends.finditer(text):
            if _is_plain_end(text, end.start()) or not self._goes_on(text, begin, end):
                begin = end.end()
                last = bisect_left(starts, begin, first)
                if last > first:
                    found.append((first, last))
                first = last
        if first < len(starts):
            found.append((first, len(starts)))
        return found

    def _goes_on(self, text: str, begin: int, end: re.Match[str]) -> bool:
        """Whether razdel's rules keep together what stands before and behind a sign; the sentence begins at `begin`."""
        start, stop = end.span()
        split = SentSplit(text[max(0, start - WINDOW) : start], end[1], text[stop : stop + WINDOW])
        split.buffer = text[begin:start]
        return bool(self._segment.join(split))


def _is_plain_end(text: str, at: int) -> bool:
    """«прошли переговоры. Гости …»: a full stop between a word that is no abbreviation and one with a capital, where no rule of razdel's has anything to say."""
    if text[at] != "." or BEGUN.match(text, at + 1) is None:
        return False
    word = ENDED.search(text, max(0, at - WINDOW), at)
    return word is not None and word[0].lower() not in ABBREVIATED
