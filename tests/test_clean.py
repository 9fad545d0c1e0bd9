"""What of a text is the article: titles, datelines, dates of publication, furniture. Every text here is made up."""

from __future__ import annotations

import json
import re
import time
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean import clean
from pipeline.clean_dates import date_in_url, date_of_value, find_date
from pipeline.clean_lines import split_lines
from pipeline.clean_phrases import GROUPS
from pipeline.clean_tags import is_tags
from pipeline.read import list_sources, read_source
from pipeline.wraps import unbroken
from schemas.article import Article, RawArticle

P1 = "Делегация Тверской области во главе с Ириной Лужиной прибыла в Гродно и осмотрела два завода, сообщили в облисполкоме."
P2 = "Стороны договорились о поставке тридцати тракторов до конца года, рассказал заместитель министра Олег Пахомов."
P3 = "В следующем году в Твери откроется торговый дом, где белорусские предприятия покажут мебель, обувь и продукты."
BODY = f"{P1}\n{P2}\n{P3}"
TITLE = "Тверская делегация побывала в Гродно"


def article(text: str, **known: object) -> Article:
    return clean(RawArticle("x.txt", text, "0123456789abcdef" * 4, "utf-8", **known))  # type: ignore[arg-type]


def kept(text: str, **known: object) -> list[str]:
    return [text[block.start : block.stop] for block in article(text, **known).blocks]


def test_article_keeps_what_it_was_given() -> None:
    found = article(f"{TITLE}\n\n{BODY}", url="https://example.ru/1")
    assert (found.article_id, found.source, found.url, found.encoding) == ("a0123456789abcdef", "x.txt", "https://example.ru/1", "utf-8")
    assert found.text == f"{TITLE}\n\n{BODY}"
    assert found.title == TITLE
    assert [block.kind for block in found.blocks] == ["title", "text", "text", "text"]


# --- phrases -------------------------------------------------------------------------------------------------------

DATA = tomllib.loads(files("pipeline").joinpath("boilerplate.toml").read_text("utf-8"))
ROLE = {"line": "furniture"}


@pytest.mark.parametrize("group", GROUPS)
def test_every_phrase_is_found_in_its_example(group: str) -> None:
    wrong = {line: found for phrase, line in DATA[group].items() if (found := split_lines(line)[0].role) not in (ROLE.get(group, group), "menu")}
    assert not wrong


@pytest.mark.parametrize(
    "sentence",
    [
        "Темы встречи обсудили в среду на заседании в облисполкоме.",
        "Контакты между регионами крепнут с каждым годом, отметил министр.",
        "Далее делегация посетила льнокомбинат и молочный завод.",
        "Видео с форума показали на площади всем желающим.",
        "Авторы проекта показали гостям новую линию по розливу.",
        "Источник в правительстве рассказал о готовящемся контракте.",
        "Популярность белорусских тракторов в области растёт.",
        "Мы в этом году рассчитываем на рост экспорта, сказал директор.",
        "Текст соглашения стороны согласуют до конца месяца.",
        "Фотографии выставки привезли из Минска и показали в музее.",
        "Поиск партнёров занял у завода почти два года.",
        "Погода не помешала гостям осмотреть поля и фермы.",
        "Реклама белорусских продуктов появилась на улицах Твери.",
        "Главная цель поездки — договориться о поставках льна.",
        "Раздел рынка между поставщиками стороны не обсуждали.",
        "Справка о происхождении товара больше не потребуется.",
        "Пресс-служба завода сообщила о новом контракте с Ташкентом.",
        "Обсуждение условий поставки продолжится в феврале.",
        "Рейтинг регионов по экспорту возглавила Тверская область.",
        "Подготовили документы к подписанию оба министерства.",
        "Нравится гостям и то, как здесь встречают.",
        "По теме логистики выступил заместитель министра.",
        "Телефоны и ноутбуки занимают треть импорта из Китая.",
        "По информации таможни, экспорт льна вырос на треть.",
        "В тему кооперации гостей погрузили ещё в самолёте.",
        "Нашли партнёров и мебельщики: контракт подпишут в мае.",
        "О компании рассказали её основатели на встрече с гостями.",
        "Следующая встреча рабочей группы пройдёт в Гродно.",
        "Справочно-информационный центр для экспортёров откроют в Твери.",
    ],
)
def test_a_sentence_that_begins_like_furniture_stays(sentence: str) -> None:
    assert sentence in kept(f"{TITLE}\n\n{P1}\n\n{sentence}\n\n{P2}")


