"""Groups of two sides told by one noun: «предприниматели Омска и Павлодара», «представители российских и белорусских предприятий»."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.lexicon import key
from extractors.view import View
from schemas.match import Filler, Mention, replace

LEADERSHIP = {"руководство", "правительство", "администрация", "министерство"}


def several(fillers: Iterable[Filler], view: View) -> list[Filler]:
    """«предприниматели Омска и Павлодара» → the entrepreneurs of the one and of the other."""
    found: list[Filler] = []
    for filler in fillers:
        m = filler.mention
        if pair := _of_two_places(m, view):
            found += [Filler(one, filler.found) for one in pair]
            continue
        own = view.mentions.index(m) if m in view.mentions else -1
        inner = _joined([p for p in view.mentions if p.parent == own and p.case == "gen" and p.type in ("place", "organization", "government")], m, view)
        inner = [p for k, p in enumerate(inner) if not k or p.first > inner[k - 1].last]  # «правительство города Хэйхэ / КНР» is one
        unnamed = any(p.bare and not p.country and p.type != "place" for p in inner)  # «руководители турецких министерств и ведомств» are one group
        if len(inner) < 2 or unnamed or m.type not in ("group", "government") or (m.number != "plur" and key(m.lemma) not in LEADERSHIP):
            found.append(filler)
            continue
        head = " ".join(m.name.split()[: len(_words(view, m.first, inner[0].first).split())])  # in the nominative, however long
        found += [
            Filler(replace(m, name=f"{head} {_words(view, p.first, p.last)}", country=p.country, region=p.region, start=p.start, stop=p.stop), filler.found)
            for p in inner
        ]
    return found


def _joined(inner: list[Mention], group: Mention, view: View) -> list[Mention]:
    """The owners of a group, and one more behind «и» that was taken for a phrase of its own."""
    after = next((p for p in view.mentions if p.first == group.last + 1 and p.parent is None and p.case == "gen" and p.type == "place"), None)
    if inner and after is not None and key(view.tokens[group.last].text) == "и":
        inner = [*inner, after]
    return inner if {p.type for p in inner} <= {"place"} or any(key(t.text) == "и" for t in view.tokens[group.first : group.last]) else []


def _words(view: View, first: int, last: int) -> str:
    """The words of some tokens as they stand, one space where the text has any."""
    tokens = view.tokens[first:last]
    return "".join(t.text + (" " if i + 1 < len(tokens) and tokens[i + 1].start > t.stop else "") for i, t in enumerate(tokens))


def _of_two_places(m: Mention, view: View) -> list[Mention]:
    """«представители тверского и витебского бизнеса» → those of the one and those of the other business; [] for any other group."""
    if m.type != "group":
        return []
    inside = [p for p in view.places if p.form == "adjective" and p.country and m.start < p.start and p.stop <= m.stop]
    if len(inside) != 2 or (inside[0].country, inside[0].region) == (inside[1].country, inside[1].region):
        return []
    a, b = (view.token_at(p.start) for p in inside)
    if b != a + 2 or view.texts[a + 1] != "и" or b + 1 >= m.last or a != m.first + 1:
        return []
    rest = _words(view, b + 1, m.last)
    names = [f"{m.name.split()[0]} {_words(view, i, i + 1)} {rest}" for i in (a, b)]
    return [replace(m, name=name, country=p.country, region=p.region, start=p.start, stop=p.stop) for name, p in zip(names, inside, strict=True)]
