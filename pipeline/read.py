"""Inputs to raw articles: `list_sources` says what there is to read, `read_source` reads one of it.

Listing is cheap and gives small picklable values, so that reading can be spread over processes. Whatever cannot be read
comes out as a `Reject` that says what would be right; nothing is dropped and nothing raises.

To add a format: one function in a `readers_*` module, one entry in `READERS` and its extensions in `FORMATS`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.archives import BROKEN, MAX_DEPTH, Step, TooLarge, inner_name, kind_by_content, kind_of, members, open_member
from pipeline.readers_feed import read_feed, read_warc
from pipeline.readers_plain import read_html, read_text
from pipeline.readers_tables import read_csv, read_json, read_jsonl, read_parquet
from pipeline.reading import Input, ReadOptions, sniff
from schemas.article import RawArticle, Reject

Reader = Callable[[Input, ReadOptions], Iterator[RawArticle | Reject]]

READERS: dict[str, Reader] = {
    "text": read_text,
    "html": read_html,
    "json": read_json,
    "jsonl": read_jsonl,
    "csv": read_csv,
    "parquet": read_parquet,
    "feed": read_feed,
    "warc": read_warc,
}
FORMATS = {
    "text": "txt text md markdown",
    "html": "html htm xhtml shtml",
    "json": "json geojson",
    "jsonl": "jsonl ndjson jsonlines",
    "csv": "csv tsv tab",
    "parquet": "parquet pq",
    "feed": "rss atom",
    "warc": "warc warc.gz",
}
EXTENSIONS = {extension: name for name, extensions in FORMATS.items() for extension in extensions.split()}
UNSUPPORTED = {
    "an image": "png jpg jpeg gif webp svg ico bmp tif tiff heic avif psd",
    "a part of a page's design": "css js mjs map woff woff2 ttf otf eot less scss",
    "a document of an office program": "pdf doc docx odt rtf xls xlsx ods ppt pptx epub fb2 djvu mobi pages",
    "a web archive of a browser": "mht mhtml webarchive maff",
    "a recording": "mp3 mp4 avi mov mkv wav ogg webm flac m4a wmv",
    "an archive of a kind that is not read": "7z rar zst lz4 lzma cab iso br tzst",
    "a program or a database": "exe dll so bin class pyc jar db sqlite sqlite3 mdb pkl npy feather avro orc",
}
ADVICE = {extension: what for what, extensions in UNSUPPORTED.items() for extension in extensions.split()}


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: a file or an archive member. `name` is the contract's `source`; `format` is "" where only its content tells."""

    name: str
    path: str
    steps: tuple[Step, ...] = ()
    format: str = ""
    problem: tuple[str, str] | None = None


def list_sources(inputs: Sequence[Path | str]) -> Iterator[Source]:
    """Files, folders, archives or "-" in, one `Source` per file or archive member out, always in the same order.

    list_sources(["news"]) → Source("2025/11/penza.txt", …), Source("old.zip!1999.htm", …), …
    """
    labels = _labels([str(one) for one in inputs])
    for given, label in zip(inputs, labels, strict=True):
        if str(given) == "-":
            yield from _from_stdin()
        else:
            yield from _from_path(os.fspath(given), label)


def read_source(source: Source, options: ReadOptions | None = None) -> Iterator[RawArticle | Reject]:
    """One source in, its articles and rejects out; streams tables, feeds and web archives record by record, and never raises."""
    if source.problem:
        yield Reject(source.name, *source.problem)
        return
    options = options or ReadOptions()
    try:
        opened = Input(source.name, source.path, source.steps)
        kind = source.format or sniff(opened.head())
        yield from READERS[kind](opened, options)
    except TooLarge as error:
        yield Reject(source.name, "too_large", str(error))
    except PermissionError:
        yield Reject(source.name, "unreadable", "no permission to read it; change its rights")
    except OSError as error:
        reason = "bad_archive" if source.steps else "unreadable"
        yield Reject(source.name, reason, f"it cannot be read: {error.strerror or error}; check the disk or the archive")
    except BROKEN as error:
        reason = "bad_archive" if source.steps else "unreadable"
        yield Reject(source.name, reason, f"it is broken: {error}; get it anew")
    except MemoryError:
        yield Reject(source.name, "too_large", "it does not fit into memory; split it")
    except Exception as error:  # one bad file must never stop a run, whatever a parser thinks of next
        yield Reject(source.name, "unreadable", f"{type(error).__name__}: {error}; give it as txt or jsonl")


def _labels(inputs: list[str]) -> list[str]:
    """With one input names are relative to it; with several each begins with its input's name, or its path where names clash."""
    if len(inputs) == 1:
        return [""]
    names = [Path(one).name or one for one in inputs]
    return [name if names.count(name) == 1 else one for name, one in zip(names, inputs, strict=True)]


