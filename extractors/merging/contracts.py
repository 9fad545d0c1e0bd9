"""One deal told twice: «завод поставит в Венгрию десять машин» and «контракт на десять машин подписан с компанией Railtech».

In: two drafts of deals. Out: whether they tell of one deal, and the fuller telling of two: the firm takes the seat of its country.
"""

from __future__ import annotations

import re

from extractors.build import Draft
from extractors.merging.alike import Likeness, fuller, sides_alike
from extractors.references.goods import takes_up
from schemas.facts import Party

SIDES = ("suppliers", "customers")
STEM = 5
NEAR = 3  # sentences in which a side told by another name is the same
ROUGH = 0.07  # by which «почти полсотни» may miss 48
CONVERTED = ("amount", "currency")
# Rules that name a deal by its paper, without its goods.
PAPERS = {"contracts.sign", "contracts.paper", "contracts.win", "contracts.provide", "contracts.agree", "contracts.get_order", "contracts.place_order"}
OUTER = {"evidence", "evidence_start", "evidence_end", "trigger", "rule", "trigger_start", "article_id", "published", "status", "attribution"}
ALL_OF_IT = {"оборудование", "техника", "груз", "товар", "продукция", "изделие", "машина", "партия", "сырьё"}  # words for what was named before
FILLED_TOGETHER = (("quantity", "unit", "bound"), ("date", "date_text", "date_start", "date_end"))


def same_deal(a: Draft, b: Draft) -> bool:
    """Whether two drafts tell of one deal, whatever their days and status: no number against another, the same goods, no side against another."""
    if not _same_number(a, b) or _is_first_load(a, b):
        return False
    agreed = [sides_alike(_side(a, s), _side(b, s)) for s in SIDES]
    if a.get("status") == b.get("status") == "denied" and _denied_once(a, b):
        return True
    if Likeness.OTHER in agreed:
        return _is_turned(a, b) or _is_crossed(a, b)
    if Likeness.MAY in agreed:
        return _may_be_one(a, b, agreed)
    both = agreed.count(Likeness.SAME) == 2
    if a.get("kind") == b.get("kind") == "investment" and _same_sum(a, b) and agreed[0] is Likeness.SAME:
        return True  # «Китай создаст в области производство за 12 млрд», «фирма из Чэнду построит комплекс»
    if agreed[0] is Likeness.SAME and _is_money_for(a, b):
        return True
    if a.get("goods") and b.get("goods"):
        return _same_wares(a, b) or (both and (_stands_for(a, b) or (_counted_alike(a, b) and _is_vague(a, b))))
    bare = next((d for d in (a, b) if not d.get("goods")), None)
    if bare is not None and bare.match.rule in PAPERS and _same_sum(a, b) and not bare.get("several"):
        return True  # «контракт на 40 млн подписали», «за 40 млн отремонтируют печи»
    return bare is not None and bare.match.rule in PAPERS and both and bare.get("several") in (None, False)


def _is_money_for(a: Draft, b: Draft) -> bool:
    """«запустила линию. В её строительство вложили 4,7 млрд»: the money for what was built in the sentence before."""
    first, later = sorted((a, b), key=lambda d: d.match.sentence)
    built = first.get("kind") in ("investment", "construction") and first.get("amount") is None and first.match.rule != "contracts.invest"
    spent = later.match.rule == "contracts.invest" and later.get("goods_head") in ("строительство", "создание", "запуск", "возведение")
    return built and spent and later.match.sentence - first.match.sentence == 1


def _counted_alike(a: Draft, b: Draft) -> bool:
    """So many of the same: «59 самосвалов» in both tellings."""
    return a.get("quantity") is not None and a.get("quantity") == b.get("quantity") and a.get("quantity") > 1 and a.get("unit") == b.get("unit")


def _may_be_one(a: Draft, b: Draft, agreed: list[Likeness | None]) -> bool:
    """«продал кузбасским угольщикам 59 самосвалов», «поставил фирме «Разрез» 59 самосвалов»: a side told by another name, and the rest the same."""
    if not a.get("goods") or not b.get("goods") or not _same_wares(a, b):
        return False
    first, later = sorted((a, b), key=lambda d: d.match.sentence)
    told_again = (
        first.get("headline")
        or first.match.rule in PAPERS
        or (first.match.rule == later.match.rule and (first.get("status") == later.get("status") or is_wished_again(first, later)))
    )
    near = later.match.sentence - first.match.sentence <= NEAR and _numbered(a) + _numbered(b) < 2
    return Likeness.SAME in agreed and (_counted_alike(a, b) or _same_sum(a, b) or bool(told_again and near))


