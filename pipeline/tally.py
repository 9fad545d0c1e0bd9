"""What all parts of a run say of each entity, counted in bounded memory.

Parts are counted together until they hold many forms of names. These go to disk, in the order of the entities; at the end all that went
there is read side by side and added up.
"""

from __future__ import annotations

import marshal
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

HELD = 1_000  # forms in memory
AT_ONCE = 50  # entities that are read at a time
FILES = 64

# Columns of `mentions` and `parties`: the entity, a form of its name, the article, and the fact that it takes part in.
Told = tuple[str | None, str, str, str | None, str | None, str, str | None]
Form = tuple[str, str, str | None, str | None]  # name, type, country, region
Counted = tuple[str, int, int, tuple[tuple[Form, int], ...]]  # an entity, the number of its articles and facts, its forms and how often they are met


class _Held:
    """What is counted in memory."""

    def __init__(self) -> None:
        self.forms: Counter[tuple[str, Form]] = Counter()
        self.articles: Counter[str] = Counter()
        self.facts: Counter[str] = Counter()

    def add(self, rows: Iterable[Told]) -> None:
        """The rows of a part; no other part has the same articles."""
        articles: set[tuple[str, str]] = set()
        facts: set[tuple[str, str]] = set()
        for entity, name, type_, country, region, article, fact in rows:
            if entity is not None:
                self.forms[entity, (name, type_, country, region)] += 1
                articles.add((entity, article))
                if fact is not None:
                    facts.add((entity, fact))
        self.articles.update(entity for entity, _ in articles)
        self.facts.update(entity for entity, _ in facts)

    def sorted(self) -> Iterator[Counted]:
        for entity, of_entity in groupby(sorted(self.forms.items(), key=_entity_of_form), key=_entity_of_form):
            yield entity, self.articles[entity], self.facts[entity], tuple((form, often) for (_, form), often in of_entity)


def tally(parts: Iterable[Iterable[Told]], folder: Path) -> Iterator[Counted]:
    """The rows of each part → what is counted of each entity, in the order of their identifiers. Files in `folder` have no names and are gone afterwards."""
    held = _Held()
    with ExitStack() as files:
        kept: list[IO[bytes]] = []
        for rows in parts:
            held.add(rows)
            if len(held.forms) > HELD:
                kept.append(_write(held.sorted(), files.enter_context(TemporaryFile(dir=folder))))
                held = _Held()
            if len(kept) == FILES:
                kept = [_write(_merged(map(_read, kept)), files.enter_context(TemporaryFile(dir=folder)))]
        yield from _merged([*map(_read, kept), held.sorted()])


def _merged(counted: Iterable[Iterator[Counted]]) -> Iterator[Counted]:
    """What was counted apart, each in order → the sums."""
    for entity, group in groupby(merge(*counted, key=itemgetter(0)), key=itemgetter(0)):
        same = list(group)
        yield same[0] if len(same) == 1 else _sum(entity, same)


def _sum(entity: str, same: Sequence[Counted]) -> Counted:
    forms: Counter[Form] = Counter()
    for _, _, _, some in same:
        for form, often in some:
            forms[form] += often
    return entity, sum(one[1] for one in same), sum(one[2] for one in same), tuple(forms.items())


def _write(counted: Iterator[Counted], file: IO[bytes]) -> IO[bytes]:
    while some := list(islice(counted, AT_ONCE)):
        marshal.dump(some, file)
    marshal.dump([], file)
    return file


def _read(file: IO[bytes]) -> Iterator[Counted]:
    file.seek(0)
    while some := marshal.load(file):
        yield from some


def _entity_of_form(item: tuple[tuple[str, Form], int]) -> str:
    return item[0][0]
