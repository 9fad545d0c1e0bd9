"""Readers of quarters, halves, months from January, seasons and years: «за первые девять месяцев 2025 года» → Range.

A reader that returns None refuses the match («в 2024 домах»), and the next rule is tried.
"""

from __future__ import annotations

from datetime import date

from pipeline.dates_edtf import interval, written
from pipeline.dates_meaning import CONNECTORS, Fixed, Match, Meaning, Moment, Range, fold, ordered, split, step, valid
from pipeline.dates_scan import Token, full_year
from schemas.changed import replace

COUNTABLE_ENDINGS = ("ах", "ях", "ам", "ям", "ов", "ев", "ей")  # «в 2024 домах», «до 2020 рублей»: a number, not a year


def quarter(match: Match) -> Meaning | None:
    """«в III квартале» → Moment(month 35); «кв.» needs a year or a Roman number, for «5 кв. м» is an area."""
    tokens = match.tokens
    moment = fold(tokens)
    short = any(token.name == "KV" for token in tokens)
    if short and not moment.dated and not any(token.name in ("ROM", "ORD", "NTH") for token in tokens):
        return None
    if tokens[0].name == "NUM" and tokens[-1].name == "Q" and match.scan.word(match.last - 1) == "квартала" and match.before() not in ("TOTAL", "UNTIL"):
        return None  # «2 квартала застройки»
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
    dated = fold(tokens).dated or tokens[-1].name == "YW"  # «семь месяцев года дали прирост»
    if not 2 <= count <= 12 or match.after() in ("AGO", "THO", "EARLIER", "UNTIL", "AFTER") or not (period or dated):
        return None
    if count == 12 and fold(tokens).year is not None:
        return fold([token for token in tokens if token.name not in ("ORD", "CARD", "NUM")])  # «за двенадцать месяцев 2015-го» is the year
    span = from_january(tokens, count)
    if not dated and tokens[0].name != "ORD" and match.before() != "TOTAL" and not fresh(match.published, count):
        return None
    return span


def months_of_this(match: Match) -> Meaning | None:
    """«за девять месяцев нынешнего», the year left out → January … September of this year."""
    tokens = match.tokens
    if match.scan.word(match.last - 1) not in ("нынешнего", "текущего", "прошлого", "минувшего"):
        return None
    count = next(token for token in tokens if token.name in ("CARD", "NUM")).value
    if not 2 <= count <= 12 or match.scan.word(match.last).startswith(("сезон", "период", "контракт", "созыв")):
        return None
    year = Moment(offset=step(tokens[-1].name))
    return Range(replace(year, month=1), replace(year, month=count), complete=True)


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


def year(match: Match) -> Meaning | None:
    """«в конце 2024 года», «в прошлом году», «с.г.» → Moment; «с начала 2025 года» → January to now."""
    tokens = match.tokens
    if tokens[0].name in ("THAT", "THO") and not any(token.name == "ZHE" for token in tokens):
        return None
    moment = fold(tokens)
    if match.scan.word(match.first - 1) in ("площадь", "площади", "улица", "улице", "улицы"):
        return None  # «Площадь 1905 года»
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
        if second != first + 1 and tokens[-1].name not in ("YWS", "GG", "DOT"):
            return None
    named = any(token.name in ("YW", "YWS", "G", "GG") for token in tokens) or match.scan.word(match.first - 1).startswith("сезон")
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
    return fold(tokens) if tokens[0].value == 2 else None


def worded_year(match: Match) -> Meaning | None:
    """«к двадцатому году», «в двадцать пятом году» → Moment(2025); «на пятнадцатом году жизни» is refused."""
    value = sum(token.value for token in match.tokens if token.name in ("TENS", "ORD"))
    governed = match.before() in ("TO", "IN", "UNTIL", "FROM", "FOR", "BY", "AFTER", "BEGIN", "MID", "ENDW")
    return Moment(year=2000 + value) if value >= 10 and governed else None


def decade(match: Match) -> Meaning | None:
    """«в 1990-х», «в 90-е годы», «в девяностые» → 1990 … 1999."""
    start = full_year(match.tokens[0].value)
    start = start if match.tokens[0].value != 0 else 2000
    if match.tokens[0].value > 99 or len(match.tokens) > 1 or (match.tokens[0].value >= 50 and match.before() in ("IN", "FROM", "UNTIL")):
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


def decade_end(match: Match) -> Meaning | None:
    """«к концу десятилетия» in 2024 → 2030."""
    if match.tokens[0].name != "ENDW" or match.published is None:
        return None
    return Moment(year=-(-match.published.year // 10) * 10)


def season(match: Match) -> Meaning | None:
    """«осенью», «весной 2026 года», «минувшим летом» → Moment(month 21 … 24); «лета» needs a word that makes it a season."""
    tokens = match.tokens
    index = next(i for i, token in enumerate(tokens) if token.name == "SEASON")
    word = match.scan.low[tokens[index].start : tokens[index].stop]
    moment = fold(tokens)
    adverb = word in ("весной", "летом", "осенью", "зимой", "весною")
    governed = index > 0 or moment.dated or match.before() in ("TO", "UNTIL", "FROM", "ON", "BY", "FOR", "EARLIER", "AFTER") or match.alone()
    return moment if (adverb or governed) and match.before() != "EVERY" else None


def season_range(match: Match) -> Meaning | None:
    """«весной–летом 2026 года» → Range of seasons."""
    left, right = split(match.tokens, "DASH")
    return Range(fold(left), fold(right))


def holiday(match: Match) -> Meaning | None:
    """«ко Дню Победы» → 9 May, «к Новому году» → 1 January, «в новом году» → the year that begins or has begun."""
    tokens = match.tokens
    if tokens[0].name == "NEWW":
        if match.before() == "IN" and match.published is not None:
            return Fixed(written(match.published.year + (match.published.month > 9)))
        return Moment(month=1, day=1) if match.scan.word(match.last - 1) != "годом" and match.before() != "IN" else None
    if tokens[0].name == "XMAS":
        return Moment(month=1, day=7)
    value = next(token.value for token in tokens if token.name == "HOL")
    return replace(fold(tokens[1:]), month=value // 100, day=value % 100)
