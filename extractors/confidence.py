"""Confidence: the share of right rows that a rule had on annotated articles, by how the weakest slot was found.

Read from `confidence.toml`, which `make confidence` writes. A rule that fired seldom borrows from its table: (right + K·p) / (total + K),
where p is the share of right rows of the whole table. K = 8 says that the table weighs as much as eight rows of the rule's own; of
1, 2, 4, 8 it predicted best articles that were left out of the count.

Rules do better on the articles that their writers had before their eyes. `unseen` is the measured remedy: the odds of a right row on
articles that nobody looked at, relative to what the counts predict there; every confidence is corrected by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from schemas.data import toml

K = 8.0

Counts = Mapping[str, tuple[int, int]]  # "visits.arrive child" → (right, total)


@cache
def _data() -> dict[str, Any]:
    return toml("extractors", "confidence.toml")


@cache
def measured() -> dict[str, tuple[int, int]]:
    """What was measured, of all tables: rule and found → (right, total)."""
    return {name: (right, total) for name, (right, total) in _data().get("rows", {}).items()}


@cache
def unseen() -> float:
    """The odds of a right row on unseen articles, relative to the prediction; 1 where it was not measured."""
    return float(_data().get("unseen", 1.0))


@cache
def confidence(rule: str, found: str) -> float:
    """("visits.arrive", "child") → a number between 0 and 1."""
    return corrected(predict(measured(), rule, found), unseen())


def predict(counts: Counts, rule: str, found: str) -> float:
    """The share from counts at hand; a table without any rows is as likely right as wrong."""
    table = rule.split(".")[0]
    of_table = [pair for name, pair in counts.items() if name.split(".")[0] == table]
    prior = (1 + sum(right for right, _ in of_table)) / (2 + sum(total for _, total in of_table))
    right, total = counts.get(f"{rule} {found}", (0, 0))
    return (right + K * prior) / (total + K)


def corrected(share: float, odds: float) -> float:
    """(0.9, 0.5) → odds of 9 to 1 halved, 0.818."""
    return share * odds / (share * odds + 1 - share)
