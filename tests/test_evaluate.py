"""Pairing, counting and reading of annotated articles, on rows written by hand; and confidence."""

from __future__ import annotations

import io
import json
import math
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractors import confidence
from extractors.facts import EXTRACTORS
from extractors.matching.frames import frames
from reports import figures
from reports.calibrate import Seen, bins, brier, fit, log_loss, predictions, ranked, settled
from reports.corpus import articles_of, judge_folder, read_tables, run_tables
from reports.evaluate import Judged, evaluate, interval, pair, total
from reports.gold import GoldArticle, GoldFact, read_gold, same_name, same_text
from reports.paper import console, plain
from schemas.facts import FACT_TABLES

TEXT = "Делегация Витебской области посетила Смоленск. Товарооборот вырос до 5 млн рублей. Завод поставил насосы."


def party(name: str) -> dict[str, Any]:
    return {"name": name, "type": "place", "position": None, "country": "BY", "region": None}


def row(rule: str, start: int, stop: int, **columns: Any) -> dict[str, Any]:
    return {"rule": rule, "found": "child", "status": "occurred", "evidence": TEXT[start:stop], "evidence_start": start, "evidence_end": stop, **columns}


VISIT = row("visits.visit", 0, 46, visitors=[party("делегация Витебской области")], hosts=[party("Смоленск")], country="RU", date=None)
FIGURE = row("trade_figures.turnover", 47, 81, indicator="turnover", reporter=None, partner=None, value=Decimal(5000000), currency="RUB", period=None)
SUPPLY = row("contracts.supply", 82, 105, suppliers=[party("завод")], customers=[], goods="насосы", amount=None)
VISITED = {"visitors": ["Витебская область@BY-VI"], "hosts": ["Смоленск"], "status": "occurred", "country": "RU"}


def fact(table: str, near: str, *, free: tuple[str, ...] = (), optional: bool = False, **slots: Any) -> GoldFact:
    return GoldFact(table, near, slots, frozenset(free), optional)


def judged(*facts: GoldFact, rows: list[tuple[str, dict[str, Any]]]) -> Judged:
    by_table: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for table, one in rows:
        by_table.setdefault(("a", table), []).append(one)
    return evaluate([GoldArticle("x.txt", facts)], {"x.txt": {"article_id": "a", "text": TEXT}}, by_table)[0]


@pytest.mark.parametrize(
    ("gold", "name", "expected"),
    [
        ("Витебская область@BY-VI", "делегация Витебской области", True),
        ("Минск|столица", "столица", True),
        ("завод «Маяк»", "завод «Заря»", False),
        ("область", "Минская область", True),
        ("Минск", "", False),
    ],
)
def test_names(gold: str, name: str, expected: bool) -> None:
    assert same_name(gold, name) is expected


def test_texts_share_half_their_words() -> None:
    assert same_text("ремонт вагонов", "ремонт грузовых вагонов")
    assert not same_text("ремонт вагонов", "закупка муки")


def test_a_found_fact_counts_with_its_slots() -> None:
    found = judged(fact("visits", "посетила Смоленск", **VISITED), rows=[("visits", VISIT)])
    assert (found.facts["visits"].right, found.facts["visits"].predicted, found.facts["visits"].expected) == (1, 1, 1)
    assert found.slots["visits"].f1 == 1.0
    assert found.by_status["occurred"].precision == 1.0
    assert found.errors == []


def test_missed_and_invented_facts_cost_all_their_slots() -> None:
    found = judged(fact("meetings", "посетила", participants=["А", "Б"], status="occurred"), rows=[("contracts", SUPPLY)])
    assert (found.slots["meetings"].right, found.slots["meetings"].expected) == (0, 3)
    assert (found.slots["contracts"].right, found.slots["contracts"].predicted) == (0, 3)
    assert [error.split()[0] for error in found.errors] == ["MISSED", "INVENTED"]


