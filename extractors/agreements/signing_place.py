"""Where a paper is signed: «В Смоленске подписан договор», «подписали в пятницу в Минске», not «о строительстве школы в Туле»."""

from __future__ import annotations

from extractors.build import Draft
from extractors.view import View, is_predicate
from schemas.match import Mention

WHERE = ("в", "во", "на")
FREE = {"VERB", "AUX", "ADV", "PUNCT", "NUM"}  # what stands before a place that hangs on no noun
REACH = 12  # tokens before the verb


def put_place(draft: Draft, view: View, signing: int) -> None:
    """Fill the columns of the place from the clause of a signing, where it tells one."""
    place = signed_at(view, signing)
    if place is not None and draft.get("place") is None:
        draft.columns.update(place=place.name, country=place.country, region=place.region)


def signed_at(view: View, trigger: int) -> Mention | None:
    """The place in the locative that stands by itself in the clause of token `trigger`; None where it belongs to a noun."""
    for m in view.mentions:
        if m.type != "place" or m.prep not in WHERE or m.case != "loc" or not m.country or m.parent is not None or view.is_aside(m.head, trigger):
            continue
        low, high = sorted((m.head, trigger))
        near = high - low <= REACH and not any(is_predicate(t) for t in view.tokens[low + 1 : high])
        if near and _stands_free(m, view):
            return m
    return None


def _stands_free(m: Mention, view: View) -> bool:
    """Whether nothing before the preposition can own the place: the sentence's start, a verb, a comma, a date."""
    before = m.first - 2
    if before < 0 or view.tokens[before].pos in FREE:
        return True
    start = view.tokens[before].start
    return any(d.start <= start < d.stop for d in view.dates)
