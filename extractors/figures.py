"""What numbers of trade measure: the indicator of each, the header that a list shares, the numbers themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from extractors.figure_lists import bare_numbers, grown_times
from extractors.figure_measures import Measure, Number
from extractors.view import View, is_predicate
from schemas.values import Change, DateSpan, Money, Place, Quantity

MASS = {"т", "кг", "м3", "л", "кВт·ч", "ц", "баррель", "TEU", "голов", "пара", "м2", "м", "контейнер", "вагон"}
EARLIER = {"тогда", "ранее", "аналогичный", "прошлогодний", "предыдущий", "прошлый"}
PER = {"куб", "кубометр", "тонна", "килограмм", "кг", "т", "штука", "литр", "баррель", "единица", "центнер", "голова", "квтч", "киловатт-час"}
BALANCE = {"сальдо", "профицит", "дефицит", "транзит", "потенциал"}
MEASURED = {"экспорт", "импорт", "вывоз", "ввоз", "план", "поставка"}
MAKING = {
    "выпускать", "выпустить", "производить", "произвести", "изготавливать", "изготовлять", "изготовить", "собирать", "собрать", "добывать", "добыть",
    "выращивать", "вырастить", "перерабатывать", "переработать", "вырабатывать", "выработать", "выплавлять", "выплавить", "намолотить", "выловить",
    "вылавливать", "построить", "хранить", "выпускаться", "производиться", "изготавливаться", "собираться", "добываться", "выращиваться",
    "перерабатываться", "вырабатываться",
}  # fmt: skip
LIST_LINES = 12
BULLETS = {"—", "–", "-", "•", "·", "▪", "*", "✅", "🔹"}
DASHES = {"—", "–", "-", ":", "|"}
EXPECTED = {"рассчитывать", "планировать", "планироваться", "ожидать", "ожидаться", "прогнозировать", "надеяться", "хотеть", "предполагать", "закладывать"}
CHANGING = {"увеличить", "нарастить", "сократить", "снизить", "уменьшить", "увеличивать", "наращивать", "сокращать", "снижать"}
ROUNDING = {"почти", "более", "около", "примерно", "порядка", "целый", "сразу", "еще", "свыше"}
GROWTH = {"вырасти", "увеличиться", "сократиться", "снизиться", "упасть", "возрасти", "уменьшиться"}
# «в млн долларов», «млн руб.»: a unit that a heading gives to the bare numbers below it.
HEADING_UNIT = re.compile(r"(?<![\d ] )(?<!\d)\b(тыс|млн|млрд)\.?\s{1,2}(долл|\$|руб|₽|евро|€|юан|тенге|USD|RUB|EUR)", re.IGNORECASE)
DIGIT = re.compile(r"\d")
ABBREVIATED = re.compile(r"(?:тыс|млн|млрд)\b")
SCALES = {"тыс": Decimal(1000), "млн": Decimal(1_000_000), "млрд": Decimal(1_000_000_000)}
PIECES = re.compile(r"штук|единиц|\bшт\b|\bед\b")
CONVERTED = re.compile(r"\s?[(/,]\s?(?:или\s|это\s|то есть\s)?(?:около\s|примерно\s|порядка\s|почти\s|более\s|свыше\s|≈\s?|~\s?)?")
WORDS_OF = {"тыс": ("тыс",), "млн": ("млн", "миллион"), "млрд": ("млрд", "миллиард")}
# «33 тыс.», «2,6 миллиарда» with nothing counted behind.
SCALED = re.compile(
    r"(?<![\d,.№$€₽])(\d{1,3}(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d{1,3})?)[ \u00a0\u202f]?(тыс|млн|млрд|тысяч[аимх]*|миллион[аовми]*|миллиард[аовми]*)\.?"
    r"(?![а-яё])(?!\s{1,2}(?:[$€₽A-Za-z]|(?!(?:и|а|но|в|во|на|с|со|к|по|за|из|до|от|или|против|годом|при|больше|меньше|пришл[а-я]+|приходит[а-я]+)\b)[а-яё]))",
    re.IGNORECASE,
)
CURRENCIES = {
    "долл": "USD",
    "$": "USD",
    "usd": "USD",
    "руб": "RUB",
    "₽": "RUB",
    "rub": "RUB",
    "евро": "EUR",
    "€": "EUR",
    "eur": "EUR",
    "юан": "CNY",
    "тенге": "KZT",
}
BARE = re.compile(r"(?<![\d,.+−–-])\d{1,3}(?:[ \u00a0\u202f]\d{3})*(?:,\d{1,3})?(?![\d,.]|\s?%|[ \u00a0](?:раз|год))")


@dataclass(frozen=True, slots=True)
class Header:
    """The last measure that the article named, with the period and unit beside it: lines of a list share them."""

    measure: Measure
    sentence: int
    period: DateSpan | None
    scale: Decimal | None = None
    currency: str | None = None


@dataclass(slots=True)
class Figure:
    """One row in the making: where it stands and what is known of it."""

    view: View
    measure: Measure
    number: Number
    value: Decimal | None = None
    currency: str | None = None
    unit: str | None = None
    bound: str = "exact"
    change: Decimal | None = None
    reporter: Place | None = None
    partner: Place | None = None
    period: DateSpan | None = None
    base: DateSpan | None = None
    goods: str | None = None
    status: str = "occurred"
    cue: str = ""
    found: set[str] = field(default_factory=set)
    assumed: int = 0
    follows: bool = False  # a figure with both sides was told just before
    adjoins: bool = False  # … in the sentence before
    named: bool = False  # the other side stands in the sentence

    @property
    def sides(self) -> tuple[Place, ...]:
        """The sides that are known."""
        return tuple(p for p in (self.reporter, self.partner) if p is not None)


def header_of(view: View, text: str, header: Header | None, measures: Sequence[Measure]) -> Header | None:
    """The header under which a sentence stands: its own measure, else the one before, for as long as a list may be."""
    named = [m for m in measures if m.indicator in ("turnover", "export", "import")]
    if header is None and not named:
        return None
    if header is not None and is_line(view, None):
        return replace(header, sentence=view.index)
    unit = None if SCALES.keys().isdisjoint(view.words) else HEADING_UNIT.search(text, view.sentence.start, view.sentence.stop)
    if not named and header is not None and unit and view.index - header.sentence <= 2:
        return replace(header, sentence=view.index, scale=SCALES[unit[1].lower()], currency=CURRENCIES[unit[2].lower()])
    if not named:
        return header if header is not None and view.index - header.sentence <= LIST_LINES else None
    period = next((d for d in view.dates if d.role in ("result", "point") and d.grain not in ("day", "vague")), None) or _year_of(view, named[0])
    scale, currency = (SCALES[unit[1].lower()], CURRENCIES[unit[2].lower()]) if unit else (header.scale, header.currency) if header else (None, None)
    return Header(named[0], view.index, period or (header.period if header else None), scale, currency)


def _year_of(view: View, measure: Measure) -> DateSpan | None:
    """«экспорт-2025» → the year 2025."""
    token = view.tokens[measure.index]
    if token.lemma[-5:-2] != "-20" or not token.lemma[-2:].isdigit():
        return None
    year = int(token.lemma[-4:])
    return DateSpan(token.stop - 4, token.stop, token.text[-4:], str(year), date(year, 1, 1), date(year, 12, 31), "year", "absolute", "result")


def is_line(view: View, at: int | None) -> bool:
    """«Китай — 1,2 млрд долларов (+8 %)»: a place, a dash, colon or bar, then the number at token `at`, or any number."""
    begin = 1 if view.tokens[0].text in BULLETS else 0
    dash = next((i for i, t in enumerate(view.tokens[:8]) if t.text in DASHES and i >= begin), None)
    if dash is None or not any(m.type == "place" and m.last <= dash and m.prep in ("", "с") and m.first <= 2 + begin for m in view.mentions):
        return False
    return (at is not None and 0 < at - dash <= 3) or (at is None and any(t.text[:1].isdigit() for t in view.tokens[dash + 1 : dash + 4]))


def numbers(view: View, text: str, header: Header | None, told: Number | None) -> list[Number]:
    """Sums, masses, shares and changes of a sentence in text order; its bare numbers too where a heading or a number before gives the unit.

    `told` is the last value of the sentences before: «на втором месте — Египет, 1,2 млн».
    """
    if not (view.money or view.quantities or view.changes or view.percents or DIGIT.search(text, view.sentence.start, view.sentence.stop)):
        return []
    found: list[Number] = [
        *(m for m in view.money if not ABBREVIATED.match(m.text)),
        *(q for q in view.quantities if q.unit in MASS or (q.unit == "шт" and PIECES.search(q.text))),
        *view.changes,
        *(c for c in grown_times(view, text) if not any(k.start < c.stop and c.start < k.stop for k in view.changes)),
    ]
    found.extend(p for p in view.percents if not p.points and not any(c.start <= p.start < c.stop for c in view.changes))
    taken = [(n.start, n.stop) for n in (*found, *view.dates, *view.quantities)]
    if header is not None and header.scale is not None and is_line(view, None):
        for bare in BARE.finditer(text, view.sentence.start, view.sentence.stop):
            if not any(a < bare.end() and bare.start() < b for a, b in taken):
                value = Decimal(re.sub(r"\s", "", bare[0]).replace(",", ".")) * header.scale
                found.append(Money(bare.start(), bare.end(), bare[0], value, header.currency))
    else:
        for bare in SCALED.finditer(text, view.sentence.start, view.sentence.stop):
            if not any(a < bare.end() and bare.start() < b for a, b in taken):
                found.extend(_like(bare, [n for n in found if isinstance(n, (Money, Quantity))] or ([told] if told is not None else [])))
    found.extend(bare_numbers(view, text, sorted(found, key=lambda n: n.start)))
    found = [n for n in found if not (isinstance(n, Money) and _is_converted(n, view.money, text))]
    weighed = [q for q in view.quantities if q.unit in MASS]
    if weighed and not any(m.currency for m in view.money):  # «вывоз составил 4,9 млн куб. м, из них 4,1 млн – в Китай»
        found = [Quantity(n.start, n.stop, n.text, n.value, weighed[0].unit) if isinstance(n, Money) and n.start > weighed[0].start else n for n in found]
    known = [m for m in view.money if m.currency is not None]
    if known:
        found = [
            replace(n, currency=min(known, key=lambda m: abs(m.start - n.start)).currency) if isinstance(n, Money) and n.currency is None else n for n in found
        ]
    return sorted(found, key=lambda n: n.start)


def _is_converted(money: Money, others: tuple[Money, ...], text: str) -> bool:
    """«9,1 млрд юаней (около 1,2 млрд долларов)»: one sum told twice."""
    before = next((m for m in reversed(others) if m.stop <= money.start), None)
    if before is None or before.currency == money.currency or money.currency is None:
        return False
    return CONVERTED.fullmatch(text, before.stop, money.start) is not None


def _like(bare: re.Match[str], known: list[Number]) -> list[Number]:
    """«в Шри-Ланку — 33 тыс.» after «50 тыс. тонн»: a number without a unit has that of the nearest one."""
    if not known:
        return []
    model = min(known, key=lambda n: abs(n.start - bare.start()))
    value = Decimal(re.sub(r"\s", "", bare[1]).replace(",", ".")) * SCALES[next(scale for scale in SCALES if bare[2].lower().startswith(WORDS_OF[scale]))]
    if isinstance(model, Money):
        return [Money(bare.start(), bare.end(), bare[0], value, model.currency)]
    return [Quantity(bare.start(), bare.end(), bare[0], value, model.unit)] if isinstance(model, Quantity) else []


def counts(number: Number, view: View, measure: Measure, following: Number | None) -> bool:
    """Whether a number is a level or a change of the measure, not a difference («вырос на 5 млн») nor a comparison («против 17 млн», «с 2 до 5 млн»)."""
    at = view.token_at(number.start)
    before = view.lemmas[max(0, at - 4) : at]
    if (
        BALANCE & set(view.lemmas[max(0, at - 8) : at])
        or {"против", "вместо"} & set(before[-3:])
        or (measure.indicator == "share" and isinstance(number, (Money, Quantity)))
    ):
        return False
    end = view.token_at(number.stop - 1)
    if isinstance(number, Change):
        if "план" in view.lemmas[max(0, at - 1) : end + 3] or ("чем" in view.lemmas[end + 1 : end + 4] and EXPECTED & set(view.lemmas[end + 1 : end + 6])):
            return False  # «превысили план на 4%», «вдвое меньше, чем рассчитывали»
        # «импорт вчетверо больше экспорта»: one measure by the other
        return not ({"больше", "меньше", "выше", "ниже"} & set(view.lemmas[end - 1 : end + 2]) and MEASURED & set(view.lemmas[end + 1 : end + 3]))
    if before[-1:] == ["на"] and (
        GROWTH & set(view.lemmas[max(0, at - 5) : at])
        or ({"больше", "меньше"} & set(view.lemmas[end + 1 : end + 3]) and "весь" not in view.lemmas[end + 1 : end + 5])
    ):
        return False
    if _is_difference(view, at) or ("быть" in before[-1:] and "стать" in view.words):
        return False  # «нарастил экспорт в Китай на 150 тонн»; «было 4 млн, стало 11»
    if following is not None and rises_to(view, number, following):
        return False
    if before[-1:] == ["с"] and "до" in view.lemmas[max(0, at - 7) : at - 1]:
        return False  # «упал до 2 млн с 14 млн»
    if {"дотянуть", "достичь", "достигнуть", "дойти", "достигать", "дотягивать"} & set(before) and "не" in view.lemmas[max(0, at - 6) : at]:
        return False
    if isinstance(number, Money) and view.lemmas[end + 1 : end + 2] == ["за"] and PER & set(view.lemmas[end + 2 : end + 4]):
        return False  # «190 долларов за куб» is a price
    if _is_made(view, measure, at):
        return False  # «завод ежегодно выпускает 12 тыс. тонн кабеля»
    if "сутки" in view.lemmas[end + 1 : end + 4] or view.lemmas[end + 1 : end + 3] in (["в", "день"], ["в", "час"], ["в", "смена"]):
        return False  # a capacity
    return not (_is_comparison(number, view) or _is_earlier(view, at) or "задание" in before)


def _is_difference(view: View, at: int) -> bool:
    """«увеличила вывоз масла в Германию на 150 тонн»: the last verb before «на» and the number says by how much, not how much."""
    on = next((i for i in range(at - 1, max(-1, at - 4), -1) if view.lemmas[i] == "на"), None)
    if on is None or any(view.lemmas[i] not in ROUNDING for i in range(on + 1, at)):
        return False
    verb = next((i for i in range(on - 1, -1, -1) if is_predicate(view.tokens[i]) or view.tokens[i].text in (",", ";", "—", "–")), None)
    return verb is not None and view.lemmas[verb] in CHANGING


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


def _is_comparison(number: Number, view: View) -> bool:
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