@pytest.mark.parametrize(
    "line",
    [
        "Поделиться: ВКонтакте  Одноклассники",
        "Теги: Гродно, Тверь, экспорт",
        "#экспорт #Тверь #Гродно",
        "👍 31 ❤ 8  👁 4.1K  17:20",
        "🚜🚜🚜",
        "* * *",
        "https://example.ru/news/1",
        "photo_2025-11-19.jpg",
        "![](https://example.ru/1.png)",
        "press@zavod.example",
        "Просмотров: 1 204",
        "2008 просмотров",
        "Нашли ошибку? Выделите её и нажмите Ctrl+Enter",
        "Подписывайтесь на наш канал в Телеграме",
        "Фото: пресс-служба облисполкома",
        "Фото из архива редакции",
        "Фото Анны Черновой",
        "Автор: Глеб Дымов",
        "Погода -11°   USD 91,3   EUR 99,1",
        "Минск   +17 °C",
        "Лента   Город   Область   Бизнес   Афиша",
        "Главная / Пресс-центр / Новости",
        "Новости · Общество · Экономика · Афиша",
        "© 2009–2025. При перепечатке ссылка обязательна",
        "3.64 BYN",
        "4 мин. чтения",
        "Телефон для справок: 66-00-00.",
        "Данные о правообладателе снимков взяты с сайта",
    ],
)
def test_furniture_goes_wherever_it_stands(line: str) -> None:
    for text in (f"{TITLE}\n{line}\n{BODY}", f"{TITLE}\n{P1}\n{line}\n{P2}\n{P3}", f"{TITLE}\n\n{BODY}\n\n{line}"):
        assert kept(text) == [TITLE, P1, P2, P3]


# --- heads ---------------------------------------------------------------------------------------------------------

D = date(2025, 11, 19)
HEADS = [
    (f"{TITLE}\n", TITLE, None, None),
    (f"{TITLE}\n19 ноября 2025, 10:15\n", TITLE, D, "date line"),
    (f"19.11.2025, 10:15\n{TITLE}\n", TITLE, D, "date line"),
    (f"Деловой вестник Поволжья\n19.11.2025, 10:15\n{TITLE}\n", TITLE, D, "date line"),
    (f"«Заря», № 34, среда, 19 ноября 2025 года\n\n{TITLE}\n", TITLE, D, "date line"),
    (f"19.11.2025 | Экономика\n{TITLE}\n", TITLE, D, "date line"),
    (f"{TITLE}\n\nОпубликовано 19 ноября 2025 в рубрике «Экономика»\n", TITLE, D, "date line"),
    (f"{TITLE}\n\nНовости университета / 19 ноября 2025 г.\n", TITLE, D, "date line"),
    (f"Пресс-релиз\n19 ноября 2025 г., Тверь\n\n{TITLE}\n", TITLE, D, "date line"),
    (f"Наш край\nНовости   Афиша   Авто   Вакансии\nПоиск по сайту\n19 ноября 2025, среда\n{TITLE}\n", TITLE, D, "date line"),
    (f" date 2025-11-19 {TITLE} Политика\n", TITLE, D, "date line"),
    (f" date 2025-11-19 3.64 BYN\n{TITLE}\n", TITLE, D, "date line"),
    (f" date 2025-11-19 Наш край. Новости города и области\n{TITLE}\n", TITLE, D, "date line"),
    (f" date 2025-11-19 https://example.ru/1\n{TITLE}\n", TITLE, D, "date line"),
    (f" date 2025-11\n{TITLE}\n", TITLE, None, None),
    (f"Среда, 24 декабря 2025\nГродно Облачно +7°C\nВсе новости\nЭкономика\n19 ноября 2025, 15:21\n{TITLE}\n", TITLE, D, "date line"),
    (f"{TITLE}\nПоследнее обновление: 24.12.2025 14:59\n19.11.2025\n", TITLE, D, "date line"),
    (f"{TITLE}\nПоследнее обновление: 24.12.2025 14:59\n", TITLE, None, None),
    (f"Пётр Рогов, вице-губернатор\n19 нояб. 2025 г. в 21:07\n\n{TITLE}\n", TITLE, D, "date line"),
    (f"Пётр Рогов | Верхняя Волга\nПодписаться\n\n{TITLE}\n", TITLE, None, None),
    (f"Официальный сайт администрации\nВерсия для слабовидящих | Карта сайта\n19.11.2025\n{TITLE}\n", TITLE, D, "date line"),
    (f"19\nНОЯ\n2025\n{TITLE}\n", TITLE, D, "date line"),
    (f"2025-11-19T12:50+0300\n{TITLE}\n", TITLE, D, "date line"),
    (f"Экономика\n{TITLE}\nГлеб Дымов\n19 ноября 2025\n", TITLE, D, "date line"),
    (f"Лента\n15:58 Курганцы вылетели в Минск\n15:31 Завод поставит вагоны\n{TITLE}\n", TITLE, None, None),
    ("1. Первая чужая новость дня.\n2. Вторая чужая новость.\n3. Третья.\n4. Четвёртая чужая новость.\n" + TITLE + "\n", TITLE, None, None),
    (f"Город {TITLE}\n{TITLE}\n", TITLE, None, None),
    (f"События\nПрезидиум\n{TITLE}\n", TITLE, None, None),
    (f"- Заря Поволжья - http://zarya.example -\n\n{TITLE}\n", TITLE, None, None),
    (f"⚡️{TITLE} 🚜\n", TITLE, None, None),
    (f"{TITLE}\n31 ноября 2025\n", TITLE, None, None),
    (f"Казань. 19.11.2025. Пресс-центр университета\n{TITLE}\n", TITLE, D, "date line"),
    (f"Омск. 19 ноября 2025. Степные новости\n{TITLE}\n", TITLE, D, "date line"),
    (f"Тверской деловой вестник, 19 ноября 2025 г.\n{TITLE}\n", TITLE, D, "date line"),
    (f"2025-11-19 10:00 {TITLE}\n", f"2025-11-19 10:00 {TITLE}", D, "date line"),
    ("Договор подписан. 19 ноября 2025 года откроют цех\n", "Договор подписан. 19 ноября 2025 года откроют цех", None, None),
]


