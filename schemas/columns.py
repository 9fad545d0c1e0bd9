"""Columns: a row dataclass in, its documented columns out; and a check that a row fits them."""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Callable, Hashable
from decimal import Decimal
from typing import Any, cast


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """One field of a row: its name and documentation, its Python type without `None`, and whether `None` is allowed.

    `arrow` names the Arrow type where the Python type does not tell it (`int32`); `item` is the element of a list.
    """

    name: str
    doc: str
    type: Any
    arrow: str | None
    optional: bool
    item: Any


def columns(row: type[Any]) -> tuple[Column, ...]:
    """Visit → its columns in order: fact_id, article_id, published …"""
    return _columns(cast(Hashable, row))


@functools.cache
def _columns(row: Any) -> tuple[Column, ...]:
    hints = typing.get_type_hints(row)
    return tuple(_column(field, hints[field.name]) for field in dataclasses.fields(row))


def _column(field: dataclasses.Field[Any], hint: Any) -> Column:
    inner, optional = _without_none(hint)
    item = typing.get_args(inner)[0] if typing.get_origin(inner) is tuple else None
    return Column(field.name, field.metadata.get("doc", ""), inner, field.metadata.get("arrow"), optional, item)


def _without_none(hint: Any) -> tuple[Any, bool]:
    """`str | None` → (str, True), `str` → (str, False)."""
    if typing.get_origin(hint) not in (types.UnionType, typing.Union):
        return hint, False
    members = [member for member in typing.get_args(hint) if member is not type(None)]
    if len(members) != 1:
        raise TypeError(f"a column has one type or None, not {hint}")
    return members[0], True


def usual(column: Column) -> frozenset[type]:
    """The types of values that a column holds without any doubt: a number or a text of them may still be too large or broken."""
    own = tuple if column.item is not None else column.type
    return frozenset({own, *((int,) if own is float else ()), *((types.NoneType,) if column.optional else ())})


def check(row: Any) -> None:
    """A row that its table cannot hold → ValueError that names the column; any other row → nothing.

    `check(Party(name=None, …))` → "Party.name has no value".
    """
    for name, optional, test in _tests(cast(Hashable, type(row))):
        value = getattr(row, name)
        if value is None:
            if not optional:
                raise ValueError(f"{type(row).__name__}.{name} has no value")
            continue
        wrong = test(value)
        if wrong:
            raise ValueError(f"{type(row).__name__}.{name}: {value!r:.80} {wrong}")


Test = Callable[[Any], "str | None"]


@functools.cache
def _tests(row: Any) -> tuple[tuple[str, bool, Test], ...]:
    return tuple((column.name, column.optional, _test(column)) for column in columns(row))


def _test(column: Column) -> Test:
    """A column → a function that says what is wrong with a value, None where nothing is."""
    if column.item is not None:
        return functools.partial(_wrong_list, column.item)
    if column.type is str:
        return _wrong_text
    if column.type is Decimal:
        return wrong_decimal
    if column.type is int:
        return functools.partial(_wrong_int, 31 if column.arrow == "int32" else 63)
    if dataclasses.is_dataclass(column.type):
        return functools.partial(_wrong_struct, cast(type, column.type))
    return functools.partial(_wrong_type, (float, int) if column.type is float else column.type)


def _wrong_type(allowed: type | tuple[type, ...], value: Any) -> str | None:
    return None if isinstance(value, allowed) else f"is {type(value).__name__}, not {allowed}"


def _wrong_text(value: Any) -> str | None:
    if not isinstance(value, str):
        return f"is {type(value).__name__}, not str"
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            return "holds a lone surrogate"
    return None


def _wrong_int(bits: int, value: Any) -> str | None:
    if not isinstance(value, int):
        return f"is {type(value).__name__}, not int"
    return None if -(1 << bits) <= value < 1 << bits else f"does not fit in {bits + 1} bits"


def wrong_decimal(value: Any) -> str | None:
    if not isinstance(value, Decimal):
        return f"is {type(value).__name__}, not Decimal"
    return None if value.is_finite() and value.adjusted() < 35 else "does not fit in decimal128(38, 2)"


def _wrong_struct(row: type, value: Any) -> str | None:
    wrong = _wrong_type(row, value)
    if wrong is None:
        check(value)
    return wrong


def _wrong_list(item: type, value: Any) -> str | None:
    if not isinstance(value, tuple):
        return f"is {type(value).__name__}, not tuple"
    test = functools.partial(_wrong_struct, cast(type, item)) if dataclasses.is_dataclass(item) else functools.partial(_wrong_type, item)
    return next((wrong for member in value if (wrong := test(member))), None)
