"""Guards that look at sides are asked with the sides that all evidence of the sentence gives, not only with the slots of the rule."""

from __future__ import annotations

from functools import wraps

from extractors.article.discourse import Discourse
from extractors.build import Guard
from extractors.contracts.sides import sides, telling
from schemas.changed import replace
from schemas.match import Match


def with_sides(match: Match, state: Discourse) -> Match:
    """A match with the sides that all evidence of its sentence gives, where the rule's own slots stay empty."""
    told, _ = telling(match, state.views[match.sentence], state.document.article.text)
    chosen = sides(told)
    slots = {role: fillers for role in ("suppliers", "customers") if role not in told.match.slots and (fillers := tuple(chosen.of(role)))}
    return replace(told.match, slots=told.match.slots | slots) if slots else match


def sided(guard: Guard) -> Guard:
    """A guard that looks at sides: asked again with those that the words around the rule's slots tell."""

    @wraps(guard)
    def asked(match: Match, state: Discourse) -> bool:
        if guard(match, state):
            return True
        richer = with_sides(match, state)
        return richer is not match and guard(richer, state)

    return asked
