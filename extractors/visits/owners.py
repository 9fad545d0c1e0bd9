"""Whose trip a noun tells where no phrase names the traveller, and who the guests of a general word are.

«Гости из Мозамбика заинтересовались тракторами. Их визит на завод состоялся в марте» → the guests; «принимают гостей из Армении. Делегация Ширака …» → the delegation.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.article.trip import Trip, known, speaker_at
from extractors.build import to_party
from extractors.lexicon import key
from extractors.matching.coordination import leaders
from extractors.references.words import VISITORS
from extractors.view import View
from schemas.facts import Party
from schemas.match import Match, Mention

WORKS = {"книга", "фильм", "экспозиция", "выставка", "фотография", "фото", "снимок", "музей", "роман", "доска", "экспонат", "стенд", "кинохроника"}
TELLING = {"рассказывать", "рассказать", "повествовать", "посвятить", "запечатлеть", "напоминать"}
OWNERS = {"их": "plur", "его": "sing", "ее": "sing"}
RECENT = 3  # sentences over which «их» are those whose trip is told
NEAR = 2  # words between «их» and «визит»; sentences between guests and the delegation that they are


def owner_of_trip(match: Match, view: View, trip: Trip) -> tuple[Party, ...]:
    """«Их визит на завод», «его поездка в Минск»: those who were spoken of; () where no such word stands before the noun."""
    if match.form != "noun":
        return ()
    awaited = _whom_it_awaits(match, view)
    if awaited is not None:
        return tuple(to_party(m) for m, _ in trip.state.resolve(awaited, view))
    if "мой" in view.lemmas[max(0, match.trigger - NEAR) : match.trigger]:
        return tuple(p for p in (speaker_at(view, match.trigger, trip.state),) if p is not None)
    if "свой" in view.lemmas[max(0, match.trigger - NEAR) : match.trigger]:
        return _subject(match.trigger, view, trip)
    at = next((i for i in range(match.trigger - 1, max(-1, match.trigger - 1 - NEAR), -1) if view.texts[i].replace("ё", "е") in OWNERS), None)
    if at is None or not view.mentions:
        return ()
    if view.index - trip.sentence <= RECENT:
        return trip.travellers("они" if view.texts[at] == "их" else "он")
    token, state = view.tokens[at], trip.state
    spoken = replace(view.mentions[0], first=at, last=at + 1, head=at, start=token.start, stop=token.stop, lemma="они", type="", bare=False, parent=None)
    found = [to_party(m) for m, _ in state.resolve(spoken, view)]
    return tuple(p for p in found if p.type in ("person", "group") and known(p))[:1]


def _subject(trigger: int, view: View, trip: Trip) -> tuple[Party, ...]:
    """«Глава Коми рассказал / о своём визите в Сербию»: who acts in the clause."""
    verb = next((i for i in view.ancestors(trigger) if view.tokens[i].feats.form == "fin"), None)
    subject = view.subject_of(verb) if verb is not None else None
    found = subject is not None and subject.last <= trigger and subject.type in ("person", "group") and subject.lemma not in ("они", "он", "она")
    return tuple(to_party(m) for m, _ in trip.state.resolve(subject, view)) if found and subject is not None else ()


def _whom_it_awaits(match: Match, view: View) -> Mention | None:
    """«Врачам предстоит поездка в Ханой»: who is to go."""
    above = view.tokens[match.trigger].head
    if above < 0 or key(view.tokens[above].lemma) != "предстоять":
        return None
    found = (m for m in view.mentions if m.type in ("person", "group") and m.case == "dat" and not m.prep and m.parent is None and not m.bare)
    return next((m for m in found if view.governor(m) in (above, match.trigger)), None)


def taken(visitors: tuple[Party, ...]) -> tuple[Party, ...]:
    """«министр Татарстана повёз минчан в Иннополис» → the guests: whoever takes people of another side about does not travel."""
    groups = [p for p in visitors if p.type == "group" and p.country]
    lands = {None, *[g.country for g in groups]}
    return tuple(p for p in visitors if not groups or p.type != "person" or p.country in lands)


def name_guests(view: View, trip: Trip) -> None:
    """«принимают гостей из Армении. Делегация марза Ширак во главе с …»: the guests of a country are the delegation of a place in it, told right behind."""
    if trip.row is None or not 0 < view.index - trip.sentence <= NEAR or len(trip.visitors) != 1:
        return
    guests = trip.visitors[0]
    if guests.type != "group" or not guests.country or guests.region or trip.row.get("visitors") != trip.visitors:
        return
    for m in view.mentions:
        told = m.type == "group" and m.case == "nom" and m.parent is None and not m.prep and m.lemma in VISITORS and not m.bare
        if told and m.country == guests.country and m.region:
            trip.visitors = (to_party(m), *(to_party(p) for p in leaders(view, m)))
            trip.row.columns["visitors"] = trip.visitors
            return


def is_in_a_work(match: Match, view: View) -> bool:
    """«Книга рассказывает о визите Ганди в Ташкент», «доска напоминает о приезде Гагарина»: what a work or a museum shows is no news."""
    if match.form != "noun" or WORKS.isdisjoint(view.lemmas[: match.trigger]):
        return False
    telling = next((i for i in range(match.trigger - 1, max(-1, match.trigger - 5), -1) if view.lemmas[i] in TELLING), None)
    subject = view.subject_of(telling) if telling is not None else None
    return telling is not None and (subject is None or subject.lemma in WORKS)
