"""Meanings in text order → spans with EDTF, anchor and role; what leans on other dates of the text is settled here."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.dates_edtf import bounds, grain, months_from, shift_years, written, year_of
from pipeline.dates_meaning import DayOf, Fixed, Main, Match, Moment, Nearby, Range, Weekday
from pipeline.dates_role import grows, role_of
from pipeline.dates_tense import cue, ended
from pipeline.dates_weekdays import MEMORY, is_day, ranges, weekday
from pipeline.dates_year import EDGES, Found, Placed, edtf_of, joined, last_moment, named, share_back, year_for
from schemas.changed import replace
from schemas.values import DateSpan

PERIODS = ("year", "half", "quarter", "span", "month")
LISTED = 40  # tokens from one day of a programme to the next


def resolve(found: list[Found]) -> list[DateSpan]:
    """Meanings in text order → spans in text order."""
    placed: list[Placed] = []
    for item in share_back(found):
        placed.append(place(item, placed))
    return [span(look_ahead(item, placed[index + 1 : index + 7])) for index, item in enumerate(placed) if item.role]


def span(item: Placed) -> DateSpan:
    """→ the public value."""
    scan, first, last = item.match.scan, item.match.first, trimmed(item.match)
    first += scan.name(first) == "COURSE"
    start, stop = scan.place(first)[0], scan.place(last - 1)[1]
    low, high = bounds(item.edtf)
    return DateSpan(start, stop, scan.text[start:stop], item.edtf, low, high, item.grain, item.anchor, item.role)


def trimmed(match: Match) -> int:
    """→ the end without a trailing comma, lone bracket or full stop; «г.» keeps its own."""
    scan, last = match.scan, match.last
    while last - 1 > match.first:
        name = scan.name(last - 1)
        lone = name == "RPAR" and "LPAR" not in (scan.name(index) for index in range(match.first, last))
        if not (lone or name in ("COMMA", "DASH") or (name == "DOT" and scan.name(last - 2) not in ("G", "GG"))):
            break
        last -= 1
    return last


def place(item: Found, placed: list[Placed]) -> Placed:
    """One meaning → its place, given what stood before it."""
    match, meaning = item.match, item.meaning
    if isinstance(meaning, Fixed):
        return fixed(match, meaning)
    if isinstance(meaning, Main):
        return main_period(match, meaning, placed)
    if isinstance(meaning, Nearby):
        return nearby(match, meaning, placed)
    if isinstance(meaning, Weekday):
        return weekday(match, meaning, placed)
    if isinstance(meaning, DayOf):
        return day_of(match, meaning, placed)
    return dated(match, meaning, placed)


def fixed(match: Match, meaning: Fixed) -> Placed:
    """A settled meaning → its place."""
    edtf = "XXXX" if meaning.edtf is None and meaning.grain == "year" else meaning.edtf
    kind = (meaning.grain or "vague") if edtf is None else grain(edtf)
    anchor = "none" if meaning.edtf is None else meaning.anchor
    return Placed(match, edtf, anchor, kind, meaning.role or corrected(role_of(match, kind), edtf, match))


def dated(match: Match, meaning: Moment | Range, placed: list[Placed]) -> Placed:
    """Moment or Range → EDTF, with the year found where it is missing."""
    last = last_moment(meaning) or Moment()
    if isinstance(meaning, Range) and last == Moment():  # «с 2012 года по настоящее время»
        first = dated(match, meaning.first, placed)
        return replace(first, edtf=f"{first.edtf}/..", grain="span", role="start")
    role = role_of(match, "span" if isinstance(meaning, Range) and last.day is None else grain(written(2000, last.month, last.day)))
    if (
        isinstance(meaning, Range)
        and meaning.complete
        and role == "point"
        and match.before() != "ON"
        and (meaning.first.month == 1 or match.scan.name(match.first) != "FROM")
    ):
        role = "result"
    if role == "point" and placed and match.before() in ("AND", "COMMA") and joined(placed[-1].match, match) and placed[-1].role in ("result", "base"):
        role = placed[-1].role  # «за январь, февраль и март»
    if role == "deadline" and not last.dated and compared_month(match, last):
        role = "base"
    year, anchor = year_for(match, meaning, placed, role)
    edtf = edtf_of(meaning, year, match.published)
    return Placed(match, edtf, anchor, grain(edtf), corrected(role, edtf, match), said=last.dated)


def compared_month(match: Match, moment: Moment) -> bool:
    """«сентябрь к августу: плюс 3%» → True; «к августу выпуск вырастет» → False."""
    plain = moment.day is None and match.before() == "TO" and match.scan.name(match.first) not in EDGES
    return plain and grows(match.scan, match.first) and cue(match.scan, match.first, match.last) in ("", "past", "past nearby")


def corrected(role: str, edtf: str | None, match: Match) -> str:
    """«вырос на 5% к 2023 году» is a base, not a deadline, for it is over; a quarter that is over is a result, one to come is none."""
    low, high = bounds(edtf)
    published = match.published
    if published is None or low is None or high is None:
        return role
    over, kind = high < published, grain(edtf)
    if role == "deadline" and over and match.before() == "TO" and match.scan.name(match.first) not in EDGES and kind in PERIODS:
        return "base" if kind == "span" or grows(match.scan, match.first) else role
    if role == "point" and over and match.before() == "IN" and kind in ("quarter", "half"):
        return "result"
    return "point" if role == "result" and high > published and match.before() == "IN" else role


# what leans on other dates ---------------------------------------------------------------------------------------------


def main_period(match: Match, meaning: Main, placed: list[Placed]) -> Placed:
    """«за аналогичный период прошлого года» → the main period before it, a year back; left open if there is none."""
    source = main_of(placed[: -MEMORY - 1 : -1])
    if source is not None:
        return moved(match, meaning, source)
    edtf = meaning.fallback
    return Placed(match, edtf, "published" if edtf else "none", grain(edtf), meaning.role, main=meaning)


def main_of(items: list[Placed]) -> Placed | None:
    """→ the first period that is reported on: a result before anything else."""
    known = [item for item in items if item.edtf and item.main is None and reported(item.edtf, item.grain)]
    results = [item for item in known if item.role == "result"]
    points = [item for item in known if item.role == "point"]
    return next(iter(results + points), None)


def reported(edtf: str, kind: str) -> bool:
    """→ whether a statistic can be over this period: a year or a part of one, «с 1 января по 12 сентября», not «2022–2024 годы» and not «26–28 июня»."""
    if ".." in edtf or kind not in PERIODS:
        return False
    first, _, last = edtf.partition("/")
    if first.endswith("-01-01"):
        return first[:4] == last[:4]
    return not last or (len(first) == len(last) == len("2025-01") and first[:4] == last[:4])


def moved(match: Match, meaning: Main, source: Placed) -> Placed:
    """The source's period in the year that the words mean."""
    edtf: str | None = source.edtf
    year = year_of(edtf)
    target = named(meaning.year, match.published) if meaning.year else None
    back = meaning.back if target is None or year is None else year - target
    if back and edtf is not None:
        edtf = None if year is None else shift_years(edtf, -back)
    return Placed(match, edtf, source.anchor if edtf else "none", grain(edtf), meaning.role, main=meaning)


