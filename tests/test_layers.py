"""Who may import whom: the layers, kept by reading every module's imports."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("schemas", "pipeline", "extractors", "reports")
MODULES = ["cli.py", *sorted(str(path.relative_to(ROOT)) for package in PACKAGES for path in (ROOT / package).rglob("*.py"))]

ARROW = {"schemas/arrow.py", "pipeline/write.py", "pipeline/readers_tables.py"}
HEAVY = {
    *("numpy", "pandas", "pyarrow", "polars", "duckdb", "matplotlib"),
    *("natasha", "slovnet", "navec", "razdel", "pymorphy3", "resiliparse"),
}

# The one module of the pipeline that extractors may take: one dictionary serves all.
DICTIONARY = "pipeline.morphology"


@cache
def imports(module: str) -> tuple[tuple[str, bool], ...]:
    """A module's path → what it imports, and whether on import (not inside a function, not for type checking only)."""
    return tuple(_imports(ast.parse((ROOT / module).read_text(encoding="utf-8")), on_import=True))


def _imports(node: ast.AST, *, on_import: bool) -> Iterator[tuple[str, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from ((alias.name, on_import) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from ((f"{child.module}.{alias.name}", on_import) for alias in child.names)
        elif isinstance(child, ast.Call) and _named(child.func) == "import_module" and child.args:
            yield _constant(child.args[0]), False
        lazy = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or (isinstance(child, ast.If) and _named(child.test) == "TYPE_CHECKING")
        yield from _imports(child, on_import=on_import and not lazy)


def _named(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _constant(node: ast.expr) -> str:
    """«"natasha"» and «f"pipeline.{name}"» → what is known of the name."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return str(node.value) if isinstance(node, ast.Constant) else ""


def imported(module: str) -> set[str]:
    """The top-level packages that a module imports anywhere."""
    return {name.split(".")[0] for name, _ in imports(module)}


def package(module: str) -> str:
    return module.split("/")[0]


@pytest.mark.parametrize("module", MODULES)
def test_layers(module: str) -> None:
    taken = imports(module)
    if package(module) == "extractors":
        taken = tuple(one for one in taken if not one[0].startswith(f"{DICTIONARY}."))
    ours = {name.split(".")[0] for name, _ in taken} & {*PACKAGES, "cli"}
    allowed = {
        "cli.py": {"schemas", "pipeline", "reports"},
        "schemas": {"schemas"},
        "extractors": {"schemas", "extractors"},
        "reports": {"schemas", "pipeline", "extractors", "reports"},
        "pipeline": {"schemas", "pipeline"} | ({"extractors"} if module == "pipeline/run.py" else set()),
    }
    assert ours <= allowed[package(module)]


@pytest.mark.parametrize("module", MODULES)
def test_libraries_stay_in_their_places(module: str) -> None:
    found = imported(module)
    assert "natasha" not in found or module == "pipeline/engines/natasha.py"
    assert "pyarrow" not in found or module in ARROW
    assert not found & {"pandas", "polars", "duckdb", "pymorphy2", "pkg_resources"}


@pytest.mark.parametrize("module", MODULES)
def test_no_comparison_puts_its_values_together(module: str) -> None:
    """`case in (m.case, *m.cases)`, `pair in ((None, None), (q.a, q.b))` is put together at each call, and mypyc gives up on it: a constant or a method does better."""
    compared = [one for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8"))) if isinstance(node, ast.Compare) for one in node.comparators]
    listed = [part for one in compared for part in getattr(one, "elts", ())]
    assert not [part.lineno for part in listed if isinstance(part, ast.Starred)]
    assert not [part.lineno for part in listed if isinstance(part, ast.Tuple) and not all(isinstance(one, ast.Constant) for one in part.elts)]


@pytest.mark.parametrize("module", ["cli.py", "pipeline/summary.py", "pipeline/version.py", "pipeline/executors/__init__.py", "schemas/columns.py"])
def test_light_modules(module: str) -> None:
    on_import = {name.split(".")[0] for name, at_once in imports(module) if at_once}
    assert not on_import & HEAVY


def test_no_import_of_the_command_line_is_heavy() -> None:
    code = "import sys, cli; print([name for name in sys.argv[1:] if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code, *sorted(HEAVY), *PACKAGES], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import numpy as np", [("numpy", True)]),
        ("def f():\n    from pipeline import read", [("pipeline.read", False)]),
        ("if TYPE_CHECKING:\n    import numpy", [("numpy", False)]),
        ("try:\n    import fcntl\nexcept ImportError: pass", [("fcntl", True)]),
        ("import_module('natasha')", [("natasha", False)]),
        ("import_module(f'pipeline.engines.{name}')", [("pipeline.engines.", False)]),
    ],
)
def test_imports_are_found(code: str, expected: list[tuple[str, bool]]) -> None:
    assert list(_imports(ast.parse(code), on_import=True)) == expected
