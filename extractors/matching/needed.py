"""What an article must hold for any rule to find anything in it: lemmas, taken from the rules and lexicons themselves.

`agreements.sign` asks for one of its triggers and for a word of the lexicon `document` in one sentence; a trade figure for a
word that names a measure. Whoever annotates articles may skip those in which nothing of this stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import cast

from extractors.article.cooperation import ALONE, SIGNINGS, has_one_side
from extractors.article.discourse import Discourse
from extractors.facts import EXTRACTORS, frame_index
from extractors.lexicon import members
from extractors.matching.frames import Frame, frames
from extractors.matching.matcher import match
from extractors.matching.triggers import lexical_needs
from extractors.names.mentions import find_mentions
from extractors.trade_figures.measures import plain_words
from extractors.view import View, views
from schemas.document import Document
from schemas.match import Match, Mention
from schemas.values import Place

Lemmas = frozenset[str]


@cache
def together() -> tuple[tuple[Lemmas, ...], ...]:
    """For each rule the sets of lemmas of which one each must stand in its sentence; the first are its triggers."""
    return tuple(dict.fromkeys(_asked(frame) for table, extractor in EXTRACTORS.items() if not extractor.by_number for frame in frames(table)))


@cache
def at_home() -> tuple[tuple[Lemmas, ...], ...]:
    """The same of the rules that may tell something in an article with one side only (`has_one_side`)."""
    return tuple(dict.fromkeys(_asked(frame) for frame in frames(ALONE) if frame.id in SIGNINGS))


@cache
def measures() -> Lemmas:
    """The lemmas of which one must stand in an article, beside a number, that tells a trade figure."""
    return plain_words()


def _asked(frame: Frame) -> tuple[Lemmas, ...]:
    return (_triggers(frame), *(frozenset[str]().union(*map(members, lexicons)) for lexicons in lexical_needs(frame)))


def _triggers(frame: Frame) -> Lemmas:
    """The lemmas that set off a frame: the passive of «подписать» may have the lemma «подписаться»."""
    return frame.nouns | {verb + ending for verb in frame.verbs for ending in ("", "ся", "сь")}


class Unknown(Exception):
    """A guard asks for what only the whole article tells."""


class Own:
    """The sentences of an article of which only the match's own is known."""

    def __init__(self, view: View) -> None:
        self.view = view

    def __getitem__(self, index: int | slice) -> View:  # what is asked for by a slice is never known
        if index != self.view.index:
            raise Unknown("another sentence")
        return self.view

    def __iter__(self) -> Iterator[View]:
        raise Unknown("all sentences")


class Part(Discourse):
    """What some sentences of an article tell of it: the values and the text of the whole, but of the sentences only the match's own. Its `home`, `sides`, `hero` … are not set."""

    def __init__(self, document: Document, own: View) -> None:
        self.document = document
        self.views = cast(Sequence[View], Own(own))

    def antecedents(self, before: int) -> Iterable[Mention]:
        raise Unknown("antecedents")

    def resolve(self, mention: Mention, view: View) -> list[tuple[Mention, bool]]:
        raise Unknown("what a mention means")

    def we(self, mention: Mention) -> Place | Mention | None:
        raise Unknown("who speaks")

    def refers(self, mention: Mention) -> bool:
        raise Unknown("what a mention refers to")


def may_match(document: Document) -> bool:
    """Whether a rule may match in the whole article, asked of a document with all its values but only some of its sentences.

    Never False where a rule matches in one of these sentences: a match lies in one sentence; a guard that asks for more is not believed to refuse.
    """
    index = frame_index()
    valued = replace(document, sentences=())
    found = (m for view in views(document, find_mentions(document)) for m in match(view, index) if _passes(m, valued, view))
    return any(m.rule in SIGNINGS for m in found) if has_one_side(document.article.text, document.places) else any(True for _ in found)


def _passes(found: Match, document: Document, view: View) -> bool:
    guards = EXTRACTORS[found.table].guards
    try:
        return all(guards[name](found, Part(document, view)) for name in frame_index().guards(found.rule))
    except (Unknown, AttributeError):  # what is not set raises the latter
        return True
