"""Meanings in text order → EDTF strings: the missing year from the weekday, from a neighbour, or by tense and nearness to publication."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.dates_edtf import bounds, days, grain, interval, months_from, parts, shift_years, written, year_of
from pipeline.dates_meaning import Fixed, Main, Match, Meaning, Moment, Nearby, Range, Weekday
from pipeline.dates_role import role_of
from pipeline.dates_tense import cue, sentence_end
from schemas.values import DateSpan

PERIODS = ("year", "half", "quarter", "span", "month")
LINKS = ("COMMA", "AND", "DASH", "BY", "UNTIL", "FROM", "IN", "ON", "TO")
# How many times farther a date may lie on the side that the verb speaks of: (past, future).
WEIGHTS = {"past": (1.0, 4.0), "future": (8.0, 1.0), "present": (3.0, 1.0), "": (1.0, 1.3)}
COMPLETE_SLACK = timedelta(days=3)  # «за октябрь» may appear on 31 October


@dataclass(frozen=True, slots=True)
class Found:
    """A match with its meaning."""

    match: Match
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Placed:
    """A match with its place in time."""

    match: Match
    edtf: str | None
    anchor: str
    grain: str
    role: str
    main: Main | None = None
    said: bool = False  # its words say the year


def resolve(found: list[Found]) -> list[DateSpan]:
    """Meanings in text order → spans in text order."""
    found = share_back(found)
    placed: list[Placed] = []
    for item in found:
        placed.append(place(item, placed))
    return [span(look_ahead(item, placed[index + 1 :][:6])) for index, item in enumerate(placed)]


def span(item: Placed) -> DateSpan:
    """→ the public value; a trailing full stop stays only after «г.», a lone bracket never."""
    scan, first, last = item.match.scan, item.match.first, item.match.last
    if scan.name(first) == "COURSE":
        first += 1
    while last - 1 > first and (
        (scan.name(last - 1) == "DOT" and scan.name(last - 2) not in ("G", "GG")) or scan.name(last - 1) in ("COMMA", "DASH") or unopened(item.match, last)
    ):
        last -= 1
    start, stop = scan.starts[first], scan.stops[last - 1]
    low, high = bounds(item.edtf)
    return DateSpan(start, stop, scan.text[start:stop], item.edtf, low, high, item.grain, item.anchor, item.role)


def unopened(match: Match, last: int) -> bool:
    """→ whether the token before `last` is a bracket that closes nothing of this span."""
    return match.scan.name(last - 1) == "RPAR" and "LPAR" not in (match.scan.name(index) for index in range(match.first, last))


# sharing a year --------------------------------------------------------------------------------------------------------


def share_back(found: list[Found]) -> list[Found]:
    """«29 марта и 3 апреля 2018 года», «в мае, июле и сентябре 2024 года»: the year said last goes for the members before it."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        donor = last_moment(result[index + 1].meaning)
        if donor and donor.dated and donor.month and joined(result[index].match, result[index + 1].match):
            result[index] = replace(result[index], meaning=lend(result[index].meaning, donor))
    return result


def last_moment(meaning: Meaning) -> Moment | None:
    """→ the moment that carries the year, if there is one."""
    return meaning.last if isinstance(meaning, Range) else meaning if isinstance(meaning, Moment) else None


def joined(left: Match, right: Match) -> bool:
    """→ whether only commas, conjunctions and prepositions stand between."""
    gap = range(left.last, right.first)
    return len(gap) <= 3 and all(left.scan.name(index) in LINKS for index in gap) and len(gap) > 0


