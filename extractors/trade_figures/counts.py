"""Whether a number of trade is a level or a growth of its measure, and no difference, comparison, price, balance or output.

In: a number with its measure. Out: whether it makes a figure.
"""

from __future__ import annotations

from itertools import pairwise

from extractors.trade_figures.measures import EXCEEDING, FLOWS, Measure, Number
from extractors.view import View, is_predicate
from schemas.values import Change, Money, Quantity

EARLIER = {"тогда", "ранее", "аналогичный", "прошлогодний", "предыдущий", "прошлый"}
PER = {"куб", "кубометр", "тонна", "килограмм", "кг", "т", "штука", "литр", "баррель", "единица", "центнер", "голова", "квтч", "киловатт-час"}
SIGNS = {"минус", "плюс"}
BALANCE = {"сальдо", "профицит", "дефицит", "транзит", "потенциал", "минус", "плюс"}
LEVELS = {"показатель", "уровень", "результат", "объем", "значение", "рекорд", "итог", "цифра", "величина", "импорт", "экспорт", "поставка"}
TREASURY = {"казна", "бюджет", "пошлина", "налог", "сбор", "платеж"}
MEASURED = {"экспорт", "импорт", "вывоз", "ввоз", "план", "поставка"}
FLOWING = {"импортировать", "экспортировать", "ввозить", "вывозить", "импортируемый", "экспортируемый", "ввозимый", "вывозимый"}
MORE = {"больше", "меньше", "выше", "ниже"}
EXPECTED = {"рассчитывать", "планировать", "планироваться", "ожидать", "ожидаться", "прогнозировать", "надеяться", "хотеть", "предполагать", "закладывать"}
CHANGING = {"увеличить", "нарастить", "сократить", "снизить", "уменьшить", "увеличивать", "наращивать", "сокращать", "снижать"}
ROUNDING = {"почти", "более", "около", "примерно", "порядка", "целый", "сразу", "еще", "свыше"}
REACHING = {
    "дотянуть", "достичь", "достигнуть", "дойти", "достигать", "дотягивать", "добраться", "доходить", "дорасти", "набрать", "перевалить", "перешагнуть", "подняться",
    "преодолеть", "добирать", "добрать", "дотянуться", "перейти", "взять",
}  # fmt: skip
ACCOUNTS = "trade_figures.accounts_for"
PRICES = {"цена", "акция", "подорожать", "подешеветь", "дорожать", "дешеветь", "портфель", "курс", "котировка", "капитализация", "тариф", "зарплата", "ставка"}
AMOUNTING = {"составить", "достигнуть", "достичь", "остановиться", "оказаться", "дойти", "насчитать"}
PLANNED_LEVEL = ("планов", "заплан", "прошлог", "намеч", "прежн", "целев", "докризис", "допандем", "рекорд")
GROWTH = {"вырасти", "увеличиться", "сократиться", "снизиться", "упасть", "возрасти", "уменьшиться"}
MAKING = {
    "выпускать", "выпустить", "производить", "произвести", "изготавливать", "изготовлять", "изготовить", "собирать", "собрать", "добывать", "добыть",
    "выращивать", "вырастить", "перерабатывать", "переработать", "вырабатывать", "выработать", "выплавлять", "выплавить", "намолотить", "выловить",
    "вылавливать", "построить", "хранить", "выпускаться", "производиться", "изготавливаться", "собираться", "добываться", "выращиваться",
    "израсходовать", "расходовать", "потребить", "потреблять", "использовать", "перерабатываться", "вырабатываться",
}  # fmt: skip


def _of_a_share(view: View, at: int) -> bool:
    """«доля сахара в общем объёме экспорта увеличилась на 0,2%»: the share grew, and not the exports."""
    clause = next((i + 1 for i in range(at - 1, -1, -1) if view.texts[i] in (",", ";")), 0)
    share = next((i for i in range(clause, at) if view.lemmas[i] == "доля" and view.tokens[i].feats.case == "nom"), None)
    return share is not None and not GROWTH.isdisjoint(view.lemmas[share : at + 1])


