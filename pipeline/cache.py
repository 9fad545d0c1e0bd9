"""The annotation cache: what the engine and the scanners say of a text, kept on disk, so that changed rules need no new annotation.

An entry's name is a hash of the text, its blocks, its day of publication, and of everything that annotates it: the code, the data
files, the libraries, the engine. So an entry is never out of date; it is only no longer asked for. Entries are JSON, squeezed, with a
checksum before them: one that is damaged counts as missing. When the file is full, the oldest entries go.
"""

from __future__ import annotations

import functools
import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from pathlib import Path
from typing import Any, cast

from pipeline.gate import Annotate, Blocks
from schemas.article import Article
from schemas.document import Document, Entity, Feats, Sentence, Token
from schemas.values import Change, DateSpan, Money, Percent, Place, Quantity

FILE = "annotations.sqlite"
MEGABYTE = 1_000_000
LARGEST = 1000  # megabytes
VALUES = {"dates": DateSpan, "money": Money, "percents": Percent, "changes": Change, "quantities": Quantity, "places": Place}
# Fields of values that are kept as text. Their annotations would tell, but a compiled class has none.
READERS: dict[str, Callable[[str], Any]] = {"first": date.fromisoformat, "last": date.fromisoformat, "value": Decimal, "high": Decimal, "percent": Decimal}
CHECKSUM = 16
OLDEST = "DELETE FROM entries WHERE rowid IN (SELECT rowid FROM entries ORDER BY rowid LIMIT 1 + (SELECT count(*) FROM entries) / 10)"
WAIT = 10.0  # seconds, while another worker writes


@dataclass(slots=True)
class Cache:
    """A file of entries in a folder. Each process opens it for itself: a connection does not survive a fork."""

    folder: Path
    version: str
    megabytes: int = LARGEST
    _connection: sqlite3.Connection | None = None
    _process: int = -1

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The entries that are there and whole; none of them where the file cannot be read."""
        with suppress(sqlite3.Error):
            marks = ",".join("?" * len(keys))
            rows = self._open().execute(f"SELECT key, entry FROM entries WHERE key IN ({marks})", keys).fetchall()
            return {key: entry[CHECKSUM:] for key, entry in rows if checksum(entry[CHECKSUM:]) == entry[:CHECKSUM]}
        return {}

    def put(self, entries: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep entries; where the file cannot be written they are lost, and nothing else."""
        with suppress(sqlite3.Error):
            connection = self._open()
            with connection:
                connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?)", [(key, checksum(entry) + entry) for key, entry in entries])
            self._shrink(connection)

    def _open(self) -> sqlite3.Connection:
        if self._connection is None or self._process != os.getpid():
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                self._connection = _connect(self.folder / FILE)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                (self.folder / FILE).unlink(missing_ok=True)  # not a database any more
                self._connection = _connect(self.folder / FILE)
            self._process = os.getpid()
        return self._connection

    def _shrink(self, connection: sqlite3.Connection) -> None:
        """Drop the oldest tenth for as long as the file is too large; its pages are used again."""
        (pages,), (free,), (size,) = (connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "freelist_count", "page_size"))
        if (pages - free) * size > self.megabytes * MEGABYTE:
            with connection:
                connection.execute(OLDEST)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = OFF")  # a power cut may lose entries; a damaged one is not believed
    connection.execute("CREATE TABLE IF NOT EXISTS entries (key BLOB UNIQUE, entry BLOB)")
    return connection


def cached(annotate: Annotate, cache: Cache) -> Annotate:
    """`annotate` → the same, asking the cache first."""

    def annotate_cached(articles: Sequence[Article], *, only: Sequence[Blocks | None] | None = None) -> Sequence[Document]:
        wanted = only if only is not None else [None] * len(articles)
        keys = [key_of(article, some, cache.version) for article, some in zip(articles, wanted, strict=True)]
        known = cache.get(list(dict.fromkeys(keys)))
        found = [_decoded(known.get(key), article) for key, article in zip(keys, articles, strict=True)]
        missing = [i for i, document in enumerate(found) if document is None]
        fresh = annotate([articles[i] for i in missing], only=[wanted[i] for i in missing]) if missing else ()
        cache.put([(keys[i], encode(document)) for i, document in zip(missing, fresh, strict=True)])
        made = dict(zip(missing, fresh, strict=True))
        return [document if document is not None else made[i] for i, document in enumerate(found)]

    return annotate_cached


