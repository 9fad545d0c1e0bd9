"""The year that the words leave out: from the weekday, from a neighbour in the sentence, or by tense and nearness to publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.dates_edtf import bounds, interval, month_end, parts, written, year_of
from pipeline.dates_meaning import Main, Match, Meaning, Moment, Range, weekday_fits
from pipeline.dates_tense import cue, ended, sentence_end
from schemas.changed import replace

LINKS = ("COMMA", "AND", "DASH", "BY", "UNTIL", "FROM", "IN", "ON")
EDGES = ("BEGIN", "MID", "ENDW")
# How many times farther a date counts on the side that the verb does not speak of: (past, future).
WEIGHTS = {
    "past nearby": (1.0, 400.0),
    "past": (1.0, 60.0),
    "begun": (1.0, 6.0),
    "intended": (1.5, 1.0),
    "future": (8.0, 1.0),
    "present": (6.0, 1.0),
    "lasting": (2.0, 1.0),
    "": (1.0, 1.3),
}
CALENDAR = (1000.0, 1.0)  # prefer="future"
UNREPORTED = 5  # «I полугодие» with no verb is one that is over
COMPLETE_SLACK = timedelta(days=3)  # «за октябрь» may appear on 31 October
NEVER = 1e7
NEXT = 3  # tokens: «ещё в 2018 году, / 3 апреля»
PARTICIPLE = re.compile(r"(?:нн|т|вш|ш|ющ|ущ|ящ|ащ)(?:[ыи]й|[ая]я|[оеы]е|ие|[ое]го|[ое]й|[ую]ю|[ое]м|[ыи]м|[ыи]х|[ыи]ми)(?:ся)?$")
PARTS = ("WEEK", "DAY", "NUMB", "BEGIN", "MID")


@dataclass(frozen=True, slots=True)
class Found:
    """A match with its meaning."""

    match: Match
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Placed:
    """A match with its place in time; `said` is whether its own words say the year, `main` what it leans on."""

    match: Match
    edtf: str | None
    anchor: str
    grain: str
    role: str
    main: Main | None = None
    said: bool = False


def last_moment(meaning: Meaning) -> Moment | None:
    """→ the moment that carries the year, if there is one."""
    return meaning.last if isinstance(meaning, Range) else meaning if isinstance(meaning, Moment) else None


def named(moment: Moment, published: date | None) -> int | None:
    """→ the year that the words say, by number or by distance from publication."""
    if moment.year is not None:
        return moment.year
    return published.year + moment.offset if moment.offset is not None and published is not None else None


def edtf_of(meaning: Moment | Range, year: int | None, published: date | None) -> str:
    """Meaning and the year of its last day → EDTF; «с декабря по февраль» begins in the year before."""
    if isinstance(meaning, Moment):
        return written(year, meaning.month, fit(year, meaning))
    first, last = meaning.first, meaning.last
    first_year = named(first, published)
    if first_year is None and year is not None:
        first_year = year - ((first.month or 0, first.day or 0) > (last.month or 0, last.day or 0))
    return interval(written(first_year, first.month, fit(first_year, first)), written(year, last.month, fit(year, last)))


def fit(year: int | None, moment: Moment) -> int | None:
    """→ the day, but no later than the month's last: «третья декада февраля» ends on the 28th or 29th."""
    if moment.day is None or moment.month is None or moment.day <= 28:
        return moment.day
    return min(moment.day, month_end(year or 2024, moment.month).day)


# a neighbour's year ----------------------------------------------------------------------------------------------------


def share_back(found: list[Found]) -> list[Found]:
    """«29 марта и 3 апреля 2018 года», «в мае, июле и сентябре 2024 года»: the year said last goes for the members before it."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        donor = last_moment(result[index + 1].meaning)
        if donor and donor.dated and donor.month and joined(result[index].match, result[index + 1].match):
            result[index] = replace(result[index], meaning=lend(result[index].meaning, donor))
    return result


def joined(left: Match, right: Match) -> bool:
    """→ whether only commas, conjunctions and prepositions stand between."""
    gap = range(left.last, right.first)
    return 0 < len(gap) <= 3 and all(left.scan.name(index) in LINKS for index in gap)


def lend(meaning: Meaning, donor: Moment) -> Meaning:
    """Meaning without a year, the donor of the year → meaning with it; a year less where its month comes later in the calendar."""
    target = last_moment(meaning)
    if target is None or target.dated or target.month is None or donor.month is None or target.weekday is not None or donor.same_year:
        return meaning
    if (target.month > 12) != (donor.month > 12):
        return meaning
    less = (target.month, target.day or 0) > (donor.month, donor.day or 40)
    year = None if donor.year is None else donor.year - less
    offset = None if donor.offset is None else donor.offset - less
    filled = replace(target, year=year, offset=offset)
    return replace(meaning, last=filled) if isinstance(meaning, Range) else filled


def lent_year(match: Match, placed: list[Placed], role: str, month: int | None) -> int | None:
    """→ the year said shortly before: in the same sentence, without a publication date also in the text just before.

    «В марте 2024 года выпуск вырос, в апреле снизился» lends; «соглашение 2017 года …, до 1 июня» and bases do not.
    """
    for item in reversed(placed[-3:]):
        if not lends(item, role, match) or not close(match, item):
            continue
        year, known, _ = parts((item.edtf or "").split("/")[-1])
        if year is None or (match.published is None and known and month and month < known <= 12):
            continue
        return year
    return None


def lends(item: Placed, role: str, match: Match) -> bool:
    """→ whether a date before can give its year to `match`: its words say one and it is neither a base nor a plan's term."""
    if not item.said or item.edtf is None or ".." in item.edtf or item.role in ("base", "duration"):
        return False
    if item.grain == "year":
        return item.match.before() == "IN" and role not in ("deadline", "start") and opens(item.match, match)
    return len(item.edtf) != len("2022/2024")


