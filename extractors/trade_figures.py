"""Trade figures: numbers about trade between two sides, found from the number outwards.

A number's measure (экспорт, товарооборот, поставки …) is the last one before it in its sentence, else that of the figure
before it. Sides, period and change come from the words around the number; a list shares what its first item says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import Any

from extractors.build import Draft, Extractor, evidence_span, place_party
from extractors.discourse import Discourse
from extractors.lexicon import key, members
from extractors.speech import attribution_of
from extractors.status import classify, negation
from extractors.view import View
from schemas.match import Match, Mention
from schemas.values import Change, DateSpan, Money, Percent, Place, Quantity

INDICATORS = ("turnover", "export", "import", "supplies", "investment", "share")
MASS = {"т", "кг", "м3", "л", "кВт·ч", "ц", "баррель", "TEU", "голов", "пара", "м2", "м", "контейнер", "вагон"}
LIST_LINES = 12
PARTNER_MARKERS = {"с": ("ins",), "со": ("ins",), "в": ("acc",), "во": ("acc",), "на": ("acc",), "из": ("gen",), "между": ("ins",), "для": ("gen",), "к": ("dat",)}
Number = Money | Quantity | Percent | Change


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number measures: the indicator, the token that names it, its goods."""

    indicator: str
    index: int
    word: str


@dataclass(frozen=True, slots=True)
class Header:
    """The last measure that the article named, with the period beside it: lines of a list share it."""

    measure: Measure
    sentence: int
    period: DateSpan | None


@dataclass(slots=True)
class Figure:
    """One row in the making: where it stands and what is known of it."""

    view: View
    measure: Measure
    number: Number
    value: Decimal | None = None
    currency: str | None = None
    unit: str | None = None
    bound: str = "exact"
    change: Decimal | None = None
    sides: tuple[Place, ...] = ()
    period: DateSpan | None = None
    base: DateSpan | None = None
    goods: str | None = None
    status: str = "occurred"
    cue: str = ""
    found: set[str] = field(default_factory=set)
    assumed: int = 0



def drafts(state: Discourse, matches: list[Match]) -> list[Draft]:
    """One draft per number that tells of trade between two sides."""
    figures: list[Figure] = []
    header: Header | None = None
    for view in state.views:
        header = _header(view, header)
        figures.extend(_sentence(view, state, figures, header))
    return [draft for figure in figures if (draft := _draft(figure, state)) is not None]


def _header(view: View, header: Header | None) -> Header | None:
    """The header under which a sentence stands: its own measure, else the one before, for as long as the list may be."""
    named = [m for m in _measures(view) if m.indicator in ("turnover", "export", "import")]
    if named:
        period = next((d for d in view.dates if d.role in ("result", "point") and d.grain not in ("day", "vague")), None)
        return Header(named[0], view.index, period or (header.period if header else None))
    return header if header is not None and view.index - header.sentence <= LIST_LINES else None


def _is_line(view: View, at: int) -> bool:
    """«Китай — 1,2 млрд долларов (+8 %)»: a place, a dash or colon, a number."""
    dash = next((i for i, t in enumerate(view.tokens[:8]) if t.text in ("—", "–", "-", ":", "|")), None)
    return dash is not None and at > dash and at - dash <= 3 and any(m.type == "place" and m.last <= dash and m.prep in ("", "с") for m in view.mentions)


def numbers(view: View, state: Discourse) -> list[Number]:
    """Sums, masses, shares and changes of a sentence in text order."""
    found: list[Number] = [*view.money, *(q for q in view.quantities if q.unit in MASS), *view.changes]
    found.extend(p for p in view.percents if not p.points and not any(c.start <= p.start < c.stop for c in view.changes))
    return sorted(found, key=lambda n: n.start)


