"""Guards of contract rules: what a verb must have beside it to tell a deal."""

from __future__ import annotations

from collections.abc import Callable

from extractors.agreements.papers import JOINT_DEEDS
from extractors.article.attribution import tellers
from extractors.article.discourse import Discourse
from extractors.contracts.building import abroad, funded, outsider, rented, settler, undertaken
from extractors.contracts.capital import acquired, invested, lent
from extractors.contracts.clearance import cleared
from extractors.contracts.details import of_paper
from extractors.contracts.goods import goods_of
from extractors.contracts.loans import loaned
from extractors.contracts.named import becomes_supplier, is_mere_maker, named_behind
from extractors.contracts.nouns import bargained, own_paper, purchase_paper, told_deal
from extractors.contracts.prices import fallen, funded_site, licensed, paid, paid_work
from extractors.contracts.projects import by_strangers, is_work, of_papers
from extractors.contracts.sided import sided
from extractors.contracts.structures import erected
from extractors.contracts.wares import ABSTRACT, MASS, VESSELS, counted, is_goods, is_ware, real_ware, tangible, tradable, ware
from extractors.contracts.wishes import awaited, foreign, itself, keen, needed, offered, sought_ware, sourced, talked, wished
from extractors.contracts.works import engaged, to_run, worked_on
from extractors.lexicon import classes_of, key, members
from extractors.view import View
from schemas.match import Filler, Match, Mention

ACCORDS, SIGNING = {"соглашение", "меморандум", "протокол", "декларация"}, {"подписать", "подписывать", "заключить", "заключать"}
BINDING = {"соглашение", "договор", "меморандум", "протокол", "закон", "постановление"}


def _is_kept(match: Match, view: View) -> bool:
    over = view.tokens[match.trigger].head if match.form == "infinitive" else -1
    return over > 0 and view.texts[over - 1] == "не" and view.tokens[over].pos == "VERB"


def dropped(match: Match, state: Discourse) -> bool:
    """«отказались от закупки», «вышли из проекта завода»; «вышел из порта» is a ship, «передумала покупать» is told by the buying."""
    view = state.views[match.sentence]
    if any(view.tokens[c].feats.form == "inf" for c in view.children[match.trigger]) and any(
        "ware" in classes_of(f.mention.lemma) for f in match.slots["dropped"]
    ):
        return False
    if _is_kept(match, view):
        return False  # «не стала отказываться»
    if {key(f.mention.lemma) for f in match.slots["dropped"]} <= ACCORDS and not SIGNING.isdisjoint(view.lemmas[match.trigger + 1 : match.trigger + 3]):
        return False  # «отказались подписывать соглашение с Гданьском» is told by the signing
    if all(_of_friendship(f.mention, view) for f in match.slots["dropped"]):
        return False  # «расторгли договор о побратимстве с Бурсой»
    lemma = key(state.views[match.sentence].tokens[match.trigger].lemma)
    if lemma.endswith("ся") and all(_acts_elsewhere(f, match, view) for f in match.slots["dropped"]):
        return False  # «завод предложил автобусы, но город отказался»: what is dropped stands behind «от»
    if lemma in ("расторгнуть", "расторгать", "разорвать", "аннулировать") and "partners" not in match.slots:
        return False  # «грозил расторгнуть договор»
    if lemma in STOPPING and not any(
        {"contract_noun", "construction_act", "supply_act", "purchase_act"} & classes_of(f.mention.lemma) or is_work(f.mention, view)
        for f in match.slots["dropped"]
    ):
        return False  # «аэропорт приостановил полёты», «отменила участие»
    if lemma in HALTING and of_papers(match):
        return False  # «соглашение с университетом отложили»
    if lemma in STOPPING and not of_papers(match) and not by_strangers(match, state):
        return False  # «завод остановил выпуск кирпича», «полиция остановила стройку»
    if all(key(f.mention.lemma) == "участие" for f in match.slots["dropped"]) and not FOR_DEALS & set(view.lemmas):
        return False  # «от участия в выставке воздержалась»
    if "не" in view.texts[max(0, match.trigger - 2) : match.trigger] and all(key(f.mention.lemma) in STANDING for f in match.slots["dropped"]):
        return False  # «не отказываемся от африканского рынка»
    leaving = lemma in LEAVING
    return not leaving or any(key(f.mention.lemma) in LEFT for f in match.slots["dropped"])


