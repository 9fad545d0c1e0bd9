"""Roles: who a sentence around the deal says supplies or buys («Заказчик — девелопер «Вертикаль», «Поставщиком стала фабрика «Тамба»)."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.contracts.content import WEIGHED
from extractors.contracts.hauling import hauls
from extractors.contracts.parties import resolve
from extractors.lexicon import key
from extractors.phrases.words import PRONOUNS
from extractors.view import View
from schemas.match import Filler, Mention
from schemas.values import Quantity

ROLES = {
    "получатель": "customers",
    "отправитель": "suppliers",
    "грузополучатель": "customers",
    "заказчик": "customers",
    "покупатель": "customers",
    "закупщик": "customers",
    "поставщик": "suppliers",
    "подрядчик": "suppliers",
    "производитель": "suppliers",
    "инвестор": "suppliers",
    "генподрядчик": "suppliers",
    "субподрядчик": "suppliers",
    "исполнитель": "suppliers",
    "проектировщик": "suppliers",
    "разработчик": "suppliers",
    "продавец": "suppliers",
    "кредитор": "suppliers",
    "лизингодатель": "suppliers",
    "арендодатель": "suppliers",
    "изготовитель": "suppliers",
    "арендатор": "customers",
    "заемщик": "customers",
    "импортер": "customers",
    "экспортер": "suppliers",
    "владелец": "customers",
    "лизингополучатель": "customers",
}


DASHES = {"—", "–", "-"}
WORKING = {"подрядчик", "генподрядчик", "субподрядчик", "исполнитель", "проектировщик"}


def name_roles(drafts: Sequence[Draft], state: Discourse) -> None:
    """«Заказчик — девелопер «Вертикаль», «Поставщиком стала фабрика «Тамба»: who plays a role in the deal told around it."""
    for view in state.views if drafts else ():
        for m in view.mentions:
            role = ROLES.get(m.lemma) or _meant_role(m, view, state)
            if role is None or m.country or "«" in m.name or (m.parent is not None and not _before_dash(m, view)):
                continue
            player = _player(m, view)
            near = [d for d in drafts if 0 <= view.index - d.match.sentence <= 2]
            if player is None or not near:
                continue
            draft = max(near, key=lambda d: (d.match.sentence, -abs(d.match.trigger - m.head)))
            if player.type == "place" and any(p.type == "organization" for p in draft.columns[role]):
                continue  # «Крупнейший покупатель — Казахстан: компания «Алмас» приобрела …»
            if key(m.lemma) == "инвестор" and draft.columns["kind"] in ("service", "supply"):
                if player.name.islower():
                    continue  # «инвестором готов выступить иностранный банк»
                role = "customers"  # «оборудование смонтировали чехи, инвестор — фирма «Алей»
            if role == "suppliers" and draft.match.rule == "contracts.give" and draft.columns[role]:
                continue  # «Россия подарит Кубе автобусы. Поставщиком выбран завод «Нива»: who gives is known
            if key(m.lemma) in WORKING and draft.columns["kind"] not in ("construction", "service", "investment"):
                continue  # «главным исполнителем определена» is said of the work, not of the loan for it
            found = resolve([Filler(m, "clause") for m in _together(player, view)], draft, state)
            if found:
                draft.columns[role] = found


def _together(player: Mention, view: View) -> list[Mention]:
    """«Поставщиками выступают завод «А», а также / компания «Б»: all of the list that plays a role."""
    found = [player]
    for member, before in view.listed:
        if any(before is m for m in found) and member.type in ("organization", "government", "group"):
            found.append(member)
    return found


def _meant_role(m: Mention, view: View, state: Discourse) -> str | None:
    """«Определён победитель торгов. Им признана фирма «Лидер»: the role that a pronoun stands for."""
    if m.first or view.texts[0] not in ("им", "ею", "ей") or not view.index:
        return None
    before = (r for r in reversed(state.views[view.index - 1].mentions) if not r.prep and r.parent is None)
    named = (ROLES.get(r.lemma, "suppliers") for r in before if r.lemma in ROLES or r.lemma == "победитель")
    return next(named, None)


def _before_dash(role: Mention, view: View) -> bool:
    """«…, заказчик — московский «Подъём»: a clause of its own, whatever the tree hangs it on."""
    return not role.prep and role.case in ("nom", "ins") and role.last < len(view.tokens) and view.tokens[role.last].text in DASHES


def name_clients(drafts: Sequence[Draft], state: Discourse) -> None:
    """«Завод закончил ремонт станции в Узбекистане. Работы велись по контракту с АО «Гидро»: who orders what the sentence before tells."""
    for view in state.views if drafts else ():
        if UNDER.isdisjoint(view.lemmas) or DONE.isdisjoint(view.lemmas):
            continue
        near = [d for d in drafts if view.index - d.match.sentence == 1]
        if not near or any(d.match.sentence == view.index and d.columns.get("goods") for d in drafts):
            continue
        draft = near[-1]
        if len(pair := _between(view)) == 2:
            _put_pair(pair, draft, state)
            continue
        client = next((m for m in view.mentions if m.type in ("organization", "government") and not m.bare and _orders(m, view)), None)
        if client is None or not all(p.type == "place" for p in draft.columns["customers"]):
            continue
        known = {p.entity_id for p in draft.columns["suppliers"]}
        found = tuple(p for p in resolve([Filler(client, "clause")], draft, state) if p.entity_id not in known)
        if found:
            draft.columns["customers"] = found
            draft.found.add("discourse")


def name_receivers(drafts: Sequence[Draft], state: Discourse) -> None:
    """«Из Риги вышло судно с удобрениями. Они предназначены / для Африки»: for whom the goods of the sentence before are."""
    for view in state.views if drafts else ():
        if view.words.isdisjoint(MEANT):
            continue
        near = [d for d in drafts if view.index - d.match.sentence == 1 and d.columns["kind"] in ("supply", "other")]
        taker = next((m for m in view.mentions if m.prep == "для" and m.type in ("organization", "government", "place") and not m.bare), None)
        subject = next((m for m in view.mentions if view.is_main_subject(m)), None)
        named = subject is None or subject.lemma in PRONOUNS or (near and key(subject.lemma) in (near[-1].columns.get("goods_head"), "груз", "партия"))
        if not near or taker is None or not named or near[-1].columns["customers"]:
            continue
        found = resolve([Filler(taker, "clause")], near[-1], state)
        if not {p.entity_id for p in found} & {p.entity_id for p in near[-1].columns["suppliers"]}:
            near[-1].columns["customers"] = found
            near[-1].found.add("discourse")


MEANT = frozenset({"предназначить", "предназначаться", "предназначенный", "предназначать"})


def _between(view: View) -> list[Mention]:
    """«в рамках контракта / между холдингом «Кречет» и Лаосскими дорогами»: the two of a paper under which it is done."""
    first = next(
        (m for m in view.mentions if m.prep == "между" and m.type == "organization" and not UNDER.isdisjoint(view.lemmas[max(0, m.first - 4) : m.first])), None
    )
    return [] if first is None else _together(first, view)


def _put_pair(pair: Sequence[Mention], draft: Draft, state: Discourse) -> None:
    """Each of two bodies takes the seat of its land, or the one that the other leaves."""
    parties = [p for m in pair for p in resolve([Filler(m, "clause")], draft, state)]
    sides = ("suppliers", "customers")
    if len(parties) != len(pair) or not all(p.type == "place" for side in sides for p in draft.columns[side]):
        return
    lands = [{p.country for p in draft.columns[side]} for side in sides]
    at = next(((n, i) for n, p in enumerate(parties) for i, land in enumerate(lands) if p.country and p.country in land), None)
    if at is not None and not {parties[1 - at[0]].country} & lands[at[1]]:
        draft.columns.update({sides[at[1]]: (parties[at[0]],), sides[1 - at[1]]: (parties[1 - at[0]],)})
        draft.found.add("discourse")


def _orders(client: Mention, view: View) -> bool:
    """«по контракту / с АО «Гидро», «по заказу / компании «Гидро»."""
    if client.prep in ("по_заказ", "по_заявка"):
        return True
    paper = view.lemmas[max(0, client.first - 4) : client.first]
    return client.prep in ("с", "со") and not UNDER.isdisjoint(paper)


UNDER = {"контракт", "договор", "заказ", "заявка"}
DONE = {
    "вестись",
    "выполняться",
    "проводиться",
    "осуществляться",
    "выполнить",
    "провести",
    "осуществить",
    "реализоваться",
    "реализовываться",
    "произвести",
    "изготовить",
    "сделать",
    "поставить",
}


def name_amounts(drafts: Sequence[Draft], state: Discourse) -> None:
    """«Объём поставки — 380 тонн», «Поезд состоит из 93 контейнеров»: how much the deal told just before is of."""
    for view in state.views if drafts else ():
        q = _whole(view) if view.quantities and not view.words.isdisjoint(SIZES) else None
        if (
            q is None
            or (DEALS.isdisjoint(view.words) and (view.percents or view.changes))
            or any(d.match.sentence == view.index and d.columns.get("quantity") is not None for d in drafts)
        ):
            continue
        near = [d for d in drafts if 0 < view.index - d.match.sentence <= 2 and d.columns.get("quantity") is None and d.columns.get("goods")]
        if near and near[-1].columns["status"] != "denied":
            near[-1].columns.update(quantity=float(q.value), unit=q.unit, bound=q.bound)


def _whole(view: View) -> Quantity | None:
    """The number that a sentence tells of a deal's size, or of what its carrier holds."""
    at = next((i for i, lemma in enumerate(view.lemmas) if lemma in SIZES), 0)
    behind = [q for q in view.quantities if view.token_at(q.start) > at]
    weighed = [q for q in behind if q.unit in WEIGHED]
    opened = view.mentions[0] if view.mentions else None
    if view.lemmas[at] in HOLDING:
        carrier = opened is not None and opened.last <= at and (hauls(opened) or opened.lemma in PRONOUNS or opened.lemma == "партия")
        return next(iter(weighed or behind), None) if carrier else None
    alone = opened is not None and opened.head == at == opened.last - 1 and (at == 0 or view.lemmas[at - 1] in OF_ALL)
    bare = [q for q in behind[:1] if q.item_start is None or view.lemmas[at] in ("вес", "масса")]
    return bare[0] if bare and (alone or not DEALS.isdisjoint(view.words)) else None


