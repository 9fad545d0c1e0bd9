"""One number, one row: «Японские компании купили у края угля на 251 млн долларов» is a figure of trade and no contract besides.

In: the drafts of all tables. Out: those of which no other table tells the same number in the same sentence. A statistic of deliveries
is a figure; talks about a volume are a contract.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from extractors.build import Draft
from extractors.contracts.worth import of_a_period
from extractors.lexicon import key
from extractors.view import View
from schemas.facts import Party

MANY = {
    "компании", "фирмы", "предприятия", "переработчики", "производители", "экспортеры", "импортеры", "аграрии", "заводы", "бизнес", "рыбаки", "хозяйства",
    "сети", "покупатели", "поставщики", "фермеры", "рыбоводы", "животноводы", "мукомолы", "комбинаты", "фабрики", "лесозаготовители", "потребители",
    "предприниматели", "бизнесмены", "трейдеры", "коммерсанты", "агрохолдинги", "птицефабрики", "земледельцы", "аквафермы", "холдинги", "партнеры",
    "порт", "порты", "терминал", "терминалы", "организации", "промышленники", "металлурги", "химики", "нефтяники", "угольщики", "лесопромышленники", "машиностроители", "мебельщики", "кондитеры",
}  # fmt: skip
STEM = 5  # letters that stay in all forms of a noun: «поездках», «поездки»
SUMMED = {"объем", "накопленный", "совокупный"}
TALKS = {"proposed", "denied"}
BY_DEAL = frozenset({"contracts.build", "contracts.supply"})  # whose word also sets up a centre


def told_in_one_table(drafts: Sequence[Draft], views: Sequence[View], asked: Party | None = None) -> list[Draft]:
    """Drafts in any order, the article's sentences, the body that an interview asks → the same without the weaker of two that tell one number."""
    figures: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.table == "trade_figures" and draft.columns["value"] is not None:
            figures[draft.match.sentence].append(draft)
    built = {(d.match.sentence, d.match.trigger) for d in drafts if d.match.rule in BY_DEAL and d.get("suppliers") and d.get("customers")}
    measured = {draft.match.sentence for draft in drafts if draft.table == "trade_figures"}
    gone = {id(draft) for draft in drafts if draft.table == "trade_figures" and _is_invested_elsewhere(draft, drafts)}
    gone |= {id(d) for d in drafts if d.match.rule == "agreements.create" and (d.match.sentence, d.match.trigger) in built and not _is_joint(d)}
    gone |= {id(d) for d in drafts if _is_paper_of_deal(d, drafts)}
    papers = {draft.match.sentence for draft in drafts if draft.table == "agreements" and id(draft) not in gone}
    gone |= {id(draft) for draft in drafts if draft.match.sentence in papers and _is_of_a_paper(draft, drafts)}
    for deal in drafts:
        if deal.table != "contracts":
            continue
        at = deal.match.sentence
        if at in papers and _is_bare_paper(deal):
            gone.add(id(deal))
        beside = figures.get(at) or [f for i in (at + 1, at - 1) for f in figures.get(i, ()) if _same_number(deal, f)]
        told = not measured.isdisjoint(range(at - 2, at))  # one figure among others
        for figure in beside:
            once = (not told and _invests_once(deal, figure, views[at])) or _is_one_load(deal, figure, views[at])
            if _same_number(deal, figure) and (
                deal.columns["kind"] == "other"
                or _between_firms(deal)
                or _is_of_firm(deal, asked)
                or deal.columns["status"] in TALKS
                or once
                or (_is_to_come(deal) and figure.columns["period"] is None and figure.columns["change_pct"] is None)
                or _is_sale_of_firm(deal, figure)
            ):
                gone.add(id(figure))  # «отправила в Сирию 20 тонн гуманитарной помощи», «отгружает фабрике 60 тонн»: a gift or a deal is no statistic
            elif (
                (_same_number(deal, figure) or _same_flow(deal, figure) or _of_one_word(deal, figure))
                and _is_statistic(figure)
                and not _names_a_firm(deal)
                and not _is_to_come(deal)
            ):
                gone.add(id(figure if deal.columns["status"] in TALKS and figure.columns["status"] != "occurred" else deal))
    return [draft for draft in drafts if id(draft) not in gone]


def _is_of_firm(deal: Draft, asked: Party | None) -> bool:
    """«Турция взяла у нас 340 тонн», says the director of «Маяк» in an interview: what one firm delivers is no trade of its region."""
    return asked is not None and any(p.entity_id == asked.entity_id for p in deal.columns["suppliers"])


