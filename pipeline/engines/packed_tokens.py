"""razdel's tokens and sentences, exactly, at a fraction of the time: a word that was split once is remembered."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from razdel.segmenters.punct import DASHES
from razdel.segmenters.sentenize import DELIMITER, SentSegmenter, SentSplitter
from razdel.segmenters.tokenize import ATOM
from razdel.segmenters.tokenize import tokenize as razdel_tokenize

from pipeline.memo import Memo

CHUNK = re.compile(r"\S+")
# «слово», «(слово», «слово»,»: the word and each sign are a token. Digits, mixed scripts, "Yahoo!" and the rest are razdel's to decide.
PLAIN = re.compile(r"([«(\"]?)([а-яё]+(?:-[а-яё]+)*|[a-z]+)([»)\"]?)([,.:;?]?)", re.I)
# Signs that tie what stands on both sides, even across a space: «1, 2» is «1,» «2» but «слово, 2» is «слово» «,» «2».
JOINERS = frozenset(DASHES + "_.,/\\")
# What a neighbour counts as, and a sign of that sort.
NEIGHBOURS = {"INT": "1", "PUNCT": "."}

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


class Tokenizer:
    """Splits text as razdel does. `code` turns a word into the number that is remembered with it."""

    def __init__(self, code: Callable[[str], int], *, size: int = 50_000) -> None:
        self._code = code
        self._alone: Memo[str, list[tuple[int, str, int]] | None] = Memo(self._split_alone, size)
        self._between: Memo[tuple[str, str, str], list[tuple[int, str, int]]] = Memo(self._split_between, size // 10)

    def __call__(self, text: str) -> tuple[list[int], list[str], list[int]]:
        """A text → the starts, the words and the codes of its tokens."""
        starts: list[int] = []
        words: list[str] = []
        codes: list[int] = []
        alone = self._alone
        for match in CHUNK.finditer(text):
            parts = alone[match[0]]
            if parts is None:
                parts = self._between[_neighbour(text, match.start() - 1, -1), match[0], _neighbour(text, match.end(), 1)]
            at = match.start()
            for offset, word, code in parts:
                starts.append(at + offset)
                words.append(word)
                codes.append(code)
        return starts, words, codes

    def _split_alone(self, chunk: str) -> list[tuple[int, str, int]] | None:
        """A chunk between spaces → its tokens, or None where they depend on the neighbours."""
        match = PLAIN.fullmatch(chunk)
        if match:
            parts = [(match.start(group), match[group]) for group in (1, 2, 3, 4) if match[group]]
            return [(start, part, self._code(part)) for start, part in (parts if len(parts) > 1 else [(0, chunk)])]
        if len(chunk) > 1 and (chunk[0] in JOINERS or chunk[-1] in JOINERS):
            return None
        return self._split_between(("", chunk, ""))

    def _split_between(self, key: tuple[str, str, str]) -> list[tuple[int, str, int]]:
        left, chunk, right = key
        first = len(left) + 1
        tokens = razdel_tokenize(f"{left} {chunk} {right}")
        return [(token.start - first, token.text, self._code(token.text)) for token in tokens if first <= token.start < first + len(chunk)]


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
        self._segment = SentSegmenter(SentSplitter(rf"{DELIMITER}(?=\s)"))

    def texts(self, text: str) -> Iterator[str]:
        """A text → its sentences."""
        return (sentence.text for sentence in self._segment(text))

    def __call__(self, text: str, starts: list[int]) -> Iterator[tuple[int, int]]:
        """A text and the starts of its tokens → the token range of each sentence that has any."""
        first = 0
        for sentence in self._segment(text):
            last = bisect_left(starts, sentence.stop, first)
            if last > first:
                yield first, last
            first = last
