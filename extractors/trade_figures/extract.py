"""Trade figures: numbers about trade between two sides, found from the number outwards.

A number's measure (экспорт, товарооборот, поставки …) is the last one before it in its sentence, else that of the figure or the
heading before it. Sides, period and change come from the words around the number; a list shares what its first item says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from extractors.article.attribution import attribution_of
from extractors.article.discourse import Discourse
from extractors.build import Draft, Extractor, evidence_span, place_party, to_party
from extractors.trade_figures.asides import is_of_rival
from extractors.trade_figures.bases import base_of
from extractors.trade_figures.chain import (
    NEAR,
    adds,
    continues,
    in_another_tale,
    is_listed,
    is_of_another,
    measured,
    speaks_of_trade,
    take,
)
from extractors.trade_figures.counts import counts, rises_to
from extractors.trade_figures.deals import is_deal, is_handed_out
from extractors.trade_figures.elsewhere import is_elsewhere
from extractors.trade_figures.goods import goods_of_figure, goods_told
from extractors.trade_figures.kinds import grow, growths, have_figures
from extractors.trade_figures.measures import FLOWS, SCALE_ENDS, Measure, Number, measure_of, measures_of
from extractors.trade_figures.numbers import Figure, Header, header_of, numbers
from extractors.trade_figures.owners import owner_of
from extractors.trade_figures.respective import Member, respective
from extractors.trade_figures.sides import set_sides
from extractors.trade_figures.silent import is_of_year_before, silent_before
from extractors.trade_figures.times import aimed_period, days_of, edtf_of, period_of, period_told, status_of_figure
from extractors.trade_figures.told import is_beside, is_whole_year_before, last_value, told_measure
from extractors.trade_figures.totals import is_bracketed_total, outgrows
from extractors.trade_figures.zones import with_measure, zones
from extractors.view import View
from schemas.match import Match
from schemas.values import Change, Money, Percent, Quantity

ASIDE = 5  # tokens: «(в 2022 г. – 58%)»
EARNING = {"выручить", "выручка", "заработать", "заработок"}


def drafts(state: Discourse, matches: list[Match]) -> list[Draft]:
    """One draft per number that tells of trade between two sides."""
    figures: list[Figure] = []
    header: Header | None = None
    for view in state.views:
        measures = measures_of(view)
        header = header_of(view, state.document.article.text, header, measures)
        figures.extend(_sentence(view, state, figures, header, measures))
    figures = [figure for i, figure in enumerate(figures) if not any(_repeats(figure, told) for told in figures[:i])]
    return [draft for figure in figures if (draft := _draft(figure, state)) is not None]


def _repeats(figure: Figure, told: Figure) -> bool:
    """«Экспорт удвоят, до 10 млрд» … «хотят довести до 10 млрд»: a value told again without its growth, its sides in either order."""
    if figure.value is None or figure.change is not None or told.change is None or told.view is figure.view or len(figure.sides) < 2:
        return False
    same = (figure.value, figure.currency, figure.unit, figure.measure.indicator, figure.status) == (
        told.value, told.currency, told.unit, told.measure.indicator, told.status,
    )  # fmt: skip
    sides = {(p.country, p.region) for p in figure.sides} == {(p.country, p.region) for p in told.sides}
    return same and sides and (figure.period is None or (told.period is not None and told.period.edtf == figure.period.edtf))


def _sentence(view: View, state: Discourse, before: Sequence[Figure], header: Header | None, measures: list[Measure]) -> list[Figure]:
    found: list[Figure] = []
    items = numbers(view, state.document.article.text, header, last_value(view, before))
    if not items:
        return found
    silent = silent_before(view, state, before)
    before = before if silent is None else [*before, silent]
    told = bool(before) and view.index - before[-1].view.index <= 1
    items = [
        n
        for n in items
        if isinstance(n, Change)
        or (isinstance(n, Percent) and n is items[-1] and "(" not in view.texts[max(0, view.token_at(n.start) - ASIDE) : view.token_at(n.start)])
        or not ((told or n is not items[0]) and is_of_year_before(view, view.token_at(n.start)))
    ]
    if not items:
        return found
    grown = growths(view, items)
    if grown and have_figures(view, items, before):
        starts = {change.start for change in grown.values()}
        items = [n for n in items if n.start not in starts]
    else:
        grown = {}
    if not items:
        grow(grown, view, before)
        return found
    if adds(items, view, measures, before):
        return found
    together = respective(view, items, measures, [f for f in before if f.view.index == view.index - 1])
    taken = {number.start for member in together for number in member.numbers}
    first = bool(taken) and items[-1].start > max(taken)  # «… пришлось 66 и 61 млн соответственно, в Перу поставили на 59 млн»
    found.extend(_respectively(together, view, state, measures, before) if first else ())
    dealt = False
    for i, (number, zone) in enumerate(zip(items, zones(view, items), strict=True)):
        if number.start in taken or is_of_rival(number, view):
            continue
        last = found[-1] if found else None
        measure = measured(number, view, state, measures, header, last, before)
        if measure is None or not counts(number, view, measure, items[i + 1] if i + 1 < len(items) else None):
            continue
        if last is not None and is_of_another(last, number, measure, view):
            continue
        dealt = is_deal(number, view, measure) or (dealt and isinstance(number, Change))  # «по 60 тонн в месяц; объём удвоится»
        if not dealt:
            if last is not None and continues(last, number, measure, view):
                take(last, number)
                _price(last, number, before)
            elif isinstance(number, (Change, Money, Quantity)) or measure.indicator == "share":
                zone = with_measure(view, number, measure.index, zone)
                figure = Figure(view, measure, number)
                take(figure, number)
                _complete(figure, state, zone, last, before)
                if i and rises_to(view, items[i - 1], number):
                    _risen(figure, items[i - 1])
                if header is not None and is_listed(number, view, measures, header) and not in_another_tale(before, header, view):
                    figure.period = header.period or figure.period
                found.append(figure)
    found.extend(_respectively(together, view, state, measures, before) if not first else ())
    grow(grown, view, [*before, *found])
    return found


def _respectively(together: Sequence[Member], view: View, state: Discourse, measures: list[Measure], before: Sequence[Figure]) -> list[Figure]:
    """One figure per member of «A и B … X и Y соответственно», with all the numbers that are its own."""
    found: list[Figure] = []
    for member in together:
        first = member.numbers[0]
        measure = member.measure or measure_of(first, view, measures, None, told_measure(view, before))
        if measure is None or (measure.weak and not speaks_of_trade(state)) or not counts(first, view, measure, None) or is_deal(first, view, measure):
            continue
        figure = Figure(view, measure, first)
        for number in member.numbers:
            take(figure, number)
        _complete(figure, state, _zone_of(member, together, view), found[-1] if found and _is_apart(together, view) else None, before)
        figure.bound = "exact" if figure.bound == "max" else figure.bound
        if member.place is not None:
            _seat(figure, member, state)
        found.append(figure)
    goods = next((figure.goods for figure in found if figure.goods), None)
    for figure in found:
        figure.goods = figure.goods or goods
    return found


def _is_apart(together: Sequence[Member], view: View) -> bool:
    """«Экспорт в Китай и импорт из Сербии … соответственно»: each measure has its own places behind it."""
    named = [view.tokens[member.measure.index].start for member in together if member.measure is not None]
    return len(named) > 1 and any(named[0] < p.start < named[-1] for p in view.places)


def _zone_of(member: Member, together: Sequence[Member], view: View) -> tuple[int, int]:
    """The words of one member: from its measure to the next one where the places stand apart, else the whole sentence."""
    if member.measure is None or not _is_apart(together, view):
        return view.sentence.start, view.sentence.stop
    starts = [view.tokens[m.measure.index].start for m in together if m.measure is not None]
    at = starts.index(view.tokens[member.measure.index].start)
    return starts[at], starts[at + 1] if at + 1 < len(starts) else view.sentence.stop


def _seat(figure: Figure, member: Member, state: Discourse) -> None:
    """Puts a member's own place where the list of places stood."""
    listed = [(p.country, p.region) for p in member.places]
    if all((side.country, side.region) in listed for side in figure.sides):
        rest = (p for p in (*figure.view.places, state.home) if p is not None and p.kind in ("country", "region") and (p.country, p.region) not in listed)
        figure.reporter, figure.partner = next(rest, None), member.place
    elif figure.reporter is not None and (figure.reporter.country, figure.reporter.region) in listed:
        figure.reporter = member.place
    else:
        figure.partner = member.place


