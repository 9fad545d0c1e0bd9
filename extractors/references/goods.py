"""What a general word for goods takes up: «два балкера. / Суда построит верфь», «12 лифтов. / Подъёмники закупил фонд».

In: the lemmas of two heads. Out: whether the general one may mean what the other names.
"""

from __future__ import annotations

from functools import lru_cache

from extractors.lexicon import bits_of, class_bits, key

MACHINES = ("kind_machine", "kind_vehicle")
GENERAL = {
    "судно": ("kind_vessel",),
    "корабль": ("kind_vessel",),
    "плавсредство": ("kind_vessel",),
    "вагон": ("kind_car",),
    "состав": ("kind_car",),
    "поезд": ("kind_car",),
    "локомотив": ("kind_car",),
    "машина": (*MACHINES, "kind_aircraft", "kind_car", "kind_equipment"),
    "автомобиль": ("kind_vehicle",),
    "автомашина": ("kind_vehicle",),
    "транспорт": ("kind_vehicle", "kind_car"),
    "техника": (*MACHINES, "kind_aircraft", "kind_equipment"),
    "агрегат": (*MACHINES, "kind_equipment"),
    "самолет": ("kind_aircraft",),
    "лайнер": ("kind_aircraft",),
    "борт": ("kind_aircraft",),
    "оборудование": (*MACHINES, "kind_equipment"),
    "установка": ("kind_equipment",),
    "аппарат": ("kind_equipment", "kind_aircraft"),
    "прибор": ("kind_equipment",),
    "подъемник": ("kind_lift",),
    "зерно": ("kind_grain",),
    "сырье": ("kind_grain", "kind_fuel", "kind_wood", "kind_fertilizer"),
    "мясо": ("kind_meat",),
    "животное": ("kind_animal",),
    "скот": ("kind_animal",),
    "топливо": ("kind_fuel",),
    "удобрение": ("kind_fertilizer",),
    "лес": ("kind_wood",),
    "пиломатериал": ("kind_wood",),
    "пиломатериалы": ("kind_wood",),
    "препарат": ("kind_medicine",),
    "лекарство": ("kind_medicine",),
    "фрукт": ("kind_fruit",),
    "фрукты": ("kind_fruit",),
    "овощ": ("kind_fruit",),
    "овощи": ("kind_fruit",),
    "плод": ("kind_fruit",),
}


@lru_cache(2_000)
def takes_up(general: str, special: str) -> bool:
    """«судно» may be the балкер told before, «вагон» the трамвай; not the other way round."""
    kinds = GENERAL.get(key(general))
    return kinds is not None and key(general) != key(special) and bool(class_bits(special) & bits_of(kinds))
