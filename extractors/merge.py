"""One fact, one row: what an article tells twice is joined into its fullest telling."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.build import Draft
from extractors.merge_visits import join, same_visit
from schemas.facts import PARTY_SLOTS, Party

TEXTUAL = {"evidence", "evidence_start", "evidence_end", "trigger", "rule", "trigger_start", "article_id", "published", "status", "found", "attribution"}


def merge(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts in text order → drafts that tell different facts."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.columns["trigger_start"], d.table, d.columns["rule"])):
        twin = next((k for k in kept if k.table == draft.table and same_fact(k, draft)), None)
        if twin is None:
            kept.append(draft)
        else:
            absorb(twin, draft)
    return kept


def names(draft: Draft, slot: str) -> tuple[Party, ...]:
    """The parties of a slot as a tuple."""
    value = draft.get(slot)
    return value if isinstance(value, tuple) else (value,) if value is not None else ()


def overlap(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """Whether any party of one is a party of the other, by identity or by the code of a place."""
    return any(same_party(p, q) for p in a for q in b)


def same_party(p: Party, q: Party) -> bool:
    """One entity, or two names of one place."""
    if p.entity_id == q.entity_id:
        return True
    if p.type == q.type == "place":
        return (p.region or p.country) == (q.region or q.country) and (p.region or p.country) is not None
    return False


def compatible(a: object, b: object) -> bool:
    """Equal, or one of them unknown."""
    return a is None or b is None or a == b


def same_fact(a: Draft, b: Draft) -> bool:
    """Whether two drafts of one table tell the same fact."""
    if a.columns["evidence_start"] == b.columns["evidence_start"] and a.columns["trigger_start"] == b.columns["trigger_start"] and a.columns["rule"] != b.columns["rule"]:
        return all(overlap(names(a, s), names(b, s)) or not names(a, s) or not names(b, s) for s in PARTY_SLOTS[a.table])
    if a.table == "visits":
        return same_visit(a, b)
    if not compatible(a.get("date"), b.get("date")):
        return False
    if a.columns["status"] != b.columns["status"] and {a.columns["status"], b.columns["status"]} != {"occurred", "ongoing"}:
        return False
    return SAME[a.table](a, b)


def _same_meeting(a: Draft, b: Draft) -> bool:
    return overlap(names(a, "participants"), names(b, "participants")) and a.get("kind") == b.get("kind")


def _same_agreement(a: Draft, b: Draft) -> bool:
    left, right = names(a, "parties"), names(b, "parties")
    return a.get("kind") == b.get("kind") and (overlap(left, right) or not left or not right)


def _same_contract(a: Draft, b: Draft) -> bool:
    if not compatible(a.get("quantity"), b.get("quantity")) or not compatible(a.get("amount"), b.get("amount")):
        return False
    sides = all(overlap(names(a, s), names(b, s)) or not names(a, s) or not names(b, s) for s in ("suppliers", "customers"))
    return sides and a.get("goods") is not None and b.get("goods") is not None and bool(set(str(a.get("goods")).lower().split()) & set(str(b.get("goods")).lower().split()))


def _same_figure(a: Draft, b: Draft) -> bool:
    return bool(a.get("value") == b.get("value")) and a.get("change_pct") == b.get("change_pct") and a.get("indicator") == b.get("indicator")


SAME = {"meetings": _same_meeting, "agreements": _same_agreement, "contracts": _same_contract, "trade_figures": _same_figure}


def absorb(kept: Draft, other: Draft) -> None:
    """Fill what is unknown in `kept` from `other`; lists of parties are united."""
    kept.joined.append(other)
    if kept.table == "visits":
        join(kept, other)
        return
    for name, value in other.columns.items():
        if name in TEXTUAL or value in (None, ()):
            continue
        if kept.columns.get(name) in (None, ()):
            kept.columns[name] = value
            kept.found |= other.found
        elif name in PARTY_SLOTS[kept.table] and isinstance(value, tuple):
            known = kept.columns[name]
            kept.columns[name] = known + tuple(p for p in value if not any(same_party(p, q) for q in known))
