"""Rows of tags: «Иван Белов Россия Тамбовская обл. экспорт молоко» is no sentence."""

from __future__ import annotations

import re

from pipeline.morphology import analyzer

LEAST = 6  # words
LONGEST = 400  # signs
WORD = re.compile(r"[А-Яа-яЁё-]+\.?")
SIGNS = re.compile(r"[,;:!?«»\"„“()\d—–]")
ABBREVIATED = ("обл.", "р-н.", "респ.", "край.", "г.", "ао.")


def is_tags(text: str) -> bool:
    """A line of bare nouns and names in the nominative, no verb and no preposition among them; or the same words twice.

    «Визит Президента Республики Узбекистан» is none: its words depend on each other.
    """
    if len(text) > LONGEST or SIGNS.search(text):
        return False
    words = WORD.findall(text)
    if len(words) < LEAST:
        return False
    half = len(words) // 2
    if any(words[:size] == words[size : 2 * size] for size in range(half, LEAST // 2 - 1, -1)):
        return True
    return any(word[0].isupper() for word in words) and all(_is_bare(word) for word in words)


def _is_bare(word: str) -> bool:
    """Whether a word may be a noun, a name or an adjective in the nominative, and hardly anything else."""
    if word.endswith("."):
        return word.lower() in ABBREVIATED
    if len(word) > 1 and word.isupper():
        return True  # США, ЦФО
    best = [parse for parse in analyzer().parse(word)[:4] if parse.tag.POS is not None]
    return bool(best) and best[0].tag.POS in ("NOUN", "ADJF") and any(parse.tag.case == "nomn" for parse in best)
