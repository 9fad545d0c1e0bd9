"""Two sides that a figure names by their kind alone: «торговля двух областей», «товарооборот между нашими районами».

In: a figure and the article so far. Out: the two places of that kind which were named last, or None.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.article.discourse import Discourse
from extractors.trade_figures.lands import BOTH, apart
from extractors.trade_figures.numbers import Figure
from schemas.values import Place

KINDS = {
    "область": {"region"}, "край": {"region"}, "регион": {"region"}, "республика": {"region", "country"}, "район": {"district", "town"},
    "город": {"town"}, "муниципалитет": {"town", "district"}, "провинция": {"region"},
}  # fmt: skip
REACH, BACK = 6, 3  # tokens behind the measure; sentences


def pair_meant(figure: Figure, state: Discourse) -> tuple[Place, Place] | None:
    """«… акима Северо-Казахстанской области и тюменский вице-губернатор … торговля двух областей прибавила 23%» → both regions."""
    view, at = figure.view, figure.measure.index
    if figure.measure.told or BOTH.isdisjoint(view.words):
        return None
    for i in range(at + 1, min(at + REACH, len(view.tokens))):
        kinds = KINDS.get(view.lemmas[i])
        if kinds and view.tokens[i].feats.number != "sing" and BOTH & set(view.lemmas[max(at, i - 2) : i]):
            return _last_two(figure, state, kinds)
    return None


def _last_two(figure: Figure, state: Discourse, kinds: set[str]) -> tuple[Place, Place] | None:
    """The article's own place of these kinds and the other one named last."""
    found: list[Place] = []
    for place in _told(figure, state):
        named = place.form == "name" or place.kind == "region"
        if named and place.kind in kinds and place.form != "demonym" and all(apart(place, known) for known in found):
            found.append(place)
            if len(found) == 2:
                return found[1], found[0]
    return None


def _told(figure: Figure, state: Discourse) -> Iterator[Place]:
    """The places of the sentences before, the last sentence first, then those of the whole article before the number."""
    for view in reversed(state.views[max(0, figure.view.index - BACK) : figure.view.index]):
        yield from view.places
    yield from (p for p in state.document.places if p.start < figure.number.start)
