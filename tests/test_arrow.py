"""Rows to Arrow: types, documentation, and what a table cannot hold."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from schemas import arrow
from schemas.columns import check, columns
from schemas.facts import TABLES, Contract, MentionRow, Party, RejectRow, TradeFigure, Visit

PARTY = Party(name="Пензенская область", type="place", start=3, end=9)
MENTION = MentionRow(article_id="a", start=0, end=5, text="Пензы", type="place", name="Пенза", entity_id="e")
FACT: dict[str, Any] = {
    "fact_id": "f", "article_id": "a", "status": "occurred", "evidence": "в", "evidence_start": 0, "evidence_end": 1,
    "trigger": "т", "rule": "r", "found": "child",
}  # fmt: skip
VISIT = {**FACT, "kind": "visit", "visitors": (PARTY,), "hosts": ()}


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_a_documented_schema(name: str) -> None:
    schema = arrow.schema(TABLES[name])
    assert schema.names == [field.name for field in fields(TABLES[name])]
    assert schema.metadata[b"schema_version"] == arrow.SCHEMA_VERSION.encode()
    assert schema.metadata[b"doc"] == (TABLES[name].__doc__ or "").encode()
    assert all(schema.field(column).metadata[b"doc"] for column in schema.names)
    assert arrow.table(TABLES[name], []).schema.equals(schema, check_metadata=True)


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        (Visit, "published", pa.date32()),
        (Visit, "evidence_start", pa.int32()),
        (Visit, "confidence", pa.float32()),
        (Contract, "quantity", pa.float64()),
        (Contract, "amount", pa.decimal128(38, 2)),
        (TABLES["entities"], "aliases", pa.list_(pa.string())),
    ],
)
def test_types(row: type[Any], column: str, expected: pa.DataType) -> None:
    assert arrow.schema(row).field(column).type == expected


def test_parties_are_structs() -> None:
    visitors = arrow.schema(Visit).field("visitors").type
    assert [field.name for field in visitors.value_type] == [field.name for field in fields(Party)]
    assert arrow.schema(TradeFigure).field("partner").type == visitors.value_type


def test_values_survive() -> None:
    row = Visit(**VISIT, published=date(2025, 11, 19), confidence=0.5)
    read = arrow.table(Visit, [row]).to_pylist()[0]
    assert read["published"] == date(2025, 11, 19)
    assert read["confidence"] == 0.5
    assert read["hosts"] == []
    assert read["visitors"][0]["name"] == "Пензенская область"
    assert read["visitors"][0]["region"] is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [("8.7", "8.70"), ("1.005", "1.00"), ("1.015", "1.02"), ("123456789012345678901234567890.5", "123456789012345678901234567890.50")],
)
def test_sums_have_two_places(given: str, expected: str) -> None:
    row = Contract(**FACT, kind="supply", suppliers=(), customers=(), amount=Decimal(given))
    check(row)
    assert str(arrow.table(Contract, [row]).column("amount")[0].as_py()) == expected


def test_optional_is_read_from_the_hint() -> None:
    optional = {column.name: column.optional for column in columns(Visit)}
    assert optional["published"] and not optional["fact_id"]


@pytest.mark.parametrize("row", [MENTION, RejectRow(source="s", reason="r", detail=""), Visit(**VISIT)])
def test_a_good_row_passes(row: Any) -> None:
    check(row)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"fact_id": None}, "Visit.fact_id has no value"),
        ({"fact_id": 7}, "is int, not str"),
        ({"evidence_start": 2**31}, "does not fit in 32 bits"),
        ({"evidence": "\ud800"}, "lone surrogate"),
        ({"published": "2025-11-19"}, "is str, not"),
        ({"visitors": [PARTY]}, "is list, not tuple"),
        ({"visitors": ("Пенза",)}, "is str, not"),
        ({"visitors": (Party(name=None, type="place", start=0, end=1),)}, "Party.name has no value"),  # type: ignore[arg-type]
        ({"confidence": "high"}, "is str, not"),
    ],
)
def test_what_a_table_cannot_hold(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        check(Visit(**{**VISIT, **changed}))


@pytest.mark.parametrize("amount", [Decimal("NaN"), Decimal("Infinity"), Decimal("1e40")])
def test_sums_that_do_not_fit(amount: Decimal) -> None:
    with pytest.raises(ValueError, match=r"Contract\.amount"):
        check(Contract(**FACT, kind="supply", suppliers=(), customers=(), amount=amount))
