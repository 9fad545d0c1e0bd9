"""The trip under way: whom «гости», «они», «делегация» and a dropped subject mean, and where «к нам», «туда» lead.

«Делегация Бреста прибыла в Псков. Гости осмотрели завод» → the visitors of the second visit are «делегация Бреста».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.build import Draft, place_near, to_party
from extractors.discourse import VISITORS, Discourse
from extractors.lexicon import key, members
from extractors.matcher import leaders
from extractors.view import View
from schemas.facts import Party
from schemas.match import Filler, Match, Mention

REACH = 12  # sentences over which a trip is remembered
WE = {"мы", "я"}
THEY = {"они", "она", "он"}
MEASURES = {"человек", "чиновник", "бизнесмен", "предприниматель"}
THERE, HERE = {"туда", "там", "оттуда"}, {"сюда", "здесь", "отсюда"}
WHERE = {"где", "куда", "откуда"}
DEICTIC = {"visits.arrive", "visits.expect", "visits.receive", "visits.visit_noun", "visits.be_there"}


@dataclass(slots=True)
class Trip:
    """The visitors and the place of the last visit told, the row that told of it, and where."""

    visitors: tuple[Party, ...] = ()
    place: Party | None = None
    row: Draft | None = None
    sentence: int = -99

    def note(self, draft: Draft) -> None:
        """Remember a row whose visitors are its own."""
        visitors: tuple[Party, ...] = draft.get("visitors")
        host = next(iter(draft.get("hosts")), None)
        fresh = draft.match.sentence - self.sentence > REACH
        if visitors and (fresh or not self.visitors or not set(_ids(visitors)) <= set(_ids(self.visitors))):
            self.visitors, self.row = visitors, draft
        if host is not None and host.type == "place":
            self.place = host
            if self.row is None or not self.row.get("hosts") or self.row.get("hosts")[0].type != "place":
                self.row = draft
        self.sentence = draft.match.sentence

    def travellers(self, lemma: str = "они") -> tuple[Party, ...]:
        """Whom a reference means: the delegation rather than its head."""
        groups = tuple(p for p in self.visitors if p.type != "person")
        persons = tuple(p for p in self.visitors if p.type == "person")
        return persons if lemma == "он" else groups[:2] or self.visitors


def _ids(parties: Sequence[Party]) -> list[str | None]:
    return [p.entity_id for p in parties]


def own(match: Match, state: Discourse, *names: str) -> list[Filler]:
    """The fillers of some slots that stand in the trigger's own clause and agree with it."""
    view = state.views[match.sentence]
    fillers = [f for name in names for f in match.slots.get(name, ())]
    found = [f for f in fillers if _sound(f, match, view) and not (names[0] == "hosts" and f.found == "discourse")]
    if names[0] == "visitors" and len(found) == 1 and not _agrees(found[0], match, view):
        return []
    return found


def _sound(filler: Filler, match: Match, view: View) -> bool:
    return filler.found != "clause" or _in_clause(filler.mention, match, view)


def _in_clause(mention: Mention, match: Match, view: View) -> bool:
    low, high = sorted((mention.head, match.trigger))
    if match.form == "noun" and not mention.prep:
        return mention.case == "ins" and high - low <= 4
    between = view.tokens[low + 1 : high]
    if mention.case == "nom" and any(t.text.lower() in WHERE for t in between):  # «делегация уедет в Самарканд, где посетит завод»
        return True
    return not any(t.pos == "VERB" and t.feats.form != "part" for t in between)


def _agrees(filler: Filler, match: Match, view: View) -> bool:
    """«Три самосвала прибудут в порт Прахово»: a single firm or person is no subject of a plural verb."""
    mention = filler.mention
    if match.form != "active" or filler.found == "discourse" or mention.case != "nom" or mention.lemma in WE | THEY:
        return True
    return not (view.tokens[match.trigger].feats.number == "plur" and mention.number == "sing" and mention.type in ("organization", "person"))


def visitors_of(fillers: Sequence[Filler], draft: Draft, state: Discourse, trip: Trip) -> tuple[Party, ...]:
    """The fillers of the slot → parties, each reference replaced by whom it means."""
    found: list[Party] = []
    for filler in _with_groups(fillers, state):
        if found and filler.mention.lemma in MEASURES and filler.mention.name[:1].islower():
            continue  # «делегация Бреста, семь человек»
        parties, asked = _who(filler.mention, state, trip)
        draft.found.add("discourse" if asked else filler.found)
        found.extend(p for p in parties if p.name and p.entity_id not in _ids(found))
    return tuple(found)


def _with_groups(fillers: Sequence[Filler], state: Discourse) -> list[Filler]:
    """Before a person the delegation that he heads: «делегация, которую возглавил Лю, гостила …»."""
    found: list[Filler] = []
    for filler in fillers:
        view = state.views[filler.mention.sentence]
        if filler.mention.type == "person":
            headed = next((m for m in view.mentions if m.type == "group" and m.last <= filler.mention.first and filler.mention in leaders(view, m)), None)
            if headed is not None and all(f.mention is not headed for f in (*fillers, *found)):
                found.append(Filler(headed, filler.found))
        found.append(filler)
    return found