@pytest.mark.parametrize(("head", "title", "published", "published_from"), HEADS)
def test_head(head: str, title: str, published: date | None, published_from: str | None) -> None:
    text = f"{head}\n{BODY}"
    found = article(text)
    assert (found.title, found.published, found.published_from) == (title, published, published_from)
    assert [text[block.start : block.stop] for block in found.blocks] == [title, P1, P2, P3]


def test_headline_with_quotation_mark_at_its_end_is_no_paragraph() -> None:
    title = "«Верхневолжский станкостроительный завод» отгрузил вторую партию станков для «Гродножилстроя»"
    assert article(f"Пресс-релиз\n19 ноября 2025 г., Тверь\n\n{title}\n\n{BODY}").title == title


def test_headline_with_a_date_is_no_date_line() -> None:
    title = "Форум регионов откроется 19 ноября 2025 года"
    found = article(f"{title}\n{BODY}")
    assert (found.title, found.published) == (title, None)


def test_second_headline_is_the_lead_and_a_repeated_one_is_furniture() -> None:
    lead = "Губернатор Ирина Лужина подвела итоги поездки в Белоруссию"
    found = article(f"{TITLE}\n{lead}\n{TITLE}\nФото: мэрия\n{BODY}")
    assert [(block.kind, found.text[block.start : block.stop]) for block in found.blocks][:2] == [("title", TITLE), ("lead", lead)]
    assert len(found.blocks) == 5


def test_short_headline_above_a_date_and_a_lead_is_no_masthead() -> None:
    lead = "Губернатор Ирина Лужина подвела итоги поездки в Белоруссию"
    found = article(f"Тверичи вернулись из Гродно\n19.11.2025\n{lead}\n{BODY}")
    assert found.title == "Тверичи вернулись из Гродно"


def test_headline_repeated_with_a_caption_glued_to_it_goes() -> None:
    assert kept(f"{TITLE}\n\n{TITLE}администрация органов власти\n\n{BODY}") == [TITLE, P1, P2, P3]


