"""Codes that a row lends to its parties: the fair visited in Dubai is in the Emirates, «девять компаний» who fly there are of the other side.

Runs last, over finished drafts: names, types and the number of parties stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from extractors.build import Draft
from extractors.discourse import Discourse
from extractors.link import entity_id
from schemas.facts import Party

COMERS = {"group", "person"}


def code_parties(drafts: Sequence[Draft], state: Discourse) -> None:
    """Fill the codes of hosts from the place of the visit, those of nameless groups from the side that is not visited, of a head from his group's."""
    for draft in drafts:
        if draft.table == "visits" and draft.get("country"):
            visited = (str(draft.get("country")), draft.get("region"))
            draft.columns["hosts"] = tuple(p if p.country or p.type == "person" else _with(p, *visited) for p in draft.get("hosts") or ())
            draft.columns["visitors"] = _coded(draft.get("visitors") or (), visited, state)


def _coded(visitors: Sequence[Party], visited: tuple[str, Any], state: Discourse) -> tuple[Party, ...]:
    """Visitors with the codes of the one group that has them, else those of the other of the two sides of the article."""
    known = {(p.country, p.region) for p in visitors if p.country and p.type == "group"}
    other = [p for p in state.sides if p.country != visited[0]]
    here = any(p.country == visited[0] for p in state.sides)
    lent = next(iter(known)) if len(known) == 1 else (other[0].country, other[0].region) if not known and here and len(other) == 1 else None
    if lent is None:
        return tuple(visitors)
    return tuple(_with(p, *lent) if not p.country and p.type in COMERS and (known or p.type == "group") else p for p in visitors)


def _with(party: Party, country: str | None, region: str | None) -> Party:
    return replace(party, country=country, region=region, entity_id=entity_id(party.type, party.name, country, region))
