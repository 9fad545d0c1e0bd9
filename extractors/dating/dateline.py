"""The day of an agency's line: «Томск. 17 ноября. Делегация … прибыла» happened on the 17th, where nothing says otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.build import Draft, put_date
from extractors.view import View
from schemas.values import DateSpan

EVENTS = {"visits", "meetings", "agreements"}
DEALS = {"contracts.sign", "contracts.agree"}
EARLIER = {"ранее", "прежде", "прежний", "недавно", "напомнить", "уже", "завершиться", "завершить", "вернуться", "итог"}


def date_by_dateline(drafts: Sequence[Draft], state: Discourse) -> bool:
    """Give the day of the dateline to what its lead tells as done and the article dates by nothing else; whether any was dated."""
    line = state.document.article.dateline
    day = None if line is None else _day(line.start, line.stop, state)
    if line is None or day is None:
        return False
    undated = [d for d in drafts if d.get("date") is None and _is_news(d) and _is_lead(state.views[d.match.sentence], state, line.stop)]
    for draft in undated:
        put_date(draft, day)
        draft.columns["carried"] = True
    return bool(undated)


def _day(start: int, stop: int, state: Discourse) -> DateSpan | None:
    """The day told inside the line, unless it is after the publication."""
    day = next((d for d in state.document.dates if start <= d.start < stop and d.grain == "day"), None)
    published = state.document.article.published
    return None if day is None or day.edtf is None or (published and day.first and day.first > published) else day


def _is_news(draft: Draft) -> bool:
    done = draft.columns["status"] == "occurred" and draft.match.form != "participle"
    return done and (draft.table in EVENTS or draft.match.rule in DEALS)


def _is_lead(view: View, state: Discourse, stop: int) -> bool:
    """Whether a sentence is the first behind the dateline, or holds it, and tells no time of its own."""
    first = view.sentence.stop > stop and (view.index == 0 or state.views[view.index - 1].sentence.stop <= stop)
    return first and EARLIER.isdisjoint(view.lemmas) and not any(d.start >= stop for d in view.dates)
