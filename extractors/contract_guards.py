"""Guards of contract rules, and which drafts are worth a row: two sides of a deal, not a statistic and not a town's own shopping."""

from __future__ import annotations

from collections.abc import Callable

from extractors.build import Draft
from extractors.contract_building import abroad, funded, outsider, rented, settler, stake, undertaken
from extractors.contract_status import antecedent
from extractors.discourse import Discourse
from extractors.lexicon import classes_of, key, members
from extractors.phrases import PRONOUNS
from extractors.slots import is_relief
from extractors.view import View
from schemas.facts import Party
from schemas.match import Match, Mention

MASS = {"т", "кг", "ц", "л", "м3", "баррель", "кВт·ч", "МВт·ч", "TEU", "дал"}
GENERIC_FIRMS = {"предприятия", "компании", "организации", "экспортеры", "производители", "аграрии", "предприниматели", "бизнес"}


def tradable(match: Match, state: Discourse) -> bool:
    """«поставили задачу», «продали акции», «доставили пассажиров»: the object is no ware."""
    view = state.views[match.sentence]
    mention = match.slots["goods"][0].mention
    if _other_object(match, view) or any(t.text.lower() == "ли" for t in view.tokens[match.trigger + 1 : match.trigger + 3]):
        return False  # «поставили подписи», «купят ли там защиту»
    if match.form == "infinitive" and any(t.text.lower() in NOBODY for t in view.tokens[max(0, match.trigger - 3) : match.trigger]):
        return False  # «есть кому продать», «некуда отгружать»
    if key(mention.lemma) == "который":
        named = antecedent(mention, view)
        return named is not None and _is_goods(named, view)
    if match.rule == "contracts.request" and classes_of(mention.lemma) & {"supply_act", "purchase_act", "service_act", "construction_act"}:
        return False  # «заинтересованность в приобретении техники» is told by the buying
    if mention.prep and match.rule != "contracts.request" and not any(mention.start <= q.start < mention.stop for q in view.quantities):
        return False  # «поставит до конца года»: only amounts follow «до», «по», «около»
    if match.rule == "contracts.supply" and "structure" in classes_of(mention.lemma) and not is_ware(mention, view):
        return False
    return _is_goods(mention, view)


def _other_object(match: Match, view: View) -> bool:
    """Whether the trigger's own object is no ware («поставили подписи»), so that what was found as goods belongs to another verb."""
    if match.form == "noun":
        return False
    objects = [m for m in view.mentions if m.case == "acc" and not m.prep and view.governor(m) == match.trigger and not view.is_value(m)]
    return any("no_goods" in classes_of(m.lemma) and key(m.lemma) not in TIMES and not is_relief(m) for m in objects)


TIMES = {"год", "неделя", "месяц", "день", "сутки", "час", "раз", "сезон", "квартал", "ночь", "время"}
NOBODY = {"кому", "некому", "нечего", "некуда", "куда", "негде"}


def _is_goods(mention: Mention, view: View) -> bool:
    lemma = _essence(mention, view)
    if (lemma in members("no_goods") and not is_relief(mention)) or lemma in ("мы", "я", "кто") or mention.type in ("person", "place", "government"):
        return False
    if len(lemma.rstrip(".")) < 3 and lemma not in members("ware"):
        return False  # «101 ед.», «Су-30 / К»
    if mention.type == "group":
        return lemma in members("animal") or lemma in members("ware")
    if mention.type == "organization" and not {"ware", "structure"} & classes_of(lemma):
        return not ("«" in mention.name or mention.name.isupper() or classes_of(lemma) & {"organization", "maker", "buyer", "government"})
    return True


