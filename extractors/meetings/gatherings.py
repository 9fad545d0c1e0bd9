"""Guards of gatherings: sessions, forums, round tables and tables sat down at, where two sides must be seen."""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.lexicon import key, members
from extractors.meetings.pairs import chairs, forum_sides, of_two_sides, places_within, session_sides, sides_of_name
from extractors.view import View
from schemas.match import Match, Mention

COMING = frozenset(("собраться", "собираться", "съехаться", "пригласить", "приглашать"))  # «собрались на приём у мэра»: told by those who came
SITTING = frozenset(("сидеть", "просидеть", "посидеть", "сесть", "засесть"))
LASTING = frozenset(("длиться", "продлиться", "продолжаться", "продолжиться", "затянуться", "занять", "растянуться", "коснуться", "касаться", "вестись"))
POSSESSIVES = {"его", "ее", "её", "их", "моим", "нашим"}
SETTING = {"в", "на", "с", "по", "из", "во"}
HOLDING = {"провести", "проводить", "организовать", "устроить", "созвать"}
MEETING = {"встретиться", "собраться", "увидеться", "встречаться", "созвониться", "переговорить"}


def sits_with(match: Match, state: Discourse) -> bool:
    """«сели за стол с заводом», «за столом собрались портовики Ирана и Дагестана»: a partner, or people of several places."""
    view = state.views[match.sentence]
    coded = {(p.country, p.region) for f in match.slots["participants"] for p in places_within(view, f.mention)}
    return bool(match.slots.get("partners")) or len(coded) >= 2


def of_several_sides(match: Match, state: Discourse) -> bool:
    """«соберёт чиновников Твери и туроператоров Бреста»: those gathered come from two places, not «собрал зрителей»."""
    view = state.views[match.sentence]
    coded = {(p.country, p.region) for f in match.slots["participants"] for p in places_within(view, f.mention)}
    return len(coded) >= 2 and match.form == "active"


def come_together(match: Match, state: Discourse) -> bool:
    """«В Дербенте соберутся таможенники Хачмаса и Дагестана»: people of two places, who do not merely intend something."""
    view = state.views[match.sentence]
    intends = any(view.tokens[c].feats.form == "inf" and view.tokens[c].rel == "xcomp" for c in view.children[match.trigger])
    if any(m.prep in ("к", "ко") and view.governor(m) == match.trigger for m in view.mentions):
        return False  # «К нам собираются ректоры трёх вузов»: they come
    if all(key(f.mention.lemma) in members("session_body") for f in match.slots["participants"]):
        return False  # «соберётся российско-чешская рабочая группа» sits in session
    apart = {(f.mention.country, f.mention.region) for f in match.slots["participants"] if not f.mention.bare}
    return not intends and (len(apart) >= 2 or of_several_sides(match, state) or any(of_two_sides(f.mention, view) for f in match.slots["participants"]))


def held_between(mention: Mention, match: Match, view: View) -> bool:
    """«между A и B состоялись переговоры», «консультации прошли между A и B»: the talks are what was held."""
    own = view.mention_at(match.trigger)
    held = own is not None and own.case == "nom" and not own.prep
    return mention.last <= match.trigger or (held and view.verbs_between(match.trigger, mention.head) <= 1)


def of_two(match: Match, state: Discourse) -> bool:
    """«обменялись мнениями с послом», «делегации Пскова и Орши обменялись»: a partner, or people of two places; not «дипломаты», who were told before."""
    return bool(match.slots.get("partners")) or come_together(match, state)


def whose_talker(match: Match, state: Discourse) -> bool:
    """«собеседником министра стал посол», «его собеседником был посол»: whose interlocutor it is, told by name or by a pronoun."""
    view = state.views[match.sentence]
    role = match.slots["role"][0].mention
    return bool(match.slots.get("partners")) or bool(POSSESSIVES & {t.text.lower() for t in view.tokens[max(0, role.first - 1) : role.last]})


def to_meet(match: Match, state: Discourse) -> bool:
    """«предложил послу встретиться», «провести в мае форум»: what is proposed is a meeting."""
    view = state.views[match.sentence]
    acts = [c for c in view.children[match.trigger] if view.tokens[c].feats.form == "inf"]
    held = [m for m in view.mentions if view.governor(m) in acts and key(view.tokens[view.governor(m)].lemma) in HOLDING]
    occasions = members("talk_event", "session_event", "wide_event")
    return any(key(view.tokens[c].lemma) in MEETING for c in acts) or any(key(m.lemma) in occasions and m.may_be("acc") for m in held)


def joint_session(match: Match, state: Discourse) -> bool:
    """A session of a working group, a commission or a council, or one that names two sides; not of a court or a parliament."""
    view = state.views[match.sentence]
    fillers = match.slots.get("event")
    at = fillers[0].mention.head if fillers else match.trigger
    if key(view.tokens[at].lemma) == "стол" and not any(view.tokens[i].lemma == "круглый" for i in range(max(0, at - 2), at)):
        return False
    behind = {key(t.lemma) for t in view.tokens[at + 1 : at + 6]}
    if behind & members("own_session") or _is_setting(view, at):
        return False
    named = sum(len(match.slots.get(name, ())) for name in ("participants", "partners"))
    return bool(behind & members("session_body")) or named >= 2 or len(session_sides(match, state)) >= 2 or len(chairs(view)) >= 2


