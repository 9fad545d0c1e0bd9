"""A sentence as the matcher sees it: tokens, tree, mentions and values side by side."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from extractors.article.asides import asides
from extractors.lexicon import class_bits
from extractors.matching.slots import Kind, Takes, kind_of
from schemas.changed import replace
from schemas.document import Document, Entity, Sentence, Token
from schemas.match import Mention
from schemas.values import Change, DateSpan, Money, Percent, Place, Quantity

BREAKS = {",", ";", ":", "—", "–", "(", ")"}

LEAF: list[int] = []  # what a word governs that governs nothing; never added to
LEAP_YEAR = 2024
DAYS_FROM = {"сегодня": 0, "вчера": -1, "накануне": -1, "позавчера": -2, "завтра": 1, "послезавтра": 2}
WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
V = TypeVar("V", bound=DateSpan | Money | Quantity | Place | Percent | Change | Entity)


@dataclass(slots=True)
class View:
    """One sentence with everything that was found in it; `index` is its number in the document."""

    index: int
    sentence: Sentence
    mentions: list[Mention]
    dates: tuple[DateSpan, ...] = ()
    money: tuple[Money, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    places: tuple[Place, ...] = ()
    percents: tuple[Percent, ...] = ()
    changes: tuple[Change, ...] = ()
    tokens: tuple[Token, ...] = field(init=False)
    lemmas: list[str] = field(init=False)  # of the tokens, as words are compared
    words: frozenset[str] = field(init=False)  # the lemmas that stand in the sentence: to know at once that none of some words does
    texts: list[str] = field(init=False)  # the tokens as they stand, in small letters
    statuses: dict[tuple[int, str, str | None], tuple[str, str]] = field(default_factory=dict)  # what was decided of a trigger: most set off several frames
    _stops: list[int] | None = None
    _classes: int | None = None
    _children: list[list[int]] | None = None  # these are made when first asked for: most sentences are never asked
    _values: set[int] | None = None
    _heads: dict[int, Mention] | None = None
    _kinds: list[tuple[Mention, Kind]] | None = None
    _listed: list[tuple[Mention, Mention]] | None = None
    _fitting: dict[int, list[Mention]] = field(default_factory=dict)
    _asides: tuple[tuple[int, int], ...] | None = None
    _verbs: list[int] | None = None
    _breaks: list[int] | None = None

    def __post_init__(self) -> None:
        self.tokens = self.sentence.tokens
        self.lemmas = [token.lemma for token in self.tokens]
        self.words = frozenset(self.lemmas)
        self.texts = [token.text.lower() for token in self.tokens]

    @property
    def classes(self) -> int:
        """The lexicon classes of the heads of all mentions, as bits."""
        if self._classes is None:
            found = 0
            for mention in self.mentions:
                found |= class_bits(mention.lemma)
            self._classes = found
        return self._classes

    @property
    def children(self) -> list[list[int]]:
        """The tokens that each token governs."""
        if self._children is None:
            self._children = [LEAF] * len(self.tokens)  # most words govern none
            for i, token in enumerate(self.tokens):
                if token.head >= 0:
                    if self._children[token.head] is LEAF:
                        self._children[token.head] = [i]
                    else:
                        self._children[token.head].append(i)
        return self._children

    def ancestors(self, i: int) -> list[int]:
        """The governors of a token, nearest first."""
        found, j = [], self.tokens[i].head
        while j >= 0 and j not in found:
            found.append(j)
            j = self.tokens[j].head
        return found

    def governor(self, mention: Mention) -> int:
        """The token outside a mention that governs it; -1 for none."""
        i = mention.head
        while i >= 0 and mention.first <= i < mention.last:
            i = self.tokens[i].head
        return i

    def subject_of(self, verb: int) -> Mention | None:
        """The first phrase in the nominative that a verb governs; None for a verb without one."""
        return next((m for m in self.mentions if m.parent is None and m.case == "nom" and self.governor(m) == verb), None)

    def is_main_subject(self, mention: Mention) -> bool:
        """Whether a mention is the subject of the sentence's main verb."""
        token = self.tokens[mention.head]
        subject = mention.parent is None and mention.case == "nom" and not mention.prep and token.rel.startswith("nsubj")
        return subject and token.head >= 0 and self.tokens[token.head].rel == "root"

    def is_value(self, mention: Mention) -> bool:
        """Whether a mention is a date or a sum: «в мае», «на 2 млн рублей» are no place, side or good."""
        return mention.head in self.values

    @property
    def values(self) -> set[int]:
        """The tokens of dates and sums."""
        if self._values is None:
            starts = [token.start for token in self.tokens] if self.dates or self.money else []
            spans = [(d.start, d.stop) for d in self.dates] + [(m.start, m.stop) for m in self.money]
            self._values = {i for start, stop in spans for i in range(bisect_left(starts, start), bisect_left(starts, stop))}
        return self._values

    @property
    def kinds(self) -> list[tuple[Mention, Kind]]:
        """The mentions, but dates and sums, each with what decides what it may fill."""
        if self._kinds is None:
            values = self.values
            self._kinds = [(m, kind_of(m)) for m in self.mentions if m.head not in values]
        return self._kinds

    @property
    def listed(self) -> list[tuple[Mention, Mention]]:
        """The members of lists, each with the member that it follows."""
        if self._listed is None:
            self._listed = [(m, self.mentions[m.conjunct_of]) for m in self.mentions if m.conjunct_of is not None]
        return self._listed

    def fitting(self, takes: Takes) -> list[Mention]:
        """The mentions, but dates and sums, that slots of a kind take."""
        found = self._fitting.get(id(takes))
        if found is None:
            found = self._fitting[id(takes)] = [m for m, kind in self.kinds if takes.takes(kind)]
        return found

    @property
    def asides(self) -> tuple[tuple[int, int], ...]:
        """The ranges of tokens that are said besides the news: «как сообщил X», «в присутствии X», «(ранее ездили к X)»."""
        if self._asides is None:
            self._asides = asides(self.tokens, self.words)
        return self._asides

    def is_aside(self, i: int, trigger: int) -> bool:
        """Whether a token stands in an aside, and a trigger outside of it."""
        for first, last in self.asides:
            if first <= i < last and not first <= trigger < last:
                return True
        return False

    def verbs_between(self, a: int, b: int) -> int:
        """Predicates strictly between two tokens."""
        if self._verbs is None:
            self._verbs = _totals([is_predicate(token) for token in self.tokens])
        return self._verbs[b] - self._verbs[a + 1] if a < b else self._verbs[a] - self._verbs[b + 1]

    def breaks_between(self, a: int, b: int) -> int:
        """Commas, dashes, brackets strictly between two tokens."""
        if self._breaks is None:
            self._breaks = _totals([text in BREAKS for text in self.texts])
        return self._breaks[b] - self._breaks[a + 1] if a < b else self._breaks[a] - self._breaks[b + 1]

    def mention_at(self, i: int) -> Mention | None:
        """The outermost mention whose head is token i, else None."""
        if self._heads is None:
            self._heads = {m.head: m for m in reversed(self.mentions)}
        return self._heads.get(i)

    def token_at(self, offset: int) -> int:
        """The index of the token that covers or follows an offset of the text."""
        if self._stops is None:
            self._stops = [token.stop for token in self.tokens]
        return min(bisect_right(self._stops, offset), len(self._stops) - 1)


