"""Hauling: trains, ships, columns of lorries: what carries goods, and is no side of a deal."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.lexicon import key
from extractors.view import View
from schemas.match import Filler, Mention

# goods themselves, unless they come «с мукой»
CARRIERS = {
    "поезд", "состав", "эшелон", "сухогруз", "теплоход", "корабль", "паром", "самолет", "рефрижератор", "автомобиль", "балкер", "танкер", "баржа",
    "пароход", "контейнеровоз", "скотовоз", "зерновоз", "борт", "спецборт", "рейс", "конвой", "трейлер", "грузовик", "газовоз", "траулер", "лесовоз",
}  # fmt: skip
HAULING = CARRIERS | {"колонна", "автоколонна", "караван", "фура", "вагон", "судно", "машина", "автомашина", "большегруз", "автопоезд", "вертолет", "обоз"}


def hauls(mention: Mention) -> bool:
    """«поезд», «колонна с мукой»: what carries goods, and no firm that is called so."""
    return key(mention.lemma) in HAULING and "«" not in mention.name


def loads(fillers: Sequence[Filler], view: View) -> list[Filler]:
    """«два борта, / доставивших продукты и шприцы», «сухогруз, / перевозящий муку»: what the carrier brings, and not the carrier."""
    carried = len(fillers) > 1 and hauls(fillers[0].mention) and brings(fillers[1].mention.first, view)
    return list(fillers[1:] if carried else fillers)


def brings(at: int, view: View) -> bool:
    """«доставивший», «перевозящий»: a participle of carrying."""
    return view.lemmas[at] in BRINGING and view.tokens[at].feats.form == "part" and view.tokens[at].feats.voice != "pass"


BRINGING = {"доставить", "доставлять", "везти", "привезти", "привозить", "перевозить", "нести", "транспортировать"}
