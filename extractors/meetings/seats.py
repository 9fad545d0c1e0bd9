"""Who sat on which side of a meeting that was told: «С тульской стороны за столом сидели A и B, с сербской – C», «российскую делегацию представлял A, узбекскую – B».

Nobody else names those persons' land as surely as the words for their side, so the side lends it to whoever's post leaves it open.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.build import Draft, parties
from extractors.lexicon import key
from extractors.meetings.guards import is_own
from extractors.merging.meetings import added
from extractors.view import View, is_predicate
from schemas.facts import Party
from schemas.match import Filler, Mention, replace
from schemas.values import Place

SIDES, FROM, DASHES = {"сторона", "делегация", "часть"}, {"с", "со", "от"}, {"—", "–", "-"}
SITTING = {
    "представлять", "представить", "сидеть", "присутствовать", "участвовать", "быть", "вести", "возглавлять", "возглавить", "принять", "принимать", "выступить", "выступать",
    "подключиться", "подключаться", "присоединиться", "прийти", "собраться", "сопредседательствовать", "председательствовать",
}  # fmt: skip
HEADING = frozenset(("возглавлять", "возглавить", "вести", "председательствовать", "сопредседательствовать"))
BEFORE = 5  # sentences in which the meeting was told
NEGATIVE = {"не", "ни"}
Seat = tuple[int, Place | None]


def seat(made: Sequence[Draft], state: Discourse) -> None:
    """Add those who are told side by side to the meeting told before."""
    for view in state.views if made else ():
        seats = _seats(view) if not SIDES.isdisjoint(view.words) and NEGATIVE.isdisjoint(view.words) else []
        told = [d for d in made if 0 <= view.index - d.match.sentence <= BEFORE and d.get("kind") != "forum"] if seats else []
        if not told or not _sit(view):
            continue
        last = max(told, key=lambda d: int(d.columns["trigger_start"]))
        fillers = [Filler(m, "clause") for m in _seated(view, seats)]
        more = parties(fillers, last, state) if fillers else ()
        known = [p for p in last.columns["participants"] if HEADING.isdisjoint(view.words) or not any(_stands_for(q, p) for q in more)]
        last.columns["participants"] = added(known, more)


def _stands_for(head: Party, side: Party) -> bool:
    """«Калининградскую часть совета возглавляет A»: he, and not the region or its authorities besides."""
    return side.type in ("place", "government") and side.country == head.country and (None in (side.region, head.region) or side.region == head.region)


def _sit(view: View) -> bool:
    """Whether the sentence tells who was there, and not who thinks, signs or builds what."""
    verbs = {key(t.lemma) for t in view.tokens if is_predicate(t)}
    return verbs <= SITTING


def _seats(view: View) -> list[Seat]:
    """The words for sides, in text order, each with the place it names."""
    found: list[Seat] = []
    for place in view.places:
        i = view.token_at(place.start)
        side = i + 1 < len(view.tokens) and key(view.lemmas[i + 1]) in SIDES
        if place.form == "adjective" and (_from_a_side(view, i) if side else bool(found) and _of_the_same(view, i)):
            found.append((i, place))
        elif place.form == "name" and i >= 2 and view.lemmas[i - 1] == "сторона" and view.texts[i - 2] in FROM:
            found.append((i, place))  # «со стороны Беларуси»
    ours = [(i, None) for i, text in enumerate(view.texts[:-1]) if text in ("нашей", "нашу") and key(view.lemmas[i + 1]) in SIDES]
    return sorted([*found, *ours], key=lambda seat: seat[0]) if found else []


def _from_a_side(view: View, i: int) -> bool:
    """«с тульской стороны», «российскую делегацию»: whence they are, or whom they stand for; no delegation in another case."""
    noun = view.tokens[i + 1]
    return noun.feats.number == "sing" and ((i > 0 and view.texts[i - 1] in FROM and key(noun.lemma) == "сторона") or noun.feats.case == "acc")


def _of_the_same(view: View, i: int) -> bool:
    """«…, с сербской – посол», «…, узбекскую – министр»: the noun is left out."""
    return (i > 0 and view.texts[i - 1] in FROM) or (i + 1 < len(view.tokens) and view.texts[i + 1] in DASHES)


def _seated(view: View, seats: Sequence[Seat]) -> list[Mention]:
    """The persons behind each word for a side, with the land of that side where they tell none of their own."""
    found = []
    for m in view.mentions:
        at = [seat for seat in seats if seat[0] < m.first]
        if not at or m.type != "person" or m.prep or m.bare or is_own(m) or not (m.may_be("nom") or not m.case) or view.is_aside(m.head, seats[0][0]):
            continue
        if m.parent is not None and view.mentions[m.parent].type in ("person", "organization"):
            continue
        place, own = at[-1][1], any(m.start <= p.start < m.stop for p in view.places)
        found.append(m if own or place is None or m.country == place.country else replace(m, country=place.country, region=place.region))
    return found
