"""Which drafts are worth a row: two sides of a deal, not a statistic and not a town's own shopping."""

from __future__ import annotations

from itertools import pairwise

from extractors.agreements.inner import is_of_players
from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.contracts.chances import is_chance, is_on_schedule
from extractors.contracts.habits import is_habit, is_retail
from extractors.contracts.own import is_own
from extractors.contracts.status import RUMOURS
from extractors.contracts.wares import MASS
from extractors.lexicon import classes_of, key
from extractors.view import View
from schemas.facts import Party

HOMELY = {"contracts.give", "contracts.send", "contracts.service", "contracts.make", "contracts.receive", "contracts.arrive"}  # also told of life at home
SIGNED = {"contracts.sign", "contracts.paper"}
SENDING = {"отправка", "отправление"}
NOUNS = {"contracts.supply_noun", "contracts.purchase_noun", "contracts.service_noun"}
MANY_BATCHES = 5
HOMELY |= NOUNS
BARE = {"contracts.refuse", "contracts.win", "contracts.lose", "contracts.bid", "contracts.paper"}  # named by the paper that was refused, won or lost


def worthy(draft: Draft, state: Discourse) -> bool:
    """A row needs a side beyond the article's own town, goods or a paper, and no mere statistic."""
    suppliers: tuple[Party, ...] = draft.columns.get("suppliers") or ()
    customers: tuple[Party, ...] = draft.columns.get("customers") or ()
    if not suppliers and not customers:
        return False
    if draft.match.rule in HOMELY and not any(concrete(p) for p in (*suppliers, *customers)):
        return False
    agreed = draft.match.rule == "contracts.sign" and any(f.mention.type != "person" and not f.mention.bare for f in draft.match.slots.get("partners", ()))
    view = state.views[draft.match.sentence]
    bare = agreed or draft.match.rule in BARE or draft.columns.get("several") or draft.columns.get("amount") is not None or (suppliers and customers)
    if not draft.columns.get("goods") and (not bare or _refuted(draft, state) or _any_contracts(draft)):
        return False
    if not draft.columns.get("goods") and draft.get("amount") is None and key(view.tokens[draft.match.trigger].lemma) in SENDING:
        return False  # «объявили об отправке в Каир группы врачей»: nothing that is traded
    if _given_up_alone(draft, suppliers, customers, state) or {p.entity_id for p in suppliers} & {p.entity_id for p in customers}:
        return False
    if draft.match.rule == "contracts.bid" and not draft.columns.get("goods") and all(f.mention.counted for f in draft.match.slots["suppliers"][:1]):
        return False  # «в торгах участвовали 27 фирм»
    if draft.match.rule == "contracts.paper" and RUMOURS & set(view.lemmas[max(0, draft.match.trigger - 2) : draft.match.trigger]):
        return False  # «комментируя публикации о сделке с компанией»: what is told elsewhere
    if _follows(draft, state, suppliers, customers) or _remarked(draft, view):
        return False
    if draft.match.rule == "contracts.supply_noun" and not customers and "stake" in classes_of(str(draft.columns.get("goods_head") or "")):
        return False  # «совет директоров одобрил продажу пакета акций»
    if key(view.tokens[draft.match.trigger].lemma) in ("давать", "дать") and draft.columns["status"] != "proposed" and "customers" not in draft.match.slots:
        return False  # «завод будет давать 1,4 млн шин в год»
    if _at_home(draft, suppliers, customers, state) or _background(draft, suppliers, customers, view):
        return False
    if is_chance(draft.match, view) or is_crime(view) or is_retail(draft, state, suppliers, customers) or is_habit(draft, view, suppliers, customers):
        return False
    if key(view.lemmas[draft.match.trigger]) == "получать" and not suppliers and draft.columns["status"] == "ongoing" and draft.columns.get("quantity") is None:
        return False  # «продукт, который сегодня получают на комбинате»
    if is_own(draft, state, suppliers, customers):
        return False
    if key(view.lemmas[draft.match.trigger]) in MEANT and _is_for_use(draft, view):
        return False  # «сушилки, предназначенные для сушки зерна»: what they are for
    if draft.match.rule == "contracts.make" and not suppliers and all(p.name.islower() for p in customers):
        return False  # «цех, в котором будут делать трубы для нефтяной отрасли»
    if key(str(draft.columns.get("goods") or "").split(" ")[0]) in LEGAL:
        return False  # «для проекта создано ООО «Липа»: who is to do it
    if draft.match.rule == "contracts.arrive" and is_on_schedule(draft, suppliers, customers):
        return False
    if draft.match.rule in SIGNED and is_of_players(draft.match, state):
        return False
    if _is_share(draft, view) or _of_anybody(draft, suppliers, customers):
        return False
    return not _statistic(draft, view, suppliers, customers)


