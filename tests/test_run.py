"""The flow: every article becomes rows or a reject, and the same input gives the same bytes."""

from __future__ import annotations

import io
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from rich.console import Console
from test_write import files

from conftest import fake_annotate, fake_stages
from pipeline.bar import bar
from pipeline.blocks import Item, blocks
from pipeline.intake import Seen
from pipeline.run import Done, Options, run
from pipeline.summary import summarize
from pipeline.work import Stages
from schemas.article import Article, RawArticle
from schemas.document import Document

Write = Callable[..., Path]
TEXTS = [f"В городе Пенза прошла встреча номер {number} с городом Гродно. Она была долгой и полезной." for number in range(40)]


@pytest.fixture(autouse=True)
def one_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """The code may be edited while the tests run."""
    monkeypatch.setattr("pipeline.run.fingerprint", lambda *options: "1")


def rows(out: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(out / name).to_pylist()
    return found


def sources(out: Path) -> list[str]:
    return sorted(row["source"] for row in rows(out, "articles"))


def go(given: Path | Sequence[Path], out: Path, stages: Callable[[], Stages] = fake_stages, **options: Any) -> list[Done]:
    told: list[Done] = []
    run([given] if isinstance(given, Path) else given, out, Options(**options), stages=stages, progress=told.append)
    return told


def worked(told: Sequence[Done]) -> int:
    """Articles that were worked on, not found finished."""
    return sum(done.articles for done in told if not done.reused)


def test_every_table_is_filled(write_articles: Write, tmp_path: Path) -> None:
    go(write_articles(*TEXTS[:3], "Тихий день."), tmp_path / "out")
    articles = rows(tmp_path / "out", "articles")
    assert sorted(row["meetings"] for row in articles) == [0, 1, 1, 1]
    assert {row["article_id"] for row in rows(tmp_path / "out", "meetings")} <= {row["article_id"] for row in articles}
    assert len(rows(tmp_path / "out", "parties")) == 12
    assert {row["slot"] for row in rows(tmp_path / "out", "parties")} == {"participants"}
    entities = {row["name"]: row for row in rows(tmp_path / "out", "entities")}
    assert (entities["Пенза"]["articles"], entities["Пенза"]["facts"]) == (3, 3)
    assert (entities["Тихий"]["articles"], entities["Тихий"]["facts"]) == (1, 0)


@pytest.mark.parametrize("bad", ["не чистится", "не размечается", "не извлекается"])
@pytest.mark.parametrize("workers", [1, 2])
def test_a_bad_article_is_a_reject(write_articles: Write, tmp_path: Path, bad: str, workers: int) -> None:
    go(write_articles(TEXTS[0], f"Этот текст {bad} никак и никогда.", TEXTS[1]), tmp_path / "out", workers=workers)
    assert sources(tmp_path / "out") == ["0000.txt", "0002.txt"]
    (reject,) = rows(tmp_path / "out", "rejects")
    assert (reject["source"], reject["reason"]) == ("0001.txt", "failed")
    assert "Error: " in reject["detail"] and "conftest.py:" in reject["detail"]


def test_a_row_that_no_table_can_hold_is_a_reject(write_articles: Write, tmp_path: Path) -> None:
    def stages() -> Stages:
        good = fake_stages()
        return Stages(lambda raw: replace(good.clean(raw), article_id=None), good.annotate, good.extract)  # type: ignore[arg-type]

    go(write_articles(TEXTS[0]), tmp_path / "out", stages)
    (reject,) = rows(tmp_path / "out", "rejects")
    assert "article_id has no value" in reject["detail"]


def test_the_first_of_equal_articles_stays(write_articles: Write, tmp_path: Path) -> None:
    go(write_articles(TEXTS[0], TEXTS[1], TEXTS[0]), tmp_path / "out")
    assert sources(tmp_path / "out") == ["0000.txt", "0001.txt"]
    (reject,) = rows(tmp_path / "out", "rejects")
    assert (reject["source"], reject["reason"]) == ("0002.txt", "duplicate")


def test_numbers_that_were_seen_are_known_again() -> None:
    chance = random.Random(7)
    numbers = [chance.getrandbits(64) + 2 for _ in range(5_000)]
    crowded = [number % 2**24 << 40 for number in numbers[:500]]  # all of them end in the same bits
    seen = Seen()
    assert all(seen.add(number) for number in numbers + crowded)
    assert not any(seen.add(number) for number in numbers + crowded)
    assert seen.held == 5_500 and len(seen.slots) <= 4 * 5_500


def test_workers_change_no_byte(write_articles: Write, tmp_path: Path) -> None:
    given = write_articles(*TEXTS, "Этот текст не извлекается.")
    go(given, tmp_path / "one")
    go(given, tmp_path / "two", workers=2)
    go(given, tmp_path / "three", workers=3)
    assert files(tmp_path / "one") == files(tmp_path / "two") == files(tmp_path / "three")


def test_the_order_of_inputs_changes_no_byte(write_articles: Write, tmp_path: Path) -> None:
    first, second = write_articles(*TEXTS[:5], folder="first"), write_articles(*TEXTS[3:9], folder="second")
    go([first, second], tmp_path / "one")
    go([second, first], tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert len(sources(tmp_path / "one")) == 9


def test_progress_reaches_the_end(write_articles: Write, tmp_path: Path) -> None:
    told = go(write_articles(*TEXTS), tmp_path / "out", workers=2)
    assert (told[-1].sources, told[-1].of) == (40, 40)
    assert [done.sources for done in told] == sorted(done.sources for done in told)
    assert worked(told) == 40


def test_the_bar_shows_articles_and_rate(write_articles: Write, tmp_path: Path) -> None:
    written = io.StringIO()
    with bar(shown=True, console=Console(file=written, force_terminal=True, width=120)) as report:
        run([write_articles(*TEXTS)], tmp_path / "out", Options(), stages=fake_stages, progress=report)
    assert "40/40" in written.getvalue() and "40 articles" in written.getvalue()


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.blocks.SMALLEST", 2)
    monkeypatch.setattr("pipeline.blocks.MEAN_BEYOND", 3)
    monkeypatch.setattr("pipeline.blocks.BATCH_ARTICLES", 2)


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("change", ["added", "removed", "edited"])
def test_a_changed_input_recomputes_what_changed(write_articles: Write, tmp_path: Path, change: str) -> None:
    given = write_articles(*TEXTS)
    go(given, tmp_path / "out")
    if change == "added":
        (given / "0020a.txt").write_text("В Минске снова встреча с Орлом, и снова долгая.", encoding="utf-8")
    elif change == "removed":
        (given / "0020.txt").unlink()
    else:
        (given / "0020.txt").write_text("В Бресте встреча с Тверью, тоже долгая.", encoding="utf-8")
    assert 0 < worked(go(given, tmp_path / "out")) < 20
    go(given, tmp_path / "fresh")
    assert files(tmp_path / "out") == files(tmp_path / "fresh")


@pytest.mark.usefixtures("small_blocks")
def test_a_second_run_works_on_nothing(write_articles: Write, tmp_path: Path) -> None:
    given = write_articles(*TEXTS)
    go(given, tmp_path / "out")
    before = files(tmp_path / "out")
    assert worked(go(given, tmp_path / "out")) == 0
    assert files(tmp_path / "out") == before
    assert worked(go(given, tmp_path / "out", fresh=True)) == 40
    assert files(tmp_path / "out") == before


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_stopped_run_leaves_tables_and_goes_on(write_articles: Write, tmp_path: Path, workers: int) -> None:
    given = write_articles(*TEXTS)

    def stop(done: Done) -> None:
        if done.sources > 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([given], tmp_path / "out", Options(workers=workers), stages=fake_stages, progress=stop)
    left = len(sources(tmp_path / "out"))
    assert 0 < left < 40
    assert sum(row["articles"] for row in rows(tmp_path / "out", "entities") if row["name"] == "Пенза") == left
    assert worked(go(given, tmp_path / "out")) == 40 - left
    go(given, tmp_path / "straight")
    assert files(tmp_path / "out") == files(tmp_path / "straight")


def dying(articles: Sequence[Article]) -> list[Document]:
    for article in articles:
        if "падает" in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
    return fake_annotate(articles)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_an_article_that_kills_its_worker_is_a_reject(write_articles: Write, tmp_path: Path) -> None:
    given = write_articles(*TEXTS[:20], "Этот падает.", *TEXTS[20:])
    go(given, tmp_path / "out", lambda: replace(fake_stages(), annotate=dying), workers=2)
    assert len(sources(tmp_path / "out")) == 40
    (reject,) = rows(tmp_path / "out", "rejects")
    assert (reject["source"], reject["reason"]) == ("0020.txt", "failed")
    assert "SIGKILL" in reject["detail"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_worker_that_dies_once_costs_nothing(write_articles: Write, tmp_path: Path) -> None:
    mark = tmp_path / "died"

    def annotate(articles: Sequence[Article]) -> list[Document]:
        if any("номер 7 " in article.text for article in articles) and not mark.exists():
            mark.touch()
            os._exit(1)
        return fake_annotate(articles)

    given = write_articles(*TEXTS)
    go(given, tmp_path / "out", lambda: replace(fake_stages(), annotate=annotate), workers=2)
    assert mark.exists()
    go(given, tmp_path / "straight")
    assert files(tmp_path / "out") == files(tmp_path / "straight")


KILLED = """
import sys, time
from pathlib import Path
sys.path[:0] = ["tests"]
from conftest import *
from dataclasses import replace
from pipeline.run import *
import pipeline.run, pipeline.blocks as blocks
pipeline.run.fingerprint = lambda *options: "1"
blocks.SMALLEST, blocks.MEAN_BEYOND, blocks.BATCH_ARTICLES = 2, 3, 2
def slow(articles):
    time.sleep(0.2)
    return fake_annotate(articles)
run([Path(sys.argv[1])], Path(sys.argv[2]), Options(workers=2), stages=lambda: replace(fake_stages(), annotate=slow))
"""


@pytest.mark.usefixtures("small_blocks")
def test_a_killed_run_leaves_tables_and_no_processes(write_articles: Write, tmp_path: Path) -> None:
    given, out = write_articles(*TEXTS), tmp_path / "out"
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(given), str(out)], cwd=Path(__file__).parent.parent, start_new_session=True)
    until = time.monotonic() + 20
    while time.monotonic() < until and len(list((out / "articles").glob("part-*.parquet"))) < 3:
        time.sleep(0.01)
    process.kill()
    process.wait()
    left = len(sources(out))
    assert 0 < left < 40
    assert {row["article_id"] for row in rows(out, "meetings")} <= {row["article_id"] for row in rows(out, "articles")}
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and _alive(process.pid):
        time.sleep(0.05)
    assert not _alive(process.pid)
    assert worked(go(given, out)) == 40 - left
    go(given, tmp_path / "straight")
    assert files(out) == files(tmp_path / "straight")


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_summary_counts_what_is_there(write_articles: Write, tmp_path: Path) -> None:
    go(write_articles(*TEXTS[:2], "Этот текст не чистится.", TEXTS[0]), tmp_path / "out")
    summary = summarize(tmp_path / "out")
    assert (summary.articles, summary.rejects) == (2, 2)
    assert summary.rejected == {"duplicate": 1, "failed": 1}
    assert summary.statuses["meetings"] == {"occurred": 2}


def raw(number: int, text: str = "т") -> RawArticle:
    return RawArticle(f"{number:05}.txt", text, f"{number}", "utf-8")


def keys(numbers: Sequence[int], **changed: Any) -> list[str]:
    items = (Item((f"{number:05}.txt", 0), number, raw(number)) for number in numbers)
    return [block.key for block in blocks(items, version=changed.get("version", "1"))]


def test_one_more_article_changes_one_block() -> None:
    everything = list(range(3000))
    before, after = keys(everything), keys([*everything[:1500], 9999, *everything[1500:]])
    assert len(before) > 5
    assert len(set(after) - set(before)) <= 2
    assert set(keys(everything, version="2")).isdisjoint(before)


def test_long_articles_make_blocks_of_bounded_size() -> None:
    items = (Item((f"{number}", 0), number, raw(number, "т" * 1_000_000)) for number in range(30))
    assert max(len(block.items) for block in blocks(items, version="1")) == 8
