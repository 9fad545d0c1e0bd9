"""Guards of contract rules: what a verb must have beside it to tell a deal."""

from __future__ import annotations

from collections.abc import Callable

from extractors.contract_building import abroad, funded, outsider, rented, settler, undertaken
from extractors.contract_capital import acquired, lent
from extractors.contract_goods import goods_of
from extractors.contract_lands import afar, apart, codes, codes_near
from extractors.contract_nouns import bargained, own_paper, purchase_paper, told_deal
from extractors.contract_prices import fallen, paid
from extractors.contract_sided import sided
from extractors.contract_wares import ABSTRACT, MASS, VESSELS, counted, is_goods, is_ware, real_ware, tangible, tradable, ware
from extractors.discourse import Discourse
from extractors.lexicon import classes_of, key, members
from extractors.phrases import PRONOUNS
from extractors.view import View
from schemas.match import Match


def dropped(match: Match, state: Discourse) -> bool:
    """«отказались от закупки», «вышли из проекта завода»; «вышел из порта» is a ship, «передумала покупать» is told by the buying."""
    view = state.views[match.sentence]
    if any(view.tokens[c].feats.form == "inf" for c in view.children[match.trigger]) and any(
        "ware" in classes_of(f.mention.lemma) for f in match.slots["dropped"]
    ):
        return False
    lemma = key(state.views[match.sentence].tokens[match.trigger].lemma)
    if lemma in ("расторгнуть", "расторгать", "разорвать", "аннулировать") and "partners" not in match.slots:
        return False  # «грозил расторгнуть договор»
    if lemma in STOPPING and not any(
        {"contract_noun", "construction_act", "supply_act", "purchase_act"} & classes_of(f.mention.lemma) or key(f.mention.lemma) == "проект"
        for f in match.slots["dropped"]
    ):
        return False  # «аэропорт приостановил полёты», «отменила участие»
    leaving = lemma in ("выйти", "выходить", "уйти", "уходить")
    return not leaving or any(key(f.mention.lemma) in ("проект", "контракт", "сделка") for f in match.slots["dropped"])


STOPPING = {"заморозить", "замораживать", "приостановить", "приостанавливать", "свернуть", "сворачивать", "отменить", "отменять"}


def wished(match: Match, state: Discourse) -> bool:
    """«хотят говядину», not «хотят брать масло», «просит предоплату»: the thing itself is wished for."""
    view = state.views[match.sentence]
    if key(view.tokens[match.trigger].lemma) not in ("хотеть", "просить", "попросить", "запросить"):
        return True
    goods = match.slots["goods"][0].mention
    words = {key(t.lemma) for t in view.tokens[goods.first : goods.last]}
    infinitive = any(view.tokens[c].feats.form == "inf" for c in view.children[match.trigger])
    return not infinitive and view.governor(goods) == match.trigger and not words.isdisjoint(members("ware", "animal"))


def offered(match: Match, state: Discourse) -> bool:
    """«пообещал двадцать мусоровозов», «предложил Ургенчу восемнадцать машин»: so many wares, and no infinitive after the promise."""
    view = state.views[match.sentence]
    goods = match.slots["goods"][0].mention
    counted = (
        bool(view.money)
        or "origin" in match.slots
        or any(goods.start <= q.start < goods.stop for q in view.quantities)
        or ("customers" in match.slots and _plain_ware(match, view))
    )
    plans = any(view.tokens[c].feats.form == "inf" for c in view.children[match.trigger])
    named = any(f.found != "discourse" for slot in ("suppliers", "customers", "origin") for f in match.slots.get(slot, ()))
    return counted and not plans and named and ware(match, state)


def _plain_ware(match: Match, view: View) -> bool:
    """«предложила Индии подводные лодки»: a ware without a number, to someone with a name or a place."""
    goods = match.slots["goods"][0].mention
    taker = match.slots["customers"][0].mention
    return bool({key(t.lemma) for t in view.tokens[goods.first : goods.last]} & members("ware")) and bool(taker.country or "«" in taker.name)


