"""The closed list of Russian date words: a lower-cased word with «е» for «ё» → its class and value, «апреля» → ("MONTH", 4).

Classes are the words of the grammar in `dates_grammar`. A declined word is written `stem|ending ending …` («-» is the empty ending).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

Entry = tuple[str, int]

ADJECTIVE = "ый ий ой ая яя ое ее ые ие ого его ому ему ым им ом ем ую юю ых их ыми ими ей"

MONTHS = (
    ("январ|ь я ю ем е", "янв"),
    ("феврал|ь я ю ем е", "фев февр"),
    ("март|- а у ом е", "мар"),
    ("апрел|ь я ю ем е", "апр"),
    ("ма|й я ю ем е", ""),
    ("июн|ь я ю ем е", "июн"),
    ("июл|ь я ю ем е", "июл"),
    ("август|- а у ом е", "авг"),
    ("сентябр|ь я ю ем е", "сен сент"),
    ("октябр|ь я ю ем е", "окт"),
    ("ноябр|ь я ю ем е", "ноя нояб"),
    ("декабр|ь я ю ем е", "дек"),
)
MONTH_ADJECTIVES = "январск февральск мартовск апрельск майск июньск июльск августовск сентябрьск октябрьск ноябрьск декабрьск"
WEEKDAYS = (
    ("понедельник|- а у ом е", "пн"),
    ("вторник|- а у ом е", "вт"),
    ("сред|а у ы", "ср"),  # «среде» and «средой» are surroundings, never a day in the news
    ("четверг|- а у ом е", "чт"),
    ("пятниц|а у ы е ей", "пт"),
    ("суббот|а у ы е ой", "сб"),
    ("воскресень|е я ю ем", "вс вскр"),
)
SEASONS = ("весн|а ы е у ой", "лет|о а у ом", "осен|ь и ью", "зим|а ы е у ой")  # EDTF 21 … 24
ORDINALS = (
    "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат "
    "девятнадцат двадцат"
)
THIRD = "трет|ий ья ье ьего ьему ьим ьем ьей ью ьи ьих"
CARDINALS = (
    "один одна одно одного одной одному одним одном одну",
    "два две двух двум двумя",
    "три трех трем тремя",
    "четыре четырех четырем четырьмя",
    "пять пяти пятью",
    "шесть шести шестью",
    "семь семи семью",
    "восемь восьми восемью восьмью",
    "девять девяти девятью",
    "десять десяти десятью",
    *(["одиннадцат|ь и ью", "двенадцат|ь и ью", "тринадцат|ь и ью", "четырнадцат|ь и ью", "пятнадцат|ь и ью"]),
    *(["шестнадцат|ь и ью", "семнадцат|ь и ью", "восемнадцат|ь и ью", "девятнадцат|ь и ью"]),
)
ROUND = {"сорок": 40, "пятьдесят": 50, "шестьдесят": 60, "семьдесят": 70, "восемьдесят": 80, "девяносто": 90, "сто": 100, "ста": 100}
# Roman numerals as they are typed: Latin, the single sign, and the Ukrainian/Belarusian «І» that looks the same.
ROMANS = ("i ⅰ і", "ii ⅱ іі", "iii ⅲ ііі", "iv ⅳ іv")

WORDS: dict[str, str] = {
    "YW": "год|- а у ом е",
    "YWS": "год|ы ов ах ам ами",
    "G": "г",
    "GG": "гг",
    "LET": "лет",
    "Q": "квартал|- а у ом е ы ов ам ах",
    "KV": "кв",
    "H": "полугоди|е я ю ем и й ях",
    "HALFYEAR": "полгода полугода",
    "HALF": "половин|а ы е у ой",
    "WEEK": "недел|я и ю е ей ь ям ями ях",
    "MNTH": "месяц|- а у ем е ы ев ам ами ах; мес",
    "DAY": "день; дн|я ю ем е и ей ям ями ях; сут|ки ок кам ках; сутками",
    "DECADE": "декад|а ы е у ой",
    "TENYEARS": "десятилети|е я ю ем и",
    "FIVEYEARS": "пятилет|ка ки ке ку кой; пятилетие пятилетия",
    "WKEND": "выходны|е х м ми; уик уикенд уикэнд викенд",
    "WKTAIL": "энд|- а у ом е",
    "NUMB": "числ|а о е ах у",
    "BEGIN": "начал|о а у ом е",
    "MID": "середин|а ы е у ой",
    "ENDW": "кон|ец ца цу цом це",
    "TOTAL": "итог|- и ам ами ах; результат|- ы ам ами ах",
    "AGO": "назад",
    "THO": "тому",
    "THEN": "тогда",
    "EARLIER": "ранее раньше",
    "LATER": "позже позднее спустя",
    "MORROW": "назавтра наутро",
    "MORN": "утро утру утром утра",
    "EVEN": "вечер|- а ом у",
    "EVE": "накануне",
    "IN": "в во",
    "ON": "на",
    "TO": "к ко",
    "UNTIL": "до",
    "BY": "по",
    "FROM": "с со",
    "FOR": "за",
    "OF": "от",
    "VIA": "через",
    "BETW": "между",
    "AND": "и или",
    "ZHE": "же",
    "THAT": "тот того тем том та той ту тех тех те",
    "PERIOD": "период|- а у ом е",
    "TIME": "время времени",
    "SOON": "скором",
    "NEWW": "нов|ый ого ому ым ом",
    "TLET": "т",
    "PLET": "п",
    "THOUSAND": "тысячи",
    "SEVERAL": "несколько нескольких нескольким несколькими пару",
    "ONEHALF": "полтора полутора",
    "WHOLE": "весь всю всего целый полный целом",
    "XMAS": "рождеств|о а у ом е",
    "CHRIST": "христов|о а у",
    "EVERY": "кажд|ый ая ое ую ого ой ом ому ые ым",
    "EXPR": "выражении",
    "ANNUAL": "годовом",
    "PORA": "пор",
    "PRESENT": "настоящее",
    "ELSE": "другой",
    "COURSE": "течение протяжении",
    "AFTER": "после",
    "UNTILNOW": "сих",
}
ADJECTIVES: dict[str, str] = {
    "PREV": "минувш прошедш истекш предыдущ ушедш предшествующ",
    "PREVPREV": "позапрошл",
    "LASTYEARS": "прошлогодн",
    "THIS": "нынешн текущ",
    "NEXT": "следующ будущ предстоящ грядущ наступающ",
    "NEAR": "ближайш",
    "LAST": "последн",
    "FINAL": "заключительн завершающ",
    "SAME": "аналогичн сопоставим соответствующ",
    "REPORT": "отчетн",
    "ADJY": "календарн финансов учебн бюджетн хозяйственн сельскохозяйственн",
    "TODAYADJ": "сегодняшн",
}
EXTRA: dict[str, str] = {
    "THIS": "этот этого этому этим этом эта этой эту эти этих сего сей",
    "NEXT": "след",
    "PREV": "завершившийся завершившегося завершившемся",
}
DAY_ADJECTIVES = {-1: "вчерашн", -2: "позавчерашн", 1: "завтрашн"}
DAY_OFFSETS = {"сегодня": 0, "вчера": -1, "позавчера": -2, "позапозавчера": -3, "завтра": 1, "послезавтра": 2, "послепослезавтра": 3}
DECADES = {1950: "пятидесят", 1960: "шестидесят", 1970: "семидесят", 1980: "восьмидесят", 1990: "девяност"}
# «День …»: the last word and the day of the year, month × 100 + day.
HOLIDAYS = {
    "победы": 509,
    "россии": 612,
    "знаний": 901,
    "космонавтики": 412,
    "независимости": 703,
    "отечества": 223,
    "единства": 1104,
    "единения": 402,
}
HOLIDAY_MIDDLES = "защитника защитников народного республики"


def expand(words: str) -> Iterator[str]:
    """«год|- а; лет годов» → год, года, лет, годов."""
    for entry in words.split(";"):
        stem, bar, endings = entry.strip().partition("|")
        if bar:
            yield from (stem + ending.replace("-", "") for ending in endings.split())
        else:
            yield from stem.split()


def words(text: str) -> frozenset[str]:
    """«или если» → {или, если}."""
    return frozenset(text.split())


def stems(text: str) -> tuple[str, ...]:
    """«планиру намер» → (планиру, намер), for `str.startswith`."""
    return tuple(text.split())


def numbered(groups: tuple[str, ...], name: str, first: int = 1) -> Iterator[tuple[str, Entry]]:
    """Word groups in order → every form with its number: «апреля» → ("MONTH", 4)."""
    for number, words in enumerate(groups, first):
        yield from ((form, (name, number)) for form in expand(words))


def adjectives(stem: str) -> str:
    """«прошл» → «прошл|ый ий …», every ending that an adjective can take."""
    return f"{stem}|{ADJECTIVE}"


@cache
def lexicon() -> dict[str, Entry]:
    """→ every word form of the lists above with its class and value (0 where the class says it all)."""
    table: dict[str, Entry] = {}
    for name, words in (*WORDS.items(), *EXTRA.items()):
        table.update((form, (name, 0)) for form in expand(words))
    for name, stems in ADJECTIVES.items():
        table.update((form, (name, 0)) for stem in stems.split() for form in expand(adjectives(stem)))
    table.update((form, ("PREV", 1)) for form in expand(adjectives("прошл")))  # «прошлой осенью» is not «минувшей осенью»
    table.update(numbered(tuple(months for months, _ in MONTHS), "MONTH"))
    table.update(numbered(tuple(short for _, short in MONTHS), "MON"))
    table.update(numbered(tuple(adjectives(stem) for stem in MONTH_ADJECTIVES.split()), "MONTHADJ"))
    table.update(numbered(tuple(days for days, _ in WEEKDAYS), "WD", first=0))
    table.update(numbered(tuple(short for _, short in WEEKDAYS), "WDA", first=0))
    table.update(numbered(SEASONS, "SEASON", first=21))
    table.update(numbered(CARDINALS, "CARD"))
    table.update((word, ("CARD", number)) for word, number in ROUND.items())
    table.update(numbered(ROMANS, "ROM"))
    table.update(numbered(tuple(THIRD if stem == "трет" else adjectives(stem) for stem in ORDINALS.split()), "ORD"))
    table.update((form, ("ORD", 30)) for form in expand(adjectives("тридцат")))
    table.update({"двадцать": ("TENS", 20), "двадцати": ("TENS", 20), "тридцать": ("TENS", 30), "тридцати": ("TENS", 30)})
    table.update((form, ("DECADES", year)) for year, stem in DECADES.items() for form in expand(f"{stem}|ые ых"))
    table.update((word, ("ADV", offset)) for word, offset in DAY_OFFSETS.items())
    table.update((form, ("DAYADJ", offset)) for offset, stem in DAY_ADJECTIVES.items() for form in expand(adjectives(stem)))
    table.update((word, ("HOL", day)) for word, day in HOLIDAYS.items())
    table.update((word, ("HOLMID", 0)) for word in HOLIDAY_MIDDLES.split())
    return table


@cache
def classes() -> dict[str, str]:
    """→ every class name with the one character that stands for it in a code string."""
    punctuation = "DASH COMMA DOT SLASH LPAR RPAR QUOTE NL END COLON"
    numbers = "NUM NTH YEAR YTH DECADES COUNT FULL DM YM TIMEOFDAY"
    names = sorted({name for name, _ in lexicon().values()} | set(f"{punctuation} {numbers}".split()))
    return {name: chr(0x4E00 + index) for index, name in enumerate(names)}
