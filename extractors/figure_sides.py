"""Whose trade a number tells of: reporter and partner, from the words between the numbers, the list, the article."""

from __future__ import annotations

from dataclasses import replace

from extractors.discourse import Discourse
from extractors.figures import Figure, is_line, side_markers
from schemas.match import Mention
from schemas.values import Place

UNIONS = frozenset({"ЕС", "Евросоюз", "Европейский союз", "СНГ", "ЕАЭС", "Евразийский экономический союз", "БРИКС", "ШОС"})
NEAR = 3  # sentences back in which a side may have been named
# First-level codes of capitals: beside another country they stand for their own («Москва и Нью-Дели»).
CAPITALS = frozenset({"RU-MOW", "BY-HM", "KZ-71", "UZ-TK", "KG-GB", "TJ-DU", "AM-ER", "AZ-BA", "GE-TB", "CN-BJ", "MN-1", "TM-S"})


def set_sides(figure: Figure, state: Discourse, left: int, right: int, last: Figure | None, previous: Figure | None) -> None:
    """Reporter and partner: from the words between the numbers, then from the list, then from the sentences before."""
    reporter, partner = _named(figure, state, left, right, first=last is None)
    if last is not None:
        figure.found.update({"shared"} if reporter is None or partner is None else ())
        reporter = reporter or next((p for p in (last.reporter, last.partner) if p is not None and p is not last.partner and _apart(p, partner)), None)
        partner = partner or next((p for p in (last.partner, last.reporter) if p is not None and _apart(p, reporter)), None)
    figure.assumed = (reporter is None) + (partner is None)
    if figure.assumed:
        figure.found.add("discourse")
        reporter, partner = _from_article(figure, state, reporter, partner, previous)
    figure.reporter, figure.partner = lifted(reporter, partner, state), lifted(partner, reporter, state)


def _named(figure: Figure, state: Discourse, left: int, right: int, *, first: bool) -> tuple[Place | None, Place | None]:
    """The sides that the words around the number name; of the first number of a sentence all words before it count."""
    view = figure.view
    whole = first and left <= view.tokens[figure.measure.index].start
    near = _places(figure, state, view.sentence.start if whole else left, right)
    if is_line(view, view.token_at(figure.number.start)):
        near = [(p, "partner") for p, _ in near[:1]] + near[1:]
    partners = [p for p, role in near if role == "partner"]
    partner = partners[0] if partners else None
    reporters = [p for p, role in near if role == "reporter" and not _same(p, partner)]
    reporter = reporters[0] if reporters else None
    if reporter is None and len(partners) > 1 and _apart(partners[0], partners[1]):
        return partners[0], partners[1]
    if reporter is not None and partner is None:
        partner = next((p for p in reporters[1:] if _apart(p, reporter)), None)
    return reporter, partner


def _from_article(
    figure: Figure, state: Discourse, reporter: Place | None, partner: Place | None, previous: Figure | None
) -> tuple[Place | None, Place | None]:
    """What the sentence leaves out: the pair of the figure before, the article's home, the side that was just spoken of."""
    if reporter is None and partner is None and previous is not None and previous.reporter is not None and previous.partner is not None:
        return previous.reporter, previous.partner
    told = previous.reporter if previous is not None else None
    if reporter is None:
        own = None if is_line(figure.view, None) else told
        reporter = next((p for p in (own, state.home, *state.sides) if p is not None and _apart(p, partner)), None)
    if partner is None:
        kept = previous.partner if previous is not None and told is not None and _same(told, reporter) else None
        partner = next((p for p in (kept, *_spoken_of(figure, state)) if p is not None and _apart(p, reporter)), None)
    return reporter, partner


def _spoken_of(figure: Figure, state: Discourse) -> list[Place]:
    """The article's sides that were named in the headline or in the last sentences before the number."""
    since = state.views[max(0, figure.view.index - NEAR)].sentence.start
    title = state.views[0].sentence.stop
    named = [p for p in state.document.places if p.start < title or since <= p.start < figure.number.start]
    return [side for side in state.sides if any(_same(side, p) for p in named)]


def lifted(place: Place | None, other: Place | None, state: Discourse) -> Place | None:
    """A town → its region: customs count the trade of regions, not of towns.

    A town abroad, and a capital beside another country, stand for their countries, where the article names them.
    """
    if place is None or place.kind != "town":
        return place
    named = state.document.places
    abroad = state.home is not None and state.home.country != place.country
    foreign = other is not None and other.country != place.country and (other.region is None or other.region in CAPITALS)
    country = next((p for p in named if p.country == place.country and p.kind == "country"), None) if abroad or (foreign and place.region in CAPITALS) else None
    region = next((p for p in named if p.region == place.region and p.kind == "region"), None) if place.region else None
    if region is not None or country is not None or abroad or not place.region_name or place.region in CAPITALS:
        return region or country or place
    return replace(place, name=place.region_name, kind="region")


def _same(a: Place | None, b: Place | None) -> bool:
    return a is not None and b is not None and (a.country, a.region) == (b.country, b.region) and (a.country is not None or a.name == b.name)


def _apart(a: Place, b: Place | None) -> bool:
    return not _same(a, b) and not _inside(a, b)


def _inside(a: Place, b: Place | None) -> bool:
    """Whether one is a part of the other: a region and its own country are no two sides."""
    return b is not None and a.country is not None and a.country == b.country and (not a.region or not b.region)


def _places(figure: Figure, state: Discourse, left: int, right: int) -> list[tuple[Place, str]]:
    """Places between two offsets with their role, in text order."""
    found: list[tuple[Place, str]] = []
    view, rule = figure.view, figure.measure.rule
    for m in view.mentions:
        if not (left <= m.start and m.stop <= right) or m.type not in ("place", "group", "organization", "government", ""):
            continue
        if m.type == "place":
            resolved = [r for r, _ in state.resolve(m, view)]
            marker = (m.prep, m.case)
            role = "reporter" if not m.prep or m.prep == "у" or marker in side_markers(rule, "reporter") - side_markers(rule, "partner") else ""
            if not role and marker in side_markers(rule, "partner") | side_markers(None, "partner") and m.parent is None:
                role = "partner"
            for r in resolved:
                if role and (r.country or r.name in UNIONS):
                    found.append((_as_place(r, state), role))
        else:
            for p in view.places:
                if m.core and view.tokens[m.core[0]].start <= p.start < view.tokens[m.core[1] - 1].stop and p.form in ("adjective", "demonym") and p.country:
                    found.append((p, "partner" if m.prep in ("с", "из", "на") and p.form == "demonym" else "reporter"))
    unique: list[tuple[Place, str]] = []
    for place, role in found:
        if not any(_same(place, p) for p, _ in unique):
            unique.append((place, role))
    return unique


def _as_place(m: Mention, state: Discourse) -> Place:
    kind = next((p.kind for p in state.document.places if p.name == m.name and p.country == m.country), "region" if m.region else "country")
    return Place(m.start, m.stop, m.name, m.name, m.country, m.region, kind)
