"""What must not be lost: the figures on annotated articles stay above their floors, and articles about other things yield no rows.

One extraction of all articles; corpora that are not there are skipped.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from pipeline.run import Options, run
from reports.corpus import judge_folder
from reports.evaluate import Judged, total
from reports.gold import read_gold

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
from measure_confidence import known_corpora  # noqa: E402

FLOORS = tomllib.loads((ROOT / "tests" / "quality_floors.toml").read_text(encoding="utf-8"))
CORPORA = {name: (gold, articles) for name, gold, articles in known_corpora(ROOT)}
OUTSIDE = ROOT.parent / "shared" / "gold" / "score.py"
MEASURES = ("fact_f1", "precision", "slot_f1", "status", "codes")


@cache
def judged(name: str) -> list[Judged]:
    gold, articles = CORPORA[name]
    return judge_folder(gold, articles=articles)


def measured(name: str, measure: str) -> float:
    facts, slots, statuses, codes = (total(judged(name), part)["all"] for part in ("facts", "slots", "by_status", "codes"))
    return {"fact_f1": facts.f1, "precision": facts.precision, "slot_f1": slots.f1, "status": statuses.precision, "codes": codes.precision}[measure]


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_figure_falls_below_its_floor(name: str, measure: str) -> None:
    if name not in CORPORA:
        pytest.skip(f"the articles of {name} are not here")
    assert measured(name, measure) >= FLOORS[name][measure]


def test_the_floors_are_those_of_known_corpora() -> None:
    assert "own" in FLOORS
    assert all(set(of) == set(MEASURES) and all(0.2 < floor <= 1 for floor in of.values()) for of in FLOORS.values())


@pytest.mark.parametrize("name", ["own"])
def test_every_article_is_read(name: str) -> None:
    assert not [error for article in judged(name) for error in article.errors if error.startswith("NOT READ")]


def test_articles_about_other_things_yield_no_rows() -> None:
    """At most one row in ten such articles: sport, courts, a chief's rounds at home, traders' warnings."""
    articles = rows = 0
    for name in CORPORA:
        for gold, one in zip(read_gold(CORPORA[name][0]), judged(name), strict=True):
            if not gold.facts:
                articles += 1
                rows += sum(count.predicted for count in one.facts.values())
    assert articles >= 5
    assert rows <= max(1, articles // 10)


@pytest.mark.skipif(not OUTSIDE.exists(), reason="the outside measure is not here")
def test_the_outside_measure_says_the_same(tmp_path: Path) -> None:
    """A whole run, counted by another program, gives the totals that are given here without one."""
    run([ROOT / "data" / "raw"], tmp_path, Options())
    done = subprocess.run([sys.executable, str(OUTSIDE), str(ROOT / "tests" / "gold"), str(tmp_path), "--json"], capture_output=True, check=True)
    said = json.loads(done.stdout)
    codes = total(judged("own"), "codes")["all"]
    assert said["codes"] == {"right": codes.right, "expected": codes.expected}
    for part, ours in (("fact", "facts"), ("slot", "slots")):
        for name, count in total(judged("own"), ours).items():
            assert [count.right, count.predicted, count.expected] == [said[name][part][key] for key in ("right", "predicted", "expected")], (part, name)
    assert said["ungrounded"] == 0
