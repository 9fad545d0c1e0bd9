"""Nouns of trade and papers: whether «поставки», «ремонт», «контракт» tell a deal, and not a statistic, a setting or a background."""

from __future__ import annotations

from extractors.agreements.purchases import of_deal_before, on_so_many
from extractors.article.discourse import Discourse
from extractors.contracts.content import told_after
from extractors.contracts.handled import is_handled, of_experience
from extractors.contracts.lands import apart, codes, codes_near, codes_of
from extractors.contracts.projects import project_behind
from extractors.contracts.wares import is_ware
from extractors.lexicon import classes_of, key
from extractors.view import View
from schemas.match import Match, Mention

NAMING = {"назвать", "называть", "перечислить", "перечислять", "упомянуть", "выделить"}


def told_deal(match: Match, state: Discourse) -> bool:
    """A noun of supply tells a deal unless it is the measure of a statistic («поставки выросли на 12%»)."""
    view = state.views[match.sentence]
    trigger = match.trigger
    if any(
        m.first <= trigger < m.last and m.head != trigger and (m.type in ("person", "organization", "government") or m.kind == "post") for m in view.mentions
    ):
        return False  # «директор по сбыту», «отдел закупок», «предприятие по ремонту»
    if view.texts[trigger - 1] == "и" and _in_post(view.tokens[trigger].head, view):
        return False  # «глава дирекции по геологии и / разработке»
    if view.tokens[trigger].feats.case == "gen" and {"сфера", "область", "сектор"} & set(view.lemmas[max(0, trigger - 2) : trigger]):
        return False  # «в сфере поставок»; «в Воронежской области строительство» is no such thing
    own = view.mention_at(trigger)
    if own is not None and project_behind(own, view) is not None:
        return False  # «прекратил реализацию проекта»
    if any(view.lemmas[i] in NAMING for i in view.ancestors(trigger)[:2]):
        return False  # «среди перспективных направлений назвал поставки техники»
    if is_handled(match, view) or of_experience(match, view) or _of_no_ware(match, view):
        return False
    if match.rule == "contracts.supply_noun" and own is not None and own.prep == "для" and not CHANCES & set(view.lemmas[max(0, own.first - 3) : own.first]):
        return False  # «сертифицированы для поставок два комбината»: what something is for
    if match.rule == "contracts.service_noun" and own is not None and own.prep in ("для", "на") and _lent_for(own, view):
        return False  # «кредит для строительства дороги»: what the money is for
    if (
        own is not None
        and own.prep == "в"
        and key(view.tokens[trigger].lemma) == "лизинг"
        and any(view.tokens[i].pos == "VERB" for i in view.ancestors(trigger))
    ):
        return False  # «передал в лизинг два самолёта» is told by the giving
    if "по" in view.lemmas[max(0, trigger - 2) : trigger] and not RANKED.isdisjoint(view.lemmas[max(0, trigger - 6) : trigger]):
        return False  # «второе место по поставкам газа в Китай»
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
    ended = governor >= 0 and key(view.tokens[governor].lemma) == "завершиться" and match.slots.keys() >= {"goods", "customers"}
    if any(key(view.tokens[i].lemma) in ROUTING for i in view.ancestors(trigger)[:2]):
        return False  # «переориентирует часть экспорта на порты»: the way of the goods
    if governor >= 0 and key(view.tokens[governor].lemma) in GROWTH | INSPECTING and not ended and not _grows(match, view):
        return False
    if any(key(t.lemma) in GROWTH and view.verbs_between(trigger, i) == 0 for i, t in enumerate(view.tokens[: trigger + 10]) if i > trigger) and _measured(
        view
    ):
        return False  # «отгрузки в европейские страны выросли на 44%»
    if key(view.tokens[trigger].lemma) in CUSTOMS and not _undertaken(match, view) and not _grows(match, view):
        return False  # «экспорт муки вырос», «импорт составил»: statistics
    if key(view.tokens[trigger].lemma) in OF_ANYTHING and not any(is_ware(f.mention, view) for f in match.slots.get("goods", ())):
        return False  # «реализация проекта», «передача опыта»
    if match.rule == "contracts.supply_noun" and "goods" not in match.slots and own is not None and not ORDINALS.isdisjoint(view.lemmas[own.first : trigger]):
        return False  # «для неё это уже третья отгрузка в эмират»: one more of what is told
    return not (match.rule == "contracts.supply_noun" and not match.slots.keys() & {"goods"} and not match.slots.keys() >= {"customers", "actors"})


