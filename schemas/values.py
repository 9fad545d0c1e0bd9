"""Values that the scanners find: dates, money, percents, changes, quantities, places.

Every value is a span of the text it was found in (`text[start:stop]`) with what it means. Values are never changed once made; they are not
declared frozen, because making them would take thrice the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(slots=True, unsafe_hash=True)
class DateSpan:
    """«27-28 июня 2025 года» → edtf "2025-06-27/2025-06-28", first and last day.

    `edtf` is None where the words name no time that can be placed («в ближайшее время»);
    `first`/`last` are None where the year is unknown or an end is open.
    `grain`: "day", "month", "quarter", "half", "season", "year", "span" (a range), "vague".
    `anchor`: what fixed it: "absolute", "published" (relative to publication), "weekday",
    "tense" (the year by nearness), "none" (year left XXXX).
    `role`: "point" (when something happens), "deadline" («до 1 марта», «к 2030 году»), "start"
    («с 1 апреля», «начиная с марта»), "duration" («на 2026-2028 годы»), "result" («по итогам 2024 года»,
    «за девять месяцев», «в январе–октябре»), "base" («по сравнению с 2024 годом», «годом ранее», «к тому же периоду»).
    """

    start: int
    stop: int
    text: str
    edtf: str | None
    first: date | None
    last: date | None
    grain: str
    anchor: str
    role: str = "point"


@dataclass(slots=True, unsafe_hash=True)
class Money:
    """«от 3 до 5 млн евро» → value 3000000, high 5000000, currency "EUR"; bound exact|approx|min|max.

    `currency` is None where the text names none («417 млн») and nothing in the same text settles it.
    """

    start: int
    stop: int
    text: str
    value: Decimal
    currency: str | None
    bound: str = "exact"
    high: Decimal | None = None


@dataclass(slots=True, unsafe_hash=True)
class Percent:
    """«30%» → value 30; `points` for percentage points («на 2 п. п.»)."""

    start: int
    stop: int
    text: str
    value: Decimal
    bound: str = "exact"
    points: bool = False


@dataclass(slots=True, unsafe_hash=True)
class Change:
    """«вырос на 30%» → +30, «в 1,5 раза больше» → +50, «вдвое» → +100, «снизился на треть» → about −33.33, «(+14 %)» → +14.

    The span covers the words that state the change, the verb of growth included where it is adjacent.
    """

    start: int
    stop: int
    text: str
    percent: Decimal
    bound: str = "exact"


@dataclass(slots=True, unsafe_hash=True)
class Quantity:
    """«60 автобусов» → 60 "шт" of «автобусов»; «3,2 тыс. тонн муки» → 3200 "т" of «муки».

    `unit`: шт, т, кг, м, км, м2, га, м3, л, голов, чел, кВт·ч, МВт, баррель, TEU, мест … ; `item_start:item_stop` are the counted noun
    phrase's own words where they follow («автобусов большой вместимости»: at least its head noun), else None.
    """

    start: int
    stop: int
    text: str
    value: Decimal
    unit: str
    bound: str = "exact"
    item_start: int | None = None
    item_stop: int | None = None


@dataclass(slots=True, unsafe_hash=True)
class Place:
    """A country, region or town: «Пензы» → name "Пенза", country "RU", region "RU-PNZ", kind "town".

    `kind`: "country", "region" (first level), "district", "town", "area" (СНГ, Поволжье: no code).
    `form`: "name" («Пенза», «Пензенская область»), "adjective" («пензенский»), "demonym" («пензенцы», «белорусы»).
    `region_name`: the plain name of the region in which a town or district lies («Пензенская область»).
    """

    start: int
    stop: int
    text: str
    name: str
    country: str | None
    region: str | None
    kind: str
    form: str = "name"
    region_name: str | None = None
