"""Whether a word of trade measures trade between sides where it stands: no «розничный оборот», no «квота на импорт», no «поставить задачу».

In: a sentence and the place of the word. Out: whether it may measure.
"""

from __future__ import annotations

from extractors.view import View

ONLY_WITH = {
    "связь": frozenset({"торговый", "торгово-экономический", "внешнеторговый", "экономический"}),
    "поток": frozenset({"товарный", "торговый", "экспортный"}),
    "вес": frozenset({"удельный"}),
    "обмен": frozenset({"товарный", "торговый", "товар"}),
}
EARNED = {"экспортный", "валютный", "экспорт", "поставка", "вывоз", "продажа", "торговля", "отгрузка"}
AT_HOME = {"розничный", "оптовый", "внутренний", "электронный", "общественный", "денежный"}
SET = {
    "задача",
    "цель",
    "вопрос",
    "точка",
    "рекорд",
    "подпись",
    "условие",
    "планка",
    "акцент",
    "оценка",
    "рубеж",
    "отметка",
    "высота",
    "барьер",
    "курс",
    "пауза",
    "старт",
}
NEXT = {"далее", "дальше", "следом", "затем", "потом"}
OWNERS = {
    "предприятие", "организация", "компания", "фирма", "завод", "бизнес", "магазин", "питание", "рынок", "отрасль", "средство", "холдинг", "банк",
    "маркетплейс", "селлер",
}  # fmt: skip
NO_AMOUNTS = {
    "участник", "министерство", "министр", "палата", "центр", "организация", "зона", "сфера", "отрасль", "департамент", "управление",
    "представитель", "развитие", "барьер", "правило", "предприятие", "количество", "форум", "комитет", "условие", "вопрос", "лицензия", "работник",
}  # fmt: skip
RULES = {
    "квота", "пошлина", "поддержка", "стимулирование", "субсидия", "субсидирование", "ограничение", "запрет", "разрешение", "лицензия", "страхование",
    "кредит", "кредитование", "финансирование", "сертификация", "сертификат", "налог", "сбор", "тариф", "декларация",
}  # fmt: skip
BODIES = {"government", "organization", "person"}


def is_set(view: View, i: int) -> bool:
    """«поставили задачу выйти на миллиард», «поставил точку»: nothing is delivered."""
    if view.lemmas[i] in ("следовать", "идти") and not NEXT.isdisjoint(view.lemmas[max(0, i - 2) : i]):
        return True  # «далее следуют Турция (650 млн)»
    if view.lemmas[i] in ("уйти", "уходить"):
        return not {"от", "отставка"}.isdisjoint(view.lemmas[max(0, i - 3) : i + 3])  # «от сделки ушёл»
    return view.lemmas[i] in ("поставить", "ставить", "взять", "брать") and bool(SET & set(view.lemmas[max(0, i - 2) : i + 5]))


def is_trade(view: View, i: int) -> bool:
    """Whether a noun measures trade between sides here: no «розничный оборот», no «участники внешней торговли»."""
    lemma, lemmas = view.lemmas[i].removesuffix(view.lemmas[i][-5:] if view.lemmas[i][-5:-2] == "-20" else ""), view.lemmas
    around = {*lemmas[max(0, i - 3) : i], *(lemmas[i + 1 : i + 2] if lemma == "обмен" else ())}
    if lemma == "выручка" and not view.money and EARNED.isdisjoint(lemmas[max(0, i - 2) : i + 4]):
        return False  # «выручка завода выросла вчетверо» with everybody, at home and abroad
    needed = ONLY_WITH.get(lemma)
    if needed and not around & needed:
        return False
    own = next((j + 1 for j in range(i - 1, max(-1, i - 4), -1) if view.tokens[j].pos in ("NOUN", "PROPN")), max(0, i - 3))
    if AT_HOME & set(lemmas[own:i]):
        return False  # but «в денежном выражении вывоз»
    if _is_of_rules(view, i):
        return False
    if lemma in ("оборот", "товарооборот") and any(word in AT_HOME | OWNERS for word in lemmas[i + 1 : i + 3]):
        return False
    if lemma in ("партнер", "контрагент") and view.tokens[i].feats.case == "ins" and lemmas[max(0, i - 1) : i] in (["с"], ["со"]):
        return False  # «обсудили с партнёрами проекты»
    if lemma == "торговля":
        before = next((lemmas[j] for j in range(i - 1, max(-1, i - 4), -1) if view.tokens[j].pos == "NOUN"), "")
        return before not in NO_AMOUNTS and not _is_of_body(view, i)
    return True


def _is_of_body(view: View, i: int) -> bool:
    """«министерство промышленности и / торговли»: part of a body's name, whatever stands between."""
    return any(m.first < i < m.last and m.head < i and m.type in BODIES for m in view.mentions)


def _is_of_rules(view: View, i: int) -> bool:
    """«квота на импорт говядины», «поддержка экспорта», «пошлина на ввоз»: what rules or feeds trade measures none."""
    before = next((j for j in range(i - 1, max(-1, i - 4), -1) if view.tokens[j].pos == "NOUN"), None)
    return before is not None and view.lemmas[before] in RULES and not any(view.tokens[j].text in (",", "—", "–", ":") for j in range(before, i))
