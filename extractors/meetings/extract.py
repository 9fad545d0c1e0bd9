"""Meetings: who meets whom, one row per occasion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.article.discourse import Discourse
from extractors.build import Draft, Extractor, parties, put_date, start_draft
from extractors.dating.setting import of_another_time
from extractors.lexicon import key, members
from extractors.meetings.groups import several
from extractors.meetings.guards import GUARDS
from extractors.meetings.joins import JOINING, join, name_chairs
from extractors.meetings.left_out import other_side
from extractors.meetings.pairs import of_two_sides
from extractors.meetings.partners import separate, with_own_partners
from extractors.meetings.places import is_remote, where
from extractors.meetings.seats import seat
from extractors.meetings.sides import companions, in_place, of_event, owners
from extractors.meetings.topics import speak_of_topic, tell_topic, told_there, topic_of
from extractors.meetings.unsided import UNSIDED, find_pair, find_sides, of_a_pair
from extractors.meetings.worth import SIDES, is_worthy
from extractors.names.posts_joined import COUNTERPARTS
from extractors.parties.same import distinct
from extractors.view import View
from schemas.match import Filler, Match, Mention

KINDS = {
    "переговоры": "negotiations", "консультация": "negotiations", "раунд": "negotiations", "заседание": "session", "сессия": "session", "совещание": "session",
}  # fmt: skip
WE = {"мы", "я"}
NEAR_TALK, PAIRED = 3, 5  # sentences
HOLDING = {"meetings.hold", "meetings.gather"}
TOLD_BY_ONE = {"meetings.meeting", "meetings.hold"}  # «переговоры с A, B»: whose?


def drafts(state: Discourse, matches: list[Match]) -> list[Draft]:
    """One draft per occasion; those who «also took part» join the meeting told before, or make one where none was told."""
    topics, matches = [m for m in matches if speak_of_topic(m)], [m for m in matches if not speak_of_topic(m)]
    events = [(m.sentence, f.mention) for m in matches for f in m.slots.get("event", ()) if m.rule not in JOINING]
    held = {(at, i) for at, event in events for i in range(event.first, event.last)}  # «ряд встреч» are the talks and their series
    made: list[Draft] = []
    for match in _nearest(matches):
        told_otherwise = match.rule == UNSIDED or match.rule in JOINING or of_a_pair(match)
        if not told_otherwise and (match.sentence, match.trigger) not in held:  # «провела встречи»: the verb tells more than its noun
            made += [
                draft
                for draft in _drafts(state, match)
                if is_worthy(draft, state) and not any(_retold(draft, other, state.views[match.sentence]) for other in made)
            ]
    named = {(d.match.sentence, d.match.trigger) for d in made if d.match.rule == "meetings.meeting"}
    made = [d for d in made if not _of_those_told(d, made, state) and not _handed_over_there(d, made)]
    made = [d for d in made if d.match.rule != "meetings.bilateral" or (d.match.sentence, d.match.trigger) not in named]
    made += [_of(pair, match, state) for match in matches if of_a_pair(match) and (pair := find_pair(made, match, state))]
    name_chairs(made, state)
    seat(made, state)
    for match in matches:
        if match.rule in JOINING:
            made += join(made, match, state, _draft)
    for match in matches:
        if match.rule == UNSIDED and (sides := find_sides(made, match, state)):
            agreed = match.status == "planned" and _agreed_there(match, state)
            made.append(_of(sides, replace(match, status="occurred") if agreed else match, state))
    for match in topics:
        tell_topic(made, match, state)
    return made


def _of(sides: Sequence[Filler], match: Match, state: Discourse) -> Draft:
    """The meeting of those whom the words around tell."""
    return _draft(state, replace(match, slots={**match.slots, "participants": tuple(sides)}), [])


def _agreed_there(match: Match, state: Discourse) -> bool:
    """«договорились на встрече об обмене»: what was agreed is to come, the meeting has been."""
    view = state.views[match.sentence]
    own = view.mention_at(match.trigger)
    verbs = [view.tokens[i] for i in view.ancestors(match.trigger) if view.tokens[i].feats.form == "fin"][:1]
    return own is not None and own.prep in ("на", "в", "во") and all(t.feats.tense == "past" for t in verbs) and bool(verbs)


def _of_those_told(draft: Draft, made: Sequence[Draft], state: Discourse) -> bool:
    """«Встреча министров началась с разговора о ценах» behind «министры A и B обсудили …»: a talk of nobody by name is the one told before."""
    view = state.views[draft.match.sentence]
    sides = [f.mention for name in SIDES for f in draft.match.slots.get(name, ()) if not told_there(f.mention, draft.match, view)]
    vague = sides and all(m.bare and m.number == "plur" and not m.country for m in sides)
    if draft.match.form == "noun" and sides and all(key(m.lemma) in COUNTERPARTS and m.number != "plur" for m in sides) and not draft.get("date"):
        return any(
            d is not draft and 0 < draft.match.sentence - d.match.sentence <= NEAR_TALK for d in made
        )  # «В ходе встречи со своей африканской коллегой …»
    both = vague and all(of_two_sides(m, state.views[m.sentence]) for m in sides)  # «Главы двух государств рассмотрят …»
    at = draft.match.sentence
    if vague and draft.match.form == "noun" and any(d is not draft and d.match.sentence == at and d.match.trigger < draft.match.trigger for d in made):
        return True  # «проведёт переговоры с коллегой, а затем состоятся переговоры президентов в расширенном составе»
    chiefs = both and all(key(m.lemma) in members("counterpart") for m in sides)
    return (
        bool(vague)
        and (chiefs or (not both and draft.match.form == "noun"))
        and any(d is not draft and 0 <= at - d.match.sentence <= (PAIRED if chiefs else NEAR_TALK) for d in made)
    )


def _handed_over_there(draft: Draft, made: Sequence[Draft]) -> bool:
    """«Посол встретился с министром и вручил ему копии грамот»: the credentials were handed over at the meeting that the sentence tells."""
    own = {p.entity_id for p in draft.columns["participants"]}
    here = (d for d in made if d is not draft and d.match.sentence == draft.match.sentence)
    return draft.match.rule == "meetings.credentials" and any(own & {p.entity_id for p in d.columns["participants"]} for d in here)


def _nearest(matches: Sequence[Match]) -> list[Match]:
    """«имели возможность провести переговоры», «открыл форум и провёл переговоры»: of two verbs that hold one event the nearer."""
    best: dict[tuple[str, int, int], int] = {}
    for match in matches:
        if match.rule in HOLDING:
            spot = (match.rule, match.sentence, event := match.slots["event"][0].mention.head)
            best[spot] = min(best.get(spot, match.trigger), match.trigger, key=lambda at: abs(at - event))
    return [m for m in matches if m.rule not in HOLDING or best[m.rule, m.sentence, m.slots["event"][0].mention.head] == m.trigger]


def _drafts(state: Discourse, match: Match) -> list[Draft]:
    """The row of a match, and one for every further partner of separate talks."""
    view = state.views[match.sentence]
    match = with_own_partners(match, view)
    groups = separate(match, list(match.slots.get("partners", ())), view)
    made = [_draft(state, match, group) for group in groups]
    for draft, before, group in zip(made[1:], groups, groups[1:], strict=False):
        own = [d for d in view.dates if before and before[-1].mention.stop <= d.start < group[0].mention.start and d.edtf]
        if len(own) == 1:
            put_date(draft, own[0])  # «в четверг проведёт переговоры с A, а в пятницу / — с B»
    return made


def _draft(state: Discourse, match: Match, partners: Sequence[Filler]) -> Draft:
    view = state.views[match.sentence]
    draft = start_draft(match, state)
    received = match.rule == "meetings.receive" and "place" in match.slots
    subjects = [
        f for f in match.slots.get("participants", ()) if f.mention.lemma not in WE and not (received and f.found == "discourse") and _of_it(f, match, view)
    ]
    partners = [f for f in partners if (len(partners) < 2 or not _any_other(f.mention)) and not told_there(f.mention, match, view)]
    subjects += companions(match, subjects, partners, view)
    vague = [f for f in subjects if partners and match.form == "noun" and f.mention.lemma == "сторона"]  # «В ходе встречи с ректором / стороны обсудили»
    subjects = [f for f in subjects if f not in vague]
    if match.rule == "meetings.receive":
        subjects = [Filler(_not_of(f.mention, partners, state), f.found) for f in subjects]
    found = parties(several(subjects, view), draft, state)
    found += parties(owners(match, view), draft, state)
    if match.rule == "meetings.invite" and len(owners(match, view)) and len(found) > 1:
        found = found[1:]  # who proposes a meeting of others is not in it
    found = distinct([*found, *parties(several(partners, view), draft, state), *in_place(match, draft, state), *of_event(match, draft, state)])
    alone = not subjects and bool(partners) and partners[0].mention.prep in ("с", "со") and match.rule in TOLD_BY_ONE
    among = len(partners) == 1 and partners[0].mention.prep == "между" and partners[0].mention.number == "plur"  # «между представителями бизнеса»
    if (len(found) < 2 or alone) and not among and not any(of_two_sides(f.mention, view) for name in SIDES for f in match.slots.get(name, ())):
        found = distinct([*found, *other_side(match, found, draft, state, home=len(found) < 2)])
    if vague and len(found) < 2:
        found = distinct([*parties(several(vague, view), draft, state), *found])
    if match.rule == "meetings.await" and match.status == "ongoing":
        draft.columns["status"] = "planned"  # «Сегодня их ждёт министр»
    if match.form == "converb" and match.status == "ongoing" and _past_above(match, view):
        draft.columns["status"] = "occurred"  # «встречаясь с послом, губернатор напомнил»
    event = match.slots.get("event")
    lemma = key(event[0].mention.lemma if event else view.tokens[match.trigger].lemma)
    draft.columns.update(
        kind=match.set.get("kind") or KINDS.get(lemma) or ("forum" if lemma in members("wide_event") else "meeting"), participants=found,
        topic=topic_of(match, view, state.document.article.text),
    )  # fmt: skip
    draft.columns.update(remote=is_remote(match.sentence, state), earlier=draft.get("date") is not None and of_another_time(view))
    place = None if draft.columns["remote"] else where(match, state)
    if place is not None:
        draft.columns.update(place=place.name, country=place.country, region=place.region)
    return draft


def _past_above(match: Match, view: View) -> bool:
    """Whether the verb that a converb goes with tells of the past."""
    above = view.tokens[match.trigger].head
    return above >= 0 and view.tokens[above].feats.tense == "past"


def _of_it(filler: Filler, match: Match, view: View) -> bool:
    """Not «подписание меморандума с палатой, участие в заседании совета»: with whom stands behind the session; not «переговоры с союзом: фермеров интересовало …»."""
    if match.form == "noun" and filler.found == "clause" and filler.mention.first > match.trigger:
        return all(t.text != ":" for t in view.tokens[match.trigger : filler.mention.first])
    before = match.form == "noun" and filler.found == "clause" and filler.mention.last <= match.trigger
    return not (before and filler.mention.prep in ("с", "со") and match.rule in ("meetings.session", "meetings.forum"))


def _not_of(host: Mention, guests: Sequence[Filler], state: Discourse) -> Mention:
    """«гости из Костромы приняты заместителем градоначальника», «глава региона принял делегацию Омской области»: a post that receives those from a place is none there."""
    of_it = [g.mention for g in guests if g.mention.type == "group" and (g.mention.country, g.mention.region) == (host.country, host.region)]
    bare = host.name == host.position and host.bare
    if not of_it or not (bare or any(_of_whole_region(g, state) for g in of_it)):
        return host
    home = state.home if not bare and state.home is not None and state.home.region != host.region else None
    return replace(host, country=home.country if home else None, region=home.region if home else None)


def _of_whole_region(guests: Mention, state: Discourse) -> bool:
    """«делегация Омской области»: its own words name a region."""
    return key(guests.lemma) == "делегация" and any(p.kind == "region" and guests.start <= p.start < guests.stop for p in state.document.places)


def _any_other(mention: Mention) -> bool:
    """«с индийскими компаниями и организациями»: the second says nothing of its own."""
    alone = mention.last - mention.first == 1  # not «и местными предпринимателями»
    return alone and mention.bare and mention.number == "plur" and mention.type in ("organization", "group") and mention.country is None


def _retold(draft: Draft, other: Draft, view: View) -> bool:
    """«на встрече ректора с гостями обсуждены …»: what is discussed with them in one sentence is discussed at that meeting."""
    if draft.match.rule not in ("meetings.discuss", "meetings.meet", "meetings.exchange_views") or other.match.sentence != draft.match.sentence:
        return False
    if draft.match.rule == "meetings.exchange_views" and other.match.trigger < draft.match.trigger:
        return "где" in view.lemmas[other.match.trigger : draft.match.trigger]  # «Встреча прошла в Гаване, где лидеры обменялись мнениями»
    heads = [{f.mention.head for f in d.match.slots.get("partners", ())} for d in (draft, other)]
    return bool(heads[0]) and heads[0] <= heads[1]


EXTRACTOR: Extractor = Extractor(drafts, GUARDS)
