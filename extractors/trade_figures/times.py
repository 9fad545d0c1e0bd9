"""When a figure of trade holds, and whether it is reported, aimed at or offered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from extractors.article.discourse import Discourse
from extractors.lexicon import key, members
from extractors.status.cues import classify, negation
from extractors.trade_figures.bases import is_compared, is_left_behind, is_time_of_another_year
from extractors.trade_figures.brackets import is_of_item, is_remark
from extractors.trade_figures.numbers import Figure
from extractors.view import View, is_predicate
from schemas.values import DateSpan

REACHING = {
    "составить", "вырасти", "достигнуть", "увеличиться", "вернуться", "подобраться", "приблизиться", "подойти", "возрасти", "снизиться", "сократиться",
    "упасть", "уменьшиться", "дойти", "перевалить", "оказаться", "удвоиться", "утроиться", "подняться", "опуститься", "взять", "набрать", "наторговать",
}  # fmt: skip
# «задача по увеличению оборота до 5 млрд», «поручение о доведении экспорта до миллиона»: the act as a noun, and what makes it a goal.
RAISING = {"увеличение", "доведение", "достижение", "наращивание", "повышение", "расширение", "удвоение", "рост", "выход"}
AIMING = {
    "задача", "цель", "поручение", "намерение", "стремиться", "допустить", "прогнозировать", "ожидать", "ожидаться", "поручить", "нацелить", "рассчитывать",
    "предрекать", "сулить", "предсказывать", "прогнозироваться", "предвидеть",
}  # fmt: skip
OFFERING = {"предложить", "предлагать", "предлагаться", "пора", "предложение"}
AROUND = 12
ABLE = {"мочь", "способный", "способен", "суметь"}
RECORDS = {"впервые", "максимум", "минимум", "рекорд", "рекордный", "максимальный", "минимальный"}
AGAINST = {"тогда", "хотя", "зато", "годом"}
STATED = {"данные", "состояние", "информация", "сведение"}
BEST = {"самый", "наибольший", "наименьший", "лучший", "худший"}
MANAGED = {"удаться", "суметь", "смочь", "получиться", "помочь"}
CHANGING = {"поднять", "повысить", "сократить", "нарастить", "увеличить", "снизить", "уменьшить", "расширить", "удвоить", "утроить"}
HOPING = {"надеяться", "рассчитывать", "мечтать", "хотеть", "видеть", "прогнозировать", "ожидать", "предполагать"}
NEEDING = {"нужно", "надо", "необходимо", "предстоит", "следует", "важно"}
CONTRASTS = frozenset({"а", "но"})
NOW = {"теперь", "сейчас", "ныне"}
LATER = {"перспектива", "будущее"}
SEASONS = ("сезон", "сельхозгод", "сельхозсезон", "маркетингов")  # years of harvests
TOLD = 3  # sentences
RECENT = 2  # years
SHORTEST_STRETCH = 27  # days
STRETCHES = {"year", "half", "quarter", "span", "month"}


def period_of(figure: Figure, zone: tuple[int, int], last: Figure | None, previous: Figure | None) -> DateSpan | None:
    """The period of a number: what its own words say, what the list or the sentence says, what the figure before said."""
    view = figure.view
    at = view.token_at(figure.number.start)
    if NOW & set(view.lemmas[max(0, at - 3) : at]):
        return None  # «пять лет назад — 150 млн, теперь — 380 млн»
    listed = _listed_year(view, at)
    if listed is not None:
        return listed
    dates = [
        d
        for d in view.dates
        if (d.role != "base" or is_time_of_another_year(d, view))
        and d.edtf is not None
        and d.grain != "vague"
        and not is_compared(d, view)
        and not is_left_behind(d, view)
        and not _is_told_before(d)
        and not _is_record(d, view)
    ]
    dates = [d for d in dates if not _is_of_event(d, view) and not is_remark(d, at, view) and not _is_set_against(d, figure, view)]
    dates = [d for d in dates if not is_of_item(d, at, view)]
    dates = [_counted_to(d, view) for d in dates]
    if view.tokens[figure.measure.index].pos != "VERB":
        dates = [d for d in dates if d.grain != "day" or d.role != "point"]
    own = [d for d in dates if zone[0] <= d.start < zone[1]]
    if not own and last is not None and last.period is not None:
        return last.period
    dates = own or [d for d in dates if not _is_of_goal(d, figure)]
    if dates:
        return min(dates, key=lambda d: _cost(d, at, view))
    if _is_of_season(figure):
        return None
    source = last or previous
    stock = figure.measure.indicator == "investment" and source is not None and source.measure.indicator != "investment"
    begun = source is not None and source.period is not None and source.period.role == "start"  # «с 2018 года вывезли 2 тыс. тонн» is of that alone
    if source is not None and source.status == "occurred" and not stock and not begun:
        figure.found.add("discourse")
        return source.period
    return None


def _is_of_goal(d: DateSpan, figure: Figure) -> bool:
    """«торгуем на 60 млн, а / к 2026-му хотим выйти на 100»: a term behind the number, in a clause set against it."""
    view, end = figure.view, figure.view.token_at(figure.number.stop - 1)
    behind = view.lemmas[end + 1 : view.token_at(d.start)] if d.start >= figure.number.stop else []
    ahead = d.text.lower().startswith("к ") or behind[-1:] == ["к"]
    return ahead and any(a == "," and b in CONTRASTS for a, b in pairwise(behind))


def _listed_year(view: View, at: int) -> DateSpan | None:
    """«2021 — 190 млн долл., 2022 — 240 млн»: a bare year, a dash, then the number at token `at`."""
    if at < 2 or view.tokens[at - 1].text not in ("—", "–", "-", ":"):
        return None
    token = view.tokens[at - 2]
    if len(token.text) != 4 or not token.text.isdigit() or token.text[:2] not in ("19", "20"):
        return None
    year = int(token.text)
    return DateSpan(token.start, token.stop, token.text, token.text, date(year, 1, 1), date(year, 12, 31), "year", "absolute", "result")


def _is_of_season(figure: Figure) -> bool:
    """«В прошлом сельхозгоду экспорт составил 33,9 млн т»: a year of harvests of its own, whose days are not told."""
    lemmas = figure.view.lemmas[: figure.view.token_at(figure.number.start)]
    return any(word.startswith(SEASONS) and lemmas[i - 1] in ("прошлый", "минувший", "предыдущий") for i, word in enumerate(lemmas) if i)


def period_told(figure: Figure, state: Discourse) -> DateSpan | None:
    """«Итоги внешней торговли за I полугодие» over the figures: the last period of statistics that the sentences before name."""
    if figure.status != "occurred" or figure.measure.indicator == "investment" or _is_of_season(figure):
        return None  # what was invested so far is of no year
    for view in reversed(state.views[max(0, figure.view.index - TOLD) : figure.view.index]):
        found = [
            d
            for d in view.dates
            if d.edtf is not None
            and not _is_of_old(d, view, state)
            and not is_of_item(d, 0, view)
            and ((d.grain in STRETCHES and not _is_of_some_days(d)) or _is_reached(d, state))
            and (d.role in ("result", "duration") or (d.role == "point" and d.grain != "month") or _is_reached(d, state))
        ]
        if found:
            figure.found.add("discourse")
            return found[-1]
    return None


def _is_of_some_days(span: DateSpan) -> bool:
    """«с 28 ноября по 2 декабря»: the days of a fair or a visit."""
    return span.first is not None and span.last is not None and 0 < (span.last - span.first).days < SHORTEST_STRETCH


def _is_of_old(span: DateSpan, view: View, state: Discourse) -> bool:
    """«в 1992 году стороны подписали первый договор»: a year long ago in a sentence without a number is that of an event, not of the trade told next."""
    published = state.document.article.published
    old = published is not None and span.last is not None and span.last.year < published.year - RECENT
    return old and not (view.money or view.quantities or view.percents or view.changes)


def _is_reached(span: DateSpan, state: Discourse) -> bool:
    """«К концу октября объём превысил прошлогодний»: a day or month that is over, up to which is counted."""
    published = state.document.article.published
    over = published is not None and span.last is not None and span.last <= published and span.last.year == published.year
    return over and span.role == "deadline" and span.grain in ("day", "month")


def aimed_period(figure: Figure, published: date | None) -> DateSpan | None:
    """The period of a goal: no year that is over, and none for «в среднесрочной перспективе — 20 млрд»."""
    period, view = figure.period, figure.view
    if period is None or figure.status == "occurred":
        return period
    at = view.token_at(figure.number.start)
    later = next((i for i in range(at - 1, max(-1, at - AROUND), -1) if view.lemmas[i] in LATER), None)
    if later is not None and not view.tokens[later].start <= period.start < figure.number.start:
        return None
    if period.start < view.sentence.start and (period.first is None or published is None or period.first <= published):
        return None  # «Оборот 2012 года составил …. Стороны договорились довести его до миллиарда»
    if published is None or period.last is None or period.last >= published:
        return period
    return None if period.last.year < published.year else period


def _cost(span: DateSpan, at: int, view: View) -> float:
    """How far a date is from the number at token `at`."""
    where = view.token_at(span.start)
    day = 3.0 if span.grain == "day" and span.role == "point" else 0.0
    return day + 1.5 * view.verbs_between(at, where) + 0.3 * view.breaks_between(at, where) + 0.02 * abs(at - where) + (1.0 if where > at else 0.0)


def _is_of_event(span: DateSpan, view: View) -> bool:
    """«пригласила на апрельскую выставку»: the month of a fair or talks is no time of trade."""
    at = view.token_at(span.stop - 1) + 1
    return span.grain == "month" and at < len(view.tokens) and view.tokens[at - 1].pos == "ADJ" and key(view.tokens[at].lemma) in members("fair", "gathering")


def _is_set_against(span: DateSpan, figure: Figure, view: View) -> bool:
    """«закуплено 5 тысяч тонн, тогда как / в прошлом году закупки составили 10»: the time of a clause set against that of the number."""
    end, first = view.token_at(figure.number.stop - 1) + 1, view.token_at(span.start)
    borders = (i for i in range(end, first) if view.tokens[i].text in (",", ";") and view.lemmas[i + 1] in AGAINST)
    return any(any(is_predicate(t) for t in view.tokens[i + 1 : min(first + 8, len(view.tokens))]) for i in borders)


def _counted_to(span: DateSpan, view: View) -> DateSpan:
    """«по данным на 18 сентября», «по состоянию на 1 октября»: a day up to which is counted."""
    at = view.token_at(span.start)
    told = span.grain == "day" and view.lemmas[at - 1 : at] == ["на"] and not STATED.isdisjoint(view.lemmas[max(0, at - 3) : at - 1])
    return replace(span, role="deadline") if told and at else span


def _is_record(span: DateSpan, view: View) -> bool:
    """«впервые с 2021 года», «максимум с 2014-го»: since when it was not so."""
    at = view.token_at(span.start)
    before = range(max(0, at - 4), at)
    if span.role in ("result", "start") and any(view.lemmas[i] in BEST or view.texts[i].startswith("наивысш") for i in before):
        return True  # «самый высокий за последние пять месяцев», «наивысшего значения начиная с 2017 года»
    if at and view.lemmas[at - 1] in ("с", "со") and view.texts[at - 2].lower() == "начиная" and any(word.startswith("наивысш") for word in view.texts[:at]):
        return True  # «достигли наивысшего результата во взаимной торговле начиная с 2017 года»
    return not RECORDS.isdisjoint(view.lemmas[max(0, at - 3) : at])


def _is_told_before(span: DateSpan) -> bool:
    """«(год назад – 49 тыс.)», «годом ранее»: the time of another number."""
    return span.text.lower() in ("год назад", "годом ранее", "годом раньше", "годом прежде")


def edtf_of(figure: Figure) -> str | None:
    """The period as a date string: «к 28 ноября составил» counts from January on, «с 1 июля отправлено» is open."""
    period = figure.period
    if period is None or period.edtf is None or "/" in period.edtf:
        return None if period is None else period.edtf
    if period.role == "start" and (period.grain in ("day", "month") or (period.grain == "year" and figure.value is not None)):
        return f"{period.edtf}/.."
    if period.role == "deadline" and period.grain in ("day", "month") and period.edtf[4:7] == "-12" and figure.status != "occurred":
        return period.edtf[:4]  # «к концу декабря ожидается отпустить 2,3 млрд»: the whole year
    if period.role == "deadline" and period.grain in ("day", "month") and figure.status == "occurred" and any(w.startswith(SEASONS) for w in figure.view.words):
        return f"../{period.edtf}"  # «в текущем сезоне на 13 января отгрузили»: since the harvest, whose day is not told
    if period.role == "deadline" and period.grain in ("day", "month") and figure.status == "occurred":
        return f"{period.edtf[:4]}-01{'-01' if period.grain == 'day' else ''}/{period.edtf}"  # «к сентябрю оборот составил»
    return period.edtf


def days_of(figure: Figure) -> tuple[date | None, date | None]:
    """The first and the last day of the period as `edtf_of` tells it."""
    period, told = figure.period, edtf_of(figure)
    if period is None or told is None or told == period.edtf:
        return (None, None) if period is None else (period.first, period.last)
    if told.endswith("/.."):
        return period.first, None
    if told.startswith("../"):
        return None, period.last
    return (period.first.replace(month=1, day=1) if period.first is not None else None), period.last


def status_of_figure(figure: Figure) -> tuple[str, str]:
    """occurred, planned or proposed, with the word that says so."""
    view = figure.view
    at = view.token_at(figure.number.start)
    end = view.token_at(figure.number.stop - 1)
    parted = next((i for i in range(end + 1, len(view.tokens)) if view.tokens[i].text in (",", ";", ".")), len(view.tokens))
    parted = len(view.tokens) if at <= 1 else parted  # «Полмиллиарда долларов, вот чего хотим достичь»
    near = [i for i in range(max(0, at - AROUND), min(parted, at + AROUND + 1)) if view.verbs_between(min(i, at), max(i, at)) <= 1]
    cue = _aim(figure, near, at)
    verb = view.tokens[figure.measure.index]
    if not cue and verb.pos == "VERB" and verb.feats.tense == "fut" and not figure.measure.told and not verb.text.endswith("ся"):
        return "planned", verb.text  # «Поднебесная купит не менее 170 тысяч тонн»
    if not cue:
        return "occurred", ""
    lemmas = {view.lemmas[i] for i in near}
    if lemmas & OFFERING or {"мочь", "бы"} <= lemmas:
        return "proposed", cue
    return "planned", cue


def _aim(figure: Figure, near: list[int], at: int) -> str:
    """The word that makes a number a goal; "" for a number that is reported."""
    view, lemmas, targets = figure.view, figure.view.lemmas, members("target")
    for i in near:
        token = view.tokens[i]
        if token.pos != "VERB" or not (lemmas[i] in targets or lemmas[i] in REACHING or lemmas[i] in CHANGING):
            continue
        meant = lemmas[i] in targets or lemmas[i] in CHANGING or not ABLE.isdisjoint(lemmas[max(0, i - 3) : i])
        if token.feats.tense == "fut" or (token.feats.form == "inf" and meant and not negation(view, i) and MANAGED.isdisjoint(lemmas[max(0, i - 3) : i])):
            return token.text
    due = figure.period is not None and figure.period.role == "deadline" and not view.words.isdisjoint(members("target", "planning"))
    if due and figure.period is not None and not any(_is_reached_by(view, i) for i in {*near, *range(at)}):
        return figure.period.text
    told = _planned_of(figure.measure.index, view)
    if told:
        return told
    before = lemmas[max(0, at - 8) : at]
    if not members("goal").isdisjoint(before) or lemmas[0] in members("goal"):
        return "цель"
    if not LATER.isdisjoint(before):
        return "перспектива"
    due_to = next((i for i in range(max(0, at - AROUND), at) if view.texts[i].lower() in NEEDING), None)
    if due_to is not None and any(view.tokens[i].feats.form == "inf" for i in range(due_to + 1, at)):
        return view.tokens[due_to].text  # «оборот нужно вернуть на уровень в 5 млрд»
    hoping = next((i for i in range(at - 1, max(-1, at - 9), -1) if lemmas[i] in HOPING and view.tokens[i].feats.tense != "past"), None)
    if hoping is not None:
        return view.tokens[hoping].text
    raising = [i for i in range(max(0, at - 10), at + 1) if lemmas[i] in RAISING]
    if raising and AIMING & set(lemmas[max(0, raising[0] - 7) : raising[0]]):
        return view.tokens[raising[0]].text
    for i in near:
        token = view.tokens[i]
        if token.pos in ("VERB", "ADJ") and classify(token.lemma) == "planned" and i < at and token.feats.tense != "past":
            return token.text
    return ""


def _is_reached_by(view: View, i: int) -> bool:
    """«к 10 сентября / увеличила отгрузки ржи вдвое, льна — на треть»: what was done by then, for all numbers of the list."""
    return view.tokens[i].feats.tense == "past" and (view.lemmas[i] in REACHING or view.lemmas[i] in members("target") or view.lemmas[i] in CHANGING)


def _planned_of(measure: int, view: View) -> str:
    """«Поставка 60 тысяч тонн / запланирована на осень»: what is said of the measure itself behind its number."""
    verb = view.tokens[measure].head
    if view.tokens[measure].pos != "NOUN" or verb <= measure or not view.tokens[measure].rel.startswith("nsubj"):
        return ""
    token = view.tokens[verb]
    planned = token.feats.variant == "short" and classify(token.lemma) == "planned" and not negation(view, verb)
    return token.text if planned else ""