def _is_sale_of_firm(deal: Draft, figure: Draft) -> bool:
    """«В январе разрез «Томь» поставил 120 тыс. тонн в Корею»: what one firm sold is no trade of its land, unless it is of a season or told how it grew."""
    sellers = deal.get("suppliers") or ()
    return (
        figure.columns["change_pct"] is None
        and "/" not in (figure.columns["period"] or "")
        and bool(sellers and deal.get("customers"))
        and all("«" in p.name and _is_firm(p) for p in sellers)
    )


def _is_paper_of_deal(paper: Draft, drafts: Sequence[Draft]) -> bool:
    """«подписала договор с сетью «Ани». … До августа сеть получит 9 тысяч пиджаков»: a bare «договор» between the sides of a deal told beside it."""
    if paper.table != "agreements" or paper.get("document") != "договор" or paper.match.rule not in SIGNED or "рамочн" in str(paper.get("evidence")).lower():
        return False
    sides = {p.entity_id for p in paper.get("parties") or ()}
    for deal in drafts:
        apart = deal.match.sentence - paper.match.sentence
        if deal.table != "contracts" or not deal.get("goods") or deal.columns["kind"] == "investment" or not -3 <= apart <= 2:
            continue
        known = {p.entity_id for slot in ("suppliers", "customers") for p in deal.get(slot) or ()}
        one_verb = (deal.match.sentence, deal.match.trigger) == (paper.match.sentence, paper.match.trigger)
        if not sides and apart == 0 and known and not paper.columns["subject"]:
            return True  # «Договор подписан до 2019 года, по нему ферганцы обязаны отпускать ткани»
        if len(known & sides) >= (1 if not paper.columns["subject"] else 2) and (
            (one_verb and deal.columns["kind"] != "construction") or not paper.columns["subject"]
        ):
            _lend_side(paper, deal)
            return True
    return False


def _lend_side(paper: Draft, deal: Draft) -> None:
    """«подписала договор с сетью «Ани». Сеть получит пиджаки»: who signed with the buyer sells."""
    for slot, other in (("suppliers", "customers"), ("customers", "suppliers")):
        told = {p.entity_id for p in deal.get(other) or ()}
        rest = tuple(p for p in paper.get("parties") or () if p.entity_id not in told)
        if not deal.get(slot) and told and len(rest) == 1:
            deal.columns[slot] = rest


SIGNED = {"agreements.sign", "agreements.document", "agreements.put_signatures"}


def _is_joint(founded: Draft) -> bool:
    """«построит в Боливии центр» is what one side builds; a joint one is an agreement."""
    return "совместн" in founded.columns["evidence"].lower()


def _is_bare_paper(deal: Draft) -> bool:
    """«договор подпишут в августе», a row of agreements: a paper that tells of no goods and no number is no deal besides."""
    return deal.match.rule == "contracts.paper" and all(deal.columns.get(name) is None for name in ("goods", "amount", "quantity"))


