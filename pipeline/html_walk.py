"""The tree of a page to its lines: each with the element that holds it, and which elements are furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pipeline.clean_phrases import boilerplate, folded, phrase_of

SKIPPED = frozenset(
    (
        "script style noscript template svg iframe nav footer aside button figcaption menu dialog select option object video "
        "audio canvas head textarea input map"
    ).split()
)
BLOCKS = frozenset(
    (
        "p div li ul ol h1 h2 h3 h4 h5 h6 article section main header blockquote table tbody thead tr dl dt dd figure pre address "
        "body center form fieldset details summary hr"
    ).split()
)
NOT_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z]+")
SPACES = re.compile(r"[ \t\r\n\f]+")
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\ufeff]")
SENTENCE_END = (".", "!", "?", "…", "»", '"', "”", ":", ";")
HIDDEN_ROLES = frozenset(("navigation", "complementary", "banner", "contentinfo", "search", "dialog", "menu"))


@dataclass(slots=True)
class Element:
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
class Line:
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


class Walk:
    """Goes through a tree without recursion (a hostile page nests a hundred thousand deep) and cuts it into lines.

    `elements` and `lines` are in document order; `times` are the dates of <time> elements with the line they stand at.
    """

    def __init__(self, root: Any) -> None:
        self.elements = [Element(-1, "body")]
        self.lines: list[Line] = []
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
            self._owner = self._element(Element(self._owner, tag, _is_furniture(node, self._names), body))
        elif tag in ("td", "th"):
            self._parts.append(" ")
        elif tag == "span" and _is_furniture(node, self._names):
            self._owner = self._element(Element(self._owner, tag, True))
        if tag == "li":
            self._parts.append("- ")
        self._links += tag == "a"

    def _element(self, element: Element) -> int:
        self.elements.append(element)
        return len(self.elements) - 1

    def _end_line(self) -> None:
        text = SPACES.sub(" ", INVISIBLE.sub("", "".join(self._parts))).strip(" \xa0")
        if text and text != "-":
            self.lines.append(Line(self._owner, self.elements[self._owner].tag, text, min(self._linked, len(text))))
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

    def left_out(self, line: Line) -> bool:
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
