"""Latin letters typed for Cyrillic ones are read as Cyrillic; the article keeps its own."""

from __future__ import annotations

import pytest

from pipeline.lookalikes import in_one_alphabet
from reports.texts import documents, of_phrase


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("C начала года Kамский завод", "С начала года Камский завод"),
        ("вместе c Минском и к 2030 году", "вместе с Минском и к 2030 году"),
        ("B ходе визита. O планах", "В ходе визита. О планах"),
        ("витамин C нужен, класс B готов", "витамин C нужен, класс B готов"),
        ("IT-компания, Sмарт, iPhone, KAMAЗ, Tata", "IT-компания, Sмарт, iPhone, KAMAЗ, Tata"),
        ("без латиницы", "без латиницы"),
    ],
)
def test_in_one_alphabet(text: str, read: str) -> None:
    assert in_one_alphabet(text) == read
    assert len(read) == len(text)


def test_an_article_keeps_its_letters() -> None:
    (document,) = documents([of_phrase("C начала года Tверской завод отгрузил в Минск 5 станков.")])
    assert document.article.text.startswith("C начала года Tверской")
    assert [token.text for token in document.sentences[0].tokens][:5] == ["С", "начала", "года", "Тверской", "завод"]
    assert [place.region for place in document.places] == ["RU-TVE", "BY-HM"]
