"""Likeness: how much a side of a deal looks like one who supplies, builds or serves, from its head noun, its type, its name, and who lets it act."""

from __future__ import annotations

from collections.abc import Set

from extractors.lexicon import classes_of, key
from extractors.view import View
from schemas.match import Filler, Match

WORKS = ("завод", "комбинат", "фабрика", "верфь")  # «автозавод», «мясокомбинат»
EITHER = {"переработчик", "концерн", "объединение", "аграрий", "хозяйство", "кооператив", "инвестор", "фонд"}  # makers that buy as often


def likeness(filler: Filler) -> int:
    """How much a side looks like a supplier (> 0) or a customer (< 0), from its head noun and type."""
    mention = filler.mention
    classes = classes_of(mention.lemma)
    if "buyer" in classes and key(mention.lemma) not in EITHER:
        return -2 if mention.type != "place" else -1
    if "maker" in classes or mention.lemma.endswith(WORKS) or _plant(mention.name):
        return 0 if key(mention.lemma) in EITHER else 2
    if mention.type == "person" and key(mention.position or "").startswith(OFFICIALS):
        return -2  # «контракт подписали министр здравоохранения и консорциум»
    if any(stem in key(mention.name) for stem in BUYING):
        return -2  # «Египетское агентство по закупкам продовольствия»
    return {"government": -2, "place": -1}.get(mention.type, 0)


def _plant(name: str) -> bool:
    """«МАЗ», «БелАЗ», «ЧТЗ»: short names of plants end in a З that stands for «завод»."""
    return 3 <= len(name) <= 7 and name.isalpha() and name.endswith("З") and name not in ("СЭЗ", "ОЭЗ", "ПЭЗ")


def is_from(filler: Filler, codes: Set[str]) -> bool:
    return bool({filler.mention.country, filler.mention.region} & codes)


def takes_from(filler: Filler, codes: Set[str]) -> bool:
    """Whether the goods are of another land than a side whose own is told."""
    return bool(codes) and bool(filler.mention.country) and not is_from(filler, codes)


def is_let(actor: Filler, match: Match, view: View) -> bool:
    """«указ разрешает / концерну / заключить контракт»: whom the state permits or charges to sign."""
    ruler = view.tokens[match.trigger].head
    called = not actor.mention.prep and (actor.mention.may_be("dat") or actor.mention.may_be("acc"))
    return match.form == "infinitive" and called and ruler >= 0 and key(view.lemmas[ruler]) in LETTING


LETTING = {"разрешить", "разрешать", "разрешаться", "поручить", "поручать", "поручаться", "уполномочить", "позволить"}


def works(filler: Filler, act: str) -> bool:
    """«Атомстройэкспорт», «трест «Монтажник», «Сибсервис»: the name says who builds or serves; a port handles cargo."""
    name = key(filler.mention.name)
    return any(stem in name for stem in WORKING) or (act in CARGO and any(stem in name for stem in ("порт", "терминал", "верфь")))


def lends(filler: Filler) -> bool:
    """«Кувейтский фонд», «Исламский банк развития»: the name says who lends."""
    name = key(filler.mention.name)
    return any(stem in name for stem in LENDING)


OFFICIALS = ("вице-", "министр", "замминистр", "заместитель министра", "мэр", "губернатор", "аким", "хоким")
BUYING = ("закупк", "закупочн")
LENDING = ("банк", "фонд", "bank", "fund")
WORKING = ("строй", "монтаж", "сервис", "ремонт", "проект", "логист", "engineering", "инжиниринг", "construct", "констракшн")
CARGO = {"перевалка", "хранение", "бункеровка", "докование", "ремонт", "погрузка", "обработка"}
