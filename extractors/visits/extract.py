"""Visits: who goes where, and who receives whom."""

from __future__ import annotations

from collections import defaultdict

from extractors.article.discourse import Discourse
from extractors.article.speech import in_quotation
from extractors.article.trip import THEY, Trip, add_leader, as_place, known, visitors_of
from extractors.build import Draft, Extractor, put_date, start_draft
from extractors.dating.setting import of_another_time
from extractors.lexicon import key, members
from extractors.view import View
from extractors.visits.guards import GUARDS
from extractors.visits.heads import companions, first_member, heads_of_groups, named_head
from extractors.visits.hosts import country_of, hosts_of
from extractors.visits.lands import at_inviters, came_home_from, of_no_such_land
from extractors.visits.lists import NO_DATE, date_of, day_away, listed, nominal
from extractors.visits.owners import is_in_a_work, name_guests, owner_of_trip, taken
from extractors.visits.replies import sides_of_reply
from extractors.visits.status import call_off, dated_elsewhere, status_of_trip
from extractors.visits.subjects import OBJECTS, another_subject, gathered, on_own_business, own
from schemas.facts import Party
from schemas.match import Match

LASTING, ENDING = {"продлиться", "продолжиться"}, {"завершиться", "завершаться", "закончиться", "заканчиваться"}
TRIPS = {"визит", "поездка", "командировка"}
KINDS = (("официальный", "official_visit"), ("государственный", "official_visit"), ("рабочий", "working_visit"), ("деловой", "working_visit"))
MUTUAL = {"visits.exchange"}  # each side receives: one row
STAYING, FOLLOWING = {"пробыть", "остаться", "задержаться", "пребывать"}, 3
GOING = {"visits.arrive", "visits.set_out"}
SHOWS, ARRIVALS = {"visits.take_part", "visits.exhibit"}, {"visits.arrive", "visits.set_out", "visits.visit"}
STOPS = {"visits.stop", "visits.course", "visits.outing"}  # parts of a trip that is being told
SHOWING = {"visits.be_shown", "visits.schedule", "visits.programme", *STOPS}  # their subject is the host
REGULAR = {"регулярный", "взаимный", "частый", "многочисленный", "постоянный"}
COURTESY = {"рад", "рада", "рады", "радостный", "счастливый", "честь", "благодарный", "приятно"}
USE = {"помочь", "помогать", "способствовать", "поспособствовать", "позволить", "укрепить", "послужить"}
PAST_TRIP = {"тот", "прошлогодний"}
TOGETHER = 8  # tokens: «Вместе с ним в соседнее государство отправились»
ASKING = {"когда", "зачем", "почему", "где", "куда"}


def drafts(state: Discourse, matches: list[Match]) -> list[Draft]:
    """One draft per visit and place visited, in text order."""
    trip = Trip(state)
    by_sentence: dict[int, list[Match]] = defaultdict(list)
    for match in matches:
        by_sentence[match.sentence].append(match)
    return [draft for view in state.views for draft in _told_in(view, by_sentence[view.index], state, trip)]


def _told_in(view: View, matches: list[Match], state: Discourse, trip: Trip) -> list[Draft]:
    """The visits of one sentence: by its verbs and nouns, else by its want of them."""
    found: list[Draft] = []
    name_guests(view, trip)
    named = any(match.rule == "visits.visit_noun" and match.slots.get("visitors") for match in matches)
    for head in heads_of_groups(view):
        add_leader([head], Draft("visits", Match("visits", "visits.lead", view.index, head.mention.head, "noun", "occurred", "", {}), {}), trip)
    for match in matches:
        if match.rule == "visits.cancel" and named:
            continue  # «визит министра, намеченный на 12 июня, перенесён»: the noun tells it
        if match.rule == "visits.outing" and any(m.trigger == match.trigger and own(m, state, "visitors") for m in matches if m.rule == "visits.set_out"):
            continue  # «выезд делегации Читы в Улан-Батор»
        if match.rule == "visits.expect" and match.form == "passive" and _awaits_a_visit(match, matches):
            continue  # «ожидается прибытие делегации»
        if match.rule == "visits.visit_noun" and _told_by_a_verb(match, matches, state):
            continue
        if match.rule == "visits.visit_noun" and named and match.status == "denied" and not match.slots.get("visitors"):
            for draft in found:  # «в рамках визита министра в 2020 году, однако визит перенесён»
                draft.columns["status"] = "denied"
            continue
        if (
            match.rule != "visits.lead"
            and not _told_by_a_mission(match, matches)
            and not _repeats(match, found)
            and not _is_manner(match, matches, view)
            and not _stays_on(match, view, trip)
        ):
            found.extend(_noted(_drafts(state, match, trip), trip))
    alone = (nominal(view, state) or day_away(view, state)) if not found else None
    if alone is not None:
        found.extend(_noted(_drafts(state, alone, trip), trip))
    first = first_member(view) or named_head(view)
    if first is not None:
        add_leader([first], Draft("visits", Match("visits", "visits.lead", view.index, first.mention.head, "noun", "occurred", "", {}), {}), trip)
    for match in matches:
        if match.rule == "visits.lead" and all(f.found not in ("discourse", "shared") for f in match.slots["leader"]):
            add_leader(match.slots["leader"], start_draft(match, state), trip)
    told = {host.entity_id for draft in found for host in draft.get("hosts")}
    for match in listed(view, state, trip):
        found.extend(_noted([d for d in _drafts(state, match, trip) if d.get("hosts")[0].entity_id not in told], trip))
    return found