def _who(mention: Mention, state: Discourse, trip: Trip) -> tuple[list[Party], bool]:
    view = state.views[mention.sentence]
    if mention.lemma in WE:
        return home_party(state), True
    if mention.lemma in THEY - {"он"} or (mention.bare and mention.lemma in VISITORS):
        travellers = trip.travellers(mention.lemma)
        if travellers:
            return list(travellers), True
    resolved = state.resolve(mention, view)
    if not resolved and mention.lemma in THEY:
        return list(trip.travellers(mention.lemma)), True
    return [to_party(m) for m, _ in resolved if m.type != "place" or mention.type == "place"], any(asked for _, asked in resolved)


def home_party(state: Discourse) -> list[Party]:
    """The side from which the article is written, as a place."""
    if state.home is None:
        return []
    like = Mention(0, 0, 0, 0, state.home.start, state.home.stop, "", "")
    return [to_party(state.place_mention(state.home, like))]


def hosts_of(match: Match, draft: Draft, state: Discourse, trip: Trip) -> tuple[Party, ...]:
    """Who or what is visited; () where the words name nothing that counts as visited."""
    fillers = own(match, state, "hosts") or own(match, state, "place")
    if fillers:
        found: list[Party] = []
        for filler in fillers:
            parties, asked = _where(filler.mention, state, draft)
            draft.found.add("discourse" if asked else filler.found)
            found.extend(p for p in parties if p.name and p.entity_id not in _ids(found))
        return tuple(found)
    return _unnamed(match, draft, state, trip)


def _where(mention: Mention, state: Discourse, draft: Draft) -> tuple[list[Party], bool]:
    if mention.lemma in WE:
        ours = home_party(state)
        return (ours if not any(_same_side(p, q) for p in ours for q in draft.get("visitors")) else _other_side(state)), True
    if mention.type in ("organization", "") and mention.bare and (mention.number == "plur" or key(mention.lemma) in members("vague_site")):
        return [], False
    resolved = state.resolve(mention, state.views[mention.sentence])
    return [to_party(m) for m, _ in resolved], any(asked for _, asked in resolved)


def _other_side(state: Discourse) -> list[Party]:
    home = state.home
    other = next((p for p in state.sides if home is None or (p.country, p.region) != (home.country, home.region)), None)
    return [] if other is None else [to_party(state.place_mention(other, Mention(0, 0, 0, 0, other.start, other.stop, "", "")))]


def _unnamed(match: Match, draft: Draft, state: Discourse, trip: Trip) -> tuple[Party, ...]:
    """Where nothing fills the slot: «туда», a place nearby, or here, where the article is written."""
    view = state.views[match.sentence]
    adverbs = {view.tokens[i].text.lower() for i in range(max(0, match.trigger - 6), min(len(view.tokens), match.trigger + 7))}
    if adverbs & THERE and trip.place is not None:
        draft.found.add("discourse")
        return (trip.place,)
    near = place_near(view, match.trigger)
    if near is not None and _beside(near, match, view):
        draft.found.add("clause")
        return tuple(to_party(m) for m, _ in state.resolve(near, view))
    if match.rule in DEICTIC or adverbs & HERE:
        home = home_party(state)
        visitors: tuple[Party, ...] = draft.get("visitors")
        if visitors and home and not any(_same_side(p, home[0]) for p in visitors):
            draft.found.add("discourse")
            return tuple(home)
    return ()


def _beside(place: Mention, match: Match, view: View) -> bool:
    """Whether a place belongs to the trigger's own clause: «с просьбой построить на острове павильон» is another."""
    low, high = sorted((place.head, match.trigger))
    return not any(t.pos == "VERB" for t in view.tokens[low + 1 : high]) and view.breaks_between(low, high) == 0


def _same_side(p: Party, q: Party) -> bool:
    """Of one region, or of one country where a region is unknown."""
    if not p.country or not q.country:
        return False
    return p.country == q.country and (p.region is None or q.region is None or p.region == q.region)


def add_leader(match: Match, draft: Draft, state: Discourse, trip: Trip) -> None:
    """«Возглавит группу вице-мэр Чэнь Голян»: one more visitor of the trip that was told before."""
    if trip.row is None or match.sentence - trip.sentence > 3:
        return
    known: tuple[Party, ...] = trip.row.get("visitors")
    heads = [p for p in visitors_of(match.slots["leader"], draft, state, Trip()) if p.type == "person" and p.entity_id not in _ids(known)]
    if heads and not any(p.type == "person" for p in known):
        trip.row.columns["visitors"] = (*known, heads[0])
        trip.visitors = trip.row.columns["visitors"]
