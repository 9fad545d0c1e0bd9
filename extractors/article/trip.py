"""The trip under way: whom «гости», «они», «делегация» and a dropped subject mean, and where «к нам», «туда» lead.

«Делегация Бреста прибыла в Псков. Гости осмотрели завод» → the visitors of the second visit are «делегация Бреста», in Russia.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from extractors.article.attribution import attribution_of
from extractors.article.discourse import Discourse
from extractors.article.strangers import counted_anew, group_before
from extractors.build import Draft, to_party
from extractors.lexicon import key, members
from extractors.matching.coordination import leaders
from extractors.parties.link import entity_id
from extractors.references.words import VISITORS
from extractors.view import View
from schemas.facts import Party
from schemas.match import Filler, Mention
from schemas.values import Place

REACH = 12  # sentences after which a new visit begins a new trip
MONTHS = timedelta(92)
LONG_AGO = timedelta(days=10)
HAPPENED = {"occurred", "ongoing"}
WE = {"мы", "я"}
THEY = {"они", "она", "он"}
REMINDING = {"напомнить", "ранее", "прежде"}
MEASURES = {"человек"}
GUEST = {"гость", "гостья"}
FOREIGN = ("иностранн", "зарубежн")
REFERRING = ("гост", "делегат", "участник", "группа", "члены", "прибывш", "приехавш", "сосед", "визитер", "иностран", "земляк")


@dataclass(slots=True)
class Trip:
    """The visitors and the place of the trip that is being told, the row that told of it, and where."""

    state: Discourse
    visitors: tuple[Party, ...] = ()
    place: Party | None = None
    row: Draft | None = None
    sentence: int = -99
    noted: list[Draft] = field(default_factory=list)

    def note(self, draft: Draft) -> None:
        """Remember a row; its visitors become those of the trip, unless it looks back or ahead from the trip being told."""
        self.noted.append(draft)
        visitors: tuple[Party, ...] = draft.get("visitors")
        host = next(iter(draft.get("hosts")), None)
        if {p.entity_id for p in visitors} - {p.entity_id for p in self.visitors} and not self._aside(draft) and not self._holds(visitors):
            self.visitors, self.row = visitors, draft
            self.place = host if host is not None and host.type == "place" else None
        elif host is not None and host.type == "place" and not self._aside(draft):
            self.place = host
            if self.row is None or self.row.get("hosts")[0].type != "place":
                self.row = draft
        self.sentence = draft.match.sentence

    def _holds(self, visitors: Iterable[Party]) -> bool:
        """«Приехали мэр и шестеро предпринимателей» behind «прибыла делегация Крагуеваца»: some of those who are known to have come."""
        groups = [p for p in visitors if p.type == "group"]
        told = any(p.type == "person" for p in visitors)
        return told and bool(groups) and not any(p.country for p in groups) and any(p.type == "group" and p.country for p in self.visitors)

    def _aside(self, draft: Draft) -> bool:
        """«весной приезжали инженеры», «осенью поедут артисты»: another trip, told in passing."""
        if self.row is None:
            return draft.match.rule == "visits.receive" and draft.get("status") == "proposed"  # «готовы принять аграриев»
        if REMINDING & set(self.state.views[draft.match.sentence].lemmas[:2]) and draft.get("status") == "occurred":
            return True  # «Напомним, в апреле область посетил посол»
        if self.row.get("status") in HAPPENED and draft.get("status") not in HAPPENED:
            return True
        if draft.match.sentence - self.sentence > REACH:
            return False
        began, ended = self.row.get("date_start"), draft.get("date_end")
        return bool(began and ended and ended + LONG_AGO < began)

    def is_of(self, owners: Iterable[Party]) -> bool:
        """Whether those who are on a trip are the ones whose trip is being told: by name, or as people of one land."""
        lands = {(p.country, p.region) for p in self.visitors if p.country} | {(p.country, None) for p in self.visitors if p.country}
        ids = {p.entity_id for p in self.visitors}
        return self.row is not None and any(p.entity_id in ids or (p.country, p.region) in lands for p in owners)

    def date(self, draft: Draft) -> None:
        """«Визит намечен на май»: the day of the trip that was told without one."""
        first, last = draft.get("date_start"), draft.get("date_end")
        years = first is not None and last is not None and last - first > MONTHS  # «Цель поездки — план на 2010–2011 годы»
        if self.row is None or draft.get("date") is None or years:
            return
        same = self.row.get("status") == draft.get("status") or {self.row.get("status"), draft.get("status")} <= HAPPENED
        if same and (self.row.get("date") is None or _contains(draft, self.row)):
            self.row.columns.update({name: draft.get(name) for name in ("date", "date_text", "date_start", "date_end")})

    def travellers(self, lemma: str = "они") -> tuple[Party, ...]:
        """Whom a reference means: the delegation rather than its head."""
        groups = tuple(p for p in self.visitors if p.type != "person")
        persons = tuple(p for p in self.visitors if p.type == "person")
        if lemma == "он" or groups or not persons:
            return persons if lemma == "он" else groups[:2]
        return self._delegation(persons[0]) or (self._place_of(persons[0]) if lemma != "она" and len(persons) == 1 else ()) or persons

    def _delegation(self, person: Party) -> tuple[Party, ...]:
        """The delegation that the article names for a person's side."""
        side = self.side_of(person)
        if side is None:
            return ()
        for m in self.state.all_mentions:
            if m.type == "group" and m.lemma in VISITORS and not m.bare and m.country == side.country and side.region in (None, m.region):
                return (to_party(m),)
        return ()

    def _place_of(self, person: Party) -> tuple[Party, ...]:
        """«гости», of whom the article names the head alone: the place that he comes from."""
        side = self.side_of(person)
        named = [p for p in self.state.document.places if side is not None and p.form == "name" and (p.country, p.region) == (side.country, side.region)]
        return (as_party(named[0], self.state),) if named else ()

    def has_come(self, visitors: Iterable[Party]) -> bool:
        """Whether the trip of these visitors was told as one that happened."""
        known = {p.entity_id for p in self.visitors}
        return self.row is not None and self.row.get("status") in HAPPENED and any(p.entity_id in known for p in visitors)

    def side_of(self, party: Party) -> Party | None:
        """The side a visitor comes from: its own place, else the one that is not visited."""
        if party.country or self.place is None:
            return party if party.country else None
        other = next((p for p in self.state.sides if (p.country, p.region) != (self.place.country, self.place.region)), None)
        return None if other is None else as_party(other, self.state)


