"""Tables and records: JSON, JSON lines, CSV and TSV, parquet. All but JSON are read record by record."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from pipeline.archives import MAX_BYTES
from pipeline.encodings import decode, known
from pipeline.reading import Columns, Input, ReadOptions, article_of_record, columns_of, digest, digest_of_record, no_text_column
from schemas.article import RawArticle, Reject

LIST_KEYS = ("articles", "items", "data", "results", "news", "documents", "docs", "records", "rows", "posts", "entries", "response", "hits")
DELIMITERS = (",", ";", "\t", "|")
SAMPLE = 1 << 16
ROWS = 64


def read_json(opened: Input, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """A JSON file in, its articles out: one object, a list of them, or a list under a usual key such as "articles"."""
    data = opened.read()
    decoded = decode(data, declared=options.encoding)
    if decoded.problem:
        yield Reject(opened.name, decoded.problem, decoded.detail)
        return
    if not decoded.text.strip():
        yield Reject(opened.name, "empty", "there is nothing in it but white space")
        return
    try:
        tree = json.loads(decoded.text, strict=False)
    except RecursionError:
        yield Reject(opened.name, "bad_json", "its brackets nest too deep; give a list of objects")
        return
    except ValueError as error:
        if "Extra data" in str(error):  # JSON lines under the name of JSON
            yield from read_jsonl(opened, options)
        else:
            yield Reject(opened.name, "bad_json", f"it is no JSON: {error}; give one object, a list of objects, or one object a line")
        return
    records = _records(tree)
    if records is None and isinstance(tree, dict):
        yield _article(opened.name, tree, options, sha256=digest(data), encoding=decoded.encoding)
    elif not records:
        yield Reject(opened.name, "bad_json", "it holds no list of objects; give one object or a list of objects with a text each")
    else:
        for number, record in enumerate(records, 1):
            sha256 = digest(json.dumps(record, ensure_ascii=True, sort_keys=True).encode("ascii"))
            yield _article(f"{opened.name}#{number}", record, options, sha256=sha256, encoding=decoded.encoding)


def read_jsonl(opened: Input, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """JSON lines in, one article or reject per line out."""
    with opened.open() as stream:
        encoding = _encoding_of(stream, opened, options)
        if isinstance(encoding, Reject):
            yield encoding
            return
        number = 0
        for line in _lines(stream, encoding):
            if not line.strip(b"\xef\xbb\xbf \t\r\n"):
                continue
            number += 1
            yield _article_of_line(f"{opened.name}#{number}", line, encoding, options)
        if not number:
            yield Reject(opened.name, "empty", "there is nothing in it but white space")


def read_csv(opened: Input, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """A CSV or TSV file with a line of headings in, one article or reject per row out."""
    csv.field_size_limit(MAX_BYTES)
    with opened.open() as stream:
        encoding = _encoding_of(stream, opened, options)
        if isinstance(encoding, Reject):
            yield encoding
            return
        text = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
        first = text.readline(SAMPLE).lstrip("\ufeff")
        delimiter = max(DELIMITERS, key=first.count)
        heading = next(csv.reader([first], delimiter=delimiter), [])
        columns = columns_of(heading, options)
        if columns is None:
            yield no_text_column(opened.name, heading, options)
            return
        yield from _rows(csv.reader(_without_nul(text), delimiter=delimiter), heading, columns, opened.name, encoding)


def read_parquet(opened: Input, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """A parquet file in, one article or reject per row out; only the columns that are needed are read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        # neither reading ahead nor threads: one that lets go of Python's bytes while Python ends aborts the process
        file = pq.ParquetFile(io.BytesIO(opened.read()) if opened.steps else opened.path, pre_buffer=False)
        names = file.schema_arrow.names
        columns = columns_of(names, options)
        if columns is None:
            yield no_text_column(opened.name, names, options)
            return
        wanted = [name for name in (columns.text, columns.title, columns.url, columns.date) if name]
        number = 0
        for batch in file.iter_batches(batch_size=ROWS, columns=wanted, use_threads=False):
            for record in batch.to_pylist():
                number += 1
                sha256 = digest_of_record(*(record.get(name) for name in wanted))
                yield article_of_record(f"{opened.name}#{number}", record, columns, sha256=sha256, encoding="utf-8")
        if not number:
            yield Reject(opened.name, "empty", "the table has no rows")
    except pa.ArrowException as error:
        yield Reject(opened.name, "unreadable", f"it is no parquet or is cut short: {str(error).splitlines()[0]}; write it anew")