def _from_path(path: str, label: str) -> Iterator[Source]:
    if os.path.isdir(path):
        prefix = f"{label}/" if label else ""
        yield from _from_folder(path, prefix, set())
    else:
        yield from _from_file(path, label or os.path.basename(path))


def _from_folder(folder: str, prefix: str, seen: set[tuple[int, int]]) -> Iterator[Source]:
    """Every folder is walked once, so a symlink loop ends where it began."""
    try:
        status = os.stat(folder)
        if (status.st_dev, status.st_ino) in seen:
            return
        seen.add((status.st_dev, status.st_ino))
        names = sorted(os.listdir(folder))
    except OSError as error:
        problem = ("unreadable", f"the folder cannot be listed: {error.strerror}; change its rights")
        yield Source(_clean_name(prefix.rstrip("/") or folder), folder, problem=problem)
        return
    for name in names:
        if name.startswith("."):
            continue
        path = os.path.join(folder, name)
        if os.path.isdir(path):
            yield from _from_folder(path, f"{prefix}{name}/", seen)
        else:
            yield from _from_file(path, prefix + name)


def _from_file(path: str, name: str) -> Iterator[Source]:
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        yield Source(_clean_name(name), path, problem=("unreadable", f"there is no such file: {error.strerror}; check the path"))
        return
    if not stat.S_ISREG(mode):  # reading a pipe would wait for ever
        yield Source(_clean_name(name), path, problem=("unsupported", "not a file but a pipe or a device; give a file, or - for standard input"))
        return
    yield from _from_bytes(path, (), name, name)


def _from_stdin() -> Iterator[Source]:
    from pipeline.reading import spool_stdin

    path = spool_stdin()
    yield from _from_bytes(path, (), "stdin", "stdin")


def _from_bytes(path: str, steps: tuple[Step, ...], name: str, telling: str) -> Iterator[Source]:
    """A file or member, its shown name and the name that tells its format in; itself or, of an archive, its members out."""
    base = telling.rsplit("/", 1)[-1].lower()
    extension = "warc.gz" if base.endswith(".warc.gz") else base.rpartition(".")[2] if "." in base else ""
    kind = kind_of(base)
    if kind is None and extension not in EXTENSIONS and extension not in ADVICE:
        kind = _container_inside(path, steps)
    if kind is None:
        yield Source(_clean_name(name), path, steps, EXTENSIONS.get(extension, ""), _unsupported(extension))
    elif _too_deep(steps, kind):
        problem = ("unsupported", f"archives nested deeper than {MAX_DEPTH} are not read; unpack the outer one")
        yield Source(_clean_name(name), path, steps, problem=problem)
    elif kind in ("gz", "bz2", "xz"):
        inner = inner_name(telling) if kind_of(base) else telling.replace(".", "_")
        yield from _from_bytes(path, (*steps, Step(kind, 0)), name, inner)
    else:
        yield from _from_archive(path, steps, name, kind)


def _too_deep(steps: tuple[Step, ...], kind: str) -> bool:
    """More than two archives in each other; a single packed file on top of them does not count, a chain of them does."""
    if kind in ("gz", "bz2", "xz"):
        return sum(step.kind == kind for step in steps) >= MAX_DEPTH
    return sum(step.kind.startswith(("zip", "tar")) for step in steps) >= MAX_DEPTH


def _from_archive(path: str, steps: tuple[Step, ...], name: str, kind: str) -> Iterator[Source]:
    for member in members(path, steps, kind):
        shown = f"{name}!{member.name}" if member.name else name
        if member.problem:
            yield Source(_clean_name(shown), path, steps, problem=member.problem)
        elif not _hidden(member.name):
            yield from _from_bytes(path, (*steps, Step(kind, member.index)), shown, member.name)


def _container_inside(path: str, steps: tuple[Step, ...]) -> str | None:
    try:
        with open_member(path, steps) as stream:
            return kind_by_content(stream.read(512))
    except (TooLarge, OSError, *BROKEN):
        return None  # reading it will say what is wrong


def _unsupported(extension: str) -> tuple[str, str] | None:
    what = ADVICE.get(extension)
    return ("unsupported", f"{what}; give its text as txt, html, json, csv or parquet") if what else None


def _hidden(name: str) -> bool:
    return any((part.startswith(".") and part.strip(".")) or part == "__MACOSX" for part in name.split("/"))


def _clean_name(name: str) -> str:
    """A name that a table can hold: bytes that are no UTF-8 are shown as \\xff."""
    return os.fsencode(name).decode("utf-8", "backslashreplace") if any("\ud800" <= char <= "\udfff" for char in name) else name
