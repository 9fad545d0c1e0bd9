"""What an HTML page says about its article: title, address, date; and where the date came from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.clean_dates import date_of_value

# In order of trust. A date without its day («2025») is none, so no January the first is ever made up.
DATE_PROPERTIES = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "mediator_published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "publish_date",
    "published_time",
    "article.published",
    "article:published",
    "date",
)
SITE_SUFFIX = re.compile(r"\s+[|–—·•»-]\s+[^|–—·•»]{2,60}$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The page's own words about its article."""

    title: str | None = None
    url: str | None = None
    published: date | None = None
    published_from: str | None = None


def read_metadata(tree: Any) -> Metadata:
    """A parsed page in, what its head says out: og:title, canonical address, article:published_time or JSON-LD datePublished."""
    properties, canonical, scripts = _head(tree)
    published, published_from = _published(properties, scripts)
    title = properties.get("og:title") or SITE_SUFFIX.sub("", tree.title or "")
    return Metadata(" ".join(title.split()) or None, canonical or properties.get("og:url") or None, published, published_from)


def _head(tree: Any) -> tuple[dict[str, str], str, list[str]]:
    properties: dict[str, str] = {}
    for meta in tree.document.query_selector_all("meta[content]"):
        name = meta.getattr("property") or meta.getattr("name") or meta.getattr("itemprop")
        if name:
            properties.setdefault(name.lower(), meta.getattr("content") or "")
    canonical = next((link.getattr("href") for link in tree.document.query_selector_all('link[rel="canonical"]')), "")
    scripts = [script.text for script in tree.document.query_selector_all('script[type="application/ld+json"]')]
    return properties, canonical, scripts


def _published(properties: dict[str, str], scripts: list[str]) -> tuple[date | None, str | None]:
    trusted = DATE_PROPERTIES[:4]
    for name in trusted:
        if day := date_of_value(properties.get(name)):
            return day, f"meta:{name}"
    for script in scripts:
        if day := _from_json_ld(script):
            return day, "json-ld"
    for name in DATE_PROPERTIES[len(trusted) :]:
        if day := date_of_value(properties.get(name)):
            return day, f"meta:{name}"
    return None, None


def _from_json_ld(script: str) -> date | None:
    """{"@type": "NewsArticle", "datePublished": "2025-04-29T16:10:00+05:00"} → 2025-04-29, however deep in a graph."""
    try:
        tree = json.loads(script.strip(), strict=False)
    except (ValueError, RecursionError):
        found = re.search(r'"datePublished"\s*:\s*"([^"]{8,40})"', script)
        return date_of_value(found[1]) if found else None
    return next((day for node in _nodes(tree) if (day := date_of_value(node.get("datePublished")))), None)


def _nodes(tree: object) -> Iterator[dict[str, object]]:
    waiting = [tree]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)
