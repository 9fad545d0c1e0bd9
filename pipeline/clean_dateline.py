"""The dateline of an agency: where, when and who, before the first sentence of a story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.clean_dates import MONTH, find_date
from schemas.article import Block

GAP = r"[ \xa0]"
DAY = rf"\d{{1,2}}{GAP}+(?:{MONTH})(?:,?{GAP}+(?:19|20)\d\d(?:{GAP}*(?:года|г\.?)(?!\w))?)?|\d{{1,2}}\.\d\d\.(?:(?:19|20)\d\d|\d\d(?!\d))"
TIME = rf"(?:,?{GAP}+\d{{1,2}}:\d\d)?"
PLACE = rf"(?:г\.{GAP}?|пос\.{GAP}?|с\.{GAP}?)?[А-ЯЁ][А-ЯЁа-яё-]*(?:{GAP}(?:на|[А-ЯЁ(][А-ЯЁа-яё)-]*)){{0,3}}"
AGENCY = (
    rf"/[^/\n]{{2,40}}/|\([^()\n]{{2,40}}\)|(?:(?:ИА|РИА|Корр\.?){GAP})?«[^«»\n]{{2,30}}»"
    rf"|(?:(?:ИА|РИА|МИА|Корр\.|корр\.){GAP})?"
    r"(?:[A-Z][\w.-]{1,20}|[А-ЯЁ][а-яё]{0,12}[А-ЯЁ][\w-]{0,20}|[А-ЯЁ][а-яё]{1,12}-(?:[Ии]нформ|[Ии]нфо|[Мм]едиа|[Пп]ресс|[Нн]ьюс|[А-ЯЁ][а-яё]+)|Новости|Интерфакс|Спутник|Прайм|Регнум|Кабар|Казинформ|Росбалт)"
    rf"(?:{GAP}[A-ZА-ЯЁ][\w-]{{1,15}}){{0,2}}"
    rf"(?:{GAP}[–—-]{GAP}[А-ЯЁ-]{{3,15}}(?:{GAP}[А-ЯЁ-]{{3,15}})?(?={GAP}[–—-]{GAP}))?"  # «ИНТЕРФАКС - ДАЛЬНИЙ ВОСТОК - »
)
NAMED = rf"(?:{GAP}*[.,:]?{GAP}*(?:[–—-]{GAP}*)?(?P<agency>{AGENCY})(?={GAP}*[.:–—-]|/|\)|(?<=/){GAP}*[«А-ЯЁ]))?"
END = rf"(?P<end>{GAP}*(?:\.{GAP}*[–—-]|[.:–—]|--?(?={GAP}))?{GAP}*(?=[«\"„“(A-ZА-ЯЁ\d]|$))"
PLACE_FIRST = re.compile(rf"(?P<place>{PLACE})(?:[.,]|{GAP}[–—]){GAP}+(?:{DAY}){TIME}{NAMED}{END}")
DAY_FIRST = re.compile(rf"(?:{DAY})(?:[,.]|(?<=г\.)){GAP}+(?P<place>{PLACE}){NAMED}{END}")
AGENCY_FIRST = re.compile(rf"(?P<agency>(?P<place>(?:ИА|РИА|МИА){GAP}[«\"]?[A-ZА-ЯЁ][\w.-]+[»\"]?)),{GAP}+(?:{DAY}){END}")
OUTLET_FIRST = re.compile(  # «UzDaily, 3 октября 2024 года. Хоким принял …»
    rf"(?P<agency>(?P<place>[A-Z][\w-]{{2,20}}(?:\.[a-z]{{2,3}})?|«[А-ЯЁ][^«»\n]{{2,30}}»|[А-ЯЁ][а-яё]{{1,12}}-?(?:[Ии]нформ|[Ии]нфо|[Мм]едиа|[Пп]ресс|[Нн]ьюс))),{GAP}+"
    rf"\d{{1,2}}{GAP}+(?:{MONTH}){GAP}+(?:19|20)\d\d{GAP}*(?:года|г\.?)?(?P<end>\.{GAP}+(?=[«\"„“A-ZА-ЯЁ]))"
)
ENCLOSED = re.compile(  # «(Пенза, 3 октября 2024 г., «ПензаИнформ»)», «/3 октября 2024 года, ИА «Пенза-Пресс»/»
    rf"(?P<agency>(?P<open>[(/\[])(?P<place>{PLACE},{GAP}+)?(?:{DAY}){TIME}(?:,{GAP}*[^()/\n]{{2,40}})?[)/\]])(?P<end>{GAP}*[.:–—-]?{GAP}*)(?=[«\"„“A-ZА-ЯЁ\d])"
)
OUTLET_PLACE = re.compile(  # «УрБК, Екатеринбург, 11.06.2025. Мэр принял …», «РИА Ю-Ф, Сочи, 5 мая 2019 года – …»
    rf"(?P<agency>(?:(?:ИА|РИА|МИА){GAP})?[«\"]?[A-ZА-ЯЁ][\w.-]{{1,20}}[»\"]?),{GAP}+(?P<place>{PLACE}),{GAP}+(?:{DAY}){TIME}(?P<end>{GAP}*[.:–—-]{GAP}*)(?=[«\"„“(A-ZА-ЯЁ\d])"
)
IN_BRACKETS = re.compile(rf"(?P<place>{PLACE}){GAP}\((?:{DAY}){TIME}(?:,{GAP}*(?P<agency>[^()\n]{{2,40}}))?\)(?P<end>{GAP}*[.:–—-]{GAP}*)")
PLACE_ONLY = re.compile(rf"(?P<place>[А-ЯЁ][А-ЯЁ-]{{2,}}(?:{GAP}[А-ЯЁ-]{{2,}}){{0,2}})[.,]?{GAP}+(?P<agency>/[^/\n]{{2,40}}/)(?P<end>{GAP}*[.:–—-]*{GAP}*)")
OUTLET_DASH = re.compile(
    rf"(?P<agency>(?P<place>\(?[A-Z][\w.-]{{2,20}}\)?)(?:{GAP}\([A-Z]{{2,3}}\))?){GAP}+(?P<end>[–—-]{GAP}+)(?=[А-ЯЁ«])"
)  # «CentralAsia (TJ) - Посол …»
PLACE_BRACKET = re.compile(
    rf"(?P<place>{PLACE}(?:,{GAP}{PLACE})?){GAP}(?P<agency>\([A-Z][\w.-]{{2,30}}\)){GAP}*(?P<end>[–—-]{GAP}*)(?=[А-ЯЁ«])"
)  # «Ташкент, Узбекистан (UzDaily.uz) – …»
NO_PLACE = frozenset(
    (
        "сегодня",
        "вчера",
        "завтра",
        "накануне",
        "понедельник",
        "вторник",
        "среда",
        "четверг",
        "пятница",
        "суббота",
        "воскресенье",
        "сейчас",
        "опубликовано",
        "дата",
    )
)
PUNCTUATED = re.compile(r"[.:–—/)-]")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The span of the agency line and its date, where it has a year."""

    start: int
    stop: int
    day: date | None