def _of_friendship(paper: Mention, view: View) -> bool:
    """«соглашение о сотрудничестве», «договор о дружбе»: what it is about is no trade."""
    if key(paper.lemma) not in ACCORDS | {"договор"} or view.texts[paper.last : paper.last + 1] not in (["о"], ["об"]):
        return False
    about = next((m for m in view.mentions if m.first == paper.last + 1 and m.parent is None), None)
    founds = about is not None and "совместный" in view.lemmas[about.first : about.last]  # «о создании совместного предприятия»
    return about is not None and (founds or key(about.lemma) in JOINT_DEEDS)


def _acts_elsewhere(filler: Filler, match: Match, view: View) -> bool:
    """Whether a phrase without a preposition is the subject of another verb."""
    m = filler.mention
    return filler.found == "shared" and not m.prep and m.case == "nom" and view.tokens[m.head].rel.startswith("nsubj") and view.governor(m) != match.trigger


STANDING = {"рынок", "слово", "обязательство", "обещание", "сотрудничество", "партнерство", "идея", "план"}
LEAVING = {"выйти", "выходить", "уйти", "уходить", "выбыть", "выпасть", "сняться"}
LEFT = {"проект", "контракт", "сделка", "тендер", "конкурс", "торги", "аукцион"}
FOR_DEALS = {"тендер", "конкурс", "торги", "закупка", "аукцион", "проект", "контракт", "строительство"}
HALTING = {"прекратить", "прекращать", "остановить", "останавливать", "отложить", "откладывать", "бросить"}
STOPPING = {"заморозить", "замораживать", "приостановить", "приостанавливать", "свернуть", "сворачивать", "отменить", "отменять"} | HALTING


def gift(match: Match, state: Discourse) -> bool:
    """«консульство передало школе глобусы», «сдали в аренду комбайны»; not «передал привет», «предоставил возможность», «сдал экзамен»."""
    view = state.views[match.sentence]
    lemma = key(view.tokens[match.trigger].lemma)
    goods = match.slots["goods"][0].mention
    if lemma in ("передать", "передавать") and (
        "как" in view.lemmas[max(0, match.trigger - 1) : match.trigger] or "что" in view.lemmas[match.trigger : goods.head]
    ):
        return False  # «как передаёт корреспондент, отправлено 50 машин», «агентство передаёт, что поставят 50 машин»
    if lemma == "передавать" and view.texts[match.trigger - 1] == "," and any(f.mention is m for m in tellers(view) for f in match.slots.get("suppliers", ())):
        return False  # «машины везут муку, передаёт ведомство»
    if not PRIZES.isdisjoint(view.lemmas):
        return False  # «главный приз – трактор – вручил министр»
    if key(goods.lemma) in MEMENTOS or ("service_act" in classes_of(goods.lemma) and "ware" not in classes_of(goods.lemma)):
        return False  # «отдал монтаж тресту» is told by the montage
    if (
        lemma in ("сдать", "сдавать")
        and not (is_ware(goods, view) and counted(match, state))
        and not {"аренда", "лизинг"} & {key(t.lemma) for t in view.tokens}
        and (goods.lemma not in members("ware") or not any(f.mention.country for f in match.slots["customers"]))
    ):
        return False
    weighed = any(q.unit in MASS and goods.start <= q.start < goods.stop for q in view.quantities)
    if goods.type == "" and goods.kind == "" and (not goods.prep or weighed) and is_goods(goods, view) and not key(goods.lemma).endswith(ABSTRACT):
        return any(f.mention.type in ("organization", "government", "group") or is_ware(goods, view) for f in match.slots["customers"])
    return tangible(match, state)


