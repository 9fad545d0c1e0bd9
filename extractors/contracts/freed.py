"""Freed goods: wares that the phrase of their receiver has taken in, «поставки Минскому метрополитену / электропоездов»."""

from __future__ import annotations

from dataclasses import replace

from extractors.contracts.content import GIVING_NOUNS, act_mention
from extractors.contracts.goods import phrase_name
from extractors.lexicon import classes_of, key
from extractors.view import View
from schemas.match import Filler, Match


def freed(match: Match, view: View, text: str) -> Match:
    """«поставки Минскому метрополитену / электропоездов»: wares that the phrase of the receiver has taken in."""
    noun = act_mention(match, view)
    if noun is None or key(noun.lemma) not in GIVING_NOUNS:
        return match
    own, taker = next(((i, m) for i, m in enumerate(view.mentions) if m.first == noun.head + 1 and m.parent is None), (-1, None))
    if taker is None or taker.prep or taker.type not in ("organization", "government") or taker.case != "dat":
        return match
    load = next((m for m in view.mentions if m.parent == own and m.first > taker.head and not m.type and m.case == "gen" and is_traded(m.lemma)), None)
    if load is None:
        return match
    tail = text[view.tokens[load.first].start : taker.stop]
    name = taker.name.removesuffix(tail).rstrip() if taker.name.endswith(tail) else phrase_name(view, text, taker.first, load.first, taker.head)
    short = replace(taker, last=load.first, stop=view.tokens[load.first - 1].stop, name=name)
    return replace(match, slots=match.slots | {"customers": (Filler(short, "child"),), "goods": (Filler(load, "child"),)})


def is_traded(lemma: str) -> bool:
    """Whether a word names a ware, an animal or what holds them."""
    return not classes_of(lemma).isdisjoint(TRADED)


TRADED = frozenset({"ware", "animal", "container"})
