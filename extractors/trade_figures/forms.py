"""In which cases the name of a place may stand, whatever the tagger says.

In: a place's mention. Out: whether it has one form only, and its possible cases.
"""

from __future__ import annotations

from extractors.view import View
from schemas.match import Mention

RIGID = ("о", "и", "у", "е")
SOFT = "аеёиоуыэюяь"
ANY_CASE = ("nom", "gen", "dat", "acc", "ins", "loc", "")


def is_rigid(m: Mention, view: View) -> bool:
    """«в Марокко», «Джибути получило»: a name of one form, which the tagger gives any case."""
    return m.last - m.first == 1 and view.tokens[m.first].text == m.name and (m.name.endswith(RIGID) or m.name.isupper())


def cases(m: Mention, view: View) -> tuple[str, ...]:
    """The cases in which a place may stand: «в Бангладеш» has the accusative's form, whatever the tagger says."""
    if is_rigid(m, view):
        return ANY_CASE
    into = m.prep in ("в", "во", "на") and m.last - m.first == 1 and view.tokens[m.first].text == m.name and m.name[-1] not in SOFT
    return (m.case, "acc") if into else (m.case,)
