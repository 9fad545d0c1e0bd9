"""Trade figures: numbers about trade between two sides, found from the number outwards."""

from __future__ import annotations

from extractors.build import Draft
from extractors.discourse import Discourse
from schemas.match import Match


def drafts(state: Discourse, matches: list[Match]) -> list[Draft]:
    """One draft per number."""
    return []