def _is_for_use(draft: Draft, view: View) -> bool:
    """Whether «предназначенные для» tells what goods are for, and not for whom or where they go."""
    at = draft.match.trigger
    takers = any(f.mention.type and not f.mention.bare and (f.mention.first > at or f.mention.case == "dat") for f in draft.match.slots.get("customers", ()))
    return not takers and "отправка" not in view.lemmas[draft.match.trigger : draft.match.trigger + 3]


MEANT = {"предназначить", "предназначать", "предназначаться"}
LEGAL = {"ооо", "оао", "зао", "пао", "ао", "тоо", "одо", "чуп", "юрлицо"}


def _follows(draft: Draft, state: Discourse, suppliers: tuple[Party, ...], customers: tuple[Party, ...]) -> bool:
    """«Начало поставок оборудования запланировано на осень»: told of a deal before, without a side, a number or a sum of its own."""
    if (
        draft.match.rule not in NOUNS
        or draft.columns["status"] in ("denied", "proposed")
        or any(draft.columns.get(n) is not None for n in ("quantity", "amount"))
    ):
        return False
    own = state.views[draft.match.sentence].sentence
    return not any(own.start <= p.start < own.stop for p in (*suppliers, *customers))


def _remarked(draft: Draft, view: View) -> bool:
    """«Это первая машина такой модели, отправленная в Казахстан»: a remark on the deal told before."""
    return view.lemmas[0] == "это" and draft.match.form.startswith("participle") and draft.columns.get("quantity") is None


def _given_up_alone(draft: Draft, suppliers: tuple[Party, ...], customers: tuple[Party, ...], state: Discourse) -> bool:
    """«мы вышли из проекта», «от сделки ушёл»: of what and with whom is not told."""
    told = draft.columns.get("goods") and draft.columns.get("goods_head") not in NAMELESS
    if draft.columns["status"] != "denied" or told or (suppliers and customers) or draft.columns.get("amount") is not None:
        return False
    dropped = [f.mention for slot in ("dropped", "tender") for f in draft.match.slots.get(slot, ())]
    placed = any(p.country for p in state.views[draft.match.sentence].places)  # «отказались от участия в эфиопском тендере»
    return bool(dropped) and not placed and all(key(m.lemma) in NAMELESS for m in dropped)


NAMELESS = {"проект", "сделка", "тендер", "участие", "договор", "контракт", "соглашение", "конкурс", "торги", "план"}


def _any_contracts(draft: Draft) -> bool:
    """«поможет фирмам заключить контракты», «при заключении контрактов»: of several to come, told without goods or a sum, nothing is known yet."""
    coming = draft.columns["status"] in ("planned", "proposed") and draft.match.form in ("noun", "infinitive")
    return bool(coming and draft.columns.get("several") and draft.columns.get("amount") is None)


def _refuted(draft: Draft, state: Discourse) -> bool:
    """«важна не разовая продажа, а локализация»: a noun that is named to be set aside."""
    at = draft.match.trigger
    return draft.match.form == "noun" and "не" in state.views[draft.match.sentence].lemmas[max(0, at - 2) : at]


def concrete(party: Party) -> bool:
    """A side with a name, a place or a description; «заказчики», «школа» are none."""
    if party.country or party.region or " " in party.name or any(c in "«»" or c.isupper() for c in party.name[1:]):
        return True
    return not {"organization", "government", "group"} & (classes_of(party.name) | classes_of(party.name.rstrip("иы")))


def is_crime(view: View) -> bool:
    """«осуждён за взятку при заключении контракта»."""
    return bool(CRIME & set(view.lemmas))


CRIME = {
    "взятка", "приговор", "приговорить", "осудить", "осужденный", "хищение", "похитить", "мошенничество", "мошенник", "обвиняемый", "обвинять", "арестовать", "задержать",
    "уголовный", "следователь", "прокуратура", "прокурор", "взыскать", "иск", "подсудимый", "растрата", "пресечь", "пресекать", "изъять", "изымать", "конфисковать", "контрабанда", "контрабандный", "контрабандист", "стража",
}  # fmt: skip


