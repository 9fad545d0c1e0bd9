"""Tellings of one deal: two triggers of a sentence, a headline and its body."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.merging.contracts import same_goods
from extractors.parties.same import same_party
from extractors.view import View
from schemas.facts import Party

PRIORITY = {
    "contracts.loan": -1,
    "contracts.sign": 0,
    "contracts.agree": 0,
    "contracts.get_order": 0,
    "contracts.fall_to": 0,
    "contracts.place_order": 0,
    "contracts.win": 0,
    "contracts.refuse": 0,
    "contracts.provide": 0,
}
PRIORITY |= {"contracts.lose": 0, "contracts.paper": 3}
NOUN_RULES = 2


def unite(found: Sequence[Draft]) -> list[Draft]:
    """Drafts of one sentence → those that tell different deals; two triggers of one deal («заключили контракт на поставку») give one."""
    kept: list[Draft] = []
    found = [d for d in found if not _refused_aside(d)] or found
    for draft in sorted(found, key=_rank):
        twin = next((k for k in kept if _overlap(k.columns["span"], draft.columns["span"]) or _same_sides(k, draft)), None)
        if twin is None:
            kept.append(draft)
        else:
            _absorb(twin, draft)
    return kept


def detailed(found: Sequence[Draft], view: View) -> list[Draft]:
    """«Район продаёт скот сам: 40 быков ушли в Азербайджан»: what stands behind a colon tells the deal before it with its number."""
    if len(found) < 2 or ":" not in view.words:
        return list(found)
    kept = sorted(found, key=lambda d: d.match.trigger)
    for first, second in pairwise(list(kept)):
        if ":" in view.texts[first.match.trigger : second.match.trigger] and _is_detail(first, second):
            for slot in ("suppliers", "customers"):
                second.columns[slot] = second.columns[slot] or first.columns[slot]
            second.found |= first.found
            kept.remove(first)
    return kept


def _is_detail(first: Draft, second: Draft) -> bool:
    """Whether only the second of two deals has a number or a sum, and no side of theirs differs."""
    numbers = [any(d.columns.get(name) is not None for name in ("quantity", "amount")) for d in (first, second)]
    kinds = {first.columns["kind"], second.columns["kind"]}
    if numbers != [False, True] or "denied" in (first.columns["status"], second.columns["status"]) or not kinds <= {"supply", "purchase"}:
        return False
    pairs = [(first.columns[s], second.columns[s]) for s in ("suppliers", "customers")]
    if second.match.rule in PRICES or (first.match.rule == "contracts.seek" and not second.columns["customers"]):
        return not (first.columns["suppliers"] and second.columns["suppliers"])  # «поставит «Амкодор»: 11 погрузчиков обойдутся в 340 млн»
    alike = [any(same_party(p, q) for p in ours for q in theirs) for ours, theirs in pairs]
    return any(alike) and all(same or not ours or not theirs for same, (ours, theirs) in zip(alike, pairs, strict=True))


PRICES = {"contracts.cost", "contracts.pay"}


def _refused_aside(draft: Draft) -> bool:
    """«выкупит самолёты, от которых отказался «Скай»: a refusal told in passing, of goods that another deal is about."""
    return draft.match.rule == "contracts.refuse" and any(f.mention.lemma == "который" for f in draft.match.slots["dropped"])


def _same_sides(a: Draft, b: Draft) -> bool:
    """«доставили груз в порт, откуда доставили мясо»: both sides the same and no two numbers."""
    if a.columns["status"] == b.columns["status"] == "denied" and not (a.columns.get("goods") and b.columns.get("goods")):
        ours, theirs = ({p.entity_id for s in ("suppliers", "customers") for p in d.columns[s]} for d in (a, b))
        return bool(ours & theirs)  # «проиграл тендер и от участия отказался»
    if a.columns["kind"] != b.columns["kind"] and WORKED & {a.columns["kind"], b.columns["kind"]} and a.columns.get("goods") and b.columns.get("goods"):
        return False  # «контракт на поставку тепловозов и ремонт депо»
    both = all(a.columns[s] and {p.entity_id for p in a.columns[s]} == {p.entity_id for p in b.columns[s]} for s in ("suppliers", "customers"))
    return both and not (a.columns.get("quantity") and b.columns.get("quantity")) and a.columns["status"] == b.columns["status"]


WORKED = {"service", "construction"}


def _rank(draft: Draft) -> tuple[int, int, int]:
    rule = draft.match.rule
    order = PRIORITY.get(rule, NOUN_RULES if draft.match.form == "noun" else 1)
    return order, -len(draft.columns["suppliers"]) - len(draft.columns["customers"]), draft.match.trigger


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _absorb(kept: Draft, other: Draft) -> None:
    sides = {p.entity_id for slot in ("suppliers", "customers") for p in kept.columns[slot]}
    for slot in ("suppliers", "customers"):
        kept.columns[slot] = kept.columns[slot] or tuple(p for p in other.columns[slot] if p.entity_id not in sides)
    for name in ("goods", "goods_head", "quantity", "unit", "bound", "vague_goods"):
        if not kept.columns.get(name) and other.columns.get(name):
            kept.columns[name] = other.columns[name]
            if name == "goods" and kept.columns["kind"] == "supply":
                kept.columns["kind"] = other.columns["kind"]  # «хотела построить завод, но от проекта отказалась»
    kept.columns["span"] = min(kept.columns["span"][0], other.columns["span"][0]), max(kept.columns["span"][1], other.columns["span"][1])
    kept.found |= other.found


def headlines_last(found: Sequence[Draft], state: Discourse) -> list[Draft]:
    """A headline's deal is told again in the body: it stays only where the body has no such deal; the side that only the headline names goes to the body's."""
    heads = [is_headline(state.views[d.match.sentence]) for d in found]
    body = [d for d, head in zip(found, heads, strict=True) if not head]
    kept: list[Draft] = []
    for draft, head in zip(found, heads, strict=True):
        again = None if not head else next((other for other in body if retold(draft, other)), None)
        if again is None:
            kept.append(draft)
        elif again.match.sentence - draft.match.sentence <= NEAR:
            _lend_sides(draft, again)
    return kept


def _same_sum(title: Draft, other: Draft) -> bool:
    sums = [(d.columns.get("amount"), d.columns.get("currency")) for d in (title, other)]
    return sums[0][0] is not None and sums[0] == sums[1] and sums[0][1] is not None


def _summed_up(title: Draft, other: Draft) -> bool:
    """«Порт построит турецкая фирма» over «гавань построит «Лимак» из Турции»: every side of the headline stands for one of the lead's, and no number differs."""
    pairs = [(title.columns.get(s) or (), other.columns.get(s) or ()) for s in ("suppliers", "customers")]
    told = [(ours, theirs) for ours, theirs in pairs if ours]
    firm = [[all(any(_stands_for(p, q) for q in theirs) for p in ours) for ours, theirs in told], [_may_be_of(ours, theirs) for ours, theirs in told]]
    if not told or not any(firm[0]) or not all(theirs and (sure or maybe) for (_, theirs), sure, maybe in zip(told, *firm, strict=True)):
        return False
    if not _agree_in_number(title, other) or WORKS.get(title.columns["kind"], title.columns["kind"]) != WORKS.get(other.columns["kind"], other.columns["kind"]):
        return False
    counted = title.columns.get("quantity") is not None and other.columns.get("quantity") is not None
    heads = [str(d.columns.get("goods") or "") for d in (title, other)]
    return counted or len(told) == len(pairs) or not heads[0] or bool(heads[1] and same_goods(*heads))