def _told_by_a_mission(match: Match, matches: list[Match]) -> bool:
    """«В Хэнань отправилась бизнес-миссия: 11 предприятий»: of the verb and the mission the one that names the travellers tells the visit."""
    if match.rule == "visits.mission" and any(f.mention.head == match.trigger for m in matches if m.slots.get("visitors") for f in m.slots.get("trip", ())):
        return True  # «администрация готовит миссию в Улан-Батор»
    if match.rule == "visits.mission":
        going = [m for m in matches if m.rule in ARRIVALS | {"visits.be_there"} and any(f.mention.head == match.trigger for f in m.slots.get("visitors", ()))]
        return bool(going) and not match.slots.get("visitors")
    heads = {f.mention.head for f in match.slots.get("visitors", ()) if not f.mention.country}
    told = [m for m in matches if m.rule == "visits.mission" and m.trigger in heads and m.slots.get("visitors")]
    return match.rule in ARRIVALS and any(_named_behind(m) for m in told)


def _named_behind(mission: Match) -> bool:
    """«бизнес-миссия: 11 предприятий», «десант в Темиртау», not «в Темиртау выехал десант металлургов»: more is told behind it than of whom it is."""
    fillers = [f for name in ("visitors", "hosts") for f in mission.slots.get(name, ())]
    return any(f.mention.head > mission.trigger + 1 for f in fillers)


def _told_by_a_verb(match: Match, matches: list[Match], state: Discourse) -> bool:
    """«обещают ответный визит», «визит продолжится в порту»: the trip of a verb that tells more."""
    made = [m for m in matches if any(f.mention.head == match.trigger for f in m.slots.get("trip", ()))]
    promised = bool(made) and (not match.slots or (any(m.slots.get("visitors") and m.slots.get("hosts") for m in made) and not own(match, state, "visitors")))
    return promised or any(f.mention.head == match.trigger for m in matches for f in m.slots.get("course", ()) if not own(match, state, "visitors"))


def _awaits_a_visit(match: Match, matches: list[Match]) -> bool:
    return any(m.table == "visits" and m.form == "noun" and 0 < abs(m.trigger - match.trigger) <= 3 for m in matches)


def _is_manner(match: Match, matches: list[Match], view: View) -> bool:
    """«прибывают с визитом», «ответным визитом пожалуют»: the noun only says how, the verb beside it tells the visit."""
    mention = view.mention_at(match.trigger)
    plain = mention is not None and mention.case == "ins" and not mention.prep and not match.slots.get("hosts")
    manner = match.form == "noun" and match.rule == "visits.visit_noun" and (plain or _means(match, view))
    return manner and any(m.form != "noun" and m.table == "visits" for m in matches)


def _stays_on(match: Match, view: View, trip: Trip) -> bool:
    """«Гости пробудут в области до пятницы» after «прилетели вчера»: how long the same visit lasts."""
    staying = match.rule == "visits.be_there" and key(view.tokens[match.trigger].lemma) in STAYING and match.status == "planned"
    return staying and trip.row is not None and view.index - trip.sentence <= FOLLOWING and trip.row.get("status") in ("occurred", "ongoing")


def _goes_on(match: Match, draft: Draft, view: View, trip: Trip) -> bool:
    """«Визит продлится до 22 мая» of those who came yesterday: the same visit, not one to come."""
    above = view.tokens[match.trigger].head
    lasting = match.rule == "visits.visit_noun" and above >= 0 and key(view.tokens[above].lemma) in LASTING
    single = draft.get("date_start") == draft.get("date_end")
    return lasting and single and draft.get("status") == "planned" and trip.has_come(draft.get("visitors"))


def _repeats(match: Match, found: list[Draft]) -> bool:
    """«прибыла в Урумчи, чтобы принять участие в ярмарке»: what a trip was made for is no second trip."""
    return match.rule in SHOWS and match.form == "infinitive" and any(d.match.rule in ARRIVALS and d.match.trigger < match.trigger for d in found)


