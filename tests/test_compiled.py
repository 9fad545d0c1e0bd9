"""The compiled build says what the plain one says."""

from __future__ import annotations

import ast
import importlib.util
import itertools
import os
import shutil
import subprocess
import sys
import types
from pathlib import Path

import pytest

from pipeline.version import fingerprint

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv-compiled" / "bin" / "python"
ASKED = "from pipeline.version import fingerprint; print(fingerprint())"
NATIVE = (
    "from extractors.matching import matcher; from pipeline import dates_scan; print(matcher.__file__.endswith('.so') and dates_scan.__file__.endswith('.so'))"
)


@pytest.fixture(scope="module")
def compiled() -> Path:
    """The Python that has the compiled build of these sources."""
    if not PYTHON.exists():
        pytest.skip("nothing is compiled: `make compiled`")
    if asked(ASKED) != fingerprint():
        pytest.skip("compiled from other sources: `make compiled`")
    return PYTHON


def asked(code: str) -> str:
    """What the compiled build prints; -P keeps the checkout out of its path."""
    return subprocess.run([PYTHON, "-P", "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_it_is_compiled(compiled: Path) -> None:
    assert asked(NATIVE) == "True"


def tables(command: list[str], given: Path, out: Path, options: list[str]) -> dict[str, bytes]:
    """A run → its files with their content."""
    subprocess.run([*command, "run", str(given), "--out", str(out), "--no-progress", *options], cwd=out.parent, check=True, capture_output=True)
    return {str(file.relative_to(out)): file.read_bytes() for file in sorted(out.rglob("*.parquet"))}


@pytest.mark.parametrize("options", [["--no-gate"], ["--workers", "2", "--cache", "cache"]], ids=["alone", "with workers and cache"])
def test_its_tables_are_those_of_the_plain_build(compiled: Path, tmp_path: Path, options: list[str]) -> None:
    """The samples, all annotated articles of the tests and 300 invented ones: the same files, byte for byte."""
    given = tmp_path / "given"
    shutil.copytree(ROOT / "data" / "raw", given / "raw")
    shutil.copytree(ROOT / "tests" / "pools", given / "pools")
    sys.path.insert(0, str(ROOT / "scripts" / "bench"))
    from articles import articles

    for number, text in enumerate(itertools.islice(articles(300, kind="mixed", seed=21), 300)):
        (given / f"{number}.txt").write_text(text, encoding="utf-8")
    plain = tables([sys.executable, str(ROOT / "cli.py")], given, tmp_path / "plain", options)
    assert len(plain) > 10
    assert tables([str(compiled.with_name("svyazi"))], given, tmp_path / "compiled", options) == plain
    if "--cache" in options:  # what the plain build keeps, the compiled one reads
        assert tables([str(compiled.with_name("svyazi"))], given, tmp_path / "again", options) == plain


@pytest.mark.parametrize(("wanted", "names"), [("1", {"mypy", "mypy-extensions", "librt"}), ("0", set())])
def test_a_compiler_is_asked_for_only_where_one_is_wanted(tmp_path: Path, wanted: str, names: set[str]) -> None:
    for name in ("setup.py", "pyproject.toml", "requirements-dev.lock", "README.md"):
        shutil.copy(ROOT / name, tmp_path)
    for package in ("schemas", "pipeline", "extractors", "reports"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "cli.py", tmp_path)
    code = "from setuptools import build_meta; print('\\n', build_meta.get_requires_for_build_wheel())"
    environment = {**os.environ, "SVYAZI_COMPILE": wanted}
    said = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout
    assert {one.split("==")[0] for one in ast.literal_eval(said.splitlines()[-1].strip())} == names


SOURCE = '''"""What a module may hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache

FAR = 6.0
NEAR = ("у", "при")
PAIRS = (("в", 1),)
WORDS: dict[str, int] = {
    "два": 2,
}
LATER = 1
LATER = 2
told: list[str] = []


@dataclass(frozen=True, slots=True)
class Named:
    """Said of it."""

    name: str  # as it stands
    others: list[str] = field(default_factory=list)
    size: int = field(init=False, compare=False)
    kind: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "size", len(self.name))


@lru_cache(1_000)
def small(word: str, *, twice: bool = False) -> str:
    told.append(word)
    return word.lower() * (1 + twice)


@cache
def first() -> str | None:
    told.append("first")
    return None


@lru_cache(maxsize=4)
def text(words: str) -> str:
    return words


@lru_cache(1_000)
def is_small(word: str) -> bool:
    told.append(word)
    return word.islower()


TAKEN, GIVEN = {"взять"}, {"дать"}


def moved(words: set[str]) -> tuple[set[str], bool, bool]:
    return {"нести", "везти"} & words, "дать" in TAKEN | GIVEN - {"дать"}, {"нести", "везти"}.isdisjoint(words - TAKEN)
'''


def test_what_is_compiled_does_what_is_read() -> None:
    spec = importlib.util.spec_from_file_location("native", ROOT / "native.py")
    assert spec is not None and spec.loader is not None
    native = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(native)
    made = native.prepared(SOURCE)
    assert "FAR: _Final = 6.0\n" in made and "WORDS: _Final[dict[str, int]] = {\n" in made and "LATER = 1\n" in made
    assert 'NEAR: _Final[tuple[str, ...]] = ("у"' in made and 'PAIRS = (("в"' in made
    assert (
        "\n_SET_0: _Final = {" in made
        and "return _SET_0 & words, 'дать'" in made.replace('"', "'")
        and made.count("_SET_0") == 3
        and "not in _SET_" not in made
    )
    assert "@dataclass(frozen=False, slots=True)" in made and "return hash((self.name, self.others, self.kind, ))" in made
    assert "self is other or (isinstance(other, Named) and" in made and "kind: str = ''" in made and "@lru_cache(maxsize=4)" in made
    for source in (SOURCE, made):
        module = types.ModuleType("module")
        sys.modules["module"] = module
        exec(source, module.__dict__)
        one, other = module.Named("Ока"), module.Named(name="Ока", others=[], kind="")
        assert one == other and hash(module.Named("Ока", others=())) and (one.size, one.others, one.kind) == (3, [], "") and one.others is not other.others
        assert [module.small("А"), module.small("А"), module.small("А", twice=True), module.first(), module.first()] == ["а", "а", "аа", None, None]
        assert module.told == ["А", "А", "first"]
        assert [module.is_small(word) for word in ("да", "НЕТ", "НЕТ", "да")] == [True, False, False, True] and module.told[3:] == ["да", "НЕТ"]
        assert module.moved({"везти", "взять"}) == ({"везти"}, False, False)
        assert all(module.small(f"Слово {i}") == f"слово {i}" for i in [*range(1200), *range(1200)])
        assert module.FAR == 6.0 and module.WORDS == {"два": 2} and module.LATER == 2
