"""Readers of what is counted from the day last spoken of: «в тот же день», «днём позже», «28 октября – в порт, 29-го – на завод».

A reader that returns None refuses the match, and the next rule is tried.
"""

from __future__ import annotations

from pipeline.dates_meaning import Fixed, Match, Meaning, Nearby
from pipeline.dates_scan import Token
from pipeline.dates_tense import cue, tense_of

UNITS = {
    "DAY": ("day", 1),
    "WEEK": ("day", 7),
    "DECADE": ("day", 10),
    "MNTH": ("month", 1),
    "HALFYEAR": ("month", 6),
    "FIVEYEARS": ("year", 5),
    "TENYEARS": ("year", 10),
}
PEOPLE = {"они", "он", "она", "мы", "гости", "делегация", "стороны"}  # «11-го они уехали»


def amount(tokens: list[Token]) -> int | None:
    """The number before a unit: none → 1, «двадцать пять» → 25, «несколько» and «полтора» → None."""
    if any(token.name in ("SEVERAL", "ONEHALF") for token in tokens):
        return None
    return sum(token.value for token in tokens if token.name in ("CARD", "NUM", "TENS", "COUNT")) or 1


def unit_of(match: Match, tokens: list[Token]) -> tuple[str, int]:
    """→ ("day" | "month" | "year", how many of them the unit holds): «неделя» → ("day", 7), «полгода» → ("month", 6)."""
    return next((UNITS[token.name] for token in tokens if token.name in UNITS), ("year", 1))


def later(match: Match) -> Meaning | None:
    """«днём позже», «спустя два дня» → the day so long after the one last spoken of."""
    return from_the_last(match)


def from_the_last(match: Match) -> Meaning | None:
    """A number of days or months after the day last spoken of; of longer times nothing is known."""
    unit, size = unit_of(match, list(match.tokens))
    count = amount(list(match.tokens))
    if count is None or unit == "year":
        return Fixed(None, "none", "vague")
    return Nearby(days=size * count) if unit == "day" else Nearby(months=size * count)


def morrow(match: Match) -> Meaning | None:
    """«назавтра», «наутро» → the day after the one last spoken of."""
    return Nearby(days=1)


def same_day(match: Match) -> Meaning | None:
    """«в тот же день», «тем же вечером» → the day last spoken of, «на следующий день», «на другой день» → the one after it."""
    tokens = match.tokens
    word = match.scan.word(match.last - 1)
    if tokens[1].name == "ZHE" and (
        word in ("днем", "вечером", "утром") or (word in ("вечер", "утро") and match.before() == "IN") or match.scan.word(match.first) == "того"
    ):
        return Nearby()
    if tokens[0].name in ("NEXT", "ELSE"):
        return Nearby(days=1) if word in ("день", "утро") and match.before() == "ON" else None
    return Nearby() if word in ("день", "дня", "дню") and match.before() in ("IN", "UNTIL", "TO") else None


def then(match: Match) -> Meaning | None:
    """«Тогда же», «Тогда завод отгрузил …» at the beginning of a sentence → the day, month or year last spoken of."""
    opens = not match.first or match.scan.name(match.first - 1) in ("DOT", "NL", "END")
    return Nearby(any_grain=True) if len(match.tokens) > 1 or (opens and cue(match.scan, match.first, match.last).startswith("past")) else None


def same_month(match: Match) -> Meaning | None:
    """«в том же месяце» → the month of the day last spoken of; «за тот же месяц прошлого года» is compared with, and no date."""
    return Nearby(month=True) if match.before() == "IN" and match.scan.name(match.last) not in ("PREV", "YEAR") else None


def another_part(match: Match) -> Meaning | None:
    """«в первом квартале 20 млн, а во втором перевалил за 30» → the second quarter; «во втором доме» is refused by what stands before it."""
    number = match.tokens[0].value
    return Nearby(ordinal=number) if match.before() == "IN" and 2 <= number <= 4 and _stands_alone(match) else None


def another_year(match: Match) -> Meaning | None:
    """«в 2015 году нулевым, а в прошлом достиг» → the year before that of publication."""
    shift = {"PREV": -1, "THIS": 0, "NEXT": 1}[match.tokens[0].name]
    return Nearby(shift=shift) if match.before() == "IN" and _stands_alone(match) else None


def _stands_alone(match: Match) -> bool:
    """Whether the noun is left out: a dash, a stop or a verb follows."""
    return match.after() in ("DASH", "COLON", "COMMA", "DOT", "END") or bool(tense_of(match.scan.word(match.last)))


def another_day(match: Match) -> Meaning | None:
    """«28 октября – в порт, 29-го – на завод», «16-е: посещение» → a later day of the month last spoken of; «29-го полка», «16-е место» are refused."""
    number = match.tokens[0].value
    following = match.scan.word(match.last)
    told = match.after() in ("DASH", "COLON", "COMMA", "DOT", "END") or match.scan.word(match.first - 1) == "уже" or following in PEOPLE
    return Nearby(number=number) if 0 < number <= 31 and told else None
