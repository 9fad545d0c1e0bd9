"""Dates told after the fact: «Аким принял вице-губернатора. Встреча прошла накануне» dates the meeting before it.

A sentence that names an event and its day, and tells nothing else of it, gives the day to the last undated fact of that kind.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.build import Draft, put_date
from extractors.dating.setting import looks_back
from extractors.dating.when import joined
from extractors.lexicon import members
from extractors.view import View
from schemas.values import DateSpan

BACK = 4  # sentences back to the fact
OPENING = 4  # tokens: «Встреча, которая прошла в мае»
HAPPENED, AHEAD = {"occurred", "ongoing"}, {"planned"}
PRONOUNS, OTHER = {"он": "masc", "она": "fem", "оно": "neut", "они": ""}, {"ответный", "следующий", "очередной", "новый", "второй", "повторный"}
VISITS, MEETINGS, SIGNINGS = frozenset({"visits"}), frozenset({"meetings"}), frozenset({"agreements"})
LASTS = {"проходить", "идти", "продлиться", "работать", "заседать", "длиться", "занять", "собираться", "продолжаться"}
IN_PLURAL = frozenset(("переговоры", "консультация"))  # one occasion in the plural
AGREED = {"договоренность", "договорённость", "соглашение"}
TOOK_PLACE = {"случиться", "произойти", "состояться", "свершиться"}
FAIRS = {"выставка", "ярмарка"}
EVENTS = {
    "выставка": VISITS, "ярмарка": VISITS,
    "визит": VISITS, "поездка": VISITS, "командировка": VISITS, "экскурсия": VISITS, "миссия": VISITS, "бизнес-миссия": VISITS,
    "встреча": MEETINGS, "переговоры": MEETINGS, "беседа": MEETINGS, "заседание": MEETINGS, "совещание": MEETINGS, "форум": MEETINGS, "консультация": MEETINGS,
    "комиссия": MEETINGS, "межправкомиссия": MEETINGS, "комитет": MEETINGS, "саммит": MEETINGS, "сессия": MEETINGS, "конференция": MEETINGS,
    "группа": MEETINGS, "разговор": MEETINGS, "прием": VISITS | MEETINGS, "приём": VISITS | MEETINGS, "вояж": VISITS, "турне": VISITS,
    "церемония": SIGNINGS, "подписание": SIGNINGS,
    "мероприятие": VISITS | MEETINGS | SIGNINGS,
}  # fmt: skip


def date_later(drafts: Sequence[Draft], state: Discourse) -> None:
    """Give the dates of such sentences to the drafts they speak of; drafts in text order."""
    for view in state.views:
        tables = frozenset() if looks_back(view) else _event_of(view, state)
        day = _day(view) if tables else None
        published = state.document.article.published
        ahead = day is not None and published is not None and day.first is not None and day.first > published
        if ahead and OTHER & set(view.lemmas[:4]):
            continue  # «Ответный визит состоится в июне»
        if day is not None and not any(d.match.sentence == view.index and d.table in tables for d in drafts):
            for draft in drafts:
                near = 0 < view.index - draft.match.sentence <= BACK
                elsewhere = bool(FAIRS & set(view.lemmas[:4])) and not _at_the_fair(draft)
                if (
                    near
                    and not elsewhere
                    and draft.table in tables
                    and draft.columns["status"] in (AHEAD if ahead else HAPPENED)
                    and (draft.get("date") is None or _holds(day, draft))
                ):
                    put_date(draft, day)
                    draft.columns["carried"] = True


def _at_the_fair(draft: Draft) -> bool:
    """Whether a visit is one to a fair, or is told with it: «взяли на выставку»."""
    return draft.get("kind") == "exhibition" or any(word in str(draft.get("evidence")).lower() for word in ("выставк", "ярмарк"))


def _holds(day: DateSpan, draft: Draft) -> bool:
    """«Визит проходит с 16 по 18 октября» after «прибыла вчера»: the range of days that holds the one day of a visit to a place."""
    first, last, low, high = draft.get("date_start"), draft.get("date_end"), day.first, day.last
    if first is None or last is None or low is None or high is None:
        return False
    if first < low == high <= last and draft.get("date") != day.edtf and draft.table != "visits":
        return True  # «подписали на прошлой неделе. Церемония состоялась 24 июля»
    if draft.table != "visits" or not any(p.type == "place" for p in draft.get("hosts") or ()):
        return False
    return bool(first == last and low < high and low <= first <= high)


def _event_of(view: View, state: Discourse) -> frozenset[str]:
    """The tables whose event is the subject of «прошла», «состоялась» in a sentence, also as «она» behind the sentence that names it."""
    if view.index and view.lemmas[0] in PRONOUNS and any(lemma in LASTS or lemma in members("happening") for lemma in view.lemmas[1:4]):
        before = state.views[view.index - 1]
        gender = PRONOUNS[view.lemmas[0]]
        named = [t for t in before.tokens if t.lemma in EVENTS and (t.feats.gender == gender and t.feats.number == "sing" if gender else t.lemma in IN_PLURAL)]
        return EVENTS[named[0].lemma] if named else frozenset()
    begun = next((last for first, last in view.asides if first == 0), 0)  # «Как сообщает пресс-служба, / подписание прошло в четверг»
    begun += view.texts[begun : begun + 1] == [","]
    opened = view.lemmas[begun : begun + OPENING]
    if AGREED & set(opened) and "достигнуть" in opened and len(view.dates) == 1:
        return SIGNINGS  # «Договорённость достигнута 10 апреля»
    for i, lemma in enumerate(opened, begun):
        if lemma in EVENTS and any(other in LASTS or other in members("happening") for other in view.lemmas[i + 1 : i + 4]):
            return EVENTS[lemma]
    if "это" in opened and TOOK_PLACE & set(opened) and view.lemmas.count("это") == 1:
        return SIGNINGS | MEETINGS  # «Случилось это в пятницу», «Это произошло 4 мая»
    return frozenset()


def _day(view: View) -> DateSpan | None:
    days = [d for d in view.dates if d.role == "point" and d.edtf is not None and d.first is not None and not _of_relative(d, view)]
    days = joined(days, view)  # «работала два дня, 8 и 9 июня»
    return days[0] if len(days) == 1 else None


def _of_relative(day: DateSpan, view: View) -> bool:
    """«Она завершилась подписанием плана к соглашению, которое города заключили / в мае»: not the day of what the sentence itself tells."""
    at = view.token_at(day.start)
    which = max((i for i in range(OPENING, at) if view.lemmas[i] == "который"), default=None)
    return which is not None and "," not in view.texts[which:at] and bool(view.verbs_between(which, at))
