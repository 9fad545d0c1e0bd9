"""Sums: which deal a sum of money belongs to, also where it stands a sentence later («Цена вопроса — 548 миллионов»)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from extractors.article.discourse import Discourse
from extractors.build import DATES, Draft
from extractors.contracts.dates import is_delivered
from extractors.contracts.sum_owners import of_many_papers, of_other_number, of_works, to_come
from extractors.contracts.told_papers import seat_signer
from extractors.lexicon import key, members
from extractors.references.goods import takes_up
from extractors.view import View
from schemas.values import DateSpan, Money

FAR = 5.0
REACH = 3
TRADE = {"оборот", "товарооборот", "торговля", "экспорт", "импорт", "зарплата", "выручка", "прибыль", "бюджет"}
PRICES = {"гонорар", "вознаграждение", "ценник", "цена", "стоимость", "сумма", "смета", "победитель", "предложение"}
SPENDING = {
    "вложить", "вкладывать", "инвестировать", "потратить", "тратить", "обойтись", "обходиться", "стоить", "оценить", "оценивать", "оцениваться", "направить", "израсходовать",
    "заплатить", "отдать", "выложить", "выручить", "выплатить", "потребоваться", "согласиться", "предложить", "запросить", "требовать", "потребовать", "составить",
}  # fmt: skip
PAYING_FOR = {"обойтись", "обходиться", "стоить", "заплатить", "отдать", "выложить", "потянуть", "тянуть", "уплатить", "раскошелиться", "платить"}
MEANT_DEAL = {
    "партия", "заказ", "сделка", "контракт", "договор", "поставка", "покупка", "техника", "машина", "закупка", "обновка", "товар", "груз", "оборудование", "комплект", "всё", "это", "он",
}  # fmt: skip
LOOSE = {"соглашение", "договоренность", "контрактация"}
UNIT_PRICED = {"тонна", "штука", "куб", "кубометр", "единица", "литр", "килограмм", "баррель", "центнер", "экземпляр"}
SINGLE, SINGLE_REACH = {"один", "каждый"}, 7  # tokens
MERE = {"начальный", "стартовый", "первоначальный", "прежний"}


def attach_sums(drafts: Sequence[Draft], state: Discourse) -> list[Draft]:
    """Drafts in text order → the same with sums, periods and dates; a bare «контракт подписан» goes into the deal it speaks of."""
    kept: list[Draft] = []
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        if _mere_mention(draft) and (known := _known(kept, draft)) is not None:
            _add(known, draft)
            by_sentence.setdefault(draft.match.sentence, []).append(known)
            continue
        kept.append(draft)
        by_sentence.setdefault(draft.match.sentence, []).append(draft)
    for view in state.views:
        here = by_sentence.get(view.index, [])
        for money in sorted(view.money, key=lambda money: _nearest(here, view, view.token_at(money.start))) if here else view.money:
            if not _is_difference(money, view) and not (of_many_papers(money, view) and not any(d.columns.get("several") for d in here)):
                _give(money, view, here, kept)
        _period(view, here or _of_terms(view, kept))
    return [d for d in kept if not (_pays(d) and d.columns.get("goods_head") in PRICED)]


SETTING_ASIDE = {"выделить", "выделять", "отвести", "заложить", "предусмотреть", "перечислить", "получить", "заработать", "уйти", "направить"}
MEANT_WORK = {"это", "цель", "работа", "ремонт", "реконструкция", "модернизация", "задача", "услуга", "обучение", "возведение", "курс"}
PHASES = {"очередь", "этап", "фаза"}
MEANT = {"проект", "производство", "предприятие", "строительство", "объект", "стройка", "завод", "развитие", "площадка", "комплекс", "создание"}


def _is_difference(money: Money, view: View) -> bool:
    """«почти на $100 дороже», «со снижением цены на 70 долларов»: by how much a price differs."""
    first, last = view.token_at(money.start), view.token_at(money.stop - 1) + 1
    before = view.lemmas[max(0, first - 5) : first]
    return not MORE_OR_LESS.isdisjoint(view.texts[last : last + 2]) or ("на" in before and not CHEAPER.isdisjoint(before))


MORE_OR_LESS = frozenset({"дороже", "дешевле", "выше", "ниже"})
CHEAPER = frozenset({"снижение", "снизить", "скидка", "подорожать", "подешеветь", "удорожание", "подорожание"})


def _mere_mention(draft: Draft) -> bool:
    """«Контракт в субботу подписали гендиректор и вице-президент»: a paper without content of its own."""
    if draft.match.rule == "contracts.grant":
        return not draft.columns.get("goods") and "customers" not in draft.match.slots  # «на эти цели компания направит 8 млрд»
    if draft.match.rule == "contracts.invest":
        nobody = all(f.found == "discourse" for f in draft.match.slots.get("suppliers", ()))
        return not draft.columns.get("goods") or (nobody and draft.columns.get("goods_head") in MEANT) or draft.columns.get("goods_head") in PHASES
    return (
        draft.match.rule == "contracts.sign"
        and not draft.columns.get("several")
        and not draft.columns.get("goods")
        and not draft.columns.get("quantity")
        and not (draft.columns["suppliers"] and draft.columns["customers"])
    )


def _known(kept: Sequence[Draft], draft: Draft) -> Draft | None:
    """The deal that a bare paper or sum speaks of: money put in goes to what is built, also where it was refused."""
    sentence = draft.match.sentence
    if draft.match.rule in ("contracts.invest", "contracts.grant"):
        phase = draft.columns.get("goods_head") in PHASES
        built = (d for d in reversed(kept) if d.columns["kind"] in ("investment", "construction") and sentence - d.match.sentence <= REACH)
        built = (d for d in built if not phase or not _firms_of(draft) - _firms_of(d))
        beside = (d for d in reversed(kept) if d.match.sentence == sentence and d.columns.get("goods") and d.columns.get("amount") is None)
        return next(built, None) or (next(beside, None) if draft.match.rule == "contracts.grant" else None)  # «купила 15 комбайнов, заплатив 230 млн»
    return _before(kept, sentence)


def _before(kept: Sequence[Draft], sentence: int) -> Draft | None:
    return next((d for d in reversed(kept) if 0 <= sentence - d.match.sentence <= REACH and d.columns["status"] != "denied"), None)


def _fullest(kept: Sequence[Draft], sentence: int) -> Draft | None:
    """The last deal before a sentence; of several in one sentence the one with both sides: «закупит ячмень, половину вывезет до весны»."""
    last = _before(kept, sentence)
    if last is None:
        return None
    beside = [
        d for d in kept if d.match.sentence == last.match.sentence and d.columns["status"] != "denied" and d.columns["suppliers"] and d.columns["customers"]
    ]
    return last if not beside or (last.columns["suppliers"] and last.columns["customers"]) else beside[-1]


def _add(known: Draft, other: Draft) -> None:
    if known.columns.get("date") is None and other.columns.get("date") is not None and not is_delivered(known):
        for name in DATES:
            known.columns[name] = other.columns[name]
    for slot in ("suppliers", "customers"):
        if not known.columns.get(slot):
            known.columns[slot] = other.columns.get(slot) or ()
    seat_signer(known, other)


def _give(money: Money, view: View, here: Sequence[Draft], kept: Sequence[Draft]) -> None:
    """One sum → the deal nearest to it in its sentence; a named price without a deal there → the deal before."""
    at = view.token_at(money.start)
    before = set(view.lemmas[max(0, at - 8) : at])
    if before & TRADE or before & MERE or _per_unit(view, at, view.token_at(money.stop - 1) + 1):
        return
    deal = (_signed(view, kept) or _before(kept, view.index - 1)) if before & PRICED and before & BOUGHT and all(_pays(d) for d in here) else None
    deal = to_come(deal, view, kept) or deal
    if deal is not None and deal.columns.get("amount") is None and not of_other_number(deal, money, view):
        return _put(deal, money, view)  # «Стоимость закупки — 11 млн, её оплатит банк»
    best = min(((d, _cost(d, view, at)) for d in here), key=lambda pair: pair[1], default=None)
    if best is not None and best[1] < FAR:
        _put(best[0], money, view)
        return
    words = view.words
    known = (_equated(money, view, kept) or _fullest(kept, view.index)) if not here else None
    known = to_come(known, view, kept) or of_works(known, view, kept) or known
    if known is None or known.columns.get("amount") is not None or words & TRADE or of_other_number(known, money, view):
        return
    priced = words & (PRICES | members("contract_noun")) or (known.columns["kind"] in ("investment", "construction") and words & members("price"))
    built = known.columns["kind"] in ("investment", "construction", "service")
    spent = ((_spent(money, view) or _set_aside(money, view, known)) if built else _paid(money, view)) and not (_firms(view) - _firms_of(known))
    if (priced or spent or known is _equated(money, view, kept)) and not words & {"накопить", "накопленный"}:
        _put(known, money, view)


def own_sum(draft: Draft, view: View) -> None:
    """The one sum of a deal's own sentence, where the deal was found after all others."""
    if len(view.money) == 1:
        _give(view.money[0], view, [draft], [draft])


