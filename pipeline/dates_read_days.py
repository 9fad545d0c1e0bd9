"""Readers of days and months: a match of the grammar → what it means, «с 30 мая по 2 июня» → Range.

A reader that returns None refuses the match («3 апреля» yes, «31 июня» no), and the next rule is tried.
"""

from __future__ import annotations

from datetime import timedelta

from pipeline.dates_edtf import month_end, months_from, written
from pipeline.dates_lexicon import stems, words
from pipeline.dates_meaning import BOUNDARY, CONNECTORS, Fixed, Match, Meaning, Moment, Range, fold, ordered, split, step, valid, weekday_fits, whole
from pipeline.dates_scan import Token
from schemas.changed import replace

UNITS = stems("млн млрд трлн тыс миллион миллиард триллион тысяч руб долл евро юан тенге проц пункт тонн кг км га мест раз метр byn")
ENDING = (*BOUNDARY, "IN", "BY", "UNTIL")
PLACES = stems("район округ площад улиц сельсовет революц железн дворец област город")
STREETS = words(
    """улица улицы улице улицу улицей ул площадь площади пл проспект проспекта проспекте пр переулок переулка переулке пер сквер сквера сквере парк
    парка парке бульвар бульваре имени им станция станции колхоз колхоза колхозе спк фабрика фабрики фабрике фабрику фабрикой поселок поселка
    поселке деревня деревни деревне"""
)
SHORT_STREETS = words("ул пл пр пер им")
LINES = words("улица улицы улице улицу улицей площадь площади проспект проспекта проспекте переулок переулка переулке имени")
MEMORIAL = {(8, 3), (1, 5), (9, 5), (9, 1), (23, 2), (7, 11), (25, 10), (5, 12)}  # «фабрика 8 Марта»


def numeric(match: Match) -> Meaning | None:
    """«Пт, 25.04.2025» → that day."""
    return next((whole(token.value) for token in match.tokens if token.name == "FULL"), None)


def numeric_range(match: Match) -> Meaning | None:
    """«26-28.06.2025», «с 14.10 по 15.10.2025» → Range; the year of the last goes for both."""
    left, right = split(match.tokens, "DASH", "BY", "UNTIL", "SLASH")
    last = whole(next(token.value for token in right if token.name == "FULL"))
    return ordered(numeric_left(left, last), last)


