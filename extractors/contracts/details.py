"""Details of a deal told before: «Контракт предусматривает строительство трёх мостов» gives a bare paper its content, and repeats one that has its own."""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.build import DATES, Draft
from extractors.contracts.status import antecedent
from extractors.lexicon import classes_of, key
from extractors.phrases.words import PRONOUNS
from schemas.match import Match

NEAR = 3  # sentences
SUM = ("amount", "currency", "bound")
WORKS = {"construction", "service", "investment"}


def of_paper(match: Match, state: Discourse) -> bool:
    """«Контракт предусматривает», «Он предполагает» behind a sentence on a contract, «контракт, который предусматривает»: a paper of a deal."""
    paper, view = match.slots["document"][0].mention, state.views[match.sentence]
    if key(paper.lemma) == "который":
        meant = antecedent(paper, view)
        return meant is not None and "contract_noun" in classes_of(meant.lemma)
    if paper.lemma not in PRONOUNS:
        return True
    before = state.views[view.index - 1].mentions if view.index else ()
    return paper.first == 0 and any("contract_noun" in classes_of(m.lemma) and not m.prep and m.number == "sing" for m in before)


def is_detail(draft: Draft, kept: list[Draft], state: Discourse) -> bool:
    """Whether a telling of what a paper provides only repeats the deal before it, which then gets its sum; a bare paper before it is taken into it."""
    if draft.match.rule != "contracts.provide":
        return False
    own = state.views[draft.match.sentence].sentence
    known = next((d for d in reversed(kept) if 0 < draft.match.sentence - d.match.sentence <= NEAR and d.columns["status"] != "denied"), None)
    if known is None or any(own.start <= p.start < own.stop and p.type != "place" for s in ("suppliers", "customers") for p in draft.columns[s]):
        return False
    if not known.columns.get("goods") and known.match.rule in ("contracts.sign", "contracts.agree"):
        if known.columns["suppliers"] and known.columns["customers"]:
            _take_in(known, draft)
            kept.remove(known)
        return False
    if not (draft.columns["kind"] in WORKS and known.columns["kind"] in WORKS and known.columns["suppliers"]):
        return False
    if known.columns.get("amount") is None and draft.columns.get("amount") is not None:
        known.columns.update({name: draft.columns.get(name) for name in SUM})
    return True


def _take_in(paper: Draft, draft: Draft) -> None:
    """A paper's sides, status and day go to what it provides; on works the side of their land orders them."""
    sides = [paper.columns["suppliers"], paper.columns["customers"]]
    lands = {p.country for p in draft.columns["customers"] if p.type == "place" and p.country}
    countries = [{p.country for p in side} for side in sides]
    if draft.columns["kind"] in WORKS and lands and countries[0] == lands and None not in countries[1] and not countries[1] & lands:
        sides.reverse()
    draft.columns.update(suppliers=sides[0], customers=sides[1], status=paper.columns["status"])
    draft.found.add("discourse")
    if draft.columns.get("date") is None:
        draft.columns.update({name: paper.columns.get(name) for name in DATES})
    if draft.columns.get("amount") is None and paper.columns.get("amount") is not None:
        draft.columns.update({name: paper.columns.get(name) for name in SUM})
