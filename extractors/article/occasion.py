"""The occasion under way: what happens on a trip or at a meeting shares its date and country.

«Вчера делегация прибыла в Гомель. Гости осмотрели завод, стороны подписали протокол»: the plant and the protocol have
no date or place of their own, the trip gives them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from extractors.article.discourse import Discourse
from extractors.article.forum_lands import forum_country
from extractors.article.home import NATIVE
from extractors.article.occasion_apart import goes_on, is_apart, is_of_its_own, is_way_home
from extractors.article.occasion_country import are_away, at_his_seat, host_country, is_on_a_trip, posting, setting_country
from extractors.article.strangers import begins_anew
from extractors.build import DATES, Draft
from extractors.dating import setting
from extractors.lexicon import key
from extractors.view import View
from schemas.facts import PARTY_SLOTS, Party

REACH = 16  # sentences over which an occasion is carried
SETTING_REACH = 4  # over which «Во вторник группа разделилась» is
COMING_REACH, PROGRAMME_REACH, PAPERS_REACH = 2, 8, 4
SIGNED = {"agreements.sign", "agreements.put_signatures", "agreements.document", "agreements.item"}
FAR_REACH = 40  # «по итогам переговоров», or the same people
PLACED = 30  # a country is kept longer: a report rarely leaves the country it is about
HAPPENED, EVENTS, DEALS = {"occurred", "ongoing"}, {"visits", "meetings", "agreements"}, {"contracts.sign", "contracts.agree"}
IDEAS = {"joint_venture", "other"}  # nobody says that they come about at the next meeting
LONGEST, LOOSE, DAYS, LONG_AGO = timedelta(days=31), timedelta(days=27), timedelta(days=10), timedelta(days=60)
BACK = {"итог", "результат", "завершение", "ход", "рамка", "окончание", "кулуары", "поле"}
TALKS = {"встреча", "переговоры", "заседание", "беседа", "разговор", "совещание", "сессия"}
OF_THE_OCCASION = TALKS | {"визит", "поездка", "форум", "церемония", "мероприятие", "саммит", "выставка"}
CLOSING = {"завершение", "заключение", "занавес", "финал", "напоследок", "итог"}  # «Под занавес стороны подписали»
NEXT = {"затем", "потом", "далее", "также", "там", "здесь", "позже", "после"}


@dataclass(slots=True)
class Occasion:
    """The last event that the article told with a date or a place, the sentence where it did, and who took part."""

    dates: dict[str, Any] | None = None
    dated_at: int = -99
    country: str | None = None
    placed_at: int = -99
    who: set[str | None] = field(default_factory=set)
    lands: set[str] = field(default_factory=set)
    meeting: dict[str, Any] | None = None  # the dates of the last meeting: «итогом разговора» is not the trip's first day
    trip: dict[str, Any] | None = None  # of the visit to a place: «ожидается подписание» is meant for all of it
    aside: dict[str, Any] | None = None  # an event of long ago, told in passing
    aside_at: int = -99
    apart_at: int = -99  # a sentence that told of something else
    abroad: bool = False  # the article tells of trips abroad alone
    aside_who: set[str | None] = field(default_factory=set)
    looked_back: tuple[int, str, set[str | None]] | None = None  # where an event of another time took place, and who took part
    papers: dict[str, Any] | None = None  # of a signing of several papers, for those that are told of next
    papers_at: int = -99
    aside_past: bool = False  # «Напомним, …»: only who is spoken of there goes on with it


def carry(drafts: list[Draft], state: Discourse) -> list[Draft]:
    """Fill dates and countries of drafts from the occasion they belong to; drafts in text order."""
    occasion, coming = Occasion(), Occasion()
    occasion.abroad = coming.abroad = are_away(drafts, state)
    told = {view.index: day for view in state.views if (day := setting.day_told(view, state)) is not None}
    for draft in sorted(drafts, key=lambda d: d.columns["trigger_start"]):
        if draft.table == "trade_figures":
            continue
        if begins_anew(draft, state.views[draft.match.sentence], (occasion.dates or {}).get("date_end"), state.document.article.published):
            occasion.dates = occasion.country = None
        if draft.columns["status"] in HAPPENED:
            _from_setting(draft, occasion, told)
            _inherit(draft, occasion, state)
        elif draft.columns["status"] == "planned" or _is_meant(draft, coming, state):
            _inherit_plan(draft, coming, state)  # «Делегация прибудет 26 июня. Главный пункт программы — протокол …»
        if draft.table in ("visits", "meetings"):
            _country(draft, coming if draft.columns["status"] == "planned" and coming.placed_at > occasion.placed_at else occasion, state)
        if draft.table in ("visits", "meetings") and draft.columns["status"] in HAPPENED:
            _remember(draft, occasion, state)
        elif draft.table in EVENTS and draft.columns["status"] == "planned":
            _remember(draft, coming, state)
        elif draft.match.rule in SIGNED and draft.get("several") and draft.get("date_start") is not None and draft.columns["status"] == "occurred":
            occasion.papers, occasion.papers_at = {name: draft.get(name) for name in DATES}, draft.match.sentence
    return drafts


def _is_meant(draft: Draft, coming: Occasion, state: Discourse) -> bool:
    """«В ходе визита стороны намерены подписать протокол»: meant for an occasion that is to come."""
    first, published = (coming.dates or {}).get("date_start"), state.document.article.published
    ahead = bool(first and published and first > published)
    return ahead and draft.table == "agreements" and draft.columns["status"] == "proposed" and _of_the_occasion(state.views[draft.match.sentence]) is not None


EARLIER = {"ранее", "напомнить", "прежде"}  # «Ранее сообщалось, что музеи заключили соглашение»: of another time


def _datable(draft: Draft) -> bool:
    return draft.get("date") is None and (draft.table in EVENTS or draft.match.rule in DEALS)


def _from_setting(draft: Draft, occasion: Occasion, told: dict[int, dict[str, Any]]) -> None:
    """«Четверг достался аграриям. Они осмотрели …»: the day of a sentence that tells no event of its own."""
    at = draft.match.sentence
    if (last := next((i for i in range(at - 1, at - 1 - SETTING_REACH, -1) if i in told), None)) is not None and last > occasion.dated_at:
        occasion.dates, occasion.dated_at, occasion.who = told[last], last, set()


def _inherit(draft: Draft, occasion: Occasion, state: Discourse) -> None:
    at = draft.match.sentence
    view = state.views[at]
    if not _datable(draft) and not (draft.get("date") is None and draft.columns["status"] == "occurred" and setting.is_under_heading(view, state)):
        return
    apart = occasion.apart_at == at or (occasion.apart_at == at - 1 and goes_on(view))
    if apart or is_of_its_own(draft, view) or (draft.table in EVENTS and setting.of_another_time(view)) or is_apart(draft, view, occasion.country):
        occasion.apart_at = at
        return
    back = _of_the_occasion(view)
    if (known := _counted_day(view, draft.match.trigger, occasion) or setting.told_just_before(view, state)) is not None:
        _put(draft, known)
        return
    reach = FAR_REACH if setting.part_of_day(view) or back or _parties(draft) & occasion.who else REACH
    if back in setting.JOURNEYS and setting.is_over(occasion.trip, state.document.article.published):
        _put(draft, occasion.trip or {})
    elif back in TALKS and occasion.meeting and draft.table != "visits":
        _put(draft, occasion.meeting)
    elif (
        occasion.aside
        and 0 <= at - occasion.aside_at <= 1
        and not back
        and not CLOSING & set(view.lemmas[:3])
        and (not occasion.aside_past or ("discourse" in draft.found and (goes_on(view) or _parties(draft) & occasion.aside_who)))
    ):
        _put(draft, occasion.aside)
    elif occasion.dates and 0 <= at - occasion.dated_at <= reach and not EARLIER & set(view.lemmas[:2]):
        _put(draft, setting.next_morning(occasion.dates, occasion.dated_at, view, state) or _so_far(occasion.dates, state.document.article.published))
    elif occasion.papers and draft.match.rule in SIGNED and 0 < at - occasion.papers_at <= PAPERS_REACH and not EARLIER & set(view.lemmas[:2]):
        _put(draft, occasion.papers)  # «В пятницу подписаны шесть документов. Облисполком заключил договор с …»
    elif not occasion.dates and setting.part_of_day(view) and not setting.tells_another_day(view, state) and state.document.article.published:
        day = state.document.article.published
        _put(draft, {"date": day.isoformat(), "date_text": setting.part_of_day(view), "date_start": day, "date_end": day})


def _counted_day(view: View, trigger: int, occasion: Occasion) -> dict[str, Any] | None:
    """«В заключительный день визита»: that day of the trip under way."""
    number, dates = setting.day_of_trip(view, trigger), occasion.trip or occasion.dates
    if number == 1 and dates and str(dates["date"]).startswith("XXXX-") and "/" not in str(dates["date"]):
        return dates
    if number is None or not dates or dates["date_start"] is None or dates["date_end"] is None:
        return None
    first, last = dates["date_start"], dates["date_end"]
    if last - first > LONGEST:
        return None  # «в IV квартале … в последний день»
    day = last if number < 0 else first + timedelta(number - 1)
    return {"date": day.isoformat(), "date_text": dates["date_text"], "date_start": day, "date_end": day}


def _so_far(dates: dict[str, Any], published: date | None) -> dict[str, Any]:
    """Of a trip that goes on, what has been done was done on its first day sooner than on those to come."""
    first, last = dates["date_start"], dates["date_end"]
    vague = "недел" in str(dates["date_text"]).lower()
    if published is None or first is None or last is None or last <= published or first > published or vague or "/" not in (dates["date"] or ""):
        return dates  # «летом», «в мае» begin on no day of the trip
    return {**dates, "date": first.isoformat(), "date_end": first}


def _put(draft: Draft, dates: dict[str, Any]) -> None:
    draft.columns.update(dates, carried=True)


def _inherit_plan(draft: Draft, coming: Occasion, state: Discourse) -> None:
    """What is planned for a trip or a meeting that is itself to come."""
    after = draft.match.sentence - coming.dated_at
    view, published = state.views[draft.match.sentence], state.document.article.published
    told = setting.part_of_day(view)
    if (
        told
        and published
        and draft.get("date") is None
        and draft.table in EVENTS
        and not view.dates
        and not (0 <= after <= COMING_REACH and setting.is_short(coming.dates))
    ):
        _put(draft, {"date": published.isoformat(), "date_text": told, "date_start": published, "date_end": published})  # «где вечером их ждёт глава района»
    counted = _counted_day(state.views[draft.match.sentence], draft.match.trigger, coming)
    if counted is not None and draft.get("date") is None and 0 <= after <= PROGRAMME_REACH and draft.table in EVENTS:
        _put(draft, counted)
    if draft.get("date") is not None or not coming.dates or after < 0 or draft.table not in EVENTS:
        return
    near = after <= COMING_REACH and (
        "discourse" in draft.found
        or (after <= 1 and _lands(draft) & coming.lands)
        or _parties(draft) & coming.who
        or NEXT & set(state.views[draft.match.sentence].lemmas)
    )
    if draft.table == "visits" and draft.get("place") and coming.country and draft.get("country") not in (None, coming.country):
        return  # «в мае прилетит в Москву, а затем собирается посетить Китай»: on other days
    paper = draft.table == "agreements" and draft.get("kind") not in IDEAS
    if near or (paper and after <= PROGRAMME_REACH and (after <= 1 or _lands(draft) & coming.lands)):
        _put(draft, coming.trip if coming.trip and draft.table == "agreements" else coming.dates)


def _of_the_occasion(view: View) -> str | None:
    """«По итогам переговоров подписан протокол», «Итогом разговора стал протокол» → "переговоры", "разговор"."""
    lemmas = view.lemmas
    return next((word for i, a in enumerate(lemmas) if a in BACK for word in lemmas[i + 1 : i + 4] if word in OF_THE_OCCASION), None)


def _parties(draft: Draft) -> set[str | None]:
    """Persons and bodies of a draft, by identity."""
    found = (p for slot in PARTY_SLOTS[draft.table] for p in draft.get(slot) or () if isinstance(p, Party))
    return {p.entity_id for p in found if p.type in ("person", "organization", "government", "group")}


def _lands(draft: Draft) -> set[str]:
    """The countries of a draft's sides, of a visit that of the place."""
    found = {p.country for slot in PARTY_SLOTS[draft.table] for p in draft.get(slot) or () if isinstance(p, Party) and p.country}
    return found | ({str(draft.get("country"))} if draft.get("country") else set())


