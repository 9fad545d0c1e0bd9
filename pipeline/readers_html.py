"""HTML to readable text: the article of a page, one block per line, its letters as they stand.

The page is walked once into lines, each with its element. Elements with a furniture name are left out unless they hold
half of the page's prose; the article is the smallest element that holds most of the prose left; its headline stands first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipeline.clean_phrases import boilerplate
from pipeline.clean_dates import date_in_url, find_date
from pipeline.html_metadata import Metadata, read_metadata

SKIPPED = frozenset(
    "script style noscript template svg iframe nav footer aside button figcaption menu dialog select option object video audio canvas head textarea input map".split()
)
BLOCKS = frozenset(
    "p div li ul ol h1 h2 h3 h4 h5 h6 article section main header blockquote table tbody thead tr dl dt dd figure pre address body center form fieldset details summary hr".split()
)
WORD = re.compile(r"[a-z]+|[A-Z][a-z]*|[а-яё]+", re.ASCII | re.IGNORECASE)
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-zА-Яа-яЁё]+")
SPACES = re.compile(r"[ \t\r\n\f]+")
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\ufeff]")
SENTENCE_END = (".", "!", "?", "…", "»", '"', "”", ":", ";")
HIDDEN_ROLES = frozenset(("navigation", "complementary", "banner", "contentinfo", "search", "dialog", "menu"))
MOST = 0.7


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: `text` is empty where there is no article."""

    text: str
    url: str | None = None
    title: str | None = None
    published: date | None = None
    published_from: str | None = None


@dataclass(slots=True)
class _Element:
    parent: int
    tag: str
    furniture: bool
    body: bool
    prose: int = 0
    headline: bool = False
    left_out: bool = False


@dataclass(slots=True)
class _Line:
    """A line under construction; `element` is the block element that holds it."""

    element: int
    tag: str
    text: str
    linked: int

    @property
    def prose(self) -> int:
        """Its weight as prose: nothing for a link or a short phrase."""
        length = len(self.text)
        return length if length >= 60 and self.linked < length * 0.4 and (length >= 160 or self.text.endswith(SENTENCE_END)) else 0

    @property
    def teaser(self) -> bool:
        """A line that is a link, and no sentence."""
        return self.linked >= len(self.text) * 0.6 and not (len(self.text) > 120 and self.text.endswith((".", "!", "?")))


@dataclass(slots=True)
class _Walk:
    elements: list[_Element] = field(default_factory=list)
    lines: list[_Line] = field(default_factory=list)
    times: list[tuple[int, str]] = field(default_factory=list)


def read_page(html: str, *, url: str | None = None) -> Page:
    """The decoded source of a page in, its article as text and what the page says about it out.

    read_page("<h1>Визит</h1><p>Делегация прибыла в Минск…") → Page("Визит\\nДелегация прибыла в Минск…", title="Визит", …)
    """
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(html)
    metadata = read_metadata(tree)
    walk = _walk(tree.body)
    _leave_out_furniture(walk)
    body = _article_element(walk)
    inside = [number for number, line in enumerate(walk.lines) if _under(walk, line.element, body)]
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

    walk = _walk(HTMLTree.parse(html).body)
    _leave_out_furniture(walk)
    return "\n".join(line.text for line in walk.lines if not walk.elements[line.element].left_out)


def _walk(root: Any) -> _Walk:
    """Go through the tree without recursion (a hostile page nests a hundred thousand deep) and cut it into lines."""
    walk = _Walk([_Element(-1, "body", False, False)])
    if root is None:
        return walk
    names = boilerplate().html_names
    parts: list[str] = []
    linked = 0
    owner, block, links = 0, "body", 0
    node = root.first_child
    closing: list[tuple[Any, int, str, int]] = []

    def end_line() -> None:
        nonlocal linked
        text = SPACES.sub(" ", INVISIBLE.sub("", "".join(parts))).strip(" \xa0")
        if text and text != "-":
            walk.lines.append(_Line(owner, block, text, min(linked, len(text))))
        parts.clear()
        linked = 0

    while node is not None or closing:
        if node is None:
            finished, outer, outer_block, outer_links = closing.pop()
            if finished.tag in BLOCKS:
                end_line()
            owner, block, links = outer, outer_block, outer_links
            node = finished.next
            continue
        tag = node.tag
        if tag == "#text":
            parts.append(node.text)
            linked += len(node.text.strip()) if links else 0
        elif tag == "br":
            end_line()
        elif tag == "time" or (tag != "#comment" and node.getattr("itemprop") == "datePublished"):
            walk.times.append((len(walk.lines), node.getattr("datetime") or node.getattr("content") or node.text))
        if not tag.startswith("#") and tag not in SKIPPED and node.first_child is not None and not _hidden(node):
            closing.append((node, owner, block, links))
            if tag in BLOCKS:
                end_line()
                walk.elements.append(_Element(owner, tag, _is_furniture(node, names), node.getattr("itemprop") == "articleBody"))
                owner, block = len(walk.elements) - 1, tag
                if tag == "li":
                    parts.append("- ")
            elif tag in ("td", "th"):
                parts.append(" ")
            elif tag == "span" and _is_furniture(node, names):
                walk.elements.append(_Element(owner, tag, True, False))
            links += tag == "a"
            node = node.first_child
        else:
            node = node.next
    end_line()
    return walk


