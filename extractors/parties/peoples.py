"""Peoples of a part of a land as sides: «уральцы» who renew an agreement with a region are the region of the Urals that the article is about.

Runs last, over finished drafts. «гомельчане» tell themselves whose people they are, and in a deal «уральцы» may be those of a firm: they keep their names.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.article.discourse import Discourse
from extractors.build import place_party
from extractors.names.areas import region_meant
from extractors.parties.same import distinct
from schemas.facts import Party

PUBLIC = {"place", "government", "person"}


def as_regions(parties: tuple[Party, ...], state: Discourse) -> tuple[Party, ...]:
    """The sides of an agreement, of which the people of an area give way to the region meant, where the other side is no firm."""
    if not any(p.type == "group" for p in parties) or not any(p.type in PUBLIC for p in parties):
        return parties
    named = tuple(_region_of(p, state) if p.type == "group" else p for p in parties)
    return parties if named == parties else distinct(named)


def _region_of(party: Party, state: Discourse) -> Party:
    """«уральцы» → Свердловская область; any other party stays."""
    told = next((p for p in state.document.places if p.kind == "area" and p.form == "demonym" and p.start == party.start and p.stop == party.end), None)
    place = region_meant(told, state.document, state.home) if told is not None else None
    if place is None or party.region not in (None, place.region):
        return party
    return replace(place_party(place), start=party.start, end=party.end)
