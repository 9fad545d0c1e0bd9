"""Partners told one behind the other, each with a preposition of its own: «с банком о гарантиях, с Тувой – о селекции, а также с вузом».

In: a sentence and the token behind which the list begins. Out: each partner or pair with what its paper is about.
"""

from __future__ import annotations

from extractors.agreements.lists import ABOUT, DASHES, SIGNERS, WITH
from extractors.view import View
from schemas.match import Mention

JOINTS = frozenset({",", ";", "и", "также"})
TAIL = 6  # tokens behind a subject that still belong to it: «о поддержке экспортёров на рынке Китая»

Item = tuple[tuple[Mention, ...], Mention | None]


def chain(view: View, at: int) -> list[Item]:
    """The partners of a list that begins at a token, each with its subject; [] where it begins with none."""
    found: list[Item] = []
    for i, m in enumerate(view.mentions):
        if m.parent is not None or m.first < at:
            continue
        if m.prep in ABOUT and found and found[-1][1] is None and _is_close(view, at, m.first - 1):
            found[-1], at = (found[-1][0], m), m.last
        elif m.prep in WITH or m.prep == "между":
            if m.type not in SIGNERS or m.bare or view.texts[m.first - 1].lower() not in WITH | {"между"} or not _goes_on(view, at, m, bool(found)):
                break
            pair = tuple(n for n in view.mentions if n.conjunct_of == i) if m.prep == "между" else ()
            if m.prep == "между" and len(pair) != 1:
                break
            found.append(((m, *pair), None))
            at = max(n.last for n in (m, *pair))
    return found


def _is_close(view: View, at: int, first: int) -> bool:
    """Whether a subject stands right behind its partner, or behind a dash."""
    return first == at or (first == at + 1 and view.texts[at] in DASHES)


def _goes_on(view: View, at: int, m: Mention, listed: bool) -> bool:
    """Whether a partner begins the list or is joined to the one before, no verb between."""
    between = view.texts[at : m.first - 1]
    if not listed:
        return not between
    return bool(between) and len(between) <= TAIL and between[-1].lower() in JOINTS and not view.verbs_between(at - 1, m.head)
