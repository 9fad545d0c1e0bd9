"""Files that hold one article: plain text, Markdown, an HTML page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.encodings import Decoded, decode
from pipeline.reading import Input, ReadOptions, digest, sniff_text
from schemas.article import RawArticle, Reject

META_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,20})|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{2,20})""", re.IGNORECASE)


def read_text(opened: Input, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """A text file in, one raw article out; a page saved under the name .txt is read as the page that it is."""
    data = opened.read()
    decoded = decode(data, declared=options.encoding)
    if not decoded.problem and sniff_text(decoded.text) == "html":
        yield from read_html(opened, options)
    else:
        yield _refused(opened.name, decoded) or RawArticle(opened.name, decoded.text, digest(data), decoded.encoding)


def read_html(opened: Input, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """An HTML page in, one raw article out: its readable text, address, title and date."""
    data = opened.read()
    yield article_of_page(opened.name, data, declared=options.encoding)


def article_of_page(name: str, data: bytes, *, declared: str | None = None, url: str | None = None) -> RawArticle | Reject:
    """The bytes of a page in, its article out; `declared` is the charset of the HTTP header, `url` where the page came from."""
    from pipeline.readers_html import read_page

    decoded = decode(data, declared=declared or declared_charset(data))
    refused = _refused(name, decoded)
    if refused:
        return refused
    page = read_page(decoded.text, url=url)
    if not page.text:
        return Reject(name, "no_text", "the page has no article: only menus, lists of links or a script; give the page of one article")
    return RawArticle(name, page.text, digest(data), decoded.encoding, page.url, page.title, page.published, page.published_from)


def declared_charset(data: bytes) -> str | None:
    """A page's bytes in, the charset that it declares out: b'<meta charset="windows-1251">' → "windows-1251"."""
    found = META_CHARSET.search(data[:4096])
    return (found[1] or found[2]).decode("ascii") if found else None


def _refused(name: str, decoded: Decoded) -> Reject | None:
    if decoded.problem:
        return Reject(name, decoded.problem, decoded.detail)
    if not decoded.text.strip("\ufeff \t\r\n\xa0\u200b"):
        return Reject(name, "empty", "there is nothing in it but white space")
    return None
