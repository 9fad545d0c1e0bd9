"""One match → what it means: a reader for each rule of `dates_grammar`, «два года назад» → Fixed("2023").

A reader that returns None refuses the match («3 апреля» yes, «31 июня» no), and the next rule is tried.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from pipeline.dates_edtf import days, interval, month_end, months_from, week, written
from pipeline.dates_lexicon import stems, words
from pipeline.dates_meaning import BOUNDARY, Fixed, Main, Match, Meaning, Moment, Nearby, Range, Weekday, fold, split, step, valid, whole
from pipeline.dates_scan import Token, full_year

Reader = Callable[[Match], Meaning | None]
CONNECTORS = ("DASH", "BY", "UNTIL", "AND", "SLASH")
COUNTABLE_ENDINGS = ("ах", "ях", "ам", "ям", "ов", "ев", "ей")  # «в 2024 домах», «до 2020 рублей»: a number, not a year


# numeric ---------------------------------------------------------------------------------------------------------------


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


def ordered(first: Moment, last: Moment, *, complete: bool = False) -> Range | None:
    """→ Range if the halves can stand in this order, else None."""
    if not valid(first) or not valid(last):
        return None
    same = first.year is not None and first.year == last.year
    backwards = (first.month or 0, first.day or 0) > (last.month or 0, last.day or 0)
    return None if same and backwards else Range(first, last, complete)


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
    governed = two_digits and match.before() in ("FROM", "UNTIL", "BY", "TO", "OF") and match.after() in (*BOUNDARY, "IN", "BY", "UNTIL")
    governed = governed and not (match.after() == "" and match.last < len(match.scan.codes))
    dotted = tokens[-1].name == "DOT" and match.after() == "IN"  # «01.04. в 18 часов»
    if not (governed or dotted or match.alone() or tokens[0].name in ("WD", "WDA")):
        return None
    return replace(fold(tokens), month=day.value // 100, day=day.value % 100)


def year_month(match: Match) -> Meaning | None:
    """«04.2025» → Moment(2025, 4)."""
    value = match.tokens[0].value
    return Moment(year=value // 100, month=value % 100)


# days and months -------------------------------------------------------------------------------------------------------


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
    return moment if valid(moment) and moment.day else None


def street_name(match: Match, tokens: list[Token]) -> bool:
    """«улица 8 Марта», «колхоз имени 1 Мая», «„8 Марта“» → True: a name, not a day."""
    near = {match.scan.word(match.first - back) for back in (1, 2, 3)}
    if near & STREETS:
        return True
    month = next((token for token in tokens if token.name == "MONTH"), None)
    capital = month is not None and match.scan.text[month.start].isupper() and not match.scan.text[month.stop - 1].isupper()
    return capital and match.before() == "QUOTE" and match.after() == "QUOTE"


STREETS = words(
    """улица улицы улице улицу улицей ул площадь площади пл проспект проспекта проспекте пр переулок переулка переулке пер сквер сквера сквере парк
    парка парке бульвар бульваре имени им станция станции колхоз колхоза колхозе спк фабрика фабрики фабрике фабрику фабрикой поселок поселка
    поселке деревня деревни деревне"""
)


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
    while scan.name(index) in ("COMMA", "AND", "NUM", "NTH"):
        if scan.name(index) in ("NUM", "NTH"):
            following = scan.token(index).value
            if following <= number or (scan.name(index - 1) == "COMMA" and following != number + 1):
                return None
        index += 1
    tail = scan.tokens(index, min(index + 4, len(scan.codes)))
    names = [token.name for token in tail]
    year = next((token.value for token in tail[1:3] if token.name in ("YEAR", "YTH")), None)
    offset = fold(tail[1:]).offset if len(names) > 2 and names[1] in ("PREV", "PREVPREV", "THIS", "NEXT") else None
    moment = Moment(year=year, offset=offset, month=tail[0].value, day=number)
    return moment if valid(moment) else None


def day_of_month(match: Match) -> Meaning | None:
    """«17 числа» → the 17th of the month of publication, «15 числа прошлого месяца» → of the one before."""
    tokens = match.tokens
    if match.after() == "EVERY" or match.published is None:
        return None if match.after() == "EVERY" else Fixed(None, "none", "day")
    number = fold([token for token in tokens if token.name in ("NUM", "NTH", "TENS", "ORD")]).day or 0
    offset = sum(step(token.name) for token in tokens)
    year, month = (int(part) for part in months_from(match.published, offset).split("-"))
    if number > month_end(year, month).day:
        return None
    return Fixed(written(year, month, number))


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


def month(match: Match) -> Meaning | None:
    """«в начале июня 2025 года» → Moment(2025, 6)."""
    return replace(fold(match.tokens), day=None)


def bare_month(match: Match) -> Meaning | None:
    """«в июне» → Moment(month 6); «Марта» is a name and «мар» nothing unless it stands alone."""
    tokens = match.tokens
    token = tokens[-1] if tokens[-1].name != "DOT" else tokens[-2]
    if match.before() == "EVERY":
        return None
    edged = tokens[0].name in ("BEGIN", "MID", "ENDW")
    governed = match.before() in ("IN", "ON", "TO", "UNTIL", "BY", "FROM", "FOR", "OF", "AND", "TOTAL") or edged
    if token.name == "MON":
        return fold(tokens) if edged or match.alone() else None
    capital = match.scan.text[token.start].isupper()
    if match.scan.low[token.start : token.stop] in ("марта", "мая", "май", "август", "августа", "марте", "марту") and (capital or not governed):
        return fold(tokens) if match.alone() and token.stop - token.start < 6 else None
    return fold(tokens)


def month_range(match: Match) -> Meaning | None:
    """«в январе – октябре 2025 года» → Range of months."""
    left, right = split(match.tokens, "DASH", "BY", "UNTIL")
    return ordered(replace(fold(left), day=None), replace(fold(right), day=None), complete=True)


def edge_range(match: Match) -> Meaning | None:
    """«в конце июня – начале июля» → Range of months."""
    left, right = split(match.tokens, "DASH", "BY", "UNTIL")
    first, last = fold(left), fold(right)
    return Range(first if first.month else replace(first, month=last.month), last)


def until_now(match: Match) -> Meaning | None:
    """«с 2012 года по настоящее время» → open interval, marked by an empty last moment."""
    index = next(i for i, token in enumerate(match.tokens) if token.name in ("BY", "UNTIL", "AND") and i)
    return Range(fold(match.tokens[:index]), Moment())


# quarters, halves, months from January ---------------------------------------------------------------------------------


def quarter(match: Match) -> Meaning | None:
    """«в III квартале» → Moment(month 35); «кв.» needs a year or a Roman number, for «5 кв. м» is an area."""
    tokens = match.tokens
    moment = fold(tokens)
    short = any(token.name == "KV" for token in tokens)
    if short and not moment.dated and not any(token.name in ("ROM", "ORD", "NTH") for token in tokens):
        return None
    return moment if valid(moment) and moment.month else None


def half(match: Match) -> Meaning | None:
    """«второе полугодие 2026 года» → Moment(2026, 41)."""
    moment = fold(match.tokens)
    return moment if valid(moment) and moment.month else None


def quarter_range(match: Match) -> Meaning | None:
    """«I–III кварталы 2025 года» → January … September."""
    left, right = split(match.tokens, "DASH", "AND", "BY")
    last = fold(right)
    first = left[0].value
    if last.month is None or not 1 <= first < last.month - 32 <= 4:
        return None
    return ordered(replace(last, month=first * 3 - 2), replace(last, month=(last.month - 32) * 3), complete=True)


def quarters(match: Match) -> Meaning | None:
    """«за три квартала 2025 года» → January … September; «конец 3 квартала» is the third one."""
    tokens = match.tokens
    count = next(token for token in tokens if token.name in ("CARD", "NUM"))
    several = count.name == "CARD" or match.before() == "FOR" or tokens[0].name == "ORD"
    if not several or not match.scan.low[count.stop :].startswith((" квартала", " кварталов", " квартал")) or not 2 <= count.value <= 4:
        return None
    return from_january(tokens, count.value * 3)


def from_january(tokens: list[Token], last: int) -> Range:
    """→ January … month `last` of the year that the tokens say, if any."""
    year = fold([token for token in tokens if token.name not in ("ORD", "CARD", "NUM", "NTH", "ROM")])
    return Range(replace(year, month=1, day=None), replace(year, month=last, day=None), complete=True)


def months(match: Match) -> Meaning | None:
    """«за первые девять месяцев 2025 года» → January … September 2025; «девять месяцев назад» and a mere duration are refused."""
    tokens = match.tokens
    count = next(token for token in tokens if token.name in ("CARD", "NUM")).value
    period = match.before() in ("FOR", "TOTAL", "IN") or tokens[0].name == "ORD" or match.before(2) == "FOR"
    dated = fold(tokens).dated
    if not 2 <= count <= 12 or match.after() in ("AGO", "THO", "EARLIER", "UNTIL", "AFTER") or not (period or dated):
        return None
    span = from_january(tokens, count)
    if not dated and tokens[0].name != "ORD" and match.before() != "TOTAL" and not fresh(match.published, count):
        return None
    return span


def fresh(published: date | None, count: int) -> bool:
    """«за девять месяцев» in November → True; «за три месяца» in November counts no statistics but a duration."""
    if published is None:
        return True
    over = published.month - count if published.month > count else published.month + 12 - count
    return over <= 4


def first_month(match: Match) -> Meaning | None:
    """«в первом месяце года» → January."""
    tokens = match.tokens
    return replace(fold(tokens[1:]), month=tokens[0].value) if 1 <= tokens[0].value <= 12 else None


def half_year(match: Match) -> Meaning | None:
    """«за полгода», «за первые полгода», «за полугодие» → the half-year that is over."""
    tokens = match.tokens
    moment = fold([token for token in tokens if token.name != "ORD"])
    first = tokens[0].name == "ORD" and tokens[0].value == 1
    if first or moment.dated:
        return replace(moment, month=40)
    if match.before() not in ("FOR", "TOTAL") or match.published is None:
        return Moment(month=40) if match.before() in ("FOR", "TOTAL") else None
    over = match.published.month > 6
    return Fixed(written(match.published.year - (not over), 40 if over else 41))


# years -----------------------------------------------------------------------------------------------------------------


def year(match: Match) -> Meaning | None:
    """«в конце 2024 года», «в прошлом году», «с.г.» → Moment; «с начала 2025 года» → January to now."""
    tokens = match.tokens
    if tokens[0].name in ("THAT", "THO") and not any(token.name == "ZHE" for token in tokens):
        return None
    moment = fold(tokens)
    if tokens[0].name == "BEGIN" and match.before() == "FROM":
        return since_january(match, moment)
    return moment if moment.dated else None


def since_january(match: Match, moment: Moment) -> Meaning:
    """«с начала года» → January … month of publication."""
    if match.published is None:
        return moment if moment.dated else Fixed(None, "none", "span", "result")
    start = moment.year if moment.year is not None else match.published.year + (moment.offset or 0)
    if start != match.published.year:
        return moment
    last = written(start, match.published.month)
    return Fixed(interval(written(start, 1), last), role="result")


def year_range(match: Match) -> Meaning | None:
    """«2026–2028 годы», «с 2022 по 2024 год», «2024/25 учебный год» → Range of years."""
    tokens = match.tokens
    left, right = split(tokens, *CONNECTORS)
    first, second = fold(left).year, right[0].value
    if first is None:
        return None
    if right[0].name == "NUM":
        second += first // 100 * 100
        if second != first + 1 or tokens[-1].name not in ("YW", "YWS", "G", "GG", "DOT"):
            return None
    named = any(token.name in ("YW", "YWS", "G", "GG") for token in tokens)
    governed = match.before() in ("IN", "ON", "FOR", "OF", "BY") or tokens[0].name in ("FROM", "BETW")
    if not first < second <= first + 200 or not (named or governed) or not plausible(first, second):
        return None
    return Range(Moment(year=first), Moment(year=second))


def plausible(*years: int) -> bool:
    """→ whether bare numbers can be years of the news."""
    return all(1900 <= year <= 2075 for year in years)


def bare_year(match: Match) -> Meaning | None:
    """«к 2030-му», «в 2024 вырос» → Moment; «в 2024 домах», «до 2025 рублей» → None."""
    tokens = match.tokens
    value = tokens[-1].value
    edged = tokens[0].name in ("BEGIN", "MID", "ENDW")
    governed = match.before() in ("IN", "TO", "UNTIL", "FROM", "FOR", "ON", "BY") or edged
    if tokens[-1].name == "YTH":
        return Moment(year=value) if plausible(value) else None
    if not governed or not 1950 <= value <= 2060:
        return None
    following = match.scan.word(match.last)
    if match.after() in ("COMMA", "DOT", "END", "NL", "RPAR", "AND", "COLON", "QUOTE", "IN", "ON", "TO", "BY") or not following:
        return Moment(year=value)
    word = following.isalpha() and match.after() == ""
    return Moment(year=value) if word and match.before() in ("IN", "TO") and not following.endswith(COUNTABLE_ENDINGS) and len(following) > 3 else None


def listed_year(match: Match) -> Meaning | None:
    """«в 2021 и 2022 годах»: the «2021»."""
    return Moment(year=match.tokens[0].value)


def spoken_year(match: Match) -> Meaning | None:
    """«две тысячи двадцать пятый год» → Moment(2025)."""
    tokens = match.tokens
    rest = fold([token for token in tokens[2:] if token.name in ("TENS", "ORD")]).day or 0
    return Moment(year=2000 + rest) if tokens[0].value == 2 else None


def decade(match: Match) -> Meaning | None:
    """«в 1990-х», «в 90-е годы» → 1990 … 1999."""
    start = full_year(match.tokens[0].value)
    start = start if match.tokens[0].value != 0 else 2000
    if match.tokens[0].value > 99 or len(match.tokens) > 1 or match.before() in ("IN", "FROM", "UNTIL"):
        return Range(Moment(year=start), Moment(year=start + 9))
    return None


def plain_year(match: Match) -> Meaning | None:
    """«до конца года» → this year; «с начала года» → January to now; «за год», «по итогам года» → the year that is over."""
    tokens, published = match.tokens, match.published
    if tokens[0].name == "YW":
        return finished_year(match)
    if tokens[0].name == "BEGIN" and match.before() == "FROM":
        return since_january(match, Moment())
    if match.after() in ("NUM", "YEAR"):
        return None
    return Fixed(written(published.year)) if published else Fixed(None, "none", "year")


def finished_year(match: Match) -> Meaning | None:
    """«по итогам года», «за год», «в течение года» → the year meant; any other bare «год» → None."""
    before, published = match.before(), match.published
    if before == "COURSE" and match.after() not in ("AFTER",):
        return Fixed(written(published.year) if published else None, grain="year", role="duration")
    summed = before == "TOTAL" or (before == "WHOLE" and match.before(2) == "FOR") or before == "FOR"
    if not summed or match.after() in ("UNTIL", "AGO", "THO") or match.scan.word(match.first) not in ("год", "года"):
        return None
    if published is None:
        return Fixed(None, "none", "year", "result")
    return Fixed(written(published.year - 1 if published.month < 7 else published.year), role="result")


def last_years(match: Match) -> Meaning | None:
    """«прошлогоднего» → the year before, a base of comparison."""
    return Moment(offset=-1)


def season(match: Match) -> Meaning | None:
    """«осенью», «весной 2026 года», «минувшим летом» → Moment(month 21 … 24); «лета» needs a word that makes it a season."""
    tokens = match.tokens
    index = next(i for i, token in enumerate(tokens) if token.name == "SEASON")
    word = match.scan.low[tokens[index].start : tokens[index].stop]
    moment = fold(tokens)
    adverb = word in ("весной", "летом", "осенью", "зимой", "весною")
    governed = index > 0 or moment.dated or match.before() in ("TO", "UNTIL", "FROM", "ON", "BY") or match.alone()
    return moment if (adverb or governed) and match.before() != "EVERY" else None


def season_range(match: Match) -> Meaning | None:
    """«весной–летом 2026 года» → Range of seasons."""
    left, right = split(match.tokens, "DASH")
    return Range(fold(left), fold(right))


def holiday(match: Match) -> Meaning | None:
    """«ко Дню Победы» → 9 May, «к Новому году» → 1 January."""
    tokens = match.tokens
    if tokens[0].name == "NEWW":
        return Moment(month=1, day=1) if match.scan.word(match.last - 1) != "годом" and match.before() != "IN" else None
    if tokens[0].name == "XMAS":
        return Moment(month=1, day=7)
    value = next(token.value for token in tokens if token.name == "HOL")
    return replace(fold(tokens[1:]), month=value // 100, day=value % 100)


# counted from publication ----------------------------------------------------------------------------------------------


def amount(tokens: list[Token]) -> int | None:
    """The number before a unit: none → 1, «двадцать пять» → 25, «несколько» and «полтора» → None."""
    if any(token.name in ("SEVERAL", "ONEHALF") for token in tokens):
        return None
    return sum(token.value for token in tokens if token.name in ("CARD", "NUM", "TENS", "COUNT")) or 1


def unit_of(match: Match, tokens: list[Token]) -> tuple[str, int]:
    """→ ("day" | "month" | "year", how many of them the unit holds): «неделя» → ("day", 7), «полгода» → ("month", 6)."""
    units = {"DAY": ("day", 1), "WEEK": ("day", 7), "DECADE": ("day", 10), "MNTH": ("month", 1), "HALFYEAR": ("month", 6), "TENYEARS": ("year", 10)}
    return next((units[token.name] for token in tokens if token.name in units), ("year", 1))


def away(published: date | None, unit: str, count: int) -> str | None:
    """(2025-11-19, "month", −2) → "2025-09"; days give a day, months a month, years a year."""
    if published is None:
        return None
    if unit == "day":
        return (published + timedelta(days=count)).isoformat() if abs(count) < 40000 else None
    if unit == "month":
        return months_from(published, count)
    return written(published.year + count) if 1 <= published.year + count <= 9999 else None


def counted(match: Match, sign: int) -> Meaning | None:
    """«два года назад» → Fixed("2023"); «несколько лет назад» → Fixed(None)."""
    tokens = match.tokens
    unit, size = unit_of(match, tokens)
    count = amount(tokens)
    if count is None:
        return Fixed(None, "none", "vague")
    return Fixed(away(match.published, unit, sign * size * count), grain=unit)


def ago(match: Match) -> Meaning | None:
    """«неделю назад» → the day a week before publication."""
    return counted(match, -1)


def ahead(match: Match) -> Meaning | None:
    """«через месяц» → the month after publication's; «через день» and «через год после …» are refused."""
    return None if match.scan.name(match.first - 1) == "EVERY" else counted(match, 1)


