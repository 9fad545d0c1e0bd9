"""Exports and the comparison of a run with another, on what runs write."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.run import Options, run
from reports.diff import compare
from reports.export import export, task3

VISIT = "Делегация Витебской области прибыла с рабочим визитом в Смоленск."
DEAL = "Минский автомобильный завод поставил Брестской области насосы."


@pytest.fixture
def out(tmp_path: Path, write_articles: Callable[..., Path]) -> Path:
    run([write_articles(VISIT, DEAL)], tmp_path / "out", Options())
    return tmp_path / "out"


def test_csv_is_flat_and_always_has_a_header(out: Path, tmp_path: Path) -> None:
    assert export(out, tmp_path / "csv", "csv") == 5
    with (tmp_path / "csv" / "visits.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["visitors_codes"], row["hosts"]) == ("BY-VI", "Смоленск")
    assert (tmp_path / "csv" / "meetings.csv").read_text(encoding="utf-8-sig").startswith("fact_id,")


def test_jsonl_holds_whole_rows(out: Path, tmp_path: Path) -> None:
    export(out, tmp_path / "jsonl", "jsonl")
    (line,) = (tmp_path / "jsonl" / "visits.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["visitors"][0]["region"] == "BY-VI"


def test_factrueval_has_a_file_for_every_article(out: Path, tmp_path: Path) -> None:
    export(out, tmp_path / "answers", "factrueval")
    assert sorted(path.name for path in (tmp_path / "answers").iterdir()) == ["0000.task3", "0000.txt", "0001.task3", "0001.txt"]
    assert (tmp_path / "answers" / "0000.task3").read_text(encoding="utf-8") == ""
    assert (tmp_path / "answers" / "0000.txt").read_text(encoding="utf-8") == VISIT
    deal = (tmp_path / "answers" / "0001.task3").read_text(encoding="utf-8").splitlines()
    assert deal[0] == "Deal" and deal[-1] == "Type : купля/продажа" and "Participant : Брестская область" in deal


@pytest.mark.parametrize(
    ("table", "row", "expected"),
    [
        ("meetings", {"participants": [{"name": "Анна  Левина"}]}, ["Meeting", "Participant : Анна Левина"]),
        ("meetings", {"participants": [{"name": "фонд «Мир: труд»"}]}, ["Meeting", "Participant : фонд «Мир труд»"]),
        ("agreements", {"parties": [{"name": "Пенза"}]}, ["Deal", "Participant : Пенза"]),
        ("contracts", {"suppliers": [], "customers": [{"name": "Пенза"}], "kind": "construction"}, ["Deal", "Participant : Пенза"]),
    ],
)
def test_task3(table: str, row: dict[str, Any], expected: list[str]) -> None:
    assert list(task3(table, row)) == expected


def test_a_wrong_format_or_folder_says_what_is_right(out: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there are: factrueval, csv, jsonl"):
        export(out, tmp_path / "x", "xml")
    with pytest.raises(FileNotFoundError, match="svyazi run"):
        export(tmp_path, tmp_path / "x", "csv")


def test_runs_are_compared(out: Path, tmp_path: Path, write_articles: Callable[..., Path]) -> None:
    run([write_articles(VISIT.replace("прибыла", "не прибыла"), DEAL, folder="other")], tmp_path / "after", Options())
    found = {one.table: one for one in compare(out, tmp_path / "after").tables}
    ((_, altered),) = found["visits"].altered
    assert altered.columns["status"] == ("occurred", "denied")
    assert (found["contracts"].same, found["contracts"].gained, found["contracts"].lost) == (1, [], [])