def _of_no_ware(match: Match, view: View) -> bool:
    """«привлечение к реализации / проекта производителей техники»: what follows the noun at once is carried out, not sold."""
    behind = match.trigger + 1
    general = key(view.tokens[match.trigger].lemma) in OF_ANYTHING and behind < len(view.tokens)
    done = [view.tokens[behind].lemma, *(f.mention.lemma for f in match.slots.get("goods", ()))] if general else []
    return any(key(lemma).removeprefix("инвест") in CARRIED_OUT for lemma in done)


CARRIED_OUT = {
    "проект", "программа", "план", "мероприятие", "соглашение", "договоренность", "инициатива", "идея", "стратегия",
    "потенциал", "право", "опыт", "полномочие",
}  # fmt: skip


def _lent_for(work: Mention, view: View) -> bool:
    """Whether a loan and its sum stand right before what it is for."""
    before = range(max(0, work.first - 9), work.first)
    return any("loan" in classes_of(view.lemmas[i]) and view.verbs_between(i, work.first) == 0 for i in before)


ORDINALS = frozenset({"второй", "третий", "четвертый", "пятый", "шестой", "седьмой", "восьмой", "девятый", "десятый"})
CHANCES = {"возможность", "условие", "перспектива", "потенциал", "основа", "предпосылка", "готовый", "готовность"}
RANKED = {
    "место",
    "лидерство",
    "лидер",
    "позиция",
    "строчка",
    "рейтинг",
    "первенство",
    "тройка",
    "пятерка",
    "первый",
    "второй",
    "третий",
    "рекорд",
    "рекордсмен",
}
COMING = {"прибытие", "поступление", "приход", "погрузка", "переброска", "отправление", "приемка", "получение"}
OF_ANYTHING = {"реализация", "передача", "изготовление", *COMING}


def _grows(match: Match, view: View) -> bool:
    """«область наращивает поставки муки на китайский рынок»: who increases deliveries delivers, where no number makes it a statistic."""
    named = any(not f.mention.prep and f.mention.case == "dat" for f in match.slots.get("customers", ()))  # «увеличит отгрузки шин предприятиям вдвое»
    if "внутренний" in view.lemmas or ((_measured(view) or view.quantities) and not named) or view.money or "goods" not in match.slots:
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
ROUTING = {"переориентировать", "переориентироваться", "перенаправить", "перенаправлять", "переключить", "переключать", "диверсифицировать", "развернуть"}
GROWTH = {
    "вырасти", "расти", "увеличиться", "увеличиваться", "сократиться", "снизиться", "упасть", "составить", "составлять", "достигнуть", "превысить", "удвоиться", "утроиться",
    "обойти", "опередить", "лидировать", "обогнать", "занять", "занимать", "нарастить", "наращивать", "довести", "доводить", "увеличивать", "увеличить", "подрасти", "просесть",
}  # fmt: skip


