"""Of what topic an article is, by its words alone."""

from __future__ import annotations

import pytest

from extractors.article.topics import is_off_topic
from reports.texts import of_phrase

MATCH = "Матч завершился вничью: вратарь отбил пять бросков, тренер доволен. "
CONTRACT = "Завод заключил контракт с минским предприятием, товарооборот Перми и Минска растёт. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MATCH, True),
        (CONTRACT, False),
        (MATCH + CONTRACT * 3, False),  # firms that trade, and a match at the end of the visit
        (MATCH + "Погода была тихой. " * 150, False),
        ("Матч матч матч матч. " * 5, False),  # one word does not tell a topic
        ("Суд арестовал обвиняемого: следствие считает, что он похитил деньги. Прокурор просил о приговоре. ", True),
        ("Тихо.", False),
    ],
)
def test_is_off_topic(text: str, expected: bool) -> None:
    assert is_off_topic(of_phrase(text)) is expected
