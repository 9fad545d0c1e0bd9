"""What stands beside a fact takes nothing from it: who tells it, other events before and behind it, circumstances and brackets lend it no sides and days.

Every sentence of `neighbours_facts.tsv` is read alone and beside all words of `neighbours.tsv`; its row stays as it is, but for its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractors import extract
from pipeline.annotate import annotate
from pipeline.engines import load
from schemas.article import Article, Block
from schemas.facts import PARTY_SLOTS, Fact

TABLES = Path(__file__).parent / "tables"
PUBLISHED = date(2024, 5, 20)
TOLD = ("status", "date", "kind", "period", "goods", "quantity", "amount", "indicator", "value", "change_pct")
LOWERED = {"Визит", "Завод", "Посла", "Мэр", "Губернатор", "Делегация", "Компания", "Между", "Вице-премьер", "Товарооборот", "Экспорт", "В"}  # no names


def lines(name: str) -> list[str]:
    return [line for line in (TABLES / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


GAPS = set(lines("neighbours_gaps.tsv"))  # a fact and the words that still take something from it


def beside(fact: str, how: str, words: str) -> str:
    """A fact's sentence with other words before, behind or around it."""
    inside = fact[0].lower() + fact[1:] if fact.split()[0] in LOWERED else fact
    return {"before": f"{words} {fact}", "after": f"{fact} {words}", "closing": f"{fact[:-1]}{words}.", "opening": f"{words}{inside}"}[how]


def cases() -> Iterator[tuple[str, str, str]]:
    """(a fact, the words beside it, both together)."""
    for fact in lines("neighbours_facts.tsv"):
        for line in lines("neighbours.tsv"):
            how, words = line.split("\t")
            yield fact, words, beside(fact, how, words)


@cache
def rows() -> dict[str, tuple[Fact, ...]]:
    """The rows of every text that is asked for."""
    texts = dict.fromkeys([*lines("neighbours_facts.tsv"), *(text for _, _, text in cases())])
    articles = [Article(f"a{i}", f"{i}.txt", None, None, PUBLISHED, None, t, (Block(0, len(t), "text"),), "", "utf-8") for i, t in enumerate(texts)]
    return {doc.article.text: extract(doc).facts for doc in annotate(articles, load())}


def told(fact: Fact) -> dict[str, Any]:
    """What a row says but for where it happened; names without their first capital."""
    table = next(slots for slots in PARTY_SLOTS.values() if all(hasattr(fact, slot) for slot in slots))
    said: dict[str, Any] = {name: getattr(fact, name, None) for name in TOLD}
    for slot in table:
        parties = getattr(fact, slot)
        said[slot] = sorted(p.name[:1].lower() + p.name[1:] for p in (parties if isinstance(parties, tuple) else (parties,)) if p is not None)
    return said


def param(case: tuple[str, str, str]) -> Any:
    """A case, one that is known to fail marked so."""
    gap = "\t".join(case[:2]) in GAPS
    return pytest.param(*case, id=f"{case[1].strip(' ,')[:40]} | {case[0][:40]}", marks=[pytest.mark.xfail(strict=True)] if gap else [])


@pytest.mark.parametrize(("fact", "words", "text"), [param(case) for case in cases()])
def test_a_row_stays_as_it_is(fact: str, words: str, text: str) -> None:
    (alone,) = rows()[fact]
    assert told(alone) in [told(row) for row in rows()[text] if type(row) is type(alone)]
