"""Who takes part in a meeting: the sides that a clause names, those of the occasion's own name, the side that it leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.article.discourse import Discourse
from extractors.article.home import CAPITALS
from extractors.build import Draft, parties, place_party
from extractors.lexicon import key, members
from extractors.meetings.groups import several
from extractors.meetings.guards import is_own
from extractors.meetings.pairs import chairs, forum_sides, is_between_governments, of_many_lands, session_sides, sides_of_name
from extractors.references.words import LANDS, SCHOOLS
from extractors.view import View
from schemas.facts import Party
from schemas.match import Filler, Match, Mention
from schemas.values import Place

TOGETHER = {"вместе", "совместно"}
RECEIVING = SCHOOLS | {
    "палата",
    "тпп",
    "музей",
    "театр",
    "библиотека",
    "больница",
    "клиника",
    "завод",
    "комбинат",
    "колледж",
    "школа",
    "техникум",
    "вуз",
    "корпорация",
}


def owners(match: Match, view: View) -> list[Filler]:
    """«провести встречу переработчиков двух стран»: those whose meeting it is."""
    event = match.slots.get("event")
    if not event or event[0].mention not in view.mentions:
        return []
    own = view.mentions.index(event[0].mention)
    inner = [
        m
        for m in view.mentions
        if m.parent == own and m.case == "gen" and m.type in ("person", "group") and not is_own(m) and key(m.lemma) not in members("session_body")
    ]
    return several([Filler(m, "subtree") for m in inner], view)


def companions(match: Match, subjects: Sequence[Filler], partners: Sequence[Filler], view: View) -> list[Filler]:
    """«губернатор вместе с послом принимал делегацию»: who acts together with the subject."""
    taken = {f.mention.head for f in (*subjects, *partners)}
    beside = (m for m in view.mentions if m.prep in ("с", "со") and m.parent is None and m.first > 1 and m.type in ("person", "organization", "group"))
    return [
        Filler(m, "clause")
        for m in beside
        if m.head not in taken
        and view.lemmas[m.first - 2] in TOGETHER
        and not view.verbs_between(m.head, match.trigger)
        and not _of_another_verb(m, match.trigger, view)
        and match.form != "noun"
        and not _of_a_participle(m, view)
        and not is_own(m)
    ]


def _of_a_participle(mention: Mention, view: View) -> bool:
    """«с консулом, приехавшей вместе с астраханцами»: who came together, not who talked."""
    before = view.tokens[max(0, mention.first - 4) : mention.first - 1]
    return any(t.feats.form == "part" and t.feats.variant != "short" for t in before)


def _of_another_verb(mention: Mention, trigger: int, view: View) -> bool:
    """«встретился с губернатором, после чего вместе с советником побывал на заводе»: who acts together in the next clause."""
    governor = view.governor(mention)
    return governor > mention.head > trigger and view.tokens[governor].feats.form == "fin"


def in_place(match: Match, draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """«костромичей приняли в министерстве»: the body in whose house they are received."""
    held = match.rule in ("meetings.hold", "meetings.meet") and not match.slots.get("partners")  # «провели переговоры в торговой палате»
    received = match.rule == "meetings.receive" and not any(f.found != "discourse" for f in match.slots.get("participants", ()))
    unsaid = not any(f.found != "discourse" for f in match.slots.get("participants", ()))  # «встречу с торгпредом провели в правительстве»
    housed = (match.rule == "meetings.meeting" and match.form == "noun" and not match.slots.get("participants")) or (match.rule == "meetings.hold" and unsaid)
    house = house_of(match, state) if housed else None
    if house is not None:
        return parties([Filler(house, "clause")], draft, state)
    return parties(match.slots.get("place", ()), draft, state) if held or received else ()


def house_of(match: Match, state: Discourse) -> Mention | None:
    """«В КФУ состоялась встреча с представителями завода»: the school, chamber or office in whose house guests are met; no hall and no hotel."""
    view = state.views[match.sentence]
    for m in view.mentions:
        if m.prep not in ("в", "во", "на") or m.parent is not None or m.type not in ("organization", "government") or m.bare or m.case not in ("loc", ""):
            continue
        receives = m.type == "government" or key(m.lemma) in RECEIVING or m.name.isupper()
        low, high = sorted((m.head, match.trigger))
        if receives and not view.is_aside(m.head, match.trigger) and view.verbs_between(low, high) <= 1:
            return m
    return None


def of_event(match: Match, draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """The sides that a commission's, a session's or forum's own name tells, or its chairmen; of a group that names none, those of the article."""
    if match.rule in ("meetings.sit", "meetings.bilateral"):
        view = state.views[match.sentence]
        own = match.slots["body"][0].mention if "body" in match.slots else view.mention_at(match.trigger)
        return tuple(place_party(p) for p in sides_of_name(view, own)) if own is not None else ()
    if match.rule not in ("meetings.session", "meetings.forum") or match.slots.get("participants") or match.slots.get("partners"):
        return ()
    heads = chairs(state.views[match.sentence]) if match.rule == "meetings.session" else []
    if len(heads) >= 2:
        return parties([Filler(m, "clause") for m in heads], draft, state)
    places = session_sides(match, state) if match.rule == "meetings.session" else forum_sides(match, state)
    if not places and match.rule == "meetings.session" and not of_many_lands(match, state):
        draft.found.add("discourse")
        draft.columns["guessed"] = True
        places = [as_side(p, state) if is_capital(p) and _told_once(p, state) else p for p in state.sides]
        if len({p.country for p in places}) == 1 and any(p.kind == "town" for p in places):
            places = []  # two towns of one country are where firms sit, not whose session it is
        places = [as_land(p, state) for p in places] if is_between_governments(match, state) else places
    return tuple(place_party(p) for p in places)


def as_land(place: Place, state: Discourse) -> Place:
    """Бишкек → Киргизия, under the name that the article gives it."""
    if place.kind == "country" or place.country not in LANDS:
        return place
    told = next((p for p in state.document.places if p.kind == "country" and p.country == place.country), None)
    return told or replace(place, name=LANDS[str(place.country)], region=None, kind="country")


def _told_once(place: Place, state: Discourse) -> bool:
    """A capital of the dateline, not a town that the article is about."""
    return sum((p.country, p.region) == (place.country, place.region) for p in state.document.places) == 1


def is_capital(place: Place) -> bool:
    return place.region is not None and place.region == CAPITALS.get(place.country or "")


def as_side(place: Place, state: Discourse) -> Place:
    """A town of the dateline stands for its region, a capital for its country, where the article names these."""
    kinds = ("country",) if is_capital(place) else ("region", "country")
    for kind in kinds if place.kind not in ("region", "country") else ():
        same = [p for p in state.document.places if p.kind == kind and p.country == place.country and (kind == "country" or p.region == place.region)]
        if same:
            return same[0]
    return place
