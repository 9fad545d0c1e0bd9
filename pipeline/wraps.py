"""Lines that were broken to fit a column: which belong together, and their text without the breaks, letter under letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.morphology import analyzer, normal

ENDED = re.compile(r"[.!?…:;][»\"”’)\]]*$")
BROKEN = re.compile(r"(?<=[а-яё])([-‐])([ \t\xa0]*\r?\n[ \t\xa0]*)([а-яё]+)")
BREAKS = str.maketrans("\r\n\x0b\x0c\x85\u2028\u2029", " " * 7)
NARROWEST, WIDEST = 25, 120  # signs in a line: a longer one is a paragraph, a shorter one a cell of a table
LEAST = 3  # lines that go on in the next one
SHARE = 0.3  # of all lines
FULL = 0.7  # of the widest: a line that may have been broken
HALF = 0.5


def continued(lines: Sequence[tuple[str, bool]]) -> list[bool]:
    """Lines, each with whether an empty one stands before it → for each whether it goes on with the sentence of the line before.

    «подписан новый план ⏎ о сотрудничестве. Об этом 28 ⏎ октября договорились ⏎ зампреды» → False, True, True, True; all False
    on a page whose lines are paragraphs or headings.
    """
    none = [False] * len(lines)
    if len(lines) <= LEAST:
        return none
    widths = sorted(len(text) for text, _ in lines)
    width = widths[int(0.9 * (len(widths) - 1))]
    if not NARROWEST <= width <= WIDEST:
        return none
    going = [False] + [_goes_on(before, after, gap, width) for (before, _), (after, gap) in pairwise(lines)]
    going[1] = going[1] and len(lines[0][0]) >= 0.8 * width  # a headline ends without a full stop too
    if sum(going) < max(LEAST, SHARE * (len(lines) - 1)):
        return none
    full = [False] + [not gap and len(before) >= FULL * width and not ENDED.search(before) for (before, _), (_, gap) in pairwise(lines)]
    return [a or b for a, b in zip(going, full, strict=True)]


def _goes_on(before: str, after: str, gap: bool, width: int) -> bool:
    """«о сотрудни-» «честве», «подписан новый план» «о сотрудничестве»: no end, and a small letter follows."""
    return not gap and len(before) >= HALF * width and not ENDED.search(before) and after[:1].islower()


def unbroken(text: str) -> str:
    """A text with line breaks → one of the same length without: «о сотрудни-⏎честве, подписан» → «о сотрудничестве  , подписан».

    Each word keeps its place; what is left of a word that was broken moves up to its beginning.
    """
    return BROKEN.sub(_mended, text).translate(BREAKS) if "\n" in text or "\r" in text else text


def _mended(match: re.Match[str]) -> str:
    hyphen, gap, rest = match.groups()
    text = match.string
    first = match.start()
    while first and (text[first - 1].isalpha() or text[first - 1] in "-‐"):
        first -= 1
    whole = normal(text[first : match.start()] + rest)
    known = analyzer().word_is_known
    compound = text[match.start() - 1] == "о" and known(normal(rest))  # «торгово-⏎экономический»
    joint = hyphen if compound or not known(whole) else ""
    return joint + rest + " " * (len(match[0]) - len(joint) - len(rest)) if gap else match[0]
