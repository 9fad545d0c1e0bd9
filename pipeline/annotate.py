"""Articles become documents: the engine's sentences and entities, and what the scanners find."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from functools import lru_cache
from itertools import accumulate
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from pipeline.abbreviations import without_open_stops
from pipeline.capitals import in_small_letters
from pipeline.changes import find_changes
from pipeline.dates import find_dates
from pipeline.engines import Engine
from pipeline.lookalikes import in_one_alphabet
from pipeline.money import find_money, find_percents
from pipeline.places import find_places_in
from pipeline.quantities import find_quantities
from pipeline.retag import correct
from pipeline.wraps import unbroken
from schemas.article import Article, Block
from schemas.document import Annotation, Document, Sentence
from schemas.values import Change, DateSpan, Money, Percent, Place, Quantity

# A paragraph has a few hundred characters; ten thousand without a line break are a page that lost its lines.
LONGEST_PIECE = 10_000
IN_WORK = 32  # articles: the gate asks for their sums and places first, and they are annotated soon after

Value = TypeVar("Value", DateSpan, Money, Percent, Change, Quantity, Place)
# For each kind of value all that does not move with it: what follows `start` and `stop`, and precedes the span of a quantity's item.
REST: dict[type[Any], Callable[[Any], tuple[Any, ...]]] = {
    kind: attrgetter(*(field.name for field in fields(kind)[2:] if not field.name.startswith("item_")))
    for kind in (DateSpan, Money, Percent, Change, Quantity, Place)
}


class Piece(NamedTuple):
    """A stretch of a block that is annotated by itself."""

    text: str
    start: int
    kind: str
    block: int


def annotate(articles: Sequence[Article], engine: Engine, *, only: Sequence[Collection[int] | None] | None = None) -> list[Document]:
    """Cleaned articles → one document for each, in the same order. The engine gets the pieces of all articles at once.

    `only` names for each article the blocks to tag (None: all of them); what the scanners find is that of the whole article.
    """
    pieces = [tuple(_pieces(article)) for article in articles]
    wanted = only if only is not None else [None] * len(articles)
    chosen = [all_of if some is None else tuple(p for p in all_of if p.block in some) for all_of, some in zip(pieces, wanted, strict=True)]
    annotations = iter(engine.annotate([(in_small_letters(without_open_stops(piece.text)), piece.start) for of_article in chosen for piece in of_article]))
    tagged = [[next(annotations) for _ in some] for some in chosen]
    # Step by step and not article by article: what a scanner looks words up in stays in the processor's cache.
    sentences = list(map(_sentences, chosen, tagged))
    dates = [_dates(of_article, article.published) for article, of_article in zip(articles, pieces, strict=True)]
    figures = list(map(_figures, pieces))
    places = list(map(_places, pieces))
    return list(map(_document, articles, sentences, tagged, dates, figures, places))


class Figures(NamedTuple):
    """The figures of an article; their scanners lean on the same numbers."""

    money: tuple[Money, ...]
    percents: tuple[Percent, ...]
    changes: tuple[Change, ...]
    quantities: tuple[Quantity, ...]


def _figures(pieces: tuple[Piece, ...]) -> Figures:
    return Figures(_money(pieces), _scan(pieces, find_percents), _scan(pieces, find_changes), _scan(pieces, find_quantities))


def _document(
    article: Article,
    sentences: tuple[Sentence, ...],
    annotations: Sequence[Annotation],
    dates: tuple[DateSpan, ...],
    figures: Figures,
    places: tuple[Place, ...],
) -> Document:
    entities = tuple(entity for annotation in annotations for entity in annotation.entities)
    return Document(article, sentences, entities, dates, *figures, places)


def places_of(article: Article) -> tuple[Place, ...]:
    """The places of an article alone, as its document has them."""
    return _places(tuple(_pieces(article)))


@lru_cache(IN_WORK)
def _places(pieces: tuple[Piece, ...]) -> tuple[Place, ...]:
    """The places of an article; one block tells which «Советск» another means."""
    return _outside(_shifted(pieces, find_places_in([piece.text for piece in pieces])), _money(pieces))


def _outside(places: Sequence[Place], money: Sequence[Money]) -> tuple[Place, ...]:
    """Places that are not part of a sum: «5 млн долларов США», «12 млн белорусских рублей» speak of no country."""
    starts = [m.start for m in money]
    return tuple(p for p in places if not ((i := bisect_right(starts, p.start) - 1) >= 0 and p.stop <= money[i].stop))


def _sentences(pieces: Sequence[Piece], annotations: Sequence[Annotation]) -> tuple[Sentence, ...]:
    tagged = zip(pieces, annotations, strict=True)
    return tuple(correct(sentence, block=piece.kind) for piece, annotation in tagged for sentence in annotation.sentences)


def _dates(pieces: Sequence[Piece], published: date | None) -> tuple[DateSpan, ...]:
    """The dates of an article, found in all its blocks at once: «годом ранее» leans on the paragraph before."""
    starts = [0, *accumulate(len(piece.text) + 1 for piece in pieces)]
    found = []
    for value in find_dates("\n".join(piece.text for piece in pieces), published=published):
        number = bisect_right(starts, value.start) - 1
        if value.stop < starts[number + 1]:
            found.append(_shift(value, pieces[number].start - starts[number]))
    return tuple(found)


@lru_cache(IN_WORK)
def _money(pieces: tuple[Piece, ...]) -> tuple[Money, ...]:
    """The sums of an article; a bare «30 миллиардов» goes on with the money of the paragraph before."""
    found: list[Money] = []
    last = -2
    for number, piece in enumerate(pieces):
        here = [_shift(value, piece.start) for value in find_money(piece.text, after_money=number - last <= 1)]
        last = number if here else last
        found.extend(here)
    return tuple(found)


def _scan(pieces: Sequence[Piece], find: Callable[[str], Iterable[Value]]) -> tuple[Value, ...]:
    """What a scanner finds in each piece, at offsets of the article."""
    return _shifted(pieces, (find(piece.text) for piece in pieces))


def _shifted(pieces: Sequence[Piece], found: Iterable[Iterable[Value]]) -> tuple[Value, ...]:
    """What was found in each piece → all of it, at offsets of the article."""
    return tuple(_shift(value, piece.start) for piece, values in zip(pieces, found, strict=True) for value in values)


def _shift(value: Value, offset: int) -> Value:
    """A value at 3:7 of a block that starts at 100 → the same value at 103:107."""
    if not offset:
        return value
    kind = type(value)
    item: tuple[int, ...] = ()
    if isinstance(value, Quantity) and value.item_start is not None and value.item_stop is not None:
        item = (value.item_start + offset, value.item_stop + offset)
    return kind(value.start + offset, value.stop + offset, *REST[kind](value), *item)


def _pieces(article: Article) -> Iterator[Piece]:
    for number, block in enumerate(article.blocks):
        for start, stop in _split(article.text, block):
            yield Piece(unbroken(in_one_alphabet(article.text[start:stop])), start, block.kind, number)


def _split(text: str, block: Block, *, limit: int = LONGEST_PIECE) -> Iterator[tuple[int, int]]:
    """A block → itself, or parts of at most `limit` characters, cut after a sentence, else at a space, else anywhere."""
    start = block.start
    while block.stop - start > limit:
        cut = max(text.rfind(". ", start, start + limit), text.rfind(".\n", start, start + limit)) + 1
        cut = cut if cut > start else text.rfind(" ", start, start + limit) + 1
        cut = cut if cut > start else start + limit
        yield start, cut
        start = cut
    yield start, block.stop