def earlier(match: Match) -> Meaning | None:
    """«годом ранее» → the main period a year back; «тремя днями ранее» → days before the day last spoken of."""
    tokens = match.tokens
    unit, size = unit_of(match, tokens)
    count = amount(tokens)
    if count is None:
        return Fixed(None, "none", "vague")
    fallback = away(match.published, unit, -size * count)
    if unit == "year":
        return Main(back=size * count, fallback=fallback)
    return Nearby(days=-size * count, fallback=fallback) if unit == "day" else Nearby(months=-size * count, fallback=fallback)


def last_next(match: Match) -> Meaning | None:
    """«за последние пять лет» → 2021/2025, «следующие три дня» → the three days after publication, «ближайшие годы» → None."""
    tokens = match.tokens
    forward = tokens[0].name in ("NEAR", "NEXT")
    singular = tokens[-1].name in ("YW", "WEEK", "MNTH", "DAY") and len(tokens) == 2
    if tokens[0].name in ("NEXT", "PREV") and len(tokens) == 2:
        return None
    if tokens[0].name == "LAST" and singular and tokens[-1].name in ("DAY", "WEEK", "MNTH") and match.before() not in ("FOR", "IN"):
        return None
    plural = len(tokens) == 2 and match.scan.word(match.last - 1) in PLURALS
    count = None if plural else amount(tokens[1:])
    if match.published is None or count is None:
        return Fixed(None, "none", "vague")
    unit, size = unit_of(match, tokens)
    return Fixed(stretch(match.published, tokens[-1].name, unit, size * count, forward=forward), role=None)


