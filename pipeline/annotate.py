"""Articles become documents: the engine's sentences and entities, and what the scanners find."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate
from typing import NamedTuple, TypeVar

from pipeline.changes import find_changes
from pipeline.dates import find_dates
from pipeline.engines import Engine
from pipeline.money import find_money, find_percents
from pipeline.places import find_places_in
from pipeline.quantities import find_quantities
from pipeline.retag import correct
from schemas.article import Article, Block
from schemas.document import Annotation, Document
from schemas.values import Change, DateSpan, Money, Percent, Place, Quantity

# A paragraph has a few hundred characters; ten thousand without a line break are a page that lost its lines.
LONGEST_PIECE = 10_000

Value = TypeVar("Value", DateSpan, Money, Percent, Change, Quantity, Place)


class Piece(NamedTuple):
    """A stretch of a block that is annotated by itself."""

    text: str
    start: int
    kind: str


def annotate(articles: Sequence[Article], engine: Engine) -> list[Document]:
    """Cleaned articles → one document for each, in the same order. The engine gets the pieces of all articles at once."""
    pieces = [list(_pieces(article)) for article in articles]
    annotations = iter(engine.annotate([(piece.text, piece.start) for of_article in pieces for piece in of_article]))
    return [_document(article, of_article, [next(annotations) for _ in of_article]) for article, of_article in zip(articles, pieces, strict=True)]


def _document(article: Article, pieces: Sequence[Piece], annotations: Sequence[Annotation]) -> Document:
    return Document(
        article=article,
        sentences=tuple(
            replace(correct(sentence), block=piece.kind) for piece, annotation in zip(pieces, annotations, strict=True) for sentence in annotation.sentences
        ),
        entities=tuple(entity for annotation in annotations for entity in annotation.entities),
        dates=_dates(pieces, article.published),
        money=_money(pieces),
        percents=_scan(pieces, find_percents),
        changes=_scan(pieces, find_changes),
        quantities=_scan(pieces, find_quantities),
        places=_shifted(pieces, find_places_in([piece.text for piece in pieces])),  # one block tells which «Советск» another means
    )


def _dates(pieces: Sequence[Piece], published: date | None) -> tuple[DateSpan, ...]:
    """The dates of an article, found in all its blocks at once: «годом ранее» leans on the paragraph before."""
    starts = [0, *accumulate(len(piece.text) + 1 for piece in pieces)]
    found = []
    for value in find_dates("\n".join(piece.text for piece in pieces), published=published):
        number = bisect_right(starts, value.start) - 1
        if value.stop < starts[number + 1]:
            found.append(_shift(value, pieces[number].start - starts[number]))
    return tuple(found)


def _money(pieces: Sequence[Piece]) -> tuple[Money, ...]:
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
    moved = replace(value, start=value.start + offset, stop=value.stop + offset)
    if isinstance(moved, Quantity) and moved.item_start is not None and moved.item_stop is not None:
        moved = replace(moved, item_start=moved.item_start + offset, item_stop=moved.item_stop + offset)
    return moved


def _pieces(article: Article) -> Iterator[Piece]:
    for block in article.blocks:
        yield from _split(article.text, block)


def _split(text: str, block: Block, *, limit: int = LONGEST_PIECE) -> Iterator[Piece]:
    """A block → itself, or parts of at most `limit` characters, cut after a sentence, else at a space, else anywhere."""
    start = block.start
    while block.stop - start > limit:
        cut = max(text.rfind(". ", start, start + limit), text.rfind(".\n", start, start + limit)) + 1
        cut = cut if cut > start else text.rfind(" ", start, start + limit) + 1
        cut = cut if cut > start else start + limit
        yield Piece(text[start:cut], start, block.kind)
        start = cut
    yield Piece(text[start : block.stop], start, block.kind)
