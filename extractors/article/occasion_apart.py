"""What is told beside the occasion under way and does not share its day: other people's journeys, earlier ones, the time since when something is.

In: an undated draft, its sentence, the country of the occasion. Out: whether it is of another time, as far as its words say.
"""

from __future__ import annotations

from extractors.build import Draft
from extractors.dating.departure import LEAVING
from extractors.view import View

EARLIER = {"уже", "недавно", "дважды", "трижды", "неоднократно", "однажды", "давно", "когда-то"}
LATELY = {"недавно", "давно", "когда-то", "однажды"}
SINCE = ({"пора", "тот"}, {"время", "тот"}, {"момент", "тот"}, {"день", "тот"})
TRIPS = {"визит", "поездка", "командировка", "миссия", "бизнес-миссия", "турне", "вояж", "пребывание", "приезд"}
THERE = {"там", "тогда", "туда"}
POINTING = {"он", "она", "они", "мы", "я"}
REACH = 6  # tokens
PAST_EVENTS, OWN_REACH = {"пройти", "состояться", "провести", "проходить"}, 25
CONTINUED = {"продолжение", "развитие"}


def is_apart(draft: Draft, view: View, country: str | None) -> bool:
    """Whether an event is none of the occasion that is told in a country."""
    trigger = draft.match.trigger
    if _since(view, trigger) or _of_another_trip(view, country) or _in_all(view, trigger):
        return True
    earlier = draft.match.form != "noun" and trigger > 0 and (view.lemmas[trigger - 1] in EARLIER or _not_long_ago(view, trigger))
    return earlier and _is_told_anew(view, trigger)  # «норвежцы / уже / присылали своих технологов»


def _not_long_ago(view: View, trigger: int) -> bool:
    """«не так давно глава Туапсе / посетил Трабзон»: before the subject of the same clause."""
    before = view.lemmas[max(0, trigger - 2 * REACH) : trigger]
    clause = before[max((i + 1 for i, lemma in enumerate(before) if lemma in (",", "–", "—")), default=0) :]
    return not LATELY.isdisjoint(clause[:3])


def goes_on(view: View) -> bool:
    """«Там они подписали протокол»: whether a sentence goes on with what the one before told."""
    return view.lemmas[0] in THERE


def is_of_its_own(draft: Draft, view: View) -> bool:
    """«Визит стал продолжением встречи, которая прошла на полях форума»: a meeting of another time."""
    at = draft.match.trigger
    if draft.match.form != "noun":
        return False
    behind = view.lemmas[at : at + OWN_REACH]
    told = next((i for i, lemma in enumerate(behind) if lemma == "который" and PAST_EVENTS & set(behind[i + 1 : i + 4])), None)
    return told is not None or bool(CONTINUED & set(view.lemmas[max(0, at - 2) : at]))


def is_way_home(draft: Draft, view: View) -> bool:
    """«Министр вернулся в субботу»: on the day of the way home nothing of the trip is done."""
    return draft.get("date_start") == draft.get("date_end") and view.lemmas[draft.match.trigger] in LEAVING


def _is_told_anew(view: View, trigger: int) -> bool:
    """Whether who acts is named, and not by a word that points back: «норвежцы», but «он», «гости»."""
    subject = view.subject_of(trigger)
    return subject is not None and not subject.bare and subject.lemma not in POINTING


def _since(view: View, trigger: int) -> bool:
    """«дружат с тех пор, как ректоры / подписали договор»: the event of a clause that tells since when something is."""
    how = next((i for i in range(trigger - 1, max(0, trigger - 2 * REACH), -1) if view.lemmas[i] == "как"), None)
    if how is None:
        return False
    opening = set(view.lemmas[max(0, how - 4) : how])
    return bool(opening & {"с", "со"}) and any(words <= opening for words in SINCE)


def _in_all(view: View, trigger: int) -> bool:
    """«за год фирмы / съездили в девять бизнес-миссий»: what was done in the course of months is not of one day."""
    months = [d for d in view.dates if d.role == "result" and d.grain in ("year", "half", "quarter", "span")]
    return any(not view.verbs_between(view.token_at(d.start), trigger) for d in months)


def _of_another_trip(view: View, country: str | None) -> bool:
    """«подписано в ходе визита губернатора во Вьентьян», told of talks in Moscow: a trip whose goal is in another country."""
    at = next((i for i, lemma in enumerate(view.lemmas) if lemma in TRIPS and view.tokens[i].feats.case in ("gen", "loc", "dat")), None)
    if at is None or country is None:
        return False
    goals = [m.country for m in view.mentions if m.type == "place" and m.prep in ("в", "во") and at < m.first <= at + REACH and m.country]
    return bool(goals) and country not in goals
