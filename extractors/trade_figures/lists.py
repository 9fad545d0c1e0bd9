"""Numbers told together: «экспорт и импорт … 14% и 38% соответственно», «210 тыс. тонн из России, 140 — из Болгарии».

In: the numbers of a sentence. Out: the bare numbers that share a unit with a full one, and which member of «A и B» each number of «X и Y» belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.trade_figures.measures import Number
from extractors.view import View
from schemas.values import Change, Money, Percent, Quantity

RESPECTIVELY = {"соответственно", "соответственный"}
DASHES = {"—", "–", "-"}
TIMES = re.compile(r"[(|]\s?(?:в (\d{1,2}(?:,\d{1,2})?) раза?|(вдвое|втрое|вчетверо|впятеро))(?=\s?[)|]|\s?$)")
WORDED = {"вдвое": Decimal(2), "втрое": Decimal(3), "вчетверо": Decimal(4), "впятеро": Decimal(5)}
WORDS_OF_TIMES = frozenset(WORDED)
BOUNDS = {"более": "min", "свыше": "min", "почти": "approx", "около": "approx", "примерно": "approx", "порядка": "approx"}
BEFORE_ITEMS = {*BOUNDS, "на", "лишь", "только", "всего", "уже", "еще", "ещё"}
HOPED = {"увидеть", "ждать", "ожидать", "набрать", "хотеть", "прогнозировать"}  # «…, а по итогам года надеются увидеть 180»
BILLIONS, OUT_OF_SCALE = ("млрд", "миллиард"), 20
DIRECTED = {"экспорт", "импорт", "вывоз", "ввоз", "оборот", "товарооборот"}
GOAL_PREPS, AIMED = {"на", "до", "в", "за", "к"}, {
    "выйти", "довести", "дойти", "подняться", "вырасти", "нарастить", "увеличить", "поднять", "перевалить", "отметка", "планка", "рубеж", "уровень", "приблизиться",
}  # fmt: skip
NOW = {"теперь", "сейчас", "ныне"}
BEFORE_SUM = {"на", *BOUNDS}
AMOUNT = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})*(?:,\d{1,3})?")
# «40 и » before «70 млн долларов», «12, 15 и » before «20 тыс. тонн».
CHAIN = re.compile(r"(?:(?<![\d,.])\d{1,3}(?:,\d{1,3})?(?:, | и )(?:на |до )?(?:более |свыше |почти |около )?){1,4}$")
# «, 140 — из Болгарии», « и более 120 — с Украины», «, 120 — Грузия»
ORIGIN = re.compile(
    r"(?:[,;]|\sи)\s(?:(более|свыше|почти|около|примерно|порядка)\s)?(\d{1,3}(?:[ \u00a0\u202f]\d{3})*(?:,\d{1,3})?)\s[—–-]\s(?:(?:из|со?|во?|на|у|от|для)\s)?[А-ЯЁ]"
)
# «в Казахстан продали на 96, в Узбекистан на 51,» before «в Белоруссию на 47 миллионов»
SOLD = re.compile(
    r"(?<![а-яёА-ЯЁ-])(?:[Ии]з|[Сс]о?|[Вв]о?|[Нн]а|[Уу]|[Оо]т)\s[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁ][а-яё]+)?(?:\s[—–-]|\s[а-я]{5,14}(?:л|ла|ли|ло|лось|лись))?"
    r"\sна\s(?:(более|свыше|почти|около|примерно|порядка)\s)?(\d{1,3}(?:[ \u00a0\u202f]\d{3})*(?:,\d{1,3})?)(?=[,;]\s|\sи\s)"
)


def bare_numbers(view: View, text: str, known: Sequence[Number]) -> list[Number]:
    """Numbers of a list that leave their unit to a full one beside them."""
    found: list[Number] = []
    if not RESPECTIVELY.isdisjoint(view.words):
        for number in known:
            chain = CHAIN.search(text, max(view.sentence.start, number.start - 60), number.start)
            if chain is not None:
                found.extend(_like(number, text, chain.start() + m.start(), chain.start() + m.end()) for m in AMOUNT.finditer(chain[0]))
    found.extend(_items(view, text, known))
    for bare in () if DASHES.isdisjoint(view.words) else ORIGIN.finditer(text, view.sentence.start, view.sentence.stop):
        model = next((n for n in reversed(known) if n.stop <= bare.start(2) and isinstance(n, (Money, Quantity))), None)
        if model is not None:
            number = _like(model, text, bare.start(2), bare.end(2))
            found.append(replace(number, bound=BOUNDS.get(bare[1] or "", "exact")))
    amounts = [n for n in known if isinstance(n, (Money, Quantity))]
    for bare in SOLD.finditer(text, view.sentence.start, view.sentence.stop) if amounts and "на" in view.words else ():
        model = next((n for n in amounts if n.start > bare.start(2)), None)
        if model is not None and view.lemmas[view.token_at(model.start) - 1] in BEFORE_SUM:
            found.append(replace(_like(model, text, bare.start(2), bare.end(2)), bound=BOUNDS.get(bare[1] or "", "exact")))
    return [n for n in {n.start: n for n in found}.values() if not any(k.start < n.stop and n.start < k.stop for k in known)]


def _items(view: View, text: str, known: Sequence[Number]) -> list[Number]:
    """«египтянам — 64 тысячи, алжирцам — 30», «2016 — 9», «с Казахстаном на 88», «теперь — 351»: what stands behind a place, a year or «теперь»."""
    found: list[Number] = []
    taken = [(n.start, n.stop) for n in (*known, *view.dates, *view.quantities)]
    for i, token in enumerate(view.tokens):
        if not token.text[0].isdigit() or i < 2 or AMOUNT.fullmatch(token.text) is None or any(a < token.stop and token.start < b for a, b in taken):
            continue
        if not _is_whole(view, i):
            continue
        model = next((n for n in reversed(known) if n.stop <= token.start and not isinstance(n, Change)), None)
        first = i
        while view.tokens[first - 1].text.lower() in BEFORE_ITEMS:
            first -= 1
        led = view.tokens[first - 1].text in DASHES
        led = led or any(view.tokens[j].text == "на" for j in range(first, i))  # «на 74», «уже на 74»
        goal = view.lemmas[max(0, i - 3) : i - 1]  # «нарастить его до / 20»
        aimed = view.tokens[i - 1].text in GOAL_PREPS and (
            goal[-1] in AIMED or (goal[0] in AIMED and view.tokens[i - 2].pos == "PRON")
        )  # «хотим выйти на / 100», «перешагнуть отметку в / 150»
        hoped = aimed or view.lemmas[first - 1] in HOPED or view.lemmas[i + 1 : i + 3] == ["из", "они"]  # «…, и 58 из них обеспечил вывоз»
        if model is None or not (led or hoped):
            continue
        model = model if view.tokens[i - 1].text == "на" else _priced(view, model) or model
        named = first - 2 if view.tokens[first - 1].text in DASHES else first - 1
        if hoped or _names_item(view, named) or _is_next_ware(view, model, named, first, i):
            number = _scaled_below(_like(model, text, token.start, token.stop), model)
            found.append(replace(number, bound=BOUNDS.get(view.tokens[first].text.lower(), "exact")))
    return found


def _priced(view: View, price: Number) -> Quantity | None:
    """«87 тракторов на / 310 млн рублей, за полгода — уже 64» → the 87: the next bare number counts tractors as well."""
    before = view.token_at(price.start) - 1
    if not isinstance(price, Money) or view.texts[before] != "на":
        return None
    return next((q for q in view.quantities if q.stop <= price.start and view.token_at(q.stop) in (before - 1, before)), None)


def _is_next_ware(view: View, model: Number, named: int, first: int, i: int) -> bool:
    """«Молочных продуктов купили на 22 миллиона, мебели — / на 9»: the next ware behind a sum with «на»."""
    alike = isinstance(model, Money) and view.texts[view.token_at(model.start) - 1] == "на" and "на" in view.texts[first:i]
    return alike and view.tokens[named + 1].text in DASHES and view.tokens[named].pos == "NOUN"


def _scaled_below(number: Number, model: Number) -> Number:
    """«1,2 млрд долларов, экспорт — 840»: what would be far more than the thousands of millions before it is told in millions."""
    if not isinstance(number, (Money, Quantity)) or not isinstance(model, (Money, Quantity)) or not any(word in model.text for word in BILLIONS):
        return number
    return replace(number, value=number.value / 1000) if number.value > model.value * OUT_OF_SCALE else number


def _is_whole(view: View, i: int) -> bool:
    """Whether nothing is counted behind the number at token i: the sentence, a stop or «и» follows."""
    if i + 1 >= len(view.tokens):
        return True
    if view.lemmas[i + 1 : i + 3] == ["из", "они"]:
        return True
    return view.tokens[i + 1].text in (",", ";", ".", ")", "»", "и") or view.lemmas[i + 1] in ("против", "больше", "меньше")


def _names_item(view: View, i: int) -> bool:
    """Whether a place, a people, a year, «теперь» or a direction of trade («в том числе экспорт — 41») ends at token i."""
    token = view.tokens[i]
    if view.lemmas[i] in DIRECTED and token.feats.case in ("nom", "acc"):
        return True
    if token.text.lower() in NOW or (len(token.text) == 4 and token.text.isdigit()):
        return True
    return any(p.start <= token.start < p.stop for p in view.places) or any(d.start <= token.start < d.stop and d.grain != "day" for d in view.dates)


def grown_times(view: View, text: str) -> list[Change]:
    """«11,7 млн $ (в 2 раза)», «| 47,0 | в 1,5 раза»: the growth of a line of a list, without a verb."""
    if "раз" not in view.words and WORDS_OF_TIMES.isdisjoint(view.lemmas):
        return []
    found = []
    for times in TIMES.finditer(text, view.sentence.start, view.sentence.stop):
        factor = WORDED[times[2]] if times[2] else _amount(times[1])
        found.append(Change(times.start() + 1, times.end(), times[0][1:].strip(), (factor - 1) * 100, "exact"))
    return found


def _like(model: Number, text: str, start: int, stop: int) -> Number:
    """The number at an offset, in the unit and scale of another one."""
    value = _amount(text[start:stop])
    if isinstance(model, Change):
        return replace(model, start=start, stop=stop, text=text[start:stop], percent=value if model.percent >= 0 else -value)
    if isinstance(model, Percent):
        return replace(model, start=start, stop=stop, text=text[start:stop], value=value)
    said = AMOUNT.search(model.text)
    shown = _amount(said[0]) if said is not None else Decimal(0)
    scaled = value * model.value / shown if shown else value
    if isinstance(model, Quantity):
        return replace(model, start=start, stop=stop, text=text[start:stop], value=scaled, item_start=None, item_stop=None)
    return replace(model, start=start, stop=stop, text=text[start:stop], value=scaled)


def _amount(text: str) -> Decimal:
    return Decimal(re.sub(r"\s", "", text).replace(",", "."))
