"""One line in, what it looks like by itself out: a date line, a menu, a caption, prose …; no line knows its neighbours here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.clean_dates import MONTH, find_date
from pipeline.clean_phrases import folded, is_rubric, phrase_of, without_rubric
from pipeline.clean_tags import is_tags
from pipeline.wraps import continued

LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
# Crawlers write what they know of a page in front of its text: « date 2025-11-19 3.64 BYN».
CRAWLED_DATE = re.compile(r"[ \t]*date ((?:19|20)\d\d-\d\d(?:-\d\d)?)(?=\s|$)")
DIGIT = re.compile(r"\d")
LETTER = re.compile(r"[^\W\d_]")
FULL_STOP = re.compile(r"[.!?…][»\"”’)\]]*(?:-0-)?$")
INNER_STOP = re.compile(r"[.!?…][»\"”]?\s+[«\"—–-]*\s*[А-ЯЁA-Z]")
CAPITALS = re.compile(r"\b[А-ЯЁ]{3,}(?:-[А-ЯЁ]+)?\b")
SYMBOLS_AT_END = re.compile(r"[^\w.!?…»\"”’)\]:;,%]+$")
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
TIME = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?\b")
COUNTERS = re.compile(
    r"(?:\d[\d\s.,]*[KКkк]?|комментари\w*|просмотр\w*|подписчик\w*|мин\w*\.?|чтения|чтение|раз|лайк\w*|репост\w*|[^\w\s]+|\s+|min|views?)+",
    re.IGNORECASE,
)
DATE_EXTRAS = re.compile(
    r"\b(?:последнее|обновление|обновлен\w*|изменен\w*|понедельник|вторник|среда|среду|четверг|пятница|пятницу|суббота|субботу|воскресенье|сегодня|вчера|опубликовано|опубликован|дата|публикации|размещено|создано"
    r"|добавлено|новость|от|в|года|год|г|время|чтения|мин|мск|utc|gmt|рубрике|рубрика|рубрики|просмотров|просмотры|просмотра|комментариев|комментарии|нет|№|выпуск|номер|автор|флаг|date|posted|on)\b\.?"
    r"|[+-]\d\d:?\d\d\b|«[^»]{2,60}»|\(\d+\)",
    re.IGNORECASE,
)
LABELLED_DATE = re.compile(r"опубликован|дата\s*:|дата публикации|размещено|добавлено", re.IGNORECASE)
CHANGED_DATE = re.compile(r"обновлен|изменен|актуализир", re.IGNORECASE)
SEPARATOR = re.compile(r"[|/·•,»]")
# A small letter, then a capital preposition or a time of day; a counter, then a capital word.
GLUED = re.compile(
    r"(?<=[а-яё»]{3})(?=(?:В|На|По|За|С|К|О|Об|Из|Для|При|От|До|Со|Во|После|Сегодня|Вчера|Накануне) [«а-яёА-ЯЁ\d])"
    r"|(?<=[а-яё»]{3})(?=(?:[01]?\d|2[0-3]):[0-5]\d(?!\d))|(?<=\s\d{2})(?=[А-ЯЁ][а-яё]{4,} [а-яё])|(?<=\s\d{3})(?=[А-ЯЁ][а-яё]{4,} [а-яё])"
)
MAY_BE_GLUED = re.compile(r"[А-ЯЁ\d](?:(?<=[а-яё»].)|(?<=\d[А-ЯЁ]))")  # a quick look before the search
SHORT_DAY = re.compile(rf"(?<!\d)\d{{1,2}}(?:\.\d\d(?!\d)|\s+(?:{MONTH}))(?!\w)", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+")
NAME = r"(?:(?:[А-ЯЁ]\.\s?){1,2}[А-ЯЁ][а-яёА-ЯЁ-]+|[А-ЯЁ][а-яё]+(?:\s+[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ][а-яёА-ЯЁ-]{2,}|[А-ЯЁ][а-яё]+\s+[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+)"
SIGNATURE = re.compile(
    rf"{NAME}(?:(?:\s*[,/]\s*|\s+и\s+){NAME}){{0,3}}(?:[.,]?\s*(?:$|\.$|(?:(?i:фото|снимк|видео|специально|корр|газета|информагентств)|ИА|«|\(|г\.|[\w-]+\.(?:ru|by|kz|рф)).{{0,80}}$))",
)
PROSE = 80
HEAD_LINE = 200
DIVIDERS = (".", "|", "•", "·", ":", "—", "–", "»", ">", "<", "/", " от")
# A headline mostly has a verb, the name of a newspaper has none: «Брест примет форум» against «Портал Поволжья».
VERB = re.compile(
    r"\b(?!(?:портал|журнал|канал|дело|село|школа|начало|комитет|совет|университет|институт|факультет|кабинет|край)\b)"
    r"[а-яё]{2,}(?:л|ла|ло|ли|лся|лась|лось|лись|тся|ет|ют|ут|ит|ят|ат|ёт)\b"
)
IMPRINT = 6  # words beside the date of a line that names a paper or an office
FURNISHED = ("menu", "rubric", "byline", "furniture")
WEEKDAY_BEFORE = re.compile(r"\b(?:понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье),?$", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """A line of an article: its trimmed span, its text and, once known, its role.

    Roles: text, title, lead, item (kept in the body); date, menu, furniture, caption, byline, signature, rubric, tail,
    teaser, sidebox (not kept). `label` is the phrase that gave it away; `gap` says that an empty line stands before it.
    """

    start: int
    stop: int
    text: str
    gap: bool
    role: str = "text"
    folded: str = ""
    label: str = ""
    day: date | None = None

    @property
    def prose(self) -> bool:
        """A sentence of a story, as against a heading, a teaser, a name."""
        if self.role != "text" or len(self.text) < 40:
            return False
        text = SYMBOLS_AT_END.sub("", self.text) if len(self.text) < PROSE * 3 else self.text
        if len(text) >= 200:
            return True
        # A headline may end with a quotation mark («… для «Навоиазота»»); a paragraph that does has a full stop somewhere.
        ended = FULL_STOP.search(text) or (len(text) >= PROSE and (text[-1] in ":;" or (text[-1] in '»"”' and INNER_STOP.search(text))))
        return bool(ended) and text.count(" ") >= 4

    @property
    def heading(self) -> bool:
        """It could be a title or a teaser: short, and no full stop at its end."""
        return self.role == "text" and len(self.text) < 200 and not self.prose and not self.text.endswith((".", ":", ";", ","))

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(WORD.findall(self.text))


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
        line.day = _date_line(line)
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
    if has_digit and len(text) <= 110 and (day := _date_line(line)):
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


def is_bare_date(line: Line) -> bool:
    """A date line in, whether it holds nothing but a date and a time out: «19 ноября 2025, 10:15», but not «10:15 19 ноября 2025 Алтай»."""
    return not _words_beside(line.text)


def _words_beside(text: str) -> list[str] | None:
    """The words of a line beside its date, its time and what usually goes with them; None where there is no date."""
    found = find_date(text)
    if not found:
        return None
    rest = TIME.sub(" ", f"{text[: found.start]} {text[found.stop :]}")
    return WORD.findall(COUNTERS.sub(" ", DATE_EXTRAS.sub(" ", rest)))


def _date_line(line: Line) -> date | None:
    """«Вторник, 14 октября 2025», «23.09.2025 | Экономика», «№ 34, четверг, 22 августа 2024 года»: little is left beside the date."""
    words = _words_beside(line.text)
    if words is None:
        return None
    if not _is_imprint(line.text, words):
        if len(words) > (2 if FULL_STOP.search(line.text) else 3):
            return None
        if any(word.islower() for word in words) and not SEPARATOR.search(line.text):
            return None  # «Форум откроется 19 ноября 2025 года» is a headline
    found = find_date(line.text)
    changed = CHANGED_DATE.search(line.text)
    if changed and not LABELLED_DATE.search(line.text) and not (found and found.start < changed.start() and changed.start() > found.stop):
        line.label = "changed"
    elif LABELLED_DATE.search(line.text):
        line.label = "labelled"
    elif TIME.search(line.text):
        line.label = "timed"
    return found.day if found else None


def _is_imprint(text: str, words: list[str]) -> bool:
    """«Казань. 19.03.2026. Пресс-центр вуза», «Деловой вестник, 5 июля 2018 г.»: few words, no verb, and the date a part of its own."""
    found = find_date(text)
    if found is None or len(words) > IMPRINT or VERB.search(text):
        return False
    before, after = text[: found.start].rstrip(), text[found.stop :].lstrip(" \xa0")
    return (not after and before.endswith(",")) or (before.endswith((".", "|")) and after.startswith((".", "|", ",")))


def date_beside(line: Line) -> date | None:
    """A line of the head that holds more than its date in, the date out if the line is marked with it and does not merely speak of it.

    «Мэр принял гостей 5 мая 2025, 16:31», «Газета «Заря», пятница, 20 мая 2016 г.», «07.11.2024 Вестник …»; «Форум пройдёт 5 мая 2025 года» → None.
    """
    text = line.text[:HEAD_LINE]
    found = find_date(text)
    if found is None or line.label == "changed" or CHANGED_DATE.search(text):
        return None
    before, after = text[: found.start].rstrip(), text[found.stop :].lstrip(" \xa0.,|")
    ends = not after and len(line.text) < HEAD_LINE
    timed = TIME.fullmatch(after) is not None
    apart = before.endswith(DIVIDERS) or WEEKDAY_BEFORE.search(before) is not None
    leading = not before and found.stop - found.start == len("07.11.2024") and TIME.sub("", after, count=1).lstrip()[:1].isupper()
    return found.day if timed or leading or (ends and apart) or line.role in FURNISHED else None


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
