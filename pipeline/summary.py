"""A finished output folder in, its figures out: what was read, what was rejected and why, rows per table and status."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pipeline import write
from schemas.facts import FACT_TABLES, TABLES

STATUSES = ("occurred", "ongoing", "planned", "proposed", "denied")


@dataclass(frozen=True, slots=True)
class Summary:
    """What an output folder holds; `statuses["visits"]["planned"]` is a number of rows."""

    folder: str
    rows: dict[str, int]
    statuses: dict[str, dict[str, int]]
    rejected: dict[str, int]

    @property
    def articles(self) -> int:
        return self.rows["articles"]

    @property
    def rejects(self) -> int:
        return self.rows["rejects"]


def summarize(folder: Path) -> Summary:
    """OUT → its figures, from the tables themselves."""
    missing = [name for name in TABLES if not (folder / name).is_dir()]
    if missing:
        raise FileNotFoundError(f"{folder} holds no table {missing[0]!r}: not a folder that `svyazi run` wrote")
    return Summary(
        folder=os.fsencode(folder).decode("utf-8", "backslashreplace"),  # the locale may be C and the name Cyrillic
        rows={name: write.count(folder, name) for name in TABLES},
        statuses={name: _counts(folder, name, "status") for name in FACT_TABLES},
        rejected=_counts(folder, "rejects", "reason"),
    )


def _counts(folder: Path, name: str, column: str) -> dict[str, int]:
    return dict(sorted(Counter(write.values(folder, name, column)).items()))


def as_text(summary: Summary) -> str:
    """A summary → the lines that a run ends with."""
    lines = [f"read      {summary.articles:>9,} articles"]
    reasons = ", ".join(f"{reason} {number:,}" for reason, number in summary.rejected.items())
    lines += [f"rejected  {summary.rejects:>9,}" + (f"  ({reasons})" if reasons else ""), ""]
    lines += _table(["table", "rows", *STATUSES], [_row(summary, name) for name in TABLES])
    lines += ["", f"tables in {summary.folder}/; to load one:", f'    import pandas as pd; pd.read_parquet("{summary.folder}/visits")']
    return "\n".join(lines)


def _row(summary: Summary, name: str) -> list[str]:
    statuses = summary.statuses.get(name)
    return [name, f"{summary.rows[name]:,}", *(f"{statuses.get(status, 0):,}" if statuses is not None else "" for status in STATUSES)]


def _table(head: list[str], body: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(head, *body, strict=True)]
    justify = [str.ljust, *[str.rjust] * (len(head) - 1)]
    return ["  ".join(put(cell, width) for put, cell, width in zip(justify, row, widths, strict=True)).rstrip() for row in [head, *body]]
