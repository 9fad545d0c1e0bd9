"""Why and why not, the list of rules, and what a slot can see: phrases in, what is said of them out."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from rich.console import RenderableType

from pipeline.run import Options, run
from pipeline.write import records
from reports import explained, rules, seen
from reports.explain import Mark, apart, explain_file, explain_row
from reports.paper import console

ARTICLE = """Брянск, 3 июня 2024 года. Делегация Витебской области прибыла с рабочим визитом в Брянск.

Заводы Витебской области поставят Брянской области 60 автобусов. Погода в эти дни стояла тёплая.
"""


def said(pieces: Iterable[RenderableType]) -> str:
    paper = console(io.StringIO())
    for piece in pieces:
        paper.print(piece, soft_wrap=True)
    return paper.file.getvalue()  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Делегация Кировской области прибыла в Минск.",
            ["[visitors Делегация Кировской области] >прибыла< в [hosts Минск]", "visits.arrive: кто прибыл куда", "child"],
        ),
        ("Делегация Кировской области не прибыла в Минск.", ["denied, from «"]),
        ("Стороны подписали снимки.", ["no fact", "agreements.sign at «подписали»: nothing fills document"]),
        ("Вечером в Минске похолодает.", ["no word of it is the trigger of a rule"]),
        (
            "Делегация Кировской области прибыла в Киров. Слободской, Вятские Поляны и Котельнич в Кировской области ждут гостей из Кировской области.",
            ["all places of the article lie in one region"],
        ),
    ],
)
def test_a_phrase_is_explained(text: str, expected: list[str]) -> None:
    found = said(explained.of_text(text))
    for words in expected:
        assert words in found


def test_the_articles_words_do_nothing() -> None:
    found = said(explained.of_text("Делегация Кировской области [bold]прибыла[/bold] в \x1b[2JМинск :smile:."))
    assert "\x1b" not in found
    assert "[bold]" in found and ":smile:" in found


def test_marks_do_not_overlap() -> None:
    assert apart([Mark(5, 9, "a"), Mark(0, 6, "b"), Mark(0, 4, "c"), Mark(3, 3, "d")]) == [Mark(0, 4, "c"), Mark(5, 9, "a")]


def test_an_article_and_a_phrase(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    ((article, sentences),) = explain_file(path, "рабочим  ВИЗИТОМ")
    assert article.source == "x.txt"
    assert [told.fact.rule for one in sentences for told in one.told] == ["visits.arrive"]
    with pytest.raises(ValueError, match="no sentence of"):
        explain_file(path, "посол")
    with pytest.raises(FileNotFoundError, match="--text"):
        explain_file(tmp_path / "y.txt", "посол")


def test_a_row_of_a_run(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.txt").write_text(ARTICLE, encoding="utf-8")
    out = tmp_path / "out"
    run([tmp_path / "in"], out, Options())
    (visit,) = records(out, "visits")
    found = said(explained.row_lines(explain_row(out, visit["fact_id"][:9])))
    assert visit["fact_id"] in found and ">прибыла<" in found and "[date 3 июня 2024 года]" not in found
    with pytest.raises(ValueError, match="take one from the column fact_id"):
        explain_row(out, "нет")
    changed = explain_row(out, visit["fact_id"])
    assert "give this row no longer" in said(explained.row_lines(type(changed)(changed.table, changed.row, changed.article, None)))


def test_a_rule_is_shown_with_what_its_examples_yield() -> None:
    found = said(rules.one_rule("visits.arrive"))
    assert "кто прибыл куда" in found and "→ visits [visits.arrive]" in found and "(counter-example)" in found
    with pytest.raises(ValueError, match=r"such as visits\.arrive"):
        list(rules.one_rule("arrive"))
    with pytest.raises(ValueError, match="there are: visits"):
        rules.all_frames("visit")


def test_uses_count_what_fired(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "x.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "x.json").write_text('{"article": "x.txt", "facts": []}')
    used = {one.rule: one for one in rules.uses(tmp_path)}
    assert (used["visits.arrive"].rows, used["visits.arrive"].right, used["visits.arrive"].dead) == (1, 0, False)
    assert used["meetings.meet"].dead
    assert "visits.arrive" in said([rules.as_table(list(used.values()))])


def test_parse_shows_what_a_slot_can_see() -> None:
    found = said(seen.parse("Минский завод поставил Пензе 60 автобусов на 5 млн рублей, экспорт вырос на 30%."))
    for words in ("поставить", "BY", "60 шт of «автобусов»", "5000000 RUB, exact", "+30 %", "contracts.supply at «поставил»", "Пенза, town, name, RU-PNZ"):
        assert words in found, words
