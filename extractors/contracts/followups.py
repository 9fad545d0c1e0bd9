"""Follow-ups: what the article said of a deal before.

«Ещё 14 машин предстоит отгрузить»: goods, supplier and customer are those of the deal told before.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.build import DATES, Draft
from extractors.contracts.around import REACH, goes_by, of_other_lands, same_trader, shares_goods, subject_before
from extractors.contracts.clients import meant_by_role
from extractors.contracts.details import is_detail
from extractors.contracts.goods import goods_of
from extractors.contracts.lists import listed
from extractors.contracts.told_papers import awarded, papered, sign
from extractors.lexicon import key, members
from extractors.parties.same import same_party
from extractors.view import View
from schemas.facts import Party
from schemas.match import Filler, Mention


def complete(drafts: Sequence[Draft], state: Discourse) -> list[Draft]:
    """Fill what a later telling leaves out from the deal told before it, drop what adds nothing; drafts in text order."""
    kept: list[Draft] = []
    for draft in drafts:
        if is_detail(draft, kept, state):
            continue
        meant_by_role(draft, kept, state)
        _turn(draft, kept)
        if (tender := awarded(draft, kept, state)) is not None:
            tender.columns.update(suppliers=draft.columns["suppliers"], status=draft.columns["status"])
            if tender.columns.get("amount") is None:
                tender.columns.update({name: draft.columns.get(name) for name in ("amount", "currency", "bound")})
            tender.found.add("discourse")
            continue
        if (told := papered(draft, kept)) is not None:
            sign(told, draft)
            continue
        near = (e for e in reversed(kept) if draft.match.sentence - e.match.sentence <= REACH)
        gone_on = [e for e in near if _continues(draft, e) and not of_other_lands(draft, e, state)]
        known = next((e for e in gone_on if not _is_given_up(draft, e)), None)
        if _speaks_again(draft, kept) or _talks_on(draft, kept) or _is_same_work(draft, kept):
            continue
        if known is None:
            _own_antecedent(draft, state)
            same_trader(draft, kept, state)
            subject_before(draft, kept, state)
            kept.append(draft)
            continue
        silent = not draft.columns.get("goods") and draft.columns["status"] == known.columns["status"]
        if _adds_nothing(draft, known) and (silent or draft.columns.get("vague_goods") or shares_goods(draft, known)):
            _lend_sides(draft, known)
            continue
        _inherit(draft, known)
        kept.append(draft)
    return kept


def _lend_sides(draft: Draft, known: Draft) -> None:
    """«В Ош придут автобусы. Их поставит завод «Волна»»: what else the second telling says of who deals."""
    for slot, other in (("suppliers", "customers"), ("customers", "suppliers")):
        told = draft.columns.get(slot) or ()
        if told and not known.columns.get(slot) and not any(same_party(p, q) for p in told for q in known.columns.get(other) or ()):
            known.columns[slot] = told


def _turn(draft: Draft, earlier: Sequence[Draft]) -> None:
    """«Бразилия закупила уран у России. … сделка по поставкам урана между Бразилией и РФ»: which side supplies, where the words leave it open, was told before."""
    why = str((draft.columns.get("sides_by") or {}).get("suppliers", ""))
    suppliers: tuple[Party, ...] = draft.columns.get("suppliers") or ()
    customers: tuple[Party, ...] = draft.columns.get("customers") or ()
    if not why.endswith(OPEN) or len(suppliers) != 1 or len(customers) != 1:
        return
    near = (e for e in reversed(earlier) if draft.match.sentence - e.match.sentence <= REACH and (shares_goods(draft, e) or draft.columns.get("vague_goods")))
    for e in near:
        sold, bought = e.columns.get("suppliers") or (), e.columns.get("customers") or ()
        if any(_of_one_land(p, customers[0]) for p in sold) and any(_of_one_land(p, suppliers[0]) for p in bought):
            draft.columns.update(suppliers=customers, customers=suppliers)
            return


OPEN = ("what is agreed is supply", "what is done is supply")


def by_same_deal(drafts: Sequence[Draft], state: Discourse) -> None:
    """«Бирма получит российские истребители. … Первые два самолёта доставлены в марте»: the side that was learnt of the same goods for the same side."""
    for i, draft in enumerate(drafts):
        told = [s for s in ("suppliers", "customers") if draft.columns.get(s)]
        if len(told) != 1 or draft.columns["status"] == "denied" or draft.columns["kind"] not in TRADE:
            continue
        missing = "customers" if told == ["suppliers"] else "suppliers"
        near = (e for e in reversed(drafts[:i]) if draft.match.sentence - e.match.sentence <= REACH and e.columns["kind"] in TRADE)
        known = next((e for e in near if e.columns.get(missing) and shares_goods(draft, e) and _has_side(draft, e, told[0])), None)
        if known is not None and known.columns["status"] != "denied" and not of_other_lands(draft, known, state):
            draft.columns[missing] = known.columns[missing]
            draft.found.add("discourse")


TRADE = {"supply", "purchase"}


def _has_side(draft: Draft, earlier: Draft, slot: str) -> bool:
    return any(same_party(p, q) for p in draft.columns[slot] for q in earlier.columns.get(slot) or ())


def _adds_nothing(draft: Draft, known: Draft) -> bool:
    """«Машины придут двумя партиями»: a follow-up without a number of its own, or the same number again."""
    if (draft.columns["status"] == "denied") != (known.columns["status"] == "denied"):
        return False
    number = draft.columns.get("quantity")
    if number is None or draft.columns.get("unit") == "партия":
        return draft.columns.get("amount") is None
    return bool(number == known.columns.get("quantity") and draft.columns["status"] == known.columns["status"])


def _speaks_again(draft: Draft, kept: Sequence[Draft]) -> bool:
    """«Техника уйдёт заказчику до Нового года»: both sides of a deal told before, of goods by their class alone, without a number or a sum."""
    if draft.columns.get("goods_head") not in CLASSES or draft.columns["status"] in ("denied", "proposed"):
        return False
    if any(draft.columns.get(name) is not None for name in ("quantity", "amount")):
        return False
    bare = len(str(draft.columns.get("goods") or "").split()) <= 1
    for e in reversed(kept):
        if draft.match.sentence - e.match.sentence > REACH or not e.columns.get("goods") or e.columns["status"] == "denied":
            continue
        pairs = [(draft.columns.get(s) or (), e.columns.get(s) or ()) for s in ("suppliers", "customers")]
        told = [ours for ours, _ in pairs if ours]
        if told and all(not ours or any(_of_one_land(p, q) for p in ours for q in theirs) for ours, theirs in pairs) and (bare or len(told) == len(pairs)):
            _lend_day(draft, e)
            return True
    return False


def _talks_on(draft: Draft, kept: Sequence[Draft]) -> bool:
    """«Холдинг ведёт переговоры о поставках котлов в Индию. … «Мы ведём переговоры о поставках в эту страну»: the same buyer, and nothing new."""
    if any(draft.columns.get(name) is not None for name in ("goods", "quantity", "amount")) or draft.columns["status"] not in ("proposed", "planned"):
        return False
    buyers = draft.columns.get("customers") or ()
    for e in reversed(kept) if buyers else ():
        if draft.match.sentence - e.match.sentence > REACH or e.columns["kind"] != draft.columns["kind"] or e.columns["status"] != draft.columns["status"]:
            continue
        if all(any(same_party(p, q) for q in e.columns.get("customers") or ()) for p in buyers):
            return True
    return False


def _is_same_work(draft: Draft, kept: Sequence[Draft]) -> bool:
    """«подписал контракт на строительство завода. Китайская сторона построит комплекс за три года»: the work of the paper told just before."""
    if draft.match.rule != "contracts.build" or draft.columns.get("goods_head") not in BUILT or len(str(draft.columns.get("goods")).split()) > 1:
        return False
    known = next((e for e in reversed(kept) if draft.match.sentence - e.match.sentence in (1, 2)), None)
    if known is None or known.match.rule not in SIGNED or known.columns["kind"] != "construction" or known.columns["status"] == "denied":
        return False
    both = [*known.columns["suppliers"], *known.columns["customers"]]
    return all(key(p.name).split()[-1] == "сторона" or any(same_party(p, q) for q in both) for p in draft.columns["suppliers"])


BUILT = {"комплекс", "объект", "предприятие", "завод", "станция", "производство", "здание"}
SIGNED = {"contracts.sign", "contracts.win", "contracts.get_order", "contracts.agree"}


def _lend_day(draft: Draft, told: Draft) -> None:
    """«поставил латвийцам две машины. Машины ушли в Ригу 16 мая»: the day of the later telling."""
    if told.columns.get("date") is None and draft.columns.get("date") is not None and told.columns["status"] == draft.columns["status"]:
        told.columns.update({name: draft.columns.get(name) for name in DATES})


def _of_one_land(p: Party, q: Party) -> bool:
    """«передать Киргизии машины. Пригонят их в Ош»: a place stands for its land."""
    return same_party(p, q) or (p.type == "place" and p.country is not None and p.country == q.country)


CLASSES = {
    "техника",
    "машина",
    "оборудование",
    "продукция",
    "товар",
    "груз",
    "партия",
    "изделие",
    "заказ",
    "транспорт",
    "состав",
    "судно",
    "вагон",
    "животное",
    "скот",
}


def _own_antecedent(draft: Draft, state: Discourse) -> None:
    """«саженцы, которых ждали: поставлять их не получится»: a pronoun's ware stands earlier in its sentence or in the one before."""
    if not draft.columns.get("vague_goods"):
        return
    view = state.views[draft.match.sentence]
    start = view.tokens[draft.columns["span"][0]].start
    for m in state.antecedents(start):
        if view.index - m.sentence > 1:
            return
        if m.prep in ("в", "на") and m.case == "loc":
            continue  # «У нас на столе три предложения. Шесть машин уже пришли»
        if m.type == "" and key(m.lemma) in members("ware") and key(m.lemma) not in members("vague_goods"):
            there = state.views[m.sentence]
            goods = goods_of([Filler(n, "discourse") for n in listed(_first(m, there), there)], there, state.document.article.text)
            draft.columns.update(goods=goods.text, goods_head=goods.head, vague_goods=False)
            if goods.quantity is not None and draft.columns.get("quantity") is None:
                draft.columns.update(quantity=float(goods.quantity.value), unit=goods.quantity.unit, bound=goods.quantity.bound)
            draft.found.add("discourse")
            return


