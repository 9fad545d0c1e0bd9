"""How a document becomes facts: frames over clauses, figures from numbers, the article's state."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from schemas.document import Document
from schemas.facts import Fact, MentionRow

TABLES = ("visits", "meetings", "agreements", "contracts", "trade_figures")


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that an article yields."""

    facts: tuple[Fact, ...]
    mentions: tuple[MentionRow, ...]


def extract(document: Document) -> Extraction:
    """A document → its facts and mentions."""
    from extractors.finish import finish
    from extractors.merge import merge
    from extractors.occasion import carry

    state, drafts = find(document)
    return finish(state, merge(carry(drafts, state)))


@cache
def _modules():  # type: ignore[no-untyped-def]
    from extractors import agreements, contracts, meetings, trade_figures, visits
    from extractors.frames import frames
    from extractors.matcher import FrameIndex

    extractors = {"visits": visits, "meetings": meetings, "agreements": agreements, "contracts": contracts, "trade_figures": trade_figures}
    return extractors, FrameIndex(frame for table in TABLES for frame in frames(table))


def guarded(match, state) -> bool:  # type: ignore[no-untyped-def]
    """Whether a match passes the named guards of its rule: predicates (match, state) → bool in the table's module."""
    extractors, index = _modules()
    return all(extractors[match.table].GUARDS[name](match, state) for name in index.guards(match.rule))


def find(document: Document):  # type: ignore[no-untyped-def]
    """A document → the article's state and the drafts of its facts, not yet merged."""
    from extractors.discourse import read
    from extractors.matcher import match
    from extractors.mentions import find_mentions
    from extractors.view import views

    extractors, index = _modules()
    seen = views(document, find_mentions(document))
    state = read(document, seen)
    matches = [m for view in seen for m in match(view, index) if guarded(m, state)]
    drafts = [d for table, module in extractors.items() for d in module.drafts(state, [m for m in matches if m.table == table])]
    return state, drafts
