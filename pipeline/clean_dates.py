"""Full dates, as publication lines and containers write them: day, month and year, nothing less.

The scanner of dates inside sentences is another one; this one must never guess, so a date without a year is no date here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
MONTH = (
    r"янв(?:аря|арь|\.)?|фев(?:раля|раль|р\.?|\.)?|мар(?:та|т|\.)?|апр(?:еля|ель|\.)?|ма[яй]|июн(?:я|ь|\.)?|июл(?:я|ь|\.)?"
    r"|авг(?:уста|уст|\.)?|сен(?:тября|тябрь|т\.?|\.)?|окт(?:ября|ябрь|\.)?|ноя(?:бря|брь|б\.?|\.)?|дек(?:абря|абрь|\.)?"
)
# As English and Uzbek mastheads write them: the month's number by its first three letters.
LATIN = {
    "jan": 1, "yan": 1, "feb": 2, "fev": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "iyun": 6, "jul": 7, "iyul": 7, "aug": 8, "avg": 8,
    "sep": 9, "oct": 10, "okt": 10, "nov": 11, "noy": 11, "dec": 12, "dek": 12,
}  # fmt: skip
LATIN_MONTH = r"(?:jan|yan|feb|fev)[a-z]*|mar(?:ch|t)?|apr(?:il|el)?|may|(?:june?|july?|iyu[nl])|(?:aug|avg)(?:ust)?|(?:sep|oct|okt|nov|noy|dec|dek)[a-z]*"
FULL_DATE = re.compile(
    r"(?<![\d.])(?:"
    r"(?P<iso_y>(?:19|20)\d\d)[-./](?P<iso_m>\d{1,2})[-./](?P<iso_d>\d{1,2})(?!\d)"
    r"|(?P<num_d>\d{1,2})(?:[./-]|\. | [|] )(?P<num_m>\d{1,2})(?:[./-]|\. | [|] )(?P<num_y>(?:19|20)\d\d)(?:(?!\d)|(?=[0-2]\d:[0-5]\d))"
    r"|(?P<short_d>\d{2})(?P<mark>[./])(?P<short_m>\d{2})(?P=mark)(?P<short_y>\d{2})(?![\d/]|\.\d)"
    rf"|(?P<word_d>\d{{1,2}})(?:-го)?[ \xa0]*(?P<word_m>{MONTH}|(?:{LATIN_MONTH})\b)[ \xa0,]+(?P<word_y>(?:19|20)\d\d)(?!\d)(?:[ \xa0]*(?:года|год|г\.?)(?!\w))?"
    rf"|(?<![^\W\d_])(?P<page_m>{MONTH}|(?:{LATIN_MONTH})\b)[ \xa0]+(?P<page_d>\d{{1,2}}),[ \xa0]*(?P<page_y>(?:19|20)\d\d)(?!\d)"
    r")",
    re.IGNORECASE,
)
MAY_BE_DATE = re.compile(r"(?:19|20)\d\d|\d\d[./]\d\d[./]")  # a quick look before the search
OFFSETS = {"сегодня": 0, "вчера": -1, "накануне": -1, "завтра": 1}
SPOKEN = re.compile(r"\b(сегодня|вчера|накануне|завтра)(?:,?[ \xa0]+(?:[а-я]+[ \xa0]+){0,2}?\(?|[ \xa0]*[–—-][ \xa0]*)(?=\d)", re.IGNORECASE)
URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?=[/_.-]|$)")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where in the text it stands."""

    day: date
    start: int
    stop: int


def find_date(text: str, start: int = 0, stop: int | None = None) -> FoundDate | None:
    """Text in, its first full date out: «Пенза, 19 ноября 2025. PenzaNews.» → 2025-11-19 at 7:23; «12 ноя» → None."""
    end = len(text) if stop is None else stop
    for match in FULL_DATE.finditer(text, start, end) if MAY_BE_DATE.search(text, start, end) else ():
        day = _day_of(match)
        if day:
            return FoundDate(day, match.start(), match.end())
    return None


def date_of_speaking(text: str, start: int, stop: int) -> date | None:
    """A text in, the day on which it speaks out: «Сегодня, 19 ноября 2025 года, …» → 2025-11-19, «завтра, 20 ноября 2025 года» → 2025-11-19."""
    for match in SPOKEN.finditer(text, start, stop):
        found = find_date(text, match.end(), min(stop, match.end() + 30))
        if found and found.start == match.end():
            return found.day - timedelta(days=OFFSETS[match[1].lower()])
    return None


def date_in_url(url: str | None) -> date | None:
    """An address in, the date in its path out: "https://example.ru/2025/11/19/zavod" → 2025-11-19, ".../2025/zavod" → None."""
    match = URL_DATE.search(url) if url else None
    return _valid(int(match[1]), int(match[2]), int(match[3])) if match else None


def date_of_value(value: object) -> date | None:
    """Whatever a container calls a date in, a day out: "2025-09-24T18:20:00+03:00", "Wed, 19 Nov 2025 10:00:00 GMT", 1763546400, datetime(…)."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_epoch(float(value))
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.strip()
    if text.isdigit() and len(text) in (10, 13):
        return _from_epoch(float(text))
    if text.isdigit() and len(text) == 8:
        return _valid(int(text[:4]), int(text[4:6]), int(text[6:]))
    found = find_date(text[:200])
    if found:
        return found.day
    from email.utils import parsedate  # rarely asked for

    mail = parsedate(text[:200])
    return _valid(*mail[:3]) if mail else None


def _day_of(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    if groups["iso_y"]:
        return _valid(int(groups["iso_y"]), int(groups["iso_m"]), int(groups["iso_d"]))
    if groups["num_y"]:
        return _valid(int(groups["num_y"]), int(groups["num_m"]), int(groups["num_d"]))
    if groups["short_y"]:
        return _valid(2000 + int(groups["short_y"]), int(groups["short_m"]), int(groups["short_d"]))
    if groups["page_y"]:  # «Май 21, 2019»
        return _valid(int(groups["page_y"]), month_number(groups["page_m"]), int(groups["page_d"]))
    return _valid(int(groups["word_y"]), month_number(groups["word_m"]), int(groups["word_d"]))


def month_number(word: str) -> int:
    """A month's name in any of the usual shortenings in, its number out: «нояб.» → 11, «мая» → 5, «October» → 10."""
    lowered = word.lower()
    if lowered[0].isascii():
        return LATIN[lowered[:4] if lowered.startswith("iyu") else lowered[:3]]
    return 3 if lowered.startswith("мар") else next(number for number, stem in enumerate(MONTHS, 1) if lowered.startswith(stem))


def _from_epoch(seconds: float) -> date | None:
    if seconds > 1e11:
        seconds /= 1000
    return datetime.fromtimestamp(seconds, UTC).date() if 6e8 < seconds < 4e9 else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1950 <= year <= 2099 else None
    except ValueError:
        return None