def _is_setting(view: View, at: int) -> bool:
    """«перед началом заседания совета»: a session that only says when."""
    own = next((m for m in view.mentions if m.first <= at < m.last and m.parent is None), None)
    if own is None or own.type:
        return False
    return own.prep in ("перед", "до", "накануне") or (key(own.lemma) == "рамка" and any(view.lemmas[i] in members("wide_event") for i in range(own.first)))


def joint_body(match: Match, state: Discourse) -> bool:
    """A commission, a council whose own name tells two sides: «российско-лаосская комиссия», «межправкомиссия России и Ирана»."""
    view = state.views[match.sentence]
    return len(sides_of_name(view, match.slots["body"][0].mention)) == 2 and match.form in ("active", "infinitive")


def sides_in_name(match: Match, state: Discourse) -> bool:
    """«российско-белорусские переговоры»: talks whose own name tells two sides, as the subject or object of the clause."""
    view = state.views[match.sentence]
    own = view.mention_at(match.trigger)
    return own is not None and not own.prep and own.parent is None and len(sides_of_name(view, own)) == 2


def two_chairs(match: Match, state: Discourse) -> bool:
    """Two persons from two sides lead the session."""
    return len(match.slots["participants"]) >= 2


def two_places(match: Match, state: Discourse) -> bool:
    """A forum whose name or attendance tells two sides: «Бизнес-форум «Павлодар — Омск»»."""
    view = state.views[match.sentence]
    own = view.mention_at(match.trigger)
    if own is None or own.prep in SETTING or (own.parent is not None and view.mentions[own.parent].prep in SETTING):
        return False  # «в рамках форума подписали соглашение»
    fillers = [
        f
        for name in ("participants", "partners")
        for f in match.slots.get(name, ())
        if f.found != "clause" or view.verbs_between(match.trigger, f.mention.head) == 0
    ]
    return len(forum_sides(match, state)) >= 2 or len(fillers) >= 2 or any(of_two_sides(f.mention, view) for f in fillers)


def gathers_two(match: Match, state: Discourse) -> bool:
    """The gathering has a second side: with whom, or in another country."""
    view = state.views[match.sentence]
    if view.verbs_between(match.trigger, match.slots["event"][0].mention.head):
        return False  # «открыл форум и провёл переговоры»
    if len(match.slots["participants"]) + len(match.slots.get("partners", ())) >= 2 or any(of_two_sides(f.mention, view) for f in match.slots["participants"]):
        return True
    home = state.home.country if state.home else None
    return any(m.prep in ("в", "на") and m.type == "place" and m.country not in (None, home) for m in view.mentions)


def by_the_clock(match: Match, state: Discourse) -> bool:
    """«провёл час с министром», «пил чай с послом»: an official, and the time or the tea; mere sitting needs no more than its partner."""
    official = any(f.mention.position and f.mention.name != f.mention.position for f in match.slots["partners"])
    return official and ("spent" in match.slots or key(state.views[match.sentence].tokens[match.trigger].lemma) in SITTING)


def official_called_on(match: Match, state: Discourse) -> bool:
    """«у акима побывал министр»: persons of two sides, each with a post; whoever tells no place is at home."""
    sides = [f.mention for name in ("participants", "partners") for f in match.slots[name]]
    home = (state.home.country, state.home.region) if state.home else (None, None)
    seats = {(m.country, m.region) if m.country else home for m in sides}
    return all(m.position for m in sides) and len(seats) > 1 and any(m.country for m in sides)


def at_his_reception(match: Match, state: Discourse) -> bool:
    """«поездка завершилась приёмом у президента»: an official of a place, not «приём у терапевта»."""
    host = match.slots["partners"][0].mention
    return bool(host.position and host.country) and COMING.isdisjoint(state.views[match.sentence].words)


def awaited(match: Match, state: Discourse) -> bool:
    """«Завтра их ждёт губернатор»: guests told before, and an official behind the verb; not «мэр ждёт гостей»."""
    view = state.views[match.sentence]
    guests, hosts = ([f.mention for f in match.slots[name]] for name in ("partners", "participants"))
    told = match.form == "active" and all(m.last <= match.trigger and key(m.lemma) not in members("own_people") for m in guests)
    return told and all(m.first > match.trigger and m.position and m.country and not view.verbs_between(match.trigger, m.head) for m in hosts)


def in_guests(match: Match, state: Discourse) -> bool:
    """«у мэра в гостях губернатор», not «для гостей»."""
    view = state.views[match.sentence]
    return match.trigger > 0 and view.texts[match.trigger - 1] == "в" and view.tokens[match.trigger].text == "гостях"


def of_two_places(match: Match) -> bool:
    """«минтранс Карелии и Минтранс Беларуси проводят совещание»: those who hold it are of two places."""
    coded = {(f.mention.country, f.mention.region) for name in ("participants", "partners") for f in match.slots.get(name, ()) if f.mention.country}
    return len(coded) >= 2
