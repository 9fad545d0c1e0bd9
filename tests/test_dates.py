"""Dates: a large table of sentences, other projects' cases where they are at hand, and promises that hold for any text."""

from __future__ import annotations

import csv
import json
import re
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dates import find_dates
from pipeline.dates_edtf import bounds, shift_years
from pipeline.dates_grammar import NEVER_FIRST, RULES, compiled, grammar
from pipeline.dates_lexicon import classes
from pipeline.dates_scan import OTHER, lowered, scan
from schemas.values import DateSpan

TABLES = Path(__file__).parent / "tables"
PEERS = Path(__file__).parent.parent.parent / "shared" / "peers"
WEDNESDAY = date(2025, 11, 19)


def rows(name: str) -> list[dict[str, str]]:
    """→ the rows of a table of `tests/tables`, its comments left out."""
    with open(TABLES / name, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))


def unescaped(text: str) -> str:
    return text.replace("\\n", "\n").replace("\\r", "\r")


def listed(cell: str) -> list[str]:
    return [] if cell == "-" else [unescaped(part) for part in cell.split(" | ")]


def day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


# the table -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", rows("dates.tsv"), ids=lambda row: f"{row['text'][:60]} ({row['published']})")
def test_table(row: dict[str, str]) -> None:
    spans = find_dates(unescaped(row["text"]), published=day(row["published"]))
    assert [span.text for span in spans] == listed(row["spans"])
    assert [span.edtf or "none" for span in spans] == listed(row["edtf"])
    assert [span.role for span in spans] == listed(row["roles"])
    assert [span.anchor for span in spans] == listed(row["anchors"])


def test_the_table_is_large_and_has_traps() -> None:
    table = rows("dates.tsv")
    assert sum(len(listed(row["spans"])) for row in table) >= 500
    assert sum(row["spans"] == "-" for row in table) >= 60


@pytest.mark.parametrize("row", rows("dates_gaps.tsv"), ids=lambda row: row["text"][:60])
@pytest.mark.xfail(strict=True, reason="known gaps, each with its reason in the table")
def test_known_gaps(row: dict[str, str]) -> None:
    spans = find_dates(row["text"], published=day(row["published"]))
    assert [span.edtf or "none" for span in spans] == listed(row["edtf"])


@pytest.mark.parametrize(
    ("text", "first", "last", "grain"),
    [
        ("25 апреля 2025 года", "2025-04-25", "2025-04-25", "day"),
        ("в феврале 2024 года", "2024-02-01", "2024-02-29", "month"),
        ("в III квартале 2025 года", "2025-07-01", "2025-09-30", "quarter"),
        ("во втором полугодии 2025 года", "2025-07-01", "2025-12-31", "half"),
        ("весной 2026 года", "2026-03-01", "2026-05-31", "season"),
        ("зимой 2025/26 года", "2025-12-01", "2026-02-28", "season"),
        ("в 2024 году", "2024-01-01", "2024-12-31", "year"),
        ("на 2026–2028 годы", "2026-01-01", "2028-12-31", "span"),
        ("за девять месяцев 2025 года", "2025-01-01", "2025-09-30", "span"),
        ("за двенадцать месяцев 2024-го", "2024-01-01", "2024-12-31", "year"),
        ("за девять месяцев нынешнего", "2025-01-01", "2025-09-30", "span"),
        ("пять месяцев года", "2025-01-01", "2025-05-31", "span"),
        ("к концу десятилетия", "2030-01-01", "2030-12-31", "year"),
        ("на прошлой неделе", "2025-11-10", "2025-11-16", "span"),
        ("с 2012 года по настоящее время", "2012-01-01", None, "span"),
        ("в ближайшее время", None, None, "vague"),
    ],
)
def test_first_and_last_day(text: str, first: str | None, last: str | None, grain: str) -> None:
    (span,) = find_dates(text, published=WEDNESDAY)
    assert (span.first, span.last, span.grain) == (first and day(first), last and day(last), grain)


def test_without_publication_the_year_stays_open() -> None:
    (span,) = find_dates("29 марта прошла встреча")
    assert (span.edtf, span.first, span.last, span.anchor) == ("XXXX-03-29", None, None, "none")