def look_ahead(item: Placed, following: list[Placed]) -> Placed:
    """«По сравнению с аналогичным периодом прошлого года экспорт за девять месяцев вырос»: the period may follow in the same sentence."""
    if item.main is None or item.edtf != item.main.fallback:
        return item
    scan, start = item.match.scan, item.match.last
    same = [other for other in following if not ended(scan, range(start, min(other.match.first, start + 60)))]
    source = main_of(same)
    return moved(item.match, item.main, source) if source else item


def nearby(match: Match, meaning: Nearby, placed: list[Placed]) -> Placed:
    """«в тот же день» → the day last spoken of; «тремя днями ранее» from there, or from publication."""
    if meaning.any_grain:
        return then(match, placed)
    if meaning.ordinal or meaning.shift is not None:
        return of_that_year(match, meaning, placed)
    if meaning.month or meaning.number:
        return apposed(match, meaning, placed) or of_that_month(match, meaning, placed)
    source = next((item for item in placed[: -MEMORY - 1 : -1] if is_day(item) and not is_eve(item.match)), None)
    role = role_of(match, "day")
    if source is None or source.edtf is None or (meaning.beside and not beside(source, match)):
        return Placed(match, meaning.fallback, "published" if meaning.fallback else "none", grain(meaning.fallback), role)
    day = date.fromisoformat(source.edtf)
    edtf = months_from(day, meaning.months) if meaning.months else (day + timedelta(days=meaning.days)).isoformat()
    return Placed(match, edtf, source.anchor, grain(edtf), role)


