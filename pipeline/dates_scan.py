"""Text → tokens and a code string, one character a token, in which the grammar looks for dates.

«в январе–октябре 2025 года» → IN MONTH DASH MONTH YEAR YW. A word outside the closed list is OTHER; nothing is looked up but that list.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.dates_lexicon import classes, lexicon

OTHER = "x"
PUNCTUATION = {
    **dict.fromkeys("-–—−‐‑‒", "DASH"),
    ",": "COMMA",
    ".": "DOT",
    "/": "SLASH",
    "(": "LPAR",
    ")": "RPAR",
    **dict.fromkeys('«»"“”„', "QUOTE"),
    **dict.fromkeys("!?;…", "END"),
    ":": "COLON",
}
LONG = 40  # a longer chunk is not kept
FIRST_YEAR, LAST_YEAR = 1800, 2100

# A number is read whole with its separators, so that «8,7», «3.11.12», «+375-17-25» never give a day. All quantifiers are over disjoint sets.
TOKEN = re.compile(
    r"""(?P<word>[^\W\d_]+)
      | (?=\d)(?:(?P<iso>(?<![\d/.+-])\d{4}(?P<iso_mark>[-./])\d{1,2}(?P=iso_mark)\d{1,2}(?![\d/-])(?!\.\d))
      | (?P<dmy>(?<![\d,+])(?<!\d\.)(?<![^.]/)\d{1,2}(?P<dmy_mark>[./])\d{1,2}(?P=dmy_mark)\d{4}(?![\d/-])(?!\.\d))
      | (?P<dmyy>(?<![\d/.,+])\d{2}\.\d{2}\.\d{2}(?![\d/%-])(?![.,]\d))
      | (?P<my>(?<![\d/.,+])\d{2}\.\d{4}(?![\d/%-])(?![.,]\d))
      | (?P<dm>(?<![\d,+])(?<!\d\.)(?<![^.]/)\d{1,2}\.\d{2}(?![\d/%:])(?![.,]\d))
      | (?P<time>\d{1,2}:\d{2}(?::\d{2})?)
      | (?P<nth>(?<![\d/.,+-])\d+-(?:го|его|ого|е|ое|ее|м|ом|ем|му|ому|ему|й|ый|ий|ая|я|ю|ую|х|ых|ми)(?![^\W_]))
      | (?P<num>\d+(?:[.,]\d+|%)*))
      | (?P<nl>\n\s*)
      | (?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)
WRAP = re.compile(r"\n(?<!\n\n)(?=[а-яё])")  # a line break before a small letter is a wrapped line, not a boundary
DIGITS = re.compile(r"\d+")
LINK = re.compile(r"(?:https?://|www\.)\S+")


class Token(NamedTuple):
    """One token: its class, its value (a month's number, a year …) and its place in the text."""

    name: str
    value: int
    start: int
    stop: int


class Chunk(NamedTuple):
    """What stands between two blanks, «апреля,»: a code for each token, and where the tokens lie in it."""

    codes: str
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """A text as codes: `codes[i]` is the class of token i, `starts[i]` and `stops[i]` its place; `low` is the text in lower case, letter for letter as long."""

    text: str
    low: str
    codes: str
    starts: list[int]
    stops: list[int]

    def place(self, index: int) -> tuple[int, int]:
        """→ start and stop of token `index`."""
        return self.starts[index], self.stops[index]

    def token(self, index: int) -> Token:
        """→ token `index` with its value."""
        start, stop = self.starts[index], self.stops[index]
        name = class_names()[self.codes[index]]
        return Token(name, value_of(name, self.low[start:stop]), start, stop)

    def tokens(self, first: int, last: int) -> list[Token]:
        """→ tokens `first` … `last - 1`."""
        return [self.token(index) for index in range(first, last)]

    def name(self, index: int) -> str:
        """→ the class of token `index`; "" for other words and outside the text."""
        return class_names()[self.codes[index]] if 0 <= index < len(self.codes) else ""

    def word(self, index: int) -> str:
        """→ token `index` in lower case, "" outside the text."""
        return self.low[self.starts[index] : self.stops[index]] if 0 <= index < len(self.codes) else ""


@cache
def class_names() -> dict[str, str]:
    """→ code character → class name."""
    return {OTHER: ""} | {code: name for name, code in classes().items()}


def lowered(text: str) -> str:
    """«Апрелё» → «апреле»; always as long as `text`, so that offsets hold."""
    text = WRAP.sub(" ", text)
    low = text.lower()
    if len(low) != len(text):  # «İ» lowers to two characters
        low = "".join(letter if len(letter) == 1 else "x" for letter in map(str.lower, text))
    return low.replace("ё", "е").replace("\u200b", " ").replace("\ufeff", " ").replace("\xa0", " ").replace("\u202f", " ").replace("\r", "\n")


def hide_links(low: str) -> str:
    """«…/2025/12/04/…» in an address is no date: links become letters."""
    if "://" not in low and "www." not in low:
        return low
    return LINK.sub(lambda match: "x" * len(match[0]), low)


