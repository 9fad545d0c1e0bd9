"""A line of an article as cleaning sees it: where it stands, its text, its role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

FULL_STOP = re.compile(r"[.!?…][»\"”’)\]]*(?:-0-)?$")
INNER_STOP = re.compile(r"[.!?…][»\"”]?\s+[«\"—–-]*\s*[А-ЯЁA-Z]")
SYMBOLS_AT_END = re.compile(r"[^\w.!?…»\"”’)\]:;,%]+$")
WORD = re.compile(r"[^\W_]+")
PROSE = 80


@dataclass(slots=True)
class Line:
    """A line of an article: its trimmed span, its text and, once known, its role.

    Roles: text, title, lead, item (kept in the body); date, menu, furniture, caption, byline, signature, rubric, tail,
    teaser, sidebox (not kept). `label` is the phrase that gave it away; `gap` says that an empty line stands before it.
    """

    start: int
    stop: int
    text: str
    gap: bool
    role: str = "text"
    folded: str = ""
    label: str = ""
    day: date | None = None

    @property
    def prose(self) -> bool:
        """A sentence of a story, as against a heading, a teaser, a name."""
        if self.role != "text" or len(self.text) < 40:
            return False
        text = SYMBOLS_AT_END.sub("", self.text) if len(self.text) < PROSE * 3 else self.text
        if len(text) >= 200:
            return True
        # A headline may end with a quotation mark («… для «Навоиазота»»); a paragraph that does has a full stop somewhere.
        ended = FULL_STOP.search(text) or (len(text) >= PROSE and (text[-1] in ":;" or (text[-1] in '»"”' and INNER_STOP.search(text))))
        return bool(ended) and text.count(" ") >= 4

    @property
    def heading(self) -> bool:
        """It could be a title or a teaser: short, and no full stop at its end."""
        return self.role == "text" and len(self.text) < 200 and not self.prose and not self.text.endswith((".", ":", ";", ","))

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(WORD.findall(self.text))