def _numbered(draft: Draft) -> bool:
    return draft.get("quantity") is not None or draft.get("amount") is not None


def is_wished_again(a: Draft, b: Draft) -> bool:
    """«намерена открыть завод», «инвестор хочет построить завод»: a deal to come, spoken of again by the same rule and with no number of its own."""
    if a.table != "contracts" or a.match.rule != b.match.rule or {a.get("status"), b.get("status")} != {"planned", "proposed"}:
        return False
    return not _numbered(b) and 0 < b.match.sentence - a.match.sentence <= NEAR and bool(a.get("goods") and b.get("goods"))


def _is_first_load(a: Draft, b: Draft) -> bool:
    """«начал возить молоко в Армению», «первая партия, 20 тонн, прибыла в мае»: trade that goes on, and one load of it."""
    running = next((d for d in (a, b) if d.get("status") == "ongoing" and d.get("quantity") is None and d.get("amount") is None), None)
    load = b if running is a else a
    told = load.get("status") == "occurred" and load.get("kind") == "supply" and load.get("quantity") is not None
    return running is not None and told and a.match.sentence != b.match.sentence


def _denied_once(a: Draft, b: Draft) -> bool:
    """«не станет покупать трамваи в Праге», «якобы берёт у чехов 22 трамвая»: goods of one kind, and sides of the same lands as far as they are told."""
    lands = [({p.country for p in _side(a, s)}, {p.country for p in _side(b, s)}) for s in SIDES]
    fit = all(not one or not two or None in one | two or one & two for one, two in lands)
    known = any(one & two - {None} for one, two in lands)
    return fit and known and bool(a.get("goods") and b.get("goods")) and _same_wares(a, b)


def _same_sum(a: Draft, b: Draft) -> bool:
    return a.get("amount") is not None and (a.get("amount"), a.get("currency")) == (b.get("amount"), b.get("currency"))


def _is_turned(a: Draft, b: Draft) -> bool:
    """«А и Б подписали соглашение о поставке 120 лошадей», «лошади поступят в А»: of two who sign, the later telling says who sends."""
    paper = next((d for d in (a, b) if d.match.rule == "contracts.sign"), None)
    told = b if paper is a else a
    if paper is None or told.match.rule in PAPERS:
        return False
    counted = _counted_alike(a, b)
    crosswise = _agree(_side(paper, "suppliers"), _side(told, "customers")) and _agree(_side(paper, "customers"), _side(told, "suppliers"))
    if not counted and not (crosswise and told.match.sentence < paper.match.sentence):
        return False
    both = [*_side(paper, "suppliers"), *_side(paper, "customers")]
    shared = all(not _side(told, s) or _agree(_side(told, s), tuple(both)) for s in SIDES)
    return shared and bool(a.get("goods")) and bool(b.get("goods")) and _same_wares(a, b)


def _is_crossed(a: Draft, b: Draft) -> bool:
    """«договорились о поставке техники из Беларуси», «область договорилась с Беларусью о поставке техники»: only one of the tellings says whose goods they are."""
    if a.match.rule != "contracts.agree" or b.match.rule != "contracts.agree" or not a.get("goods") or not b.get("goods"):
        return False
    crosswise = all(_agree(_side(a, s), _side(b, t)) for s, t in (SIDES, SIDES[::-1]))
    return crosswise and _is_open(a) != _is_open(b) and _same_wares(a, b)


def _is_open(draft: Draft) -> bool:
    """Whether nothing but who spoke decided who supplies."""
    why: dict[str, str] = draft.get("sides_by") or {}
    return why.get("suppliers", "").startswith("a side of the deal")


def _is_vague(a: Draft, b: Draft) -> bool:
    """«шесть автобусов», «шесть машин»: a general word for the same things."""
    return any(d.get("goods_head") in ("машина", "единица", "штука", "техника", "экземпляр", "изделие") for d in (a, b))


