"""The notebook runs from its first cell to its last, on tables that a run has just written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ipykernel")
nbclient = pytest.importorskip("nbclient")
nbformat = pytest.importorskip("nbformat")

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = ROOT / "notebooks" / "first_look.ipynb"


def test_it_is_kept_without_outputs() -> None:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    assert not [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")]


def test_it_runs_and_draws(tmp_path: Path) -> None:
    """In a copy of the project without tables, so that it has to make them."""
    for name in ("cli.py", "schemas", "pipeline", "extractors", "reports"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "raw").symlink_to(ROOT / "data" / "raw")
    done = nbclient.NotebookClient(
        nbformat.read(NOTEBOOK, as_version=4), timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path / "notebooks")}}
    ).execute()
    pictures = [output for output in outputs(done) if "image/png" in output.get("data", {})]
    assert len(pictures) == 2
    assert not [output for output in outputs(done) if "Glyph" in output.get("text", "")], "a letter has no glyph in the font"
    tables = [output["data"]["text/html"] for output in outputs(done) if "text/html" in output.get("data", {})]
    assert len(tables) >= 5 and "visitors" in tables[0]


def outputs(done: Any) -> list[Any]:
    return [output for cell in done.cells for output in cell.get("outputs", [])]