def _contains(longer: Draft, shorter: Draft) -> bool:
    """«Визит проходит с 16 по 18 октября» after «прибыла вчера»: the range of days that holds a single one."""
    low, high, first, last = longer.get("date_start"), longer.get("date_end"), shorter.get("date_start"), shorter.get("date_end")
    return None not in (low, high, first, last) and first == last and low < high and low <= first <= high and high - low <= LONG_AGO


def as_party(place: Place, state: Discourse) -> Party:
    """A place of the article → a party."""
    return to_party(state.place_mention(place, Mention(0, 0, 0, 0, place.start, place.stop, "", "")))


def as_place(side: Party, state: Discourse) -> Party:
    """The side that a visitor comes from: «мэр Пскова» → the place that the article names for him."""
    named = next((p for p in state.document.places if p.form == "name" and (p.country, p.region) == (side.country, side.region)), None)
    return side if named is None else as_party(named, state)


def same_side(p: Party | Place, q: Party | Place) -> bool:
    """Of one region, or of one country where a region is unknown."""
    if not p.country or not q.country:
        return False
    return p.country == q.country and (p.region is None or q.region is None or p.region == q.region)


def known(party: Party) -> bool:
    """Whether a visitor is somebody: «гости», «четыре иностранные делегации», whom nothing has named, are not."""
    word = key(party.name)
    vague = word.startswith(REFERRING) if " " not in word else any(part in word for part in FOREIGN)
    return bool(party.country) or party.type != "group" or not vague


def _last_person(mention: Mention, state: Discourse) -> list[tuple[Mention, bool]]:
    """«он заезжал на завод»: of those spoken of last a person, not a plant."""
    for m in state.antecedents(mention.start):
        if mention.sentence - m.sentence > 3:
            break
        if m.type == "person":
            return [(found, True) for found, _ in state.resolve(m, state.views[m.sentence]) if found.type == "person"]
    return []


def home_party(state: Discourse) -> tuple[Party, ...]:
    """The side from which the article is written, under the name that the article uses most."""
    home = state.home
    if home is None:
        return ()
    named = [p for p in state.document.places if p.form == "name" and (p.country, p.region) == (home.country, home.region) and _may_be_home(p, home)]
    names = [p.name for p in named]
    party = as_party(home, state)
    place = max(named, key=lambda p: (names.count(p.name), p.kind == "region", p.name == home.name)) if named else home
    return (replace(party, name=place.name, entity_id=entity_id("place", place.name, party.country, party.region, place.kind)),)


def _may_be_home(place: Place, home: Place) -> bool:
    """Not «участки в Быковском районе» where the article is one of the region."""
    return place.kind != "district" or place.name == home.name


def we_party(mention: Mention, state: Discourse) -> tuple[Party, ...]:
    """The side of whoever says «мы»: in an interview with a guest it is the guest's."""
    side, home = state.we(mention), home_party(state)
    if side is None or not side.country or (home and same_side(home[0], to_side(side))):
        return home
    return tuple(as_party(p, state) for p in state.sides if same_side(p, to_side(side)))[:1] or home


def to_side(place: Place | Mention) -> Party:
    """The codes of a place or a mention as a party."""
    return Party(name="", type="place", country=place.country, region=place.region)


def speaker_at(view: View, at: int, state: Discourse) -> Party | None:
    """«И мой визит в Тегеран тому подтверждение», — сказал депутат Лосев: whoever says «я», «мой»."""
    name = attribution_of(view, state, view.tokens[at].start)
    full = state.full_names.get(key(name.split()[-1])) if name else None
    return to_party(full) if full is not None and full.name == name else None


def other_party(state: Discourse) -> tuple[Party, ...]:
    """The side of the article that is not its home."""
    home = state.home
    other = next((p for p in state.sides if home is None or (p.country, p.region) != (home.country, home.region)), None)
    return () if other is None else (as_party(other, state),)


