"""Who «стороны», «страны», «города», «вузы», «компании» are: the pair that a sentence shortly before joins.

(Россия и Малайзия обсудили поставки) «Стороны провели переговоры в Куала-Лумпуре» → Россия, Малайзия, not the venue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.lexicon import key
from extractors.reference_words import COUNTRY_HEADS, FIRMS, REGION_HEADS, SCHOOLS, TOWN_HEADS
from schemas.match import Mention

if TYPE_CHECKING:
    from extractors.discourse import Discourse

REACH = 3  # sentences
DETERMINERS = {"оба", "два", "этот", "сам"}
PARTIES = {"place", "organization", "government", "person", "group"}
KINDS = {**dict.fromkeys(COUNTRY_HEADS, "country"), **dict.fromkeys(REGION_HEADS, "region"), **dict.fromkeys(TOWN_HEADS, "town")}


def pair_meant(mention: Mention, state: Discourse) -> list[Mention]:
    """The two that «А и Б» joins as subjects before a plural reference, nearest first; [] where no sentence does, or joins more or others."""
    said = state.views[mention.sentence].lemmas[mention.first : mention.head]
    if not DETERMINERS.issuperset(said) or mention.head < mention.last - 1:
        return []  # «девять компаний», «страны Азии»
    for view in reversed(state.views[max(0, mention.sentence - REACH) : mention.sentence]):
        for i, first in enumerate(view.mentions):
            if first.case != "nom" or first.prep or first.parent is not None or first.type not in PARTIES or first.bare:
                continue
            joined = [m for m in view.mentions if m.conjunct_of == i]
            if len(joined) == 1 and _fits(first, mention) and _fits(joined[0], mention) and first.name != joined[0].name:
                return [first, joined[0]]
    return []


def _fits(m: Mention, mention: Mention) -> bool:
    """Whether a mention may be one of those that a plural noun calls: «страны» are countries, «вузы» schools, «стороны» any that act."""
    lemma = key(mention.lemma)
    if m.bare or m.type not in PARTIES or (m.conjunct_of is None and m.case != "nom"):
        return False
    if lemma in KINDS:
        return m.type == "place" and m.place_kind == KINDS[lemma]
    if lemma == "вуз" or lemma in SCHOOLS:
        return m.type == "organization" and (key(m.lemma) in SCHOOLS or m.name.endswith(("У", "И", "ГТУ")))
    if lemma in FIRMS:
        return m.type == "organization" and key(m.lemma) not in SCHOOLS
    if lemma == "ведомство":
        return m.type == "government"
    return True