def _is_of_a_paper(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """«меморандум о подготовке агрономов», «договор о безвизовых поездках»: what the words of a paper's subject name is no work and no trip besides."""
    slot = {"contracts.service_noun": "goods", "visits.visit_noun": "visitors"}.get(draft.match.rule)
    built = draft.table == "contracts" and draft.columns.get("kind") != "service"  # «соглашение о строительстве завода» binds who builds it
    if slot is None or built or draft.columns.get("amount") is not None or draft.columns.get("quantity") is not None:
        return False
    trigger = draft.columns["trigger_start"]
    papers = [d for d in drafts if d.table == "agreements" and d.match.sentence == draft.match.sentence and d.columns["subject"]]
    inside = [f.mention for d in papers for f in d.match.slots.get("document", ()) if f.mention.stop <= trigger]
    told = [f.mention for f in draft.match.slots.get("visitors", ())]
    return any(key(draft.columns["trigger"])[:STEM] in key(d.columns["subject"]) for d in papers) and any(
        not any(m.first <= v.first for v in told) for m in inside
    )


def _same_flow(deal: Draft, figure: Draft) -> bool:
    """«осуществлён экспорт отрубей в количестве 419 тонн в Монголию»: a deal without a number of its own between the sides of the figure."""
    if deal.match.form != "noun" or deal.columns["status"] in TALKS or any(deal.columns.get(name) is not None for name in ("amount", "quantity")):
        return False
    sides = (*(deal.get("suppliers") or ()), *(deal.get("customers") or ()))
    known = {(p.country, p.region) for slot in ("reporter", "partner") if (p := figure.get(slot)) is not None}
    return (
        bool(sides)
        and figure.columns["indicator"] in ("export", "import", "supplies")
        and all(p.type == "place" and (p.country, p.region) in known for p in sides)
    )


def _of_one_word(deal: Draft, figure: Draft) -> bool:
    """«Больше всего закупила Турция — 1,5 миллиона тонн»: one verb, to which only the figure gives a number."""
    numbered = any(deal.columns.get(name) is not None for name in ("amount", "quantity"))
    return not numbered and (deal.match.sentence, deal.match.trigger) == (figure.match.sentence, figure.match.trigger)


def _is_invested_elsewhere(figure: Draft, drafts: Sequence[Draft]) -> bool:
    """«Общая сумма инвестиций китайской компании составит 70 млн»: the sum of an investment that is a row of its own."""
    if figure.columns["indicator"] != "investment" or figure.columns["value"] is None or figure.columns["status"] == "occurred":
        return False
    deals = (d for d in drafts if d.table == "contracts" and d.columns.get("kind") in ("investment", "construction"))
    return any(d.columns.get("amount") == figure.columns["value"] and d.columns.get("currency") == figure.columns["currency"] for d in deals)


def _is_statistic(figure: Draft) -> bool:
    """A number of a year or of months, or one that grew; a delivery of one day is a deal."""
    period = figure.columns["period"] or ""
    if period[4:].startswith("-01-01/") or period.endswith("/.."):
        return True  # «по данным на 18 сентября купили 188 тысяч тонн», «с 1 июля купил 2 млн тонн»
    return figure.columns["change_pct"] is not None or len((figure.columns["period"] or "").split("/")[0]) < len("2024-05-20")


def _invests_once(deal: Draft, figure: Draft, view: View) -> bool:
    """«Российские предприниматели инвестировали в экономику Беларуси 300 млн»: of no year or months, so not what flows in over a time."""
    if deal.columns["kind"] != "investment" or figure.columns["period"] or of_a_period(view) or not SUMMED.isdisjoint(view.lemmas):
        return False  # «общий объём инвестиций турецких компаний»
    return bool(deal.get("suppliers") and deal.get("customers"))


def _is_one_load(deal: Draft, figure: Draft, view: View) -> bool:
    """«В Нигерию ушло судно с двумя тысячами тонн рыбы»: one load of no year or months, between two sides."""
    if figure.columns["period"] or figure.columns["change_pct"] is not None or of_a_period(view) or deal.columns["status"] not in ("occurred", "planned"):
        return False
    return (
        bool(deal.get("suppliers") and deal.get("customers"))
        and view.lemmas[deal.match.trigger] not in RUNNING
        and (deal.columns.get("unit") in ONES or bool(LOADS & set(view.lemmas)))
    )


ONES = {"шт", "голов", "голова"}  # «завезли 193 нетели»: things and animals are counted once
LOADS = {
    "судно",
    "состав",
    "эшелон",
    "партия",
    "вагон",
    "контейнер",
    "фура",
    "сухогруз",
    "балкер",
    "танкер",
    "паром",
    "баржа",
    "рейс",
    "самолет",
    "поезд",
    "теплоход",
    "полувагон",
}
RUNNING = {"экспортировать", "импортировать", "вывезти", "вывозить", "поставлять", "отгружать"}


def _is_to_come(deal: Draft) -> bool:
    """«Казахстан закупит 200 тыс. тонн»: a purchase that is decided on is a deal; «Россия продаст за рубеж до 35 млн т», to nobody, is a forecast."""
    forecast = not deal.get("customers") and all(p.type == "place" and not p.region for p in deal.get("suppliers") or ())
    return deal.columns["status"] == "planned" and deal.match.form != "noun" and not forecast


def _names_a_firm(deal: Draft) -> bool:
    """Whether a side is a body of its own: «завод «Сура»», «министерство Ирана»; places and «японские компании» are many traders."""
    sides = (*(deal.get("suppliers") or ()), *(deal.get("customers") or ()))
    return any(_is_firm(p) for p in sides)


def _between_firms(deal: Draft) -> bool:
    """Whether both sides are bodies, one of them with a name of its own."""
    suppliers, customers = deal.get("suppliers") or (), deal.get("customers") or ()
    bodies = all(p.type in ("organization", "government") and not MANY & set(key(p.name).split()) for p in (*suppliers, *customers))
    return bool(suppliers and customers) and bodies and _names_a_firm(deal)


def _is_firm(party: Party) -> bool:
    return party.type in ("organization", "government") and not MANY & set(key(party.name).split()) and any(c.isupper() or c == "«" for c in party.name)


def _same_number(deal: Draft, figure: Draft) -> bool:
    """Whether a deal's sum or quantity is the figure's value."""
    value = Decimal(figure.columns["value"])
    amount, quantity = deal.columns.get("amount"), deal.columns.get("quantity")
    if amount is not None and Decimal(amount) == value:
        return True
    return quantity is not None and abs(float(quantity) - float(value)) < 1e-6 * max(1.0, float(value))
