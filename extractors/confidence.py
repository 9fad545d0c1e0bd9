"""Confidence: how often rows like this one were right on articles written after the rules, as measured.

`confidence.toml`, which `make confidence` writes, holds two measurements. First, of each rule, the share of right rows by how the weakest slot was
found; a rule that fired seldom borrows from its table: (right + K·p) / (total + K), where p is the share of right rows of the whole table. Second, the
weights with which that share and a few signs of the row itself (`signs_of`) tell right rows from wrong ones, a logistic model fitted on the pool
`rounds`, its base on the pool `apart`. The share alone hardly tells them apart; the signs do.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from schemas.facts import PARTY_SLOTS

K = 8.0
SIGNS = ("one_party", "two_lands", "undated", "counted")

Counts = Mapping[str, tuple[int, int]]  # "visits.arrive child" → (right, total)
Weights = Mapping[str, float]  # "base", "share" and the signs


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("extractors").joinpath("confidence.toml").read_text(encoding="utf-8"))


@cache
def measured() -> dict[str, tuple[int, int]]:
    """What was measured, of all tables: rule and found → (right, total)."""
    return {name: (right, total) for name, (right, total) in _data().get("rows", {}).items()}


@cache
def weights() -> Weights:
    """The fitted weights; the share alone where nothing was fitted."""
    return {"share": 1.0, **_data().get("weights", {})}


def signs_of(table: str, row: Mapping[str, Any]) -> frozenset[str]:
    """What a row shows: a contract with one firm, no date and a quantity → {"one_party", "undated", "counted"}."""
    parties = [p for slot in PARTY_SLOTS[table] for p in _listed(row.get(slot))]
    lands = {p["country"] if isinstance(p, Mapping) else p.country for p in parties} - {None}
    shown = {
        "one_party": len(parties) < 2,
        "two_lands": len(lands) > 1,
        "undated": row.get("date") is None,
        "counted": row.get("quantity") is not None or row.get("amount") is not None,
    }
    return frozenset(sign for sign, holds in shown.items() if holds)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [] if value is None else [value]


@cache
def confidence(rule: str, found: str, signs: frozenset[str] = frozenset()) -> float:
    """("visits.arrive", "child", {"two_lands"}) → a number between 0 and 1."""
    return weighed(predict(measured(), rule, found), signs, weights())


def predict(counts: Counts, rule: str, found: str) -> float:
    """The share from counts at hand; a table without any rows is as likely right as wrong."""
    table = f"{rule.partition('.')[0]}."
    of_table = [pair for name, pair in counts.items() if name.startswith(table)]
    prior = (1 + sum(right for right, _ in of_table)) / (2 + sum(total for _, total in of_table))
    right, total = counts.get(f"{rule} {found}", (0, 0))
    return (right + K * prior) / (total + K)


def weighed(share: float, signs: frozenset[str], by: Weights) -> float:
    """A share and a row's signs → what the weights make of them."""
    odds = by.get("base", 0.0) + by.get("share", 1.0) * math.log(share / (1 - share)) + sum(by.get(sign, 0.0) for sign in sorted(signs))
    return 1 / (1 + math.exp(-odds))