def _noted(made: list[Draft], trip: Trip) -> list[Draft]:
    for draft in made:
        trip.note(draft)
    return made


def _drafts(state: Discourse, match: Match, trip: Trip) -> list[Draft]:
    view = state.views[match.sentence]
    token = view.tokens[match.trigger]
    if token.feats.mood == "imp" or (token.text.endswith("те") and token.feats.tense != "past" and match.form == "active"):  # «приезжайте», «посетите»
        return []
    if view.tokens[-1].text == "?" and ASKING & set(view.lemmas[: match.trigger]):
        return []  # «А когда ждать кубанцев?»
    if match.form == "noun" and token.feats.number == "plur" and any(view.lemmas[c] in REGULAR for c in view.children[match.trigger]):
        return []  # «Регулярные взаимные визиты глав государств»
    if (
        match.rule != "visits.glad_to_see"
        and match.form == "infinitive"
        and COURTESY & set(view.lemmas[max(0, match.trigger - 7) : match.trigger])
        and in_quotation(state, token.start)
    ):
        return []  # «Рад, что имею возможность посетить вашу страну»: the trip is under way
    if match.rule in STOPS and not match.slots.get("visitors") and view.index - trip.sentence > FOLLOWING:
        return []
    if match.rule == "visits.invite" and match.form == "noun" and _means(match, view, "по"):
        return []  # «по приглашению ректора прибыл»: the inviter
    if _refers_back(match, view) or is_in_a_work(match, view):
        return []
    fillers = own(match, state, "invitee") or own(match, state, "visitors", "guided", "leader")
    if _goes_with_them(match, view, trip) and trip.row is not None and all(f.mention.bare for f in own(match, state, "hosts")):
        return []  # «Вместе с ним приехали директора», «… отправились в эту страну»: the same visit
    fillers = [*fillers, *(companions(match, view) if fillers else ())]
    draft = start_draft(match, state)
    if match.rule == "visits.listed":
        put_date(draft, date_of(match, view))
        ahead = (published := state.document.article.published) is not None and draft.get("date_start") is not None and draft.columns["date_start"] > published
        draft.columns["status"] = "planned" if ahead else "occurred" if match.status == "ongoing" and draft.get("date") is None else match.status
    if dated_elsewhere(match, view):
        put_date(draft, NO_DATE)  # «в октябре ждут топливо, сказал он в ходе визита»
    if match.rule == "visits.sojourn" and draft.get("date_start") == draft.get("date_end"):
        put_date(draft, NO_DATE)  # «программа пребывания: 21 мая – завод, 22 мая – порт»
    reply = sides_of_reply(match, view, draft, trip) if not fillers else None
    if reply is not None:
        draft.found.add("discourse")
        draft.columns.update(kind=kind_of(match, state), visitors=reply[:1])
        return [_hosted(draft, as_place(reply[1], state), reply[1].country)]
    owner = owner_of_trip(match, view, trip) if not fillers else ()
    if match.form == "noun" and not owner and (not fillers if _means(match, view) else not fillers and not own(match, state, "hosts", "place")):
        trip.date(draft)
        call_off(match, view, trip)
        return []
    if on_own_business(match, fillers, view) or (all(f.found == "discourse" for f in fillers) and match.rule not in SHOWING and another_subject(match, view)):
        return []
    visitors = owner or (visitors_of(fillers, draft, state, trip) if fillers or match.rule in OBJECTS else _unsaid(match, draft, trip))
    visitors = of_no_such_land(visitors, fillers, match, state)
    undated = draft.get("date") is None or not any(f.found == "child" for f in match.slots.get("visitors", ()))
    told = match.rule == "visits.visit_noun" or (_is_of_use(match, view) and trip.has_come(trip.visitors))
    if told and undated and not own(match, state, "hosts", "place") and trip.is_of(visitors):
        trip.date(draft)
        return []  # «гости в первый день визита посетят порт», «приезд гостей должен помочь»: the trip that was told
    if match.rule == "visits.take":
        visitors = taken(visitors)
    draft.columns.update(
        kind=match.set.get("kind") or kind_of(match, state), visitors=visitors, status=status_of_trip(match, draft, state, visitors, trip), title=_is_title(view)
    )  # fmt: skip
    if draft.get("date") is not None and of_another_time(view):
        draft.columns["earlier"] = True
    if match.form == "noun" and view.tokens[match.trigger].head >= 0 and key(view.tokens[view.tokens[match.trigger].head].lemma) in ENDING:
        draft.columns["ended"] = True
    if _goes_on(match, draft, view, trip):
        put_date(draft, NO_DATE)
        draft.columns["status"] = "ongoing"
    hosts = tuple(
        h for h in (came_home_from(match, visitors, state) or hosts_of(match, draft, state, trip)) if all(h.entity_id != v.entity_id for v in visitors)
    )
    hosts = at_inviters(hosts, match, visitors, state)
    if not hosts or not any(known(p) for p in visitors):
        return []
    made = [_hosted(draft, host, country_of(host, visitors, state, trip)) for host in hosts]
    if match.rule in MUTUAL:
        made[0].columns["hosts"] = hosts
    return made[:1] if match.rule in MUTUAL else made