def _country(draft: Draft, occasion: Occasion, state: Discourse) -> None:
    if draft.get("country") is not None or draft.get("remote"):  # a talk on the telephone is held nowhere
        return
    if (own := at_his_seat(draft) or forum_country(state.views[draft.match.sentence], draft.match.trigger)) is not None:
        draft.columns["country"] = own
        return
    back = occasion.looked_back
    if back is not None and draft.match.sentence - back[0] == 1 and _parties(draft) & back[2]:
        draft.columns["country"] = back[1]  # «Ранее на Кубу приезжал министр. Он встречался с президентом страны»
        return
    if occasion.country and draft.match.sentence - occasion.placed_at <= PLACED and draft.columns["status"] != "proposed":
        draft.columns["country"] = occasion.country
        return
    home = state.home.country if state.home and state.home.country in NATIVE else None  # who writes in Russian of Vietnam alone writes elsewhere
    if draft.table == "meetings":
        told = setting_country(draft, state) or posting(draft, state)
        home = None if occasion.abroad or is_on_a_trip(state.views[draft.match.sentence]) else home
        guess = host_country(draft, home) if told is None and draft.get("place") is None else None  # a town that no list knows is not at home
        draft.columns.update(country=told or guess, guessed_country=guess is not None)
        return
    visitors: tuple[Party, ...] = draft.get("visitors") or ()
    abroad = {p.country for p in visitors if p.country}
    if draft.table == "visits" and home and abroad and home not in abroad:
        draft.columns["country"] = home


