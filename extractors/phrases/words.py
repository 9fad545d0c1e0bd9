"""Noun phrases: what one is, and which words of a sentence may modify or head one.

A phrase is agreeing modifiers + a head noun + what belongs to it on the right: a genitive chain, a name in
quotes, a person after a post, «из Бреста» after a delegation. Found from morphology and order, not from the
parser's tree, whose attachments err more often than case does.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Set
from dataclasses import dataclass, field
from functools import lru_cache

from extractors.article.asides import asides
from extractors.inflect import possible_cases
from extractors.phrases.units import Unit
from schemas.document import Feats, Sentence

MODIFIERS = {"ADJ", "DET", "NUM"}
NEVER_MODIFY = {"PUNCT", "ADP", "CCONJ", "SCONJ", "PART"}
LEGAL = {"оао", "зао", "пао", "ао", "ооо", "нао", "тоо", "фгуп"}  # of these nobody counts several
YEAR = re.compile(r"(?:19|20)\d\d-(?:м|й|го|му|ом)")
CLOCK, FULL_DAY = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d"), re.compile(r"[0-3]?\d\.[01]\d\.(?:\d\d){1,2}")
CODE = re.compile(r"\d\d-\d{3,4}")
MEASURED = re.compile(r"(?:тыс|млн|млрд|тонн|проц|руб|долл|куб|кило|литр|метр|гектар)|(?:т|кг|кв|км|га|м|л|%)\b")
SOLEMN = {"чрезвычайн", "полномочны", "полномочно", "полномочну"}
POSSESSIVES = {"его", "ее", "её", "их"}
SPELLED = {
    "сорок", "сто", "девяносто", "двадцать", "тридцать", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "двести", "триста", "четыреста",
    "пятьсот",
}  # fmt: skip
PRONOUNS = {"он", "она", "оно", "они", "мы", "я", "который", "кто"}


@dataclass(slots=True)
class Phrase:
    """A noun phrase of token indexes `first:last`; `core` are modifiers and head, `person`/`quote` a name inside it."""

    first: int
    last: int
    head: int
    case: str
    cases: frozenset[str]
    number: str
    prep: str = ""
    prep_index: int = -1
    type: str = ""
    counted: bool = False
    person: Unit | None = None
    quote: Unit | None = None
    parts: list[Phrase] = field(default_factory=list)
    parent: Phrase | None = None
    origin: Phrase | None = None
    core_last: int = 0
    conjunct_of: Phrase | None = None

    def add(self, part: Phrase) -> None:
        """Take in a phrase that belongs to this one."""
        part.parent = self
        self.parts.append(part)
        self.last = max(self.last, part.last)

    def flat(self) -> list[Phrase]:
        """The phrase and all within it, containing ones before contained ones."""
        found = [self]
        for part in self.parts:
            found += part.flat()
        return found


@dataclass(slots=True, eq=False)
class Word:
    """What a word is to phrases wherever it stands; `modifies` is None where its neighbours decide."""

    lower: str
    noun: bool
    modifies: bool | None


@lru_cache(2_500)
def word_of(text: str, lemma: str, pos: str, feats: Feats) -> Word:
    """A word with what the tagger says of it → what it is to phrases."""
    lower = text.lower()
    if lower in SPELLED:
        return Word(lower, False, True)  # «Сорок два крана», taken for a name
    noun = pos in ("NOUN", "PROPN") or (pos == "PRON" and lemma in PRONOUNS)
    return Word(lower, noun, _modifies_anywhere(text, lower, lemma, pos, feats))


def _modifies_anywhere(text: str, lower: str, lemma: str, pos: str, feats: Feats) -> bool | None:
    if pos in NEVER_MODIFY or feats.variant == "short":
        return False
    alike = (pos == "NOUN" and lemma.endswith("нный")) or (pos == "PROPN" and lemma.endswith(("ый", "ий", "ой")))
    if alike or text[:1].isdigit() or lower in POSSESSIVES or (feats.form == "part" and feats.voice == "act"):
        return None
    return lower[:10] in SOLEMN or pos in MODIFIERS or (pos == "VERB" and feats.form == "part" and bool(feats.case))


class PhraseReader(ABC):
    """The units of a sentence as phrases are made of them, and a way to read the phrase that begins at any of them."""

    def __init__(self, sentence: Sentence, units: list[Unit], adjectives: Set[int], people: Set[int], named: Set[int], declined: Set[int]) -> None:
        self.tokens, self.units, self.adjectives, self.people, self.named = sentence.tokens, units, adjectives, people, named
        self.declined = declined
        self._asides: tuple[tuple[int, int], ...] | None = None
        self.heads = heads = [sentence.tokens[unit.head] for unit in units]
        words = [word_of(head.text, head.lemma, head.pos, head.feats) for head in heads]
        self.texts = [word.lower for word in words]
        self.nouns = [word.noun for word in words]
        modifiers = [word.modifies for word in words]
        for i in [i for i, unit in enumerate(units) if unit.type or unit.last > unit.first + 1]:
            if units[i].last > units[i].first + 1:
                self.texts[i] = ""
            self.nouns[i] = self.nouns[i] or bool(units[i].type)
            modifiers[i] = False if units[i].type else None
        if people or adjectives:
            for i, head in enumerate(heads):
                if head.start in people:  # «гродненцам», whom the tagger takes for a participle
                    self.nouns[i], modifiers[i] = True, False
                elif head.start in adjectives and not units[i].type:
                    modifiers[i] = None
        self.modifiers: list[bool] = [self._modifies(i) if found is None else found for i, found in enumerate(modifiers)]
        self.opens: list[bool] = [noun or self.modifiers[i] for i, noun in enumerate(self.nouns)]

    @abstractmethod
    def noun_phrase(self, i: int, *, in_post: bool = False) -> tuple[Phrase | None, int]:
        """A phrase that begins at unit i and the unit after it; (None, i) where none does."""

    @property
    def asides(self) -> tuple[tuple[int, int], ...]:
        """What the sentence says besides its news, as ranges of tokens."""
        if self._asides is None:
            self._asides = asides(self.tokens, [token.lemma for token in self.tokens])
        return self._asides

    def text(self, i: int) -> str:
        return self.texts[i] if i < len(self.texts) else ""

    def is_noun(self, i: int) -> bool:
        return self.nouns[i]

    def unit_type(self, i: int) -> str:
        return self.units[i].type if i < len(self.units) else ""

    def is_modifier(self, i: int) -> bool:
        return self.modifiers[i]

    def _modifies(self, i: int) -> bool:
        unit = self.units[i]
        token = self.heads[i]
        if token.pos in NEVER_MODIFY or self._is_clock(i):
            return False
        if unit.type or token.feats.variant == "short" or token.start in self.people:
            return False
        if token.start in self.adjectives and token.pos in ("PROPN", "NOUN", "X") and unit.last == unit.first + 1:
            return i + 1 < len(self.units) and (
                self.is_noun(i + 1) or self.heads[i + 1].pos == "ADJ"
            )  # «Павлодарскому водоканалу», «Слуцкой льняной мануфактуре»
        if token.pos == "NOUN" and token.lemma.endswith("нный") and i + 1 < len(self.units) and self.heads[i + 1].feats.case == token.feats.case:
            return True  # «новоназначенным консулом», taken for a noun
        if token.pos == "PROPN" and token.rel == "amod" and token.lemma.endswith(("ый", "ий", "ой")):
            return i + 1 < len(self.units) and self.is_noun(i + 1)  # «Генеральным консулом», taken for a name
        if token.feats.form == "part" and token.feats.voice == "act" and not self.texts[i].endswith("ся") and self.unit_type(i + 1) == "LOC":
            return False  # «посетившие Елабугу / сербы»
        if self.texts[i][:10] in SOLEMN:
            return True  # «Чрезвычайный и Полномочный Посол», capital letters notwithstanding
        if self.texts[i] in POSSESSIVES:
            return i + 1 < len(self.units) and self.tokens[self.units[i + 1].head].pos in ("NOUN", "ADJ", "PROPN")
        return token.pos in MODIFIERS or (token.pos == "VERB" and token.feats.form == "part" and bool(token.feats.case))

    def _is_clock(self, i: int) -> bool:
        """«в 10:00 / японские гости», «20.05.2024 / делегация Минска», «в 2003-м / псковичи»: a time of day, a date or a year counts nothing."""
        text = self.tokens[self.units[i].first].text
        if not text[:1].isdigit():
            return False
        if (i and self.texts[i - 1] in ("№", "n")) or CODE.fullmatch(text):
            return True  # «энергоблока № 5 / АЭС «Нубия», «модели 12-5991 / «Обь»
        minutes = i > 1 and self.texts[i - 1] == ":" and self.texts[i - 2].isdigit() and len(text) == 2
        following = self.texts[i + 1] if i + 1 < len(self.units) else ""
        year = self._opens_firm(i + 1) or (YEAR.fullmatch(text) is not None and not following.startswith("год"))  # «5 мая 2011 / ОАО «Узор»
        return minutes or year or FULL_DAY.fullmatch(text) is not None or (CLOCK.fullmatch(text) is not None and not MEASURED.match(following))

    def _opens_firm(self, i: int) -> bool:
        return i < len(self.units) and self.tokens[self.units[i].first].text.lower() in LEGAL

    def is_agent(self, j: int) -> bool:
        """«томатов, выращенных / ООО «Сад»: a firm whose first word has no case does what the participle behind a comma says."""
        if j < 2 or not self._opens_firm(j):
            return False
        token = self.heads[j - 1]
        return self.texts[j - 2] == "," and token.feats.form == "part" and token.feats.voice == "pass"

    def agreeing_from(self, i: int, j: int) -> int:
        """The first unit from which all modifiers may stand with the head at unit j."""
        if i == j:
            return i
        if self.is_agent(j):
            return j
        unit, head = self.units[j], self.heads[j]
        if any(self.heads[k].pos == "NUM" for k in range(i, j)) or (unit.type and unit.type != "LOC" and unit.head == unit.first):
            return i
        if not head.feats.case:
            return i
        cases = possible_cases(head.text, head.pos) | {head.feats.case}
        for k in range(j - 1, i - 1, -1):
            token = self.heads[k]
            if not token.feats.case or token.text.lower() in POSSESSIVES:
                continue
            if token.feats.case != head.feats.case and not (possible_cases(token.text, token.pos) | {token.feats.case}) & cases:
                return k + 1
            if (
                token.pos == "VERB"
                and head.head == self.units[k].head
                and (token.feats.case != head.feats.case or head.rel == "obl:agent" or (head.rel == "obj" and token.feats.voice == "act"))
            ):
                return k + 1  # «техники, подаренной / Германией»: who acts hangs on the participle
            if (
                token.pos == "VERB"
                and token.feats.number == head.feats.number == "sing"
                and token.feats.gender != head.feats.gender
                and (token.feats.case in ("nom", "acc") or {token.feats.gender, head.feats.gender} == {"masc", "fem"})
            ):
                return k + 1  # «аким, принявший / делегацию», «с делегацией, возглавляемой / ректором»
        return i

    def same_case(self, a: int, b: int) -> bool:
        left, right = self.heads[a], self.heads[b]
        return left.feats.case == right.feats.case and bool(left.feats.case)