WORKS = {"service": "construction", "investment": "construction"}  # «построит аэропорт» over «займётся реконструкцией аэропорта»


def _by_firms(title: Draft, other: Draft) -> bool:
    """«Россия и Иран подписали контракт на электрификацию дороги» over the firms that signed it: one land is told of the firms, the other may be."""
    pairs: list[tuple[Sequence[Party], Sequence[Party]]] = [(title.columns.get(s) or (), other.columns.get(s) or ()) for s in ("suppliers", "customers")]
    if title.match.rule != other.match.rule or not all(len(a) == len(b) == 1 and a[0].type == "place" and b[0].type == "organization" for a, b in pairs):
        return False
    agreed = [_stands_for(a[0], b[0]) for a, b in pairs]
    return any(agreed) and all(same or b[0].country is None for same, (_, b) in zip(agreed, pairs, strict=True))


def _stands_for(p: Party, q: Party) -> bool:
    """«Мурманск» and a firm of it, «турецкая компания» and «Лимак» of Турция; two names in quotes are two bodies."""
    if same_party(p, q):
        return True
    if p.country is None or p.country != q.country or "«" in p.name:
        return False
    return p.region is None or q.region is None or p.region == q.region


def _may_be_of(ours: Sequence[Party], theirs: Sequence[Party]) -> bool:
    """«пермяки» over «Прикамнефтемаш»: people of a place, and a firm of which no place is told."""
    people = all(p.country is not None and "«" not in p.name for p in ours)
    return people and all(q.country is None and q.type == "organization" and "«" in q.name for q in theirs)


