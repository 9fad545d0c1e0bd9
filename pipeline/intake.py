"""Sources in, what they hold out, in order: articles and rejects, each article once."""

from __future__ import annotations

import functools
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby, islice

from pipeline import read
from pipeline.blocks import Found, Item
from pipeline.executors import Executor
from pipeline.reading import ReadOptions
from schemas.article import RawArticle, Reject

PAGES_AT_ONCE = 8


class Seen:
    """A set of random 64-bit numbers in some 16 bytes each, a fifth of what a `set` of them takes: open addressing, by their last bits."""

    def __init__(self) -> None:
        self.slots = array("Q", bytes(8 * 1024))
        self.held = 0

    def add(self, number: int) -> bool:
        """Is the number new? It is then kept."""
        if 3 * self.held >= 2 * len(self.slots):
            self._grow()
        number = number or 1  # an empty slot is 0
        at = self._slot(number)
        if self.slots[at] == number:
            return False
        self.slots[at] = number
        self.held += 1
        return True

    def _slot(self, number: int) -> int:
        """Where the number is, or where it would be."""
        last = len(self.slots) - 1
        at = number & last
        while self.slots[at] not in (0, number):
            at = at + 1 & last
        return at

    def _grow(self) -> None:
        before, self.slots = self.slots, array("Q", bytes(16 * len(self.slots)))
        for number in filter(None, before):
            self.slots[self._slot(number)] = number


def items(sources: Iterable[read.Source], options: ReadOptions, execute: Executor, *, workers: int) -> Iterator[Item]:
    """Sources in order → what they hold; an article that was read before is a reject."""
    seen = Seen()
    for number, (source, everything) in enumerate(_found(sources, options, execute, workers), start=1):
        for record, found in enumerate(everything):
            if isinstance(found, RawArticle) and not seen.add(int(found.sha256[:16], 16)):  # what article_id is made of
                found = Reject(found.source, "duplicate", f"the same article came earlier: sha256 {found.sha256}")
            yield Item((source.name, record), number, found)


def _found(sources: Iterable[read.Source], options: ReadOptions, execute: Executor, workers: int) -> Iterator[tuple[read.Source, Iterable[Found]]]:
    """Each source with what it holds: web pages are parsed in processes of their own, all else streams through this one."""
    for is_page, group in groupby(sources, key=_is_page):
        if is_page:
            start = functools.partial(_begin, options)
            for batch, pages in execute(start, _batches(group), _failed, workers=workers):
                yield from zip(batch, chain.from_iterable(pages), strict=True)
        else:
            yield from ((source, _read(options, source)) for source in group)


def _is_page(source: read.Source) -> bool:
    """Parsing a page takes longer than all else in reading. The members of a tar are not for several processes: to reach
    one, all before it must be unpacked."""
    return source.format == "html" and all(step.kind == "zip" for step in source.steps)


def _batches(sources: Iterator[read.Source]) -> Iterator[tuple[tuple[read.Source, ...], tuple[read.Source, ...]]]:
    while batch := tuple(islice(sources, PAGES_AT_ONCE)):
        yield batch, batch


def _begin(options: ReadOptions) -> Callable[[Sequence[read.Source]], list[list[Found]]]:
    return functools.partial(_read_all, options)


def _read_all(options: ReadOptions, sources: Sequence[read.Source]) -> list[list[Found]]:
    return [list(_read(options, source)) for source in sources]


def _read(options: ReadOptions, source: read.Source) -> Iterator[Found]:
    """What a source holds; whatever a reader did not foresee is a reject too."""
    try:
        yield from read.read_source(source, options)
    except Exception as error:
        yield Reject(source.name, "unreadable", f"{type(error).__name__}: {error!s:.300}")


def _failed(source: read.Source, why: str) -> list[list[Found]]:
    return [[Reject(source.name, "unreadable", why)]]
