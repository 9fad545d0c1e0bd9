"""Guards that keep deals out: a «договор на поставку», a «договор с фирмой на возведение моста» is a contract, no agreement."""

from __future__ import annotations

from extractors.agreements.papers import paper_of
from extractors.article.discourse import Discourse
from extractors.contracts.wares import is_ware
from extractors.lexicon import classes_of, key, members
from extractors.parties.peers import KINDS, called
from extractors.view import View, is_predicate
from schemas.match import Match, Mention
from schemas.values import Quantity

DEALS = {"договор", "документ", "бумага"}
BUILDING = {"строительство", "монтаж"}  # «соглашение о строительстве завода стоимостью 2 млрд» binds region and investor, whatever it costs
SUPPLIES = {"поставка", "закупка", "покупка", "продажа", "купля-продажа"}
LENDING = {"кредитный"}  # «кредитное соглашение» of a state and a fund
SUM_BEHIND = 6  # tokens
ORDERED_BEHIND = 12
WORKS = (
    "ние",
    "тие",
    "вывоз",
    "работа",
    "услуга",
    "поставка",
    "ремонт",
    "монтаж",
    "аренда",
    "пошив",
    "сборка",
    "перевозка",
    "постройка",
    "застройка",
    "закупка",
)
QUANTITY_BEHIND = 9
MEASURES = {"т", "кг", "м3", "л", "баррель", "голов"}


def not_purchase(match: Match, state: Discourse) -> bool:
    """A «договор на поставку насосов», a «договор на 12 млн рублей» is a contract; «рамочный», «о сотрудничестве» is not."""
    paper = paper_of(match, state)
    if paper is None or key(paper.lemma) in ("контракт", "сделка", "госконтракт", "заказ", "тендер"):
        return False
    if of_deal_before(paper, state) or on_so_many(paper, state.views[paper.sentence]):
        return False
    view = state.views[paper.sentence]
    around = {key(t.lemma) for t in view.tokens[paper.first : paper.last + 6]}
    if around & members("domestic_paper") - (LENDING if key(paper.lemma) == "соглашение" else set()):
        return False
    if around & members("framing") or "trade_noun" in classes_of(paper.lemma):
        return True
    behind = {key(t.lemma) for t in view.tokens[paper.head + 1 : paper.head + 5]} | _subject_head(match)
    if key(paper.lemma) == "договоренность" and behind & {"поставка", "закупка", "покупка", "отгрузка"}:
        return False  # «достигнута договорённость о поставке тканей»
    if key(paper.lemma) in DEALS:
        if _of_two_lands(match):
            return not (_costs(paper, view) or behind & SUPPLIES)  # «Ош и Фергана согласовали договор о строительстве дороги»
        return not (behind & members("purchase") or _ordered(paper, view) or _costs(paper, view))
    return not (behind & members("purchase") - BUILDING and (_costs(paper, view) or bool(view.money)))


CONTRACTORS = {"подрядчик", "субподрядчик", "генподрядчик", "исполнитель", "поставщик"}


def of_deal_before(paper: Mention, state: Discourse) -> bool:
    """«Завод поставит 50 машин в Мали. / Договор подписан с фирмой»: a bare «договор» that opens the sentence behind a delivery is its paper."""
    view = state.views[paper.sentence]
    if paper.first > 1 or paper.sentence == 0 or framed(paper, state):
        return False
    points_back = _points_back(paper, view)
    if not points_back and (key(paper.lemma) != "договор" or paper.last - paper.head > 1):
        return False
    before = state.views[paper.sentence - 1]
    delivered = any(is_predicate(t) and t.lemma in members("delivering", "purchase", "working") for t in before.tokens)
    delivered = delivered or not (CONTRACTORS | {"контракт"}).isdisjoint(before.words)  # «Подрядчиком станет верфь. Договор заключён в мае»
    return delivered and view.sentence.block == before.sentence.block and (points_back or not _subject_near(paper, view))


def _points_back(paper: Mention, view: View) -> bool:
    """«Соглашение об этом», «соответствующий договор»: what it is about is told before it; what a firm signs with a region is more than a deal."""
    if key(paper.lemma) not in ("договор", "соглашение", "договоренность"):
        return False
    if key(paper.lemma) != "договор" and any(m.prep in ("с", "со", "между") and m.type in ("government", "place") for m in view.mentions):
        return False
    return "соответствующий" in view.lemmas[paper.first : paper.head] or view.texts[paper.head + 1 : paper.head + 3] == ["об", "этом"]