def visitors_of(fillers: Sequence[Filler], draft: Draft, state: Discourse, trip: Trip) -> tuple[Party, ...]:
    """The fillers of the slot → parties, each reference replaced by whom it means."""
    found: list[Party] = []
    for filler in _with_groups(fillers, state):
        if found and filler.mention.name[:1].islower() and (filler.mention.lemma in MEASURES or _is_set_off(filler.mention, state)):
            continue  # «делегация Бреста, семь человек»
        parties, asked = _who(filler.mention, state, trip)
        draft.found.add("discourse" if asked else filler.found)
        add_new(found, parties)
    sides = {p.country for p in found if p.type == "group" and p.country}
    return tuple(p for p in found if not sides or p.type != "person" or p.name != p.position or p.country in sides | {None})


def _is_set_off(mention: Mention, state: Discourse) -> bool:
    """«делегацию Абхазии — девять чиновников под началом … — свозили»: who they are, told between dashes."""
    return (
        mention.type == "group"
        and mention.country is None
        and mention.first > 0
        and state.views[mention.sentence].tokens[mention.first - 1].text in ("—", "–", "-")
    )


def add_new(found: list[Party], parties: Iterable[Party]) -> None:
    """Add the parties that are not yet there."""
    found.extend(p for p in parties if p.name and all(p.entity_id != q.entity_id for q in found))


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


def _who(mention: Mention, state: Discourse, trip: Trip) -> tuple[Sequence[Party], bool]:
    view = state.views[mention.sentence]
    if mention.lemma == "я" and (teller := speaker_at(view, mention.head, state)) is not None:
        return [teller], True
    if mention.lemma in WE:
        return we_party(mention, state), True
    if mention.lemma in GUEST and mention.number == "sing" and mention.bare:
        told, home = [to_party(m) for m, _ in state.resolve(mention, view) if m.type == "person"], state.home.country if state.home else None
        abroad = any(p.country not in (None, home) for p in trip.travellers("он"))  # nobody of the land that is visited is its guest
        guests = [p for p in told if not (abroad and p.country == home)] or trip.travellers("он")
        if guests:
            return guests, True
    near = group_before(mention, view) if mention.lemma in THEY - {"он"} else None
    if near is not None:
        return [to_party(near)], True
    woman = [m for m, _ in state.resolve(mention, view) if m.type == "person"] if mention.lemma == "она" and trip.sentence != view.index - 1 else []
    if woman and woman[0].name != woman[0].position:
        return [to_party(woman[0])], True  # «считает депутат Ольга Лис. В июне она собирается в Брно»: not the delegation told long before
    if counted_anew(mention, view, trip.row, state.document.article.published):
        return [to_party(mention)], False
    if mention.lemma in THEY - {"он"} or (mention.lemma in VISITORS | MEASURES and state.refers(mention)):
        single = mention.lemma == "гость" and mention.number == "sing"
        travellers = trip.travellers("он" if single else mention.lemma)
        if travellers:
            return travellers, True
    if key(mention.lemma) in members("culture"):  # «Дни культуры / Гомельской области»
        mention = next((m for m in view.mentions if mention.first < m.first and m.last <= mention.last and m.type == "place"), mention)
    resolved = state.resolve(mention, view)
    if mention.lemma == "он" and not any(m.type == "person" for m, _ in resolved):
        resolved = _last_person(mention, state)
        if not resolved and trip.travellers("он"):
            return trip.travellers("он"), True
    if not resolved and mention.lemma in THEY:
        return trip.travellers(mention.lemma), True
    return [to_party(m) for m, _ in resolved], any(asked for _, asked in resolved)


def add_leader(fillers: Sequence[Filler], draft: Draft, trip: Trip) -> None:
    """«Возглавит группу вице-мэр Чэнь Голян»: one more visitor of the trip that was told before."""
    if trip.row is None or draft.match.sentence - trip.sentence > 3:
        return
    last = trip.noted[-1]
    groups = {p.entity_id for p in last.get("visitors") if p.type == "group"}
    aside = bool(groups) and not groups & {p.entity_id for p in trip.visitors}  # «А в пятницу поедет краевая делегация. Возглавит её …»
    row = last if aside else trip.row
    known: tuple[Party, ...] = row.get("visitors")
    heads = [p for p in visitors_of(fillers, draft, trip.state, Trip(trip.state)) if p.type == "person" and p.entity_id not in {q.entity_id for q in known}]
    if heads and not any(p.type == "person" for p in known):
        led = next((p for p in known if p.type == "group" and p.country), None)
        head = heads[0] if led is None else replace(heads[0], country=led.country, region=led.region)
        if led is None and known and any(same_side(h, head) for h in row.get("hosts") or ()):
            head = replace(head, country=None, region=None)  # who leads the guests is not of their hosts
        for told in [d for d in trip.noted if d.match.sentence == row.match.sentence and d.get("visitors") == known]:
            told.columns["visitors"] = (*known, head)
        if not aside:
            trip.visitors = row.columns["visitors"]
