"""The fair that a stand stands at: «В октябре в Дубае пройдёт выставка. На стенде области разместятся семь компаний» → the fair, in Dubai, in October."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.article.discourse import Discourse
from extractors.build import Draft, place_near, put_date
from extractors.dating.when import nearest_date
from extractors.lexicon import key, members
from extractors.view import View
from schemas.match import Filler, Mention

BACK = 3  # sentences


def fair_of(stands: Sequence[Filler], draft: Draft, state: Discourse) -> list[Filler]:
    """The fair told last before a stand, with its town; it lends the draft its date."""
    if not stands:
        return []
    stand = stands[0].mention
    fair = next((m for m in state.antecedents(stand.start) if key(m.lemma) in members("fair") - members("stand")), None)
    if fair is None or stand.sentence - fair.sentence > BACK:
        return []
    view = state.views[fair.sentence]
    town = place_near(view, fair.head) if fair.sentence != stand.sentence else None
    date = nearest_date(replace(draft.match, trigger=fair.head, form="noun", sentence=fair.sentence), view, state.document.article.published)
    if date is not None and draft.get("date") is None:
        put_date(draft, date)
    return [Filler(_held_in(fair, town), "discourse")]


def town_behind(event: Mention, view: View) -> Mention | None:
    """«на ярмарку / в Дубай», «на День города / в Псков»: the town right behind a fair or a feast."""
    near = [m for m in view.mentions if 0 <= m.first - event.last <= 1 and m.prep in ("в", "на") and m.type == "place" and m.country]
    return next(iter(near), None)


def _held_in(fair: Mention, town: Mention | None) -> Mention:
    return fair if town is None else replace(fair, country=town.country, region=town.region)
