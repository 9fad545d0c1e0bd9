"""Weekdays → days: «в среду» by the tense and the days spoken of, «с понедельника, 6 сентября, до среды» as one range."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.dates_edtf import bounds, days, grain
from pipeline.dates_meaning import Match, Weekday
from pipeline.dates_role import role_of
from pipeline.dates_tense import cue
from pipeline.dates_year import Placed, joined
from schemas.changed import replace

LISTED = 60  # tokens between two days of one week
CHAIN = 3  # days
MEMORY = 40  # how many dates back a word like «тот же период» looks


def weekday(match: Match, meaning: Weekday, placed: list[Placed]) -> Placed:
    """«в среду» → the Wednesday that the tense points to, in the past one within the days spoken of; today counts on both sides."""
    role, published = role_of(match, "day"), match.published
    if until := range_to(match, meaning, placed):
        return until
    if published is None:
        return Placed(match, None, "none", "span" if meaning.count > 1 else "day", role)
    day = published + timedelta(days=weekday_offset(match, meaning, published, role))
    if day <= published < day + timedelta(days=meaning.count - 1) and meaning.side is None and cue(match.scan, match.first, match.last).startswith("past"):
        day -= timedelta(days=7)  # «работали с понедельника по среду», told on a Monday
    apposed = bool(placed) and joined(placed[-1].match, match)  # «на следующей неделе, в четверг»
    if meaning.side is None and apposed and ranges(placed[-1:]):
        day = inside(meaning.weekday, *ranges(placed[-1:])[0]) or day
    elif meaning.side is None and day <= published:
        spans = ranges(placed)
        inner = () if any(low <= day <= high for low, high in spans) else (inside(meaning.weekday, *ends) for ends in spans)
        day = next((known for known in inner if known and known <= published), day if day < published else told_before(meaning.weekday, placed, day))
    if apposed and meaning.side is None and meaning.count == 1:
        day = in_turn(day, placed, published)
    if placed and day < published:
        a_week_back(match, day, placed, published)
    edtf = days(day, day + timedelta(days=meaning.count - 1))
    return Placed(match, edtf, "weekday" if meaning.side is not None else "tense", grain(edtf), role)


def range_to(match: Match, meaning: Weekday, placed: list[Placed]) -> Placed | None:
    """«с понедельника, 6 сентября, и до среды»: the day before it becomes the range, and this word goes with it; None where there is none."""
    start = placed[-1] if placed else None
    if start is None or match.before() not in ("UNTIL", "BY") or meaning.count > 1 or not is_day(start) or not joined(start.match, match):
        return None
    if "FROM" not in (start.match.before(), start.match.scan.name(start.match.first)):
        return None
    first = date.fromisoformat(str(start.edtf))
    last = first + timedelta(days=(meaning.weekday - first.weekday()) % 7 or 7)
    placed[-1] = replace(start, edtf=days(first, last), grain="span", role="point")
    return Placed(match, None, "none", "day", "")


def in_turn(day: date, placed: list[Placed], published: date) -> date:
    """«в воскресенье и понедельник»: the second day follows the first; a past pair goes back with its first day, one to come goes on with its second."""
    first = placed[-1]
    if not is_weekday(first) or day >= (before := date.fromisoformat(str(first.edtf))):
        return day
    if day >= published:
        return day + timedelta(days=7)
    placed[-1] = replace(first, edtf=(before - timedelta(days=7)).isoformat())
    return day


def a_week_back(match: Match, day: date, placed: list[Placed], published: date) -> None:
    """«Прилетели в понедельник, улетели в четверг», told on a Monday: the first was no more today than the second, whichever way it was taken."""
    first = placed[-1]
    near = match.first - first.match.last <= LISTED and cue(match.scan, match.first, match.last).startswith("past")
    if is_weekday(first) and near and first.anchor == "tense" and first.edtf == published.isoformat() and (day - published).days + 7 <= CHAIN:
        placed[-1] = replace(first, edtf=(published - timedelta(days=7)).isoformat())


def told_before(weekday: int, placed: list[Placed], today: date) -> date:
    """«Приехали они 27 сентября. В четверг …», told on a Thursday: the Thursday spoken of rather than today."""
    told = (date.fromisoformat(str(item.edtf)) for item in placed[: -MEMORY - 1 : -1] if is_day(item))
    return next((day for day in told if day.weekday() == weekday and 0 < (today - day).days <= 14), today)


def inside(weekday: int, first: date, last: date) -> date | None:
    """«Эксперты были в Баку с 2 по 6 июня … в понедельник им показали порт» → the Monday within those days."""
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    return day if day <= last else None


def weekday_offset(match: Match, meaning: Weekday, published: date, role: str) -> int:
    """→ days from publication."""
    ahead = (meaning.weekday - published.weekday()) % 7
    if meaning.side == 0:
        return meaning.weekday - published.weekday()
    if meaning.side is not None and meaning.side < 0:
        return ahead - 7
    if meaning.side == 1 or match.prefer == "future":
        return ahead or 7
    tense = cue(match.scan, match.first, match.last)
    if role == "deadline":
        return ahead - 7 if tense.startswith("past") else ahead
    forward = tense in ("future", "present", "intended") or (tense == "lasting" and role != "start")
    return ahead if forward else -((published.weekday() - meaning.weekday) % 7)


def is_weekday(item: Placed) -> bool:
    """→ whether it is a day told by a weekday's name alone."""
    return is_day(item) and item.match.last - item.match.first == 1 and item.match.scan.name(item.match.first) == "WD"


def is_day(item: Placed) -> bool:
    """→ whether it is a day that is fully known."""
    return item.grain == "day" and bool(item.edtf) and "XXXX" not in str(item.edtf)


def ranges(placed: list[Placed]) -> list[tuple[date, date]]:
    """→ the ranges of at most ten days spoken of before, the nearest first: a trip, a forum, a week."""
    found = [bounds(item.edtf) for item in placed[: -MEMORY - 1 : -1] if item.grain == "span"]
    return [(low, high) for low, high in found if low and high and (high - low).days <= 10]
