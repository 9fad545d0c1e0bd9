"""Confidence: the share of right rows that a rule had on annotated articles, by how the weakest slot was found.

Read from `confidence.toml`, which `make confidence` writes. A rule that fired seldom borrows from its table: (right + K·p) / (total + K),
where p is the share of right rows of the whole table. K = 4 says that the table weighs as much as four rows of the rule's own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

K = 4.0

Counts = Mapping[str, tuple[int, int]]  # "visits.arrive child" → (right, total)


@cache
def measured() -> dict[str, tuple[int, int]]:
    """What was measured, of all tables: rule and found → (right, total)."""
    data = tomllib.loads(files("extractors").joinpath("confidence.toml").read_text(encoding="utf-8"))
    return {name: (int(right), int(total)) for name, (right, total) in data.get("rows", {}).items()}


@cache
def confidence(rule: str, found: str) -> float:
    """("visits.arrive", "child") → a number between 0 and 1."""
    return predict(measured(), rule, found)


def predict(counts: Counts, rule: str, found: str) -> float:
    """The same from counts at hand; a table without any rows is as likely right as wrong."""
    table = rule.split(".")[0]
    of_table = [pair for name, pair in counts.items() if name.split(".")[0] == table]
    prior = (1 + sum(right for right, _ in of_table)) / (2 + sum(total for _, total in of_table))
    right, total = counts.get(f"{rule} {found}", (0, 0))
    return (right + K * prior) / (total + K)
