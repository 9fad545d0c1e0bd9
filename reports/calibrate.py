"""Calibration: does a confidence of 0.8 mean that eight rows of ten are right? Judged articles in, a table out.

A row's confidence is predicted from the other articles only (cross-validation over articles), so that no row vouches for itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.confidence import corrected, predict
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


def on_unseen(counts: dict[str, tuple[int, int]], judged: Iterable[Judged]) -> list[tuple[float, int, int]]:
    """Counts, and judged articles that are not in them → (confidence, right, rows) of each rule in each article."""
    return [(predict(counts, *name.split(" ", 1)), one.right, one.predicted) for article in judged for name, one in article.by_rule.items()]


def odds_ratio(predicted: Sequence[tuple[float, int, int]]) -> float:
    """Predictions → the one factor of their odds that makes their sum the number of right rows; between 1/64 and 1, by bisection."""
    low, high = 1 / 64, 1.0
    right = sum(good for _, good, _ in predicted)
    for _ in range(30):
        middle = (low + high) / 2
        if sum(corrected(share, middle) * rows for share, _, rows in predicted) > right:
            high = middle
        else:
            low = middle
    return round(high, 3)


def mean(predicted: Sequence[tuple[float, int, int]]) -> tuple[float, float]:
    """Predictions → their mean, and the share of rows that is right."""
    rows = max(1, sum(number for _, _, number in predicted))
    return sum(share * number for share, _, number in predicted) / rows, sum(good for _, good, _ in predicted) / rows


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
