"""HTML to readable text: the article of a page, one block per line, its letters as they stand.

The page is walked once into lines, each with its element. Elements with a furniture name are left out unless they hold
half of the page's prose; the article is the smallest element that holds most of the prose left; its headline stands first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.clean_dates import date_in_url, find_date
from pipeline.clean_phrases import boilerplate, folded, phrase_of
from pipeline.html_metadata import Metadata, read_metadata

SKIPPED = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "nav",
        "footer",
        "aside",
        "button",
        "figcaption",
        "menu",
        "dialog",
        "select",
        "option",
        "object",
        "video",
        "audio",
        "canvas",
        "head",
        "textarea",
        "input",
        "map",
    )
)
BLOCKS = frozenset(
    (
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "article",
        "section",
        "main",
        "header",
        "blockquote",
        "table",
        "tbody",
        "thead",
        "tr",
        "dl",
        "dt",
        "dd",
        "figure",
        "pre",
        "address",
        "body",
        "center",
        "form",
        "fieldset",
        "details",
        "summary",
        "hr",
    )
)
NOT_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z]+")
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
    """A block element in document order; `last` is its last descendant, `prose` what it holds with all of them."""

    parent: int
    tag: str
    furniture: bool = False
    body: bool = False
    last: int = 0
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
        """A line that is a link, and no sentence; or that says so: «Читайте также: …»."""
        if self.linked and len(self.text) < 300 and (found := phrase_of(folded(self.text))) and found[1] in ("tail", "teaser"):
            return True
        return self.linked >= len(self.text) * 0.6 and not (len(self.text) > 120 and self.text.endswith((".", "!", "?")))


def read_page(html: str, *, url: str | None = None) -> Page:
    """The decoded source of a page in, its article as text and what the page says about it out.

    read_page("<h1>Визит</h1><p>Делегация прибыла в Минск…") → Page("Визит\\nДелегация прибыла в Минск…", title="Визит", …)
    """
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(html)
    metadata = read_metadata(tree)
    walk = _Walk(tree.body)
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

    walk = _Walk(HTMLTree.parse(html).body)
    return "\n".join(line.text for line in walk.lines if not walk.left_out(line))


class _Walk:
    """Goes through a tree without recursion (a hostile page nests a hundred thousand deep) and cuts it into lines.

    `elements` and `lines` are in document order; `times` are the dates of <time> elements with the line they stand at.
    """

    def __init__(self, root: Any) -> None:
        self.elements = [_Element(-1, "body")]
        self.lines: list[_Line] = []
        self.times: list[tuple[int, str]] = []
        self._parts: list[str] = []
        self._linked = 0
        self._owner = 0
        self._links = 0
        self._names = boilerplate().html_names
        self._go(root)
        self._sum_up()

    def _go(self, root: Any) -> None:
        open_nodes: list[tuple[Any, int, int]] = []
        node = root.first_child if root is not None else None
        while node is not None or open_nodes:
            if node is None:
                node, owner, links = open_nodes.pop()
                if node.tag in BLOCKS:
                    self._end_line()
                self._owner, self._links = owner, links
                node = node.next
            elif self._enter(node):
                open_nodes.append((node, self._owner, self._links))
                self._open(node)
                node = node.first_child
            else:
                node = node.next
        self._end_line()

    def _enter(self, node: Any) -> bool:
        """Take what the node itself gives; whether its children are to be read."""
        tag = node.tag
        if tag == "#text":
            self._parts.append(node.text)
            self._linked += len(node.text.strip()) if self._links else 0
        elif tag == "br":
            self._end_line()
        if tag.startswith("#") or tag in SKIPPED:
            return False
        if tag == "time" or node.getattr("itemprop") == "datePublished":
            self.times.append((len(self.lines), node.getattr("datetime") or node.getattr("content") or node.text))
        return node.first_child is not None and not _hidden(node)

    def _open(self, node: Any) -> None:
        tag = node.tag
        if tag in BLOCKS:
            self._end_line()
            body = node.getattr("itemprop") == "articleBody"
            self._owner = self._element(_Element(self._owner, tag, _is_furniture(node, self._names), body))
        elif tag in ("td", "th"):
            self._parts.append(" ")
        elif tag == "span" and _is_furniture(node, self._names):
            self._owner = self._element(_Element(self._owner, tag, True))
        if tag == "li":
            self._parts.append("- ")
        self._links += tag == "a"

    def _element(self, element: _Element) -> int:
        self.elements.append(element)
        return len(self.elements) - 1

    def _end_line(self) -> None:
        text = SPACES.sub(" ", INVISIBLE.sub("", "".join(self._parts))).strip(" \xa0")
        if text and text != "-":
            self.lines.append(_Line(self._owner, self.elements[self._owner].tag, text, min(self._linked, len(text))))
        self._parts.clear()
        self._linked = 0

    def _sum_up(self) -> None:
        """Prose and headlines from the leaves to the root, then furniture from the root to the leaves."""
        elements = self.elements
        for line in self.lines:
            elements[line.element].prose += line.prose
            elements[line.element].headline |= line.tag == "h1"
        for number in range(len(elements) - 1, 0, -1):
            element, parent = elements[number], elements[elements[number].parent]
            element.last = max(element.last, number)
            parent.last = max(parent.last, element.last)
            parent.prose += element.prose
            parent.headline |= element.headline
        half = elements[0].prose / 2
        for element in elements[1:]:
            small = not half or (element.prose < half and not element.headline)
            element.left_out = elements[element.parent].left_out or (element.furniture and small)

    def left_out(self, line: _Line) -> bool:
        """A line stands in a furniture element."""
        return self.elements[line.element].left_out

    def under(self, element: int, ancestor: int) -> bool:
        """An element is another one or lies in it."""
        return ancestor <= element <= self.elements[ancestor].last


def _hidden(node: Any) -> bool:
    if node.hasattr("hidden") or node.getattr("role") in HIDDEN_ROLES or node.getattr("aria-hidden") == "true":
        return True
    style = node.getattr("style")
    return bool(style) and "display:none" in style.replace(" ", "").lower()


def _is_furniture(node: Any, names: frozenset[str]) -> bool:
    """Its class or id holds a furniture word: class="block-related" → related."""
    label = f"{node.getattr('class') or ''} {node.getattr('id') or ''}"
    return label != " " and not names.isdisjoint(word.lower() for word in NOT_WORD.split(label[:500]))


def _article_element(walk: _Walk) -> int:
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
    return [number for number in numbers if number == headline or not (walk.left_out(walk.lines[number]) or walk.lines[number].teaser)]


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