def test_known_title_is_found_below_a_slogan() -> None:
    text = f"Все важные новости области собраны здесь для вас каждый день.\n{TITLE}\n{BODY}"
    found = article(text, title=TITLE)
    assert [(block.kind, text[block.start : block.stop]) for block in found.blocks if block.kind == "title"] == [("title", TITLE)]
    assert found.title == TITLE


def test_author_in_capitals_is_no_headline() -> None:
    found = article(f"Павел РОГОВ\n{BODY}")
    assert found.title is None
    assert [found.text[block.start : block.stop] for block in found.blocks] == [P1, P2, P3]


# --- dates of publication ------------------------------------------------------------------------------------------


def test_container_date_is_believed_before_the_text() -> None:
    found = article(f"{TITLE}\n24 декабря 2025\n{BODY}", published=D, published_from="meta:article:published_time")
    assert (found.published, found.published_from) == (D, "meta:article:published_time")


def test_dateline_gives_the_date_only_with_a_year() -> None:
    assert article(f"{TITLE}\n\nТВЕРЬ, 19 ноября 2025. {BODY}").published_from == "dateline"
    assert article(f"{TITLE}\n\nТВЕРЬ, 19 ноября. /ТАСС/. {BODY}").published is None


@pytest.mark.parametrize(
    "head",
    [
        f"Газета «Волжская заря», среда, 19 ноября 2025 г.\n{TITLE}",
        f"ПРЕСС-РЕЛИЗ. АО «Тверь-Труба». Для распространения. 19 ноября 2025 года\n\n{TITLE}",
        f"{TITLE}19 ноября 2025 года, 16:31\n0",
        f"{TITLE}\n19.11.2025 Медиаресурс «Волга»",
        f"Архив за день: Ноябрь 19, 2025\n\n{TITLE}",
        f"November 19, 2025\n{TITLE}",
        f"{TITLE}\nГлавная > Новости > 19 ноября 2025",
        f"{TITLE}\n\nДоски и станки · дайджест за 10–16 ноября · опубликовано 19.11.2025",
        f"{TITLE}\nСегодня, 19 ноября 2025 года, в Твери открылся форум.",
        f"{TITLE}\nЗавтра, 20 ноября 2025 года, в Твери откроется форум.",
    ],
)
def test_a_head_line_may_hold_more_than_its_date(head: str) -> None:
    assert article(f"{head}\n\n{BODY}").published == D


@pytest.mark.parametrize("head", ["Форум пройдёт 19 ноября 2025 года", "19 ноября 2025 года Тверь примет форум", "Форум в Твери открылся 19 ноября 2025"])
def test_a_headline_that_speaks_of_a_date_is_not_marked_with_it(head: str) -> None:
    assert article(f"{head}\n\n{BODY}").published is None


@pytest.mark.parametrize(
    "tail",
    [
        "Читайте также:\n12.03.2024 Мост через Волгу открыли\nМузей закрыли на ремонт",
        "Другие новости\nПарк открыли\n12 марта 2024",
        "Справка\nЗавод основан 12 марта 1924 года.",
        "20:12 12 марта 2024 Алтай",
        "Последнее обновление: 12.03.2024",
    ],
)
def test_a_date_of_something_else_is_no_publication_date(tail: str) -> None:
    assert article(f"{TITLE}\n\n{BODY}\n\n{tail}").published is None


def test_a_bare_date_below_the_story_counts_when_nothing_else_does() -> None:
    found = article(f"{TITLE}\n\n{BODY}\n\n19.11.2025 16:40\nПросмотров: 12")
    assert (found.published, found.published_from) == (D, "date line")


def test_a_date_in_the_story_is_text() -> None:
    text = f"{TITLE}\n\n{P1}\n{P2}\n{P3}\n19 ноября 2025 года\n{P1}"
    assert "19 ноября 2025 года" in kept(text)