PRIZES = {"приз", "победитель", "победительница", "призер", "лауреат", "юбиляр", "именинник"}
MEMENTOS = {
    "картина", "сувенир", "букет", "цветок", "альбом", "икона", "портрет", "панно", "статуэтка", "медаль", "значок", "каравай", "флаг", "знамя",
    "вымпел", "открытка", "фотография", "диплом",
}  # fmt: skip


def near_paper(match: Match, state: Discourse) -> bool:
    """«получил заказ», not «работы выполняет фирма, договор с которой обошёлся»: the paper stands in the clause of the verb; «увёз соглашения» is of no ware."""
    view = state.views[match.sentence]
    if key(match.slots["document"][0].mention.lemma) == "соглашение" and match.slots.keys().isdisjoint({"act", "goods"}):
        return False
    return view.breaks_between(match.trigger, match.slots["document"][0].mention.head) == 0


def for_a_deal(match: Match, state: Discourse) -> bool:
    """«участвует в тендере на поставку»; «коллективы участвуют в конкурсах»: a contest by itself may be of songs."""
    told = match.slots.keys() & {"aim", "act", "goods", "organizer"}
    if "tender" not in match.slots and not members("fair").isdisjoint(state.views[match.sentence].lemmas[match.trigger :]):
        return False  # «на сертификацию и участие в выставках»
    return bool(told) or key(match.slots["tender"][0].mention.lemma) != "конкурс"


def exploited(match: Match, state: Discourse) -> bool:
    """«британская фирма разрабатывает рудник в Казахстане»: both sides told, of different lands."""
    suppliers = match.slots["suppliers"]
    if any(f.found == "discourse" or f.mention.bare for f in suppliers) or not is_goods(match.slots["goods"][0].mention, state.views[match.sentence]):
        return False
    goods = match.slots["goods"][0].mention
    if state.views[match.sentence].lemmas[match.trigger] == "эксплуатировать" and not {"structure", "land"} & classes_of(goods.lemma):
        return False  # «пермяки эксплуатируют уральские машины»: what was bought is used
    if {"квота", "промысел"} & set(state.views[match.sentence].lemmas[goods.first : goods.last]):
        return False  # «освоили половину квоты»: a catch is no investment
    return abroad(match, state)


def outlet(match: Match, state: Discourse) -> bool:
    """«в сетях Джидды продают ульяновский мёд»: a shop, or a place with a ware of another."""
    mentions = [f.mention for f in match.slots["customers"]]
    goods = match.slots["goods"][0].mention
    if any("outlet" in classes_of(m.lemma) or "_" in m.prep for m in mentions):
        return True
    view = state.views[match.sentence]
    if match.form == "passive" and key(view.lemmas[match.trigger]) == "купить":
        return False  # «линия была куплена в Турции»: who bought it is not told
    return any(m.type == "place" and m.country and goods.country and m.country != goods.country for m in mentions)


def has_work(match: Match, state: Discourse) -> bool:
    """«победителем закупки стал «Лифтком»: 64 лифта»: a role in a deal, told with what is supplied."""
    view = state.views[match.sentence]
    if view.tokens[match.trigger].text.lower() == "стало":
        return False  # «как стало известно»
    if is_mere_maker(match):
        return False
    if "goods" in match.slots and key(match.slots["goods"][0].mention.lemma) not in members("tender"):
        goods = match.slots["goods"][0].mention
        return (
            is_ware(goods, view)
            or tangible(match, state)
            or bool(classes_of(goods.lemma) & {"structure", "supply_act", "purchase_act", "service_act", "construction_act"})
        )
    role = match.slots["role"][0].mention
    if becomes_supplier(match, view):
        return True
    tokens = {key(t.lemma) for t in view.tokens[role.first : role.last]}
    if "победитель" in tokens and any(not members("tender").isdisjoint(v.words) for v in state.views[max(0, view.index - 2) : view.index]):
        return True  # «Мэрия завершила аукцион на 50 автобусов. Победителем признан «Дилер»
    return bool(tokens & members("tender")) and bool(view.quantities)