def numeric_left(tokens: list[Token], last: Moment) -> Moment:
    """The first half of a numeric range, filled from the second."""
    token = next(token for token in tokens if token.name in ("FULL", "DM", "NUM"))
    if token.name == "FULL":
        return whole(token.value)
    if token.name == "DM":
        return replace(last, month=token.value // 100, day=token.value % 100)
    return replace(last, day=token.value)


def short_range(match: Match) -> Meaning | None:
    """«с 14.10 по 15.10», «14. - 15.10.» → Range without a year."""
    tokens = match.tokens
    if tokens[0].name != "FROM" and not match.alone() and tokens[0].name != "DM":
        return None
    left, right = split(tokens, "DASH", "BY", "UNTIL", "SLASH")
    value = next(token.value for token in right if token.name == "DM")
    last = Moment(month=value // 100, day=value % 100)
    return ordered(numeric_left(left, last), last)


def short_numeric(match: Match) -> Meaning | None:
    """«до 15.02» → Moment; a bare «8.07» is a number unless a weekday, a preposition or its own line says otherwise."""
    tokens = match.tokens
    day = next(token for token in tokens if token.name == "DM")
    two_digits = match.scan.low[day.start + 2] == "."
    counted = match.scan.word(match.last).startswith(UNITS)
    governed = two_digits and match.before() in ("FROM", "UNTIL", "BY", "TO", "OF") and match.after() in ENDING and not counted
    dotted = tokens[-1].name == "DOT" and match.after() == "IN"  # «01.04. в 18 часов»
    if not (governed or dotted or match.alone() or tokens[0].name in ("WD", "WDA") or (two_digits and opens_line(match))):
        return None
    return replace(fold(tokens), month=day.value // 100, day=day.value % 100)


def opens_line(match: Match) -> bool:
    """«23.07 во Владивостоке …» at the beginning of a line → True; «10.05 в зале» may be a time of day."""
    before = match.scan.name(match.first - 1)
    if not (match.first == 0 or before == "NL") or match.after() != "IN" or match.last + 1 >= len(match.scan.starts):
        return False
    return match.scan.text[match.scan.place(match.last + 1)[0]].isupper()


def year_month(match: Match) -> Meaning | None:
    """«04.2025» → Moment(2025, 4)."""
    value = match.tokens[0].value
    return Moment(year=value // 100, month=value % 100)


def day(match: Match) -> Meaning | None:
    """«в пятницу, 25 апреля 2025 года» → Moment."""
    tokens = match.tokens
    if street_name(match, tokens) or match.before() == "EVERY":
        return None
    moment = fold(tokens)
    if tokens[0].name == "ADV" and not moment.dated and match.published:
        near = match.published + timedelta(days=tokens[0].value)
        if (near.month, near.day) == (moment.month, moment.day):
            return Fixed(near.isoformat(), anchor="published")
    apposed = tokens[-1].name == "RPAR" or all(token.name != "IN" for token in tokens)
    trailing = tokens[-1].name in ("WD", "WDA", "RPAR", "DOT") and any(token.name in ("WD", "WDA") for token in tokens[2:])
    if trailing and not any(weekday_fits(moment, year) for year in likely_years(match, moment)[: None if apposed else 1]):
        return None  # «25 апреля, в пятницу он уехал»: another day
    return moment if valid(moment) and moment.day else None


def likely_years(match: Match, moment: Moment) -> tuple[int, ...]:
    """→ the years that a date may mean: its own, or those around publication, the nearest first."""
    if moment.year is not None:
        return (moment.year,)
    if match.published is None or moment.month is None:
        return ()
    if moment.offset is not None:
        return (match.published.year + moment.offset,)
    months = (moment.month - match.published.month + 6) // 12  # 1 if the date lies nearer in the year before
    return tuple(match.published.year - months + delta for delta in (0, -1, 1, -2, 2))


def street_name(match: Match, tokens: list[Token]) -> bool:
    """«улица 8 Марта», «колхоз имени 1 Мая», «„8 Марта“» → True: a name, not a day."""
    for back in (1, 2, 3):
        name, word = match.scan.name(match.first - back), match.scan.word(match.first - back)
        if name in ("NL", "END", "COMMA", "DASH") or (name == "DOT" and match.scan.word(match.first - back - 1) not in SHORT_STREETS):
            break  # «осмотрели сквер. / 16 декабря»
        if word in STREETS:
            moment = fold(tokens)
            return (word in LINES and back == 1) or word in SHORT_STREETS or (moment.day, moment.month) in MEMORIAL
    month = next((token for token in tokens if token.name == "MONTH"), None)
    capital = month is not None and match.scan.text[month.start].isupper() and not match.scan.text[month.stop - 1].isupper()
    return capital and match.before() == "QUOTE" and match.after() == "QUOTE"


def day_range(match: Match) -> Meaning | None:
    """«с 30 мая по 2 июня», «26–28 июня» → Range."""
    left, right = split(match.tokens, *CONNECTORS)
    first, last = fold(left), fold(right)
    if first.month is None:
        first = replace(first, month=last.month)
        if (first.day or 0) >= (last.day or 0):
            return None
    return ordered(first, last)


def listed_day(match: Match) -> Meaning | None:
    """«26 и 27 июня»: the «26» → its month and year from the «27 июня» that follows; numbers must rise."""
    scan, index = match.scan, match.last
    number = match.tokens[0].value
    listed = False
    while scan.name(index) in ("COMMA", "AND", "NUM", "NTH"):
        if scan.name(index) in ("NUM", "NTH"):
            following = scan.token(index).value
            if following <= number:
                return None
            listed = listed or scan.name(index - 1) == "AND" or following == number + 1
        index += 1
    tail = scan.tokens(index, min(index + 4, len(scan.codes)))
    names = [token.name for token in tail]
    year = next((token.value for token in tail[1:3] if token.name in ("YEAR", "YTH")), None)
    offset = fold(tail[1:]).offset if len(names) > 2 and names[1] in ("PREV", "PREVPREV", "THIS", "NEXT") else None
    moment = Moment(year=year, offset=offset, month=tail[0].value, day=number)
    return moment if listed and valid(moment) else None


def day_of_month(match: Match) -> Meaning | None:
    """«17 числа» → the 17th of the month of publication, «15 числа прошлого месяца» → of the one before."""
    tokens = match.tokens
    if match.scan.word(match.first + len(fold_number(tokens))) not in ("числа", "число", "числу"):
        return None
    if match.after() == "EVERY" or match.published is None:
        return None if match.after() == "EVERY" else Fixed(None, "none", "day")
    number = fold(fold_number(tokens)).day or 0
    offset = sum(step(token.name) for token in tokens)
    year, month = (int(part) for part in months_from(match.published, offset).split("-"))
    if number > month_end(year, month).day:
        return None
    return Fixed(written(year, month, number))


def fold_number(tokens: list[Token]) -> list[Token]:
    """→ the leading tokens that make a number: «двадцать пятого»."""
    return tokens[: 2 if tokens[0].name == "TENS" else 1]


def third(match: Match) -> Meaning | None:
    """«вторая декада сентября» → 11 … 20 September."""
    tokens = match.tokens
    number = 3 if tokens[0].name == "LAST" else tokens[0].value
    moment = replace(fold(tokens[1:]), day=None)
    if not 1 <= number <= 3:
        return None
    return Range(replace(moment, day=number * 10 - 9), replace(moment, day=number * 10 if number < 3 else 31))


def month_half(match: Match) -> Meaning | None:
    """«в первой половине октября» → 1 … 15 October."""
    tokens = match.tokens
    moment = replace(fold(tokens[2:]), day=None)
    first, last = (1, 15) if tokens[0].value == 1 else (16, 31)
    return Range(replace(moment, day=first), replace(moment, day=last)) if tokens[0].value <= 2 else None


def end_of_month(match: Match) -> Meaning | None:
    """«в последний день мая», «в первый день июня 2024 года» → that day."""
    if not any(match.scan.word(index) == "день" for index in range(match.first, match.last)):
        return None
    moment = fold([token for token in match.tokens if token.name not in ("ORD", "LAST", "DAY")])
    if match.tokens[0].name == "ORD":
        return replace(moment, day=1) if match.tokens[0].value == 1 else None
    year = moment.year or (match.published.year if match.published else 2001)
    return replace(moment, day=month_end(year, moment.month or 1).day)


def month(match: Match) -> Meaning | None:
    """«в начале июня 2025 года» → Moment(2025, 6)."""
    return replace(fold(match.tokens), day=None)


def month_of_this(match: Match) -> Meaning | None:
    """«в апреле нынешнего», the year left out → as «нынешнего года»."""
    if match.scan.word(match.last - 1) not in ("нынешнего", "текущего", "прошлого", "минувшего"):
        return None
    return replace(fold(match.tokens[:-1]), day=None, offset=step(match.tokens[-1].name))


def bare_month(match: Match) -> Meaning | None:
    """«в июне» → Moment(month 6); «Марта» is a name and «мар» nothing unless it stands alone."""
    tokens = match.tokens
    token = tokens[-1] if tokens[-1].name != "DOT" else tokens[-2]
    if match.before() == "EVERY":
        return None
    edged = tokens[0].name in ("BEGIN", "MID", "ENDW")
    governed = match.before() in ("IN", "ON", "TO", "UNTIL", "BY", "FROM", "FOR", "OF", "TOTAL", "EARLIER", "AFTER", "COURSE") or edged
    if token.name == "MON":
        return fold(tokens) if edged or match.alone() else None
    capital = match.scan.text[token.start].isupper()
    if (capital and not governed and named_person(match)) or match.quoted() or (capital and match.scan.text[token.stop : token.stop + 1] == "-"):
        return None  # «Октябрь Петров», «Октябрь», «Октябрь-2»
    if match.scan.low[token.start : token.stop] in ("марта", "мая", "августа", "марте", "марту") and (capital or not (governed or match.before() == "AND")):
        return None
    return fold(tokens)


def named_person(match: Match) -> bool:
    """«Октябрь Петров», «председатель Август Иванов» → True: a capital inside a sentence or before another capital."""
    scan = match.scan
    inside = match.first > 0 and match.before() not in ("DOT", "END", "NL", "QUOTE", "DASH", "LPAR", "COLON", "COMMA")
    following = scan.text[scan.place(match.last)[0]].isupper() if match.last < len(scan.codes) else False
    return inside or following


def month_range(match: Match) -> Meaning | None:
    """«в январе – октябре 2025 года» → Range of months."""
    left, right = split(match.tokens, "DASH", "BY", "UNTIL")
    return ordered(replace(fold(left), day=None), replace(fold(right), day=None), complete=True)


def months_of_season(match: Match) -> Meaning | None:
    """«в сентябре – феврале 2023/2024 годов» → September 2023 … February 2024; months of one year in a row go with the last."""
    left, right = split(match.tokens, "DASH", "BY")
    at = next((i for i, token in enumerate(right) if token.name == "YEAR"), len(right))
    if at + 2 >= len(right):
        return None  # «январе–октябре 2026–2028»
    first, last, start = fold(left), fold(right[:at]), right[at].value
    end = right[at + 2].value
    end += start // 100 * 100 if end < 100 else 0
    if end != start + 1 or first.month is None or last.month is None:
        return None
    autumn = start if first.month > 6 else end
    return ordered(replace(first, year=autumn, day=None), replace(last, year=autumn if last.month >= first.month else end, day=None), complete=True)


def edge_range(match: Match) -> Meaning | None:
    """«в конце июня – начале июля» → Range of months."""
    left, right = split(match.tokens, "DASH", "BY", "UNTIL")
    first, last = fold(left), fold(right)
    return Range(first if first.month else replace(first, month=last.month), last)


def until_now(match: Match) -> Meaning | None:
    """«с 2012 года по настоящее время» → open interval, marked by an empty last moment."""
    index = next(i for i, token in enumerate(match.tokens) if token.name in ("BY", "UNTIL", "AND") and i)
    first = fold(match.tokens[:index])
    return Range(first if first.dated else replace(first, side=-1), Moment())


def month_adjective(match: Match) -> Meaning | None:
    """«январского показателя 2025 года» → January 2025; «Октябрьский район» is a name."""
    scan = match.scan
    capital = scan.text[match.tokens[0].start].isupper()
    if capital and (named_person(match) or scan.word(match.last).startswith(PLACES)):
        return None
    return replace(fold(match.tokens[1:]), month=match.tokens[0].value)
