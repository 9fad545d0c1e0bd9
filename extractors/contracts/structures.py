"""What is built that no lexicon of structures has: «построят типографию», «возведёт солодовню»."""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.lexicon import classes_of, key
from schemas.match import Match


def erected(match: Match, state: Discourse) -> bool:
    """«построят типографию», «солодовню»: a thing that stands somewhere, told of no lexicon of structures; no ship, no ware, and nothing that is thought."""
    view, thing = state.views[match.sentence], match.slots["goods"][0].mention
    classes = classes_of(thing.lemma)
    if match.slots["goods"][0].found not in ("child", "shared") or match.form not in ("active", "infinitive") or thing.type in ("person", "place"):
        return False
    if (
        classes & {"structure", "ware", "no_goods", "aspect", "container"}
        or key(thing.lemma).endswith(THOUGHT)
        or view.tokens[thing.head].feats.number == "plur"
    ):
        return False
    if not SHARING.isdisjoint(view.words) or (thing.may_be("nom") and any(f.mention.may_be("acc") for f in match.slots["suppliers"])):
        return False  # «на паритетных началах построят сыродельню», «корпус построит верфь»: who builds what is open
    return any(f.mention.type == "place" for f in match.slots.get("customers", ())) and all(f.found != "discourse" for f in match.slots["suppliers"])


SHARING = frozenset({"совместно", "вместе", "паритетный", "пополам", "сообща", "поровну", "доля", "пай"})
THOUGHT = (
    "ость", "ение", "ание", "ация", "ство", "изм", "ика", "сть", "логия", "план", "мир", "союз", "камень", "система", "модель", "политика", "диалог", "путь", "фундамент", "основа",
)  # fmt: skip
