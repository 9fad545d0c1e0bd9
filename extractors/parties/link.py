"""Identity: one entity and one event under one id, in every article and on every machine.

An id is a hash of what all tellings share. For an entity that is its normal form («ОАО "Гомсельмаш"» = «Гомсельмаш», «Белоруссия» =
«Республика Беларусь», «турецкий минсельхоз» = «минсельхоз Турции»), for an event its table, day and sides.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from extractors.inflect import parses
from extractors.lexicon import classes_of, key
from extractors.names.persons import is_given_name, is_patronymic
from schemas.facts import PARTY_SLOTS, Party

LEGAL = re.compile(r"\b(?:ооо|оао|зао|пао|нао|одо|ао|тоо|чуп|чтуп|руп|руэп|куп|уп|кфх|ип|нпо|нпп|нпк|пкф|по|гкп|спк|гк|фгуп|муп|гуп|сп|тд)\b")
LONG_LEGAL = re.compile(
    r"\b(?:(?:открытое|закрытое|публичное) )?акционерное общество\b|\b(?:общество|товарищество) с ограниченной ответственностью\b|\bгруппа компаний\b"
)
QUOTED = re.compile(r"«([^«»]+)»")
NOT_WORD = re.compile(r"[^0-9a-zа-я]+")
RELATIONAL = re.compile(r"[а-я]+[сц]к(?:ий|ая|ое|ие|ого|ой|их)")
SHORT = {
    "облисполком": "областной исполнительный комитет",
    "горисполком": "городской исполнительный комитет",
    "райисполком": "районный исполнительный комитет",
    "миноблисполком": "областной исполнительный комитет",
    "мингорисполком": "городской исполнительный комитет",
    "облправительство": "правительство",
    "заксобрание": "законодательное собрание",
    "заксобр": "законодательное собрание",
    "минсельхоз": "министерство сельского хозяйства",
    "минпром": "министерство промышленности",
    "минздрав": "министерство здравоохранения",
    "минтранс": "министерство транспорта",
    "минкультуры": "министерство культуры",
    "минфин": "министерство финансов",
    "минобр": "министерство образования",
    "генконсульство": "генеральное консульство",
    "мэрия": "администрация города",
    "горадминистрация": "администрация города",
    "тпп": "торгово промышленная палата",
}
WORD = re.compile(r"[А-ЯЁа-яёA-Za-z]+")
REGIONS = ("област", "края", "край", "республик", "провинци", "регион", "губерни")
AREAS = (*REGIONS, "район", "город", "округ")
SUBUNITS = {"площадка", "цех", "цеха", "филиал", "представительство", "офис", "склад", "отдел", "кафедра", "лаборатория", "стенд", "доля"}
NUMERIC = (int, float, Decimal)
SPECIFIC = {"завод", "фабрика", "хозяйство", "вуз"}  # «завод «Заря» and the farm of that name are two
OWNED = {"government", "group"}
PLACE_NOUNS = {"город", "г", "поселок", "село", "порт", "провинция", "префектура", "остан", "марз", "аймак", "штат", "уезд", "район"}
NUMBERS = {"contracts": ("quantity", "amount", "currency"), "trade_figures": ("indicator", "period", "value", "currency", "unit", "change_pct")}


@lru_cache(1_300)
def entity_id(type_: str, name: str, country: str | None, region: str | None, place_kind: str = "") -> str:
    """A stable id of an entity; countries and regions are identified by their codes, other places by code and name, all others by normal form."""
    family = type_ if type_ in ("place", "person") else "body"
    return "e" + _hash(family, entity_key(type_, name, country, region, place_kind))


def entity_key(type_: str, name: str, country: str | None = None, region: str | None = None, place_kind: str = "") -> str:
    """The normal form of a name, by which two names are told to be one entity."""
    if type_ == "place":
        return _place_key(name, country, region, place_kind)
    if type_ == "person":
        return _person_key(name)
    if type_ in OWNED and "«" in name:
        return " ".join(NOT_WORD.sub(" ", key(name)).split())  # «инженеры завода «Сура» are not the plant
    return _owned_key(type_, name, country, region) if type_ in OWNED and country else _body_key(name)


def _place_key(name: str, country: str | None, region: str | None, kind: str) -> str:
    if kind == "country" and country:
        return country
    words = NOT_WORD.sub(" ", key(name)).split()
    if region and (kind == "region" or any(word.startswith(REGIONS[:4]) for word in words)):
        return region
    return " ".join([word for word in words if word not in PLACE_NOUNS] or words) + f"@{region or country or ''}"


def _person_key(name: str) -> str:
    """«Белозерцев Иван Александрович» → "белозерцев иван": no patronymic, in any order."""
    words = [word for word in NOT_WORD.sub(" ", key(name)).split() if word]
    if len(words) == 3 and any(is_given_name(word) for word in words):
        words = [word for word in words if not is_patronymic(word)] or words
    return " ".join(sorted(words)) or key(name)


def _body_key(name: str) -> str:
    """«ОАО "Гомсельмаш"», «белорусский холдинг «Гомсельмаш» → "гомсельмаш"; «санаторий «Юность» keeps its noun."""
    found = QUOTED.findall(name)
    bare = LONG_LEGAL.sub(" ", key(name))
    words = NOT_WORD.sub(" ", LEGAL.sub(" ", bare)).split()
    if len(found) == 1:
        core = NOT_WORD.sub(" ", LEGAL.sub(" ", key(found[0]))).split()
        outside = NOT_WORD.sub(" ", LEGAL.sub(" ", QUOTED.sub(" ", bare))).split()
        told = [word for word in outside if not RELATIONAL.fullmatch(word) and ("generic" not in classes_of(word) or word in SPECIFIC)]
        if core and (_distinctive(core) or not told) and SUBUNITS.isdisjoint(outside):
            return " ".join(core)
        words = (outside if not SUBUNITS.isdisjoint(outside) else told) + core or words
    return " ".join(part for word in words for part in SHORT.get(word, word).split()) or key(name)


def _distinctive(core: list[str]) -> bool:
    """Whether a name can hardly be borne by two: «Гомсельмаш», «Савушкин продукт», not «Заря»."""
    return len(core) > 1 or not any(p.is_known for p in parses(core[0]))


def _owned_key(type_: str, name: str, country: str, region: str | None) -> str:
    """«Брестский облисполком» → "испол комит область@BY-BR", «турецкий минсельхоз» = «Министерство сельского хозяйства Турции».

    What a body of a country or region is, its code says, so name and adjective are left out; those of a town stay, cut to a stem.
    """
    stems: set[str] = set()
    names: set[str] = set()
    regional = False
    for i, word in enumerate(WORD.findall(name)):
        for part in SHORT.get(key(word), key(word)).split():
            if part.startswith(AREAS):
                regional = regional or part.startswith(REGIONS)
            elif RELATIONAL.fullmatch(part) or (i and word[0].isupper()):
                names.add(part[:4])
            elif len(part) > 2:
                stems.add(part[:5])
    if region and type_ == "government":
        stems |= {"область"} if regional else names
    elif region:
        stems |= names
    return " ".join(sorted(stems)) + f"@{region or country}"


def event_id(table: str, columns: Mapping[str, Any]) -> str:
    """A stable id of an event: the same for every article that tells of it with the same day and sides.

    Without a day nothing but its numbers tells two events apart, so a visit, meeting or agreement without one is an event of its own.
    """
    day = None if table == "trade_figures" else columns.get("date_start") or columns.get("date")
    kind = columns.get("kind") if table in ("agreements", "contracts") else None
    sides = sorted(f"{slot}:{side}" for slot in PARTY_SLOTS[table] for side in side_keys(slot, _parties(columns.get(slot))))
    numbers = [_number(columns.get(name)) for name in NUMBERS.get(table, ())]
    measured = len(sides) > 1 and any(isinstance(columns.get(name), NUMERIC) for name in NUMBERS.get(table, ()))
    own = () if sides and (day is not None or measured) else (columns.get("article_id"), columns.get("trigger_start"))
    return "v" + _hash(table, kind, day, *sides, *numbers, *own)


def _number(value: object) -> str:
    """Decimal("8.70E+9") and 8700000000.0 → "8700000000"."""
    return format(Decimal(str(value)).normalize(), "f") if isinstance(value, NUMERIC) else str(value)


def side_keys(slot: str, parties: Iterable[Party]) -> set[str]:
    """What two tellings of one event share of a slot: the country of a visited place, the code of a side, the name of a firm or of who met."""
    return {_side_key(slot, party) for party in parties}


def _side_key(slot: str, party: Party) -> str:
    if party.type == "organization" or (party.type == "person" and slot == "participants") or not party.country:
        return party.entity_id or entity_key(party.type, party.name)
    return party.country if slot == "hosts" else party.region or party.country  # «в Беларуси», «в Минске»: one trip


def _parties(value: object) -> tuple[Party, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, Party) else ()


def _hash(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]
