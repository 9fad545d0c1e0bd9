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
from extractors.references.words import REGION_HEADS
from extractors.visits.subjects import inviter, own
from schemas import match as mentions
from schemas.facts import Party
from schemas.match import Filler, Match

GROUPS = {"group", "organization"}
REGIONS = REGION_HEADS | {"анклав", "эксклав", "автономия"}


def of_no_such_land(visitors: tuple[Party, ...], fillers: Sequence[Filler], match: Match, state: Discourse) -> tuple[Party, ...]:
    """Travellers without the land that only inference gave them, where it is the one they go to; those whose own words tell it stay as they are."""
    if match.rule == "visits.send" and len(fillers) == 1 and fillers[0].mention.bare and len(visitors) == 1:
        return (to_party(fillers[0].mention),)  # «министерство отправило делегацию в Ашхабад»: its own, not the one told before
    if match.rule == "visits.return" or not any(v.region and v.type in GROUPS for v in visitors):
        return visitors
    hosts = [to_party(f.mention) for f in own(match, state, "hosts", "place") if f.mention.type == "place" and f.mention.country and not f.mention.bare]
    return tuple(
        _elsewhere(v, fillers, hosts, state) if v.type in GROUPS and any(same_side(h, v) and v.region for h in hosts) else v for v in visitors
    )  # fmt: skip


def _elsewhere(visitor: Party, fillers: Sequence[Filler], hosts: Sequence[Party], state: Discourse) -> Party:
    """The words of the clause for a traveller, without a land; «делегация северного региона», who came to the one side of an article, is of the other."""
    told = next((f.mention for f in fillers if f.mention.start <= visitor.start < f.mention.stop), None)
    if told is None:  # «отправить делегацию в Ашхабад», taken for the buyers from Ашхабад who were told before
        told = fillers[0].mention if len(fillers) == 1 and fillers[0].mention.lemma not in PRONOUNS else None
    if told is None or any(p.country == visitor.country for p in state.document.places if told.start <= p.start < told.stop):
        return visitor
    words = state.views[told.sentence].lemmas[told.first : told.last]
    others = [p for p in state.sides if p.region and not any(same_side(h, p) for h in hosts)] if not REGIONS.isdisjoint(words) else []
    land = (others[0].country, others[0].region) if len(others) == 1 else (None, None)
    made = to_party(mentions.replace(told, country=land[0], region=land[1]))
    return made if made.name else replace(visitor, country=None, region=None)


def at_inviters(hosts: tuple[Party, ...], match: Match, visitors: Sequence[Party], state: Discourse) -> tuple[Party, ...]:
    """«Посол Марокко пригласил российских сенаторов на салон»: a fair that no words place is held where whoever invites is at home."""
    view = state.views[match.sentence]
    asking = inviter(match, view) if match.rule == "visits.invite" and any(h.type != "place" and not h.country for h in hosts) else None
    if asking is None:
        return hosts
    sides = [to_party(m) for m, _ in state.resolve(asking, view)]
    land = next((p for p in sides if p.country and not any(same_side(p, v) for v in visitors)), None)
    return hosts if land is None else tuple(h if h.country or h.type == "place" else replace(h, country=land.country, region=land.region) for h in hosts)


def came_home_from(match: Match, visitors: Sequence[Party], state: Discourse) -> tuple[Party, ...]:
    """«Проректор только что прилетела из Джакарты», in the news of her own town: where she had been; () where somebody arrives or it is told whither."""
    if match.rule != "visits.arrive" or match.form == "noun" or match.slots.get("hosts") or state.home is None or not visitors:
        return ()
    view = state.views[match.sentence]
    found = [m for m in view.mentions if m.prep == "из" and m.type == "place" and m.country and view.governor(m) == match.trigger]
    ours = all(v.country and same_side(v, state.home) for v in visitors)
    return tuple(to_party(m) for m in found[:1]) if ours and not any(same_side(to_party(m), state.home) for m in found) else ()
