"""What every engine does to a parser's heads: sentences of bounded length, and always a tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

# A parser scores every pair of words: an unbroken list of 20,000 words would need gigabytes.
MAX_TOKENS = 256
PREDICATES = ("VERB", "AUX")


def cap(first: int, last: int, *, limit: int = MAX_TOKENS) -> Iterator[tuple[int, int]]:
    """The token range (0, 600) → (0, 200), (200, 400), (400, 600): even parts of at most `limit` tokens."""
    size = last - first
    parts = -(-size // limit)
    for part in range(parts):
        yield first + size * part // parts, first + size * (part + 1) // parts


def repair(heads: Sequence[int], rels: Sequence[str], tags: Sequence[str]) -> tuple[list[int], list[str]]:
    """Heads [1, 0, 1] (two words governing each other) → [-1, 0, 1]: exactly one root (-1), no cycle; relations fit.

    The parser decides on each word's head alone, so words may govern one another, and there may be no root or several.
    The root is the word the parser calls so, or else the first verb of those in question; it alone has the relation "root".
    Every other root and every broken cycle is hung under it.
    """
    heads, rels = list(heads), list(rels)
    roots = [index for index, head in enumerate(heads) if head < 0]
    loops = [min(cycle, key=lambda index: _rank(index, rels, tags)) for cycle in _cycles(heads)]
    if not heads:
        return heads, rels
    root = min(roots or loops, key=lambda index: _rank(index, rels, tags))
    for index in (*roots, *loops):
        heads[index] = root
    rels = ["parataxis" if rel == "root" else rel for rel in rels]
    heads[root], rels[root] = -1, "root"
    return heads, rels


def _rank(index: int, rels: Sequence[str], tags: Sequence[str]) -> tuple[bool, bool, int]:
    """The smaller, the more like a root: called so, then a verb, then the first."""
    return rels[index] != "root", tags[index] not in PREDICATES, index


def _cycles(heads: Sequence[int]) -> Iterator[list[int]]:
    """[1, 0, 1, -1] → [0, 1]: every group of words that govern one another in a ring."""
    walk = [-1] * len(heads)  # on whose way up each word was first met
    for start in range(len(heads)):
        index = start
        while index >= 0 and walk[index] < 0:
            walk[index] = start
            index = heads[index]
        if index >= 0 and walk[index] == start:
            ring = [index]
            while heads[ring[-1]] != index:
                ring.append(heads[ring[-1]])
            yield ring
