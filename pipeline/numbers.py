"""Numbers of Russian text: digits, words and both together, read as `Decimal`.

`find_numbers("7 млн 650 тыс. рублей")` → [Number(start=0, stop=14, value=Decimal("7650000"), …)].
What the number counts (money, percent, goods) is not decided here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

# Spaces that stand inside one number or between it and its unit; never a line break.
GAP = "[ \u00a0\u2007\u2009\u202f]"

# Every number begins with a digit or with one of these stems at the start of a word. The character before is consumed, which makes the search fast.
START = re.compile(
    r"(?:^|[^а-я\d])(?=\d|од[ин]|д(?:в[аеоу]|ев|ес|юж)|т(?:р[ие]|рл|ыс|ыщ)|четы|четв|п(?:ят|ол[тмсу]|ар[ау] )"
    r"|шес|с(?:ем|ор|то|та|от)|вос|м(?:ил|лн|лрд)|н(?:ол|ул))"
)
WORD = re.compile(r"[а-я]+")
GAPS = re.compile(f"{GAP}{{1,3}}")
SPACED = re.compile(rf"\d{{1,3}}(?:{GAP}\d{{3}})+(?!\d)(?:[.,]\d+(?![\d.,:/]*[:/.,]\d)|,{GAP}\d\d(?![\d.,]))?")
POINTED = re.compile(r"\d{1,3}(?:([.,'’])\d{3})(?:\1\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?(?![.,:/]\d)")
PLAIN = re.compile(r"\d+(?:[.,]\d+)?(?![.,:/]?\d)")
# «19.11.2025», «12:30», «1.2.3», «2024/25», «55-55-55» are no numbers of anything.
CODE = re.compile(r"\d+(?:[.,:/\-]\d+)*")
PHONE = re.compile(r"(?:\+7|8)[ \u00a0-]?\(?\d{3,4}\)?[ \u00a0-]?\d{2,3}[ \u00a0-]?\d\d[ \u00a0-]?\d\d")
# «3-х», «20-ти» are cardinals; «2-й», «10-тонный» are not.
CARDINAL = re.compile(r"-(?:х|ти|ми|мя|ти)(?![а-я-])")
HYPHENED = re.compile(r"-[а-яa-z]")
THOUSAND = re.compile(r"[кk](?![а-яa-z])")
AFTER = re.compile(rf"{GAP}с{GAP}(лишним|гаком|хвостиком|небольшим)(?![а-я])")
AND_HALF = re.compile(rf"{GAP}с{GAP}(половиной|четвертью)(?![а-я])")
DASH = re.compile(rf"(?:[-–—‑−]|{GAP}[-–]{GAP}|{GAP}?\.\.\.?{GAP}?)(?=[\dа-я])")
TO = re.compile(rf"{GAP}до{GAP}(?=[\dа-я])")
AND = re.compile(rf"{GAP}и{GAP}(?=[\dа-я])")
INVERTED = re.compile(rf"{GAP}(?:(?:по|под|за){GAP})?(?=[а-я])")
OPENER = re.compile(rf"(?:^|[^а-я])(от|с|со|между){GAP}$")
SIGN = re.compile(rf"(?:(?:^|[^\w)%])([-−+]|[(]{GAP}?[-–−+]{GAP}?|[+]{GAP})|(?<![а-я-])(плюс|минус){GAP})$")
NUMBER_SIGN = re.compile(rf"(?:№№?|#|(?<![a-zа-я])n[o°]?\.?){GAP}?$")
LATIN_GLUE = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]{0,2}$")

SHARES = {"половиной": Decimal("0.5"), "четвертью": Decimal("0.25")}
BARE = frozenset(Decimal(10) ** power for power in (1, 2, 3, 6, 9))
LONGEST = 30  # digits; a longer row is no amount of anything


@dataclass(frozen=True, slots=True)
class Number:
    """«от 3 до 5 млн» → value 3000000, high 5000000, scale 6 (the power of ten of its largest magnitude word).

    `bound` is what the words themselves say («двадцать с лишним» → "min"). `sign` is "+", "-" or "".
    `closed`: ends with a noun that wants the genitive plural («тысяч», «десятка»). `grouped`: the other reading of
    «20.000», «12,345» where three digits follow the mark. `linked`: «с 3 до 5 млн долларов» → the 3, whose unit stands at the 5.
    `glued`: Latin letters stand before it («Br12», «BYN3.04»). `year`: it may be one.
    """

    start: int
    stop: int
    value: Decimal
    high: Decimal | None = None
    bound: str = "exact"
    scale: int = 0
    sign: str = ""
    closed: bool = False
    grouped: Decimal | None = None
    linked: bool = False
    glued: bool = False
    year: bool = False
    digits: bool = False


class Numeral(NamedTuple):
    """One word of a number: «двадцать» → kind "ten", value 20."""

    kind: str
    value: Decimal


def find_numbers(text: str) -> tuple[Number, ...]:
    """«3,2 тыс. тонн и 60–70 машин» → 3200 and 60 with high 70; in text order, never overlapping."""
    return _scan(text)


def fold(text: str) -> str:
    """«Ещё» → «еще»: lower case without «ё», of exactly the same length."""
    return _fold(text)


@lru_cache(maxsize=8)
def _fold(text: str) -> str:
    low = text.lower()
    if len(low) != len(text):
        low = "".join(one if len(one := char.lower()) == 1 else char for char in text)
    return low.replace("ё", "е")


def plain(value: Decimal) -> Decimal:
    """Decimal("8700000000.0") → Decimal("8700000000"): whole values without a fraction, so that they print as people write them."""
    whole = value.to_integral_value()
    return whole if whole == value else value


@cache
def load(name: str) -> dict[str, Any]:
    """The data file `name` of this package as a dictionary."""
    return tomllib.loads(resources.files("pipeline").joinpath(name).read_text(encoding="utf-8"))


@cache
def _numerals() -> dict[str, Numeral]:
    data = load("numerals.toml")
    words = {}
    for kind in ("unit", "ten", "hundred", "fixed", "dozen", "magnitude", "half"):
        for value, forms in data[kind].items():
            words.update({form: Numeral(kind, Decimal(value)) for form in forms.split()})
    return words


@cache
def _several() -> frozenset[str]:
    return frozenset(load("numerals.toml")["several"]["words"].split())


@lru_cache(maxsize=8)
def _scan(text: str) -> tuple[Number, ...]:
    return tuple(_numbers(text, fold(text)))


def _numbers(text: str, low: str) -> Iterator[Number]:
    position = 0
    for match in START.finditer(low):
        start = match.end()
        if start < position:
            continue
        first, position = _atom(text, low, start)
        if first is None:
            continue
        for number in _joined(text, low, first):
            yield number
            position = number.stop


def _joined(text: str, low: str, first: Number) -> tuple[Number, ...]:
    """«от 3 до 5 млн» → one number with `high`; «с 3 до 5 млн» → two, the first linked; anything else as it is."""
    if first.bound == "min" and first.value in BARE and (inverted := _inverted(text, low, first)):
        return (inverted,)
    opener = OPENER.search(low, max(0, first.start - 8), first.start)
    word = opener.group(1) if opener else ""
    dash = DASH.match(low, first.stop)
    link = dash or (TO.match(low, first.stop) if word in ("от", "с", "со") else AND.match(low, first.stop) if word == "между" else None)
    if link is None:
        return (first,)
    second, _ = _atom(text, low, link.end(), second=True)
    if second is None:
        return (first,)
    low_end = _shared(first, second)
    if link is not dash and word != "от" and word != "между":
        return replace(low_end, linked=True), second
    if low_end.value >= second.value or (first.year and not second.year and len(link.group()) > 1):
        return (first,) if len(link.group()) > 1 else ()
    return (replace(second, start=first.start, value=low_end.value, high=second.value, year=first.year and second.year, sign=first.sign, glued=first.glued),)


def _inverted(text: str, low: str, first: Number) -> Number | None:
    """«тысяч двадцать», «тыщ по двадцать», «миллионов под сто» → about twenty thousand, about a hundred million."""
    link = INVERTED.match(low, first.stop)
    second, _ = _atom(text, low, link.end()) if link else (None, 0)
    if second is None or second.digits or second.scale or second.closed:
        return None
    return replace(second, start=first.start, value=second.value * first.value, bound="approx", scale=first.scale, closed=True)


def _shared(first: Number, second: Number) -> Number:
    """The 3 of «3–5 млн» takes the magnitude of the 5; that of «500 тыс. – 2 млн» has its own."""
    if first.scale or not second.scale or first.year or first.value >= 1000:
        return first
    return replace(first, value=plain(first.value * 10**second.scale), scale=second.scale)


def _atom(text: str, low: str, start: int, *, second: bool = False) -> tuple[Number | None, int]:
    """One number without ranges at `start`, and where to go on if there is none."""
    glued = False
    if low[start].isdigit():
        literal = _literal(low, start)
        before = low[start - 1] if start else " "
        phone = PHONE.match(low, start - (before == "+")) if low[start] in "78" else None
        if phone:
            return None, phone.end()
        if literal is None:
            code = CODE.match(low, start)
            return None, code.end() if code else start + 1
        if second:
            pass
        elif before.isalpha() or before in "_/-‑" or before == "№" or NUMBER_SIGN.search(low, max(0, start - 4), start):
            glued = LATIN_GLUE.search(text, max(0, start - 4), start) is not None
            minus = before in "-‑" and (start < 2 or not (low[start - 2].isalnum() or low[start - 2] in "»”\""))
            if not glued and not minus:
                return None, literal.stop
    parsed = _composed(text, low, start)
    if parsed is None:
        word = WORD.match(low, start)
        return None, word.end() if word else start + 1
    if HYPHENED.match(low, parsed.stop) and DASH.match(low, parsed.stop) and not _readable(low, parsed.stop + 1):
        return None, parsed.stop
    return replace(parsed, glued=glued, sign=_sign(low, start)), parsed.stop


def _readable(low: str, start: int) -> bool:
    word = WORD.match(low, start)
    return word is not None and word.group() in _numerals()


def _sign(low: str, start: int) -> str:
    match = SIGN.search(low, max(0, start - 7), start)
    if match is None:
        return ""
    return "+" if "+" in match.group() or match.group(2) == "плюс" else "-"


class Literal(NamedTuple):
    """Digits as read: «1 844,5» → value 1844.5; `grouped` where «20.000» may be twenty thousand."""

    stop: int
    value: Decimal
    grouped: Decimal | None
    year: bool


def _literal(low: str, start: int) -> Literal | None:
    """«1.844.036.360,12» → 1844036360.12; None for dates, times, versions, telephone numbers."""
    match = SPACED.match(low, start)
    if match:
        return _read(match.end(), re.sub(GAP, "", match.group()).replace(",", "."), None)
    match = POINTED.match(low, start)
    if match:
        mark = match.group(1)
        return _read(match.end(), match.group().replace(mark, "").replace(",", "."), None)
    match = PLAIN.match(low, start)
    if match is None:
        return None
    digits = match.group().replace(",", ".")
    whole, _, fraction = digits.partition(".")
    grouped = whole + fraction if len(fraction) == 3 and len(whole) <= 3 and not whole.startswith("0") else None
    return _read(match.end(), digits, grouped)


def _read(stop: int, digits: str, grouped: str | None) -> Literal | None:
    if len(digits) > LONGEST:
        return None
    year = len(digits) == 4 and digits.isdecimal() and 1900 <= int(digits) <= 2100
    return Literal(stop, Decimal(digits), Decimal(grouped) if grouped else None, year)


ROOM = {"hundred": 3, "ten": 2, "unit": 1}


class _Sum:
    """Adds up the words of one number: «два миллиона | триста | сорок | тысяч»."""

    __slots__ = ("bare", "bound", "closed", "digits", "group", "grouped", "least", "room", "scale", "stop", "total", "whole", "year")

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.group: Decimal | None = None
        self.room = 4  # what kind of word may still join the group: 3 hundreds, 2 tens, 1 units, 0 none
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

    def add_literal(self, literal: Literal) -> bool:
        """Digits stand first, or after a larger magnitude: «1 млн 200 тыс.»."""
        if self.group is not None or (self.stop >= 0 and (not self.whole or literal.value >= Decimal(10) ** self.least)):
            return False
        self.group, self.room, self.stop, self.closed = literal.value, 0, literal.stop, False
        self.grouped = literal.grouped if self.total == 0 else None
        self.year = literal.year and self.total == 0
        self.whole = self.whole and literal.value == literal.value.to_integral_value()
        self.digits = True
        return True

    def add_word(self, numeral: Numeral, word: str, stop: int) -> bool:
        added = getattr(self, f"_{numeral.kind}", self._simple)(numeral, word)
        if added:
            self.stop = stop
        return bool(added)

    def _simple(self, numeral: Numeral, word: str) -> bool:
        room = ROOM[numeral.kind]
        teen = numeral.kind == "unit" and numeral.value >= 10
        if (self.group is None and self.room == 4) or (self.room > room and not (teen and self.room == 2)):
            if not self.whole or self.bare:
                return False
            self.group = (self.group or Decimal(0)) + numeral.value
            self.room = 0 if teen or room == 1 else room
            self.closed = False
            return True
        return False

    def _fixed(self, numeral: Numeral, word: str) -> bool:
        if self.group is not None:
            return False
        self.group, self.room, self.closed = numeral.value, 0, numeral.value > 2
        self.whole = numeral.value > 2
        return True

    def _dozen(self, numeral: Numeral, word: str) -> bool:
        if (self.closed and self.group is not None) or (self.stop >= 0 and self.group is None):
            return False
        if self.group is None and word in _several():
            self.bound, self.bare = "min", True
        self.group, self.room, self.closed = (self.group or Decimal(1)) * numeral.value, 0, True
        return True

    def _magnitude(self, numeral: Numeral, word: str) -> bool:
        power = int(numeral.value)
        if power >= self.least or (self.group is None and self.stop >= 0):
            return False
        if self.group is None and word in _several():
            self.bound, self.bare = "min", True
        self.total += (Decimal(1) if self.group is None else self.group) * 10**power
        self.group, self.room, self.least, self.closed = None, 4, power, True
        self.scale = max(self.scale, power)
        self.grouped, self.year = None, False
        return True

    def _half(self, numeral: Numeral, word: str) -> bool:
        if self.stop >= 0:
            return False
        self.total, self.scale = Decimal(5) * 10 ** (int(numeral.value) - 1), int(numeral.value)
        self.least, self.whole, self.closed = 0, False, True
        return True

    def result(self, start: int) -> Number:
        value = plain(self.total + (self.group or Decimal(0)))
        return Number(
            start,
            self.stop,
            value,
            bound=self.bound,
            scale=self.scale,
            closed=self.closed,
            grouped=self.grouped,
            year=self.year,
            digits=self.digits,
        )


def _composed(text: str, low: str, start: int) -> Number | None:
    """The longest number that begins at `start`: «двадцать пять тысяч триста», «1 млн 200 тыс.»."""
    total = _Sum()
    position = start
    while (stop := _step(text, low, position, total)) is not None:
        stop = _tail(low, stop, total)
        gap = GAPS.match(low, stop)
        position = gap.end() if gap else stop
        if gap is None and not (total.group is not None and low[stop : stop + 1].isalpha()):
            break
    if total.stop < 0:
        return _pair(low, start)
    return total.result(start)


def _step(text: str, low: str, position: int, total: _Sum) -> int | None:
    """Adds one word or one row of digits at `position`; where it ends, or None when it does not belong."""
    if position >= len(low):
        return None
    if low[position].isdigit():
        literal = _literal(low, position)
        if literal is None or (total.stop >= 0 and not _smaller_follows(low, literal, total)) or not total.add_literal(literal):
            return None
        return literal.stop
    word = WORD.match(low, position)
    numeral = _numerals().get(word.group()) if word else None
    if word is None or numeral is None or not total.add_word(numeral, word.group(), word.end()):
        return None
    if word.group() in ("тыс", "млн", "млрд", "трлн") and low[word.end() : word.end() + 1] == "." and _inside(text, word.end() + 1):
        total.stop = word.end() + 1
    return total.stop


def _inside(text: str, position: int) -> bool:
    """The full stop of «млн. рублей» belongs to the word; that of «417 млн. Импорт» ends the sentence."""
    following = text[position : position + 3].lstrip(" \u00a0\u2009\u202f")
    return bool(following) and following[0] not in "\n\"«»—–-" and not "А" <= following[0] <= "Я"


def _smaller_follows(low: str, literal: Literal, total: _Sum) -> bool:
    """Digits go on a number only before a smaller magnitude («1 млн 200 тыс.») or as hundreds after a full «тысяч» («5 тысяч 200 рублей»)."""
    gap = GAPS.match(low, literal.stop)
    word = WORD.match(low, gap.end() if gap else literal.stop)
    numeral = _numerals().get(word.group()) if word else None
    if numeral is not None and numeral.kind == "magnitude":
        return int(numeral.value) < total.least
    return total.least == 3 and 100 <= literal.value < 1000 and literal.value == literal.value.to_integral_value()


def _tail(low: str, stop: int, total: _Sum) -> int:
    """«-ти», «к», «с половиной», «с лишним» after a word of the number."""
    cardinal = CARDINAL.match(low, stop) if total.digits else None
    if cardinal:
        stop = cardinal.end()
    thousand = THOUSAND.match(low, stop) if total.digits and total.group is not None else None
    if thousand and total.group is not None:
        total.total, total.group, total.scale, total.least = total.group * 1000, None, 3, 3
        stop = thousand.end()
    half = AND_HALF.match(low, stop)
    if half and total.group is not None and total.room < 4:
        total.group += SHARES[half.group(1)]
        total.room, total.whole, stop = 0, False, half.end()
    after = AFTER.match(low, stop)
    if after:
        total.bound, stop = "min", after.end()
    total.stop = stop
    return stop


def _pair(low: str, start: int) -> Number | None:
    """«пара автобусов» → about two; «колёсные пары» and a bare «пара» are left to their nouns."""
    word = WORD.match(low, start)
    if word is None or word.group() not in ("пара", "пару"):
        return None
    return Number(start, word.end(), Decimal(2), bound="approx", closed=True)
