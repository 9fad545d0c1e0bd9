"""Numbers of Russian text: digits, words and both together, read as `Decimal`.

`find_numbers("7 млн 650 тыс. рублей")` → (Number(start=0, stop=14, value=Decimal("7650000"), …),).
What the number counts (money, percent, goods) is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

from pipeline.digits import GAP, GAP_CHARS, code_end, is_year, literal, phone_end
from pipeline.numerals import composed, inside, is_numeral, plain, power
from schemas.data import toml

# Every number begins with a digit or with one of these stems at the start of a word. The character before is consumed, which makes the search fast.
START = re.compile(
    r"(?:^|[^а-я\d])(?=\d|од[ин]|д(?:в[аеоу]|ев|ес|юж)|т(?:р[ие]|рл|ыс|ыщ)|четы|четв|п(?:ят|ол[тмсу]|ар[ау] )"
    r"|шес|с(?:ем|ор|то|та|от)|вос|м(?:ил|лн|лрд)|н(?:ол|ул))"
)
# Digits that nothing else can join: most numbers of a text.
SIMPLE = re.compile(
    rf"\d{{1,9}}(?:,\d{{1,2}})?(?![\dкk'’:/–—‑−-]|[.,]{GAP}?\d|{GAP}{{0,3}}(?:\d|тыс|тыщ|м[илн]|трл|трил|дес|дюж|сот|с{GAP}|[-–]|до{GAP}|и{GAP}|\.\.))"
)
# «8,7 млрд», after which no smaller part follows: most of the rest.
SCALED = re.compile(
    rf"(\d{{1,6}}(?:[.,]\d{{1,4}})?){GAP}?(тыс(?:яч[аиу]?)?|м(?:ил)?л(?:н|ион(?:а|ов)?|рд|иард(?:а|ов)?)|тр(?:ил)?л(?:н|ион(?:а|ов)?))(?![а-я])(?P<dot>\.?)"
    rf"(?!{GAP}?(?:\d|[-–—…]|с{GAP}|до{GAP}|и{GAP}|од|дв|тр|чет|пят|шест|сем|вос|дев|дес|сто|сор|полт|\.))"
)
HYPHENED = re.compile(r"[-‑][а-яa-z]")
DASH = re.compile(rf"(?:[-–—‑−]|{GAP}[-–]{GAP}|{GAP}?\.\.\.?{GAP}?)(?=[\dа-я])")
TO = re.compile(rf"{GAP}до{GAP}(?=[\dа-я])")
AND = re.compile(rf"{GAP}и{GAP}(?=[\dа-я])")
OPENER = re.compile(rf"(?:^|[^а-я])(от|с|со|между){GAP}$")
INVERTED = re.compile(rf"{GAP}(?:(?:по|под|за){GAP})?(?=[а-я])")
SIGN = re.compile(rf"(?:(?:^|[^\w)%])([-−+]|[(]{GAP}?[-–−+]{GAP}?|[+]{GAP})|(?<![а-я-])(плюс|минус){GAP})$")
# A sign or a «№» can only stand before the number when one of these is next to it.
SIGN_HINTS = frozenset("+-−–(№#nо°.осo")
NUMBER_SIGN = re.compile(rf"(?:№№?|#|(?<![a-zа-я])n[o°]?\.?){GAP}?$")
LATIN_GLUE = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]{0,2}$")
BARE = frozenset(Decimal(10) ** power for power in (1, 2, 3, 6, 9))


class Number(NamedTuple):
    """«от 3 до 5 млн» → value 3000000, high 5000000, scale 6 (the power of ten of its largest magnitude word).

    `bound` is what the words themselves say («двадцать с лишним» → "min"). `sign` is "+", "-" or "".
    `closed`: ends with a noun that wants the genitive plural («тысяч», «десятка»). `grouped`: the other reading of
    «20.000», «12,345» where three digits follow the mark. `linked`: «с 3 до 5 млн долларов» → the 3, whose unit stands at the 5.
    `glued`: Latin letters stand before it («Br12», «BYN3.04»). `year`: it may be one. `digits`: its last part is in digits.
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


def find_numbers(text: str) -> tuple[Number, ...]:
    """«3,2 тыс. тонн и 60–70 машин» → 3200 and 60 with high 70; in text order, never overlapping."""
    return _scan(text)


def fold(text: str) -> str:
    """«Ещё» → «еще»: lower case without «ё», of exactly the same length."""
    return _fold(text)


@lru_cache(maxsize=64)  # the blocks of an article
def _fold(text: str) -> str:
    low = text.lower()
    if len(low) != len(text):
        low = "".join(one if len(one := char.lower()) == 1 else char for char in text)
    return low.replace("ё", "е").replace("\u00eb", "е")  # «трëх» with a Latin letter is met too


@cache
def load(name: str) -> dict[str, Any]:
    """The data file `name` of this package as a dictionary."""
    return toml("pipeline", name)