def test_tables_that_were_not_annotated_are_not_judged() -> None:
    gold = GoldArticle("x.txt", (), ("visits",))
    (found,) = evaluate([gold], {"x.txt": {"article_id": "a", "text": TEXT}}, {("a", "contracts"): [SUPPLY], ("a", "visits"): [VISIT]})
    assert [error.split()[2] for error in found.errors] == ["visits"]


def test_a_wrong_slot_is_named() -> None:
    found = judged(fact("visits", "посетила Смоленск", **{**VISITED, "country": "BY"}), rows=[("visits", VISIT)])
    assert "country: expected BY, found RU" in found.errors[0]


@pytest.mark.parametrize(("optional", "expected"), [(True, 0), (False, 1)])
def test_an_optional_fact_costs_nothing(optional: bool, expected: int) -> None:
    assert judged(fact("visits", "посетила", optional=optional, **VISITED), rows=[]).facts["visits"].expected == expected


def test_a_free_slot_is_not_judged() -> None:
    found = judged(fact("visits", "посетила", free=("hosts",), visitors=["Витебская область"], status="occurred", country="RU"), rows=[("visits", VISIT)])
    assert "visits.hosts" not in found.by_slot


@pytest.mark.parametrize(
    ("table", "one", "gold", "expected"),
    [
        ("trade_figures", FIGURE, fact("trade_figures", "вырос до 5 млн", value=5000000, sides=[]), {0: 0}),
        ("trade_figures", FIGURE, fact("trade_figures", "вырос до 5 млн", value=6000000, sides=[]), {}),
        ("contracts", SUPPLY, fact("contracts", "поставил", goods="насосы", suppliers=["другой завод"]), {0: 0}),
        ("contracts", SUPPLY, fact("contracts", "Смоленск", goods="насосы", suppliers=["Заря"]), {}),
        ("visits", {**VISIT, "evidence_end": 800}, fact("visits", "посетила", visitors=["Витебская область"], hosts=[]), {}),
    ],
)
def test_what_may_be_paired(table: str, one: dict[str, Any], gold: GoldFact, expected: dict[int, int]) -> None:
    assert pair(table, [gold], [one], TEXT) == expected


def test_one_row_is_one_fact() -> None:
    twice = [fact("visits", "посетила", **VISITED), fact("visits", "Смоленск", **VISITED)]
    assert len(pair("visits", twice, [VISIT], TEXT)) == 1


def test_intervals_hold_the_score_and_are_the_same_each_time() -> None:
    good = judged(fact("visits", "посетила", **VISITED), rows=[("visits", VISIT)])
    bad = judged(rows=[("visits", VISIT)])
    low, high = interval([good, bad] * 10, "facts")
    assert low < total([good, bad], "facts")["all"].f1 < high
    assert (low, high) == interval([good, bad] * 10, "facts")


def test_a_folder_without_gold_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no annotated articles here; give a folder of \*.json"):
        read_gold(tmp_path)
    with pytest.raises(ValueError, match="--articles"):
        articles_of(tmp_path)
    (tmp_path / "bad.json").write_text('{"article": 1}')
    with pytest.raises(ValueError, match=r"bad\.json: not an annotated article"):
        read_gold(tmp_path)
    with pytest.raises(FileNotFoundError, match="svyazi run"):
        read_tables(tmp_path)


