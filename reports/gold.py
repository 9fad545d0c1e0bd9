"""Annotated articles: their format and what counts as the same name or text.

One JSON file per article: {"article": "x.txt", "published": "2025-11-19", "facts": [{"table": "visits", "near": "…", slot: value, …}]}.
`near` is a short piece of the article that the evidence must cover; a name lists its acceptable forms with "|", "@CODE" gives the
ISO code of its place; `"any": [slot]` says that a slot is not judged, `"optional": true` that the whole fact is arguable. An article of which
only some tables were annotated lists them: `"tables": ["visits"]`; rows of the others are not judged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.morphology import analyzer

LISTS = {
    "visits": ("visitors", "hosts"),
    "meetings": ("participants",),
    "agreements": ("parties",),
    "contracts": ("suppliers", "customers"),
    "trade_figures": ("sides",),
}
TEXTS: dict[str, tuple[str, ...]] = {"agreements": ("subject",), "contracts": ("goods",)}
EXACT = {
    "visits": ("date", "status", "country"), "meetings": ("date", "status", "country"), "agreements": ("kind", "date", "status", "period"),
    "contracts": ("date", "status", "currency", "period"), "trade_figures": ("indicator", "period", "status", "currency"),
}  # fmt: skip
NUMBERS: dict[str, tuple[str, ...]] = {"contracts": ("quantity", "amount"), "trade_figures": ("value", "change_pct")}
# Words that name no side by themselves: «делегация Кировской области» and «Кировская область» are one side.
GENERIC = frozenset(
    "делегация завод предприятие компания область республика край район город регион сторона представитель сотрудник руководство правительство "
    "администрация министерство страна группа организация бизнес промышленник фирма производитель ведомство власть ооо оао зао пао ао рф".split()
)
WORD = re.compile(r"[а-яёa-z0-9]+")


@dataclass(frozen=True, slots=True)
class GoldFact:
    """One annotated fact; `slots` as in the file."""

    table: str
    near: str
    slots: dict[str, Any]
    free: frozenset[str]
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotated article: the file name at the end of its source, its facts, and the tables that were annotated."""

    article: str
    facts: tuple[GoldFact, ...]
    tables: tuple[str, ...] = tuple(LISTS)


def read_gold(folder: Path) -> list[GoldArticle]:
    """A folder of *.json → annotated articles, by file name; raises ValueError that names a bad file."""
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            facts = tuple(_fact(raw) for raw in data["facts"])
            found.append(GoldArticle(data["article"], facts, tuple(data.get("tables", LISTS))))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path}: not an annotated article: {error!r}") from error
    if not found:
        raise ValueError(f"{folder}: no annotated articles here; give a folder of *.json files such as tests/gold, whose README.md says how to write one")
    return found


def _fact(raw: dict[str, Any]) -> GoldFact:
    slots = {name: value for name, value in raw.items() if name not in ("table", "near", "any", "optional")}
    return GoldFact(raw["table"], raw["near"], slots, frozenset(raw.get("any", ())), bool(raw.get("optional")))


@cache
def _lemma(word: str) -> str:
    return str(analyzer().parse(word)[0].normal_form).replace("ё", "е")


@cache
def bag(text: str) -> frozenset[str]:
    """«Минского завода» → {"минский", "завод"}."""
    return frozenset(_lemma(word) for word in WORD.findall(text.lower()) if len(word) > 1 or word.isdigit())


def same_name(gold: str, name: str) -> bool:
    """Whether a name is one of the gold forms "A|B@CODE", generic words aside."""
    found = bag(name)
    if not found:
        return False
    for form in gold.split("@")[0].split("|"):
        wanted = bag(form)
        core_wanted, core_found = wanted - GENERIC or wanted, found - GENERIC
        if (wanted == found or len(wanted & found) / len(wanted | found) >= 0.5) and core_wanted & found:
            return True
        if core_wanted <= found or (core_found and core_found <= wanted):
            return True
    return False


def same_text(gold: str, text: str) -> bool:
    """Whether half of the words of the shorter text are in the other."""
    found = bag(text)
    return any(len(bag(form) & found) / max(1, min(len(bag(form)), len(found))) >= 0.5 for form in gold.split("|"))


def paired_names(gold: Sequence[str], names: Sequence[str]) -> int:
    """How many gold names have a predicted name of their own."""
    left, hits = list(names), 0
    for wanted in gold:
        match = next((name for name in left if same_name(wanted, name)), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return hits


def close(a: float, b: float) -> bool:
    """Equal up to rounding."""
    return abs(float(a) - float(b)) <= 1e-6 * max(1.0, abs(float(a)))
