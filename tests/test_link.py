"""Identity: what is one entity or one event under several names, and what is not."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from extractors import extract
from extractors.parties.link import entity_id, event_id
from pipeline.annotate import annotate
from pipeline.engines import load
from schemas.article import Article, Block
from schemas.facts import Party

Told = tuple[str, str, str | None, str | None, str]  # type, name, country, region, kind of place

ONE: list[tuple[Told, Told]] = [
    (("place", "Белоруссия", "BY", None, "country"), ("place", "Республика Беларусь", "BY", None, "country")),
    (("place", "Татарстан", "RU", "RU-TA", "region"), ("place", "Республика Татарстан", "RU", "RU-TA", "region")),
    (("place", "Верхневолжье", "RU", "RU-TVE", "region"), ("place", "Тверская область", "RU", "RU-TVE", "region")),
    (("place", "город Гродно", "BY", "BY-HR", "town"), ("place", "Гродно", "BY", "BY-HR", "town")),
    (("organization", "ОАО «Гомсельмаш»", "BY", "BY-HO", ""), ("organization", "белорусский холдинг «Гомсельмаш»", "BY", None, "")),
    (("organization", "общество с ограниченной ответственностью «Сурский край»", "RU", None, ""), ("organization", "ООО «Сурский край»", None, None, "")),
    (("government", "Брестский облисполком", "BY", "BY-BR", ""), ("government", "облисполком Брестской области", "BY", "BY-BR", "")),
    (("government", "турецкий минсельхоз", "TR", None, ""), ("government", "Министерство сельского хозяйства Турции", "TR", None, "")),
    (("person", "Олег Вершинин", "RU", "RU-PNZ", ""), ("person", "Вершинин Олег Павлович", None, None, "")),
]
TWO: list[tuple[Told, Told]] = [
    (("place", "Минск", "BY", "BY-HM", "town"), ("place", "Беларусь", "BY", None, "country")),
    (("place", "Советск", "RU", "RU-KGD", "town"), ("place", "Советск", "RU", "RU-KIR", "town")),
    (("place", "Омская область", "RU", "RU-OMS", "region"), ("place", "Омск", "RU", "RU-OMS", "town")),
    (("organization", "завод «Заря»", "RU", None, ""), ("organization", "санаторий «Заря»", "RU", None, "")),
    (("organization", "филиал завода «Гомсельмаш»", "BY", None, ""), ("organization", "«Гомсельмаш»", "BY", None, "")),
    (("group", "инженеры завода «Сура»", "RU", "RU-PNZ", ""), ("organization", "завод «Сура»", "RU", "RU-PNZ", "")),
    (("government", "правительство Пензенской области", "RU", "RU-PNZ", ""), ("government", "правительство Тверской области", "RU", "RU-TVE", "")),
    (("person", "Олег Вершинин", None, None, ""), ("person", "Ольга Вершинина", None, None, "")),
    (("person", "Брест", None, None, ""), ("place", "Брест", "BY", "BY-BR", "town")),
]


@pytest.mark.parametrize(("one", "other"), ONE, ids=lambda told: told[1])
def test_names_of_one_entity(one: Told, other: Told) -> None:
    assert entity_id(*one) == entity_id(*other)


@pytest.mark.parametrize(("one", "other"), TWO, ids=lambda told: told[1])
def test_names_of_two_entities(one: Told, other: Told) -> None:
    assert entity_id(*one) != entity_id(*other)


TEXT = """Делегация Республики Беларусь приехала в Рязанскую область 14 мая 2024 года.
Белоруссия и Рязанская область подписали соглашение о сотрудничестве. Оборот региона с Беларусью вырос до 3,4 млрд рублей.
Беларусь поставит региону двадцать автобусов. В республику область отправит 300 тонн кормов."""


def test_a_place_is_one_entity_in_mentions_and_in_every_table() -> None:
    blocks, at = [], 0
    for line in TEXT.split("\n"):
        blocks.append(Block(at, at + len(line), "text"))
        at += len(line) + 1
    (document,) = annotate([Article("a", "a.txt", None, None, date(2024, 5, 15), None, TEXT, tuple(blocks), "", "utf-8")], load())
    extraction = extract(document)
    parties = [
        party
        for fact in extraction.facts
        for slot in ("visitors", "hosts", "parties", "suppliers", "customers", "reporter", "partner")
        for value in [getattr(fact, slot, None)]
        for party in (value if isinstance(value, tuple) else (value,) if value else ())
    ]
    ids: dict[tuple[str | None, str | None], set[str | None]] = defaultdict(set)
    for told in [*parties, *extraction.mentions]:
        if told.type == "place":
            ids[told.country, told.region].add(told.entity_id)
    assert len(parties) >= 6
    assert {place: len(found) for place, found in ids.items()} == {("BY", None): 1, ("RU", "RU-RYA"): 1}


def party(name: str, type_: str, country: str | None = None, region: str | None = None) -> Party:
    return Party(name=name, type=type_, country=country, region=region, entity_id=entity_id(type_, name, country, region))  # type: ignore[arg-type]


def visit(day: date | None, *, article: str = "a", **sides: tuple[Party, ...]) -> str:
    return event_id("visits", {"article_id": article, "trigger_start": 5, "date_start": day, **sides})


def test_an_event_is_known_by_its_day_and_sides() -> None:
    guests, hosts = (party("делегация Гродно", "group", "BY", "BY-HR"),), (party("Пенза", "place", "RU", "RU-PNZ"),)
    told = visit(date(2024, 5, 14), visitors=guests, hosts=hosts)
    assert told == visit(date(2024, 5, 14), article="b", visitors=guests, hosts=hosts)
    assert told == visit(date(2024, 5, 14), visitors=guests, hosts=(party("Россия", "place", "RU"),)), "a trip to the town is the trip to its country"
    assert told != visit(date(2024, 5, 15), visitors=guests, hosts=hosts)
    assert told != visit(date(2024, 5, 14), visitors=(party("делегация Бреста", "group", "BY", "BY-BR"),), hosts=hosts)


def test_without_a_day_an_event_is_one_of_its_article() -> None:
    guests = (party("делегация Гродно", "group", "BY", "BY-HR"),)
    assert visit(None, visitors=guests, hosts=()) != visit(None, article="b", visitors=guests, hosts=())
