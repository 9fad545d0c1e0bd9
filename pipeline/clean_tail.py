"""An excerpt that breaks off amid a word: «… и руководителем Социальног» ends before that word."""

from __future__ import annotations

import re

from pipeline.clean_line import Line
from pipeline.clean_zones import KEPT
from pipeline.morphology import LONGEST_WORD, analyzer, normal

LONG = 80  # signs: a shorter last line is a signature or a heading
LAST_WORD = re.compile(r"\s([а-яё]{3,}|[А-ЯЁ][а-яё]{2,})$")


def mend_tail(lines: list[Line]) -> None:
    """Take an unknown piece of a word off the end of the last line; a surname or a whole word stays."""
    last = next((line for line in reversed(lines) if line.role in KEPT), None)
    if last is None or len(last.text) < LONG:
        return
    cut = LAST_WORD.search(last.text)
    if cut is None or len(cut[1]) > LONGEST_WORD or analyzer().word_is_known(normal(cut[1])) or not _is_piece(cut[1]):
        return
    last.stop -= len(last.text) - cut.start()
    last.text = last.text[: cut.start()]


def _is_piece(word: str) -> bool:
    """Whether a word of the dictionary begins like this one: «Социальног» → «социальный»; no word does like «Бабушкин»."""
    known = analyzer().word_is_known
    return any(known(normal(word) + rest) for rest in ENDINGS)


ENDINGS = (
    "о", "а", "я", "й", "е", "у", "ю", "и", "ы", "м", "х", "в", "т", "ь", "го", "му", "ми", "ом", "ей", "ый", "ий", "ая", "ое", "ого", "ому", "ыми", "ов", "ам", "ия", "ии",
    "ие", "ть", "ся", "ние", "ния", "нии", "ный", "ной", "ного", "ского", "ский", "ской", "ость", "ости", "ция", "ции", "цией", "тво", "ства", "ство", "ние", "льный",
    "льного", "ации", "ация", "мент", "мента", "тель", "теля", "телем", "нции",
)  # fmt: skip
