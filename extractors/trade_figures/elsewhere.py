"""Numbers beside trade that tell of something else: a stake in a firm, one firm's sale, deliveries of nobody whom the sentence names.

In: a finished figure. Out: whether it is none of trade between sides.
"""

from __future__ import annotations

from extractors.lexicon import key
from extractors.trade_figures.measures import FLOWS
from extractors.trade_figures.numbers import Figure
from extractors.view import View
from schemas.values import Change, Money, Quantity

PROJECTS = {"проект", "завод", "производство", "строительство", "цех", "комплекс", "контракт", "рабочий", "соглашение"}
COLLECTIVE = {"сторона", "бизнес", "капитал", "инвестор"}
STAKES = {"проект", "предприятие", "компания", "завод", "бизнес", "холдинг", "месторождение", "фирма", "банк", "консорциум", "оператор"}
IN_MONEY = {"выражение", "стоимостный", "денежный", "деньги", "натуральный", "физический"}
OF_NAMED = {"trade_figures.freight"}  # told of corridors as much as of two sides
OF_VERBS = {"trade_figures.exported", "trade_figures.imported", "trade_figures.supplied"}
# Words of single purchases as much as of statistics: they need a side that the sentence names.
SINGLE = ("продаж", "прода", "выручк", "закуп", "купи", "покуп", "приобр", "сбыт")


def is_elsewhere(figure: Figure) -> bool:
    """Deliveries, investments and shares of no side that the sentence names: «рост продаж за год», «доля в капитале»."""
    words = figure.view.words
    if figure.measure.rule in OF_NAMED and not figure.named and isinstance(figure.number, Change):
        return True  # «перевозки по коридору выросли на 8%»
    if figure.measure.indicator == "share":
        at, lemmas = figure.measure.index, figure.view.lemmas
        held = any(lemmas[i] == "в" and STAKES & set(lemmas[i + 1 : i + 3]) for i in range(at + 1, min(at + 4, len(lemmas))))  # «доля в проекте»
        held = held or (lemmas[at - 1 : at] == ["свой"] and [t.text for t in figure.view.tokens[at + 1 : at + 3]] in (["в", "нём"], ["в", "нем"], ["в", "ней"]))
        held = held or any(word.endswith("расчет") for word in lemmas[at + 1 : at + 3])  # «доля взаиморасчётов в рублях»
        firm = any(m.type == "organization" and m.case == "nom" for m in figure.view.mentions)
        if figure.assumed and firm and figure.view.tokens[at].pos == "VERB" and figure.measure.rule in OF_VERBS:
            return True  # «завод поставляет в Китай 40% муки»
        return (
            bool(held or words & {"капитал", "уставный", "учредитель", "акция", "голос", "паритетный", "сп", "вложение", "пакет", "соучредитель"})
            or figure.assumed > 1
        )
    if figure.measure.rule == "trade_figures.invested":
        return figure.assumed > (1 if figure.follows else 0) or figure.status != "occurred" or not _many_act(figure.view)
    if figure.measure.role:
        return not figure.named or isinstance(figure.number, Change)
    if figure.measure.told or (figure.follows and (IN_MONEY & words or key(figure.measure.word).startswith("выручк"))):
        return False
    if figure.measure.rule in FLOWS:
        known = figure.named or (figure.adjoins and figure.assumed < 2)
        return not (known and isinstance(figure.number, (Money, Quantity)) and figure.status == "occurred")
    if key(figure.measure.word).startswith(("реализ", "перевезен", "перевезт")):
        return not figure.named  # «за год перевезено 14 млн тонн грузов»
    if key(figure.measure.word).startswith(SINGLE):
        return (figure.assumed > 1 and not figure.again) or _is_single_sale(figure)
    if figure.measure.indicator == "investment" and words & PROJECTS:
        return True
    if (
        figure.measure.indicator == "supplies"
        and (figure.adjoins or (figure.spoken and isinstance(figure.number, Change)))
        and not any(m.type == "organization" for m in figure.view.mentions)
    ):
        return False  # «Основу поставок составила пшеница — 1,8 млрд»
    return figure.measure.indicator in ("supplies", "investment") and figure.assumed > 1


def _is_single_sale(figure: Figure) -> bool:
    """«Смоленские фермеры продали мёда на 2 млн»: some people of a region, to nobody named."""
    view, reporter = figure.view, figure.reporter
    if figure.named or figure.follows or figure.spoken or reporter is None or view.tokens[figure.measure.index].pos != "VERB":
        return False
    return reporter.form in ("adjective", "demonym") and view.sentence.start <= reporter.start < view.sentence.stop


def _many_act(view: View) -> bool:
    """«Турецкие компании вложили», «Китай вложил»: a country or many of its firms; one firm's investment is a contract."""
    return any(
        m.case == "nom" and (m.type == "place" or m.lemma in COLLECTIVE or (m.number == "plur" and m.type in ("organization", "group"))) for m in view.mentions
    )