SIZES = frozenset({"объем", "количество", "вес", "масса", "состоять", "сформировать", "насчитывать"})
HOLDING = frozenset({"состоять", "сформировать", "насчитывать"})
OF_ALL = frozenset({"общий", "суммарный", "он", "весь"})
DEALS = {"поставка", "партия", "контракт", "заказ", "сделка", "договор", "отгрузка", "закупка"}


def _player(role: Mention, view: View) -> Mention | None:
    """The body behind «заказчик —», or the subject of «заказчиком выступает»."""
    sides = ("organization", "government", "group", "place")
    after = view.tokens[role.last].text if role.last < len(view.tokens) else ""
    if after in ("—", "–", "-", ":") and not role.prep:
        return next((m for m in view.mentions if m.first == role.last + 1 and (m.type in sides or "«" in m.name)), None)
    if after == "," and not role.prep and role.first == 0:  # «Получатель, / компания «Сари», остался доволен»
        beside = next((m for m in view.mentions if m.first == role.last + 1 and m.type == "organization" and not m.bare), None)
        return beside if beside is not None and view.texts[beside.last : beside.last + 1] == [","] else None
    if role.case == "ins" or view.tokens[role.first].pos == "PRON":
        verb = next(
            (
                i
                for i in range(max(0, role.first - 4), min(len(view.tokens), role.last + 4))
                if key(view.tokens[i].lemma) in BECOMING and (view.tokens[i].feats.form != "part" or view.tokens[i].feats.variant == "short")
            ),
            None,
        )
        if verb is not None:
            named = [m for m in view.mentions if m.parent is None and m is not role and not m.prep and m.may_be("nom") and m.type in sides]
            return min(named, key=lambda m: abs(m.head - verb), default=None)
    return None


BECOMING = {
    "выбрать",
    "назначить",
    "признать",
    "назвать",
    "определить",
    "утвердить",
    "стать",
    "становиться",
    "выступить",
    "выступать",
    "быть",
    "являться",
    "оказаться",
    "остаться",
    "числиться",
    "значиться",
    "послужить",
    "считаться",
}