def opens(match: Match, following: Match) -> bool:
    """«В 2018 году … 3 апреля» opens its sentence and frames it; «завод, основанный в 1956 году, 3 апреля отгрузил» frames nothing."""
    if match.first < 2 or sentence_end(match.scan, match.first - 2):
        return True
    return match.scan.name(match.last) == "COMMA" and following.first - match.last <= NEXT and not _of_participle(match)


def _of_participle(match: Match) -> bool:
    """«основанный / в 1956 году»: a year that belongs to the word before it."""
    at = match.first - 2
    return PARTICIPLE.search(match.scan.word(at)) is not None


def close(match: Match, item: Placed) -> bool:
    """→ whether the date before stands in the same sentence, or near where nothing else can help."""
    if match.published is None and item.grain != "year":
        return match.scan.place(match.first)[0] - match.scan.place(item.match.last - 1)[1] <= 300
    apart = range(item.match.last, match.first)
    return len(apart) <= 25 and not ended(match.scan, apart)


# the year --------------------------------------------------------------------------------------------------------------


def year_for(match: Match, meaning: Moment | Range, placed: list[Placed], role: str) -> tuple[int | None, str]:
    """→ (year, what fixed it: "absolute", "published", "weekday", "tense", "none")."""
    last = last_moment(meaning) or Moment()
    published = match.published
    year = named(last, published)
    if year is not None:
        return year, "absolute" if last.year is not None else "published"
    if last.same_year:
        years = [year_of(item.edtf) for item in placed[-10:] if year_of(item.edtf)]
        return (years[-1], "absolute") if years else (None, "none")
    if last.offset is not None:
        return None, "none"
    if last.weekday is not None and published is not None:
        for delta in (0, -1, 1, -2, 2):
            if weekday_fits(last, published.year + delta):
                return published.year + delta, "weekday"
    shared = lent_year(match, placed, role, last.month)
    if shared is not None and not (published and _contradicts(match, meaning, shared, published)):
        return shared, "absolute"
    return (None, "none") if published is None else (nearest_year(match, meaning, role, published), "tense")


def _contradicts(match: Match, meaning: Moment | Range, year: int, published: date) -> bool:
    """→ whether the verb speaks of what is to come and that year would put it before the publication."""
    if cue(match.scan, match.first, match.last) not in ("future", "present"):
        return False
    _, high = bounds(edtf_of(meaning, year, published))
    return year < published.year or (high is not None and high < published)


def nearest_year(match: Match, meaning: Moment | Range, role: str, published: date) -> int:
    """→ the year that puts the date nearest to publication, the side that the verb does not speak of counting as farther."""
    last = last_moment(meaning) or Moment()
    tense = cue(match.scan, match.first, match.last)
    statistic = (isinstance(meaning, Range) and meaning.complete and match.before() != "ON") or role in ("result", "base")  # «законтрактовал на январь–март»
    past, future = weights(match, last, role, tense)
    part = any(token.name in PARTS for token in match.tokens)  # «за первую неделю февраля» may appear in that month
    stretch = isinstance(meaning, Range) and meaning.first.month != 1 and match.scan.name(match.first) == "FROM"  # «с октября по март передаст»

    def cost(year: int) -> float:
        low, high = bounds(edtf_of(meaning, year, published))
        if low is None or high is None:
            return NEVER
        away = max((low - published).days * future, (published - high).days * past, 0.0)
        promised = tense in ("future", "present") and (match.before() == "IN" or low <= published or stretch)  # «за ноябрь обещают отгрузить»
        if statistic and not promised and (low if part else high) > published + COMPLETE_SLACK:
            away += 1e4
        if role == "deadline" and not tense.startswith("past") and low <= published <= high and match.scan.name(match.first) not in EDGES:
            away += 1e3  # «к осени» in autumn is the next one
        return away + out_of_side(last.side, low, high, published)

    return min((published.year, published.year - 1, published.year + 1), key=cost)


def weights(match: Match, last: Moment, role: str, tense: str) -> tuple[float, float]:
    """→ how much farther the past and the future count."""
    if match.prefer == "future":
        return CALENDAR
    if last.side is not None:
        return 1.0, 1.0
    if role == "deadline" and not tense.startswith("past"):
        return WEIGHTS["future"]
    if role == "deadline" and match.before() == "UNTIL":
        return WEIGHTS[""]  # «до весны остановили», «до 1 марта приняли»
    if role == "start":  # «с осени действует» has begun, «с осени вырастет» has not
        tense = {"lasting": "begun", "present": "future"}.get(tense, tense)
    past, future = WEIGHTS[tense]
    return past, future * (UNREPORTED if not tense and (last.month or 0) > 30 else 1)


def out_of_side(side: int | None, low: date, high: date, published: date) -> float:
    """«минувшей осенью» is over, «прошлой» belongs to an earlier year, «следующей» is to come, «этой» is this year's."""
    wrong = {-1: high > published, -2: low.year >= published.year, 0: low.year != published.year and not low <= published <= high, 1: low <= published}
    return NEVER if side is not None and wrong[side] else 0.0
