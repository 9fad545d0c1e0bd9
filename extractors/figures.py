"""What numbers of trade measure: the indicator of each, the header that a list shares, the numbers themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from extractors.frames import Frame, frames
from extractors.lexicon import members
from extractors.view import View
from schemas.values import Change, DateSpan, Money, Percent, Place, Quantity

MASS = {"т", "кг", "м3", "л", "кВт·ч", "ц", "баррель", "TEU", "голов", "пара", "м2", "м", "контейнер", "вагон"}
LIST_LINES = 12
DASHES = {"—", "–", "-", ":", "|"}
GROWTH = {"вырасти", "увеличиться", "сократиться", "снизиться", "упасть", "возрасти", "уменьшиться"}
RESUMING = {"составить", "составлять", "показатель", "рост", "вырасти", "это", "продолжиться", "прирост", "снижение"}
DEALS = {"контракт", "договор", "сделка", "договоренность", "пробный", "партия", "контейнер", "тендер", "аукцион"}
# «в млн долларов», «млн руб.»: a unit that a heading gives to the bare numbers below it.
HEADING_UNIT = re.compile(r"(?<![\d ] )(?<!\d)\b(тыс|млн|млрд)\.?\s{1,2}(долл|\$|руб|₽|евро|€|юан|тенге|USD|RUB|EUR)", re.IGNORECASE)
ABBREVIATED = re.compile(r"(?:тыс|млн|млрд)\b")
SCALES = {"тыс": Decimal(1000), "млн": Decimal(1_000_000), "млрд": Decimal(1_000_000_000)}
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
Number = Money | Quantity | Percent | Change


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number measures: the indicator and the token that names it."""

    indicator: str
    index: int
    word: str
    rule: str


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

    @property
    def sides(self) -> tuple[Place, ...]:
        """The sides that are known."""
        return tuple(p for p in (self.reporter, self.partner) if p is not None)


def header_of(view: View, text: str, header: Header | None) -> Header | None:
    """The header under which a sentence stands: its own measure, else the one before, for as long as a list may be."""
    named = [m for m in measures_of(view) if m.indicator in ("turnover", "export", "import")]
    if header is not None and is_line(view, None):
        return replace(header, sentence=view.index)
    unit = HEADING_UNIT.search(text, view.sentence.start, view.sentence.stop)
    if not named and header is not None and unit and view.index - header.sentence <= 2:
        return replace(header, sentence=view.index, scale=SCALES[unit[1].lower()], currency=CURRENCIES[unit[2].lower()])
    if not named:
        return header if header is not None and view.index - header.sentence <= LIST_LINES else None
    period = next((d for d in view.dates if d.role in ("result", "point") and d.grain not in ("day", "vague")), None)
    scale, currency = (SCALES[unit[1].lower()], CURRENCIES[unit[2].lower()]) if unit else (header.scale, header.currency) if header else (None, None)
    return Header(named[0], view.index, period or (header.period if header else None), scale, currency)


def is_line(view: View, at: int | None) -> bool:
    """«Китай — 1,2 млрд долларов (+8 %)»: a place, a dash, colon or bar, then the number at token `at`, or any number."""
    dash = next((i for i, t in enumerate(view.tokens[:8]) if t.text in DASHES), None)
    if dash is None or not any(m.type == "place" and m.last <= dash and m.prep in ("", "с") and m.first <= 2 for m in view.mentions):
        return False
    return (at is not None and 0 < at - dash <= 3) or (at is None and any(t.text[:1].isdigit() for t in view.tokens[dash + 1 : dash + 4]))


def numbers(view: View, text: str, header: Header | None) -> list[Number]:
    """Sums, masses, shares and changes of a sentence in text order; under a heading with a unit, its bare numbers too."""
    found: list[Number] = [*(m for m in view.money if not ABBREVIATED.match(m.text)), *(q for q in view.quantities if q.unit in MASS), *view.changes]
    found.extend(p for p in view.percents if not p.points and not any(c.start <= p.start < c.stop for c in view.changes))
    if header is not None and header.scale is not None and is_line(view, None):
        taken = [(n.start, n.stop) for n in (*found, *view.dates, *view.quantities)]
        for bare in BARE.finditer(text, view.sentence.start, view.sentence.stop):
            if not any(a < bare.end() and bare.start() < b for a, b in taken):
                value = Decimal(re.sub(r"\s", "", bare[0]).replace(",", ".")) * header.scale
                found.append(Money(bare.start(), bare.end(), bare[0], value, header.currency))
    return sorted(found, key=lambda n: n.start)


def measures_of(view: View) -> list[Measure]:
    """The words of a sentence that name a measure, in text order."""
    nouns, verbs = measure_words()
    found = []
    for i, lemma in enumerate(view.lemmas):
        frame = nouns.get(lemma) or (verbs.get(lemma) if view.tokens[i].pos in ("VERB", "ADJ") else None)
        if frame is not None:
            found.append(Measure(frame.set["indicator"], i, view.tokens[i].text, frame.id))
    return found


