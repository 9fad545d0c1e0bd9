"""Building and investing: who comes from elsewhere to build, and whether it is an order or the builder's own money.

«Минский трест построит в Обнинске школу» is construction for another, «итальянская компания откроет в Липецке завод» an investment.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.article.home import NATIVE
from extractors.contracts.handled import is_handled
from extractors.contracts.lands import afar, apart, behind, codes, codes_near, codes_of, other_side, regions
from extractors.contracts.projects import meant
from extractors.lexicon import classes_of, key, members
from extractors.phrases.words import PRONOUNS
from extractors.view import View
from schemas.match import Filler, Match, Mention

OPENING_VERBS = {
    "открыть", "открывать", "запустить", "запускать", "создать", "создавать", "расширить", "расширять", "организовать", "организовывать", "наладить", "налаживать", "локализовать", "локализовывать",
    "разместить", "размещать", "обещать", "пообещать", "начать", "начинать", "возобновить", "возобновлять", "перенести", "переносить", "развернуть", "закрыть", "закрывать", "приступить", "приступать", "открытие", "запуск", "закладка",
}  # fmt: skip
INVESTING = ("инвест", "вложен", "вложит", "резидент", "преференц")


def outsider(match: Match, state: Discourse) -> bool:
    """«Минский трест построит в Обнинске школу»: who builds comes from elsewhere than where it is built."""
    view = state.views[match.sentence]
    acting = builders(match, view)
    suppliers, customers = codes_of(acting, state), codes(match, state, "customers")
    told = [f.mention for f in acting if not f.mention.bare]
    if (
        match.form == "participle_passive"
        and acting == match.slots.get("suppliers")
        and any(f.found in ("clause", "discourse") for f in match.slots.get("suppliers", ()))
    ):
        return False  # «в тендере для строящейся в Индии станции»: who builds is not told
    if any(key(f.mention.lemma) == "который" and not _built(f.mention, view) for f in match.slots.get("goods", ())):
        return False  # «цель, которую поставили»
    opening = key(view.tokens[match.trigger].lemma) in OPENING_VERBS
    if any((opening and f.mention.lemma in PRONOUNS) or "кредитн" in f.mention.name.lower() for f in match.slots.get("goods", ())):
        return False  # «открыл кредитную линию»
    if any({"местный", "здешний", "тамошний"} & set(view.lemmas[m.first : m.head + 1]) for m in told):
        return False
    if _invests_at_home(match, view, told):
        return True
    if opening and not view.money:
        return _opens_abroad(match, state, acting, suppliers, customers)
    home = {c for c in (state.home.country, state.home.region) if c} if state.home else set()
    if suppliers and customers:
        return not (suppliers & customers) or regions(suppliers) != regions(customers)
    if suppliers and home and suppliers <= home and all(f.mention.type == "place" and f.mention.place_kind == "country" for f in acting):
        return other_side(suppliers, match, state)  # «Турция построит ещё одну станцию»: a land builds its own
    if suppliers:
        return not suppliers <= home or any("-" not in c and c not in NATIVE for c in suppliers) or other_side(suppliers, match, state)
    if _to_another_country(match, told):
        return True
    return bool(customers) and bool(told) and not customers <= home


def _built(pronoun: Mention, view: View) -> bool:
    """«завод, который построит»: what stands before «который» is built."""
    near = (m for m in view.mentions if m.last <= pronoun.first <= m.last + 6 and m.parent is None)
    return any("structure" in classes_of(m.lemma) for m in near)


def builders(match: Match, view: View) -> tuple[Filler, ...]:
    """Who builds: the subject, else the partner of «мы», the owner of what is built, or whoever has a part in it («с участием турецкого капитала»)."""
    slots = match.slots
    acting = slots.get("suppliers", ())
    if "partners" in slots and acting and all(f.mention.lemma == "мы" for f in acting):
        return slots["partners"]
    if not acting and match.form == "active" and "partners" in slots and "owner" not in slots:
        return tuple(Filler(named, f.found) for f in slots["partners"] if (named := _firm_of(f.mention, view)) is not None)
    if all(f.found == "discourse" or f.mention.bare for f in acting):
        if "owner" in slots:
            return slots["owner"]
        if "part" in slots:
            return participants(slots["part"][0].mention, view) or acting
    return acting


def _firm_of(partner: Mention, view: View) -> Mention | None:
    """«вместе с руководством / фирмы «Лоренцо»: the firm with a name for which a partner of the opening stands."""
    inside = (m for m in view.mentions if partner.first <= m.first and m.last <= partner.last and m.type == "organization")
    return next((m for m in inside if not m.bare and any(map(str.isupper, m.name))), None)


def participants(part: Mention, view: View) -> tuple[Filler, ...]:
    """«с участием турецкой фирмы» → «турецкая фирма»."""
    inside = [m for m in view.mentions if part.head < m.first and m.last <= part.last and m.case == "gen"]
    capital = next((m for m in inside if "part" in classes_of(m.lemma)), part)  # «с участием капитала / китайских инвесторов»
    own = view.mentions.index(capital)
    return tuple(Filler(m, "child") for m in inside if m.parent == own and m.first > capital.head)


def _to_another_country(match: Match, told: Sequence[Mention]) -> bool:
    """«Прогресс» построит в Турции станцию»: of its own country one says «в стране», or names the town."""
    if not any("«" in m.name or m.name.isupper() or m.name[:1].isupper() for m in told if m.type == "organization"):
        return False
    places = [f.mention for f in match.slots.get("customers", ()) if f.mention.type == "place" and f.mention.country]
    return any(m.country not in NATIVE or m.place_kind == "country" for m in places)


def _opens_abroad(match: Match, state: Discourse, acting: Sequence[Filler], suppliers: set[str], customers: set[str]) -> bool:
    """Opening without money is an investment where both sides are known, differ, and what opens makes something: no office, no shop."""
    goods = match.slots.get("goods")
    if not goods or not _makes(goods[0].mention):
        return False
    if suppliers and not customers:
        return afar(match, state)
    if not suppliers or not customers:
        return not suppliers and (_to_another_country(match, [f.mention for f in acting]) or _away_from_home(match, acting, state))
    if all(f.mention.type == "government" or (f.mention.type == "place" and f.found != "child") for f in acting):
        return False
    return apart(suppliers, customers)


def _away_from_home(match: Match, acting: Sequence[Filler], state: Discourse) -> bool:
    """«компания «Черника» открыла завод в Ташкентской области» in the news of Рязань: a firm with a name, and a place of another country than the article's."""
    home = state.home.country if state.home else None
    named = any("«" in f.mention.name for f in acting if f.found == "child" and f.mention.type == "organization")
    return named and home is not None and all(f.mention.country not in (None, home) for f in match.slots.get("customers", ()) if f.mention.type == "place")


