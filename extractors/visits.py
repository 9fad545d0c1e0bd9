"""Visits: who goes where, and who receives whom."""

from __future__ import annotations

from extractors.build import Draft, Extractor, parties, place_near, start_draft
from extractors.discourse import Discourse
from extractors.lexicon import key
from schemas.facts import Party
from schemas.match import Filler, Match

KINDS = (("официальный", "official_visit"), ("государственный", "official_visit"), ("рабочий", "working_visit"), ("деловой", "working_visit"))



def drafts(state: Discourse, matches: list[Match]) -> list[Draft]:
    """One draft per visit and place visited."""
    return [draft for match in matches for draft in _drafts(state, match)]


def _drafts(state: Discourse, match: Match) -> list[Draft]:
    draft = start_draft(match, state)
    visitors = parties(match.slots.get("visitors", ()), draft, state)
    hosts = parties(match.slots.get("hosts", ()), draft, state)
    draft.columns.update(kind=match.set.get("kind") or kind_of(match, state), visitors=visitors)
    if not hosts:
        view = state.views[match.sentence]
        near = place_near(view, match.trigger)
        hosts = () if near is None else parties([Filler(near, "clause")], draft, state)
    if not visitors and not hosts:
        return []
    return [_hosted(draft, host) for host in hosts] or [_hosted(draft, None)]


def _hosted(draft: Draft, host: Party | None) -> Draft:
    columns = dict(draft.columns)
    columns["hosts"] = (host,) if host else ()
    if host is not None:
        columns.update(place=host.name if host.type == "place" else None, country=host.country, region=host.region)
    return Draft(draft.table, draft.match, columns, set(draft.found))


def kind_of(match: Match, state: Discourse) -> str:
    """official_visit, working_visit … from the words around the trigger."""
    view = state.views[match.sentence]
    words = {key(t.lemma) for t in view.tokens[max(0, match.trigger - 3) : match.trigger + 8]}
    return next((kind for word, kind in KINDS if word in words and words & {"визит", "поездка"}), "visit")


EXTRACTOR = Extractor(drafts)
