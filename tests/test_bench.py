"""The benchmark's own parts: articles from a seed, contenders that take turns, tables."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

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
    for mould in (*articles.COOPERATION, *articles.GENERAL):
        assert writer._fill(mould)[0].isupper() or mould[0] == "«"


def test_contenders_take_turns(bench: ModuleType) -> None:
    texts = list(bench.articles(3, kind="cooperation", seed=2))
    found = bench.compare(["svyazi scanners", "svyazi scanners"], texts, 2)
    assert [len(one.costs) for one in found] == [2, 2]
    rows = bench.speed_table(found, len(texts))
    assert {len(row) for row in rows} == {len(rows[0])} and len(rows) == 3
    assert bench.markdown(rows).count("\n") == 3
    assert all(cost["peak"] > 10 for one in found for cost in one.costs)


def test_a_corpus_is_a_folder_of_texts(bench: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text("два", encoding="utf-8")
    (tmp_path / "1.txt").write_text("раз", encoding="utf-8")
    assert bench.texts_of("mixed", 5, tmp_path) == ["раз", "два"]