def _makes(mention: Mention) -> bool:
    """Where things are made: «завод», «цех», «сборка»; a joint one is an agreement."""
    part = key(mention.lemma) in PARTS and any(key(word)[:5] in PLANTS for word in mention.name.split()[1:])  # «вторая очередь завода»
    project = key(mention.lemma) == "инвестпроект" or (key(mention.lemma) == "проект" and "инвестиционн" in mention.name.lower())
    return (part or project or key(mention.lemma).endswith(MAKING)) and "совместн" not in mention.name.lower()


PARTS = {"очередь", "линия", "корпус", "цех", "участок", "филиал", "площадка"}
PLANTS = {"завод", "фабри", "комби", "произ", "предп", "сборк", "выпус", "ферма", "компл"}
MAKING = (
    "розлив",
    "завод",
    "фабрика",
    "комбинат",
    "цех",
    "производство",
    "предприятие",
    "сборка",
    "выпуск",
    "ферма",
    "комплекс",
    "мельница",
    "теплица",
    "мощность",
    "хозяйство",
)


def _invests_at_home(match: Match, view: View, told: list[Mention]) -> bool:
    """«Компания «Логос» построит в Люберцах склад, инвестиции — 5,7 млрд»: a named firm, a plant, a sum and a word of investing."""
    goods = match.slots.get("goods")
    if not goods or not view.money or not is_plant(goods[0].mention) or not any(m.type == "organization" and any(map(str.isupper, m.name)) for m in told):
        return False
    return any(lemma.startswith(INVESTING) for lemma in view.lemmas)


def is_plant(mention: Mention) -> bool:
    """A structure that one builds to earn: завод, склад, ферма; not школа, мост."""
    classes = classes_of(mention.lemma)
    return "structure" in classes and "public_work" not in classes


def is_site(mention: Mention) -> bool:
    """A place to build on or a structure, and no ware: площадка, отель, элеватор."""
    return "structure" in classes_of(mention.lemma) and "ware" not in classes_of(mention.lemma)