def _hidden(node: Any) -> bool:
    if node.hasattr("hidden") or node.getattr("role") in HIDDEN_ROLES or node.getattr("aria-hidden") == "true":
        return True
    style = node.getattr("style")
    return bool(style) and "display:none" in style.replace(" ", "").lower()


def _is_furniture(node: Any, names: frozenset[str]) -> bool:
    """Its class or id holds a furniture word: class="block-related" → related."""
    label = f"{node.getattr('class') or ''} {node.getattr('id') or ''}"
    return label != " " and not names.isdisjoint(word.lower() for word in CAMEL.split(label[:500]))


def _leave_out_furniture(walk: _Walk) -> None:
    elements = walk.elements
    for line in walk.lines:
        elements[line.element].prose += line.prose
        elements[line.element].headline |= line.tag == "h1"
    for element in reversed(elements[1:]):
        elements[element.parent].prose += element.prose
        elements[element.parent].headline |= element.headline
    half = elements[0].prose / 2
    for element in elements[1:]:
        small = element.prose < half and not element.headline
        element.left_out = elements[element.parent].left_out or (element.furniture and (small or not half))


def _article_element(walk: _Walk) -> int:
    """The smallest element with most of the prose; a marked article body or a single <article> is believed with less."""
    elements = walk.elements
    kept = [0] * len(elements)
    for line in walk.lines:
        if not elements[line.element].left_out:
            kept[line.element] += line.prose
    for number in range(len(elements) - 1, 0, -1):
        kept[elements[number].parent] += kept[number]
    marked = [number for number, element in enumerate(elements) if element.body and kept[number] >= 140]
    if marked:
        return max(marked, key=lambda number: kept[number])
    articles = [number for number, element in enumerate(elements) if element.tag == "article" and kept[number] > kept[0] * 0.4]
    start = articles[0] if len(articles) == 1 else 0
    return max((number for number in range(start, len(elements)) if kept[number] >= kept[start] * MOST and _under(walk, number, start)), default=0)


def _under(walk: _Walk, element: int, ancestor: int) -> bool:
    while element > ancestor:
        element = walk.elements[element].parent
    return element == ancestor


def _headline(walk: _Walk, metadata: Metadata) -> int | None:
    """The number of the <h1> that is the headline: of several the one that is most like the page's title."""
    candidates = [number for number, line in enumerate(walk.lines) if line.tag == "h1" and len(line.text) >= 8]
    wanted = set((metadata.title or "").casefold().split())
    return max(candidates, key=lambda number: (len(wanted & set(walk.lines[number].text.casefold().split())), -number), default=None)


def _chosen_lines(walk: _Walk, inside: list[int], headline: int | None) -> list[int]:
    """The lines of the article: from its headline (with a date shortly above it) to the end of its element, without teasers."""
    first, last = (inside[0], inside[-1]) if inside else (0, -1)
    if headline is not None and headline <= last and (headline > first or first - headline <= 12):
        dated = [number for number in range(max(0, headline - 4), headline) if _is_date(walk.lines[number].text)]
        numbers = [headline, *dated, *range(headline + 1, last + 1)]
    else:
        numbers = inside
    return [number for number in numbers if number == headline or not (walk.elements[walk.lines[number].element].left_out or walk.lines[number].teaser)]


def _is_date(text: str) -> bool:
    return len(text) < 60 and find_date(text) is not None


def _published(metadata: Metadata, walk: _Walk, headline: int | None, url: str | None) -> tuple[date | None, str | None]:
    if metadata.published:
        return metadata.published, metadata.published_from
    after = (headline or 0) - 12
    for number, value in walk.times:
        found = find_date(value)
        if number >= after and found:
            return found.day, "time"
    day = date_in_url(url)
    return (day, "url") if day else (None, None)
