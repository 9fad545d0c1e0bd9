"""Rows become parquet: one folder per table, parts that appear whole or not at all, and a manifest to go on from.

    OUT/visits/part-schema.parquet               no rows; keeps an empty table readable, and every table readable from the start
    OUT/visits/part-3f0c….parquet                the visits of one block of articles
    OUT/.svyazi/manifest.jsonl, staging/, lock   what is finished, what is being written, who is writing

A part's name is the key of its block, which says everything that decides its bytes. A later run keeps the parts whose
blocks are still there and removes the others, so that the same input gives the same files whatever happened before.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import chain, repeat
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from schemas import arrow
from schemas.facts import TABLES

SCHEMA_PART = "part-schema.parquet"
WHOLE_PART = "part-all.parquet"


class Busy(RuntimeError):
    """Another run is writing to the same folder."""


@dataclass(frozen=True, slots=True)
class Part:
    """One finished block: its key, its first and last place in the input's order, and the rows it has in each table."""

    key: str
    first: tuple[str, int]
    last: tuple[str, int]
    rows: dict[str, int]


class Output:
    """The output folder, open for writing: `with Output(folder, version) as output: …`.

    `version` says what made the rows; parts of another version are never mixed with this one's.
    """

    def __init__(self, folder: Path, version: str, *, fresh: bool = False) -> None:
        self.folder = folder
        self.version = version
        self._fresh = fresh
        self._private = folder / ".svyazi"
        self._parts: dict[str, Part] = {}
        self._stale: set[str] = set()  # finished in an earlier run, not yet met in this one
        self._whole: dict[str, str] = {}
        self._lock: IO[str] | None = None
        self._manifest: IO[str] | None = None

    def __enter__(self) -> Output:
        self.staging.mkdir(parents=True, exist_ok=True)
        self._lock = _lock(self._private / "lock")
        for left in self.staging.iterdir():
            left.unlink()
        self._load()
        for name, row in TABLES.items():
            (self.folder / name).mkdir(exist_ok=True)
            self._remove_strangers(name)
            if not (self.folder / name / SCHEMA_PART).exists():
                os.replace(self._stage(name, [arrow.table(row, [])]), self.folder / name / SCHEMA_PART)
        self._rewrite_manifest()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._rewrite_manifest()
        for handle in (self._manifest, self._lock):
            if handle is not None:
                handle.close()

    def has(self, key: str) -> bool:
        """Is the block with this key finished? It is then kept."""
        self._stale.discard(key)
        return key in self._parts

    def publish(self, part: Part, tables: Mapping[str, pa.Table]) -> None:
        """Write the tables of one block; blocks come in the input's order.

        An older part that begins before the end of this block, and was not kept, is of an input that has changed: it goes first.
        """
        self._drop(key for key in sorted(self._stale) if self._parts[key].first <= part.last)
        staged = [(name, self._stage(name, [table])) for name, table in tables.items()]
        for name, path in staged:
            os.replace(path, self._path(name, part.key))
        self._parts[part.key] = part
        self._note({"part": asdict(part)})

    def finish(self) -> None:
        """The whole input was seen: remove the parts of what is no longer there."""
        self._drop(sorted(self._stale))

    def state(self) -> str:
        """All finished blocks in one short text; equal when and only when the same blocks are there."""
        return " ".join(sorted(self._parts))

    def replace(self, name: str, state: str, pieces: Iterable[pa.Table]) -> None:
        """Write a table that is made of all others (`entities`) in one file, unless the file is there for this very state."""
        if self._whole.get(name) == state:
            return
        os.replace(self._stage(name, pieces), self.folder / name / WHOLE_PART)
        self._whole[name] = state
        self._note({"whole": {name: state}})

    def parts(self) -> list[Part]:
        """Finished parts in the input's order."""
        return sorted(self._parts.values(), key=lambda part: (part.first, part.last))

    def rows(self, names: Sequence[str], columns: Sequence[str]) -> Iterator[Iterator[tuple[Any, ...]]]:
        """(tables, columns) → for each finished part the rows of these tables; a column that a table has not is None."""
        for part in self.parts():
            yield chain.from_iterable(_rows(self._path(name, part.key), columns) for name in names if name in part.rows)

    @property
    def staging(self) -> Path:
        """A folder for what is not finished, on the same disk."""
        return self._private / "staging"

    def _path(self, name: str, key: str) -> Path:
        return self.folder / name / f"part-{key}.parquet"

    def _stage(self, name: str, tables: Iterable[pa.Table]) -> Path:
        """Tables → one complete, flushed file outside every table's folder; the same tables give the same bytes."""
        path = self.staging / f"{name}.parquet"
        with path.open("wb") as file:
            with pq.ParquetWriter(file, arrow.schema(TABLES[name]), compression="zstd") as writer:
                for table in tables:
                    writer.write_table(table)
            file.flush()
            os.fsync(file.fileno())
        return path

    def _drop(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._note({"dropped": key})
            for name in self._parts.pop(key).rows:
                self._path(name, key).unlink(missing_ok=True)
            self._stale.discard(key)

    def _load(self) -> None:
        """Read the manifest; forget what another version made and what is no longer whole on disk."""
        for line in _lines(self._private / "manifest.jsonl"):
            if "version" in line and (line["version"] != self.version or self._fresh):
                return
            if "part" in line:
                part = Part(line["part"]["key"], _place(line["part"]["first"]), _place(line["part"]["last"]), line["part"]["rows"])
                self._parts[part.key] = part
            self._parts.pop(line.get("dropped", ""), None)
            self._whole.update(line.get("whole", {}))
        self._parts = {key: part for key, part in self._parts.items() if all(self._path(name, key).exists() for name in part.rows)}
        self._whole = {name: state for name, state in self._whole.items() if (self.folder / name / WHOLE_PART).exists()}
        self._stale = set(self._parts)

    def _remove_strangers(self, name: str) -> None:
        """Remove the parts that the manifest does not know: of another version, or of a run that was killed half-way."""
        for path in (self.folder / name).glob("part-*.parquet"):
            key = path.name.removeprefix("part-").removesuffix(".parquet")
            if path.name == SCHEMA_PART:
                known = _schema(path).equals(arrow.schema(TABLES[name]), check_metadata=True)
            elif path.name == WHOLE_PART:
                known = name in self._whole
            else:
                known = key in self._parts and name in self._parts[key].rows
            if not known:
                path.unlink()

    def _note(self, line: Mapping[str, Any]) -> None:
        assert self._manifest is not None, "open the output with `with`"
        self._manifest.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._manifest.flush()

    def _rewrite_manifest(self) -> None:
        """The manifest without its history, in the input's order; it is appended to from here on."""
        if self._manifest is not None:
            self._manifest.close()
        lines = [{"version": self.version}, *({"part": asdict(part)} for part in self.parts()), {"whole": self._whole}]
        path = self.staging / "manifest"
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
        os.replace(path, self._private / "manifest.jsonl")
        self._manifest = (self._private / "manifest.jsonl").open("a", encoding="utf-8")


def _place(pair: list[Any]) -> tuple[str, int]:
    return str(pair[0]), int(pair[1])


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """The manifest's lines; the last one may be torn by a kill and is then left out."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            yield json.loads(line)
        except json.JSONDecodeError:
            return


def _lock(path: Path) -> IO[str]:
    """Hold a file for this process; a POSIX record lock, because forked workers must not inherit it."""
    handle = path.open("w")
    try:
        import fcntl

        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ModuleNotFoundError:
        pass  # no such locks on this system
    except OSError:
        handle.close()
        raise Busy(f"another run is writing to {path.parent.parent}; wait for it, or choose another --out") from None
    return handle


# Files are opened here and not by pyarrow, which takes no path that the locale cannot spell. They are read without threads and without
# reading ahead: one of Arrow's threads that lets go of a file of Python's while Python ends aborts the process.


@contextmanager
def _part(path: Path) -> Iterator[pq.ParquetFile]:
    with path.open("rb") as file:
        yield pq.ParquetFile(file, pre_buffer=False)


def _read(path: Path, columns: Sequence[str] | None) -> pa.Table:
    """Some columns of a part, in this order, or all; without their documentation."""
    with _part(path) as part:
        columns = list(columns or part.schema_arrow.names)
        return part.read(columns=columns, use_threads=False).select(columns).replace_schema_metadata(None)


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    with _part(path) as part:
        there = {name for name in part.schema_arrow.names if name in columns}
        table, size = part.read(columns=list(there), use_threads=False), part.metadata.num_rows
    return zip(*(table[name].to_pylist() if name in there else repeat(None, size) for name in columns), strict=True)


def _schema(path: Path) -> pa.Schema:
    with _part(path) as part:
        return part.schema_arrow


def _length(path: Path) -> int:
    with _part(path) as part:
        return int(part.metadata.num_rows)


def count(folder: Path, name: str) -> int:
    """(OUT, "visits") → number of rows, from the files' footers."""
    return sum(_length(path) for path in sorted((folder / name).glob("*.parquet")))


def values(folder: Path, name: str, column: str) -> Iterator[Any]:
    """(OUT, "visits", "status") → the column's values, part after part."""
    return (record[column] for record in records(folder, name, [column]))


def records(folder: Path, name: str, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """(OUT, "visits") → its rows as dicts, part after part; with `columns`, only these."""
    for path in sorted((folder / name).glob("*.parquet")):
        yield from _read(path, columns).to_pylist()
