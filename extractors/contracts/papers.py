"""Papers: «контракт заключён с управлением» and «возведёт школу» in one sentence are one deal."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.build import Draft
from extractors.lexicon import key
from extractors.parties.same import same_party

PAPERS = {
    "contracts.sign", "contracts.provide", "contracts.paper", "contracts.supplier_role", "contracts.chosen", "contracts.win", "contracts.get_order",
    "contracts.fall_to",
}  # fmt: skip
FROM_WORK = ("goods", "goods_head", "vague_goods", "quantity", "unit")


def join_papers(found: Sequence[Draft]) -> list[Draft]:
    """Drafts of one sentence: a paper without goods and an act with them become one, with the paper's status and date."""
    found = taken_over(settled(refused_offers(found)))
    papers = [d for d in found if d.match.rule in PAPERS and (not d.columns.get("goods") or d.columns.get("vague_goods"))]
    works = [d for d in found if d.match.rule not in PAPERS and d.columns.get("goods")]
    if len(papers) == 2 and not works:
        return [d for d in found if d is not papers[1]]
    if len(papers) != 1 or not works:
        return list(found)
    if papers[0].columns.get("several") and len(works) > 1:  # «заключили три сделки: А продаст …, Б купит …»
        return works
    work = min(works, key=lambda d: abs(d.match.trigger - papers[0].match.trigger))
    if work.columns["status"] == "denied" and papers[0].columns["status"] != "denied":
        return list(found)
    if papers[0].columns["status"] == "proposed" and work.columns["status"] in DONE:
        _lend(papers[0], work)
        return list(found)
    _join(papers[0], work)
    return [d for d in found if d is not work]


DONE = frozenset({"occurred", "ongoing"})


def _lend(paper: Draft, work: Draft) -> None:
    """«отправили в Мали образцы семян, теперь речь идёт о контракте на 300 тонн»: a paper to come has the sides and the goods of what was done."""
    for name in ("suppliers", "customers", "goods", "goods_head"):
        paper.columns[name] = paper.columns.get(name) or work.columns.get(name)
    paper.found.add("discourse")


def settled(found: Sequence[Draft]) -> list[Draft]:
    """«Резидентом порта стала «Киви», которая вложит 340 млн»: one investment, in the zone."""
    for resident in [d for d in found if d.match.rule == "contracts.resident" and not d.columns.get("goods")]:
        own = [d for d in found if d.columns["kind"] == "investment" and d is not resident and d.columns["suppliers"] == resident.columns["suppliers"]]
        if own:
            own[0].columns["customers"] = own[0].columns["customers"] or resident.columns["customers"]
            found = [d for d in found if d is not resident]
    return list(found)


def taken_over(found: Sequence[Draft]) -> list[Draft]:
    """«отправили в Ереван 15 тонн форели, взяла её сеть «Севан»: one deal, of which the second clause tells the buyer."""
    kept = list(found)
    for taking in [d for d in found if d.columns["kind"] == "purchase" and d.columns.get("vague_goods") and d.columns["customers"]]:
        sent = next((d for d in kept if d.match.trigger < taking.match.trigger and d.columns["kind"] == "supply" and d.columns.get("goods")), None)
        if sent is None or any(same_party(p, q) for p in taking.columns["customers"] for q in sent.columns["suppliers"]):
            continue  # «завод начал поставки сыра в Китай, что подтвердило спрос на продукцию»
        if taking.columns.get("quantity") is None and all(p.type == "place" for p in sent.columns["customers"]):
            sent.columns["customers"] = taking.columns["customers"]
            kept = [d for d in kept if d is not taking]
    return kept


def refused_offers(found: Sequence[Draft]) -> list[Draft]:
    """«Тамбов предлагал Ургенчу машины, но там от покупки отказались»: one deal, denied, with the sides of both."""
    offers = [d for d in found if d.columns["status"] in ("proposed", "planned", "occurred") and d.match.rule in OFFERS]
    refusals = [d for d in found if d.match.rule == "contracts.refuse" and any(d.match.trigger > o.match.trigger for o in offers)]
    if (
        not offers
        or len(refusals) != 1
        or not {"покупка", "предложение", "закупка", "поставка"} & {key(f.mention.lemma) for f in refusals[0].match.slots["dropped"]}
    ):
        return list(found)
    offer, refusal = max(offers, key=lambda d: d.match.trigger), refusals[0]
    offer.columns["status"] = "denied"
    for slot in ("suppliers", "customers"):
        others = [p for s in ("suppliers", "customers") for p in offer.columns[s]]
        extra = [
            p
            for s in ("suppliers", "customers")
            for p in refusal.columns[s]
            if not any(same_party(p, q) or (p.country and p.country == q.country) for q in others)
        ]
        if not offer.columns[slot] and extra:
            offer.columns[slot] = tuple(extra)
    offer.found |= refusal.found
    return [d for d in found if d is not refusal]


OFFERS = {"contracts.promise", "contracts.receive", "contracts.buy", "contracts.supply", "contracts.send", "contracts.want", "contracts.build"}


def _join(paper: Draft, work: Draft) -> None:
    """«Автоматику изготовит «Волна», с которой пермяки заключили договор»: the maker of the work supplies, whoever signed first."""
    for name in FROM_WORK:
        if work.columns.get(name) is not None:
            paper.columns[name] = work.columns[name]
    if work.columns.get("kind") not in (None, "supply"):
        paper.columns["kind"] = work.columns["kind"]
    if paper.match.rule == "contracts.paper":  # «по контракту с Монголией завод поставит машины»: the paper is there, the deal is to come
        paper.columns["status"] = work.columns["status"]
    signed = [*(paper.columns.get("suppliers") or ()), *(paper.columns.get("customers") or ())]
    makers, buyers = tuple(work.columns.get("suppliers") or ()), tuple(work.columns.get("customers") or ())
    sellers = tuple(p for p in signed if p.type != "place" and not any(same_party(p, q) for q in buyers))
    if work.columns.get("kind") == "purchase" and buyers and sellers and all(p.type == "place" for p in makers):
        paper.columns.update(customers=buyers, suppliers=sellers)  # «сыродел будет закупать молоко в Гродно: договор с фермой вступил в силу»
    elif makers and len(signed) == 2 and any(same_party(makers[0], p) for p in signed):
        paper.columns["suppliers"] = tuple(p for p in signed if same_party(makers[0], p))
        paper.columns["customers"] = tuple(p for p in signed if not same_party(makers[0], p))
    else:
        takers = paper.columns.get("customers") or tuple(p for p in paper.columns.get("suppliers") or () if makers and not same_party(makers[0], p))
        paper.columns["customers"] = takers or work.columns.get("customers") or ()
        paper.columns["suppliers"] = makers or paper.columns.get("suppliers") or ()
    first, last = paper.columns["span"], work.columns["span"]
    paper.columns["span"] = (min(first[0], last[0]), max(first[1], last[1]))
    paper.found |= work.found
