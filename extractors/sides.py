"""Sides left out: «стороны подписали протокол» binds those between whom the article is told.

Runs when an article's rows are known: (Ош … Андижан …) «Подписан протокол» → parties Ош, Андижан, found by discourse.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.build import Draft, place_party
from extractors.discourse import Discourse
from extractors.parties import one_side
from schemas.facts import Party

SINGLE = {"agreements.joint_venture"}  # told of one founder alone


def settle(drafts: Sequence[Draft], state: Discourse) -> list[Draft]:
    """Give agreements with no or one party the two sides of the article, as far as these fit."""
    pair = tuple(place_party(p) for p in state.sides)
    for draft in drafts:
        if draft.table == "agreements" and len(draft.columns["parties"]) < 2 and draft.match.rule not in SINGLE:
            missing = _missing(draft.columns["parties"], pair)
            if missing:
                draft.columns["parties"] += missing
                draft.found.add("discourse")
    return list(drafts)


def _missing(known: tuple[Party, ...], pair: tuple[Party, ...]) -> tuple[Party, ...]:
    """The sides of a pair that the known party does not stand for; () where it stands for neither or both."""
    if not known:
        return pair if len(pair) == 2 else ()
    left = tuple(p for p in pair if not any(one_side(p, q) or _at_home(p, q) for q in known))
    return left if len(left) == 1 else ()


def _at_home(p: Party, q: Party) -> bool:
    """Codes that say one place: «мэр Твери» and «Тверская область»."""
    return p.country is not None and p.country == q.country and p.region == q.region
