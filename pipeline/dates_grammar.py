"""How dates are said: a table of patterns over token classes, tried in order at each place; the first that its reader accepts wins.

A pattern is a regex whose letters are whole classes of `dates_lexicon`; `{name}` is a macro. Blanks only separate.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from pipeline import dates_read_days as days
from pipeline import dates_read_nearby as nearby
from pipeline import dates_read_periods as periods
from pipeline import dates_read_relative as relative
from pipeline.dates_lexicon import classes
from pipeline.dates_meaning import Match, Meaning
from pipeline.dates_scan import OTHER

Reader = Callable[[Match], Meaning | None]

MACROS = {
    "yw": "(?:ADJY? (?:YW|YWS|G DOT?|GG DOT?))",
    "Y": "(?:YEAR|YTH)",
    "rel": "(?:{prev}|THIS ZHE?|NEXT|NEAR|(?:THAT|THO) ZHE)",
    "y": "(?:(?:YEAR|YTH) (?:ADJY? (?:YW|YWS|G DOT?|GG DOT?))?|(?:{prev}|THIS ZHE?|NEXT|(?:THAT|THO) ZHE) ADJY? (?:YW|G DOT?)|{thisyear}|{spoken} YW)",
    "thisyear": "(?:FROM|TLET|PLET) DOT G DOT?",  # «с. г.», «т. г.», «п. г.»
    "spoken": "CARD THOUSAND (?:TENS ORD|TENS|ORD)",
    "day": "(?:NUM|NTH|TENS ORD|ORD)",
    "mon": "(?:MONTH|MON DOT?)",
    "wd": "(?:WD|WDA DOT?)",
    "edge": "(?:BEGIN|MID|ENDW)",
    "n": "(?:ORD|ROM|NTH|NUM)",
    "q": "(?:Q|KV DOT?)",
    "count": "(?:TENS CARD|TENS|CARD|NUM|COUNT|SEVERAL|ONEHALF)",
    "unit": "(?:DAY|WEEK|MNTH DOT?|YW|YWS|LET|HALFYEAR|TENYEARS|FIVEYEARS|DECADE)",
    "prev": "(?:PREV|PREVPREV)",  # used by the macros above, so it is expanded last
}


@dataclass(frozen=True, slots=True)
class Rule:
    """`reader` turns the tokens into a meaning or refuses them; `example` is what forced the pattern."""

    reader: Reader
    pattern: str
    example: str


RULES = (
    # numeric
    Rule(days.numeric_range, "FROM? (?:FULL|DM DOT?|NUM DOT?) (?:DASH|BY|UNTIL|SLASH) FULL (?:YW|G DOT?)?", "26-28.06.2025, с 14.10 по 15.10.2025"),
    Rule(
        days.short_range,
        "FROM (?:DM DOT?|NUM DOT?) (?:DASH|BY|UNTIL) DM DOT?|(?:DM DOT?|NUM DOT) (?:DASH|SLASH) DM DOT?|NUM DASH DM DOT",
        "с 14.10 по 15.10",
    ),
    Rule(days.numeric, "(?:{wd} COMMA? LPAR?)? FULL (?:YW|G DOT?)? (?:COMMA? LPAR? {wd} RPAR?)?", "Пт, 25.04.2025"),
    Rule(days.short_numeric, "(?:{wd} COMMA?)? DM DOT?", "до 15.02"),
    Rule(days.year_month, "YM (?:YW|G DOT?)?", "04.2025"),
    # open ranges
    Rule(days.until_now, "FROM (?:{day}? {mon} {y}?|{y}) AND? (?:BY (?:PRESENT TIME|TODAYADJ DAY)|UNTIL UNTILNOW PORA)", "с 2012 года по настоящее время"),
    # days
    Rule(
        days.day_range,
        "(?:FROM (?:{wd} COMMA)? {day} (?:{mon} {y}?)? COMMA? (?:BY|UNTIL) (?:{wd} COMMA)?|OF {day} {mon}? UNTIL|BETW {day} {mon}? AND|"
        "{day} (?:{mon} {y}?)? DASH) {day} {mon} {y}?",
        "с 30 мая по 2 июня",
    ),
    Rule(days.listed_day, "(?:NUM|NTH) (?=(?:COMMA (?:NUM|NTH)){0,5} (?:COMMA|AND) (?:NUM|NTH) {mon})", "26 и 27 июня"),
    Rule(days.day, "(?:(?:ADV|{rel}? {wd}) COMMA? LPAR?)? {day} {mon} {y}? RPAR? COMMA? (?:IN|LPAR)? {wd} RPAR?", "25 апреля, в пятницу"),
    Rule(days.day, "(?:(?:ADV|{rel}? {wd}) COMMA? LPAR?)? {day} {mon} {y}?", "в пятницу, 25 апреля"),
    Rule(days.day, "YEAR COMMA (?:NUM|NTH) {mon}", "2025, 26 ноября 15:26"),
    Rule(days.day_of_month, "{day} NUMB (?:(?:{prev}|THIS|NEXT) MNTH)?", "17 числа"),
    Rule(nearby.another_day, "NTH", "28 октября – в порт, 29-го – на завод"),
    # parts of a month, months
    Rule(days.edge_range, "(?:FROM)? {edge} {mon}? {y}? (?:DASH|BY|UNTIL) {edge} {mon} {y}?", "в конце июня – начале июля"),
    Rule(days.third, "(?:ORD|NTH|ROM|LAST) DECADE {mon} {y}?", "вторая декада сентября"),
    Rule(days.month_half, "ORD HALF {mon} {y}?", "в первой половине октября"),
    Rule(days.end_of_month, "(?:ORD|LAST) DAY {mon} {y}?", "в последний день мая"),
    Rule(days.month, "(?:ORD|LAST|DECADES) (?:NUMB|DAY|WEEK) {mon} {y}?", "в последних числах мая"),
    Rule(days.months_of_season, "FROM? {mon} (?:DASH|BY) {mon} YEAR (?:SLASH|DASH) (?:YEAR|NUM) {yw}?", "в сентябре-феврале 2023/24 года"),
    Rule(days.month_range, "(?:FROM {edge}? {mon} {y}? (?:BY|UNTIL|DASH)|{mon} {y}? DASH) {mon} {y}?", "в январе – октябре 2025 года"),
    Rule(days.month, "{edge}? {mon} DASH? {y}", "в начале июня 2025 года"),
    Rule(days.month, "(?:PREV|THIS|NEXT) {mon}", "в минувшем октябре"),
    Rule(days.month_of_this, "{edge}? {mon} (?:THIS|PREV)", "в апреле нынешнего"),
    Rule(days.bare_month, "{edge}? {mon}", "в июне"),
    # quarters, halves, months from January
    Rule(periods.quarter_range, "{n} (?:DASH|AND|BY) {n} {q} {y}?", "I–III кварталы 2025 года"),
    Rule(periods.quarters, "ORD? (?:CARD|NUM) Q {y}?", "за три квартала 2025 года"),
    Rule(periods.quarter, "{edge}? {n} {q} DASH? {y}?", "в III квартале"),
    Rule(periods.half, "{edge}? {n} H DASH? {y}?", "второе полугодие 2026 года"),
    Rule(periods.half, "{edge}? ORD HALF (?:{y}|YW)", "вторая половина 2025 года"),
    Rule(periods.half_year, "(?:ORD|{rel})? HALFYEAR {y}? (?!THO? AGO|EARLIER)", "за первые полгода"),
    Rule(periods.half_year, "H {y}?", "за полугодие"),
    Rule(periods.months_of_this, "ORD? (?:CARD|NUM) MNTH (?:THIS|PREV) (?!ADJY|YW|YWS|G)", "за девять месяцев нынешнего"),
    Rule(periods.months, "ORD? (?:CARD|NUM) MNTH DOT? (?:{y}|YW)?", "за первые девять месяцев 2025 года"),
    Rule(periods.first_month, "ORD MNTH (?:{y}|YW)", "в первом месяце года"),
    Rule(nearby.another_part, "ORD|NTH", "В первом квартале было 20 млн, а во втором — 30"),
    Rule(nearby.another_year, "PREV|THIS|NEXT", "В 2015 году оборот был нулевым, а в прошлом вырос"),
    # counted from the publication
    Rule(relative.day_of, "(?<=IN) (?:ORD|NTH|LAST|FINAL) ZHE? DAY", "в последний день визита"),
    Rule(relative.third_day, "ORD DAY", "третьего дня"),
    Rule(relative.opening_day, "(?:ORD|LAST|FINAL) DAY|DAY ORD", "День второй"),
    Rule(relative.term, "(?<=ON) {count} (?:YW|YWS|LET)", "соглашение на пять лет"),
    Rule(relative.ago, "(?:{count} DASH)? {count}? {unit} THO? AGO", "два года назад"),
    Rule(relative.earlier, "{count}? {unit} EARLIER", "тремя днями ранее"),
    Rule(nearby.later, "{count}? (?:DAY|WEEK|MNTH) LATER|LATER {count}? (?:DAY|WEEK|MNTH)", "днём позже"),
    Rule(nearby.morrow, "MORROW", "назавтра"),
    Rule(relative.ahead, "VIA (?:{count} DASH)? {count}? {unit} (?!AFTER)", "через месяц"),
    Rule(relative.last_next, "(?:LAST|NEAR|NEXT|PREV) {count}? {unit}", "за последние пять лет"),
    Rule(relative.within, "COURSE {count} {unit}", "в течение двух недель"),
    Rule(relative.weekday_range, "(?:FROM WD (?:BY|UNTIL) WD|WD DASH WD) (?:ON? (?:{prev}|THIS|NEXT) WEEK)?", "с понедельника по среду прошлой недели"),
    Rule(relative.weekday, "{rel}? WD (?:ON? (?:{prev}|THIS|NEXT) WEEK)?", "в минувшую пятницу"),
    Rule(relative.weekend, "{rel}? WKEND (?:DASH WKTAIL)?", "в минувшие выходные, в прошлый уик-энд"),
    Rule(relative.adverb, "ADV", "вчера"),
    Rule(relative.adverb, "TODAYADJ DAY", "на сегодняшний день"),
    Rule(relative.adjective, "DAYADJ|TODAYADJ", "на вчерашней встрече"),
    Rule(relative.eve, "EVE", "накануне"),
    Rule(nearby.same_day, "(?:THAT|THO|THIS) ZHE? DAY|(?:THAT|THO|THIS) ZHE (?:MORN|EVEN)|NEXT (?:DAY|MORN)|ELSE DAY", "в тот же день"),
    Rule(nearby.then, "THEN ZHE?", "тогда же"),
    Rule(nearby.same_month, "(?:THAT|THO) ZHE MNTH", "в том же месяце"),
    Rule(relative.same_period, "(?:(?:THAT|THO|THIS) ZHE|SAME|THIS|REPORT) (?:PERIOD|TIME|MNTH|Q|H) (?:{y})?", "за аналогичный период прошлого года"),
    Rule(relative.relative, "{edge}? {rel} (?:WEEK|MNTH|Q|H)", "на прошлой неделе"),
    Rule(relative.edge, "{edge} (?:WEEK|MNTH|Q|H|DAY)", "до конца месяца"),
    Rule(relative.year_on_year, "YW TO YW|ANNUAL EXPR", "год к году"),
    # seasons, holidays
    Rule(periods.season_range, "SEASON DASH SEASON {y}?", "весной–летом 2026 года"),
    Rule(periods.season, "{edge}? (?:{rel})? SEASON (?:YEAR SLASH (?:NUM|YEAR) {yw}?|{y})?", "весной 2026 года"),
    Rule(periods.holiday, "DAY (?:HOLMID ){0,3}HOL {y}?|XMAS CHRIST?|NEWW YW", "ко Дню Победы"),
    # years
    Rule(periods.year_range, "(?:FROM {edge}? {Y} {yw}? (?:BY|UNTIL|DASH)|BETW {Y} AND|{Y} {yw}? (?:DASH|SLASH)) (?:{Y}|NUM) {yw}?", "на 2026–2028 годы"),
    Rule(periods.decade, "DECADES YWS?", "в 1990-х годах"),
    Rule(periods.decade_end, "{edge} {rel}? TENYEARS", "к концу десятилетия"),
    Rule(periods.spoken_year, "CARD THOUSAND (?:TENS ORD|TENS|ORD) {yw}?", "две тысячи двадцать пятый год"),
    Rule(periods.worded_year, "(?:TENS ORD|TENS|ORD) YW", "к двадцатому году"),
    Rule(periods.year, "{edge}? {Y} ADJY? (?:YW|YWS|G DOT?|GG DOT?)", "в 2024 году"),
    Rule(periods.year, "{edge}? {rel} ADJY? (?:YW|G DOT?)|(?:FROM|TLET|PLET) DOT G DOT?", "в прошлом году"),
    Rule(periods.listed_year, "{Y} (?=(?:COMMA {Y}){0,5} (?:COMMA|AND) {Y} ADJY? (?:YW|YWS|G|GG))", "в 2021 и 2022 годах"),
    Rule(periods.bare_year, "{edge}? {Y}", "к 2030-му"),
    Rule(periods.plain_year, "{edge} YW|YW", "до конца года"),
    Rule(days.month_adjective, "MONTHADJ (?:OTHER? {y})?", "больше январского показателя 2025 года"),
    Rule(periods.last_years, "LASTYEARS", "прошлогоднего"),
    Rule(relative.vague, "(?:NEAR|SOON|LAST) (?:TIME|NEXT)|NEAR NEXT|ON DAY", "в ближайшее время, на днях"),
)
NAME = re.compile(r"[A-Z][A-Z0-9]*")


def compiled(pattern: str) -> str:
    """ "NUM {mon}" → a regex over code characters."""
    for name, text in MACROS.items():
        pattern = pattern.replace("{" + name + "}", text)
    code_of = {**classes(), "OTHER": OTHER}
    return NAME.sub(lambda match: code_of[match[0]], pattern).replace(" ", "")


# Classes that no rule begins with, though they are frequent: skipping them first makes the search fast.
NEVER_FIRST = (
    "IN TO AND COMMA DOT DASH QUOTE LPAR RPAR NL END COLON SLASH AFTER ZHE TIMEOFDAY UNTIL BY FOR TOTAL AGO EARLIER Q KV NUMB HALF PERIOD TIME PORA UNTILNOW "
    "PRESENT EXPR CHRIST HOL HOLMID ADJY WHOLE EVERY G GG THOUSAND"
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """`start` finds a token that may begin a date, alone or with another date word after it.

    `first` finds the first rule that matches there (its group number).
    """

    start: re.Pattern[str]
    first: re.Pattern[str]


@cache
def grammar() -> Grammar:
    """→ the table of RULES, compiled."""
    sources = [compiled(rule.pattern) for rule in RULES]
    first = re.compile("|".join(f"({source})" for source in sources))
    idle = OTHER + "".join(classes()[name] for name in NEVER_FIRST.split())
    lone = "".join(code for code in classes().values() if first.match(code))
    return Grammar(re.compile(f"[{lone}]|[^{idle}](?=[^{OTHER}])"), first)


@cache
def alone(number: int) -> re.Pattern[str]:
    """→ one rule by itself, compiled when a rule before it has refused."""
    return re.compile(compiled(RULES[number].pattern))
