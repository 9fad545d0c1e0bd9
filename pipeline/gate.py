"""The gate: which articles can hold a fact at all, before all of their text is tagged.

The extractors say which lemmas their rules need (`extractors.matching.needed`); the dictionary tells the lemmas of a text's words.

1. An article without the words of any rule, and without a measure of trade beside a number, is not annotated: it becomes a
   document without sentences. So does one whose words are those of sport, courts and other topics of which no fact is kept.
2. Of an article that names places of one region only, few rules can tell anything: the words of these count.
3. Of an article with such words in a few blocks only these are annotated first; all of it, if a rule may match there.

Nothing is lost. A rule sees lemmas, and every lemma that a token can get is one that the dictionary gives to its form;
a match lies in one sentence, and neither sentences nor names depend on other blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.annotate import places_of
from pipeline.changes import find_changes
from pipeline.engines.packed_tokens import Sentences
from pipeline.lookalikes import in_one_alphabet
from pipeline.memo import Memo
from pipeline.money import find_money, find_percents
from pipeline.morphology import LONGEST_WORD, analyzer, normal
from pipeline.quantities import find_quantities
from schemas.article import Article
from schemas.document import Document
from schemas.values import Place

Lemmas = frozenset[str]
Blocks = frozenset[int]  # the numbers of some blocks of an article

WORD = re.compile(r"[а-я]+(?:[-‐‑–][а-я]+)*")
PART = re.compile(r"[а-я]+")
PREFIX = 4  # letters: a word is asked for its lemmas only where the form of some needed lemma begins like it
REMEMBERED = 5_000  # words
SCALES = ("тыс", "млн", "млрд")
MOST = 0.6  # of an article's characters: where rules have words in so much of it, all of it is annotated at once


class Annotate(Protocol):
    """Articles → documents; `only` names the blocks that are to be annotated, of all of them where it is None."""

    def __call__(self, articles: Sequence[Article], *, only: Sequence[Blocks | None] | None = None) -> Sequence[Document]: ...


@dataclass(frozen=True, slots=True)
class Needs:
    """What rules need. `together`: for each rule sets of lemmas, one of each of which must stand in one sentence;
    `measures`: one of which must stand in an article with a number; `is_off_topic`: whether an article's words leave no room for a fact;
    `may_match`: whether any rule may match in a document; `at_home`: those of `together` that count where `has_one_side` says so of the text
    and the places of an article."""

    together: tuple[tuple[Lemmas, ...], ...]
    measures: Lemmas
    is_off_topic: Callable[[Article], bool]
    at_home: tuple[tuple[Lemmas, ...], ...]
    has_one_side: Callable[[str, Sequence[Place]], bool]
    may_match: Callable[[Document], bool]


class Gate:
    """`gate(article)` → the blocks in which a rule has its words; None for all of an article with a figure of trade."""

    def __init__(self, needs: Needs) -> None:
        bits = {lemmas: 1 << i for i, lemmas in enumerate(dict.fromkeys((*(lemmas for rule in needs.together for lemmas in rule), needs.measures)))}
        self._rules = list(dict.fromkeys(union(bits[lemmas] for lemmas in rule) for rule in needs.together))
        self._at_home = list(dict.fromkeys(union(bits[lemmas] for lemmas in rule) for rule in needs.at_home))
        self._is_off_topic = needs.is_off_topic
        self._has_one_side = needs.has_one_side
        self._measure = bits[needs.measures]
        self._lemmas: dict[str, int] = {}
        for lemmas, bit in bits.items():
            for lemma in lemmas:
                for part in {lemma} if WORD.fullmatch(lemma) else PART.findall(lemma):
                    self._lemmas[part] = self._lemmas.get(part, 0) | bit
        self._beginnings = frozenset(beginning for lemma in self._lemmas for beginning in beginnings_of(lemma))
        self._known: Memo[str, int] = Memo(self._bits_of, REMEMBERED)
        self._sentences = Sentences()

    def __call__(self, article: Article) -> Blocks | None:
        texts = [in_one_alphabet(article.text[block.start : block.stop]) for block in article.blocks]
        words = [self._words(text) for text in texts]
        measured = bool(union(words) & self._measure)
        if (not measured and not any(_holds(found, self._rules) for found in words)) or self._is_off_topic(article):
            return frozenset()
        if self._has_one_side(article.text, places_of(article)):
            return self._blocks(texts, words, self._at_home)
        return None if measured and any(has_number(normal(text)) for text in texts) else self._blocks(texts, words, self._rules)

    def _blocks(self, texts: Sequence[str], words: Sequence[int], rules: Sequence[int]) -> Blocks:
        """The blocks in one sentence of which all words of any rule stand."""
        return frozenset(i for i, (text, found) in enumerate(zip(texts, words, strict=True)) if self._in_one_sentence(text, found, rules))

    def _in_one_sentence(self, text: str, words: int, rules: Sequence[int]) -> bool:
        possible = [rule for rule in rules if words & rule == rule]
        if not possible or any(rule & (rule - 1) == 0 for rule in possible):  # a rule of one set of words needs no look at sentences
            return bool(possible)
        return any(_holds(self._words(sentence), possible) for sentence in self._sentences.texts(text))

    def _words(self, text: str) -> int:
        """A text → the sets of lemmas of which it holds a word, as bits."""
        return union(filter(None, map(self._known.__getitem__, WORD.findall(normal(text)))))

    def _bits_of(self, word: str) -> int:
        parts = () if word.isalpha() else PART.findall(word)
        return union(map(self._bits, (word, *parts)))

    def _bits(self, word: str) -> int:
        bits = self._lemmas.get(word, 0)
        if word[:PREFIX] in self._beginnings and len(word) <= LONGEST_WORD:
            bits |= union(self._lemmas.get(lemma, 0) for lemma in analyzer().lemmas(word))
        return bits


def _holds(words: int, rules: Sequence[int]) -> bool:
    """Whether some words are all that any rule asks for."""
    return any(words & rule == rule for rule in rules)


def gated(annotate: Annotate, needs: Needs) -> Annotate:
    """`annotate` → the same, but for an article without facts only as much as it takes to see that there are none."""
    gate = Gate(needs)

    def annotate_gated(articles: Sequence[Article], *, only: Sequence[Blocks | None] | None = None) -> Sequence[Document]:
        shut = closed(articles, gate, annotate, needs.may_match)
        opened = iter(annotate([article for i, article in enumerate(articles) if i not in shut]))
        return [Document(article, ()) if i in shut else next(opened) for i, article in enumerate(articles)]

    return annotate_gated


def closed(articles: Sequence[Article], gate: Gate, annotate: Annotate, may_match: Callable[[Document], bool]) -> set[int]:
    """The numbers of those articles in which no rule can find anything; some blocks of a few are annotated to know."""
    found: set[int] = set()
    some: dict[int, Blocks] = {}
    for i, article in enumerate(articles):
        blocks = gate(article)
        if blocks is not None and not blocks:
            found.add(i)
        elif blocks is not None and not most(article, blocks):
            some[i] = blocks
    partly = annotate([articles[i] for i in some], only=list(some.values())) if some else ()
    return found | {i for i, document in zip(some, partly, strict=True) if not may_match(document)}


def most(article: Article, blocks: Collection[int]) -> bool:
    """Whether some blocks are most of an article's body."""
    sizes = [block.stop - block.start for block in article.blocks]
    return bool(blocks) and sum(sizes[i] for i in blocks) >= MOST * sum(sizes)


def union(bits: Iterable[int]) -> int:
    """1, 4, 5 → 5: all the bits."""
    found = 0
    for some in bits:
        found |= some
    return found


def beginnings_of(lemma: str) -> Iterator[str]:
    """«идти» → «идти», «иду», «шел», «шла», …: the first letters of every form of every word of the dictionary that has this lemma."""
    yield lemma[:PREFIX]
    for form, place, cell in analyzer().found(lemma):
        if normal(cell.lemma(form)) == lemma:
            stem = cell.stem(form)
            if len(stem) >= PREFIX and not analyzer().has_prefixes(place):
                yield normal(stem[:PREFIX])  # all forms begin so
            else:
                yield from map(normal, {one[:PREFIX] for one in analyzer().lexeme(form, place)})


def has_number(text: str) -> bool:
    """Whether a text tells a sum, a share, a change or a quantity: «5 млн рублей», «вдвое», «3 тысячи тонн»; or a unit for bare numbers below it."""
    return any(scale in text for scale in SCALES) or any(True for find in (find_money, find_percents, find_changes, find_quantities) for _ in find(text))