# --- datelines -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "dateline",
    [
        "Тверь, 19 ноября 2025. PenzaNews.",
        "МОСКВА, 12 ноя — РИА Новости.",
        "МОСКВА, 9 сен - ПРАЙМ.",
        "Владивосток. 12 ноября. ИНТЕРФАКС - ДАЛЬНИЙ ВОСТОК -",
        "ТАШКЕНТ, 30 янв — Sputnik.",
        "МОСКВА, 12 ноя.",
        "14 октября, Витебск /Корр. БЕЛТА/.",
        "14 октября, Минск /Юлия Рогова - БЕЛТА/.",
        "23 сентября, Минск.",
        "21 августа, Черноземье-Инфо.",
        "БАРНАУЛ, 22 октября 2025.",
        "АСТРАХАНЬ, 4 сентября. /ТАСС/.",
        "Пекин, 23 декабря /Синьхуа/ --",
        "БАРНАУЛ, 12 декабря, ФедералПресс.",
        "Барнаул, 25 августа - АиФ-Алтай.",
        "БИРОБИДЖАН, 6 декабря, «Город на Бире» -",
        "НИЖНИЙ НОВГОРОД, 6 декабря 2025 года.",
        "Ростов-на-Дону, 6 декабря.",
        "Астана. 5 марта. КазТАГ –",
        "МИНСК. /БЕЛТА/.",
        "Тверь, 7 мая, 2014, 10:28 — ИА Волга.",
        "ИА VolgaMedia, 23 октября.",
        "Дархан. 26 марта 2024. /Вестник степи/",
        "Вологда (12 марта 2018 года, «Север-инфо»).",
        "ТОМСК, 12 мая 2021, Обь-информ.",
        "UzNews, 3 октября 2024 года.",
        "(Пенза, 3 октября 2024 г., «ПензаИнформ»)",
        "УрБК, Екатеринбург, 11.06.2025.",
        "РИА Ю-Вести, Сочи, 5 мая 2019 года –",
        "[20.11.2024]",
        "Бишкек, 14.10.21. /Вести степи/.",
    ],
)
def test_dateline(dateline: str) -> None:
    text = f"{TITLE}\n\n{dateline} {P1}\n\n{P2}"
    found = article(text)
    assert found.dateline is not None
    assert text[found.dateline.start : found.dateline.stop] == dateline
    assert text[found.blocks[1].start :].startswith(dateline)


@pytest.mark.parametrize(
    "start",
    [
        "Вчера, 29 марта, состоялась встреча в Гродно.",
        "Сегодня, 30 марта. Всё готово.",
        "В среду, 14 октября, в Минске открылся форум.",
        "Минск, 14 октября, примет форум регионов.",
        "Гродно и Тверь дружат давно.",
        "Со 2 по 5 июня на Волге пройдут Дни культуры.",
        "14 октября, как ожидается, стороны подпишут договор.",
        "Директор Пётр Рогов 14 октября. Вот кто принял гостей.",
    ],
)
def test_no_dateline(start: str) -> None:
    assert article(f"{TITLE}\n\n{start} {P1}\n\n{P2}").dateline is None


# --- tails, boxes, ends --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tail",
    [
        "Читайте также:\nМэр Твери съездил в Минск\nПарк откроют весной",
        "Читайте также: Мэр Твери съездил в Минск",
        "Ещё по теме:\n«Волга» подписала контракт\nПарк откроют весной",
        "Новости соседних регионов по теме:\n\n23 апреля 2025 года глава района посетил предприятие, завод «Молот».\n20:26 26.04.2025 Курск",
        "Другие материалы рубрики\nПарк откроют весной\nНа семинаре рассказали, какой будет энергетика области через двадцать лет\nМузей",
        "Самое читаемое за неделю:\nТверь закупит автобусы",
        "Топ-новости\nСвежие новости области\nУборку завершат в срок",
        "Предыдущая новость: Парк откроют весной\nСледующая новость: Музей закрыли",
        "Справка «Вестника»\nЗавод основан в 1924 году, выпускает станки и продаёт их в двенадцать стран мира.",
        "Анализ\n×\nОлег Пахомов\nПоследняя должность: Министр (Министерство промышленности)\n187",
        "Парк откроют весной\nМузей закроют на ремонт\nМост через Волгу перекроют в мае",
        "Глеб Дымов",
        "Г. Дымов. Фото автора.",
        "Глеб ДЫМОВ, фото пресс-службы облисполкома",
        "Анна Чернова, Глеб Дымов. «Вести. Тверь»",
        "Пресс-служба правительства Тверской области",
        "Отдел информации университета",
        "Комментарии (14)   Пожаловаться на ошибку\nСамое читаемое за неделю:\nПарк",
        "Правда Поволжья",
        "Глеб Дымов\nФото: Анна Чернова\n\nТеги: Гродно\nЧитайте также:\nПарк откроют весной\nПодписывайтесь на наш канал",
        "Контакты для прессы: 5-11-22",
        "Новости по теме\n- Парк откроют весной\n- Музей закрыли",
        "Смотрите также:\n- Парк откроют весной →\n- Музей закрыли →",
    ],
)
def test_tail_goes(tail: str) -> None:
    assert kept(f"{TITLE}\n\n{BODY}\n\n{tail}") == [TITLE, P1, P2, P3]


