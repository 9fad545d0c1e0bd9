"""Hauling: trains, ships, columns of lorries: what carries goods, and is no side of a deal."""

from __future__ import annotations

from extractors.lexicon import key
from schemas.match import Mention

# goods themselves, unless they come «с мукой»
CARRIERS = {
    "поезд", "состав", "эшелон", "сухогруз", "теплоход", "корабль", "паром", "самолет", "рефрижератор", "автомобиль", "балкер", "танкер", "баржа",
    "пароход", "контейнеровоз", "скотовоз", "зерновоз", "борт", "спецборт", "рейс", "конвой", "трейлер", "грузовик", "газовоз", "траулер", "лесовоз",
}  # fmt: skip
HAULING = CARRIERS | {"колонна", "автоколонна", "караван", "фура", "вагон", "судно", "машина", "автомашина", "большегруз", "автопоезд", "вертолет", "обоз"}


def hauls(mention: Mention) -> bool:
    """«поезд», «колонна с мукой»: what carries goods, and no firm that is called so."""
    return key(mention.lemma) in HAULING and "«" not in mention.name
