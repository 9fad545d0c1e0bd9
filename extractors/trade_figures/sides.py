"""Whose trade a number tells of: reporter and partner, from the words that belong to the number, the list, the article."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeGuard

from extractors.article.discourse import Discourse
from extractors.trade_figures.hubs import hub_of, next_item
from extractors.trade_figures.lands import (
    AWAY,
    apart,
    countries,
    is_at_home,
    is_of_countries,
    is_of_one_land,
    lifted,
    parties_meant,
    partners_told,
    place_headed,
    pointed,
    same_place,
    speaks_of_partners,
    spelled,
    spoken_of,
    titled,
)
from extractors.trade_figures.markets import on_market
from extractors.trade_figures.measures import measures_of
from extractors.trade_figures.numbers import Figure, is_line
from extractors.trade_figures.pairs import two_told
from extractors.trade_figures.places import BETWEEN, home_so_far, is_numbered, places_of
from extractors.trade_figures.ranks import goes_on_sending, is_of_seller, is_part, ranked, sells_on, takes_first_seat
from extractors.trade_figures.seats import buys, dashed, is_listed_before, is_next_item, is_of_goods, is_one_of_several, part_between
from extractors.trade_figures.totals import MUTUAL, is_of_these, is_overall, is_part_of_total, is_total, is_whole_flow
from extractors.trade_figures.zones import next_flow
from extractors.view import View
from schemas.values import Place

BACK = {"навстречу", "обратный", "обратно", "встречный"}
OWN = {"областной", "региональный", "краевой", "республиканский", "наш", "местный"}
THEIRS = {"её", "ее", "его", "их", "него", "неё", "нее", "них"}
EUROPE = {"ЕС", "Евросоюз", "Европейский союз"}
PARTING = {"а", "но", "зато", "тогда", "однако", "хотя", "притом", "впрочем"}
HERE, BREAKS = {"сюда", "отсюда"}, {",", ";"}
EXPORTING, IMPORTING, ACCOUNTS = {"export", "supplies"}, {"import"}, "trade_figures.accounts_for"


def set_sides(figure: Figure, state: Discourse, zone: tuple[int, int], last: Figure | None, previous: Figure | None) -> None:
    """Reporter and partner: from the words of the number's own zone, then from the list, then from the sentences before."""
    reporter, partner = two_told(figure, state) or (_named_in_clause(figure, state, zone) if last is None else _named(figure, state, zone))
    if reporter is None and partner is not None and state.home is not None and is_at_home(figure, partner, state.home):
        reporter, partner = partner, None  # «общий объём экспорта в Приморье»
    own = (reporter, partner)
    listed = next_item(figure, last or previous, own) or on_market(figure, state, own)
    if listed is not None:
        figure.found.add("shared")
        reporter, partner = listed
    elif last is not None:
        figure.found.update({"shared"} if reporter is None or partner is None else ())
        whole = reporter is None and partner is None and figure.measure.index > last.measure.index and is_total(figure, state)
        reporter, partner = (last.reporter, None) if whole else _shared(figure, last, reporter, partner)
    if reporter is None and partner is None and not is_total(figure, state):
        reporter, partner = _named(figure, state, (zone[1], next_flow(figure)))
        told = [place for place in (reporter, partner) if place is not None]
        if _is_pair(previous) and all(any(not apart(place, side) for side in previous.sides) for place in told):
            reporter = partner = None  # «двусторонний оборот — 2,7 млрд; доля российского экспорта …»: the pair just told
    figure.named = partner is not None
    figure.assumed = (reporter is None) + (partner is None)
    if (
        figure.assumed == 2
        and figure.measure.rule != "trade_figures.share"
        and not OWN.isdisjoint(figure.view.lemmas[max(0, figure.measure.index - 2) : figure.measure.index])
    ):
        figure.assumed = 1  # «58% областного экспорта»
    if figure.assumed == 2 and figure.view.texts[figure.measure.index - 1] in THEIRS and speaks_of_partners(figure, state):
        figure.assumed = 1  # «среди партнёров области Беларусь вторая. На её долю приходится 16%», «На неё пришлось 16%»
    if partner is None and (there := pointed(figure, state)) is not None:
        reporter = reporter if apart(there, reporter) else None  # «Вьетнамский рынок сжался: туда ушло 3 тыс. тонн»
        partner, figure.named = there, True
    if figure.assumed == 2 and (AWAY | HERE) & figure.view.words:
        figure.assumed = 1  # «оттуда», «сюда» stand for a side
    if reporter is not None and reporter.form == "adjective" and reporter.kind == "country" and _is_home_told(reporter, previous, state):
        reporter = state.home  # «казахстанские конфеты стали брать хуже» in an article of one region's trade
    if reporter is None or partner is None:
        figure.found.add("discourse")
        of_all = (
            last is not None and last.partner is None and partner is None and same_place(reporter, last.reporter)
        )  # «в целом экспорт составил …, импорт — …»
        reporter, partner = (reporter, None) if of_all else _from_article(figure, state, reporter, partner, previous, own)
    reporter, partner = lifted(reporter, partner, state), lifted(partner, reporter, state)
    if figure.measure.indicator == "share" and own[1] is None and same_place(partner, state.home) and own[0] is not None:
        reporter, partner = partner, reporter  # «главные партнёры — КНР (41%), Корея (22%)»: the article's own side is whose trade it is
    reporter, partner = spelled(reporter, state), spelled(partner, state)
    reporter, partner = ranked(figure, state, reporter, partner, last or previous)
    if own[0] is None and previous is not None and goes_on_sending(figure, previous, reporter, partner):
        figure.measure = replace(figure.measure, indicator=previous.measure.indicator)
    elif own[0] is None and previous is not None and sells_on(figure, previous, reporter, partner):
        reporter, partner = partner, reporter  # «Турция закупила донскую пшеницу. … четвёртую строчку занял Бангладеш»
    if figure.measure.indicator in ("export", "import") and reporter is not None and partner is not None and is_of_one_land(reporter, partner):
        partner = None  # «больше других вывезли Ферганская (4,6 тыс. тонн) и Сурхандарьинская области (2 тыс.)»
    figure.reporter, figure.partner = reporter, partner
    figure.hub = hub_of(figure, last or previous)
    if is_of_countries(figure):
        figure.reporter, figure.partner = countries(reporter, partner, state)
        figure.named = figure.partner is not None


