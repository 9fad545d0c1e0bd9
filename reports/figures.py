"""Judged articles in, the figures of a report out: as data for JSON, and as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from pipeline.summary import STATUSES
from reports.evaluate import Count, Counts, Judged, interval, total
from reports.paper import plain, table
from schemas.facts import FACT_TABLES

PARTS = ("facts", "slots", "by_slot", "codes", "by_status", "by_rule")
SHARES = ("precision", "recall", "F1")


def as_data(judged: Sequence[Judged]) -> dict[str, Any]:
    """Judged articles → {"articles": n, "facts": {"visits": {"precision": …}, …, "f1_interval": [low, high]}, "by_slot": …}."""
    found: dict[str, Any] = {"articles": len(judged)}
    for part in PARTS:
        found[part] = {name: _numbers(count) for name, count in _ordered(total(judged, part))}
    for part in ("facts", "slots"):
        found[f"{part}_f1_interval"] = [round(bound, 4) for bound in interval(judged, part)]
    return found


def _numbers(count: Count) -> dict[str, float]:
    return {
        "precision": round(count.precision, 4), "recall": round(count.recall, 4), "f1": round(count.f1, 4),
        "right": count.right, "predicted": count.predicted, "expected": count.expected,
    }  # fmt: skip


def _ordered(counts: Counts) -> list[tuple[str, Count]]:
    """Tables and statuses in their own order, others by name, the sum last."""
    order = [*FACT_TABLES, *STATUSES, *sorted(name for name in counts if name not in FACT_TABLES and name not in STATUSES and name != "all"), "all"]
    return [(name, counts[name]) for name in order if name in counts]


def as_tables(judged: Sequence[Judged]) -> list[RenderableType]:
    """Judged articles → tables to print."""
    facts, slots = total(judged, "facts"), total(judged, "slots")
    overall = [(name, *_shares(count), *_shares(slots[name]), count.expected, count.predicted) for name, count in _ordered(facts)]
    head = ["table", *(f"fact {share}" for share in SHARES), *(f"slot {share}" for share in SHARES), "gold", "rows"]
    return [
        table(head, overall, title=f"{len(judged)} annotated articles"),
        Text(f"95 % intervals (bootstrap over articles): fact F1 {_interval(judged, 'facts')}, slot F1 {_interval(judged, 'slots')}\n"),
        table(["slot, in rows that were found", *SHARES, "right", "found", "gold"], _full(sorted(total(judged, "by_slot").items())), title="Slots"),
        Text(f"ISO codes right, of annotated parties in rows that were found: {_of(total(judged, 'codes')['all'])}\n"),
        table(["status in the gold", "rows found", "status right", "share", "missed"], _statuses(total(judged, "by_status")), title="Statuses"),
        Text(""),
        table(["rule and how its slots were found", "right", "rows", "precision"], _rules(total(judged, "by_rule")), title="Rules"),
    ]


def _shares(count: Count) -> tuple[str, str, str]:
    return f"{count.precision:.3f}", f"{count.recall:.3f}", f"{count.f1:.3f}"


def _of(count: Count) -> str:
    return f"{count.right} of {count.expected}"


def _interval(judged: Sequence[Judged], part: str) -> str:
    low, high = interval(judged, part)
    return f"{low:.3f}–{high:.3f}"


def _full(counts: Iterable[tuple[str, Count]]) -> list[tuple[object, ...]]:
    return [(name, *_shares(count), count.right, count.predicted, count.expected) for name, count in counts if name != "all"]


def _statuses(counts: Counts) -> list[tuple[object, ...]]:
    return [
        (name, count.predicted, count.right, f"{count.precision:.3f}", count.expected - count.predicted)
        for name, count in _ordered(counts)
    ]  # fmt: skip


def _rules(counts: Counts) -> list[tuple[object, ...]]:
    by_use = sorted(((name, count) for name, count in counts.items() if name != "all"), key=lambda pair: (-pair[1].predicted, pair[0]))
    return [(name, count.right, count.predicted, f"{count.precision:.3f}") for name, count in by_use]


def errors_as_text(judged: Iterable[Judged]) -> str:
    """Judged articles → what was missed, invented or filled wrongly, one to a few lines each; the article's own words are made harmless."""
    return "".join("\n".join(plain(line) for line in error.split("\n")) + "\n" for article in judged for error in article.errors)