def _first(member: Mention, view: View) -> Mention:
    """«38 водовозов и / прицепы»: the first of the list that goods stand in."""
    while member.conjunct_of is not None:
        member = view.mentions[member.conjunct_of]
    return member


def _continues(draft: Draft, earlier: Draft) -> bool:
    """Whether a draft goes on with an earlier deal: no side against it, and a side, the goods, or only their number in common."""
    missing = [s for s in ("suppliers", "customers") if not draft.columns.get(s)]
    vague = draft.columns.get("vague_goods")
    if not missing and not vague:
        return False
    for slot in ("suppliers", "customers"):
        ours, theirs = draft.columns.get(slot) or (), earlier.columns.get(slot) or ()
        if ours and theirs and not any(same_party(p, q) for p in ours for q in theirs):
            return False
    if _is_another(draft, earlier):
        return False
    if vague or shares_goods(draft, earlier) or (len(missing) == 1 and _shares_side(draft, earlier)):
        return True
    return (
        len(missing) == 2
        and draft.match.sentence - earlier.match.sentence <= 2
        and bool(draft.columns.get("quantity") or draft.match.rule == "contracts.provide")
    )


def _is_another(draft: Draft, earlier: Draft) -> bool:
    """«Ташкент купит 1500 полувагонов у «Тора». … Ожидается поставка 537 пассажирских вагонов»: as many of one thing, and as many of another."""
    if draft.columns.get("quantity") is None or earlier.columns.get("quantity") is None or draft.columns.get("vague_goods"):
        return False
    ours, theirs = draft.columns.get("goods_head"), earlier.columns.get("goods_head")
    return bool(ours and theirs) and ours != theirs and not draft.columns.get("suppliers") and draft.columns["status"] == "planned"