def _named(figure: Figure, state: Discourse, zone: tuple[int, int]) -> tuple[Place | None, Place | None]:
    """The sides that the words of a zone name.

    «Тульская и Рязанская области» of an export are one reporter after another and no pair; of a turnover two genitives are its two sides.
    """
    near = places_of(figure, state, *zone)
    between = [side.place for side in near if side.mark == BETWEEN]
    if between and (part := part_between(figure, near, between)) is not None:
        return part
    if between:
        rest = [side.place for side in near if not same_place(side.place, between[0])]
        return between[0], next((p for p in (*between[1:], *rest) if apart(p, between[0])), None)
    partners = [side.place for side in near if side.role == "partner"]
    if figure.measure.rule == ACCOUNTS and (whose := [side.place for side in near if side.role == "partner" and side.mark == "на"]):
        partners = whose  # «четверть инвестиций Турции в Россию приходится на Татарстан»
    partner = next((p for p in partners if len(partners) > 1 and dashed(p, figure)), partners[0] if partners else None)
    reporters = [side for side in near if side.role == "reporter" and apart(side.place, partner) and not is_next_item(side.place, figure, state)]
    reporters = [side for side in reporters if not is_listed_before(side.place, partner, figure)]
    reporters.sort(key=lambda side: not is_of_goods(side.place, figure))
    reporter = reporters[0].place if reporters else None
    if reporter is None and partner is not None and figure.measure.indicator == "share":
        own = next(side.mark for side in near if side.place is partner)
        into = (side.place for side in near if side.role == "partner" and side.mark in ("в", "на") and side.mark != own and apart(side.place, partner))
        reporter = next(into, None)  # «Россия осталась главным поставщиком нефти в Индию с долей 33%»
    if reporter is not None and partner is None and _is_paired(figure):
        partner = next((side.place for side in reporters[1:] if apart(side.place, reporter)), None)
    origin = next((side.place for side in near if side.role == "origin"), None)
    if origin is not None and partner is not None and reporter is None:
        return (partner, origin) if buys(figure, near, partner) else (origin, partner)
    return reporter, partner or (origin if origin is not None and apart(origin, reporter) else None)