@lru_cache(maxsize=64)  # the blocks of an article
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
    dash = DASH.match(low, first.stop)
    link = dash or TO.match(low, first.stop) or AND.match(low, first.stop)
    if link is None:
        return (first,)
    opener = None if dash else OPENER.search(low, max(0, first.start - 8), first.start)
    word = opener.group(1) if opener else ""
    if not dash and (word == "" or (word == "между") != (low[link.start() + 1] == "и")):
        return (first,)
    second, _ = _atom(text, low, link.end(), second=True)
    if second is None:
        return (first,)
    return _ranged(_shared(first, second), second, tight=len(link.group()) == 1, moving=word in ("с", "со"))


def _ranged(first: Number, second: Number, *, tight: bool, moving: bool) -> tuple[Number, ...]:
    """Two ends → a range; «с 3 до 5» a move; «3-1» a score, which is nothing; «2024 – 15» no range."""
    if moving:
        return first._replace(linked=True), second
    if first.value >= second.value:
        return () if tight else (first,)
    if first.year and not second.year and not tight:
        return (first,)
    return (second._replace(start=first.start, value=first.value, high=second.value, year=first.year and second.year, sign=first.sign, glued=first.glued),)


def _inverted(text: str, low: str, first: Number) -> Number | None:
    """«тысяч двадцать», «тыщ по двадцать», «миллионов под сто» → about twenty thousand, about a hundred million."""
    link = INVERTED.match(low, first.stop)
    second, _ = _atom(text, low, link.end()) if link else (None, 0)
    if second is None or second.digits or second.scale or second.closed:
        return None
    return second._replace(start=first.start, value=second.value * first.value, bound="approx", scale=first.scale, closed=True)


def _shared(first: Number, second: Number) -> Number:
    """The 3 of «3–5 млн» takes the magnitude of the 5; that of «500 тыс. – 2 млн» has its own."""
    if first.scale or not second.scale or first.year or first.value >= 1000:
        return first
    return first._replace(value=plain(first.value * 10**second.scale), scale=second.scale)


def _atom(text: str, low: str, start: int, *, second: bool = False) -> tuple[Number | None, int]:
    """One number without ranges at `start`, and where to go on if there is none."""
    if low[start].isdigit():
        return _digits(text, low, start, second=second)
    parsed = composed(text, low, start)
    if parsed is None:
        return None, start + 1
    if HYPHENED.match(low, parsed.stop) and not is_numeral(low, parsed.stop + 1):
        return None, parsed.stop
    return Number(start, parsed.stop, parsed.value, None, parsed.bound, parsed.scale, _sign(low, start), parsed.closed, digits=parsed.digits), parsed.stop


def _digits(text: str, low: str, start: int, *, second: bool) -> tuple[Number | None, int]:
    """A number that begins with digits, unless they name something: «МАЗ-203», «№ 21», «2-й»."""
    phone = phone_end(low, start)
    if phone:
        return None, phone
    glued = False
    if not second and _names(low, start):
        glued = LATIN_GLUE.search(text, max(0, start - 4), start) is not None
        if not glued:
            return None, code_end(low, start)
    simple = SIMPLE.match(low, start)
    if simple:
        digits, stop = simple.group(), simple.end()
        return Number(start, stop, Decimal(digits.replace(",", ".")), sign=_sign(low, start), glued=glued, year=is_year(digits), digits=True), stop
    scaled = SCALED.match(low, start)
    if scaled:
        ten, stop = power(scaled.group(2)), scaled.end(2)
        stop += scaled.group("dot") == "." and scaled.end(2) - scaled.start(2) <= 4 and inside(text, stop + 1)
        value = plain(Decimal(scaled.group(1).replace(",", ".")) * 10**ten)
        return Number(start, stop, value, None, "exact", ten, _sign(low, start), True, glued=glued, digits=True), stop
    parsed = composed(text, low, start) if literal(low, start) else None
    if parsed is None:
        return None, code_end(low, start)
    if HYPHENED.match(low, parsed.stop) and not is_numeral(low, parsed.stop + 1):
        return None, parsed.stop
    sign = _sign(low, start)
    number = Number(
        start, parsed.stop, parsed.value, None, parsed.bound, parsed.scale, sign, parsed.closed, parsed.grouped, False, glued, parsed.year, parsed.digits
    )
    return number, parsed.stop


def _names(low: str, start: int) -> bool:
    """The digits continue a word or follow «№»; a minus is neither («-5%», «(-5%)»)."""
    before = low[start - 1] if start else " "
    if before in "-‑":
        return start >= 2 and (low[start - 2].isalnum() or low[start - 2] in '»”"')
    if before.isalpha() or before in "_/№":
        return True
    return before in "#.°" + GAP_CHARS and start >= 2 and low[start - 2] in "№#no°." and NUMBER_SIGN.search(low, max(0, start - 4), start) is not None


def _sign(low: str, start: int) -> str:
    if start == 0 or (low[start - 1] not in SIGN_HINTS and (low[start - 1] not in GAP_CHARS or start == 1 or low[start - 2] not in SIGN_HINTS)):
        return ""
    match = SIGN.search(low, max(0, start - 7), start)
    if match is None:
        return ""
    return "+" if "+" in match.group() or match.group(2) == "плюс" else "-"
