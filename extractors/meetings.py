"""Meetings: who meets whom."""

from __future__ import annotations

from extractors.build import Draft, Extractor, parties, place_near, start_draft
from extractors.discourse import Discourse
from extractors.lexicon import key
from schemas.match import Match

KINDS = {
    "переговоры": "negotiations", "заседание": "session", "сессия": "session", "совещание": "session", "форум": "forum", "бизнес-форум": "forum",
    "конференция": "forum", "конгресс": "forum", "саммит": "forum", "биржа": "forum",
}  # fmt: skip



def drafts(state: Discourse, matches: list[Match]) -> list[Draft]:
    """One draft per occasion."""
    return [draft for match in matches if (draft := _draft(state, match)) is not None]


def _draft(state: Discourse, match: Match) -> Draft | None:
    view = state.views[match.sentence]
    draft = start_draft(match, state)
    participants = parties(match.slots.get("participants", ()), draft, state)
    participants += tuple(p for p in parties(match.slots.get("partners", ()), draft, state) if not any(p.entity_id == q.entity_id for q in participants))
    event = match.slots.get("event")
    lemma = key(event[0].mention.lemma if event else view.tokens[match.trigger].lemma)
    draft.columns.update(kind=match.set.get("kind") or KINDS.get(lemma, "meeting"), participants=participants)
    place = place_near(view, match.trigger)
    if place is not None:
        draft.columns.update(place=place.name, country=place.country, region=place.region)
    if len(participants) < 2:
        return None
    return draft


EXTRACTOR = Extractor(drafts)
