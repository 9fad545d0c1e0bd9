"""Papers and awards of the deal told before: «Чехи поставят котлы. Контракт на 3 млн мэрия заключила с фирмой «Брно»»."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.build import DATES, Draft
from extractors.lexicon import members
from extractors.parties.same import same_party
from schemas.changed import replace
from schemas.facts import Party


def awarded(draft: Draft, earlier: Sequence[Draft], state: Discourse) -> Draft | None:
    """«Мэрия завершила аукцион на 50 троллейбусов. Победителем признан «Дилер», «выбрала поставщика трамваев. Тендер выиграл …»: the tender told before without a seller, which a winner without goods won."""
    if draft.match.rule not in WON or draft.columns.get("goods") or not draft.columns.get("suppliers"):
        return None
    near = (e for e in reversed(earlier) if 0 < draft.match.sentence - e.match.sentence <= 2 and e.columns.get("goods"))
    known = next((e for e in near if e.match.rule == "contracts.seek" or not members("tender").isdisjoint(state.views[e.match.sentence].words)), None)
    return None if known is None or known.columns.get("suppliers") or known.columns["status"] == "denied" else known


WON = {"contracts.chosen", "contracts.win", "contracts.prevail", "contracts.bidder", "contracts.fall_to", "contracts.supplier_role"}


def papered(draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """«Чехи поставят котлы. Контракт на 3 млн мэрия заключила с фирмой «Брно»: the deal without a paper that a paper without goods speaks of."""
    if draft.match.rule != "contracts.sign" or draft.columns.get("goods") or draft.columns["status"] == "denied" or draft.columns.get("several"):
        return None
    known = next((e for e in reversed(earlier) if draft.match.sentence - e.match.sentence == 1 and e.columns.get("goods")), None)
    if known is None or known.columns["status"] == "denied" or known.match.rule == "contracts.sign" or known.columns.get("amount") is not None:
        return None
    sides = [(s, known.columns.get(s) or (), draft.columns.get(s) or ()) for s in ("suppliers", "customers")]
    if _same_paper(known, draft):
        return known
    agree = all(not ours or not theirs or any(may_be(p, q) for p in ours for q in theirs) for _, ours, theirs in sides)
    return known if agree and any(ours and theirs for _, ours, theirs in sides) else None


def _same_paper(told: Draft, paper: Draft) -> bool:
    """«Завод поставит тепловозы. Контракт на поставку подписали Хуан Гарсия и Артём Крот»: whoever signs, the paper that opens the next sentence is of that deal."""
    acts = paper.match.slots.get("act", ())
    signed = [f.mention for f in paper.match.slots.get("document", ())]
    opens = bool(signed) and signed[0].first == 0 and signed[0].last - signed[0].first == 1
    return opens and bool(acts) and acts[0].mention.last - acts[0].mention.first == 1 and all(told.columns.get(s) for s in ("suppliers", "customers"))


def may_be(told: Party, signed: Party) -> bool:
    """«чехи» may be a firm of Brno, «Пенза» the town hall of Пенза; two firms with names are two."""
    return same_party(told, signed) or (
        "«" not in told.name
        and bool(told.country)
        and told.country == signed.country
        and (None in (told.region, signed.region) or told.region == signed.region)
    )


def sign(told: Draft, paper: Draft) -> None:
    """What a paper says of its deal: who signs it, for how much, when, and that it was signed."""
    for slot in ("suppliers", "customers") if not _same_paper(told, paper) else ():
        told.columns[slot] = paper.columns.get(slot) or told.columns.get(slot) or ()
    for name in ("amount", "currency", "bound", *DATES, "period"):
        if told.columns.get(name) is None:
            told.columns[name] = paper.columns.get(name)
    told.columns["status"] = paper.columns["status"]


def seat_signer(known: Draft, paper: Draft) -> None:
    """«Завод поставит насосы в Мали. Контракт подписан с фирмой «Бани»»: the firm takes the seat of its land; one that signs by itself, of its people."""
    signed = [p for slot in ("suppliers", "customers") for p in paper.columns.get(slot) or ()]
    makers, takers = known.columns["suppliers"], known.columns["customers"]
    document = paper.match.slots.get("document")
    if len(signed) != 1 or not takers or not document or document[0].mention.first > 1:
        return
    acting = any(f.mention.start == signed[0].start and f.mention.may_be("nom") and not f.mention.prep for fs in paper.match.slots.values() for f in fs)
    if acting and makers and signed[0].type == "organization" and all(_are_people(p) for p in makers) and signed[0].country in (None, makers[0].country):
        known.columns["suppliers"] = (replace(signed[0], country=makers[0].country, region=signed[0].region or makers[0].region),)
        return  # «Белорусские строители возведут дома. Контракт подписал трест «Узор»»
    if _sells(signed[0], known, paper):
        known.columns["suppliers"] = (replace(signed[0], country=signed[0].country or makers[0].country),)
        return  # «Куба закупит в России автобусы. Контракт с заводом «Волна» подписан в Гаване»
    of_land = signed[0].type in ("organization", "government") and all(p.type == "place" for p in takers) and signed[0] not in takers
    if of_land and not any(may_be(p, signed[0]) for p in makers):
        known.columns["customers"] = (replace(signed[0], country=signed[0].country or takers[0].country),)


def _sells(signed: Party, known: Draft, paper: Draft) -> bool:
    """Whether a firm with whom a paper is signed is the seller that the buyer's own sentence tells by its land alone."""
    partner = any(f.mention.start == signed.start and f.mention.prep in ("с", "со") for fs in paper.match.slots.values() for f in fs)
    makers, takers = known.columns["suppliers"], known.columns["customers"]
    bought = (
        known.columns["kind"] == "purchase" and known.match.form == "active" and any(f.found != "discourse" for f in known.match.slots.get("customers", ()))
    )
    of_seller = bool(makers) and all(p.type == "place" and signed.country in (None, p.country) for p in makers)
    return partner and bought and of_seller and signed.type == "organization" and signed not in takers


def _are_people(party: Party) -> bool:
    """«белорусские строители», «пензенские машиностроители»: makers whom no name tells."""
    return party.type == "group" or (party.type == "organization" and party.name == party.name.lower() and party.name.endswith(("и", "ы")))
