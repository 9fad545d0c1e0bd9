"""What a pronoun or a member says which body is meant: «площадка, которую строят пополам», «участник консорциума»."""

from __future__ import annotations

from extractors.lexicon import classes_of
from extractors.view import View
from schemas.match import Mention

CLOSE = 4  # tokens


def body_named(mention: Mention, view: View) -> Mention:
    """«площадка, которую / строят пополам» → площадка; any other body is named where it stands."""
    if mention.lemma != "который":
        return mention
    named = (m for m in reversed(view.mentions) if m.last < mention.first and m.parent is None and m.number == view.tokens[mention.head].feats.number)
    return next((m for m in named if mention.first - m.last <= CLOSE), mention)


def shared_with(member: Mention, view: View) -> Mention | None:
    """«участником / консорциума вузов», «стороной / соглашения о рейсах»: what one belongs to; None where it is neither a paper nor a body of several."""
    own = view.mentions.index(member)
    inside = (m for m in view.mentions if m.parent == own and m.case == "gen" and not m.prep)
    return next((m for m in inside if m.kind == "document" or not classes_of(m.lemma).isdisjoint({"union", "own_body"})), None)
