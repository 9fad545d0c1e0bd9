"""What is shipped and what is installed: the wheel's files, the locks, and what must never be needed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("schemas", "pipeline", "extractors", "reports")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NEVER = {"pymorphy2", "pymorphy2-dicts-ru", "docopt", "dawg-python"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built from a copy, so that nothing is left here."""
    source, into = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("cli.py", "setup.py", "pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, source)
    code = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", code, str(into)], cwd=source, check=True, capture_output=True)
    return zipfile.ZipFile(next(into.glob("*.whl")))


def test_every_module_and_data_file_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    shipped = {name for name in wheel.namelist() if ".dist-info/" not in name}
    ours = {str(path.relative_to(ROOT)) for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert {Path(name).suffix for name in ours} >= {".py", ".toml"}
    assert shipped == ours | {"cli.py"}


def test_the_wheel_has_the_command(wheel: zipfile.ZipFile) -> None:
    (points,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "svyazi = cli:main" in wheel.read(points).decode()


def pins(name: str) -> dict[str, str]:
    lines = [line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    matched = [re.fullmatch(r"([a-z0-9-]+)==([0-9][0-9a-z.]*)( ; python_version == \"3\.\d+\"( or python_version == \"3\.\d+\")*)?", line) for line in lines]
    assert all(matched), [line for line, match in zip(lines, matched, strict=True) if not match]
    return {match[1]: match[2] for match in matched if match}


def named(requirements: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9._-]", one)[0].lower().replace("_", "-") for one in requirements}


def test_locks_are_exact_and_complete() -> None:
    run, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert named(PROJECT["dependencies"]) <= set(run)
    assert named(PROJECT["optional-dependencies"]["dev"]) <= set(dev)
    assert run.items() <= dev.items()
    assert not NEVER & set(dev)


BLOCKED = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"pymorphy2", "pkg_resources", "pymorphy2_dicts_ru"}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Blocked())
from pipeline import engines
(annotation,) = engines.load(sys.argv[1]).annotate([("Делегация Минска посетила Пензу.", 0)])
print([token.lemma for token in annotation.sentences[0].tokens])
"""


@pytest.mark.parametrize("engine", ["packed", "natasha"])
def test_engines_need_neither_pymorphy2_nor_pkg_resources(engine: str) -> None:
    done = subprocess.run([sys.executable, "-c", BLOCKED, engine], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.stdout.split()[0] == "['делегация',", done.stderr


@pytest.mark.parametrize(
    ("python", "script", "said"),
    [
        ("", "", "svyazi needs Python 3.11 or newer and found none"),
        ("./old", "exit 1", "./old is not a Python 3.11 or newer"),
        ("./bare", "case $* in *ensurepip*) exit 1;; esac", "sudo apt install python3-venv"),
        ("./missing", "", "./missing is not a Python 3.11 or newer"),
    ],
)
def test_make_says_what_is_missing(tmp_path: Path, python: str, script: str, said: str) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).touch()
    if script:
        (tmp_path / python).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / python).chmod(0o755)
    done = subprocess.run(["make", "run", f"PYTHON={python}"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2
    assert said in done.stderr