def _essence(mention: Mention, view: View) -> str:
    """«ряд проектов», «18 тысяч рабочих мест»: the lemma of what is counted or contained."""
    quantity = next((q for q in view.quantities if mention.start <= q.start < mention.stop and q.item_start is not None and q.item_stop is not None), None)
    if quantity is not None and quantity.item_stop is not None:
        at = view.token_at(quantity.item_stop - 1)
        return key(view.tokens[at].lemma)
    if key(mention.lemma) in ("ряд", "часть", "множество", "число", "количество", "объем", "тысяча", "миллион"):
        own = view.mentions.index(mention)
        inner = next((m for m in view.mentions if m.parent == own and m.case == "gen" and m.first > mention.head), None)
        if inner is not None:
            return key(inner.lemma)
    return key(mention.lemma)


def ware(match: Match, state: Discourse) -> bool:
    """Light verbs («дать», «взять», «отправить») speak of trade where what goes is a ware, or is counted in tonnes and wagons."""
    if not tradable(match, state):
        return False
    view = state.views[match.sentence]
    told = [f for slot in ("suppliers", "customers", "origin") for f in match.slots.get(slot, ())]
    if match.rule == "contracts.send" and all(f.found == "discourse" for f in told):
        return False  # «раньше везли из-под Вязьмы», «баржи уже грузят»
    return any(is_ware(f.mention, view) for f in match.slots["goods"])


def dropped(match: Match, state: Discourse) -> bool:
    """«отказались от закупки», «вышли из проекта завода»; «вышел из порта» is a ship, «передумала покупать» is told by the buying."""
    view = state.views[match.sentence]
    if any(view.tokens[c].feats.form == "inf" for c in view.children[match.trigger]) and any(
        "ware" in classes_of(f.mention.lemma) for f in match.slots["dropped"]
    ):
        return False
    lemma = key(state.views[match.sentence].tokens[match.trigger].lemma)
    if lemma in STOPPING and not any(
        {"contract_noun", "construction_act", "supply_act", "purchase_act"} & classes_of(f.mention.lemma) or key(f.mention.lemma) == "проект"
        for f in match.slots["dropped"]
    ):
        return False  # «аэропорт приостановил полёты», «отменила участие»
    leaving = lemma in ("выйти", "выходить", "уйти", "уходить")
    return not leaving or any(key(f.mention.lemma) in ("проект", "контракт", "сделка") for f in match.slots["dropped"])


STOPPING = {"заморозить", "замораживать", "приостановить", "приостанавливать", "свернуть", "сворачивать", "отменить", "отменять"}


def wished(match: Match, state: Discourse) -> bool:
    """«хотят говядину», not «хотят брать масло», «просит предоплату»: the thing itself is wished for."""
    view = state.views[match.sentence]
    if key(view.tokens[match.trigger].lemma) not in ("хотеть", "просить", "попросить", "запросить"):
        return True
    goods = match.slots["goods"][0].mention
    words = {key(t.lemma) for t in view.tokens[goods.first : goods.last]}
    infinitive = any(view.tokens[c].feats.form == "inf" for c in view.children[match.trigger])
    return not infinitive and view.governor(goods) == match.trigger and bool(words & (members("ware") | members("animal")))


def is_ware(mention: Mention, view: View) -> bool:
    """A word for a ware, an animal, or something measured in tonnes."""
    if mention.lemma in PRONOUNS or is_relief(mention):
        return True
    words = {key(t.lemma) for t in view.tokens[mention.first : mention.last]}
    if words & (members("ware") | members("animal")):
        return True
    near = [q for q in view.quantities if mention.start <= q.start < mention.stop]
    if "container" in classes_of(mention.lemma):
        return bool(near) or mention.lemma in ("партия", "эшелон", "груз", "фура")
    return any(q.unit in MASS for q in near) or (any(q.unit == "шт" for q in near) and mention.type in ("", "organization"))


def offered(match: Match, state: Discourse) -> bool:
    """«пообещал двадцать мусоровозов», «предложил Ургенчу восемнадцать машин»: so many wares, and no infinitive after the promise."""
    view = state.views[match.sentence]
    goods = match.slots["goods"][0].mention
    counted = any(goods.start <= q.start < goods.stop for q in view.quantities) or ("customers" in match.slots and _plain_ware(match, view))
    plans = any(view.tokens[c].feats.form == "inf" for c in view.children[match.trigger])
    named = any(f.found != "discourse" for slot in ("suppliers", "customers") for f in match.slots.get(slot, ()))
    return counted and not plans and named and ware(match, state)


