"""What several test modules share: stages without models, and small inputs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.work import Stages
from schemas.article import Article, Block, RawArticle
from schemas.document import Document
from schemas.facts import Fact, Meeting, MentionRow, Party


@dataclass(frozen=True, slots=True)
class FakeExtraction:
    facts: tuple[Fact, ...]
    mentions: tuple[MentionRow, ...]


def fake_clean(raw: RawArticle) -> Article:
    """The whole text is one block; «не чистится» is an article that cannot be cleaned."""
    if "не чистится" in raw.text:
        raise ValueError("no body")
    article_id = hashlib.sha256(raw.sha256.encode()).hexdigest()[:16]
    return Article(
        article_id, raw.source, raw.url, raw.title, raw.published, raw.published_from, raw.text, (Block(0, len(raw.text), "text"),), raw.sha256, raw.encoding
    )


def fake_annotate(articles: Sequence[Article]) -> list[Document]:
    if any("не размечается" in article.text for article in articles):
        raise RuntimeError("bad tree")
    return [Document(article, ()) for article in articles]


def fake_extract(document: Document) -> FakeExtraction:
    """Each capitalised word is a mention; all of them meet."""
    article, at, mentions = document.article, 0, []
    for word in article.text.split():
        start = article.text.index(word, at)
        at = start + len(word)
        if word[0].isupper():
            mentions.append(MentionRow(article_id=article.article_id, start=start, end=at, text=word, type="place", name=word, entity_id=f"e-{word}"))
    if "не извлекается" in article.text:
        raise KeyError("slot")
    parties = tuple(Party(name=one.name, type=one.type, entity_id=one.entity_id, start=one.start, end=one.end) for one in mentions)
    fact = Meeting(
        fact_id=f"f-{article.article_id}", article_id=article.article_id, status="occurred", evidence=article.text, evidence_start=0,
        evidence_end=len(article.text), trigger="т", rule="r", found="child", kind="meeting", participants=parties,
    )  # fmt: skip
    return FakeExtraction((fact,) if "встреча" in article.text else (), tuple(mentions))


def fake_stages() -> Stages:
    return Stages(fake_clean, fake_annotate, fake_extract)


@pytest.fixture
def write_articles(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes texts into a folder, one file each, and gives the folder."""

    def write(*texts: str, folder: str = "in") -> Path:
        into = tmp_path / folder
        into.mkdir(exist_ok=True)
        for number, text in enumerate(texts):
            (into / f"{number:04}.txt").write_text(text, encoding="utf-8")
        return into

    return write