def test_prefer_future_takes_the_coming_day() -> None:
    (news,), (calendar,) = (find_dates("в среду", published=WEDNESDAY, prefer=prefer) for prefer in ("news", "future"))
    assert (news.edtf, calendar.edtf) == ("2025-11-19", "2025-11-26")


# the grammar -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example)
def test_the_example_of_a_rule_is_a_date(rule: Any) -> None:
    assert find_dates(rule.example, published=WEDNESDAY) or find_dates(f"С 12 по 14 мая они были там. {rule.example}", published=WEDNESDAY)


def test_no_rule_begins_with_a_class_that_the_search_skips() -> None:
    code_of = classes()
    idle = [OTHER, *(code_of[name] for name in NEVER_FIRST.split())]
    others = [OTHER, *code_of.values()]
    for rule in RULES:
        pattern = re.compile(compiled(rule.pattern))
        assert not any(pattern.match(first + second + third) for first in idle for second in others[:40] for third in others[:40]), rule.example
    assert grammar().first.groups == len(RULES), "a capturing group in a pattern would shift the rules' numbers"


# EDTF ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edtf", "years", "expected"),
    [
        ("2025", -1, "2024"),
        ("2025-01/2025-09", -1, "2024-01/2024-09"),
        ("2025-33", -2, "2023-33"),
        ("2024-02-29", -1, "2023-02-28"),
        ("../2030", 1, "../2031"),
        ("XXXX-03-29", 1, "XXXX-03-29"),
    ],
)
def test_shift_years(edtf: str, years: int, expected: str) -> None:
    assert shift_years(edtf, years) == expected


def test_bounds_of_open_intervals_and_wrong_strings() -> None:
    assert bounds("../2030") == (None, date(2030, 12, 31))
    assert bounds("2012/..") == (date(2012, 1, 1), None)
    with pytest.raises(ValueError, match="not an EDTF point"):
        bounds("в 2025")


# any text --------------------------------------------------------------------------------------------------------------

WORDS = (
    "25 апреля 2025 года г. с по до к на в во за и - – , . ( ) « » \n среду пятницу вчера первый третьем квартале полугодии прошлого январе–октябре января "
    "26–28 минувшую неделе неделю назад через год месяцев девять первые начала конца тот же период аналогичный 2026–2028 годы 25.04.2025 25.04.25 14.10 "
    "2024-м 90-е двадцать пятого числа осенью лета Дню Победы Нового 12:30 №34 30% 8,7 II III подписали посетит планируется İ ё \xa0 т. с.г. тысячи две"
)
PUBLISHED = [None, WEDNESDAY, date(2024, 2, 29), date(2026, 1, 1)]
PIECES = (
    "25 |2025-|1.|с 1 по 2 мая |в среду |тот же период |26, |25 апреля|\n|года |a|1, 2, 3 и |по итогам |( «|год назад |www.|в 2018 году, |сентябрю к |"
    "в последний день |2025 |1 января – "
)


def check(text: str, spans: list[DateSpan]) -> None:
    """What every caller relies on: spans are letter for letter, in order, apart, and say nothing impossible."""
    end = 0
    for span in spans:
        assert end <= span.start < span.stop
        assert text[span.start : span.stop] == span.text
        assert span.text == span.text.strip()
        assert bounds(span.edtf) == (span.first, span.last)
        assert span.first is None or span.last is None or span.first <= span.last
        assert span.grain in {"day", "month", "quarter", "half", "season", "year", "span", "vague"}
        assert span.anchor in {"absolute", "published", "weekday", "tense", "none"}
        assert span.role in {"point", "deadline", "start", "duration", "result", "base"}
        end = span.stop


def test_a_line_may_end_behind_a_preposition() -> None:
    assert find_dates("14.10 в") == []


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=30), st.sampled_from(PUBLISHED), st.sampled_from(["news", "future"]))
def test_date_words_in_any_order(parts: list[str], published: date | None, prefer: str) -> None:
    text = " ".join(parts)
    check(text, find_dates(text, published=published, prefer=prefer))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from([None, WEDNESDAY]))
