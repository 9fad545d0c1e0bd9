"""Schemas, modules and a sample run in, docs out: docs/tables.md, docs/modules.md, and the example in README.md between its two marks.

python scripts/make_docs.py            write them
python scripts/make_docs.py --check    exit with 1 if one of them is not current
"""

from __future__ import annotations

import argparse
import ast
import dataclasses
import inspect
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from schemas.columns import Column, columns  # noqa: E402
from schemas.facts import FACT_TABLES, TABLES, Fact, Party, SpanRow  # noqa: E402

SAMPLE = "data/raw/tver_minskobl_gruppa.txt"
MARK = "<!-- example: made by scripts/make_docs.py -->"
END = "<!-- end of example -->"
HIDDEN = {
    *("fact_id", "article_id", "event_id", "published", "date_start", "date_end", "evidence_start", "evidence_end"),
    *("trigger", "rule", "found", "confidence", "evidence", "date_text", "place", "bound"),
}
LEFT = " (some columns left out, such as the evidence and the rule)"
NAMES = {str: "string", int: "int64", float: "float64"}

HEAD = """# The tables

Made by `make docs` from `schemas/facts.py`; a test keeps it current.

One folder per table; every part has the same schema, and the same words stand in the files' own metadata.
A column marked `?` may be null. Offsets count Unicode code points of `articles.text`; `text[start:end]` is the evidence, letter for letter.
Dates and periods are EDTF (ISO 8601-2) strings: `2025-04-25`, `2025-04`, `2024`, `2026/2028`, quarters `2025-33`…`2025-36`, half-years
`2025-40`, `2025-41`, an unknown year `XXXX-03-29`. Countries are ISO 3166-1 alpha-2, regions ISO 3166-2, currencies ISO 4217.
"""


MODULES = """# The modules

Made by `make docs` from the first lines of the modules; a test keeps it current. How they work together: [architecture.md](architecture.md).
"""


def tables() -> str:
    """The schemas → docs/tables.md."""
    common = {field.name for field in dataclasses.fields(Fact)}
    parts = [HEAD]
    parts += ["## Columns of every fact table\n", _columns(columns(Fact))]
    parts += ["## party\n", _doc(Party), "A party is a struct.\n", _columns(columns(Party))]
    for name, row in TABLES.items():
        own = [column for column in columns(row) if name not in FACT_TABLES or column.name not in common]
        parts += [f"## {name}\n", _doc(row), *(["The columns of every fact table, and:\n"] if name in FACT_TABLES else []), _columns(own)]
    return "\n".join(parts)


def modules() -> str:
    """The first line of every module → docs/modules.md, package by package."""
    parts = [MODULES]
    for package in ("schemas", "pipeline", "extractors", "reports"):
        for folder in sorted({file.parent for file in (ROOT / package).rglob("*.py")}):
            lines = [f"| `{file.stem}` | {_first_line(file)} |" for file in sorted(folder.glob("*.py")) if file.stem != "__init__"]
            name = ".".join(folder.relative_to(ROOT).parts)
            parts += [f"## {name}\n", f"{_first_line(folder / '__init__.py')}\n", *(["| module | what it does |", "|---|---|", *lines, ""] if lines else [])]
    return "\n".join(parts)


def _first_line(file: Path) -> str:
    """What a module says of itself first, a sentence that goes on in the next line taken whole."""
    said = (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").split("\n\n")[0]
    return " ".join(said.split()).replace("|", "·")


def _doc(row: type[Any]) -> str:
    return inspect.cleandoc(row.__doc__ or "").replace("\n", " ") + "\n"


def _columns(of: list[Column] | tuple[Column, ...]) -> str:
    lines = ["| column | type | meaning |", "|---|---|---|"]
    lines += [f"| `{one.name}`{'?' if one.optional else ''} | {_type(one)} | {one.doc.replace('|', '·')} |" for one in of]
    return "\n".join(lines) + "\n"


def _type(column: Column) -> str:
    """int32, list<party>, decimal128(38, 2) …"""
    if column.item is not None:
        return f"list<{_name(column.item)}>"
    return column.arrow or _name(column.type)


def _name(hint: Any) -> str:
    known = {Party: "party", SpanRow: "struct<start, end>", **NAMES}
    return known[hint] if hint in known else {"date": "date32"}[hint.__name__]


def example() -> str:
    """The sample article → its text beside its rows, as a run gives them."""
    from pipeline.run import Options, run
    from pipeline.write import records

    with tempfile.TemporaryDirectory() as folder:
        run([ROOT / SAMPLE], Path(folder), Options())
        (article,) = records(Path(folder), "articles")
        text = "\n".join(article["text"][span["start"] : span["end"]] for span in article["body"])
        found = {name: list(records(Path(folder), name)) for name in FACT_TABLES}
    shown = [line for name, some in found.items() for line in _rows(name, some)]
    quoted = [f"> {line}  " for line in text.splitlines()]
    return "\n".join([f"What stands in `{SAMPLE}`:\n", *quoted, f"\nWhat `svyazi run` makes of it{LEFT}:\n", *shown])


def _rows(table: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The rows of one table as a table of the columns that hold something."""
    names = [name for name in (rows[0] if rows else ()) if name not in HIDDEN and any(row[name] not in (None, []) for row in rows)]
    if names:
        yield from (f"`{table}`\n", f"| {' | '.join(names)} |", f"|{'---|' * len(names)}")
        yield from (f"| {' | '.join(_cell(row[name]) for name in names)} |" for row in rows)
        yield ""


def _cell(value: Any) -> str:
    return "" if value is None else _value(value).replace("|", "·")


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    if isinstance(value, Mapping):
        code = value["region"] or value["country"]
        return value["name"] + (f" ({code})" if code else "")
    if isinstance(value, float | Decimal) and value == int(value):
        return str(int(value))
    return str(value)


def readme() -> str:
    """README.md with a fresh example between its marks."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.sub(f"{re.escape(MARK)}.*?{re.escape(END)}", lambda _: f"{MARK}\n{example()}\n{END}", text, flags=re.DOTALL)


MADE: dict[str, Callable[[], str]] = {"docs/tables.md": tables, "docs/modules.md": modules, "README.md": readme}


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true")
    check = arguments.parse_args().check
    stale = []
    for name, make in MADE.items():
        path, text = ROOT / name, make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.write_text(text, encoding="utf-8")
    if check and stale:
        print(f"not current: {', '.join(stale)}; run `make docs`", file=sys.stderr)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
