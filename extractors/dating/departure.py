"""When a trip ended: «приехала в среду, / а уехала в пятницу», «17 мая делегация вернулась домой» → the day on which those who came went home."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from extractors.build import Draft
from extractors.references.words import VISITORS
from extractors.view import View, is_predicate
from schemas.facts import Party
from schemas.match import Mention

LEAVING = {"уехать", "уезжать", "отбыть", "отбывать", "улететь", "улетать", "вернуться", "возвращаться", "возвратиться", "покинуть", "покидать"}
SETTING_OUT = {"отправиться", "отправляться", "вылететь", "вылетать", "выехать", "двинуться", "поехать", "полететь"}
HOMEWARD = {"домой", "обратно", "восвояси", "назад"}
OUTINGS = {"на"}  # «уезжают на экскурсию», no way home
PRONOUNS = {"они", "он", "она", "тот", "те"}
AT_ONCE = 2  # tokens between a verb of setting out and «домой»


def departure(view: View, trip: Draft) -> date | None:
    """The day on which a sentence says that the people of a trip left; None where it is another's, or no day is told beside the verb."""
    days = [d for d in view.dates if d.role == "point" and d.grain == "day" and d.first is not None]
    if not days:
        return None
    for i in _leavings(view):
        beside = [d for d in days if not view.verbs_between(i, view.token_at(d.start)) and not view.is_aside(view.token_at(d.start), i)]
        if beside and _is_theirs(i, view, trip.get("visitors") or ()):
            return min(beside, key=lambda d: abs(view.token_at(d.start) - i)).first
    return None


def _leavings(view: View) -> Iterable[int]:
    """Verbs that tell that somebody goes home: «уехала», «отправились обратно»."""
    for i, lemma in enumerate(view.lemmas):
        near = view.texts[max(0, i - AT_ONCE) : i + AT_ONCE + 1]
        home = lemma in LEAVING and not OUTINGS & set(view.texts[i + 1 : i + 2])
        if is_predicate(view.tokens[i]) and (home or (lemma in SETTING_OUT and not HOMEWARD.isdisjoint(near))):
            yield i


def _is_theirs(verb: int, view: View, visitors: Iterable[Party]) -> bool:
    """Whether who leaves is one of the visitors, is only called «гости», «делегация», or is not named."""
    subject = view.subject_of(verb)
    return subject is None or _is_one_of(subject, visitors)


def _is_one_of(subject: Mention, visitors: Iterable[Party]) -> bool:
    if subject.lemma in PRONOUNS or (subject.bare and subject.lemma in VISITORS):
        return True
    return any(p.name == subject.name or (subject.type == "group" and p.country is not None and p.country == subject.country) for p in visitors)