def undertaken(match: Match, state: Discourse) -> bool:
    """«корейцы участвуют в строительстве порта»: somebody from elsewhere works, or works on what is another's."""
    view = state.views[match.sentence]
    if key(view.tokens[match.trigger].lemma) in TAKING and not any(lemma in ("участие", "себя") for lemma in view.lemmas[match.trigger : match.trigger + 4]):
        return False
    if is_handled(match, view):
        return False
    makers = match.slots["suppliers"]
    if "участие" in view.lemmas[match.trigger : match.trigger + 4] and (
        classes_of(match.slots["act"][0].mention.lemma) & {"works", "founding"} or key(match.slots["act"][0].mention.lemma) in ("испытание", "тестирование")
    ):
        return False  # «примут участие в работе ярмарки», «в открытии выставки»
    if all(f.found == "discourse" or f.mention.bare for f in makers):
        theirs = codes(match, state, "customers") or codes_near(match.slots["act"][0].mention, view) | behind(match.slots["act"][0].mention, view)
        return all(f.found == "child" for f in makers) and apart(
            codes(match, state, "suppliers"), theirs
        )  # «предприятие ведёт ремонт судна, принадлежащего Филиппинам»
    if any(f.mention.type == "place" and f.found not in ("child", "shared") for f in makers):
        return False
    if match.form == "noun" and makers[0].found == "clause" and view.verbs_between(match.trigger, makers[0].mention.head):
        return False
    work, suppliers = meant(match.slots["act"], view)[0].mention, codes(match, state, "suppliers")
    if "carrying" in classes_of(work.lemma):
        return False  # «участвует в реализации молока»
    if "project" in classes_of(work.lemma) and not (view.money or any(lemma.startswith("инвест") for lemma in view.lemmas) or _builds(work, view)):
        return False
    if work.lemma == "работа" and work.number == "sing" and (work.core or (work.first, work.last)) == (work.head, work.head + 1):
        return False  # «делегация продолжает работу»
    if work.lemma == "развитие" or (view.lemmas[match.trigger] == "заниматься" and "который" in view.lemmas[max(0, match.trigger - 2) : match.trigger]):
        return False  # «власти будут работать над развитием туризма», «менеджеры компании, которая занимается выпуском вагонов»
    if match.slots["act"][0].found == "clause" and view.verbs_between(match.trigger, work.head):
        return False  # «костромичи работают: «Лес» строит посёлок, а вуз разработал проект реставрации»
    loose = key(view.tokens[match.trigger].lemma) in ("провести", "проводить", "вести", "завершить")
    if loose and work.last - work.first == 1 and "customers" not in match.slots and "service_act" in classes_of(work.lemma):
        return False  # «китайцы хотят провести аудит»
    if outsider(match, state) or (match.rule == "contracts.entrust" and _to_others(match, state)):
        return True
    theirs = codes_near(work, view) | behind(work, view)
    if not suppliers and match.rule == "contracts.entrust" and all("«" in f.mention.name for f in makers):
        return any(c.split("-")[0] != (state.home.country if state.home else None) for c in theirs)  # «перегон доков в Янгон поручен «Севфрахту»
    return bool(suppliers) and bool(regions(theirs) - suppliers) and regions(suppliers).isdisjoint(theirs)


def _to_others(match: Match, state: Discourse) -> bool:
    """«Алматинский метрополитен доверил ремонт петербургскому заводу»: two bodies with names in the clause, not of one place."""
    both = [*match.slots["suppliers"], *match.slots.get("customers", ())]
    named = len(both) > 1 and all(f.found == "child" and f.mention.type == "organization" and not f.mention.bare for f in both)
    return named and codes(match, state, "suppliers").isdisjoint(codes(match, state, "customers"))


def _builds(work: Mention, view: View) -> bool:
    return any({"construction_act", "structure"} & classes_of(lemma) for lemma in view.lemmas[work.head + 1 : work.last + 2])


TAKING = {"принять", "принимать", "взять", "брать"}


def funded(match: Match, state: Discourse) -> bool:
    """«катарский фонд выделит 100 млн на строительство порта»: money, and from elsewhere."""
    view = state.views[match.sentence]
    objects = any(not m.prep and m.case == "acc" and view.governor(m) == match.trigger and not view.is_value(m) for m in view.mentions)
    return any(_is_of_clause(view.token_at(v.start), match.trigger, view) for v in view.money) and not objects and outsider(match, state)


def _is_of_clause(at: int, trigger: int, view: View) -> bool:
    """Not «пошлёт лётчиков учиться, / а Сербия создаст банк с капиталом в 4 млрд»: no «а» and verb between the trigger and the sum."""
    border = next((i for i in range(trigger + 1, at - 1) if view.texts[i] == "," and view.texts[i + 1] in ("а", "но")), None)
    return border is None or not view.verbs_between(border, at)


