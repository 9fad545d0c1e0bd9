"""What date words mean before the year is known: Moment, Range, Fixed, Weekday, Main, Nearby; and tokens → Moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.dates_scan import Scan, Token

NUMBERS = ("NUM", "NTH", "ORD", "ROM", "CARD", "TENS")
RELATIONS = ("PREV", "PREVPREV", "THIS", "NEXT", "NEAR", "THAT", "THO")
PART_BASES = {"Q": 32, "KV": 32, "H": 39, "HALF": 39}  # «III квартал» → 35, «II полугодие» → 41
CONNECTORS = ("DASH", "BY", "UNTIL", "AND", "SLASH")
BOUNDARY = ("", "COMMA", "DOT", "END", "NL", "RPAR", "COLON")


@dataclass(frozen=True, slots=True)
class Moment:
    """«в пятницу, 25 апреля прошлого года» → weekday 4, day 25, month 4, offset −1. `month` may be an EDTF part (21 … 41).

    `same_year` is «того же года»: the year last spoken of. `side` is −1 for «минувшей осенью», −2 for «прошлой», 0 for «этой», +1 for «следующей».
    """

    year: int | None = None
    offset: int | None = None
    same_year: bool = False
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    side: int | None = None

    @property
    def dated(self) -> bool:
        """→ whether the words themselves say the year."""
        return self.year is not None or self.offset is not None or self.same_year


@dataclass(frozen=True, slots=True)
class Range:
    """«с 30 мая по 2 июня» → two moments, the first without what only the second says."""

    first: Moment
    last: Moment
    complete: bool = False  # a statistical period, which is over when it is spoken of


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is settled at once: an EDTF string, or None for words that cannot be placed."""

    edtf: str | None
    anchor: str = "published"
    grain: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """«в среду»: the nearest Wednesday by tense; `side` −1 «минувшую», +1 «следующую», 0 «эту»."""

    weekday: int
    side: int | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Main:
    """The period last spoken of, `back` years earlier or put into another year («за аналогичный период 2023 года»)."""

    back: int = 0
    year: Moment | None = None
    fallback: str | None = None
    role: str = "base"


@dataclass(frozen=True, slots=True)
class Nearby:
    """A day counted from the day last spoken of («в тот же день», «тремя днями ранее»); `fallback` counts from publication.

    `month`: the whole month of that day; `number`: a later day of that month by its number («29-го»).
    `ordinal`: a later quarter or half of the year last spoken of («в первом квартале …, а во втором»); `shift`: years from publication («а в прошлом»).
    `beside`: only from a day of the last week that the same paragraph has told («накануне»).
    """

    days: int = 0
    months: int = 0
    fallback: str | None = None
    any_grain: bool = False
    month: bool = False
    number: int = 0
    ordinal: int = 0
    shift: int | None = None
    beside: bool = False


@dataclass(frozen=True, slots=True)
class DayOf:
    """«в первый день», «в последний день визита»: a day of the range last spoken of, −1 the last."""

    number: int


