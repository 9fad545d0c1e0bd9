"""Sellers who compete on one market: «Россия — второй поставщик угля в Корею. Австралия нарастила отгрузки до 2 млн т» → Австралия sells to Корея.

In: a figure, the places of its own, the article. Out: the two sides, where the sentences before rank the sellers of one land.
"""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.trade_figures.lands import apart, same_place
from extractors.trade_figures.measures import RANKS
from extractors.trade_figures.numbers import Figure
from extractors.view import View
from schemas.values import Place

SENT = {"export", "supplies"}
SENDING = {"поставка", "экспорт", "отгрузка", "поставщик", "экспортер", "продавец", "импорт", "продажа"}
SELLERS = {"поставщик", "экспортер", "продавец"}
ORDERED = {"главный", "крупный", "основной", "первый", "второй", "третий", "четвертый", "пятый", "ведущий", "важный", "ключевой", "значимый"}
LISTS = {"список", "рейтинг", "тройка", "пятерка", "десятка", "перечень", "число", "топ"}
LEADS = RANKS | {"лидерство", "лидер", "первенство"}
BUYING = {"trade_figures.imported", "trade_figures.buyer_role"}
BACK = 3  # sentences in which it was told of what the rank is
REACH = 6


def market_told(figure: Figure, state: Discourse) -> Place | None:
    """«занимает второе место по поставкам газа в Китай» in this sentence or one before → the country where sellers are ranked."""
    for view in reversed(state.views[max(0, figure.view.index - BACK) : figure.view.index + 1]):
        at = next((i for i, lemma in enumerate(view.lemmas) if lemma in SENDING and i and _ranks(view, i)), None) if view.words & SENDING else None
        if at is None:
            continue
        end = view.tokens[min(at + REACH, len(view.tokens) - 1)].stop
        into = next((m for m in view.mentions if m.type == "place" and m.prep in ("в", "на") and m.case == "acc" and at < m.first and m.start < end), None)
        return next((p for p in view.places if into is not None and into.start <= p.start < into.stop and p.country), None)
    return None


def _ranks(view: View, i: int) -> bool:
    """«место / по поставкам», «главный / поставщик», «в тройке / поставщиков»."""
    before = view.lemmas[max(0, i - REACH) : i]
    if view.lemmas[i] in SELLERS:
        return before[-1] in ORDERED or not LISTS.isdisjoint(before[-2:])
    return "по" in before[-2:] and not LEADS.isdisjoint(before)


def on_market(figure: Figure, state: Discourse, own: tuple[Place | None, Place | None]) -> tuple[Place, Place] | None:
    """The sides of the next seller's figure: its own land, which acts in the sentence, and the market told before."""
    named = [p for p in own if p is not None]
    if len(named) != 1 or figure.measure.rule in BUYING or figure.measure.indicator not in SENT | {"import"}:
        return None
    seller, market = named[0], market_told(figure, state)
    if market is None or not apart(seller, market) or not _acts(seller, figure):
        return None
    return (market, seller) if figure.measure.indicator == "import" else (seller, market)


def _acts(seller: Place, figure: Figure) -> bool:
    """Whether a land stands before the number in the nominative, without a preposition, and no other one goes with it."""
    view = figure.view
    own = next((m for m in view.mentions if m.type == "place" and m.start <= seller.start < m.stop), None)
    if own is None or own.prep or own.case not in ("nom", "") or own.parent is not None or seller.start > figure.number.start:
        return False
    into = (m for m in view.mentions if m.type == "place" and m.prep and m.country and m.start < figure.number.start)
    return all(same_place(p, seller) for m in into for p in view.places if m.start <= p.start < m.stop)
