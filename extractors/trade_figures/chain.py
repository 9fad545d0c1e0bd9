"""How a number goes on from the figures before it: whose measure it has, whether it completes a row or begins one.

«Экспорт — 11 млн долларов. Зато прибавил он 62 процента» → the change joins the value; «388 млн (−3,2 %)» → one row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.article.discourse import Discourse
from extractors.lexicon import key, members
from extractors.trade_figures.counts import falls_short, is_comparison, is_difference
from extractors.trade_figures.kinds import given_share, listed_ware, share_beside
from extractors.trade_figures.measures import FLOWS, TAKEN, Measure, Number, end_of, measure_of, plain_words, side_markers, stands_by_place
from extractors.trade_figures.numbers import Figure, Header, is_line
from extractors.trade_figures.times import HOPING, STRETCHES
from extractors.trade_figures.told import is_of_year_before, told_measure
from extractors.trade_figures.zones import CONTRASTS
from extractors.view import View
from schemas.values import Change, Money, Percent, Quantity

# Words by which a sentence goes on with the figure just told.
GOING_ON = {
    "это", "рост", "прирост", "прибавить", "прибавка", "снижение", "падение", "удвоиться", "утроиться", "вырасти", "увеличиться", "снизиться", "сократиться",
    "спад", "динамика", "темп", "упасть", "подрасти", "уменьшиться", "возрасти", "результат", "показатель", "превысить", "превышать",
}  # fmt: skip
NEAR = 2  # sentences
GROWTHS = {"рост", "прирост", "увеличение", "снижение", "сокращение", "падение", "спад"}
FREIGHT = "trade_figures.freight"


def adds(items: Sequence[Number], view: View, measures: list[Measure], before: Sequence[Figure]) -> bool:
    """«… 11 млн долларов. Зато прибавил он 62 процента», «… вырос на 22%. Это 388 млн долларов»: what the figure just told lacks goes to it."""
    told = before[-1] if before and view.index - before[-1].view.index == 1 else None
    if told is not None and is_of_year_before(told.view):
        told = next((f for f in reversed(before) if not is_of_year_before(f.view) and view.index - f.told <= NEAR), told)
    if told is None or told.measure.indicator == "share" or told.status != "occurred":
        return False
    if not (members("planning") | {"должный"}).isdisjoint(view.words) and any(d.role == "deadline" for d in view.dates):
        return False  # «К 2013-му она должна удвоиться»
    items = [n for n in items if not is_comparison(n, view)] or items
    items = [n for n in items if isinstance(n, Change) or not is_difference(view, view.token_at(n.start))] or items  # «вырос на 5 млн, или на 2,4%»
    number = items[0]
    if (
        isinstance(number, Change)
        and len(items) == 1
        and _is_growth_of(view, number, measures)
        and (grown := _lacks_growth(view, measures, before)) is not None
    ):
        take(grown, number)
        grown.until = view.index
        return True
    if view.lemmas[0] == "это" and told.change is None and told.value is not None and all(isinstance(n, Change) for n in items) and not measures:
        take(told, next((n for n in items if _from_year_before(n, view, told)), number))
        told.until = view.index
        return True  # «Это на 41% больше, чем в 2009-м, и на 9% – чем в 2010 году»
    told_by = next((t.start for t in view.tokens if key(t.lemma) in members("speech") and t.start > number.stop), view.sentence.stop)
    if any(m.index < view.token_at(number.start) for m in measures) or any(m.type == "place" and not m.bare and m.start < told_by for m in view.mentions):
        return False
    if any(
        d.grain != "day"
        and d.role not in ("base", "deadline")
        and d.edtf
        and not d.text.lower().startswith("прошлогодн")
        and (told.period is None or d.edtf != told.period.edtf)
        for d in view.dates
    ):
        return False
    if isinstance(number, Change) and len(items) == 1 and told.change is None and told.value is not None and GOING_ON & view.words:
        take(told, number)
        told.until = view.index
        return True
    if isinstance(number, (Money, Quantity)) and told.value is None and told.change is not None and ({"это", "выражение"} & set(view.lemmas[:4])):
        take(told, number)
        told.until = view.index
        return len(items) == 1
    return False


def _from_year_before(number: Number, view: View, told: Figure) -> bool:
    """Whether a change is counted from the year before that of the figure told."""
    base = next((d for d in view.dates if d.start >= number.stop and d.edtf), None)
    year = told.period.edtf[:4] if told.period is not None and told.period.edtf else ""
    return base is not None and base.edtf is not None and year.isdigit() and base.edtf[:4] == str(int(year) - 1)


def _is_growth_of(view: View, number: Number, measures: list[Measure]) -> bool:
    """«Рост закупок в натуральном выражении составил 12,6%»: nothing but the growth of what was told."""
    at = view.token_at(number.start)
    left = [m for m in measures if m.index < at]
    if len(left) == 1 and left[0].index == 0 and view.tokens[0].feats.case == "nom" and at <= 3 and not view.dates:
        return not any(m.type for m in view.mentions) and all(t.pos != "NOUN" for t in view.tokens[1:at])  # «Вывоз вырос на 43%»
    if len(left) != 1 or view.tokens[left[0].index].feats.case != "gen" or any(m.type for m in view.mentions):
        return False
    return view.lemmas[left[0].index - 1] in GROWTHS and left[0].index <= 3


def _is_alike(a: Measure, b: Measure) -> bool:
    """Of one indicator; what is exported is also supplied."""
    return a.indicator == b.indicator or {a.indicator, b.indicator} == {"export", "supplies"}


def _lacks_growth(view: View, measures: list[Measure], before: Sequence[Figure]) -> Figure | None:
    """The figure of the sentence before that has a value of the same measure and no growth yet: in tonnes for «в натуральном выражении»."""
    told = [f for f in before if view.index - f.view.index == 1 and f.value is not None and _is_alike(f.measure, measures[0])]
    if any(f.change is not None for f in told):
        return None
    lemmas = set(view.lemmas)
    if lemmas & {"натуральный", "физический", "объем", "вес"}:
        told = [f for f in told if isinstance(f.number, Quantity)]
    elif lemmas & {"стоимостный", "денежный", "деньги", "стоимость"}:
        told = [f for f in told if isinstance(f.number, Money)]
    return told[0] if len(told) == 1 else None


def is_listed(number: Number, view: View, measures: list[Measure], header: Header | None) -> bool:
    """«Китай — 1,2 млрд (+8 %)» under a heading that names the measure."""
    at = view.token_at(number.start)
    return header is not None and is_line(view, at) and not any(m.index < at for m in measures)


def in_another_tale(before: Sequence[Figure], header: Header, view: View) -> bool:
    """Whether the figure of the sentence before is of another period than the heading that a line seems to stand under."""
    told = before[-1] if before and before[-1].view.index == view.index - 1 else None
    return told is not None and told.period is not None and header.period is not None and told.period.edtf != header.period.edtf


def measured(
    number: Number, view: View, state: Discourse, measures: list[Measure], header: Header | None, last: Figure | None, before: Sequence[Figure]
) -> Measure | None:
    """The measure of a number: that of its list, else the one that its sentence or the sentences before name."""
    if header is not None and is_listed(number, view, measures, header):
        return last.measure if last is not None and isinstance(number, Change) else replace(header.measure, index=view.token_at(number.start))
    if last is not None and isinstance(number, Change) and _in_bracket(last, number, view):
        return last.measure
    found = measure_of(
        number,
        view,
        measures,
        (last.measure, last.value is not None or (isinstance(number, Change) and last.change is not None)) if last else None,
        told_measure(view, before),
    )
    if found is None and (line := listed_ware(number, view, before)) is not None:
        return line
    if found is None and isinstance(number, Percent) and last is not None and (share := share_beside(number, view, last, before)) is not None:
        return share
    if found is None and isinstance(number, Percent) and (given := given_share(number, view, told_measure(view, before))) is not None:
        return given
    if found is None and isinstance(number, Percent) and before and view.index - before[-1].view.index == 1 and before[-1].measure.indicator == "share":
        return replace(before[-1].measure, index=view.token_at(number.start), told=True) if stands_by_place(number, view) else None
    weak = found is not None and (found.weak or found.rule == "trade_figures.share")
    if found is None or (weak and not speaks_of_trade(state) and not _shows_trade(found, view)):
        return None
    weighed = found.told and found.indicator == "turnover" and isinstance(number, Quantity) and found.rule != FREIGHT
    return None if weighed and not found.word.lower().startswith(("груз", "товаропоток")) else found  # a turnover in money is not told on in tonnes


def _shows_trade(measure: Measure, view: View) -> bool:
    """Whether a weak word measures trade by what its sentence names: both ends of a way, or the buyer and whose goods («покупатель самарского ячменя — Иран»)."""
    if measure.rule in FLOWS:
        return crosses(view)
    return measure.role and measure.rule != TAKEN and len({p.country for p in view.places if p.country}) > 1


def crosses(view: View) -> bool:
    """«в Оренбургскую область из Казахстана», «через Забайкальскую таможню в Китай»: a sentence that names both ends of a way between two lands."""
    into = [m for m in view.mentions if m.type == "place" and m.prep in ("в", "во", "на") and m.case == "acc" and m.country]
    out: list[str | None] = [m.country for m in view.mentions if m.type == "place" and m.prep in ("из", "с", "со") and m.case == "gen" and m.country]
    out += [p.country for p in view.places if "через" in view.words and view.lemmas[view.token_at(p.start) - 1] == "через"]
    return any(m.country != other for m in into for other in out)


def _in_bracket(last: Figure, number: Number, view: View) -> bool:
    """«388 млн (−3,2 %)»: nothing but an opened bracket stands between a value and its change."""
    a, b = view.token_at(last.number.stop - 1) + 1, view.token_at(number.start)
    opened = {t.text for t in view.tokens[a : b + 1]}
    inside = b - a == 1 and opened & {",", ";"} and view.tokens[view.token_at(last.number.start) - 1].text == "("  # «(1,4 млрд, минус 38%)»
    return bool(inside) or (b - a <= 2 and any(t.text.startswith("(") for t in view.tokens[a : b + 1]))


def speaks_of_trade(state: Discourse) -> bool:
    """Whether an article names a measure in plain words anywhere, so that «партнёр», «покупатель», «удельный вес» may measure too."""
    words = plain_words() - {"доля"}
    return any(not words.isdisjoint(view.words) for view in state.views)


def continues(last: Figure, number: Number, measure: Measure, view: View) -> bool:
    """Whether value and change are one row: nothing new is named between them."""
    if measure != last.measure and measure.indicator != last.measure.indicator and not (_is_alike(measure, last.measure) and _shows_level(last, number, view)):
        return False
    if isinstance(number, Change):
        if last.change is not None or last.measure.indicator == "share":
            return False
    elif last.value is not None:
        return False
    if isinstance(number, Change) and _is_wished(last, number, view):
        return False
    behind = measure.index > view.token_at(last.number.stop - 1)
    if _in_another_period(last, number, view):
        return False
    if (
        behind
        and not (measure.index == last.measure.index and _grows(last.number, measure, view))
        and not (_says_again(last, number, measure, view) or _goes_on(last, number, measure, view))
    ):
        return False
    between = [m for m in view.mentions if last.number.stop <= m.start and m.stop <= number.start and m.parent is None]
    between = [m for m in between if m.type == "place" and (m.prep, m.case) in side_markers(None, "partner")]
    return not any((m.country, m.region) not in {(p.country, p.region) for p in last.sides} for m in between)


def _shows_level(last: Figure, number: Number, view: View) -> bool:
    """«нарастила вывоз на 18%: за девять месяцев отправлено / 42 тыс. тонн»: behind a colon the level that a growth has reached."""
    grown = isinstance(last.number, Change) and last.value is None and isinstance(number, (Money, Quantity))
    return grown and view.tokens[view.token_at(last.number.stop - 1) + 1].text == ":"


def _is_wished(last: Figure, number: Number, view: View) -> bool:
    """«торгует на 20 млн в год, и власти хотят / утроить эту сумму»: a change that is only wished for what was reported."""
    first, at = view.token_at(last.number.stop - 1) + 1, view.token_at(number.start)
    wishing = not (members("planning") | HOPING | {"ждать"}).isdisjoint(view.lemmas[first:at])
    ahead = view.tokens[at].feats.form == "inf" or view.tokens[at].feats.tense == "fut"  # «и стороны ждут, что она / прибавит ещё 15%»
    return wishing and last.value is not None and last.status == "occurred" and ahead


def _goes_on(last: Figure, number: Number, measure: Measure, view: View) -> bool:
    """«6 млрд долларов составил оборот с Россией, он вырос на 22%»: a growth behind the measure that the value before it has."""
    return measure.index == last.measure.index and isinstance(number, Change) and view.token_at(last.number.stop - 1) < measure.index and not measure.told


def _in_another_period(last: Figure, number: Number, view: View) -> bool:
    """«за полгода составил 8,4 млрд, а в 2023 году / прибавил 56 %»: a clause set against the first has a stretch of time of its own."""
    first, end = view.token_at(last.number.stop - 1) + 1, view.token_at(number.start)
    contrast = next((i for i in range(first, end) if view.lemmas[i] in CONTRASTS and view.tokens[i - 1].text in (",", ";")), None)
    if contrast is None:
        return False
    own = (d for d in view.dates if view.tokens[contrast].start < d.start < number.start)
    return any(d.role in ("point", "result") and d.edtf and d.grain in STRETCHES and d.edtf != (last.period.edtf if last.period else None) for d in own)


def _says_again(last: Figure, number: Number, measure: Measure, view: View) -> bool:
    """«увеличил закупки муки в 1,4 раза: ввезено 96 тыс. тонн», «ввезли 74 тыс. тонн, импорт прибавил 12%»: one figure in two clauses, no goods of its own."""
    end, at = view.token_at(last.number.stop - 1), view.token_at(number.start)
    stop = next((i for i in range(end + 1, measure.index) if view.tokens[i].text in (",", ":", ";", "—", "–")), None)
    if stop is None or at - end > 8 or measure.told or measure.role:
        return False
    if isinstance(number, (Money, Quantity)) and not (view.tokens[measure.index].pos in ("VERB", "ADJ") and isinstance(last.number, Change)):
        return False
    between = [m for m in view.mentions if m.parent is None and stop < m.first < at and m.head != measure.index]
    return not between and view.lemmas[stop + 1] not in ("а", "но", "зато", "хотя")


def is_of_another(last: Figure, number: Number, measure: Measure, view: View) -> bool:
    """«… 210 млн евро; калининградский бизнес в Литве разместил в семь раз меньше»: a change behind a semicolon whose subject nobody measured before."""
    if not isinstance(number, Change) or measure.index != last.measure.index:
        return False
    first, end = view.token_at(last.number.stop - 1) + 1, view.token_at(number.start)
    at = next((i for i in range(first, end) if view.tokens[i].text == ";"), None)
    return at is not None and any(m.case == "nom" and not m.prep and m.parent is None and m.first > at and m.last <= end for m in view.mentions)


def _grows(number: Number, measure: Measure, view: View) -> bool:
    """«двукратный рост экспорта», «увеличит на 40% поставки»: the change stands right before its measure."""
    end = end_of(number, view)
    if end > view.token_at(number.stop - 1) and end + 1 < len(view.tokens) and view.tokens[end + 1].text == ",":
        end += 1  # «На 9 процентов, до 1,1 млрд долларов, / вырос оборот»
    between = view.tokens[end + 1 : measure.index]
    close = [t.text for t in between] == [","]  # «прибавило треть, поставки превысили 48 млн»
    return isinstance(number, Change) and (close or (len(between) <= 4 and not any(t.text in (",", ";", ":") for t in between)))


def take(figure: Figure, number: Number) -> None:
    if isinstance(number, Change):
        figure.change = number.percent
        return
    figure.value = number.value
    reached = figure.change is not None and number.bound == "max" and figure.view.lemmas[figure.view.token_at(number.start) - 1] == "до"
    figure.bound = "exact" if reached else number.bound  # «вырос на 8%, до 1,3 млрд»
    if falls_short(figure.view, figure.view.token_at(number.start)):
        figure.bound = "max"
    figure.number = number if figure.change is None else figure.number
    if isinstance(number, Money):
        figure.currency = number.currency
    elif isinstance(number, Percent):
        figure.unit = "%"
    else:
        figure.unit = number.unit