def _subject_near(paper: Mention, view: View) -> bool:
    """«договор о дружбе»: what the paper says is about something of its own."""
    return any(view.texts[i] in ("о", "об") for i in range(paper.last, min(len(view.tokens), paper.last + SUM_BEHIND)))


def _subject_head(match: Match) -> set[str]:
    """«договор между фирмой А и заводом Б о поставках»: what it is on, however far behind."""
    return {key(f.mention.lemma) for f in match.slots.get("subject", ()) if f.mention.prep in ("о", "об", "на")}


def _ordered(paper: Mention, view: View) -> bool:
    """«договор с консорциумом на возведение моста», «договор на вывоз мусора»: work that one does for the other."""
    for m in view.mentions:
        if m.parent is None and m.prep == "на" and 0 < m.first - paper.last <= ORDERED_BEHIND and not view.is_value(m):
            return m.case == "acc" and m.lemma.endswith(WORKS) and not view.verbs_between(paper.last, m.head)
    return False


def _of_two_lands(match: Match) -> bool:
    """Two places, or the powers of two, are its sides."""
    sides = [f.mention for name in ("parties", "partners") for f in match.slots.get(name, ()) if f.found != "discourse"]
    return len({(m.country, m.region) for m in sides if m.type in ("place", "government") and m.country}) > 1


def _costs(paper: Mention, view: View) -> bool:
    """A sum right behind the paper («договор на 12 млн рублей»), or a quantity beside a word of trade."""
    end = view.tokens[min(len(view.tokens), paper.last + SUM_BEHIND) - 1].stop
    if any(paper.stop <= m.start < end for m in view.money):
        return True
    by_number = (view.token_at(q.start) for q in view.quantities if q.start >= paper.stop and (q.unit in MEASURES or _counts_wares(q, view)))
    if any(0 < i - paper.last <= QUANTITY_BEHIND and view.tokens[i - 1].text.lower() == "на" for i in by_number):
        return True  # «договор с Sen Tai на 8 000 кубов», «на 20 генераторов»
    trading = members("purchase", "delivering")
    return bool(view.quantities) and any(lemma in trading for lemma in view.lemmas)


def on_so_many(paper: Mention, view: View) -> bool:
    """«дополнительное соглашение / на 120 тракторов»: a number of wares right behind the paper makes it one of a purchase."""
    if key(paper.lemma) != "соглашение" or view.texts[paper.head + 1 : paper.head + 2] != ["на"]:
        return False
    start = view.tokens[paper.head + 1].stop
    return any(0 <= q.start - start <= 2 and (q.unit in MEASURES or _counts_wares(q, view) or _units(q)) for q in view.quantities)


def _units(quantity: Quantity) -> bool:
    """«460 единиц»: of what is told behind."""
    return quantity.unit == "шт" and "единиц" in quantity.text


def _counts_wares(quantity: Quantity, view: View) -> bool:
    """«20 дизель-генераторов»: so many things that are traded, not «20 студентов», «20 лет»."""
    if quantity.unit != "шт" or quantity.item_start is None:
        return False
    mention = next((m for m in view.mentions if m.start <= quantity.item_start < m.stop and m.type == ""), None)
    return mention is not None and is_ware(mention, view)


def not_purchase_noun(match: Match, state: Discourse) -> bool:
    """The same of a document that is itself the trigger; a mere «договор» must be said to frame or to regulate."""
    paper = paper_of(match, state)
    listed = match.rule == "agreements.item" and (_of_institutions(match) or _is_on_something(match))
    if paper is None or (key(paper.lemma) in DEALS and not framed(paper, state) and not listed):
        return False
    return not_purchase(match, state)


def _is_on_something(match: Match) -> bool:
    """«среди них договор о создании заповедника»: a deal is «на поставку», or «о поставке», which `not_purchase` knows."""
    return any(f.mention.prep in ("о", "об") for f in match.slots.get("subject", ()))


def _of_institutions(match: Match) -> bool:
    """«договор между палатой Омска и Ошской палатой»: schools, museums, chambers, offices make no deals with each other."""
    sides = [f.mention for name in ("parties", "partners") for f in match.slots.get(name, ()) if f.found != "discourse"]
    return len(sides) > 1 and all(m.type in ("place", "government") or any(called(m.name, kind) for kind in KINDS) for m in sides)


def framed(paper: Mention, state: Discourse) -> bool:
    """«рамочный договор», «договор о сотрудничестве»: the words around a paper make it more than a deal."""
    view = state.views[paper.sentence]
    return bool({key(t.lemma) for t in view.tokens[max(0, paper.first - 1) : paper.last + 6]} & members("framing"))
