"""What a worker does: a batch of raw articles in, their tables out; an article that fails becomes a reject."""

from __future__ import annotations

import functools
import gc
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pipeline import rows
from pipeline.blocks import Found
from schemas.arrow import Tables, table
from schemas.article import Article, RawArticle, Reject
from schemas.columns import check
from schemas.document import Document
from schemas.facts import TABLES, Fact, MentionRow, RejectRow

A = TypeVar("A")
B = TypeVar("B")

YOUNG = 1  # the generation of objects to which the collector is sent: what was made since the batch before

Rows = dict[str, list[Any]]  # the rows of one article by table: {"articles": [ArticleRow(…)], "visits": […]}


class Extracted(Protocol):
    """What the extractors find in one document."""

    @property
    def facts(self) -> Sequence[Fact]: ...

    @property
    def mentions(self) -> Sequence[MentionRow]: ...


@dataclass(frozen=True, slots=True)
class Stages:
    """What is done with an article, step by step; `annotate` takes several, because models are faster so."""

    clean: Callable[[RawArticle], Article]
    annotate: Callable[[Sequence[Article]], Sequence[Document]]
    extract: Callable[[Document], Extracted]


def begin(start: Callable[[], Stages]) -> Callable[[Sequence[Found]], Tables]:
    """`start`, which loads the models → the work on a batch."""
    return functools.partial(_tidily, start())


def _tidily(stages: Stages, batch: Sequence[Found]) -> Tables:
    """The work on a batch, after which what holds only itself goes: left to itself, the collector lets it pile up, and what is kept lies scattered among it."""
    made = work(stages, batch)
    gc.collect(YOUNG)
    return made


def work(stages: Stages, batch: Sequence[Found]) -> Tables:
    """What was read → the rows of all tables, in the same order."""
    cleaned = [_attempt(stages.clean, raw, raw.source) if isinstance(raw, RawArticle) else raw for raw in batch]
    documents = iter(_annotate(stages, [one for one in cleaned if isinstance(one, Article)]))
    annotated = [one if isinstance(one, Reject) else next(documents) for one in cleaned]
    made = [_rows_or_reject(_rows, stages, one) for one in annotated]
    try:
        return _tables(made)
    except Exception:  # a row that its table cannot hold: only its article is lost
        return _tables(_rows_or_reject(_checked_rows, stages, one) for one in annotated)


def failed(raw: Found, why: str) -> Tables:
    """An article whose work could not be done, and why → its row in `rejects`."""
    return _tables([{"rejects": [reject_row(Reject(raw.source, "failed", why))]}])


def _tables(articles: Iterable[Rows]) -> Tables:
    """The rows of each article → all tables that have any."""
    found: Rows = {}
    for one in articles:
        for name, some in one.items():
            found.setdefault(name, []).extend(some)
    return Tables((name, table(TABLES[name], some)) for name, some in found.items() if some)


def reject_row(reject: Reject) -> RejectRow:
    return RejectRow(source=reject.source, reason=reject.reason, detail=reject.detail)


def _annotate(stages: Stages, articles: Sequence[Article]) -> Sequence[Document | Reject]:
    """All at once; where that fails, one by one, so that only the guilty one is lost."""
    try:
        return stages.annotate(articles)
    except Exception:
        return [_attempt(lambda one: stages.annotate([one])[0], article, article.source) for article in articles]


def _rows_or_reject(made: Callable[[Stages, Document], Rows], stages: Stages, document: Document | Reject) -> Rows:
    found = document if isinstance(document, Reject) else _attempt(functools.partial(made, stages), document, document.article.source)
    return {"rejects": [reject_row(found)]} if isinstance(found, Reject) else found


def _rows(stages: Stages, document: Document) -> Rows:
    extracted = stages.extract(document)
    found: Rows = {"articles": [rows.article_row(document.article, extracted.facts)], "mentions": list(extracted.mentions)}
    for fact in extracted.facts:
        found.setdefault(rows.table_of(fact), []).append(fact)
    found["parties"] = list(rows.party_rows(extracted.facts))
    return found


def _checked_rows(stages: Stages, document: Document) -> Rows:
    found = _rows(stages, document)
    for of_table in found.values():
        for row in of_table:
            check(row)
    return found


def _attempt(step: Callable[[A], B], argument: A, source: str) -> B | Reject:
    """The step's result, or a reject that says what went wrong and where."""
    try:
        return step(argument)
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        return Reject(source, "failed", f"{type(error).__name__}: {error!s:.300} (in {where.name}, {Path(where.filename).name}:{where.lineno})")
