"""How a document becomes facts: frames over clauses, figures from numbers, the article's state."""

from __future__ import annotations

from extractors.facts import EXTRACTORS, Extraction, extract

__all__ = ["EXTRACTORS", "Extraction", "extract"]
