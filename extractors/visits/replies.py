"""The visit in return: «Мэр Пскова побывал в Витебске. Ответный визит запланирован на осень» → Витебск goes to Псков."""

from __future__ import annotations

from extractors.article.trip import Trip, same_side
from extractors.build import Draft
from extractors.lexicon import key
from extractors.view import View
from schemas.facts import Party
from schemas.match import Match

RETURN = {"ответный", "обратный"}
NOUNS = {"визит", "поездка", "приезд", "миссия", "бизнес-миссия"}
REACH = 8  # sentences
COMING = {"planned", "proposed", "denied"}


def sides_of_reply(match: Match, view: View, draft: Draft, trip: Trip) -> tuple[Party, Party] | None:
    """Who comes in return and where to, for a noun that names neither; None where no trip was told that it could answer."""
    token = view.tokens[match.trigger]
    told = trip.row is not None and trip.place is not None and view.index - trip.sentence <= REACH
    if match.form != "noun" or key(token.lemma) not in NOUNS or draft.get("status") not in COMING or not told:
        return None
    if not any(key(view.tokens[c].lemma) in RETURN for c in view.children[match.trigger]):
        return None
    guest = trip.place
    sides = [trip.side_of(p) for p in trip.visitors]
    back = next((p for p in sides if p is not None and guest is not None and not same_side(p, guest)), None)
    return None if guest is None or back is None else (guest, back)
