"""Deals told by a number alone: «Кубе — 50 тракторов, а Никарагуа — 20», «до конца года отгрузят ещё 10».

What the sentence leaves out is in the deal told before it: goods, seller, and for «ещё 10» the buyer too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.article.discourse import Discourse
from extractors.build import Draft, put_date
from extractors.contracts.content import gap_of
from extractors.contracts.goods import goods_of
from extractors.contracts.lists import is_counted
from extractors.contracts.more import DASHES, SIDES, copy_of, more, number_at, part_of, takers_with, value_of
from extractors.contracts.parties import resolve
from extractors.contracts.wares import is_thing, is_ware
from extractors.lexicon import key
from extractors.view import View
from schemas.changed import replace
from schemas.match import Filler, Match, Mention
from schemas.values import Quantity

MORE = {"ещё", "еще", "уже", "только", "лишь", "всего"}  # «в мае — / ещё 12»
SEPARATORS = {",", ";", "а", "и"}
OPENING = {*SEPARATORS, ":"}
THOUSANDS = {"тысяча": 1_000, "тыс": 1_000, "миллион": 1_000_000, "млн": 1_000_000}
BARE = ("шт", "компл")
DEALING = {
    "отправить", "отгрузить", "поставить", "передать", "изготовить", "выпустить", "сшить", "заказать", "закупить", "купить", "получить", "доставить", "поступить", "прийти", "уйти",
    "собрать", "приобрести", "законтрактовать", "запросить", "отправлять", "отгружать", "поставлять",
}  # fmt: skip
BEFORE_NUMBER = {"по", "ещё", "еще", "почти", "около", "свыше", "более", "порядка", "до", "примерно", "чуть"}


def count_told_alone(drafts: Sequence[Draft], state: Discourse) -> None:
    """«Фабрика сошьёт форму для полиции Гвинеи. Всего заказано 12 тысяч комплектов»: the number of the deal before, where a sentence tells that alone."""
    telling = {d.match.sentence for d in drafts if d.columns.get("goods")}
    for draft in drafts:
        at = draft.match.sentence + 1
        if draft.columns.get("quantity") is not None or not draft.columns.get("goods") or draft.columns["status"] == "denied":
            continue
        if draft.columns["kind"] not in ("supply", "purchase", "other") or at in telling or at >= len(state.views):
            continue
        view = state.views[at]
        number = view.quantities[0] if len(view.quantities) == 1 else None
        if number is not None and number.item_start is None and number.unit in BARE and not DEALING.isdisjoint(view.lemmas):
            draft.columns.update(quantity=float(number.value), unit=number.unit, bound=number.bound)


def gapped(drafts: Sequence[Draft], state: Discourse) -> list[Draft]:
    """Drafts in text order → the further deals that only a number or a recipient tells."""
    told = [
        d
        for d in drafts
        if d.columns["kind"] in ("supply", "purchase", "other") and d.columns.get("goods") and (d.columns["suppliers"] or d.columns["customers"])
    ]
    found: list[Draft] = []
    read = [(d.match.sentence, span) for d in drafts if (span := gap_of(d.match)) is not None]
    for draft in told:
        spans = [span for sentence, span in read if sentence == draft.match.sentence]
        found += _recipients(draft, state, spans, told)
        found += _pairs(draft, state, spans)
        found += _dated(draft, state)
    for view in state.views:
        found += part_of(view, told, state)
        found += [copy for copy in more(view, told, state) if not any(_alike(copy, other) for other in found)]
    return found


def _alike(one: Draft, other: Draft) -> bool:
    """Whether two drafts of one sentence tell the same number for the same buyer."""
    same = one.match.sentence == other.match.sentence and one.columns.get("quantity") == other.columns.get("quantity")
    return same and bool(one.columns["customers"] == other.columns["customers"])


def _recipients(draft: Draft, state: Discourse, read: Sequence[tuple[int, int]], deals: Sequence[Draft]) -> Iterator[Draft]:
    """«…, а Никарагуа — 20», «…, Индии — шесть самолётов», «…, 38 тонн — в Сербию»: further buyers of the same sentence, each with its number."""
    view = state.views[draft.match.sentence]
    sellers = (f.mention for f in draft.match.slots.get("suppliers", ()) if f.mention.prep == "у")  # «20 машин у завода и 5 — у фирмы»
    taker = next(sellers, None) or next((f.mention for slot in ("customers", "partners") for f in draft.match.slots.get(slot, ())), None)
    if taker is None or draft.columns.get("quantity") is None or "goods_span" not in draft.columns:
        return
    told = [f.mention for slot in ("customers", "suppliers") for f in draft.match.slots.get(slot, ())]
    latest = draft
    first = {p.start for p in draft.columns["customers"]}
    end = max(draft.columns["goods_span"][1], *(m.last for m in told if m.start in first or m.first < draft.columns["goods_span"][1]), 0)
    nearer = [d.columns["goods_span"][1] for d in deals if d is not draft and d.match.sentence == draft.match.sentence and "goods_span" in d.columns]
    for m in view.mentions:
        if any(end < later <= m.first for later in nearer):
            return  # «…, по 10 тракторов – в Ирак, / 4 – в Польшу» goes on with the tractors
        if m.first < end or _within(m, read) or m.type not in SIDES or m.parent is not None or m.conjunct_of is not None or view.verbs_between(end - 1, m.head):
            continue
        alike = m.prep == taker.prep if taker.prep or m.prep else bool({"dat", taker.case} & {m.case, *m.cases})
        amount = _amount_of(m, view) if alike else None
        if amount is None:
            continue
        copy = copy_of(draft, view.index, draft.match.trigger, draft.columns["status"], state)
        copy.columns.update({name: latest.columns.get(name) for name in ("goods", "goods_head", "unit")})
        role = "suppliers" if taker.prep == "у" or any(p.start == taker.start for p in draft.columns["suppliers"]) else "customers"
        copy.columns[role] = resolve([Filler(n, "clause") for n in takers_with(m, view)], copy, state)
        _fill_amount(copy, amount, view, state)
        latest = copy
        if copy.columns[role] and copy.columns[role] != draft.columns[role]:
            yield copy


def _within(mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a mention stands in a clause that was read already."""
    return any(first <= mention.first < last for first, last in spans)


