"""The place of a signing: told by itself in the clause, never what a noun of the paper or of its sides owns."""

from __future__ import annotations

from datetime import date

import pytest

from extractors import extract
from pipeline.annotate import annotate
from pipeline.engines import load
from schemas.article import Article, Block

PLACES = {
    "В Смоленске подписан договор о сотрудничестве между Смоленской и Могилёвской областями.": ("Смоленск", "RU-SMO"),
    "Тула и Минск подписали в пятницу в Бресте соглашение о строительстве школы в Туле.": ("Брест", "BY-BR"),
    "17 мая в Ташкенте завод «Электрон» и «Узавто» подписали контракт на поставку насосов.": ("Ташкент", "UZ-TK"),
    "Делегация завода в Туле подписала с Минском меморандум.": (None, None),
    "Завод «Электрон» подписал с Каиром контракт на строительство цеха в Египте.": (None, None),
    "Тула и Минск подписали соглашение, сообщил в Сочи Пётр Котов.": (None, None),
}


@pytest.mark.parametrize("text", PLACES)
def test_where_a_paper_is_signed(text: str) -> None:
    article = Article("a", "a.txt", None, None, date(2024, 5, 20), None, text, (Block(0, len(text), "text"),), "", "utf-8")
    (document,) = annotate([article], load())
    signed = next(fact for fact in extract(document).facts if fact.rule.endswith(".sign"))
    assert (signed.place, signed.region) == PLACES[text]
