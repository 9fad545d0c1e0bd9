"""Guards of the meeting rules: who may be a side, what is an occasion of two sides."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from extractors.article.discourse import Discourse
from extractors.lexicon import key, members
from extractors.meetings.gatherings import (
    at_his_reception,
    awaited,
    by_the_clock,
    come_together,
    gathers_two,
    in_guests,
    joint_body,
    joint_session,
    of_several_sides,
    of_two,
    of_two_places,
    official_called_on,
    sides_in_name,
    sits_with,
    to_meet,
    two_chairs,
    two_places,
    whose_talker,
)  # fmt: skip
from extractors.meetings.pairs import of_two_sides, places_within
from extractors.meetings.topics import speak_of_topic
from extractors.meetings.whose import own_sides, told_sides, unsided
from extractors.names.persons import is_given_name, is_patronymic
from extractors.phrases.words import PRONOUNS
from extractors.view import View
from schemas.match import Match, Mention

PATRONYMIC = re.compile(r"^\w+ \w+(?:вич|вна)$")  # «разговор с Петром Ильичом» speaks again of a talk already told
SITE = re.compile(r"\w\.[a-z]{2,4}$")
OWN_PUBLIC = ("общественност", "диаспор", "молодеж", "сми", "интеллигенц", "духовенств", "коллектив", "землячеств", "ветеран", "студенчеств")
ASKING = {"кто", "что", "какой", "какой-нибудь", "какой-то", "когда", "где", "ли", "сколько", "почему", "как", "неужели", "разве", "зачем", "чей", "куда"}
WELCOMING, ROUND = {"встретить", "встречать"}, {"совещание", "онлайн-совещание", "видеосовещание", "консилиум"}  # no organ sits there
SPEAKING = {
    "рассуждать",
    "дискутировать",
    "поговорить",
    "говорить",
    "общаться",
    "разговаривать",
    "консультироваться",
    "проконсультироваться",
    "поболтать",
    "созваниваться",
}


def indicative(match: Match, state: Discourse) -> bool:
    """Not «встретимся завтра, дорогие читатели», not an order: no imperative and no second person."""
    tokens = state.views[match.sentence].tokens
    if asked(state.views[match.sentence]):
        return False
    feats = tokens[match.trigger].feats
    unknown = any(t.text.lower() == "ли" for t in tokens[match.trigger + 1 : match.trigger + 2])  # «Примут ли их, неясно»
    return feats.mood != "imp" and feats.person != "2" and not unknown


def asked(view: View) -> bool:
    """«С кем вы встречались?»: a question, not a rhetorical «…, представляете?»."""
    return view.tokens[-1].text.endswith("?") and not ASKING.isdisjoint(view.lemmas)


SIDELINES = {"на", "поле", "серия"}  # «на полях серии встреч глав МИД»: where others meet


def face_to_face(match: Match, state: Discourse) -> bool:
    """Nobody in it is one's own people (voters, staff, pupils), and mere speaking names its partner."""
    view = state.views[match.sentence]
    sides = [f.mention for name in ("participants", "partners") for f in match.slots.get(name, ())]
    partners = [f.mention for f in match.slots.get("partners", ())]
    lands = {(f.mention.country, f.mention.region) for f in match.slots.get("participants", ()) if f.mention.country}
    apart = any(m.country and lands and (m.country, m.region) not in lands for m in partners)
    official = any(m.type == "person" and m.position and not is_own(m) for m in partners)  # «с мэром и студентами»
    beside = official or (apart and not all(is_own(m) for m in partners))  # «с руководством и студентами университета Ханчжоу»
    if any((is_own(m) and not (beside and m in partners)) or _familiar(m, view, state) for m in sides):
        return False
    if _of_a_paper(match, view) or (match.form == "noun" and set(view.lemmas[max(0, match.trigger - 5) : match.trigger]) >= SIDELINES):
        return False
    lemma = key(view.tokens[match.trigger].lemma)
    talkers = [f.mention for f in match.slots.get("participants", ())]  # «президенты России и Казахстана поговорили»
    apart = len({m.country for m in talkers if m.country}) > 1 or any(of_two_sides(m, view) or len(places_within(view, m)) > 1 for m in talkers)
    if lemma in SPEAKING and view.tokens[match.trigger].feats.tense != "past" and match.form in ("active", "passive"):
        return False  # «с мексиканцами пока разговариваем»
    if lemma == "связаться" and members("remote").isdisjoint(view.lemmas):
        return False  # «связались с заводом»
    if lemma in SPEAKING and not apart and not any(m.type == "person" or m.country for f in match.slots.get("partners", ()) for m in (f.mention,)):
        return False
    return not all(m.type == "organization" and m.bare for m in sides)


