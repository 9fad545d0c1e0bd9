"""Places beside a number of trade that are no side of it: who speaks, a rival that is outdone, a rank without a number, what a bracket lists."""

from __future__ import annotations

from extractors.lexicon import key, members
from extractors.trade_figures.measures import Number
from extractors.trade_figures.numbers import DASHES
from extractors.view import View
from schemas.match import Mention

REPORTING = {
    "прогноз", "ожидание", "мнение", "расчет", "данные", "информация", "сведение", "оценка", "статистика", "слово", "сообщение", "подсчет", "пресс-служба",
}  # fmt: skip
OFFICES = {
    "управление", "россельхознадзор", "надзор", "отделение", "инспекция", "филиал", "служба", "роспотребнадзор", "теруправление", "отдел", "комитет", "росрыболовство",
}  # fmt: skip
SURPASSING = {
    "превосходить", "превзойти", "опережать", "опередить", "обгонять", "обогнать", "обходить", "обойти", "уступать", "уступить", "потеснить", "теснить",
    "вытеснить", "вытеснять", "сместить", "сменить", "заменить", "отставать", "догнать", "догонять",
}  # fmt: skip


def is_aside(m: Mention, view: View) -> bool:
    """«сообщили в Уральском таможенном управлении»; «таможня (Тульская, Рязанская и Калужская области)»: what a bracket without a number lists; who speaks; who is only ranked."""
    words = view.words
    if m.type == "place" and "по" in words and not OFFICES.isdisjoint(words) and _is_in_charge(m, view):
        return True
    if "предел" in words and m.first and view.lemmas[m.first - 1] == "предел":
        return True  # «вывоз за пределы / России»
    if not REPORTING.isdisjoint(words) and _speaks(m, view):
        return True
    if m.parent is not None and _says_that(m, view):
        return True
    if m.type in ("government", "organization") and m.prep and (said := view.governor(m)) >= 0 and key(view.tokens[said].lemma) in members("speech"):
        return True
    if ("место" in words and _is_only_ranked(m, view)) or (not SURPASSING.isdisjoint(words) and is_surpassed(m, view)):
        return True
    opening = next((i for i in range(m.first - 1, -1, -1) if view.tokens[i].text in "()"), None) if "(" in words else None
    if opening is None or view.tokens[opening].text != "(":
        return False
    closing = next((i for i in range(m.last, len(view.tokens)) if view.tokens[i].text == ")"), len(view.tokens))
    return not any(view.tokens[i].text[:1].isdigit() for i in range(opening, closing)) and opening > 0


def _is_in_charge(m: Mention, view: View) -> bool:
    """«Управление Россельхознадзора по Алтайскому краю и Республике Алтай»: where an office is in charge."""
    i = m.first - 1
    while (
        i > 0 and (view.tokens[i].text in (",", "и") or view.tokens[i].pos == "ADJ" or view.tokens[i].feats.case in ("dat", "loc")) and view.lemmas[i] != "по"
    ):
        i -= 1
    return i > 0 and view.lemmas[i] == "по" and not OFFICES.isdisjoint(view.lemmas[max(0, i - 4) : i])


def is_surpassed(m: Mention, view: View) -> bool:
    """«…, превосходя Сербию (20 процентов) и Испанию (11)»: a rival is neither side."""
    if m.prep or m.case == "nom":
        return False
    depth, verb = 0, None
    for i in range(m.first - 1, max(-1, m.first - 24), -1):
        depth += (view.tokens[i].text == ")") - (view.tokens[i].text == "(")
        if depth <= 0 and (view.tokens[i].pos == "VERB" or view.tokens[i].text == ";"):
            verb = i
            break
    return verb is not None and view.lemmas[verb] in SURPASSING


def is_of_rival(number: Number, view: View) -> bool:
    """The 20 of «превосходя Сербию (20 процентов)»."""
    at = view.token_at(number.start)
    opening = next((i for i in range(at - 1, max(-1, at - 7), -1) if view.tokens[i].text in "()"), None)
    return (
        opening is not None
        and view.tokens[opening].text == "("
        and any(m.last == opening and m.type == "place" and is_surpassed(m, view) for m in view.mentions)
    )


def _speaks(m: Mention, view: View) -> bool:
    """«по данным Уральского таможенного управления», «по словам министра Сербии»: whose words they are is no side."""
    outer = m
    while outer.parent is not None:
        if outer.lemma in REPORTING:
            return True
        outer = view.mentions[outer.parent]
    if outer.type == "person" and outer.case == "ins" and not outer.prep and not REPORTING.isdisjoint(view.lemmas[max(0, outer.first - 3) : outer.first + 1]):
        return True  # «по данным, приведённым торгпредом России»
    if outer.first and view.tokens[outer.first - 1].text == ",":
        return False  # «по его данным, взаимный оборот Прикамья и Беларуси вырос»
    near = any(lemma in REPORTING for lemma in view.lemmas[max(0, outer.first - 2) : outer.first])
    return outer.lemma in REPORTING or near


def _says_that(m: Mention, view: View) -> bool:
    """«Палата Сербии / сообщила, что экспорт из края вырос»: a body right before a verb of speech and its clause."""
    outer = m
    while outer.parent is not None:
        outer = view.mentions[outer.parent]
    i = outer.last
    return not outer.prep and i + 2 < len(view.tokens) and key(view.lemmas[i]) in members("speech") and view.texts[i + 1 : i + 3] == [",", "что"]


def _is_only_ranked(m: Mention, view: View) -> bool:
    """«на Китай приходится 70%, на втором месте – Узбекистан»: a place behind its rank, without a number of its own."""
    before = view.lemmas[max(0, m.first - 3) : m.first]
    following = view.tokens[m.last : m.last + 4]
    if is_gone_to(m, view):
        return False
    return (
        not m.prep and "место" in before and bool(DASHES & set(before)) and not any(t.text[:1].isdigit() or t.text in ("—", "–", "-", "(") for t in following)
    )


def is_gone_to(m: Mention, view: View) -> bool:
    """«… — Саудовская Аравия, экспорт туда составил 742 тыс. т», «Монголия, куда ушло 7 тыс. т»."""
    return "туда" in view.lemmas[m.last : m.last + 4] or view.texts[m.last : m.last + 2] == [",", "куда"]
