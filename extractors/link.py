"""Identity: one entity and one event under one id, in every article and on every machine."""

from __future__ import annotations

import hashlib
import re

from extractors.lexicon import key

LEGAL = re.compile(r"\b(ооо|оао|зао|пао|ао|тоо|чуп|руп|уп|нпо|нпп|гкп|спк|гк|фгуп|муп)\b")
NOT_WORD = re.compile(r"[^0-9a-zа-я]+")


def entity_key(type_: str, name: str) -> str:
    """«ОАО "Гомсельмаш"» and «Гомсельмаш» → one key: no legal form, quotes or letter case."""
    words = NOT_WORD.sub(" ", LEGAL.sub(" ", key(name))).split()
    return " ".join(words) or key(name)


def entity_id(type_: str, name: str, country: str | None, region: str | None) -> str:
    """A stable id of an entity; places are identified by their code and name, all others by type and name."""
    family = "place" if type_ == "place" else "person" if type_ == "person" else "body"
    return "e" + hashlib.sha256(f"{family}\x1f{entity_key(type_, name)}".encode()).hexdigest()[:16]


def event_id(table: str, *parts: object) -> str:
    """A stable id of an event from what every telling of it shares."""
    return "v" + hashlib.sha256("\x1f".join([table, *map(str, parts)]).encode()).hexdigest()[:16]