def _plain_ware(match: Match, view: View) -> bool:
    """«предложила Индии подводные лодки»: a ware without a number, to someone with a name or a place."""
    goods = match.slots["goods"][0].mention
    taker = match.slots["customers"][0].mention
    return bool({key(t.lemma) for t in view.tokens[goods.first : goods.last]} & members("ware")) and bool(taker.country or "«" in taker.name)


def gift(match: Match, state: Discourse) -> bool:
    """«консульство передало школе глобусы», «сдали в аренду комбайны»; not «передал привет», «предоставил возможность», «сдал экзамен»."""
    view = state.views[match.sentence]
    lemma = key(view.tokens[match.trigger].lemma)
    goods = match.slots["goods"][0].mention
    if key(goods.lemma) in MEMENTOS:
        return False
    if (
        lemma in ("сдать", "сдавать")
        and not {"аренда", "лизинг"} & {key(t.lemma) for t in view.tokens}
        and (goods.lemma not in members("ware") or not any(f.mention.country for f in match.slots["customers"]))
    ):
        return False
    if goods.type == "" and goods.kind == "" and not goods.prep and _is_goods(goods, view) and not key(goods.lemma).endswith(ABSTRACT):
        return any(f.mention.type in ("organization", "government", "group") or is_ware(goods, view) for f in match.slots["customers"])
    return tangible(match, state)


MEMENTOS = {
    "картина",
    "сувенир",
    "букет",
    "цветок",
    "альбом",
    "икона",
    "портрет",
    "панно",
    "статуэтка",
    "медаль",
    "значок",
    "каравай",
    "флаг",
    "знамя",
    "вымпел",
    "открытка",
    "фотография",
    "диплом",
}


def worked_on(match: Match, state: Discourse) -> bool:
    """A ware («два компрессора»), or something built by those who come from elsewhere («белорусы ремонтируют мост»)."""
    if "structure" in classes_of(match.slots["goods"][0].mention.lemma):
        return tradable(match, state) and outsider(match, state)
    return ware(match, state)


def outlet(match: Match, state: Discourse) -> bool:
    """«в сетях Джидды продают ульяновский мёд»: a shop, or a place with a ware of another."""
    mentions = [f.mention for f in match.slots["customers"]]
    goods = match.slots["goods"][0].mention
    if any("outlet" in classes_of(m.lemma) or "_" in m.prep for m in mentions):
        return True
    return any(m.type == "place" and m.country and goods.country and m.country != goods.country for m in mentions)


def has_work(match: Match, state: Discourse) -> bool:
    """«победителем закупки стал «Лифтком»: 64 лифта»: a role in a deal, told with what is supplied."""
    view = state.views[match.sentence]
    if view.tokens[match.trigger].text.lower() == "стало":
        return False  # «как стало известно»
    if "goods" in match.slots and key(match.slots["goods"][0].mention.lemma) not in members("tender"):
        goods = match.slots["goods"][0].mention
        return (
            is_ware(goods, view)
            or tangible(match, state)
            or bool(classes_of(goods.lemma) & {"structure", "supply_act", "purchase_act", "service_act", "construction_act"})
        )
    role = match.slots["role"][0].mention
    tokens = {key(t.lemma) for t in view.tokens[role.first : role.last]}
    return bool(tokens & members("tender")) and bool(view.quantities)


def counted(match: Match, state: Discourse) -> bool:
    """«парк пополнят 20 вагонов»: so many of them."""
    view = state.views[match.sentence]
    return any(f.mention.start <= q.start < f.mention.stop for f in match.slots["goods"] for q in view.quantities)