def _signed(view: View, kept: Sequence[Draft]) -> Draft | None:
    """«Подписал договор на 12 станков. Первые четыре отправят в мае. Стоимость / договора – 860 тысяч»: the paper itself, not what is sent under it."""
    if members("contract_noun").isdisjoint(view.words):
        return None
    near = (d for d in reversed(kept) if 0 < view.index - d.match.sentence <= REACH and d.match.rule in SIGNED and d.columns["status"] == "occurred")
    return next((d for d in near if d.columns.get("amount") is None), None)


SIGNED = {"contracts.sign", "contracts.win"}
PRICED, BOUGHT = {"стоимость", "сумма", "цена"}, {"закупка", "контракт", "поставка", "сделка", "договор", "покупка"}
PAYING = {"contracts.finance", "contracts.pay", "contracts.fund", "contracts.grant"}


def _pays(draft: Draft) -> bool:
    """«её оплатит банк»: who pays for a deal that is told before."""
    return draft.match.rule in PAYING and (draft.columns.get("goods_head") or "цена") in PRICED | BOUGHT


def _spent(money: Money, view: View) -> bool:
    """«Проект оценивается в 8 млрд», «Вложить предстоит 900 млн»: a verb of spending in the clause of the sum."""
    at = view.token_at(money.start)
    return any(t.lemma in SPENDING and abs(i - at) <= 10 and view.breaks_between(i, at) == 0 for i, t in enumerate(view.tokens) if t.pos in ("VERB", "ADJ"))


