"""Deals told by a verb that no rule lists: so many of a ware, and where they go to or come from, make a delivery of nearly any verb.

«Челябинцы наскребли для казахстанских животноводов 70 тонн ячменя», «сорок станков перекочевали в Бишкек». Only where no rule found a
deal in the sentence, and not beside verbs of making, measuring, losing and seizing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.contracts.goods import goods_of
from extractors.contracts.wares import MASS, NO_THINGS
from extractors.lexicon import classes_of, key, members
from extractors.matching.frames import Frame, frames
from extractors.matching.matcher import match_frame
from extractors.matching.triggers import Trigger, verb_form
from extractors.view import View
from schemas.match import Filler, Match, Mention

RULES = ("contracts.hand", "contracts.obtain", "contracts.go")
FORMS = ("active", "passive", "infinitive")


def further(matches: Sequence[Match], drafts: Sequence[Draft], state: Discourse) -> Iterator[Match]:
    """The matches of an article and the drafts made of them → matches of other verbs with counted wares between two lands."""
    if not matches:
        return
    told = {draft.match.sentence for draft in drafts}
    for view in state.views:
        if view.quantities and view.index not in told and (wares := _wares(view, state)):
            yield from _of_sentence(view, wares, state)


def _wares(view: View, state: Discourse) -> list[Mention]:
    """The counted wares of a sentence: «40 тонн муки», «десять автобусов»."""
    found = []
    for q in view.quantities:
        m = next((m for m in view.mentions if m.parent is None and m.start <= q.start < m.stop), None)
        if m is not None and not m.type and not m.kind and not view.is_value(m) and (q.unit in MASS or q.item_start is not None):
            head = goods_of([Filler(m, "child")], view, state.document.article.text).head
            weighed = q.unit in MASS or "container" in classes_of(m.lemma)
            if head in members("ware", "animal") or (weighed and head and not classes_of(head) & NO_THINGS):
                found.append(m)
    return found


def _of_sentence(view: View, wares: Sequence[Mention], state: Discourse) -> Iterator[Match]:
    for ware in wares:
        at = _verb_over(ware, view)
        if at is None:
            continue
        for frame in _frames():
            match = match_frame(view, frame, Trigger(at, verb_form(view.tokens[at])))
            if match is not None and match.slots["goods"][0].mention is ware and _between_lands(match, state):
                yield match
                return


def _verb_over(ware: Mention, view: View) -> int | None:
    """The predicate that governs a ware, where it is none of those that move nothing."""
    at = view.governor(ware)
    if at < 0 or view.tokens[at].pos not in ("VERB", "ADJ") or verb_form(view.tokens[at]) not in FORMS:
        return None
    chain = [at, *view.ancestors(at)[:1]]
    still = members("unmoving")
    return None if any(key(view.tokens[i].lemma).removesuffix("ся") in still or view.lemmas[i] in still for i in chain) else at


def _between_lands(match: Match, state: Discourse) -> bool:
    """Whether a side told in the sentence is of another land or region than the other side, or than the article's home."""
    sides = [f.mention for slot in ("suppliers", "customers", "origin") for f in match.slots.get(slot, ()) if f.found != "discourse"]
    placed = [m for m in sides if m.country]
    if not placed or any(classes_of(m.lemma) & {"no_body"} for m in sides):
        return False
    lands = {(m.country, m.region) for m in placed}
    home = (state.home.country, state.home.region) if state.home else None
    return len(lands) > 1 or (home is not None and home not in lands and (placed[0].country != home[0] or bool(placed[0].region)))


@cache
def _frames() -> tuple[Frame, ...]:
    return tuple(frame for rule in RULES for frame in frames("contracts") if frame.id == rule)
