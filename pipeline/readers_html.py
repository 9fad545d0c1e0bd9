"""HTML to readable text: the article of a page, one block per line, its letters as they stand.

The page is walked once into lines, each with its element. Elements with a furniture name are left out unless they hold
half of the page's prose; the article is the smallest element that holds most of the prose left; its headline stands first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.clean_dates import date_in_url, find_date
from pipeline.html_metadata import Metadata, read_metadata
from pipeline.html_walk import Walk

MOST = 0.7


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: `text` is empty where there is no article."""

    text: str
    url: str | None = None
    title: str | None = None
    published: date | None = None
    published_from: str | None = None


def read_page(html: str, *, url: str | None = None) -> Page:
    """The decoded source of a page in, its article as text and what the page says about it out.

    read_page("<h1>Визит</h1><p>Делегация прибыла в Минск…") → Page("Визит\\nДелегация прибыла в Минск…", title="Визит", …)
    """
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(html)
    metadata = read_metadata(tree)
    walk = Walk(tree.body)
    body = _article_element(walk)
    inside = [number for number, line in enumerate(walk.lines) if walk.under(line.element, body)]
    headline = _headline(walk, metadata)
    chosen = _chosen_lines(walk, inside, headline)
    if sum(len(walk.lines[number].text) for number in chosen if number != headline) < 40:
        return Page("")
    title = walk.lines[headline].text if headline is not None else metadata.title
    texts = [walk.lines[number].text for number in chosen if number != headline]
    if title and (not texts or " ".join(texts[0].split()) != title):
        texts.insert(0, title)
    address = url or metadata.url
    published, published_from = _published(metadata, walk, headline, address)
    return Page("\n".join(texts), address, title, published, published_from)


def text_of_fragment(html: str) -> str:
    """A piece of HTML from a feed or a table in, its text out, nothing left out but furniture: "<p>Один<p>Два" → "Один\\nДва"."""
    from resiliparse.parse.html import HTMLTree

    walk = Walk(HTMLTree.parse(html).body)
    return "\n".join(line.text for line in walk.lines if not walk.left_out(line))


def _article_element(walk: Walk) -> int:
    """The smallest element with most of the prose; a marked article body or a single <article> is believed with less."""
    elements = walk.elements
    kept = [0] * len(elements)
    for line in walk.lines:
        if not walk.left_out(line):
            kept[line.element] += line.prose
    for number in range(len(elements) - 1, 0, -1):
        kept[elements[number].parent] += kept[number]
    marked = [number for number, element in enumerate(elements) if element.body and kept[number] >= 140]
    if marked:
        return max(marked, key=lambda number: kept[number])
    articles = [number for number, element in enumerate(elements) if element.tag == "article" and kept[number] > kept[0] * 0.4]
    start = articles[0] if len(articles) == 1 else 0
    return max((number for number in range(start, len(elements)) if kept[number] >= kept[start] * MOST and walk.under(number, start)), default=0)


def _headline(walk: Walk, metadata: Metadata) -> int | None:
    """The number of the <h1> that is the headline: of several the one that is most like the page's title."""
    candidates = [number for number, line in enumerate(walk.lines) if line.tag == "h1" and len(line.text) >= 8]
    wanted = set((metadata.title or "").casefold().split())
    return max(candidates, key=lambda number: (len(wanted & set(walk.lines[number].text.casefold().split())), -number), default=None)


def _chosen_lines(walk: Walk, inside: list[int], headline: int | None) -> list[int]:
    """The lines of the article: from its headline (with a date shortly above it) to the end of its element, without teasers."""
    first, last = (inside[0], inside[-1]) if inside else (0, -1)
    if headline is not None and headline <= last and (headline > first or first - headline <= 12):
        dated = [number for number in range(max(0, headline - 4), headline) if _is_date(walk.lines[number].text)]
        numbers = [headline, *dated, *range(headline + 1, last + 1)]
    else:
        numbers = inside
    return [number for number in numbers if number == headline or not (walk.left_out(walk.lines[number]) or walk.lines[number].teaser)]


def _is_date(text: str) -> bool:
    return len(text) < 60 and find_date(text) is not None


def _published(metadata: Metadata, walk: Walk, headline: int | None, url: str | None) -> tuple[date | None, str | None]:
    if metadata.published:
        return metadata.published, metadata.published_from
    after = (headline or 0) - 12
    for number, value in walk.times:
        found = find_date(value)
        if number >= after and found:
            return found.day, "time"
    day = date_in_url(url)
    return (day, "url") if day else (None, None)
