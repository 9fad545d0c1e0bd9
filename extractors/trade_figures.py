"""Trade figures: numbers about trade between two sides, found from the number outwards.

A number's measure (экспорт, товарооборот, поставки …) is the last one before it in its sentence, else that of the figure or the
heading before it. Sides, period and change come from the words around the number; a list shares what its first item says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from extractors.build import Draft, Extractor, evidence_span, place_party
from extractors.discourse import Discourse
from extractors.figure_sides import set_sides
from extractors.figures import Figure, Header, Measure, Number, counts, header_of, is_deal, is_line, measure_of, measures_of, numbers, side_markers
from extractors.lexicon import members
from extractors.speech import attribution_of
from extractors.status import classify, negation
from extractors.view import View
from schemas.match import Match
from schemas.values import Change, DateSpan, Money, Percent, Quantity

REACHING = {"составить", "вырасти", "достигнуть", "увеличиться", "вернуться", "подобраться"}


def drafts(state: Discourse, matches: list[Match]) -> list[Draft]:
    """One draft per number that tells of trade between two sides."""
    figures: list[Figure] = []
    header: Header | None = None
    for view in state.views:
        header = header_of(view, state.document.article.text, header)
        figures.extend(_sentence(view, state, figures, header))
    return [draft for figure in figures if (draft := _draft(figure, state)) is not None]


def _sentence(view: View, state: Discourse, before: Sequence[Figure], header: Header | None) -> list[Figure]:
    found: list[Figure] = []
    items = numbers(view, state.document.article.text, header)
    if not items:
        return found
    measures = measures_of(view)
    previous_stop = view.sentence.start
    for i, number in enumerate(items):
        limit = items[i + 1].start if i + 1 < len(items) else view.sentence.stop
        last = found[-1] if found else None
        at = view.token_at(number.start)
        listed = header if header is not None and is_line(view, at) and not any(m.index < at for m in measures) else None
        measure = replace(listed.measure, index=at) if listed is not None else measure_of(number, view, measures, last, before)
        if measure is not None and counts(number, view, measure) and not is_deal(number, view, measure):
            if last is not None and _continues(last, number, measure, view, previous_stop):
                _take(last, number)
            elif isinstance(number, (Change, Money, Quantity)) or measure.indicator == "share":
                figure = Figure(view, measure, number)
                _take(figure, number)
                _complete(figure, view, state, previous_stop, limit, last, before)
                if listed is not None:
                    figure.period = listed.period or figure.period
                found.append(figure)
        previous_stop = number.stop
    return found


def _continues(last: Figure, number: Number, measure: Measure, view: View, previous_stop: int) -> bool:
    """Whether value and change are one row: nothing new is named between them."""
    if measure != last.measure and measure.indicator != last.measure.indicator:
        return False
    if isinstance(number, Change):
        if last.change is not None or last.measure.indicator == "share":
            return False
    elif last.value is not None:
        return False
    if measure.index > view.token_at(last.number.start):
        return False
    between = [m for m in view.mentions if last.number.stop <= m.start and m.stop <= number.start and m.parent is None]
    between = [m for m in between if m.type == "place" and (m.prep, m.case) in side_markers(None, "partner")]
    return not any((m.country, m.region) not in {(p.country, p.region) for p in last.sides} for m in between)


def _take(figure: Figure, number: Number) -> None:
    if isinstance(number, Change):
        figure.change = number.percent
        return
    figure.value = number.value
    figure.bound = number.bound
    figure.number = number if figure.change is None else figure.number
    if isinstance(number, Money):
        figure.currency = number.currency
    elif isinstance(number, Percent):
        figure.unit = "%"
    else:
        figure.unit = number.unit


def _complete(figure: Figure, view: View, state: Discourse, left: int, right: int, last: Figure | None, before: Sequence[Figure]) -> None:
    """Sides, period, currency, status of a new figure."""
    previous = last or (before[-1] if before and view.index - before[-1].view.index <= 3 else None)
    set_sides(figure, state, left, right, last, previous)
    figure.period = _period(figure, view, last, previous)
    figure.base = next((d for d in view.dates if d.role == "base"), None)
    if figure.value is not None and isinstance(figure.number, Money) and figure.currency is None and previous is not None:
        figure.currency = previous.currency
    figure.status, figure.cue = _status(figure, view)
    figure.goods = _goods(figure, view, state)


def _period(figure: Figure, view: View, last: Figure | None, previous: Figure | None) -> DateSpan | None:
    at = view.token_at(figure.number.start)
    best, least = None, 99.0
    for date in view.dates:
        if date.role == "base" or date.edtf is None or (date.grain in ("day", "vague") and date.role == "point"):
            continue
        where = view.token_at(date.start)
        cost = 1.5 * view.verbs_between(at, where) + 0.3 * view.breaks_between(at, where) + 0.02 * abs(at - where) + (1.0 if where > at else 0.0)
        if cost < least:
            best, least = date, cost
    if best is None:
        source = last or previous
        if source is not None and source.status == "occurred":
            figure.found.add("discourse")
            return source.period
    return best


def _status(figure: Figure, view: View) -> tuple[str, str]:
    lemmas = set(view.lemmas)
    at = view.token_at(figure.number.start)
    near = [(i, t) for i, t in enumerate(view.tokens) if abs(i - at) <= 12 and view.verbs_between(min(i, at), max(i, at)) <= 1]
    for i, token in near:
        lemma = view.lemmas[i]
        if token.feats.tense == "fut" and token.pos == "VERB" and (lemma in members("target") or lemma in REACHING):
            return "planned", token.text
        if token.feats.form == "inf" and lemma in members("target") and not negation(view, i):
            return "planned", token.text
    if figure.period is not None and figure.period.role == "deadline" and lemmas & (members("target") | members("planning")):
        return "planned", figure.period.text
    if members("goal") & set(view.lemmas[max(0, at - 8) : at]):
        return "planned", "цель"
    for i, token in near:
        if token.pos in ("VERB", "ADJ") and classify(token.lemma) == "planned" and i < at and token.feats.tense != "past":
            return "planned", token.text
    return "occurred", ""


def _goods(figure: Figure, view: View, state: Discourse) -> str | None:
    text = state.document.article.text
    if isinstance(figure.number, Quantity) and figure.number.item_start is not None and figure.number.item_stop is not None:
        return text[figure.number.item_start : figure.number.item_stop]
    if figure.measure.indicator in ("supplies", "export", "import"):
        own = view.mention_at(figure.measure.index)
        if own is not None:
            for m in view.mentions:
                if m.parent is not None and view.mentions[m.parent] is own and m.type == "":
                    return m.name
    return None


def _is_elsewhere(figure: Figure) -> bool:
    """Deliveries, investments and shares of no side that the sentence names: «рост продаж за год», «доля в капитале»."""
    words = set(figure.view.lemmas)
    if figure.measure.indicator == "share":
        return bool(words & {"капитал", "уставный", "учредитель", "акция", "голос", "паритетный"}) or figure.assumed > 1
    return figure.measure.indicator in ("supplies", "investment") and figure.assumed > 1


def _draft(figure: Figure, state: Discourse) -> Draft | None:
    if len(figure.sides) < 2 and figure.measure.indicator in ("investment", "supplies", "share"):
        return None
    if not figure.sides or _is_elsewhere(figure):
        return None
    view = figure.view
    reporter, partner = (place_party(p) if p is not None else None for p in (figure.reporter, figure.partner))
    match = Match("trade_figures", figure.measure.rule, view.index, figure.measure.index, "noun", figure.status, figure.cue, {})
    start, stop = evidence_span(match, view)
    text = state.document.article.text
    value = figure.value
    columns: dict[str, Any] = {
        "article_id": state.document.article.article_id, "published": state.document.article.published, "status": figure.status,
        "attribution": attribution_of(view, state, figure.number.start), "evidence": text[start:stop], "evidence_start": start, "evidence_end": stop,
        "trigger": figure.measure.word, "rule": match.rule, "trigger_start": figure.number.start,
        "indicator": figure.measure.indicator, "reporter": reporter, "partner": partner,
        "period": figure.period.edtf if figure.period else None, "value": value, "currency": figure.currency, "unit": figure.unit,
        "bound": figure.bound if value is not None else None, "change_pct": float(figure.change) if figure.change is not None else None,
        "change_base": figure.base.edtf if figure.base else None, "goods": figure.goods,
        "date": figure.period.edtf if figure.period else None, "date_text": figure.period.text if figure.period else None,
        "date_start": figure.period.first if figure.period else None, "date_end": figure.period.last if figure.period else None,
    }  # fmt: skip
    return Draft("trade_figures", match, columns, figure.found or {"clause"})


EXTRACTOR = Extractor(drafts, by_number=True)
