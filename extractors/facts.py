"""The composition: a document → mentions → matches → drafts → rows.

`EXTRACTORS` is the one list of tables. To add a table: a dataclass in `schemas/facts.py`, `<table>.toml`, a package with `extract.py`, one line here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractors.agreements import extract as agreements
from extractors.article.cooperation import between_sides, is_domestic, is_history, keep_told_side
from extractors.article.discourse import Discourse, read
from extractors.article.home import home_of
from extractors.article.items import news_of
from extractors.article.named_events import lend_by_events
from extractors.article.occasion import carry
from extractors.article.rounds_at_home import has_outsider, is_round
from extractors.article.topics import is_off_topic
from extractors.build import Draft, Extractor, Guard
from extractors.contracts import extract as contracts
from extractors.contracts.speakers import narrator
from extractors.dating.dateline import date_by_dateline
from extractors.dating.deals_later import date_deals_later
from extractors.dating.stay import date_by_events, stretch
from extractors.dating.told_later import date_later
from extractors.finish import article_mentions, finish
from extractors.matching.frames import RuleError, frames
from extractors.matching.matcher import match
from extractors.matching.triggers import FrameIndex
from extractors.meetings import extract as meetings
from extractors.merging.across import told_once_across
from extractors.merging.merge import absorb, merge, same_event
from extractors.merging.status import settle_statuses
from extractors.merging.twins import told_in_one_table
from extractors.merging.visits import without_areas
from extractors.names.article import join_names
from extractors.names.mentions import find_mentions
from extractors.parties.called_after import code_firms
from extractors.parties.codes import code_parties, name_groups_by_heads
from extractors.parties.persons import code_persons
from extractors.parties.sides import settle
from extractors.trade_figures import extract as trade_figures
from extractors.view import views
from extractors.visits import extract as visits
from schemas.document import Document
from schemas.facts import Fact, MentionRow
from schemas.match import Match

EXTRACTORS: dict[str, Extractor] = {
    "visits": visits.EXTRACTOR,
    "meetings": meetings.EXTRACTOR,
    "agreements": agreements.EXTRACTOR,
    "contracts": contracts.EXTRACTOR,
    "trade_figures": trade_figures.EXTRACTOR,
}


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that an article yields."""

    facts: tuple[Fact, ...]
    mentions: tuple[MentionRow, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """What each step let through: the matches, the drafts after merging, and those of them that became rows, in the rows' order."""

    state: Discourse
    matches: list[Match]
    about: bool
    merged: list[Draft]
    kept: list[Draft]


def extract(document: Document) -> Extraction:
    """A document → its facts in text order and its mentions."""
    taken = pieces(document)
    return Extraction(finish([draft for piece in taken for draft in piece.kept]), tuple(m for piece in taken for m in article_mentions(piece.state)))


def pieces(document: Document) -> tuple[Steps, ...]:
    """A document → the steps of each piece of news: one, but for a digest."""
    return tuple(steps(part) for part in news_of(document))


def steps(document: Document) -> Steps:
    """A piece of news → its facts in the making, step by step, for those who ask why a fact is there or not."""
    state = find_state(document)
    about = not is_off_topic(document.article)
    matches, refused = find_matches(state) if about else ([], [])
    drafts = find_drafts(state, matches, refused) if about else []
    date_later(drafts, state)
    date_deals_later(drafts, state)
    stretch(drafts, state)
    lend_by_events(drafts, state)
    carry(drafts, state)
    stretch(drafts, state, carried=True)
    if date_by_events(drafts, state) or date_by_dateline(drafts, state):
        carry(drafts, state)
    merged = without_areas(settle(settle_statuses(merge(drafts), state, same_event, absorb), state))
    merged = told_once_across(merged)
    domestic = is_domestic(state) if merged else False
    at_home = bool(merged) and is_round(state)
    merged = [draft for draft in merged if not is_history(draft, state)]
    kept = [draft for draft in merged if between_sides(draft, state, domestic=domestic) or (not domestic and keep_told_side(draft))]
    kept = [draft for draft in kept if not at_home or has_outsider(draft, state)]
    code_parties(kept, state)
    code_persons(kept, state)
    code_firms(kept, state)
    name_groups_by_heads(kept, state)
    return Steps(state, matches, about, merged, kept)


def find_state(document: Document) -> Discourse:
    """A document → its sentences with their mentions, and what the article tells as it goes on."""
    home = home_of(document)
    return read(document, views(document, join_names(document, find_mentions(document), home)), home)


def find_matches(state: Discourse) -> tuple[list[Match], list[Match]]:
    """An article's state → all matches that pass their guards, and those that do not but may be looked at again."""
    index = frame_index()
    passed: list[Match] = []
    refused: list[Match] = []
    for found in (m for view in state.views for m in match(view, index)):
        if is_guarded(found, state):
            passed.append(found)
        elif EXTRACTORS[found.table].second_look is not None:
            refused.append(found)
    return passed, refused


def find_drafts(state: Discourse, matches: list[Match], refused: list[Match]) -> list[Draft]:
    """Matches → the drafts of all tables, not yet merged."""
    own: dict[str, list[Match]] = {table: [] for table in EXTRACTORS}
    for m in matches:
        own[m.table].append(m)
    found = [draft for table, extractor in EXTRACTORS.items() for draft in extractor.drafts(state, own[table])]
    found = told_in_one_table(found, state.views, narrator(state))
    for table, extractor in EXTRACTORS.items():
        if extractor.second_look is not None:
            found += extractor.second_look(state, [m for m in refused if m.table == table], found)
    return found


@cache
def frame_index() -> FrameIndex:
    """All frames of all tables by trigger; raises RuleError for a rule that names an unknown guard."""
    found = [frame for table in EXTRACTORS for frame in frames(table)]
    for frame in found:
        if unknown := set(frame.guards) - EXTRACTORS[frame.table].guards.keys():
            raise RuleError(f"{frame.table}.toml: rule {frame.id!r}: no guard {sorted(unknown)[0]!r} among the guards of {frame.table}")
    return FrameIndex(frame for frame in found if not EXTRACTORS[frame.table].by_number)


def is_guarded(found: Match, state: Discourse) -> bool:
    """Whether all guards of its rule let a match pass."""
    for guard in guards_of(found.table, found.rule):
        if not guard(found, state):
            return False
    return True


@cache
def guards_of(table: str, rule: str) -> tuple[Guard, ...]:
    """The predicates that a rule names."""
    return tuple(EXTRACTORS[table].guards[name] for name in frame_index().guards(rule))