def _named_in_clause(figure: Figure, state: Discourse, zone: tuple[int, int]) -> tuple[Place | None, Place | None]:
    """«Поставки в Египет снизились, зато вывоз в Алжир вырос на 40%»: the clause's own partner before that of a clause with another measure."""
    reporter, partner = _named(figure, state, zone)
    view = figure.view
    start = next((i for i in range(figure.measure.index - 1, 0, -1) if _parts(view, i)), None) if not BREAKS.isdisjoint(view.words) else None
    earlier = next((m for m in measures_of(view) if m.index < start and m.indicator != "share"), None) if start is not None else None
    if start is None or earlier is None:
        return reporter, partner
    first, second = _named(figure, state, (view.tokens[start].start, zone[1]))
    if second is None:
        return reporter, partner
    told, _ = _named(replace(figure, measure=earlier), state, (zone[0], view.tokens[start].start))  # whose figures the clause before told
    return first or (told if told is not None and apart(told, second) else None), second


def _parts(view: View, i: int) -> bool:
    """Whether a clause of its own begins behind token i: «;», «, а», «, зато», «, тогда как»."""
    return view.tokens[i].text == ";" or (view.tokens[i].text == "," and view.lemmas[i + 1] in PARTING)


def _is_paired(figure: Figure) -> bool:
    """Whether two places without a preposition are the two sides: «товарооборот Тувы и Монголии», «взаимные поставки России и Ирана»."""
    words = set(figure.view.lemmas[max(0, figure.measure.index - 3) : figure.measure.index])
    return figure.measure.indicator in ("turnover", "investment", "share") or bool(words & MUTUAL)


def _shared(figure: Figure, last: Figure, reporter: Place | None, partner: Place | None) -> tuple[Place | None, Place | None]:
    """What an item of a list leaves to its first item: a new country takes its seat, the other side stays."""
    if (reporter is None and partner is None) or (reporter is None and partner is not None and last.reporter is not None and not apart(partner, last.reporter)):
        return last.reporter, last.partner
    if reporter is None and last.reporter is not None and last.partner is not None and takes_first_seat(figure, last, partner):
        return partner, last.partner
    if partner is None:
        if figure.measure.indicator == "share" and reporter is not None and last.reporter is not None and last.partner is not None:
            if (seat := _kept(last, reporter)) is not None:
                return reporter, seat  # «немецкие товары – 14% калужского импорта, китайские – 31%»
            alike = last.reporter.form != "adjective" and last.partner.form == "adjective"  # «доля узбекских товаров … 3 %, у китайских – 54 %»
            return reporter, last.reporter if alike and apart(last.reporter, reporter) else last.partner if apart(last.partner, reporter) else last.reporter
        turned = {figure.measure.indicator, last.measure.indicator} & EXPORTING and {figure.measure.indicator, last.measure.indicator} & IMPORTING
        kept = (last.reporter, last.partner) if turned else (last.partner, last.reporter)
        return reporter, next((p for p in kept if p is not None and apart(p, reporter)), None)
    if reporter is None and (seat := _kept(last, partner)) is not None:
        return seat, partner
    return reporter or next((p for p in (last.reporter, last.partner) if p is not None and apart(p, partner) and p is not last.partner), None), partner


