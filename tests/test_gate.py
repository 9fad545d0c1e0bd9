"""The gate loses nothing: gated and ungated runs find the same facts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import pytest

from extractors import extract
from pipeline import annotate, clean, engines
from pipeline.executors import choose
from pipeline.gate import Annotate, Blocks, Gate, beginnings_of, closed, gated, most
from pipeline.intake import items
from pipeline.morphology import analyzer, normal
from pipeline.read import list_sources
from pipeline.reading import ReadOptions
from pipeline.run import needs
from schemas.article import Article, Block, RawArticle
from schemas.document import Document

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "scripts" / "bench"))
import articles as generated  # noqa: E402

SHARED = ROOT.parent / "shared"
SAMPLES = [
    ROOT / "data/raw",
    ROOT / "tests/pools/prose/articles",
    ROOT / "tests/pools/varied/articles",
    SHARED / "gold/dev/articles",
    SHARED / "gold/check/articles",
    SHARED / "seeds",
]
GENERATED = int(os.environ.get("SVYAZI_GENERATED", "1000"))  # of each kind
BATCH = 32


def article(text: str) -> Article:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line), "text"))
        at += len(line) + 1
    return Article("a", "a.txt", None, None, None, None, text, tuple(blocks), "", "utf-8")


@cache
def gate() -> Gate:
    return Gate(needs())


def tag() -> Annotate:
    return partial(annotate.annotate, engine=engines.load())


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("На улице похолодало.\nВетер стих.", set()),
        ("Ветер стих.\nСтороны подписали меморандум.", {1}),
        ("Ветер стих.\nСтало холодно. Побратимы любят Харбин.", set()),
        ("Ветер стих.\nПенза и Харбин стали побратимами.", {1}),
        ("Подписавшая соглашение делегация уехала.\nВетер стих.", {0}),
        ("Делегация приехала в Пензу.\nВетер стих.", set()),
        ("Делегация приехала в Пензу.\nВетер с Брянска стих.", {0}),
        ("Делегация приехала в Харбин.\nВетер стих.", {0}),
        ("Пермский нападающий забил гол, и вратарь подписал контракт с минским клубом.\nБолельщики ждут матча в Бресте.", set()),
        ("", set()),
    ],
)
def test_gate(text: str, blocks: set[int]) -> None:
    assert gate()(article(text + "\n" + "Стих ветер. " * 30)) == blocks


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Экспорт в Сербию вырос на 5%.", True),
        ("Экспорт Сербии вырос вдвое.", True),
        ("Экспорт\nСербия\nв млн", True),
        ("Об экспорте Сербии говорили.", False),
        ("Экспорт вырос на 5%.", False),
    ],
)
def test_measures_with_numbers_open_the_whole_article(text: str, whole: bool) -> None:
    assert (gate()(article(text + "\n" + "Стих ветер. " * 30)) is None) == whole


def test_beginnings_of() -> None:
    assert set(beginnings_of("визит")) == {"визи"}
    assert {"идти", "идет", "шел", "шедш"} <= set(beginnings_of("идти"))
    assert {"хоро", "лучш", "наил"} <= set(beginnings_of("хороший"))


def test_every_form_of_a_needed_lemma_is_known() -> None:
    for lemma, bits in list(gate()._lemmas.items())[::7]:
        forms = {
            normal(form) for known, place, cell in analyzer().found(lemma) if normal(cell.lemma(known)) == lemma for form in analyzer().lexeme(known, place)
        }
        for form in {lemma, *forms}:
            assert gate()._words(form) & bits == bits or len(form) == 1, (lemma, form)


def test_most() -> None:
    one = article("Коротко.\nНамного длиннее, чем первая строка.")
    assert most(one, {1}) and not most(one, {0}) and not most(one, set())


def test_closed_articles_are_not_annotated() -> None:
    asked: list[tuple[int, bool]] = []

    def count(articles: Sequence[Article], *, only: Sequence[Blocks | None] | None = None) -> list[Document]:
        asked.append((len(articles), only is not None))
        return [Document(one, ()) for one in articles]

    asked_of = replace(needs(), has_one_side=lambda text, places: False, may_match=lambda document: "Гомель" in document.article.text)
    texts = [
        "Ветер стих.",
        f"Делегация посетила завод.\n{'Ветер стих. ' * 9}",
        f"Делегация посетила Гомель.\n{'Ветер стих. ' * 9}",
        "Делегация посетила завод.",
    ]
    found = gated(count, asked_of)([article(text) for text in texts])
    assert [document.article.text for document in found] == texts
    assert asked == [(2, True), (2, False)]


def samples() -> Iterator[Article]:
    sources = sorted(list_sources([folder for folder in SAMPLES if folder.exists()]), key=lambda source: source.name)
    found = items(sources, ReadOptions(), choose(None, workers=1), workers=1)
    for item in found:
        if isinstance(item.read, RawArticle):
            yield clean.clean(item.read)
    for kind in ("general", "cooperation"):
        for i, text in enumerate(generated.articles(GENERATED, kind=kind, seed=7)):
            yield clean.clean(RawArticle(f"{kind}{i}", text, f"{i:064x}", "utf-8"))


def test_nothing_is_lost() -> None:
    """An article that the gate leaves open is annotated as without a gate, so what is asked is whether the others hold any fact."""
    found = list(samples())
    lost = shut = 0
    for start in range(0, len(found), BATCH):
        some = found[start : start + BATCH]
        left = [some[i] for i in sorted(closed(some, gate(), tag(), needs().may_match))]
        shut += len(left)
        lost += sum(bool(extract(document).facts) for document in tag()(left))
    assert shut > GENERATED / 2
    assert not lost