def _sentence(view: View, state: Discourse, before: Sequence[Figure], header: Header | None) -> list[Figure]:
    found: list[Figure] = []
    items = numbers(view, state)
    if not items:
        return found
    measures = _measures(view)
    previous_stop = view.sentence.start
    for i, number in enumerate(items):
        limit = items[i + 1].start if i + 1 < len(items) else view.sentence.stop
        last = found[-1] if found else None
        measure = _measure_of(number, view, measures, last, before)
        listed = measure is None and header is not None and _is_line(view, view.token_at(number.start))
        if listed and header is not None:
            measure = replace(header.measure, index=view.token_at(number.start))
        if measure is not None and _counts(number, view, measure) and not is_deal(number, view, measure):
            if last is not None and _continues(last, number, measure, view, previous_stop):
                _take(last, number)
            elif isinstance(number, (Change, Money, Quantity)) or measure.indicator == "share":
                figure = Figure(view, measure, number)
                _take(figure, number)
                _complete(figure, view, state, previous_stop, limit, last, before)
                if listed and header is not None and figure.period is None:
                    figure.period = header.period
                found.append(figure)
        previous_stop = number.stop
    return found


def _measures(view: View) -> list[Measure]:
    found, indicators = [], _indicators()
    for i, token in enumerate(view.tokens):
        indicator = indicators.get(view.lemmas[i])
        if indicator is not None:
            found.append(Measure(indicator, i, token.text))
    return found


@cache
def _indicators() -> dict[str, str]:
    """The lemma of every word that names a measure → the indicator it names."""
    return {lemma: indicator for indicator in reversed(INDICATORS) for lemma in members(indicator)}


def _measure_of(number: Number, view: View, measures: list[Measure], last: Figure | None, before: Sequence[Figure]) -> Measure | None:
    at = view.token_at(number.start)
    left = [m for m in measures if m.index < at]
    right = [m for m in measures if m.index >= at]
    if isinstance(number, Percent):
        shares = [m for m in measures if m.indicator == "share"]
        near = next((m for m in right if m.index - view.token_at(number.stop - 1) <= 3), None)
        if shares or (near is not None and near.indicator in ("export", "import", "turnover")):
            return replace(shares[0] if shares else near, indicator="share")  # type: ignore[type-var]
        return None
    plain = [m for m in left if m.indicator != "share"]
    if plain:
        nearest = plain[-1]
        if _deal_between(view, nearest.index, at):
            return None
        return nearest
    if any(key(t.lemma) in members("deal_noun") for t in view.tokens[max(0, at - 6) : at]):
        return None
    after = next((m for m in right if m.indicator != "share" and m.index - view.token_at(number.stop - 1) <= 6 and view.verbs_between(at, m.index) <= 1), None)
    if after is not None and (isinstance(number, Quantity) or measures):
        return after
    if last is not None:
        return last.measure
    if before and view.index - before[-1].view.index <= 2 and _resumes(view, at):
        return replace(before[-1].measure, index=at)
    return None


def _deal_between(view: View, a: int, b: int) -> bool:
    return any(key(t.lemma) in members("deal_noun") and key(t.lemma) not in members("export") for t in view.tokens[a + 1 : b])


def _resumes(view: View, at: int) -> bool:
    """A sentence without a measure goes on with the last figure when it grows, reaches or aims: «К 2030 году хотят выйти на 2 млрд»."""
    lemmas = {key(t.lemma) for t in view.tokens}
    return bool(lemmas & members("target")) or bool(lemmas & {"составить", "составлять", "показатель", "рост", "вырасти", "это"})


def _counts(number: Number, view: View, measure: Measure) -> bool:
    """Whether a number is a level or a change of the measure, not a difference («вырос на 5 млн») nor a comparison («против 17 млн»)."""
    at = view.token_at(number.start)
    left = [t.text.lower() for t in view.tokens[max(0, at - 3) : at]]
    if "против" in left:
        return False
    if isinstance(number, Money) and left[-1:] == ["на"] and any(t.lemma in ("вырасти", "увеличиться", "сократиться", "снизиться", "упасть", "возрасти", "уменьшиться") for t in view.tokens[max(0, at - 5) : at]):
        return False
    return not (measure.indicator == "share" and isinstance(number, Quantity))


