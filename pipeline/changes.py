"""Growth and decline: `find_changes("экспорт вырос на 30%")` → [Change(percent=Decimal("30"))]."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.bounds import bound_before, clause_words
from pipeline.digits import GAP
from pipeline.growth import direction, stems, words
from pipeline.money import PERCENT
from pipeline.numbers import Number, find_numbers, fold, load
from schemas.values import Change

HUNDRED = Decimal(100)
TIMES = re.compile(rf"(?:-х|-ти)?{GAP}?раза?(?![а-я])")
FOLD = r"полутора|двух|дву|трех|четырех|пяти|шести|семи|восьми|десяти|\d{1,3}(?:[.,]\d)?-"
SHARE = r"(?:одну |две |три )?(?:трет|четверт|половин|(?:пят|шест|седьм|восьм|десят)ую част)"
ANCHOR = re.compile(
    r"(?:^|[^а-я])(?=(?:в(?:двое|трое|четверо|пятеро|шестеро|семеро|десятеро)(?![а-я])|удв[ао][ие]|утр[ао][ие]|учетвер|упятер|ополовин|наполовину"
    rf"|(?:на )?{SHARE}|(?:{FOLD})(?:кратн|процентн)))"
)
# A quick look before the search: a block without any of these has no such words.
HINTS = ("двое", "трое", "тверо", "теро", "емеро", "удво", "удва", "утро", "утра", "ополовин", "кратн", "процентн", "трет", "четверт", "половин", " част")
RATIO = re.compile(rf"({FOLD})(кратн|процентн)[а-я]+")
BY_SHARE = re.compile(r"(на )?(?:одну )?((?:две|три) [а-я]+|[а-я]+ часть|трет[а-я]+|четверт[а-я]+|половин[а-я]+)(?![а-я])|наполовину")
WORD = re.compile(r"[а-я]+")
NEXT = re.compile(rf"{GAP}{{1,2}}([а-я]+)")
BASE = re.compile(rf"{GAP}(?:к|ко|от|по отношению к|по сравнению с|относительно){GAP}([а-яi]+|\d{{4}})")
# «по отношению к 2014 году составил » before a level.
LEVEL_BEFORE = re.compile(rf"(?:по отношению к|в сравнении с|к уровню|к показателю){GAP}[а-я\d ]{{3,40}}?{GAP}([а-я]*){GAP}?состав(?:ил[аои]?|ляет|ляют){GAP}$")
LEVEL_REACH = 80
# «На 9 процентов, до 1,1 млрд долларов, / вырос»
UP_TO = re.compile(rf",?{GAP}до{GAP}\d[\d.,]{{0,9}}[^,.;]{{2,40}},{GAP}([а-я]+)")
PRAISE = re.compile(r"(?<=[вна] )(?:рекордн|внушительн|впечатляющ|невероятн|ощутим|значительн|существенн|заметн|скромн|солидн|символическ)[а-я]+ $")
DASHED = re.compile(rf"[–—-]{GAP}?$|:{GAP}$")
# «прибавка скромная, / 4,5%», «спад небольшой, / 3%»
QUALIFIED = re.compile(
    rf"(?<![а-я])(прибавка|рост|прирост|снижение|падение|спад|сокращение|просадка){GAP}[а-я]{{4,14}}(?:ая|ый|ое|ой|ий|ее|ен|на|но)(?:,|{GAP}?[–—-]){GAP}$"
)
OTHER_FIGURE = re.compile(r"%|процент|млн|млрд|тыс")
# «прибавил за год к прошлому уровню 5%»: what a statement of growth may have between verb and number.
ASIDE = re.compile(rf"{GAP}(?:по сравнению с|в сравнении с|по отношению к|относительно|к|за){GAP}[а-я\d –-]{{2,70}}")
ASIDE_BEGINS = re.compile(rf"{GAP}(?:сравнени[юи]|отношению|относительно|ко?|за){GAP}")
ASIDE_REACH = 90
# «рост составил» may have as many words between noun and verb.
SUBJECT_REACH = 13


class Found(NamedTuple):
    """A change before it is made: the words of its size, the size when growing and when declining, the bound."""

    start: int
    stop: int
    up: Decimal
    down: Decimal
    bound: str


def find_changes(text: str) -> list[Change]:
    """«вырос на 30%, в 1,5 раза, вдвое; упал на треть; (+14 %); 112% к уровню прошлого года» → +30, +50, +100, −33.33, +14, +12.

    The span covers the words of change, with the verb where it is adjacent. Percentage points and levels («выросла до 30%») are no changes.
    """
    return list(_changes(text))


@lru_cache(maxsize=64)  # the blocks of an article
def _changes(text: str) -> tuple[Change, ...]:
    low = fold(text)
    numbers = find_numbers(text)
    found = sorted([*_from_numbers(text, low, numbers), *_from_words(text, low)], key=lambda one: (one.start, -one.stop))
    kept: list[Change] = []
    for change in found:
        if not kept or change.start >= kept[-1].stop:
            kept.append(change)
    return tuple(kept)


def _from_numbers(text: str, low: str, numbers: Sequence[Number]) -> Iterator[Change]:
    for number in numbers:
        if number.glued or number.linked or number.scale:
            continue
        percent = PERCENT.match(low, number.stop)
        change = _percent(text, low, number, percent.end()) if percent and not _points(percent.group()) else None
        times = TIMES.match(low, number.stop) if percent is None else None
        if times and number.value > 1:
            change = _times(text, low, number, times.end())
        if change:
            yield change


def _before_praise(low: str, start: int) -> int:
    """«на ощутимые / 38%», «в рекордные / 3,3 раза»: where the word that praises a number begins, else `start`."""
    praise = PRAISE.search(low, max(0, start - 20), start)
    return praise.start() if praise else start


def _points(unit: str) -> bool:
    return "п" in unit.replace("процент", "", 1).replace("проц", "", 1)


def _percent(text: str, low: str, number: Number, stop: int) -> Change | None:
    """A percent in its context: signed, after «на», after «рост составил», before «к уровню»."""
    bound = bound_before(text, low, number.start)
    kind = "approx" if number.high is not None and bound.kind == "exact" else bound.kind if bound.kind != "from" else "exact"
    start = _before_praise(low, bound.start if bound.kind not in ("exact", "from") else number.start)
    size = Found(number.start, stop, number.value, -number.value, kind)
    if number.sign:
        return _signed(text, low, number, stop, kind)
    before = low[max(0, start - 3) : start]
    after_preposition = (before.endswith("на ") and not before[:-3].isalpha()) or low[start : number.start].endswith(" на ")
    if after_preposition:
        return _directed(text, low, size, start - 3 if before.endswith("на ") else start)
    if before.endswith(("до ", "с ")) or low[start : number.start].startswith("до "):
        return None
    return _stated(text, low, size, start) or _level(text, low, number, stop, kind)


def _signed(text: str, low: str, number: Number, stop: int, kind: str) -> Change:
    """«(+14 %)», «плюс 4,6%», «минус 5%»."""
    start = number.start
    word = low.rfind("плюс" if number.sign == "+" else "минус", max(0, start - 8), start)
    if word >= 0:
        start = word
    else:
        while start and low[start - 1] in "+-−–  ":
            start -= 1
        start += len(low[start : number.start]) - len(low[start : number.start].lstrip())
    return _made(text, start, stop, number.value if number.sign == "+" else -number.value, kind)


def _times(text: str, low: str, number: Number, stop: int) -> Change | None:
    """«в 1,5 раза», «более чем в два раза»."""
    bound = bound_before(text, low, number.start)
    start = _before_praise(low, bound.start if bound.kind not in ("exact", "from") else number.start)
    between = low[start : number.start]
    if low[max(0, start - 2) : start] == "в ":
        start -= 2
    elif not between.endswith(("в ", "во ")):
        return None
    kind = "approx" if number.high is not None and bound.kind == "exact" else bound.kind
    return _directed(text, low, Found(number.start, stop, *_multiple(number.value), kind if kind != "from" else "exact"), start)


def _multiple(times: Decimal) -> tuple[Decimal, Decimal]:
    """2 → (+100, −50): «вырос вдвое», «сократился вдвое»."""
    return (times - 1) * HUNDRED, (1 / times - 1) * HUNDRED


def _from_words(text: str, low: str) -> Iterator[Change]:
    for match in ANCHOR.finditer(low) if any(map(low.__contains__, HINTS)) else ():
        change = _worded(text, low, match.end())
        if change:
            yield change


def _worded(text: str, low: str, start: int) -> Change | None:
    """«вдвое», «удвоился», «на треть», «двукратный рост», at `start`."""
    data = load("changes.toml")
    ratio = RATIO.match(low, start)
    if ratio:
        return _ratio(text, low, ratio)
    word = WORD.match(low, start)
    if word is None:
        return None
    bound = bound_before(text, low, start)
    begin = bound.start if bound.kind not in ("exact", "from") else start
    kind = bound.kind if bound.kind != "from" else "exact"
    if word.group() in data["times"]:
        return _directed(text, low, Found(start, word.end(), *_multiple(Decimal(data["times"][word.group()])), kind), begin)
    share = BY_SHARE.match(low, start)
    value = data["shares"].get(share.group(2) or "половину") if share else None
    if share and value:
        size = Found(start, share.end(), Decimal(value), -Decimal(value), kind)
        by = share.group(1) or share.group(2) is None
        return _directed(text, low, size, begin) if by else _taken(text, low, size, begin)
    stem = next((stem for stem in data["multiply"] if word.group().replace("ваи", "вои").replace("раи", "рои").startswith(stem)), None)
    if stem is None or _is_modifier(word.group()):
        return None
    return _made(text, begin, word.end(), _multiple(Decimal(data["multiply"][stem]))[0], kind)


def _is_modifier(word: str) -> bool:
    """«с удвоенной энергией» is no growth; «удвоены», «удвоение» are."""
    return "енн" in word or word.startswith(("утром", "утроб"))


def _ratio(text: str, low: str, ratio: re.Match[str]) -> Change | None:
    """«двукратный рост», «14-процентное снижение», «увеличился двукратно»."""
    size = ratio.group(1).rstrip("-")
    value = Decimal(load("changes.toml")["fold"].get(size) or size.replace(",", "."))
    up, down = _multiple(value) if ratio.group(2) == "кратн" and value else (value, -value)
    following = NEXT.match(low, ratio.end())
    way = direction(following.group(1)) if following else 0
    if following and way:
        return _made(text, ratio.start(), following.end(), up if way > 0 else down, "exact")
    if ratio.group().endswith("кратно"):
        return _directed(text, low, Found(ratio.start(), ratio.end(), up, down, "exact"), ratio.start())
    return None


def _directed(text: str, low: str, size: Found, start: int) -> Change | None:
    """Growth or decline from the word right after («на 9% выше») or else the nearest before («вырос за год на 9%»)."""
    following = NEXT.match(low, size.stop)
    way = direction(following.group(1)) if following else 0
    if following and way:
        return _made(text, start, following.end(), size.up if way > 0 else size.down, size.bound)
    behind = UP_TO.match(low, size.stop)
    way = direction(behind.group(1)) if behind else 0
    if way:
        return _made(text, start, size.stop, size.up if way > 0 else size.down, size.bound)
    before = clause_words(text, low, start)
    if before and before[0][0].startswith(stems("levels")):
        return None
    for word, offset in before:
        way = direction(word)
        if way:
            near = all(part in words("fillers") for part in low[offset + len(word) : start].split())
            return _made(text, offset if near else start, size.stop, size.up if way > 0 else size.down, size.bound)
    return None


def _taken(text: str, low: str, size: Found, start: int) -> Change | None:
    """«прибавило почти треть», «потерял четверть»: the verb takes the share without «на»."""
    for word, offset in clause_words(text, low, start)[:4]:
        if word not in words("fillers"):
            if not word.startswith(stems("takes")):
                return None
            return _made(text, offset, size.stop, size.up if direction(word) > 0 else size.down, size.bound)
    return None


def _stated(text: str, low: str, size: Found, start: int) -> Change | None:
    """«рост составил 14%», «рост — 14%», «прибавил 12,4 процента», «темп роста — 108,3%»."""
    if qualified := QUALIFIED.search(low, max(0, start - 30), start):
        return _of_statement(text, low, size, qualified.start(1), qualified[1])
    copula = DASHED.search(low, max(0, start - 3), start) is not None
    for step, (word, offset) in enumerate(clause_words(text, low, start)):
        if word in words("fillers"):
            continue
        if word.startswith(stems("copula")):
            copula = True
            continue
        if _is_statement(word, copula):
            if OTHER_FIGURE.search(low, offset, start):
                return None  # «рост на 10%: Орёл — 46%, Томск — 85%»: the noun has its own number
            return _of_statement(text, low, size, offset, word)
        if not copula and word.startswith(stems("transitive")) and ASIDE.fullmatch(low, offset + len(word), start):
            return _of_statement(text, low, size, offset, word)  # «прибавил по сравнению с прошлым годом более 130%»
        if (not copula and not ASIDE_BEGINS.search(low, max(0, start - ASIDE_REACH), start)) or step > SUBJECT_REACH:
            return None
    return None


def _is_statement(word: str, copula: bool) -> bool:
    if word in words("subjects") or word.startswith(("индекс", "темп")) or word in ("роста", "ростом", "росте", "прироста"):
        return True
    return not copula and word.startswith(stems("transitive"))


def _of_statement(text: str, low: str, size: Found, offset: int, word: str) -> Change | None:
    """An index or a rate of growth counts from 100; a growth from nothing."""
    rate = re.search(r"(темп[а-я]*|индекс[а-я]*) $", low[max(0, offset - 12) : offset])
    if word.startswith(("индекс", "темп")) or (rate and word in ("роста", "рост")):
        start = offset - len(rate.group()) if rate else offset
        return _made(text, start, size.stop, size.up - HUNDRED, size.bound) if 40 <= size.up <= 400 else None
    if word in ("роста", "росте", "прироста") and not rate:
        return None
    if rate:
        offset -= len(rate.group())
    based = BASE.match(low, size.stop) is not None and HUNDRED < size.up < 160 and direction(word) > 0
    value = size.up - HUNDRED if based else size.up if direction(word) > 0 else size.down
    return _made(text, offset, size.stop, value, size.bound) if direction(word) else None


def _level(text: str, low: str, number: Number, stop: int, kind: str) -> Change | None:
    """«составил 112% к уровню прошлого года» → +12; a share («12% к ВВП») is below any such level."""
    if 50 <= number.value <= 400 and (based := LEVEL_BEFORE.search(low, max(0, number.start - LEVEL_REACH), number.start)) and not direction(based[1]):
        return _made(text, based.start(), stop, number.value - HUNDRED, kind)  # «по отношению к 2014 году составил 88,4 процента»
    if low[number.start - 1 : number.start] == "(" and low[stop : stop + 1] == ")" and HUNDRED < number.value <= 400:
        return _made(text, number.start, stop, number.value - HUNDRED, kind)  # «экспорт — 210 млн долларов (118,7%)»: no share is above 100
    base = BASE.match(low, stop)
    if base is None or not 50 <= number.value <= 400 or not (base.group(1).isdigit() or base.group(1) in _bases()):
        return None
    return _made(text, number.start, base.end(), number.value - HUNDRED, kind)


def _made(text: str, start: int, stop: int, percent: Decimal, bound: str) -> Change:
    rounded = percent.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Change(start, stop, text[start:stop], rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize(), bound)


@cache
def _bases() -> frozenset[str]:
    return frozenset(load("changes.toml")["base"]["words"].split())