PLURALS = words(
    """дни дней днях месяцы месяцев месяцах недели недель неделях годы годов годах лет десятилетия"""
)


def stretch(published: date, name: str, unit: str, count: int, *, forward: bool) -> str:
    """→ the `count` whole units next to publication: weeks Monday to Sunday, the running month left out, a year once it is half over."""
    if name == "WEEK":
        near, far = (week(published, 1), week(published, count // 7)) if forward else (week(published, -count // 7), week(published, -1))
        return interval(near.split("/")[0], far.split("/")[1])
    if unit == "day":
        first, last = (1, count) if forward else (-count, -1)
        return days(published + timedelta(days=first), published + timedelta(days=last))
    if unit == "month":
        first, last = (1, count) if forward else (-count, -1)
        return interval(months_from(published, first), months_from(published, last))
    this = published.year
    last_year = this if published.month > 6 else this - 1
    first_year, end = (this + 1, this + count) if forward else (last_year - count + 1, last_year)
    return interval(written(max(first_year, 1)), written(min(end, 9999)))


def within(match: Match) -> Meaning | None:
    """«в течение двух недель» → from publication on, if the clause looks ahead; the resolver decides."""
    if match.published is None:
        return Fixed(None, "none", "vague", "duration")
    tokens = match.tokens
    unit, size = unit_of(match, tokens)
    count = amount(tokens)
    ahead_of = away(match.published, unit, size * count) if count and match.prefer == "future" else None
    return Fixed(interval(match.published.isoformat(), ahead_of) if ahead_of else None, grain="span" if ahead_of else "vague", role="duration")


def weekday(match: Match) -> Meaning | None:
    """«в минувшую пятницу» → Weekday(4, side −1); «среда» alone is surroundings."""
    tokens = match.tokens
    index = next(i for i, token in enumerate(tokens) if token.name == "WD")
    word = match.scan.low[tokens[index].start : tokens[index].stop]
    if match.before() == "EVERY" or (word in ("среда", "среды", "среду") and not is_wednesday(match, index, word)):
        return None
    if tokens[-1].name == "WEEK":
        if match.published is None:
            return Fixed(None, "none", "day")
        monday = date.fromisoformat(week(match.published, step(tokens[-2].name))[:10])
        return Fixed((monday + timedelta(days=tokens[index].value)).isoformat(), anchor="weekday")
    relation = tokens[0] if index else None
    return Weekday(tokens[index].value, step(relation.name) if relation else None)


SURROUNDINGS = words(
    """обитания общения разработки предпринимателей молодежи ученых подростков жизни бизнеса"""
)


def is_wednesday(match: Match, index: int, word: str) -> bool:
    """«в среду» → True; «в среду обитания», «окружающая среда», «городскую среду» → False."""
    if match.scan.word(match.last) in SURROUNDINGS:
        return False
    if index:
        return match.tokens[0].name != "THIS" or word == "среду"
    governed = {"среду": ("IN", "ON", "FOR", "BY", "AND"), "среды": ("FROM", "UNTIL")}.get(word, ())
    return match.before() in governed or match.alone()


def weekend(match: Match) -> Meaning | None:
    """«в минувшие выходные» → Saturday and Sunday; «выходной день» and «в его выходные» are refused without a preposition."""
    tokens = match.tokens
    if len(tokens) == 1 and match.before() not in ("IN", "ON", "FOR", "BY"):
        return None
    return Weekday(5, step(tokens[0].name) if len(tokens) > 1 else None, count=2)


def adverb(match: Match) -> Meaning | None:
    """«вчера» → the day before publication."""
    value = match.tokens[0].value
    return Fixed(away(match.published, "day", value), "published" if match.published else "none", "day")


HEADS = stems(
    """визит форум праздник встреч саммит юбиле выбор годовщин заседани отъезд открыти начал нов дн старт подписани переговор поездк прибыти
    конференц выставк совещани войн парад матч тур"""
)


def eve(match: Match) -> Meaning | None:
    """«накануне» → the day before; «накануне визита», «накануне Дня Победы» → None, it counts from something else."""
    following = match.scan.word(match.last)
    if following.startswith(HEADS) and following[-1:] in "аяыиейов":
        return None
    return Fixed(away(match.published, "day", -1), "published" if match.published else "none", "day")


def same_day(match: Match) -> Meaning | None:
    """«в тот же день» → the day last spoken of, «на следующий день» → the one after it."""
    tokens = match.tokens
    word = match.scan.word(match.last - 1)
    if tokens[0].name == "NEXT":
        return Nearby(days=1) if word == "день" and match.before() == "ON" else None
    return Nearby() if word in ("день", "дня", "дню") and match.before() in ("IN", "UNTIL", "TO") else None


def relative(match: Match) -> Meaning | None:
    """«на прошлой неделе», «в следующем квартале» → Fixed."""
    tokens = [token for token in match.tokens if token.name not in ("BEGIN", "MID", "ENDW")]
    if tokens[0].name in ("THAT", "THO") or match.scan.word(match.last - 1) in PLURALS - {"недели"}:
        return None
    return around(match, tokens[-1].name, step(tokens[0].name))


def around(match: Match, name: str, offset: int) -> Meaning:
    """("WEEK", −1) → last week, ("Q", 1) → the next quarter, by publication."""
    published = match.published
    grains = {"WEEK": "span", "MNTH": "month", "Q": "quarter", "H": "half", "DAY": "day"}
    if published is None:
        return Fixed(None, "none", grains[name])
    if name == "WEEK":
        return Fixed(week(published, offset))
    if name == "MNTH":
        return Fixed(months_from(published, offset))
    if name == "DAY":
        return Fixed(away(published, "day", offset))
    size = 3 if name == "Q" else 6
    index = published.year * (12 // size) + (published.month - 1) // size + offset
    return Fixed(written(index // (12 // size), index % (12 // size) + (33 if name == "Q" else 40)))


def edge(match: Match) -> Meaning | None:
    """«до конца месяца» → this month."""
    if match.scan.word(match.last - 1) in ("дня", "дню", "дне", "недели", "неделе", "месяца", "месяцу", "квартала", "полугодия"):
        return around(match, match.tokens[-1].name, 0)
    return None


def same_period(match: Match) -> Meaning | None:
    """«за аналогичный период прошлого года» → the main period a year back; «за этот же период» → the main period itself."""
    tokens = match.tokens
    year_words = fold(tokens[2 if tokens[1].name != "ZHE" else 3 :])
    if tokens[0].name == "THIS" and tokens[1].name != "ZHE" and tokens[1].name in ("MNTH", "Q", "H"):
        return None
    if year_words.offset == -1:
        return Main(back=1)
    if year_words.dated:
        return Main(year=year_words)
    compared = match.before() == "TO" or tokens[0].name == "SAME" or match.before() == "FROM"
    if tokens[0].name == "REPORT" or (tokens[0].name in ("THAT", "THO", "THIS") and not compared):
        return Main(role="result")
    return Main(back=1)


def year_on_year(match: Match) -> Meaning | None:
    """«год к году», «в годовом выражении» → the main period a year back."""
    return Main(back=1)


def vague(match: Match) -> Meaning | None:
    """«в ближайшее время», «на днях» → Fixed(None)."""
    tokens = match.tokens
    if tokens[0].name == "ON" and match.scan.word(match.last - 1) != "днях":
        return None
    return Fixed(None, "none", "vague")


READERS: dict[str, Reader] = {
    reader.__name__: reader
    for reader in (
        *(numeric, numeric_range, short_range, short_numeric, year_month, until_now),
        *(day, day_range, listed_day, day_of_month, third, month_half, month, bare_month, month_range, edge_range),
        *(quarter, half, quarter_range, quarters, months, first_month, half_year),
        *(year, year_range, bare_year, listed_year, spoken_year, decade, plain_year, last_years, season, season_range, holiday),
        *(ago, ahead, earlier, last_next, within, weekday, weekend, adverb, eve, same_day, relative, edge, same_period, year_on_year, vague),
    )
}
