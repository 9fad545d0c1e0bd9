"""One line in, what it looks like by itself out: a date line, a menu, a caption, prose …; no line knows its neighbours here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.clean_date_lines import COUNTERS, DATE_EXTRAS, HEAD_LINE, TIME, date_of_line
from pipeline.clean_dates import MONTH, find_date
from pipeline.clean_line import FULL_STOP, WORD, Line
from pipeline.clean_phrases import folded, is_rubric, phrase_of, without_rubric
from pipeline.clean_tags import is_tags
from pipeline.wraps import continued

LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
# Crawlers write what they know of a page in front of its text: « date 2025-11-19 3.64 BYN».
CRAWLED_DATE = re.compile(r"[ \t]*date ((?:19|20)\d\d-\d\d(?:-\d\d)?)(?=\s|$)")
DIGIT = re.compile(r"\d")
LETTER = re.compile(r"[^\W\d_]")
CAPITALS = re.compile(r"\b[А-ЯЁ]{3,}(?:-[А-ЯЁ]+)?\b")
FIGURE = re.compile(r"\d,\d|\d\s?%|\d\s(?:млн|млрд|тыс|тонн|т)\b")
MENU_GAP = re.compile(r"\s{2,}|\t| [|/•·>»›→] |»(?= [А-ЯЁ])")
WEATHER = re.compile(r"[+−–-]?\d{1,2}\s?°")
CURRENCY = re.compile(r"(?:\b(?:USD|EUR|RUB|BYN|KZT|CNY|Br|BTC|UAH|KGS|UZS)\b|[$€₽¥₸])\s*[+-]?[\d.,]+|[\d.,]+\s*(?:USD|EUR|RUB|BYN|KZT|CNY|Br)\b")
HASHTAGS = re.compile(r"(?:#[\w-]+[\s,;]*)+$")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+$|[\w.-]+@[\w.-]+$|!\[[^\]]{0,200}\]\(\S+\)$|\S+\.(?:jpe?g|png|gif|webp|pdf|mp4)$", re.IGNORECASE)
ADDRESSED = re.compile(r"(?:Россия, )?\d{6},\s")  # «420066, г. Казань, ул. …»
WEEK = re.compile(r"(?:Пн|Вт|Ср|Чт|Пт|Сб|Вс)\.?(?:\s?(?:Пн|Вт|Ср|Чт|Пт|Сб|Вс)\.?){4,}$", re.IGNORECASE)
AGO = re.compile(r"\b\d+\s+(?:секунд|минут|час|дн|день|недел|месяц|год|лет)\w*\s+назад$", re.IGNORECASE)
CREDIT = re.compile(r"(?:Фото|ФОТО|Снимок|Снимки|Видео)[\s|/]+(?:[А-ЯЁ]|с\s|от\s|«|предоставл)")
# A small letter, then a capital preposition or a time of day; a counter, then a capital word.
GLUED = re.compile(
    r"(?<=[а-яё»]{3})(?=(?:В|На|По|За|С|К|О|Об|Из|Для|При|От|До|Со|Во|После|Сегодня|Вчера|Накануне) [«а-яёА-ЯЁ\d])"
    r"|(?<=[а-яё»]{3})(?=(?:[01]?\d|2[0-3]):[0-5]\d(?!\d))|(?<=\s\d{2})(?=[А-ЯЁ][а-яё]{4,} [а-яё])|(?<=\s\d{3})(?=[А-ЯЁ][а-яё]{4,} [а-яё])"
)
MAY_BE_GLUED = re.compile(r"[А-ЯЁ\d](?:(?<=[а-яё»].)|(?<=\d[А-ЯЁ]))")  # a quick look before the search
SHORT_DAY = re.compile(rf"(?<!\d)\d{{1,2}}(?:\.\d\d(?!\d)|\s+(?:{MONTH}))(?!\w)", re.IGNORECASE)
NAME = r"(?:(?:[А-ЯЁ]\.\s?){1,2}[А-ЯЁ][а-яёА-ЯЁ-]+|[А-ЯЁ][а-яё]+(?:\s+[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ][а-яёА-ЯЁ-]{2,}|[А-ЯЁ][а-яё]+\s+[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+)"
SIGNATURE = re.compile(
    rf"{NAME}(?:(?:\s*[,/]\s*|\s+и\s+){NAME}){{0,3}}(?:[.,]?\s*(?:$|\.$|(?:(?i:фото|снимк|видео|специально|корр|газета|информагентств)|ИА|«|\(|г\.|[\w-]+\.(?:ru|by|kz|рф)).{{0,80}}$))",
)


def split_lines(text: str) -> list[Line]:
    """A text in, its lines that are not empty out, each with its role as far as it tells it by itself."""
    lines: list[Line] = []
    last = 0
    for match in LINE.finditer(text):
        if not match[0].isspace():
            between = text[last : match.start()]
            gap = max(between.count("\n"), between.count("\r")) > 1
            lines += _parts(text, match.start(), match.end(), gap)
            last = match.end()
    return _with_stacked_dates([classified(line) for line in _joined(lines)])


def _joined(lines: list[Line]) -> list[Line]:
    """Lines in, those that were broken to fit a column put together out."""
    joined: list[Line] = []
    for line, goes_on in zip(lines, continued([(line.text, line.gap) for line in lines]), strict=True):
        if goes_on and joined and joined[-1].role == line.role == "text":
            joined[-1].stop = line.stop
            joined[-1].text = f"{joined[-1].text} {line.text}"
        else:
            joined.append(line)
    return joined


def _with_stacked_dates(lines: list[Line]) -> list[Line]:
    """«17 ⏎ ИЮЛ ⏎ 2017», a calendar leaf drawn on a page: three lines are one date."""
    for number in range(len(lines) - 2 if len(lines) < 5000 else 0):
        day, month, year = lines[number : number + 3]
        if len(day.text) <= 2 and day.text.isdigit() and 3 <= len(month.text) <= 9 and len(year.text) == 4 and year.text.isdigit():
            found = find_date(f"{day.text} {month.text} {year.text}")
            if found:
                day.role, day.day = "date", found.day
                month.role = year.role = "furniture"
    return lines


def _parts(text: str, start: int, stop: int, gap: bool) -> Iterator[Line]:
    """A raw line, cut in two where a crawler's date stands before it."""
    crawled = CRAWLED_DATE.match(text, start, stop)
    if crawled:
        found = find_date(crawled[1])
        yield Line(crawled.start(1) - 5, crawled.end(), crawled[0].strip(), gap, "date", label="date", day=found.day if found else None)
        start, gap = crawled.end(), False
        stop = start + len(without_rubric(text[start:stop].rstrip()))
    for first, last in _unglued(text, start, stop):
        body = text[first:last]
        stripped = body.strip()
        if stripped:
            left = first + len(body) - len(body.lstrip())
            yield Line(left, left + len(stripped), stripped, gap)
            gap = False


