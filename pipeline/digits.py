"""Digits as news writes them: groups with spaces or stops, decimal commas; dates, times, versions and telephones are no numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

# Spaces that stand inside one number or between it and its unit; never a line break.
GAP = "[ \u00a0\u2007\u2009\u202f]"
GAP_CHARS = " \u00a0\u2007\u2009\u202f"

# «25 130-тонных самосвалов» are 25, not 25,130.
SPACED = re.compile(rf"\d{{1,3}}(?:{GAP}\d{{3}})+(?!\d|-[а-я]{{3}})(?:[.,]\d+(?![\d.,:/]*[:/.,]\d)|,{GAP}\d\d(?![\d.,]))?")
POINTED = re.compile(r"\d{1,3}(?:([.,'’])\d{3})(?:\1\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?(?![.,:/]\d)")
PLAIN = re.compile(r"\d+(?:[.,]\d+)?(?![.,:/]?\d)")
# «19.11.2025», «12:30», «1.2.3», «2024/25», «55-55-55» count nothing.
CODE = re.compile(r"\d+(?:[.,:/\-]\d+)*")
PHONE = re.compile(r"(?:\+7|8)[ \u00a0-]?\(?\d{3,4}\)?[ \u00a0-]?\d{2,3}[ \u00a0-]?\d\d[ \u00a0-]?\d\d(?!\d)")
LONGEST = 30  # digits; a longer row is no amount of anything


class Literal(NamedTuple):
    """Digits as read: «1 844,5» → value 1844.5; `grouped` where «20.000» may be twenty thousand; `year` where it may be one."""

    stop: int
    value: Decimal
    grouped: Decimal | None
    year: bool


def literal(low: str, start: int) -> Literal | None:
    """«1.844.036.360,12» at `start` → 1844036360.12; None for dates, times, versions, telephone numbers."""
    match = SPACED.match(low, start)
    if match:
        return _read(match.end(), "".join(char for char in match.group() if char not in GAP_CHARS).replace(",", "."), "")
    match = POINTED.match(low, start)
    if match:
        return _read(match.end(), match.group().replace(match.group(1), "").replace(",", "."), "")
    match = PLAIN.match(low, start)
    if match is None:
        return None
    digits = match.group().replace(",", ".")
    whole, _, fraction = digits.partition(".")
    return _read(match.end(), digits, whole + fraction if len(fraction) == 3 and len(whole) <= 3 and whole[0] != "0" else "")


def code_end(low: str, start: int) -> int:
    """Where the date, time, version or telephone at `start` ends."""
    match = CODE.match(low, start)
    return match.end() if match else start + 1


def phone_end(low: str, start: int) -> int:
    """«8 800 555-35-35», «+7 (8412) 55-55-55» with `start` at the first digit → where it ends; 0 when it is none."""
    if low[start] not in "78":
        return 0
    match = PHONE.match(low, start - (start > 0 and low[start - 1] == "+"))
    return match.end() if match else 0


def _read(stop: int, digits: str, grouped: str) -> Literal | None:
    if len(digits) > LONGEST:
        return None
    return Literal(stop, Decimal(digits), Decimal(grouped) if grouped else None, is_year(digits))


def is_year(digits: str) -> bool:
    """«2024» may be a year, «2 024» may not."""
    return len(digits) == 4 and digits[:2] in ("19", "20")
