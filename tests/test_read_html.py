"""Pages become readable text: layouts of news sites, made up here, and what they say of their title, address and date."""

from __future__ import annotations

import time
from datetime import date

import pytest

from pipeline.clean import clean
from pipeline.readers_html import read_page, text_of_fragment
from pipeline.readers_plain import article_of_page, declared_charset
from schemas.article import RawArticle, Reject

TITLE = "Тверская делегация побывала в Гродно"
P1 = "Делегация Тверской области во главе с Ириной Лужиной прибыла в Гродно и осмотрела два завода, сообщили в облисполкоме."
P2 = "Стороны договорились о поставке тридцати тракторов до конца года, рассказал заместитель министра Олег Пахомов."
P3 = "В следующем году в Твери откроется торговый дом, где белорусские предприятия покажут мебель, обувь и продукты."
STORY = f"<p>{P1}</p><p>{P2}</p><p>{P3}</p>"
EXPECTED = f"{TITLE}\n{P1}\n{P2}\n{P3}"
DAY = date(2025, 11, 19)

MENU = '<nav><ul><li><a href="/">Новости</a></li><li><a href="/e">Экономика</a></li></ul></nav>'
SIDE = '<aside><h3>Лента</h3><ul><li><a href="/1">15:40 Мост через Волгу закрыли до осени</a></li><li><a href="/2">Парк открыли</a></li></ul></aside>'
RELATED = '<div class="related-news"><h3>Читайте также</h3><p><a href="/3">Псковская делегация прибыла в Витебск и подписала контракт.</a></p></div>'
FOOTER = "<footer><p>© 2009–2025 «Вестник». Свидетельство о регистрации СМИ ЭЛ № 1. Все права защищены законом. 16+</p></footer>"