def real_ware(match: Match, state: Discourse) -> bool:
    """«заинтересованы в самосвалах»: the thing itself is a word for a ware."""
    view = state.views[match.sentence]
    goods = match.slots["goods"][0].mention
    return _essence(goods, view) in members("ware") | members("animal") and _is_goods(goods, view)


def role_goods(match: Match, state: Discourse) -> bool:
    """«покупателем краба стал Китай»: a ware behind the role; «покупателем магазина» is a person."""
    view = state.views[match.sentence]
    bodies = any(f.mention.type in ("organization", "government") for f in match.slots["customers"])  # what countries buy most of is a statistic
    return is_ware(match.slots["goods"][0].mention, view) and (
        bodies or counted(match, state) or view.tokens[match.trigger].text.lower() in ("стал", "стала", "стали")
    )


ABSTRACT = ("ость", "ение", "ание", "ация", "ство", "изм", "ика", "дка", "сть")


def tangible(match: Match, state: Discourse) -> bool:
    """«востребованы направляющие», «нужны троллейбусы»; not «нужна поддержка»: a ware, or at least no abstract noun."""
    mention = match.slots["goods"][0].mention
    view = state.views[match.sentence]
    if not _is_goods(mention, view) or mention.prep:
        return False
    if is_ware(mention, view):
        return True
    return mention.type == "" and mention.number == "plur" and mention.kind == "" and not key(mention.lemma).endswith(ABSTRACT)


def awaited(match: Match, state: Discourse) -> bool:
    """«ждёт из Гомеля трамваи», not «ожидает увидеть детали»: the goods hang on the waiting itself."""
    view = state.views[match.sentence]
    return not any(view.tokens[c].feats.form == "inf" for c in view.children[match.trigger]) and sourced(match, state)


def sourced(match: Match, state: Discourse) -> bool:
    """«получили из Белоруссии три трактора»: a source, or a number of wares, makes receiving a delivery."""
    view = state.views[match.sentence]
    if match.slots.keys() & {"suppliers", "origin"}:
        return True
    if key(view.tokens[match.trigger].lemma) in ("взять", "брать", "забрать"):
        return any(f.mention.type in ("organization", "group", "place") for f in match.slots.get("customers", ()))
    mention = match.slots["goods"][0].mention
    takers = [f.mention for f in match.slots.get("customers", ())]
    if mention.country and takers and is_ware(mention, view) and all(m.country and m.country != mention.country for m in takers):
        return True  # «Эмираты получат калмыцкую баранину»: the goods say where they come from
    if "производства" in {t.text.lower() for t in view.tokens[mention.first : mention.last + 1]}:
        return True  # «получил первый поезд производства «Метровагонмаша»
    return any(mention.start <= q.start < mention.stop for q in view.quantities)


def moves(match: Match, state: Discourse) -> bool:
    """«восемь вагонов шифера ушли в Ош»: goods in the nominative of a verb of motion, and not people."""
    view = state.views[match.sentence]
    if any(f.mention.type == "organization" and "ware" not in classes_of(f.mention.lemma) for f in match.slots["goods"]):
        return False
    counted = any(f.mention.start <= q.start < f.mention.stop for f in match.slots["goods"] for q in view.quantities)
    return counted or bool(match.slots.keys() & {"customers", "suppliers", "origin"})


def for_someone(match: Match, state: Discourse) -> bool:
    """«сшила для лесозавода», «изготовит «Волна», с которой заключили договор»: making for a customer, not for stock."""
    view = state.views[match.sentence]
    return "customers" in match.slots or any(key(t.lemma) in members("contract_noun") for t in view.tokens)


def priced(match: Match, state: Discourse) -> bool:
    """«сторговался с сетью: 520 тонн сахара»: an act, or a number behind a colon or a dash."""
    if "act" in match.slots or "goods" in match.slots:
        return True
    view = state.views[match.sentence]
    at = next((t.start for t in view.tokens[match.trigger :] if t.text in (":", "—", "–")), None)
    return at is not None and any(q.start > at and q.item_start is not None for q in view.quantities)