@pytest.mark.parametrize(
    "inserted",
    [
        "Читайте также: Мэр Твери съездил в Минск",
        "Читайте также:\nМэр Твери съездил в Минск",
        "Материалы по теме\nМэр Твери съездил в Минск",
        "Другие новости\nМэр Твери съездил в Минск",
    ],
)
def test_story_goes_on_after_a_teaser(inserted: str) -> None:
    text = f"{TITLE}\n\n{P1}\n\n{P2}\n\n{inserted}\n\n{P3}\n\n{P1}\n\n{P2}"
    assert kept(text) == [TITLE, P1, P2, P3, P1, P2]


def test_story_does_not_go_on_where_leads_follow_titles() -> None:
    tail = f"Читайте также:\nМэр Твери съездил в Минск\n{P3}\nПарк откроют весной\n{P2}"
    assert kept(f"{TITLE}\n\n{P1}\n\n{P2}\n\n{P3}\n\n{tail}") == [TITLE, P1, P2, P3]


def test_box_inside_a_story_takes_one_paragraph() -> None:
    text = f"{TITLE}\n\n{P1}\n\nСправка\nЗавод основан в 1924 году и выпускает станки.\n\n{P2}\n\n{P3}"
    assert kept(text) == [TITLE, P1, P2, P3]


def test_list_after_a_colon_stays() -> None:
    text = f"{TITLE}\n\n{P1}\n\n{P2}\n\n{P3}\n\nДокументы подписали:\nзавод «Молот» и «Гродножилстрой»\nТверь и Гродно\nдва университета и колледж"
    assert kept(text)[-3:] == ["завод «Молот» и «Гродножилстрой»", "Тверь и Гродно", "два университета и колледж"]


def test_speaker_line_stays() -> None:
    speaker = "Пётр Рогов, директор завода «Молот»:"
    assert speaker in kept(f"{TITLE}\n\n{P1}\n{speaker}\n«Мы рады гостям. Контракт подпишем весной».\n{P2}")


def test_kinds_of_lines() -> None:
    text = f"{TITLE}\n\n{P1}\n\n- лён и пряжа\n- станки\n\n• мебель\n1) обувь\n\n— Гости довольны, — сказал Рогов.\n\n{P2}"
    found = article(text)
    assert [(block.kind, text[block.start : block.stop]) for block in found.blocks][2:-1] == [
        ("item", "лён и пряжа"),
        ("item", "станки"),
        ("item", "мебель"),
        ("item", "1) обувь"),
        ("text", "— Гости довольны, — сказал Рогов."),
    ]


def test_two_speeches_with_dashes_are_no_list() -> None:
    text = f"{TITLE}\n\n{P1}\n– Мы рады гостям, – сказал Рогов.\n– И мы рады, – ответила Лужина.\n{P2}"
    assert [block.kind for block in article(text).blocks] == ["title", "text", "text", "text", "text"]


# --- nothing is lost -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["Читайте также:", "Глеб Дымов", "Экономика", "#экспорт", "19.11.2025", "Тверь | Гродно | Минск", "Фото: мэрия", "да"],
)
def test_something_is_always_kept(text: str) -> None:
    assert kept(text)


def test_tail_at_the_top_does_not_eat_the_story() -> None:
    assert set(kept(f"{TITLE}\nЧитайте также\n{BODY}")) >= {P1, P2, P3}
    assert set(kept(f"{P1}\nДругие новости\n{BODY}\n{BODY}\n{BODY}")) >= {P1, P2, P3}


def test_windows_and_old_mac_line_ends() -> None:
    for end in ("\r\n", "\r", "\u2028"):
        assert kept(end.join([TITLE, "", P1, "", P2, P3])) == [TITLE, P1, P2, P3]