def test_a_folder_is_run_and_judged(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "x.txt").write_text("Делегация Витебской области прибыла с рабочим визитом в Смоленск.", encoding="utf-8")
    visit = {"table": "visits", "near": "прибыла", "status": "occurred", "visitors": ["Витебская область"], "hosts": ["Смоленск"]}
    (tmp_path / "x.json").write_text(json.dumps({"article": "x.txt", "facts": [visit]}), encoding="utf-8")
    found = judge_folder(tmp_path)
    assert total(found, "facts")["visits"].f1 == 1.0
    assert figures.as_data(found)["by_slot"]["visits.hosts"]["f1"] == 1.0
    paper = io.StringIO()
    for piece in figures.as_tables(found):
        console(paper).print(piece)
    assert "1 annotated articles" in paper.getvalue() and "visits.arrive child" in paper.getvalue()
    assert run_tables(tmp_path / "articles").matched["visits.arrive"] == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[31mМинск\n", "\\x1b[31mМинск "),
        ("[bold]Минск[/bold]", "[bold]Минск[/bold]"),
        ("\u202eМинск", "\\x202eМинск"),
        ("Пенза\u00a0— Минск", "Пенза — Минск"),
    ],
)
def test_an_article_cannot_steer_the_terminal(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_every_rule_has_a_confidence() -> None:
    rules = [frame.id for table in EXTRACTORS for frame in frames(table)]
    assert len(rules) > 20
    for rule in [*rules, *(f"{table}.unheard_of" for table in FACT_TABLES)]:
        for found in ("child", "subtree", "shared", "clause", "discourse"):
            assert 0 < confidence.confidence(rule, found) < 1


def test_confidence_grows_with_what_was_right() -> None:
    counts = {"visits.a child": (9, 10), "visits.b child": (1, 10), "visits.c child": (1, 1)}
    values = [confidence.predict(counts, f"visits.{rule}", "child") for rule in "abcd"]
    assert values[1] < values[3] < values[2] < values[0]
    assert confidence.predict({}, "visits.a", "child") == 0.5


def test_the_signs_of_a_row() -> None:
    assert confidence.signs_of("visits", VISIT) == {"undated"}
    assert confidence.signs_of("contracts", {**SUPPLY, "quantity": 3.0, "date": "2025"}) == {"one_party", "counted"}
    lands = row("meetings.meet", 0, 9, participants=[party("Минск"), {**party("Пенза"), "country": "RU"}], date="2025")
    assert confidence.signs_of("meetings", lands) == {"two_lands"}


def test_signs_and_share_are_weighed() -> None:
    assert confidence.weighed(0.8, frozenset(), {"share": 1.0}) == pytest.approx(0.8)
    assert confidence.weighed(0.5, frozenset({"undated"}), {"undated": math.log(1 / 3)}) == pytest.approx(0.25)


def test_what_goes_with_right_rows_gains_weight() -> None:
    rows = [Seen(0.8, frozenset({"two_lands"}), 95, 100), Seen(0.8, frozenset(), 60, 100)]
    by = fit(rows)
    assert confidence.weighed(0.8, frozenset({"two_lands"}), by) == pytest.approx(0.95, abs=0.06)
    assert confidence.weighed(0.8, frozenset(), by) == pytest.approx(0.6, abs=0.06)


def test_the_level_is_that_of_the_articles_kept_apart() -> None:
    by = settled({"base": 2.0, "share": 1.0}, [Seen(0.8, frozenset(), 30, 40)])
    assert confidence.weighed(0.8, frozenset(), by) == pytest.approx(0.75, abs=0.001)
    assert settled({"base": 2.0}, []) == {"base": 2.0}


def test_no_row_vouches_for_itself() -> None:
    alone = [judged(fact("visits", "посетила", **VISITED), rows=[("visits", VISIT)])] + [Judged() for _ in range(9)]
    assert predictions([], alone, plain=True) == [(0.5, 1, 1)]
    assert brier(predictions([], alone, plain=True)) == 0.25
    (one,) = bins(predictions([], alone, plain=True))
    assert (one.rows, one.predicted, one.measured) == (1, 0.5, 1.0)


def test_losses() -> None:
    assert log_loss([(0.5, 1, 2)]) == pytest.approx(math.log(2))
    assert ranked([(0.9, 9, 10), (0.3, 3, 10)]) > 0.7
    assert ranked([(0.5, 3, 10)]) == 0.5
