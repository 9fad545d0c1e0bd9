"""One text, file or finished row in, its document out: what `svyazi run` does with an article, for a person who asks about one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pipeline import read
from pipeline.annotate import annotate
from pipeline.clean import clean
from pipeline.engines import Engine, load
from schemas.article import Article, Block, RawArticle, Reject
from schemas.document import Document

ENGINE = "packed"


@cache
def engine() -> Engine:
    """The engine, loaded once."""
    return load(ENGINE)


def documents(articles: Sequence[Article]) -> list[Document]:
    """Articles → documents, the engine called once for all."""
    return annotate(articles, engine())


def of_phrase(text: str, *, published: date | None = None, name: str = "phrase") -> Article:
    """A phrase or a few lines → an article whose every line is text: nothing of a phrase is taken for a menu or a headline."""
    text = text.strip()
    if not text:
        raise ValueError("the phrase is empty; give a sentence")
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line), "text"))
        at += len(line) + 1
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article("a" + sha256[:16], name, None, None, published, None, text, tuple(blocks), sha256, "utf-8")


def of_file(path: Path) -> list[Article]:
    """A file in any format that can be read → its articles, cleaned."""
    if not path.exists():
        raise FileNotFoundError(f"there is no {path}; give an article's file, or a phrase with --text")
    read_of = [one for source in read.list_sources([path]) for one in read.read_source(source)]
    bad = next((one for one in read_of if isinstance(one, Reject)), None)
    if bad is not None:
        raise ValueError(f"{bad.source} cannot be read: {bad.reason}: {bad.detail}")
    return [clean(one) for one in read_of if isinstance(one, RawArticle)]


def of_folder(folder: Path) -> list[Article]:
    """A folder → the articles that can be read, cleaned, in the order of a run."""
    sources = sorted(read.list_sources([folder]), key=lambda source: source.name)
    return [clean(one) for source in sources for one in read.read_source(source) if isinstance(one, RawArticle)]


def of_row(row: Mapping[str, Any]) -> Article:
    """A row of `articles` → the article as it was cleaned for the run."""
    raw = RawArticle(
        source=row["source"], text=row["text"], sha256=row["sha256"], encoding=row["encoding"] or "utf-8", url=row["url"], title=row["title"],
        published=row["published"], published_from=row["published_from"],
    )  # fmt: skip
    return clean(raw)
