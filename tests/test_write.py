"""Writing: whole parts or none, the same bytes, and going on after a kill."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest
from pyarrow import Table

from pipeline.write import Output, Part, count, values
from schemas.arrow import table
from schemas.facts import TABLES, MentionRow, RejectRow

ROOT = Path(__file__).parent.parent


def reject(source: str) -> RejectRow:
    return RejectRow(source=source, reason="empty", detail="")


def rejects(*sources: str) -> Table:
    return table(RejectRow, [reject(source) for source in sources])


def part(key: str, first: str, last: str | None = None) -> Part:
    return Part(key, (first, 0), (last or first, 0), {"rejects": 1})


def files(folder: Path) -> dict[str, str]:
    """Every file of a folder with the hash of its bytes."""
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()}


def sources(folder: Path) -> list[str]:
    return sorted(values(folder, "rejects", "source"))


def write(folder: Path, *names: str, version: str = "1", finish: bool = True) -> list[str]:
    """A run over sources, one block each, whose key is the source's name; the blocks that were written come back."""
    written = []
    with Output(folder, version) as output:
        for name in names:
            if not output.has(name):
                output.publish(part(name, name), {"rejects": rejects(name)})
                written.append(name)
        if finish:
            output.finish()
    return written


@pytest.mark.parametrize("name", TABLES)
def test_every_table_can_be_read_before_anything_was_written(tmp_path: Path, name: str) -> None:
    with Output(tmp_path, "1"):
        columns = list(pd.read_parquet(tmp_path / name).columns)
        assert list(pl.read_parquet(tmp_path / name).columns) == columns
        assert duckdb.sql(f"SELECT * FROM '{tmp_path / name}/*.parquet'").columns == columns


@pytest.mark.parametrize("read", ["pandas", "polars", "duckdb"])
def test_rows_can_be_read_while_the_run_goes_on(tmp_path: Path, read: str) -> None:
    with Output(tmp_path, "1") as output:
        output.publish(part("a", "a"), {"rejects": rejects("a")})
        folder = tmp_path / "rejects"
        rows = {
            "pandas": lambda: list(pd.read_parquet(folder).source),
            "polars": lambda: list(pl.read_parquet(folder)["source"]),
            "duckdb": lambda: [row[0] for row in duckdb.sql(f"SELECT source FROM '{folder}/*.parquet'").fetchall()],
        }[read]()
        assert rows == ["a"]


def test_only_tables_stand_in_a_table_folder(tmp_path: Path) -> None:
    write(tmp_path, "a", "b")
    assert {path.suffix for name in TABLES for path in (tmp_path / name).iterdir()} == {".parquet"}
    assert list((tmp_path / ".svyazi" / "staging").iterdir()) == []


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    assert write(tmp_path, "a", "b") == ["a", "b"]
    before = files(tmp_path)
    assert write(tmp_path, "a", "b") == []
    assert files(tmp_path) == before


def test_a_changed_input_gives_what_a_fresh_run_gives(tmp_path: Path) -> None:
    write(tmp_path / "changed", "a", "b", "d")
    assert write(tmp_path / "changed", "a", "c", "d") == ["c"]
    write(tmp_path / "fresh", "a", "c", "d")
    assert files(tmp_path / "changed") == files(tmp_path / "fresh")
    assert sources(tmp_path / "changed") == ["a", "c", "d"]


def test_a_stopped_run_goes_on_and_ends_alike(tmp_path: Path) -> None:
    write(tmp_path / "stopped", "a", finish=False)
    assert write(tmp_path / "stopped", "a", "b") == ["b"]
    write(tmp_path / "straight", "a", "b")
    assert files(tmp_path / "stopped") == files(tmp_path / "straight")


def test_a_stopped_run_over_a_changed_input_holds_no_article_twice(tmp_path: Path) -> None:
    with Output(tmp_path, "1") as output:
        output.publish(part("old", "a", "c"), {"rejects": rejects("b")})
        output.publish(part("later", "x"), {"rejects": rejects("x")})
    with Output(tmp_path, "1") as output:
        output.publish(part("new", "a", "d"), {"rejects": rejects("b")})
        assert sources(tmp_path) == ["b", "x"]


