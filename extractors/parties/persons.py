"""The land of a person whom nothing but a name and the article's lands tell: «приезжал директор института Рауль Фернандес» in news of Cuba and Краснодар.

Runs last, over finished drafts. A name that no Russian bears is of the one land abroad of which the article tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.names.peoples import SLAVS, homes, is_foreign
from extractors.parties.called_after import Code
from extractors.parties.link import entity_id
from schemas.changed import replace
from schemas.facts import PARTY_SLOTS, Party

SPEAKING = 3  # lands at most to which a name points that says whose it is


def code_persons(drafts: Sequence[Draft], state: Discourse) -> None:
    """Give persons without a code the land to which their names and the article point."""
    names = {person.name for draft in drafts for _, person in _persons(draft)}
    codes = {name: code for name in names if (code := _of_name(name, state)) is not None}
    for draft in drafts if codes else ():
        for slot in {slot for slot, p in _persons(draft) if p.name in codes}:
            draft.columns[slot] = tuple(_with(p, *codes[p.name]) if _is_unplaced(p) and p.name in codes else p for p in draft.columns[slot])


def _persons(draft: Draft) -> Iterator[tuple[str, Party]]:
    """The named persons of a row who have no code, each with the slot."""
    if draft.table != "trade_figures":
        yield from ((slot, p) for slot in PARTY_SLOTS[draft.table] for p in draft.get(slot) or () if _is_unplaced(p))


def _is_unplaced(party: Party) -> bool:
    return party.type == "person" and party.country is None and party.name != party.position and " " in party.name


def _of_name(name: str, state: Discourse) -> Code | None:
    """«Нгуен Суан Кыонг» of Vietnam, «Лалит Десаи» of the one land abroad, where the article tells of it."""
    told = {p.country for p in state.document.places if p.country}
    lands = homes(name)
    if lands and len(lands) <= SPEAKING:
        meant = lands & told
        return _told_of(str(next(iter(meant))), state) if len(meant) == 1 else None
    home = state.home.country if state.home is not None else None
    if lands or home not in SLAVS or not is_foreign(name):
        return None
    abroad = told - SLAVS
    return _told_of(str(abroad.pop()), state) if len(abroad) == 1 else None


def _told_of(land: str, state: Discourse) -> Code:
    """A land with its region where the article tells of nothing else there: «Ли Мин» in news of Аньхой alone."""
    regions = {p.region for p in state.document.places if p.country == land}
    return land, regions.pop() if len(regions) == 1 else None


def _with(party: Party, country: str, region: str | None) -> Party:
    return replace(party, country=country, region=region, entity_id=entity_id(party.type, party.name, country, region))
