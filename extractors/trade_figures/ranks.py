"""Who is ranked by trade: «на втором месте — Монголия, 12 млн» names a buyer, «Россия вторая по поставкам газа в Китай. Первое место у Туркмении» a seller.

In: a figure of goods that were sent, and the sides its sentence seems to have. Out: the sides in their right seats.
"""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.trade_figures.hubs import is_item
from extractors.trade_figures.lands import apart, same_place
from extractors.trade_figures.markets import SENT, market_told
from extractors.trade_figures.measures import BEHIND, RANKS
from extractors.trade_figures.numbers import Figure
from extractors.view import View
from schemas.values import Place

LAST = {"замыкать", "замкнуть"}
BUYERS = {"покупатель", "импортер", "получатель"}


def ranked(figure: Figure, state: Discourse, reporter: Place | None, partner: Place | None, source: Figure | None = None) -> tuple[Place | None, Place | None]:
    """The sides of a figure, the ranked place in the seat that the ranking gives it; `source`: the figure before."""
    if source is not None and (buyer := _next_buyer(figure, source, state)) is not None:
        return buyer, source.partner
    place = _place_ranked(figure) if figure.measure.indicator in SENT else None
    if place is None:
        return reporter, partner
    market = market_told(figure, state)
    if market is not None:
        return (place, market) if apart(place, market) else (reporter, partner)
    if source is not None and source.measure.indicator in SENT and same_place(_place_ranked(source), source.partner) and apart(place, source.reporter):
        return source.reporter, place  # «второе место у Ливии, 300 тыс. т, третье у Марокко – 200»: not bought of one another
    other = next((p for p in (reporter, partner) if p is not None and apart(p, place)), None)
    return (other, place) if other is not None and same_place(reporter, place) else (reporter, partner)


def _next_buyer(figure: Figure, source: Figure, state: Discourse) -> Place | None:
    """«Крупнейший покупатель – Китай, он закупил 90 тыс. т. Третье место у / Вьетнама, 30 тыс. т»: who is ranked behind a buyer buys of the same."""
    goes_on = figure.measure.told or source.measure.told or (figure.view is source.view and figure.measure.index == source.measure.index)
    if not goes_on or not figure.measure.indicator == source.measure.indicator == "import":
        return None
    if all(BUYERS.isdisjoint(view.words) for view in state.views[max(0, figure.view.index - 1) : figure.view.index + 1]):
        return None
    place = _place_ranked(figure)
    at = figure.view.token_at(place.start) if place is not None else 0
    ranks = at > 0 and figure.view.lemmas[at - 1] == "у" and place is not None and source.partner is not None and apart(place, source.partner)
    return place if ranks else None


def _place_ranked(figure: Figure) -> Place | None:
    """«Третье место у Казахстана — 1,05 млрд»: the last place before the number, in a sentence of ranks."""
    view, at = figure.view, figure.view.token_at(figure.number.start)
    if (RANKS | BEHIND | LAST).isdisjoint(view.lemmas[:at]):
        return None
    before = [p for p in view.places if p.form == "name" and p.kind in ("country", "region") and p.stop <= figure.number.start]
    return before[-1] if before and _is_free(view, before[-1]) else None


def _is_free(view: View, place: Place) -> bool:
    """Whether a place stands without a preposition, or with «у»: «третье место у Казахстана»."""
    at = view.token_at(place.start)
    return at == 0 or view.tokens[at - 1].pos != "ADP" or view.lemmas[at - 1] == "у"


def sells_on(figure: Figure, previous: Figure, reporter: Place | None, partner: Place | None) -> bool:
    """Whether who sold to the buyer before is seen as the buyer from the next one."""
    bought = figure.measure.indicator == previous.measure.indicator == "import" and figure.measure.told
    return bought and partner is not None and same_place(previous.partner, reporter) and apart(partner, previous.reporter)


def goes_on_sending(figure: Figure, previous: Figure, reporter: Place | None, partner: Place | None) -> bool:
    """«Первый по закупкам — Египет: туда поставлено 12 тыс. тонн. Следом идёт / Оман — 10»: sent by the same seller, whatever the ranking counts."""
    elsewhere = figure.measure.told or figure.measure.word.lower() not in (text.lower() for text in figure.view.texts)
    if figure.measure.indicator != "import" or not elsewhere or previous.measure.indicator not in SENT or partner is None:
        return False
    return is_item(partner, figure) and bare(figure.view, partner) and same_place(previous.reporter, reporter) and apart(partner, reporter)


def is_of_seller(figure: Figure, previous: Figure, home: Place | None) -> bool:
    """«Египет закупил у России 6 млн т пшеницы. Экспорт составил 33 млн т»: in an article of the seller's land it is the seller's."""
    if figure.measure.indicator not in SENT or figure.measure.told or previous.measure.indicator != "import" or home is None:
        return False
    buyer, seller = previous.reporter, previous.partner
    return buyer is not None and seller is not None and seller.country == home.country != buyer.country


def is_part(figure: Figure, previous: Figure) -> bool:
    """Whether a figure is not more than the one told before in the same unit, so that it may be of the same two sides."""
    known = figure.value is not None and previous.value is not None and (figure.unit, figure.currency) == (previous.unit, previous.currency)
    return not known or (figure.value or 0) <= (previous.value or 0)


def takes_first_seat(figure: Figure, last: Figure, item: Place | None) -> bool:
    """«Казахстан купил у края муки на 38 млн, Таджикистан — на 22 млн»: the next buyer in the nominative is a buyer too."""
    if item is None or figure.measure.indicator != last.measure.indicator or last.view is not figure.view or last.reporter is None:
        return False
    view = figure.view
    if figure.measure.indicator == "investment" and last.partner is not None:  # «Германия вложила 8 млрд, Франция — 4» in the town told before
        return not view.sentence.start <= last.partner.start < view.sentence.stop and bare(view, item) and bare(view, last.reporter)
    if figure.measure.indicator != "import":
        return False
    behind = last.reporter.start > last.number.start  # «900 тонн купил Казахстан, 400 тонн – Армения»
    if last.reporter.form != "name" or behind != (item.start > figure.number.start):
        return False
    return bare(view, item) and bare(view, last.reporter) and last.partner is not None and not bare(view, last.partner)


def bare(view: View, place: Place) -> bool:
    """Whether a place stands in the sentence without a preposition."""
    if not view.sentence.start <= place.start < view.sentence.stop:
        return False
    at = view.token_at(place.start)
    return at == 0 or view.tokens[at - 1].pos != "ADP"
