"""Rounds at home: what a governor's day in the districts of his own region tells of schools, boilers and roads is no cooperation.

«Губернатор заглянул в школу, у амбулатории его ждала заведующая» → of such an article only facts with a side from elsewhere stay.
"""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.lexicon import key, members
from schemas.facts import PARTY_SLOTS, Party

LEAD = 3  # sentences
LEAST = 5  # different words of a round
CHIEFS = ("губернатор", "глава", "врио", "раис", "аким", "хоким", "председатель облисполкома", "председатель исполкома")


def is_round(state: Discourse) -> bool:
    """Whether the lead tells of a chief of the home region, and the article speaks of schools, clinics, dwellers and repairs."""
    home = state.home
    if home is None or home.region is None:
        return False
    chief = any(
        m.type == "person" and key(m.position or "").startswith(CHIEFS) and m.region in (home.region, None)
        for view in state.views[:LEAD]
        for m in view.mentions
    )
    return chief and len(members("round") & frozenset[str]().union(*[view.words for view in state.views])) >= LEAST


def has_outsider(draft: Draft, state: Discourse) -> bool:
    """Whether a party of a draft is from another region or land than the article's home."""
    home = state.home
    parties: list[Party] = []
    for slot in PARTY_SLOTS[draft.table]:
        value = draft.get(slot)
        parties += value if isinstance(value, tuple) else [] if value is None else [value]
    return home is None or any(p.country and (p.country != home.country or (p.region is not None and p.region != home.region)) for p in parties)