def _records(tree: object) -> list[Any] | None:
    """The list of records in a JSON tree, at most two keys deep."""
    if isinstance(tree, list):
        return tree
    if isinstance(tree, dict):
        for key in LIST_KEYS:
            inner = tree.get(key)
            if isinstance(inner, list) and any(isinstance(one, dict) for one in inner):
                return inner
            if isinstance(inner, dict) and (deeper := _records(inner)):
                return deeper
    return None


def _article(name: str, record: object, options: ReadOptions, *, sha256: str, encoding: str) -> RawArticle | Reject:
    if not isinstance(record, dict):
        return Reject(name, "bad_json", f"an object with a text is wanted, this is a {type(record).__name__}")
    columns = columns_of(record, options)
    if columns is None:
        return no_text_column(name, record, options)
    return article_of_record(name, record, columns, sha256=sha256, encoding=encoding)


def _article_of_line(name: str, line: bytes, encoding: str, options: ReadOptions) -> RawArticle | Reject:
    if len(line) > MAX_BYTES:
        return Reject(name, "too_large", f"a line of more than {MAX_BYTES >> 20} MiB; one article a line is wanted")
    try:
        record = json.loads(line.decode(encoding, "replace").strip("\ufeff \t\r\n"), strict=False)
    except (ValueError, RecursionError) as error:
        return Reject(name, "bad_json", f"the line is no JSON: {error}; one object a line is wanted")
    return _article(name, record, options, sha256=digest(line.strip()), encoding=encoding)


def _encoding_of(stream: IO[bytes], opened: Input, options: ReadOptions) -> str | Reject:
    """The encoding of a table: what a person says, or what its first lines look like."""
    if named := known(options.encoding):
        return named
    with opened.open() as peeked:
        sample = peeked.read(SAMPLE)
    if len(sample) == SAMPLE:
        sample = sample[: sample.rfind(b"\n") + 1] or sample[:-4]
    decoded = decode(sample)
    if decoded.problem:
        return Reject(opened.name, decoded.problem, decoded.detail)
    if len(sample) < SAMPLE and not decoded.text.strip():
        return Reject(opened.name, "empty", "there is nothing in it but white space")
    return decoded.encoding


def _lines(stream: IO[bytes], encoding: str) -> Iterator[bytes]:
    """Lines of bytes, a too long one only once and cut; of UTF-16 whole lines too, though a line end there is two bytes."""
    if encoding.startswith(("utf-16", "utf-32")):
        for text in io.TextIOWrapper(stream, encoding, errors="replace", newline="\n"):
            yield text.encode(encoding, "replace")
        return
    while line := stream.readline(MAX_BYTES + 1):
        yield line
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES + 1)
            if len(line) <= MAX_BYTES:
                break


def _rows(reader: Iterator[list[str]], heading: list[str], columns: Columns, name: str, encoding: str) -> Iterator[RawArticle | Reject]:
    number = 0
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield Reject(f"{name}#{number + 1}", "unreadable", f"the rows from here on cannot be told apart: {error}; check its quotes")
            return
        if row is None:
            break
        if not any(cell.strip() for cell in row):
            continue
        number += 1
        record: Mapping[str, object] = dict(zip(heading, row, strict=False))
        yield article_of_record(f"{name}#{number}", record, columns, sha256=digest_of_record(*row), encoding=encoding)
    if not number:
        yield Reject(name, "empty", "the table has no rows")


def _without_nul(lines: Iterator[str]) -> Iterator[str]:
    return (line.replace("\x00", " ") if "\x00" in line else line for line in lines)