def _kept(last: Figure, item: Place) -> Place | None:
    """«На Россию приходится 54% оборота области, на Китай – 13%»: a country takes the seat of a country, the region stays."""
    if last.reporter is None or last.partner is None or item.kind != "country":
        return None
    regions = [p for p in (last.partner, last.reporter) if p.kind == "region"]
    return regions[0] if len(regions) == 1 and apart(regions[0], item) else None


def _from_article(
    figure: Figure, state: Discourse, reporter: Place | None, partner: Place | None, previous: Figure | None, own: tuple[Place | None, Place | None]
) -> tuple[Place | None, Place | None]:
    """What the sentence leaves out: the pair of the figure before, the article's home, the side that was just spoken of."""
    if partner is None and previous is not None and previous.partner is not None and not previous.partner.country and is_of_these(figure.view):
        partner = previous.partner
    of_many = figure.of_many and figure.measure.indicator in ("turnover", "export", "import")
    shared = of_many or (previous is not None and figure.view is not previous.view and is_one_of_several(previous))
    alone = (
        is_total(figure, state)
        or is_part_of_total(figure, previous, state)
        or shared
        or is_whole_flow(figure, *own, previous)
        or is_overall(figure, *own)
        or (previous is not None and previous.partner is not None and not _is_country(previous.partner))
    )
    if reporter is None and partner is None and (meant := parties_meant(figure, state)):
        return meant
    if partner is None and (headed := place_headed(figure, state)) is not None and apart(headed, reporter):
        partner = headed
    if reporter is None and partner is None and previous is not None and previous.reporter is not None and _is_country(previous.partner) and not alone:
        if not (BACK & figure.view.words) and is_of_seller(figure, previous, state.home):
            return previous.partner, previous.reporter if is_part(figure, previous) or figure.measure.indicator != "export" else None
        back = BACK & set(figure.view.lemmas) and previous.measure.indicator not in ("turnover", "share")
        if back and previous.measure.indicator == "import":  # «Якутия ввезла шерсти на 4 млн. В обратном направлении пошло 87 тыс. тонн угля»
            figure.measure = replace(figure.measure, indicator="export") if figure.measure.told else figure.measure
            return previous.reporter, previous.partner
        return (previous.partner, previous.reporter) if back else (previous.reporter, previous.partner)
    if reporter is None and partner is None and figure.measure.indicator != "share" and (pair := partners_told(figure, state)):
        return pair
    told = _seller_told(figure, previous)
    if partner is None and reporter is not None and figure.measure.indicator in IMPORTING and previous is not None and previous.measure.indicator in EXPORTING:
        seller = previous.reporter if previous.partner is not None and not _is_country(previous.partner) and figure.view is not previous.view else None
        partner = seller if seller is not None and apart(seller, reporter) else None  # «В СНГ продали на 312 млн. Казахстан / приобрёл на 140»
    if reporter is None and partner is None and (told_in_title := titled(figure, state)):
        return told_in_title
    if reporter is None:
        listed = None if is_line(figure.view, None) else told
        others = [side.place for side in places_of(figure, state, figure.view.sentence.start, figure.view.sentence.stop) if side.role == "partner"]
        others.extend(p for p in figure.view.places if is_numbered(p, figure.view))
        if previous is not None and not _is_sold_by(told, previous, figure, state.home) and any(same_place(side, state.home) for side in previous.sides):
            listed = state.home  # «Узбекистан купил у края …. Ввоз из ФРГ достиг …»: the region's own
        later = figure.view.sentence.stop
        sides = [p for p in state.sides if p.start < later or p.kind != "country" or same_place(p, state.home)]  # not a buyer told later
        own_side = (p for p in (listed, home_so_far(figure, state), *sides) if p is not None and apart(p, partner))
        reporter = next((p for p in own_side if not any(same_place(p, o) for o in others) and not _has_no_seller(figure, previous)), None)
    if partner is None and not alone and (seller := _seller_to_all(figure, reporter, previous)) is not None:
        return reporter, seller  # «… закупила Турция. Египет импортировал 3 млн тонн»
    if partner is None and not alone:
        kept = previous.partner if previous is not None and told is not None and same_place(told, reporter) and _is_country(previous.partner) else None
        kept = kept or _partner_before(figure, reporter, previous)
        near = spoken_of(figure, state)
        if figure.measure.indicator in EXPORTING | IMPORTING and reporter is not None:
            near = [p for p in near if p.country != reporter.country]
        if figure.measure.told and previous is not None and state.home is not None and any(same_place(side, state.home) for side in previous.sides):
            near = [state.home, *near]  # «Танзания идёт следом: 270 млн долларов»
        own_home = state.home if previous is not None and any(same_place(side, state.home) for side in previous.sides) else None
        bought = own_home if figure.measure.indicator in IMPORTING | {"investment"} else None  # «Бангладеш приобрела 11 тысяч тонн»: of the region's own
        partner = next((p for p in (kept, bought, *near) if p is not None and apart(p, reporter)), None)
    return reporter, partner


