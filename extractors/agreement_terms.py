"""Terms told after the paper: «Подписан план. Он рассчитан на 2025–2027 годы», «Документ действует до 2030 года»."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.build import Draft
from extractors.discourse import Discourse
from extractors.view import View

REACH = 3  # sentences after the signing
LASTING = {"рассчитать", "рассчитанный", "действовать", "охватывать", "охватить", "срок", "продлиться"}
PRONOUNS = {"он", "она", "оно"}
EARLY = 4  # tokens: the paper is what the sentence is about


def term_of(view: View) -> str | None:
    """The time that a sentence about a paper gives it, as EDTF; None where it gives none."""
    if LASTING.isdisjoint(view.lemmas):
        return None
    for date in view.dates:
        if date.edtf and (date.role == "duration" or (date.grain == "span" and "/" in date.edtf)):
            return date.edtf
    until = next((d.edtf for d in view.dates if d.role == "deadline" and d.edtf), None)
    return f"../{until}" if until is not None else None


def add_terms(drafts: Sequence[Draft], state: Discourse) -> None:
    """Give such terms to the last paper told before without one; drafts in text order."""
    told = {d.match.sentence for d in drafts}
    for view in state.views:
        if view.index in told or not _about_paper(view):
            continue
        term = term_of(view)
        host = next((d for d in reversed(drafts) if 0 < view.index - d.match.sentence <= REACH), None) if term is not None else None
        if host is not None and host.get("period") is None and host.get("paper") is not None:
            host.columns["period"] = term


def _about_paper(view: View) -> bool:
    return any(m.first < EARLY and not m.prep and m.parent is None and (m.kind == "document" or m.lemma in PRONOUNS) for m in view.mentions)
