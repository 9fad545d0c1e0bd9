"""Lexicons: classes of words, read from `lexicons/*.toml`.

A file holds tables of one class each; a line is a lemma and a phrase where it is met:

    [post]
    "губернатор" = "губернатор области принял посла"
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from schemas.data import toml


@lru_cache(5_000)
def key(word: str) -> str:
    """«Учёный» → "ученый": the spelling under which lemmas are compared."""
    return word.lower().replace("ё", "е")


@cache
def classes() -> dict[str, frozenset[str]]:
    """All classes → their lemmas."""
    found: dict[str, set[str]] = {}
    for file in sorted(entry.name for entry in files("extractors").joinpath("lexicons").iterdir()):
        if file.endswith(".toml"):
            for name, words in toml("extractors", f"lexicons/{file}").items():
                found.setdefault(name, set()).update(key(word) for word in words)
    return {name: frozenset(words) for name, words in found.items()}


@cache
def members(*names: str) -> frozenset[str]:
    """The lemmas of a class or of several; raises KeyError for a class that no file has."""
    return frozenset[str]().union(*[classes()[name] for name in names])


@cache
def _bits() -> dict[str, int]:
    """Every class → a bit of its own."""
    return {name: 1 << i for i, name in enumerate(classes())}


def bits_of(names: Iterable[str]) -> int:
    """Classes as the bits of one number: whether some of them are among others is then one step."""
    bits, found = _bits(), 0
    for name in names:
        found |= bits[name]
    return found


# «хладокомбинат» is a комбинат, «автозавод» a завод: compounds are classed by their last part.
HEADS = (
    "комбинат", "завод", "фабрика", "холдинг", "водоканал", "концерн", "кооператив", "университет", "институт", "предприятие", "трест", "верфь", "агентство",
    "корпорация", "компания", "исполком", "управление", "банк", "хозяйство", "гигант", "ведомство", "объединение", "производитель", "техника", "продукция", "оборудование", "препарат",
    "колледж", "лицей", "диспансер", "клиника", "больница", "музей", "лаборатория", "центр", "ферма", "терминал", "кластер", "хаб", "питомник", "техникум", "гимназия", "выставка", "ярмарка", "удобрение", "запчасть", "прицеп", "вагон", "двигатель", "бус",
)  # fmt: skip


MINISTRY = re.compile(
    "мин(?:труд|цифр|спорт|юст|прос|восток|кавказ|природ|наук|об(?:о?р)|эк|пром|связ|строй|имущ|тур|культ|мол|сельхоз|торг|здрав|транс|фин|энерг|агро|рыб|лес|инф|печат|"
    "регион|инвест|жкх|экол|соц|нац)[а-я]*"
)  # «Минцифры», «минтуризм»
NO_CLASS = frozenset[str]()
PARTIES = {"organization", "government", "group", "post", "place_noun"}


@cache
def _classes_by_word() -> dict[str, frozenset[str]]:
    """Every lemma of the lexicons → its classes."""
    found: dict[str, set[str]] = {}
    for name, words in classes().items():
        for word in words:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


ROLES = {"партнер", "участник", "участница", "лидер", "сосед", "победитель", "организатор", "учредитель"}


@lru_cache(3_000)
def classes_of(lemma: str) -> frozenset[str]:
    """The classes that hold a lemma, or the last or first part of a compound («город-побратим», «завод-изготовитель»)."""
    word = key(lemma)
    found = _classes_by_word().get(word, NO_CLASS)
    if found & PARTIES or (found and "-" in word):
        return found
    if "-" in word:
        first, last = word.partition("-")[0], word.rpartition("-")[2]
        named = classes_of(first) if last in ROLES else NO_CLASS  # «вуз-партнёр» is a school
        return named if named & PARTIES else classes_of(last) or classes_of(first)
    if MINISTRY.fullmatch(word):
        return found | {"government", "level_state"}
    head = next((h for h in HEADS if word.endswith(h) and len(word) > len(h) + 2), None)
    return found | classes_of(head) if head else found


@lru_cache(3_000)
def class_bits(lemma: str) -> int:
    """The same as bits."""
    return bits_of(classes_of(lemma))