def tendered(match: Match, state: Discourse) -> bool:
    """«Подвели итоги конкурса на мусоровозы. Победил «Дормаш»: 14 машин»: won is what was put out to tender a sentence before."""
    view = state.views[match.sentence]
    if match.slots["suppliers"][0].found == "discourse" or not (view.money or view.quantities):
        return False
    own = not members("tender").isdisjoint(view.words)
    if own or match.rule == "contracts.bidder":  # «единственную заявку на тот же аукцион подал дилер»
        return own and match.rule == "contracts.bidder" and not match.slots["suppliers"][0].mention.bare
    return any(not members("tender").isdisjoint(v.words) for v in state.views[max(0, view.index - 2) : view.index])


def role_goods(match: Match, state: Discourse) -> bool:
    """«покупателем краба стал Китай»: a ware behind the role; «покупателем магазина» is a person."""
    view = state.views[match.sentence]
    bodies = any(f.mention.type in ("organization", "government") for f in match.slots["customers"])  # what countries buy most of is a statistic
    return is_ware(match.slots["goods"][0].mention, view) and (
        bodies or counted(match, state) or view.tokens[match.trigger].text.lower() in ("стал", "стала", "стали")
    )


def moves(match: Match, state: Discourse) -> bool:
    """«восемь вагонов шифера ушли в Ош»: goods in the nominative of a verb of motion, and not people."""
    view = state.views[match.sentence]
    if any(f.mention.type == "organization" and not {"ware", "container"} & classes_of(f.mention.lemma) for f in match.slots["goods"]):
        return False
    counted = any(f.mention.start <= q.start < f.mention.stop for f in match.slots["goods"] for q in view.quantities)
    if "речь" in view.lemmas[max(0, match.trigger - 2) : match.trigger + 3] and key(view.lemmas[match.trigger]) in ("идти", "пойти"):
        return False  # «о каких вагонах идёт речь»
    if ":" in view.texts[match.trigger : match.slots["goods"][0].mention.first]:
        return False  # «вышел победителем: предстоит изготовить 4 тысячи батарей»
    if _goes_himself(match, view) or all(classes_of(f.mention.lemma) & {"making", "construction_act", "service_act"} for f in match.slots["goods"]):
        return False  # «появится производство кормов»
    if (
        not counted
        and "наш" not in view.words
        and all(key(f.mention.lemma) in VESSELS for f in match.slots["goods"])
        and goods_of(match.slots["goods"], view, state.document.article.text).head in VESSELS
    ):
        return False  # «самолёт с делегацией вылетел в Дели»: what carries is no goods
    return counted or bool(match.slots.keys() & {"customers", "suppliers", "origin"})


def _goes_himself(match: Match, view: View) -> bool:
    """«детали обсудят, когда приедет владелец», «автобус с гостями ушёл на Иматру»: people go, whatever else the sentence names."""
    goods = {f.mention.head for f in match.slots["goods"]}
    if all(f.found == "discourse" for f in match.slots["goods"]) and any(m.type == "group" and not m.prep for m in view.mentions):
        return True  # «осенью четверо наших магистрантов поедут в Загреб»
    going = any(
        m.type in ("person", "group") and m.case == "nom" and not m.prep and m.head not in goods and view.governor(m) == match.trigger for m in view.mentions
    )
    return going or any(m.type in ("person", "group") and m.prep in ("с", "со") and view.governor(m) in goods for m in view.mentions)


