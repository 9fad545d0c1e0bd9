"""Our scanners beside natasha, dateparser and price-parser on the same expressions → docs/scanners.md.

python -m pip install dateparser==1.5.0 price-parser==0.5.1    (svyazi itself needs neither)
python scripts/compare_scanners.py

Every library is asked in the way that suits it best: natasha's extractors get the sentence and the bare expression and keep the better answer,
dateparser and price-parser get the bare expression (dateparser with the day of publication as its base); ours get the sentence only.
A library that leaves the year out where the text does is not blamed for it. natasha runs on pymorphy3 (`bench/contenders.py`).
"""

from __future__ import annotations

import csv
import re
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts" / "bench")]

from contenders import morph_vocab, stand_in  # noqa: E402

from pipeline.changes import find_changes  # noqa: E402
from pipeline.dates import find_dates  # noqa: E402
from pipeline.dates_edtf import bounds  # noqa: E402
from pipeline.money import find_money, find_percents  # noqa: E402
from pipeline.places import find_places  # noqa: E402
from pipeline.quantities import find_quantities  # noqa: E402
from pipeline.read import ReadOptions, list_sources, read_source  # noqa: E402
from schemas.article import RawArticle  # noqa: E402

TABLES = ROOT / "tests" / "tables"
DOC = ROOT / "docs" / "scanners.md"
ROUNDS = 5
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "₽": "RUB", "¥": "CNY", "₸": "KZT", "руб": "RUB", "руб.": "RUB", "евро": "EUR", "р.": "RUB"}
SUM = re.compile(r"(?P<span>.+) = (?P<value>\d+(?:\.\d+)?)(?:\.\.(?P<high>\d+(?:\.\d+)?))? (?P<currency>\S+)(?: \w+)?")


@dataclass(frozen=True)
class Case:
    """One expression in its sentence, and what it means; `value` is None where nothing is to be found."""

    kind: str
    text: str
    span: str | None
    value: Any
    published: date | None = None


