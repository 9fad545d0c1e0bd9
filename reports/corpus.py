"""Annotated articles and what the pipeline makes of them: a folder of gold in, judged articles out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from extractors.facts import pieces
from extractors.finish import finish
from pipeline.rows import table_of
from pipeline.write import records
from reports.evaluate import Judged, evaluate
from reports.gold import read_gold
from reports.texts import documents, of_folder
from schemas.facts import FACT_TABLES

Row = Mapping[str, Any]
AT_ONCE = 32  # articles that are annotated together


@dataclass(frozen=True, slots=True)
class Tables:
    """What a run gives, in memory: articles by file name, rows by (article_id, table), and how often each rule matched at all."""

    articles: dict[str, Row]
    rows: dict[tuple[str, str], list[Row]]
    matched: Counter[str] = field(default_factory=Counter)


def read_tables(out: Path) -> Tables:
    """A folder that `svyazi run` wrote → its articles and facts."""
    if not (out / "articles").is_dir():
        raise FileNotFoundError(f"{out} holds no table 'articles': not a folder that `svyazi run` wrote")
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for table in FACT_TABLES:
        for row in records(out, table):
            rows[row["article_id"], table].append(row)
    return Tables({PurePosixPath(row["source"]).name: row for row in records(out, "articles")}, rows)


def run_tables(folder: Path) -> Tables:
    """A folder of articles → their articles and facts, as a run would write them; nothing is written."""
    made = Tables({}, defaultdict(list))
    articles = of_folder(folder)
    for first in range(0, len(articles), AT_ONCE):
        for document in documents(articles[first : first + AT_ONCE]):
            article, taken = document.article, pieces(document)
            made.articles[PurePosixPath(article.source).name] = {"article_id": article.article_id, "text": article.text}
            made.matched.update(match.rule for piece in taken for match in piece.matches)
            for fact in finish([draft for piece in taken for draft in piece.kept]):
                made.rows[article.article_id, table_of(fact)].append(asdict(fact))
    return made


def articles_of(gold: Path) -> Path:
    """The articles that a folder of annotation speaks of: GOLD/articles, else data/raw of the project that holds it as tests/gold."""
    places = [gold / "articles", gold.resolve().parent.parent / "data" / "raw"]
    for place in places:
        if place.is_dir():
            return place
    raise ValueError(f"{gold}: no articles in {places[0]} nor in {places[1]}; name their folder with --articles")


def judge_folder(gold: Path, *, articles: Path | None = None, out: Path | None = None) -> list[Judged]:
    """A folder of annotation, and its articles or a finished run over them → one judgement per article."""
    annotated = read_gold(gold)
    tables = read_tables(out) if out is not None else run_tables(articles or articles_of(gold))
    return evaluate(annotated, tables.articles, tables.rows)


def judge_tables(gold: Path, tables: Tables) -> list[Judged]:
    """The same for tables at hand."""
    return evaluate(read_gold(gold), tables.articles, tables.rows)
