"""How dates are said: a table of patterns over token classes, tried in order at each place; the first that its reader accepts wins.

A pattern is a regex whose letters are whole classes of `dates_lexicon`; `{name}` is a macro. The rule's name is also that of its reader in `dates_read`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.dates_lexicon import classes

MACROS = {
    "yw": "(?:ADJY? (?:YW|YWS|G DOT?|GG DOT?))",
    "Y": "(?:YEAR|YTH)",
    "rel": "(?:{prev}|THIS ZHE?|NEXT|NEAR|(?:THAT|THO) ZHE)",
    "y": "(?:(?:YEAR|YTH) (?:ADJY? (?:YW|YWS|G DOT?|GG DOT?))?|(?:{prev}|THIS ZHE?|NEXT|(?:THAT|THO) ZHE) ADJY? (?:YW|G DOT?)|(?:FROM|TLET|PLET) DOT G DOT?)",
    "day": "(?:NUM|NTH|TENS ORD|ORD)",
    "mon": "(?:MONTH|MON DOT?)",
    "wd": "(?:WD|WDA DOT?)",
    "edge": "(?:BEGIN|MID|ENDW)",
    "n": "(?:ORD|ROM|NTH|NUM)",
    "q": "(?:Q|KV DOT?)",
    "count": "(?:TENS CARD|TENS|CARD|NUM|COUNT|SEVERAL|ONEHALF)",
    "unit": "(?:DAY|WEEK|MNTH DOT?|YW|YWS|LET|HALFYEAR|TENYEARS|DECADE)",
    "prev": "(?:PREV|PREVPREV)",  # used by the macros above, so it is expanded last
}


@dataclass(frozen=True, slots=True)
class Rule:
    """`reader` names the function of `dates_read` that turns the tokens into a meaning; `example` is what forced the pattern."""

    reader: str
    pattern: str
    example: str


RULES = (
    # numeric
    Rule("numeric_range", "FROM? (?:FULL|DM DOT?|NUM DOT?) (?:DASH|BY|UNTIL|SLASH) FULL (?:YW|G DOT?)?", "26-28.06.2025, с 14.10 по 15.10.2025"),
    Rule("short_range", "FROM (?:DM DOT?|NUM DOT?) (?:DASH|BY|UNTIL) DM DOT?|(?:DM DOT?|NUM DOT) (?:DASH|SLASH) DM DOT?|NUM DASH DM DOT", "с 14.10 по 15.10"),
    Rule("numeric", "(?:{wd} COMMA? LPAR?)? FULL (?:YW|G DOT?)?", "Пт, 25.04.2025"),
    Rule("short_numeric", "(?:{wd} COMMA?)? DM DOT?", "до 15.02"),
    Rule("year_month", "YM (?:YW|G DOT?)?", "04.2025"),
    # open ranges
    Rule("until_now", "FROM (?:{day}? {mon} {y}?|{y}) AND? (?:BY (?:PRESENT TIME|TODAYADJ DAY)|UNTIL UNTILNOW PORA)", "с 2012 года по настоящее время"),
    # days
    Rule(
        "day_range",
        "(?:FROM (?:{wd} COMMA)? {day} (?:{mon} {y}?)? COMMA? (?:BY|UNTIL) (?:{wd} COMMA)?|OF {day} {mon}? UNTIL|BETW {day} {mon}? AND|"
        "{day} (?:{mon} {y}?)? DASH) {day} {mon} {y}?",
        "с 30 мая по 2 июня",
    ),
    Rule("listed_day", "(?:NUM|NTH) (?=(?:COMMA (?:NUM|NTH)){0,5} (?:COMMA|AND) (?:NUM|NTH) {mon})", "26 и 27 июня"),
    Rule("day", "(?:(?:ADV|{rel}? {wd}) COMMA? LPAR?)? {day} {mon} {y}? RPAR? COMMA? (?:IN|LPAR) {wd} RPAR?", "25 апреля, в пятницу"),
    Rule("day", "(?:(?:ADV|{rel}? {wd}) COMMA? LPAR?)? {day} {mon} {y}?", "в пятницу, 25 апреля"),
    Rule("day_of_month", "{day} NUMB (?:(?:{prev}|THIS|NEXT) MNTH)?", "17 числа"),
    # parts of a month, months
    Rule("edge_range", "(?:FROM)? {edge} {mon}? {y}? (?:DASH|BY|UNTIL) {edge} {mon} {y}?", "в конце июня – начале июля"),
    Rule("third", "(?:ORD|NTH|ROM|LAST) DECADE {mon} {y}?", "вторая декада сентября"),
    Rule("month_half", "ORD HALF {mon} {y}?", "в первой половине октября"),
    Rule("month", "(?:ORD|LAST) (?:NUMB|DAY) {mon} {y}?", "в последних числах мая"),
    Rule("month_range", "(?:FROM {edge}? {mon} {y}? (?:BY|UNTIL|DASH)|{mon} {y}? DASH) {mon} {y}?", "в январе – октябре 2025 года"),
    Rule("month", "{edge}? {mon} DASH? {y}", "в начале июня 2025 года"),
    Rule("month", "(?:PREV|THIS|NEXT) {mon}", "в минувшем октябре"),
    Rule("bare_month", "{edge}? {mon}", "в июне"),
    # quarters, halves, months from January
    Rule("quarter_range", "{n} (?:DASH|AND|BY) {n} {q} {y}?", "I–III кварталы 2025 года"),
    Rule("quarters", "ORD? (?:CARD|NUM) Q {y}?", "за три квартала 2025 года"),
    Rule("quarter", "{edge}? {n} {q} DASH? {y}?", "в III квартале"),
    Rule("half", "{edge}? {n} H DASH? {y}?", "второе полугодие 2026 года"),
    Rule("half", "{edge}? ORD HALF (?:{y}|YW)", "вторая половина 2025 года"),
    Rule("half_year", "(?:ORD|{rel})? HALFYEAR {y}? (?!THO? AGO|EARLIER)", "за первые полгода"),
    Rule("half_year", "H {y}?", "за полугодие"),
    Rule("months", "ORD? (?:CARD|NUM) MNTH DOT? {y}?", "за первые девять месяцев 2025 года"),
    Rule("first_month", "ORD MNTH (?:{y}|YW)", "в первом месяце года"),
    # counted from the publication
    Rule("ago", "{count}? {unit} THO? AGO", "два года назад"),
    Rule("earlier", "{count}? {unit} EARLIER", "тремя днями ранее"),
    Rule("ahead", "VIA {count}? {unit} (?!AFTER)", "через месяц"),
    Rule("last_next", "(?:LAST|NEAR|NEXT|PREV) {count}? {unit}", "за последние пять лет"),
    Rule("within", "COURSE {count} {unit}", "в течение двух недель"),
    Rule("weekday", "{rel}? WD (?:ON? (?:{prev}|THIS|NEXT) WEEK)?", "в минувшую пятницу"),
    Rule("weekend", "{rel}? WKEND", "в минувшие выходные"),
    Rule("adverb", "ADV", "вчера"),
    Rule("adverb", "TODAYADJ DAY", "на сегодняшний день"),
    Rule("eve", "EVE", "накануне"),
    Rule("same_day", "(?:THAT|THO|THIS) ZHE? DAY|NEXT DAY", "в тот же день"),
    Rule("same_period", "(?:(?:THAT|THO|THIS) ZHE|SAME|THIS|REPORT) (?:PERIOD|TIME|MNTH|Q|H) (?:{y})?", "за аналогичный период прошлого года"),
    Rule("relative", "{edge}? {rel} (?:WEEK|MNTH|Q|H)", "на прошлой неделе"),
    Rule("edge", "{edge} (?:WEEK|MNTH|Q|H|DAY)", "до конца месяца"),
    Rule("year_on_year", "YW TO YW|ANNUAL EXPR", "год к году"),
    # seasons, holidays
    Rule("season_range", "SEASON DASH SEASON {y}?", "весной–летом 2026 года"),
    Rule("season", "{edge}? (?:{rel})? SEASON (?:YEAR SLASH (?:NUM|YEAR) {yw}?|{y})?", "весной 2026 года"),
    Rule("holiday", "DAY (?:HOLMID ){0,3}HOL {y}?|XMAS CHRIST?|NEWW YW", "ко Дню Победы"),
    # years
    Rule("year_range", "(?:FROM {edge}? {Y} {yw}? (?:BY|UNTIL|DASH)|BETW {Y} AND|{Y} {yw}? (?:DASH|SLASH)) (?:{Y}|NUM) {yw}?", "на 2026–2028 годы"),
    Rule("decade", "DECADES YWS?", "в 1990-х годах"),
    Rule("spoken_year", "CARD THOUSAND (?:TENS ORD|TENS|ORD) {yw}?", "две тысячи двадцать пятый год"),
    Rule("year", "{edge}? {Y} ADJY? (?:YW|YWS|G DOT?|GG DOT?)", "в 2024 году"),
    Rule("year", "{edge}? {rel} ADJY? (?:YW|G DOT?)|(?:FROM|TLET|PLET) DOT G DOT?", "в прошлом году"),
    Rule("listed_year", "{Y} (?=(?:COMMA {Y}){0,5} (?:COMMA|AND) {Y} ADJY? (?:YW|YWS|G|GG))", "в 2021 и 2022 годах"),
    Rule("bare_year", "{edge}? {Y}", "к 2030-му"),
    Rule("plain_year", "{edge} YW|YW", "до конца года"),
    Rule("last_years", "LASTYEARS", "прошлогоднего"),
    Rule("vague", "(?:NEAR|SOON|LAST) (?:TIME|NEXT)|NEAR NEXT|ON DAY", "в ближайшее время, на днях"),
)
NAME = re.compile(r"[A-Z][A-Z0-9]*")


def compiled(pattern: str) -> str:
    """"NUM {mon}" → a regex over code characters."""
    for name, text in MACROS.items():
        pattern = pattern.replace("{" + name + "}", text)
    code_of = classes()
    return NAME.sub(lambda match: code_of[match[0]], pattern).replace(" ", "")


@cache
def grammar() -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """→ one regex that finds where any rule may begin, and each rule's own."""
    sources = [compiled(rule.pattern) for rule in RULES]
    return re.compile("|".join(sources)), tuple(re.compile(source) for source in sources)
