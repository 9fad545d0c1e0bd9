"""The day of a deal that a sentence after it tells: «Завод отправил в Душанбе 60 км кабеля. Отгрузка состоялась 25 мая», «Эшелон вышел в пятницу».

In: the drafts in text order. Out: the last deal before such a sentence, dated, where it is the only one told there and has no day.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.build import Draft, put_date
from extractors.dating.setting import looks_back
from extractors.dating.when import joined
from extractors.lexicon import members
from extractors.view import View, is_predicate
from schemas.values import DateSpan

BACK = 2  # sentences
OPENING = 4  # tokens
SHIPMENTS = {"отгрузка", "отправка", "передача", "приемка", "приёмка", "поставка"}
VEHICLES = {
    "судно", "теплоход", "сухогруз", "паром", "эшелон", "состав", "поезд", "вагон", "фура", "колонна", "автопоезд", "самолет", "самолёт", "борт", "груз",
    "контейнер", "партия", "техника", "машина", "оборудование",
}  # fmt: skip
LEAVING = {"выйти", "уйти", "отправиться", "отправить", "отбыть", "отгрузить", "отплыть", "выехать", "прибыть", "дойти", "прийти", "доставить", "покинуть"}
SIGNING = {"подписание", "церемония", "подпись", "сделка"}
PUTTING, HANDS = {"поставить", "скрепить"}, {"подпись", "автограф"}
PAPERS = ("контракт", "договор", "соглашени", "сделк")
SENDING = {"contracts.arrive", "contracts.send", "contracts.supply"}
SIGNED = {"contracts.sign", "contracts.agree"}
NEXT = {"второй", "третий", "следующий", "очередной", "новый", "остальной", "другой"}


def date_deals_later(drafts: list[Draft], state: Discourse) -> None:
    """Give the days of such sentences to the deals before them."""
    deals = [d for d in drafts if d.table == "contracts"]
    for view in state.views if deals else ():
        own = [d for d in deals if d.match.sentence == view.index]
        if not view.dates or looks_back(view) or not all(map(_is_bare, own)):
            continue
        signed, sent = not own and _tells_signing(view), _tells_sending(view)
        day = _day(view, state) if signed or sent else None
        deal = _meant(view.index, deals, state, signed=signed) if day is not None else None
        if day is not None and deal is not None:
            put_date(deal, day)
            deal.columns["carried"] = True
            drafts[:] = [d for d in drafts if d not in own]


def _is_bare(draft: Draft) -> bool:
    """«Груз ушёл из Владивостока»: a delivery of no goods to nobody, told of the deal before it."""
    return draft.match.rule in SENDING and not draft.get("customers") and all(f.mention.lemma in VEHICLES for f in draft.match.slots.get("goods", ()))


def _meant(at: int, deals: Sequence[Draft], state: Discourse, *, signed: bool) -> Draft | None:
    """The one deal of the last sentence before that tells any, if it happened and has no day."""
    before = [d for d in deals if 0 < at - d.match.sentence <= BACK]
    last = [d for d in before if d.match.sentence == before[-1].match.sentence]
    if len(last) != 1 or last[0].get("date") is not None or last[0].columns["status"] in ("denied", "proposed"):
        return None
    deal = last[0]
    if signed:
        told = deal.match.rule in SIGNED or any(word.startswith(PAPERS) for word in state.views[deal.match.sentence].texts)
        return deal if told else None
    return deal if deal.columns["status"] == "occurred" and deal.match.rule not in SIGNED else None


def _tells_signing(view: View) -> bool:
    """«Подписание состоялось 9 июня», «Церемония прошла на форуме»."""
    if not SIGNING.isdisjoint(view.lemmas[:OPENING]) and _happened(view):
        return True
    put = next((i for i, t in enumerate(view.tokens[: OPENING + 2]) if is_predicate(t) and t.lemma in PUTTING and t.feats.tense == "past"), None)
    return put is not None and not HANDS.isdisjoint(view.lemmas[put : put + 4])  # «Стороны поставили подписи 26 мая»


def _tells_sending(view: View) -> bool:
    """«Отгрузка состоялась 25 мая», «Судно вышло из порта 19 ноября»; not of the next lot."""
    opening = view.lemmas[:OPENING]
    if not NEXT.isdisjoint(opening):
        return False
    if not SHIPMENTS.isdisjoint(opening):
        return _happened(view)
    return not VEHICLES.isdisjoint(opening) and any(is_predicate(t) and t.lemma in LEAVING and t.feats.tense == "past" for t in view.tokens[: OPENING + 4])


def _happened(view: View) -> bool:
    return any(is_predicate(t) and t.feats.tense == "past" and t.lemma in members("happening") for t in view.tokens[: OPENING + 4])


def _parted(verb: int, day: int, view: View) -> bool:
    """«поставка осуществлена в рамках контракта, заключённого / в 2019 году»: whether another verb or a participle stands before the day."""
    return view.verbs_between(verb, day) > 0 or any(t.feats.form == "part" and t.feats.variant != "short" for t in view.tokens[verb + 1 : day])


def _day(view: View, state: Discourse) -> DateSpan | None:
    """The one day that the opening clause tells, if it is over."""
    published, verb = state.document.article.published, next((i for i, t in enumerate(view.tokens) if is_predicate(t)), 0)
    days = [d for d in view.dates if d.role == "point" and d.edtf is not None and d.first is not None]
    days = joined([d for d in days if not _parted(verb, view.token_at(d.start), view)], view)
    over = len(days) == 1 and days[0].first is not None and (published is None or days[0].first <= published)
    return days[0] if over else None