def _at_home(draft: Draft, suppliers: tuple[Party, ...], customers: tuple[Party, ...], state: Discourse) -> bool:
    """«Регионы получат вакцины», «автобусы для Туркестанской области» in a Kazakh article: no seller, and buyers of one's own land."""
    if any(p.country not in NEAR for p in customers):
        return False
    if suppliers or not customers or draft.columns["status"] in ("denied", "proposed") or draft.match.rule in BARE | {"contracts.sign", "contracts.agree"}:
        return False
    home = state.home.country if state.home else None
    if any(m.type == "organization" for m in state.views[draft.match.sentence].mentions):
        return False
    if any(m.country not in (None, home) for view in state.views for m in view.mentions):
        return False  # a seller from abroad is told of elsewhere in the article
    return home is not None and all(p.type in ("place", "government", "group") and p.country == home for p in customers)


NEAR = {"RU", "BY", "KZ", "KG", "UZ", "TJ", "TM", "AM", "AZ", "GE", "MD", "UA"}  # whose papers write of home in Russian


def _background(draft: Draft, suppliers: tuple[Party, ...], customers: tuple[Party, ...], view: View) -> bool:
    """«зерно экспортировалось в Турцию, Марокко, Египет»; «РФ продала продукции на 659 млн»: trade told in general, between places."""
    if _unnamed(draft) and not all(p.type == "organization" for p in (*suppliers, *customers)):
        return True
    if draft.match.rule not in PAPERED and _of_everything(draft, customers, view):
        return True
    if draft.columns["status"] not in ("occurred", "ongoing") or not all(p.type == "place" for p in (*suppliers, *customers)):
        return False
    if draft.match.rule == "contracts.buyer_role" and len(customers) > 1 and all(draft.columns.get(name) is None for name in ("quantity", "amount")):
        return True  # «импортёрами рапса стали Казахстан и Монголия»
    if not customers and suppliers and abroad(view):
        return True  # «за неделю из области за рубеж ушло семь партий мяса»
    if not customers and draft.columns["status"] == "ongoing" and all(draft.columns.get(name) is None for name in ("quantity", "amount")):
        return True  # «Россия экспортирует зерно, Казахстан — муку»
    if draft.match.rule not in ("contracts.sign", "contracts.agree") and draft.columns.get("goods_head") in GENERAL and draft.columns.get("quantity") is None:
        return draft.columns.get("amount") is not None or not (suppliers and customers)
    return len(customers) > 3 and draft.columns.get("quantity") is None


def abroad(view: View) -> bool:
    """Whether a sentence says «за рубеж», «на экспорт», «за границу»."""
    return any(view.texts[i - 1] in ("за", "на") and text in ("рубеж", "экспорт", "границу") for i, text in enumerate(view.texts) if i)


def _is_share(draft: Draft, view: View) -> bool:
    """«на экспорт пошло 70%», «60 процентов ушло в Москву»: a share of all that is made."""
    if draft.columns.get("amount") is not None or draft.match.rule not in MOVING or not view.percents:
        return False
    at = draft.match.trigger
    near = [view.token_at(p.start) for p in view.percents]
    return any(abs(i - at) <= 3 and not view.breaks_between(i, at) and view.texts[i - 1] not in ("на", "с") for i in near)


MOVING = {"contracts.arrive", "contracts.send", "contracts.supply", "contracts.supply_noun"}


def _of_anybody(draft: Draft, suppliers: tuple[Party, ...], customers: tuple[Party, ...]) -> bool:
    """«Их покупают нефтяники, речники, коммунальные службы»: buyers of a kind, from nobody told."""
    if suppliers or len(customers) < MANY_KINDS or draft.columns["status"] != "ongoing" or draft.columns.get("quantity") is not None:
        return False
    return not any(p.country or "«" in p.name or any(c.isupper() for c in p.name[1:]) for p in customers)


MANY_KINDS = 2


def _of_everything(draft: Draft, customers: tuple[Party, ...], view: View) -> bool:
    """«поставляет продукцию в 11 стран», «за год завод экспортировал продукции на 210 млн рублей»: all that a firm sells, to nobody whom the sentence names."""
    goods = draft.match.slots.get("goods", ())
    if not goods or key(goods[0].mention.lemma) not in GENERAL or any(view.sentence.start <= p.start < view.sentence.stop for p in customers):
        return False
    if draft.columns["status"] == "ongoing":
        return all(draft.columns.get(name) is None for name in ("quantity", "amount")) and not customers
    return draft.columns["status"] == "occurred" and draft.columns.get("amount") is not None and of_a_period(view)


