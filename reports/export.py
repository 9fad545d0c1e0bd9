"""The tables in other clothes: flat CSV, JSON lines, and the fact format of FactRuEval-2016 (docs/factrueval.md).

A flat row holds its sides as «Пензенская область; завод «Маяк»», their codes in a column beside (`visitors_codes`).
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.write import records
from schemas.columns import columns
from schemas.facts import FACT_TABLES, PARTY_SLOTS

Row = Mapping[str, Any]
DEALS = {"contracts": ("suppliers", "customers"), "agreements": ("parties",)}
BOUGHT = frozenset({"supply", "purchase"})
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(out: Path, into: Path, form: str) -> int:
    """A run, a folder and a format → files in the folder; gives their number."""
    if form not in FORMATS:
        raise ValueError(f"no format {form!r}; there are: {', '.join(FORMATS)}")
    if not (out / "articles").is_dir():
        raise FileNotFoundError(f"{out} holds no table 'articles': not a folder that `svyazi run` wrote")
    into.mkdir(parents=True, exist_ok=True)
    return FORMATS[form](out, into)


def flat(table: str, row: Row) -> dict[str, Any]:
    """A row → one cell for each column, sides by name and by code."""
    made: dict[str, Any] = {}
    for name, value in row.items():
        if name in PARTY_SLOTS[table]:
            sides = value if isinstance(value, list) else [value] if value is not None else []
            made[name] = "; ".join(party["name"] for party in sides)
            made[f"{name}_codes"] = "; ".join(party["region"] or party["country"] or "" for party in sides)
        else:
            made[name] = value
    return made


def _as_csv(out: Path, into: Path) -> int:
    for table in FACT_TABLES:
        with (into / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, list(flat(table, {column.name: None for column in columns(FACT_TABLES[table])})))
            writer.writeheader()
            writer.writerows({name: _cell(value) for name, value in flat(table, row).items()} for row in records(out, table))
    return len(FACT_TABLES)


def _cell(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula gets an apostrophe: «=HYPERLINK(…)» in an article must not act."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _as_jsonl(out: Path, into: Path) -> int:
    for table in FACT_TABLES:
        with (into / f"{table}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in records(out, table))
    return len(FACT_TABLES)


def _as_factrueval(out: Path, into: Path) -> int:
    """One NAME.txt and one NAME.task3 per article, also where there are no facts: the scorer wants a file for each text."""
    facts: dict[str, list[str]] = defaultdict(list)
    for table in ("meetings", *DEALS):
        for row in records(out, table):
            facts[row["article_id"]].append("\n".join(task3(table, row)) + "\n")
    taken: set[str] = set()
    for article in records(out, "articles", ["article_id", "source", "text"]):
        name = _file_name(article["source"], article["article_id"], taken)
        (into / f"{name}.txt").write_text(article["text"], encoding="utf-8", newline="")
        (into / f"{name}.task3").write_text("\n".join(facts[article["article_id"]]), encoding="utf-8")
    return 2 * len(taken)


def task3(table: str, row: Row) -> Iterator[str]:
    """A row of meetings, contracts or agreements → «Meeting», «Participant : Пётр Ахпашев» …"""
    yield "Meeting" if table == "meetings" else "Deal"
    sides = [party for slot in DEALS.get(table, ("participants",)) for party in row[slot]]
    yield from (f"Participant : {' '.join(party['name'].replace(':', ' ').split())}" for party in sides)
    if table == "contracts" and row["kind"] in BOUGHT:
        yield "Type : купля/продажа"


def _file_name(source: str, article_id: str, taken: set[str]) -> str:
    """«2014/samsun.txt» → «samsun»; a name that is taken, or that no file may have, gets the article's identifier."""
    name = "".join(c if c.isalnum() or c in "-_." else "_" for c in PurePosixPath(source).stem).strip(".")
    if not name or name in taken or len(name) > 80:
        name = f"{name[:60]}_{article_id}"
    taken.add(name)
    return name


FORMATS: dict[str, Callable[[Path, Path], int]] = {"factrueval": _as_factrueval, "csv": _as_csv, "jsonl": _as_jsonl}
