"""Contracts: deals told in many wordings, each with its sides, goods and status."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from extractors import extract
from extractors.lexicon import key
from pipeline.annotate import annotate
from pipeline.engines import load
from schemas.article import Article, Block
from schemas.facts import Contract, Party

COLUMNS = ("status", "suppliers", "customers", "goods", "quantity", "amount")


def rows() -> list[list[str]]:
    """The rows of the table: a text and the columns of one contract in it, or – for none."""
    path = Path(__file__).parent / "tables" / "contracts.tsv"
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@cache
def contracts() -> dict[str, list[Contract]]:
    """All texts annotated in one go."""
    texts = list(dict.fromkeys(row[0] for row in rows()))
    articles = [Article(f"a{i}", f"{i}.txt", None, None, None, None, text, (Block(0, len(text), "text"),), "", "utf-8") for i, text in enumerate(texts)]
    return {text: [f for f in extract(d).facts if isinstance(f, Contract)] for text, d in zip(texts, annotate(articles, load()), strict=True)}


def as_told(contract: Contract, row: list[str]) -> bool:
    """Whether a contract has the columns of a row; * is not judged."""
    return all(cell in ("*", _written(getattr(contract, name))) for name, cell in zip(COLUMNS, map(key, row[1:]), strict=True))


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return key("; ".join(party.name for party in value if isinstance(party, Party))) or "-"
    if value is None:
        return "-"
    return key(value) if isinstance(value, str) else str(int(float(str(value))))


def test_wordings() -> None:
    """Deals in many wordings: nearly all as the table has them, so that a change that loses a way of saying it is seen."""
    told = [row for row in rows() if row[1] != "–"]
    lost = [row[0] for row in told if not any(as_told(contract, row) for contract in contracts()[row[0]])]
    assert len(lost) <= 0.04 * len(told), "\n".join(lost)


@pytest.mark.parametrize("text", [row[0] for row in rows() if row[1] == "–"])
def test_no_contract(text: str) -> None:
    assert contracts()[text] == []
