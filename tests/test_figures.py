"""Trade figures of short articles of 20 November 2024: an own table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extractors import extract
from pipeline.annotate import annotate
from pipeline.engines import load
from schemas.article import Article, Block
from schemas.facts import TradeFigure

PUBLISHED = date(2024, 11, 20)
LINES = (Path(__file__).parent / "tables" / "figures.tsv").read_text(encoding="utf-8").splitlines()


def told(one: TradeFigure) -> str:
    """«export Россия > Китай 2024-33 4000000000 USD +10»: what the text leaves out is left out."""
    reporter, partner = (side.name if side else "–" for side in (one.reporter, one.partner))
    value = f"{float(one.value):.12g}" if one.value is not None else None
    change = f"{one.change_pct:+g}" if one.change_pct is not None else None
    return " ".join(filter(None, (one.indicator, f"{reporter} > {partner}", one.period, value, one.currency or one.unit, change)))


@pytest.mark.parametrize(("text", "expected"), [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")])
def test_figures(text: str, expected: str) -> None:
    article = Article("a", "a.txt", None, None, PUBLISHED, None, text, (Block(0, len(text), "text"),), "", "utf-8")
    (document,) = annotate([article], load())
    found = [told(fact) for fact in extract(document).facts if isinstance(fact, TradeFigure)]
    assert " | ".join(found) == ("" if expected == "–" else expected)


HEADLINES = {
    "rounded": ("Торговля Хэйлунцзяна с Россией прибавила треть", "Товарооборот Хэйлунцзяна с Россией за 2023 год вырос на 29,4%.", 29.4),
    "rounded to a whole number": ("Экспорт Чувашии в Узбекистан вырос на 77%", "За июль экспорт Чувашии в Узбекистан увеличился на 77,1%.", 77.1),
    "told of a longer time": ("Экспорт Перми в Китай за январь вырос на 30%", "Экспорт Перми в Китай с 1 по 24 января вырос на 30%.", 30.0),
}


@pytest.mark.parametrize("name", HEADLINES)
def test_a_headline_is_told_in_the_words_of_its_story(name: str) -> None:
    title, story, change = HEADLINES[name]
    text = f"{title}\n{story}"
    blocks = (Block(0, len(title), "title"), Block(len(title) + 1, len(text), "text"))
    (document,) = annotate([Article("a", "a.txt", None, title, PUBLISHED, None, text, blocks, "", "utf-8")], load())
    (figure,) = [fact for fact in extract(document).facts if isinstance(fact, TradeFigure)]
    assert (figure.change_pct, figure.evidence) == (change, story)


def test_goods_of_a_list() -> None:
    lines = ["Край за 2023 год отправил в Иран продукции на 40 млн долларов. Это Пермский край.", "— мука: 12 тыс. тонн;", "— мясо птицы: 4,5 тыс. тонн."]
    text = "\n".join(lines)
    starts = [0, len(lines[0]) + 1, len(lines[0]) + len(lines[1]) + 2]
    blocks = tuple(Block(start, start + len(line), "text") for start, line in zip(starts, lines, strict=True))
    (document,) = annotate([Article("a", "a.txt", None, None, PUBLISHED, None, text, blocks, "", "utf-8")], load())
    found = [(fact.goods, float(fact.value or 0)) for fact in extract(document).facts if isinstance(fact, TradeFigure)]
    assert found[1:] == [("мука", 12000), ("мясо птицы", 4500)]


@pytest.mark.parametrize(
    ("words", "period", "first", "last"),
    [
        ("К концу октября 2024 года экспорт", "2024-01/2024-10", date(2024, 1, 1), date(2024, 10, 31)),
        ("За январь — март 2024 года экспорт", "2024-01/2024-03", date(2024, 1, 1), date(2024, 3, 31)),
        ("С 1 июля 2024 года экспорт", "2024-07-01/..", date(2024, 7, 1), None),
    ],
)
def test_days_and_period_of_a_figure_agree(words: str, period: str, first: date, last: date | None) -> None:
    text = f"{words} Омской области в Иран составил 40 млн долларов."
    article = Article("a", "a.txt", None, None, PUBLISHED, None, text, (Block(0, len(text), "text"),), "", "utf-8")
    (document,) = annotate([article], load())
    (figure,) = [fact for fact in extract(document).facts if isinstance(fact, TradeFigure)]
    assert (figure.period, figure.date, figure.date_start, figure.date_end) == (period, period, first, last)


def test_goods_that_come_the_other_way() -> None:
    text = "Россия отправила в Китай 8 млн т угля. Обратный поток тоже растёт: из Китая привезли 2,4 млн т."
    (document,) = annotate([Article("a", "a.txt", None, None, PUBLISHED, None, text, (Block(0, len(text), "text"),), "", "utf-8")], load())
    assert [fact.goods for fact in extract(document).facts if isinstance(fact, TradeFigure)] == ["уголь", None]


def test_the_year_before_the_one_told() -> None:
    text = "В 2022 году экспорт Омской области в Иран вырос на 25% по сравнению с предыдущим годом и достиг 40 млн долларов."
    article = Article("a", "a.txt", None, None, PUBLISHED, None, text, (Block(0, len(text), "text"),), "", "utf-8")
    (document,) = annotate([article], load())
    (figure,) = [fact for fact in extract(document).facts if isinstance(fact, TradeFigure)]
    assert (figure.period, figure.change_base) == ("2022", "2021")
