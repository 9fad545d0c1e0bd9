"""Capitals that the engine reads better as small letters: headlines in capitals, and surnames as old papers print them, «Пётр ЛЕВКО»."""

from __future__ import annotations

import re

from pipeline.morphology import analyzer

SURNAME = re.compile(r" ([А-ЯЁ][А-ЯЁ-]{3,30})\b")
BEFORE = re.compile(r"\b[А-ЯЁ](?:\.|[а-яё]{2,20})$")
LONGEST_BEFORE = 24
PERSONAL = {"Name", "Patr"}
NAMES = {"Name", "Patr", "Surn", "Geox"}
ACRONYMS = {"Abbr", "Orgn"}
THINGS = {"NOUN", "inan", "sing", "nomn"}
LONGEST_ACRONYM = 4
WORD = re.compile(r"[А-ЯЁ]+")
REGION = re.compile(r"(?<=СК..) (?:ОБЛАСТ|КРА[ЙЯЮЕ]|РАЙОН|ОКРУГ)|(?<=СК...) (?:ОБЛАСТ|КРА[ЙЯЮЕ]|РАЙОН|ОКРУГ)")  # «ТВЕРСКОЙ / ОБЛАСТИ»


def in_small_letters(text: str) -> str:
    """A text → one of the same length: «ТВЕРЬ ЖДЁТ ГОСТЕЙ» → «Тверь ждёт гостей», «с Петром ЛЕВКО» → «с Петром Левко»."""
    return WORD.sub(_word, text) if text.isupper() else SURNAME.sub(_surname, text)


def _word(match: re.Match[str]) -> str:
    """The words of «ИВАН ЛЕВКО ПРИБЫЛ В ТВЕРЬ» → «Иван», «Левко», «прибыл», «в», «Тверь»; «ЕАЭС», «ООО», «МАЗ» stay."""
    word, start, stop = match[0], match.start(), match.end()
    if len(word) == 1:
        return word if start == 0 or match.string[stop : stop + 1] == "." else word.lower()
    likeliest = next((set(cell.tag._grammemes_tuple) for _, _, cell, _ in analyzer().known(word)), None)
    if _is_acronym(word, likeliest):
        return word
    first = start == 0 or match.string[start - 1] in "«„“" or match.string[start - 2 : start] == ". " or REGION.match(match.string, stop) is not None
    return word.capitalize() if first or likeliest is None or not NAMES.isdisjoint(likeliest) else word.lower()


def _is_acronym(word: str, likeliest: set[str] | None) -> bool:
    """A word in capitals and the grammemes of its likeliest reading: «ЕАЭС» has none, «ООО» is known, «МАЗ» is taken for a thing."""
    if likeliest is None:
        return len(word) <= LONGEST_ACRONYM
    return not ACRONYMS.isdisjoint(likeliest) or (len(word) == len("МАЗ") and likeliest >= THINGS)


def _surname(match: re.Match[str]) -> str:
    """Behind a given name, a patronymic or an initial a word in capitals is a surname."""
    before = BEFORE.search(match.string, max(0, match.start() - LONGEST_BEFORE), match.start())
    if before is None or not (before[0].endswith(".") or _is_personal(before[0])):
        return match[0]
    return " " + "-".join(part.capitalize() for part in match[1].split("-"))


def _is_personal(word: str) -> bool:
    """«Петром», «Ильичом» → True: a given name or a patronymic of the dictionary."""
    return any(not PERSONAL.isdisjoint(cell.tag._grammemes_tuple) for _, _, cell in analyzer().found(word))
