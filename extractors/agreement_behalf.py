"""For whom persons sign, told beside them: «со стороны Тувы … подписала …», «от имени правительства», «за Россию — …»."""

from __future__ import annotations

from dataclasses import replace

from extractors.discourse import Discourse
from extractors.lexicon import key
from extractors.view import View
from schemas.match import Match, Mention

BEHALF, SIGNING = {"сторона", "от"}, {"place", "organization", "government"}


def on_behalf(match: Match, state: Discourse) -> list[Mention]:
    """«со стороны Тувы … подписала …, со стороны Хакасии — …», «от региона … от провинции»: those for whom persons sign."""
    view = state.views[match.sentence]
    found: list[Mention] = []
    for i, token in enumerate(view.tokens) if not BEHALF.isdisjoint(view.words) else ():
        if key(token.text) == "сторона" or (key(token.text) == "стороны" and i and key(view.tokens[i - 1].text) in ("со", "с")):
            place = next((m for m in view.mentions if m.first == i + 1 and (m.country or m.type)), None)
            found += [] if place is None else [_place_of(place, view)]
        elif key(token.text) == "от" and i + 1 < len(view.tokens):
            own = i + (2 if view.lemmas[i + 1] == "имя" else 1)  # «от имени правительства»
            body = next((m for m in view.mentions if m.first == own and (own > i + 1 or m.parent is None) and m.type in SIGNING), None)
            route = body is not None and "до" in (key(t.text) for t in view.tokens[body.last : body.last + 2])  # «от Валево до границы»
            found += [] if body is None or route else [body]
    if not found and "за" in view.words:  # «за Россию … за Кубу»
        both = [m for m in view.mentions if m.prep == "за" and m.case == "acc" and m.type in SIGNING and m.parent is None]
        return both if len(both) > 1 and _signed_by_person(match) else []
    return found if len(found) >= 2 or (found and _signed_by_person(match)) else []


def across_the_table(match: Match, view: View) -> list[Mention]:
    """«с российской стороны подпись поставил А, с иранской — Б»: those told behind a dash, whose verb is left out."""
    if "сторона" not in view.lemmas and "стороны" not in view.words:
        return []
    found = []
    for m in view.mentions:
        at = m.first - 1
        dashed = m.parent is None and not m.prep and m.type in SIGNING | {"person"} and at > 2 and view.tokens[at].text in ("—", "–", "-")
        if dashed and view.tokens[at - 1].pos in ("ADJ", "DET") and view.tokens[at - 2].text.lower() in ("с", "со", "от") and m.first > match.trigger:
            found.append(m)
    return found


def _place_of(mention: Mention, view: View) -> Mention:
    """«Убсунура — Ганзориг Бат» taken for a person: the place alone."""
    return mention if mention.type != "person" else replace(mention, type="place", position=None)


def _signed_by_person(match: Match) -> bool:
    return any(f.mention.type == "person" for f in match.slots.get("parties", ()))