def digits(word: str) -> list[int]:
    """«25. 04.2025» → [25, 4, 2025]."""
    return [int(part) for part in DIGITS.findall(word)]


def full_year(year: int) -> int:
    """25 → 2025, 74 → 1974; a year of four digits stays."""
    return year if year > 99 else year + (2000 if year < 50 else 1900)


def whole_date(word: str) -> int:
    """«25.04.25», «2025-04-25» → 20250425, 0 if there is no such day."""
    first, second, third = digits(word)
    year, month, day = (first, second, third) if first > 31 else (third, second, first)
    if month > 12 and "/" in word:  # «11/25/2025», month first
        month, day = day, month
    return yyyymmdd(full_year(year), month, day)


def yyyymmdd(year: int, month: int, day: int) -> int:
    """(2025, 4, 25) → 20250425; 0 if there is no such day in the years that a newspaper speaks of."""
    valid = FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    return year * 10000 + month * 100 + day if valid else 0


def number_class(word: str) -> str:
    """«25» → NUM, «2025» → YEAR, «250» → COUNT, «8,7» and «30%» → ""."""
    if len(word) > 4 or not word.isdecimal():
        return ""
    value = int(word)
    if len(word) == 4:
        return "YEAR" if FIRST_YEAR <= value <= LAST_YEAR else ""
    return "NUM" if 1 <= value <= 31 and len(word) <= 2 else "COUNT"


def nth_class(word: str) -> str:
    """«25-го» → NTH, «2024-м» → YTH, «1990-х» and «90-е» → DECADES."""
    number, _, ending = word.partition("-")
    kind = number_class(number)
    if ending in ("е", "х", "ые", "ых", "м") and number[-1] == "0" and len(number) in (2, 4) and (ending != "м" or len(number) == 2):
        many = ending in ("х", "ые", "ых") or len(number) == 2
        if many and (len(number) == 4 or int(number) > 31 or ending in ("х", "ые", "ых")):
            return "DECADES"
    return {"NUM": "NTH", "YEAR": "YTH"}.get(kind, "")


def kind_of(group: str, word: str) -> str:
    """(group of TOKEN, its text) → class, "" for what is no date word."""
    if group == "num":
        return number_class(word)
    if group == "mark":
        return PUNCTUATION.get(word, "")
    if group == "nth":
        return nth_class(word)
    if group in ("iso", "dmy", "dmyy"):
        return "FULL" if whole_date(word) else ""
    if group == "dm":
        day, month = digits(word)
        return "DM" if yyyymmdd(2024, month, day) else ""
    if group == "my":
        month, year = digits(word)
        return "YM" if yyyymmdd(year, month, 1) else ""
    return {"time": "TIMEOFDAY", "nl": "NL"}.get(group, "")


def value_of(name: str, word: str) -> int:
    """("NTH", «25-го») → 25; ("FULL", «25.04.2025») → 20250425; 0 for what has no value."""
    if name in ("NUM", "YEAR", "COUNT", "NTH", "YTH", "DECADES") and word[0].isdigit():
        return digits(word)[0]
    if name == "FULL":
        return whole_date(word)
    if name == "DM":
        day, month = digits(word)
        return month * 100 + day
    if name == "YM":
        month, year = digits(word)
        return year * 100 + month
    return lexicon().get(word, ("", 0))[1]


def read_chunk(chunk: str) -> Chunk:
    """«апреля,» → codes MONTH COMMA and their places."""
    words, code_of = lexicon(), classes()
    if chunk.isalpha():
        return Chunk(code_of[words[chunk][0]], ((0, len(chunk)),)) if chunk in words else other(len(chunk))
    codes: list[str] = []
    places: list[tuple[int, int]] = []
    for match in TOKEN.finditer(chunk):
        group = match.lastgroup or ""
        name = words.get(match[0], ("", 0))[0] if group == "word" else kind_of(group, match[0])
        codes.append(code_of.get(name, OTHER))
        places.append(match.span())
    return Chunk("".join(codes), tuple(places))


@lru_cache(maxsize=LONG)
def other(length: int) -> Chunk:
    """→ any word of so many letters that says nothing of dates; one for all, for most words are such."""
    return Chunk(OTHER, ((0, length),))


@lru_cache(maxsize=4096)
def known_chunk(chunk: str) -> Chunk:
    """The same, kept: news repeats its words."""
    return read_chunk(chunk)


def scan(text: str) -> Scan:
    """«25 апреля» → Scan with codes NUM MONTH; time and memory are linear in the text."""
    low = lowered(text)
    words = hide_links(low).split(" ")
    codes: list[str] = []
    starts: list[int] = []
    stops: list[int] = []
    offset = 0
    for word in words:
        chunk = known_chunk(word) if len(word) < LONG else read_chunk(word)
        codes.append(chunk.codes)
        for start, stop in chunk.places:
            starts.append(offset + start)
            stops.append(offset + stop)
        offset += len(word) + 1
    return Scan(text, low, "".join(codes), starts, stops)