@cache
def measure_words() -> tuple[dict[str, Frame], dict[str, Frame]]:
    """The nouns and the verbs that name a measure → the frame that says so."""
    found = frames("trade_figures")
    return {noun: frame for frame in found for noun in frame.nouns}, {verb: frame for frame in found for verb in frame.verbs}


@cache
def side_markers(rule: str | None, side: str) -> frozenset[tuple[str, str]]:
    """(preposition, case) that mark a side ("reporter" or "partner") in one frame, or in all frames for None: («с», "ins"), («в», "acc") …"""
    found = [frame for frame in frames("trade_figures") if rule is None or frame.id == rule]
    return frozenset(marker for frame in found for slot in frame.slots if slot.name == side for marker in slot.markers if marker[0])


def measure_of(number: Number, view: View, measures: list[Measure], last: Figure | None, before: Sequence[Figure]) -> Measure | None:
    """What a number measures; None where it is no figure of trade."""
    at = view.token_at(number.start)
    left = [m for m in measures if m.index < at and m.indicator != "share"]
    right = [m for m in measures if m.index >= at]
    if isinstance(number, Percent):
        return _share_of(number, view, measures, right)
    named = _named_behind(number, view, right)
    if named is not None and (not left or (last is not None and last.value is not None)):
        return named
    if left:
        return None if _deal_between(view, left[-1].index, at) else left[-1]
    if any(lemma in members("deal_noun") for lemma in view.lemmas[max(0, at - 6) : at]):
        return None
    after = next((m for m in right if m.indicator != "share" and m.index - view.token_at(number.stop - 1) <= 6 and view.verbs_between(at, m.index) <= 1), None)
    if after is not None:
        return after
    if last is not None:
        return last.measure
    told = next((f for f in reversed(before) if f.measure.indicator != "share"), None)
    if told is not None and view.index - told.view.index <= 2 and _resumes(view):
        return replace(told.measure, index=at)
    return None


def _share_of(number: Percent, view: View, measures: list[Measure], right: list[Measure]) -> Measure | None:
    """«на Китай приходится 30 %», «65 % оборота»: a share of trade."""
    share = next((m for m in measures if m.indicator == "share"), None)
    near = next((m for m in right if m.index - view.token_at(number.stop - 1) <= 3 and m.indicator in ("export", "import", "turnover")), None)
    found = share or near
    return replace(found, indicator="share") if found is not None else None


def _named_behind(number: Number, view: View, right: list[Measure]) -> Measure | None:
    """«189 миллионов — экспорт области», «51 млн, — импорт»: the measure behind a dash."""
    end = view.token_at(number.stop - 1)
    near = next((m for m in right if m.index - end <= 3 and m.indicator in ("export", "import")), None)
    return near if near is not None and any(t.text in ("—", "–") for t in view.tokens[end + 1 : near.index]) else None


def _deal_between(view: View, a: int, b: int) -> bool:
    return any(lemma in members("deal_noun") and lemma not in measure_words()[0] for lemma in view.lemmas[a + 1 : b])


def _resumes(view: View) -> bool:
    """A sentence without a measure goes on with the last figure when it grows, reaches or aims: «К 2030 году хотят выйти на 2 млрд»."""
    lemmas = set(view.lemmas)
    return bool(lemmas & (members("target") | members("goal"))) or bool(
        lemmas & {"составить", "составлять", "показатель", "рост", "вырасти", "это", "продолжиться", "прирост", "снижение"}
    )


def counts(number: Number, view: View, measure: Measure) -> bool:
    """Whether a number is a level or a change of the measure, not a difference («вырос на 5 млн») nor a comparison («против 17 млн»)."""
    at = view.token_at(number.start)
    if "против" in view.lemmas[max(0, at - 3) : at]:
        return False
    if isinstance(number, Money) and list(view.lemmas[at - 1 : at]) == ["на"] and GROWTH & set(view.lemmas[max(0, at - 5) : at]):
        return False
    return not (measure.indicator == "share" and isinstance(number, Quantity))


def is_deal(number: Number, view: View, measure: Measure) -> bool:
    """«Завод «Нива» отгрузит фирме 90 тонн»: a named firm's delivery is a contract; statistics speak of regions and countries."""
    if measure.indicator not in ("supplies", "export", "import") or isinstance(number, (Change, Percent)):
        return False
    at = view.token_at(number.start)
    if DEALS & set(view.lemmas[max(0, at - 10) : at + 6]):
        return True
    if any(d.role in ("result", "base") for d in view.dates):
        return False
    return any(m.type == "organization" and ("«" in m.name or (m.case == "nom" and not m.bare)) for m in view.mentions)
