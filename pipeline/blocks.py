"""What was read becomes blocks: the unit that is written, resumed and recomputed.

Where a block ends depends on the names of the sources, not on their number: a new article in the middle of the input
changes the block it falls into and no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from zlib import crc32

from schemas.article import RawArticle, Reject

Found = RawArticle | Reject

SMALLEST, MEAN_BEYOND, LARGEST = 32, 96, 256  # articles in a block
BLOCK_CHARACTERS = 8_000_000
BATCH_ARTICLES = 48
BATCH_CHARACTERS = 32_000  # some 5,000 tokens: more share more words, fewer are spread better over workers


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was read, and its place in the input's order: the source and the number of the record in it.

    `number` counts the sources, for the progress bar.
    """

    place: tuple[str, int]
    number: int
    read: Found


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring items; `key` tells everything that decides what their rows will be."""

    key: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """What a worker gets at a time: neighbours of a block. `articles` are so many of them, `number` counts the sources behind them."""

    block: Block
    found: tuple[Found, ...]
    articles: int
    number: int


def blocks(items: Iterable[Item], *, version: str) -> Iterator[Block]:
    """Items in order → blocks of some 120 articles."""
    gathered: list[Item] = []
    characters = 0
    for item in items:
        gathered.append(item)
        characters += len(item.read.text) if isinstance(item.read, RawArticle) else 0
        if _ends(gathered, characters):
            yield _block(gathered, version)
            gathered, characters = [], 0
    if gathered:
        yield _block(gathered, version)


def _ends(gathered: Sequence[Item], characters: int) -> bool:
    if len(gathered) >= LARGEST or characters >= BLOCK_CHARACTERS:
        return True
    return len(gathered) >= SMALLEST and crc32(gathered[-1].read.source.encode("utf-8", "replace")) % MEAN_BEYOND == 0


def _block(gathered: Sequence[Item], version: str) -> Block:
    digest = blake2b(version.encode(), digest_size=8)
    for item in gathered:
        digest.update(repr((item.place, item.read)).encode("utf-8", "backslashreplace"))
    return Block(digest.hexdigest(), tuple(gathered))


def batches(block: Block) -> Iterator[Batch]:
    """A block → all that it holds, in batches."""
    gathered: list[Found] = []
    articles = characters = 0
    for item in block.items:
        if isinstance(item.read, RawArticle):
            if articles and (articles >= BATCH_ARTICLES or characters + len(item.read.text) > BATCH_CHARACTERS):
                yield Batch(block, tuple(gathered), articles, item.number - 1)
                gathered, articles, characters = [], 0, 0
            articles += 1
            characters += len(item.read.text)
        gathered.append(item.read)
    yield Batch(block, tuple(gathered), articles, block.items[-1].number)
