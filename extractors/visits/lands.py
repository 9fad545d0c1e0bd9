"""Lands that contradict each other: whoever goes to Полоцк is not of Полоцк, and whoever lives in Томск came home from «прилетела из Джакарты».

«Полочане показали нам музей. В сентябре в Полоцк поедут наши библиотекари»: the place is named, where they come from is only guessed; the guess gives way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.article.discourse import Discourse
from extractors.article.trip import same_side
from extractors.build import to_party
from extractors.phrases.words import PRONOUNS
from extractors.visits.subjects import own
from schemas import match as mentions
from schemas.facts import Party
from schemas.match import Filler, Match

GROUPS = {"group", "organization"}
LEAVING = {"visits.set_out", "visits.intend"}  # nobody sets out for where he lives, wherever the article is written


def of_no_such_land(visitors: tuple[Party, ...], fillers: Sequence[Filler], match: Match, state: Discourse) -> tuple[Party, ...]:
    """Travellers without the land that only inference gave them, where it is the one they go to; those whose own words tell it stay as they are."""
    if match.rule == "visits.send" and len(fillers) == 1 and fillers[0].mention.bare and len(visitors) == 1:
        return (to_party(fillers[0].mention),)  # «министерство отправило делегацию в Ашхабад»: its own, not the one told before
    if match.rule == "visits.return" or not any(v.region and v.type in GROUPS for v in visitors):
        return visitors
    hosts = [to_party(f.mention) for f in own(match, state, "hosts", "place") if f.mention.type == "place" and f.mention.country and not f.mention.bare]
    away = [h for h in hosts if match.rule in LEAVING or state.home is None or not same_side(h, state.home)]
    return tuple(_unplaced(v, fillers, state) if v.type in GROUPS and any(same_side(h, v) and v.region for h in away) else v for v in visitors)


def _unplaced(visitor: Party, fillers: Sequence[Filler], state: Discourse) -> Party:
    """The words of the clause for a traveller, without a land."""
    told = next((f.mention for f in fillers if f.mention.start <= visitor.start < f.mention.stop), None)
    if told is None:  # «отправить делегацию в Ашхабад», taken for the buyers from Ашхабад who were told before
        told = fillers[0].mention if len(fillers) == 1 and fillers[0].mention.lemma not in PRONOUNS else None
    if told is None or any(p.country == visitor.country for p in state.document.places if told.start <= p.start < told.stop):
        return visitor
    made = to_party(mentions.replace(told, country=None, region=None))
    return made if made.name else replace(visitor, country=None, region=None)


def came_home_from(match: Match, visitors: Sequence[Party], state: Discourse) -> tuple[Party, ...]:
    """«Проректор только что прилетела из Джакарты», in the news of her own town: where she had been; () where somebody arrives or it is told whither."""
    if match.rule != "visits.arrive" or match.form == "noun" or match.slots.get("hosts") or state.home is None or not visitors:
        return ()
    view = state.views[match.sentence]
    found = [m for m in view.mentions if m.prep == "из" and m.type == "place" and m.country and view.governor(m) == match.trigger]
    ours = all(v.country and same_side(v, state.home) for v in visitors)
    return tuple(to_party(m) for m in found[:1]) if ours and not any(same_side(to_party(m), state.home) for m in found) else ()
