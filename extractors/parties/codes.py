"""Codes that a row lends to its parties: the fair visited in Dubai is in the Emirates, «девять компаний» who fly there are of the other side.

Runs last, over finished drafts: names, types and the number of parties stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.lexicon import key
from extractors.parties.governed import name_governed, name_region
from extractors.parties.levels import raise_capitals
from extractors.parties.link import entity_id
from extractors.parties.local import place_local
from extractors.parties.peoples import as_regions
from schemas.changed import replace
from schemas.facts import PARTY_SLOTS, Party

COMERS = {"group", "person"}
NAMELESS = {"делегация", "группа", "миссия", "бизнес-миссия", "официальная делегация", "правительственная делегация", "представительная делегация"}
MANY_LANDS = {"стран", "государств", "держав"}
LEARNERS = {"школьников", "студентов", "учащихся", "детей"}
LED = re.compile(r",?\s*(?:во\s+главе\s+с|возглавл|котор\w+\s+возглав)")
LEADS = re.compile(r"[^,.]*\bвозглав\w+\s+(?:[а-яё]+\s+){0,2}")
FARTHEST = 160  # code points between a group and who leads it


def name_groups_by_heads(drafts: Sequence[Draft], state: Discourse) -> None:
    """«делегация во главе с министром Сербии Миланом Илличем» → Милан Иллич alone: a group of which nothing else is told is its head."""
    text = state.document.article.text
    for draft in drafts:
        slot = {"visits": "visitors", "meetings": "participants"}.get(draft.table, "")
        sides = draft.get(slot) or () if slot else ()
        if any(p.name in NAMELESS for p in sides):
            heads = [p for p in sides if p.type == "person" and p.name != p.position]
            draft.columns[slot] = tuple(p for p in sides if not (p.name in NAMELESS and any(_leads(q, p, text) for q in heads)))


def _leads(head: Party, group: Party, text: str) -> bool:
    """Whether the text between them says that a person leads a group."""
    if not -FARTHEST < head.start - group.end < FARTHEST:
        return False
    return bool(LED.match(text, group.end, head.start)) if group.end <= head.start else bool(LEADS.fullmatch(text, head.end, group.start))


def code_parties(drafts: Sequence[Draft], state: Discourse) -> None:
    """Fill the codes of hosts from the place of the visit, those of nameless groups from the side that is not visited, of a head from his group's."""
    for draft in drafts:
        if draft.table == "visits" and draft.get("country"):
            visited = (str(draft.get("country")), draft.get("region"))
            draft.columns["hosts"] = tuple(p if p.country or p.type == "person" else _with(p, *visited) for p in draft.get("hosts") or ())
            draft.columns["visitors"] = _coded(draft.get("visitors") or (), visited, state)
        if draft.table == "agreements":
            raise_capitals(draft, state)
            draft.columns["parties"] = as_regions(draft.get("parties") or (), state)
        for slot in PARTY_SLOTS[draft.table]:
            if draft.table == "trade_figures":
                draft.columns[slot] = name_region(draft.columns[slot], state) if draft.get(slot) is not None else None
            else:
                place_local(draft, slot, state)
                draft.columns[slot] = tuple(name_region(name_governed(p, state), state) for p in draft.get(slot) or ())


def _coded(visitors: Sequence[Party], visited: tuple[str, Any], state: Discourse) -> tuple[Party, ...]:
    """Visitors with the codes of the one group that has them, else those of the other of the two sides of the article."""
    known = {(p.country, p.region) for p in visitors if p.country and p.type == "group"}
    other = [p for p in state.sides if p.country != visited[0]]
    here = any(p.country == visited[0] for p in state.sides)
    lent = next(iter(known)) if len(known) == 1 else (other[0].country, other[0].region) if not known and here and len(other) == 1 else None
    if lent is None:
        return tuple(visitors)
    return tuple(
        _with(p, *lent)
        if not p.country and not _of_many_lands(p) and (known or not _is_anybody(p)) and (p.type in COMERS or _is_nameless(p)) and (known or p.type != "person")
        else p
        for p in visitors
    )


def _of_many_lands(party: Party) -> bool:
    """«послы ряда стран Азии», «посланцы трёх африканских государств»: of no one land, whichever of them the article names."""
    return not MANY_LANDS.isdisjoint(key(party.name).split())


def _is_anybody(party: Party) -> bool:
    """«группа школьников»: learners of whom nothing tells that they have come from far."""
    words = set(key(party.name).split())
    return party.type == "group" and "группа" in words and bool(words & LEARNERS)


def _is_nameless(party: Party) -> bool:
    """«девять компаний», «14 предприятий»: bodies without a name of their own."""
    return party.type == "organization" and party.name.lower() == party.name


def _with(party: Party, country: str | None, region: str | None) -> Party:
    return replace(party, country=country, region=region, entity_id=entity_id(party.type, party.name, country, region))
