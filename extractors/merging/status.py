"""One event told before and after it: «Лукашенко отправляется в Россию» in the headline, «президент прибыл в Москву» in the story.

In: merged drafts in text order. Out: the same, each event once: a plan joins what came of it; a cancelled event is told once, as cancelled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from extractors.article.discourse import Discourse
from extractors.build import DATES, Draft
from extractors.lexicon import members

STRENGTH = {"denied": 3, "occurred": 2, "ongoing": 2, "planned": 1}
AGAIN = {
    "снова", "вновь", "опять", "еще", "очередной", "следующий", "повторный", "повторно", "ответный", "второй", "третий", "будущий", "новый", "впредь",
}  # fmt: skip
PAST = {"прошлый", "минувший", "недавний", "прежний", "предыдущий", "первый", "давний", "завершиться", "закончиться"}
ARRIVALS = {"visits.arrive", "visits.set_out", "visits.be_there"}
LONG_AGO = 60  # days
AROUND = 12  # tokens
LEAD = 3  # sentences
TRIP = 14  # days

Same = Callable[[Draft, Draft], bool]
Absorb = Callable[[Draft, Draft], None]


def settle_statuses(drafts: Sequence[Draft], state: Discourse, same: Same, absorb: Absorb) -> list[Draft]:
    """Drafts → those that tell events of their own; `same` compares two drafts whatever their status, `absorb` fills the first from the second."""
    gone: set[int] = set()
    for weak in drafts:
        if weak.get("status") != "planned" or id(weak) in gone:
            continue
        strong = next((d for d in drafts if id(d) not in gone and _comes_of(weak, d, state) and same(*_in_order(weak, d))), None)
        if strong is None:
            continue
        gone.add(id(weak))
        kept = {name: strong.get(name) for name in DATES}
        status, kind = strong.get("status"), strong.get("kind")
        absorb(strong, weak)
        strong.columns.update(status=status)
        if kind is not None:
            strong.columns["kind"] = kind
        if kept["date"] is not None or (weak.table != "visits" and status != "denied"):
            strong.columns.update(kept)
    for bare in drafts:
        if id(bare) in gone or not _is_bare_noun(bare, state):
            continue
        coming = next((d for d in drafts if id(d) not in gone and d.table == "visits" and _is_to_come(d) and same(*_in_order(bare, d))), None)
        if coming is not None:
            gone.add(id(bare))
            told = {name: coming.get(name) for name in ("status", "kind", *DATES)}
            absorb(coming, bare)
            coming.columns.update(told)
    return [draft for draft in drafts if id(draft) not in gone]


def _is_bare_noun(draft: Draft, state: Discourse) -> bool:
    """«Визит приурочен к форуму», «задачи в рамках визита»: a visit that is only named, without a day and without a word on whether it took place."""
    if draft.table != "visits" or draft.match.form != "noun" or draft.get("status") != "occurred" or (draft.get("date") and not draft.get("carried")):
        return False
    view, at = state.views[draft.match.sentence], draft.match.trigger
    near = set(view.lemmas[max(0, at - AROUND) : at + AROUND])
    return not near & (AGAIN | PAST | members("happening"))


def _is_to_come(draft: Draft) -> bool:
    return draft.get("status") == "planned" and draft.match.form != "noun"


def _in_order(a: Draft, b: Draft) -> tuple[Draft, Draft]:
    return (a, b) if a.columns["trigger_start"] <= b.columns["trigger_start"] else (b, a)


def _comes_of(weak: Draft, strong: Draft, state: Discourse) -> bool:
    """Whether what is told as done or cancelled may be what the other draft tells as planned."""
    if strong.table != weak.table:
        return False
    status = strong.get("status")
    if STRENGTH.get(str(status), 0) < 2 or _again(weak, state) or _again(strong, state):
        return False
    if not _days_fit(weak, strong, denied=status == "denied"):
        return False
    if weak.table == "contracts" or status == "denied":
        return True
    if weak.table == "agreements" and weak.get("kind") == strong.get("kind") == "joint_venture":
        return True
    if weak.table == "visits" and _of_others(weak, strong):
        return False
    if weak.table == "visits" and (_is_the_one_under_way(weak, strong) or _on_the_same_days(weak, strong)):
        return True
    return weak.match.sentence < LEAD and weak.match.sentence <= strong.match.sentence  # a headline's and a lead's plan, of which the story tells


def _of_others(weak: Draft, strong: Draft) -> bool:
    """«Министр посетит Россию. 17 октября в Россию прилетела парламентская делегация»: a person by name is to go, and a group went on a day of its own."""
    going, came = weak.get("visitors") or (), strong.get("visitors") or ()
    named = bool(going) and all(p.type == "person" and p.name != p.position for p in going)
    others = bool(came) and all(p.type == "group" and " " in p.name for p in came)
    return named and others and strong.get("date") is not None and not strong.get("carried") and weak.get("date") is None


def _is_the_one_under_way(weak: Draft, strong: Draft) -> bool:
    """«Премьер прибыл в Ташкент … Во время визита он осмотрит порт», «визит пройдёт 9–10 сентября»: the noun speaks of the trip on which he has come."""
    arrived = strong.match.form != "noun" and strong.match.rule in ARRIVALS and strong.match.sentence <= weak.match.sentence
    return arrived and weak.match.form == "noun" and not strong.get("earlier")


def _on_the_same_days(weak: Draft, strong: Draft) -> bool:
    """«19 мая начался визит во Вьетнам. Напомним, 19–22 мая министр собирается во Вьетнам»: the trip has begun on a day of those planned for it."""
    days = [d.get(name) for d in (weak, strong) for name in ("date_start", "date_end")]
    own = not weak.get("carried") and not strong.get("carried") and None not in days
    return own and bool(days[0] <= days[2] and days[3] <= days[1]) and (days[1] - days[0]).days <= TRIP


def _again(draft: Draft, state: Discourse) -> bool:
    """«снова встретятся», «следующий визит»: another event of the kind."""
    view, at = state.views[draft.match.sentence], draft.match.trigger
    return bool(AGAIN & set(view.lemmas[max(0, at - AROUND) : at + AROUND]))


def _days_fit(weak: Draft, strong: Draft, *, denied: bool) -> bool:
    """No day of its own in the plan, or one that does not contradict; what was planned for a day to come did not happen yet."""
    end, told = strong.get("date_end"), weak.get("published")
    if weak.table != "contracts" and told is not None and end is not None and (told - end).days > LONG_AGO:
        return False  # «посетит Китай. В мае прошлого года он уже посещал Китай»
    if weak.get("date") is None or weak.get("carried"):
        return True
    if weak.table == "contracts":
        return True  # the day of a delivery, beside that of the signing
    low, high, first, last = weak.get("date_start"), weak.get("date_end"), strong.get("date_start"), strong.get("date_end")
    if denied and (strong.get("date") is None or strong.get("carried") or strong.get("date_text") == weak.get("date_text")):
        return True
    published: date | None = weak.get("published")
    if strong.get("date") is None or strong.get("carried"):
        return not (low is not None and published is not None and low > published)
    if None in (low, high, first, last):
        return bool(weak.get("date") == strong.get("date"))
    return bool((low <= first and last <= high) or (first <= low and high <= last))
