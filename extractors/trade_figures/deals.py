"""Numbers that belong to a single deal: «завод «Нива» отгрузит фирме 90 тонн» is a contract and no statistic of trade."""

from __future__ import annotations

from extractors.contracts.worth import counts_batches, of_a_period
from extractors.lexicon import key, members
from extractors.trade_figures.measures import FLOWS, Measure, Number, measures_of
from extractors.trade_figures.numbers import Figure
from extractors.trade_figures.owners import owner_of
from extractors.view import View
from schemas.match import Mention
from schemas.values import Change, Money, Percent

PAPERS = {"контракт", "договор", "сделка", "меморандум", "соглашение", "предусматривать", "предусмотреть", "предполагать"}
DEALS = {
    "соглашение",
    "договориться",
    "условиться",
    "контракт",
    "договор",
    "сделка",
    "договоренность",
    "пробный",
    "партия",
    "контейнер",
    "тендер",
    "аукцион",
    "эшелон",
    "сухогруз",
    "баржа",
    "судно",
}


def _is_one_order(measure: Measure, view: View) -> bool:
    """«Марокко закупит 187 тепловозов», «поставит тысячу автобусов»: things that are counted and still to come; what came in a year is a statistic."""
    word = view.tokens[measure.index]
    grown = view.changes or view.percents or any(d.role in ("result", "base") for d in view.dates)
    return not grown and word.pos == "VERB" and (word.feats.tense == "fut" or (word.feats.tense == "pres" and not of_a_period(view)))


def _says(m: Mention, view: View) -> bool:
    """«…, сообщил «Зерновой терминал»: who speaks delivers nothing."""
    governor = view.governor(m)
    return governor >= 0 and key(view.tokens[governor].lemma) in members("speech")


def _sends(m: Mention, view: View) -> bool:
    """«ИНТЕРФАКС - Товарооборот …»: the agency that opens the news, a dash or slash behind it."""
    return m.first <= 1 and m.last < len(view.tokens) and view.tokens[m.last].text in ("-", "–", "—", "/", ".-")


def _is_of_firm(view: View, measure: Measure) -> bool:
    """«Минский завод отгрузил на экспорт 70 тракторов, вдвое больше»: the growth of one plant's deliveries to nobody named."""
    subject = [m for m in view.mentions if m.type == "organization" and m.case in ("nom", "dat") and not m.prep and m.number != "plur" and not _says(m, view)]
    acts = any(view.governor(m) >= 0 and view.tokens[view.governor(m)].pos == "VERB" for m in subject)
    named = any("«" in m.name and view.governor(m) >= 0 and view.tokens[view.governor(m)].feats.tense == "fut" for m in subject)
    return named or (acts and not any(m.type == "place" and m.prep for m in view.mentions))  # «Милкавита» удвоит поставки в брянские сети»


def _every_year(number: Number, view: View) -> bool:
    """«в планах рыбоводов — отправлять соседям по 5 тыс. тонн в год»."""
    end = view.token_at(number.stop - 1)
    yearly = view.lemmas[end + 1 : end + 3] == ["в", "год"] or not {"ежегодно", "ежегодный"}.isdisjoint(view.words)
    return yearly and getattr(number, "unit", "") != "шт" and not any(m.type == "organization" and m.case == "nom" for m in view.mentions)


BOUGHT = {"выкупить", "выкупать", "продать", "приобрести"}


def is_deal(number: Number, view: View, measure: Measure) -> bool:
    """«Завод «Нива» отгрузит фирме 90 тонн»: a named firm's delivery is a contract; statistics speak of regions and countries."""
    if isinstance(number, Change) and measure.indicator in ("supplies", "export"):
        return _is_of_firm(view, measure)
    at = view.token_at(number.start)
    priced = view.tokens[measure.index].pos == "VERB" or not BOUGHT.isdisjoint(view.lemmas)
    if isinstance(number, Money) and view.lemmas[at - 1 : at] == ["за"] and priced:
        return True  # «купили за 310 тысяч», «выкупил долю у партнёра за 22 млн»; not «оборот перевалил за 5 млрд»
    if measure.indicator not in ("supplies", "export", "import") or isinstance(number, (Change, Percent)):
        return False
    word = view.tokens[measure.index]
    if isinstance(number, Money) and measure.rule == "trade_figures.freight":
        return True  # «расходы на перевозку — 9 млн»
    if word.pos == "VERB" and word.feats.form == "inf" and not _every_year(number, view):
        return True
    words = set(view.lemmas[max(0, at - 10) : at + 6]) - ({"партия"} if counts_batches(view) else set())
    if DEALS & words or PAPERS & {view.lemmas[i] for i in view.ancestors(measure.index)[:3]}:
        return True
    if (getattr(number, "unit", "") == "шт" or (isinstance(number, Money) and word.feats.tense == "fut")) and _is_one_order(measure, view):
        return True
    if view.changes and owner_of(measure, view) is not None:
        return False  # «поставки «Волгоприбора» в Казахстан выросли вдвое, до 2,9 млрд рублей»
    if word.pos == "VERB" and word.feats.tense == "fut" and any(m.type == "organization" and m.case == "dat" and not m.country for m in view.mentions):
        return True  # «трубники отправят фирме «Газ» 2 600 тонн труб»
    if {"первый", "пробный"} & set(view.lemmas[max(0, at - 1) : at]):
        return True  # «поставила первые 20 т молока»: one delivery
    if any(d.role in ("result", "base") for d in view.dates):
        return False
    said = [m for m in view.mentions if m.type == "organization" and not _says(m, view) and not _sends(m, view)]
    return any(("«" in m.name or (m.case == "nom" and not m.bare and m.number != "plur")) for m in said)


def is_handed_out(figure: Figure) -> bool:
    """«… предназначена для Туркестанской области – 101 ед.»; «доля льготных кредитов» beside two regions: what one land deals out at home."""
    if len(figure.sides) < 2 or len({side.country for side in figure.sides}) > 1:
        return False
    if figure.measure.indicator == "share" and all(side.region for side in figure.sides):
        return True  # «на Петербург приходится половина экспорта округа, на Ленинградскую область – 13%»
    if figure.measure.rule == "trade_figures.share":
        return not figure.follows and all(m.indicator == "share" for m in measures_of(figure.view))
    return figure.unit == "шт" and (figure.assumed > 0 or figure.measure.rule in FLOWS)
