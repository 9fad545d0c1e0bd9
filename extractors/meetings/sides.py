"""Who takes part in a meeting: the sides that a clause names, those of the occasion's own name, the side that it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.article.discourse import Discourse
from extractors.article.home import CAPITALS
from extractors.article.protagonist import known_by
from extractors.article.speech import in_quotation
from extractors.build import Draft, parties, place_party, to_party
from extractors.lexicon import key, members
from extractors.meetings.groups import several
from extractors.meetings.guards import is_own
from extractors.meetings.pairs import chairs, forum_sides, is_between_governments, of_many_lands, session_sides, sides_of_name
from extractors.names.posts import VISITS
from extractors.references.words import LANDS, SCHOOLS, VISITORS
from extractors.view import View
from schemas.facts import Party
from schemas.match import Filler, Match, Mention
from schemas.values import Place

ORDERS = {"поручение", "указание", "распоряжение", "просьба"}
ENVOYS = ("посол", "консул", "генконсул", "торгпред", "поверенн", "атташе")
FIRST_PERSON = {"мы", "я", "наш", "мой", "ваш", "вы"}
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
BACK = 10  # sentences over which an unnamed second side is looked for


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
    housed = match.rule == "meetings.meeting" and match.form == "noun" and not match.slots.get("participants")
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


def other_side(match: Match, found: Sequence[Party], draft: Draft, state: Discourse, *, home: bool = True) -> tuple[Party, ...]:
    """The side that the clause leaves out: who speaks, acts or stands in the sentence, the delegation or official told before, else home."""
    if not found:
        return ()
    known = {(p.country, p.region) for p in found if p.country}
    names = {p.entity_id for p in found}
    speaker = _speaker(draft, state)
    if speaker is not None and speaker.entity_id not in names:
        draft.found.add("discourse")
        return (speaker,)
    before = sorted(_before(match, state), key=lambda m: _met_by_others(m, match))
    candidates = [*_acting(match, state), *_by_kind(before)]
    if state.home is not None and not known:  # «Вечером пообщались с послом»: whose place is not told, talks with our own
        own = (state.home.country, state.home.region)
        candidates.sort(key=lambda m: (m.country, m.region) != own)
    for m in candidates:
        party = next(iter(parties([Filler(m, "discourse")], draft, state)), None)
        if party is not None and party.entity_id not in names and (not party.country or (party.country, party.region) not in known):
            return (party,)
    hero = to_party(state.hero) if state.hero is not None and home else None
    if hero is not None and not any(p.entity_id == hero.entity_id or known_by(p.name) == known_by(hero.name) for p in found):
        draft.found.add("discourse")
        return (hero,)
    if not home or not (known or any(_is_envoy(p) for p in found)):
        return ()
    places = [as_side(p, state) for p in (state.home, *state.sides) if p is not None]
    left = [place_party(p) for p in places if not any(_covers(p, q) for q in found)]
    if left:
        draft.found.add("discourse")
    return tuple(left[:1])


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


def _covers(place: Place, party: Party) -> bool:
    """Whether a place is a party's own: one region, or a country and what lies in it."""
    if place.country != party.country:
        return False
    return place.region == party.region or (party.type != "person" and None in (place.region, party.region))


def _is_envoy(party: Party) -> bool:
    """«генеральный консул Раджеш Кумар»: nobody is an envoy at home, though his country is not told."""
    return any(word.startswith(ENVOYS) for word in key(party.position or "").split())


def _acting(match: Match, state: Discourse) -> list[Mention]:
    """«Губернатор Лосев заявил на встрече с послом»: the person who acts in the sentence that tells of the meeting."""
    view = state.views[match.sentence]
    found = [
        m for m in view.mentions
        if m.type == "person" and not view.is_aside(m.head, match.trigger) and (m.case == "nom" or "nom" in m.cases or not m.case) and not m.prep and m.parent is None and not m.bare and (m.name != m.position or m.country or " " in m.name) and not is_own(m)
        and view.governor(m) >= 0 and view.tokens[view.governor(m)].pos in ("VERB", "AUX") and not _reports(view, view.governor(m), match.trigger)
    ]  # fmt: skip
    return sorted(found, key=lambda m: abs(m.head - match.trigger))


