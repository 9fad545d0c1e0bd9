"""Who «министр», «мэр», «гость» is: the holder of such a post told before, or the official of the place where the clause is set.

(Мэр Омска Иван Лис встретил посла) «Мэр показал порт» → Иван Лис; «отправится в Пусан, где его примет мэр» → the mayor of Пусан.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.references.bodies import like
from extractors.references.persons import HEADS, head_meant, office_of
from extractors.references.words import ANY_OFFICIAL, REGION_CHIEFS
from extractors.view import View
from schemas.match import Mention, replace
from schemas.values import Place

if TYPE_CHECKING:
    from extractors.article.discourse import Discourse

LEADERS = {"президент", "лидер"}  # «турецкий лидер A … Президент»
WHERE = 4  # tokens: «в Пусан, где»


def stranger_meant(mention: Mention, state: Discourse) -> list[Mention]:
    """«Гость приехал не с пустыми руками»: the last person from elsewhere."""
    for m in state.antecedents(mention.start):
        if m.type == "person" and m.country and (state.home is None or (m.country, m.region) != (state.home.country, state.home.region)):
            return [replace(mention, type="person", name=m.name, position=m.position, country=m.country, region=m.region, bare=False)]
    return []


def chief_meant(mention: Mention, view: View, state: Discourse) -> list[Mention]:
    """«Министр», «глава региона»: who holds the office, else the last named holder of such a post, else the official of the place told; [] for nobody."""
    lemma, there = mention.lemma, _elsewhere(mention, view)
    head = head_meant(mention, state) if there is None else None
    if head is not None or (there is None and lemma in HEADS and office_of(mention, state) is not None):
        return [] if head is None else [like(mention, head)]
    for m in state.antecedents(mention.start):
        if m.type != "person" or m.position is None or m.name == m.position:
            continue
        leads = {m.lemma, lemma} <= LEADERS and m.country is not None and m.region is None
        if m.lemma == lemma or leads or {m.lemma, lemma} <= REGION_CHIEFS or lemma in ANY_OFFICIAL:
            if there is not None and (m.country, m.region) != (there.country, there.region):
                break
            return [replace(mention, name=m.name, position=m.position, country=m.country, region=m.region, bare=False)]
    if there is not None:
        return [replace(mention, country=there.country, region=there.region, bare=False)]
    return _unnamed(mention, lemma, state)


def _elsewhere(mention: Mention, view: View) -> Place | None:
    """«отправится в Пусан, где его примет мэр»: the place whose official is meant; not «в Пусане, где губернатор встретился с мэром Пусана»."""
    where = next((i for i in range(mention.first - 1, -1, -1) if view.lemmas[i] == "где"), None)
    if where is None:
        return None
    before = [p for p in view.places if p.country and view.token_at(p.start) < where]
    if not before or where - view.token_at(before[-1].start) > WHERE:
        return None
    theirs = any(m.type == "person" and not m.bare and m.country == before[-1].country and m.head > where for m in view.mentions)
    return None if theirs else before[-1]


def _unnamed(mention: Mention, lemma: str, state: Discourse) -> list[Mention]:
    """«Министр побеседовал с послом» after «глава МИД Киргизии принял …»: who has a place but no name."""
    for m in state.antecedents(mention.start):
        if m.type == "person" and m.name == m.position and m.country and not m.bare and (m.lemma == lemma or (lemma == "министр" and "МИД" in m.name)):
            return [replace(mention, name=m.name, position=m.position, country=m.country, region=m.region, bare=False)]
    return []
