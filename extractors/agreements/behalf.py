"""For whom persons sign, told beside them: «со стороны Тувы … подписала …», «от имени правительства», «за Россию — …»."""

from __future__ import annotations

from dataclasses import replace

from extractors.article.discourse import Discourse
from extractors.lexicon import classes_of, key
from extractors.view import View
from schemas.match import Match, Mention

TALKS = {"переговоры", "встреча", "беседа", "визит", "консультация"}
BEHALF, SIGNING = {"сторона", "от"}, {"place", "organization", "government"}
MEETING = SIGNING | {"person", "group"}


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
            land = next((p for p in view.places if p.stop == view.tokens[at - 1].stop and not m.country), None)
            found.append(m if land is None else replace(m, country=land.country, region=land.region, bare=False))
    return found


def in_person(match: Match, view: View) -> list[Mention]:
    """«вуз в лице ректора Ивана Лиса и палата в лице президента подписали …»: the bodies before «в лице», of which the list of signers keeps the first alone."""
    if "лицо" not in view.words:
        return []
    before = (m for m in view.mentions if m.type in SIGNING and not m.prep and (not m.case or m.may_be("nom")) and _outer(m, view))
    found = [m for m in before if view.texts[m.last : m.last + 2] == ["в", "лице"] and not view.verbs_between(m.last, match.trigger)]
    return found if len(found) > 1 else []


def _outer(mention: Mention, view: View) -> bool:
    """A phrase of its own, or one that «в лице ректора» before it has swallowed."""
    return mention.parent is None or view.mentions[mention.parent].lemma == "лицо"


def of_talks(match: Match, view: View) -> list[Mention]:
    """«Итогом переговоров Тулы и Перу стало подписание …», «Итог визита делегации Тулы в Перу – …»: the two whose talks end with the paper."""
    if match.form != "noun" and match.rule != "agreements.become_document":
        return []
    for i, word in enumerate(view.lemmas[: match.trigger]):
        if word in TALKS:
            near = [m for m in view.mentions if i < m.first <= i + 9 and m.type in MEETING and m.last <= match.trigger and (m.prep or m.case in ("gen", ""))]
            outer = [m for m in near if not any(o is not m and o.first <= m.first and m.last <= o.last for o in near)]
            if len(outer) != 2 or outer[0].prep or outer[0].first != i + 1:
                return []
            between, (first, second) = view.texts[outer[0].last : outer[1].first], outer
            with_ = second.prep in ("с", "со") and between[-1:] == [second.prep]
            into = second.prep in ("в", "во", "на") and second.type == "place" and first.type != "place" and len(between) == 1
            return outer if (between == ["и"] and first.type != "person") or with_ or into else []
    return []


def before_colon(match: Match, view: View) -> list[Mention]:
    """«Югра – Узбекистан: подписан протокол», «Завод и банк стали партнёрами: подписано соглашение»: the two of whom the clause before the colon is."""
    colon = next((i for i, text in enumerate(view.texts[: match.trigger]) if text == ":"), None)
    if colon is None or match.form != "passive":
        return []
    told = [m for m in view.mentions if m.type in SIGNING and m.parent is None and m.last <= colon and not m.prep and (not m.case or m.may_be("nom"))]
    joined = len(told) == 2 and view.texts[told[0].last : told[1].first] in (["и"], ["–"], ["—"], ["-"])
    return told if joined and not any(m.bare for m in told) else []


def press_owner(match: Match, view: View) -> list[Mention]:
    """«Соглашение с банком подписано, сообщает пресс-служба порта»: the body whose press service tells that its paper is signed."""
    if match.form != "passive" or "parties" in match.slots:
        return []
    press = {i for i, m in enumerate(view.mentions) if "press" in classes_of(m.lemma)}
    return [m for m in view.mentions if m.parent in press and m.case in ("gen", "") and m.type in SIGNING and not m.bare][:1]


def _place_of(mention: Mention, view: View) -> Mention:
    """«Убсунура — Ганзориг Бат» taken for a person: the place alone."""
    return mention if mention.type != "person" else replace(mention, type="place", position=None)


def _signed_by_person(match: Match) -> bool:
    return any(f.mention.type == "person" for f in match.slots.get("parties", ()))
