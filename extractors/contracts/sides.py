"""Sides: who of those named around a deal supplies and who buys, all evidence gathered once and weighed.

«Мэрия подписала с заводом контракт на 32 автобуса»: a town hall buys, a plant makes. `contracts.clues` holds the choice itself,
`contracts.recipients` and `contracts.makers` what words beside the act and the goods say, `contracts.parties` makes parties of the chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace

from extractors.article.discourse import Discourse
from extractors.build import Draft, place_party
from extractors.contracts import recipients
from extractors.contracts.beside import of_participle, unloaded
from extractors.contracts.building import builders, is_site, kind_of
from extractors.contracts.clearance import by_bringing
from extractors.contracts.clues import BESIDE, DROPPED, MADE, MARKED, ORIGIN, PLACED, SAID, Clue, Sides, Telling, acts_next, buys, choose, supplies
from extractors.contracts.content import SIDES, content, origin_codes, sources_of
from extractors.contracts.counted import without_counted
from extractors.contracts.freed import freed
from extractors.contracts.gaps import without_gaps
from extractors.contracts.goods import Goods
from extractors.contracts.loans import by_loan
from extractors.contracts.makers import makers
from extractors.contracts.named import behind_dash, by_role, by_tender, seeking
from extractors.contracts.plants import by_plant
from extractors.contracts.recipients import for_service
from extractors.contracts.signers import WORKS, by_deal
from extractors.contracts.sites import of_place, placed
from extractors.contracts.speakers import unspoken
from extractors.contracts.status import antecedent
from extractors.contracts.vetoes import BUILDING, vetoed
from extractors.contracts.wanted import by_offer, by_wish, by_work_offered
from extractors.lexicon import classes_of, key, members
from extractors.view import View
from schemas.match import Filler, Match, Mention

BENT = {"contracts.keen", "contracts.undertake"}
TAKING = {"получить", "получать", "принять", "принимать", "дождаться", "забрать"}
SERVING = {"услуга", "обслуживание"}
NEUTRAL = {
    "заключить", "заключать", "подписать", "подписывать", "договориться", "договариваться", "условиться", "сторговаться", "обсудить", "обсуждать", "обсуждаться", "согласовать",
    "вести", "вестись", "консультация", "прорабатывать", "проработать", "оформить", "переговоры", "рассмотреть", "рассматривать", "заключение", "подписание", "достигнуть", "достичь",
}  # fmt: skip


def telling(match: Match, view: View, text: str) -> tuple[Telling, tuple[int, int]]:
    """A match → all that decides its sides, and the tokens that tell the deal."""
    match = _owned(unspoken(match, view))
    match = without_counted(without_gaps(recipients.reordered(unloaded(freed(match, view, text), view), view), view), view)
    act, goods, whole = content(match, view, text)
    act = "investment" if wants_site(match, goods, view, text) else act
    kind = match.set.get("kind") or kind_of(match, view, act, goods.head if goods else "")
    kind = "service" if for_service(match, view) else kind
    if match.rule == "contracts.service" and view.lemmas[match.trigger] in INSTALLED and all(f.found == "discourse" for f in match.slots["suppliers"]):
        act = kind = "supply"  # «лифты из Беларуси установят в Калуге»: nobody is said to do the work
    neutral = (match.set.get("act") == "deal" and (match.rule != "contracts.refuse" or _paper_dropped(match))) or _negotiated(match, view)
    return Telling(match, view, text, act, goods, neutral, origin_codes(goods, view), kind), whole


def _owned(match: Match) -> Match:
    """«у нас есть контракт с «Рельсом» на производство 20 вагонов»: who has a paper with another may be either of its sides."""
    having = match.slots.get("suppliers", ())
    if match.rule != "contracts.paper" or "actors" in match.slots or "partners" not in match.slots or not all(f.mention.prep == "у" for f in having):
        return match
    return replace(match, slots={slot: fillers for slot, fillers in match.slots.items() if slot != "suppliers"} | ({"actors": having} if having else {}))


def _paper_dropped(match: Match) -> bool:
    """«мэрия расторгла контракт с заводом»: the paper leaves open who was to buy."""
    return any("contract_noun" in classes_of(f.mention.lemma) for f in match.slots.get("dropped", ()))


def _negotiated(match: Match, view: View) -> bool:
    """«обсудили поставку», «переговоры о закупке»: both sides talk, so the subject is not yet the supplier."""
    if match.form != "noun":
        return False
    found = view.ancestors(match.trigger)[:4]
    return any(key(view.tokens[i].lemma) in NEUTRAL or key(view.tokens[i].lemma) in members("contract_noun") for i in found)


def sides(t: Telling) -> Sides:
    """A telling → who supplies and who buys, each with the clue that decided it."""
    return choose([clue for source in SOURCES for clue in source(t)], vetoed(t))


def _by_slots(t: Telling) -> Iterator[Clue]:
    """The slots of the rule, filled by case, preposition and voice."""
    if t.match.rule in ("contracts.seek", "contracts.talk_with_sellers"):
        sellers, seekers = seeking(t.match)
        yield from supplies(sellers, SAID, "who is looked for sells, or who looks for buyers")
        yield from buys(seekers, SAID, "who looks for a supplier buys, or who is looked for")
        return
    if wants_site(t.match, t.goods, t.view, t.text):
        yield from supplies(t.slot("customers"), MARKED, "whose money it is supplies")
        return
    if t.match.rule == "contracts.refuse" and any(key(f.mention.lemma) in SERVING for f in t.slot("dropped")):  # «отказалась от услуг фирмы»
        yield from supplies(t.slot("organizer"), SAID, "whose services are refused", cuts=True)
        yield from buys(t.slot("actors"), SAID if t.slot("organizer") else PLACED, "who refuses another's services")
        return
    origins = sources_of(t.goods, t.view) if t.goods is not None and t.slot("customers") else []  # «спрос на продукцию / из Беларуси»
    suppliers = [] if t.match.rule in BUILDING else [f for f in t.slot("suppliers") if not of_participle(f, t) and not _of_other_clause(f, t)]
    if t.match.rule == "contracts.service_noun" and all(f.mention.bare for f in suppliers):
        suppliers = []
    if t.match.rule in BENT and t.act == "purchase":  # «заинтересованы в закупках льна», «начинает закупки муки в Перу»
        yield from buys(suppliers, MARKED, "who is keen on buying, or begins to buy, buys")
        yield from supplies([f for f in t.slot("customers") if f.mention.prep in ("в", "на")], PLACED, "where the goods are bought")
        return
    yield from _marked("suppliers", suppliers, t)
    yield from _marked(
        "customers",
        []
        if _has_paper_with(t)
        else [
            placed(f, t)
            for f in t.slot("customers")
            if not _beyond(f, t) and f.mention not in origins and not (f.found == "discourse" and t.match.rule == "contracts.fall_to")
        ],
        t,
    )
    firm = any(classes_of(f.mention.lemma) & {"structure", "enterprise"} for f in t.slot("goods"))  # «купил завод в Твери»: Тверь sells nothing
    bought_at = [f for f in t.slot("origin") if f.mention.prep in ("в", "на")]
    far = [
        f for f in bought_at if t.match.form == "noun" and f.mention.first > t.match.trigger and not _follows(f.mention, t)
    ]  # «закупка нужна для дорог / в Туле»
    apart = [f for f in bought_at if f.found == "subtree" and t.view.breaks_between(t.match.trigger, f.mention.first)]  # «закупил завод, он стоит / в Туле»
    origin = [f for f in t.slot("origin") if not f.mention.bare and not (firm and f in bought_at) and f not in apart and f not in far]
    if t.match.rule == "contracts.purchase_noun" and bought_at and all(f.mention.last <= t.match.trigger for f in bought_at):
        yield from buys([f for f in bought_at if not f.mention.bare], BESIDE, "the place whose purchase it is")
        return
    yield from supplies(origin, PLACED if bought_at else ORIGIN, "where the goods are bought" if bought_at else "where the goods come from")
    if t.act == "supply":  # «Сирии передано 50 тонн муки от России»
        near = (m for m in t.view.mentions if m.prep == "от" and m.parent is None and m.type in SIDES and not m.bare)
        yield from supplies([Filler(m, "clause") for m in near if not t.view.verbs_between(t.match.trigger, m.first)][:1], BESIDE, "from whom it comes")
    if t.match.rule != "contracts.refuse" or any("tender" in classes_of(f.mention.lemma) for f in t.slot("dropped")):
        yield from buys(t.slot("organizer"), BESIDE, "whose tender it is")
    yield from buys(t.slot("clients"), BESIDE, "whose supplier it is")
    if any("order_noun" in classes_of(f.mention.lemma) for f in t.slot("document")):
        yield from buys(t.slot("orderer"), BESIDE, "whose order it is")


def _of_other_clause(filler: Filler, t: Telling) -> bool:
    """«приобрели лишь пять машин: / у компаний республики возникли проблемы»: with another verb."""
    m, at = filler.mention, t.match.trigger
    if m.prep != "у" or m.first < at or filler.found == "child":
        return False
    verb = t.view.governor(m)
    return verb not in (-1, at) and t.view.tokens[verb].pos == "VERB" and t.view.breaks_between(at, m.first) > 0


def _follows(place: Mention, t: Telling) -> bool:
    """Whether a place stands right behind the act or its goods."""
    last = max(t.match.trigger + 1, t.goods.last if t.goods is not None else 0)
    return place.first <= last + 1 or (not t.view.verbs_between(t.match.trigger, place.first) and "для" not in t.view.texts[t.match.trigger : place.first])


def _has_paper_with(t: Telling) -> bool:
    """«контракт с фирмой «Тетис» по поставке тракторов / в Туркмению»: the other side of the paper takes the goods, wherever they go."""
    if not t.slot("customers"):
        return False
    signers = [f for f in t.slot("actors") if f.mention.type == "organization" and not f.mention.bare]
    if t.neutral and t.act in WORKS and len(signers) > 1 and all(f.mention.type == "place" for f in t.slot("customers")):
        return True  # «намерены заключить контракт на ремонт тепловозов / в Гаване»
    both = [f.mention for f in (*t.slot("actors"), *t.slot("partners")) if f.mention.type == "organization" and not f.mention.bare]
    lands = {f.mention.country for f in t.slot("customers") if f.mention.type == "place" and not f.mention.region}
    if (
        t.neutral
        and t.act == "supply"
        and len(both) > 1
        and len(lands) == 1
        and any(m.country in lands for m in both)
        and not all(m.country in lands for m in both)
    ):
        return True  # «Арктикгаз» и китайская «Шэнли» согласовали условия поставок газа / в Китай»
    if t.act != "supply" or t.match.form != "noun" or not all(f.mention.type == "place" and f.mention.prep == "в" for f in t.slot("customers")):
        return False
    signed = [f.mention for f in t.slot("partners") if f.mention.prep in ("с", "со") and f.mention.type == "organization" and not f.mention.bare]
    return any("contract_noun" in classes_of(t.view.lemmas[i]) for m in signed for i in range(max(0, m.first - 3), m.first))


def _beyond(taker: Filler, t: Telling) -> bool:
    """«вложит 300 млн в цех под Брянском, а «Термотрон» построит склад / под Гомелем»: where another verb has its work."""
    if taker.found == "child" or t.act not in ("construction", "investment", "service") or taker.mention.head < t.match.trigger:
        return False
    return t.view.verbs_between(t.match.trigger, taker.mention.head) > 0 and t.view.breaks_between(t.match.trigger, taker.mention.head) > 0


INSTALLED = {"установить", "устанавливать", "смонтировать", "монтировать", "внедрить", "внедрять"}  # in the house of whom it is for


def _marked(role: str, fillers: Sequence[Filler], t: Telling) -> Iterator[Clue]:
    """The fillers of a slot, by name where a role and a dash stand for them; for a subject that the verb leaves out the house that is told instead: «на заводе изготовили», «в минздраве заинтересовались»."""
    fillers = [f for f in list(behind_dash(fillers, t.view)) or fillers if not acts_next(f, t)]
    if fillers and all(f.found == "discourse" for f in fillers):
        if t.view.lemmas[t.match.trigger] not in INSTALLED and (house := _house(t)) is not None:
            yield Clue(role, (Filler(house, "clause"),), MARKED, "the house in which it is done")
        yield Clue(role, tuple(fillers), DROPPED if role == "suppliers" else MARKED, "the subject that the verb leaves out")
    elif fillers:
        yield Clue(role, tuple(fillers), MARKED, "as the rule marks it")


def _house(t: Telling) -> Mention | None:
    """«в компании», «на комбинате» beside a verb in the plural without a subject: whoever works there acts."""
    at = t.match.trigger
    if t.view.tokens[at].feats.number != "plur":
        return None
    inside = (m for m in t.view.mentions if m.prep in ("в", "на") and m.case == "loc" and m.parent is None)
    near = (m for m in inside if m.type in ("organization", "government") and "outlet" not in classes_of(m.lemma))  # «в сетях продают»
    return next((m for m in near if (_beside(m, at, t) or _tells(m, at, t)) and not t.is_within(m)), None)


def _beside(house: Mention, at: int, t: Telling) -> bool:
    return t.view.verbs_between(house.head, at) == 0 and t.view.breaks_between(house.head, at) == 0


def _tells(house: Mention, at: int, t: Telling) -> bool:
    """«В компании «Закрома» рассказали, что отгрузили муку»: who tells and who acts are one house."""
    verb = t.view.governor(house)
    told = 0 <= verb < at and key(t.view.lemmas[verb]) in members("speech") and not house.bare and house.type == "organization"
    return told and verb in t.view.ancestors(at)[:2] and "что" in t.view.lemmas[verb:at]


def wants_site(match: Match, goods: Goods | None, view: View, text: str) -> bool:
    """«инвестор присматривает площадку»: whose money it is supplies; «овощехранилища завода «Холод» have a maker and are bought."""
    if match.rule != "contracts.want" or goods is None or "suppliers" in match.slots or not is_site(match.slots["goods"][0].mention):
        return False
    return goods.head in ("площадка", "участок", "земля") or not makers(goods, view, text)


def _building(t: Telling) -> Iterator[Clue]:
    """Who builds: the subject, the owner of what is built, or whoever has a part in it."""
    if t.match.rule in BUILDING:
        acting = builders(t.match, t.view)
        yield from supplies(acting, SAID, "who builds", cuts=bool(acting) and "owner" in t.match.slots and t.is_within(acting[0].mention))


def _of_goods(t: Telling) -> Iterator[Clue]:
    """Whose make the goods are, or which land they come from, where the words for them say so."""
    if t.goods is None or t.act not in ("supply", "purchase") or t.match.rule == "contracts.stake":
        return  # «госпакет акций / завода»: whose shares they are sells nothing
    yield from supplies([Filler(m, "child") for m in sources_of(t.goods, t.view)], BESIDE, "the goods come from there")
    if t.match.set.get("kind") != "other":
        yield from supplies(makers(t.goods, t.view, t.text), MADE, "the maker of the goods")


def _of_owner(t: Telling) -> Iterator[Clue]:
    """«эксплуатирует поезда, купленные у завода»: whoever acts on goods that were bought or made has them; «работают в Перу»: the place has."""
    if t.act not in ("supply", "purchase") or not t.slot("goods"):
        return
    goods = t.slot("goods")[0].mention
    if key(goods.lemma) == "который" and t.match.form == "active" and not goods.prep:  # «Куба получила груз, / который отправила Россия»
        meant = antecedent(goods, t.view)
        verb = t.view.governor(meant) if meant is not None else -1
        if verb >= 0 and t.view.lemmas[verb] in TAKING:
            acting = (m for m in t.view.mentions if m.parent is None and not m.prep and m is not meant and m.may_be("nom") and t.view.governor(m) == verb)
            yield from buys([Filler(m, "clause") for m in acting if m.type in SIDES and not m.bare][:1], BESIDE, "who gets what is sent")
    if t.match.form != "participle_passive":
        return
    verb = t.view.governor(goods)
    if verb < 0 or t.view.tokens[verb].pos != "VERB" or t.view.lemmas[verb] in members("speech"):
        return
    told = [m for m in t.view.mentions if m.parent is None and m is not goods and t.view.governor(m) == verb and m.type in SIDES and not m.bare]
    owner = next((m for m in told if not m.prep and m.may_be("nom") and goods.case == "acc"), None)
    owner = owner or next((m for m in told if m.prep in ("в", "на") and m.case == "loc" and m.country and goods.case == "nom"), None)
    if owner is not None:
        yield from buys([Filler(owner, "clause")], BESIDE, "who has the goods")


SOURCES: tuple[Callable[[Telling], Iterator[Clue]], ...] = (
    by_loan, by_plant, recipients.by_request, by_offer, by_work_offered, by_wish, recipients.by_possession, recipients.by_service, recipients.by_taking, by_bringing, by_role, by_tender, _by_slots, _building, by_deal,
    recipients.ordered, recipients.beside_act, _of_goods, _of_owner, of_place,
)  # fmt: skip


def two_sides(draft: Draft, match: Match, state: Discourse, made_in: Set[str]) -> None:
    """«стороны обсудили поставки белорусских трамваев»: the article's two sides, told apart by where the goods are made."""
    spoken = [f for slot in ("actors", "partners") for f in match.slots.get(slot, ())]
    if len(state.sides) != 2 or not any(key(f.mention.lemma) == "сторона" for f in spoken):
        return
    codes = made_in | {c for f in match.slots.get("origin", ()) for c in (f.mention.country, f.mention.region) if c}
    makers = [p for p in state.sides if {p.country, p.region} & codes]
    if len(makers) == 1:
        draft.columns.update(suppliers=(place_party(makers[0]),), customers=tuple(place_party(p) for p in state.sides if p is not makers[0]))
        draft.found.add("discourse")