def find_dateline(text: str, blocks: Sequence[Block]) -> Dateline | None:
    """A text and its blocks in, the dateline of one of the first paragraphs out.

    «Пенза, 19 ноября 2025. PenzaNews. Заседание …» → the span up to «Заседание», 2025-11-19.
    """
    for block in [block for block in blocks if block.kind != "title"][:4]:
        found = _at(text, block)
        if found:
            return found
    return None


def _at(text: str, block: Block) -> Dateline | None:
    limit = min(block.stop, block.start + 160)
    for pattern in (PLACE_FIRST, DAY_FIRST, AGENCY_FIRST, OUTLET_FIRST, OUTLET_PLACE, ENCLOSED, IN_BRACKETS, PLACE_ONLY, PLACE_BRACKET, OUTLET_DASH):
        match = pattern.match(text, block.start, limit)
        if match and (match["place"] or "—").split()[0].casefold() not in NO_PLACE and _closed(match):
            stop = match.end() if match.end() < limit else limit
            words = text[match.start() : stop].rstrip(" \xa0")
            found = find_date(words)
            return Dateline(match.start(), match.start() + len(words), found.day if found else None)
    return None


def _closed(match: re.Match[str]) -> bool:
    """«Пенза, 19 ноября.» ends; «Минск, 14 октября Делегация …» does not."""
    return bool(match["agency"]) or PUNCTUATED.search(match["end"]) is not None or match[0].rstrip(" \xa0").endswith(".")
