"""One fact told in two tables, a sentence or more apart: trade in general words beside its figure, a plant as an accord and as an investment.

In: merged drafts. Out: the same without those that say nothing which a row of another table does not say better.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.build import Draft
from extractors.lexicon import key
from extractors.merging.alike import Likeness, likeness
from extractors.merging.contracts import PAPERS, same_goods
from schemas.facts import PARTY_SLOTS, Party

NEAR = 4  # sentences
MOVED = frozenset(("export", "import", "supplies"))
TRADED = frozenset(("contracts.supply_noun", "contracts.purchase_noun"))
FOUNDED = frozenset(("agreements.create", "agreements.idea", "agreements.joint_venture"))
BUILT = frozenset(("contracts.build", "contracts.invest", "contracts.investment"))
PLANTS = ("завод", "производств", "предприяти", "комплекс", "фабрик", "комбинат", "парк", "кластер", "цех", "лини", "сборк", "мощност")
TO_COME = frozenset(("planned", "proposed"))
WARES = frozenset(("продукция", "товар", "продукт", "груз"))


def told_once_across(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts of all tables → those of which no other table tells the same fact better."""
    tables = {table: [d for d in drafts if d.table == table] for table in ("trade_figures", "contracts", "agreements")}
    figures, deals, papers = tables["trade_figures"], tables["contracts"], tables["agreements"]
    gone = {id(d) for d in deals if any(_is_flow_of(d, f) for f in figures)} if figures else set()
    talks = [d for d in drafts if d.table == "meetings"]
    gone |= {id(v) for v in drafts if v.table == "visits" and any(_is_talk_with(v, m) for m in talks)}
    if papers and deals:
        gone |= {id(p) for p in papers if any(id(d) not in gone and (_is_plant_of(p, d) or _is_paper_of(p, d)) for d in deals)}
    return [d for d in drafts if id(d) not in gone]


def _sides(draft: Draft) -> tuple[Party, ...]:
    """All parties of a row."""
    found: list[Party] = []
    for slot in PARTY_SLOTS[draft.table]:
        value = draft.get(slot)
        found += value if isinstance(value, tuple) else [value] if value is not None else []
    return tuple(found)


def _is_flow_of(deal: Draft, figure: Draft) -> bool:
    """«Область нарастила экспорт муки в Иран» over «экспорт муки вырос до 25 тыс. тонн»: trade between lands, and its number elsewhere."""
    if deal.match.rule not in TRADED or deal.match.form != "noun" or figure.get("indicator") not in MOVED or deal.get("status") not in ("occurred", "ongoing"):
        return False
    if figure.get("status") != "occurred" or any(deal.get(name) is not None for name in ("amount", "quantity")):
        return False
    sides, known = _sides(deal), _sides(figure)
    lands = bool(sides) and all(p.type == "place" and any(likeness(p, q) is Likeness.SAME for q in known) for p in sides)
    return lands and _of_one_kind(str(deal.get("goods") or ""), str(figure.get("goods") or ""))


def _is_talk_with(visit: Draft, meeting: Draft) -> bool:
    """«Губернатор встретил делегацию Минска. На встрече обсудили …»: who is received by a person has met him."""
    hosts, guests = visit.get("hosts") or (), visit.get("visitors") or ()
    near = abs(visit.match.sentence - meeting.match.sentence) <= 1 and visit.get("status") == meeting.get("status")
    if visit.match.rule != "visits.receive" or not near or not hosts or any(p.type != "person" for p in hosts):
        return False
    return all(any(likeness(p, q) is Likeness.SAME for q in _sides(meeting)) for p in hosts) and any(likeness(p, q) for p in guests for q in _sides(meeting))


def _of_one_kind(one: str, two: str) -> bool:
    """The same goods, or goods of which one telling says nothing: «продукция»."""
    heads = [key(text).split() for text in (one, two)]
    return not all(heads) or any(not WARES.isdisjoint(words) for words in heads) or same_goods(one, two)


def _is_plant_of(paper: Draft, deal: Draft) -> bool:
    """«Китай создаст производство в области» over «фирма из Чэнду построит в районе комплекс»: who builds alone founds nothing jointly."""
    if paper.match.rule not in FOUNDED or deal.match.rule not in BUILT or "совместн" in str(paper.get("evidence")).lower():
        return False
    if not {paper.get("status"), deal.get("status")} <= TO_COME or abs(deal.match.sentence - paper.match.sentence) > NEAR:
        return False
    things = [key(str(draft.get(name) or "")) for draft, name in ((paper, "subject"), (deal, "goods"))]
    return all(any(stem in thing for stem in PLANTS) for thing in things) and _within(paper, deal)


def _is_paper_of(paper: Draft, deal: Draft) -> bool:
    """«подписала соглашение с заводом на поставку 100 вагонов. Соглашение финансируется из бюджета»: the paper merely named again is that deal."""
    named = paper.match.rule == "agreements.document" and not paper.get("subject") and paper.get("kind") in ("agreement", "treaty", "other")
    near = 0 <= paper.match.sentence - deal.match.sentence <= NEAR
    return named and near and deal.match.rule in PAPERS and bool(deal.get("goods")) and _within(paper, deal)


def _within(paper: Draft, deal: Draft) -> bool:
    """Whether two or more sides of a paper are told, each may be one of the deal's, and one of them surely is."""
    parties, sides = _sides(paper), _sides(deal)
    found = [max((likeness(p, q) for q in sides), default=Likeness.OTHER) for p in parties]
    return len(parties) > 1 and len(sides) > 1 and all(found) and Likeness.SAME in found