def _set_aside(money: Money, view: View, known: Draft) -> bool:
    """«На это отведено 24 млн», «За работу он получит 24 млн», «На школу область выделила 9 млн»: money for what was told before."""
    at = view.token_at(money.start)
    if not any(
        t.lemma in SETTING_ASIDE and abs(i - at) <= 9 and view.breaks_between(i, at) == 0 for i, t in enumerate(view.tokens) if t.pos in ("VERB", "ADJ")
    ):
        return False
    meant = MEANT | MEANT_WORK | {str(known.columns.get("goods_head"))}
    return any(t.pos == "ADP" and t.lemma in ("на", "за") and not meant.isdisjoint(view.lemmas[i + 1 : i + 3]) for i, t in enumerate(view.tokens))


def _equated(money: Money, view: View, kept: Sequence[Draft]) -> Draft | None:
    """«Паромы — это 52 млн евро», «Система потянет на 8 млн»: the deal whose goods open the clause that ends in the sum, with no other noun between."""
    at = view.token_at(money.start)
    first = next((m for m in view.mentions if not m.prep and m.parent is None and m.may_be("nom") and m.last < at), None)
    if first is None or first.first > 1 or any(t.pos in ("NOUN", "PROPN") for t in view.tokens[first.last : at]):
        return None
    dashed = {"—", "–", "-"} & set(view.texts[first.last : first.last + 2])
    if not dashed and not any(lemma in PAYING_FOR for lemma in view.lemmas[first.last : at]):
        return None
    near = (d for d in reversed(kept) if 0 < view.index - d.match.sentence <= REACH and d.columns["status"] != "denied")
    return next((d for d in near if _names(first.lemma, d) and d.columns.get("amount") is None), None)


def _names(lemma: str, draft: Draft) -> bool:
    """«лифты», or a general word for them: «подъёмники»."""
    head = str(draft.columns.get("goods_head") or "")
    return key(lemma) == head or takes_up(lemma, head)


def _paid(money: Money, view: View) -> bool:
    """«Партия обойдётся казахстанцам в 1,3 млрд тенге», «Заплатят за неё 40 млн»: a verb of paying in the clause of the sum, and no new ware."""
    at = view.token_at(money.start)
    verb = next(
        (i for i, t in enumerate(view.tokens) if t.lemma in PAYING_FOR and t.pos == "VERB" and abs(i - at) <= 9 and view.verbs_between(i, at) == 0), None
    )
    if verb is None:
        return False
    return not any(
        not view.breaks_between(m.head, verb)
        and m.case in ("nom", "acc")
        and not m.prep
        and m.parent is None
        and m.last <= verb
        and view.lemmas[m.head] not in MEANT_DEAL
        and m.type == ""
        for m in view.mentions
    )


