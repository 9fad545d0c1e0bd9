"""Wares: whether what a rule found as goods is a thing that is traded, by its word or because it is counted or weighed."""

from __future__ import annotations

from functools import lru_cache

from extractors.article.discourse import Discourse
from extractors.contracts.hauling import CARRIERS
from extractors.contracts.status import antecedent
from extractors.lexicon import classes_of, key, members
from extractors.matching.slots import is_relief
from extractors.phrases.words import PRONOUNS
from extractors.view import View
from schemas.match import Match, Mention

MASS = {"т", "кг", "ц", "л", "м3", "баррель", "кВт·ч", "МВт·ч", "TEU", "дал"}
ABSTRACT = ("ость", "ение", "ание", "ация", "ство", "изм", "ика", "дка", "сть")
WORKS = {"service_act", "construction_act"}
TIMES = {"год", "неделя", "месяц", "день", "сутки", "час", "раз", "сезон", "квартал", "ночь", "время"}
ASKED = {"contracts.request", "contracts.quote"}
VESSELS = {  # what carries wares: itself no goods where it arrives, and no seller where they come by it
    "самолет", "судно", "поезд", "корабль", "теплоход", "паром", "борт", "рейс", "сухогруз", "танкер", "ледокол", "фрегат", "корвет", "вертолет", "состав", "эшелон", "катер", "яхта",
    "спецборт", "авиарейс", "спецрейс", "автотранспорт",
}  # fmt: skip
SHIPPING = {"отгрузить", "отгружать", "экспортировать"}
NOBODY = {"кому", "некому", "нечего", "некуда", "куда", "негде"}


def tradable(match: Match, state: Discourse) -> bool:
    """«поставили задачу», «продали акции», «доставили пассажиров»: the object is no ware."""
    view = state.views[match.sentence]
    mention = match.slots["goods"][0].mention
    if _other_object(match, view) or any(t.text.lower() == "ли" for t in view.tokens[max(0, match.trigger - 2) : match.trigger + 3]):
        return False  # «поставили подписи», «купят ли там защиту», «можно ли поставлять»
    if match.form == "infinitive" and any(t.text.lower() in NOBODY for t in view.tokens[max(0, match.trigger - 3) : match.trigger]):
        return False  # «есть кому продать», «некуда отгружать»
    if key(mention.lemma) == "который":
        named = antecedent(mention, view)
        return named is not None and is_goods(named, view)
    classes = classes_of(mention.lemma)
    if match.form != "noun" and classes & {"service_act", "construction_act", "supply_act", "purchase_act"} and "ware" not in classes:
        return False  # «идёт модернизация установки», «наладил сбыт тушек»
    if match.rule == "contracts.request" and classes & {"supply_act", "purchase_act", "service_act", "construction_act"}:
        return False  # «заинтересованность в приобретении техники» is told by the buying
    if mention.prep and match.rule not in ASKED and not any(mention.start <= q.start < mention.stop for q in view.quantities):
        return False  # «поставит до конца года»: only amounts follow «до», «по», «около»
    if match.rule == "contracts.supply" and "structure" in classes_of(mention.lemma) and not is_ware(mention, view):
        return key(view.tokens[match.trigger].lemma) in SHIPPING and is_goods(mention, view)  # «отгрузил станцию», not «поставили завод»
    return is_goods(mention, view)


def _other_object(match: Match, view: View) -> bool:
    """Whether the trigger's own object is no ware («поставили подписи»), so that what was found as goods belongs to another verb."""
    if match.form == "noun" or match.rule in ASKED:
        return False
    objects = [m for m in view.mentions if m.case == "acc" and not m.prep and view.governor(m) == match.trigger and not view.is_value(m)]
    return any("no_goods" in classes_of(m.lemma) and key(m.lemma) not in TIMES and not is_relief(m) for m in objects)


def ware(match: Match, state: Discourse) -> bool:
    """Light verbs («дать», «взять», «отправить») speak of trade where what goes is a ware, or is counted in tonnes and wagons."""
    if not tradable(match, state):
        return False
    view = state.views[match.sentence]
    told = [f for slot in ("suppliers", "customers", "origin") for f in match.slots.get(slot, ())]
    if match.rule == "contracts.send" and all(f.found == "discourse" for f in told):
        return False  # «раньше везли из-под Вязьмы», «баржи уже грузят»
    if any(is_ware(f.mention, view) for f in match.slots["goods"]):
        return True
    return key(view.tokens[match.trigger].lemma) not in LIGHT and _between_sides(match) and all(is_thing(f.mention, view) for f in match.slots["goods"])