def counts(number: Number, view: View, measure: Measure, following: Number | None) -> bool:
    """Whether a number is a level or a change of the measure, not a difference («вырос на 5 млн») nor a comparison («против 17 млн», «с 2 до 5 млн»)."""
    at = view.token_at(number.start)
    before = view.lemmas[max(0, at - 4) : at]
    if (
        _is_balance(view, at)
        or (not isinstance(number, Change) and {"против", "вместо"} & set(before[-3:]))
        or (measure.indicator == "share" and isinstance(number, (Money, Quantity)))
    ):
        return False
    verb = next((i for i in range(at - 1, -1, -1) if view.tokens[i].pos in ("VERB", "ADJ") and is_predicate(view.tokens[i])), None)
    if verb is not None and view.lemmas[verb].startswith("перевыполн"):
        return False  # «план по экспорту зерна перевыполнен на 100 млн долларов»
    end = view.token_at(number.stop - 1)
    if before[-1:] == ["или"] and isinstance(number, Quantity):
        return False  # «96 тысяч тонн, или 1,5 тысячи вагонов»
    if _is_of_a_price(view, measure, at):
        return False
    if isinstance(number, Change):
        if measure.indicator != "share" and _of_a_share(view, at):
            return False
        if before[-1:] == ["быть"] and not {"назад", "ранее", "раньше"}.isdisjoint(view.lemmas[max(0, at - 6) : at]):
            return False  # «пять лет назад было вдвое меньше»
        if "план" in view.lemmas[max(0, at - 1) : end + 3] or ("чем" in view.lemmas[end + 1 : end + 4] and EXPECTED & set(view.lemmas[end + 1 : end + 6])):
            return False  # «превысили план на 4%», «вдвое меньше, чем рассчитывали»
        if any(view.lemmas[i] in EXCEEDING and MEASURED & set(view.lemmas[i + 1 : at]) and MEASURED & set(view.lemmas[:i]) for i in range(max(0, at - 5), at)):
            return False  # «экспорт превышает импорт в 2,6 раза»
        if set(view.lemmas[end : end + 3]) & EXCEEDING and MEASURED & set(view.lemmas[end + 1 : end + 5]) and MEASURED & set(view.lemmas[:at]):
            return False  # «импорт в шесть раз превысил экспорт»
        if set(view.lemmas[end : end + 2]) & EXCEEDING and "этот" in view.lemmas[end + 1 : end + 3] and MEASURED & set(view.lemmas[:at]):
            return False  # «вывез на 3 млн, а импорт в шесть раз превысил этот показатель»
        if _outdoes(view, end):
            return False
        beside = [lemma for lemma in view.lemmas[end + 1 : end + 6] if lemma not in MORE and lemma not in (",", "чем")]
        return MORE.isdisjoint(view.lemmas[end - 1 : end + 2]) or not beside or beside[0] not in MEASURED | FLOWING  # «импорт вчетверо больше, чем / экспорт»
    if (
        before[-1:] == ["на"]
        and (
            GROWTH & set(view.lemmas[max(0, at - 5) : at])
            or (
                before[-2:] == ["что", "на"] and not EXCEEDING.isdisjoint(view.lemmas[end + 1 : end + 7])
            )  # «что на 5 млн тонн, или 16%, превышает показатель прошлого года»
            or ({"больше", "меньше"} & set(view.lemmas[end + 1 : end + 3]) and "весь" not in view.lemmas[end + 1 : end + 5])
        )
    ):
        return False
    if is_difference(view, at) or ("быть" in before[-1:] and "стать" in view.words):
        return False  # «нарастил экспорт в Китай на 150 тонн»; «было 4 млн, стало 11»
    if _is_set_off(view, at):
        return False
    if following is not None and rises_to(view, number, following):
        return False
    if before[-1:] == ["с"] and "до" in view.lemmas[max(0, at - 7) : at - 1]:
        return False  # «упал до 2 млн с 14 млн»
    if falls_short(view, at) and any(view.texts[i].lower().startswith(PLANNED_LEVEL) for i in range(max(0, at - 4), end + 3) if i < len(view.texts)):
        return False  # «не достиг плановых 5 млрд»
    if following is not None and type(following) is type(number) and _is_told_exactly(view, end, view.token_at(following.start)):
        return False  # «перевалила за миллиард, составив 1 млрд 16 млн»
    if falls_short(view, at) and type(following) is type(number):
        return False  # «не дотянула и до миллиона, остановившись на 870 тысячах»
    if isinstance(number, Money) and view.lemmas[end + 1 : end + 2] == ["за"] and PER & set(view.lemmas[end + 2 : end + 4]):
        return False  # «190 долларов за куб» is a price
    if isinstance(number, Money) and measure.rule in FLOWS and TREASURY & set(view.lemmas[max(0, at - 8) : end + 4]):
        return False  # «в казну поступило 19 млрд рублей»
    if (
        measure.indicator == "investment"
        and "капитал" in view.lemmas[measure.index + 1 : measure.index + 4]
        and "основной" in view.lemmas[measure.index + 1 : measure.index + 4]
    ):
        return False  # «инвестиции в основной капитал» of a land's own
    if _is_made(view, measure, at):
        return False  # «завод ежегодно выпускает 12 тыс. тонн кабеля»
    if "сутки" in view.lemmas[end + 1 : end + 4] or view.lemmas[end + 1 : end + 3] in (["в", "день"], ["в", "час"], ["в", "смена"]):
        return False  # a capacity
    return not (is_comparison(number, view) or _is_earlier(view, at) or "задание" in before)


