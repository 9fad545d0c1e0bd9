"""Places in text: a table of sentences with every place in them, then what must hold of any text."""

from __future__ import annotations

import sys
import time
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gazetteer import gazetteer, lookup, place_adjective, place_name
from pipeline.places import find_places, find_places_in
from schemas.values import Place

sys.path.append(str(Path(__file__).parents[1] / "scripts"))
import build_places

TABLE = Path(__file__).parent / "tables" / "places.tsv"


def cases() -> list[tuple[str, str]]:
    """The lines of the table."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [(text, expected) for text, _, expected in (line.partition("\t") for line in lines) if text and not text.startswith("#")]


def shown(place: Place) -> str:
    """A place as the table writes it."""
    kind = "" if (place.kind, place.form) == ("town", "name") else f"/{place.kind}" if place.form == "name" else f"/{place.kind}/{place.form}"
    return f"{place.text}={place.name}@{place.region or place.country or '-'}{kind}"


@pytest.mark.parametrize(("text", "expected"), cases())
def test_every_place_of_a_sentence_is_found_and_nothing_else(text: str, expected: str) -> None:
    assert "; ".join(shown(p) for p in find_places(text)) == ("" if expected == "-" else expected)


def test_the_table_holds_enough_places() -> None:
    assert sum(expected.count("=") for _, expected in cases()) >= 200


def test_a_place_of_the_context_settles_a_shared_name() -> None:
    kaliningrad = find_places("Калининградская область")
    assert [p.region for p in find_places("Завод в Советске.")] == [None]
    assert [p.region for p in find_places("Завод в Советске.", kaliningrad)] == ["RU-KGD"]


def test_the_blocks_of_an_article_help_each_other() -> None:
    first, second = find_places_in(["Новости Амурской области", "Гости прилетели в Благовещенск."])
    assert [p.region for p in first] == [p.region for p in second] == ["RU-AMU"]
    assert second[0].start == len("Гости прилетели в ")


@pytest.mark.parametrize(
    ("word", "name", "region", "form"),
    [
        ("пензенский", "Пензенская область", "RU-PNZ", "adjective"),
        ("Сердобск", "Сердобск", "RU-PNZ", "name"),
        ("пензенцы", "Пензенская область", "RU-PNZ", "demonym"),
        ("Ростова-на-Дону", "Ростов-на-Дону", "RU-ROS", "name"),
        ("ханты-мансийского", "Ханты-Мансийский автономный округ", "RU-KHM", "adjective"),
    ],
)
def test_a_word_is_looked_up_in_any_form(word: str, name: str, region: str, form: str) -> None:
    best = lookup(word)[0]
    assert (best.entry.name, best.entry.region, best.form) == (name, region, form)


def test_an_unknown_word_has_no_readings() -> None:
    assert lookup("станок") == ()


@pytest.mark.parametrize(
    ("name", "adjective"),
    [("Пензенская область", "пензенский"), ("Орск", "орский"), ("Китай", "китайский"), ("Кострома", "костромской"), ("Хо Ши Мин", None)],
)
def test_a_place_gives_its_adjective(name: str, adjective: str | None) -> None:
    assert place_adjective(name) == adjective


@pytest.mark.parametrize(
    ("code", "name"),
    [("RU-PNZ", "Пензенская область"), ("BY", "Беларусь"), ("BY-HM", "Минск"), ("RU-MOW", "Москва"), ("CN-SD", "Шаньдун"), ("TR-34", "Стамбул"), ("XX", None)],
)
def test_a_code_gives_its_name(code: str, name: str | None) -> None:
    assert place_name(code) == name


def test_every_adjective_leads_back_to_its_place() -> None:
    table = gazetteer()
    names = [row[4] for row in table.rows if row[6]]
    lost = [name for name in names if (adjective := place_adjective(name)) is None or not any(s.form == "adjective" for s in lookup(adjective))]
    assert len(names) > 1500
    assert not lost


def test_first_level_regions_of_russia_and_its_neighbours_are_all_there() -> None:
    counts: dict[str, set[str]] = {}
    for row in gazetteer().rows:
        if row[2]:
            counts.setdefault(row[1], set()).add(row[2])
    expected = {"RU": 83, "BY": 7, "KZ": 20, "UZ": 14, "KG": 9, "TJ": 5, "TM": 6, "AM": 11, "GE": 12, "MN": 22, "CN": 31}
    assert {country: len(counts[country]) for country in expected} == expected


def test_the_data_file_is_what_the_reviewed_tables_build() -> None:
    made = build_places.file_text(build_places.all_rows())
    assert made == resources.files("pipeline").joinpath("data/places.tsv").read_text(encoding="utf-8"), "run scripts/build_places.py"


def test_the_data_file_stays_small() -> None:
    assert len(resources.files("pipeline").joinpath("data/places.tsv").read_bytes()) < 1_000_000


@given(st.text(alphabet="Пензенская область и край, Минск-Москва «Орёл» А. Киров (Якутия)\n\u00a0—İ123", max_size=120))
def test_any_text_gives_spans_in_order_that_quote_it(text: str) -> None:
    places = find_places(text)
    assert all(text[p.start : p.stop] == p.text for p in places)
    assert all(a.stop <= b.start for a, b in pairwise(places))


@given(st.lists(st.sampled_from([text for text, _ in cases()]), max_size=6))
def test_sentences_set_side_by_side_give_spans_in_order(texts: list[str]) -> None:
    text = " ".join(texts)
    places = find_places(text)
    assert all(text[p.start : p.stop] == p.text for p in places)
    assert all(a.stop <= b.start for a, b in pairwise(places))


@pytest.mark.parametrize("piece", ["Нижний ", "Пензенская, ", "Минск-", "А. ", "районрайон ", "Республика ", "Ростов-на-", "«", "российско-"])
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * (count // len(piece))
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            find_places(text)
            best = min(best, time.process_time() - start)
        return best

    seconds(1000)
    assert seconds(24_000) < 10 * seconds(6_000) + 0.05
