"""Who builds, invests, repairs, gives and lends where: sentences of every form, their sides, status and sum."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from extractors import extract
from extractors.lexicon import key
from pipeline.annotate import annotate
from pipeline.engines import load
from schemas.article import Article, Block
from schemas.facts import Contract, Party

TABLE = Path(__file__).parent / "tables" / "investments.tsv"


def rows() -> list[tuple[str, ...]]:
    """The lines of the table: sentence, status, suppliers, customers, sum."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [tuple((line + "\t\t\t\t").split("\t")[:5]) for line in lines if line and not line.startswith("#")]


@cache
def contracts() -> tuple[tuple[Contract, ...], ...]:
    """The contracts of every sentence, annotated in one go."""
    articles = [
        Article(f"a{i}", f"{i}.txt", None, None, date(2024, 5, 15), None, text, (Block(0, len(text), "text"),), "", "utf-8")
        for i, (text, *_) in enumerate(rows())
    ]
    return tuple(tuple(f for f in extract(document).facts if isinstance(f, Contract)) for document in annotate(articles, load()))


def named(parties: tuple[Party, ...]) -> str:
    return key("; ".join(p.name for p in parties))


@pytest.mark.parametrize("number", range(len(rows())))
def test_deal(number: int) -> None:
    text, status, suppliers, customers, amount = rows()[number]
    found = contracts()[number]
    if not status:
        assert not found, text
        return
    assert len(found) == 1, text
    deal = found[0]
    assert (deal.status, named(deal.suppliers), named(deal.customers)) == (status, key(suppliers), key(customers)), text
    assert ("" if deal.amount is None else str(int(deal.amount))) == amount, text