def _agree_in_number(title: Draft, other: Draft, *, told: bool = False) -> bool:
    """«сотня троллейбусов» over «110 троллейбусов»: a round number of a headline; a number that one leaves out agrees unless both must be told."""
    one, two = title.columns.get("quantity"), other.columns.get("quantity")
    if one is None or two is None or one == two:
        return one == two or not told
    return bool(abs(one - two) <= ROUGH * max(one, two) and one % 10 == 0)


ROUGH = 0.15
NEAR = 3  # sentences from a headline to what it announces


def _lend_sides(title: Draft, told: Draft) -> None:
    """«Чехия поставила Перу 12 машин» over «Чехия поставила 12 новых машин»: Перу buys there, too."""
    known = {p.entity_id for s in ("suppliers", "customers") for p in told.columns[s]}
    if not known or told.columns["kind"] != title.columns["kind"] or title.columns.get("quantity") not in (None, told.columns.get("quantity")):
        return
    for slot in ("suppliers", "customers"):
        more = tuple(p for p in title.columns[slot] if p.entity_id not in known)
        if more and not told.columns[slot]:
            told.columns[slot] = more
            told.found.add("discourse")


def is_headline(view: View) -> bool:
    """A title, or a line under it that ends without a full stop."""
    return view.sentence.block == "title" or (view.sentence.block == "lead" and view.tokens[-1].text not in (".", "!", "?", "…"))


def retold(title: Draft, other: Draft) -> bool:
    """Whether the body's deal is the headline's: the same goods, or none in the headline and a side in common."""
    if (title.columns["status"] == "denied") != (other.columns["status"] == "denied"):
        return False
    ours, theirs = ({s: {p.entity_id for p in d.columns.get(s) or ()} for s in ("suppliers", "customers")} for d in (title, other))
    if all(ours[s] and ours[s] & theirs[s] for s in ours) and title.columns.get("quantity") in (None, other.columns.get("quantity")):
        return True  # «Россия даст Сербии заём», «Йемен закупит у завода 90 грузовиков»
    if title.columns["kind"] == other.columns["kind"] and _same_sum(title, other):
        return True  # «Китай создаст производство за 12 млрд» over «фирма построит комплекс, стоимость проекта — 12 млрд»
    if (
        title.columns["kind"] == "investment"
        and title.columns.get("amount")
        and not other.columns.get("amount")
        and not ours["customers"] & theirs["customers"]
    ):
        return False  # «готова вложить в область 280 млн» over «предложил туркам построить теплицы в районе»
    if 0 < other.match.sentence - title.match.sentence <= NEAR and (_summed_up(title, other) or _by_firms(title, other)):
        return True
    if title.columns.get("goods_head") and title.columns["goods_head"] == other.columns.get("goods_head") and not title.columns.get("vague_goods"):
        return title.columns.get("quantity") is None or _agree_in_number(title, other, told=True)  # «Сокольский брус поедет в Нови-Сад»
    if (
        title.columns.get("goods_head")
        and not title.columns.get("vague_goods")
        and (title.columns.get("quantity") or title.match.rule not in ("contracts.arrive", "contracts.expect", "contracts.on_sale"))
    ):
        return bool(title.columns["goods_head"] == other.columns.get("goods_head"))
    sides = [[p for s in ("suppliers", "customers") for p in d.columns.get(s) or ()] for d in (title, other)]
    return any(p.entity_id == q.entity_id or (p.country and p.country == q.country) for p in sides[0] for q in sides[1])