def _reports(view: View, verb: int, trigger: int) -> bool:
    """«проведены переговоры с Омском, рассказал глава комитета»: who only tells of the talk; «глава комитета рассказал на встрече» took part."""
    if view.tokens[trigger].pos == "VERB" and "что" in view.lemmas[verb:trigger] and key(view.tokens[verb].lemma) in members("speech"):
        return True  # «министр заявил, что завод ведёт переговоры»
    told = any(first <= i < last and key(view.tokens[i].lemma) in members("speech") for first, last in view.asides for i in range(first, last))
    return (
        key(view.tokens[verb].lemma) in members("speech") and verb not in view.ancestors(trigger) and not told
    )  # «отметил рост, сообщил мэр»: another one tells


def _by_kind(candidates: Iterable[Mention]) -> list[Mention]:
    """Delegations first, then persons; each in the order given."""
    found = list(candidates)
    return [m for m in found if m.type == "group"] + [m for m in found if m.type == "person"]


def _speaker(draft: Draft, state: Discourse) -> Party | None:
    """Who says «после встречи с вашим губернатором» of himself: the speaker of the quotation."""
    name = draft.columns["attribution"]
    if not {key(t.lemma) for t in state.views[draft.match.sentence].tokens} & FIRST_PERSON:
        return None
    full = state.full_names.get(key(name.split()[-1])) if name and in_quotation(state, int(draft.columns["trigger_start"])) else None
    return to_party(full) if full is not None and full.name == name else None


def _ordered(m: Mention, view: View) -> bool:
    """«по поручению / губернатора»: who only sent somebody."""
    return m.parent is not None and view.mentions[m.parent].prep == "по" and key(view.mentions[m.parent].lemma) in ORDERS


def _before(match: Match, state: Discourse) -> Iterable[Mention]:
    """The delegations and officials named before a trigger, nearest first."""
    for at in range(match.sentence, max(-1, match.sentence - BACK - 1), -1):
        found = [
            m
            for m in state.views[at].mentions
            if (m.parent is None or (m.type == "person" and not _ordered(m, state.views[at])))
            and not _only_tells(m, state.views[at])
            and (_may_stand(m, guest=match.rule == "meetings.meeting" and _is_guest(m, state)) or _came(m, state.views[at]))
        ]
        yield from (
            found
            if at < match.sentence and _tells_subjects_first(found, match)
            else (m for m in reversed(found) if at < match.sentence or m.first < match.trigger)
        )


def _only_tells(m: Mention, view: View) -> bool:
    """«Об этом сообщил / заведующий отделом Абу Дарко»: who tells the paper of other people's trips and talks."""
    verb = view.governor(m)
    return m.type == "person" and verb >= 0 and key(view.tokens[verb].lemma) in members("speech") and view.texts[:2] == ["об", "этом"]


def _met_by_others(m: Mention, match: Match) -> bool:
    """«Он провёл переговоры / с премьером A. Также состоялась встреча с министром B»: A was met before, by whoever met B too."""
    return m.sentence < match.sentence and m.prep in ("с", "со") and m.case == "ins"


def _came(m: Mention, view: View) -> bool:
    """«Министр торговли Сербии прилетел в Минск»: an official without a name who is on his way."""
    official = m.type == "person" and m.name == m.position and m.country is not None and m.case == "nom" and not m.prep and m.parent is None
    return official and view.governor(m) >= 0 and view.lemmas[view.governor(m)] in VISITS


def _tells_subjects_first(found: Sequence[Mention], match: Match) -> bool:
    """«Вместе с ректором летали A и B», «A принял B. Затем встретился с послом»: of those who act and those told beside them the first is meant."""
    if not all(m.type == "person" for m in found):
        return False
    if match.form == "active" and found and found[0].case == "nom" and not found[0].prep:
        return True
    beside = len(found) > 1 and found[0].case == "nom" and not found[0].prep and all(m.prep in ("с", "со") for m in found[1:])
    return beside or len({m.country for m in found if m.country}) <= 1


def _is_guest(mention: Mention, state: Discourse) -> bool:
    """«закупщики из Ашхабада»: people from another land."""
    return key(mention.lemma) in members("visitor") and state.home is not None and mention.country not in (None, state.home.country)


def _may_stand(mention: Mention, *, guest: bool) -> bool:
    if mention.bare or is_own(mention):
        return False
    return (mention.type == "group" and (key(mention.lemma) in VISITORS or guest) and mention.country is not None) or (
        mention.type == "person" and mention.position is not None and mention.name != mention.position
    )
