"""Fairs and forums as hosts: where they are held, and the fair that a stand stands at: «В октябре в Дубае пройдёт выставка. На стенде области разместятся семь компаний» → the fair, in Dubai, in October."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.article.discourse import Discourse
from extractors.article.forum_lands import forum_country
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


def placed(event: Mention, view: View) -> Mention:
    """A fair or a forum where it is held: in the town behind it, or where every reader knows; any other mention as it is."""
    noun = key(event.lemma)
    if noun in members("fair"):
        if event.country and not _called_after_a_place(event, view):
            event = replace(event, country=None, region=None)  # «ярмарка белорусских товаров» is held where the trip is
        town = town_behind(event, view) if not event.country else None
        return event if town is None else _held_in(event, town)
    if noun in members("gathering") and not event.country:
        return replace(event, country=forum_country(view, event.head))
    return event


def _called_after_a_place(event: Mention, view: View) -> bool:
    """«нижегородская ярмарка», «ярмарка в Минске», not «ярмарка белорусских товаров»."""
    inner = [p for p in view.places if event.start <= p.start < event.stop and p.country]
    return not inner or any(p.start < view.tokens[event.head].start or p.form == "name" for p in inner)


def _held_in(fair: Mention, town: Mention | None) -> Mention:
    return fair if town is None else replace(fair, country=town.country, region=town.region)