def gift(match: Match, state: Discourse) -> bool:
    """«консульство передало школе глобусы», «сдали в аренду комбайны»; not «передал привет», «предоставил возможность», «сдал экзамен»."""
    view = state.views[match.sentence]
    lemma = key(view.tokens[match.trigger].lemma)
    goods = match.slots["goods"][0].mention
    if key(goods.lemma) in MEMENTOS:
        return False
    if (
        lemma in ("сдать", "сдавать")
        and not {"аренда", "лизинг"} & {key(t.lemma) for t in view.tokens}
        and (goods.lemma not in members("ware") or not any(f.mention.country for f in match.slots["customers"]))
    ):
        return False
    weighed = any(q.unit in MASS and goods.start <= q.start < goods.stop for q in view.quantities)
    if goods.type == "" and goods.kind == "" and (not goods.prep or weighed) and is_goods(goods, view) and not key(goods.lemma).endswith(ABSTRACT):
        return any(f.mention.type in ("organization", "government", "group") or is_ware(goods, view) for f in match.slots["customers"])
    return tangible(match, state)


MEMENTOS = {
    "картина",
    "сувенир",
    "букет",
    "цветок",
    "альбом",
    "икона",
    "портрет",
    "панно",
    "статуэтка",
    "медаль",
    "значок",
    "каравай",
    "флаг",
    "знамя",
    "вымпел",
    "открытка",
    "фотография",
    "диплом",
}


def worked_on(match: Match, state: Discourse) -> bool:
    """A ware («два компрессора»), what one land's firm works on in another, or something built by those who come from elsewhere («белорусы ремонтируют мост»)."""
    if (
        afar(match, state)
        and is_goods(match.slots["goods"][0].mention, state.views[match.sentence])
        and all(f.found != "discourse" and not f.mention.bare and f.mention.type != "government" for f in match.slots["suppliers"])
    ):
        return True
    if "structure" in classes_of(match.slots["goods"][0].mention.lemma):
        return tradable(match, state) and outsider(match, state)
    return ware(match, state)


def near_paper(match: Match, state: Discourse) -> bool:
    """«получил заказ», not «работы выполняет фирма, договор с которой обошёлся»: the paper stands in the clause of the verb."""
    view = state.views[match.sentence]
    return view.breaks_between(match.trigger, match.slots["document"][0].mention.head) == 0


def engaged(match: Match, state: Discourse) -> bool:
    """«Уганда выбрала турецкую фирму для сооружения дороги»: who is taken on comes from elsewhere."""
    if any(f.found == "discourse" or f.mention.bare for f in match.slots["suppliers"]):
        return False
    return afar(match, state)


def keen(match: Match, state: Discourse) -> bool:
    """«интерес к строительству моста проявила австрийская фирма»: who would work or invest comes from elsewhere."""
    far = ("discourse",) if match.form == "noun" else ("discourse", "clause")
    if (
        any(f.found in far or f.mention.bare for f in match.slots["suppliers"])
        or key(match.slots["act"][0].mention.lemma) == "рынок"
        or (
            match.rule == "contracts.keen"
            and "«" in match.slots["act"][0].mention.name
            and not classes_of(match.slots["act"][0].mention.lemma) & {"construction_act", "service_act"}
        )
    ):
        return False  # «заинтересовались заводом «Амурский»: it stands already
    theirs = codes(match, state, "customers") or codes_near(match.slots["act"][0].mention, state.views[match.sentence])
    return apart(codes(match, state, "suppliers"), theirs) if theirs else outsider(match, state)


def for_a_deal(match: Match, state: Discourse) -> bool:
    """«участвует в тендере на поставку»; «коллективы участвуют в конкурсах»: a contest by itself may be of songs."""
    told = match.slots.keys() & {"aim", "act", "goods", "organizer"}
    return bool(told) or key(match.slots["tender"][0].mention.lemma) != "конкурс"


def exploited(match: Match, state: Discourse) -> bool:
    """«британская фирма разрабатывает рудник в Казахстане»: both sides told, of different lands."""
    suppliers = match.slots["suppliers"]
    if any(f.found == "discourse" or f.mention.bare for f in suppliers) or not is_goods(match.slots["goods"][0].mention, state.views[match.sentence]):
        return False
    goods = match.slots["goods"][0].mention
    if {"квота", "промысел"} & set(state.views[match.sentence].lemmas[goods.first : goods.last]):
        return False  # «освоили половину квоты»: a catch is no investment
    return abroad(match, state)


def outlet(match: Match, state: Discourse) -> bool:
    """«в сетях Джидды продают ульяновский мёд»: a shop, or a place with a ware of another."""
    mentions = [f.mention for f in match.slots["customers"]]
    goods = match.slots["goods"][0].mention
    if any("outlet" in classes_of(m.lemma) or "_" in m.prep for m in mentions):
        return True
    return any(m.type == "place" and m.country and goods.country and m.country != goods.country for m in mentions)


