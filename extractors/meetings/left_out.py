"""The side that a meeting's clause leaves out: who speaks, acts or was told shortly before; nobody where none of them is near.

«Губернатор Лосев заявил на встрече с послом» → Лосев; «Делегация прибыла в Омск. Состоялась встреча с мэром» → the delegation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.article.discourse import Discourse
from extractors.article.protagonist import known_by
from extractors.article.speech import in_quotation
from extractors.build import Draft, parties, to_party
from extractors.lexicon import key, members
from extractors.meetings.guards import is_own
from extractors.meetings.joins import JOINING
from extractors.names.hosting import VISITS
from extractors.references.words import VISITORS
from extractors.view import View
from schemas.facts import Party
from schemas.match import Filler, Match, Mention
from schemas.values import Place

ORDERS = {"поручение", "указание", "распоряжение", "просьба"}
ENVOYS = ("посол", "консул", "генконсул", "торгпред", "поверенн", "атташе")
FIRST_PERSON = {"мы", "я", "наш", "мой", "ваш", "вы"}
MEMORIALS = {"памятник", "бюст", "мемориал", "имя", "могила", "портрет", "мавзолей"}
BACK, PERSONS_BACK = 10, 2  # sentences over which an unnamed second side is looked for: a delegation, an official
JOINED = {*JOINING, "meetings.interlocutor", "meetings.come_together"}  # «стол с участием вице-губернатора»


def other_side(match: Match, found: Sequence[Party], draft: Draft, state: Discourse, *, home: bool = True) -> tuple[Party, ...]:
    """The side that the clause leaves out: who speaks, acts or stands in the sentence, the delegation or official told shortly before, the article's own body; else nobody."""
    if not found:
        return ()
    known = {(p.country, p.region) for p in found if p.country}
    names = {p.entity_id for p in found}
    speaker = _speaker(draft, state)
    if speaker is not None and speaker.entity_id not in names:
        draft.found.add("discourse")
        return (speaker,)
    if not match.slots.get("partners") and match.rule not in JOINED:
        draft.columns["one_sided"] = match.rule == "meetings.hold"
        return ()  # «встреча президентов», «делегация провела переговоры в Минске»: with whom is not told
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
    told = bool(known) or any(_is_envoy(p) for p in found)
    draft.columns["one_sided"] = told and any(not _covers(p, q) for p in (state.home, *state.sides) if p is not None for q in found)
    return ()


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
    awaited = [m for m in view.mentions if m.case == "dat" and m.type and view.governor(m) >= 0 and view.lemmas[view.governor(m)] == "предстоять"]
    found = awaited + [
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
            and not _is_remembered(m, state.views[at])
            and (m.type != "person" or match.sentence - at <= PERSONS_BACK)
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


def _is_remembered(m: Mention, view: View) -> bool:
    """«возложили цветы к памятнику / маршалу И.С. Коневу», «театр имени / Петра Лиса»."""
    return m.first > 0 and view.lemmas[m.first - 1] in MEMORIALS


def _met_by_others(m: Mention, match: Match) -> bool:
    """«Он провёл переговоры / с премьером A. Также состоялась встреча с B», «Впереди беседа / с A и встреча с B»: A is met by whoever meets B too."""
    return m.sentence <= match.sentence and m.prep in ("с", "со") and m.case == "ins"


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
