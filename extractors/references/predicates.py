"""Who «первая страна», «единственное предприятие» is said of: «Куба — первая страна, подписавшая контракт» → Куба."""

from __future__ import annotations

from extractors.lexicon import key
from extractors.view import View
from schemas.match import Mention

DASHES = frozenset({"—", "–", "-"})
COPULAS = frozenset({"стать", "становиться", "являться", "остаться", "оставаться", "оказаться", "быть"})
BODIES = frozenset({"organization", "government", "group", "place"})


def subject_of(predicate: Mention, view: View) -> Mention | None:
    """The named body or place of which a description without a name is said; None where it is no predicate."""
    if predicate.prep or predicate.parent is not None or predicate.first < 2 or any(c.isupper() for c in predicate.name):
        return None
    if "совместный" in view.lemmas[predicate.first : predicate.last]:
        return None  # what two have founded
    link = predicate.first - 1
    if view.texts[link] in DASHES:
        if not predicate.may_be("nom"):
            return None
    elif predicate.case != "ins" or key(view.lemmas[link]) not in COPULAS:
        return None
    named = (m for m in view.mentions if m.last <= link and m.parent is None and m.type in BODIES and not m.prep and m.may_be("nom"))
    subject = next((m for m in named if any(c.isupper() for c in m.name)), None)
    if subject is None or subject.conjunct_of is not None or (view.texts[link] in DASHES and subject.last != link and view.texts[link - 1] != ")"):
        return None  # «осмотрел завод «Лён», 12 ноября – порт»
    if view.verbs_between(subject.last - 1, link) > 0 or view.breaks_between(subject.last - 1, link) > 1:
        return None
    return subject if subject.number in ("", predicate.number) or predicate.number != "plur" else None


def told_behind(mention: Mention, view: View) -> Mention | None:
    """«готовятся принять / гостей: делегация Витебска прилетит в мае»: whom the clause behind a colon names as coming."""
    colon = view.texts.index(":", mention.last) if ":" in view.texts[mention.last :] else 0
    if not colon or view.verbs_between(mention.head, colon):
        return None
    return next((m for m in view.mentions if m.first > colon and m.case == "nom" and m.type in ("group", "person") and m.country and m.parent is None), None)
