"""Sides of one level: «Иран предложил открыть в Душанбе торговый дом» is told of Iran and Tajikistan, not of a land and a town.

Runs last, over finished drafts; only a capital in which something is to be set up speaks for its land.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.lexicon import key
from extractors.names.capitals import CAPITALS, is_between_states
from extractors.parties.link import entity_id
from extractors.references.words import LANDS
from schemas.facts import Party

WHERE = ("в ", "во ")


def raise_capitals(draft: Draft, state: Discourse) -> None:
    """Put the land of a capital in its stead where the other side of an agreement is a land or acts for one."""
    parties: tuple[Party, ...] = draft.get("parties") or ()
    if len(parties) != 2:
        return
    for at, other in ((0, parties[1]), (1, parties[0])):
        site = parties[at]
        if CAPITALS.get(key(site.name)) != site.country or site.country not in LANDS or not _is_where(site, state):
            continue
        if other.country not in (None, site.country) and other.region is None and is_between_states(state.document):
            told = (p.name for p in state.document.places if p.kind == "country" and p.country == site.country and p.form == "name")
            name = next(told, LANDS[str(site.country)])
            land = replace(site, name=name, region=None, entity_id=entity_id("place", name, site.country, None, "country"))
            draft.columns["parties"] = (land, other) if at == 0 else (other, land)
            return


def _is_where(site: Party, state: Discourse) -> bool:
    """«в Душанбе»."""
    return site.type == "place" and state.document.article.text[max(0, site.start - 3) : site.start].lower().endswith(WHERE)