def _familiar(mention: Mention, view: View, state: Discourse) -> bool:
    """«разговор с Петром Ильичом», «встреча с Тияной»: one who was named before by his surname; the talk with him was told too."""
    words = view.tokens[mention.first : mention.last]
    if mention.type != "person" or mention.name == mention.position:
        return False
    patronymic = (mention.position is None and PATRONYMIC.search(mention.name)) or (len(words) == 2 and is_patronymic(words[-1].text))
    if patronymic and (len(words) != 2 or is_given_name(mention.name.split()[0])):  # not «Милан Петрович»
        return True
    first_names = {word for full in state.full_names.values() for word in full.name.split()[:-1]}
    return len(words) == 1 and mention.position is None and (is_given_name(words[0].text) or mention.name in first_names)


def _of_a_paper(match: Match, view: View) -> bool:
    """«протокол встречи проректоров»: a paper that a talk has left; «церемония встречи гостей»: how they are welcomed."""
    own = view.mention_at(match.trigger) if match.form == "noun" else None
    outer = own
    while outer is not None and outer.parent is not None:
        outer = view.mentions[outer.parent]
        if key(outer.lemma) in members("session_body"):
            return True  # «Комиссия по подготовке регулярных встреч глав правительств»
    titled = own is not None and own.prep in ("о", "об") and own.first <= 1  # «О консультациях с МИД Армении»
    return own is not None and (
        titled or (own.parent is not None and view.mentions[own.parent].kind == "document") or view.lemmas[own.first - 1] in ("церемония", "предусматривать")
    )


def accrediting(match: Match, state: Discourse) -> bool:
    """«верительные грамоты», «копии верительных грамот», no other ones."""
    papers = match.slots["papers"][0].mention
    lemmas = state.views[match.sentence].lemmas
    return any(lemma.startswith("верительн") for lemma in lemmas[max(0, papers.first - 1) : papers.last + 2])


def is_own(mention: Mention) -> bool:
    """«жители посёлка», «подрядчик», «студенты из КНР»: no side of a meeting."""
    own = members("own_people")
    if mention.type == "organization" and mention.prep in ("с", "со") and (key(mention.name).split()[0] in members("press") or SITE.search(mention.name)):
        return True  # «в разговоре с РИА Новости», «в беседе с Novosti.am»
    if key(mention.position or "").startswith(("пресс-", "спикер мид", "официальный представитель")):
        return True
    if key(mention.lemma) == "представитель" and not mention.country:  # «представители общественности»
        return any(word.startswith(OWN_PUBLIC) for word in key(mention.name).split()[1:3])
    if mention.lemma == "сотрудник" and mention.country and mention.number == "plur":
        return False  # «сотрудники генконсульства Узбекистана»
    return (key(mention.lemma) in own and mention.type != "person") or (mention.bare and key(mention.lemma) in own)


