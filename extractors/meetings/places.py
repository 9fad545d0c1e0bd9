"""Where a meeting is held, told otherwise than by «в Минске»: on a trip to a place, here, there."""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.build import place_near
from extractors.lexicon import classes_of, members
from extractors.view import View
from schemas.match import Match, Mention

TRIPS = {"поездка", "визит", "командировка", "приезд", "пребывание", "прибытие", "миссия", "бизнес-миссия"}
HERE = {"здесь", "тут", "там"}
OTHER = {"следующий", "другой", "очередной", "второй", "также", "ранее"}  # «Следующая встреча пройдёт в Баку»
IT = frozenset(("он", "она", "они", "оно"))
OPENING = 2  # «Сама встреча», «Двусторонние переговоры»: where the subject of the next sentence stands
SPOKEN_OF = {"он", "она", "оно", "они", "заседание", "мероприятие"}
REACH = 8  # tokens between «поездка» and «в Гамбург»


def where(match: Match, state: Discourse) -> Mention | None:
    """The place told in the meeting's own clause, that of the trip, «здесь», a place of the sentence."""
    view = state.views[match.sentence]
    house = next((f.mention for f in match.slots.get("place", ()) if match.rule == "meetings.receive" and f.mention.country), None)
    if house is not None:
        return house  # «принял делегацию Малайзии в Казанском Кремле»
    anchors = [match.trigger] + [i for i in view.ancestors(match.trigger)[:1] if match.form == "noun"]
    near = next((m for m in (place_near(view, at) for at in anchors) if m is not None), None)
    if near is not None and any(not view.verbs_between(at, near.head) for at in anchors):
        return near
    return (
        trip_place(view, match.trigger)
        or there(view, match.trigger)
        or here(match, state)
        or near
        or venue(match, view)
        or announced(match, state)
        or told_next(match, state)
    )


def announced(match: Match, state: Discourse) -> Mention | None:
    """«Делегация провела в Маскате серию встреч. С министром торговли обсудили …»: where the talks told in the sentence before are held."""
    before = state.views[match.sentence - 1] if match.sentence else None
    if before is None or before.sentence.block == "title" or members("talk_event").isdisjoint(before.lemmas):
        return None
    at = next(i for i, lemma in enumerate(before.lemmas) if lemma in members("talk_event"))
    return place_near(before, at)


def told_next(match: Match, state: Discourse) -> Mention | None:
    """«Область и Туркменистан обсудили газ. Переговоры (они) прошли в Ашхабаде»: where the next sentence says that the talks were held."""
    at = match.sentence + 1
    view = state.views[at] if at < len(state.views) else None
    if view is None or view.words.isdisjoint(members("happening")) or not view.words.isdisjoint(OTHER):
        return None
    told = members("talk_event") | (IT if match.form == "noun" else frozenset())
    held = next((m for m in view.mentions if m.lemma in told and m.case == "nom" and m.head <= OPENING), None)
    verb = view.governor(held) if held is not None else -1
    return place_near(view, verb) if verb >= 0 and view.lemmas[verb] in members("happening") else None


def venue(match: Match, view: View) -> Mention | None:
    """«В торгово-промышленной палате Минска состоялась встреча»: the house that receives the sides, an embassy apart."""
    used = {f.mention.head for fillers in match.slots.values() for f in fillers}
    for m in view.mentions:
        if view.is_aside(m.head, match.trigger):
            continue
        housed = m.prep in ("в", "во") and m.case == "loc" and m.type in ("organization", "government") and m.parent is None and m.country
        low, high = sorted((m.head, match.trigger))
        abroad = next(
            (p for p in view.mentions if housed and p.first >= m.first and p.last <= m.last and p.prep in ("в", "во", "на") and p.type == "place"), None
        )
        if abroad is not None and abroad.country:
            return abroad  # «в торгпредстве России в Гаване»
        if housed and m.region and m.head not in used and "outpost" not in classes_of(m.lemma) and view.verbs_between(low, high) <= (match.form == "noun"):
            return m
    return None


def is_remote(sentence: int, state: Discourse) -> bool:
    """«провели телефонный разговор», «Состоялось заседание. Оно прошло в режиме видеоконференции»: a talk that is held nowhere."""
    view = state.views[sentence]
    if not members("remote").isdisjoint(view.lemmas):
        return True
    after = state.views[sentence + 1] if sentence + 1 < len(state.views) else None
    if after is None or members("remote").isdisjoint(after.lemmas):
        return False
    return not (SPOKEN_OF | members("talk_event")).isdisjoint(after.lemmas[:OPENING]) and not after.words.isdisjoint(members("happening"))


def there(view: View, trigger: int) -> Mention | None:
    """«посетил Минск, / где провёл переговоры»: the place before «где»."""
    at = next((i for i in range(trigger - 1, max(0, trigger - REACH), -1) if view.texts[i] == "где"), None)
    if at is None or view.verbs_between(at, trigger):
        return None
    return next((m for m in view.mentions if at - 2 <= m.last <= at and m.type == "place" and m.country and not m.bare), None)


def trip_place(view: View, trigger: int) -> Mention | None:
    """«В ходе поездки в Гамбург губернатор встретился с …»: the place of the trip that the sentence tells."""
    for m in view.mentions:
        if m.prep not in ("в", "во", "на") or m.case != "acc" or m.type != "place" or not m.country or view.is_aside(m.head, trigger):
            continue
        if any(view.lemmas[i] in TRIPS for i in range(max(0, m.first - REACH), m.first)) and view.verbs_between(m.head, trigger) <= 1:
            return m
    return None


def here(match: Match, state: Discourse) -> Mention | None:
    """«Первой точкой маршрута стал Харбин. Здесь прошла встреча …»: where the sentence before has led, else the place that it is about."""
    view = state.views[match.sentence]
    if not any(lemma in HERE for lemma in view.lemmas[: match.trigger]) or match.sentence == 0:
        return None
    before = [m for m in state.views[match.sentence - 1].mentions if m.type == "place" and m.country and m.parent is None]
    led = [m for m in before if m.prep in ("в", "во", "на")] or [m for m in before if m.case == "nom" and not m.prep]
    return led[-1] if led else None
