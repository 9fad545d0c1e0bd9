"""One function for each command of `cli.py`: its arguments in, what is to be printed out, piece by piece."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from reports.paper import console, plain

Piece = RenderableType


def put(pieces: Iterable[Piece]) -> None:
    """Print pieces on standard output; lines of text are never broken, colours stand on a terminal only."""
    paper = console()
    for piece in pieces:
        paper.print(piece, soft_wrap=isinstance(piece, str | Text))


def _json(data: Any) -> Piece:
    return Text(json.dumps(data, ensure_ascii=False, indent=2, default=str))


def evaluate(gold: Path, *, articles: Path | None, run: Path | None, errors: Path | None, as_json: bool) -> Iterator[Piece]:
    """`svyazi evaluate`: how right the rows are."""
    from reports import figures
    from reports.corpus import judge_folder

    judged = judge_folder(gold, articles=articles, out=run)
    if as_json:
        yield _json(figures.as_data(judged))
    else:
        yield from figures.as_tables(judged)
    if errors is not None:
        said = figures.errors_as_text(judged)
        if str(errors) == "-":
            yield Text(said)
        else:
            errors.write_text(said, encoding="utf-8")


def explain(where: Path | None, what: str | None, *, text: str | None, published: date | None) -> Iterator[Piece]:
    """`svyazi explain`: why a row is there, or why none is."""
    from reports import explained
    from reports.explain import explain_file, explain_row

    if text is not None:
        yield from explained.of_text(text, published=published)
    elif where is None or what is None:
        raise ValueError("give OUT and a fact's id, or an article's file and a phrase in it, or --text \"a phrase\"")
    elif where.is_dir():
        yield from explained.row_lines(explain_row(where, what))
    else:
        for article, some in explain_file(where, what):
            yield Text(plain(f"{article.source}: {article.title or ''}"), style="italic")
            yield from explained.lines(some, article.text)


def rules(rule: str | None, *, table: str | None, unused: bool, gold: Path | None, as_json: bool) -> Iterator[Piece]:
    """`svyazi rules`: the rules and what they do."""
    from reports import rules as of_rules

    if rule is not None:
        yield from of_rules.one_rule(rule)
        return
    used = [one for one in of_rules.uses(gold, of_table=table) if one.dead or not unused]
    yield _json([asdict(one) for one in used]) if as_json else of_rules.as_table(used)


def parse(text: str, *, published: date | None) -> Iterator[Piece]:
    """`svyazi parse`: what a slot can see."""
    from reports.seen import parse

    yield from parse(text, published=published)


def diff(before: Path, after: Path, *, as_json: bool) -> Iterator[Piece]:
    """`svyazi diff`: what changed between two runs."""
    from reports import diff

    found = diff.compare(before, after)
    yield from [_json(diff.as_data(found))] if as_json else (Text(line) for line in diff.as_text(found))


def export(out: Path, into: Path, form: str) -> Iterator[Piece]:
    """`svyazi export`: the tables in other clothes."""
    from reports.export import export

    yield Text(f"{export(out, into, form)} files in {into}")
