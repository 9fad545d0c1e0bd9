"""Arrow: a row dataclass in, an Arrow schema out; rows in, a table out.

`schema(Visit)` has one column per field, with the field's documentation in its metadata; the table's own
documentation and `schema_version` stand in the schema's metadata.
"""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Hashable, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any, cast

import pyarrow as pa

from schemas.columns import Column, columns

SCHEMA_VERSION = "1"

_PLAIN: dict[type, pa.DataType] = {str: pa.string(), int: pa.int64(), float: pa.float64(), date: pa.date32(), Decimal: pa.decimal128(38, 2)}
_NAMED: dict[str, pa.DataType] = {"int32": pa.int32(), "float32": pa.float32(), "float64": pa.float64(), "decimal128(38, 2)": pa.decimal128(38, 2)}
_CENT = Decimal("0.01")
_WIDE = Context(prec=38)  # the default context's 28 digits cannot hold every sum that decimal128(38, 2) can


def schema(row: type[Any]) -> pa.Schema:
    """Visit → its Arrow schema, documentation and `schema_version` in the metadata."""
    return _schema(cast(Hashable, row))


@functools.cache
def _schema(row: Any) -> pa.Schema:
    metadata = {"doc": inspect.cleandoc(row.__doc__ or ""), "schema_version": SCHEMA_VERSION}
    return pa.schema([_field(column) for column in columns(row)], metadata=metadata)


def _field(column: Column) -> pa.Field:
    return pa.field(column.name, _data_type(column), metadata={"doc": column.doc})


def _data_type(column: Column) -> pa.DataType:
    if column.arrow is not None:
        return _NAMED[column.arrow]
    return pa.list_(_type_of(column.item)) if column.item is not None else _type_of(column.type)


def _type_of(hint: Any) -> pa.DataType:
    return pa.struct([_field(column) for column in columns(cast(type, hint))]) if dataclasses.is_dataclass(hint) else _PLAIN[hint]


def table(row: type[Any], rows: Sequence[Any]) -> pa.Table:
    """(PartyRow, [PartyRow(…), …]) → a table with the schema of PartyRow, also for no rows."""
    arrays = [pa.array(_values(column, rows), field.type) for column, field in zip(columns(row), schema(row), strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema(row))


def _values(column: Column, rows: Sequence[Any]) -> list[Any]:
    values = [getattr(row, column.name) for row in rows]
    return values if column.type in (str, int, float, date) else [_plain(value) for value in values]


def _plain(value: Any) -> Any:
    """A row's value as Arrow takes it: structs as dicts, sums at two decimal places."""
    if value is None or isinstance(value, str | int | float | date):
        return value
    if isinstance(value, Decimal):
        return value.quantize(_CENT, ROUND_HALF_EVEN, _WIDE)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return {column.name: _plain(getattr(value, column.name)) for column in columns(type(value))}