def lend(meaning: Meaning, donor: Moment) -> Meaning:
    """Meaning without a year, year of the donor → meaning with it, a year less where its month comes later."""
    target = last_moment(meaning)
    if target is None or target.dated or target.month is None or donor.month is None or target.weekday is not None:
        return meaning
    earlier = -1 if (target.month, target.day or 0) > (donor.month, donor.day or 40) else 0
    if donor.same_year or (target.month > 12) != (donor.month > 12):
        return meaning
    filled = replace(
        target,
        year=None if donor.year is None else donor.year + earlier,
        offset=None if donor.offset is None else donor.offset + earlier,
    )
    return filled if isinstance(meaning, Moment) else replace(meaning, last=filled) if isinstance(meaning, Range) else meaning


def lent_year(match: Match, placed: list[Placed], role: str, month: int | None) -> int | None:
    """→ the year said shortly before in the same sentence («в марте 2024 года вырос, в апреле снизился»), without publication in the text before."""
    for item in reversed(placed[-3:]):
        apart = range(item.match.last, match.first)
        near = len(apart) <= 25 and not any(sentence_end(match.scan, index) for index in apart)
        if match.published is None:
            near = match.scan.starts[match.first] - match.scan.stops[item.match.last - 1] <= 300
        if not near or not item.said or item.role in ("base", "duration", "deadline", "start") or item.edtf is None:
            continue
        if item.grain == "year" and match.published is not None and item.role == "result":
            continue
        year, known, _ = parts(item.edtf.split("/")[-1])
        if year is None or (known and month and month < known <= 12 and item.grain in ("day", "month") and match.published is None):
            continue
        return year
    return None


# placing ---------------------------------------------------------------------------------------------------------------


def place(item: Found, placed: list[Placed]) -> Placed:
    """One meaning → its place, given what stood before it."""
    match, meaning = item.match, item.meaning
    if isinstance(meaning, Fixed):
        kind = meaning.grain if meaning.grain and meaning.edtf is None else grain(meaning.edtf) if meaning.grain != "day" else "day"
        anchor = "none" if meaning.edtf is None else meaning.anchor
        return Placed(match, meaning.edtf, anchor, kind, meaning.role or late_role(match, meaning.edtf, kind))
    if isinstance(meaning, Main):
        return main_period(match, meaning, placed)
    if isinstance(meaning, Nearby):
        return nearby(match, meaning, placed)
    if isinstance(meaning, Weekday):
        return weekday(match, meaning)
    return dated(match, meaning, placed)


def dated(match: Match, meaning: Moment | Range, placed: list[Placed]) -> Placed:
    """Moment or Range → EDTF, with the year found where it is missing."""
    last = last_moment(meaning)
    assert last is not None
    empty = Moment()
    if isinstance(meaning, Range) and last == empty:  # «с 2012 года по настоящее время»
        first = dated(match, meaning.first, placed)
        return replace(first, edtf=f"{first.edtf}/..", grain="span", role="start")
    kind = "span" if isinstance(meaning, Range) else grain(written(2000, last.month, last.day))
    role = role_of(match, kind)
    if isinstance(meaning, Range) and meaning.complete and role == "point":
        role = "result"
    year, anchor = year_for(match, meaning, placed, role)
    edtf = edtf_of(meaning, year, match.published)
    return Placed(match, edtf, anchor, grain(edtf), late(role, edtf, match), said=last.dated)


def edtf_of(meaning: Moment | Range, year: int | None, published: date | None) -> str:
    """Meaning and the year of its last day → EDTF."""
    if isinstance(meaning, Moment):
        return written(year, meaning.month, fit(year, meaning.month, meaning.day))
    first, last = meaning.first, meaning.last
    first_year = named(first, published)
    if first_year is None:
        over = (first.month or 0, first.day or 0) > (last.month or 0, last.day or 0)
        first_year = None if year is None else year - 1 if over else year
    return interval(written(first_year, first.month, fit(first_year, first.month, first.day)), written(year, last.month, fit(year, last.month, last.day)))


def fit(year: int | None, month: int | None, day: int | None) -> int | None:
    """«29 февраля» in a common year → 28; the 31st of a short month → its last."""
    if day is None or month is None or day <= 28:
        return day
    last = bounds(written(year or 2024, month))[1]
    return min(day, last.day) if last else day


