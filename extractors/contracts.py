"""Contracts: what goes from whom to whom, how much of it, for how much.

Frames find the acts; here a paper («контракт на поставку насосов») gets its content, sides their roles, sums their deal, and
what a later sentence leaves out is filled from the deal told before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from extractors.build import Draft, Extractor, start_draft
from extractors.contract_building import builders, kind_of
from extractors.contract_gaps import gapped
from extractors.contract_goods import FROM, Goods, goods_of, origin_of, phrase_name
from extractors.contract_guards import GUARDS
from extractors.contract_left_out import left_out
from extractors.contract_papers import join_papers
from extractors.contract_recipients import asked, buyer_within, destination, made_where, offering, recipient, relative_customer, reordered, sender, wishes
from extractors.contract_sides import NEUTRAL, adverbial, assign, bodies_first, complete, name_roles, resolve, two_sides
from extractors.contract_status import antecedent, settle
from extractors.contract_sums import attach_sums
from extractors.contract_worth import worthy
from extractors.discourse import Discourse
from extractors.lexicon import classes_of, key, members
from extractors.phrases import POSSESSIVES
from extractors.units import CLOSING, OPENING
from extractors.view import View
from schemas.match import Filler, Match, Mention

ACTS = {"supply_act": "supply", "purchase_act": "purchase", "service_act": "service", "construction_act": "construction"}
PRIORITY = {
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


def drafts(state: Discourse, matches: list[Match]) -> list[Draft]:
    """One draft per delivery or deal."""
    made: list[Draft] = []
    for _, group in groupby(left_out(matches, state.views), key=lambda m: m.sentence):
        made += join_papers(unite([draft for match in group if (draft := _draft(state, match)) is not None]))
    made.sort(key=lambda d: int(d.columns["trigger_start"]))
    for draft in made:
        adverbial(draft, state.views[draft.match.sentence], state, words=("отсюда", "оттуда"))
    name_roles(made, state)
    made = attach_sums(made, state)
    made = complete(headlines_last(made, state), state)
    for draft in made:
        adverbial(draft, state.views[draft.match.sentence], state, words=("туда", "здесь", "сюда"))
    made_where(made, state)
    made += gapped(made, state)
    made.sort(key=lambda d: int(d.columns["trigger_start"]))
    return [draft for draft in made if worthy(draft, state)]


def _draft(state: Discourse, match: Match) -> Draft | None:
    view = state.views[match.sentence]
    match = reordered(match, view)
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
    for filler in buying:
        named = antecedent(filler.mention, view) if key(filler.mention.lemma) == "который" else None
        supplying = [f for f in supplying if f.mention is not named]  # «девелопер, для которого предстоит изготовить»
    if (taker := _taker(match, act, goods, view)) is not None:
        buying = buying or [Filler(taker, "child")]
        supplying = [f for f in supplying if f.mention is not taker]
    if not supplying and act == "supply" and (noun := act_mention(match, view)) is not None and (giver := sender(noun, view)) is not None:
        supplying = [Filler(giver, "child")]
    if act == "purchase" and not supplying and buying and (seller := offering(match, view)) is not None:
        supplying = [Filler(seller, "clause")]
    if wishes(match, act, origin_codes(goods, view), view):
        supplying, buying = [], supplying
    if act == "supply" and not buying and match.form in ("noun", "infinitive") and (request := asked(match, view)) is not None:
        supplying, buying = ([Filler(m, "clause")] if m is not None else [] for m in (request[1], request[0]))
        draft.columns["status"] = "denied" if draft.columns["status"] == "denied" else "proposed"
    if match.rule in ("contracts.build", "contracts.appear"):
        supplying = list(builders(match, view))
        goods = _without_owner(goods, supplying[0].mention, view, state.document.article.text) if supplying and "owner" in match.slots else goods
    if "organizer" in match.slots:
        buying = buying or list(match.slots.get("organizer", ()))
    if not supplying and goods is not None and act in ("supply", "purchase") and match.set.get("kind") != "other":
        supplying = _makers(goods, view, state.document.article.text)
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
    found = recipient(noun, view) if noun is not None else None
    found = found or (buyer_within(goods, match, view) if goods is not None else None)
    return found or relative_customer(match, view) or destination(match, view)


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
    return goods if head is None else replace(goods, text=phrase_name(view, text, goods.first, owner.first, head), last=owner.first)


def origin_codes(goods: Goods | None, view: View) -> set[str]:
    """«белорусские автобусы», «транспорт белорусского производства»: the codes of where the goods are made."""
    if goods is None:
        return set()
    last = min(goods.last + 2, len(view.tokens)) - 1
    start, stop = view.tokens[goods.first].start, view.tokens[last].stop
    return {code for p in view.places if p.form == "adjective" and start <= p.start < stop for code in (p.country, p.region) if code}


def content(match: Match, view: View, text: str) -> tuple[str, Goods | None, tuple[int, int]]:
    """The act (supply, purchase, service, construction, investment), the goods, and the tokens that tell them."""
    act = match.set.get("act", "supply")
    noun = act_mention(match, view)
    fillers = [f for f in match.slots.get("goods", ()) if not ("role" in match.slots and "tender" in classes_of(f.mention.lemma))]
    if noun is not None:
        act = next((ACTS[c] for c in sorted(classes_of(noun.lemma)) if c in ACTS), act)
        fillers = fillers or act_goods(noun, view)
    elif match.rule in ("contracts.agree", "contracts.supplier_role", "contracts.chosen") and not fillers:
        fillers = told_after(match.trigger, view)
    elif match.rule == "contracts.refuse":
        fillers = [f for f in match.slots["dropped"] if not {"contract_noun", "tender"} & classes_of(f.mention.lemma)]
        act = "purchase" if any("loan" in classes_of(f.mention.lemma) for f in fillers) else act  # «отказались от кредита»
    elif match.rule in ("contracts.undertake", "contracts.fund") and not fillers:
        fillers = list(match.slots["act"])  # «реализует инвестиционный проект»
    if act == "deal":
        act = "supply"
    named = [f for slot in ("document", "dropped", "tender", "role") for f in match.slots.get(slot, ())]
    spans = (
        [(f.mention.first, f.mention.last) for f in (*fillers, *named)]
        + ([(noun.first, noun.last)] if noun else [])
        + ([] if "gap" in match.set else [(match.trigger, match.trigger + 1)])
    )
    whole = min(a for a, _ in spans), max(b for _, b in spans)
    if not fillers:
        theirs = noun is not None and noun.first > 0 and view.tokens[noun.first].text.lower() in POSSESSIVES
        return act, Goods("", "", True, None, *whole) if theirs else None, whole
    if key(fillers[0].mention.lemma) == "который" and (meant := antecedent(fillers[0].mention, view)) is not None:
        fillers = [Filler(meant, "shared")]  # «скамейки, которые хотел купить»
    goods = goods_of(fillers, view, text)
    if noun is not None and act in ("service", "construction") and noun.first <= goods.first:
        goods = Goods(noun.name if goods.first < noun.last else goods.text, goods.head, False, goods.quantity, noun.first, goods.last)
    return act, goods, (min(whole[0], goods.first), max(whole[1], goods.last))


def act_mention(match: Match, view: View) -> Mention | None:
    """The noun of supplying, buying or serving that a match speaks of: its slot, what was refused, or the trigger itself."""
    for slot in ("act", "aim", "dropped"):
        for filler in match.slots.get(slot, ()):
            found = filler.mention if _is_act(filler.mention) else _inner_act(filler.mention, view)
            if found is not None:
                return found
    if match.rule == "contracts.sign" and "goods" not in match.slots:
        after = match.slots["document"][0].mention.last
        after = next((i + 1 for i in range(after, len(view.tokens)) if key(view.tokens[i].lemma) == "предмет"), after)
        found = next((m for m in view.mentions if after < m.first <= after + 8 and _is_act(m) and view.verbs_between(after, m.head) <= 1), None)
        if found is not None and any(key(t.lemma) in PROVIDING for t in view.tokens[after - 1 : found.first]):
            return found  # «соглашение, которым предусмотрен сбыт до 12 тысяч тонн»
    if match.form == "noun":
        return next((m for m in view.mentions if m.head == match.trigger and _is_act(m)), None)
    return None


MAKING = {"производство", "выпуск", "сборка", "изготовление", "пошив"}
PROVIDING = {"предмет", "предусмотреть", "предусматривать", "предусматриваться", "предполагать", "касаться", "включать"}


def _is_act(mention: Mention) -> bool:
    if key(mention.lemma) in MAKING:  # «договорились о контрактном производстве»; «о производстве» by itself is a joint venture
        return "контрактн" in mention.name.lower() or "заказ" in mention.name.lower()
    return bool(ACTS.keys() & classes_of(mention.lemma))


def _inner_act(mention: Mention, view: View) -> Mention | None:
    """«от контракта на поставку», «от участия в тендере на закупку»: the act behind the noun that was named."""
    return next(
        (m for m in view.mentions if m.first > mention.head and m.first - mention.last <= 5 and _is_act(m) and not view.verbs_between(mention.last, m.head)),
        None,
    )


def act_goods(noun: Mention, view: View) -> list[Filler]:
    """«поставка шкафов», «поставку и монтаж 310 лифтов», «поставка в 2026 году полуприцепов»: what is supplied."""
    if (taker := recipient(noun, view)) is not None:
        behind = (m for m in view.mentions if taker.last <= m.first <= taker.last + 2 and m.parent is None and not view.is_value(m))
        return [Filler(m, "clause") for m in behind if m.type in ("", "organization")][:1]
    own = view.mentions.index(noun)
    joined = [m for m in view.mentions if m is noun or m.conjunct_of == own]
    for member in joined:
        inside = [m for m in view.mentions if m.parent == view.mentions.index(member) and m.case == "gen" and m.first > member.head]
        if inside:
            return [Filler(inside[0], "child")]
    last = joined[-1].last
    setting = next((m for m in view.mentions if m.parent is None and m.first == last + 1 and m.prep in ("в", "на") and m.type == "place"), None)
    if setting is not None:  # «строительство в Минской области завода»
        within = next((m for m in view.mentions if setting.head < m.first <= setting.last and not m.prep and m.case == "gen" and m.type != "place"), None)
        if within is not None and (within.parent is None or view.mentions[within.parent] is setting):
            return [Filler(within, "clause")]
    for m in view.mentions:
        if (  # noqa: SIM102
            m.parent is None
            and last <= m.first <= last + 5
            and not m.prep
            and (m.case == "gen" or ("gen" in m.cases and m.first == last))
            and not view.is_value(m)
        ):
            if view.verbs_between(last - 1, m.first) == 0 and m.type in ("", "organization"):
                return [Filler(m, "clause")]
    return []


def told_after(trigger: int, view: View) -> list[Filler]:
    """«сторговался с сетью: 520 тонн сахара», «— 15 000 катушек»: what was agreed stands behind a colon or a dash."""
    at = next((i for i in range(trigger, len(view.tokens)) if view.tokens[i].text in (":", "—", "–")), None)
    if at is None:
        return []
    if any(
        view.lemmas[i] in ("купить", "закупить", "поставить", "получить", "отгрузить", "взять", "приобрести")
        for i in range(at + 1, min(at + 4, len(view.tokens)))
    ):
        at = next(i for i in range(at + 1, at + 4) if view.tokens[i].pos == "VERB")  # «договорился с бразильцами: те купят 60 тыс. тонн»
    return [Filler(m, "clause") for m in view.mentions if m.first == at + 1 and m.parent is None and any(m.start <= q.start < m.stop for q in view.quantities)]


def _makers(goods: Goods, view: View, text: str) -> list[Filler]:
    """«40 автобусов МАЗ», «троллейбусы «Уфимского завода», «комбайны, собранные на «Гомсельмаше»: the maker within the goods or behind them."""
    produced = _produced_by(goods, view, text)
    if produced is not None:
        return [Filler(produced, "subtree")]
    quoted = _quoted_maker(goods, view, text)
    if quoted is not None:
        return [Filler(quoted, "subtree")]
    for m in view.mentions:
        if (
            m.prep in FROM
            and goods.first < m.first <= goods.last + 3
            and m.last <= goods.last + 4
            and m.parent is not None
            and origin_of(view.mentions[m.parent], view) is m
        ):
            return [Filler(m, "subtree")]
        inside = (goods.first < m.first and m.last <= goods.last) or (m.first == goods.last and not m.prep)
        behind = m.prep in ("на", "в") and goods.last <= m.first <= goods.last + 5 and any(key(t.lemma) in MADE for t in view.tokens[goods.last : m.first])
        if (inside or behind) and _is_maker(m):
            return [Filler(m, "subtree")]
    return []


def _produced_by(goods: Goods, view: View, text: str) -> Mention | None:
    """«самолёты производства Airbus Group», «комбайны производства завода «Гомсельмаш»: whoever stands behind «производства»."""
    tokens = view.tokens
    at = next((i for i in range(goods.first, min(goods.last + 2, len(tokens))) if tokens[i].text.lower() == "производства"), None)
    if at is None or at + 1 >= len(tokens):
        return None
    named = next((m for m in view.mentions if m.first == at + 1 and not m.prep and m.type in ("organization", "place")), None)
    if named is not None:
        return named
    if tokens[at + 1].text in OPENING and at + 3 < len(tokens) and tokens[at + 3].text in CLOSING:  # «производства «Метровагонмаша»
        word = tokens[at + 2]
        name = word.text[:-1] if word.text.lower() == word.lemma.lower() + "а" else word.text
        return Mention(
            view.index,
            at + 1,
            at + 4,
            at + 2,
            tokens[at + 1].start,
            tokens[at + 3].stop,
            "gen",
            "sing",
            type="organization",
            name=f"«{name}»",
            lemma=key(word.lemma),
        )
    last = at + 1
    while last < len(tokens) and tokens[last].text.isascii() and tokens[last].text[:1].isupper():
        last += 1
    if last == at + 1:
        return None
    name = text[tokens[at + 1].start : tokens[last - 1].stop]
    head = at + 1
    return Mention(
        view.index,
        head,
        last,
        head,
        tokens[head].start,
        tokens[last - 1].stop,
        "gen",
        "sing",
        type="organization",
        name=name,
        lemma=key(tokens[head].lemma),
        cases=("gen",),
    )


def _quoted_maker(goods: Goods, view: View, text: str) -> Mention | None:
    """A name in quotes in the genitive, or one that holds «завода»: «косилки «Бобруйскагромаша»; «тракторы «Беларус» is a brand."""
    tokens = view.tokens
    opening = next((i for i in range(goods.first, min(goods.last + 1, len(tokens))) if tokens[i].text in OPENING), None)
    if opening is None:
        return None
    closing = next((i for i in range(opening + 1, min(opening + 10, len(tokens))) if tokens[i].text in CLOSING), None)
    if closing is None or closing == opening + 1:
        return None
    head = next((i for i in range(opening + 1, closing) if tokens[i].pos in ("NOUN", "PROPN")), opening + 1)
    if tokens[head].feats.case != "gen" or tokens[head].text.isascii():
        return None
    name = phrase_name(view, text, opening + 1, closing, head)
    start, stop = tokens[opening + 1].start, tokens[closing - 1].stop
    return Mention(
        view.index, opening + 1, closing, head, start, stop, "gen", "sing", type="organization", name=name, lemma=key(tokens[head].lemma), cases=("gen",)
    )


def _is_maker(m: Mention) -> bool:
    if m.name.isupper() and m.name.isalpha() and len(m.name) > 2 and m.name not in NO_MAKERS:
        return True
    return m.type == "organization" and ("«" in m.name or "maker" in classes_of(m.lemma))


NO_MAKERS = {"УЗИ", "МРТ", "ИВЛ", "ЭКГ", "ПЦР", "ЖКХ", "МЧС", "ГСМ", "СИЗ", "ПВХ", "СПГ", "КПГ", "ДСП", "ЛДСП", "МДФ", "ЭКО", "ФАП", "ГЛОНАСС"}
MADE = {"собрать", "произвести", "изготовить", "выпустить", "сделать", "построить", "выпускать", "собирать"}


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
        twin = next((k for k in kept if _overlap(k.columns["span"], draft.columns["span"]) or _same_sides(k, draft)), None)
        if twin is None:
            kept.append(draft)
        else:
            _absorb(twin, draft)
    return kept


def _same_sides(a: Draft, b: Draft) -> bool:
    """«доставили груз в порт, откуда доставили мясо»: both sides the same and no two numbers."""
    if a.columns["status"] == b.columns["status"] == "denied" and not (a.columns.get("goods") and b.columns.get("goods")):
        ours, theirs = ({p.entity_id for s in ("suppliers", "customers") for p in d.columns[s]} for d in (a, b))
        return bool(ours & theirs)  # «проиграл тендер и от участия отказался»
    both = all(a.columns[s] and {p.entity_id for p in a.columns[s]} == {p.entity_id for p in b.columns[s]} for s in ("suppliers", "customers"))
    return both and not (a.columns.get("quantity") and b.columns.get("quantity")) and a.columns["status"] == b.columns["status"]


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
    kept.columns["span"] = min(kept.columns["span"][0], other.columns["span"][0]), max(kept.columns["span"][1], other.columns["span"][1])
    kept.found |= other.found


def headlines_last(found: Sequence[Draft], state: Discourse) -> list[Draft]:
    """A headline's deal is told again in the body: it stays only where the body has no such deal."""
    body = [d for d in found if not is_headline(state.views[d.match.sentence])]
    return [d for d in found if d in body or not any(retold(d, other) for other in body)]


def is_headline(view: View) -> bool:
    """A title, or a line under it that ends without a full stop."""
    return view.sentence.block == "title" or (view.sentence.block == "lead" and view.tokens[-1].text not in (".", "!", "?", "…"))


def retold(title: Draft, other: Draft) -> bool:
    """Whether the body's deal is the headline's: the same goods, or none in the headline and a side in common."""
    if (title.columns["status"] == "denied") != (other.columns["status"] == "denied"):
        return False
    if (
        title.columns.get("goods_head")
        and not title.columns.get("vague_goods")
        and (title.columns.get("quantity") or title.match.rule not in ("contracts.arrive", "contracts.expect", "contracts.on_sale"))
    ):
        return bool(title.columns["goods_head"] == other.columns.get("goods_head"))
    sides = [[p for s in ("suppliers", "customers") for p in d.columns.get(s) or ()] for d in (title, other)]
    return any(p.entity_id == q.entity_id or (p.country and p.country == q.country) for p in sides[0] for q in sides[1])


EXTRACTOR = Extractor(drafts, GUARDS)
