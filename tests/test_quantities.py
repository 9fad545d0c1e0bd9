"""Quantities and changes: own tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.quantities import find_changes, find_quantities
from schemas.values import Change, Quantity

TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> list[tuple[str, str]]:
    """The rows of a table: text and what is to be found, – for nothing."""
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    return [(text, "" if expected == "–" else expected) for text, _, expected in (line.partition("\t") for line in lines if line and not line.startswith("#"))]


def change(one: Change) -> str:
    return f"{one.text} = {one.percent}" + ("" if one.bound == "exact" else f" {one.bound}")


def quantity(text: str, one: Quantity) -> str:
    item = f" <{text[one.item_start : one.item_stop]}>" if one.item_start is not None else ""
    return f"{one.text} = {one.value} {one.unit}" + ("" if one.bound == "exact" else f" {one.bound}") + item


@pytest.mark.parametrize(("text", "expected"), rows("changes.tsv"))
def test_changes(text: str, expected: str) -> None:
    assert " | ".join(map(change, find_changes(text))) == expected


@pytest.mark.parametrize(("text", "expected"), rows("quantities.tsv"))
def test_quantities(text: str, expected: str) -> None:
    assert " | ".join(quantity(text, one) for one in find_quantities(text)) == expected