def is_deal(number: Number, view: View, measure: Measure) -> bool:
    """«Завод «Нива» отгрузит фирме 90 тонн»: a named firm's delivery is a contract; statistics speak of regions and countries."""
    if measure.indicator not in ("supplies", "export", "import") or isinstance(number, (Change, Percent)):
        return False
    if {key(t.lemma) for t in view.tokens} & {"контракт", "договор", "сделка", "договоренность", "пробный", "партия", "контейнер", "тендер", "аукцион"}:
        return True
    if any(d.role in ("result", "base") for d in view.dates):
        return False
    return any(m.type == "organization" and "«" in m.name or m.type == "organization" and m.case == "nom" and not m.bare for m in view.mentions)


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
    between = [m for m in view.mentions if last.number.stop <= m.start and m.stop <= number.start and m.type == "place" and m.prep in PARTNER_MARKERS and m.parent is None]
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
    figure.sides = sides_of(figure, view, state, left, right, last, previous)
    figure.period = _period(figure, view, last, previous)
    figure.base = next((d for d in view.dates if d.role == "base"), None)
    if figure.value is not None and isinstance(figure.number, Money) and figure.currency is None and previous is not None:
        figure.currency = previous.currency
    figure.status, figure.cue = _status(figure, view)
    figure.goods = _goods(figure, view, state)


def sides_of(figure: Figure, view: View, state: Discourse, left: int, right: int, last: Figure | None, previous: Figure | None) -> tuple[Place, ...]:
    """Reporter and partner: from the words between the numbers, then from the list, then from the article."""
    near = _places(view, state, left, right)
    measure_at = view.tokens[figure.measure.index].start
    if left > measure_at:
        near = near or []
    else:
        near = [*(_places(view, state, view.sentence.start, right) if last is None else near)]
    partner = next((p for p, role in near if role == "partner"), None)
    reporter = next((p for p, role in near if role == "reporter" and not _same(p, partner)), None)
    extra = [p for p, role in near if role == "reporter" and not _same(p, reporter) and not _same(p, partner) and not _inside(p, reporter)]
    if partner is None and extra:
        partner = extra[0]
    if reporter is None and last is not None and last.sides:
        reporter = next((p for p in last.sides if not _same(p, partner)), None)
        figure.found.add("shared")
    if partner is None and last is not None and len(last.sides) > 1:
        partner = next((p for p in last.sides if not _same(p, reporter)), None)
        figure.found.add("shared")
    known = (previous.sides if previous else ()) + state.sides
    figure.assumed = (reporter is None) + (partner is None)
    if reporter is None and partner is None and previous is not None and len(previous.sides) > 1:
        figure.found.add("discourse")
        return previous.sides
    if reporter is None and previous is not None and len(previous.sides) > 1 and not _same(previous.sides[0], partner) and not _inside(previous.sides[0], partner):
        reporter = previous.sides[0]
        figure.found.add("discourse")
    if reporter is None:
        home = lifted(state.home, state)
        reporter = home if home is not None and not _same(home, partner) and not _inside(home, partner) else next((p for p in known if not _same(p, partner) and not _inside(p, partner)), None)
        figure.found.add("discourse")
    if partner is None:
        partner = next((p for p in known if not _same(p, reporter) and not _inside(p, reporter)), None)
        figure.found.add("discourse")
    return tuple(p for p in (lifted(reporter, state), lifted(partner, state)) if p is not None)


def lifted(place: Place | None, state: Discourse) -> Place | None:
    """A town → its region, or abroad its country, where the article names it: customs count the trade of regions, not of towns."""
    if place is None or place.kind != "town":
        return place
    named = state.document.places
    region = next((p for p in named if p.region == place.region and p.kind == "region"), None) if place.region else None
    abroad = state.home is not None and state.home.country != place.country
    return region or (next((p for p in named if p.country == place.country and p.kind == "country"), None) if abroad else None) or place


def _same(a: Place | None, b: Place | None) -> bool:
    return a is not None and b is not None and (a.country, a.region) == (b.country, b.region)


def _inside(a: Place, b: Place | None) -> bool:
    """Whether one is a part of the other: a region and its own country are no two sides."""
    return b is not None and a.country == b.country and (not a.region or not b.region)


