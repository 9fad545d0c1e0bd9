"""One event, one row, across statuses and tables; who says what. Short articles, told once and again in other words."""

from __future__ import annotations

from datetime import date

import pytest

from extractors import extract
from pipeline.annotate import annotate
from pipeline.engines import load
from schemas.article import Article, Block
from schemas.facts import FACT_TABLES, Fact

PUBLISHED = date(2024, 5, 20)


def rows(text: str, table: str) -> list[Fact]:
    article = Article("a", "a.txt", None, None, PUBLISHED, None, text, (Block(0, len(text), "text"),), "", "utf-8")
    (document,) = annotate([article], load())
    return [fact for fact in extract(document).facts if isinstance(fact, FACT_TABLES[table])]


@pytest.mark.parametrize(
    ("text", "table", "count"),
    [
        ("Калужская область поставила в Венгрию шесть автобусов. Шесть машин калужской сборки получила будапештская компания «Вольт».", "contracts", 1),
        ("Завод «Сура» поставил в Венгрию шесть автобусов. Завод «Сура» поставил в Венгрию восемь автобусов.", "contracts", 2),
        ("Японские компании за 2023 год приобрели у Хабаровского края угля на 251 млн долларов.", "contracts", 0),
        ("Японские компании за 2023 год приобрели у Хабаровского края угля на 251 млн долларов.", "trade_figures", 1),
        ("Делегация Томской области отправится в Минск. Делегация Томской области прибыла в Минск 15 мая.", "visits", 1),
        ("Делегация Томской области прибыла в Минск 15 мая. В сентябре делегация Томской области снова посетит Минск.", "visits", 2),
        ("Вуз посетила делегация Шэньянского института. Китайскую делегацию во главе с Лю Чжэном встречал проректор Воронежского университета.", "visits", 1),
        (
            "Вуз посетила делегация Шэньянского института. Сербскую делегацию во главе с Миланом Иличем встречал проректор Воронежского университета.",
            "visits",
            2,
        ),
        ("Делегация мэров Сербии посетит Омск 12 июля. В составе делегации приедут мэры Ниша и Зренянина.", "visits", 1),
        ("На встрече предпринимателей области с торгпредом России в Казахстане Ильёй Цыбиным говорили о логистике.", "meetings", 1),
        ("Губернатор Иван Лосев встретится с послом Сербии. Губернатор Иван Лосев встретился с послом Сербии 15 мая.", "meetings", 1),
        ("Губернатор Иван Лосев встретился с послом Сербии 15 мая. Губернатор Иван Лосев 16 мая встретился с послом Кубы.", "meetings", 2),
    ],
)
def test_one_event_is_one_row(text: str, table: str, count: int) -> None:
    assert len(rows(text, table)) == count


def headed(headline: str, story: str) -> list[Fact]:
    """The visits of an article with a headline."""
    blocks = (Block(0, len(headline), "title"), Block(len(headline) + 1, len(headline) + 1 + len(story), "text"))
    article = Article("a", "a.txt", None, headline, PUBLISHED, None, f"{headline}\n{story}", blocks, "", "utf-8")
    (document,) = annotate([article], load())
    return [fact for fact in extract(document).facts if isinstance(fact, FACT_TABLES["visits"])]


@pytest.mark.parametrize(
    ("headline", "story", "count"),
    [
        ("Белорусы прилетели на разведку", "Вчера мэр Пятигорска встретился с депутатами. Двое парламентариев прилетели в Пятигорск позавчера.", 1),
        ("Завод посетили китайцы", "Вчера на «Тамбовмаш» приехали инженеры из Харбина.", 1),
        ("Поездку бизнес-миссии в Китай отменили", "Бизнес-миссия амурских экспортёров в Гуанчжоу, намеченная на март, отменена.", 1),
        ("Немцы посетили Калугу", "Губернатор Иван Лукин вчера отправился в Берлин.", 2),
        ("Белорусы прилетели в Пятигорск", "Двое китайцев прилетели в Пятигорск позавчера.", 2),
        ("Белорусы прилетели в Пятигорск", "Двое парламентариев прилетят в Пятигорск послезавтра.", 2),
    ],
)
def test_a_headline_sums_up_a_visit(headline: str, story: str, count: int) -> None:
    assert len(headed(headline, story)) == count


def test_what_was_planned_is_told_as_done() -> None:
    (visit,) = rows("Делегация Томской области отправится в Минск. Делегация Томской области прибыла в Минск 15 мая.", "visits")
    assert (visit.status, visit.date) == ("occurred", "2024-05-15")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Завод «Сура» поставит в Венгрию десять машин. Об этом сообщила пресс-служба правительства области.", "пресс-служба правительства области"),
        ("Об этом рассказал директор завода Олег Панин. По его словам, «Сура» поставит в Венгрию десять машин.", "Олег Панин"),
        ("Министр Анна Королёва сообщила, что завод «Сура» поставит в Венгрию десять машин.", "Анна Королёва"),
        ("«Мы поставим в Венгрию десять машин. Планов много», – рассказал директор завода «Сура» Олег Панин.", "Олег Панин"),
        ("Завод «Сура» поставит в Венгрию десять машин, следует из материалов министерства.", "министерство"),
        ("Завод «Сура» поставит в Венгрию десять машин, заявил ТАСС представитель завода.", "представитель завода"),
        ("Завод «Сура» поставит в Венгрию десять машин.", None),
        ("Завод «Сура» поставит в Венгрию десять машин. Губернатор Иван Лосев рассказал о погоде.", None),
    ],
)
def test_who_says_so(text: str, speaker: str | None) -> None:
    (deal,) = rows(text, "contracts")
    assert deal.attribution == speaker


def test_a_speech_does_not_tell_where_it_was_made() -> None:
    (meeting,) = rows("«Тверь ждёт гостей», – отметил на встрече с послом Киргизии губернатор Тверской области Иван Рогов.", "meetings")
    assert meeting.attribution is None
