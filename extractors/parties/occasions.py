"""Sides of a paper that its own sentence tells with the occasion: «Документ подписан в ходе визита делегации вуза Пусана в вуз Рязани» binds the two."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.article.cooperation import MANY_LANDS
from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.view import View
from schemas.facts import Party

OCCASIONS = {"заседание": "meetings", "встреча": "meetings", "переговоры": "meetings", "сессия": "meetings", "визит": "visits", "поездка": "visits"}
NO_TABLES = frozenset[str]()
ENDING = frozenset({"итог", "результат", "завершение", "окончание", "после"})
DURING = frozenset({"ход", "время", "рамка"})
AHEAD = 3  # tokens: «по итогам рабочей встречи»
NEAR = 3  # sentences


def occasions(view: View, words: frozenset[str]) -> frozenset[str]:
    """«По итогам встречи подписан протокол» → {"meetings"}: the tables of the occasions that a sentence names behind one of some words."""
    if view.words.isdisjoint(OCCASIONS):
        return NO_TABLES
    lemmas = view.lemmas
    return frozenset(
        table
        for word, table in OCCASIONS.items()
        if word in view.words and any(lemma == word and words & set(lemmas[max(0, i - AHEAD) : i]) for i, lemma in enumerate(lemmas))
    )


def told_beside(draft: Draft, drafts: Sequence[Draft], state: Discourse) -> list[Draft]:
    """The visit or the talks at which a paper was signed, where a sentence that tells the signing tells these too."""
    for telling in (draft, *draft.joined):
        tables = occasions(state.views[telling.match.sentence], DURING | ENDING)
        beside = [other for other in drafts if other.table in tables and other.match.sentence == telling.match.sentence]
        if len(beside) == 1:
            return beside
    return []


def told_apart(draft: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    """The papers with other partners that one signing tells besides: «соглашения с «Альтой», «Бионом» и «Гелионом»»."""
    own = (draft.match.sentence, draft.match.trigger)
    return [other for other in drafts if other.table == draft.table and (other.match.sentence, other.match.trigger) == own and other is not draft]


def of_many_lands(draft: Draft) -> bool:
    """«Правительства стран СНГ подписали договор»: all its sides under one name."""
    return any(MANY_LANDS.search(p.name) for p in draft.columns["parties"])


def lands_before(draft: Draft, before: Sequence[Draft]) -> tuple[Party, ...]:
    """«Страны СНГ подписали договор … Подписано и соглашение о связи»: the many lands that signed the paper just before."""
    near = (other for other in reversed(before) if other.table == "agreements" and draft.match.sentence - other.match.sentence <= NEAR)
    found = next(near, None) if not draft.columns["parties"] else None
    return found.columns["parties"] if found is not None and of_many_lands(found) else ()
