"""Sums of money and percents: `find_money("8,7 млрд. рублей")` → [Money(0, 16, …, Decimal("8700000000"), "RUB")]."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache

from pipeline.bounds import bound_after, bound_before, clause_words
from pipeline.currencies import Currency, currency_after, currency_before, minor_after
from pipeline.digits import GAP
from pipeline.nouns import read
from pipeline.numbers import Number, find_numbers, fold, load
from pipeline.numerals import plain
from schemas.changed import replace
from schemas.values import Money, Percent

HUNDREDTH = Decimal("0.01")
PERCENT = re.compile(
    rf"{GAP}{{0,2}}(?:%(?:-?(?:н?ы?й|ный|ного|ной|ную|ом|ов|х))?(?![а-я])(?P<sign>{GAP}?п(?:роцентн[а-я]+|\.){GAP}?п(?:ункт[а-я]*|\.))?"
    rf"|процентн[а-я]+{GAP}пункт[а-я]*|проц\.?{GAP}пункт[а-я]*|(?:п\.?{GAP}?п\.|пп|п/п)(?![а-я])|процент(?:а|ов|ы|у|ам|ами|ах|ом|е)?(?![а-я])|проц\.?(?![а-я]))"
)
SPELLED = re.compile(rf"{GAP}?\(([^()\n]{{3,160}})\)")
JOIN = re.compile(rf"(?:[-–—]|{GAP}[-–]{GAP}|{GAP}до{GAP}|{GAP}и{GAP})")
NEXT_SUM = re.compile(rf"(?:,?{GAP}(?:против|и|до|или|из|при плане){GAP}(?:[а-я]+{GAP}){{0,2}}|{GAP}?[-–—]{GAP}?)")
NEXT_MINOR = re.compile(rf"{GAP}(?:и{GAP})?$")
FUNCTION_WORD = re.compile(rf"{GAP}{{1,2}}([а-яa-z]+)")
OWN_SHARE = re.compile(rf"(?:{GAP}{{1,2}}[а-я-]+(?:ого|его|ой|ей|их|ых)){{1,2}}{GAP}{{1,2}}([а-я]+)")
NOT_COUNTED = frozenset({"VERB", "PRTS", "GRND", "INFN", "PRCL", "PREP", "CONJ", "ADVB", "NPRO", "COMP"})
NOT_SHARE = re.compile(r"(?:^|[^а-я])(?:на|в|во|с|со|перв[а-я]+|втор[а-я]+|последн[а-я]+|до|ровно на|из)(?: одну)? $")
SHARE = re.compile(
    r"(?:^|[^а-я])(?=(?:две |двух |три |трех )?"
    r"(?:треть|трети|третей|четверть|четверт[ие]|четвертей|половин[аыу]|(?:треть|четверт|пят|шест|седьм|восьм|десят)[а-я]{2,3} част[иь])(?![а-я]))"
)
SHARE_HINTS = ("трет", "четверт", "половин", " част")
SHARE_WORDS = re.compile(r"(?:две |двух |три |трех )?[а-я]+(?: част[иь])?")
SHARE_CUE = re.compile(
    r"(?:^|[^а-я])(?:составля[а-я]+|приход[а-я]+|пришлось|занима[а-я]+|занял[а-я]*|почти|около|более|свыше|больше|примерно|порядка|лишь|менее)(?: чем)? $"
)


def find_money(text: str, *, after_money: bool = False) -> list[Money]:
    """«импорт — 1 млн 200 тыс. евро» → [Money(value=1200000, currency="EUR")], in text order.

    The span covers value and currency, not the words of the bound. After a sum with a currency, a bare «417 млн»
    of the same text is a sum too, with currency None, unless a counted thing follows («2 млн тонн»).
    `after_money` says that the text before this one spoke of sums last.
    """
    return list(_money(text, after_money))


def find_percents(text: str) -> list[Percent]:
    """«на 2 п. п., до 12,4 процента» → 2 (points) and 12.4; shares count: «почти пятая часть экспорта» → 20, approx.

    Percents that state a change are listed too; `find_changes` says which they are.
    """
    return list(_percents(text))


@lru_cache(maxsize=64)  # the blocks of an article
def _money(text: str, after_money: bool) -> tuple[Money, ...]:
    numbers = find_numbers(text)
    if not numbers:
        return ()
    low = fold(text)
    return tuple(_with_bare(text, low, numbers, _named(text), "money" if after_money else ""))


@lru_cache(maxsize=64)  # the blocks of an article
def _named(text: str) -> dict[int, Money]:
    """The sums whose currency stands beside them, by the index of their last number."""
    low, numbers = fold(text), find_numbers(text)
    found: dict[int, Money] = {}
    skip, last = -1, -1
    for index, number in enumerate(numbers):
        if number.start < skip or (number.linked and index + 1 == len(numbers)):
            continue
        currency = currency_before(text, number.start)
        if currency and currency.start < skip:
            currency = None  # «5 $ 5 рублей»: the sign belongs to the sum before
        money = _sum(text, low, number, currency, _spelled(text, low, number)) if not (number.glued and currency is None) else None
        if money is None:
            if last == index - 1 and last >= 0 and (ranged := _up_to(text, low, found[last], numbers[last], number)):
                found[last], skip = ranged, ranged.stop
            continue
        merged = _merged(text, low, found[last], money, number) if last >= 0 else None
        if merged:
            del found[last]
        found[index] = money = merged or money
        skip, last = money.stop, index
        if index and numbers[index - 1].linked and index - 1 not in found:
            first = numbers[index - 1]
            found[index - 1] = Money(first.start, first.stop, text[first.start : first.stop], first.value, money.currency)
    return dict(sorted(found.items()))


def _sum(text: str, low: str, number: Number, before: Currency | None, stop: int) -> Money | None:
    """One number with the currency beside it: «$25 млрд», «15 млн белорусских рублей», «50 копеек»."""
    after = currency_after(text, low, stop)
    minor = minor_after(low, stop) if after is None and before is None else None
    if minor:
        owners, end = minor
        return _made(text, low, number, number.start, end, next(iter(owners.values())), HUNDREDTH)
    if before is None and after is None:
        return None
    start = before.start if before else number.start
    end = after.stop if after and (before is None or after.code == before.code) else number.stop
    code = before.code if before else after.code if after else None
    factor = Decimal(1)
    if code and code.startswith("RUB*"):
        code, factor = "RUB", Decimal(1000)
    elif code == "USD/100":
        code, factor = "USD", HUNDREDTH
    if number.grouped is not None and (before or _plural(low, end)):
        number = number._replace(value=number.grouped)
    return _made(text, low, number, start, end, code, factor)


def _plural(low: str, stop: int) -> bool:
    """«12.345 рублей» are thousands; «2,945 рубля» is a fraction, whose noun stands in the genitive singular."""
    return not low[max(0, stop - 2) : stop].endswith(("ра", "ля", "ны", "ня", "та"))


def _made(text: str, low: str, number: Number, start: int, stop: int, code: str | None, factor: Decimal) -> Money:
    value, high = number.value * factor, number.high * factor if number.high is not None else None
    return Money(start, stop, text[start:stop], value, code, _bound(text, low, number, start, stop), high)


def _bound(text: str, low: str, number: Number, start: int, stop: int) -> str:
    """What stands before and after; a bare «от» is a least unless it opens a range."""
    after = bound_after(low, stop)
    if after != "exact":
        return after
    before = bound_before(text, low, start).kind
    if before == "from":
        before = "min" if number.high is None else "exact"
    return before if before != "exact" else number.bound


def _spelled(text: str, low: str, number: Number) -> int:
    """Where the currency of «881 913 (Восемьсот восемьдесят одна тысяча девятьсот тринадцать) руб.» is to be looked for."""
    match = SPELLED.match(low, number.stop)
    if match is None:
        return number.stop
    inner = find_numbers(match.group(1))
    return match.end() if len(inner) == 1 and inner[0].value == number.value else number.stop


def _merged(text: str, low: str, first: Money, second: Money, number: Number) -> Money | None:
    """«124 451 рубль» + «50 копеек», «10$» + «20$»: two sums that are one, or None."""
    between = low[first.stop : second.start]
    if first.currency and second.value < 1 and NEXT_MINOR.fullmatch(between):
        owners = minor_after(low, number.stop)
        if owners and first.currency in owners[0]:
            return replace(first, stop=second.stop, text=text[first.start : second.stop], value=first.value + second.value)
    if JOIN.fullmatch(between) and first.currency == second.currency and first.high is None and first.value < second.value:
        opener = low[max(0, first.start - 6) : first.start]
        if between in ("-", "–", "—", " - ", " – ") or opener.endswith("от ") or opener.endswith("между "):
            return replace(first, stop=second.stop, text=text[first.start : second.stop], high=second.value, bound="exact")
    return None


def _up_to(text: str, low: str, first: Money, start: Number, stop: Number) -> Money | None:
    """«от 10 долларов до 20», «от 5 млн рублей до 20 млн»: the upper end takes the currency of the lower."""
    opened = low[max(0, first.start - 3) : first.start] == "от " and low[first.stop : stop.start] == " до "
    if not opened or first.high is not None or not _stands_alone(low, stop.stop):
        return None
    value = stop.value if stop.scale else plain(stop.value * 10**start.scale)
    return replace(first, stop=stop.stop, text=text[first.start : stop.stop], high=value, bound="exact") if value > first.value else None


def _with_bare(text: str, low: str, numbers: Sequence[Number], sums: dict[int, Money], spoken_of: str) -> Iterator[Money]:
    """The named sums and, after the first of them or bound to the next, the bare ones: «против 417 млн годом ранее».

    `spoken_of` is what the last large number was: "money", "goods" or "" for nothing yet.
    """
    position = 0
    for index, number in enumerate(numbers):
        money = sums.get(index)
        if money:
            spoken_of, position = "money", money.stop
            yield money
        elif number.scale < 6 or number.start < position or number.glued or number.linked:
            continue
        elif not _stands_alone(low, number.stop):
            spoken_of = "goods"
        else:
            following = sums.get(index + 1)
            code = following.currency if following and NEXT_SUM.fullmatch(low, number.stop, following.start) else None
            if code or _is_sum(text, low, number, spoken_of):
                spoken_of = "money"
                yield _made(text, low, number, number.start, number.stop, code, Decimal(1))


def _is_sum(text: str, low: str, number: Number, spoken_of: str) -> bool:
    """«инвестор вложит 12 млрд»: a word of the sentence speaks of money; else what was spoken of last goes on («4,9 млн тонн, цель — 15 млн»)."""
    words = [word for word, _ in clause_words(text, low, number.start)]
    goods, cues = _cues("goods"), _cues("money") + (_cues("trade") if spoken_of else ())
    if any(word.startswith(goods) for word in words):
        return False
    return spoken_of == "money" or any(word.startswith(cues) for word in words)


def _stands_alone(low: str, stop: int) -> bool:
    """Nothing countable follows: the end, a mark, a function word or a verb («417 млн, что на…», «2 млрд в год», «12 млрд получит»)."""
    match = FUNCTION_WORD.match(low, stop)
    if match is None:
        return not low[stop : stop + 1].isalpha() and PERCENT.match(low, stop) is None
    if match.group(1) in _function_words():
        return True
    readings = read(match.group(1))
    return bool(readings) and readings[0].pos in NOT_COUNTED


@lru_cache(maxsize=64)  # the blocks of an article
def _percents(text: str) -> tuple[Percent, ...]:
    low = fold(text)
    numbers = find_numbers(text)
    found = [percent for index, number in enumerate(numbers) for percent in _percent(text, low, number, numbers[index - 1] if index else None)]
    shares = [share for share in _shares(text, low) if not any(one.start < share.stop and share.start < one.stop for one in found)]
    return tuple(sorted(found + shares, key=lambda one: one.start)) if shares else tuple(found)


def _percent(text: str, low: str, number: Number, previous: Number | None) -> Iterator[Percent]:
    """«10–15%» → 10, approx: a range gives its lower end; «с 10 до 15%» gives both."""
    match = PERCENT.match(low, number.stop) if not number.glued and not number.scale else None
    if match is None:
        return
    points = "п" in match.group().replace("процент", "", 1).replace("проц", "", 1)
    bound = _bound(text, low, number, number.start, match.end())
    if number.high is not None and bound == "exact":
        bound = "approx"
    if previous is not None and previous.linked and PERCENT.match(low, previous.stop) is None:
        yield Percent(previous.start, previous.stop, text[previous.start : previous.stop], previous.value, "exact", points)
    yield Percent(number.start, match.end(), text[number.start : match.end()], number.value, bound, points)


def _shares(text: str, low: str) -> Iterator[Percent]:
    """«треть экспорта приходится» → 33.33, approx; not «на треть» (a change), «в первой половине года» (a time)."""
    position = 0
    for match in SHARE.finditer(low) if any(map(low.__contains__, SHARE_HINTS)) else ():
        start = match.end()
        if start < position:
            continue
        words = SHARE_WORDS.match(low, start)
        value = load("changes.toml")["shares"].get(words.group()) if words else None
        if words is None or value is None or NOT_SHARE.search(low, max(0, start - 16), start):
            continue
        following = FUNCTION_WORD.match(low, words.end())
        whose = OWN_SHARE.match(low, words.end())  # «треть белгородского экспорта»
        named = (following is not None and following.group(1) in _share_nouns()) or (whose is not None and whose.group(1) in _share_nouns())
        cued = SHARE_CUE.search(low, max(0, start - 24), start) and not (following and following.group(1) in _time_nouns())
        if named or cued:
            position = words.end()
            bound = bound_before(text, low, start).kind
            yield Percent(start, words.end(), text[start : words.end()], Decimal(value), bound if bound in ("min", "max") else "approx")


@cache
def _cues(key: str) -> tuple[str, ...]:
    return tuple(load("currencies.toml")["cues"][key].split())


@cache
def _function_words() -> frozenset[str]:
    return frozenset(load("units.toml")["never"]["function"].split())


@cache
def _share_nouns() -> frozenset[str]:
    return frozenset(load("changes.toml")["share_of"]["words"].split())


@cache
def _time_nouns() -> frozenset[str]:
    return frozenset(load("units.toml")["never"]["time"].split())