def for_someone(match: Match, state: Discourse) -> bool:
    """«сшила для лесозавода», «изготовит «Волна», с которой заключили договор»: making for a customer, not for stock."""
    view = state.views[match.sentence]
    if key(match.slots["goods"][0].mention.lemma) in FOUNDED:
        return False  # «заложили камень в основание завода»
    near = [view, *state.views[max(0, match.sentence - 1) : match.sentence]]
    if "customers" in match.slots or any(not (members("sought") | members("tender")).isdisjoint(v.words) for v in near):
        return True  # «выбрали поставщика мусоровозов. 84 машины изготовит МАЗ»
    return any(key(t.lemma) in members("contract_noun") or t.lemma in ("заказать", "заказывать") for t in view.tokens)


FOUNDED = {"камень", "капсула", "кирпич", "фундамент", "киль"}


def _done_together(act: Mention, view: View) -> bool:
    inside = view.lemmas[act.first : act.last]
    return "совместный" in inside or "общий" in inside or (act.lemma == "подготовка" and view.texts[act.head + 1 : act.head + 2] == ["к"])


def _output(act: Mention) -> bool:
    """«договорился с фирмой о производстве в Индии 20 млн доз»: cooperation, unless to order."""
    return key(act.lemma) in ("производство", "выпуск") and "контрактн" not in act.name.lower()


def priced(match: Match, state: Discourse) -> bool:
    """«сторговался с сетью: 520 тонн сахара»: an act, or a number behind a colon or a dash; «о совместном выпуске», «о подготовке к юбилею» is no deal."""
    if any(_done_together(f.mention, state.views[match.sentence]) or _output(f.mention) for f in match.slots.get("act", ())):
        return False
    if "act" in match.slots or "goods" in match.slots:
        return True
    view = state.views[match.sentence]
    at = next((t.start for t in view.tokens[match.trigger :] if t.text in (":", "—", "–")), None)
    return at is not None and any(q.start > at and q.item_start is not None for q in view.quantities)


def no_draft(match: Match, state: Discourse) -> bool:
    """«подготовило проект соглашения»: a draft of a paper is nothing that one makes for another."""
    return not any(BINDING & set(state.views[match.sentence].lemmas[f.mention.head + 1 : f.mention.last]) for f in match.slots["goods"])


def sited(match: Match, state: Discourse) -> bool:
    """«инвестиции компании Klaus в завод под Тверью»: a sum, and from elsewhere."""
    named = all(f.found != "discourse" and not f.mention.bare for f in match.slots["suppliers"])
    return named and bool(state.views[match.sentence].money) and outsider(match, state)


GUARDS: dict[str, Callable[[Match, Discourse], bool]] = {
    "tradable": tradable, "ware": ware, "sourced": sourced, "moves": moves, "purchase_paper": purchase_paper, "invested": invested, "sited": sited, "outsider": outsider, "told_deal": told_deal, "no_draft": no_draft,
    "for_someone": for_someone, "bargained": bargained, "priced": priced, "tangible": tangible, "gift": gift, "offered": offered, "wished": wished, "dropped": dropped,
    "undertaken": undertaken, "funded": funded, "abroad": abroad, "settler": settler, "rented": rented, "lent": lent, "loaned": loaned, "of_paper": of_paper, "erected": erected, "exploited": exploited, "for_a_deal": for_a_deal, "keen": keen, "engaged": engaged, "near_paper": near_paper, "acquired": acquired,
    "worked_on": worked_on, "outlet": outlet, "has_work": has_work, "own_paper": own_paper, "counted": counted, "real_ware": real_ware, "awaited": awaited, "sought_ware": sought_ware, "itself": itself, "talked": talked, "foreign": foreign, "named_behind": named_behind, "role_goods": role_goods,
    "paid": paid, "paid_work": paid_work, "to_run": to_run, "licensed": licensed, "funded_site": funded_site, "tendered": tendered, "fallen": fallen, "cleared": cleared, "needed": needed,
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