def _stands_for(a: Draft, b: Draft) -> bool:
    """«… о поставке 20 трансформаторов. Оборудование отгрузят в июне»: a general word alone, in the next sentence, and no number of its own."""
    first, later = sorted((a, b), key=lambda d: d.match.sentence)
    bare = str(later.get("goods")) == later.get("goods_head") and later.get("goods_head") in ALL_OF_IT and later.get("quantity") is None
    return bare and later.match.sentence - first.match.sentence == 1 and first.get("goods_head") not in ALL_OF_IT


def _same_wares(a: Draft, b: Draft) -> bool:
    """The same goods by their words, or a general word alone for them: «балкеры» and «суда»."""
    near = abs(a.match.sentence - b.match.sentence) <= NEAR
    return same_goods(str(a.get("goods")), str(b.get("goods"))) or (near and (_takes_up(a, b) or _takes_up(b, a)))


def _takes_up(general: Draft, special: Draft) -> bool:
    alone = len(str(general.get("goods") or "").split()) == 1
    return alone and takes_up(str(general.get("goods_head") or ""), str(special.get("goods_head") or ""))


def same_goods(one: str, two: str) -> bool:
    """A word in common, by its beginning, or by its end: «путевые машины» and «машины», «сельхозтехника» and «техника», whatever they are for."""
    left, right = (_told(text) for text in (one, two))
    return bool({word[:STEM] for word in left} & {word[:STEM] for word in right}) or any(
        len(short) > STEM and long.endswith(short) for some, others in ((left, right), (right, left)) for short in some for long in others
    )


def _told(goods: str) -> list[str]:
    """The words of goods, but for what they are for."""
    return [word for word in ATTRIBUTE.split(goods.lower(), maxsplit=1)[0].replace("«", " ").replace("»", " ").split() if len(word) > 2]


ATTRIBUTE = re.compile(r" (?:для|с|со|из|на|по) ")


def _same_number(a: Draft, b: Draft) -> bool:
    """Quantities and sums: equal, one unknown, or nearly equal where one is told roughly."""
    for name in ("quantity", "amount"):
        one, two = a.get(name), b.get(name)
        if one is None or two is None or one == two or (name == "amount" and a.get("currency") != b.get("currency") and a.get("quantity") == b.get("quantity")):
            continue
        rough = any(d.get("bound") not in (None, "exact") for d in (a, b))
        if not rough or abs(float(one) - float(two)) > ROUGH * max(float(one), float(two)):
            return False
    return True


def _side(draft: Draft, slot: str) -> tuple[Party, ...]:
    value: tuple[Party, ...] = draft.get(slot) or ()
    return value


def _agree(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """Whether two sides share a party or one stands for the other: «Венгрия» and a firm of Hungary."""
    return sides_alike(a, b) is Likeness.SAME


def join(kept: Draft, other: Draft) -> None:
    """What one telling leaves out, from the other; a firm for its country."""
    if _is_turned(kept, other):
        if kept.match.rule == "contracts.sign":
            kept.columns.update({slot: _side(other, slot) for slot in SIDES})
        kept.found |= other.found
    elif _is_crossed(kept, other):
        sure = other if _is_open(kept) else kept
        kept.columns.update({slot: _side(sure, slot) for slot in SIDES})
        return
    for slot in SIDES:
        kept.columns[slot] = fuller(_side(kept, slot), _side(other, slot))
    for group in FILLED_TOGETHER:
        if kept.get(group[0]) is None and other.get(group[0]) is not None:
            kept.columns.update({name: other.get(name) for name in group})
    if kept.get("amount") is None:
        kept.columns.update({name: other.get(name) for name in CONVERTED})
    if _is_more(other, kept):
        kept.columns.update(goods=other.get("goods"), goods_head=other.get("goods_head"))
    for name, value in other.columns.items():
        if name not in OUTER and kept.columns.get(name) in (None, ()) and not name.startswith("date"):
            kept.columns[name] = value
    kept.found |= other.found


def _is_more(other: Draft, kept: Draft) -> bool:
    """«путевые машины» over «машины», «лифты» over «подъёмники»."""
    if not kept.get("goods") or not other.get("goods"):
        return False
    longer = kept.get("goods_head") == other.get("goods_head") and len(str(other.get("goods"))) > len(str(kept.get("goods")))
    return longer or _takes_up(kept, other)
