"""Articles: from raw input to clean text with a marked body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of Unicode code points in `Article.text`."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph of the body; a hard boundary for sentences and entities.

    `kind` is "title", "lead", "text", "item" (a bullet or list line) or "quote".
    """

    start: int
    stop: int
    kind: str


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One article as the reader found it: decoded text and what the container said about it.

    `source` is the path inside the input folder, `archive!member` in an archive, with `#n` for the
    n-th record of a file that holds several. `sha256` is the hash of the bytes it came from.
    """

    source: str
    text: str
    sha256: str
    encoding: str
    url: str | None = None
    title: str | None = None
    published: date | None = None
    published_from: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article after cleaning. `text` is the whole decoded text and never changes again.

    `blocks` are the parts of the text that are the article itself, in reading order; everything else
    is furniture. `dateline` is the span of the agency line («Пенза, 19 ноября 2025. PenzaNews.»).
    """

    article_id: str
    source: str
    url: str | None
    title: str | None
    published: date | None
    published_from: str | None
    text: str
    blocks: tuple[Block, ...]
    sha256: str
    encoding: str
    dateline: Span | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """One input that could not be read: where, why (a short stable code) and in a person's words."""

    source: str
    reason: str
    detail: str
