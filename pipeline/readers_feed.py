"""Collections of pages: RSS and Atom feeds, and WARC files of a crawler."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from pipeline.archives import MAX_BYTES
from pipeline.encodings import decode
from pipeline.readers_plain import article_of_page, declared_charset
from pipeline.reading import Columns, Input, ReadOptions, article_of_record, digest_of_record
from schemas.article import RawArticle, Reject

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

PROLOG = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,500}>", re.IGNORECASE)
NAMED_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z]{2,8});")
BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,8};)")
# The fullest first: Russian feeds carry the whole text for aggregators beside a two-line description.
TEXTS = ("full-text", "turbo:content", "encoded", "content", "fulltext", "description", "summary")
DATES = ("pubdate", "published", "date", "issued", "updated", "modified")
HTML_TYPES = ("text/html", "application/xhtml+xml")


def read_feed(opened: Input, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """An RSS or Atom feed in, one article per item out, with its fullest text."""
    data = opened.read()
    decoded = decode(data, declared=options.encoding or declared_charset(data))
    if decoded.problem:
        yield Reject(opened.name, decoded.problem, decoded.detail)
        return
    root = _parsed(PROLOG.sub("", decoded.text, count=1))
    if root is None:
        yield Reject(opened.name, "unreadable", "its XML is broken; give the feed as its server sends it")
        return
    items = [node for node in root.iter() if _local(node) in ("item", "entry")]
    if not items:
        yield Reject(opened.name, "no_text", "XML without <item> or <entry>; give an RSS or Atom feed")
    for number, item in enumerate(items, 1):
        record = _record(item)
        columns = Columns("text", "title", "url", "date")
        sha256 = digest_of_record(*record.values())
        article = article_of_record(f"{opened.name}#{number}", record, columns, sha256=sha256, encoding=decoded.encoding)
        yield article


def read_warc(opened: Input, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """A WARC file in, one article per HTML response out; other responses are rejects."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with opened.open() as stream:
        number = 0
        for number, record in enumerate(ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True, auto_decode="all"), 1):
            yield _page(f"{opened.name}#{number}", record)
        if not number:
            yield Reject(opened.name, "empty", "there is no response record in it; give a WARC file with pages")


def _page(name: str, record: WarcRecord) -> RawArticle | Reject:
    url = record.headers.get("WARC-Target-URI")
    kind = (record.http_content_type or "").lower()
    status = record.http_headers.status_code if record.http_headers else None
    if status is not None and status != 200:
        return Reject(name, "unsupported", f"{url}: the server answered {status}; only pages that came are read")
    if kind not in HTML_TYPES:
        return Reject(name, "unsupported", f"{url}: {kind or 'no content type'}; only HTML responses are read")
    data = record.reader.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return Reject(name, "too_large", f"{url}: more than {MAX_BYTES >> 20} MiB")
    return article_of_page(name, data, declared=record.http_charset, url=url)


def _parsed(text: str) -> ElementTree.Element | None:
    """XML in, its root out; feeds often carry HTML's entities and bare ampersands, so a second try mends these."""
    for attempt in (text, _mended(text)):
        try:
            return ElementTree.fromstring(attempt)
        except ElementTree.ParseError:
            continue
    return None


def _mended(text: str) -> str:
    from html.entities import html5

    text = NAMED_ENTITY.sub(lambda match: html5.get(match[1] + ";", " "), DOCTYPE.sub("", text, count=1))
    return BARE_AMPERSAND.sub("&amp;", text)


def _record(item: ElementTree.Element) -> dict[str, object]:
    """An item in, its text, title, address and date out."""
    fields: dict[str, str] = {}
    for node in item:
        name = _local(node)
        value = "".join(node.itertext()).strip()
        if name == "link" and not value and node.get("rel", "alternate") == "alternate":
            value = node.get("href", "")
        fields[name] = max(fields.get(name, ""), value, key=len) if name in TEXTS else fields.get(name) or value
    text = next((fields[name] for name in TEXTS if fields.get(name)), "")
    date = next((fields[name] for name in DATES if fields.get(name)), None)
    return {"text": text, "title": fields.get("title"), "url": fields.get("link") or fields.get("guid"), "date": date}


def _local(node: ElementTree.Element) -> str:
    return str(node.tag).rpartition("}")[2].lower()