def _is_given_up(draft: Draft, earlier: Draft) -> bool:
    """«от станка чешской фирмы отказался. Взамен купит / тайваньский»: what was given up lends no side to what is done instead."""
    return earlier.columns["status"] == "denied" != draft.columns["status"] and not (draft.columns.get("vague_goods") or shares_goods(draft, earlier))


def _shares_side(draft: Draft, earlier: Draft) -> bool:
    pairs = [(p, q) for s in ("suppliers", "customers") for p in draft.columns.get(s) or () for q in earlier.columns.get(s) or ()]
    return any(same_party(p, q) and p.type != "place" for p, q in pairs)


def _inherit(draft: Draft, earlier: Draft) -> None:
    for slot in ("suppliers", "customers"):
        other = draft.columns.get("customers" if slot == "suppliers" else "suppliers") or ()
        if not draft.columns.get(slot) and earlier.columns.get(slot) and not any(same_party(p, q) for p in other for q in earlier.columns[slot]):
            draft.columns[slot] = earlier.columns[slot]
            draft.found.add("discourse")
    general = draft.columns.get("vague_goods") or goes_by(draft, earlier)
    if general and earlier.columns.get("goods") and not earlier.columns.get("vague_goods"):
        draft.columns.update(goods=earlier.columns["goods"], goods_head=earlier.columns.get("goods_head"))
        draft.found.add("discourse")