LIGHT = {
    "дать", "давать", "взять", "брать", "принять", "принимать", "получить", "получать", "идти", "пойти", "прийти", "выйти", "попасть", "попадать", "появиться", "уйти", "уходить", "ехать",
    "перейти", "дойти", "доходить", "следовать", "последовать", "достаться", "доставаться", "сделать", "делать", "создать", "разработать", "заложить", "произвести", "производить",
    "собрать", "собирать", "выпустить", "выпускать", "построить", "строить", "поступить", "поступать", "обеспечить", "обеспечивать", "установить", "устанавливать", "обновить", "дополнить", "полагаться",
    "настроить", "настраивать", "восстановить", "заменить", "менять", "очистить", "грузить", "зайти", "подойти", "отойти", "лечь", "добраться", "двинуться", "набрать", "отобрать", "адресовать", "ожидать", "ждать",
}  # fmt: skip


def _between_sides(match: Match) -> bool:
    """Two sides told in the sentence itself, one of them with a name or a place."""
    sides = [
        next((f.mention for f in match.slots.get(slot, ()) if f.found != "discourse"), None)
        for slot in ("customers", "suppliers" if "suppliers" in match.slots else "origin")
    ]
    return all(m is not None for m in sides) and any(m.country or "«" in m.name for m in sides if m is not None)


def is_thing(mention: Mention, view: View) -> bool:
    """Several of something of which no lexicon knows that it is no thing: inanimate, neither abstract nor a body, a paper, an occasion."""
    token, lemma = view.tokens[mention.head], key(mention.lemma)
    if mention.type or mention.kind or mention.prep or token.pos != "NOUN" or token.feats.animacy == "anim" or lemma.endswith(ABSTRACT):
        return False
    many = mention.number == "plur" or any(mention.start <= q.start < mention.stop for q in view.quantities)
    return many and not classes_of(lemma) & NO_THINGS and not any(c.isdigit() for c in lemma)


NO_THINGS = {"no_goods", "organization", "government", "group", "maker", "buyer", "structure", "document", "deal", "event", "trip", "joint_body", "supply_act", "purchase_act", "service_act", "construction_act", "contract_noun", "tender", "interest", "loan", "stake", "trainee", "place_noun", "post", "target", "goal"}  # fmt: skip


def tangible(match: Match, state: Discourse) -> bool:
    """«востребованы направляющие», «нужны троллейбусы»; not «нужна поддержка»: a ware, or at least no abstract noun."""
    mention = match.slots["goods"][0].mention
    view = state.views[match.sentence]
    if not is_goods(mention, view) or (mention.prep and not counted(match, state)):
        return False
    behind = (m for m in view.mentions if m.first > mention.first and not m.prep and "supply_act" in classes_of(m.lemma))
    if any(not view.verbs_between(mention.head, m.head) for m in behind):
        return False  # «интересны изделия и поставки продукции»: one deal, told by its deliveries
    if is_ware(mention, view):
        return True
    return mention.type == "" and mention.number == "plur" and mention.kind == "" and not key(mention.lemma).endswith(ABSTRACT)


def real_ware(match: Match, state: Discourse) -> bool:
    """«заинтересованы в самосвалах»: the thing itself is a word for a ware."""
    view = state.views[match.sentence]
    goods = match.slots["goods"][0].mention
    essence = _essence(goods, view)
    return (essence in members("ware", "animal") or is_compound_ware(essence)) and is_goods(goods, view)


def counted(match: Match, state: Discourse) -> bool:
    """«парк пополнят 20 вагонов»: so many of them."""
    view = state.views[match.sentence]
    loads = [load for f in match.slots["goods"] if key(f.mention.lemma) in VESSELS and (load := _load_of(f.mention, view)) is not None]
    if any(not is_ware(load, view) for load in loads):
        return False  # «самолёт с 80 пассажирами»
    return any(m.start <= q.start < m.stop for m in [*(f.mention for f in match.slots["goods"]), *loads] for q in view.quantities)


