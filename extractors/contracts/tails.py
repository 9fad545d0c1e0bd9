"""What stands behind the name of goods and belongs to it: «полуприцепы / для перевозки нефти», «доски / из лиственницы», «дивизионы / С-400»."""

from __future__ import annotations

from extractors.contracts.lists import listed
from extractors.lexicon import classes_of, key
from extractors.view import View
from schemas.match import Mention

TAKERS = {"organization", "government", "group", "place_noun", "buyer", "structure", "event", "post", "maker"}
NO_AIM = {
    "нужда", "покупатель", "заказчик", "клиент", "житель", "год", "рынок", "который", "население", "хозяйство", "экспорт", "продажа", "внедрение",
    "реализация", "поставка",
}  # fmt: skip
DRIVES = {"топливо", "газ", "ход", "шасси", "тяга", "батарейка", "подвеска", "база", "платформа", "двигатель", "аккумулятор", "гусеница"}
WORKS = {"услуга", "работа", "программа", "курс"}


def tail_of(mention: Mention, at: int, view: View, text: str) -> str:
    """The words from token `at` on that belong to the name of goods; "" for none."""
    return _model(view, at, text) or _attribute(mention, at, view, text)


def _attribute(mention: Mention, at: int, view: View, text: str) -> str:
    """«насосы / для перекачки воды», «электробусы / с зарядными станциями», «услуги / по озеленению улиц»."""
    if at + 1 >= len(view.tokens) or view.tokens[at].pos != "ADP":
        return ""
    inner = next((m for m in view.mentions if m.first == at + 1 and m.prep and m.parent is None), None)
    if inner is None or inner.type or view.is_value(inner) or not _describes(key(view.tokens[at].lemma), inner, key(mention.lemma), view):
        return ""
    return text[view.tokens[at].start : view.tokens[listed(inner, view)[-1].last - 1].stop]


def _describes(prep: str, inner: Mention, goods: str, view: View) -> bool:
    """Whether a phrase behind a preposition says what the goods are, and not whose, whither or wherefrom."""
    lemma, head = key(inner.lemma), view.tokens[inner.head]
    if prep == "по":
        return goods in WORKS
    if prep == "на" and "license" in classes_of(goods):
        return inner.case == "acc"  # «лицензия / на сборку тракторов»
    if head.feats.animacy == "anim" or any(m.country for m in view.mentions if inner.first <= m.first < inner.last):
        return False
    if prep == "для":
        return head.pos == "NOUN" and inner.case == "gen" and lemma not in NO_AIM and not classes_of(lemma) & TAKERS
    if prep in ("с", "со"):
        return inner.case == "ins" and "ware" in classes_of(lemma)
    if prep == "из":
        return "ware" in classes_of(lemma) and "ware" in classes_of(goods)
    return prep == "на" and inner.case == "loc" and lemma in DRIVES


def _model(view: View, at: int, text: str) -> str:
    """«дивизионы / С-400», «аппараты / ИВЛ», «самолёты / Ил-76»: the model or abbreviation right behind the goods."""
    if at >= len(view.tokens):
        return ""
    word = view.tokens[at].text
    last = at
    while last + 1 < len(view.tokens) and view.tokens[last + 1].start == view.tokens[last].stop and view.tokens[last + 1].pos != "PUNCT":
        last += 1  # «Ми-17» and «В-5» are two tokens of one word
    whole = text[view.tokens[at].start : view.tokens[last].stop]
    if word[:1].isalpha() and word[:1].isupper() and (any(c.isdigit() for c in whole) or (word.isupper() and 1 < len(word) <= 5 and not word.isascii())):
        return "" if any(m.first == at and (m.type or m.country) for m in view.mentions) else whole
    return ""


def founded(mention: Mention, view: View, text: str) -> str:
    """«создание / в Сирии / электронного правительства»: what is founded or made, behind the place in which it is."""
    if key(mention.lemma) not in FOUNDING or mention.last != mention.head + 1:
        return ""
    setting = next((m for m in view.mentions if m.first == mention.last + 1 and m.prep in ("в", "на") and m.type == "place"), None)
    inside = (
        m for m in view.mentions if setting is not None and setting.head < m.first <= setting.last and not m.prep and m.case == "gen" and m.type != "place"
    )
    thing = next(inside, None)
    return "" if thing is None else text[thing.start : thing.stop]


FOUNDING = {"создание", "разработка", "внедрение", "открытие", "запуск"}