def key_of(article: Article, only: Blocks | None, version: str) -> bytes:
    """What decides an annotation → 16 bytes."""
    blocks = [(block.start, block.stop, block.kind) for block in article.blocks]
    rest = repr((version, blocks, article.published, None if only is None else sorted(only)))
    return checksum(rest.encode() + b"\0" + article.text.encode("utf-8", "surrogatepass"))


def checksum(data: bytes) -> bytes:
    return blake2b(data, digest_size=CHECKSUM).digest()


def encode(document: Document) -> bytes:
    """A document → bytes without its article: words are not kept, they stand in the text, but for those that were read in other letters."""
    text = document.article.text
    names: dict[Any, int] = {}  # parts of speech with features, relations and kinds of blocks: few and long, so each is told once
    sentences = [
        [
            names.setdefault(sentence.block, len(names)),
            *([getattr(token, name) for token in sentence.tokens] for name in ("start", "stop", "lemma", "head")),
            [names.setdefault((token.pos, *token.feats), len(names)) for token in sentence.tokens],
            [names.setdefault(token.rel, len(names)) for token in sentence.tokens],
            [[i, token.text] for i, token in enumerate(sentence.tokens) if token.text != text[token.start : token.stop]],
        ]
        for sentence in document.sentences
    ]
    entities = [[entity.start, entity.stop, entity.type] for entity in document.entities]
    values = {name: [[_plain(getattr(value, one.name)) for one in fields(kind)] for value in getattr(document, name)] for name, kind in VALUES.items()}
    spans = [[sentence.start, sentence.stop] for sentence in document.sentences]
    return zlib.compress(json.dumps([list(names), sentences, spans, entities, values], ensure_ascii=True, separators=(",", ":")).encode(), 1)


def decode(data: bytes, article: Article) -> Document:
    """Bytes and the article they belong to → the document."""
    names, sentences, spans, entities, values = json.loads(zlib.decompress(data))
    names = [name if isinstance(name, str) else (name[0], Feats(*name[1:])) for name in names]
    text = article.text
    return Document(
        article,
        tuple(_sentence(text, names, span, columns) for span, columns in zip(spans, sentences, strict=True)),
        tuple(Entity(*entity) for entity in entities),
        **{name: tuple(_value(kind, value) for value in values[name]) for name, kind in VALUES.items()},
    )


def _sentence(text: str, names: list[Any], span: list[int], columns: list[Any]) -> Sentence:
    block, *of_tokens, read = columns
    words = dict(read)
    tokens = []
    for i, (start, stop, lemma, head, tag, rel) in enumerate(zip(*of_tokens, strict=True)):
        pos, feats = names[tag]
        tokens.append(Token(start, stop, words.get(i) or text[start:stop], lemma, pos, feats, head, names[rel]))
    return Sentence(span[0], span[1], tuple(tokens), names[block])


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal | date) else value


def _value(kind: type[Any], raw: list[Any]) -> Any:
    return kind(*(read(one) if read and one is not None else one for read, one in zip(_readers(cast(Hashable, kind)), raw, strict=True)))


@functools.cache
def _readers(kind: Any) -> tuple[Any, ...]:
    """Money → (None, …, Decimal, …): how each field is read back from text."""
    return tuple(READERS.get(one.name) for one in fields(kind))


def _decoded(data: bytes | None, article: Article) -> Document | None:
    try:
        return None if data is None else decode(data, article)
    except (ValueError, TypeError, IndexError, KeyError, zlib.error, ArithmeticError):
        return None
