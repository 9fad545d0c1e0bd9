"""Calibration: does a confidence of 0.8 mean that eight rows of ten are right? Judged articles in, a table out.

A row's confidence is predicted from the other articles only (cross-validation over articles), so that no row vouches for itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.confidence import predict
from reports.evaluate import Judged, total

FOLDS = 10
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """Rows whose predicted confidence lies in one range: how many, the mean prediction, and the share that is right."""

    low: float
    high: float
    rows: int
    predicted: float
    measured: float


def rule_counts(judged: Iterable[Judged]) -> dict[str, tuple[int, int]]:
    """Judged articles → rule and found → (right, total), by name."""
    return {name: (count.right, count.predicted) for name, count in sorted(total(judged, "by_rule").items()) if name != "all"}


def predictions(judged: Sequence[Judged], *, folds: int = FOLDS) -> list[tuple[float, int, int]]:
    """(confidence, right, rows) of each rule in each article, predicted without the articles of its fold."""
    found = []
    for fold in range(folds):
        counts = rule_counts(article for i, article in enumerate(judged) if i % folds != fold)
        for article in judged[fold::folds]:
            for name, count in article.by_rule.items():
                rule, _, how = name.partition(" ")
                found.append((predict(counts, rule, how), count.right, count.predicted))
    return found


def bins(predicted: Iterable[tuple[float, int, int]]) -> list[Bin]:
    """Predictions → ranges of confidence with their measured share; empty ranges are left out."""
    rows: Counter[int] = Counter()
    right: Counter[int] = Counter()
    mass: dict[int, float] = defaultdict(float)
    for confidence, good, number in predicted:
        at = next(i for i, high in enumerate(EDGES[1:]) if confidence <= high)
        rows[at] += number
        right[at] += good
        mass[at] += confidence * number
    return [Bin(EDGES[i], EDGES[i + 1], rows[i], mass[i] / rows[i], right[i] / rows[i]) for i in sorted(rows) if rows[i]]


def brier(predicted: Iterable[tuple[float, int, int]]) -> float:
    """Mean squared distance between confidence and truth; 0.25 is what always saying 0.5 gets."""
    some = list(predicted)
    rows = sum(number for _, _, number in some)
    return sum(good * (1 - p) ** 2 + (number - good) * p**2 for p, good, number in some) / rows if rows else 0.0
