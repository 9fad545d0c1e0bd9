"""From drafts to rows: identifiers, confidence and the types of the tables."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from extractors.build import Draft, stable_id, weakest
from extractors.confidence import confidence
from extractors.discourse import Discourse
from extractors.link import entity_id, event_id
from schemas.facts import FACT_TABLES, PARTY_SLOTS, Fact, MentionRow, Party


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
    values: dict[str, Any] = {f.name: columns.get(f.name) for f in fields(kind)}
    for slot in PARTY_SLOTS[draft.table]:
        if slot not in ("reporter", "partner"):
            values[slot] = values[slot] or ()
    found = weakest(draft)
    values.update(fact_id=fact_id, found=found, confidence=confidence(columns["rule"], found), event_id=event_id(draft.table, columns.get("date"), *sorted(_keys(draft))))
    return kind(**values)


def _keys(draft: Draft) -> set[str]:
    """What every telling of an event shares: the codes of its sides, else their names."""
    found = set()
    for slot in PARTY_SLOTS[draft.table]:
        value = draft.get(slot)
        for party in value if isinstance(value, tuple) else (value,) if isinstance(value, Party) else ():
            found.add(party.region or party.country or party.entity_id or "")
    return found


def article_mentions(state: Discourse) -> tuple[MentionRow, ...]:
    """The mentions of an article that name somebody or something."""
    found = []
    for view in state.views:
        for m in view.mentions:
            if m.type and not m.bare:
                found.append(
                    MentionRow(
                        article_id=state.document.article.article_id, start=m.start, end=m.stop, text=state.document.article.text[m.start : m.stop], type=m.type, name=m.name,
                        entity_id=entity_id(m.type, m.name, m.country, m.region), country=m.country, region=m.region,
                    )  # fmt: skip
                )
    return tuple(found)
