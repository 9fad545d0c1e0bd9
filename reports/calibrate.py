"""Calibration: does a confidence of 0.8 mean that eight rows of ten are right, and does it tell right rows from wrong ones? Judged articles in.

A row's confidence is predicted from the other articles only (cross-validation over articles), so that no row vouches for itself.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.confidence import SIGNS, Weights, predict, weighed
from reports.evaluate import Judged, total

FOLDS = 10
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
NAMES = ("base", "share", *SIGNS)
RIDGE = 2.0  # how strongly weights are drawn to nothing
STEPS = 25

Predicted = tuple[float, int, int]  # confidence, right rows, rows


@dataclass(frozen=True, slots=True)
class Bin:
    """Rows whose predicted confidence lies in one range: how many, the mean prediction, and the share that is right."""

    low: float
    high: float
    rows: int
    predicted: float
    measured: float


@dataclass(frozen=True, slots=True)
class Seen:
    """Rows of one article that look alike: the share of their rule, their signs, how many are right, how many there are."""

    share: float
    signs: frozenset[str]
    right: int
    rows: int


def rule_counts(judged: Iterable[Judged]) -> dict[str, tuple[int, int]]:
    """Judged articles → rule and found → (right, total), by name."""
    return {name: (count.right, count.predicted) for name, count in sorted(total(judged, "by_rule").items()) if name != "all"}


def rows_of(article: Judged, counts: dict[str, tuple[int, int]]) -> list[Seen]:
    """A judged article and the counts of others → its rows as the model sees them."""
    found = []
    for name, count in article.by_signs.items():
        rule, how, *signs = name.split(" ")
        found.append(Seen(predict(counts, rule, how), frozenset(signs), count.right, count.predicted))
    return found


def fit(rows: Sequence[Seen]) -> Weights:
    """Rows → the weights of a logistic model by Newton's method, each drawn to zero a little (that of the share to one)."""
    weights = [0.0, 1.0] + [0.0] * len(SIGNS)
    centre = list(weights)
    for _ in range(STEPS):
        gradient = [-RIDGE * (w - c) if i else 0.0 for i, (w, c) in enumerate(zip(weights, centre, strict=True))]
        curve = [[RIDGE * (i == j and i > 0) for j in range(len(NAMES))] for i in range(len(NAMES))]
        for row in rows:
            x = [1.0, math.log(row.share / (1 - row.share)), *(float(sign in row.signs) for sign in SIGNS)]
            p = 1 / (1 + math.exp(-sum(w * v for w, v in zip(weights, x, strict=True))))
            for i, value in enumerate(x):
                gradient[i] += value * (row.right - row.rows * p)
                for j, other in enumerate(x):
                    curve[i][j] += row.rows * p * (1 - p) * value * other
        weights = [w + step for w, step in zip(weights, _solved(curve, gradient), strict=True)]
    return dict(zip(NAMES, (round(w, 3) for w in weights), strict=True))


def settled(by: Weights, apart: Sequence[Seen]) -> Weights:
    """Fitted weights and the rows of articles that no rule was made from → the same weights with the base by which these rows are as often right as predicted."""
    low, high = -5.0, 5.0
    wanted = sum(row.right for row in apart)
    for _ in range(STEPS):
        base = (low + high) / 2
        told = sum(row.rows * weighed(row.share, row.signs, {**by, "base": base}) for row in apart)
        low, high = (base, high) if told < wanted else (low, base)
    return {**by, "base": round((low + high) / 2, 3)} if apart else by


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """A small system of equations by elimination: a definite matrix needs no pivots."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for i in range(size):
        scale = rows[i][i] or 1e-9
        rows[i] = [value / scale for value in rows[i]]
        for j in range(size):
            if j != i and rows[j][i]:
                factor = rows[j][i]
                rows[j] = [a - factor * b for a, b in zip(rows[j], rows[i], strict=True)]
    return [line[size] for line in rows]


def predictions(known: Sequence[Judged], later: Sequence[Judged], *, folds: int = FOLDS, plain: bool = False) -> list[Predicted]:
    """(confidence, right, rows) of the rows of `later` articles, predicted from `known` articles and from the later ones of other folds.

    `plain`: by the share of the rule alone, as if nothing were fitted.
    """
    found: list[Predicted] = []
    for fold in range(folds):
        rest = [article for i, article in enumerate(later) if i % folds != fold]
        by = {"share": 1.0} if plain else fit(folded(known, rest))
        counts = rule_counts([*known, *rest])
        for article in later[fold::folds]:
            found += [(weighed(row.share, row.signs, by), row.right, row.rows) for row in rows_of(article, counts)]
    return found


def folded(known: Sequence[Judged], later: Sequence[Judged], *, folds: int = FOLDS) -> list[Seen]:
    """The rows of later articles, each with the share that its rule has in all articles but those of its own fold."""
    found: list[Seen] = []
    for fold in range(folds):
        counts = rule_counts([*known, *(article for i, article in enumerate(later) if i % folds != fold)])
        for article in later[fold::folds]:
            found += rows_of(article, counts)
    return found


def bins(predicted: Iterable[Predicted]) -> list[Bin]:
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


def brier(predicted: Iterable[Predicted]) -> float:
    """Mean squared distance between confidence and truth; 0.25 is what always saying 0.5 gets."""
    some = list(predicted)
    rows = sum(number for _, _, number in some)
    return sum(good * (1 - p) ** 2 + (number - good) * p**2 for p, good, number in some) / rows if rows else 0.0


def log_loss(predicted: Iterable[Predicted]) -> float:
    """Mean surprise at the truth, in nats; less is better."""
    some = list(predicted)
    rows = sum(number for _, _, number in some)
    return -sum(good * math.log(p) + (number - good) * math.log(1 - p) for p, good, number in some) / rows if rows else 0.0


def ranked(predicted: Iterable[Predicted]) -> float:
    """How often a right row has the higher confidence of a right and a wrong one (area under the curve); 0.5 is chance."""
    some = sorted(predicted)
    right, wrong = sum(good for _, good, _ in some), sum(number - good for _, good, number in some)
    above = 0.0
    below = 0
    for confidence in sorted({p for p, _, _ in some}):
        same = [(good, number - good) for p, good, number in some if p == confidence]
        good, bad = sum(g for g, _ in same), sum(b for _, b in same)
        above += good * (below + bad / 2)
        below += bad
    return above / (right * wrong) if right and wrong else 0.5