Meaning = DayOf | Moment | Range | Fixed | Weekday | Main | Nearby


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens `first` … `last - 1` of a scan, where a rule matched, and the publication date."""

    scan: Scan
    first: int
    last: int
    published: date | None
    prefer: str = "news"

    @property
    def tokens(self) -> list[Token]:
        return self.scan.tokens(self.first, self.last)

    def before(self, steps: int = 1) -> str:
        """→ the class of the token so many steps before the match."""
        return self.scan.name(self.first - steps)

    def after(self) -> str:
        """→ the class of the token after the match; "" for another word or none."""
        return self.scan.name(self.last)

    def alone(self) -> bool:
        """→ whether the match stands between boundaries, as in a table cell or a heading."""
        return self.edge_at(self.first - 1) and self.edge_at(self.last)

    def quoted(self) -> bool:
        """→ whether the match alone is in quotes, as a name is: компания «Август», газета «Сегодня»."""
        return self.before() == "QUOTE" and self.after() == "QUOTE"

    def edge_at(self, index: int) -> bool:
        """→ whether nothing, a line break or a bracket stands at `index`."""
        return not 0 <= index < len(self.scan.codes) or self.scan.name(index) in ("NL", "LPAR", "RPAR")


Spoken = tuple[int | None, bool]  # years from publication, and whether it is the year last spoken of


def step(name: str) -> int:
    """PREV → −1, PREVPREV → −2, THIS → 0, NEXT and NEAR → +1."""
    return {"PREV": -1, "PREVPREV": -2, "NEXT": 1, "NEAR": 1}.get(name, 0)


def fold(tokens: list[Token]) -> Moment:
    """NUM MONTH YEAR … in any order → Moment; a number belongs to the unit that follows it, «прошлый» to its noun."""
    year = month = day = weekday = number = where = None
    spoken: Spoken = (None, False)
    relation: Token | None = None
    thousands = 0
    for index, token in enumerate(tokens):
        name, value = token.name, token.value
        if name in NUMBERS:
            number = value + number if number and tokens[index - 1].name == "TENS" else value
        elif name == "THOUSAND":
            thousands, number = (number or 0) * 1000, None
        elif name in RELATIONS:
            relation = token
        elif name in ("MONTH", "MON", "SEASON"):
            month, day, where = value, number, side(relation)
            number = relation = None
        elif name in PART_BASES and number:
            month, number = PART_BASES[name] + number, None
        elif name in ("WD", "WDA"):
            weekday, relation = value, None
        elif name in ("YEAR", "YTH"):
            year = value
        elif name in ("YW", "G"):
            spoken, relation = spoken_year(tokens[:index], relation, spoken), None
    if thousands:
        year = thousands + (number or 0)
    elif number and month is None:
        day = number
    return Moment(year, spoken[0], spoken[1], month, day, weekday, where)


def side(relation: Token | None) -> int | None:
    """«минувшей» → −1, «прошлой» → −2 (the one of the year before), «этой» → 0, «следующей» → +1, no word → None."""
    if relation is None:
        return None
    return -2 if relation.name == "PREV" and relation.value else step(relation.name)


def spoken_year(before: list[Token], relation: Token | None, known: Spoken) -> Spoken:
    """The tokens before «года» → its distance or that it is the same: «прошлого» −1, «того же», «с. г.» 0, «п. г.» −1."""
    names = [token.name for token in before[-2:]]
    if relation is not None:
        return (known[0], True) if relation.name in ("THAT", "THO") or "ZHE" in names else (step(relation.name), known[1])
    if len(names) == 2 and names[1] == "DOT" and names[0] in ("FROM", "TLET", "PLET"):
        return (-1 if names[0] == "PLET" else 0), known[1]
    return known


def split(tokens: list[Token], *names: str) -> tuple[list[Token], list[Token]]:
    """Tokens → those before and after the last token of one of the classes."""
    index = max(i for i, token in enumerate(tokens) if token.name in names and i)
    return tokens[:index], tokens[index + 1 :]


def valid(moment: Moment) -> bool:
    """→ whether the day, quarter, half and month can be ("31 июня" cannot)."""
    if moment.day is not None and moment.month is not None:
        return 1 <= moment.day <= (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[moment.month - 1]
    month = moment.month
    return month is None or 1 <= month <= 12 or 21 <= month <= 24 or 33 <= month <= 36 or month in (40, 41)


def weekday_fits(moment: Moment, year: int) -> bool:
    """→ whether the day falls on its weekday in that year."""
    try:
        return date(year, moment.month or 1, moment.day or 1).weekday() == moment.weekday
    except ValueError:
        return False


def whole(value: int) -> Moment:
    """20250425 → Moment(2025, 4, 25)."""
    return Moment(year=value // 10000, month=value // 100 % 100, day=value % 100)


def ordered(first: Moment, last: Moment, *, complete: bool = False) -> Range | None:
    """→ Range if the halves can stand in this order, else None."""
    if not valid(first) or not valid(last):
        return None
    same = first.year is not None and first.year == last.year
    backwards = (first.month or 0, first.day or 0) > (last.month or 0, last.day or 0)
    return None if same and backwards else Range(first, last, complete)
