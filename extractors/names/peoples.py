"""Where a person's name is at home: «Чэнь Пин» → CN, «Гагик Степанян» → AM, «Сергей Федотов» → the countries once one state.

Only what speaks for itself: most names say nothing, and then nothing is said.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.lexicon import key, members

NEIGHBOURS = frozenset({"RU", "BY", "UA", "KZ", "KG", "UZ", "TJ", "TM", "AZ", "AM", "GE", "MD", "EE", "LV", "LT"})
SLAVS = frozenset({"RU", "BY", "UA"})
EASTERN = ("ко", "ук", "юк", "их", "ых")  # «Шевченко», «Ляшук», «Седых»
BALKANS = frozenset({"RS", "BA", "ME", "HR", "SI", "MK"})
# One syllable as Chinese names are spelled in Russian: «Чжан», «Сяо», «юнь».
SYLLABLE = (
    r"(?:чж|цз|[бпмфдтнлгкхцсчшжйв])?"
    r"(?:юань|юнь|юэ|юй|ян|янь|яо|инь|ин|юн|уань|уан|унь|уай|уэй|уй|уа|эй|эн|энь|ань|ан|ай|ао|оу|ун|ю|я|е|и|у|о|ы|э|а)"
)
CHINESE = re.compile(f"(?:{SYLLABLE}){{1,2}}")
CHINESE_FAMILY = re.compile(SYLLABLE)
VIETNAMESE = {"нгуен", "чан", "тран", "ле", "фам", "хоанг", "во", "ву", "данг", "буй", "до", "хо", "нго", "зыонг", "фан", "хуинь", "чыонг", "динь", "тыонг"}
SLAVIC = re.compile(r"(?:[оеё]в|[иы]н|[сц]к(?:ий|ой)|енко|ович|евич|чук|юк)(?:а|ая)?")
ENDINGS = (
    (re.compile(r".+(?:янц?|анц)"), frozenset({"AM"})),
    (re.compile(r".+(?:швили|дзе|[ая]ва)"), frozenset({"GE"})),
    (re.compile(r".+(?:оглу|оглы|кызы)"), frozenset({"TR", "AZ"})),
)


@lru_cache(1_000)
def homes(name: str) -> frozenset[str]:
    """A full name → the countries that it points to; empty where it points nowhere in particular."""
    words = key(name).split()
    if len(words) < 2:
        return frozenset()
    if len(words) >= 3 and words[0] in VIETNAMESE:
        return frozenset({"VN"})
    if len(words) == 2 and CHINESE_FAMILY.fullmatch(words[0]) and CHINESE.fullmatch(words[1]):
        return frozenset({"CN", "TW", "SG"})
    if words[0] in members("native_given"):
        return NEIGHBOURS if SLAVIC.search(words[-1]) or words[-1].endswith(("ян", *EASTERN)) else frozenset()
    if words[-1].endswith("ич"):
        return BALKANS | {"BY"} if words[-1].endswith(("ович", "евич")) else BALKANS
    if words[-1].endswith(("ов", "ова", "ев", "ева")):  # «Нурлан Байжанов», «Жавлон Рузметов»
        return NEIGHBOURS | {"BG"}
    return next((where for ending, where in ENDINGS if ending.fullmatch(words[-1]) and len(words[-1]) > 5), frozenset())


def is_foreign(name: str) -> bool:
    """«Гюнтер Вальднер», «Цэрэндорж Батбаяр» → True: neither a given name nor a surname such as Russians and Belarusians bear."""
    words = key(name).split()
    return len(words) > 1 and words[0] not in members("native_given") and not SLAVIC.search(words[-1]) and not words[-1].endswith(("ко", "ик", "ич"))
