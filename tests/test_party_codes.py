"""Who the rows of a text name as sides, and with what codes: lists with brackets, bodies at home and abroad, short references."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from extractors import extract
from pipeline.annotate import annotate
from pipeline.engines import load
from schemas.article import Article, Block
from schemas.facts import PARTY_SLOTS, Fact, Party

TABLE = Path(__file__).parent / "tables" / "party_codes.tsv"
PUBLISHED = date(2024, 5, 20)


def lines() -> list[list[str]]:
    """The cells of the table without comments."""
    return [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]


@cache
def found() -> dict[str, set[str]]:
    """Every text → the sides of its rows."""
    texts = [text for text, _ in lines()]
    articles = [Article(f"a{i}", f"{i}.txt", None, None, PUBLISHED, None, t, (Block(0, len(t), "text"),), "", "utf-8") for i, t in enumerate(texts)]
    return {doc.article.text: {shown(p) for fact in extract(doc).facts for p in sides(fact)} for doc in annotate(articles, load())}


def sides(fact: Fact) -> list[Party]:
    """All parties of a row."""
    slots = next(slots for slots in PARTY_SLOTS.values() if all(hasattr(fact, slot) for slot in slots))
    values = [getattr(fact, slot) for slot in slots]
    return [p for value in values for p in (value if isinstance(value, tuple) else (value,)) if p is not None]


def shown(party: Party) -> str:
    """«Орша | BY-VI»: a hyphen where the code is unknown."""
    return f"{party.name} | {party.region or party.country or '-'}"


@pytest.mark.parametrize("text, expected", [pytest.param(*row, id=row[0][-60:]) for row in lines()])
def test_sides_of_the_rows_of_a_text(text: str, expected: str) -> None:
    assert found()[text] == set(expected.split("; "))
