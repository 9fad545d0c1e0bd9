"""The benchmark's own parts: articles from a seed, contenders that take turns, tables."""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SHORT = "Делегация Минска посетила Пензу 5 мая 2025 года."
BENCH = Path(__file__).resolve().parents[1] / "scripts" / "bench"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    sys.path.insert(0, str(BENCH))
    spec = importlib.util.spec_from_file_location("bench_main", BENCH / "__main__.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_articles_come_from_the_seed(bench: ModuleType) -> None:
    for kind in ("cooperation", "general", "mixed"):
        some = list(bench.articles(4, kind=kind, seed=2))
        assert some == list(bench.articles(4, kind=kind, seed=2)) and len(set(some)) == 4
        assert some != list(bench.articles(4, kind=kind, seed=3))
        assert all(500 < len(text) < 4000 and "{" not in text and "}" not in text for text in some)


def test_every_mould_can_be_filled(bench: ModuleType) -> None:
    import articles

    writer = articles.Writer(1)
    writer.drawn = writer._facts()
    for mould in (*articles.COOPERATION, *articles.GENERAL, *articles.ABROAD):
        assert writer._fill(mould)[0].isupper() or mould[0] == "«"


def test_contenders_take_turns_on_articles_of_their_own(bench: ModuleType, tmp_path: Path) -> None:
    options = argparse.Namespace(articles=3, rounds=2, corpus=None)
    one = bench.Bench(tmp_path, options)
    rounds = one.rounds("cooperation")
    assert [len(files) for files in rounds] == [bench.WARM_UP, 3, 3] and len({file for files in rounds for file in files}) == bench.WARM_UP + 6
    found = one.compare(["svyazi scanners", "svyazi scanners"], rounds)
    assert [len(one.costs) for one in found] == [2, 2]
    assert all(cost["peak"] > 10 and cost["cpu"] > 0 for one in found for cost in one.costs)
    assert re.fullmatch(r"[\d.]+ \([\d.]+ – [\d.]+\)", bench.ratio(*found))


def test_a_corpus_is_a_folder_of_texts(bench: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("1.txt", "b/2.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert [file.name for file in bench.texts_in(tmp_path)] == ["1.txt", "2.txt"]


def test_a_corpus_in_any_encoding_gives_the_same_text_to_all(bench: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_bytes(f"Визит в Пензу\n\n{SHORT}\n".encode("cp1251"))
    (tmp_path / "2.json").write_text("{", encoding="utf-8")
    (text,) = bench.texts_of(tmp_path)
    assert text.startswith("Визит в Пензу") and SHORT in text


def test_workers_and_growth_are_measured(bench: ModuleType, tmp_path: Path) -> None:
    one = bench.Bench(tmp_path, argparse.Namespace())
    one.written("few", bench.articles(3, kind="cooperation", seed=2))
    seconds, peak, share = one.run("few", "out", "--workers", "2")
    assert seconds > 0 and 50 < share <= peak < 1000


def test_stages_and_more_rules(tmp_path: Path) -> None:
    """In a process of its own: the rules of this one stay as they are."""
    (tmp_path / "1.txt").write_text(SHORT, encoding="utf-8")
    request = json.dumps({"files": [str(tmp_path / "1.txt")]}) + "\n"
    command = [sys.executable, str(BENCH / "contenders.py"), "svyazi, ten times the rules"]
    answer = json.loads(subprocess.run(command, input=request, capture_output=True, text=True, check=True).stdout)
    assert set(answer["stages"]) == {"read", "clean", "engine", "scanners", "rules", "write"} and min(answer["stages"].values()) > 0
