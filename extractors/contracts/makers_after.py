"""Makers told behind a deal: «На Кубу отправили 12 тепловозов. / Машины собраны на заводе «Кречет».

In: the drafts of deals in text order. Out: the same, the maker as supplier where no other is told; a making that only names the maker is no deal.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.contracts.parties import resolve
from extractors.lexicon import key, members
from extractors.phrases.words import PRONOUNS
from extractors.references.goods import GENERAL
from extractors.view import View
from schemas.match import Filler, Mention

REACH = 2  # sentences
MADE = {
    "изготовить", "изготавливать", "изготавливаться", "произвести", "производить", "производиться", "выпустить", "выпускать", "выпускаться", "собрать", "собирать",
    "собираться", "построить", "строить", "строиться", "возвести", "возводить", "сделать", "сшить",
}  # fmt: skip


def name_makers(drafts: Sequence[Draft], state: Discourse) -> list[Draft]:
    """Give deals without a supplier the maker of their goods that a sentence behind them names."""
    open_ones = [d for d in drafts if _lacks_maker(d) and d.columns.get("goods") and _goes(d)]
    named: set[int] = set()
    for view in state.views if open_ones else ():
        if MADE.isdisjoint(view.lemmas):
            continue
        near = [d for d in open_ones if 0 < view.index - d.match.sentence <= REACH and _lacks_maker(d)]
        maker = _maker(near[-1], view) if near else None
        found = resolve([Filler(maker, "clause")], near[-1], state) if maker is not None else ()
        if found and not {p.entity_id for p in found} & {p.entity_id for slot in SIDES for p in near[-1].columns[slot]}:
            signer = near[-1].columns["suppliers"]
            near[-1].columns.update(suppliers=found, customers=near[-1].columns["customers"] or signer)
            near[-1].found.add("discourse")
            named.add(view.index)
    return [d for d in drafts if not (d.match.sentence in named and d.match.rule in MAKING_RULES and not d.columns["customers"])]


def _lacks_maker(draft: Draft) -> bool:
    """A deal told with its buyer only, or a paper with one who signs it and may be either side."""
    sold, bought = (draft.columns[slot] for slot in SIDES)
    if bought or draft.match.rule != "contracts.sign":
        return bool(bought) and not sold
    why = str((draft.columns.get("sides_by") or {}).get("suppliers", ""))
    return not sold or (len(sold) == 1 and why.startswith("a side of the deal"))


SIDES = ("suppliers", "customers")
MAKING_RULES = {"contracts.make", "contracts.build"}


def _goes(draft: Draft) -> bool:
    return draft.columns["kind"] in ("supply", "purchase", "construction", "other") and draft.columns["status"] not in ("denied", "proposed")


def _maker(draft: Draft, view: View) -> Mention | None:
    """Who makes what the deal is about: the house in which it is made, the instrument of a passive, the subject."""
    for i, token in enumerate(view.tokens):
        if token.pos != "VERB" or key(token.lemma) not in MADE or not any(_is_ware(m, draft, i, view) for m in view.mentions):
            continue
        bodies = [m for m in view.mentions if m.type == "organization" and not m.bare and m.parent is None and view.verbs_between(i, m.head) == 0]
        inside = [m for m in bodies if m.prep in ("на", "в") and m.case == "loc" and m.first > i]
        agents = [m for m in bodies if not m.prep and m.may_be("ins" if token.feats.form == "part" else "nom")]
        if found := (inside or agents):
            return found[0]
    return None


def _is_ware(m: Mention, draft: Draft, verb: int, view: View) -> bool:
    """Whether a phrase beside the verb takes up the goods: the same word, a general one, a pronoun."""
    if m.prep or m.parent is not None or m.type or abs(m.head - verb) > REACHED or view.breaks_between(min(m.head, verb), max(m.head, verb)):
        return False
    lemma = key(m.lemma)
    return lemma in PRONOUNS or lemma == draft.columns.get("goods_head") or lemma in GENERAL or lemma in members("vague_goods")


REACHED = 7  # tokens between the ware and its verb