def test_no_break_spaces_stay_and_edges_are_trimmed() -> None:
    text = f"\xa0 {TITLE} \xa0\n\n \t{P1.replace(' ', chr(160))}  \n"
    assert kept(text) == [TITLE, P1.replace(" ", "\xa0")]


WRAPPED = """Между Тверской областью и
Гродненской областью будет
подписан новый пятилетний план
о сотрудничестве. Об этом 28
октября договорились Олег
Пахомов и Ирина Лужина во вре-
мя визита в Гродно.

Поездка была приурочена к го-
довщине договора о торгово-
экономических связях."""


def test_lines_broken_to_fit_a_column_are_one_block() -> None:
    assert [" ".join(block.split()) for block in kept(WRAPPED)] == [" ".join(part.split()) for part in WRAPPED.split("\n\n")]


def test_headings_and_goods_of_a_list_stay_lines() -> None:
    goods = "мука\nсахар\nмасло\nрыба\nмолоко"
    assert kept(f"{TITLE}\n{P1}\n{goods}")[2:] == goods.split("\n")


def test_broken_words_are_mended_in_place() -> None:
    broken = "о сотрудни-\nчестве, торгово-\nэкономическом и Санкт-\nПетербурге"
    found = unbroken(broken)
    assert len(found) == len(broken)
    assert found == "о сотрудничестве  , торгово-экономическом  и Санкт- Петербурге"


@pytest.mark.parametrize(
    "chrome",
    [
        "Правительственный портал",
        "Возрастное ограничение 18+",
        "Пн.Вт.Ср.Чт.Пт.Сб.Вс.",
        "4 дня назад",
        "170100, Тверь, ул. Советская, д. 1",
        "Мэр столицы открыл новую станцию метро",
        "Ирина Лужина Олег Пахомов Тверская обл. Гродно экспорт мебель",
        "Политика Тверская область",
    ],
)
def test_what_stands_above_the_headline_is_no_title(chrome: str) -> None:
    found = article(f"{chrome}\n\n{TITLE}\n\n{BODY}")
    assert found.title == TITLE
    assert not any(chrome in found.text[block.start : block.stop] for block in found.blocks)


def test_a_headline_that_says_nothing_of_the_story_stays() -> None:
    assert article(f"Праздник на Немане\n\n{BODY}").title == "Праздник на Немане"


@pytest.mark.parametrize(
    ("end", "left"),
    [("и руководителем Социальног", "и руководителем"), ("и руководителем фонда", "и руководителем фонда"), ("и министром Пахомовым", "и министром Пахомовым")],
)
def test_an_excerpt_that_breaks_off_amid_a_word(end: str, left: str) -> None:
    start = "Гости встретились с губернатором Тверской области, председателем торговой палаты"
    assert kept(f"{TITLE}\n\n{P1}\n{start} {end}")[-1] == f"{start} {left}"


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("Максим Белов Россия США ЦФО Тверская обл. культура экспорт", True),
        ("Гродно Тверь мебель Гродно Тверь мебель", True),
        ("Визит Президента Республики Узбекистан Шавката Мирзиёева", False),
        ("Тверская делегация побывала в Гродно и Минске", False),
        ("Тверь, Гродно, Минск, Брест, Витебск, Могилёв", False),
    ],
)
def test_tags(line: str, tags: bool) -> None:
    assert is_tags(line) is tags


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (f"{TITLE}В конце мая {P1}", [TITLE, f"В конце мая {P1}"]),
        (f"{TITLE}14:20 {P1}", [TITLE]),
        (f"«АвтоВАЗ» и «МегаФон» в Гродно. {P1}", [f"«АвтоВАЗ» и «МегаФон» в Гродно. {P1}"]),
    ],
)
def test_a_headline_glued_to_what_follows(line: str, parts: list[str]) -> None:
    assert kept(f"{line}\n{P2}\n{P3}")[: len(parts)] == parts


