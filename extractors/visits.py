"""Visits: who goes where, and who receives whom."""

from __future__ import annotations

from extractors.build import Draft, Extractor, parties, place_near, start_draft
from extractors.discourse import Discourse
from extractors.lexicon import key
from schemas.facts import Party
from schemas.match import Filler, Match

KINDS = (("официальный", "official_visit"), ("государственный", "official_visit"), ("рабочий", "working_visit"), ("деловой", "working_visit"))



def people_on_a_trip(match: Match, state: Discourse) -> bool:
    """«Инспекторы работали на заводе», not «компания работает в Минске»: people, or a delegation, in another place."""
    view = state.views[match.sentence]
    lemma = key(view.tokens[match.trigger].lemma)
    if lemma in ("побывать", "бывать", "гостить", "погостить", "пребывать"):
        return True
    visitors = [f.mention for f in match.slots["visitors"]]
    return any(m.type in ("group", "person") and not (m.type == "person" and lemma in ("работать", "провести")) for m in visitors) and _has_stay(match, state)


def _has_stay(match: Match, state: Discourse) -> bool:
    """A date, a length of stay or «с визитом» beside the verb."""
    view = state.views[match.sentence]
    words = {key(t.lemma) for t in view.tokens}
    return bool(view.dates) or bool(words & {"неделя", "день", "визит", "месяц", "сутки", "делегация"})


def trains(match: Match, state: Discourse) -> bool:
    """«Врачи из Гродно проходят стажировку»: pupils with a place of their own, and a word of training."""
    view = state.views[match.sentence]
    words = {key(t.lemma) for t in view.tokens}
    training = bool(words & {"стажировка", "стажироваться", "практика", "обучение", "курс", "обмен", "магистратура", "учеба"})
    return training and any(f.mention.country for f in match.slots["visitors"])


def drafts(state: Discourse, matches: list[Match]) -> list[Draft]:
    """One draft per visit and place visited."""
    return [draft for match in matches for draft in _drafts(state, match)]


def _drafts(state: Discourse, match: Match) -> list[Draft]:
    draft = start_draft(match, state)
    visitors = parties(match.slots.get("visitors", ()), draft, state)
    hosts = parties(match.slots.get("hosts", ()) or match.slots.get("place", ()), draft, state)
    draft.columns.update(kind=match.set.get("kind") or kind_of(match, state), visitors=visitors)
    if not hosts:
        view = state.views[match.sentence]
        near = place_near(view, match.trigger)
        hosts = () if near is None else parties([Filler(near, "clause")], draft, state)
    if not visitors and not hosts:
        return []
    return [_hosted(draft, host) for host in hosts] or [_hosted(draft, None)]


def _hosted(draft: Draft, host: Party | None) -> Draft:
    columns = dict(draft.columns)
    columns["hosts"] = (host,) if host else ()
    if host is not None:
        columns.update(place=host.name if host.type == "place" else None, country=host.country, region=host.region)
    return Draft(draft.table, draft.match, columns, set(draft.found))


def kind_of(match: Match, state: Discourse) -> str:
    """official_visit, working_visit, business_mission, exchange, exhibition, else visit: from the words around the trigger."""
    view = state.views[match.sentence]
    near = {key(t.lemma) for t in view.tokens[max(0, match.trigger - 4) : match.trigger + 8]}
    if near & {"бизнес-миссия", "миссия", "десант"}:
        return "business_mission"
    if near & {"стажировка", "стажироваться", "обмен", "гастроли", "практика", "студент", "аспирант", "школьник"}:
        return "exchange"
    if near & {"визит", "поездка", "командировка"}:
        return next((kind for word, kind in KINDS if word in near), "visit")
    return "visit"


EXTRACTOR = Extractor(drafts, {"people_on_a_trip": people_on_a_trip, "trains": trains})