def _is_of_a_price(view: View, measure: Measure, at: int) -> bool:
    """«Акции подорожали на четверть», «цена на корма: тонна прибавила 900 рублей», «портфель заказов прибавил»: no amount of trade."""
    if not measure.told and measure.rule != ACCOUNTS:
        return False
    near = view.words if measure.told else set(view.lemmas[:at])
    return not PRICES.isdisjoint(near)


def _is_told_exactly(view: View, end: int, second: int) -> bool:
    """Whether a converb of amounting stands right before a second number: what went before it rounds the same level."""
    between = view.lemmas[end + 1 : second]
    return len(between) <= 5 and between[:1] == [","] and any(t.feats.form == "conv" and t.lemma in AMOUNTING for t in view.tokens[end + 2 : second])


def falls_short(view: View, at: int) -> bool:
    """«оборот не дотянул и до / 140 млн», «так и не достиг миллиарда»: a level that was nearly reached."""
    verb = next((i for i in range(at - 1, max(-1, at - 6), -1) if view.lemmas[i] in REACHING), None)
    return verb is not None and "не" in view.lemmas[max(0, verb - 1) : verb] and not any(view.tokens[i].text in (",", ";") for i in range(verb, at))


def _outdoes(view: View, end: int) -> bool:
    """«сумма, которая в полтора раза превышает бюджет»: a change up to token `end` by which something outdoes what is no level of before."""
    verb = next((i for i in range(end, min(end + 2, len(view.lemmas))) if view.lemmas[i] in EXCEEDING), None)
    if verb is None or verb + 1 >= len(view.lemmas) or view.tokens[verb + 1].text[:1].isdigit():
        return False
    following = view.lemmas[verb + 1 : verb + 5]
    timed = any(view.tokens[verb].stop <= d.start <= view.tokens[min(verb + 4, len(view.tokens) - 1)].stop for d in view.dates)
    return not (timed or LEVELS & set(following) or any(word.startswith(("прошл", "предыдущ", "аналогичн")) for word in following))


def _is_balance(view: View, at: int) -> bool:
    """«Положительное сальдо в торговле с областью составило 25 млн»; «сальдо — 4 млн, экспорт — 9 млн» has one number that is none."""
    balance = next((i for i in range(at - 1, max(-1, at - 16), -1) if view.lemmas[i] in BALANCE), None)
    if balance is None or (view.lemmas[balance] in SIGNS and view.lemmas[balance + 1] not in ("в", "во")):
        return False  # «плюс 12%», but «минус в торговле увеличился на 45%»
    if "или" in view.lemmas[at - 2 : at]:
        return True  # «сальдо увеличилось на 1,4 млрд долларов, или на 45%»
    return at - balance <= 8 or not any(view.tokens[i].text in (",", ";") or view.tokens[i].text[:1].isdigit() for i in range(balance, at))


