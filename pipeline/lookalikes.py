"""Latin letters that were typed for Cyrillic ones: «Kомбинат», «C начала года», «вместе c партнёрами». Old pages and scans are full of them.

The article keeps its letters; what reads it (engine, scanners, gate) gets a text of the same length in one alphabet.
"""

from __future__ import annotations

import re

TWINS = str.maketrans("ABCEHKMOPTXaceopxyk", "АВСЕНКМОРТХасеорхук")
LATIN = re.compile(r"[A-Za-z]+")
WORD = re.compile(r"[A-Za-zА-ЯЁа-яё]{2,40}")
ALONE = re.compile(
    r"(?:^|(?<=[.!?»] )|(?<=\n))[BCKO](?= [а-яё]{2})"  # «C начала», not «витамин C»
    r"|(?<=[а-яё] )[aocyk](?= [А-ЯЁа-яё«\d])"  # «вместе c партнёрами»
)


def in_one_alphabet(text: str) -> str:
    """«Kомбинат c начала года» → the same in Cyrillic letters; «IT-компания», «Sмарт» and Latin words stay.

    >>> in_one_alphabet("C начала года Kунградский завод вместе c IT-компанией")
    'С начала года Кунградский завод вместе c IT-компанией'
    """
    if not any(_may_be_mistyped(text, *found.span()) for found in LATIN.finditer(text)):
        return text
    return ALONE.sub(lambda found: found[0].translate(TWINS), WORD.sub(_mended, text))


def _may_be_mistyped(text: str, start: int, stop: int) -> bool:
    """Whether some Latin letters touch a Cyrillic one, or are a letter alone before a word."""
    near = text[max(0, start - 1) : start] + text[stop : stop + 1]
    return any("Ѐ" <= letter <= "ӿ" for letter in near) or (stop - start == 1 and near.endswith(" "))


def _mended(found: re.Match[str]) -> str:
    """A word of both alphabets in Cyrillic, where more than half of it is and its Latin letters have twins there; else as it stands."""
    word = found[0]
    latin = [letter for letter in word if letter < "Ѐ"]
    typed = 0 < 2 * len(latin) < len(word) and all(ord(letter) in TWINS for letter in latin)
    return word.translate(TWINS) if typed else word