def bargained(match: Match, state: Discourse) -> bool:
    """«обсудили ремонт вагонов», «ремонт для завода»: a service that sides speak of, not repairs at home."""
    view = state.views[match.sentence]
    near = [view.lemmas[i] for i in view.ancestors(match.trigger)[:3]] + view.lemmas[max(0, match.trigger - 3) : match.trigger]
    own = view.mention_at(match.trigger)
    if own is not None and own.prep == "для" and own.first > 1 and "ware" in classes_of(view.lemmas[own.first - 2]):
        return False  # «рассматривает поставку установок / для бурения скважин»: what a ware is for
    if any(lemma in BARGAINING for lemma in near) or (match.status == "denied" and own is not None and own.country):
        return True  # «строительство чешского цеха в Твери / заморожено»
    first = own if own is None or own.conjunct_of is None else view.mentions[own.conjunct_of]
    if first is not None and first is not own and first.prep == "для":
        return False  # «площадка для сборки и подготовки комбайнов»
    if own is not None and own.prep == "для" and match.trigger > 1 and "ware" in classes_of(view.lemmas[match.trigger - 2]):
        return False  # «выпуск препаратов / для лечения диабета»: what a ware is for
    if own is not None and own.prep == "для" and "partners" not in match.slots:
        return False  # «заинтересован в опыте — для возведения канала»: what something is for
    if own is not None and own.prep in SETTINGS:
        return False  # «изменили движение из-за ремонта моста в Рыбинске»
    if performed(match, state):
        return True
    others = [f.mention for slot in ("partners", "customers") for f in match.slots.get(slot, ()) if not f.mention.bare]
    acting = any(f.found != "discourse" for slot in ("actors", "suppliers") for f in match.slots.get(slot, ()))
    return any(acting or m.type != "place" or m.prep == "для" for m in others)  # «строительство школы в Твери» has nobody who builds


def performed(match: Match, state: Discourse) -> bool:
    """«подготовку кадров берёт на себя чешский университет»: a firm with a name does the work in another land, whatever the verb."""
    acting = [f for slot in ("suppliers", "actors") for f in match.slots.get(slot, ()) if f.found in ("child", "shared", "subtree")]
    if not acting or not all(f.mention.type in ("organization", "group") and not f.mention.bare for f in acting):
        return False
    verb = view_verb(match, state.views[match.sentence])
    return verb in PERFORMING and apart(
        codes_of(acting, state), codes(match, state, "customers") or codes_near(match.slots["goods"][0].mention, state.views[match.sentence])
    )


def view_verb(match: Match, view: View) -> str:
    """The lemma of the verb that the noun is the object or subject of."""
    return next((key(view.tokens[i].lemma) for i in view.ancestors(match.trigger)[:2] if view.tokens[i].pos == "VERB"), "")


PERFORMING = {
    "взять", "брать", "обеспечить", "обеспечивать", "организовать", "организовывать", "оказать", "оказывать", "предоставить", "предоставлять", "гарантировать", "запустить", "запускать",
    "наладить", "сохранить", "оплатить", "оплачивать", "спонсировать", "поддержать", "планировать", "намеренный", "готовый", "заказать", "заказывать", "купить", "получить",
}  # fmt: skip
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


def _in_post(i: int, view: View) -> bool:
    return any(m.first <= i < m.last and m.head != i and (m.type == "person" or m.kind == "post") for m in view.mentions)


def purchase_paper(match: Match, state: Discourse) -> bool:
    """A контракт or сделка is a deal; a договор or соглашение only where it is about a supply, or about so many of something."""
    document = match.slots["document"][0].mention
    if _is_cited(match, state.views[match.sentence]) or _merely_approved(match, state.views[match.sentence]):
        return False
    lemma = key(document.lemma)
    if lemma in PURE_DEALS or of_deal_before(document, state) or on_so_many(document, state.views[match.sentence]):
        return True
    view = state.views[match.sentence]
    if "act" in match.slots:
        return not _bare_sale(match) and not _is_accord(lemma, match, view)
    goods = match.slots.get("goods")
    if goods and lemma in ("договор", "заказ"):
        return is_ware(goods[0].mention, view) or any(goods[0].mention.start <= q.start < goods[0].mention.stop for q in view.quantities)
    if any(key(t.lemma) == "предмет" for t in view.tokens[document.last :]):
        return True
    if lemma == "договор" and any(f.mention.type == "organization" for f in match.slots.get("partners", ())) and told_after(match.trigger, view):
        return True  # «заключил договор с «Адани»: 19 маммографов»
    return lemma == "договор" and any(0 <= view.token_at(m.start) - document.last <= 6 for m in view.money)