def own_paper(match: Match, state: Discourse) -> bool:
    """A paper by itself is a deal where a ware, a number or an act of trade hangs on it; «в рамках контракта» is background."""
    view = state.views[match.sentence]
    if any(key(t.lemma) == "рамка" for t in view.tokens[max(0, match.trigger - 2) : match.trigger]):
        return False
    if "act" in match.slots:
        return True
    if "goods" not in match.slots:  # «контракт с мэрией расторгнут»; «близки к контракту с Танзанией»
        paper = key(view.tokens[match.trigger].lemma) in ("контракт", "сделка", "госконтракт")
        return paper and (match.status == "denied" or "actors" in match.slots) and all(f.mention.type != "person" for f in match.slots["partners"])
    mention = match.slots["goods"][0].mention
    return is_ware(mention, view) and any(mention.start <= q.start < mention.stop for q in view.quantities)


def bargained(match: Match, state: Discourse) -> bool:
    """«обсудили ремонт вагонов», «ремонт для завода»: a service that sides speak of, not repairs at home."""
    view = state.views[match.sentence]
    near = [view.lemmas[i] for i in view.ancestors(match.trigger)[:3]] + view.lemmas[max(0, match.trigger - 3) : match.trigger]
    if any(lemma in BARGAINING for lemma in near):
        return True
    own = view.mention_at(match.trigger)
    if own is not None and own.prep in SETTINGS:
        return False  # «изменили движение из-за ремонта моста в Рыбинске»
    others = [f.mention for slot in ("partners", "customers") for f in match.slots.get(slot, ()) if not f.mention.bare]
    acting = any(f.found != "discourse" for slot in ("actors", "suppliers") for f in match.slots.get(slot, ()))
    return any(acting or m.type != "place" or m.prep == "для" for m in others)  # «строительство школы в Твери» has nobody who builds


SETTINGS = {"из-за", "после", "во_время", "в_ход", "в", "при", "на", "до", "перед", "из"}


BARGAINING = {
    "обсудить",
    "обсуждать",
    "обсуждаться",
    "переговоры",
    "договориться",
    "предложить",
    "предложение",
    "отказаться",
    "взяться",
    "вызваться",
    "поручить",
    "доверить",
    "рассматривать",
    "рассматриваться",
    "рассмотреть",
    "прорабатывать",
}


def purchase_paper(match: Match, state: Discourse) -> bool:
    """A контракт or сделка is a deal; a договор or соглашение only where it is about a supply, or about so many of something."""
    document = match.slots["document"][0].mention
    lemma = key(document.lemma)
    if lemma in ("контракт", "сделка", "госконтракт", "спецификация"):
        return True
    if "act" in match.slots:
        return not (key(match.slots["act"][0].mention.lemma) == "обучение" and lemma != "договор")
    view = state.views[match.sentence]
    goods = match.slots.get("goods")
    if goods and lemma in ("договор", "заказ"):
        return is_ware(goods[0].mention, view) or any(goods[0].mention.start <= q.start < goods[0].mention.stop for q in view.quantities)
    if any(key(t.lemma) == "предмет" for t in view.tokens[document.last :]):
        return True
    return lemma == "договор" and any(0 <= view.token_at(m.start) - document.last <= 6 for m in view.money)


def invested(match: Match, state: Discourse) -> bool:
    """«вложит 85 млн юаней», «вложился в фабрику»: money or something built."""
    view = state.views[match.sentence]
    return bool(view.money) or any({"structure", "maker"} & classes_of(f.mention.lemma) for f in match.slots.get("goods", ()))


