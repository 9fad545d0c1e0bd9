"""What the readers share: an opened input, the options, records turned into raw articles."""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import IO

from pipeline.archives import Step, open_member, read_member
from pipeline.clean_dates import date_in_url, date_of_value
from pipeline.encodings import decode, sound
from schemas.article import RawArticle, Reject

HEAD = 4096
TAG = re.compile(r"<(?:p|br|div|span|strong|b|em|i|a|h[1-6]|ul|ol|li|table|img|blockquote|article|section)\b[^<>]*>|</p>", re.IGNORECASE)

COLUMNS = {
    "text": """text body content article article_text articlebody full_text fulltext content_html content_text maintext raw_text текст содержание
        статья тело""",
    "title": "title headline heading header name заголовок название",
    "url": "url link href permalink uri source_url canonical_url ссылка адрес",
    "date": """date published pubdate pub_date published_at publish_date published_time date_published datepublished publication_date datetime
        created_at created time timestamp дата дата_публикации опубликовано""",
}
USUAL_NAMES = frozenset(name for names in COLUMNS.values() for name in names.split()) | {"id", "source", "author", "category", "tags", "lang"}


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person may say about the input; None means: find it out."""

    text_column: str | None = None
    title_column: str | None = None
    url_column: str | None = None
    date_column: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """One file or archive member, ready to be opened."""

    name: str
    path: str
    steps: tuple[Step, ...]

    def open(self) -> IO[bytes]:
        return open_member(self.path, self.steps)

    def read(self) -> bytes:
        return read_member(self.path, self.steps)

    def head(self) -> bytes:
        with self.open() as stream:
            return stream.read(HEAD)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column or key of a record holds what."""

    text: str
    title: str | None
    url: str | None
    date: str | None


def sniff(head: bytes) -> str:
    """The first bytes of an input without a telling name in, its format out: b"<!DOCTYPE html>…" → "html"."""
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith((b"WARC/1", b"\x1f\x8b")):
        return "warc"
    return sniff_text(decode(head).text)


def sniff_text(text: str) -> str:
    """The beginning of a text in, its format out: "{\\"title\\": …" → "json"."""
    text = text.lstrip("\ufeff \t\r\n")
    start = text[:2000].lower()
    if start.startswith("<"):
        if re.match(r"<!doctype html|<(?:html|head|body)\b", start) or "<html" in start:
            return "html"
        return "feed" if re.search(r"<(?:rss|feed|rdf:rdf)\b", start) else "text"
    first, _, rest = text.partition("\n")
    if re.match(r'\{\s*"', start):
        return "jsonl" if first.rstrip().endswith("}") and rest.lstrip().startswith("{") else "json"
    if re.match(r'\[\s*\{\s*"', start):
        return "json"
    heading = {name.strip(' "').lower() for name in re.split(r"[,;\t|]", first[:500])}
    return "csv" if len(heading) > 1 and heading & set(COLUMNS["text"].split()) and heading <= USUAL_NAMES else "text"


def spool_stdin() -> str:
    """Standard input in, the path of a temporary file that holds it out, so that other processes can read it too; it goes when we go."""
    handle, path = tempfile.mkstemp(prefix="svyazi-stdin-")
    atexit.register(_forget, path, os.getpid())
    with os.fdopen(handle, "wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file, 1 << 20)
    return path


def _forget(path: str, owner: int) -> None:
    if os.getpid() == owner:  # a forked worker must not take it from under the others
        with contextlib.suppress(OSError):
            os.unlink(path)


def digest(data: bytes) -> str:
    """Bytes in, sha256 in hex out."""
    return hashlib.sha256(data).hexdigest()


def columns_of(names: Iterable[str], options: ReadOptions) -> Columns | None:
    """The names of columns in, what they hold out, or None without a column of text: ["Заголовок", "Текст"] → Columns("Текст", "Заголовок", None, None)."""
    listed = list(names)
    usual = {name.strip().lower().replace(" ", "_").replace("-", "_"): name for name in reversed(listed)}

    def pick(kind: str, named: str | None) -> str | None:
        if named is not None:
            return named if named in listed else None
        return next((usual[word] for word in COLUMNS[kind].split() if word in usual), None)

    text = pick("text", options.text_column)
    if text is None:
        return None
    return Columns(text, pick("title", options.title_column), pick("url", options.url_column), pick("date", options.date_column))


def no_text_column(name: str, found: Iterable[str], options: ReadOptions) -> Reject:
    """The reject row of a table or record without a column of text."""
    wanted = f"no column «{options.text_column}»" if options.text_column else "no column named text, body, content or текст"
    listed = ", ".join(sorted(map(str, found))[:20])
    return Reject(name, "no_text_column", f"{wanted}; there are: {listed or 'none'}; name the right one with text_column")


def article_of_record(name: str, record: Mapping[str, object], columns: Columns, *, sha256: str, encoding: str) -> RawArticle | Reject:
    """One record of a table in, one raw article out; its title becomes the first line of the text where the text does not begin with it."""
    title = _words(record.get(columns.title)) if columns.title else ""
    text = _words(record.get(columns.text))
    if not text.strip():
        return Reject(name, "empty", f"the field «{columns.text}» is empty; there is nothing to read in this record")
    url = _words(record.get(columns.url)).strip() if columns.url else ""
    published = date_of_value(record.get(columns.date)) if columns.date else None
    published_from = f"field:{columns.date}" if published else None
    if not published and (published := date_in_url(url)):
        published_from = "url"
    return RawArticle(
        source=name,
        text=with_title(title, text),
        sha256=sha256,
        encoding=encoding,
        url=url or None,
        title=" ".join(title.split()) or None,
        published=published,
        published_from=published_from,
    )


def with_title(title: str, text: str) -> str:
    """A title and a text in, the text that begins with its title out."""
    title = " ".join(title.split())
    opening = " ".join(text[: len(title) * 2 + 200].split())
    return text if not title or opening.casefold().startswith(title.casefold()) else f"{title}\n\n{text}"


def digest_of_record(*values: object) -> str:
    """The fields of a record that has no bytes of its own (a row of a table) in, a stable sha256 out."""
    return digest(json.dumps([None if value is None else str(value) for value in values], ensure_ascii=True).encode("ascii"))


def _words(value: object) -> str:
    """A field in, its text out: a list of paragraphs becomes lines, HTML becomes readable text."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "\n".join(_words(one) for one in value)
    if isinstance(value, Mapping):
        return "\n".join(_words(one) for one in value.values() if isinstance(one, str))
    text = sound(str(value))
    if "<" in text and TAG.search(text):
        from pipeline.readers_html import text_of_fragment

        return text_of_fragment(text)
    return text
