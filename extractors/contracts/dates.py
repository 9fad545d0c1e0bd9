"""The day on which the paper of a deal was signed, where the deal itself has no day: «Договор подписан 13 марта».

In: the drafts of deals in text order. Out: the same, dated by the papers that their own sentence or one beside it tells of.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from extractors.article.discourse import Discourse
from extractors.build import Draft, put_date
from extractors.lexicon import members
from extractors.view import View, is_predicate
from schemas.values import DateSpan

PAPERS = {"документ", "бумага", "рука"}  # «ударили по рукам»
SIGNED = {
    "подписать", "заключить", "датировать", "датированный", "оформить", "вступить", "скрепить", "парафировать", "утвердить", "завизировать", "подмахнуть",
    "ударить", "закрыть", "обменяться", "отправить", "согласовать", "достигнуть", "подписанный", "заключенный", "разместить",
}  # fmt: skip
FORMER = {"предыдущий", "прежний", "прошлый"}
REACH, NEAR, BACK = 10, 6, 2  # tokens from paper to verb and from verb to day; sentences
LONG_AGO = timedelta(400)


def date_by_papers(drafts: Sequence[Draft], state: Discourse) -> None:
    """Date the undated deals, and those of which only a year is told, by the papers beside them."""
    undated = [d for d in drafts if d.columns["status"] != "denied" and _is_open(d) and not is_delivered(d)]
    for view in state.views if undated else ():
        day = _signed_on(view, state.document.article.published) if view.dates else None
        if day is None:
            continue
        told = _of_paper(view, undated, drafts)
        if told is not None:
            first, published = told.get("date_start"), state.document.article.published
            if first is not None and published is not None and first > published and told.get("period") is None:
                told.columns["period"] = told.get("date")  # «в 2025 году приобретёт …», told in 2024
            put_date(told, day)
            undated.remove(told)


def is_delivered(draft: Draft) -> bool:
    """«поставил вертолёт. Контракт подписан в марте»: what has been delivered was so on another day."""
    return draft.columns["status"] == "occurred" and draft.match.rule in DELIVERED


DELIVERED = frozenset({"contracts.supply", "contracts.send", "contracts.arrive", "contracts.receive"})


def _is_open(draft: Draft) -> bool:
    """Whether a deal has no date, or is to come in a year of which no more is told."""
    first, last = draft.get("date_start"), draft.get("date_end")
    return draft.get("date") is None or (first is not None and last is not None and last - first > timedelta(300) and draft.columns["status"] != "occurred")


def _of_paper(view: View, undated: Sequence[Draft], drafts: Sequence[Draft]) -> Draft | None:
    """The deal that a paper's sentence means: its own, else the last one before, else the first of the next sentence."""
    own = [d for d in drafts if d.match.sentence == view.index and (d.get("goods") or (d.get("suppliers") and d.get("customers")))]
    if own:
        return own[0] if len(own) == 1 and own[0] in undated else None
    before = [d for d in drafts if 0 < view.index - d.match.sentence <= BACK]
    if before:
        last = [d for d in before if d.match.sentence == before[-1].match.sentence]
        return last[-1] if len(last) == 1 and last[-1] in undated else None
    return next((d for d in undated if d.match.sentence - view.index == 1), None)


def _signed_on(view: View, published: date | None) -> DateSpan | None:
    """«Договор с ним датирован 30 сентября», «сделку оформили под занавес поездки, 13 октября» → the day."""
    if not view.dates or SIGNED.isdisjoint(view.words) or not FORMER.isdisjoint(view.lemmas):
        return None  # «предыдущий контракт был заключён в сентябре 2015 года»
    papers = [i for i, lemma in enumerate(view.lemmas) if lemma in PAPERS or lemma in members("contract_noun")]
    for i in papers:
        near = [j for j in range(max(0, i - REACH), min(i + REACH + 1, len(view.tokens))) if view.lemmas[j] in SIGNED and _joined(i, j, view)]
        for j in near:
            if view.tokens[j].feats.tense == "fut" or view.tokens[j].feats.form == "inf":
                continue
            for day in view.dates:
                if _is_of(day, j, view, published):
                    return day
    return None


def _joined(a: int, b: int, view: View) -> bool:
    """Whether no verb but «был» parts two tokens."""
    low, high = sorted((a, b))
    return not any(is_predicate(t) and t.lemma != "быть" for t in view.tokens[low + 1 : high])


def _is_of(day: DateSpan, verb: int, view: View, published: date | None) -> bool:
    """Whether a day that is over stands beside the verb, with no other verb between."""
    if day.role != "point" or day.first is None or day.grain not in ("day", "month") or published is None:
        return False
    at = view.token_at(day.start)
    return _joined(at, verb, view) and abs(at - verb) <= NEAR and published - LONG_AGO <= day.first <= published
