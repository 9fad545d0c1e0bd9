"""Contracts: what goes from whom to whom, how much of it, for how much.

Frames find the acts; here a paper («контракт на поставку насосов») gets its content, sides their roles, sums their deal, and
what a later sentence leaves out is filled from the deal told before it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from extractors.agreements.signing_place import put_place
from extractors.article.discourse import Discourse
from extractors.build import Draft, Extractor, start_draft
from extractors.contracts import recipients
from extractors.contracts.around import by_hero, by_house, made_where, worked_for
from extractors.contracts.brackets import by_bracket
from extractors.contracts.carriers import carried
from extractors.contracts.clients import drop_bare_roles
from extractors.contracts.content import trailing
from extractors.contracts.dates import date_by_papers
from extractors.contracts.followups import by_same_deal, complete
from extractors.contracts.gaps import count_told_alone, gapped
from extractors.contracts.goods import Goods, phrase_name
from extractors.contracts.guards import GUARDS
from extractors.contracts.house import named_house
from extractors.contracts.invested import into_told_projects
from extractors.contracts.lands import bodies_first
from extractors.contracts.makers_after import name_makers
from extractors.contracts.papers import join_papers
from extractors.contracts.parties import resolve, told_apart
from extractors.contracts.returned import in_return
from extractors.contracts.roles import name_amounts, name_clients, name_receivers, name_roles
from extractors.contracts.second import convincing, unexplained
from extractors.contracts.sides import sides, telling, two_sides
from extractors.contracts.speakers import adverbial
from extractors.contracts.status import settle
from extractors.contracts.sums import attach_sums, own_sum
from extractors.contracts.tellings import detailed, headlines_last, is_headline, unite
from extractors.contracts.unlisted import further
from extractors.contracts.worth import worthy
from extractors.lexicon import classes_of, key
from extractors.phrases.words import PRONOUNS
from extractors.view import View
from schemas.match import Filler, Match, Mention


def drafts(state: Discourse, matches: list[Match]) -> list[Draft]:
    """One draft per delivery or deal."""
    made: list[Draft] = []
    for sentence, group in groupby(matches, key=lambda m: m.sentence):
        made += join_papers(detailed(unite([draft for match in group if (draft := _draft(state, match)) is not None]), state.views[sentence]))
    made += [draft for match in further(matches, made, state) if (draft := _draft(state, match)) is not None]
    made = list(by_bracket(made, state))
    made.sort(key=lambda d: int(d.columns["trigger_start"]))
    made = carried(made, state)
    for draft in made:
        adverbial(draft, state.views[draft.match.sentence], state, words=("отсюда", "оттуда"))
    name_roles(made, state)
    name_clients(made, state)
    name_receivers(made, state)
    name_amounts(made, state)
    made = name_makers(made, state)
    made = attach_sums(made, state)
    made = complete(headlines_last(made, state), state)
    date_by_papers(made, state)
    for draft in made:
        adverbial(draft, state.views[draft.match.sentence], state, words=("туда", "здесь", "сюда"))
    made_where(made, state)
    worked_for(made, state)
    in_return(made, state)
    by_same_deal(made, state)
    into_told_projects(made, state)
    count_told_alone(made, state)
    named_house(made, state)
    by_hero(made, state)
    by_house(made, state)
    made += gapped(made, state)
    drop_bare_roles(made)
    made.sort(key=lambda d: int(d.columns["trigger_start"]))
    return [draft for draft in made if worthy(draft, state)]


def second_look(state: Discourse, refused: list[Match], told: list[Draft]) -> list[Draft]:
    """What guards refused, and the drafts of all tables → the fullest deal of each sentence that nothing else explains."""
    made: dict[int, Draft] = {}
    for match in unexplained(refused, told, state):
        if is_headline(state.views[match.sentence]):
            continue  # what a headline says is told below it
        draft = _draft(state, match)
        if (
            draft is not None
            and convincing(draft, state)
            and (_acts(draft) or worthy(draft, state))
            and _fullness(draft) > (_fullness(made[match.sentence]) if match.sentence in made else 0)
        ):
            made[match.sentence] = draft
    for draft in made.values():
        own_sum(draft, state.views[draft.match.sentence])
    return list(made.values())


def _acts(draft: Draft) -> bool:
    """«порт перестроит турецкая «Лиман»: an act of somebody, be its goods told or not."""
    return not draft.columns.get("goods") and draft.match.form == "active" and draft.match.rule != "contracts.bidder"


def _fullness(draft: Draft) -> int:
    """How much of a deal is known."""
    return sum(bool(draft.columns.get(name)) for name in ("suppliers", "customers", "goods", "quantity"))


def _draft(state: Discourse, match: Match) -> Draft | None:
    view, text = state.views[match.sentence], state.document.article.text
    told, whole = telling(match, view, text)
    match, goods = told.match, told.goods
    status = settle(match, view, state)
    if status is None:
        return None
    if (told.act == "purchase" or match.rule in ("contracts.supply", "contracts.send")) and _is_private(match, view):
        return None
    if match.rule in RENOVATION and view.lemmas[match.trigger] in RENEWING and any(f.mention.lemma == "парк" for f in match.slots["goods"]):
        return None  # «железная дорога обновляет парк»
    if (
        match.rule in ("contracts.build", "contracts.promise")
        and view.lemmas[match.trigger] in PROMISING
        and any(view.tokens[c].feats.form == "inf" for c in view.children[match.trigger])
    ):
        return None  # «солярку обещает отпустить завод»: what is promised is told by its own verb
    if match.form == "infinitive" and match.rule in WORKING and _is_purpose(match, view):
        return None
    draft = start_draft(match, state)
    draft.columns["status"] = status if status != match.status else draft.columns["status"]
    if recipients.requested(told) is not None:
        draft.columns["status"] = "denied" if draft.columns["status"] == "denied" else "proposed"
    chosen = sides(told)
    if (side := chosen.cuts()) is not None:
        goods = _without_owner(goods, side, view, text)
    draft.columns.update(kind="other" if told.kind == "supply" and _is_aid(view) else told.kind, span=whole, sides_by=chosen.why())
    draft.columns["suppliers"] = resolve(chosen.of("suppliers"), draft, state)
    draft.columns["customers"] = resolve(bodies_first(chosen.of("customers"), view), draft, state)
    for role, other in (("suppliers", "customers"), ("customers", "suppliers")) if match.rule != "contracts.refuse" else ():
        draft.columns[role] = told_apart(draft.columns[role], draft.columns[other], chosen.of(role), state)
    if not draft.columns["customers"] and (body := _other_body(chosen.of("customers"), draft, state)) is not None:
        draft.columns["customers"] = resolve([body], draft, state)
    if match.rule == "contracts.refuse":  # «переговоры с Konya прерваны: инвестор отказался»
        known = {p.entity_id for p in draft.columns["suppliers"]}
        draft.columns["customers"] = tuple(p for p in draft.columns["customers"] if p.entity_id not in known)
    if told.neutral and not draft.columns["suppliers"] and not draft.columns["customers"]:
        two_sides(draft, match, state, told.made_in)
    if match.rule == "contracts.sign":
        put_place(draft, view, match.trigger)
    papers = match.slots.get("document", ())
    draft.columns["several"] = bool(papers) and (papers[0].mention.number == "plur" or papers[0].mention.counted)
    if goods is not None:
        draft.columns.update(
            goods=goods.text if any(map(str.isalpha, goods.text)) else None,
            goods_head=goods.head,
            vague_goods=goods.vague,
            goods_span=(goods.first, goods.last),
        )
        quantity = goods.quantity or (trailing(view, match.trigger) if match.form == "active" and goods.last <= match.trigger else None)
        if quantity is not None and quantity.unit not in SIZES:
            draft.columns.update(quantity=float(quantity.value), unit=quantity.unit, bound=quantity.bound)
    return draft


def _other_body(meant: list[Filler], draft: Draft, state: Discourse) -> Filler | None:
    """«подписал с турецкой Assan соглашение, по которому отпустит / ей чушки»: whom a pronoun means, where the supplier cannot be meant."""
    if len(meant) != 1 or meant[0].mention.lemma not in PRONOUNS or not draft.columns["suppliers"]:
        return None
    view = state.views[draft.match.sentence]
    taken = {p.start for p in draft.columns["suppliers"]}
    near = (m for m in reversed(view.mentions) if m.last <= meant[0].mention.first and m.type == "organization" and not m.bare and m.case != "nom")
    found = next((m for m in near if m.start not in taken), None)
    if found is None and view.index and state.views[view.index - 1].sentence.block != "title":  # «Vinatrade довольна. Челябинцы отправят / ей бульдозеры»
        names = {p.name for p in draft.columns["suppliers"]}
        before = (m for m in state.views[view.index - 1].mentions if m.type == "organization" and not m.bare and m.parent is None and not m.prep)
        found = next((m for m in before if m.may_be("nom") and m.name not in names), None)
    return Filler(found, "discourse") if found is not None else None


def _is_private(match: Match, view: View) -> bool:
    """«Житель Читы приобрёл телефон», «фермер купил саженцы»: one person's shopping is nobody's deal."""
    if match.form != "active" or any(f.found != "discourse" and key(f.mention.lemma) not in PRIVATE for f in match.slots.get("customers", ())):
        return False
    acting = (m for m in view.mentions if not m.prep and m.parent is None and view.governor(m) == match.trigger and m.may_be("nom"))
    return any(
        view.tokens[m.head].rel.startswith("nsubj") and (m.type == "person" or key(m.lemma) in PRIVATE) and (m.number == "sing" or key(m.lemma) in PRIVATE)
        for m in acting
    )


def _is_purpose(match: Match, view: View) -> bool:
    """«Чтобы переоснастить цех, артель выпишет машины»: what a deal is for."""
    before = view.texts[max(0, match.trigger - 3) : match.trigger]
    return "чтобы" in before and "," not in before[before.index("чтобы") :]


WORKED = frozenset({"construction_act", "service_act"})
RENOVATION = ("contracts.build", "contracts.service")
RENEWING = {"обновить", "обновлять", "расширить", "расширять"}
SIZES = {"мм", "см"}  # «для колеи 1435 мм»: how broad a thing is
PROMISING = {"обещать", "пообещать"}
WORKING = {"contracts.service", "contracts.build", "contracts.erect", "contracts.undertake"}
PRIVATE = {"житель", "турист", "гражданин", "мужчина", "женщина", "пенсионер", "студент", "жительница", "горожанин", "водитель", "коллекционер", "болельщик"}


def _is_aid(view: View) -> bool:
    """«в качестве гуманитарной помощи», «безвозмездно»: given, not sold."""
    return bool({"гуманитарный", "безвозмездно", "безвозмездный"} & set(view.lemmas)) or ("дар" in view.lemmas)


def _without_owner(goods: Goods | None, owner: Mention, view: View, text: str) -> Goods | None:
    """«завод концерна «Вебер» → «завод»."""
    if goods is None or not goods.first < owner.first < goods.last or goods.text == "":
        return goods
    act = next((i for i in range(goods.first, owner.first) if view.tokens[i].pos == "NOUN"), None)  # «строительство завода / концерна»
    head = (
        act
        if act is not None and WORKED & classes_of(view.lemmas[act])
        else next((i for i in range(goods.first, owner.first) if view.lemmas[i] == goods.head), None)
    )
    item = goods.quantity.item_start if goods.quantity is not None else None
    first = goods.first if item is None else max(goods.first, view.token_at(item))
    return goods if head is None else replace(goods, text=phrase_name(view, text, min(first, head), owner.first, head), last=owner.first)


EXTRACTOR: Extractor = Extractor(drafts, GUARDS, second_look)
