"""Where a visit goes that names no host: «туда», the land that the trip is called after, the place nearby, or here, where the article is written."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.article.trip import Trip, as_party, home_party, other_party, same_side
from extractors.build import Draft, place_near, place_party, to_party
from extractors.lexicon import key
from extractors.view import View
from extractors.visits.subjects import inviter
from schemas.changed import replace
from schemas.facts import Party
from schemas.match import Match, Mention
from schemas.values import Place

RETURN = {"ответный", "обратный"}  # «ответный визит гомельчан»: to the side that had come
OUR_OWN, US = {"visits.expect", "visits.receive", "visits.invite"}, {"нас", "нам", "себе", "себя"}
THERE, HERE = {"туда", "там", "оттуда"}, {"сюда", "здесь", "отсюда"}
AWAITING = {"ждать", "ожидать", "готовиться", "встречать", "принимать"}
# without a place they happen here
DEICTIC = {
    "visits.arrive", "visits.carried", "visits.land", "visits.expect", "visits.receive", "visits.visit_noun", "visits.be_there", "visits.perform", "visits.days",
}  # fmt: skip


def unnamed(match: Match, draft: Draft, state: Discourse, trip: Trip) -> tuple[Party, ...]:
    """Where nothing fills the slot: «туда», a place nearby, or here, where the article is written."""
    view = state.views[match.sentence]
    visitors: tuple[Party, ...] = draft.get("visitors")
    speaker = _speakers_place(match, view, state)
    if speaker is not None and not any(same_side(speaker, v) for v in visitors):
        draft.found.add("discourse")
        return (speaker,)
    adverbs = {t.text.lower() for t in view.tokens[max(0, match.trigger - 6) : match.trigger + 7]}
    named = _adjective_of_trip(match, view)
    if named is not None and visitors and not any(same_side(named, v) for v in visitors):
        draft.found.add("child")
        return (place_party(named),)
    relative = _relative_place(match, view, visitors)
    if relative is not None:
        return tuple(to_party(m) for m, _ in state.resolve(relative, view))
    if adverbs & THERE:
        draft.found.add("discourse")
        return (trip.place,) if trip.place is not None else other_party(state)
    near = place_near(view, match.trigger) if match.rule != "visits.set_out" else None  # «провели в Твери три дня и улетели»
    near = None if near is not None and _seats_a_body(near, view) and match.form == "noun" else near
    if near is not None and _beside(near, match, view) and not any(same_side(to_party(near), v) for v in visitors):
        draft.found.add("clause")
        return tuple(to_party(m) for m, _ in state.resolve(near, view))
    awaiting = [p for p in _awaiting(match, view, state) if not any(same_side(p, v) for v in visitors)]
    if awaiting:
        draft.found.add("clause")
        return tuple(awaiting)
    host = inviter(match, view) or _receiver(match)
    if host is not None:
        draft.found.add("discourse")
        sides = [_seat(to_party(m), state) for m, _ in state.resolve(host, view)]
        return tuple(p if p.country else ours for p in sides for ours in (*home_party(state)[:1], p)[:1] if not any(same_side(p, v) for v in visitors))
    heads = [match.trigger, *(f.mention.head for f in match.slots.get("trip", ())), *(m.head for m in view.mentions if m.kind == "trip" and m.prep == "с")]
    if any(key(view.tokens[c].lemma) in RETURN for head in heads for c in view.children[head]):
        draft.found.add("discourse")
        return tuple(as_party(p, state) for p in state.sides if not any(same_side(p, v) for v in visitors))[:1]
    if match.rule == "visits.exchange":
        return tuple(as_party(p, state) for p in state.sides)
    if match.rule in DEICTIC or adverbs & HERE:
        home = home_party(state)
        if trip.place is not None and home and not same_side(trip.place, home[0]) and not any(v.country for v in visitors):
            return ()  # on a trip abroad nobody comes here
        if visitors and home and not any(same_side(p, home[0]) for p in visitors):
            draft.found.add("discourse")
            return home
    return ()


def _awaiting(match: Match, view: View, state: Discourse) -> Sequence[Party]:
    """«В регионе ждут и самих партнёров: визит делегации намечен на май»: where they are waited for."""
    colon = next((i for i in range(match.trigger - 1, 0, -1) if view.texts[i] == ":"), 0)
    if AWAITING.isdisjoint(view.lemmas[:colon]):
        return ()
    place = next((m for m in view.mentions if m.type == "place" and m.prep in ("в", "на") and m.case == "loc" and m.last <= colon), None)
    if place is None:
        return ()
    if place.bare and state.home is not None:
        return (as_party(state.home, state),)
    return [to_party(m) for m, _ in state.resolve(place, view)]


def _seats_a_body(place: Mention, view: View) -> bool:
    """«винодельня «Рубин» в Крушеваце»: where a body lies that stands right before."""
    return any(m.type == "organization" and 0 < place.first - m.last <= 1 for m in view.mentions)


def _adjective_of_trip(match: Match, view: View) -> Place | None:
    """«индийский вояж тверской делегации», «китайская поездка губернатора»: the land that the trip is called after."""
    starts = {view.tokens[c].start for c in view.children[match.trigger] if view.tokens[c].pos == "ADJ"} if match.rule == "visits.visit_noun" else ()
    return next((p for p in view.places if p.form == "adjective" and p.start in starts), None)


def _receiver(match: Match) -> Mention | None:
    """«гостей встретил мэр Самары»: who received them."""
    told = (f.mention for f in match.slots.get("receiver", ()) if match.rule == "visits.receive")
    return next((m for m in told if m.country), None)


def _speakers_place(match: Match, view: View, state: Discourse) -> Party | None:
    """«В июне ждём у себя предпринимателей», says the mayor of a town: there."""
    token = view.tokens[match.trigger]
    rules = OUR_OWN if US & {t.text.lower() for t in view.tokens[match.trigger :]} else OUR_OWN - {"visits.invite"}
    if match.rule not in rules or token.feats.person != "1" or not view.mentions:
        return None
    side = state.we(replace(view.mentions[0], start=token.start, sentence=view.index))
    if side is None or not side.country:
        return None
    return next((as_party(p, state) for p in state.document.places if p.form == "name" and (p.country, p.region) == (side.country, side.region)), None)


def _seat(party: Party, state: Discourse) -> Party:
    """The place of whoever invites: «глава Ганцевичского района» → the place that the article names for him, else himself."""
    place = next((p for p in state.document.places if p.form == "name" and party.country and (p.country, p.region) == (party.country, party.region)), None)
    return party if place is None else as_party(place, state)


def _relative_place(match: Match, view: View, visitors: Sequence[Party]) -> Mention | None:
    """«подпишут в феврале в Гомеле, куда приглашён губернатор»: the place before «куда»."""
    at = next((i for i in range(match.trigger - 1, max(-1, match.trigger - 8), -1) if view.tokens[i].text.lower() in ("куда", "где")), None)
    if at is None:
        return None
    before = [m for m in view.mentions if m.last <= at and m.last >= at - 3 and m.type in ("place", "organization")]
    return next((m for m in reversed(before) if not any(same_side(to_party(m), v) and v.region for v in visitors)), None)


def _beside(place: Mention, match: Match, view: View) -> bool:
    """Whether a place belongs to the trigger's own clause: «с просьбой построить на острове павильон» is another."""
    low, high = sorted((place.head, match.trigger))
    return not any(t.pos == "VERB" for t in view.tokens[low + 1 : high]) and view.breaks_between(low, high) == 0
