"""A document: an article with linguistic annotation, in the project's own words.

Engines produce it, scanners add to it, extractors read it. No library's objects appear here.
All offsets count code points of `Article.text`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from schemas.article import Article
from schemas.values import Change, DateSpan, Money, Percent, Place, Quantity


class Feats(NamedTuple):
    """Morphological features; "" where a feature is absent.

    case: nom gen dat acc ins loc (par, voc folded into gen, nom) · number: sing plur · gender: masc fem neut ·
    animacy: anim inan · tense: past pres fut · aspect: perf imp · voice: act pass mid · form: fin inf part conv ·
    mood: ind imp cnd · person: 1 2 3 · degree: pos cmp sup · variant: short
    """

    case: str = ""
    number: str = ""
    gender: str = ""
    animacy: str = ""
    tense: str = ""
    aspect: str = ""
    voice: str = ""
    form: str = ""
    mood: str = ""
    person: str = ""
    degree: str = ""
    variant: str = ""


@dataclass(slots=True, unsafe_hash=True)
class Token:
    """One token. Never changed once made; it is not declared frozen, because making it would take thrice the time.
    `lemma` is in lower case and without «ё»; `pos` is a UD tag (NOUN, PROPN, VERB, ADJ …); `head` is the index of its governor inside
    the sentence, -1 for the root; `rel` is a UD relation (nsubj, obl …)."""

    start: int
    stop: int
    text: str
    lemma: str
    pos: str
    feats: Feats
    head: int
    rel: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens whose heads form a tree with exactly one root (engines repair cycles)."""

    start: int
    stop: int
    tokens: tuple[Token, ...]
    block: str = "text"


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity from the engine: `type` is PER, LOC or ORG."""

    start: int
    stop: int
    type: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """What an engine says of one block of text."""

    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """An annotated article; every sequence is in text order."""

    article: Article
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    money: tuple[Money, ...] = ()
    percents: tuple[Percent, ...] = ()
    changes: tuple[Change, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    places: tuple[Place, ...] = ()
