"""What goes the other way: «Иваново предложило Узбекистану спецодежду. Ташкент, в свою очередь, готов поставлять хлопок»."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.lexicon import key
from extractors.parties.same import same_party
from extractors.view import View
from schemas.facts import Party

BACK = 2  # sentences
ALONE = {"обратно", "взамен"}
PHRASES = ("в свою очередь", "со своей стороны", "в ответ", "в обратном направлении")


def in_return(drafts: Sequence[Draft], state: Discourse) -> None:
    """A deal that goes back has the sides of the deal told before it, turned round; drafts in text order."""
    for i, draft in enumerate(drafts):
        if draft.columns["status"] == "denied" or not _goes_back(draft, state.views[draft.match.sentence]):
            continue
        near = (e for e in reversed(drafts[:i]) if draft.match.sentence - e.match.sentence <= BACK)
        known = next((e for e in near if e.columns.get("suppliers") and e.columns.get("customers") and e.columns["status"] != "denied"), None)
        if known is not None:
            _turn(draft, known.columns["suppliers"], known.columns["customers"])


def _goes_back(draft: Draft, view: View) -> bool:
    before = view.lemmas[: draft.match.trigger]
    text = " ".join(view.texts[: draft.match.trigger]).lower()
    return any(key(lemma) in ALONE for lemma in before[-3:]) or any(phrase in text for phrase in PHRASES)


def _turn(draft: Draft, sold: tuple[Party, ...], bought: tuple[Party, ...]) -> None:
    """Fill the side that is left out; a buyer that was taken from the words of the first deal sells."""
    sells, buys = draft.columns.get("suppliers") or (), draft.columns.get("customers") or ()
    if sells and not buys and _of_one_land(sells, bought):
        draft.columns["customers"] = sold
    elif buys and not sells and _of_one_land(buys, sold):
        draft.columns["suppliers"] = bought
    elif not sells and (not buys or _of_one_land(buys, bought)):
        draft.columns.update(suppliers=bought, customers=sold)
    else:
        return
    draft.found.add("discourse")


def _of_one_land(ours: Sequence[Party], theirs: Sequence[Party]) -> bool:
    return any(same_party(p, q) or (p.country is not None and p.country == q.country) for p in ours for q in theirs)