def _has_no_seller(figure: Figure, previous: Figure | None) -> bool:
    """«Вывоз через порт в Египет – 410 тыс. т. / Турция получила 180»: who sold to the buyer before is not told, and so not who sells to the next."""
    if previous is None or previous.reporter is not None or previous.partner is None:
        return False
    return {figure.measure.indicator, previous.measure.indicator} <= EXPORTING


def _partner_before(figure: Figure, reporter: Place | None, previous: Figure | None) -> Place | None:
    """«Оборот области с Казахстаном — 391 млн, импорт — 137. Нынче самарский вывоз — 121 млн»: with whom the side traded in the sentence before."""
    if previous is None or figure.view.index - previous.told != 1 or not _is_country(previous.partner):
        return None
    return previous.partner if same_place(previous.reporter, reporter) else None


def _seller_to_all(figure: Figure, reporter: Place | None, previous: Figure | None) -> Place | None:
    """From whom another country buys, where the buyer of the figure before bought: «российской пшеницы закупила Турция»."""
    if previous is None or reporter is None or previous.reporter is None or previous.partner is None or not _is_pair(previous):
        return None
    turned = previous.reporter.form == "adjective" != previous.partner.form
    buyer, seller = (previous.partner, previous.reporter) if turned else (previous.reporter, previous.partner)
    bought = figure.measure.indicator == previous.measure.indicator == "import"
    return seller if bought and reporter.kind == buyer.kind == "country" and apart(reporter, buyer) and apart(reporter, seller) else None


def _is_home_told(place: Place, previous: Figure | None, state: Discourse) -> bool:
    """Whether the figure before was of the article's own region in this country."""
    home = state.home
    return home is not None and home.kind == "region" and home.country == place.country and previous is not None and same_place(previous.reporter, home)


def _is_pair(figure: Figure | None) -> TypeGuard[Figure]:
    """Whether a figure has two sides with codes."""
    return figure is not None and len(figure.sides) == 2 and all(place.country for place in figure.sides)


def _is_country(place: Place | None) -> bool:
    """Whether a side is a country or a part of one: «страны СНГ» of one figure are not carried on to the next."""
    return place is not None and (place.country is not None or place.name in EUROPE)


def _seller_told(figure: Figure, previous: Figure | None) -> Place | None:
    """Whose figure the one before was; after «Иран закупил российский ячмень» an export is Russia's."""
    if previous is None:
        return None
    turned = figure.measure.indicator in EXPORTING and previous.measure.indicator in IMPORTING
    if turned and previous.partner is None:
        return None
    return previous.partner if turned and previous.partner is not None else previous.reporter


def _is_sold_by(seller: Place | None, previous: Figure, figure: Figure, home: Place | None) -> bool:
    """«КНР ввезла из России … Во Вьетнам ушло 31 тыс. тонн»: the seller of the figure before sells on, where the article is of a country."""
    turned = figure.measure.indicator in EXPORTING and previous.measure.indicator in IMPORTING
    return turned and seller is not None and seller.kind == "country" and (home is None or home.kind == "country")
