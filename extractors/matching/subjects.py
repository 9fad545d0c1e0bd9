"""Who may be the subject of a verb: number and gender agree, and a name stands in its own case."""

from __future__ import annotations

from extractors.lexicon import key, members
from extractors.view import View
from schemas.document import Token
from schemas.match import Mention

YEAR, AGENCY = 4, 4  # digits; tokens of «РИА «Новости»»


def is_declined_place(view: View, mention: Mention) -> bool:
    """«Индии» by itself: the name of a place in another case than its own is no subject."""
    alone = mention.type == "place" and mention.last - mention.first == 1 and not mention.prep and mention.parent is None
    return alone and mention.case in ("gen", "dat", "loc", "ins") and view.tokens[mention.head].text.lower() != mention.name.lower()


def is_name_of_a_fair(view: View, mention: Mention) -> bool:
    """«на ярмарке Гаваны / FIHAV 2025 и пообщался»: capitals right behind another phrase and before a year act nowhere."""
    if mention.last - mention.first != 1 or mention.first == 0 or mention.last >= len(view.tokens) or not view.tokens[mention.first].text.isupper():
        return False
    before, behind = view.tokens[mention.first - 1], view.tokens[mention.last].text
    return before.pos in ("NOUN", "PROPN", "ADJ") and behind.isdigit() and len(behind) == YEAR


def is_told_to(view: View, mention: Mention) -> bool:
    """«…», — рассказал ТАСС / глава города: an agency right behind the verb of speech whose subject follows."""
    if mention.first == 0 or mention.last - mention.first > AGENCY or key(view.tokens[mention.first - 1].lemma) not in members("speech"):
        return False
    return any(m.first == mention.last and m.type == "person" and not m.prep and m.may_be("nom") for m in view.mentions)


def of_other_number(verb: Token, pronoun: Token) -> bool:
    """Whether «который» cannot be the subject of a verb: «меморандум, который подписали», «соглашение, которое подписала»."""
    feats, own = verb.feats, pronoun.feats
    if feats.form != "fin" or not feats.number or not own.number:
        return False
    return feats.number != own.number or (feats.tense == "past" and feats.number == "sing" and bool(own.gender) and feats.gender not in ("", own.gender))


def agrees(verb: Token, noun: Token, mention: Mention) -> bool:
    """Number and, in the past, gender of verb and subject; lists and quantities are let through."""
    feats = verb.feats
    if mention.lemma in ("кто", "который", "я", "мы") or not feats.number or not mention.number:
        return True
    if feats.number == "plur":
        return True
    if mention.number == "plur" and noun.pos != "PROPN" and feats.number == "sing" and feats.gender != "neut":
        return False
    common = bool(mention.kind) and not noun.text.isupper()  # «парк», «компания»: the head noun's own gender; a name has none that is sure
    gendered = (
        feats.tense == "past"
        and feats.gender
        and noun.feats.gender
        and (common or mention.type not in ("person", "organization", "government"))
        and mention.type != "person"
    )
    if gendered and feats.gender != noun.feats.gender:
        return mention.cases == () or (feats.gender == "neut" and mention.number == "plur")
    return True