def has_work(match: Match, state: Discourse) -> bool:
    """«победителем закупки стал «Лифтком»: 64 лифта»: a role in a deal, told with what is supplied."""
    view = state.views[match.sentence]
    if view.tokens[match.trigger].text.lower() == "стало":
        return False  # «как стало известно»
    if "goods" in match.slots and key(match.slots["goods"][0].mention.lemma) not in members("tender"):
        goods = match.slots["goods"][0].mention
        return (
            is_ware(goods, view)
            or tangible(match, state)
            or bool(classes_of(goods.lemma) & {"structure", "supply_act", "purchase_act", "service_act", "construction_act"})
        )
    role = match.slots["role"][0].mention
    tokens = {key(t.lemma) for t in view.tokens[role.first : role.last]}
    return bool(tokens & members("tender")) and bool(view.quantities)


def role_goods(match: Match, state: Discourse) -> bool:
    """«покупателем краба стал Китай»: a ware behind the role; «покупателем магазина» is a person."""
    view = state.views[match.sentence]
    bodies = any(f.mention.type in ("organization", "government") for f in match.slots["customers"])  # what countries buy most of is a statistic
    return is_ware(match.slots["goods"][0].mention, view) and (
        bodies or counted(match, state) or view.tokens[match.trigger].text.lower() in ("стал", "стала", "стали")
    )


def awaited(match: Match, state: Discourse) -> bool:
    """«ждёт из Гомеля трамваи», not «ожидает увидеть детали»: the goods hang on the waiting itself."""
    view = state.views[match.sentence]
    reckoned = key(view.tokens[match.trigger].lemma) == "рассчитывать"
    if reckoned and not (match.slots["goods"][0].mention.prep == "на" and counted(match, state)):
        return False  # «рассчитывает на 1,7 млн доз»
    return not any(view.tokens[c].feats.form == "inf" for c in view.children[match.trigger]) and sourced(match, state)


def sourced(match: Match, state: Discourse) -> bool:
    """«получили из Белоруссии три трактора»: a source, or a number of wares, makes receiving a delivery."""
    view = state.views[match.sentence]
    if match.slots.keys() & {"suppliers", "origin"}:
        return True
    if key(view.tokens[match.trigger].lemma) in ("взять", "брать", "забрать"):
        return any(f.mention.type in ("organization", "group", "place") for f in match.slots.get("customers", ()))
    mention = match.slots["goods"][0].mention
    takers = [f.mention for f in match.slots.get("customers", ())]
    if key(view.tokens[match.trigger].lemma) in members("taking"):
        return any(not m.bare or m.country for m in takers)  # «корпорация из Дакки предлагает забирать карбамид»
    if mention.country and takers and is_ware(mention, view) and all(m.country and m.country != mention.country for m in takers):
        return True  # «Эмираты получат калмыцкую баранину»: the goods say where they come from
    if mention.lemma in PRONOUNS and any(m.first < mention.first and not m.type and is_ware(m, view) for m in view.mentions if m.lemma not in PRONOUNS):
        return any(not m.bare for m in takers)  # «изготовил 38 водовозов: их получит концерн «Азерсун»
    if "производства" in {t.text.lower() for t in view.tokens[mention.first : mention.last + 1]}:
        return True  # «получил первый поезд производства «Метровагонмаша»
    return any(mention.start <= q.start < mention.stop for q in view.quantities)


def sought_ware(match: Match, state: Discourse) -> bool:
    """«ищет поставщика саженцев», where a land is told beside the seeker's own."""
    lands = {f.mention.country for slot in ("seeker", "place") for f in match.slots.get(slot, ()) if f.mention.country}
    home = state.home.country if state.home else None
    return any(is_ware(f.mention, state.views[match.sentence]) for f in match.slots["goods"]) and bool(lands - {home})


def foreign(match: Match, state: Discourse) -> bool:
    """Buyers of another land than the article's home, or than the goods."""
    home = state.home.country if state.home else None
    made_in = {f.mention.country for f in match.slots["goods"]} - {None}
    return any(f.mention.country and (f.mention.country != home or made_in - {f.mention.country}) for f in match.slots["customers"])


def talked(match: Match, state: Discourse) -> bool:
    """«переговоры о двух судах», «переговоры с малайзийцами о квадрокоптерах»: so many of them, or with whom."""
    named = not any(classes_of(f.mention.lemma) & {"vague_goods"} for f in match.slots["goods"])
    return counted(match, state) or (named and any(f.mention.country and not f.mention.bare for f in match.slots.get("partners", ())))