LAYOUTS = {
    "article": f"<header>{MENU}</header><main><article><h1>{TITLE}</h1>{STORY}</article></main>{SIDE}{RELATED}{FOOTER}",
    "divs": f"<div id='menu'><a href='/'>Главная</a></div><div id='c'><h1>{TITLE}</h1><div class='text'>{STORY}</div></div>{RELATED}{FOOTER}",
    "headline apart": f"<div class='top'><h1>{TITLE}</h1></div><div class='row'><div class='col'>{STORY}</div><div class='sidebar'>{SIDE}</div></div>",
    "br for paragraphs": f"<h1>{TITLE}</h1><div>{P1}<br><br>{P2}<br/>{P3}</div>{FOOTER}",
    "table layout": f"<table><tr><td>{MENU}</td><td><h1>{TITLE}</h1>{STORY}</td><td>{SIDE}</td></tr></table>",
    "form around it all": f"<form id='aspnetForm'><h1>{TITLE}</h1>{STORY}{RELATED}</form>",
    "furniture name on the body": f"<div class='has-sidebar menu-open'><article class='post tag-minsk'><h1>{TITLE}</h1>{STORY}</article></div>",
    "marked body": f"<article><h1>{TITLE}</h1><div itemprop='articleBody'>{STORY}</div><div>{RELATED}</div></article>",
    "banner inside": f"<article><h1>{TITLE}</h1><p>{P1}</p><div class='banner'><a href='/t'>Наш канал</a></div><p>{P2}</p><p>{P3}</p></article>",
    "caption and script inside": (
        f"<article><h1>{TITLE}</h1><figure><img><figcaption>Фото: мэрия</figcaption></figure><script>var a='{P1}'</script>{STORY}</article>"
    ),
    "teaser inside": f"<article><h1>{TITLE}</h1><p>{P1}</p><p>Читайте также: <a href='/3'>Псковичи в Витебске</a></p><p>{P2}</p><p>{P3}</p></article>",
    "comments below": f"<h1>{TITLE}</h1>{STORY}<div id='comments'><p>{P1.upper()}</p><p>Гость пишет, что всё это давно пора было сделать, и он рад.</p></div>",
    "unclosed tags": f"<h1>{TITLE}<div><p>{P1}<p>{P2}<p>{P3}",
    "site name in another h1": f"<h1>Вестник Волги</h1><div><h1>{TITLE}</h1>{STORY}</div>",
    "title only in the head": f"<div>{STORY}</div>",
    "words in pieces": f"<h1>{TITLE}</h1><p>{P1[:40]}<b>{P1[40:60]}</b><span>{P1[60:]}</span></p><p>\n  {P2.replace(' ', chr(10), 3)}</p><p>{P3}</p>",
    "hidden twin": f"<h1>{TITLE}</h1><div style='display: none'>{STORY}</div><div>{STORY}</div>",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout(layout: str) -> None:
    page = read_page(f"<html><head><title>{TITLE} | Вестник</title></head><body>{LAYOUTS[layout]}</body></html>")
    assert page.text == EXPECTED
    assert page.title == TITLE


def test_lists_quotes_tables_and_lead_are_kept() -> None:
    page = read_page(
        f"<article><h1>{TITLE}</h1><p class='lead'>Подписаны два контракта</p><p>{P1}</p><h2>Итоги</h2><ul><li>лён, 20 тонн</li><li>станки</li></ul>"
        f"<blockquote>«Мы рады», – сказал Рогов.</blockquote><table><tr><td>Экспорт</td><td>12 млн</td></tr></table><p>{P2}</p></article>"
    )
    lines = ["Подписаны два контракта", P1, "Итоги", "- лён, 20 тонн", "- станки", "«Мы рады», – сказал Рогов.", "Экспорт 12 млн", P2]
    assert page.text.split("\n") == [TITLE, *lines]


def test_characters_stay_as_they_are() -> None:
    page = read_page(f"<h1>{TITLE}</h1><p>«Молот» &mdash; 12&nbsp;млн &laquo;рублей&raquo; &amp; 5 &lt; 6, за&shy;вод, ё, №&#160;1. {P1}</p>")
    assert f"«Молот» — 12\xa0млн «рублей» & 5 < 6, завод, ё, №\xa01. {P1}" in page.text


@pytest.mark.parametrize(
    "body",
    [
        "",
        MENU,
        f"{MENU}{SIDE}{FOOTER}",
        "<div><a href='/1'>Одна новость дня</a><a href='/2'>Другая новость дня</a></div>",
        "<script>document.write('текст статьи, которого на странице без скрипта нет')</script>",
        "<h1>Ошибка 404</h1><p>Нет страницы</p>",
    ],
)
def test_page_without_an_article(body: str) -> None:
    found = article_of_page("x.html", f"<html><head><title>Вестник</title></head><body>{body}</body></html>".encode())
    assert isinstance(found, Reject)
    assert found.reason == "no_text"


HEADS = [
    ('<meta property="article:published_time" content="2025-11-19T10:00:00+03:00">', "", "meta:article:published_time"),
    ('<meta name="mediator_published_time" content="2025-11-19T10:00">', "", "meta:mediator_published_time"),
    ('<meta itemprop="datePublished" content="2025-11-19">', "", "meta:datepublished"),
    ('<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2025-11-19"}]}</script>', "", "json-ld"),
    ('<script type="application/ld+json">{broken, "datePublished": "2025-11-19T01:00:00Z",}</script>', "", "json-ld"),
    ("", '<time datetime="2025-11-19T10:00">сегодня</time>', "time"),
    ("", "<time>19 ноября 2025, 10:00</time>", "time"),
    ("", '<span itemprop="datePublished" content="2025-11-19">вчера</span>', "time"),
    ('<link rel="canonical" href="https://example.ru/2025/11/19/vizit.html">', "", "url"),
    ('<meta property="og:url" content="https://example.ru/20251119/vizit">', "", "url"),
    ("", '<p class="date">19 ноября 2025, 10:00</p>', "date line"),
    ("", "<div>Опубликовано: 19.11.2025 &nbsp;|&nbsp; Комментарии (4)</div>", "date line"),
    ('<meta name="date" content="2025">', "<p>19.11.2025</p>", "date line"),
    ('<meta property="article:published_time" content="">', "<p>19.11.2025</p>", "date line"),
    ('<meta property="article:modified_time" content="2026-01-01">', "<p>19.11.2025</p>", "date line"),
]


@pytest.mark.parametrize(("head", "visible", "published_from"), HEADS)
def test_date_of_publication(head: str, visible: str, published_from: str) -> None:
    html = f"<html><head>{head}</head><body><article><h1>{TITLE}</h1>{visible}{STORY}</article></body></html>"
    raw = article_of_page("x.html", html.encode())
    assert isinstance(raw, RawArticle)
    found = clean(raw)
    assert (found.published, found.published_from) == (DAY, published_from)
    assert [found.text[block.start : block.stop] for block in found.blocks] == [TITLE, P1, P2, P3]


def test_date_above_the_headline_comes_below_it() -> None:
    raw = article_of_page("x.html", f"<div><span class='d'>19 ноября 2025</span></div><h1>{TITLE}</h1><div>{STORY}</div>".encode())
    assert isinstance(raw, RawArticle)
    assert raw.text.split("\n")[:2] == [TITLE, "19 ноября 2025"]
    assert clean(raw).published == DAY


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="2025">',
        '<meta property="article:published_time" content="2025-11">',
        '<script type="application/ld+json">{"dateModified": "2025-11-19"}</script>',
        '<script type="application/ld+json">' + '{"a":' * 5000 + "</script>",
        '<meta name="revised" content="2025-11-19">',
    ],
)
def test_no_date_is_made_up(head: str) -> None:
    raw = article_of_page("x.html", f"<html><head>{head}</head><body><h1>{TITLE}</h1>{STORY}<p>© 2009–2025</p></body></html>".encode())
    assert isinstance(raw, RawArticle)
    assert (raw.published, raw.published_from) == (None, None)
    assert clean(raw).published is None


