"""Counted and measured things: `find_quantities("3,2 тыс. тонн муки")` → [Quantity(value=3200, unit="т", item «муки»)].

`find_changes` stands here too, for those who import the scanners of figures from one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from pipeline.bounds import bound_after, bound_before
from pipeline.changes import find_changes
from pipeline.digits import GAP
from pipeline.money import find_money, find_percents
from pipeline.nouns import FEW, FRACTION, GENITIVE, MANY, ONE, SEVERAL, Phrase, noun_phrase
from pipeline.numbers import Number, find_numbers, fold, load
from schemas.values import Change, Money, Percent, Quantity

__all__ = ["find_changes", "find_quantities"]

GAPS = re.compile(f"{GAP}{{0,3}}")
POWER = re.compile(rf"(?:(кв(?![а-я])|квадратн[а-я]+)|(куб(?![а-я])|кубическ[а-я]+)|(?:пог(?![а-я])|погонн[а-я]+))\.?{GAP}?(?=[а-я])")
METRIC = re.compile(rf"метрическ[а-я]{{2}}{GAP}(?=тонн)")
UNIT = re.compile(r"[а-яa-z]+(?:[·*∙•/-][а-яa-z]+)?[²³23]?(?![а-яa-z\d])")
# A lone letter is a year, an hour, an initial («2024 г», «5 ч»); «км/ч» is a speed.
UNKNOWN = re.compile(r"[а-яa-z](?![а-яa-z])|[а-яa-z]+/[а-яa-z]")
WORD = re.compile(r"[а-я]+")
PREVIOUS = re.compile(rf"([а-я]+|№)\.?{GAP}?$")
IN_YEAR = re.compile(rf"(?:^|[^а-я])(?:в|во|к|до|с|на|за|от|и|по){GAP}$")
HORSEPOWER = re.compile(r"\. с\.")
LONGEST_CAPACITY = 40
CARRIED = frozenset({"т", "кг", "м3", "л", "TEU"})
CAPACITY = re.compile(
    rf"(?:грузоподъемность|производительность|вместимость|емкость|мощность|длин[ео]|высот[ео]|ширин[ео]|водоизмещение|дедвейто|диаметро|напряжение)[юйм]"
    rf"{GAP}(?:(?:в|до|от|около|свыше|более|почти|порядка){GAP})?$"
)  # what a machine can carry or hold, and how large it is
LENGTHS = frozenset({"м", "км", "см", "мм"})
ABBREVIATION = 4


class Unit(NamedTuple):
    """A unit after a number: its sign, where it ends and whether a thing may be named after it."""

    sign: str
    stop: int
    counter: bool


def find_quantities(text: str) -> list[Quantity]:
    """«60 автобусов», «1 870 тонн подсолнечного масла», «двадцать пять школьников» → Quantity each, in text order.

    Sums, percents, multiples («в 3 раза»), times and dates, ordinals and the numbers of houses, routes and articles are left out.
    """
    return list(_quantities(text))


@lru_cache(maxsize=64)  # the blocks of an article
def _quantities(text: str) -> tuple[Quantity, ...]:
    numbers = find_numbers(text)
    if not numbers:
        return ()
    low = fold(text)
    found: Iterator[Money | Percent | Change] = chain(find_money(text), find_percents(text), find_changes(text))
    busy = {at for one in found for at in range(one.start, one.stop)}
    return tuple(_found(text, low, [number for number in numbers if number.start not in busy]))


def _found(text: str, low: str, numbers: list[Number]) -> Iterator[Quantity]:
    waiting: Number | None = None
    position = 0
    for number in numbers:
        quantity = _quantity(text, low, number) if number.start >= position and not number.linked else None
        if waiting and quantity:
            yield Quantity(waiting.start, waiting.stop, text[waiting.start : waiting.stop], waiting.value, quantity.unit)
        waiting = number if number.linked else None
        if quantity:
            position = quantity.stop
            yield quantity


def _quantity(text: str, low: str, number: Number) -> Quantity | None:
    """One number with what it counts, or None."""
    gap = GAPS.match(low, number.stop)
    at = gap.end() if gap else number.stop
    if number.glued or number.sign == "-" or _is_time(low, at) or _is_year(low, number):
        return None
    unit = _unit(text, low, number, at)
    if unit is None and UNKNOWN.match(low, at):
        return None
    if unit:
        return _measured(text, low, number, unit)
    if at == number.stop:
        return None
    return _counted(text, low, number, at)


def _measured(text: str, low: str, number: Number, unit: Unit) -> Quantity | None:
    """«3,2 тыс. тонн муки», «20 единиц новой техники»: the item is what follows the unit in the genitive; «грузоподъёмностью 130 тонн» tells of no amount."""
    if unit.sign in CARRIED and CAPACITY.search(low, max(0, number.start - LONGEST_CAPACITY), number.start):
        return None
    gap = GAPS.match(low, unit.stop)
    at = gap.end() if gap else unit.stop
    item = noun_phrase(text, low, at, GENITIVE) if at > unit.stop else None
    if item and (item.lemma in _not_goods() or _is_time(low, item.head)):
        item = None
    if unit.sign == "голов" and item is None and number.value < 50:
        return None  # «5 голов» of a match
    return _made(text, low, number, unit.sign, unit.stop, item)


def _counted(text: str, low: str, number: Number, at: int) -> Quantity | None:
    """«32 низкопольных автобуса»: the noun agrees with the number, or it is not what the number counts."""
    wanted = _agreement(number)
    if low[number.start : number.stop] in _ones():
        return None
    phrase = noun_phrase(text, low, at, wanted)
    if phrase is None or (number.year and text[phrase.head].isupper()) or _is_time(low, phrase.head) or phrase.lemma in _not_goods():
        return None
    strong = (wanted is MANY or wanted is SEVERAL) and not text[phrase.head : phrase.stop].isupper()
    if not strong and _is_numbered(low, number):
        return None
    if number.value <= 3 and number.high is None and phrase.lemma in _too_few():
        return None
    return _nominal(text, low, number, phrase)


def _nominal(text: str, low: str, number: Number, phrase: Phrase) -> Quantity:
    """Units of the head noun: people, heads of cattle, counters after adjectives («20 новых единиц техники»), else pieces."""
    word = WORD.match(low, phrase.head)
    counter = _counters().get(word.group()) if word else None
    if counter and word and word.end() == phrase.stop:
        gap = GAPS.match(low, phrase.stop)
        inner = noun_phrase(text, low, gap.end() if gap else phrase.stop, GENITIVE)
        if inner and not _is_time(low, inner.head):
            return _made(text, low, number, counter, phrase.stop, inner)
        return _made(text, low, number, counter, phrase.stop, phrase)
    return _made(text, low, number, _kind(phrase), phrase.stop, phrase)


def _kind(phrase: Phrase) -> str:
    if phrase.lemma in _animals():
        return "голов"
    return "чел" if phrase.animate and phrase.lemma not in _firms() and _machines().isdisjoint(phrase.lemma.split("-")) else "шт"


def _made(text: str, low: str, number: Number, unit: str, stop: int, item: Phrase | None) -> Quantity:
    bound = bound_after(low, stop)
    if bound == "exact":
        bound = bound_before(text, low, number.start).kind
    if bound == "from":
        bound = "min" if unit not in ("шт", "чел") and number.high is None else "exact"
    if bound == "exact":
        bound = "approx" if number.high is not None else number.bound
    stop = max(stop, item.stop) if item else stop
    value = number.grouped if number.grouped is not None and _is_thousands(low, number) else number.value
    return Quantity(number.start, stop, text[number.start : stop], value, unit, bound, item.start if item else None, item.stop if item else None)


def _is_thousands(low: str, number: Number) -> bool:
    """«20.000 тонн», «5,000 машин»; but «1,235 тонны», «12,345 кг» are fractions."""
    return low[number.start : number.stop].endswith("000")


def _agreement(number: Number) -> frozenset[tuple[str, str]]:
    """Which number and case the counted noun takes: 1 автобус, 3 автобуса, 5 автобусов, 2,5 автобуса, тысяча автобусов."""
    value = number.high if number.high is not None else number.value
    if number.closed:
        return SEVERAL
    if value != value.to_integral_value():
        return FRACTION
    tens, units = int(value % 100), int(value % 10)
    if 11 <= tens <= 14 or units >= 5 or units == 0:
        return MANY
    return ONE if units == 1 else FEW


def _unit(text: str, low: str, number: Number, at: int) -> Unit | None:
    """«куб. м», «тонн», «шт.» after a number; None where no unit follows."""
    power = POWER.match(low, at)
    metric = METRIC.match(low, at)
    word = UNIT.match(low, power.end() if power else metric.end() if metric else at)
    if word is None:
        return None
    name = word.group()
    sign = _measures().get(name)
    if power and sign in LENGTHS:
        sign = sign + ("2" if power.group(1) else "3" if power.group(2) else "")
    elif sign is None:
        sign = _counters().get(name)
        return Unit(sign, _with_stop(text, low, word), True) if sign else None
    if (sign == "г" and number.year) or (name == "г" and low[word.end() : word.end() + 1] == "."):
        return None
    if sign == "л" and HORSEPOWER.match(low, word.end()):
        return Unit("л. с.", word.end() + len(". с."), False)
    return Unit(sign, _with_stop(text, low, word), False)


def _with_stop(text: str, low: str, word: re.Match[str]) -> int:
    """«20 шт. и»: the full stop of an abbreviation, unless it ends the sentence."""
    stop = word.end()
    abbreviated = len(word.group()) <= ABBREVIATION and low[stop : stop + 1] == "."
    following = text[stop + 1 : stop + 4].lstrip(" \u00a0")
    return stop + 1 if abbreviated and following and not "А" <= following[0] <= "Я" and following[0] not in '\n«»"' else stop


def _is_time(low: str, at: int) -> bool:
    word = WORD.match(low, at)
    return word is not None and word.group() in _times()


def _is_year(low: str, number: Number) -> bool:
    return number.year and (number.high is not None or IN_YEAR.search(low, max(0, number.start - 5), number.start) is not None)


def _is_numbered(low: str, number: Number) -> bool:
    """«энергоблок 2 станции», «статьи 3 закона»: a weak agreement after a word that takes a number as its name."""
    match = PREVIOUS.search(low, max(0, number.start - 16), number.start) if number.digits else None
    return match is not None and match.group(1) in _numbered()


@cache
def _measures() -> dict[str, str]:
    return {form: sign for sign, forms in load("units.toml")["measures"].items() for form in forms.split()}


@cache
def _counters() -> dict[str, str]:
    return {form: sign for sign, forms in load("units.toml")["counters"].items() for form in forms.split()}


def _never(key: str) -> frozenset[str]:
    return frozenset(load("units.toml")["never"][key].split())


@cache
def _times() -> frozenset[str]:
    return _never("time")


@cache
def _not_goods() -> frozenset[str]:
    return _never("lemmas")


@cache
def _too_few() -> frozenset[str]:
    return _never("few")


@cache
def _numbered() -> frozenset[str]:
    return _never("numbered")


@cache
def _animals() -> frozenset[str]:
    return frozenset(load("units.toml")["animals"]["words"].split())


@cache
def _machines() -> frozenset[str]:
    return frozenset(load("units.toml")["machines"]["words"].split())


@cache
def _firms() -> frozenset[str]:
    return frozenset(load("units.toml")["firms"]["words"].split())


@cache
def _ones() -> frozenset[str]:
    return frozenset(load("numerals.toml")["unit"]["1"].split())