def _risen(figure: Figure, start: Number) -> None:
    """«с 120 млн в 2022 году до 164 млн за тот же период 2023-го»: the period behind the second number is its own, that behind the first the base."""
    between = [d for d in figure.view.dates if d.edtf is not None and start.stop <= d.start < figure.number.start]
    behind = [d for d in figure.view.dates if d.edtf is not None and d.start >= figure.number.stop and d.grain not in ("day", "vague")]
    figure.bound = "exact" if figure.bound == "max" else figure.bound
    if between and behind:
        figure.base, figure.period = between[-1], behind[0]


def _complete(figure: Figure, state: Discourse, zone: tuple[int, int], last: Figure | None, before: Sequence[Figure]) -> None:
    """Sides, period, currency, status of a new figure."""
    view = figure.view
    previous = last or _previous(figure, before)
    figure.follows = previous is not None and last is None and view.index - previous.told <= NEAR and len(previous.sides) == 2
    figure.spoken = view.index > 0 and any(m.indicator in ("export", "import", "turnover") and not m.role for m in measures_of(state.views[view.index - 1]))
    figure.adjoins = figure.follows and previous is not None and view.index - previous.told == 1
    figure.of_many = last is None and _parts_before(view, before) > 1
    figure.again = figure.adjoins and previous is not None and previous.measure.rule == figure.measure.rule
    set_sides(figure, state, (view.sentence.start if last is None else zone[0], zone[1]), last, previous)
    figure.period = period_of(figure, zone, last, previous) or period_told(figure, state)
    figure.base = base_of(figure)
    if figure.measure.told and figure.measure.indicator == "import" and not EARNING.isdisjoint(view.words):
        figure.measure = replace(figure.measure, indicator="export")  # «белорусы купили … Выручили на этом хозяйства 610 млн»
    _price(figure, figure.number, [*before, *([last] if last is not None else [])])
    figure.status, figure.cue = status_of_figure(figure)
    if outgrows(figure, before) or is_bracketed_total(figure):
        figure.partner = None
    figure.period = aimed_period(figure, state.document.article.published)
    figure.goods = goods_of_figure(figure, view, state)
    if figure.goods is None:
        figure.goods = goods_told(figure, last, previous)


