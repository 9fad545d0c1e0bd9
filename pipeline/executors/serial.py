"""The serial executor: everything in this process."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from typing import TypeVar

K = TypeVar("K")
T = TypeVar("T")
R = TypeVar("R")


def run(
    start: Callable[[], Callable[[Sequence[T]], R]], batches: Iterable[tuple[K, Sequence[T]]], failed: Callable[[T, str], R], *, workers: int = 1
) -> Generator[tuple[K, list[R]], None, None]:
    """Batches → their results, one after another. `failed` and `workers` have no meaning here."""
    work = start()
    for key, items in batches:
        yield key, [work(items)]
