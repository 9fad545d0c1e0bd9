"""What numbers of trade measure: the indicator of each, the header that a list shares, the numbers themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from extractors.trade_figures.lists import bare_numbers, grown_times
from extractors.trade_figures.measures import Measure, Number
from extractors.view import View
from schemas.values import Change, DateSpan, Money, Percent, Place, Quantity

MASS = {"т", "кг", "м3", "л", "кВт·ч", "ц", "баррель", "TEU", "голов", "пара", "м2", "м", "контейнер", "вагон"}
SHARES = {"доля", "вес", "приходиться", "прийтись"}
MANY = 1000  # «120 тыс. батарей» of a region are statistics, «38 комбайнов» a deal
LIST_LINES = 12
BULLETS = {"—", "–", "-", "•", "·", "▪", "*", "✅", "🔹"}
DASHES = {"—", "–", "-", ":", "|"}
# «в млн долларов», «млн руб.»: a unit that a heading gives to the bare numbers below it.
HEADING_UNIT = re.compile(r"(?<![\d ] )(?<!\d)\b(тыс|млн|млрд)\.?\s{1,2}(долл|\$|руб|₽|евро|€|юан|тенге|USD|RUB|EUR)", re.IGNORECASE)
DIGIT = re.compile(r"\d")
ABBREVIATED = re.compile(r"(?:тыс|млн|млрд)\b")
SCALES = {"тыс": Decimal(1000), "млн": Decimal(1_000_000), "млрд": Decimal(1_000_000_000)}
PIECES = re.compile(r"штук|единиц|\bшт\b|\bед\b")
CONVERTED = re.compile(r"\s?[(/,\[]\s?(?:или\s|это\s|то есть\s)?(?:около\s|примерно\s|порядка\s|почти\s|более\s|свыше\s|≈\s?|~\s?)?")
SCALE_WORDS = ("тыс", "млн", "млрд", "миллион", "миллиард")
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
    hub: Place | None = None  # the side that the items of its list have in common
    period: DateSpan | None = None
    base: DateSpan | None = None
    goods: str | None = None
    status: str = "occurred"
    cue: str = ""
    found: set[str] = field(default_factory=set)
    assumed: int = 0
    follows: bool = False  # a figure with both sides was told just before
    adjoins: bool = False  # … in the sentence before
    again: bool = False  # … of the same measure in the same word
    spoken: bool = False  # the sentence before speaks of exports, imports or turnover
    named: bool = False  # the other side stands in the sentence
    of_many: bool = False  # the sentence before tells the parts of several partners
    until: int = -1  # the sentence behind its own that completes it

    @property
    def told(self) -> int:
        """The last sentence that tells of it."""
        return max(self.view.index, self.until)

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
        return Header(header.measure, view.index, header.period, header.scale, header.currency)
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
    if DASHES.isdisjoint(view.texts):
        return False
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
        *(q for q in view.quantities if q.unit in MASS or (q.unit == "шт" and (q.value >= MANY or PIECES.search(q.text) or _is_reached(q, view)))),
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
    elif _has_scale(view):
        for bare in SCALED.finditer(text, view.sentence.start, view.sentence.stop):
            if not any(a < bare.end() and bare.start() < b for a, b in taken) and not _is_sum(bare.start(), view):
                found.extend(_like(bare, [n for n in found if isinstance(n, (Money, Quantity))] or ([told] if told is not None else [])))
    found.extend(bare_numbers(view, text, sorted(found, key=lambda n: n.start)))
    found = [n for n in found if not (isinstance(n, Money) and _is_converted(n, view.money, text))]
    weighed = [q for q in view.quantities if q.unit in MASS]
    if weighed and not any(m.currency for m in view.money):  # «вывоз составил 4,9 млн куб. м, из них 4,1 млн – в Китай»
        found = [
            Quantity(n.start, n.stop, n.text, n.value, weighed[0].unit)
            if isinstance(n, Money) and n.start > weighed[0].start and not _is_sum(n.start, view)
            else n
            for n in found
        ]
    known = [m for m in view.money if m.currency is not None]
    if known:
        found = [
            replace(n, currency=min(known, key=lambda m: abs(m.start - n.start)).currency) if isinstance(n, Money) and n.currency is None else n for n in found
        ]
    return _grown_too(sorted(found, key=lambda n: n.start), view)


def _has_scale(view: View) -> bool:
    """Whether a sentence says «тыс», «миллион» or «млрд» at all: cheaper to ask than to look for a number before it."""
    told = " ".join(view.texts)
    return any(scale in told for scale in SCALE_WORDS)


def _is_sum(start: int, view: View) -> bool:
    """«16 тыс. тонн на сумму / 41,7 млн»: money whose currency is left out."""
    at = view.token_at(start)
    return not {"сумма", "стоимость"}.isdisjoint(view.lemmas[max(0, at - 3) : at])


def _is_reached(count: Quantity, view: View) -> bool:
    """«упал на 38%, до / 57 машин»: a count that something grew or fell to."""
    at = view.token_at(count.start)
    if view.lemmas[at - 1 : at] != ["до"] or at < 2:
        return False
    end = at - 2 - (view.tokens[at - 2].text in (",", "—", "–", "-"))
    return any(view.token_at(c.stop - 1) == end for c in view.changes)


def _grown_too(found: list[Number], view: View) -> list[Number]:
    """«Рост торговли с Казахстаном составил 34%, с Сербией — 12%», «прирост — 19%, по импорту — 5%»: a percentage behind a place or flow and a dash, after a growth of its own."""
    for i, number in enumerate(found):
        before = found[i - 1] if i else None
        if not isinstance(number, Percent) or not isinstance(before, Change) or "%" not in before.text + number.text:
            continue
        at = view.token_at(number.start)
        placed = at > 1 and view.tokens[at - 1].text in DASHES and any(m.last == at - 1 and m.prep and m.type == "place" for m in view.mentions)
        placed = placed or (at > 2 and view.tokens[at - 1].text in DASHES and view.lemmas[at - 3 : at - 1] in (["по", "экспорт"], ["по", "импорт"]))
        if placed and view.words.isdisjoint(SHARES):
            found[i] = Change(number.start, number.stop, number.text, number.value if before.percent >= 0 else -number.value, number.bound)
    return found


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