def is_eve(match: Match) -> bool:
    """«накануне» looks back: «тем же днём» after it is the day told before."""
    return match.scan.name(match.first) == "EVE"


def beside(source: Placed, match: Match) -> bool:
    """→ whether a day is one of the last week and told in the same paragraph."""
    day, published = date.fromisoformat(str(source.edtf)), match.published
    lines = sum(match.scan.name(index) == "NL" for index in range(source.match.last, match.first))
    least = 2 if lines else 0  # behind a new paragraph the day before publication comes first: «В субботу подписали … Накануне гости побывали»
    return source.role == "point" and published is not None and least <= (published - day).days <= 7 and lines <= 2


def apposed(match: Match, meaning: Nearby, placed: list[Placed]) -> Placed | None:
    """«Через неделю, 24-го, приедут технологи», told on the 18th: the exact day takes the place of the rough one, and goes with it."""
    rough = placed[-1] if placed else None
    if rough is None or not meaning.number or not is_day(rough) or rough.anchor != "published" or not joined(rough.match, match):
        return None
    day = date.fromisoformat(str(rough.edtf))
    near = [day + timedelta(days=step) for step in range(-3, 4)]
    exact = next((other for other in near if other.day == meaning.number), None)
    if exact is None or rough.match.scan.name(rough.match.first) != "VIA":
        return None
    placed[-1] = replace(rough, edtf=exact.isoformat())
    return Placed(match, None, "none", "day", "")


def of_that_month(match: Match, meaning: Nearby, placed: list[Placed]) -> Placed:
    """«в том же месяце» → the month last spoken of; «29-го» → that day of it, if an earlier day was told shortly before."""
    source = next((item for item in placed[: -MEMORY - 1 : -1] if item.grain in ("day", "month") and item.edtf and item.role == "point"), None)
    dropped = Placed(match, None, "none", "day", "")
    if source is None or source.edtf is None:
        return dropped
    month = source.edtf[:7]
    if meaning.month:
        return Placed(match, month, source.anchor, "month", role_of(match, "month"))
    apart = source.grain != "day" or int(source.edtf[8:]) >= meaning.number or match.first - source.match.last > LISTED
    edtf = f"{month}-{meaning.number:02}"
    return dropped if apart or bounds(edtf)[0] is None else Placed(match, edtf, source.anchor, "day", "point")


def of_that_year(match: Match, meaning: Nearby, placed: list[Placed]) -> Placed:
    """«в первом квартале …, а во втором» → the second quarter of that year; «в 2015 году …, а в прошлом» → the last year."""
    source = placed[-1] if placed else None
    dropped = Placed(match, None, "none", "year", "")
    if source is None or source.edtf is None or ended(match.scan, range(source.match.last, match.first)):
        return dropped
    if meaning.shift is not None:
        year = match.published.year + meaning.shift if match.published and source.grain == "year" else None
        return Placed(match, str(year), "published", "year", "point") if year and source.edtf != str(year) else dropped
    first, _, _ = source.edtf.partition("/")
    low = {"quarter": 33, "half": 40}.get(source.grain, 0)
    if not low or first[5:] != source.edtf[5:] or not low <= int(first[5:]) < low + meaning.ordinal - 1:
        return dropped
    edtf = f"{first[:5]}{low + meaning.ordinal - 1}"
    return Placed(match, edtf, source.anchor, source.grain, source.role)


def then(match: Match, placed: list[Placed]) -> Placed:
    """«тогда же» → when the last thing told happened, a day as well as a season; behind «решат до 1 сентября» it is that unknown day."""
    source = next((item for item in placed[: -MEMORY - 1 : -1] if item.role in ("point", "deadline") and item.edtf and "XXXX" not in item.edtf), None)
    if source is None or source.role == "deadline":
        return Placed(match, None, "none", "day", "")
    return Placed(match, source.edtf, source.anchor, source.grain, "point")


def day_of(match: Match, meaning: DayOf, placed: list[Placed]) -> Placed:
    """«в последний день» → the last day of the range last spoken of; without a role, which drops it, if there is none."""
    for first, last in ranges(placed)[:1]:
        day = last if meaning.number < 0 else first + timedelta(days=meaning.number - 1)
        if day <= last:
            return Placed(match, day.isoformat(), "published", "day", "point")
    return Placed(match, None, "none", "day", "")
