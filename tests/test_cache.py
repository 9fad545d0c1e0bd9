"""The annotation cache gives back what was put in, and nothing that is damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.cache import FILE, READERS, VALUES, Cache, cached, decode, encode, key_of
from pipeline.gate import Blocks
from pipeline.run import Options, run
from pipeline.version import fingerprint
from reports.texts import documents
from schemas.article import Article, Block
from schemas.document import Document, Entity, Feats, Sentence, Token
from schemas.values import Change, DateSpan, Money, Percent, Place, Quantity

TEXT = "Пенза купила\n10 станков за 5 млн рублей."


def article(text: str = TEXT) -> Article:
    return Article("a", "a.txt", None, None, date(2025, 5, 1), "head", text, (Block(0, len(text), "text"),), "", "utf-8")


def document(one: Article) -> Document:
    noun, verb = Feats("nom", "sing", "fem", "inan"), Feats(number="sing", tense="past", form="fin")
    tokens = (Token(0, 5, "Пенза", "пенза", "PROPN", noun, 1, "nsubj"), Token(6, 12, "купила", "купить", "VERB", verb, -1, "root"))
    return Document(
        one, (Sentence(0, 12, tokens, "lead"),), (Entity(0, 5, "LOC"),),
        (DateSpan(0, 5, "Пенза", "2025-05", date(2025, 5, 1), None, "month", "published"),),
        (Money(27, 40, "5 млн рублей", Decimal("5000000.00"), "RUB", high=Decimal("6E+6")),), (Percent(1, 2, "е", Decimal("0.10")),),
        (Change(1, 2, "е", Decimal("-33.33")),), (Quantity(13, 23, "10 станков", Decimal(10), "шт", item_start=16, item_stop=23),),
        (Place(0, 5, "Пенза", "Пенза", "RU", "RU-PNZ", "town"),),
    )  # fmt: skip


class Annotator:
    """Counts how many articles it was asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, articles: Sequence[Article], *, only: Sequence[Blocks | None] | None = None) -> list[Document]:
        self.asked += len(articles)
        return [document(one) for one in articles]


def test_a_document_comes_back_as_it_was() -> None:
    for one in (document(article()), Document(article(""), ())):
        back = decode(encode(one), one.article)
        assert back == one and repr(back) == repr(one)  # Decimal("0.10") == Decimal("0.1"), but not letter for letter


@pytest.mark.parametrize("text", ["И.о. мэра Твери принял гостей.", "C мая Kамский завод ждёт гостей.", "Долл. США и 5 млн долл. США."])
def test_words_that_were_read_in_other_letters_come_back_as_read(text: str) -> None:
    (one,) = documents([article(text)])
    assert decode(encode(one), one.article) == one


def test_each_article_is_annotated_once(tmp_path: Path) -> None:
    work = Annotator()
    articles = [article(), article("Другой текст ."), article()]
    for _ in range(2):
        assert [found.article for found in cached(work, Cache(tmp_path, "1"))(articles)] == articles
    assert work.asked == 3


@pytest.mark.parametrize(
    "change",
    [{"text": TEXT + " "}, {"blocks": (Block(0, 5, "text"),)}, {"blocks": (Block(0, len(TEXT), "lead"),)}, {"published": date(2025, 5, 2)}],
)
def test_what_decides_an_annotation_is_in_the_key(change: dict[str, object]) -> None:
    assert key_of(replace(article(), **change), None, "1") != key_of(article(), None, "1")  # type: ignore[arg-type]


def test_version_and_blocks_are_in_the_key_and_the_source_is_not() -> None:
    one = article()
    assert len({key_of(one, None, "1"), key_of(one, None, "2"), key_of(one, frozenset({0}), "1"), key_of(one, frozenset(), "1")}) == 4
    assert key_of(replace(one, source="b.txt", article_id="b"), None, "1") == key_of(one, None, "1")
    assert fingerprint("packed", packages=("schemas",)) != fingerprint("natasha", packages=("schemas",))


def _flip(folder: Path) -> None:
    with sqlite3.connect(folder / FILE) as connection:
        (entry,) = connection.execute("SELECT entry FROM entries").fetchone()
        connection.execute("UPDATE entries SET entry = ?", (entry[:-3] + bytes([entry[-3] ^ 1]) + entry[-2:],))


def _cut(folder: Path) -> None:
    with sqlite3.connect(folder / FILE) as connection:
        connection.execute("UPDATE entries SET entry = ?", (b"short",))


def _overwrite(folder: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(b"no database " * 400)


@pytest.mark.parametrize("damage", [_flip, _cut, _overwrite])
def test_a_damaged_entry_is_a_miss(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    work = Annotator()
    cache = Cache(tmp_path, "1")
    cached(work, cache)([article()])
    assert cache._connection is not None
    cache._connection.close()
    damage(tmp_path)
    for asked in (2, 2):
        assert cached(work, Cache(tmp_path, "1"))([article()]) == [document(article())]
        assert work.asked == asked


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert cached(Annotator(), Cache(tmp_path, "1"))([article()]) == [document(article())]


def test_the_file_stays_in_its_bounds(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "1", megabytes=1)
    for start in range(0, 3000, 100):
        cache.put((number.to_bytes(4, "big"), number.to_bytes(4, "big") * 250) for number in range(start, start + 100))
    assert (tmp_path / FILE).stat().st_size < 1_500_000
    assert not cache.get([b"\0\0\0\0"]) and cache.get([(2999).to_bytes(4, "big")])


def test_a_run_is_the_same_with_and_without(tmp_path: Path, write_articles: Callable[..., Path]) -> None:
    into = write_articles("Визит в Пензу\n\nДелегация Минска 19 ноября 2025 года посетила Пензу.", "Экспорт Перми в Сербию вырос в 2024 году на 5%.")
    made = []
    for name, cache in (("none", None), ("cold", tmp_path / "cache"), ("warm", tmp_path / "cache")):
        run([into], tmp_path / name, Options(cache=cache))
        made.append({path.relative_to(tmp_path / name): path.read_bytes() for path in sorted((tmp_path / name).rglob("*.parquet"))})
    assert made[0] == made[1] == made[2] and made[0]


def test_every_sum_and_date_of_a_value_is_read_back() -> None:
    """`READERS` says what the annotations say."""
    annotated = {one.name: str(one.type).split(" |")[0] for kind in VALUES.values() for one in fields(kind)}
    told = {name: "Decimal" if read is Decimal else "date" for name, read in READERS.items()}
    assert {name: said for name, said in annotated.items() if said in ("Decimal", "date")} == told
