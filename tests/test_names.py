"""Who and what a text names: persons, bodies, places as parties, with their posts and codes; names in the nominative; short forms joined."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from extractors.article.discourse import read
from extractors.names.article import join_names
from extractors.names.mentions import find_mentions
from extractors.names.persons import person_nominative
from extractors.phrases.words import PRONOUNS
from extractors.view import views
from pipeline.clean import clean
from reports.texts import documents, of_phrase
from schemas.article import RawArticle
from schemas.document import Document
from schemas.match import Mention

TABLES = Path(__file__).parent / "tables"


def rows(table: str) -> list[list[str]]:
    """The cells of a table without comments."""
    lines = (TABLES / table).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


@cache
def texts() -> list[list[str]]:
    """The rows of names.tsv: text, the parties that it names, and the reason where a row is a known gap."""
    return rows("names.tsv")


@cache
def found() -> dict[str, list[str]]:
    """Every text of the table → the parties found in it; the engine is called once for all."""
    told = [row[0] for row in texts()]
    articles = [of_phrase(text.replace(" ¶ ", "\n"), name=f"row {i}") for i, text in enumerate(told)]
    return {text: parties(document) for text, document in zip(told, documents(articles), strict=True)}


def parties(document: Document) -> list[str]:
    """The parties of a document in text order: outermost phrases, what refers back as what it means."""
    state = read(document, views(document, join_names(document, find_mentions(document))))
    named = [(m, view) for view in state.views for m in view.mentions if m.type and m.parent is None and m.lemma not in PRONOUNS]
    return [" & ".join(shown(resolved) for resolved, _ in state.resolve(m, view)) or shown(m) for m, view in named]


def shown(m: Mention) -> str:
    """«Пётр Лис | person | мэр Орши | BY-VI»: a hyphen where there is nothing; no post where the post is the name."""
    return " | ".join((m.name, m.type, m.position if m.position and m.position != m.name else "-", m.region or m.country or "-"))


@pytest.mark.parametrize("row", [pytest.param(row, id=row[0][:60]) for row in texts()])
def test_parties_of_a_text(row: list[str]) -> None:
    text, expected, *gap = row
    if gap:
        pytest.xfail(gap[0])
    assert found()[text] == expected.split("; ")


@pytest.mark.parametrize(("name", "case", "expected"), [pytest.param(*row, id=f"{row[0]}-{row[1]}") for row in rows("persons.tsv")])
def test_person_in_the_nominative(name: str, case: str, expected: str) -> None:
    assert person_nominative(tuple(name.split()), case) == expected


def test_a_word_that_a_line_break_cuts_in_two_is_whole_in_a_name() -> None:
    lines = "Министр культуры Пётр Лосев и ми-\nнистр спорта Узбекистана Алишер Са-\nидов подписали в Ташкенте\nплан совместных действий, наце-\nленный на укреп-\nление связей."
    (document,) = documents([clean(RawArticle("a.txt", lines, "0" * 64, "utf-8", None, None, None, "line"))])
    assert "Алишер Саидов | person | министр спорта Узбекистана | UZ" in parties(document)


def test_the_tables_are_large_enough_and_have_few_gaps() -> None:
    gaps = [row for row in texts() if len(row) > 2]
    assert len(texts()) >= 150
    assert len(rows("persons.tsv")) >= 80
    assert len(gaps) <= len(texts()) // 20
