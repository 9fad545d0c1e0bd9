"""How long a trip lasts: «прибыла 14 мая с трёхдневным визитом», «прилетели вчера и пробудут до пятницы» → all its days.

The day on which a delegation came is not the date of its visit where the article tells how long it stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.dating.departure import departure
from extractors.dating.setting import NUMBERED, looks_back
from extractors.lexicon import key
from extractors.view import View, is_predicate
from schemas.facts import PARTY_SLOTS
from schemas.values import DateSpan

FOLLOWING = 3  # sentences
LEAVING_REACH = 2
LONGEST = 31  # days
SHORT = 7
RECENT = timedelta(60)
HAPPENED = {"occurred", "ongoing"}
NUMBERS = {"два": 2, "двое": 2, "три": 3, "трое": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10}
STEMS = {"двух": 2, "трех": 3, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7, "восьми": 8, "девяти": 9, "десяти": 10}
DAYS_LONG = re.compile(rf"(?:({'|'.join(STEMS)})|(\d{{1,2}})-?)дневн")
DAYS = {"день", "сутки"}
PARTIAL = {"через", "первый", "последний", "следующий"}  # «первые два дня», «через три дня»
TRIPS = {
    "прием",
    "приём",
    "вояж",
    "выезд",
    "стажировка",
    "гастроль",
    "визит",
    "поездка",
    "пребывание",
    "миссия",
    "бизнес-миссия",
    "турне",
    "командировка",
    "программа",
}
LASTING = {"продлиться", "длиться", "рассчитать", "рассчитанный", "занять", "продолжаться", "продолжиться"}
STAYING = {"пробыть", "провести", "остаться", "гостить", "погостить", "находиться", "работать", "поработать", "задержаться"}
ENDING = {
    "завершить", "завершиться", "завершать", "завершаться", "заканчивать", "заканчиваться", "закончиться", "закончить", "вернуться", "возвратиться",
    "отбыть", "улететь", "уехать",
}  # fmt: skip
BEGINNING = {"начаться", "начать", "открыться", "стартовать"}
FINISHING = {"завершиться", "завершаться", "закончиться", "заканчиваться"}
MOVING = {
    "visits.return",
    "visits.arrive",
    "visits.visit",
    "visits.visit_noun",
    "visits.make_visit",
    "visits.be_there",
    "visits.set_out",
    "visits.mission",
    "visits.work",
    "visits.receive",
}


def stretch(drafts: Sequence[Draft], state: Discourse, *, carried: bool = False) -> None:
    """Give the visits to places that are dated by one day all the days that the article tells of; drafts in text order.

    `carried`: only those that have their day from another event; a trip that is over did not end on the day that its guests came.
    """
    for draft in drafts if not carried else ():
        if draft.table == "meetings":
            _stretch_talks(draft, state.views[draft.match.sentence])
    for draft in _trips(drafts):
        if not carried:
            _count_back(draft, state)
        first, last = draft.get("date_start"), draft.get("date_end")
        if first is None or first != last or bool(draft.get("carried")) < carried:
            continue
        if not carried and (told := _told_range(draft, state)) is not None:
            draft.columns.update(date=told.edtf, date_text=told.text, date_start=told.first, date_end=told.last)
            continue
        others = {
            d.match.sentence
            for d in _trips(drafts)
            if d is not draft and d.get("date") is not None and not d.get("carried") and d.columns["status"] in HAPPENED
        }
        at = draft.match.sentence
        views = [view for view in state.views[at : at + 1 + FOLLOWING] if view.index == at or not (view.index in others or looks_back(view))]
        above = views[0].tokens[draft.match.trigger].head
        ended = bool(ENDING & set(views[0].lemmas[max(0, draft.match.trigger - 4) : draft.match.trigger + 3]))
        ended = ended or (draft.match.form == "noun" and ((above >= 0 and views[0].lemmas[above] in ENDING) or _ends(draft.match.trigger, views[0])))
        within = views[: None if draft.match.rule != "visits.mission" else 1]  # «Сегодня они на бизнес-миссии. Завершится поездка завтра»
        end = next((found for i, view in enumerate(within) if (found := _end(view, first, own=i == 0)) is not None), None)
        if end is None and at and not carried:
            end = _length_before(draft, drafts, state, first)
            ended = False
        if end is None and not ended and draft.match.rule != "visits.return":
            end = _left_on(draft, state, first, LEAVING_REACH)
        if end is None and ended and not carried and (begun := _begun(draft, drafts, state, first)) is not None:
            draft.columns.update(date=f"{begun.isoformat()}/{first.isoformat()}", date_start=begun)
        if end is not None and timedelta(0) < end - first <= timedelta(LONGEST):
            low, high = (first - (end - first), first) if ended and not carried else (first, end)
            draft.columns.update(date=f"{low.isoformat()}/{high.isoformat()}", date_start=low, date_end=high)


def _stretch_talks(draft: Draft, view: View) -> None:
    """«26 марта завершились / двухдневные переговоры» → the 25th and the 26th."""
    at, first = draft.match.trigger, draft.get("date_start")
    if first is None or first != draft.get("date_end") or not at or (found := DAYS_LONG.match(key(view.tokens[at - 1].text))) is None:
        return
    beside = set(view.lemmas[max(0, at - 5) : at]) | set(view.lemmas[at : at + LEAVING_REACH * 6])
    length = timedelta((STEMS[found[1]] if found[1] else int(found[2])) - 1)
    low, high = (first - length, first) if ENDING & beside else (first, first + length) if BEGINNING & beside else (first, first)
    if low < high:
        draft.columns.update(date=f"{low.isoformat()}/{high.isoformat()}", date_start=low, date_end=high)


def _count_back(draft: Draft, state: Discourse) -> None:
    """«Делегация работает в области второй день» → yesterday and today."""
    published = state.document.article.published
    if draft.get("date") is not None or draft.columns["status"] != "ongoing" or published is None:
        return
    view = state.views[draft.match.sentence]
    at = next((i for i, (word, day) in enumerate(pairwise(view.lemmas)) if day == "день" and word in NUMBERED), None)
    if at is None or view.dates or (at and view.lemmas[at - 1] in ("в", "во", "на", "с")) or NUMBERED[view.lemmas[at]] < 2:
        return
    first = published - timedelta(NUMBERED[view.lemmas[at]] - 1)
    draft.columns.update(date=f"{first.isoformat()}/{published.isoformat()}", date_text=f"{view.tokens[at].text} день", date_start=first, date_end=published)


def _begun(draft: Draft, drafts: Sequence[Draft], state: Discourse, last: date) -> date | None:
    """«Визит завершился 12 апреля. В первый день, 10 апреля, гости осмотрели порт»: the first day told of what was done on a trip that is over."""
    at = draft.match.sentence
    near = [d for d in drafts if abs(d.match.sentence - at) <= FOLLOWING and d.columns["status"] == "occurred" and _may_be_on_it(d, draft)]
    near = [d for d in near if not looks_back(state.views[d.match.sentence]) and not (d.table == "visits" and _to_another(d, draft))]
    days = [d.columns["date_start"] for d in near if d.get("date_start") is not None and d.get("date_start") == d.get("date_end")]
    return min((day for day in days if timedelta(0) < last - day <= timedelta(SHORT)), default=None)


def _left_on(draft: Draft, state: Discourse, first: date, reach: int) -> date | None:
    """«приехала в среду, а уехала в пятницу»: the day after the first on which the guests left."""
    at = draft.match.sentence
    days = (departure(view, draft) for view in state.views[at : at + 1 + reach] if view.dates and not looks_back(view))
    return next((day for day in days if day is not None and day > first), None)


def _ends(trigger: int, view: View) -> bool:
    """«Трёхдневный приём делегации закончился в субботу»: the first verb behind a trip says that it is over."""
    verb = next((i for i in range(trigger + 1, len(view.tokens)) if is_predicate(view.tokens[i])), None)
    return verb is not None and view.lemmas[verb] in ENDING and not view.breaks_between(trigger, verb)


def _told_range(draft: Draft, state: Discourse) -> DateSpan | None:
    """«Неделю назад возвратилась делегация; визит занял четыре дня, с 25 по 28 июня»: the only days of a trip that its sentence says lasted."""
    view = state.views[draft.match.sentence]
    lasted = next((i for i, lemma in enumerate(view.lemmas) if lemma in LASTING), None)
    if lasted is None or TRIPS.isdisjoint(view.lemmas[max(0, lasted - 4) : lasted]):
        return None
    days = [d for d in view.dates if d.grain == "span" and d.role == "point" and d.first is not None and d.last is not None]
    return days[0] if len(days) == 1 and (days[0].last or date.min) - (days[0].first or date.max) <= timedelta(LONGEST) else None


def _length_before(draft: Draft, drafts: Sequence[Draft], state: Discourse, first: date) -> date | None:
    """«Завершился трёхдневный визит миссии. Гости, прибывшие 15 сентября, …»: the length of the same trip, told without a day in the sentence before."""
    if draft.match.rule != "visits.arrive":
        return None
    who = {p.entity_id for p in draft.get("visitors") or ()}
    for other in _trips(drafts):
        if 0 < draft.match.sentence - other.match.sentence <= 2 and other.get("date") is None and who & {p.entity_id for p in other.get("visitors") or ()}:
            length = _adjective(state.views[other.match.sentence])
            return None if length is None else first + timedelta(length - 1)
    return None


def date_by_events(drafts: Sequence[Draft], state: Discourse) -> bool:
    """Give undated visits to places the days of what is told right after them; whether any was dated."""
    undated = [d for d in _trips(drafts) if d.get("date") is None and d.columns["status"] in HAPPENED]
    for draft in undated:
        _from_its_events(draft, drafts, state)
    return any(d.get("date") is not None for d in undated)


def _trips(drafts: Sequence[Draft]) -> list[Draft]:
    return [d for d in drafts if d.table == "visits" and d.match.rule in MOVING and _to_a_place(d)]


def _from_its_events(draft: Draft, drafts: Sequence[Draft], state: Discourse) -> None:
    """«Делегация посетила Орёл. 12 ноября гости побывали …, 13 ноября …»: a trip without a day of its own took the days of what follows."""
    at = draft.match.sentence
    after = [d for d in drafts if 0 < d.match.sentence - at <= FOLLOWING and d.table != "trade_figures" and d.columns["status"] in HAPPENED]
    after = [d for d in after if not looks_back(state.views[d.match.sentence]) and _may_be_on_it(d, draft)]
    known = [d for d in after if _is_dated(d) and not (d.table == "visits" and _to_another(d, draft))]
    if not known or any(d.table == "visits" and _to_another(d, draft) for d in after):
        return
    first, last = min(d.columns["date_start"] for d in known), max(d.columns["date_end"] for d in known)
    last = _left_on(draft, state, last, FOLLOWING) or last
    length = _adjective(state.views[at])
    if length is not None and last - first < timedelta(length - 1):
        last = first + timedelta(length - 1)
    published = draft.get("published")
    if last - first <= timedelta(SHORT) and not (published and published - first > RECENT):
        day = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
        draft.columns.update(date=day, date_text=known[0].get("date_text"), date_start=first, date_end=last, carried=True)


def _is_dated(draft: Draft) -> bool:
    """Whether the days of an event are known; the year since when a deal runs is none of a trip."""
    first, last = draft.get("date_start"), draft.get("date_end")
    return first is not None and last is not None and (draft.columns["status"] == "occurred" or last - first <= timedelta(SHORT))


def _may_be_on_it(draft: Draft, trip: Draft) -> bool:
    """Whether somebody of the visitors' lands takes part in an event, where both tell their lands."""
    visitors = {p.country for p in trip.get("visitors") or () if p.country}
    present = {p.country for slot in PARTY_SLOTS[draft.table] for p in draft.get(slot) or () if p.country}
    return not visitors or not present or bool(visitors & present)