def named(moment: Moment, published: date | None) -> int | None:
    """→ the year that the words say, by number or by distance from publication."""
    if moment.year is not None:
        return moment.year
    if moment.offset is not None and published is not None:
        return published.year + moment.offset
    return None


def year_for(match: Match, meaning: Moment | Range, placed: list[Placed], role: str) -> tuple[int | None, str]:
    """→ (year, what fixed it)."""
    last = last_moment(meaning) or Moment()
    published = match.published
    year = named(last, published)
    if year is not None:
        return year, "absolute" if last.year is not None else "published"
    if last.same_year:
        years = [year_of(item.edtf) for item in placed if year_of(item.edtf)]
        return (years[-1], "absolute") if years else (None, "none")
    if last.offset is not None:
        return None, "none"
    if last.weekday is not None and published is not None:
        for delta in (0, -1, 1, -2, 2):
            if weekday_fits(last, published.year + delta):
                return published.year + delta, "weekday"
    shared = lent_year(match, placed, role, last.month)
    if shared is not None and not (published and shared < published.year and cue(match.scan, match.first, match.last) == "future"):
        return shared, "absolute"
    if published is None:
        return None, "none"
    return nearest_year(match, meaning, role), "tense"


def weekday_fits(moment: Moment, year: int) -> bool:
    """→ whether the day falls on its weekday in that year."""
    try:
        return date(year, moment.month or 1, moment.day or 1).weekday() == moment.weekday
    except ValueError:
        return False


def nearest_year(match: Match, meaning: Moment | Range, role: str) -> int:
    """→ the year that puts the date nearest to publication, the side that the verb does not speak of counting as farther."""
    published = match.published
    assert published is not None
    last = last_moment(meaning) or Moment()
    tense = cue(match.scan, match.first, match.last)
    past, future = WEIGHTS["future" if match.prefer == "future" or (role == "deadline" and tense != "past") else tense]
    if last.side is not None:
        past, future = {-1: (1.0, 1e6), -2: (1.0, 1e6), 1: (1e6, 1.0)}.get(last.side, (1.0, 1.0))
    over = ((isinstance(meaning, Range) and meaning.complete) or role == "result") and tense not in ("future",)
    best, best_cost = published.year, float("inf")
    for year in (published.year, published.year - 1, published.year + 1):
        low, high = bounds(edtf_of(meaning, year, published))
        if low is None or high is None:
            continue
        cost = max((low - published).days * future, (published - high).days * past, 0.0)
        if over and high > published + COMPLETE_SLACK:
            cost += 1e4
        if last.side == 1 and low <= published:
            cost += 1e7
        if last.side == -1 and high > published:
            cost += 1e7
        if last.side == -2 and year >= published.year:
            cost += 1e7
        if last.side == 0 and year != published.year and not low <= published <= high:
            cost += 1e5
        if cost < best_cost:
            best, best_cost = year, cost
    return best


def late_role(match: Match, edtf: str | None, kind: str) -> str:
    """→ role by the words before, corrected by where the date lies."""
    return late(role_of(match, kind), edtf, match)


def late(role: str, edtf: str | None, match: Match) -> str:
    """«вырос на 5% к 2023 году» is a base, not a deadline: what is over when it is spoken of; a coming quarter is no result."""
    low, high = bounds(edtf)
    published = match.published
    over = bool(published and high and high < published)
    if role == "deadline" and over and match.before() == "TO" and match.scan.name(match.first) not in ("BEGIN", "MID", "ENDW") and grain(edtf) in PERIODS:
        return "base"
    if role == "point" and match.before() == "IN" and grain(edtf) in ("quarter", "half") and over:
        return "result"
    if role == "result" and published and low and low > published and match.before() == "IN":
        return "point"
    return role


# what leans on other dates ---------------------------------------------------------------------------------------------