def told_deal(match: Match, state: Discourse) -> bool:
    """A noun of supply tells a deal unless it is the measure of a statistic («поставки выросли на 12%»)."""
    view = state.views[match.sentence]
    trigger = match.trigger
    if any(
        m.first <= trigger < m.last and m.head != trigger and (m.type in ("person", "organization", "government") or m.kind == "post") for m in view.mentions
    ):
        return False  # «директор по сбыту», «отдел закупок», «предприятие по ремонту»
    if view.tokens[trigger].feats.case == "gen" and {"сфера", "область", "сектор"} & set(view.lemmas[max(0, trigger - 2) : trigger]):
        return False  # «в сфере поставок»; «в Воронежской области строительство» is no such thing
    for i in (trigger - 1, trigger - 2):
        if i >= 0 and key(view.tokens[i].lemma) == "объем" and _grows(match, view):
            break
        if i >= 0 and key(view.tokens[i].lemma) in (
            "объем",
            "рост",
            "доля",
            "динамика",
            "география",
            "сумма",
            "стоимость",
            "структура",
            "победитель",
        ):
            return False
    governor = view.tokens[trigger].head
    if governor >= 0 and key(view.tokens[governor].lemma) in GROWTH | INSPECTING and not _grows(match, view):
        return False
    if any(key(t.lemma) in GROWTH and view.verbs_between(trigger, i) == 0 for i, t in enumerate(view.tokens[: trigger + 10]) if i > trigger) and _measured(
        view
    ):
        return False  # «отгрузки в европейские страны выросли на 44%»
    if key(view.tokens[trigger].lemma) in CUSTOMS and not _undertaken(match, view) and not _grows(match, view):
        return False  # «экспорт муки вырос», «импорт составил»: statistics
    if key(view.tokens[trigger].lemma) in ("реализация", "передача", "изготовление") and not any(
        is_ware(f.mention, view) for f in match.slots.get("goods", ())
    ):
        return False  # «реализация проекта», «передача опыта»
    return not (match.rule == "contracts.supply_noun" and not match.slots.keys() & {"goods"} and not match.slots.keys() >= {"customers", "actors"})


def _grows(match: Match, view: View) -> bool:
    """«область наращивает поставки муки на китайский рынок»: who increases deliveries delivers, where no number makes it a statistic."""
    named = any(not f.mention.prep and f.mention.case == "dat" for f in match.slots.get("customers", ()))  # «увеличит отгрузки шин предприятиям вдвое»
    if ((_measured(view) or view.quantities) and not named) or view.money or "goods" not in match.slots:
        return False
    return any(key(view.tokens[i].lemma) in ("нарастить", "наращивать", "увеличить", "увеличивать") for i in view.ancestors(match.trigger)[:2])


def _measured(view: View) -> bool:
    return bool(view.percents or view.changes)


CUSTOMS = {"экспорт", "импорт", "вывоз", "ввоз", "доставка", "завоз"}
UNDERTAKING = {
    "начать", "начинать", "наладить", "налаживать", "возобновить", "возобновлять", "организовать", "осуществить", "осуществлять", "прекратить", "прекращать",
    "остановить", "приостановить", "запустить", "освоить", "договориться", "обсудить", "обсуждать", "заинтересовать", "заинтересованный", "заинтересованность",
    "контракт", "договор", "соглашение", "переговоры", "заняться", "обеспечить", "вопрос", "возможность", "интерес", "начаться", "стартовать", "возобновиться",
    "прекратиться", "прекращаться", "начинаться", "возобновляться", "продолжаться", "продолжать", "продолжить", "осуществляться", "вести", "вестись", "идти", "готовый", "прорабатывать", "прорабатываться", "планировать", "рассматривать", "рассмотреть", "договоренность", "предложить", "запретить", "намеренный",
}  # fmt: skip


def _undertaken(match: Match, view: View) -> bool:
    """«наладил экспорт внедорожников», «контракт на экспорт абрикосов»: an act of trade, not its measure; the goods are named."""
    if not match.slots.keys() & {"goods"} or view.percents or view.changes:
        return False
    above = view.ancestors(match.trigger)[:2]
    above += [c for i in above for c in view.children[i] if view.tokens[c].feats.form == "inf"]  # «экспорт может начаться осенью»
    near = [key(view.tokens[i].lemma) for i in above] + [key(t.lemma) for t in view.tokens[max(0, match.trigger - 3) : match.trigger]]
    return any(lemma in UNDERTAKING for lemma in near)