def _dated(draft: Draft, state: Discourse) -> Iterator[Draft]:
    """«в феврале страна получила 4 тысячи доз, в апреле — 18 тысяч»: as many of the same on another date."""
    view = state.views[draft.match.sentence]
    if draft.columns.get("quantity") is None or "goods_span" not in draft.columns:
        return
    for date in view.dates:
        first, last = view.token_at(date.start), view.token_at(date.stop - 1) + 1
        before = first - (2 if view.tokens[first - 1].pos == "ADP" else 1)
        if first <= draft.match.trigger or before < 0 or last + 1 >= len(view.tokens) or view.tokens[last].text not in DASHES:
            continue
        value = _number_from(view, last + 1 + (view.texts[last + 1] in MORE and last + 2 < len(view.tokens)))
        if view.tokens[before].text.lower() in SEPARATORS and value is not None:
            copy = copy_of(draft, view.index, draft.match.trigger, draft.columns["status"], state)
            copy.columns["quantity"] = value
            put_date(copy, date)
            yield copy


def _number_from(view: View, at: int) -> float | None:
    """The number that begins at a token: «20», «18 тысяч», «4 тысячи доз»."""
    quantity = next((q for q in view.quantities if view.token_at(q.start) == at), None)
    if quantity is not None:
        return float(quantity.value)
    token = view.tokens[at]
    value = value_of(token)
    busy = any(v.start <= token.start < v.stop for values in (view.dates, view.money, view.percents) for v in values)
    times = THOUSANDS.get(key(view.tokens[at + 1].lemma).rstrip("."), 1) if at + 1 < len(view.tokens) else 1
    return None if busy or not value else float(value * times)


def _pairs(draft: Draft, state: Discourse, read: Sequence[tuple[int, int]]) -> Iterator[Draft]:
    """«станки отправили в Минск, насосы — в Брест», «коробки заказывают в Индии, тормоза — у «Бракс»: other goods of the same silent verb."""
    view = state.views[draft.match.sentence]
    slot, side = next(((s, f.mention) for s in ("suppliers", "origin", "customers") for f in draft.match.slots.get(s, ()) if f.mention.prep), ("", None))
    if side is None:
        return
    for m in view.mentions:
        told = other_goods(m, view) if m.first > max(side.last, draft.match.trigger) else None
        if told is None or _within(m, read) or (m.prep != side.prep and {m.prep, side.prep} - SOURCES):
            continue
        copy = copy_of(draft, view.index, draft.match.trigger, draft.columns["status"], state)
        goods = goods_of([Filler(told, "clause")], view, state.document.article.text)
        copy.columns.update(goods=goods.text, goods_head=goods.head, vague_goods=False)
        if goods.quantity is not None:
            copy.columns.update(quantity=float(goods.quantity.value), unit=goods.quantity.unit, bound=goods.quantity.bound)
        copy.columns["customers" if slot == "customers" else "suppliers"] = resolve([Filler(m, "clause")], copy, state)
        yield copy


