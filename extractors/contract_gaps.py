"""Deals told by a number alone: «Кубе — 50 тракторов, а Никарагуа — 20», «до конца года отгрузят ещё 10».

What the sentence leaves out is in the deal told before it: goods, seller, and for «ещё 10» the buyer too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from extractors.build import Draft, start_draft
from extractors.contract_goods import goods_of
from extractors.contract_sides import resolve
from extractors.discourse import Discourse
from extractors.frames import frames
from extractors.lexicon import key, members
from extractors.status import status_of
from extractors.triggers import verb_form
from extractors.view import View
from schemas.match import Filler, Mention

SIDES = ("organization", "government", "place", "group")
RULES = ("supply", "send", "buy", "receive", "arrive", "order", "give", "make")
SEPARATORS = {",", ";", "а", "и"}
DASHES = {"—", "–", "-"}
COPIED = ("kind", "suppliers", "customers", "goods", "goods_head", "vague_goods", "unit")
NUMBERS = {
    "один": 1, "два": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10, "одиннадцать": 11, "двенадцать": 12,
    "пятнадцать": 15, "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "сто": 100, "двести": 200, "триста": 300, "пятьсот": 500, "столько": 0,
}  # fmt: skip
REACH = 3


def gapped(drafts: Sequence[Draft], state: Discourse) -> list[Draft]:
    """Drafts in text order → the further deals that only a number or a recipient tells."""
    told = [d for d in drafts if d.columns["kind"] in ("supply", "purchase") and d.columns.get("goods") and (d.columns["suppliers"] or d.columns["customers"])]
    found: list[Draft] = []
    for draft in told:
        found += _recipients(draft, state)
    for view in state.views:
        found += _more(view, told, state)
    return found


def _recipients(draft: Draft, state: Discourse) -> Iterator[Draft]:
    """«…, а Никарагуа — 20», «…, Индии — шесть самолётов»: further buyers of the same sentence, each with its number."""
    view = state.views[draft.match.sentence]
    taker = next((f.mention for f in draft.match.slots.get("customers", ())), None)
    if taker is None or draft.columns.get("quantity") is None or "goods_span" not in draft.columns:
        return
    end = max(draft.columns["goods_span"][1], taker.last)
    for m in view.mentions:
        if m.first < end or m.type not in SIDES or m.parent is not None or view.verbs_between(end - 1, m.head):
            continue
        before = m.first - (2 if m.prep else 1)
        alike = m.prep == taker.prep if taker.prep or m.prep else "dat" in (m.case, *m.cases)
        if not alike or before < 0 or view.tokens[before].text.lower() not in SEPARATORS or m.last >= len(view.tokens):
            continue
        at = m.last + (view.tokens[m.last].text in DASHES)
        goods = next((g for g in view.mentions if g.first == at and g.parent is None and g.type in ("", "group", "organization") and _counted(g, view)), None)
        number = None if goods is not None else _number(view, at)
        if goods is None and (number is None or at == m.last):
            continue
        copy = _copy(draft, view.index, draft.match.trigger, draft.columns["status"], state)
        copy.columns["customers"] = resolve([Filler(m, "clause")], copy, state)
        if goods is not None:
            own = goods_of([Filler(goods, "clause")], view, state.document.article.text)
            if own.quantity is not None:
                copy.columns.update(quantity=float(own.quantity.value), unit=own.quantity.unit, bound=own.quantity.bound)
            if own.text and not own.vague:
                copy.columns.update(goods=own.text, goods_head=own.head)
        else:
            copy.columns["quantity"] = number
        if copy.columns["customers"] and copy.columns["customers"] != draft.columns["customers"]:
            yield copy


def _counted(mention: Mention, view: View) -> bool:
    return any(mention.start <= q.start < mention.stop for q in view.quantities)


def _more(view: View, told: Sequence[Draft], state: Discourse) -> Iterator[Draft]:
    """«предполагается отгрузить ещё 10», «и ещё десять — в 2024-м»: as much again of what was told."""
    for i, token in enumerate(view.tokens):
        if token.text.lower() not in ("ещё", "еще") or (number := _number(view, i + 1)) is None:
            continue
        known = next((d for d in reversed(told) if 0 <= view.index - d.match.sentence <= REACH and _start(d, state) < token.start), None)
        if known is None:
            continue
        trigger = _verb(view, i)
        if trigger is None and known.match.sentence != view.index:
            continue
        if trigger is None or (trigger == known.match.trigger and known.match.sentence == view.index):
            copy = _copy(known, view.index, known.match.trigger, known.columns["status"], state)
        else:
            copy = _copy(known, view.index, trigger, status_of(view, trigger, verb_form(view.tokens[trigger]), None)[0], state)
        if number != known.columns.get("quantity") or known.match.sentence != view.index:
            copy.columns["quantity"] = number
            yield copy


def _start(draft: Draft, state: Discourse) -> int:
    return int(state.views[draft.match.sentence].tokens[draft.match.trigger].start)


def _number(view: View, at: int) -> float | None:
    """The number at a token, where nothing is counted by it: «20», «семь»."""
    if at >= len(view.tokens):
        return None
    token = view.tokens[at]
    value = float(token.text) if token.text.isdigit() else NUMBERS.get(key(token.lemma))
    spans = [(v.start, v.stop) for values in (view.dates, view.money, view.percents, view.quantities) for v in values]
    if not value or any(start <= token.start < stop for start, stop in spans):
        return None
    following = view.tokens[at + 1] if at + 1 < len(view.tokens) else None
    free = following is None or following.pos in ("PUNCT", "ADP", "CCONJ", "VERB", "ADV", "SCONJ") or following.text in DASHES
    return float(value) if free else None


def _verb(view: View, at: int) -> int | None:
    """The verb of trade in the clause of a token."""
    found = [
        i
        for i, t in enumerate(view.tokens)
        if t.pos in ("VERB", "ADJ") and key(t.lemma).removesuffix("ся") in _trade() and abs(i - at) <= 8 and view.breaks_between(i, at) == 0
    ]
    return min(found, key=lambda i: abs(i - at), default=None)


@cache
def _trade() -> frozenset[str]:
    """The verbs of delivering and buying, as the rules name them."""
    return frozenset[str]().union(*(f.verbs for f in frames("contracts") if f.id.partition(".")[2] in RULES)) - members("running")


def _copy(known: Draft, sentence: int, trigger: int, status: str, state: Discourse) -> Draft:
    """A draft with the sides and the goods of one told before."""
    made = start_draft(replace(known.match, sentence=sentence, trigger=trigger, status=status, slots={}), state)
    made.columns["status"] = status
    made.columns.update({name: known.columns.get(name) for name in COPIED})
    made.columns.update(span=(trigger, trigger + 1), several=False)
    made.found = {*known.found, "discourse"}
    return made
