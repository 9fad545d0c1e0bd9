"""What the engine reads better in other letters: «и.о. министра», and full stops that end no sentence although a capital letter follows.

«5 млн долл. США», «пров. Хэбэй», «в сент. Минск принял …», «Tools Co. Ltd», «Tools Pvt. Ltd. из Индии».
"""

from __future__ import annotations

import re

OPEN = re.compile(
    r"\b(?:"
    r"долл?\.(?=\s(?:США|Канады|Гонконга|Сингапура))"
    r"|(?:[Рр]есп|[Пп]ров|[Пп]реф|[Гг]ен|[Пп]рем)\.(?=\s[А-ЯЁ])"
    r"|(?:[ВвС]|с|к|до|по|за|[–—-])\s?(?:янв|февр?|апр|авг|сент?|окт|нояб?|дек)\.(?=\s[А-ЯЁ])"
    r"|(?:Co|Pvt)\.,?(?=\s(?:Ltd|LTD|Limited|LLC)\b)"
    r"|(?:Ltd|Inc|Corp|LTD|INC)\.(?=\s[а-яё(]|,)"
    r"|(?:тыс|млн|млрд)\.(?=\s(?:[Тт]онн|[Дд]олл|[Рр]уб|[Ее]вро|[Юю]ан))"
    r")"
)
# A quick look before the search: the last letters of these words, and a stop.
MAY_BE_OPEN = re.compile(r"\.(?<=(?:ол|лл|сп|ов|еф|ен|ем|нв|ев|вр|пр|вг|нт|кт|оя|яб|ек|ыс|лн|рд|Co|vt|td|nc|rp|TD|NC)\.)(?=[\s,])")
ACTING = re.compile(r"\b([иИ])\.(\s?)о\.(?=\s[А-ЯЁа-яё]{3})")
BEGINNING = re.compile(r"((?:^|[.!?]\s)(?:[ВСД]о?\s)?\d[\d\s–—-]{0,8}(?:по\s\d\d?\s)?[а-я]{3,8}\s[тс])\.(\s?)г\.(?=\s[А-ЯЁ])")


def without_open_stops(text: str) -> str:
    """A text → one of the same length, where stops that end no sentence are blanks: «5 млн долл. США» → «5 млн долл  США», «и.о. главы» → «врио главы»."""
    if "." not in text:
        return text
    if ".о." in text or ". о." in text:
        text = ACTING.sub(_acting, text)
    found = OPEN.sub(_open, text) if MAY_BE_OPEN.search(text) else text
    return BEGINNING.sub(_blanked, found) if ".г." in found or ". г." in found else found


def _open(match: re.Match[str]) -> str:
    """«долл.» → «долл », «Co.,» before «Ltd» → «Co  »."""
    return match[0].rstrip(".,").ljust(len(match[0]))


def _acting(match: re.Match[str]) -> str:
    """«и.о. министра» → «врио министра», which the engine knows, in as many letters: «и. о.» → «врио »."""
    return ("Врио" if match[1] == "И" else "врио") + match[2]


def _blanked(match: re.Match[str]) -> str:
    """«25–27 сентября с.г.» → «25–27 сентября     »."""
    return match[1][:-1] + " " * (len(match[0]) - len(match[1]) + 1)
