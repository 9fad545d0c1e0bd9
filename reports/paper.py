"""Paper: what a report is printed on. Article text is a stranger's: nothing in it may steer a terminal or be read as markup."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import IO

from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDE = 160
# Characters that turn the direction of what follows: a row could be made to read as another.
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: object) -> str:
    """«\\x1b[31mМинск\\n» → «\\x1b[31mМинск » with the escape character spelled out; line ends are spaces."""
    return "".join(_shown(c) for c in str(text))


def _shown(c: str) -> str:
    if c.isspace():
        return " "
    return f"\\x{ord(c):02x}" if unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") or c in TURNING else c


def console(file: IO[str] | None = None) -> Console:
    """A console that takes no markup and wraps nothing where the output is no terminal."""
    into = file or sys.stdout
    return Console(file=into, markup=False, highlight=False, emoji=False, width=None if into.isatty() else WIDE, soft_wrap=False)


def table(head: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None, left: int = 1) -> Table:
    """Cells → a table; the first `left` columns are text, the others numbers."""
    made = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, header_style="bold")
    for number, name in enumerate(head):
        made.add_column(name, justify="left" if number < left else "right", overflow="fold", no_wrap=number >= left)
    for row in rows:
        made.add_row(*(cell if isinstance(cell, Text) else Text(plain(cell)) for cell in row))
    return made