def main_period(match: Match, meaning: Main, placed: list[Placed]) -> Placed:
    """«за аналогичный период прошлого года» → the main period before it, a year back; left open if there is none."""
    source = main_of(reversed_recent(placed))
    if source is None:
        edtf = meaning.fallback
        return Placed(match, edtf, "published" if edtf else "none", grain(edtf), meaning.role, main=meaning)
    return moved(match, meaning, source)


def reversed_recent(placed: list[Placed]) -> list[Placed]:
    return placed[::-1][:40]


def main_of(items: list[Placed]) -> Placed | None:
    """→ the first period that is reported on: a result before anything else."""
    known = [item for item in items if item.edtf and "XXXX" not in item.edtf and ".." not in item.edtf and item.grain in PERIODS and item.main is None]
    results = [item for item in known if item.role == "result"]
    points = [item for item in known if item.role == "point"]
    return results[0] if results else points[0] if points else None


def moved(match: Match, meaning: Main, source: Placed) -> Placed:
    """The source's period in the year that the words mean."""
    assert source.edtf is not None
    back = meaning.back
    year = year_of(source.edtf)
    if meaning.year is not None and year is not None:
        target = named(meaning.year, match.published)
        back = year - target if target is not None else 0
    edtf = shift_years(source.edtf, -back)
    return Placed(match, edtf, source.anchor, grain(edtf), meaning.role, main=meaning)


def look_ahead(item: Placed, following: list[Placed]) -> Placed:
    """«По сравнению с аналогичным периодом прошлого года экспорт за девять месяцев вырос»: the period may follow in the same sentence."""
    if item.main is None or (item.edtf is not None and item.main.fallback is None) or (item.edtf is not None and item.edtf != item.main.fallback):
        return item
    scan = item.match.scan
    reach = item.match.last + 60
    same = [other for other in following if not any(sentence_end(scan, index) for index in range(item.match.last, min(other.match.first, reach)))]
    source = main_of(same)
    return moved(item.match, item.main, source) if source else item


def nearby(match: Match, meaning: Nearby, placed: list[Placed]) -> Placed:
    """«в тот же день» → the day last spoken of; «тремя днями ранее» from there, or from publication."""
    source = next((item for item in reversed(placed) if item.grain == "day" and item.edtf and "XXXX" not in item.edtf), None)
    if source is None or source.edtf is None:
        edtf = meaning.fallback
        return Placed(match, edtf, "published" if edtf else "none", grain(edtf), role_of(match, "day"))
    day = date.fromisoformat(source.edtf)
    edtf = months_from(day, meaning.months) if meaning.months else (day + timedelta(days=meaning.days)).isoformat()
    return Placed(match, edtf, source.anchor, grain(edtf), role_of(match, "day"))


def weekday(match: Match, meaning: Weekday) -> Placed:
    """«в среду» → the Wednesday that the tense points to; today counts on both sides."""
    role = role_of(match, "day")
    published = match.published
    if published is None:
        return Placed(match, None, "none", "span" if meaning.count > 1 else "day", role)
    day = published + timedelta(days=weekday_offset(match, meaning, published, role))
    edtf = days(day, day + timedelta(days=meaning.count - 1))
    return Placed(match, edtf, "weekday" if meaning.side is not None else "tense", grain(edtf), role)


def weekday_offset(match: Match, meaning: Weekday, published: date, role: str) -> int:
    """→ days from publication."""
    ahead = (meaning.weekday - published.weekday()) % 7
    if meaning.side == 0:
        return meaning.weekday - published.weekday()
    if meaning.side == -1:
        return ahead - 7
    if meaning.side == 1 or match.prefer == "future":
        return ahead or 7
    tense = cue(match.scan, match.first, match.last)
    forward = tense in ("future", "present") or (role == "deadline" and tense != "past")
    return ahead if forward else -((published.weekday() - meaning.weekday) % 7)
