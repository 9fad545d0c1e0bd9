"""Investments into what was told before: «В Калуге построят завод шин. Инвестор, компания «Линьлун», вложит 3 млрд рублей».

The sentence itself tells neither what the money is for nor where; the project that was told last is meant, and its place gets the money.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.article.discourse import Discourse
from extractors.build import Draft, text_of, to_party
from extractors.lexicon import classes_of, key
from extractors.view import View
from schemas.match import Filler, Mention

BACK = 1  # sentences
FOUNDED = ("investment", "construction")
INVESTOR = {"инвестор", "резидент", "застройщик"}
IN_IT = (" в него ", " в нее ", " в неё ", " в них ")
PROJECTS = {"structure", "project", "making", "construction_act"}
POINTING = {
    "проект", "реализация", "строительство", "возведение", "создание", "предприятие", "производство", "объект", "стройка", "завод", "фабрика", "комплекс", "комбинат",
}  # fmt: skip
OF_THAT = {
    "этот", "этого", "данный", "его", "ее", "их", "новое", "новый", "проекта", "предприятия", "завода", "комплекса", "фабрики", "объекта", "производства",
}  # fmt: skip


def into_told_projects(drafts: Sequence[Draft], state: Discourse) -> None:
    """Give investments without a customer the project told before them, with its place."""
    for draft in drafts:
        if draft.columns["kind"] not in FOUNDED or draft.columns.get("customers") or not draft.columns.get("suppliers"):
            continue
        if not _points_back(draft, state.views[draft.match.sentence]):
            continue
        lands = {(p.country, p.region) for p in draft.columns["suppliers"]}
        there = next(((project, place) for project, place in _told(draft, state) if _elsewhere(place, lands)), None)
        if there is None:
            continue
        project, place = there
        goods = text_of(Filler(project, "discourse"), state.views[project.sentence], state.document.article.text, until=place.first)
        draft.columns.update(customers=(to_party(place),), goods=goods, goods_head=key(project.lemma), vague_goods=False, kind="investment")
        draft.found.add("discourse")


def _points_back(draft: Draft, view: View) -> bool:
    """«Инвестор вложит 3 млрд», «вложит в него», «в реализацию проекта», «её построит»: words that speak of a project known already, and no place of their own."""
    if any(m.type == "place" and m.country and m.prep in ("в", "на", "под") for m in view.mentions):
        return False
    words = set(key(str(draft.columns.get("goods") or "")).split())
    if draft.columns.get("vague_goods") or (words & POINTING and words <= POINTING | OF_THAT):
        return True
    text = f" {' '.join(view.texts).lower()} "
    return any(word in text for word in IN_IT) or (not words and not INVESTOR.isdisjoint(map(key, view.lemmas)))


def _told(draft: Draft, state: Discourse) -> Iterator[tuple[Mention, Mention]]:
    """Projects with their places, the nearest first."""
    for view in reversed(state.views[max(0, draft.match.sentence - BACK) : draft.match.sentence]):
        for m in reversed(view.mentions):
            if PROJECTS & classes_of(m.lemma) and m.type in ("", "organization") and (place := _place_of(m, view)) is not None:
                yield m, place


def _place_of(project: Mention, view: View) -> Mention | None:
    """«завод лифтов / в Рудном», «В Калуге / построят завод шин»."""
    places = [m for m in view.mentions if m.type == "place" and m.country and m.prep in ("в", "на", "под") and m.case in ("loc", "ins")]
    behind = next((m for m in places if 0 <= m.first - project.last <= 1), None)
    return behind or next((m for m in places if view.verbs_between(m.head, project.head) <= 1), None)


def _elsewhere(place: Mention, lands: set[tuple[str | None, str | None]]) -> bool:
    """Whether a place is of another region than all whose money it is."""
    return all(country != place.country or (region is not None and place.region is not None and region != place.region) for country, region in lands)
