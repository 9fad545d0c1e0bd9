"""The phrases of boilerplate.toml, loaded once and looked up by the first word of a line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from schemas.data import toml

GROUPS = ("tail", "teaser", "sidebox", "caption", "byline", "line")
BEFORE_LETTERS = re.compile(r"[^\w©#№«\"(]*")
LABEL_END = re.compile(r"\s*(?:$|[:(\d+/|»>•·©—–-])")
FIRST_WORD = re.compile(r"[\w-]+|©")


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """What the cleaner knows by heart: phrases by their first word, names of rubrics, furniture names of HTML elements."""

    phrases: Mapping[str, tuple[tuple[str, str], ...]]
    rubrics: frozenset[str]
    places: frozenset[str]
    mastheads: tuple[str, ...]
    html_names: frozenset[str]


@cache
def boilerplate() -> Boilerplate:
    """Nothing in, the content of boilerplate.toml out."""
    data = toml("pipeline", "boilerplate.toml")
    by_word: dict[str, list[tuple[str, str]]] = {}
    for group in GROUPS:
        for phrase in data[group]:
            by_word.setdefault(_first_word(phrase), []).append((phrase, group))
    phrases = {word: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for word, entries in by_word.items()}
    rubrics, places = (frozenset(word.replace("_", " ") for word in data["rubric"][key].split()) for key in ("words", "places"))
    return Boilerplate(MappingProxyType(phrases), rubrics, places, tuple(data["masthead"]), frozenset(data["html"]["names"].split()))


def folded(text: str) -> str:
    """A line in, its form for comparison out: « ▶ Ещё  по теме:» → «еще по теме:»."""
    found = BEFORE_LETTERS.match(text)
    return " ".join(text[found.end() if found else 0 :].lower().replace("ё", "е").split())


def phrase_of(line: str) -> tuple[str, str] | None:
    """A folded line in, the longest phrase that it begins with and its group out: «еще по теме: итоги» → ("еще по теме", "teaser")."""
    for phrase, group in boilerplate().phrases.get(_first_word(line), ()):
        stem = phrase.rstrip(":*")
        if line.startswith(stem) and _ends_well(phrase, line, len(stem)):
            return phrase, group
    return None


def _ends_well(phrase: str, line: str, stop: int) -> bool:
    """A label («темы:») needs its colon or the end of the line, a stem («фото предоставлен*») nothing, other phrases the end of a word."""
    if phrase.endswith(":"):
        return LABEL_END.match(line, stop) is not None
    return phrase.endswith("*") or not (phrase[-1].isalnum() and line[stop : stop + 1].isalnum())


def is_rubric(line: str) -> bool:
    """A folded line in, whether it only names a section out: «Экономика»."""
    name = line.strip(" .:«»")
    first, _, rest = name.partition(" ")
    if first in boilerplate().rubrics and rest.endswith((" область", " край")) and rest.count(" ") == 1:
        return True  # «Политика Астраханская область»
    return name in boilerplate().rubrics or name in boilerplate().places


def names_newspaper(line: str) -> bool:
    """A folded line in, whether it says that it is the name of a newspaper or a site out: «наш край. новости города и области»."""
    return any(words in line for words in boilerplate().mastheads)


def without_rubric(headline: str) -> str:
    """A headline with the name of a section glued to its end in, itself out: «Делегация вылетела в Минск Политика» → «Делегация вылетела в Минск»."""
    start, _, last = headline.rpartition(" ")
    glued = last.istitle() and last.casefold() in boilerplate().rubrics and start.count(" ") >= 3 and start[-1:].isalnum() and len(start.split()[-1]) > 2
    return start if glued else headline


def _first_word(text: str) -> str:
    found = FIRST_WORD.match(text)
    return found[0] if found else ""