INSPECTING = {
    "проконтролировать", "контролировать", "проверить", "проверять", "осмотреть", "осматривать", "проинспектировать", "инспектировать", "посетить", "посещать", "оценить", "увидеть",
    "критиковать", "раскритиковать", "завершиться", "показать",
}  # fmt: skip
GROWTH = {
    "вырасти", "расти", "увеличиться", "увеличиваться", "сократиться", "снизиться", "упасть", "составить", "составлять", "достигнуть", "превысить", "удвоиться", "утроиться",
    "обойти", "опередить", "лидировать", "обогнать", "занять", "занимать", "нарастить", "наращивать", "довести", "доводить", "увеличивать", "увеличить", "подрасти", "просесть",
}  # fmt: skip


def worthy(draft: Draft, state: Discourse) -> bool:
    """A row needs a side beyond the article's own town, goods or a paper, and no mere statistic."""
    suppliers: tuple[Party, ...] = draft.columns.get("suppliers") or ()
    customers: tuple[Party, ...] = draft.columns.get("customers") or ()
    if not suppliers and not customers:
        return False
    if draft.match.rule in HOMELY and not any(concrete(p) for p in (*suppliers, *customers)):
        return False
    agreed = draft.match.rule == "contracts.sign" and any(f.mention.type != "person" and not f.mention.bare for f in draft.match.slots.get("partners", ()))
    bare = agreed or draft.match.rule in BARE or draft.columns.get("several") or draft.columns.get("amount") is not None or (suppliers and customers)
    if not draft.columns.get("goods") and not bare:
        return False
    if {p.entity_id for p in suppliers} & {p.entity_id for p in customers}:
        return False
    view = state.views[draft.match.sentence]
    if _at_home(draft, suppliers, customers, state) or _background(draft, suppliers, customers):
        return False
    if CRIME & set(view.lemmas):
        return False  # «осуждён за взятку при заключении контракта»
    if _own_shopping(draft, view, suppliers, customers):
        return False
    return not _statistic(draft, view, suppliers, customers)


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


def _background(draft: Draft, suppliers: tuple[Party, ...], customers: tuple[Party, ...]) -> bool:
    """«зерно экспортировалось в Турцию, Марокко, Египет»; «РФ продала продукции на 659 млн»: trade told in general, between places."""
    if _unnamed(draft) and not all(p.type == "organization" for p in (*suppliers, *customers)):
        return True
    if draft.columns["status"] not in ("occurred", "ongoing") or not all(p.type == "place" for p in (*suppliers, *customers)):
        return False
    if draft.columns.get("goods_head") in GENERAL and draft.columns.get("quantity") is None:
        return draft.columns.get("amount") is not None or not (suppliers and customers)
    return len(customers) > 3 and draft.columns.get("quantity") is None


def _unnamed(draft: Draft) -> bool:
    """«поставлять свою продукцию», «экспорт готовой продукции»: goods that nobody names."""
    if draft.columns.get("goods_head") not in ("продукция", "товар") or draft.columns.get("quantity") is not None or draft.columns.get("amount") is not None:
        return False
    words = [key(w) for w in str(draft.columns.get("goods") or "").split()]
    return len(words) <= 2 and all(
        w[:5] in ("проду", "товар", "готов", "своя ", "свой", "своя", "наша", "разли", "данна", "данны", "новая", "новые", "такая") for w in words
    )


GENERAL = {"продукция", "товар", "экспорт", "импорт", "агропродукция", "сельхозпродукция", "продовольствие"}


CRIME = {
    "взятка", "приговор", "приговорить", "осудить", "осужденный", "хищение", "похитить", "мошенничество", "мошенник", "обвиняемый", "обвинять", "арестовать", "задержать",
    "уголовный", "следователь", "прокуратура", "прокурор", "взыскать", "иск", "подсудимый", "растрата",
}  # fmt: skip