def has_talkers(match: Match, state: Discourse) -> bool:
    """«обсудил с послом»: a partner, or several who talk among themselves; not «стороны обсудили», which belongs to the occasion told before."""
    subjects, view = [f.mention for f in match.slots.get("participants", ())], state.views[match.sentence]
    partners = match.slots.get("partners", ())
    if any(key(m.lemma) in ("сторона", "участник", "собеседник") for m in subjects) and all(f.found != "child" for f in partners):
        return speak_of_topic(match)  # «стороны рассмотрели организацию встреч с компаниями»
    if len(subjects) == 1 and is_pair(subjects[0]) and not partners:
        return True
    if any(key(m.lemma) in ("сторона", "участник", "собеседник", "они", "который") for m in subjects) and not partners:
        return False
    if partners and match.form in ("passive", "participle_passive") and all(f.found in ("clause", "subtree") for f in partners) and not subjects:
        return False  # «меморандум с «БелАЗом», проект которого обсуждался весной», «обсуждён приезд делегации во главе с мэром»
    if partners:
        return True
    if any(of_two_sides(m, view) for m in subjects):
        return True
    named = [m for m in subjects if not m.bare and m.lemma not in ("они", "он", "она", "мы")]
    if len(named) >= 2 or (named and len(subjects) == 2 and all(m.type == "person" and m.position for m in subjects)):
        return True  # «обсудили глава корпорации Ван Цзин и президент республики»
    return any(len({(p.country, p.region) for p in places_within(view, m)}) >= 2 for m in named)


def is_pair(mention: Mention) -> bool:
    """«министры», «градоначальники», «собеседники»: persons of one post, told without names or places; «они»."""
    if mention.lemma == "они":
        return True
    return mention.bare and mention.number == "plur" and not mention.country and mention.name.count(" ") == 0 and key(mention.lemma) in members("counterpart")


def event_proposed(match: Match, state: Discourse) -> bool:
    """Not «предложил белорусам открыть цех, однако переговоры ни к чему не привели»: the event has a verb of its own."""
    view, event = state.views[match.sentence], match.slots["event"][0].mention
    governor = view.governor(event)
    return governor in (match.trigger, -1) or view.tokens[governor].feats.form != "fin" or not view.breaks_between(match.trigger, event.first)


def event_named(match: Match, state: Discourse) -> bool:
    """«переговоры, которые он провёл с послом»: the pronoun stands for a talk; «провёл ряд встреч»: a series of talks."""
    event = match.slots["event"][0].mention
    view = state.views[match.sentence]
    if key(event.lemma) == "диалог" and view.lemmas[match.trigger] in ("продолжить", "вести"):
        return False  # «диалог между ними будет продолжен»: no occasion
    if key(event.lemma) in members("series"):
        return any(view.lemmas[i] in members("talk_event") for i in range(event.head + 1, min(len(view.tokens), event.head + 4)))
    if key(event.lemma) in members("session_event") - members("talk_event"):  # «провёл заседание рабочей группы с коллегой»
        if "совместный" in view.lemmas[event.first : event.head] and len({*match.slots.get("participants", ()), *match.slots.get("partners", ())}) >= 2:
            return True  # «провели совместное заседание коллегии»
        if key(event.lemma) in ROUND and of_two_places(match):
            return True
        behind = set(view.lemmas[event.head + 1 : event.head + 6])
        return bool(match.slots.get("partners")) and bool(behind & members("session_body")) and not behind & members("own_session")
    if event.lemma not in PRONOUNS:
        return True
    return event.lemma == "который" and any(view.lemmas[i] in members("talk_event") for i in range(max(0, event.first - 3), event.first))


def of_an_event(match: Match, state: Discourse) -> bool:
    """«встреча прошла с участием послов»: who takes part in a talk, not in a concert."""
    view = state.views[match.sentence]
    own = view.mention_at(match.trigger)
    return own is not None and own.prep in ("с", "при") and event_beside(view, match.trigger) is not None


def event_beside(view: View, at: int) -> Mention | None:
    """The talk, session or forum that «с участием», «участие в» speaks of: nearest, with at most one verb between."""
    events = [m for m in view.mentions if m.head != at and key(m.lemma) in any_event() and view.verbs_between(at, m.head) <= 1]
    return min(events, key=lambda m: abs(m.head - at), default=None)


@cache
def any_event() -> frozenset[str]:
    return members("talk_event", "session_event", "wide_event")


