"""Whose talk a noun tells: guards of «встреча», «переговоры», «беседа», with the sides in their phrase, around their verb, or left out."""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.lexicon import key, members
from extractors.meetings.gatherings import LASTING, held_between
from extractors.view import View
from schemas.match import Match, Mention

SCHEDULED = {
    "запланировать", "предусмотреть", "наметить", "назначить", "планироваться", "предусматриваться", "предстоять", "ожидаться", "готовить", "готовиться", "планировать",
    "намечать", "намечаться", "наметиться",
}  # fmt: skip
SETTINGS = frozenset(("ход", "время", "итог", "рамка", "результат", "завершение", "окончание"))


def unsided(match: Match, state: Discourse) -> bool:
    """«Состоялась встреча», «говорили на встрече в Минске»: a talk of which the phrase tells no side, held in its own clause or beside those who act."""
    view = state.views[match.sentence]
    own = view.mention_at(match.trigger)
    if own is None or own.last > match.trigger + 1:
        return False
    if own.parent is not None:  # «В ходе переговоров A и B поручили …»
        outer = view.mentions[own.parent]
        return bool(outer.prep) and outer.parent is None and key(outer.lemma) in SETTINGS
    if own.prep in ("на", "в", "во"):
        return True
    over = [key(view.tokens[i].lemma) for i in view.ancestors(match.trigger)[:1]]
    return not own.prep and any(lemma in members("happening") or lemma in SCHEDULED | LASTING for lemma in over)


def told_sides(match: Match, state: Discourse) -> bool:
    """Not «в ходе беседы главы МИД обсудили …»: of a talk that only says when, somebody is told by more than a bare post; no press officer takes part."""
    view = state.views[match.sentence]
    sides = [f.mention for name in ("participants", "partners") for f in match.slots.get(name, ())]
    own = next((m for m in view.mentions if m.first <= match.trigger < m.last and m.parent is None), None)
    setting = own is not None and key(own.lemma) in SETTINGS and own.prep
    return not (setting and not match.slots.get("partners") and all(m.bare and m.country is None for m in sides))


def own_sides(match: Match, state: Discourse) -> bool:
    """The sides belong to the noun itself: «после переговоров делегация осмотрела порт» tells no sides of the talks; «между A и B состоялись переговоры» does."""
    view = state.views[match.sentence]
    if any(_put_first(f.mention, match, view) or _put_behind(f.mention, match, view) for f in match.slots.get("partners", ())):
        return True
    fillers = [f for name in ("participants", "partners") for f in match.slots.get(name, ())]
    return any(
        f.found in ("child", "subtree") or f.mention.prep == "при_участие" or (f.mention.prep == "между" and held_between(f.mention, match, view))
        for f in fillers
    )


def _put_first(mention: Mention, match: Match, view: View) -> bool:
    """«С министром Лосевым встреча назначена на 29-е»: the partner stands before the talk that is the subject."""
    own = view.mention_at(match.trigger)
    near = 0 <= match.trigger - mention.last <= 2 and mention.first <= 2 and mention.prep in ("с", "со") and mention.parent is None
    return near and own is not None and own.case == "nom" and not own.prep


def _put_behind(mention: Mention, match: Match, view: View) -> bool:
    """«Разговор предстоит завтра руководству порта / с корпорацией Харбина», «Беседа была у него / с премьером»: with whom stands behind the verb."""
    own, verb = view.mention_at(match.trigger), view.tokens[match.trigger].head
    near = next((i for i in range(match.trigger + 1, min(match.trigger + 3, len(view.tokens))) if view.tokens[i].feats.form == "fin"), verb)
    verb = near if view.lemmas[near] == "быть" else verb
    lemma = key(view.tokens[verb].lemma) if verb > match.trigger else ""
    held = own is not None and own.case == "nom" and (lemma in SCHEDULED or (lemma in members("happening") | {"быть"} and mention.type == "person"))
    return held and mention.prep in ("с", "со") and mention.first > verb and not view.verbs_between(verb, mention.head)