def _merely_approved(match: Match, view: View) -> bool:
    """«совет одобрил контракт»: who approves is no side; «контракт между дорогой и заводом» names both."""
    return key(view.lemmas[match.trigger]) in APPROVING and not any(f.mention.prep == "между" for f in match.slots.get("partners", ()))


PURE_DEALS = frozenset({"контракт", "сделка", "госконтракт", "спецификация", "специнвестконтракт", "инвестконтракт", "спик"})
APPROVING = {"одобрить", "одобрять", "ратифицировать"}


def _is_accord(lemma: str, match: Match, view: View) -> bool:
    """«соглашение о строительстве порта», «о совместном выпуске», «договор о подготовке кадров»: cooperation; with a sum, «на» or a supply it is a deal."""
    act = match.slots["act"][0].mention
    if act.prep not in ("о", "об", "по") or view.money or any(act.start <= q.start < act.stop for q in view.quantities):
        return False
    if key(act.lemma) in MAKING or lemma == "договор":
        return lemma != "договор" or key(act.lemma) in TEACHING
    return {"supply_act", "purchase_act"}.isdisjoint(classes_of(act.lemma)) and not _invested(match)


def _invested(match: Match) -> bool:
    """A region and a firm sign that something will be built: the firm invests."""
    types = {f.mention.type for name in ("actors", "partners") for f in match.slots.get(name, ())}
    return "organization" in types and not types.isdisjoint({"place", "government", "person"})


def _bare_sale(match: Match) -> bool:
    """«договор купли-продажи подписан»: of what is told elsewhere."""
    sale = match.slots["act"][0].mention
    return key(sale.lemma) == "купля-продажа" and sale.last == sale.head + 1


def _is_cited(match: Match, view: View) -> bool:
    """«передали в рамках контракта, подписанного в 2008 году», «по договору, заключённому с Индией»: under which paper something is done."""
    document = match.slots["document"][0].mention
    framed = document.first > 0 and view.lemmas[document.first - 1] == "рамка"
    return match.form == "participle_passive" and document.first < match.trigger and (framed or document.prep in CITING)


TEACHING = {"обучение", "подготовка"}
MAKING = {"выпуск", "производство", "изготовление", "сборка"}
CITING = {"по", "согласно", "в_рамка", "в_соответствие_с", "на_основание", "в_счет", "в_исполнение"}


def own_paper(match: Match, state: Discourse) -> bool:
    """A paper by itself is a deal where a ware, a number or an act of trade hangs on it; «в рамках контракта» is background."""
    view = state.views[match.sentence]
    if any(key(t.lemma) == "рамка" for t in view.tokens[max(0, match.trigger - 2) : match.trigger]):
        return False
    if "портфель" in view.lemmas[max(0, match.trigger - 3) : match.trigger] and not view.quantities:
        return False  # «треть портфеля заказов»
    if "act" in match.slots:
        return not _bare_sale(match) and not _is_accord(key(view.tokens[match.trigger].lemma), match, view)
    if "goods" not in match.slots:  # «контракт с мэрией расторгнут»; «близки к контракту с Танзанией»
        paper = key(view.tokens[match.trigger].lemma) in ("контракт", "сделка", "госконтракт")
        return paper and (match.status == "denied" or "actors" in match.slots) and all(f.mention.type != "person" for f in match.slots["partners"])
    mention = match.slots["goods"][0].mention
    return is_ware(mention, view) and any(mention.start <= q.start < mention.stop for q in view.quantities)