PIECES = [TITLE, P1, P2, "Читайте также:", "Другие новости", "Справка", "Глеб Дымов", "19.11.2025", " date 2025-11-19 x", "×", "- а", "#т", "", "6+"]
PIECES += ["Фото: x", "1. а", "Лента   Город   Область", "Пётр Рогов:", "17", "ИЮЛ", "2017"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), max_size=14), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_blocks_are_ordered_spans_of_the_text(lines: list[str], end: str) -> None:
    text = end.join(lines)
    found = article(text)
    position = 0
    for block in found.blocks:
        assert position <= block.start < block.stop <= len(text)
        words = text[block.start : block.stop]
        assert words == words.strip()
        assert end == "\n\n" or not re.search(r"[.!?…:;][\r\n]", words)  # only lines that were broken amid a sentence are one block
        position = block.stop
    assert bool(found.blocks) or not any(any(char.isalpha() for char in line) for line in split_text(text))


def split_text(text: str) -> list[str]:
    return [line.text for line in split_lines(text) if len(line.text) > 1]


ENDLESS = ["а ", "1 ", "-", "А. ", "#а ", "а|", "« ", "19.", "Рогов и ", "т: ", "а\n", "Читайте также:\n", "\t", "- а\n", "Справка\n", "1. а\n", "×\n"]
ENDLESS += [f"Читайте также: а\n{P1}\n{P2}\n", f"Другие новости\n{P1}\n{P2}\n{P3}\n", f"Справка\n\n{P1}\n\n", "Глеб Дымов\n", "19.11.2025\n"]


@pytest.mark.parametrize("piece", ENDLESS)
def test_time_grows_with_the_length_only(piece: str) -> None:
    started = time.process_time()
    article(piece * (200_000 // len(piece)))
    assert time.process_time() - started < 5


# --- dates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("19 ноября 2025", D),
        ("19 НОЯБРЯ 2025 ГОДА", D),
        ("19 нояб. 2025 г. в 21:07", D),
        ("19 ноя 2025", D),
        ("19.11.2025", D),
        ("19/11/2025", D),
        ("19.11.25", D),
        ("2025-11-19T10:00:00+03:00", D),
        ("2025-1-9", date(2025, 1, 9)),
        ("1 мая 2024", date(2024, 5, 1)),
        ("5 марта 2024", date(2024, 3, 5)),
        ("9 сент. 2025", date(2025, 9, 9)),
        ("2025", None),
        ("ноябрь 2025", None),
        ("19 ноября", None),
        ("31.02.2025", None),
        ("10.11.12.13", None),
        ("дом 19.11.20255", None),
        ("рост 12.5 и 13.6", None),
    ],
)
def test_full_dates(text: str, expected: date | None) -> None:
    found = find_date(text)
    assert (found.day if found else None) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Wed, 19 Nov 2025 10:00:00 +0300", D),
        (1763546400, D),
        (1763546400000, D),
        ("1763546400", D),
        ("20251119", D),
        (D, D),
        ("", None),
        (None, None),
        (True, None),
        (2025, None),
        ("вчера", None),
    ],
)
def test_dates_of_fields(value: object, expected: date | None) -> None:
    assert date_of_value(value) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.ru/2025/11/19/zavod.html", D),
        ("https://example.ru/20251119/zavod-1.html", D),
        ("https://example.ru/2025/11/zavod", None),
        ("https://example.ru/20251399/1", None),
        ("https://example.ru/news/202511191234", None),
    ],
)
def test_dates_in_addresses(url: str, expected: date | None) -> None:
    assert date_in_url(url) == expected


# --- annotated articles --------------------------------------------------------------------------------------------

GOLD = Path(__file__).parent.parent.parent / "shared" / "gold" / "dev"


@pytest.mark.skipif(not GOLD.exists(), reason="the annotated articles are not here")
def test_annotated_articles() -> None:
    lost, misdated = [], []
    for source in list_sources([GOLD / "articles"]):
        for raw in read_source(source):
            assert isinstance(raw, RawArticle)
            found = clean(raw)
            gold = json.loads((GOLD / f"{Path(source.name).stem}.json").read_text("utf-8"))
            if (found.published.isoformat() if found.published else None) != gold["published"]:
                misdated.append((source.name, found.published))
            for fact in gold["facts"]:
                start = found.text.find(fact["near"])
                if not any(block.start <= start and start + len(fact["near"]) <= block.stop for block in found.blocks) and not fact.get("optional"):
                    lost.append((source.name, fact["near"]))
    assert not lost
    assert not misdated
