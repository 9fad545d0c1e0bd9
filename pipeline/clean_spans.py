"""Lines to blocks: the span without bullets and emoji around it, and its kind."""

from __future__ import annotations

import re

from pipeline.clean_line import Line
from schemas.article import Block

# A bullet and what decorates a headline go; quotes, brackets, numbers and the dash of direct speech stay.
DECORATION_BEFORE = re.compile(r"(?:[^\w\s«\"„“”'(\[$€№+–—…‒―-]|[\ufe0f\u200d]|\s)+")
BULLET_BEFORE = re.compile(r"[-–—]\s+")
DECORATION_AFTER = re.compile(r"[^\w.!?…»\"”’)\]:;,%°$€₽+–—-]+$")
# «Визит завершён Политика»: the name of a section glued to the end of a headline.
KINDS = {"title": "title", "lead": "lead", "item": "item", "text": "text"}


def block_of(line: Line, text: str) -> Block | None:
    """A kept line in, its block out: «⚡️Делегация прибыла в Минск ✅» → the span of «Делегация прибыла в Минск»."""
    start, stop = line.start, line.stop
    before = DECORATION_BEFORE.match(text, start, stop)
    start = before.end() if before else start
    if line.role == "item" and (bullet := BULLET_BEFORE.match(text, start, stop)):
        start = bullet.end()
    after = DECORATION_AFTER.search(text, max(start, stop - 40), stop)
    stop = after.start() if after else stop
    return Block(start, stop, KINDS[line.role]) if start < stop else None
