"""The docs say what is: commands and snippets run, what is generated is current, links lead somewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

import cli

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
sys.path.insert(0, str(ROOT / "scripts"))
import make_docs  # noqa: E402


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.DOTALL | re.MULTILINE)


def commands(program: str) -> list[list[str]]:
    lines = [line.split("#")[0].split() for block in blocks("sh") for line in block.splitlines()]
    return [words for words in lines if words and words[0].endswith(program)]


def test_pools_are_as_large_as_their_readme_says() -> None:
    pools = ROOT / "tests" / "pools"
    told = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", (pools / "README.md").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert told == {pool.name: str(len(list((pool / "articles").iterdir()))) for pool in pools.iterdir() if pool.is_dir()}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where the README's svyazi commands were run, in their order, on two of the articles."""
    folder = tmp_path_factory.mktemp("checkout")
    (folder / "data" / "raw").mkdir(parents=True)
    for article in sorted((ROOT / "data" / "raw").glob("*.txt"))[:2]:
        shutil.copy(article, folder / "data" / "raw")
    for _, *arguments in commands("svyazi"):
        subprocess.run([sys.executable, str(ROOT / "cli.py"), *arguments], cwd=folder, check=True, capture_output=True)
    return folder


def test_there_are_two_commands() -> None:
    assert [words[1] for words in commands("make")] == ["run", "test"]
    assert {words[1] for words in commands("svyazi")} == {"run", "info"}


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`svyazi ([a-z]+)", "".join(path.read_text(encoding="utf-8") for path in DOCS)))))
def test_there_are_the_commands_that_the_docs_name(name: str) -> None:
    assert name in get_command(cli.app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make ([a-z]+)`", "".join(path.read_text(encoding="utf-8") for path in DOCS))) | {"run", "test"}))
def test_make_knows_the_targets(target: str) -> None:
    done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("snippet", blocks("python"), ids=lambda snippet: snippet.split()[1])
def test_snippets_run(checkout: Path, snippet: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout)
    *lines, last = snippet.strip().splitlines()
    names: dict[str, object] = {}
    exec("\n".join(lines), names)
    assert "status" in eval(last, names).columns


def test_the_data_dictionary_is_current() -> None:
    assert (ROOT / "docs" / "tables.md").read_text(encoding="utf-8") == make_docs.tables(), "run `make docs`"


def test_the_list_of_modules_is_current() -> None:
    assert (ROOT / "docs" / "modules.md").read_text(encoding="utf-8") == make_docs.modules(), "run `make docs`"


def test_the_readme_has_a_place_for_the_example() -> None:
    assert README.index(make_docs.MARK) < README.index(make_docs.END)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert "://" in link or (path.parent / link).exists(), link
