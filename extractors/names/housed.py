"""Heads told without their house: «ректор Пётр Лис» is of the school told before, «почётный консул» of the consulate, «директор» of the one plant.

Runs over all mentions of an article, before persons are joined; lists are changed in place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.lexicon import key
from extractors.names.full import Mentions, is_named
from extractors.names.inherited import is_stranger
from extractors.references.words import SCHOOLS
from schemas.match import Mention, replace

NEAR = 1  # sentences before
RANKS = {"первый", "заместитель", "генеральный", "генерального", "почетный", "исполнительный", "коммерческий", "главный", "технический", "и", "о"}
CLINICS = {"больница", "клиника", "госпиталь", "диспансер", "поликлиника", "медцентр", "кардиоцентр", "роддом"}
CONSULATES, EMBASSIES = {"консульство", "генконсульство"}, {"посольство"}
HOUSES = {
    "ректор": SCHOOLS, "проректор": SCHOOLS, "декан": SCHOOLS, "ректора": SCHOOLS, "проректора": SCHOOLS, "консул": CONSULATES, "генконсул": CONSULATES,
    "консула": CONSULATES, "посол": EMBASSIES, "посла": EMBASSIES, "главврач": CLINICS, "главврача": CLINICS,
}  # fmt: skip
MANAGERS = {"директор", "директора", "гендиректор", "гендиректора"}
WITH = {"с", "со", "у"}  # whom one deals with


def seat_heads(found: Mentions) -> None:
    """Give heads of bodies without a place the place of the body last told, in their sentence or the one before."""
    for i, sentence in enumerate(found):
        for j, m in enumerate(sentence):
            if m.type != "person" or m.country is not None or not m.position or not is_named(m):
                continue
            *ranks, post = key(m.position).split()
            if not RANKS.issuperset(ranks) or (post not in HOUSES and post not in MANAGERS):
                continue
            house = _house(post, m, list(_before(found, i, m)))
            if house is not None:
                sentence[j] = replace(m, country=house.country, region=house.region, bare=False)


def is_houseless(position: str | None) -> bool:
    """Whether a post leaves out whose it is: «проректор», «генеральный директор»."""
    *ranks, post = key(position or "").split() or [""]
    return RANKS.issuperset(ranks) and (post in HOUSES or post in MANAGERS)


def _before(found: Mentions, i: int, m: Mention) -> Iterator[Mention]:
    """The bodies with a place told shortly before a person, nearest first."""
    for k in range(i, max(-1, i - NEAR - 1), -1):
        yield from (b for b in reversed(found[k]) if b.type in ("organization", "government") and b.country and b.number != "plur" and b.stop <= m.start)


def _house(post: str, m: Mention, bodies: Sequence[Mention]) -> Mention | None:
    """The body that a person heads: the nearest of its kind with which nobody deals; a manager's only where no second one is told."""
    if post in MANAGERS:
        firms = [b for b in bodies if b.type == "organization" and b.parent is None]
        one = len({(b.country, b.region) for b in firms}) == 1
        return firms[0] if one and not is_stranger(m, str(firms[0].country)) else None
    kinds = HOUSES[post]
    fitting = (b for b in bodies if key(b.lemma) in kinds and b.prep not in WITH and not is_stranger(m, str(b.country)))
    return next(fitting, None)
