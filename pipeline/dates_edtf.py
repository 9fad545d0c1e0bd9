"""EDTF strings of the table contract: "2025-33" → its first and last day, its grain, the same period a year earlier."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

# EDTF's sub-year numbers → first month and number of months; winter runs into the next year.
PARTS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3), 33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3), 40: (1, 6), 41: (7, 6)}
POINT = re.compile(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?")
Bounds = tuple[date | None, date | None]


@lru_cache(maxsize=1024)
def written(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """(None, 3, 29) → "XXXX-03-29"; `month` may be a season, quarter or half (21 … 41)."""
    text = "XXXX" if year is None else f"{year:04d}"
    if month is None:
        return text
    return f"{text}-{month:02d}" if day is None else f"{text}-{month:02d}-{day:02d}"


@lru_cache(maxsize=1024)
def parts(point: str) -> tuple[int | None, int | None, int | None]:
    """ "XXXX-03-29" → (None, 3, 29)."""
    match = POINT.fullmatch(point)
    if not match:
        raise ValueError(f"not an EDTF point: {point!r}; right would be 2025, 2025-04, 2025-04-25, 2025-33, XXXX-03-29")
    year, month, day = match.groups()
    return (None if year == "XXXX" else int(year), int(month) if month else None, int(day) if day else None)


def month_end(year: int, month: int) -> date:
    """(2024, 2) → 2024-02-29; months past December run into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


@lru_cache(maxsize=1024)
def point_bounds(point: str) -> Bounds:
    """ "2025-34" → (2025-04-01, 2025-06-30); both None where the year is unknown."""
    year, month, day = parts(point)
    if year is None:
        return None, None
    if day is not None and month is not None:
        return date(year, month, day), date(year, month, day)
    first, count = PARTS.get(month, (month, 1)) if month is not None else (1, 12)
    return date(year, first, 1), month_end(year, first + count - 1)


def bounds(edtf: str | None) -> Bounds:
    """ "2025-01/2025-10" → (2025-01-01, 2025-10-31); an open end is None: "../2030" → (None, 2030-12-31)."""
    if edtf is None:
        return None, None
    first, _, last = edtf.partition("/")
    return (
        None if first == ".." else point_bounds(first)[0],
        None if last == ".." else point_bounds(last or first)[1],
    )


def shift_years(edtf: str, years: int) -> str:
    """("2025-01/2025-09", -1) → "2024-01/2024-09"; 29 February becomes the 28th."""
    return "/".join(point if point == ".." else shift_point(point, years) for point in edtf.split("/"))


def shift_point(point: str, years: int) -> str:
    """("2024-02-29", -1) → "2023-02-28"."""
    year, month, day = parts(point)
    if year is None:
        return point
    if month == 2 and day == 29:
        day = monthrange(year + years, 2)[1]
    return written(year + years, month, day)


def year_of(edtf: str | None) -> int | None:
    """ "2025-01/2025-09" → 2025, the first year named; None where there is none."""
    if edtf is None:
        return None
    point = next((part for part in edtf.split("/") if part != ".."), None)
    return parts(point)[0] if point else None


def interval(first: str, last: str) -> str:
    """("2025-01", "2025-10") → "2025-01/2025-10"; twice the same point is that point."""
    return first if first == last else f"{first}/{last}"


def days(first: date, last: date) -> str:
    """→ the interval between two days."""
    return interval(first.isoformat(), last.isoformat())


def months_from(day: date, offset: int) -> str:
    """(2025-01-19, -2) → "2024-11", the month so many months away."""
    index = day.year * 12 + day.month - 1 + offset
    return written(index // 12, index % 12 + 1)


@lru_cache(maxsize=64)
def week(day: date, offset: int) -> str:
    """(Wednesday 2025-11-19, -1) → "2025-11-10/2025-11-16", Monday to Sunday."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=offset)
    return days(monday, monday + timedelta(days=6))


def grain(edtf: str | None) -> str:
    """ "2025-33" → "quarter"; an interval is a "span", None is "vague"."""
    if edtf is None:
        return "vague"
    if "/" in edtf:
        return "span"
    _, month, day = parts(edtf)
    if day is not None:
        return "day"
    if month is None:
        return "year"
    return "month" if month <= 12 else "season" if month < 30 else "quarter" if month < 40 else "half"
