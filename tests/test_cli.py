"""The command line as a person meets it: exit codes, messages, streams, speed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from typer.main import get_command

import cli

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = """Делегация Витебской области посетила Смоленск

Смоленск, 3 июня 2024 года. Делегация Витебской области прибыла в Смоленск с рабочим визитом. Стороны подписали соглашение о сотрудничестве.
"""


def svyazi(*arguments: object, code: int = 0, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own and expect its exit code."""
    command = [sys.executable, str(ROOT / "cli.py"), *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, encoding="utf-8")
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run over two articles and an empty file wrote, with a summary in Russian names and an ASCII terminal."""
    folder = tmp_path_factory.mktemp("вход")
    (folder / "витебск.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "витебск 1251.txt").write_text(ARTICLE.replace("Смоленск", "Брянск"), encoding="cp1251")
    (folder / "пусто.txt").write_text("", encoding="utf-8")
    made = folder.parent / f"{folder.name}-таблицы"
    done = svyazi("run", folder, "--out", made, LANG="C", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert "read              2 articles" in done.stdout
    assert "rejected          1  (empty 1)" in done.stdout
    assert f'pd.read_parquet("{made}/visits")' in done.stdout
    assert done.stderr == ""
    return made


def test_the_tables_are_there(out: Path) -> None:
    visits = pd.read_parquet(out / "visits")
    assert set(visits.status) == {"occurred"}
    assert len(pd.read_parquet(out / "articles")) == 2


def test_info_says_what_the_run_said(out: Path) -> None:
    summary = json.loads(svyazi("info", out, "--json").stdout)
    assert summary["rows"]["articles"] == 2
    assert summary["rejected"] == {"empty": 1}
    assert "read              2 articles" in svyazi("info", out).stdout


def test_json_is_all_that_stands_on_standard_output(out: Path) -> None:
    given = next(out.parent.glob("вход0"))
    summary = json.loads(svyazi("run", given, "--out", out, "--json", "--workers", 1).stdout)
    assert summary["rows"] == {name: len(pd.read_parquet(out / name)) for name in summary["rows"]}


def test_strict_is_for_rejects(out: Path) -> None:
    given = next(out.parent.glob("вход0"))
    svyazi("run", given, "--out", out, "--strict", code=3)
    svyazi("run", given / "витебск.txt", "--out", out.parent / "one", "--strict", "--workers", 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "нет такого", "--out", "{out}"], "there is no нет такого"),
        (["run"], "Missing"),
        (["run", "{in}"], "--out"),
        (["run", "{in}", "--out", "{in}/tables"], "lies inside the input"),
        (["run", "{in}", "--out", "{file}"], "is a file"),
        (["run", "{in}", "--out", "{out}", "--engine", "magic"], "there are: packed, natasha"),
        (["run", "{in}", "--out", "{out}", "--encoding", "utf9"], "usual ones are"),
        (["run", "{in}", "--out", "{out}", "--workers", "-1"], "--workers"),
        (["run", "{in}", "--out", "{out}", "--text-colum", "body"], "--text-column"),
        (["info", "{in}"], "not a folder that `svyazi run` wrote"),
        (["inform"], "info"),
    ],
)
def test_a_wrong_call_says_what_would_be_right(tmp_path: Path, arguments: list[str], said: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "file").touch()
    places = {"in": tmp_path / "in", "out": tmp_path / "out", "file": tmp_path / "file"}
    done = svyazi(*(argument.format(**places) for argument in arguments), code=2)
    assert said in " ".join(done.stderr.split())
    assert done.stdout == ""
    assert not (tmp_path / "out" / "visits").exists()


def test_every_command_has_an_example() -> None:
    commands = get_command(cli.app).commands  # type: ignore[attr-defined]
    assert set(commands) >= {"run", "info"}
    for name, command in commands.items():
        assert command.epilog and f"svyazi {name}" in command.epilog, name
        assert command.epilog in " ".join(svyazi(name, "--help").stdout.split())


def test_help_is_there_at_once() -> None:
    def seconds() -> float:
        began = time.perf_counter()
        svyazi("--help")
        return time.perf_counter() - began

    assert min(seconds() for _ in range(5)) < 0.4  # 0.15 on an idle machine


def test_ctrl_c_leaves_tables(tmp_path: Path, write_articles: Callable[..., Path]) -> None:
    given = write_articles(*(ARTICLE.replace("3 июня", f"{number} мая") * 20 for number in range(1, 400)))
    command = [sys.executable, str(ROOT / "cli.py"), "run", str(given), "--out", str(tmp_path / "out"), "--workers", "2"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True)
    until = time.monotonic() + 60
    while time.monotonic() < until and not (tmp_path / "out" / "rejects" / "part-schema.parquet").exists():
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "the same command goes on from there" in said and "Traceback" not in said
    assert set(json.loads(svyazi("info", tmp_path / "out", "--json").stdout)["rows"]) == {path.name for path in (tmp_path / "out").glob("[a-z]*")}


def test_a_package_that_hides_ours_is_named(tmp_path: Path) -> None:
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "pipeline" / "__init__.py").touch()
    code = f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(ROOT)!r}]; import cli; cli.main()"
    done = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 1
    assert f"the package 'pipeline' is taken from {tmp_path / 'pipeline'}" in done.stderr
