"""Sides: who of those named in a deal supplies and who buys, and what the article said of the deal before.

«Мэрия подписала с заводом контракт на 32 автобуса»: a town hall buys, a plant makes. «Ещё 14 машин предстоит отгрузить»:
goods, supplier and customer are those of the deal told before.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.build import Draft, parties
from extractors.discourse import Discourse
from extractors.lexicon import classes_of, key
from extractors.merge import same_party
from schemas.facts import Party
from schemas.match import Filler, Match

BUYING = {"purchase"}
REACH = 4  # sentences back over which a deal is spoken of
NEUTRAL = {
    "заключить", "заключать", "подписать", "подписывать", "договориться", "договариваться", "условиться", "сторговаться", "обсудить", "обсуждать", "обсуждаться", "согласовать",
    "вести", "вестись", "прорабатывать", "проработать", "оформить", "переговоры", "рассмотреть", "рассматривать", "заключение", "подписание", "достигнуть", "достичь",
}  # fmt: skip
ROLES = {"заказчик": "customers", "покупатель": "customers", "закупщик": "customers", "поставщик": "suppliers", "подрядчик": "suppliers", "производитель": "suppliers", "инвестор": "suppliers"}
NO_SIDES = {"сторона", "участник", "переговорщик", "собеседник", "рынок", "человек", "житель"}


def likeness(filler: Filler) -> int:
    """How much a side looks like a supplier (> 0) or a customer (< 0), from its head noun and type."""
    mention = filler.mention
    classes = classes_of(mention.lemma)
    if "buyer" in classes:
        return -2
    if "maker" in classes:
        return 2
    return {"government": -2, "place": -1}.get(mention.type, 0)


def assign(match: Match, act: str, *, neutral: bool) -> tuple[list[Filler], list[Filler]]:
    """The fillers of a match → suppliers and customers, by what the trigger says and, where it says nothing, by what they are."""
    slots = match.slots
    suppliers, customers = list(slots.get("suppliers", ())), list(slots.get("customers", ()))
    actors, partners = list(slots.get("actors", ())), list(slots.get("partners", ()))
    if neutral and not partners and len(actors) >= 2:
        actors, partners = actors[:1], actors[1:]
    buys = act in BUYING
    if neutral and actors and partners:
        weight = likeness(actors[0]) - likeness(partners[0])
        buys = weight < 0 if weight else buys
    elif neutral and partners and not actors:
        buys = likeness(partners[0]) > 0 or (buys and likeness(partners[0]) == 0)
    if buys:
        actors, partners = partners, actors
    known = {f.mention.first for f in (*suppliers, *customers)}
    suppliers += [f for f in actors if f.mention.first not in known and not customers_only(f, suppliers)]
    customers += [f for f in partners if f.mention.first not in known and not customers]
    if not suppliers:
        suppliers = list(slots.get("origin", ()))
    return suppliers, customers


def customers_only(filler: Filler, suppliers: Sequence[Filler]) -> bool:
    """Whether a further supplier would be one too many: an explicit one is there already."""
    return bool(suppliers)


def resolve(fillers: Sequence[Filler], draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """Fillers → parties; «стороны» and persons are no sides of a deal."""
    usable = [f for f in fillers if key(f.mention.lemma) not in NO_SIDES or not f.mention.bare]
    return tuple(p for p in parties(usable, draft, state) if p.type != "person" and key(p.name) not in NO_SIDES)


def complete(drafts: Sequence[Draft]) -> None:
    """Fill what a later telling leaves out from the deal told before it; drafts in text order."""
    for i, draft in enumerate(drafts):
        _roles(draft, drafts[:i])
        for earlier in reversed(drafts[:i]):
            if draft.match.sentence - earlier.match.sentence > REACH:
                break
            if earlier.columns.get("status") != "denied" and _continues(draft, earlier):
                _inherit(draft, earlier)
                break


def _roles(draft: Draft, earlier: Sequence[Draft]) -> None:
    """«передана заказчику»: the customer of the deal before."""
    for slot in ("suppliers", "customers"):
        value: tuple[Party, ...] = draft.columns.get(slot) or ()
        if len(value) == 1 and (role := ROLES.get(key(value[0].name))):
            known = next((e.columns[role] for e in reversed(earlier) if e.columns.get(role) and draft.match.sentence - e.match.sentence <= REACH), None)
            if known and all(ROLES.get(key(p.name)) is None for p in known):
                draft.columns[slot] = known
                draft.found.add("discourse")


def _continues(draft: Draft, earlier: Draft) -> bool:
    """Whether a draft goes on with an earlier deal: shared side and no other side against it, and goods that may be the same."""
    missing = [s for s in ("suppliers", "customers") if not draft.columns.get(s)]
    vague = draft.columns.get("vague_goods")
    if not missing and not vague:
        return False
    for slot in ("suppliers", "customers"):
        ours, theirs = draft.columns.get(slot) or (), earlier.columns.get(slot) or ()
        if ours and theirs and not any(same_party(p, q) for p in ours for q in theirs):
            return False
    return bool(vague) or _shares_goods(draft, earlier) or (len(missing) == 1 and _shares_side(draft, earlier))


def _shares_side(draft: Draft, earlier: Draft) -> bool:
    pairs = [(p, q) for s in ("suppliers", "customers") for p in draft.columns.get(s) or () for q in earlier.columns.get(s) or ()]
    return any(same_party(p, q) and p.type != "place" for p, q in pairs)


def _shares_goods(draft: Draft, earlier: Draft) -> bool:
    ours, theirs = draft.columns.get("goods_head"), earlier.columns.get("goods_head")
    return ours is not None and ours == theirs


def _inherit(draft: Draft, earlier: Draft) -> None:
    for slot in ("suppliers", "customers"):
        if not draft.columns.get(slot) and earlier.columns.get(slot):
            draft.columns[slot] = earlier.columns[slot]
            draft.found.add("discourse")
    if draft.columns.get("vague_goods") and earlier.columns.get("goods") and not earlier.columns.get("vague_goods"):
        draft.columns.update(goods=earlier.columns["goods"], goods_head=earlier.columns.get("goods_head"))
        draft.found.add("discourse")
