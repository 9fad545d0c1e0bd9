"""Whose trade a number tells of: reporter and partner, from the words between the numbers, the list, the article."""

from __future__ import annotations

from extractors.discourse import Discourse
from extractors.figures import Figure, is_line, side_markers
from extractors.view import View
from schemas.match import Mention
from schemas.values import Place


def sides_of(figure: Figure, view: View, state: Discourse, left: int, right: int, last: Figure | None, previous: Figure | None) -> tuple[Place, ...]:
    """Reporter and partner: from the words between the numbers, then from the list, then from the article."""
    near = _places(figure, state, left, right)
    if last is None and left <= view.tokens[figure.measure.index].start:
        near = _places(figure, state, view.sentence.start, right)
    if is_line(view, view.token_at(figure.number.start)):
        near = [(p, "partner") for p, _ in near[:1]] + near[1:]
    partner = next((p for p, role in near if role == "partner"), None)
    reporter = next((p for p, role in near if role == "reporter" and not _same(p, partner)), None)
    partners = [p for p, role in near if role == "partner"]
    if reporter is None and len(partners) > 1 and _apart(partners[0], partners[1]):
        reporter, partner = partners[0], partners[1]
    extra = [p for p, role in near if role == "reporter" and not _same(p, reporter) and not _same(p, partner) and not _inside(p, reporter)]
    if partner is None and extra:
        partner = extra[0]
    if reporter is None and last is not None and last.sides:
        reporter = next((p for p in last.sides if not _same(p, partner)), None)
        figure.found.add("shared")
    if partner is None and last is not None and len(last.sides) > 1:
        partner = next((p for p in last.sides if not _same(p, reporter)), None)
        figure.found.add("shared")
    known = (previous.sides if previous else ()) + state.sides
    figure.assumed = (reporter is None) + (partner is None)
    if reporter is None and partner is None and previous is not None and len(previous.sides) > 1:
        figure.found.add("discourse")
        return previous.sides
    if (
        reporter is None
        and previous is not None
        and len(previous.sides) > 1
        and not _same(previous.sides[0], partner)
        and not _inside(previous.sides[0], partner)
    ):
        reporter = previous.sides[0]
        figure.found.add("discourse")
    if reporter is None:
        home = lifted(state.home, state)
        reporter = (
            home
            if home is not None and not _same(home, partner) and not _inside(home, partner)
            else next((p for p in known if not _same(p, partner) and not _inside(p, partner)), None)
        )
        figure.found.add("discourse")
    if partner is None:
        partner = next((p for p in known if not _same(p, reporter) and not _inside(p, reporter)), None)
        figure.found.add("discourse")
    return tuple(p for p in (lifted(reporter, state), lifted(partner, state)) if p is not None)


def lifted(place: Place | None, state: Discourse) -> Place | None:
    """A town → its region, or abroad its country, where the article names it: customs count the trade of regions, not of towns."""
    if place is None or place.kind != "town":
        return place
    named = state.document.places
    region = next((p for p in named if p.region == place.region and p.kind == "region"), None) if place.region else None
    abroad = state.home is not None and state.home.country != place.country
    return region or (next((p for p in named if p.country == place.country and p.kind == "country"), None) if abroad else None) or place


def _same(a: Place | None, b: Place | None) -> bool:
    return a is not None and b is not None and (a.country, a.region) == (b.country, b.region)


def _apart(a: Place, b: Place | None) -> bool:
    return not _same(a, b) and not _inside(a, b)


def _inside(a: Place, b: Place | None) -> bool:
    """Whether one is a part of the other: a region and its own country are no two sides."""
    return b is not None and a.country == b.country and (not a.region or not b.region)


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
                if role and r.country:
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