def test_any_text(text: str, published: date | None) -> None:
    assert len(lowered(text)) == len(text)
    tokens = scan(text)
    places = [tokens.place(index) for index in range(len(tokens.codes))]
    assert all(start < stop for start, stop in places) and places == sorted(places)
    check(text, find_dates(text, published=published))


@pytest.mark.parametrize("piece", PIECES.split("|"))
def test_time_is_linear(piece: str) -> None:
    def cost(size: int) -> float:
        text = piece * (size // len(piece))
        begin = time.process_time()
        find_dates(text, published=WEDNESDAY)
        return time.process_time() - begin

    cost(1_000)
    assert cost(48_000) < max(12 * cost(8_000), 0.5)


def test_a_hundred_thousand_characters_of_everything() -> None:
    text = (PIECES.replace("|", " ") + WORDS) * 100
    begin = time.process_time()
    check(text[:100_000], find_dates(text[:100_000], published=WEDNESDAY))
    assert time.process_time() - begin < 20


# other projects' cases -------------------------------------------------------------------------------------------------


def peer_cases(name: str) -> list[dict[str, Any]]:
    path = PEERS / name
    if not path.exists():
        pytest.skip(f"{path} is not here")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def left_out(source: str) -> set[str]:
    return {row["input"] for row in rows("dates_left_out.tsv") if row["source"] == source}


def judge_duckling(case: dict[str, Any]) -> bool:
    """→ whether the one span found is the day, month or interval expected (its ends are exclusive)."""
    spans = find_dates(case["input"], published=date(2013, 2, 12), prefer="future")
    if case["kind"] == "negative":
        return not spans
    expected = case["expected"]["hs"]
    points = [date(int(year), int(month) or 1, int(number) or 1) for year, month, number in re.findall(r"\((\d{4}), (\d+), (\d+),", expected)]
    if len(spans) != 1 or spans[0].first is None or spans[0].last is None:
        return False
    if "Before" in expected:
        return spans[0].last == points[0] - timedelta(days=1)
    if len(points) > 1:
        return spans[0].first == points[0] and spans[0].last == max(points[0], points[1] - timedelta(days=1))
    same = spans[0].first == points[0]
    return same or (expected.endswith("Month") and spans[0].first <= points[0] <= spans[0].last)


def judge_natasha(case: dict[str, Any]) -> bool:
    expected = case["expected"]
    numbers = [expected["month"], expected["day"]]
    edtf = f"{expected['year'] or 'XXXX'}" + "".join(f"-{number:02d}" for number in numbers if number)
    return [span.edtf for span in find_dates(case["input"])] == [edtf]


@pytest.mark.parametrize(
    ("source", "name", "judge"),
    [("duckling", "duckling_time_ru.jsonl", judge_duckling), ("natasha", "natasha_dates.jsonl", judge_natasha)],
)
def test_other_projects_cases(source: str, name: str, judge: Any) -> None:
    skipped = left_out(source)
    cases = peer_cases(name)
    assert skipped <= {case["input"] for case in cases}, "a case left out that is not there"
    judged = [case for case in cases if case["input"] not in skipped]
    wrong = [case["input"] for case in judged if not judge(case)]
    assert len(wrong) <= 0.03 * len(judged), wrong


def test_every_case_left_out_has_a_reason() -> None:
    assert all(row["reason"].strip() for row in rows("dates_left_out.tsv"))


def sentences() -> Iterator[str]:
    return (unescaped(row["text"]) for row in rows("dates.tsv"))


def test_a_date_does_not_change_its_place_in_a_longer_text() -> None:
    """Absolute dates of a sentence stay what they are when other sentences stand around it."""
    for text in sentences():
        alone = [(span.text, span.edtf) for span in find_dates(text, published=WEDNESDAY) if span.anchor == "absolute" and span.role == "result"]
        around = [(span.text, span.edtf) for span in find_dates(f"Стороны встретились.\n\n{text}\n\nВстреча прошла.", published=WEDNESDAY)]
        assert set(alone) <= set(around)