def _unglued(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """A raw line, cut where a headline has lost the break behind it: «Гости из КитаяВ конце мая …», «Поставки в Китай14:20», «330Министр …»."""
    end = min(stop, start + HEAD_LINE)
    for cut in GLUED.finditer(text, start, end) if MAY_BE_GLUED.search(text, start, end) else ():
        yield start, cut.start()
        start = cut.start()
    yield start, stop


def classified(line: Line) -> Line:
    """A line in, itself with its role out."""
    if line.role != "text":
        return line
    if len(line.text) > 400:
        return line
    if not LETTER.search(line.text) or HASHTAGS.match(line.text) or ADDRESS.match(line.text):
        line.day = date_of_line(line)
        line.role = "date" if line.day else "furniture"
        return line
    line.folded = folded(line.text)
    line.role = _by_phrase(line) or _by_shape(line)
    return line


def _by_phrase(line: Line) -> str:
    found = phrase_of(line.folded)
    if not found:
        return ""
    phrase, group = found
    rest = line.folded[len(phrase.rstrip(":*")) :]
    role = ""
    if group in ("tail", "teaser", "sidebox"):
        heading = len(rest) <= 60 and line.words <= 9 and not line.text.endswith((".", ","))
        role = group if heading or rest.startswith(":") else ""
    elif group == "line":
        role = "furniture" if len(line.folded) <= 300 else ""
    elif phrase.endswith(":"):
        role = group if len(line.folded) <= 200 else ""
    elif len(line.folded) <= 120 and not (group == "byline" and line.prose):
        role = group
    line.label = phrase if role else ""
    return role


def _by_shape(line: Line) -> str:
    text = line.text
    if len(text) > 200:
        return "text"
    if is_rubric(line.folded):
        return "rubric"
    if ADDRESSED.match(text) or WEEK.match(text) or (AGO.search(text) and line.words <= 6) or is_tags(text):
        return "furniture"
    has_digit = DIGIT.search(text) is not None
    if has_digit and len(text) <= 110 and (day := date_of_line(line)):
        line.day = day
        return "date"
    if MENU_GAP.search(text) and _is_menu(text):
        return "menu"
    if len(text) <= 80 and (has_digit or line.words <= 2) and not FULL_STOP.search(text) and _is_counter(text):
        return "furniture"
    if CREDIT.match(text) and line.words <= 8 and not line.prose:
        return "caption"
    if SIGNATURE.match(text):
        line.label = "capitals" if CAPITALS.search(text) and not text.isupper() else ""
        return "signature"
    return "text"


def _is_menu(text: str) -> bool:
    """«Лента   Город   Область», «Главная / Пресс-центр / Новости», «Алексей Ворсин | Зауралье»: short parts, no sentence."""
    parts = [part for part in MENU_GAP.split(text) if part.strip()]
    if len(parts) < 2 or FULL_STOP.search(text) or (FIGURE.search(text) and not CURRENCY.search(text)):
        return False
    words = [len(WORD.findall(part)) for part in parts]
    return max(words) <= (4 if len(parts) > 2 else 3) or (len(parts) >= 4 and sum(words) <= 3 * len(parts))


def _is_counter(text: str) -> bool:
    """Weather, currencies, «👍 214 ❤ 57  👁 9.8K  19:44», «4 мин. чтения», a short date with nothing else."""
    if WEATHER.search(text) and len(WORD.findall(text)) <= 8:
        return True
    rest = CURRENCY.sub(" ", TIME.sub(" ", text))
    if rest != text and not LETTER.search(rest):
        return True
    rest = COUNTERS.sub("", SHORT_DAY.sub("", DATE_EXTRAS.sub("", rest)))
    return not LETTER.search(rest)