def _remember(draft: Draft, occasion: Occasion, state: Discourse) -> None:
    at, view = draft.match.sentence, state.views[draft.match.sentence]
    if is_of_its_own(draft, view):
        return
    past = setting.looks_back(view)
    if draft.get("date") is not None and not _eve(draft, occasion) and not is_way_home(draft, view):
        dates = {name: draft.get(name) for name in DATES}
        if past or _long_ago(draft, occasion) or _loosely(draft, occasion):
            occasion.aside, occasion.aside_at, occasion.aside_past, occasion.aside_who = dates, at, past, _parties(draft)
        else:
            same = occasion.dates is not None and occasion.dates["date"] == dates["date"]
            occasion.who = _parties(draft) | (occasion.who if same else set())
            occasion.dates, occasion.dated_at, occasion.aside = dates, at, None
            occasion.lands = _lands(draft)
            to_a_place = draft.table == "visits" and any(p.type == "place" for p in draft.get("hosts"))
            begun = draft.columns["status"] != "ongoing" or draft.get("date_start") != draft.get("date_end")
            occasion.trip = dates if to_a_place and begun else occasion.trip
            occasion.meeting = dates if draft.table == "meetings" else occasion.meeting
    if draft.get("country") is not None and past:
        occasion.looked_back = (at, draft.columns["country"], _parties(draft))
    elif draft.get("country") is not None:
        occasion.country, occasion.placed_at = draft.columns["country"], at


def _eve(draft: Draft, occasion: Occasion) -> bool:
    """«В пятницу прошли переговоры. Гость прилетел накануне»: the day told stays the day of the talks."""
    began: date | None = occasion.dates["date_start"] if occasion.dates else None
    return key(draft.get("date_text") or "") == "накануне" and began is not None and draft.get("date_start") == began - timedelta(1)


def _loosely(draft: Draft, occasion: Occasion) -> bool:
    """«Весной ансамбль выступал в Гомеле», told while the event of a day is under way."""
    first, last = draft.get("date_start"), draft.get("date_end")
    dates = occasion.dates
    if None in (first, last) or dates is None or None in (dates["date_start"], dates["date_end"]):
        return False
    return bool(last - first >= LOOSE and dates["date_end"] - dates["date_start"] <= DAYS and first < dates["date_start"])


def _long_ago(draft: Draft, occasion: Occasion) -> bool:
    """«В 2019 году губернатор посетил Китай», told while a fresh event is under way."""
    last: date | None = draft.get("date_end")
    began: date | None = occasion.dates["date_start"] if occasion.dates else None
    return last is not None and began is not None and last + LONG_AGO < began
