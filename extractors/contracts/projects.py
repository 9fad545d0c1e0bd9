"""Projects: what is carried out, stopped or paid for where words say «реализация проекта»."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.article.discourse import Discourse
from extractors.contracts.lands import apart, codes, codes_near
from extractors.lexicon import classes_of, key
from extractors.view import View
from schemas.match import Filler, Match, Mention


def project_behind(noun: Mention, view: View) -> Mention | None:
    """«реализация / проекта», «осуществление / совместных инвестпроектов»: the project that such a noun carries out."""
    if "carrying" not in classes_of(noun.lemma):
        return None
    behind = (m for m in view.mentions if noun.head < m.first <= noun.head + 2 and not m.prep)
    return next((m for m in behind if "project" in classes_of(key(m.lemma))), None)


def meant(fillers: Iterable[Filler], view: View) -> list[Filler]:
    """Fillers of a slot, with the project for the noun that carries it out, and the work itself for «работы по …»."""
    return [Filler(found, f.found) if (found := project_behind(f.mention, view) or work_behind(f.mention, view)) is not None else f for f in fillers]


def work_behind(noun: Mention, view: View) -> Mention | None:
    """«работы / по ремонту мостов Армении»: what is worked on."""
    if "works" not in classes_of(noun.lemma):
        return None
    behind = (m for m in view.mentions if m.prep == "по" and noun.head < m.first <= noun.head + 2)
    return next((m for m in behind if key(m.lemma).endswith(("ение", "ание")) or {"service_act", "construction_act"} & classes_of(m.lemma)), None)


def is_work(noun: Mention, view: View) -> bool:
    """«работы / по электрификации», «реализация проекта», «инвестпроект»: works told by what they are, and projects."""
    classes = classes_of(noun.lemma)
    if "works" in classes:
        inside = {c for lemma in view.lemmas[noun.head + 1 : noun.head + 4] for c in classes_of(lemma)}
        return bool(inside & {"service_act", "construction_act"})
    return "project" in classes or project_behind(noun, view) is not None


def by_strangers(match: Match, state: Discourse) -> bool:
    """Whether those who stop works come from elsewhere than where these are, or, where that is not told, than the article; no police, no court."""
    view = state.views[match.sentence]
    ours = codes(match, state, "actors")
    theirs = codes(match, state, "place") or {c for f in match.slots["dropped"] for c in codes_near(f.mention, view)} - ours
    home = state.home.country if state.home else None
    if ours and theirs:
        return apart(ours, theirs)
    if ours:
        return home is not None and all(c.split("-")[0] != home for c in ours)
    named = all(f.mention.type == "organization" and any(map(str.isupper, f.mention.name)) for f in match.slots["actors"])
    return named and any(c.split("-")[0] != home for c in theirs)


def of_papers(match: Match) -> bool:
    """Whether what was dropped is a paper or a purchase, and no work."""
    return any({"contract_noun", "purchase_act"} & classes_of(f.mention.lemma) for f in match.slots["dropped"])