def itself(match: Match, state: Discourse) -> bool:
    """«переговоры о двух судах», not «о замене двух колонн»: no act stands between the talk and the wares."""
    return not any(classes_of(f.mention.lemma) & {"supply_act", "purchase_act", "service_act", "construction_act"} for f in match.slots["goods"])


def moves(match: Match, state: Discourse) -> bool:
    """«восемь вагонов шифера ушли в Ош»: goods in the nominative of a verb of motion, and not people."""
    view = state.views[match.sentence]
    if any(f.mention.type == "organization" and not {"ware", "container"} & classes_of(f.mention.lemma) for f in match.slots["goods"]):
        return False
    counted = any(f.mention.start <= q.start < f.mention.stop for f in match.slots["goods"] for q in view.quantities)
    if _goes_himself(match, view):
        return False
    if (
        not counted
        and all(key(f.mention.lemma) in VESSELS for f in match.slots["goods"])
        and goods_of(match.slots["goods"], view, state.document.article.text).head in VESSELS
    ):
        return False  # «самолёт с делегацией вылетел в Дели»: what carries is no goods
    return counted or bool(match.slots.keys() & {"customers", "suppliers", "origin"})


def _goes_himself(match: Match, view: View) -> bool:
    """«детали обсудят, когда приедет владелец», «автобус с гостями ушёл на Иматру»: people go, whatever else the sentence names."""
    goods = {f.mention.head for f in match.slots["goods"]}
    going = any(m.type in ("person", "group") and m.case == "nom" and not m.prep and m.head not in goods and view.governor(m) == match.trigger for m in view.mentions)
    return going or any(m.type in ("person", "group") and m.prep in ("с", "со") and view.governor(m) in goods for m in view.mentions)


def for_someone(match: Match, state: Discourse) -> bool:
    """«сшила для лесозавода», «изготовит «Волна», с которой заключили договор»: making for a customer, not for stock."""
    view = state.views[match.sentence]
    return "customers" in match.slots or any(key(t.lemma) in members("contract_noun") for t in view.tokens)


def priced(match: Match, state: Discourse) -> bool:
    """«сторговался с сетью: 520 тонн сахара»: an act, or a number behind a colon or a dash."""
    if "act" in match.slots or "goods" in match.slots:
        return True
    view = state.views[match.sentence]
    at = next((t.start for t in view.tokens[match.trigger :] if t.text in (":", "—", "–")), None)
    return at is not None and any(q.start > at and q.item_start is not None for q in view.quantities)


def invested(match: Match, state: Discourse) -> bool:
    """«вложит 85 млн юаней», «вложился в фабрику»: money or something built."""
    view = state.views[match.sentence]
    if match.status == "occurred" and any(
        key(f.mention.lemma) in ("иностранец", "инвестор") and f.mention.number == "plur" and f.mention.bare for f in match.slots["suppliers"]
    ):
        return False  # «иностранцы вложили в предприятия зоны 31 млн»: a figure
    return bool(view.money) or any(
        {"structure", "maker", "construction_act", "service_act", "founding", "stake"} & classes_of(f.mention.lemma) for f in match.slots.get("goods", ())
    )


GUARDS: dict[str, Callable[[Match, Discourse], bool]] = {
    "tradable": tradable, "ware": ware, "sourced": sourced, "moves": moves, "purchase_paper": purchase_paper, "invested": invested, "outsider": outsider, "told_deal": told_deal,
    "for_someone": for_someone, "bargained": bargained, "priced": priced, "tangible": tangible, "gift": gift, "offered": offered, "wished": wished, "dropped": dropped,
    "undertaken": undertaken, "funded": funded, "abroad": abroad, "settler": settler, "rented": rented, "lent": lent, "exploited": exploited, "for_a_deal": for_a_deal, "keen": keen, "engaged": engaged, "near_paper": near_paper, "acquired": acquired,
    "worked_on": worked_on, "outlet": outlet, "has_work": has_work, "own_paper": own_paper, "counted": counted, "real_ware": real_ware, "awaited": awaited, "sought_ware": sought_ware, "itself": itself, "talked": talked, "foreign": foreign, "role_goods": role_goods,
    "paid": paid, "fallen": fallen,
}  # fmt: skip
SIDED = (
    "for_someone",
    "sourced",
    "undertaken",
    "worked_on",
    "exploited",
    "abroad",
    "engaged",
    "gift",
    "moves",
    "ware",
    "outlet",
    "foreign",
    "lent",
    "rented",
    "funded",
    "awaited",
)
GUARDS |= {name: sided(GUARDS[name]) for name in SIDED}
