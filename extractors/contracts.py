"""Contracts: what goes from whom to whom, how much of it, for how much.

Frames find the acts; here a paper («контракт на поставку насосов») gets its content, sides their roles, sums their deal, and
what a later sentence leaves out is filled from the deal told before it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from extractors import contract_recipients as recipients
from extractors.build import Draft, Extractor, start_draft
from extractors.contract_any import further
from extractors.contract_building import builders, is_site, kind_of
from extractors.contract_content import act_mention, content, origin_codes, source_of
from extractors.contract_followups import complete
from extractors.contract_gaps import gapped, without_gaps
from extractors.contract_goods import Goods, phrase_name
from extractors.contract_guards import GUARDS
from extractors.contract_left_out import left_out
from extractors.contract_makers import makers
from extractors.contract_papers import join_papers
from extractors.contract_roles import name_amounts, name_roles
from extractors.contract_sides import NEUTRAL, assign, bodies_first, resolve, two_sides
from extractors.contract_speakers import adverbial
from extractors.contract_status import antecedent, settle
from extractors.contract_sums import attach_sums
from extractors.contract_tellings import headlines_last, unite
from extractors.contract_worth import worthy
from extractors.discourse import Discourse
from extractors.lexicon import key, members
from extractors.phrases import PRONOUNS
from extractors.view import View
from schemas.match import Filler, Match, Mention


def drafts(state: Discourse, matches: list[Match]) -> list[Draft]:
    """One draft per delivery or deal."""
    made: list[Draft] = []
    for _, group in groupby(left_out(matches, state.views), key=lambda m: m.sentence):
        made += join_papers(unite([draft for match in group if (draft := _draft(state, match)) is not None]))
    made += [draft for match in further(matches, made, state) if (draft := _draft(state, match)) is not None]
    made.sort(key=lambda d: int(d.columns["trigger_start"]))
    for draft in made:
        adverbial(draft, state.views[draft.match.sentence], state, words=("отсюда", "оттуда"))
    name_roles(made, state)
    name_amounts(made, state)
    made = attach_sums(made, state)
    made = complete(headlines_last(made, state), state)
    for draft in made:
        adverbial(draft, state.views[draft.match.sentence], state, words=("туда", "здесь", "сюда"))
    recipients.made_where(made, state)
    made += gapped(made, state)
    made.sort(key=lambda d: int(d.columns["trigger_start"]))
    return [draft for draft in made if worthy(draft, state)]


def _draft(state: Discourse, match: Match) -> Draft | None:
    view = state.views[match.sentence]
    match = without_gaps(recipients.reordered(match, view), view)
    status = settle(match, view, state)
    if status is None:
        return None
    draft = start_draft(match, state)
    draft.columns["status"] = status if status != match.status else draft.columns["status"]
    act, goods, whole = content(match, view, state.document.article.text)
    neutral = (match.set.get("act") == "deal" and match.rule != "contracts.refuse") or _negotiated(match, view)
    if match.rule == "contracts.service_noun" and all(f.mention.bare for f in match.slots.get("suppliers", ())):
        match = replace(match, slots={name: fillers for name, fillers in match.slots.items() if name != "suppliers"})
    supplying, buying = assign(match, act, neutral=neutral, made_in=origin_codes(goods, view))
    if (owner := recipients.possessor(match, view)) is not None and act in ("supply", "purchase"):
        supplying, buying = ([f for f in side if f.mention is not owner] for side in (supplying, buying))
        supplying, buying = (
            ([Filler(owner, "shared")], buying) if act == "supply" else (supplying or list(match.slots.get("origin", ())), [Filler(owner, "shared")])
        )
    if match.rule == "contracts.seek":
        supplying, buying = recipients.seeking(match)
    if act == "supply" and not buying and match.form != "noun" and (partner := recipients.by_paper(match, view)) is not None:
        buying = [Filler(partner, "clause")]
    for filler in buying:
        named = antecedent(filler.mention, view) if key(filler.mention.lemma) == "который" else None
        supplying = [f for f in supplying if f.mention is not named]  # «девелопер, для которого предстоит изготовить»
    if (taker := _taker(match, act, goods, view)) is not None:
        within = goods is not None and goods.first < taker.first and taker.last <= goods.last
        own = view.mentions.index(taker)
        takers = [taker, *(m for m in view.mentions if within and m.conjunct_of == own)]
        buying = [Filler(m, "child") for m in takers] if within or not buying else buying  # «50 тысяч тонн зерна / Сомали, 25 тысяч — Мали»
        goods = _without_owner(goods, taker, view, state.document.article.text) if within else goods
        supplying = [f for f in supplying if f.mention is not taker]
    if not supplying and act == "supply" and (noun := act_mention(match, view)) is not None and (giver := recipients.sender(noun, view)) is not None:
        supplying = [Filler(giver, "child")]
    if act == "purchase" and not supplying and buying and (seller := recipients.offering(match, view)) is not None:
        supplying = [Filler(seller, "clause")]
    if recipients.wishes(match, act, origin_codes(goods, view), view):
        supplying, buying = [], supplying
    if (
        act == "supply"
        and all(f.mention.lemma in PRONOUNS for f in buying)
        and match.form in ("noun", "infinitive")
        and (request := recipients.asked(match, view)) is not None
    ):
        supplying, buying = ([Filler(m, "clause")] if m is not None else [] for m in (request[1], request[0]))
        draft.columns["status"] = "denied" if draft.columns["status"] == "denied" else "proposed"
    if match.rule in ("contracts.build", "contracts.appear"):
        supplying = list(builders(match, view))
        goods = _without_owner(goods, supplying[0].mention, view, state.document.article.text) if supplying and "owner" in match.slots else goods
    if "organizer" in match.slots:
        buying = buying or list(match.slots.get("organizer", ()))
    if not supplying and goods is not None and act in ("supply", "purchase") and (source := source_of(goods, view)) is not None:
        supplying = [Filler(source, "child")]
    if not supplying and goods is not None and act in ("supply", "purchase") and match.set.get("kind") != "other":
        supplying = [f for f in makers(goods, view, state.document.article.text) if all(f.mention is not b.mention for b in buying)]
    if match.rule == "contracts.want" and goods is not None and not supplying and is_site(match.slots["goods"][0].mention):
        supplying, buying, act = buying, [], "investment"  # «инвестор присматривает площадку»: whose money it is supplies
    kind = match.set.get("kind") or kind_of(match, view, act, goods.head if goods else "")
    if match.rule == "contracts.invest" and not buying:
        buying = _invested_place(match, view)
    if "place" in match.slots and not buying and kind in ("construction", "investment"):
        buying = list(match.slots["place"])  # «отказался от строительства завода в Бурсе»
    if (
        goods is not None and act in ("construction", "service") and match.rule != "contracts.build"
    ):  # «соглашение о строительстве завода»: what is built builds nothing
        supplying, buying = ([f for f in side if not goods.first <= f.mention.head < goods.last] for side in (supplying, buying))
    if kind == "supply" and _is_aid(view):
        kind = "other"
    draft.columns.update(kind=kind, suppliers=resolve(supplying, draft, state), customers=resolve(bodies_first(buying, view), draft, state), span=whole)
    if match.rule == "contracts.refuse":  # «переговоры с Konya прерваны: инвестор отказался»
        known = {p.entity_id for p in draft.columns["suppliers"]}
        draft.columns["customers"] = tuple(p for p in draft.columns["customers"] if p.entity_id not in known)
    if neutral and not draft.columns["suppliers"] and not draft.columns["customers"]:
        two_sides(draft, match, state, origin_codes(goods, view))
    papers = match.slots.get("document", ())
    draft.columns["several"] = bool(papers) and papers[0].mention.number == "plur"
    if goods is not None:
        draft.columns.update(goods=goods.text or None, goods_head=goods.head, vague_goods=goods.vague, goods_span=(goods.first, goods.last))
        if goods.quantity is not None:
            draft.columns.update(quantity=float(goods.quantity.value), unit=goods.quantity.unit, bound=goods.quantity.bound)
    return draft


def _is_aid(view: View) -> bool:
    """«в качестве гуманитарной помощи», «безвозмездно»: given, not sold."""
    return bool({"гуманитарный", "безвозмездно", "безвозмездный"} & set(view.lemmas)) or ("дар" in view.lemmas)


def _taker(match: Match, act: str, goods: Goods | None, view: View) -> Mention | None:
    """Whom the goods go to, where neither case nor preposition says so plainly."""
    if act != "supply":
        return None
    noun = act_mention(match, view)
    found = recipients.recipient(noun, view) if noun is not None else None
    found = found or (recipients.buyer_within(goods, match, view) if goods is not None else None)
    return found or recipients.relative_customer(match, view) or recipients.destination(match, view)


def _invested_place(match: Match, view: View) -> list[Filler]:
    """«вложил в экономику Беларуси», «в проекты Сахалинской области»: the place inside what money goes to."""
    for filler in match.slots.get("goods", ()):
        m = filler.mention
        inner = (p for p in view.mentions if p.type == "place" and p.country and m.head < p.first and p.last <= m.last and p.case == "gen" and not p.prep)
        if (place := next(inner, None)) is not None:
            return [Filler(place, "child")]
    return []


def _without_owner(goods: Goods | None, owner: Mention, view: View, text: str) -> Goods | None:
    """«завод концерна «Вебер» → «завод»."""
    if goods is None or not goods.first < owner.first < goods.last or goods.text == "":
        return goods
    head = next((i for i in range(goods.first, owner.first) if view.lemmas[i] == goods.head), None)
    item = goods.quantity.item_start if goods.quantity is not None else None
    first = goods.first if item is None else max(goods.first, view.token_at(item))
    return goods if head is None else replace(goods, text=phrase_name(view, text, min(first, head), owner.first, head), last=owner.first)


def _negotiated(match: Match, view: View) -> bool:
    """«обсудили поставку», «переговоры о закупке»: both sides talk, so the subject is not yet the supplier."""
    if match.form != "noun":
        return False
    found = view.ancestors(match.trigger)[:4]
    return any(key(view.tokens[i].lemma) in NEUTRAL or key(view.tokens[i].lemma) in members("contract_noun") for i in found)


EXTRACTOR = Extractor(drafts, GUARDS)