def _to_another(draft: Draft, trip: Draft) -> bool:
    """Whether a visit goes to another place, or is paid by others."""
    places = [p for p in draft.get("hosts") or () if p.type == "place"]
    return any(p.country != q.country or (p.region != q.region and p.region and q.region) for p in places for q in trip.get("hosts") or ())


def _to_a_place(draft: Draft) -> bool:
    return any(p.type == "place" for p in draft.get("hosts") or ())


def _end(view: View, first: date, *, own: bool) -> date | None:
    """The last day of a trip that began on a day, if a sentence tells its length or its end."""
    lemmas = view.lemmas
    several = own and sum(lemma in TRIPS for lemma in lemmas) > 1  # «сегодня они на бизнес-миссии, завтра визит завершится»
    if not several and (ends := _to_end(view, first)) is not None:
        return ends
    if not own and not (TRIPS | STAYING) & set(lemmas):
        return None
    staying = any(lemma in STAYING or (lemma in LASTING and TRIPS & set(lemmas[max(0, i - 5) : i])) for i, lemma in enumerate(lemmas))
    until = next((d.last for d in view.dates if d.role == "deadline" and d.grain == "day" and d.last), None)
    if staying and until is not None:
        return until
    length = _adjective(view) or (_counted(view) if staying or (own and _with_a_visit(view)) else None)
    return None if length is None else first + timedelta(length - 1)