def is_difference(view: View, at: int) -> bool:
    """«увеличила вывоз масла в Германию на 150 тонн», «вырос по сравнению с прошлым годом на 5 млн»: the last verb before «на» and the number says by how much, not how much."""
    on = next((i for i in range(at - 1, max(-1, at - 4), -1) if view.lemmas[i] == "на"), None)
    if on is None or any(view.lemmas[i] not in ROUNDING for i in range(on + 1, at)):
        return False
    verb = next((i for i in range(on - 1, -1, -1) if is_predicate(view.tokens[i]) or view.tokens[i].text in (",", ";", "—", "–")), None)
    return verb is not None and (view.lemmas[verb] in CHANGING or view.lemmas[verb] in GROWTH)


def _is_made(view: View, measure: Measure, at: int) -> bool:
    """Whether a number counts what is made, grown or mined: the last verb before it says so, and stands behind the measure's own word."""
    verb = next((i for i in range(at - 1, max(-1, at - 8), -1) if view.tokens[i].pos == "VERB"), None)
    return verb is not None and verb != measure.index and view.lemmas[verb] in MAKING


def rises_to(view: View, a: Number, b: Number) -> bool:
    """«с 120 млн долларов в 2022 году до 164 млн в 2023-м»: the first is what the second is compared with."""
    first, end, second = view.token_at(a.start), view.token_at(a.stop - 1), view.token_at(b.start)
    if first == 0 or view.lemmas[first - 1] not in ("с", "от") or view.lemmas[second - 1] != "до":
        return False
    between = view.tokens[end + 1 : second - 1]
    return len(between) <= 1 or (type(a) is type(b) and len(between) <= 10 and not any(is_predicate(t) or t.text == ";" for t in between))


def _is_earlier(view: View, at: int) -> bool:
    """«…, за соответствующий период 2021 года — 600 тонн»: a value of the year before, without a verb of its own."""
    start = next((i for i in range(at - 1, max(-1, at - 12), -1) if view.tokens[i].text in (",", ";", "(")), None)
    if start is None:
        return False
    words = set(view.lemmas[start:at])
    return "период" in words and any(word.startswith(("соответств", "аналогичн")) for word in words) and not any(is_predicate(t) for t in view.tokens[start:at])


def _is_set_off(view: View, at: int) -> bool:
    """«закуплено 5 тысяч тонн, тогда как в прошлом году закупки составили / 10»: a value of the year before, in a clause set against the first."""
    start = next((i for i in range(at - 1, max(-1, at - 14), -1) if view.tokens[i].text in (",", ";", "(")), None)
    if start is None or view.lemmas[start + 1 : start + 3] != ["тогда", "как"]:
        return False
    return any(a in EARLIER and b == "год" for a, b in pairwise(view.lemmas[start:at])) or bool({"ранее", "назад"} & set(view.lemmas[start:at]))


def is_comparison(number: Number, view: View) -> bool:
    """«превышает показатель прошлого года (30,5 млрд)», «(годом ранее — 210 млн)»: what a figure is compared with, told in a bracket."""
    at = view.token_at(number.start)
    opening = next((i for i in range(at - 1, max(-1, at - 12), -1) if view.tokens[i].text in "()"), None)
    if opening is None or view.tokens[opening].text != "(":
        return False
    closing = next((i for i in range(at, len(view.tokens)) if view.tokens[i].text == ")"), len(view.tokens))
    inside, before = view.lemmas[opening + 1 : closing], view.lemmas[max(0, opening - 8) : opening]
    if EARLIER & set(inside):
        return True
    return (
        at - opening <= 2
        and bool({"показатель", "уровень", "значение", "чем", "сравнение"} & set(before))
        and bool({"прошлый", "предыдущий", "прошлогодний", "год"} & set(before))
    )