def other_goods(side: Mention, view: View) -> Mention | None:
    """«…, насосы — / в Брест»: the goods before the dash before a side, which are not those of the verb."""
    dash = side.first - 2
    if not side.prep or side.type not in SIDES or side.parent is not None or dash < 1 or view.tokens[dash].text not in DASHES:
        return None
    told = next((g for g in view.mentions if g.last == dash and g.first > 0 and not g.type and g.may_be("acc")), None)
    opened = told is not None and view.tokens[told.first - 1].text.lower() in OPENING
    return told if opened and told is not None and (is_ware(told, view) or is_thing(told, view)) else None


def without_gaps(match: Match, view: View) -> Match:
    """«закупает семена в Сербии, комбайны — / у завода»: a side behind other goods is no side of the first."""
    if DASHES.isdisjoint(view.words) or gap_of(match) is not None:
        return match
    own = {id(f.mention) for f in match.slots.get("goods", ())}
    slots = {
        name: tuple(f for f in fillers if name not in TRADERS or (goods := other_goods(f.mention, view)) is None or id(goods) in own)
        for name, fillers in match.slots.items()
    }
    return replace(match, slots={name: fillers for name, fillers in slots.items() if fillers})


SOURCES = {"у", "в", "из", "на", "с", "со", "от"}
TRADERS = {"suppliers", "customers", "origin"}


def _amount_of(taker: Mention, view: View) -> Mention | Quantity | float | None:
    """The goods, the quantity or the number behind a buyer («а Никарагуа — 20») or before it («38 тонн — в Сербию»)."""
    before = taker.first - (2 if taker.prep else 1)
    if before >= 0 and view.tokens[before].text.lower() in SEPARATORS and taker.last < len(view.tokens):
        at = taker.last + (view.tokens[taker.last].text in DASHES)
        at += at + 1 < len(view.tokens) and view.texts[at] in ("на", "о", "об")  # «с «Лондой» — на восемь»
        goods = next((g for g in view.mentions if g.first == at and g.parent is None and g.type in ("", "group", "organization") and is_counted(g, view)), None)
        if goods is not None:
            return goods
        if at > taker.last:
            return number_at(view, at)
    if before > 0 and view.tokens[before].text in DASHES:
        before -= 1
    last = view.tokens[before].stop if before >= 0 else -1
    quantity = next((q for q in view.quantities if q.stop == last), None)
    if quantity is not None and _opens(view, view.token_at(quantity.start)):
        goods = next((g for g in view.mentions if g.start <= quantity.start < quantity.stop <= g.stop and g.parent is None), None)
        return goods if goods is not None and quantity.item_start is not None else quantity
    if before > 0 and view.tokens[before + 1].text not in DASHES and not taker.prep:
        return None  # «40 Ивановской области»
    return _big_number(view, before)


def _opens(view: View, at: int) -> bool:
    """Whether a number begins a member of a list: «, почти 38 тонн», «и ещё 12»."""
    while at > 0 and view.tokens[at - 1].text.lower() in BEFORE_NUMBER:
        at -= 1
    return at > 0 and view.tokens[at - 1].text.lower() in SEPARATORS


def _big_number(view: View, last: int) -> float | None:
    """The number that ends at a token: «20», «по 25 тысяч»."""
    times = THOUSANDS.get(key(view.tokens[last].lemma).rstrip("."), 1) if last >= 0 else 1
    at = last - 1 if times > 1 else last
    if at < 1 or not _opens(view, at):
        return None
    token = view.tokens[at]
    value = value_of(token)
    busy = any(v.start <= token.start < v.stop for values in (view.dates, view.money, view.percents, view.quantities) for v in values)
    return None if not value or busy else float(value * times)


def _fill_amount(copy: Draft, amount: Mention | Quantity | float, view: View, state: Discourse) -> None:
    """The number, and what it counts where that is told anew."""
    if isinstance(amount, float):
        copy.columns["quantity"] = amount
        return
    quantity = amount if isinstance(amount, Quantity) else None
    if isinstance(amount, Mention):
        own = goods_of([Filler(amount, "clause")], view, state.document.article.text)
        quantity = own.quantity
        if any(map(str.isalpha, own.text)) and not own.vague:
            copy.columns.update(goods=own.text, goods_head=own.head)
    if quantity is not None:
        copy.columns.update(quantity=float(quantity.value), unit=quantity.unit, bound=quantity.bound)
