"""Whose a sum is that a later sentence tells: of the deal to come, and of no deal on another number of things."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.build import Draft
from extractors.lexicon import classes_of, key
from extractors.view import View
from schemas.values import Money

REACH = 3  # sentences


def to_come(known: Draft | None, view: View, kept: Sequence[Draft]) -> Draft | None:
    """«намерена поставить четыре парома. Раньше поставила девять. Сумма / составит 300 млн»: a sum to come is of the deal to come."""
    if known is None or known.columns["status"] != "occurred" or not any(t.lemma in ("составить", "превысить") and t.feats.tense == "fut" for t in view.tokens):
        return None
    near = [d for d in kept if 0 < view.index - d.match.sentence <= REACH and d.columns["status"] == "planned" and d.columns.get("amount") is None]
    return near[-1] if near else None


def of_works(known: Draft | None, view: View, kept: Sequence[Draft]) -> Draft | None:
    """«Итальянцы отремонтируют цех. Станки прибыли. Стоимость / работ – 60 млн»: the price of works is not of the goods told last."""
    if known is None or known.columns["kind"] in WORKS or not _priced_works(view):
        return None
    near = (d for d in reversed(kept) if 0 < view.index - d.match.sentence <= REACH and d.columns["kind"] in WORKS)
    return next((d for d in near if d.columns.get("amount") is None and d.columns["status"] != "denied"), None)


def _priced_works(view: View) -> bool:
    priced = (i for i, lemma in enumerate(view.lemmas[:-1]) if lemma in PRICES)
    return any(view.lemmas[i + 1] in DONE or view.lemmas[i + 2 : i + 3] == ["работа"] for i in priced)


WORKS = frozenset({"construction", "service", "investment"})
PRICES = frozenset({"стоимость", "цена", "смета"})
DONE = frozenset({"работа", "ремонт", "реконструкция", "модернизация", "строительство", "монтаж", "проект", "стройка"})


def of_other_number(known: Draft, money: Money, view: View) -> bool:
    """«Стоимость контракта на 30 самолётов — 900 млн»: not of the five that were ordered."""
    told = known.columns.get("quantity")
    of_them = [q for q in view.quantities if q.start < money.start and q.item_start is not None and q.unit == known.columns.get("unit")]
    heads = [key(view.lemmas[view.token_at(q.item_stop - 1)]) for q in of_them if q.item_stop is not None]
    return (
        told is not None
        and any(h == known.columns.get("goods_head") or h[:5] in str(known.columns.get("goods")).lower() for h in heads)
        and all(float(q.value) != told for q in of_them)
    )


def of_many_papers(money: Money, view: View) -> bool:
    """«подписано 28 соглашений на общую сумму 600 млн долларов»: the worth of them all, and of no single deal."""
    at = view.token_at(money.start)
    near = (m for m in view.mentions if m.counted and m.number == "plur" and m.last <= at <= m.last + 6)
    return any(bool(PAPERS & classes_of(m.lemma)) and not view.verbs_between(m.last - 1, at) for m in near)


PAPERS = frozenset({"contract_noun", "document", "accord"})