def concrete(party: Party) -> bool:
    """A side with a name, a place or a description; «заказчики», «школа» are none."""
    if party.country or party.region or " " in party.name or any(c in "«»" or c.isupper() for c in party.name[1:]):
        return True
    return not {"organization", "government", "group"} & (classes_of(party.name) | classes_of(party.name.rstrip("иы")))


def _own_shopping(draft: Draft, view: View, suppliers: tuple[Party, ...], customers: tuple[Party, ...]) -> bool:
    """«Мэрия разместила заказы на троллейбусы»: a town's own purchase, with no seller and no maker named."""
    if suppliers or draft.columns["kind"] != "purchase" or draft.columns["status"] in ("denied", "proposed"):
        return False
    if any(p.type not in ("government", "place") for p in customers):
        return False
    first, last = draft.columns["span"]
    start, stop = view.tokens[first].start, view.tokens[min(last, len(view.tokens)) - 1].stop
    made = [p.country for p in view.places if p.form == "adjective" and start <= p.start < stop]
    abroad = any(code != p.country for code in made for p in customers)
    return not abroad and not draft.found & {"discourse"}


HOMELY = {"contracts.give", "contracts.send", "contracts.service", "contracts.make", "contracts.receive"}  # also told of life at home
BARE = {"contracts.refuse", "contracts.win", "contracts.lose", "contracts.bid", "contracts.paper"}  # named by the paper that was refused, won or lost


def _statistic(draft: Draft, view: View, suppliers: tuple[Party, ...], customers: tuple[Party, ...]) -> bool:
    """«Иран закупил 410 тыс. тонн ячменя», «отгрузки масла в Турцию выросли»: countries and regions, tonnes and growth."""
    if draft.columns["status"] not in ("occurred", "ongoing") or draft.match.rule in ("contracts.give", "contracts.sign", "contracts.agree"):
        return False
    if any(f.mention.case == "dat" and not f.mention.prep for f in draft.match.slots.get("customers", ())):
        return False  # «направил Оренбуржью 80 тонн муки»: a recipient is named, not a destination of trade
    if any(p.type in ("organization", "government", "group") and not {key(w) for w in p.name.split()} & GENERIC_FIRMS for p in (*suppliers, *customers)):
        return False
    first, last = draft.columns["span"]
    if any(t.text.lower().startswith("гуманитарн") for t in view.tokens):
        return False  # relief is a gift, not trade
    if any(
        view.lemmas[i] in ("первый", "очередной", "пробный", "опытный", "новый", "последний") for i in range(max(0, first - 1), min(last, len(view.tokens)))
    ):
        return False  # «первые 2 тысячи тонн муки ушли»: one delivery
    if {"подтвердить", "одобрить", "оплатить", "контракт", "договор", "сделка", "договориться", "заключить"} & set(view.lemmas):
        return False
    if any(key(t.lemma) in ("партия", "контейнер", "эшелон", "фура", "состав", "судно", "тендер", "аукцион", "торги") for t in view.tokens[first:last]):
        return False  # «вторая партия, 18 тонн» is one delivery
    grown = any(d.role in ("base", "result") for d in view.dates)
    return grown or draft.columns.get("unit") in MASS


GUARDS: dict[str, Callable[[Match, Discourse], bool]] = {
    "tradable": tradable, "ware": ware, "sourced": sourced, "moves": moves, "purchase_paper": purchase_paper, "invested": invested, "outsider": outsider, "told_deal": told_deal,
    "for_someone": for_someone, "bargained": bargained, "priced": priced, "tangible": tangible, "gift": gift, "offered": offered, "wished": wished, "dropped": dropped,
    "undertaken": undertaken, "funded": funded, "abroad": abroad, "settler": settler, "rented": rented, "stake": stake,
    "worked_on": worked_on, "outlet": outlet, "has_work": has_work, "own_paper": own_paper, "counted": counted, "real_ware": real_ware, "awaited": awaited, "role_goods": role_goods,
}  # fmt: skip
