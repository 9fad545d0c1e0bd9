"""From drafts to rows: identifiers, confidence and the types of the tables."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any

from extractors.article.discourse import Discourse
from extractors.build import Draft, stable_id, weakest
from extractors.confidence import confidence, signs_of
from extractors.parties.link import entity_id, event_id
from schemas.facts import FACT_TABLES, PARTY_SLOTS, Fact, MentionRow
from schemas.match import Mention


def finish(drafts: list[Draft]) -> tuple[Fact, ...]:
    """Drafts → typed rows, in the same order."""
    seen: dict[str, int] = {}
    return tuple(_fact(draft, seen) for draft in drafts)


def _fact(draft: Draft, seen: dict[str, int]) -> Fact:
    columns = draft.columns
    base = stable_id("f", columns["article_id"], draft.table, columns["trigger_start"])
    seen[base] = seen.get(base, 0) + 1
    fact_id = stable_id("f", base, seen[base])
    kind = FACT_TABLES[draft.table]
    names = _columns(draft.table)
    values: dict[str, Any] = dict(zip(names, map(columns.get, names), strict=True))
    for slot in PARTY_SLOTS[draft.table]:
        if slot not in ("reporter", "partner"):
            values[slot] = values[slot] or ()
    if values.get("region"):
        values["country"] = values["region"].split("-")[0]  # the place's own region says more than the trip's country
    found = weakest(draft)
    values.update(fact_id=fact_id, found=found, confidence=confidence(columns["rule"], found, signs_of(draft.table, values)), event_id=_event(draft, seen))
    return kind(*values.values())  # in the order of the fields; by their names it would take several times as long


@cache
def _columns(table: str) -> tuple[str, ...]:
    return tuple(f.name for f in fields(FACT_TABLES[table]))


def _event(draft: Draft, seen: dict[str, int]) -> str:
    """The event that a row tells of; rows that one article keeps apart are different events."""
    event = event_id(draft.table, draft.columns)
    seen[event] = seen.get(event, 0) + 1
    return event if seen[event] == 1 else stable_id("v", event, seen[event])


def article_mentions(state: Discourse) -> tuple[MentionRow, ...]:
    """The mentions of an article that name somebody or something."""
    text, article_id = state.document.article.text, state.document.article.article_id
    return tuple(_mention_row(m, article_id, text[m.start : m.stop]) for view in state.views for m in view.mentions if m.type and not m.bare)


def _mention_row(m: Mention, article_id: str, text: str) -> MentionRow:
    entity = entity_id(m.type, m.name, m.country, m.region, m.place_kind)
    return MentionRow(article_id, m.start, m.stop, text, m.type, m.name, entity, m.country, m.region)
