"""Annotated articles and what the pipeline makes of them: a folder of gold in, judged articles out."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.run import Options, run
from pipeline.write import records
from reports.evaluate import Judged, evaluate
from reports.gold import read_gold
from schemas.facts import FACT_TABLES

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tables:
    """What a run wrote, in memory: articles by file name, rows by (article_id, table)."""

    articles: dict[str, Row]
    rows: dict[tuple[str, str], list[Row]]


def read_tables(out: Path) -> Tables:
    """A folder that `svyazi run` wrote → its articles and facts."""
    if not (out / "articles").is_dir():
        raise FileNotFoundError(f"{out} holds no table 'articles': not a folder that `svyazi run` wrote")
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for table in FACT_TABLES:
        for row in records(out, table):
            rows[row["article_id"], table].append(row)
    return Tables({PurePosixPath(row["source"]).name: row for row in records(out, "articles")}, rows)


def run_tables(articles: Path) -> Tables:
    """A folder of articles → their articles and facts, by a whole run into a folder that is removed again."""
    with tempfile.TemporaryDirectory(prefix="svyazi-") as folder:
        run([articles], Path(folder), Options())
        return read_tables(Path(folder))


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


def known_corpora(root: Path) -> Sequence[tuple[str, Path, Path]]:
    """The project's folder → (name, annotation, articles) of every annotated corpus that is there: its own, and those beside the project."""
    beside = root.parent / "shared"
    all_of_them = [
        ("own", root / "tests" / "gold", root / "data" / "raw"),
        ("seeds", beside / "gold" / "seeds", beside / "seeds"),
        ("dev", beside / "gold" / "dev", beside / "gold" / "dev" / "articles"),
        ("check", beside / "gold" / "check", beside / "gold" / "check" / "articles"),
    ]
    return [(name, gold, articles) for name, gold, articles in all_of_them if gold.is_dir() and articles.is_dir()]