def date_cases() -> Iterator[Case]:
    """tests/tables/dates.tsv → its expressions, by the headings of the table."""
    kind, columns = "", []
    with open(TABLES / "dates.tsv", encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row[0].startswith("#"):
                kind = row[0].lstrip("# ")
            elif not columns:
                columns = row
            elif "\\n" not in row[1]:
                published = None if row[0] == "-" else date.fromisoformat(row[0])
                if row[2] == "-":
                    yield Case("no date at all", row[1], None, None, published)
                else:
                    for span, edtf in zip(row[2].split(" | "), row[3].split(" | "), strict=True):
                        yield Case(kind, row[1], span, edtf, published)


def money_cases() -> Iterator[Case]:
    """tests/tables/money.tsv → its sums."""
    for line in (TABLES / "money.tsv").read_text(encoding="utf-8").splitlines():
        text, _, expected = line.partition("\t")
        if not line or line.startswith("#"):
            continue
        if expected == "–":
            yield Case("no sum at all", text, None, None)
        for part in expected.split(" | ") if expected != "–" else ():
            if found := SUM.fullmatch(part):
                high = found["high"] and Decimal(found["high"])
                currency = None if found["currency"] == "?" else found["currency"]
                yield Case(_kind_of_sum(found["span"], high), text, found["span"], (Decimal(found["value"]), high, currency))


def _kind_of_sum(span: str, high: Decimal | None) -> str:
    if high is not None:
        return "ranges"
    if not re.search(r"\d", span):
        return "in words"
    return "with тысяча, млн, млрд, трлн" if re.search(r"тыс|млн|млрд|трлн|миллион|миллиард|триллион", span) else "in figures"


# --- who is asked ------------------------------------------------------------------------------------------------------


def our_date(case: Case) -> bool:
    spans = find_dates(case.text, published=case.published)
    return not spans if case.span is None else any(one.text == case.span and (one.edtf or "none") == case.value for one in spans)


def our_money(case: Case) -> bool:
    spans = find_money(case.text)
    return not spans if case.span is None else any(one.text == case.span and (one.value, one.high, one.currency) == case.value for one in spans)


@cache
def natasha() -> tuple[Any, Any]:
    stand_in()
    from natasha import DatesExtractor, MoneyExtractor

    vocab = morph_vocab()
    return DatesExtractor(vocab), MoneyExtractor(vocab)


def natasha_date(case: Case) -> bool:
    def right(fact: Any) -> bool:
        parts = (f"{fact.year:04}" if fact.year else "XXXX", fact.month and f"{fact.month:02}", fact.day and f"{fact.day:02}")
        edtf = "-".join(part for part in parts if part)
        return bool(edtf == case.value or (not fact.year and edtf[4:] and edtf[4:] == str(case.value)[4:]))

    if case.span is None:
        return not list(natasha()[0](case.text))
    return any(right(match.fact) for text in (case.text, case.span) for match in natasha()[0](text))


def natasha_money(case: Case) -> bool:
    if case.span is None:
        return not list(natasha()[1](case.text))
    facts = [match.fact for text in (case.text, case.span) for match in natasha()[1](text)]
    return any((Decimal(str(fact.amount)), None, fact.currency) == case.value for fact in facts)


def dateparser_date(case: Case) -> bool:
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    day = case.published or date(2025, 11, 19)
    settings = {"RELATIVE_BASE": datetime(day.year, day.month, day.day), "PREFER_DATES_FROM": "past"}
    if case.span is None:
        return not search_dates(case.text, languages=["ru"], settings=settings)
    found = DateDataParser(languages=["ru"], settings=settings).get_date_data(case.span)
    if found.date_obj is None:
        return False
    answer: date = found.date_obj.date()
    if found.period == "week":
        first, last = bounds(case.value) if case.value != "none" else (None, None)
        return bool(first and last and (last - first).days == 6 and first <= answer <= last)
    edtf = answer.isoformat()[: {"year": 4, "month": 7}.get(found.period, 10)]
    return bool(edtf == case.value or (str(case.value).startswith("XXXX") and edtf[4:] == case.value[4:]))


def price_parser_money(case: Case) -> bool:
    from price_parser import Price

    found = Price.fromstring(case.span or case.text)
    if case.span is None:
        return found.amount is None or found.currency is None
    try:
        return (found.amount, None, SIGNS.get(found.currency or "", found.currency)) == case.value
    except InvalidOperation:
        return False


Judge = Callable[[Case], bool]
DATES: dict[str, Judge] = {"svyazi": our_date, "natasha": natasha_date, "dateparser": dateparser_date}
MONEY: dict[str, Judge] = {"svyazi": our_money, "natasha": natasha_money, "price-parser": price_parser_money}

# --- how fast ----------------------------------------------------------------------------------------------------------


def speed(texts: Sequence[str]) -> tuple[float, float]:
    """→ CPU seconds of all our scanners, and of natasha's two extractors, on the same articles: medians of rounds that take turns."""
    ours: list[float] = []
    theirs: list[float] = []
    scanners = (find_dates, find_money, find_percents, find_changes, find_quantities, find_places)
    for number in range(ROUNDS):
        fresh = [f"{text}\n{number}" for text in texts]  # no round finds the answers of another remembered
        for spent, finders in ((ours, scanners), (theirs, natasha())):
            start = time.process_time()
            for text in fresh:
                for find in finders:
                    list(find(text))
            spent.append(time.process_time() - start)
    return statistics.median(ours), statistics.median(theirs)


# --- the page ----------------------------------------------------------------------------------------------------------

HEAD = """# Our scanners beside others

Made by `scripts/compare_scanners.py` from the tables of `tests/tables`. How many of the expressions each reads right, by kind: the value must be
exact (the day, month, period or range that is meant; the amount with its currency). The tables are our own and our scanners are built on them, so
our column says that nothing in them fails, not how often we would be right on a new page; the other columns say what a general library leaves to do.
Each library is asked in the way that suits it best (the script's first lines say how); ours read the whole sentence.
"""


def table(cases: Sequence[Case], judges: dict[str, Judge]) -> list[str]:
    right: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(judges, 0))
    total: dict[str, int] = defaultdict(int)
    for case in cases:
        for kind in (case.kind, "**all**"):
            total[kind] += 1
        for name, judge in judges.items():
            if judge(case):
                right[case.kind][name] += 1
                right["**all**"][name] += 1
    rows = [f"| kind | expressions | {' | '.join(judges)} |", f"|---|---:|{'---:|' * len(judges)}"]
    return rows + [f"| {kind} | {n} | {' | '.join(str(right[kind][name]) for name in judges)} |" for kind, n in _last(total)]


def _last(total: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(total.items(), key=lambda item: (item[0] == "**all**", item[0].startswith("no ")))


def main() -> None:
    options = ReadOptions()
    texts = [raw.text for source in list_sources([ROOT / "data" / "raw"]) for raw in read_source(source, options) if isinstance(raw, RawArticle)]
    ours, theirs = speed(texts)
    versions = ", ".join(f"{name} {version(name)}" for name in ("natasha", "dateparser", "price-parser"))
    parts = [HEAD, versions[0].upper() + versions[1:] + ".\n", "## Dates\n", *table(list(date_cases()), DATES), "", "## Sums\n"]
    parts += [*table(list(money_cases()), MONEY), "", "## Speed\n"]
    parts += [f"All our scanners (dates, sums, percents, changes, quantities, places) took {theirs / ours:.0f} times less CPU time than natasha's"]
    parts += [f"DatesExtractor and MoneyExtractor on the same {len(texts)} sample articles (median of {ROUNDS} rounds that took turns, one core)."]
    DOC.write_text("\n".join(parts) + "\n", encoding="utf-8")
    print(DOC.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
