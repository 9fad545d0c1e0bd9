"""Meetings: who meets whom, one row per occasion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.build import Draft, Extractor, parties, place_near, place_party, start_draft, text_of, to_party
from extractors.discourse import VISITORS, Discourse
from extractors.lexicon import key, members
from extractors.meeting_guards import GUARDS, chairs, forum_sides, is_own, of_two_sides, session_sides
from extractors.speech import in_quotation
from extractors.view import View
from schemas.facts import Party
from schemas.match import Filler, Match, Mention

KINDS = {
    "переговоры": "negotiations", "консультация": "negotiations", "раунд": "negotiations", "заседание": "session", "сессия": "session", "совещание": "session",
    "форум": "forum", "бизнес-форум": "forum", "конференция": "forum", "конгресс": "forum", "саммит": "forum", "биржа": "forum", "стол": "forum", "семинар": "forum",
}  # fmt: skip
SIDES = ("participants", "partners")
JOINING = "meetings.attend"
PRESENT = 3  # sentences over which «на встрече присутствовали» speaks of the meeting told before
BACK = 10  # sentences over which an unnamed second side is looked for
WE = {"мы", "я"}


def drafts(state: Discourse, matches: list[Match]) -> list[Draft]:
    """One draft per occasion; those who «also took part» join the meeting told before."""
    made: list[Draft] = []
    held = {(m.sentence, f.mention.head) for m in matches for f in m.slots.get("event", ()) if m.rule != JOINING}
    for match in matches:
        if (match.sentence, match.trigger) in held:
            continue  # «провела встречи»: the verb tells more than its noun
        if match.rule == JOINING:
            _join(made, match, state)
        else:
            made += [draft for draft in _drafts(state, match) if _worthy(draft, state)]
    return made


def _drafts(state: Discourse, match: Match) -> list[Draft]:
    """The row of a match, and one for every further partner of separate talks: «провела встречи с A, с B», «с A обсудил …, а с B — …»."""
    partners = list(match.slots.get("partners", ()))
    groups = _separate(match, partners, state.views[match.sentence])
    return [_draft(state, match, group) for group in groups]


def _separate(match: Match, partners: list[Filler], view: View) -> list[list[Filler]]:
    groups = [partners]
    if len(partners) >= 2 and _plural_event(match, view) and all(key(view.tokens[f.mention.first - 1].text) in ("с", "со") for f in partners):
        groups = [[f] for f in partners]
    return groups + [[Filler(m, "clause")] for m in _gapped(match, partners, view)]


def _plural_event(match: Match, view: View) -> bool:
    event = match.slots.get("event")
    at = event[0].mention.head if event else match.trigger
    token = view.tokens[at]
    return token.feats.number == "plur" and key(token.lemma) != "переговоры" and token.pos == "NOUN"


def _gapped(match: Match, partners: Sequence[Filler], view: View) -> list[Mention]:
    """«…, а позже — с вице-мэром …», «…, а с ректором — стипендии»: partners of a clause without a verb of its own."""
    if not partners or match.form not in ("active", "noun"):
        return []
    last = max([match.trigger, *(f.mention.last for f in partners)])
    found = []
    for m in view.mentions:
        if (
            m.first < last
            or m.parent is not None
            or m.prep not in ("с", "со")
            or m.case != "ins"
            or m.type not in ("person", "group", "organization")
            or is_own(m)
        ):
            continue
        before = [key(t.text) for t in view.tokens[max(last, m.first - 5) : m.first]]
        dash = any(t.text in ("—", "–", "-") for t in view.tokens[max(last, m.first - 4) : min(len(view.tokens), m.last + 2)])
        if "а" in before and dash and view.verbs_between(last, m.head) == 0 and key(view.tokens[m.first - 1].text) in ("с", "со"):
            found.append(m)
    return found


def _draft(state: Discourse, match: Match, partners: Sequence[Filler]) -> Draft:
    view = state.views[match.sentence]
    draft = start_draft(match, state)
    received = match.rule == "meetings.receive" and "place" in match.slots
    subjects = [f for f in match.slots.get("participants", ()) if f.mention.lemma not in WE and not (received and f.found == "discourse")]
    found = parties(_several(subjects, view), draft, state)
    found += parties(_owners(match, view), draft, state)
    if match.rule == "meetings.invite" and len(_owners(match, view)) and len(found) > 1:
        found = found[1:]  # who proposes a meeting of others is not in it
    found = _distinct([*found, *parties(_several(partners, view), draft, state), *_in_place(match, draft, state), *_of_event(match, draft, state)])
    if len(found) < 2 and not any(of_two_sides(f.mention, view) for name in SIDES for f in match.slots.get(name, ())):
        found = _distinct([*found, *_other_side(match, found, draft, state)])
    event = match.slots.get("event")
    lemma = key(event[0].mention.lemma if event else view.tokens[match.trigger].lemma)
    topic = match.slots.get("topic")
    draft.columns.update(
        kind=match.set.get("kind") or KINDS.get(lemma, "meeting"), participants=found,
        topic=text_of(topic[0], view, state.document.article.text) if topic and not view.is_value(topic[0].mention) else None,
    )  # fmt: skip
    place = place_near(view, match.trigger)
    if place is not None:
        draft.columns.update(place=place.name, country=place.country, region=place.region)
    return draft


def _owners(match: Match, view: View) -> list[Filler]:
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
    return _several([Filler(m, "subtree") for m in inner], view)


def _distinct(found: Iterable[Party]) -> tuple[Party, ...]:
    kept: list[Party] = []
    for party in found:
        if not any(party.entity_id == other.entity_id for other in kept):
            kept.append(party)
    return tuple(kept)


def _in_place(match: Match, draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """«костромичей приняли в министерстве»: the body in whose house they are received."""
    if match.rule != "meetings.receive" or any(f.found != "discourse" for f in match.slots.get("participants", ())):
        return ()
    return parties(match.slots.get("place", ()), draft, state)


def _of_event(match: Match, draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """The sides that a session's or forum's own name tells, or its chairmen; of a group that names none, those of the article."""
    if match.rule not in ("meetings.session", "meetings.forum") or match.slots.get("participants") or match.slots.get("partners"):
        return ()
    heads = chairs(state.views[match.sentence]) if match.rule == "meetings.session" else []
    if len(heads) >= 2:
        return parties([Filler(m, "clause") for m in heads], draft, state)
    places = session_sides(match, state) if match.rule == "meetings.session" else forum_sides(match, state)
    if not places and match.rule == "meetings.session":
        draft.found.add("discourse")
        places = list(state.sides)
    return tuple(place_party(p) for p in places)


def _several(fillers: Iterable[Filler], view: View) -> list[Filler]:
    """«предприниматели Омска и Павлодара» → the entrepreneurs of the one and of the other."""
    found: list[Filler] = []
    for filler in fillers:
        m = filler.mention
        own = view.mentions.index(m) if m in view.mentions else -1
        inner = _joined([p for p in view.mentions if p.parent == own and p.case == "gen" and p.type in ("place", "organization", "government")], m, view)
        if len(inner) < 2 or m.type not in ("group", "government") or m.number != "plur":
            found.append(filler)
            continue
        text = _words(view, m.first, inner[0].first)
        head = m.name[: len(text)].strip() if len(m.name) >= len(text) else m.name
        found += [
            Filler(replace(m, name=f"{head} {_words(view, p.first, p.last)}", country=p.country, region=p.region, start=p.start, stop=p.stop), filler.found)
            for p in inner
        ]
    return found


def _joined(inner: list[Mention], group: Mention, view: View) -> list[Mention]:
    """The owners of a group, and one more behind «и» that was taken for a phrase of its own."""
    after = next((p for p in view.mentions if p.first == group.last + 1 and p.parent is None and p.case == "gen" and p.type == "place"), None)
    if inner and after is not None and key(view.tokens[group.last].text) == "и":
        inner = [*inner, after]
    return inner if {p.type for p in inner} <= {"place"} or any(key(t.text) == "и" for t in view.tokens[group.first : group.last]) else []


def _words(view: View, first: int, last: int) -> str:
    """The words of some tokens as they stand, one space where the text has any."""
    tokens = view.tokens[first:last]
    return "".join(t.text + (" " if i + 1 < len(tokens) and tokens[i + 1].start > t.stop else "") for i, t in enumerate(tokens))


def _other_side(match: Match, found: Sequence[Party], draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """The side that the clause leaves out: the delegation, else the person last spoken of who belongs to another place, else home."""
    if not found:
        return ()
    known = {(p.country, p.region) for p in found if p.country}
    names = {p.entity_id for p in found}
    speaker = _speaker(draft, state)
    if speaker is not None and speaker.entity_id not in names:
        draft.found.add("discourse")
        return (speaker,)
    candidates = list(_before(match, state))
    for m in [m for m in candidates if m.type == "group"] + [m for m in candidates if m.type == "person"]:
        party = next(iter(parties([Filler(m, "discourse")], draft, state)), None)
        if party is not None and party.entity_id not in names and (not party.country or (party.country, party.region) not in known):
            return (party,)
    if not known:
        return ()
    left = [p for p in (state.home, *state.sides) if p is not None and (p.country, p.region) not in known]
    if left:
        draft.found.add("discourse")
    return tuple(place_party(p) for p in left[:1])


def _speaker(draft: Draft, state: Discourse) -> Party | None:
    """Who says «после встречи с вашим губернатором» of himself: the speaker of the quotation."""
    name = draft.columns["attribution"]
    full = state.full_names.get(key(name.split()[-1])) if name and in_quotation(state, int(draft.columns["trigger_start"])) else None
    return to_party(full) if full is not None and full.name == name else None


def _before(match: Match, state: Discourse) -> Iterable[Mention]:
    """The delegations and officials named before a trigger, nearest first."""
    for at in range(match.sentence, max(-1, match.sentence - BACK - 1), -1):
        for m in reversed(state.views[at].mentions):
            if (at < match.sentence or m.first < match.trigger) and (m.parent is None or m.type == "person") and _may_stand(m):
                yield m


def _may_stand(mention: Mention) -> bool:
    if mention.bare or is_own(mention):
        return False
    return (mention.type == "group" and key(mention.lemma) in VISITORS and mention.country is not None) or (
        mention.type == "person" and mention.position is not None and mention.name != mention.position
    )


def _worthy(draft: Draft, state: Discourse) -> bool:
    """Two sides, or one that is named where the row is told for certain; people of one region alone do not cooperate."""
    found: tuple[Party, ...] = draft.columns["participants"]
    if len(found) < 2:
        return bool(found) and any(of_two_sides(f.mention, state.views[f.mention.sentence]) for name in SIDES for f in draft.match.slots.get(name, ()))
    named = [f.mention for slot in SIDES for f in draft.match.slots.get(slot, ())]
    coded = [(m.country, m.region) for m in named]
    if len(coded) >= 2 and all(c and r for c, r in coded) and len(set(coded)) == 1:
        return False
    return not (draft.match.rule == "meetings.discuss" and _mere_deal(draft, state, found))


def _mere_deal(draft: Draft, state: Discourse, found: Sequence[Party]) -> bool:
    """Firms that discuss one delivery are its contract, not a meeting."""
    if any(p.type == "person" for p in found):
        return False
    view = state.views[draft.match.sentence]
    topic = draft.match.slots.get("topic")
    words = {key(t.lemma) for f in topic or () for t in view.tokens[f.mention.first : f.mention.last]}
    return bool(words & members("purchase")) or draft.columns["status"] == "ongoing"


def _join(made: list[Draft], match: Match, state: Discourse) -> None:
    """Add those who «also took part» to the meeting told just before."""
    last = made[-1] if made else None
    view = state.views[match.sentence]
    joining = [f for f in match.slots["participants"] if not is_own(f.mention) and key(f.mention.lemma) not in ("сторона", "участник")]
    if key(match.slots["role"][0].mention.lemma) in members("wide_event"):
        draft = _draft(state, replace(match, slots={**match.slots, "participants": tuple(joining), "event": match.slots["role"]}), [])
        made += [draft] if len({(p.country, p.region) for p in draft.columns["participants"] if p.country}) >= 2 and draft.match.form != "passive" else []
        return
    if last is None or match.sentence - last.match.sentence > PRESENT or last.match.sentence > match.sentence:
        return
    if key(match.slots["role"][0].mention.lemma) in ("сторона", "делегация"):  # «российскую сторону представлял X, казахстанскую — Y»
        joining += [Filler(m, "clause") for m in view.mentions if m.type == "person" and m.case == "nom" and m.parent is None and m.first > match.trigger]
    last.columns["participants"] = _distinct([*last.columns["participants"], *parties(joining, last, state)])


EXTRACTOR = Extractor(drafts, GUARDS)
