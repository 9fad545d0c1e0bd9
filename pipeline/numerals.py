"""One number put together from its words and digits: «двадцать пять тысяч триста», «1 млн 200 тыс.», «два с половиной миллиона»."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from pipeline.digits import GAP, GAP_CHARS, Literal, literal
from schemas.data import toml

WORD = re.compile(r"[а-я]+")
GAPS = re.compile(f"{GAP}{{1,3}}")
# «3-х», «20-ти» are cardinals; «2-й», «10-тонный» are not.
CARDINAL = re.compile(r"-(?:х|ти|ми|мя)(?![а-я-])")
THOUSAND = re.compile(r"[кk](?![а-яa-z])")
AFTER = re.compile(rf"{GAP}с{GAP}(?:лишним|гаком|хвостиком|небольшим)(?![а-я])")
AND_HALF = re.compile(rf"{GAP}с{GAP}(половиной|четвертью)(?![а-я])")
SHARES = {"половиной": Decimal("0.5"), "четвертью": Decimal("0.25")}
ABBREVIATED = frozenset({"тыс", "млн", "млрд", "трлн"})
ROOM = {"hundred": 3, "ten": 2, "unit": 1}


class Numeral(NamedTuple):
    """One word of a number: «двадцать» → kind "ten", value 20; `several` for «тысячи», «десятки», which alone are not one."""

    kind: str
    value: Decimal
    several: bool


class Composed(NamedTuple):
    """What `pipeline.numbers.Number` says of a number, before its signs and ranges."""

    stop: int
    value: Decimal
    bound: str
    scale: int
    closed: bool
    grouped: Decimal | None
    year: bool
    digits: bool


def composed(text: str, low: str, start: int) -> Composed | None:
    """The longest number that begins at `start`, or None."""
    total = _Sum()
    position = start
    while (stop := _step(text, low, position, total)) is not None:
        stop = total.stop = _tail(low, stop, total)
        gap = GAPS.match(low, stop)
        position = gap.end() if gap else stop
        if gap is None and not (total.group is not None and low[stop : stop + 1].isalpha()):
            break
    return total.result() if total.stop >= 0 else _pair(low, start)


def is_numeral(low: str, start: int) -> bool:
    """«двух-трёх», at «трёх» → True."""
    word = WORD.match(low, start)
    return word is not None and word.group() in _numerals()


def power(word: str) -> int:
    """«млрд» → 9."""
    return int(_numerals()[word].value)


def plain(value: Decimal) -> Decimal:
    """Decimal("8700000000.0") → Decimal("8700000000"): whole values print as people write them."""
    whole = value.to_integral_value()
    return whole if whole == value else value


class _Sum:
    """Adds up the parts of one number: «два миллиона | триста | сорок | тысяч»."""

    __slots__ = ("bare", "bound", "closed", "digits", "group", "grouped", "least", "room", "scale", "stop", "total", "whole", "year")

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.group: Decimal | None = None  # what the next magnitude will multiply
        self.room = 4  # what may still join the group: below 3 tens, below 2 units, 0 nothing
        self.least = 99  # power of ten of the last magnitude word
        self.scale = 0
        self.stop = -1
        self.bound = "exact"
        self.bare = False  # «тысяч двадцать» is no sum: the small number multiplies
        self.closed = False
        self.whole = True
        self.grouped: Decimal | None = None
        self.year = False
        self.digits = False

    def add_literal(self, digits: Literal) -> bool:
        """Digits stand first, or after a larger magnitude: «1 млн 200 тыс.»."""
        if self.group is not None or (self.stop >= 0 and (not self.whole or self.bare)):
            return False
        self.grouped, self.year = (digits.grouped, digits.year) if self.stop < 0 else (None, False)
        self.group, self.room, self.closed, self.digits = digits.value, 0, False, True
        self.whole = digits.value == digits.value.to_integral_value()
        return True

    def add(self, numeral: Numeral) -> bool:
        """One word; False when it belongs to another number."""
        if numeral.kind == "magnitude":
            return self._multiply(numeral)
        if numeral.kind == "dozen":
            return self._dozens(numeral)
        if numeral.kind in ("fixed", "half"):
            return self._begin(numeral)
        return self._join(numeral)

    def _join(self, numeral: Numeral) -> bool:
        """Hundreds, then tens, then units; «двадцать» takes no «одиннадцать»."""
        room = ROOM[numeral.kind]
        teen = numeral.kind == "unit" and numeral.value >= 10
        if self.bare or not self.whole or room >= self.room or (teen and self.room == 2):
            return False
        self.group = (self.group or Decimal(0)) + numeral.value
        self.room = 0 if teen else room if room > 1 else 0
        self.closed = False
        return True

    def _begin(self, numeral: Numeral) -> bool:
        """«полтора», «полсотни», «полмиллиона» stand first."""
        if self.stop >= 0:
            return False
        if numeral.kind == "half":
            self.total, self.scale, self.least = Decimal(5) * 10 ** (int(numeral.value) - 1), int(numeral.value), 0
        else:
            self.group = numeral.value
        self.room, self.whole, self.closed = 0, numeral.kind == "fixed" and numeral.value > 2, numeral.value > 2
        return True

    def _dozens(self, numeral: Numeral) -> bool:
        """«два десятка», «сотни»."""
        if self.stop >= 0 and (self.closed or self.group is None):
            return False
        if self.group is None and numeral.several:
            self.bound, self.bare = "min", True
        self.group, self.room, self.closed = (self.group or Decimal(1)) * numeral.value, 0, True
        return True

    def _multiply(self, numeral: Numeral) -> bool:
        """«тысяч», «млн»."""
        ten = int(numeral.value)
        if ten >= self.least or (self.group is None and self.stop >= 0):
            return False
        if self.group is None and numeral.several:
            self.bound, self.bare = "min", True
        self.total += (Decimal(1) if self.group is None else self.group) * 10**ten
        self.group, self.room, self.least, self.closed = None, 4, ten, True
        self.scale = max(self.scale, ten)
        self.grouped, self.year = None, False
        return True

    def result(self) -> Composed:
        value = plain(self.total + (self.group or Decimal(0)))
        return Composed(self.stop, value, self.bound, self.scale, self.closed, self.grouped, self.year, self.digits)


def _step(text: str, low: str, position: int, total: _Sum) -> int | None:
    """Adds one word or one row of digits at `position`; where it ends, or None when it does not belong."""
    if position >= len(low):
        return None
    if low[position].isdigit():
        digits = literal(low, position)
        if digits is None or (total.stop >= 0 and not _smaller_follows(low, digits, total)) or not total.add_literal(digits):
            return None
        return digits.stop
    word = WORD.match(low, position)
    numeral = _numerals().get(word.group()) if word else None
    if word is None or numeral is None or not total.add(numeral):
        return None
    dotted = word.group() in ABBREVIATED and low[word.end() : word.end() + 1] == "." and inside(text, word.end() + 1)
    return word.end() + dotted


def inside(text: str, position: int) -> bool:
    """The full stop of «млн. рублей» belongs to the word; that of «417 млн. Импорт» ends the sentence."""
    following = text[position : position + 3].lstrip(GAP_CHARS)
    return bool(following) and following[0] not in '\n"«»—–-' and not "А" <= following[0] <= "Я"


def _smaller_follows(low: str, digits: Literal, total: _Sum) -> bool:
    """Digits go on a number only before a smaller magnitude («1 млн 200 тыс.») or as hundreds after «тысяч» («5 тысяч 200 рублей»)."""
    gap = GAPS.match(low, digits.stop)
    word = WORD.match(low, gap.end() if gap else digits.stop)
    numeral = _numerals().get(word.group()) if word else None
    if numeral is not None and numeral.kind == "magnitude":
        return int(numeral.value) < total.least and digits.value < 1000
    return total.least == 3 and 100 <= digits.value < 1000 and digits.value == digits.value.to_integral_value()


def _tail(low: str, stop: int, total: _Sum) -> int:
    """«-ти», «к», «с половиной», «с лишним» after a part of the number."""
    if total.digits and total.group is not None:
        cardinal = CARDINAL.match(low, stop)
        if cardinal:
            stop = cardinal.end()
        elif THOUSAND.match(low, stop):
            total.total, total.group, total.scale, total.least = total.group * 1000, None, 3, 3
            stop += 1
    if low[stop + 1 : stop + 2] != "с":
        return stop
    half = AND_HALF.match(low, stop)
    if half and total.group is not None:
        total.group += SHARES[half.group(1)]
        total.room, total.whole, stop = 0, False, half.end()
    after = AFTER.match(low, stop)
    if after:
        total.bound, stop = "min", after.end()
    return stop


def _pair(low: str, start: int) -> Composed | None:
    """«пара автобусов» → about two; «колёсные пары» are left to their nouns."""
    word = WORD.match(low, start)
    if word is None or word.group() not in ("пара", "пару"):
        return None
    return Composed(word.end(), Decimal(2), "approx", 0, True, None, False, False)


@cache
def _numerals() -> dict[str, Numeral]:
    data = toml("pipeline", "numerals.toml")
    several = frozenset(data["several"]["words"].split())
    return {
        form: Numeral(kind, Decimal(value), form in several)
        for kind in ("unit", "ten", "hundred", "fixed", "dozen", "magnitude", "half")
        for value, forms in data[kind].items()
        for form in forms.split()
    }
