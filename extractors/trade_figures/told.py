"""What the sentences before leave to a number: the measure and the value told last, but for those told beside the story.

In: a sentence and the figures before it. Out: the measure or number that it goes on with.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.lexicon import members
from extractors.trade_figures.measures import Measure, Number, unshared
from extractors.trade_figures.numbers import Figure
from extractors.view import View

NEAR = 2  # sentences
FAR = 4  # for a goal that is named: «Наша цель – 350 млн»
SAME_PERIOD = {"такой", "аналогичный", "тот", "соответствующий"}
WHOLE = {"весь", "целый"}
OPENING = 7  # tokens
AIMS = {
    "перевалить", "замахнуться", "перешагнуть", "торговать", "наторговать", "выйти", "цель", "довести", "задача", "рубеж", "отметка", "миллиард",
    "планка", "достичь", "достигнуть",
}  # fmt: skip


def last_value(view: View, before: Sequence[Figure]) -> Number | None:
    """The number of the last figure, told in this or one of the two sentences before."""
    return before[-1].number if before and view.index - before[-1].told <= 2 else None


def told_measure(view: View, before: Sequence[Figure]) -> Measure | None:
    """The measure of the last figure that is no share, told at most two sentences before; what is aimed at is mostly the turnover."""
    goal = not (members("goal") | AIMS).isdisjoint(view.lemmas) and not any(m.type == "organization" for m in view.mentions)
    near = [f for f in before if f.measure.indicator != "share" and view.index - f.told <= (FAR if goal else NEAR)]
    near = [f for f in near if not is_beside(f)] or near
    lemmas = view.words
    if view.lemmas[0] in ("с", "со") and view.mentions and view.mentions[0].type == "place" and view.mentions[0].first <= 1:
        whole = [f for f in before if f.measure.indicator == "turnover" and view.index - f.told <= FAR]
        near = whole or near  # «… экспорт — 254, импорт — 137. С Атырауской областью: 17 млн»
    if lemmas & AIMS and (not lemmas.isdisjoint(members("target", "goal")) or any(m.type == "place" and m.prep in ("с", "со") for m in view.mentions)):
        near = [f for f in near if f.measure.indicator == "turnover"] or near
    if not near and before and view.index - before[-1].told == 1:
        return unshared(before[-1].measure)
    return _whole(near).measure if near else None


def _whole(near: Sequence[Figure]) -> Figure:
    """«оборот равнялся 5,9 млн, из них 4,6 млн составил экспорт. За пять месяцев / прибавка»: the next sentence goes on with the whole, not with its part."""
    last = near[-1]
    parts = [f for f in near if f.view is last.view]
    if len(parts) > 2 and parts[0].measure.indicator == "turnover" and {"export", "import"} <= {f.measure.indicator for f in parts[1:]}:
        return parts[0]  # «оборот — 900 млн: экспорт — 300, импорт — 600. Основной партнёр — Китай с 840 млн»
    if len(near) < 2 or near[-2].view is not last.view or near[-2].measure.indicator != "turnover":
        return last
    between = last.view.lemmas[last.view.token_at(near[-2].number.stop - 1) + 1 : last.view.token_at(last.number.start)]
    return near[-2] if between[:3] in ([",", "из", "они"], [",", "из", "который"], [",", "в", "тот"]) else last


def is_beside(figure: Figure) -> bool:
    """«Для сравнения: вся Россия наторговала на 5,3 млрд»: told beside the story, which goes on with what was told before."""
    return (
        figure.view.lemmas[:2] == ["для", "сравнение"]
        or is_of_year_before(figure.view)
        or (bool(figure.sides) and {"весь", "целое"} & set(figure.view.lemmas[:8]) != set() and "россия" in figure.view.lemmas[:8])
    )


def is_whole_year_before(figure: Figure, before: Sequence[Figure]) -> bool:
    """«… за январь–май 2021 года — 11 млрд. Весь 2020 год дал 20,8 млрд»: a year before the one under way, set beside it as a whole."""
    if not WHOLE & set(figure.view.lemmas[:3]) or figure.period is None or figure.period.first is None or figure.period.grain != "year":
        return False
    earlier = (f.period.first for f in before if f.view.index < figure.view.index and f.period is not None and f.period.first is not None)
    return any(first > figure.period.first for first in earlier)


def is_of_year_before(view: View) -> bool:
    """«За такой же период прошлого года вывезли 2,2 млн тонн»: a sentence that opens with the time of a comparison."""
    opening = view.lemmas[:OPENING]
    if opening[:2] in (["год", "ранее"], ["год", "раньше"], ["год", "назад"]):
        return True
    return (
        "период" in opening and not SAME_PERIOD.isdisjoint(opening) and ("прошлый" in opening or "предыдущий" in opening or any(w.isdigit() for w in opening))
    )
