"""Two runs compared, on rows written by hand."""

from __future__ import annotations

from typing import Any

import pytest

from reports.diff import Altered, Changes, Difference, altered_columns, as_data, as_text, pair


def party(name: str, code: str | None = None) -> dict[str, Any]:
    return {"name": name, "type": "place", "country": code, "region": None}


def visit(start: int = 0, **columns: Any) -> dict[str, Any]:
    return {
        "fact_id": "f1", "article_id": "a", "status": "occurred", "rule": "visits.arrive", "trigger": "прибыла", "evidence": "…", "evidence_start": start,
        "evidence_end": start + 50, "confidence": 0.5, "visitors": [party("Минск", "BY")], "hosts": [party("Пенза", "RU")], "date": None, **columns,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([visit()], [visit()], {0: 0}),
        ([visit()], [visit(fact_id="f2", status="planned", start=10)], {0: 0}),
        ([visit()], [visit(start=60)], {}),
        ([visit()], [visit(trigger="посетила", visitors=[party("Астана", "KZ")], hosts=[party("Тула", "TR")])], {}),
        ([visit(), visit(fact_id="f2", hosts=[party("Тула", "TU")])], [visit(fact_id="f3", hosts=[party("Тула", "TU")]), visit(fact_id="f4")], {0: 1, 1: 0}),
        ([visit()], [], {}),
    ],
)
def test_pairs(before: list[dict[str, Any]], after: list[dict[str, Any]], expected: dict[int, int]) -> None:
    assert pair("visits", before, after) == expected


def test_what_is_altered() -> None:
    assert altered_columns("visits", visit(), visit(fact_id="f9", confidence=0.9)) == {}
    assert altered_columns("visits", visit(), visit(date="2024", hosts=[])) == {"hosts": ("Пенза [RU]", ""), "date": ("", "2024")}


def test_counts_come_first() -> None:
    altered = Altered(visit(), visit(status="planned"), {"status": ("occurred", "planned")})
    found = Difference(["y.txt"], [], [Changes("visits", [("x.txt", visit())], [], [("x.txt", altered)], 3)])
    lines = list(as_text(found))
    assert lines[1].split() == ["visits", "1", "0", "1", "3"]
    assert "columns altered: visits.status 1" in lines
    assert "    status: occurred → planned" in lines
    data = as_data(found)
    assert data["articles"]["gained"] == ["y.txt"]
    assert data["tables"]["visits"]["altered"][0]["columns"] == {"status": ("occurred", "planned")}