def _firms(view: View) -> set[str]:
    """The names in quotes of those who are spoken of."""
    return {m.name for m in view.mentions if m.type == "organization" and "«" in m.name}


def _firms_of(draft: Draft) -> set[str]:
    return {p.name for slot in ("suppliers", "customers") for p in draft.columns[slot]}


def _per_unit(view: View, at: int, end: int) -> bool:
    """«Тонна стоит 285 долларов», «пять тысяч тонн по 310 долларов», «цена – 410 долларов / за тонну»: what one piece costs."""
    if at and (view.lemmas[at - 1] == "по" or view.lemmas[max(0, at - 2) : at] == ["по", "цена"]):
        return True  # «по цене 240 долларов за тонну»
    if view.lemmas[end : end + 1] == ["за"] and not UNIT_PRICED.isdisjoint(view.lemmas[end + 1 : end + 2]):
        return True
    if any(view.lemmas[i] in SINGLE and view.tokens[i + 1].pos == "NOUN" for i in range(max(0, at - SINGLE_REACH), at - 1)):
        return True  # «за один вагон завод просил / 48 млн», «цена одного комплекта – / 1,5 млн»
    subject = next((i for i in range(at - 1, max(-1, at - 5), -1) if view.lemmas[i] in UNIT_PRICED and view.tokens[i].feats.case == "nom"), None)
    return subject is not None and view.tokens[subject].feats.number == "sing" and not {"стоить", "обойтись", "обходиться"}.isdisjoint(view.lemmas[subject:at])


def _nearest(here: Sequence[Draft], view: View, at: int) -> float:
    """How far a sum is from the deals of its sentence: «в 640 млн, из них 200 млн вложит …» puts in the nearer one."""
    return min(_cost(d, view, at) for d in here)


def _cost(draft: Draft, view: View, at: int) -> float:
    span: tuple[int, int] = draft.columns["span"] if draft.match.sentence == view.index else (0, 0)
    first, last = span
    points = {draft.match.trigger, first, last - 1} if draft.match.sentence == view.index else {0}
    return min(1.5 * view.verbs_between(p, at) + 0.5 * view.breaks_between(p, at) + 0.02 * abs(p - at) for p in points)


def _put(draft: Draft, money: Money, view: View) -> None:
    """«Начальная цена — 1,52 млрд рублей, победитель согласился на 1,46 млрд»: the currency is the one of the sentence."""
    if draft.columns.get("amount") is None:
        currency = money.currency or next((m.currency for m in view.money if m.currency), None)
        draft.columns.update(amount=money.value, currency=currency, bound=money.bound)


def _period(view: View, here: Sequence[Draft]) -> None:
    span = next((d for d in view.dates if d.role == "duration" and d.edtf and any(c.isdigit() for c in d.text)), None)
    span = span or next((d for d in view.dates if _runs(d)), None)
    if span is not None:
        for draft in here:
            if draft.columns.get("period") is None:
                draft.columns["period"] = span.edtf
                if (draft.columns["status"] in ("planned", "proposed") or draft.match.rule in SIGNING) and draft.get("date") == span.edtf:
                    draft.columns.update(dict.fromkeys(DATES))  # the years of delivery are no day of the deal

    for draft in here:
        due = any(d.role == "deadline" and d.edtf == draft.get("date") for d in view.dates)
        if due and draft.match.rule in SIGNING and draft.columns["status"] == "occurred":
            draft.columns.update(dict.fromkeys(DATES))  # «подписали контракт на поставку муки до конца 2025 года»


SIGNING = frozenset({"contracts.sign", "contracts.agree", "contracts.paper"})


def _of_terms(view: View, kept: Sequence[Draft]) -> Sequence[Draft]:
    """«Контракт на 2022–2025 годы действует с января», «Срок исполнения – 2018–2019 годы»: the deal told before."""
    if not view.dates or not ({"срок", "работа", "поставка"} | members("contract_noun")) - LOOSE & set(view.lemmas[:3]):
        return ()
    known = _before(kept, view.index)
    return () if known is None or known.columns["status"] == "proposed" else (known,)


def _runs(span: DateSpan) -> bool:
    """«в 2026–2027 гг.», «на сентябрь–декабрь»: months or years during which goods go."""
    whole = span.first is not None and span.last is not None and span.last - span.first > timedelta(56)
    return (
        whole
        and span.grain == "span"
        and span.role in ("point", "duration")
        and bool(span.edtf)
        and span.edtf is not None
        and "/" in span.edtf
        and ".." not in span.edtf
    )
