"""Which noun a participle modifies: «делегация, прибывшая …», «предприятие в России, поставившее …»."""

from __future__ import annotations

from extractors.view import View
from schemas.document import Feats
from schemas.match import Mention


def modified(view: View, t: int, mention: Mention) -> bool:
    """Whether a participle modifies a mention: «делегация, прибывшая …», «подписанное соглашение»."""
    if view.tokens[t].head == mention.head or (mention.core is not None and mention.core[0] <= t < mention.core[1]):
        return True
    last = mention.last
    if mention.prep and mention.core is not None and mention.core[1] <= t and _other_gender(view, t, mention):
        return False  # «предприятие в России, поставившее»
    free = mention.parent is None or (mention.type == "person" and mention.case == view.tokens[t].feats.case)  # «встреча Анны Лис и Ивана Лося, прибывшего …»
    if not free or view.verbs_between(last - 1, t):
        return False
    if last <= t <= last + 2 and view.breaks_between(last - 1, t) <= 1:
        return mention.number in ("", view.tokens[t].feats.number)
    return not mention.prep and 0 < t - last <= OVER and _same_form(view.tokens[t].feats, view.tokens[mention.head].feats) and "," in view.texts[last:t]


OVER = 8  # tokens over which a participle agrees with its noun: «делегацию Тулы, во главе с мэром Анной Лис / приехавшую»


def _same_form(own: Feats, noun: Feats) -> bool:
    return own.number == noun.number == "sing" and own.case == noun.case and own.gender == noun.gender != ""


def _other_gender(view: View, t: int, mention: Mention) -> bool:
    own, told = view.tokens[t].feats, view.tokens[mention.head].feats
    return own.number == told.number == "sing" and "" not in (own.gender, told.gender) and own.gender != told.gender
