"""Quoted speech: whether an offset lies inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.article import Block

if TYPE_CHECKING:
    from extractors.article.discourse import Discourse


def in_quotation(state: Discourse, offset: int) -> bool:
    """Whether an offset lies inside quoted speech of its block: more « than » before it, or an odd number of straight quotes, or a line that opens with a dash."""
    text = state.document.article.text
    block = block_at(state, offset)
    if block is None:
        return False
    before = text[block.start : offset]
    if before.lstrip()[:1] in "—–-" and before.strip():
        return True
    return before.count("«") + before.count("“") > before.count("»") + before.count("”") or before.count('"') % 2 == 1


def block_at(state: Discourse, offset: int) -> Block | None:
    """The paragraph in which an offset lies."""
    return next((b for b in state.document.article.blocks if b.start <= offset < b.stop), None)
