"""What a change of trade is counted from: «по сравнению с 2022 годом», «с 18 млн в 2011 году до 21 млн», «больше, чем за предыдущий год»."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from extractors.trade_figures.numbers import Figure
from extractors.view import View, is_predicate
from schemas.values import DateSpan

COMPARING = {"больше", "меньше", "выше", "ниже", "чем", "против", "сравнение", "относительно", "уровень", "показатель"}
PREVIOUS = ("предыдущ", "предшествующ")
BREAKS = {",", "составить"}
SAME = ("тот же", "том же", "аналогичн", "соответствующ", "такой же")
CLAUSE = {",", "а", "но", "и", ";", "("}
AROUND = 12
BEFORE = 3  # tokens between the end of a number and its date


def base_of(figure: Figure) -> DateSpan | None:
    """«по сравнению с 2022 годом», «в 1,4 раза превысил показатель 2022 года»: what a change is counted from."""
    dates = [d for d in figure.view.dates if not is_time_of_another_year(d, figure.view)]
    told = next((d for d in dates if d.role == "base" or is_left_behind(d, figure.view)), None)
    if told is not None and figure.period is not None and told.edtf == figure.period.edtf:
        return year_before(told)
    if told is not None and told.text.lower().startswith(PREVIOUS) and told.grain == "year" and figure.period is not None and figure.period.first is not None:
        year = replace(told, first=date(figure.period.first.year, 1, 1))  # «В 2022 году вырос по сравнению с предыдущим годом»: not with the last one
        return year_before(year) if figure.change is not None else None
    return told or next((d for d in dates if figure.change is not None and d.edtf is not None and is_compared(d, figure.view)), None)


def is_time_of_another_year(span: DateSpan, view: View) -> bool:
    """«За тот же период 2023 года / вывезли 540 тонн»: words of comparison that open a clause, with no change behind them, tell when."""
    if span.role != "base" or span.edtf is None or not span.text.lower().startswith(SAME):
        return False
    at = view.token_at(span.start)
    opens = at > 0 and view.lemmas[at - 1] in ("за", "в") and (at < 2 or view.texts[at - 2] in CLAUSE)
    return opens and not any(c.start > span.start for c in view.changes)


def year_before(span: DateSpan) -> DateSpan | None:
    """«В прошлом году – на 5% больше, чем за предыдущий год»: no number is compared with itself, the year before is meant."""
    if span.grain != "year" or span.first is None or span.edtf is None:
        return None
    year = span.first.year - 1
    return replace(span, edtf=str(year), first=date(year, 1, 1), last=date(year, 12, 31))


def is_left_behind(span: DateSpan, view: View) -> bool:
    """«увеличился с 18 млн долларов / в 2011 году / до 21 млн»: the time of the number from which another one grew."""
    at, behind = view.token_at(span.start), view.token_at(span.stop - 1) + 1
    if view.lemmas[behind : behind + 1] != ["до"]:
        return False
    numbers = [(n.start, n.stop) for n in view.money] + [(n.start, n.stop) for n in view.quantities]
    return any(0 < at - view.token_at(stop - 1) <= BEFORE and view.lemmas[max(0, view.token_at(start) - 1)] in ("с", "со") for start, stop in numbers)


def is_compared(span: DateSpan, view: View) -> bool:
    """«на 17% больше данных за 2016 год», «на 5% выше уровня 2020 года»: what a change is counted from is no period."""
    at = view.token_at(span.start)
    behind = view.lemmas[at + 1] if at + 1 < len(view.lemmas) else ""
    if span.text.lower().startswith("прошлогодн") and behind in ("уровень", "показатель", "значение", "результат", "объем"):
        return True  # «сохранился на прошлогоднем уровне»
    if any(
        view.lemmas[i] in ("вместо", "против") and not any(is_predicate(view.tokens[j]) and j > i for j in range(i, at)) for i in range(max(0, at - AROUND), at)
    ):
        return True  # «вместо 705 млн, зафиксированных в 2013-м»
    change = next((c for c in reversed(view.changes) if c.stop <= span.start), None)
    if change is None:
        return False
    between = view.lemmas[view.token_at(change.stop - 1) : view.token_at(span.start)]
    breaks = sum(a in BREAKS and b != "чем" for a, b in pairwise([*between, ""]))  # «на 36% больше, чем в прошлом году»
    return len(between) <= 8 and bool(COMPARING & set(between)) and not breaks
