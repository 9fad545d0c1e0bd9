"""Two sides that a figure names by their kind alone: «торговля двух областей», «товарооборот между нашими районами».

In: a figure and the article so far. Out: the two places of that kind which were named last, or None.
"""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.references.pairs import pair_of_places
from extractors.references.words import REGION_HEADS, TOWN_HEADS
from extractors.trade_figures.lands import BOTH, same_place
from extractors.trade_figures.numbers import Figure
from schemas.values import Place

KINDS = REGION_HEADS | TOWN_HEADS
REACH = 6  # tokens behind the measure


def two_told(figure: Figure, state: Discourse) -> tuple[Place, Place] | None:
    """«… акима Северо-Казахстанской области и тюменский вице-губернатор … торговля двух областей прибавила 23%» → both regions, the article's own first."""
    view, at = figure.view, figure.measure.index
    if figure.measure.told or BOTH.isdisjoint(view.words):
        return None
    for i in range(at + 1, min(at + REACH, len(view.tokens))):
        plural = view.lemmas[i] in KINDS and view.tokens[i].feats.number != "sing"
        if plural and BOTH & set(view.lemmas[max(at, i - 2) : i]):
            told = pair_of_places(view.lemmas[i], view.tokens[i].start, state)
            return None if len(told) != 2 else (told[1], told[0]) if same_place(told[1], state.home) else (told[0], told[1])
    return None
