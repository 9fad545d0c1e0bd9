"""Recipients that their marking hides, and sellers that only an adjective names.

«поставил ВВС Мьянмы шесть самолётов»: a name without cases behind a verb of giving is whom it was given to. «на поставку Индии
29 истребителей», «продажа 15 самолётов авиакомпании «Скай»: a dative between the act and the goods, or behind counted goods.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.contracts.clues import BESIDE, SAID, Clue, Telling, buys, supplies
from extractors.contracts.content import GIVING_NOUNS, SIDES, act_mention, recipient
from extractors.contracts.goods import Goods
from extractors.lexicon import classes_of, key
from extractors.phrases.words import PRONOUNS
from extractors.view import View
from schemas.match import Filler, Match, Mention

GIVING = {"contracts.supply", "contracts.send", "contracts.give", "contracts.promise"}
ENDING = GIVING | {"contracts.lend", "contracts.sell_stake"}


def by_request(t: Telling) -> Iterator[Clue]:
    """«Куба попросила Россию ускорить поставки»: who asks receives, who is asked gives."""
    if (request := requested(t)) is not None:
        who, whom = request
        yield from supplies([Filler(whom, "clause")] if whom is not None else [], SAID, "who is asked to deliver")
        yield from buys([Filler(who, "clause")] if who is not None else [], SAID, "who asks for the delivery")


def requested(t: Telling) -> tuple[Mention | None, Mention | None] | None:
    """(who asks, who is asked) for a delivery of which no buyer is told; None where nobody asks."""
    told = [f for slot in ("customers", "partners") for f in t.slot(slot) if f.mention.prep != "для" and (f.mention.case or not _is_asked(f.mention, t.view))]
    done = t.act == "supply" or (t.act in ("service", "construction") and t.match.form == "infinitive")
    if not done or t.match.form not in ("noun", "infinitive") or not all(f.mention.lemma in PRONOUNS for f in told):
        return None
    return asked(t.match, t.view)


def _is_asked(mention: Mention, view: View) -> bool:
    """«просит / «КамАЗ» ускорить передачу»: a name without cases behind the asking verb."""
    verb = view.governor(mention)
    return 0 <= verb < mention.first and view.lemmas[verb] in ASKING


def for_service(match: Match, view: View) -> bool:
    """«отдала в ремонт», «взял на обслуживание»: goods go to whoever works on them, and belong to the other."""
    if match.rule not in TAKEN | GIVEN:
        return False
    near = (m for m in view.mentions if m.prep in ("в", "на") and m.parent is None and ("service_act" in classes_of(m.lemma) or m.lemma == "док"))
    own = (m for m in near if "," not in view.texts[match.trigger : m.first])  # not «отдаст даром, расходы на перевозку берёт на себя Брест»
    return any(view.verbs_between(match.trigger, m.first) == 0 and abs(m.first - match.trigger) <= 8 for m in own)


def by_service(t: Telling) -> Iterator[Clue]:
    """Who takes for a repair works, who gives has it done."""
    if not for_service(t.match, t.view):
        return
    if t.match.rule in TAKEN:
        yield from supplies(t.slot("customers"), SAID, "who takes it for repair works on it")
        yield from buys(t.slot("suppliers") or t.slot("origin"), SAID, "from whom it is taken for repair")
    else:
        yield from supplies(t.slot("customers"), SAID, "to whom it is given for repair")
        yield from buys(t.slot("suppliers"), SAID, "who gives it for repair")


TAKEN = {"contracts.receive", "contracts.stake", "contracts.rent"}
GIVEN = {"contracts.give", "contracts.send", "contracts.supply"}


def by_possession(t: Telling) -> Iterator[Clue]:
    """«У холдинга есть намерение приобрести комбайны»: who has the wish is who acts."""
    if t.act in ("supply", "purchase") and (owner := possessor(t.match, t.view)) is not None:
        gets = t.act == "purchase" or _awaits(t)
        yield from (buys if gets else supplies)([Filler(owner, "shared")], SAID, "whose wish or plan it is")


def _awaits(t: Telling) -> bool:
    """«интерес Египта к поставкам муки»: who has an interest in what others deliver receives it."""
    above = {t.view.lemmas[i] for i in t.view.ancestors(t.match.trigger)[:2]}
    return t.match.form == "noun" and not above.isdisjoint(INTERESTS) and key(t.view.lemmas[t.match.trigger]) in ("поставка", "завоз", "доставка")


def by_taking(t: Telling) -> Iterator[Clue]:
    """Whom the goods go to, where neither case nor preposition says so plainly: «поставка / Индии / 29 истребителей», «Иран, куда поставляется»."""
    if t.act != "supply":
        return
    noun = act_mention(t.match, t.view)
    taker = (recipient(noun, t.view) if noun is not None else None) or (buyer_within(t.goods, t, noun) if t.goods is not None else None)
    if taker is not None:
        own, within = t.view.mentions.index(taker), t.is_within(taker)
        takers = [taker, *(m for m in t.view.mentions if within and (m.conjunct_of == own or _joins(m, taker, t.view)))]
        yield from buys([Filler(m, "child") for m in takers], SAID, "a dative between the act and the goods, or behind them", cuts=within)
    elif (taker := relative_customer(t.match, t.view)) is not None:
        yield from buys([Filler(taker, "child")], SAID, "«куда» points to it")
    elif (taker := destination(t.match, t.view)) is not None:
        yield from buys([Filler(taker, "child")], BESIDE, "the place of what the goods are for")


def _joins(m: Mention, taker: Mention, view: View) -> bool:
    """«поставки газа болгарской «Балкан» и / польской PGG»: a second body behind the one that receives, in a case that fits."""
    beside = m.first == taker.last + 1 and view.texts[taker.last] == "и" and m.parent is None and not m.prep
    return beside and m.type == taker.type and (m.may_be("dat") or not m.case)


def beside_act(t: Telling) -> Iterator[Clue]:
    """The other side of the paper, the owner of the delivery, who offers others to buy."""
    if t.act == "supply" and t.match.form != "noun" and (partner := by_paper(t.match, t.view)) is not None:
        yield from buys([Filler(partner, "clause")], BESIDE, "the other side of the paper")
    if t.act in ("service", "construction") and t.match.form == "active" and (partner := by_paper(t.match, t.view)) is not None and not partner.bare:
        yield from buys([Filler(partner, "clause")], SAID, "the other side of the paper has the work done, wherever the place is")
    if t.act == "purchase" and t.match.form != "noun" and "suppliers" not in t.match.slots and (partner := by_paper(t.match, t.view)) is not None:
        yield from supplies([Filler(partner, "clause")], BESIDE, "the other side of the paper")
    if t.act == "supply" and (noun := act_mention(t.match, t.view)) is not None and (giver := sender(noun, t.view)) is not None:
        yield from supplies([Filler(giver, "child")], BESIDE, "whose delivery it is")
    if t.act == "purchase" and (seller := offering(t.match, t.view)) is not None:
        yield from supplies([Filler(seller, "clause")], BESIDE, "who offers others to buy")


def reordered(match: Match, view: View) -> Match:
    """«Завод поставил ВВС Мьянмы самолёты»: the subject stands before the verb, the name without cases behind it receives."""
    if match.rule not in GIVING or match.form not in ("active", "passive", "infinitive") or "customers" in match.slots or "gap" in match.set:
        return match
    named = match.slots.get("suppliers", ())
    if match.form == "passive":  # «рижской «Балтик Фид» отгружается тысяча тонн»: what looks like both stands before the verb as a dative
        before = len(named) == 1 and named[0].mention.last <= match.trigger and "dat" in named[0].mention.cases and named[0].mention.case != "ins"
        rest = {slot: fillers for slot, fillers in match.slots.items() if slot != "suppliers"}
        return replace(match, slots=rest | {"customers": named}) if before else match
    if len(named) != 1 or named[0].mention.first < match.trigger or "dat" not in named[0].mention.cases or named[0].mention.case == "nom":
        return match
    goods = match.slots["goods"][0].mention
    subject = next(
        (
            m
            for m in reversed(view.mentions)
            if m.last <= match.trigger and m.parent is None and not m.prep and m.type in SIDES and m.may_be("nom")
            and view.verbs_between(m.last - 1, match.trigger) <= (match.form == "infinitive")  # «Москва хочет поставить / Дели вертолёты»
        ),
        None,
    )  # fmt: skip
    if subject is None or subject is goods:
        return match
    slots = match.slots | {"suppliers": (Filler(subject, "child"),), "customers": named}
    return replace(match, slots=slots)


def sender(noun: Mention, view: View) -> Mention | None:
    """«поставки / РФ / в Индию»: who stands in the genitive between a noun of giving and where it goes."""
    if key(noun.lemma) not in GIVING_NOUNS:
        return None
    for m in view.mentions:
        owner = m.first == noun.head + 1 and not m.prep and m.type in SIDES and m.may_be("gen") and recipient(noun, view) is None
        if owner and m.last < len(view.tokens) and view.tokens[m.last].text.lower() in ("в", "на", "для"):
            return m
    return None


def buyer_within(goods: Goods, t: Telling, noun: Mention | None) -> Mention | None:
    """«продажа 15 самолётов / авиакомпании «Скай»: whom goods of giving go to, where the dative looks like a genitive, or stands behind them."""
    match, view = t.match, t.view
    act = noun.lemma if noun is not None else view.tokens[match.trigger].lemma if match.form == "noun" else ""
    if (match.rule not in ENDING and key(act) not in GIVING_NOUNS) or "customers" in match.slots:
        return None
    for m in view.mentions:
        if m.prep or m.type not in SIDES or not m.may_be("dat") or "maker" in classes_of(m.lemma) or _brand(m):
            continue
        if goods.last <= m.first <= goods.last + 1 and m.case == "dat" and "gen" not in m.cases and noun is not None and m.type != "group":
            return m  # «контракт на поставку двух тысяч тракторов / торговому дому «Нева»
        own = view.mentions.index(m)
        closes = m.last == goods.last or any(n.conjunct_of == own and n.last == goods.last for n in view.mentions)
        if goods.first < m.first and closes and m.parent is not None and (goods.quantity is not None or _surely_taken(m, t)):
            return m
    return None


def _surely_taken(m: Mention, t: Telling) -> bool:
    """Without a number: «поставки газа / польской PGNiG» is surely no owner, nor «завод начал отгрузку турбин / компании «Энерго»."""
    if m.type == "organization" and m.first < m.head and t.view.tokens[m.first].pos == "ADJ" and m.country:
        return True
    told = [f for slot in ("suppliers", "actors") for f in t.slot(slot) if f.found != "discourse" and not f.mention.bare]
    named = m.type == "organization" and "«" in m.name and not m.name.startswith("«")
    return bool(told) and (named or (m.type == "place" and m.country is not None and all(f.mention.country not in (None, m.country) for f in told)))


def _brand(mention: Mention) -> bool:
    """«автобусы МАЗ», «тракторы «Кировец»: a name by itself says who made them."""
    return mention.name.isupper() or mention.name.startswith("«") or (mention.lemma.isascii() and mention.first == mention.head)


RECKONING = {"рассчитывать", "надеяться", "ждать", "ожидать"}  # on what comes from elsewhere
ASKING = {"просить", "попросить", "упросить", "уговорить", "призвать", "потребовать", "требовать", "обратиться", "просьба", "убедить"}


def asked(match: Match, view: View) -> tuple[Mention | None, Mention | None] | None:
    """«Куба попросила Россию ускорить поставки»: (who asks, who is asked) over an act of giving; None where nobody asks."""
    asking = ASKING | (RECKONING if match.slots.keys() & {"origin"} else set())
    at = next((i for i in view.ancestors(match.trigger)[:4] if view.lemmas[i] in asking), None)
    if at is None:
        return None
    verbs = [at, *(i for i in view.ancestors(at)[:2] if view.lemmas[i] in asking)]
    near = [m for m in view.mentions if (m.type == "person" or m.type in SIDES) and m.parent is None and m.first < match.trigger]
    who = next((m for m in near if not m.prep and m.may_be("nom") and view.governor(m) in verbs), None)
    ruling = verbs + view.ancestors(at)[:1]
    others = [m for m in near if m is not who and view.governor(m) in ruling]
    whom = next((m for m in others if m.prep in ("к", "у") or (not m.prep and (m.case == "acc" or (not m.case and m.first > at)))), None)
    return who, whom or next((m for m in others if m.prep in ("в", "во") and m.type == "place" and view.lemmas[view.governor(m)] in TURNING), None)


TURNING = frozenset({"обратиться", "обращаться"})  # «обратилась / в Иркутск с просьбой»


def by_paper(match: Match, view: View) -> Mention | None:
    """«по контракту / с гаванской «Текно» отгрузил 58 тракторов»: the other side of the paper under which one delivers."""
    for paper in view.mentions:
        if paper.prep != "по" or not {"contract_noun"} & classes_of(paper.lemma) or view.verbs_between(paper.head, match.trigger):
            continue
        own = view.mentions.index(paper)
        within = (m for m in view.mentions if m.prep in ("с", "со") and m.type in SIDES and (m.parent == own or paper.last <= m.first <= paper.last + 1))
        if (partner := next(within, None)) is not None:
            return partner
    return None


def possessor(match: Match, view: View) -> Mention | None:
    """«У холдинга есть намерение приобрести комбайны»: who has the wish is who acts."""
    above = view.ancestors(match.trigger)[:3]
    if match.form == "noun" and any(view.lemmas[i] in INTERESTS for i in above[:1]):
        return _planner(match, view)  # «о заинтересованности / Вьетнама в импорте муки»
    if match.form != "infinitive" or not any(view.lemmas[i] in WISHES for i in above):
        return None
    if (planner := _planner(match, view)) is not None:
        return planner
    return next((m for m in view.mentions if m.prep == "у" and m.parent is None and m.type in SIDES and m.last <= min(match.trigger, *above[:1])), None)


def _planner(match: Match, view: View) -> Mention | None:
    """«о планах / «Востока» купить ещё два судна»: whose plan it is, in the genitive behind the noun that rules the infinitive."""
    at = view.tokens[match.trigger].head
    if at < 0 or view.tokens[at].pos != "NOUN" or at > match.trigger:
        return None
    behind = (m for m in view.mentions if m.first == at + 1 and m.last <= match.trigger and not m.prep and m.type in SIDES)
    return next((m for m in behind if m.case in ("gen", "") or "gen" in m.cases), None)


INTERESTS = {"интерес", "заинтересованность", "потребность", "нужда"}
WISHES = {
    "решение", "обязательство", "обещание", "заявка", "попытка", "предложение", "намерение", "возможность", "желание", "план", "право", "готовность", "необходимость", "потребность", "интерес", "шанс", "идея", "замысел",
}  # fmt: skip


def offering(match: Match, view: View) -> Mention | None:
    """«власти Приморья предложили японским компаниям покупать гребешок»: who offers others to buy sells."""
    if match.form != "infinitive":
        return None
    at = next((i for i in view.ancestors(match.trigger)[:2] if view.lemmas[i] in ("предложить", "предлагать")), None)
    takers = [f.mention for f in match.slots.get("customers", ())]
    if at is None or not any(m.case == "dat" for m in takers):
        return None
    return next((m for m in view.mentions if m.type in SIDES and m.parent is None and not m.prep and view.governor(m) == at and m not in takers), None)


def destination(match: Match, view: View) -> Mention | None:
    """«топливо для реактора / в Египте», «трансформаторы для подстанций / Душанбе»: the place of the thing that the goods are for."""
    if match.slots.keys() & {"customers"}:
        return None
    for thing in view.mentions:
        if thing.prep != "для" or thing.type not in ("", "place") or view.verbs_between(match.trigger, thing.first):
            continue
        places = (m for m in view.mentions if (m.type == "place" and m.country) or (m.type == "organization" and not m.bare and not m.prep))
        inside = (m for m in places if thing.head < m.first and m.last <= thing.last + 4 and (m.last <= thing.last or (m.prep and m.first <= thing.last + 1)))
        if (place := next(inside, None)) is not None:
            return place
    return None


def ordered(t: Telling) -> Iterator[Clue]:
    """«завод по заказу нефтяной компании изготовил», «в интересах ВВС Перу»: whose order it is, wherever the words stand."""
    if "customers" in t.match.slots:
        return
    for m in t.view.mentions:
        if m.prep in ORDERS and m.type in SIDES and t.view.verbs_between(m.first, t.match.trigger) == 0:
            yield from buys([Filler(m, "clause")], BESIDE, "by whose order or for whom it is done")


ORDERS = {"по_заказ", "по_заявка", "по_просьба", "в_интерес", "в_адрес", "в_рамка_заказ", "в_пользу", "в_польза"}


def relative_customer(match: Match, view: View) -> Mention | None:
    """«Иран, куда поставляется масло»: the place or body before «куда»."""
    t = match.trigger
    for i in range(t - 1, max(0, t - 8), -1):
        if view.tokens[i].text.lower() == "куда" and view.verbs_between(i, t) == 0:
            return next((m for m in reversed(view.mentions) if m.last <= i and i - m.last <= 2 and m.type in SIDES and m.parent is None), None)
    return None
