"""Annotation engines: text in, sentences with trees and named entities out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Protocol

from schemas.document import Annotation

ENGINES = ("packed", "natasha")


class Engine(Protocol):
    """What tags text. A block is (text, offset of that text in the article); offsets in the result count from the article."""

    name: str

    def annotate(self, blocks: Sequence[tuple[str, int]]) -> list[Annotation]:
        """Blocks → one annotation for each, in the same order."""
        ...


def load(name: str = "packed") -> Engine:
    """The name "packed" → that engine, loaded once in a process: load before forking and the workers share its memory."""
    return _load(name)  # so that `load()` and `load("packed")` are one engine


@cache
def _load(name: str) -> Engine:
    if name not in ENGINES:
        raise ValueError(f"no engine {name!r}; there are: {', '.join(ENGINES)}")
    engine: Engine = import_module(f"pipeline.engines.{name}").load()
    return engine