PAPERED = {"contracts.sign", "contracts.agree", "contracts.paper"}
GENERAL = {"продукция", "товар", "экспорт", "импорт", "агропродукция", "сельхозпродукция", "продовольствие"}


def _unnamed(draft: Draft) -> bool:
    """«поставлять свою продукцию», «экспорт готовой продукции»: goods that nobody names."""
    if draft.columns.get("goods_head") not in ("продукция", "товар") or draft.columns.get("quantity") is not None or draft.columns.get("amount") is not None:
        return False
    words = [key(w) for w in str(draft.columns.get("goods") or "").split()]
    return len(words) <= 2 and all(
        w[:5] in ("проду", "товар", "готов", "своя ", "свой", "своя", "наша", "разли", "данна", "данны", "новая", "новые", "такая") for w in words
    )


def _statistic(draft: Draft, view: View, suppliers: tuple[Party, ...], customers: tuple[Party, ...]) -> bool:
    """«Иран закупил 410 тыс. тонн ячменя», «отгрузки масла в Турцию выросли»: countries and regions, tonnes and growth."""
    if (
        draft.columns["status"] == "occurred"
        and not customers
        and draft.columns.get("quantity") is not None
        and of_a_period(view)
        and (view.percents or view.changes)
    ):
        return True  # «завод отгрузил за полугодие 1200 автомобилей, на 5% больше»
    if draft.columns["status"] not in ("occurred", "ongoing") or draft.match.rule in ("contracts.give", "contracts.sign", "contracts.agree"):
        return False
    if any(f.mention.case == "dat" and not f.mention.prep for f in draft.match.slots.get("customers", ())):
        return False  # «направил Оренбуржью 80 тонн муки»: a recipient is named, not a destination of trade
    if any(p.type in ("organization", "government", "group") and not {key(w) for w in p.name.split()} & GENERIC_FIRMS for p in (*suppliers, *customers)):
        return False
    if draft.columns.get("quantity") is None and any(pair == ("больше", "всего") for pair in pairwise(t.text.lower() for t in view.tokens)):
        return True  # «больше всего пряжи закупили в Непале»: who is first, and no deal
    first, last = draft.columns["span"]
    if any(t.text.lower().startswith("гуманитарн") for t in view.tokens):
        return False  # relief is a gift, not trade
    if any(
        view.lemmas[i] in ("первый", "очередной", "пробный", "опытный", "новый", "последний") for i in range(max(0, first - 1), min(last, len(view.tokens)))
    ):
        return False  # «первые 2 тысячи тонн муки ушли»: one delivery
    if {"подтвердить", "одобрить", "оплатить", "контракт", "договор", "сделка", "договориться", "заключить"} & set(view.lemmas):
        return False
    if not counts_batches(view) and any(
        key(t.lemma) in ("партия", "контейнер", "эшелон", "фура", "состав", "судно", "тендер", "аукцион", "торги") for t in view.tokens[first:last]
    ):
        return False  # «вторая партия, 18 тонн» is one delivery
    grown = any(d.role in ("base", "result") for d in view.dates)
    return grown or (draft.columns.get("unit") in MASS and of_a_period(view))


def counts_batches(view: View) -> bool:
    """«отправлено 512 партий общей массой 9 тыс. тонн», not «две партии по 20 тонн»: what an inspection counts over a span of time."""
    counted = any(q.unit == "партия" and q.value is not None and q.value >= MANY_BATCHES for q in view.quantities)
    return counted and any(q.unit in MASS for q in view.quantities)


def of_a_period(view: View) -> bool:
    """«в 2023 году», «за восемь месяцев», «на 12% больше»: told of a span of time, not of one day."""
    if view.percents or view.changes or {"ежегодно", "ежемесячно", "ежеквартально", "год", "месяц", "сезон", "квартал", "полугодие"} & set(view.lemmas):
        return True
    return any(d.edtf is not None and len(d.edtf.split("/")[0]) < len("2024-05-20") for d in view.dates)


GENERIC_FIRMS = {"предприятия", "компании", "организации", "экспортеры", "производители", "аграрии", "предприниматели", "бизнес"}