def is_goods(mention: Mention, view: View) -> bool:
    """Whether a phrase may be goods at all: no person, no place, no body that has a name, none of the words that never are."""
    lemma = _essence(mention, view)
    if mention.first and view.lemmas[mention.first - 1] in PROPERTIES:
        return False  # «самосвал грузоподъёмностью / 450 тонн»
    if (lemma in members("no_goods") and not is_relief(mention)) or lemma in ("мы", "я", "кто") or mention.type in ("person", "place", "government"):
        return False
    if any(q.unit == "чел" and mention.start <= q.start < mention.stop for q in view.quantities):
        return False  # «возили в Казань три десятка фермеров»
    if len(lemma.rstrip(".")) < 3 and lemma not in members("ware"):
        return False  # «101 ед.», «Су-30 / К»
    if mention.type == "group" or (view.tokens[mention.head].feats.animacy == "anim" and lemma == key(mention.lemma) and lemma not in PRONOUNS):
        return lemma in members("animal") or lemma in members("ware") or is_compound_ware(lemma)
    if mention.type == "organization" and not {"ware", "structure"} & classes_of(lemma):
        return not ("«" in mention.name or mention.name.isupper() or classes_of(lemma) & {"organization", "maker", "buyer", "government"})
    return True


PROPERTIES = {
    "грузоподъемность", "мощность", "вместимость", "емкость", "производительность", "водоизмещение", "дедвейт", "диаметр", "длина", "высота", "ширина", "толщина", "протяженность",
}  # fmt: skip


def is_ware(mention: Mention, view: View) -> bool:
    """A word for a ware, an animal, or something measured in tonnes."""
    if mention.lemma in PRONOUNS or is_relief(mention):
        return True
    if classes_of(mention.lemma) & WORKS and key(mention.lemma) not in members("ware"):
        return False  # «сборка выключателей»
    words = {key(t.lemma) for t in view.tokens[mention.first : mention.last]}
    if not words.isdisjoint(members("ware", "animal")) or is_compound_ware(key(mention.lemma)):
        return True
    near = [q for q in view.quantities if mention.start <= q.start < mention.stop]
    if key(mention.lemma) in CARRIERS | VESSELS and not near:  # «состав с 3 тысячами тонн рапса»
        load = _load_of(mention, view)
        return load is not None and is_ware(load, view)
    if "container" in classes_of(mention.lemma):
        return bool(near) or mention.lemma in ("партия", "эшелон", "груз", "фура")
    return any(q.unit in MASS for q in near) or (any(q.unit == "шт" for q in near) and mention.type in ("", "organization"))


def _load_of(vessel: Mention, view: View) -> Mention | None:
    """«самолёт / с 36 тоннами медикаментов»: what a vessel carries."""
    return next((m for m in view.mentions if m.prep in ("с", "со") and m.first == vessel.last + 1 and m.lemma != vessel.lemma), None)


@lru_cache(2_000)
def is_compound_ware(lemma: str) -> bool:
    """«рентген-аппарат», «прицеп-цистерна», «зернодробилка»: a word for a ware, made longer."""
    known = members("ware")
    if "-" in lemma:
        return lemma.rpartition("-")[2] in known
    return any(lemma[at:] in known for at in range(3, len(lemma) - SHORTEST + 1))


SHORTEST = 7  # letters of the ware at the end of a longer word


COUNTS = {"ряд", "часть", "множество", "число", "количество", "объем", "тысяча", "миллион", "десяток", "сотня", "пара", "тройка", "дюжина", "половина", "треть"}


def _essence(mention: Mention, view: View) -> str:
    """«ряд проектов», «18 тысяч рабочих мест»: the lemma of what is counted or contained."""
    quantity = next((q for q in view.quantities if mention.start <= q.start < mention.stop and q.item_start is not None and q.item_stop is not None), None)
    if quantity is not None and quantity.item_stop is not None:
        at = view.token_at(quantity.item_stop - 1)
        return key(view.tokens[at].lemma)
    if key(mention.lemma) in COUNTS:
        own = view.mentions.index(mention)
        inner = next((m for m in view.mentions if m.parent == own and m.case == "gen" and m.first > mention.head), None)
        if inner is not None:
            return key(inner.lemma)
    return key(mention.lemma)