def test_another_version_starts_anew(tmp_path: Path) -> None:
    write(tmp_path, "a", "b", version="1")
    assert write(tmp_path, "a", version="2") == ["a"]
    assert sources(tmp_path) == ["a"]


def test_fresh_starts_anew(tmp_path: Path) -> None:
    write(tmp_path, "a")
    with Output(tmp_path, "1", fresh=True) as output:
        assert not output.has("a")
    assert sources(tmp_path) == []


@pytest.mark.parametrize("killed", ["between renames and manifest", "before renames", "while writing the manifest", "part removed by hand"])
def test_a_kill_at_any_moment_is_repaired(tmp_path: Path, killed: str) -> None:
    write(tmp_path / "straight", "a", "b")
    out = tmp_path / "killed"
    write(out, "a", "b")
    manifest = out / ".svyazi" / "manifest.jsonl"
    lines = manifest.read_text().splitlines(keepends=True)
    assert '"b"' in lines[2]
    if killed == "between renames and manifest":
        manifest.write_text("".join(lines[:2]))
    elif killed == "before renames":
        manifest.write_text("".join(lines[:2]))
        (out / "rejects" / "part-b.parquet").rename(out / ".svyazi" / "staging" / "rejects.parquet")
    elif killed == "while writing the manifest":
        manifest.write_text("".join(lines[:2]) + lines[2][:20])
    else:
        (out / "rejects" / "part-b.parquet").unlink()
    assert write(out, "a", "b") == ["b"]
    assert files(out) == files(tmp_path / "straight")


def test_a_table_of_the_whole_is_written_once_for_a_state(tmp_path: Path) -> None:
    with Output(tmp_path, "1") as output:
        output.replace("rejects", "one", iter([rejects("a"), rejects("b")]))
        output.replace("rejects", "one", iter([rejects("never")]))
        assert sources(tmp_path) == ["a", "b"]
        output.replace("rejects", "two", iter([]))
    assert count(tmp_path, "rejects") == 0


SECOND = """
import sys
from pathlib import Path
from pyarrow import Table

from pipeline.write import Busy, Output
try:
    Output(Path(sys.argv[1]), "1").__enter__()
except Busy as error:
    print(error)
"""


def test_two_runs_do_not_write_to_one_folder(tmp_path: Path) -> None:
    with Output(tmp_path, "1"):
        said = subprocess.run([sys.executable, "-c", SECOND, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "another run is writing" in said


def mention(entity: str | None, article: str, name: str = "n", country: str | None = None) -> MentionRow:
    return MentionRow(article_id=article, start=0, end=1, text="t", type="place", name=name, entity_id=entity, country=country)  # type: ignore[arg-type]


def test_rows_of_parts(tmp_path: Path) -> None:
    with Output(tmp_path, "1") as output:
        output.publish(Part("2", ("2", 0), ("2", 0), {"mentions": 1}), {"mentions": table(MentionRow, [mention("e1", "b")])})
        first = {"mentions": table(MentionRow, [mention("e1", "a", "Пенза", "RU"), mention("e2", "a")]), "rejects": rejects("c")}
        output.publish(Part("1", ("1", 0), ("1", 0), {"mentions": 2, "rejects": 1}), first)
        found = [list(rows) for rows in output.rows(["mentions", "rejects"], ["country", "fact_id", "entity_id"])]
        assert found == [[("RU", None, "e1"), (None, None, "e2"), (None, None, None)], [(None, None, "e1")]]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="threads are counted in /proc")
def test_tables_are_read_without_a_thread(tmp_path: Path) -> None:
    """A thread of Arrow's that lets go of a file of Python's while Python ends would abort the process after all work is done."""
    write(tmp_path, "a", "b")
    code = f"""
import os
from pathlib import Path
from pyarrow import Table

from pipeline.write import Output, count, values
before = os.listdir("/proc/self/task")
folder = Path({str(tmp_path)!r})
assert sorted(values(folder, "rejects", "source")) == ["a", "b"] and count(folder, "rejects") == 2
with Output(folder, "1") as output:
    assert len(list(output.rows(["rejects"], ["source"]))) == 2
assert os.listdir("/proc/self/task") == before
"""
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True).stderr == ""
