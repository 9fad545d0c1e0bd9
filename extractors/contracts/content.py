"""Content: what a deal does (supply, purchase, service, construction), with which goods, and the words that tell it.

A paper («контракт на поставку насосов») has the content of the noun behind it, a verb that of its object.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.contracts.goods import BOUNDS, Goods, goods_of
from extractors.contracts.lists import listed
from extractors.contracts.loan_words import loan_of, whole_loan
from extractors.contracts.projects import meant, project_behind
from extractors.contracts.status import antecedent
from extractors.lexicon import classes_of, key
from extractors.phrases.words import POSSESSIVES
from extractors.view import View
from schemas.match import Filler, Match, Mention
from schemas.values import Quantity

ACTS = {"supply_act": "supply", "purchase_act": "purchase", "service_act": "service", "construction_act": "construction"}
SIDES = ("organization", "government", "place", "group")
GIVING_NOUNS = {"поставка", "продажа", "передача", "отгрузка", "отправка", "предоставление", "вручение", "реализация", "дарение"}
TOLD_AFTER = {"contracts.agree", "contracts.supplier_role", "contracts.chosen", "contracts.sign", "contracts.get_order", "contracts.win", "contracts.prevail"}
PLANS = {"план", "идея", "проект", "намерение", "замысел", "затея"}
MAKING = {"производство", "выпуск", "сборка", "изготовление", "пошив"}
MADE = frozenset({"изготовить", "произвести", "собрать", "выпустить", "построить", "сделать"})
PROVIDING = {"предмет", "предусмотреть", "предусматривать", "предусматриваться", "предполагать", "касаться", "включать"}


def content(match: Match, view: View, text: str) -> tuple[str, Goods | None, tuple[int, int]]:
    """The act (supply, purchase, service, construction, investment), the goods, and the tokens that tell them."""
    act = match.set.get("act", "supply")
    noun = act_mention(match, view)
    fillers = [f for slot in ("goods", "plant") for f in match.slots.get(slot, ()) if not ("role" in match.slots and "tender" in classes_of(f.mention.lemma))]
    if noun is not None:
        act = next((ACTS[c] for c in sorted(classes_of(noun.lemma)) if c in ACTS), act)
        fillers = fillers or act_goods(noun, view)
    elif match.rule == "contracts.loan":
        return act, loan_of(match.trigger, view), whole_loan(match.trigger, view)
    elif match.rule in TOLD_AFTER and not fillers:
        fillers = told_after(match.trigger, view)
    elif match.rule == "contracts.bidder" and not fillers:
        act, fillers = _put_out(view)
    elif match.rule == "contracts.refuse":
        things = [f for f in match.slots["dropped"] if not {"contract_noun", "tender"} & classes_of(f.mention.lemma) and not _is_mere_plan(f.mention)]
        act = (
            "purchase" if any({"loan", "ware", "container"} & classes_of(f.mention.lemma) for f in things) or _own_tender(match) else act
        )  # «отказались от кредита»
        fillers = meant(things, view) or fillers
    elif match.rule in ("contracts.undertake", "contracts.entrust", "contracts.fund", "contracts.keen") and not fillers:
        fillers = meant(match.slots["act"], view)  # «реализует инвестиционный проект», «дноуглубительные работы»
        act = "service" if {"works", "commission"} & classes_of(fillers[0].mention.lemma) else "investment"
    if act == "deal":
        act = "supply"
    named = [f for slot in ("document", "dropped", "tender", "role") for f in match.slots.get(slot, ())]
    spans = [(f.mention.first, f.mention.last) for f in (*fillers, *named)] + ([(noun.first, noun.last)] if noun else []) + [(match.trigger, match.trigger + 1)]
    whole = gap_of(match) or (min(a for a, _ in spans), max(b for _, b in spans))
    if not fillers and noun is not None and act in ("service", "construction") and match.rule in ("contracts.undertake", "contracts.entrust", "contracts.keen"):
        return act, Goods(noun.name, key(noun.lemma), False, None, noun.first, noun.last), whole  # «взял на себя техническое обслуживание»
    if not fillers and (thing := _of_role(match, view)) is not None:
        return act, thing, whole
    if not fillers:
        theirs = noun is not None and noun.first > 0 and view.tokens[noun.first].text.lower() in POSSESSIVES
        return act, Goods("", "", True, None, *whole) if theirs else None, whole
    if key(fillers[0].mention.lemma) == "который" and (before := antecedent(fillers[0].mention, view)) is not None:
        fillers = [Filler(before, "shared")]  # «скамейки, которые хотел купить»
    goods = goods_of(fillers, view, text)
    if noun is not None and act in ("service", "construction") and noun.first <= goods.first:
        goods = Goods(noun.name if goods.first < noun.last else goods.text, goods.head, False, goods.quantity, noun.first, goods.last)
    if "gap" in match.set:
        return act, goods if match.set["goods"] == "new" else replace(goods, quantity=None), whole
    return act, goods, (min(whole[0], goods.first), max(whole[1], goods.last))


def _is_mere_plan(mention: Mention) -> bool:
    """«от этих планов», «от проекта»: what was planned is told before."""
    return key(mention.lemma) in PLANS and mention.last - mention.head == 1


def _of_role(match: Match, view: View) -> Goods | None:
    """«генподрядчиком / станции», taken for one name: the one word behind the role is what is built."""
    role = next((f.mention for f in match.slots.get("role", ())), None)
    if role is None or role.last - role.head != 2 or "structure" not in classes_of(view.lemmas[role.head + 1]):
        return None
    return Goods(view.lemmas[role.head + 1], key(view.lemmas[role.head + 1]), False, None, role.head + 1, role.last)


def _put_out(view: View) -> tuple[str, list[Filler]]:
    """«аукцион на покупку / 30 автобусов», «тендер на / пять насосов»: what a tender of the sentence is for."""
    at = next((m.head for m in view.mentions if "tender" in classes_of(m.lemma)), None)
    found = next((m for m in view.mentions if at is not None and at < m.first <= at + 4 and m.prep in ("на", "по")), None)
    if found is None:
        return "supply", []
    if not _is_act(found, view):
        return "supply", [Filler(found, "clause")]
    act = next((ACTS[c] for c in sorted(classes_of(found.lemma)) if c in ACTS), "supply")
    return "supply" if act == "purchase" else act, act_goods(found, view)


def _own_tender(match: Match) -> bool:
    """«От тендера на сотню машин мэрия отказалась»: a body that holds tenders gives up its own; «завод вышел из тендера» gives up a sale."""
    if "organizer" in match.slots or not any("tender" in classes_of(f.mention.lemma) for f in match.slots["dropped"]):
        return False
    return any(f.mention.type == "government" or "buyer" in classes_of(f.mention.lemma) for f in match.slots["actors"])


def gap_of(match: Match) -> tuple[int, int] | None:
    """The tokens of the clause without a verb that a match was read from, None for all others."""
    if "gap" not in match.set:
        return None
    first, last = match.set["gap"].split()
    return int(first), int(last)


def act_mention(match: Match, view: View) -> Mention | None:
    """The noun of supplying, buying or serving that a match speaks of: its slot, what was refused, or the trigger itself."""
    for slot in ("act", "aim", "dropped"):
        for filler in match.slots.get(slot, ()):
            found = filler.mention if _is_act(filler.mention, view) else _inner_act(filler.mention, view)
            if found is not None:
                return found
    if match.rule == "contracts.sign" and "goods" not in match.slots:
        after = match.slots["document"][0].mention.last
        after = next((i + 1 for i in range(after, len(view.tokens)) if key(view.tokens[i].lemma) == "предмет"), after)
        found = next((m for m in view.mentions if after < m.first <= after + 8 and _is_act(m, view) and view.verbs_between(after, m.head) <= 1), None)
        if found is not None and any(key(t.lemma) in PROVIDING for t in view.tokens[after - 1 : found.first]):
            return found  # «соглашение, которым предусмотрен сбыт до 12 тысяч тонн»
    if match.form == "noun":
        return next((m for m in view.mentions if m.head == match.trigger and _is_act(m, view)), None)
    return None


def _is_act(mention: Mention, view: View) -> bool:
    if project_behind(mention, view) is not None:
        return False
    if key(mention.lemma) in MAKING:  # «договорились о контрактном производстве»; «о производстве» by itself is a joint venture
        made = mention.prep == "на" and mention.number != "plur"  # «контракт на изготовление вагонов»
        return made or "контрактн" in mention.name.lower() or "заказ" in mention.name.lower()
    return bool(ACTS.keys() & classes_of(mention.lemma))


def _inner_act(mention: Mention, view: View) -> Mention | None:
    """«от контракта на поставку», «от участия в тендере на закупку»: the act behind the noun that was named."""
    return next(
        (
            m
            for m in view.mentions
            if m.first > mention.head and m.first - mention.last <= 5 and _is_act(m, view) and not view.verbs_between(mention.last, m.head)
        ),
        None,
    )


def act_goods(noun: Mention, view: View) -> list[Filler]:
    """«поставка шкафов», «поставку и монтаж 310 лифтов», «поставка в 2026 году полуприцепов»: what is supplied."""
    if (taker := recipient(noun, view)) is not None:
        behind = (m for m in view.mentions if taker.last <= m.first <= taker.last + 2 and m.parent is None and not view.is_value(m))
        first = next((m for m in behind if m.type in ("", "organization")), None)
        return [Filler(m, "clause") for m in listed(first, view)] if first is not None else []
    own = view.mentions.index(noun)
    joined = [m for m in view.mentions if m is noun or m.conjunct_of == own]
    for member in joined:
        inside = [m for m in view.mentions if m.parent == view.mentions.index(member) and m.case == "gen" and m.first > member.head]
        if inside:
            return [Filler(m, "child") for m in listed(inside[0], view)]
    last = joined[-1].last
    setting = next((m for m in view.mentions if m.parent is None and m.first == last + 1 and m.prep in ("в", "на") and m.type == "place"), None)
    if setting is not None:  # «строительство в Минской области завода»
        within = next((m for m in view.mentions if setting.head < m.first <= setting.last and not m.prep and m.case == "gen" and m.type != "place"), None)
        if within is not None and (within.parent is None or view.mentions[within.parent] is setting):
            return [Filler(within, "clause")]
        near = (m for m in view.mentions if m.parent is None and setting.last <= m.first <= setting.last + 2 and not m.type)
        counted = next((m for m in near if any(m.start <= q.start < m.stop and q.item_start is not None for q in view.quantities)), None)
        if counted is not None:  # «поставка в Казахстан / более тысячи вагонов»
            return [Filler(counted, "clause")]
    for m in view.mentions:
        if (  # noqa: SIM102
            m.parent is None
            and last <= m.first <= last + 5
            and not m.prep
            and (m.case == "gen" or ("gen" in m.cases and m.first == last))
            and not view.is_value(m)
        ):
            if view.verbs_between(last - 1, m.first) == 0 and m.type in ("", "organization"):
                return [Filler(n, "clause") for n in listed(m, view)]
    return []


def recipient(noun: Mention, view: View) -> Mention | None:
    """«поставка / Индии / 29 истребителей»: who stands in the dative between a noun of giving and what is given."""
    if key(noun.lemma) not in GIVING_NOUNS:
        return None
    own = view.mentions.index(noun)
    for m in view.mentions:
        if m.first != noun.head + 1 or m.prep or m.type not in SIDES or not m.may_be("dat") or m.parent not in (None, own):
            continue
        after = m.last
        while after < len(view.tokens) and view.tokens[after].text.lower() in BOUNDS:
            after += 1
        following = next(
            (
                g
                for g in view.mentions
                if m.last <= g.first <= after and not (g.prep and g.first == m.last) and g.type in ("", "organization") and not view.is_value(g)
            ),
            None,
        )
        if following is not None and (
            following.case == "gen" or following.counted or any(following.start <= q.start < following.stop for q in view.quantities)
        ):
            return m
    return None


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
    if not any(m.first == at + 1 for m in view.mentions):  # «победил в тендере: предстоит изготовить 4 тысячи батарей»
        counted = [m for m in view.mentions if at < m.first <= at + 5 and m.parent is None and any(m.start <= q.start < m.stop for q in view.quantities)]
        at = counted[0].first - 1 if counted else at
    found = (n for m in view.mentions if m.first == at + 1 and m.parent is None for n in listed(m, view))
    first = next((m for m in view.mentions if m.first == at + 1 and m.parent is None), None)
    return [Filler(m, "clause") for m in found if m is not first or any(m.start <= q.start < m.stop for q in view.quantities) or "ware" in classes_of(m.lemma)]


def origin_codes(goods: Goods | None, view: View) -> set[str]:
    """«белорусские автобусы», «транспорт белорусского производства»: the codes of where the goods are made."""
    if goods is None:
        return set()
    last = min(goods.last + 2, len(view.tokens)) - 1
    if goods.last < len(view.tokens) and view.tokens[goods.last].pos == "ADP":
        last = goods.last - 1  # «лифты / в российский регион»: where they go
    start, stop = view.tokens[goods.first].start, view.tokens[last].stop
    made = {code for p in view.places if p.form == "adjective" and start <= p.start < stop for code in (p.country, p.region) if code}
    source = None if made else source_of(goods, view)
    return made if source is None else {code for code in (source.country, source.region) if code}


def source_of(goods: Goods, view: View) -> Mention | None:
    """«235 тыс. тонн пшеницы / из России»: the place that the goods come from, told right behind them."""
    lands = [m for m in view.mentions if m.type == "place" and m.country and goods.last <= m.first <= goods.last + 4]
    made = (
        m for m in lands if m.prep in ("в", "на") and any(_is_made(i, view) for i in range(goods.last, m.first))
    )  # «тепловозы, изготовленные / в Казахстане»
    return next((m for m in lands if m.prep == "из" and m.first <= goods.last + 1), None) or next(made, None)


def _is_made(i: int, view: View) -> bool:
    return view.lemmas[i] in MADE and view.tokens[i].feats.form == "part" and view.tokens[i].feats.variant != "short"


def sources_of(goods: Goods, view: View) -> list[Mention]:
    """«муки / из Турции, Египта и Туниса»: all places of the list that the goods come from."""
    found = [first] if (first := source_of(goods, view)) is not None else []
    for member, before in view.listed if found else ():
        if any(before is m for m in found) and member.type == "place" and member.country:
            found.append(member)
    return found


def trailing(view: View, trigger: int) -> Quantity | None:
    """«клей поедет в Хошимин с августа, / 40 тонн в месяц», «возит муку, / по 20 тонн»: an amount at the end of the clause, of goods that stand before the verb."""
    for quantity in view.quantities:
        at = view.token_at(quantity.start)
        if at <= trigger or quantity.item_start is not None or quantity.unit not in WEIGHED:
            continue
        first = at
        while first > 0 and view.texts[first - 1] in BOUNDS:
            first -= 1
        last = view.token_at(quantity.stop - 1) + 1
        end = next((i for i in range(last, len(view.tokens)) if view.tokens[i].text in (",", ";", ".", "»")), len(view.tokens))
        closed = not any(t.pos == "VERB" for t in (*view.tokens[trigger + 1 : at], *view.tokens[last:end]))
        if view.tokens[first - 1].text in (",", "—", "–") and closed and not any(view.tokens[i].text in (";", ":") for i in range(trigger, at)):
            return quantity
    return None


WEIGHED = {"т", "кг", "ц", "л", "м3", "баррель", "TEU", "дал"}