def _to_end(view: View, first: date) -> date | None:
    """«Завершится визит 15 февраля», «миссия проходит с 11 мая, завтра она завершится»: the day on which a trip is to end."""
    for i, lemma in enumerate(view.lemmas):
        if lemma in FINISHING and view.tokens[i].feats.tense in ("fut", "pres") and TRIPS & view.words:
            days = [d for d in view.dates if d.grain == "day" and d.first is not None and d.first > first and d.role in ("point", "deadline")]
            near = [d for d in days if not view.verbs_between(i, view.token_at(d.start))]
            return near[0].first if near else None
    return None


def _adjective(view: View) -> int | None:
    """«с трёхдневным визитом», «4-дневная поездка» → 3, 4."""
    for i, token in enumerate(view.tokens):
        found = DAYS_LONG.match(key(token.text))
        if found and TRIPS & set(view.lemmas[i : i + 4]):
            return STEMS[found[1]] if found[1] else int(found[2])
    return None


def _counted(view: View) -> int | None:
    """«пробудут три дня», «на 4 дня» → 3, 4."""
    for i, lemma in enumerate(view.lemmas[:-1]):
        if view.lemmas[i + 1] in DAYS:
            number = NUMBERS.get(lemma) or (int(lemma) if lemma.isdigit() and len(lemma) < 3 else None)
            if number is not None and number > 1 and (i == 0 or view.lemmas[i - 1] not in PARTIAL):
                return number
    return None


def _with_a_visit(view: View) -> bool:
    """«на три дня прибыла», «приехали на пять дней»."""
    return any(a == "на" and (b in NUMBERS or b.isdigit()) and c in DAYS for a, b, c in zip(view.lemmas, view.lemmas[1:], view.lemmas[2:], strict=False))