def test_title_and_address() -> None:
    page = read_page(
        f'<html><head><title>x</title><meta property="og:title" content="{TITLE}"><link rel="canonical" href="https://example.ru/1"></head><body>{STORY}</body></html>'
    )
    assert (page.title, page.url) == (TITLE, "https://example.ru/1")
    assert page.text == EXPECTED
    assert read_page(f"<h1>{TITLE}</h1>{STORY}", url="https://example.ru/2").url == "https://example.ru/2"


@pytest.mark.parametrize(
    ("encoding", "meta"),
    [
        ("cp1251", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
        ("koi8-r", '<meta charset="koi8-r">'),
        ("cp1251", '<meta charset="utf-8">'),
        ("cp1251", ""),
        ("utf-8", '<meta charset="windows-1251">'),
        ("cp866", "<meta charset=ibm866>"),
    ],
)
def test_charset_is_respected_when_plausible(encoding: str, meta: str) -> None:
    data = f"<html><head>{meta}</head><body><h1>{TITLE}</h1>{STORY}</body></html>".replace("—", "-").replace("–", "-").encode(encoding)
    raw = article_of_page("x.html", data)
    assert isinstance(raw, RawArticle)
    assert (raw.text, raw.encoding) == (EXPECTED, encoding)


def test_declared_charset() -> None:
    assert declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">') == "windows-1251"
    assert declared_charset(b'<?xml version="1.0" encoding="koi8-r"?>') == "koi8-r"
    assert declared_charset(b"<p>charset") is None


def test_fragment() -> None:
    assert text_of_fragment("Один<br>Два<p>Три <b>и</b> четыре</p><div class='share'>Поделиться</div><ul><li>а</li></ul>") == "Один\nДва\nТри и четыре\n- а"
    assert text_of_fragment("") == ""


ENDLESS = ["<div>", "<div class='menu'>", "<span class='menu'>", "<b>", "<p>а", "<a href='x'>", "<table><tr><td>", "<!--", "<", "<li>"]


@pytest.mark.parametrize("piece", [*ENDLESS, f"<div>{P1}", f"<h1>{TITLE}</h1>"])
def test_hostile_pages_take_their_time_only(piece: str) -> None:
    started = time.process_time()
    read_page(piece * (60_000 // len(piece)))
    assert time.process_time() - started < 5
