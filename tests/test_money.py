"""Sums and percents: own table, other projects' cases, exact spans, linear time."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.changes import find_changes
from pipeline.money import find_money, find_percents
from pipeline.numbers import find_numbers, fold
from pipeline.quantities import find_quantities
from schemas.values import Money, Percent

TABLES = Path(__file__).parent / "tables"
PEERS = Path(__file__).parents[2] / "shared" / "peers"
SCANNERS: tuple[Callable[[str], list[Any]], ...] = (find_money, find_percents, find_changes, find_quantities)


def rows(name: str) -> list[tuple[str, str]]:
    """The rows of a table: text and what is to be found, – for nothing."""
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    return [(text, "" if expected == "–" else expected) for text, _, expected in (line.partition("\t") for line in lines if line and not line.startswith("#"))]


def words(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


def bound(kind: str) -> str:
    return "" if kind == "exact" else kind


def money(one: Money) -> str:
    high = f"..{one.high}" if one.high is not None else ""
    return words(f"{one.text} = {one.value}{high}", one.currency or "?", bound(one.bound))


def percent(one: Percent) -> str:
    return words(f"{one.text} = {one.value}", "points" if one.points else "", bound(one.bound))


@pytest.mark.parametrize(("text", "expected"), rows("money.tsv"))
def test_money(text: str, expected: str) -> None:
    assert " | ".join(map(money, find_money(text))) == expected


@pytest.mark.parametrize(("text", "expected"), rows("percents.tsv"))
def test_percents(text: str, expected: str) -> None:
    assert " | ".join(map(percent, find_percents(text))) == expected


def test_spaces_of_printers() -> None:
    for gap in "\u00a0\u2009\u202f":
        (one,) = find_money(f"цена 1{gap}844{gap}036,12{gap}руб.")
        assert (one.value, one.currency) == (Decimal("1844036.12"), "RUB")


def test_a_line_break_ends_a_sum() -> None:
    assert find_money("В цехе 5\nрублей не было") == []
    assert find_money("поставки 5 млн\nевро подорожал") == []


# --- other projects' cases ---------------------------------------------------------------------------------------------

UNITS = {"Dollar": "USD", "Pound": "GBP", "Unnamed": "USD", "Cent": "USD"}
GRAMS = {"кг": Decimal(1000), "г": Decimal(1), "мг": Decimal("0.001")}


@cache
def left_out() -> dict[tuple[str, str], str]:
    """(file, input) → why a reader of news does without it."""
    lines = (TABLES / "numbers_left_out.tsv").read_text(encoding="utf-8").splitlines()
    return {(file, text): reason for file, text, reason in (line.split("\t") for line in lines if line and not line.startswith("#"))}


def cases(file: str) -> Iterator[tuple[str, dict[str, Any], str]]:
    path = PEERS / f"{file}.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        case = json.loads(line)
        yield case["input"], case["expected"], case["kind"]


def right_money(text: str, expected: dict[str, Any], kind: str) -> bool:
    found = find_money(text)
    if len(found) != 1:
        return False
    (one,) = found
    unit = expected["currency"]
    factor = Decimal("0.01") if unit == "Cent" else Decimal(1)
    wanted = {key: Decimal(str(expected[key])) * factor for key in ("value", "amount", "from", "to") if key in expected}
    low = wanted.get("from", wanted.get("value", wanted.get("amount")))
    limits = {"under": "max", "above": "min"}
    return (
        (one.value == low or (kind == "under" and one.value == wanted.get("to")))
        and (one.high == wanted.get("to") or kind == "under")
        and one.currency == UNITS.get(unit, unit)
        and (kind not in limits or one.bound == limits[kind])
    )


def right_numeral(text: str, expected: dict[str, Any], kind: str) -> bool:
    found = find_numbers(text)
    return len(found) == 1 and (-found[0].value if found[0].sign == "-" else found[0].value) == Decimal(str(expected["value"])) and found[0].stop == len(text)


def right_quantity(text: str, expected: dict[str, Any], kind: str) -> bool:
    found = find_quantities(text)
    if len(found) != 1:
        return False
    (one,) = found
    unit = expected["hs"].split()[1]
    value = one.value * GRAMS.get(one.unit, Decimal(1)) if unit == "Gram" else one.value
    return value == Decimal(str(expected["value"])) and {"Gram": one.unit in GRAMS, "Ounce": one.unit == "унция"}.get(unit, False)


@pytest.mark.skipif(not PEERS.exists(), reason="other projects' cases are not here")
@pytest.mark.parametrize(
    ("file", "right"),
    [("duckling_money_ru", right_money), ("natasha_money", right_money), ("duckling_numeral_ru", right_numeral), ("duckling_quantity_ru", right_quantity)],
)
def test_other_projects_cases(file: str, right: Callable[[str, dict[str, Any], str], bool]) -> None:
    wrong = [text for text, expected, kind in cases(file) if (file, text) not in left_out() and not right(text, expected, kind)]
    kept = sum((file, text) not in left_out() for text, _, _ in cases(file))
    assert kept and len(wrong) <= 0.03 * kept, wrong
    spare = [text for text, expected, kind in cases(file) if (file, text) in left_out() and right(text, expected, kind)]
    assert not spare, f"left out without need: {spare}"


# --- any text ----------------------------------------------------------------------------------------------------------

PIECES = [
    *("5", "25", "1,5", "2024", "10–15", "3-5", "8,7", "1 844 036", "20.000", "+7 (8412) 55-55-55", "19.11.2025", "№ 21", "12:30", "3-х", "2-й", "-5", "+"),
    *("млн", "млрд.", "тыс.", "тысяч", "двадцать", "пять", "сто", "полтора", "полмиллиарда", "с лишним", "с половиной", "десяток", "сотни", "к", "К", "пара "),
    *("рублей", "руб.", "$", "€", "Br", "₸", "белорусских", "долл. США", "копеек", "риалов", "%", "процентов", "п. п.", "половина", "часть экспорта", "треть"),
    *("от", "до", "с", "между", "и", "на", "в", "раза", "вдвое", "на треть", "вырос", "снизился", "составил", "удвоился", "двукратный рост", "14-процентный"),
    *("более", "около", "не", "почти", "превысил", "рост", "темп роста", "к уровню", "тонн", "муки", "автобусов", "голов скота", "новых", "МАЗ-203"),
    "«ЛиАЗов»",
    *("(", ")", ",", ".", ":", "—", "–", "-", "\n", "\u00a0", "İ", "ё"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_spans_are_exact_and_ordered(text: str) -> None:
    assert len(fold(text)) == len(text)
    for find in (*SCANNERS, find_numbers):
        stop = 0
        for one in find(text):
            assert stop <= one.start < one.stop <= len(text)
            assert getattr(one, "text", text[one.start : one.stop]) == text[one.start : one.stop]
            stop = one.stop
    for quantity in find_quantities(text):
        if quantity.item_start is not None and quantity.item_stop is not None:
            assert quantity.start < quantity.item_start < quantity.item_stop <= quantity.stop


@pytest.mark.parametrize("find", SCANNERS)
@pytest.mark.parametrize(
    "piece",
    [
        *("5 млн рублей, вырос на 30%, ", "двадцать ", "1 000 ", "до ", "(", "5 риалов ", "5-", "на 5% ", "5 новых ", "от 5 до ", "20 и ", "процентов "),
        *("раза ", "рост ", "9", "1.000.", "5 млн ", "«", "5 (", "5 новых, ", "более чем на "),
    ],
)
def test_time_is_linear(find: Callable[[str], list[Any]], piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count + str(random.random())
        began = time.process_time()
        find(text)
        return time.process_time() - began

    seconds(10)
    small = min(seconds(100) for _ in range(3))
    large = min(seconds(800) for _ in range(2))
    assert large < 24 * small + 0.05


def test_results_are_fresh_lists() -> None:
    text = "на 5 млн евро"
    find_money(text).clear()
    assert len(find_money(text)) == 1
