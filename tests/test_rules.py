"""Every example of every rule runs here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from extractors import EXTRACTORS, extract
from extractors.lexicon import key
from extractors.matching.frames import Example, Frame, frames
from pipeline.annotate import annotate
from pipeline.engines import load
from schemas.article import Article, Block
from schemas.facts import FACT_TABLES, Fact, Party

Case = tuple[Frame, Example]


def cases() -> Iterator[Case]:
    for table in EXTRACTORS:
        for frame in frames(table):
            for example in frame.examples:
                yield frame, example


def article(number: int, example: Example) -> Article:
    text = example.text.strip()
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line), "text"))
        at += len(line) + 1
    published = date.fromisoformat(example.published) if example.published else None
    return Article(f"a{number}", f"{number}.txt", None, None, published, None, text, tuple(blocks), "", "utf-8")


@cache
def facts() -> dict[int, tuple[Fact, ...]]:
    """All examples annotated in one go."""
    documents = annotate([article(i, example) for i, (_, example) in enumerate(cases())], load())
    return {i: extract(document).facts for i, document in enumerate(documents)}


def says(fact: Fact, expected: dict[str, Any]) -> bool:
    return all(same(getattr(fact, name), value) for name, value in expected.items())


def same(value: object, expected: object) -> bool:
    if isinstance(value, tuple):
        return sorted(key(p.name) for p in value) == sorted(key(name.strip()) for name in str(expected).split(";"))
    if isinstance(value, Party):
        return key(value.name) == key(str(expected))
    if isinstance(expected, str):
        return value is not None and key(str(value)) == key(expected)
    return value is not None and abs(float(str(value)) - float(str(expected))) < 1e-6


@pytest.mark.parametrize(("number", "case"), [pytest.param(i, case, id=f"{case[0].id}-{i}") for i, case in enumerate(cases())])
def test_example(number: int, case: Case) -> None:
    frame, example = case
    if example.gap:
        pytest.xfail(example.gap)
    found = [f for f in facts()[number] if isinstance(f, FACT_TABLES[frame.table])]
    if not example.facts:
        own = [f for f in found if f.rule == frame.id]
        assert not own, f"{frame.id}: {example.why}: {own}"
    for expected in example.facts:
        assert any(says(fact, expected) for fact in found), f"{frame.id}: expected {expected}, found {found}"