def _places(view: View, state: Discourse, left: int, right: int) -> list[tuple[Place, str]]:
    """Places between two offsets with their role, in text order."""
    found: list[tuple[Place, str]] = []
    for m in view.mentions:
        if not (left <= m.start and m.stop <= right) or m.type not in ("place", "group", "organization", "government", ""):
            continue
        if m.type == "place":
            resolved = [r for r, _ in state.resolve(m, view)]
            marked = m.case in PARTNER_MARKERS.get(m.prep, ())
            role = "partner" if marked and m.parent is None else "reporter" if m.prep in ("", "у") else ""
            for r in resolved:
                if role and r.country:
                    found.append((_as_place(r, state), role))
        else:
            for p in view.places:
                if m.core and view.tokens[m.core[0]].start <= p.start < view.tokens[m.core[1] - 1].stop and p.form in ("adjective", "demonym") and p.country:
                    found.append((p, "partner" if m.prep in ("с", "из", "на") and p.form == "demonym" else "reporter"))
    unique: list[tuple[Place, str]] = []
    for place, role in found:
        if not any(_same(place, p) for p, _ in unique):
            unique.append((place, role))
    return unique


def _as_place(m: Mention, state: Discourse) -> Place:
    kind = next((p.kind for p in state.document.places if p.name == m.name and p.country == m.country), "region" if m.region else "country")
    return Place(m.start, m.stop, m.name, m.name, m.country, m.region, kind)


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
    lemmas = {key(t.lemma): i for i, t in enumerate(view.tokens)}
    at = view.token_at(figure.number.start)
    near = [(i, t) for i, t in enumerate(view.tokens) if abs(i - at) <= 12 and view.verbs_between(min(i, at), max(i, at)) <= 1]
    for i, token in near:
        lemma = key(token.lemma)
        if token.feats.tense == "fut" and token.pos == "VERB" and (lemma in members("target") or lemma in ("составить", "вырасти", "достигнуть", "увеличиться")):
            return "planned", token.text
        if token.feats.form == "inf" and lemma in members("target") and not negation(view, i):
            return "planned", token.text
    if figure.period is not None and figure.period.role == "deadline" and lemmas.keys() & (members("target") | members("planning")):
        return "planned", figure.period.text
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
    words = {key(t.lemma) for t in figure.view.tokens}
    if figure.measure.indicator == "share":
        return bool(words & {"капитал", "уставный", "учредитель", "акция", "голос", "паритетный"}) or figure.assumed > 1
    return figure.measure.indicator in ("supplies", "investment") and figure.assumed > 1


def _draft(figure: Figure, state: Discourse) -> Draft | None:
    if len(figure.sides) < 2 and figure.measure.indicator in ("investment", "supplies", "share"):
        return None
    if not figure.sides or _is_elsewhere(figure):
        return None
    view = figure.view
    sides = [place_party(p) for p in figure.sides]
    match = Match("trade_figures", f"trade_figures.{figure.measure.indicator}", view.index, figure.measure.index, "noun", figure.status, figure.cue, {})
    start, stop = evidence_span(match, view)
    text = state.document.article.text
    value = figure.value
    columns: dict[str, Any] = {
        "article_id": state.document.article.article_id, "published": state.document.article.published, "status": figure.status,
        "attribution": attribution_of(view, state, figure.number.start), "evidence": text[start:stop], "evidence_start": start, "evidence_end": stop,
        "trigger": figure.measure.word, "rule": match.rule, "trigger_start": figure.number.start,
        "indicator": figure.measure.indicator, "reporter": sides[0], "partner": sides[1] if len(sides) > 1 else None,
        "period": figure.period.edtf if figure.period else None, "value": value, "currency": figure.currency, "unit": figure.unit,
        "bound": figure.bound if value is not None else None, "change_pct": float(figure.change) if figure.change is not None else None,
        "change_base": figure.base.edtf if figure.base else None, "goods": figure.goods,
        "date": figure.period.edtf if figure.period else None, "date_text": figure.period.text if figure.period else None,
        "date_start": figure.period.first if figure.period else None, "date_end": figure.period.last if figure.period else None,
    }  # fmt: skip
    return Draft("trade_figures", match, columns, figure.found or {"clause"})


EXTRACTOR = Extractor(drafts)
