"""Lines of a page that date it in, their day out: a date of its own, an imprint, a date beside a headline."""

from __future__ import annotations

import re
from datetime import date

from pipeline.clean_dates import find_date
from pipeline.clean_line import FULL_STOP, WORD, Line

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
LABEL_BEFORE = re.compile(r"(?:опубликован\w*|размещен\w*|добавлен\w*|дата публикации):?$", re.IGNORECASE)
CHANGED_DATE = re.compile(r"обновлен|изменен|актуализир", re.IGNORECASE)
SEPARATOR = re.compile(r"[|/·•,»]")
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


def date_of_line(line: Line) -> date | None:
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

    «Мэр принял гостей 5 мая 2025, 16:31», «Газета «Заря», пятница, 20 мая 2016 г.», «07.11.2024 Вестник …», «Дайджест за неделю · опубликовано 01.12.2025»; «Форум пройдёт 5 мая 2025 года» → None.
    """
    text = line.text[:HEAD_LINE]
    found = find_date(text)
    if found is None or line.label == "changed" or CHANGED_DATE.search(text):
        return None
    before, after = text[: found.start].rstrip(), text[found.stop :].lstrip(" \xa0.,|")
    ends = not after and len(line.text) < HEAD_LINE
    timed = TIME.fullmatch(after) is not None
    apart = before.endswith(DIVIDERS) or WEEKDAY_BEFORE.search(before) is not None or LABEL_BEFORE.search(before) is not None
    leading = not before and found.stop - found.start == len("07.11.2024") and TIME.sub("", after, count=1).lstrip()[:1].isupper()
    return found.day if timed or leading or (ends and apart) or line.role in FURNISHED else None
