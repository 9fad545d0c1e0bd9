"""Contracts: what goes from whom to whom, how much of it, for how much.

Frames find the acts; here a paper («контракт на поставку насосов») gets its content, sides their roles, sums their deal, and
what a later sentence leaves out is filled from the deal told before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from extractors.build import Draft, Extractor, start_draft
from extractors.contract_goods import Goods, goods_of
from extractors.contract_guards import GUARDS, worthy
from extractors.contract_papers import join_papers
from extractors.contract_sides import NEUTRAL, adverbial, assign, bodies_first, complete, name_roles, resolve
from extractors.contract_sums import attach_sums
from extractors.discourse import Discourse
from extractors.lexicon import classes_of, key, members
from extractors.phrases import POSSESSIVES
from extractors.view import View
from schemas.match import Filler, Match, Mention

ACTS = {"supply_act": "supply", "purchase_act": "purchase", "service_act": "service", "construction_act": "construction"}
PRIORITY = {"contracts.sign": 0, "contracts.agree": 0, "contracts.get_order": 0, "contracts.place_order": 0, "contracts.win": 0, "contracts.refuse": 0}
NOUN_RULES = 2


def drafts(state: Discourse, matches: list[Match]) -> list[Draft]:
    """One draft per delivery or deal."""
    made: list[Draft] = []
    for _, group in groupby(matches, key=lambda m: m.sentence):
        made += join_papers(unite([draft for match in group if (draft := _draft(state, match)) is not None]))
    made.sort(key=lambda d: int(d.columns["trigger_start"]))
    name_roles(made, state)
    made = attach_sums(made, state)
    made = complete(made, state)
    return [draft for draft in headlines_last(made, state) if worthy(draft, state)]


def _draft(state: Discourse, match: Match) -> Draft | None:
    view = state.views[match.sentence]
    draft = start_draft(match, state)
    act, goods, whole = content(match, view, state.document.article.text)
    neutral = match.set.get("act") == "deal" and match.rule != "contracts.refuse" or _negotiated(match, view)
    supplying, buying = assign(match, act, neutral=neutral)
    if match.rule == "contracts.win":
        buying = buying or list(match.slots.get("organizer", ()))
    if not supplying and goods is not None:
        supplying = _makers(goods, view)
    kind = match.set.get("kind") or act
    draft.columns.update(kind=kind, suppliers=resolve(supplying, draft, state), customers=resolve(bodies_first(buying, view), draft, state), span=whole)
    adverbial(draft, view, state)
    if _talks(match, view) and draft.columns["status"] != "planned":
        if draft.columns["status"] == "denied":
            return None  # «переговоров о закупке не вёл»: talks that were not held are no deal
        draft.columns["status"] = "proposed"
    if goods is not None:
        draft.columns.update(goods=goods.text or None, goods_head=goods.head, vague_goods=goods.vague)
        if goods.quantity is not None:
            draft.columns.update(quantity=float(goods.quantity.value), unit=goods.quantity.unit, bound=goods.quantity.bound)
    return draft


def content(match: Match, view: View, text: str) -> tuple[str, Goods | None, tuple[int, int]]:
    """The act (supply, purchase, service, construction, investment), the goods, and the tokens that tell them."""
    act = match.set.get("act", "supply")
    noun = act_mention(match, view)
    fillers = list(match.slots.get("goods", ()))
    if noun is not None:
        act = next((ACTS[c] for c in sorted(classes_of(noun.lemma)) if c in ACTS), act)
        fillers = fillers or act_goods(noun, view)
    elif match.rule == "contracts.refuse":
        fillers = [f for f in match.slots["dropped"] if not {"contract_noun", "tender"} & classes_of(f.mention.lemma)]
    if act == "deal":
        act = "supply"
    spans = [(f.mention.first, f.mention.last) for f in fillers] + ([(noun.first, noun.last)] if noun else []) + [(match.trigger, match.trigger + 1)]
    whole = min(a for a, _ in spans), max(b for _, b in spans)
    if not fillers:
        theirs = noun is not None and noun.first > 0 and view.tokens[noun.first].text.lower() in POSSESSIVES
        return act, Goods("", "", True, None, *whole) if theirs else None, whole
    goods = goods_of(fillers, view, text)
    if noun is not None and act in ("service", "construction") and noun.first <= goods.first:
        goods = Goods(noun.name, goods.head, False, goods.quantity, noun.first, goods.last)
    return act, goods, (min(whole[0], goods.first), max(whole[1], goods.last))


def act_mention(match: Match, view: View) -> Mention | None:
    """The noun of supplying, buying or serving that a match speaks of: its slot, what was refused, or the trigger itself."""
    for slot in ("act", "dropped"):
        for filler in match.slots.get(slot, ()):
            found = filler.mention if _is_act(filler.mention) else _inner_act(filler.mention, view)
            if found is not None:
                return found
    if match.form == "noun":
        return next((m for m in view.mentions if m.head == match.trigger and _is_act(m)), None)
    return None


def _is_act(mention: Mention) -> bool:
    return bool(ACTS.keys() & classes_of(mention.lemma))


def _inner_act(mention: Mention, view: View) -> Mention | None:
    """«от контракта на поставку», «от участия в тендере на закупку»: the act behind the noun that was named."""
    return next((m for m in view.mentions if m.first >= mention.last and m.first - mention.last <= 5 and _is_act(m) and not view.verbs_between(mention.last, m.head)), None)


def act_goods(noun: Mention, view: View) -> list[Filler]:
    """«поставка шкафов», «поставку и монтаж 310 лифтов», «поставка в 2026 году полуприцепов»: what is supplied."""
    own = view.mentions.index(noun)
    joined = [m for m in view.mentions if m is noun or m.conjunct_of == own]
    for member in joined:
        inside = [m for m in view.mentions if m.parent == view.mentions.index(member) and m.case == "gen" and m.first > member.head]
        if inside:
            return [Filler(inside[0], "child")]
    last = joined[-1].last
    for m in view.mentions:
        if m.parent is None and last <= m.first <= last + 5 and not m.prep and (m.case == "gen" or ("gen" in m.cases and m.first == last)) and not view.is_value(m):
            if view.verbs_between(last - 1, m.first) == 0 and m.type in ("", "organization"):
                return [Filler(m, "clause")]
    return []


def _makers(goods: Goods, view: View) -> list[Filler]:
    """«40 автобусов МАЗ», «комбайны, собранные на «Гомсельмаше»: the maker named within the goods or right behind them."""
    for m in view.mentions:
        inside = goods.first < m.first and m.last <= goods.last
        behind = m.prep in ("на", "в") and goods.last <= m.first <= goods.last + 5 and any(key(t.lemma) in MADE for t in view.tokens[goods.last : m.first])
        if (inside or behind) and _is_maker(m):
            return [Filler(m, "subtree")]
    return []


def _is_maker(m: Mention) -> bool:
    if m.name.isupper() and m.name.isalpha() and len(m.name) > 2:
        return True
    return m.type == "organization" and ("«" in m.name or "maker" in classes_of(m.lemma))


MADE = {"собрать", "произвести", "изготовить", "выпустить", "сделать", "построить", "выпускать", "собирать"}


def _talks(match: Match, view: View) -> bool:
    """«ведутся переговоры о поставке», «обсуждают закупку», «вопрос поставки»: nothing is settled yet."""
    if match.form != "noun":
        return False
    near = [key(view.tokens[i].lemma) for i in view.ancestors(match.trigger)[:3]] + [key(t.lemma) for t in view.tokens[max(0, match.trigger - 6) : match.trigger]]
    return any(lemma in TALKS for lemma in near) and not any(lemma in ("заключить", "подписать") for lemma in near)


TALKS = {"переговоры", "обсуждать", "обсуждаться", "обсуждение", "прорабатывать", "прорабатываться", "переписываться", "вопрос"}


def _negotiated(match: Match, view: View) -> bool:
    """«обсудили поставку», «переговоры о закупке»: both sides talk, so the subject is not yet the supplier."""
    if match.form != "noun":
        return False
    found = view.ancestors(match.trigger)[:4]
    return any(key(view.tokens[i].lemma) in NEUTRAL or key(view.tokens[i].lemma) in members("contract_noun") for i in found)


def unite(found: Sequence[Draft]) -> list[Draft]:
    """Drafts of one sentence → those that tell different deals; two triggers of one deal («заключили контракт на поставку») give one."""
    kept: list[Draft] = []
    for draft in sorted(found, key=_rank):
        twin = next((k for k in kept if _overlap(k.columns["span"], draft.columns["span"])), None)
        if twin is None:
            kept.append(draft)
        else:
            _absorb(twin, draft)
    return kept


def _rank(draft: Draft) -> tuple[int, int, int]:
    rule = draft.match.rule
    order = PRIORITY.get(rule, NOUN_RULES if draft.match.form == "noun" else 1)
    return order, -len(draft.columns["suppliers"]) - len(draft.columns["customers"]), draft.match.trigger


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _absorb(kept: Draft, other: Draft) -> None:
    for name in ("suppliers", "customers", "goods", "goods_head", "quantity", "unit", "bound", "vague_goods"):
        if not kept.columns.get(name) and other.columns.get(name):
            kept.columns[name] = other.columns[name]
    kept.columns["span"] = min(kept.columns["span"][0], other.columns["span"][0]), max(kept.columns["span"][1], other.columns["span"][1])
    kept.found |= other.found


def headlines_last(found: Sequence[Draft], state: Discourse) -> list[Draft]:
    """A headline's deal is told again in the body: it stays only where the body has no such deal."""
    body = [d for d in found if state.views[d.match.sentence].sentence.block != "title"]
    return [d for d in found if state.views[d.match.sentence].sentence.block != "title" or not any(retold(d, other) for other in body)]


def retold(title: Draft, other: Draft) -> bool:
    """Whether the body's deal may be the headline's: goods, a side, or a country in common."""
    if (title.columns["status"] == "denied") != (other.columns["status"] == "denied"):
        return False
    if title.columns.get("goods_head") and title.columns.get("goods_head") == other.columns.get("goods_head"):
        return True
    sides = [[p for s in ("suppliers", "customers") for p in d.columns.get(s) or ()] for d in (title, other)]
    return any(p.entity_id == q.entity_id or (p.country and p.country == q.country) for p in sides[0] for q in sides[1])


EXTRACTOR = Extractor(drafts, GUARDS)