def received(match: Match, state: Discourse) -> bool:
    """A person receives persons or a delegation; a body receives in its own house: «костромичей приняли в министерстве»."""
    if any(is_own(f.mention) for f in match.slots["partners"]):
        return False
    if key(state.views[match.sentence].tokens[match.trigger].lemma) in WELCOMING and not _of_two_officials(match):
        return False  # «гостей встретил мэр» tells that they came
    if match.form == "participle_active" and all(f.mention.bare for f in match.slots["partners"]):
        return False  # «глава страны, принимающей гостей»
    hosts = [f.mention for f in match.slots.get("participants", ())]
    if any(m.type == "group" and (match.form != "passive" or not m.country) for m in hosts):
        return False  # «палата приняла делегации»; «министр был принят индийскими руководителями»
    view = state.views[match.sentence]
    if any(key(view.tokens[c].lemma) == "участие" for c in view.children[match.trigger]) or any(
        key(t.lemma) == "участие" for t in view.tokens[match.trigger + 1 : match.trigger + 4]
    ):
        return False
    if any(_other_thing(view, match.trigger, f.mention) for f in match.slots["partners"]):
        return False
    if any(f.found != "discourse" and (f.mention.lemma not in PRONOUNS or f.mention.case == "nom") for f in match.slots.get("participants", ())):
        return True
    return (
        "place" in match.slots and view.tokens[match.trigger].feats.number == "plur" and not any(f.mention.lemma in PRONOUNS for f in match.slots["partners"])
    )


def _of_two_officials(match: Match) -> bool:
    """«главу Пскова в Сухуме встречал президент Абхазии»: persons of two sides, each told by a post."""
    sides = [f.mention for name in ("participants", "partners") for f in match.slots.get(name, ())]
    persons = all(m.type == "person" and m.position for m in sides)
    return persons and "participants" in match.slots and len({(m.country, m.region) for m in sides if m.country}) > 1


def _other_thing(view: View, trigger: int, guest: Mention) -> bool:
    """«принять предложение посетить мэра», «поблагодарил посла за согласие принять приглашение»: something else is received."""
    first, last = (trigger, guest.head) if guest.head > trigger else (trigger, trigger + 4)
    if guest.last <= trigger and any(view.lemmas[i] in any_event() for i in range(guest.last, trigger)):
        return True  # «группу, первое её заседание готовы принять у себя»
    return any(first < m.head < last and m.may_be("acc") and not m.prep and not m.type and m.parent is None for m in view.mentions)


def told_occasion(match: Match, state: Discourse) -> bool:
    """Persons or envoys of two sides, and the time or the place of their talk in the same sentence."""
    view = state.views[match.sentence]
    sides = [f.mention for name in ("participants", "partners") for f in match.slots.get(name, ())]
    if any(is_own(m) or m.bare or m.lemma in ("они", "он", "она", "мы", "сторона") for m in sides):
        return False
    if key(view.tokens[match.trigger].lemma) == "сверить" and len({m.country for m in sides}) >= 2 and all(m.type == "person" or m.country for m in sides):
        return True  # «губернатор и посол сверили часы»
    envoys = len(sides) >= 2 or any(m.lemma in ("представитель", "власть", "руководство") and " и " in m.name for m in sides)
    if not members("remote").isdisjoint(view.lemmas) and all(m.type == "person" and m.name != m.position for m in sides) and len(sides) >= 2:
        return True
    promised = next((t.start for t in view.tokens[match.trigger :] if t.feats.form == "inf"), view.sentence.stop)  # «договорились / встретиться в Гюмри»
    placed = any(m.prep in ("в", "на", "во") and m.type == "place" and m.start < promised for m in view.mentions)
    two = [(m.country, m.region) for m in sides if m.type == "person" and m.position and m.name != m.position and m.country]
    apart = len(two) == len(sides) and len({*two}) > 1  # «спикер A и председатель B подвели в Твери итоги»
    return envoys and placed and (apart or any(d.start < promised for d in view.dates) or bool(match.slots.get("partners")))


GUARDS: Mapping[str, Callable[[Match, Discourse], bool]] = {
    guard.__name__: guard
    for guard in (
        indicative, face_to_face, has_talkers, event_proposed, event_named, own_sides, told_sides, received, told_occasion, joint_session, joint_body, sides_in_name, unsided,
        accrediting, of_an_event, sits_with, of_several_sides, to_meet, two_chairs, two_places, gathers_two, come_together,
        whose_talker, by_the_clock, official_called_on, of_two, in_guests,
        awaited, at_his_reception,
    )
}  # fmt: skip
