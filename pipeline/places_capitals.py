"""Capitals told by what they are capitals of: «столица Узбекистана», «башкирская столица» → Ташкент, Уфа."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.gazetteer import gazetteer, place_name
from schemas.changed import replace
from schemas.values import Place

BEFORE = re.compile(r"(?:([а-яё-]+)\s)?(столиц(?:а|ы|е|у|ей|ею))\s$", re.IGNORECASE)
BEHIND = re.compile(r"\s(столиц(?:а|ы|е|у|ей|ею))(?![а-яё])", re.IGNORECASE)
REACH = 40
OTHER = (
    "север",
    "южн",
    "культурн",
    "делов",
    "летн",
    "зимн",
    "книжн",
    "втор",
    "нов",
    "бывш",
    "кулинарн",
    "молодежн",
    "молодёжн",
    "промышленн",
    "нефтян",
    "спортивн",
)
CHOSEN = {"RU": "Москва", "BY": "Минск", "UA": "Киев", "AE": "Абу-Даби", "NO": "Осло"}
NONE = {"RU-LEN", "RU-MOS", "BY-MI", "UA-32", "DZ", "TN", "IL", "CN-HK", "MA", "NL", "BO", "LK"}  # none, or not the first town of the table


@cache
def capitals() -> dict[str, tuple[str, str]]:
    """Code of a country or region → name and region code of its capital, the first town that the table has of it."""
    found: dict[str, tuple[str, str]] = {}
    for kind, country, region, _, name in (row[:5] for row in gazetteer().rows):
        if kind == "town":
            chosen = CHOSEN.get(country)
            if chosen is None or chosen == name:
                found.setdefault(country, (name, region))
            if region:
                found.setdefault(region, (name, region))
    return {code: capital for code, capital in found.items() if code not in NONE}


def with_capitals(text: str, places: Sequence[Place]) -> list[Place]:
    """The places of a text, where «столица» and the place it is of become the town; all others stay."""
    return list(_with_capitals(text, places)) if "столиц" in text.lower() else list(places)


def _with_capitals(text: str, places: Sequence[Place]) -> Iterator[Place]:
    for place in places:
        capital = capitals().get(place.region or place.country or "") if place.kind in ("country", "region") else None
        before = BEFORE.search(text[max(0, place.start - REACH) : place.start]) if capital and place.form == "name" else None
        behind = BEHIND.match(text, place.stop) if capital and place.form == "adjective" else None
        if capital is not None and before is not None and not (before[1] or "").lower().startswith(OTHER):
            yield _town(text, place, max(0, place.start - REACH) + before.start(2), place.stop, capital)
        elif capital is not None and behind is not None:
            yield _town(text, place, place.start, behind.end(), capital)
        else:
            yield place


def _town(text: str, place: Place, start: int, stop: int, capital: tuple[str, str]) -> Place:
    name, region = capital
    return replace(
        place, start=start, stop=stop, text=text[start:stop], name=name, region=region or None, kind="town", form="name", region_name=place_name(region) if region else None
    )  # fmt: skip