def abroad(match: Match, state: Discourse) -> bool:
    """Both sides are known and lie in different regions or countries: no loan of a bank to its neighbours."""
    suppliers, customers = codes(match, state, "suppliers"), codes(match, state, "customers")
    if not customers:
        customers = {c for f in match.slots["goods"] for c in codes_near(f.mention, state.views[match.sentence])}
    view = state.views[match.sentence]
    makers = match.slots["suppliers"]
    if match.rule == "contracts.assemble" and any(
        f.found == "discourse" or (view.verbs_between(match.trigger, f.mention.head) and view.breaks_between(match.trigger, f.mention.head)) for f in makers
    ):
        return False
    if not suppliers and _to_another_country(match, [f.mention for f in makers]):
        return True
    if match.rule == "contracts.borrow" and not suppliers:  # «Беларусь получила от Евразийского фонда кредит»
        return any("-" not in c for c in regions(customers)) and all(f.mention.type == "organization" for f in makers)
    return apart(suppliers, customers)


def rented(match: Match, state: Discourse) -> bool:
    """«инвестор арендовал в Забайкалье лес», «взял в аренду причал»: a word of renting, and from elsewhere."""
    view = state.views[match.sentence]
    near = view.lemmas[max(0, match.trigger - 4) : match.trigger + 5]
    if view.lemmas[match.trigger] != "арендовать" and not any(lemma in members("renting") for lemma in near):
        return False
    theirs = codes(match, state, "suppliers") or codes_near(match.slots["goods"][0].mention, view)
    return apart(codes(match, state, "customers"), theirs)


def settler(match: Match, state: Discourse) -> bool:
    """«вьетнамская компания стала резидентом парка»: who settles comes from elsewhere than where the article is at home."""
    suppliers, customers = codes(match, state, "suppliers"), codes(match, state, "customers")
    home = {c for c in (state.home.country, state.home.region) if c} if state.home else set()
    return apart(suppliers, customers or home)


def kind_of(match: Match, view: View, act: str, head: str) -> str:
    """construction → investment where a plant is built with no paper and by no builder."""
    classes = classes_of(head)
    if match.rule == "contracts.supplier_role" and match.slots["role"][0].mention.lemma == "инвестор":
        return "investment"
    if match.rule == "contracts.refuse" and act == "supply" and any({"structure", "project"} & classes_of(view.lemmas[i]) for i in _dropped(match)):
        return "investment"
    role = match.slots["role"][0].mention.lemma if "role" in match.slots else ""
    if role in RUNNING:
        return "service"  # «оператором аэропорта станет турецкая компания»
    if match.rule in AWARDED and act == "supply" and role in CONTRACTING and "ware" not in classes:
        return "construction"  # «подрядчиком второго блока станции»
    if match.rule in AWARDED and act == "supply" and "structure" in classes and not classes & {"ware", "container"}:
        return "construction"  # «генподрядчиком завода выбрана фирма «Рельеф»
    if act != "construction" or match.rule not in OWN_MONEY:
        return act
    builders = any("builder" in classes_of(f.mention.lemma) for f in match.slots.get("suppliers", ()))
    ordered = any(f.mention.prep in ("для", "по_заказ") for f in match.slots.get("customers", ()))
    paper = any(lemma in members("contract_noun") and lemma != "соглашение" for lemma in view.lemmas)
    if match.rule == "contracts.erect":
        return "construction" if builders or ordered or paper else "investment"
    return "investment" if "structure" in classes and "public_work" not in classes and not (builders or ordered or paper) else act


def _dropped(match: Match) -> list[int]:
    """The words of what was refused: «проект завода», «вторая очередь теплиц»."""
    return [i for f in match.slots["dropped"] for i in range(f.mention.first, f.mention.last)]


RUNNING = {"оператор", "эксплуатант"}
CONTRACTING = {"подрядчик", "генподрядчик", "субподрядчик"}
AWARDED = {"contracts.supplier_role", "contracts.chosen", "contracts.get_order", "contracts.fall_to", "contracts.win"}
OWN_MONEY = {
    "contracts.build",
    "contracts.erect",
    "contracts.opening",
    "contracts.start_work",
    "contracts.service_noun",
    "contracts.undertake",
    "contracts.aspire",
    "contracts.appear",
    "contracts.refuse",
    "contracts.supplier_role",
}