def _parts_before(view: View, before: Sequence[Figure]) -> int:
    """«На Белоруссию пришлось 38% оборота, на Польшу – 7%. / Экспорт составил …»: how many partners the sentence before gives shares to."""
    shares = (f for f in before if f.measure.indicator == "share" and f.view.index == view.index - 1)
    return len({(f.partner.country, f.partner.region) for f in shares if f.partner is not None})


def _price(figure: Figure, number: Number, before: Sequence[Figure]) -> None:
    """«… 53,8 млрд долларов. Экспорт вырос на 47 процентов — до 24,1 миллиарда»: the currency of the figures told before."""
    if not isinstance(number, Money) or figure.value is None:
        return
    near = next((f for f in reversed(before) if f is not figure and figure.view.index - f.view.index <= 3 and f.currency), None)
    behind = figure.view.texts[figure.view.token_at(number.stop - 1) + 1 :][:4]
    converted = number.text.lower().rstrip(".").endswith(SCALE_ENDS) and behind[:1] == ["("] and any(word[:1].isdigit() for word in behind)
    if (figure.currency is None or converted) and near is not None:
        figure.currency = near.currency  # «экспорт — 9 млрд юаней, импорт — 3 млрд (около 40 млрд рублей)»
    if number.text.lower().rstrip(".").endswith(SCALE_ENDS) and not any(m.currency for m in figure.view.money):
        alike = next((f for f in reversed(before) if f.measure.indicator == figure.measure.indicator and f.currency and f.view is not figure.view), None)
        figure.currency = alike.currency if alike is not None else figure.currency


def _previous(figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """The figure told last, at most three sentences before; a share in between counts for shares only."""
    near = [
        f
        for f in before
        if figure.view.index - f.told <= 3 and not is_beside(f) and not is_whole_year_before(f, before) and not (f.measure.rule in FLOWS and is_elsewhere(f))
    ]
    return next((f for f in reversed(near) if f.measure.indicator != "share" or figure.measure.indicator == "share"), near[-1] if near else None)


def _draft(figure: Figure, state: Discourse) -> Draft | None:
    owner = owner_of(figure.measure, figure.view) if figure.partner is not None else None
    if len(figure.sides) < 2 and owner is None and figure.measure.indicator in ("investment", "supplies", "share"):
        return None
    if not figure.sides or is_elsewhere(figure) or is_handed_out(figure):
        return None
    view = figure.view
    reporter, partner = (place_party(p) if p is not None else None for p in (figure.reporter, figure.partner))
    if owner is not None:
        reporter = to_party(owner)
    match = Match("trade_figures", figure.measure.rule, view.index, figure.measure.index, "noun", figure.status, figure.cue, {})
    start, stop = evidence_span(match, view)
    text = state.document.article.text
    value = figure.value
    period, (first, last) = edtf_of(figure), days_of(figure)
    columns: dict[str, Any] = {
        "article_id": state.document.article.article_id, "published": state.document.article.published, "status": figure.status,
        "attribution": attribution_of(view, state, figure.number.start), "evidence": text[start:stop], "evidence_start": start, "evidence_end": stop,
        "trigger": figure.measure.word, "rule": match.rule, "trigger_start": figure.number.start,
        "headline": view.sentence.block == "title", "indicator": figure.measure.indicator, "reporter": reporter, "partner": partner,
        "period": period, "value": value, "currency": figure.currency, "unit": figure.unit,
        "bound": figure.bound if value is not None else None, "change_pct": float(figure.change) if figure.change is not None else None,
        "change_base": figure.base.edtf if figure.base else None, "goods": figure.goods,
        "date": period, "date_text": figure.period.text if figure.period else None,
        "date_start": first, "date_end": last,
    }  # fmt: skip
    return Draft("trade_figures", match, columns, figure.found or {"clause"})


EXTRACTOR: Extractor = Extractor(drafts, by_number=True)
