"""Merging: two tellings of one fact become one row, two facts stay two. Tables of hand-built drafts and of short articles."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from extractors import extract
from extractors.build import Draft
from extractors.merging.merge import merge, same_subject
from extractors.parties.same import one_side, same_party
from pipeline.annotate import annotate
from pipeline.engines import load
from schemas.article import Article, Block
from schemas.facts import Agreement, Contract, Fact, Meeting, Party, Visit
from schemas.match import Match

TVER = {"country": "RU", "region": "RU-TVE"}
MINSK = {"country": "BY", "region": "BY-MI"}
OSH = {"country": "KG", "region": "KG-O"}


def party(name: str, type_: str = "person", **place: str) -> Party:
    return Party(name=name, type=type_, entity_id=f"e-{name}", start=0, end=1, **place)


LEVINA, KARIMOV, ROVDO = party("Анна Левина"), party("Рустам Каримов"), party("Виктор Ровдо")
TVER_REGION, MINSK_REGION, OSH_REGION = (
    party("Тверская область", "place", **TVER),
    party("Минская область", "place", **MINSK),
    party("Ошская область", "place", **OSH),
)
TVER_TOWN, TVER_CABINET, TVER_CHIEF = (
    party("Тверь", "place", **TVER),
    party("правительство Тверской области", "government", **TVER),
    party("Иван Котов", **TVER),
)
GOVERNOR, ENVOY = (party(post, position=post, **place) for post, place in (("губернатор Тверской области", TVER), ("посол Беларуси", {"country": "BY"})))
KOTOV, ILYIN = (
    party("Иван Котов", position="губернатор Тверской области", **TVER),
    party("Пётр Ильин", position="чрезвычайный и полномочный посол Беларуси", country="BY"),
)
DEPUTY = party("Нина Жукова", position="вице-губернатор Тверской области", **TVER)
BUSINESS, STUDENTS = party("представители предприятий", "group"), party("студенты вузов", "group")
BELARUS, BANK = party("Беларусь", "place", country="BY"), party("«Банк»", "organization", **TVER)


def draft(table: str, at: int, *, status: str = "occurred", rule: str = "r", day: str | None = None, **columns: Any) -> Draft:
    match = Match(table, f"{table}.{rule}", at, 0, "active", status, "", {})
    fixed = {"status": status, "rule": f"{table}.{rule}", "trigger_start": at * 100, "evidence_start": at * 100, "date": day}
    first = date.fromisoformat(day) if day else None
    return Draft(table, match, {**fixed, "date_start": first, "date_end": first, **columns})


def meeting(at: int, *participants: Party, kind: str = "meeting", **columns: Any) -> Draft:
    return draft("meetings", at, participants=participants, kind=kind, **columns)


def agreement(at: int, *parties: Party, kind: str = "agreement", **columns: Any) -> Draft:
    return draft("agreements", at, parties=parties, kind=kind, **columns)


MERGED = {
    "the same two people": (meeting(1, LEVINA, KARIMOV), meeting(4, KARIMOV, LEVINA)),
    "one person told again": (meeting(1, LEVINA, KARIMOV), meeting(4, KARIMOV)),
    "talks are a meeting": (meeting(1, LEVINA, KARIMOV), meeting(4, LEVINA, KARIMOV, kind="negotiations")),
    "a place and its government": (meeting(1, TVER_REGION, MINSK_REGION), meeting(4, TVER_CABINET, MINSK_REGION)),
    "held and going on": (meeting(1, LEVINA, KARIMOV), meeting(4, LEVINA, KARIMOV, status="ongoing")),
    "a date known once": (meeting(1, LEVINA, KARIMOV, day="2025-05-14"), meeting(4, LEVINA, KARIMOV)),
    "the posts of a headline": (meeting(0, GOVERNOR, ENVOY), meeting(4, KOTOV, ILYIN)),
    "a region and who acts for it": (meeting(0, TVER_REGION, ENVOY), meeting(4, KOTOV, ILYIN)),
    "a region and its town sign": (agreement(1, TVER_REGION, MINSK_REGION), agreement(4, TVER_TOWN, MINSK_REGION)),
    "one folk in two numbers": (meeting(1, KOTOV, BUSINESS), meeting(4, KOTOV, party("представители ряда заводов", "group"))),
    "a document without sides": (agreement(1, TVER_REGION, MINSK_REGION, subject="обмен студентами"), agreement(4)),
    "the same subject in other words": (agreement(1, TVER_REGION, MINSK_REGION, subject="обмен студентами"), agreement(4, TVER_REGION, subject="студенты")),
    "one paper, told as a plan and as done": (agreement(1, TVER_REGION, paper=(1, 3), status="planned"), agreement(4, MINSK_REGION, paper=(1, 3))),
    "the country stands for its region": (agreement(1, TVER_REGION, BELARUS), agreement(4, TVER_REGION, MINSK_REGION)),
    "a consulate and the mission": (
        agreement(1, TVER_REGION, BELARUS, kind="other", subject="генконсульство Беларуси"),
        agreement(2, KOTOV, ILYIN, kind="other", subject="дипломатическое представительство"),
    ),
    "twin towns and their agreement": (
        agreement(1, TVER_TOWN, MINSK_REGION, kind="treaty", subject="побратимство"),
        agreement(4, TVER_TOWN, MINSK_REGION, subject="побратимство"),
    ),
}

APART = {
    "another partner": (meeting(1, LEVINA, KARIMOV), meeting(4, LEVINA, ROVDO)),
    "a deputy is another": (meeting(0, GOVERNOR, ENVOY), meeting(4, DEPUTY, ILYIN)),
    "a commission's session": (meeting(0, KOTOV, ILYIN), meeting(4, TVER_REGION, BELARUS, kind="session")),
    "another day": (meeting(1, LEVINA, KARIMOV, day="2025-05-14"), meeting(4, LEVINA, KARIMOV, day="2025-05-16")),
    "held and planned": (meeting(1, LEVINA, KARIMOV), meeting(4, LEVINA, KARIMOV, status="planned")),
    "a forum is no talk": (meeting(1, TVER_REGION, MINSK_REGION, kind="forum"), meeting(4, TVER_REGION, MINSK_REGION)),
    "separate talks under one word": (meeting(1, LEVINA, KARIMOV), meeting(1, LEVINA, ROVDO)),
    "another kind of paper": (agreement(1, TVER_REGION, MINSK_REGION), agreement(4, TVER_REGION, MINSK_REGION, kind="protocol")),
    "another partner signs": (agreement(1, TVER_REGION, MINSK_REGION), agreement(4, TVER_REGION, OSH_REGION)),
    "two consulates": (
        agreement(1, TVER_REGION, BELARUS, kind="other", subject="генконсульство Беларуси"),
        agreement(2, TVER_REGION, OSH_REGION, kind="other", subject="генконсульство Киргизии"),
    ),
    "another folk": (meeting(1, KOTOV, BUSINESS), meeting(4, KOTOV, STUDENTS)),
    "another subject": (agreement(1, TVER_REGION, MINSK_REGION, subject="туризм"), agreement(4, TVER_REGION, MINSK_REGION, subject="школы")),
    "signed and refused": (agreement(1, TVER_REGION, MINSK_REGION), agreement(4, TVER_REGION, MINSK_REGION, status="denied")),
    "several are none of those told singly": (agreement(1, several=True), agreement(4, TVER_REGION, MINSK_REGION, several=False)),
    "two tables": (meeting(1, TVER_REGION, MINSK_REGION), agreement(4, TVER_REGION, MINSK_REGION)),
}


@pytest.mark.parametrize(("first", "second"), MERGED.values(), ids=MERGED)
def test_one_fact_is_one_row(first: Draft, second: Draft) -> None:
    assert len(merge([first, second])) == 1


@pytest.mark.parametrize(("first", "second"), APART.values(), ids=APART)
def test_two_facts_are_two_rows(first: Draft, second: Draft) -> None:
    assert len(merge([first, second])) == 2


def test_the_kept_row_takes_what_it_lacks() -> None:
    kept = merge([agreement(1, TVER_REGION, subject=None), agreement(4, TVER_REGION, MINSK_REGION, subject="туризм", day="2025-05-14")])[0]
    assert (kept.get("subject"), kept.get("date")) == ("туризм", "2025-05-14")
    assert [p.name for p in kept.get("parties")] == ["Тверская область", "Минская область"]


def test_the_named_take_the_seats_of_bare_posts_and_places() -> None:
    kept = merge([meeting(0, TVER_REGION, ENVOY), meeting(4, ILYIN, KOTOV)])[0]
    assert [p.name for p in kept.get("participants")] == ["Иван Котов", "Пётр Ильин"]


def test_a_side_is_not_listed_twice() -> None:
    kept = merge([agreement(1, TVER_REGION, MINSK_REGION), agreement(4, TVER_CABINET, MINSK_REGION)])[0]
    assert [p.name for p in kept.get("parties")] == ["Тверская область", "Минская область"]


SIDES = [
    (TVER_REGION, TVER_TOWN, True),
    (TVER_REGION, TVER_CHIEF, True),
    (TVER_REGION, TVER_CABINET, True),
    (BELARUS, MINSK_REGION, True),
    (TVER_REGION, MINSK_REGION, False),
    (TVER_CHIEF, party("Пётр Лосев", **TVER), False),
    (TVER_CHIEF, BANK, False),
    (LEVINA, KARIMOV, False),
]


@pytest.mark.parametrize(("one", "other", "expected"), SIDES)
def test_who_stands_for_whom(one: Party, other: Party, expected: bool) -> None:
    assert one_side(one, other) is one_side(other, one) is expected


def test_a_person_is_not_a_place() -> None:
    assert same_party(TVER_REGION, TVER_TOWN) and not same_party(TVER_REGION, TVER_CHIEF)


@pytest.mark.parametrize(("one", "other", "expected"), [("обмен студентами", "обмены", True), ("туризм", None, True), ("туризм", "школы", False)])
def test_subjects(one: str | None, other: str | None, expected: bool) -> None:
    assert same_subject(one, other) is expected


ARTICLES: list[tuple[str, type[Fact], int]] = [
    ("Министр Анна Левина встретилась с послом Виктором Ровдо.\nВстреча Анны Левиной с Виктором Ровдо длилась час.", Meeting, 1),
    ("Министр Анна Левина встретилась с послом Виктором Ровдо.\nПозже министр Анна Левина встретилась с акимом Ерланом Абишевым.", Meeting, 2),
    ("Министр Анна Левина провела встречи с послом Виктором Ровдо и с акимом Ерланом Абишевым.", Meeting, 2),
    ("Министр Анна Левина встретилась с послом Виктором Ровдо. Стороны обсудили дороги.", Meeting, 1),
    ("Тверь и Гродно подписали соглашение о туризме.\nДокумент подписан на пять лет.", Agreement, 1),
    ("Тверь и Гродно подписали соглашение о туризме.\nЕго подписали мэры.", Agreement, 1),
    ("Тверь и Гродно подписали соглашение о туризме.\nТверь и Гродно подписали протокол о дорогах.", Agreement, 2),
    ("Тверь и Гродно подписали соглашение о туризме.\nТверь и Ош подписали соглашение о дорогах.", Agreement, 2),
    ("Тверь и Гродно подписали соглашение о создании совместного предприятия.", Agreement, 1),
    ("Тверь и Гродно подписали соглашение о туризме.\nГродно предложил создать с Тверью совместный фонд.", Agreement, 2),
    ("Меморандум о взаимопонимании подписали вузы Твери и Гродно.\n«Мы приехали подписать меморандум», — сказал ректор.", Agreement, 1),
    ("Делегация Японии побывает на Сахалине в августе. Прибытие гостей ожидается 12 августа. Визит делегации Японии приурочен к форуму.", Visit, 1),
    ("Премьер Непала Рам Тапа отменил визит в Казань, намеченный на среду. Рам Тапа должен был посетить Россию в среду.", Visit, 1),
    ("Премьер Непала Рам Тапа прилетел в Беларусь. Во время визита в Минск премьер Непала встретится с министром.", Visit, 1),
    ("Премьер Непала Рам Тапа прилетел в Казань. Визит Рама Тапы в Казань пройдёт 2–3 мая.", Visit, 1),
    ("Премьер Непала Рам Тапа прилетел в Казань. Ответный визит в Катманду намечен на май.", Visit, 2),
    ("Министр обороны Непала Рам Тапа во вторник встретится с президентом Индии Радж Кумаром. Ранее Тапа встретился с главой Минобороны Индии.", Meeting, 2),
    ("Премьер Непала Рам Тапа встретился с мэром Казани Иваном Котовым. Главы двух городов обсудили порт.", Meeting, 1),
    ("Премьер Непала Рам Тапа посетит Казань. В мае 2023 года Рам Тапа уже посещал Казань.", Visit, 2),
    ("Премьер Непала Рам Тапа провёл вечером в Казани встречу с мэром Иваном Котовым.", Visit, 0),
    ("Премьер Непала Рам Тапа прилетел в Казань. В ходе визита премьер предложил возить по Каспийскому морю рис.", Visit, 1),
    ("Премьер Непала Рам Тапа посетил Казань. Прошлый визит Рама Тапы в Казань состоялся в 2019 году.", Visit, 2),
    ("Контракт на 40 млн рублей подписали завод «Гамма» и иранская «Сабз». За 40 млн рублей «Гамма» отремонтирует насосы.", Contract, 1),
    ("Завод «Гамма» заключил договор с армянской «Масис» на 20 генераторов.", Agreement, 0),
    ("Департамент экономики заключит с районами соглашения о софинансировании. В Тверь приехали гости из Риги.", Agreement, 0),
    ("В Тверь на два дня приехали бизнесмены из Риги договариваться о пеллетах.", Agreement, 0),
    ("Вчера автобус с гостями ушёл на Иматру.", Contract, 0),
    ("Детали обсудят в феврале, когда в Ростов приедет владелец фирмы Пабло Кинтана.", Contract, 0),
    ("Через порты «Азов», «Ейск» и «Тамань» за неделю вывезено 300 тысяч тонн зерна.", Contract, 0),
]


@cache
def facts() -> list[tuple[Fact, ...]]:
    articles = []
    for i, (text, _, _) in enumerate(ARTICLES):
        blocks, at = [], 0
        for line in text.split("\n"):
            blocks.append(Block(at, at + len(line), "text"))
            at += len(line) + 1
        articles.append(Article(f"a{i}", f"{i}.txt", None, None, date(2025, 6, 10), None, text, tuple(blocks), "", "utf-8"))
    return [extract(document).facts for document in annotate(articles, load())]


@pytest.mark.parametrize("number", range(len(ARTICLES)))
def test_rows_of_an_article(number: int) -> None:
    text, table, expected = ARTICLES[number]
    assert sum(isinstance(fact, table) for fact in facts()[number]) == expected, text


def headed(title: tuple[Party, ...], told: tuple[Party, ...], *, sentence: int = 1, status: str = "occurred") -> int:
    """A headline's meeting and one that a later sentence tells → how many rows they are."""
    common = {"article_id": "a", "status": "occurred", "date": None, "date_start": None, "date_end": None, "kind": "meeting", "rule": "meetings.meet"}
    drafts = []
    for at, sides, headline in ((0, title, True), (sentence, told, False)):
        match = Match("meetings", "meetings.meet", at, 0, "active", "occurred", "", {})
        columns = {**common, "participants": sides, "trigger_start": at * 100, "headline": headline}
        drafts.append(Draft("meetings", match, columns | ({} if headline else {"status": status})))
    return len(merge(drafts))


def test_a_headline_and_its_story_are_one_row() -> None:
    chief, minsk = party("глава региона", position="глава региона"), party("Минск", "place", country="BY", region="BY-HM")
    delegation = party("делегация Минска", "group", country="BY", region="BY-HM")
    assert headed((chief, minsk), (KOTOV, delegation)) == 1
    assert headed((chief, minsk), (KOTOV, delegation), status="denied") == 2
    assert headed((chief, minsk), (KOTOV, delegation), sentence=9) == 2
    assert headed((LEVINA, minsk), (KOTOV, delegation)) == 2
    assert headed((chief, OSH_REGION), (KOTOV, delegation)) == 2


def test_a_firm_in_a_headline_is_who_acts_for_it() -> None:
    firm, minsk = party("компания «Новомаш»", "organization", **TVER), party("минские заводчане", "group", country="BY", region="BY-HM")
    envoy, guest = party("Анна Лыкова", position="вице-президент тверской компании", **TVER), party("руководство заводов Минска", "group", country="BY")
    assert headed((firm, minsk), (envoy, guest)) == 1
    assert headed((firm, minsk), (KOTOV, guest)) == 2
