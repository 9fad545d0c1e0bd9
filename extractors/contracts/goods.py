"""Goods: what a deal is about, how much of it, for what sum.

«первую партию из 24 пассажирских лифтов» → "пассажирские лифты", 24 шт; «контракт на 5 тыс. тонн муки» → "мука", 5000 т.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.contracts.hauling import CARRIERS, brings, loads
from extractors.contracts.lists import further, is_term, listed, made_up_of
from extractors.contracts.tails import founded, tail_of
from extractors.contracts.weights import weight_behind
from extractors.inflect import token_nominative
from extractors.lexicon import classes_of, key, members
from extractors.names.phrases import tidy
from extractors.phrases.words import POSSESSIVES, PRONOUNS
from extractors.view import View
from schemas.changed import replace
from schemas.document import Token
from schemas.match import Filler, Mention
from schemas.values import Quantity

NUMBERS = {
    "тысяча", "миллион", "миллиард", "десяток", "сотня", "тыс", "млн", "млрд", ".", "первый", "второй", "очередной", "последний", "остальной", "свой", "весь",
}  # fmt: skip
AFTER_CONTAINER = {"из", "в", "с", "со", "по"}
BOUNDS = {
    "до", "около", "по", "порядка", "почти", "свыше", "более", "менее", "не", "всего", "примерно", "ещё", "еще", "от", "объёмом", "объемом", "в",
    "количестве",
}  # fmt: skip
AMOUNTS = BOUNDS | {"весом", "массой", "общим", "общей", "суммарным", "объёмами", "партией", "размере"}
MEASURES = {"тонна", "кубометр", "литр", "штука", "единица", "килограмм", "экземпляр", "голова", "центнер", "баррель", "доза", "т"}
HEADS = {"единица", "голова", "особь", "пара", "штука"}
PACKS = {
    "бутылка",
    "банка",
    "упаковка",
    "флакон",
    "пачка",
    "коробка",
    "мешок",
    "бочка",
    "пакет",
    "ампула",
    "машина",
    "вагон",
    "вагонка",
    "платформа",
    "цистерна",
    "кабина",
    "рулон",
    "лист",
}
FITTED = {"опцион", "право", "возможность", "экипаж", "двигатель", "кабина", "система", "привод", "салон", "гарантия"}  # no load of what carries
FROM = {"из", "от"}
MAKING = {"производство", "выпуск", "сборка", "изготовление"}
RAILWAYS = {"метро", "метрополитен", "поезд", "электропоезд"}  # «36 вагонов метро» carry nothing
COUNTED = {"шт", "чел", "голов", "пара"}  # what is counted is named in the plural, what is measured as it stands
OPENERS = {",", "—", "–", "-", "(", ":"}


@dataclass(frozen=True, slots=True)
class Goods:
    """`text` is nominative and without the number; `vague`: it stands for goods named before («ещё 14 машин»)."""

    text: str
    head: str
    vague: bool
    quantity: Quantity | None
    first: int
    last: int


def goods_of(fillers: Sequence[Filler], view: View, text: str) -> Goods:
    """The fillers of a goods slot, members of one list → goods."""
    fillers = [f for i, f in enumerate(loads(_one_list(fillers, view), view)) if not i or not is_term(f.mention)]
    fillers = [*fillers, *(Filler(m, fillers[-1].found) for m in further(fillers[-1].mention, view) if all(m is not f.mention for f in fillers))]
    named = [f for f in fillers if not view.is_value(f.mention) and not _mere_amount(f.mention, view)] or list(fillers[:1])
    named = named if len(named) != 2 or not _packed(named[0].mention, named[1].mention, view) else named[:1]
    amounts = [q for f in fillers if f not in named for q in view.quantities if f.mention.start <= q.start < f.mention.stop]
    found = [_goods(f.mention, view, text, 0) for f in named]
    if amounts and found[0].quantity is None:  # «овчину, 5 тысяч штук»
        found[0] = replace(found[0], quantity=amounts[0])
    goods = _joined(found)
    return replace(goods, quantity=weight_behind(found[0].last, goods.quantity, view)) if view.quantities else goods


KINDS = {  # «130 вагонов различных моделей»: of how many kinds they are is no load
    "модель", "тип", "вид", "марка", "модификация", "сорт", "наименование", "размер", "класс",
}  # fmt: skip


def _joined(found: Sequence[Goods]) -> Goods:
    """Goods told in one list, as one: the head and the quantity are those of the first."""
    lead = found[0]
    if len(found) == 1:
        return lead
    names = [g.text for g in found if g.text]
    if len(names) < 2:
        return lead
    joined = ", ".join(names[:-1]) + " и " + names[-1]
    return Goods(joined, lead.head, all(g.vague for g in found), lead.quantity, lead.first, max(g.last for g in found))


def _one_list(fillers: Sequence[Filler], view: View) -> list[Filler]:
    """«15 тысяч тонн труб; первые 4 тысячи уже в пути»: a list of goods ends at a semicolon, and bare numbers are no goods."""
    kept: list[Filler] = []
    for filler in fillers:
        m = filler.mention
        if kept and any(t.text == ";" for t in view.tokens[kept[-1].mention.last : m.first]):
            break
        if kept and key(m.lemma) in NUMBERS and m.last - m.first <= 3 and not any(n.parent is not None and view.mentions[n.parent] is m for n in view.mentions):
            continue
        kept.append(filler)
    return kept


def _mere_amount(mention: Mention, view: View) -> bool:
    """«5 тысяч штук», «600 т», «два вагона»: a number with its unit and nothing that is counted."""
    inside = [q for q in view.quantities if mention.start <= q.start < mention.stop]
    if not inside:
        return False
    parts = [m for m in view.mentions if m.parent is not None and view.mentions[m.parent] == mention]
    if key(mention.lemma) in members("container") and key(mention.lemma) not in CARRIERS and not parts:
        return True
    return any(q.item_start is None for q in inside) and not any(m.case == "gen" and key(m.lemma) not in members("container") for m in parts)


def _packed(ware: Mention, packs: Mention, view: View) -> bool:
    """«всю мадеру, / 120 тысяч бутылок», «технику, / 40 машин»: how many of the ware, not a second ware."""
    if list(view.texts[ware.last : packs.first]) != [","] or view.lemmas[packs.last - 1] not in PACKS:
        return False
    counted = [any(m.start <= q.start < m.stop for q in view.quantities) for m in (ware, packs)]
    return counted == [False, True]


def _goods(mention: Mention, view: View, text: str, depth: int) -> Goods:
    counted = next((q for q in view.quantities if mention.start <= q.start < mention.stop), None)
    if counted is not None and counted.item_start is not None:
        return _counted(mention, counted, view, text)
    measure = counted is not None and (len(counted.text.split()[-1]) <= len("кг") or key(view.lemmas[mention.last - 1]) in MEASURES)
    if counted is not None and counted.start <= mention.start and counted.stop >= mention.stop - 1 and measure:
        return Goods("", "", True, counted, mention.first, mention.last)  # «15 тыс. т.» and nothing that is weighed
    inner = _contained(mention, view) if depth < 4 and (key(mention.lemma) in members("container") or key(mention.lemma) in CARRIERS) else None
    if inner is not None:
        goods = _joined([_goods(m, view, text, depth + 1) for m in listed(inner, view)])
        if goods.text:
            quantity = counted or goods.quantity or made_up_of(mention, view)
            return Goods(goods.text, goods.head, goods.vague, quantity, mention.first, max(goods.last, mention.last))
    quantity = counted or _apposition(mention, view)
    tail = tail_of(mention, mention.last, view, text)
    if mention.lemma in PRONOUNS or (key(mention.lemma) in MEASURES and inner is None and counted is not None):
        return Goods("", "", True, quantity, mention.first, mention.last)
    first, last = _after_numbers(view.tokens, mention.first + brings(mention.first, view), mention.last), before_origin(mention, view)
    name = mention.name if (first, last) == (mention.first, mention.last) else phrase_name(view, text, first, last, mention.head)
    if inner is not None and inner.prep:  # «партия в 40 тонн»
        quantity = quantity or _goods(inner, view, text, depth + 1).quantity
    head = key(mention.lemma)
    name = f"{name} {tail}" if tail and last == mention.last else name
    name = f"{name} {thing}" if (thing := founded(mention, view, text)) else name
    vague = mention.last - first <= 1 and (head in members("vague_goods") or (head in members("container") and quantity is not None))  # «партия в 40 тонн»
    return Goods(name, head, vague, quantity, mention.first, mention.last)


def _counted(mention: Mention, quantity: Quantity, view: View, text: str) -> Goods:
    """«3,2 тыс. тонн мелющих шаров» → "мелющие шары"; the rest of the phrase behind the counted noun stays."""
    assert quantity.item_start is not None and quantity.item_stop is not None
    first = view.token_at(quantity.item_start)
    first += view.texts[first] in POSSESSIVES  # «шесть их котлов»
    last = max(before_origin(mention, view), view.token_at(quantity.item_stop - 1) + 1)
    head = next((i for i in range(first, last) if view.tokens[i].pos in ("NOUN", "PROPN")), last - 1)
    lemma = key(view.tokens[head].lemma)
    inside = [m for m in view.mentions if m.case == "gen" and m.first == head + 1 and m.last <= last]
    if (lemma in CARRIERS or (lemma in members("container") and not inside)) and (load := _contained(mention, view)) is not None:
        inner = _joined([_goods(m, view, text, 1) for m in listed(load, view)])  # «три скотовоза со 105 нетелями»
        return Goods(inner.text, inner.head, inner.vague, inner.quantity or _apposition(load, view) or quantity, mention.first, max(last, load.last))
    if lemma in members("container") and inside and lemma not in CARRIERS and key(inside[0].lemma) not in RAILWAYS | MAKING | KINDS:  # «12 контейнеров плитки»
        inner = _joined([_goods(m, view, text, 1) for m in listed(inside[0], view)])
        return Goods(inner.text, inner.head, inner.vague, quantity, mention.first, last)
    measured = first > mention.first and view.lemmas[first - 1] in HEADS  # «460 единиц техники», «300 голов скота»
    plural = quantity.unit in COUNTED and quantity.value != 1 and not measured
    name = phrase_name(view, text, first, last, head, plural=plural)
    if tail := tail_of(mention, last, view, text):
        name = f"{name} {tail}"
    told = last if made_by(mention, view) is None else mention.last
    return Goods(name, lemma, lemma in members("vague_goods") and last - first == 1, quantity, mention.first, told)


def origin_of(mention: Mention, view: View) -> Mention | None:
    """«сеялки из Азова»: where the goods come from, told inside their phrase."""
    return next(
        (
            m
            for m in view.mentions
            if mention.head < m.first and m.last <= mention.last and m.prep in FROM and m.type in ("place", "organization") and not m.bare
        ),
        None,
    )


def made_by(mention: Mention, view: View) -> Mention | None:
    """«вагоны / производства «Кедра», «троллейбусы / белорусского производства»: who made the goods, told inside their phrase; not «линия производства вакцин»."""
    for m in view.mentions:
        if mention.head < m.first and m.last <= mention.last and m.case == "gen" and not m.prep and key(m.lemma) in MAKING:
            maker = "«" in m.name or any(m.first <= n.first and n.last <= m.last and n.type == "organization" for n in view.mentions)
            return m if maker or any(m.start <= p.start < m.stop for p in view.places) else None
    return None


def before_origin(mention: Mention, view: View) -> int:
    """Where the name of the goods ends."""
    made = made_by(mention, view)
    if made is not None:
        return made.first
    origin = origin_of(mention, view)
    return mention.last if origin is None else next(i for i in range(origin.first - 1, -1, -1) if view.tokens[i].text.lower() in FROM)


def phrase_name(view: View, text: str, first: int, last: int, head: int, *, plural: bool = False) -> str:
    """Tokens `first:last` with what agrees with the head in the nominative: «двух колонн синтеза» → «колонны синтеза»."""
    pieces: list[str] = []
    for i in range(first, last):
        token = view.tokens[i]
        listed = i > head and view.tokens[i].feats.case == view.tokens[head].feats.case and view.tokens[i - 1].text in ("и", ",")  # «говядины и конины»
        word = (
            token_nominative(token, "", "plur" if plural and i <= head else token.feats.number)
            if (i <= head or listed) and (token.feats.case or token.pos == "ADJ")
            else token.text
        )
        if plural and token.feats.case == "nom" and i <= head:
            word = token_nominative(token, "gen", "plur")
        pieces.append((text[view.tokens[i - 1].stop : token.start] if i > first else "") + word)
    return tidy("".join(pieces))


def _contained(mention: Mention, view: View) -> Mention | None:
    """What a container holds: «партия муки», «партия из 24 лифтов», «партию в 40 тонн муки»."""
    own = view.mentions.index(mention)
    behind = next((m for m in view.mentions if m.first == mention.last + 1 and m.parent is None and view.tokens[mention.last].text in OPENERS), None)
    bare = (
        behind is not None
        and key(behind.lemma) in members("container")
        and not any(m.parent is not None and view.mentions[m.parent] is behind for m in view.mentions)
    )
    if behind is not None and not bare and not behind.prep and any(behind.start <= q.start < behind.stop and q.item_start is not None for q in view.quantities):
        return behind  # «первая партия — три сепаратора»
    part = next((m for m in view.mentions if m.parent == own and m.case == "gen" and m.first > mention.head and key(m.lemma) not in KINDS), None)
    if part is not None and key(part.lemma) in RAILWAYS | MAKING:
        return None
    carrier = key(mention.lemma) in CARRIERS
    if part is not None and (not carrier or classes_of(part.lemma) & {"ware", "animal"}):
        return part  # «два танкера / нефти»
    following = next((m for m in view.mentions if m.first in (mention.last, mention.last + 1) and m.parent is None and m is not mention), None)
    if carrier and (following is None or following.prep not in ("с", "со") or key(following.lemma) in FITTED):
        return None
    if following is None or (following.first == mention.last and following.case not in ("gen", "nom")):
        return None
    if following.prep in ("с", "со") and following.case == "gen":
        return None  # «груз / со складов фонда»: where it comes from
    if following.first == mention.last + 1:
        counted = any(following.start <= q.start < following.stop for q in view.quantities)
        return following if following.prep in AFTER_CONTAINER and following.type == "" and (counted or following.prep in ("с", "со")) else None
    return following if following.case == "gen" else None


def _apposition(mention: Mention, view: View) -> Quantity | None:
    """«контейнер мороженого, 20 тонн», «сырьё в Варну, — до 60 тонн ежедневно»: an amount set behind with a comma or a dash."""
    for quantity in view.quantities:
        at = view.token_at(quantity.start)
        packed = quantity.item_start is None or (at > 0 and view.tokens[at - 1].text == "," and view.lemmas[view.token_at(quantity.stop - 1)] in PACKS)
        if not packed or quantity.start < mention.stop:
            continue
        between = view.tokens[mention.last : at]
        if between and all(t.text.lower() in AMOUNTS for t in between):
            return quantity  # «груз весом 20 тонн», «учебники в количестве 40 тысяч экземпляров»
        if view.verbs_between(mention.last - 1, at) or len(between) > 12 or not any(t.text in OPENERS for t in between):
            continue
        opener = max(i for i, t in enumerate(between) if t.text in OPENERS)
        if all(t.text.lower() in BOUNDS for t in between[opener + 1 :]):
            return quantity
    return None


def _after_numbers(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Past «первые 50», «ещё», «свою»: where the name of the goods begins."""
    i = first
    while i < last - 1 and (tokens[i].pos == "NUM" or tokens[i].text.lower() in POSSESSIVES or key(tokens[i].lemma) in NUMBERS or tokens[i].text[:1].isdigit()):
        i += 1
    return i