def _totals(counted: list[bool]) -> list[int]:
    """How many of the tokens before each are counted; also before the two places behind the last."""
    total, totals = 0, [0]
    for one in counted:
        total += one
        totals.append(total)
    totals.append(total)
    return totals


def is_predicate(token: Token) -> bool:
    """Finite verb, converb or short participle: the centre of a clause."""
    if token.pos not in ("VERB", "AUX"):
        return False
    feats = token.feats
    return feats.form in ("fin", "conv") or (feats.form == "part" and feats.variant == "short") or (not feats.form and bool(feats.tense))


def views(document: Document, mentions: list[list[Mention]]) -> list[View]:
    """One view per sentence."""
    sentences = document.sentences
    line = document.article.dateline
    days = days_of_dateline(document)
    days = days if line is None else tuple(d for d in days if not line.start <= d.start < line.stop)  # when it was written is no time of the news
    if line is not None:  # where it was written is no side of the news, though the engine sees no end of a sentence: «Пекин, 3 мая /Синьхуа/ -- Китай и …»
        mentions = [[replace(m, type="", kind="") if line.start <= m.start and m.stop <= line.stop else m for m in found] for found in mentions]
    dates, money, quantities = dealt(days, sentences), dealt(document.money, sentences), dealt(document.quantities, sentences)
    places, percents, changes = dealt(document.places, sentences), dealt(document.percents, sentences), dealt(document.changes, sentences)
    return [View(i, sentence, mentions[i], dates[i], money[i], quantities[i], places[i], percents[i], changes[i]) for i, sentence in enumerate(sentences)]


def days_of_dateline(document: Document) -> tuple[DateSpan, ...]:
    """The dates of a document; «сегодня», «во вторник» under a dateline without a year, «Уфа, 28 сентября», are that day of an unknown year."""
    line = document.article.dateline
    if document.article.published is not None or line is None:
        return document.dates
    said = next((d for d in document.dates if line.start <= d.start < line.stop and d.grain == "day" and str(d.edtf).startswith("XXXX-")), None)
    if said is None or said.edtf is None:
        return document.dates
    day = date(LEAP_YEAR, int(said.edtf[5:7]), int(said.edtf[8:10]))
    return tuple(_on_day(d, day) if d.edtf is None and d.grain == "day" else d for d in document.dates)


def _on_day(span: DateSpan, day: date) -> DateSpan:
    word = span.text.lower()
    offset = DAYS_FROM.get(word, 0 if word.startswith(WEEKDAYS) else None)
    return span if offset is None else replace(span, edtf=f"XXXX{(day + timedelta(offset)).isoformat()[4:]}")


def dealt(values: Sequence[V], sentences: Sequence[Sentence]) -> list[tuple[V, ...]]:
    """The values that begin in each sentence."""
    found: list[tuple[V, ...]] = [()] * len(sentences)
    i = 0  # the sentence of the value before: the next one begins there or behind
    for value in values:
        start = value.start
        while i and start < sentences[i].start:
            i -= 1
        while i + 1 < len(sentences) and sentences[i + 1].start <= start:
            i += 1
        if sentences and sentences[i].start <= start < sentences[i].stop:
            found[i] = (*found[i], value)
    return found