def _is_of_use(match: Match, view: View) -> bool:
    """«Приезд гостей должен помочь заводам»: what an arrival is good for."""
    return match.form == "noun" and match.rule == "visits.arrive" and bool(USE & set(view.lemmas[match.trigger + 1 : match.trigger + 8]))


def _refers_back(match: Match, view: View) -> bool:
    """«После той поездки в Монголию отправили муку»: a trip that was told, and where the goods went."""
    return match.form == "noun" and match.rule == "visits.visit_noun" and bool(PAST_TRIP & set(view.lemmas[max(0, match.trigger - 2) : match.trigger]))


def _goes_with_them(match: Match, view: View, trip: Trip) -> bool:
    """«Вместе с ним приехали директора», «туда вместе с Лосевым полетят врачи»: further travellers of the trip that is told."""
    start = max(0, match.trigger - TOGETHER)
    words = view.lemmas[start : match.trigger + 5]
    if match.rule in GOING and view.lemmas[:3] == ["в", "состав", "делегация"] and view.index - trip.sentence <= 1 and trip.row is not None:
        return True  # «В составе делегации приедут мэры»
    beside = next((start + i + 2 for i in range(len(words)) if words[i : i + 2] == ["вместе", "с"]), None)
    if beside is None or beside >= len(view.tokens) or match.rule not in GOING:
        return False
    person = next((m for m in view.mentions if m.type == "person" and m.first <= beside < m.last), None)
    known_by = {key(p.name.split()[-1]) for p in trip.visitors if p.type == "person"}
    return view.lemmas[beside] in THEY or (person is not None and key(person.name.split()[-1]) in known_by)


def _means(match: Match, view: View, *prepositions: str) -> bool:
    """«прибыл с визитом»: the verb tells the visit."""
    mention = view.mention_at(match.trigger)
    return mention is not None and mention.prep in (prepositions or ("с", "со"))


def _is_title(view: View) -> bool:
    return view.sentence.block == "title" or (view.index == 0 and view.tokens[-1].text not in ".!?…")


def _unsaid(match: Match, draft: Draft, trip: Trip) -> tuple[Party, ...]:
    """«В программе — посещение завода»: nobody is named, so it is those whose trip is told."""
    if match.rule == "visits.mission":
        own_group = gathered(match, trip.state.views[match.sentence])
        if own_group is not None:
            return visitors_of([own_group], draft, trip.state, trip)
    draft.found.add("discourse")
    return trip.travellers("она")


def _hosted(draft: Draft, host: Party, country: str | None) -> Draft:
    columns = dict(draft.columns)
    if columns.get("kind") == "visit" and host.type != "place" and set(key(host.name.partition("«")[0]).split()) & members("fair"):
        columns["kind"] = "exhibition"  # «отправилась на выставку»
    columns.update(hosts=(host,), place=host.name if host.type == "place" else None, country=country, region=host.region)
    return Draft(draft.table, draft.match, columns, set(draft.found))


def kind_of(match: Match, state: Discourse) -> str:
    """official_visit, working_visit, business_mission, exchange, exhibition, else visit: from the words around the trigger."""
    view = state.views[match.sentence]
    near = set(view.lemmas[max(0, match.trigger - 4) : match.trigger + 8])
    if near & {"бизнес-миссия", "миссия", "десант"}:
        return "business_mission"
    if near & {"стажировка", "стажироваться", "обмен", "гастроли", "практика", "студент", "аспирант", "школьник"}:
        return "exchange"
    told = _said_of_trip(view, max(0, match.trigger - 4), match.trigger + 8) if near & TRIPS else set()
    return next((kind for word, kind in KINDS if word in told), "visit")


def _said_of_trip(view: View, first: int, last: int) -> set[str]:
    """The adjectives of «визит», «поездка» and no others: «в программе визита посещение / государственного университета»."""
    found: set[str] = set()
    for i in range(first, min(last, len(view.tokens))):
        noun = next((t for t in view.tokens[i + 1 :] if t.pos not in ("ADJ", "CCONJ", "DET") and t.text not in ",()-"), None)
        if noun is None or noun.pos not in ("NOUN", "PROPN") or key(noun.lemma) in TRIPS or key(noun.lemma) == "характер":
            found.add(view.lemmas[i])
    return found


EXTRACTOR: Extractor = Extractor(drafts, GUARDS)
