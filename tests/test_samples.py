"""The sample articles and their gold annotation fit together; knows the files only, nothing of the pipeline."""

from __future__ import annotations

import csv
import functools
import html
import io
import json
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
RAW = ROOT / "data" / "raw"
GOLD = ROOT / "tests" / "gold"
OTHERS = [ROOT.parent / "shared" / part for part in ("seeds", "gold/dev")]

STATUSES = {"occurred", "ongoing", "planned", "proposed", "denied"}
COMMON = {"table", "near", "status", "kind", "date", "any", "optional"}
PARTIES = {
    "visits": {"visitors", "hosts"},
    "meetings": {"participants"},
    "agreements": {"parties"},
    "contracts": {"suppliers", "customers"},
    "trade_figures": {"sides"},
}
OWN = {
    "visits": {"country"},
    "meetings": {"country", "topic"},
    "agreements": {"subject", "period"},
    "contracts": {"goods", "quantity", "unit", "amount", "currency", "bound", "period"},
    "trade_figures": {"indicator", "period", "value", "currency", "unit", "bound", "change_pct", "change_base", "goods"},
}
KINDS = {
    "visits": {"official_visit", "working_visit", "business_mission", "exchange", "exhibition", "visit"},
    "meetings": {"meeting", "negotiations", "session", "forum"},
    "agreements": {"agreement", "memorandum", "protocol", "roadmap", "treaty", "programme", "joint_venture", "declaration", "other"},
    "contracts": {"supply", "purchase", "construction", "service", "investment", "other"},
    "trade_figures": set(),
}
INDICATORS = {"turnover", "export", "import", "supplies", "investment", "share"}
BOUNDS = {"exact", "approx", "min", "max"}
BROKEN = {"pustoy.txt", "skan.txt"}
ENCODINGS = {
    "omsk_pavlodar_2009.txt": "koi8-r",
    "orel_traktory_2012.txt": "cp866",
    "saransk_haiphong_vuz.txt": "utf-16",
    "amur_heihe_2010.txt": "cp1251",
    "izhevsk_karaganda_press.txt": "cp1251",
    "makhachkala_amirabad_2017.txt": "cp1251",
    "d_moshenniki.txt": "cp1251",
    "novorossiysk_samsun.txt": "cp1251",
    "kostroma_minsk_2013.html": "cp1251",
}
CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
DAY = r"(?:\d{4}|XXXX)(?:-\d{2}(?:-\d{2})?)?"
EDTF = re.compile(rf"(?:{DAY}|\.\.)(?:/(?:{DAY}|\.\.))?")


def flat(text: str) -> str:
    return re.sub(r"\s", " ", text)


def of_page(text: str) -> str:
    bare = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", text)
    return html.unescape(re.sub(r"<[^<>]*>", "", re.sub(r"</?(?:p|div|li|h\d|td|tr|br)\b[^<>]*>", "\n", bare)))


@functools.cache
def articles() -> dict[str, str]:
    """The end of `articles.source` → the text of that article."""
    found: dict[str, str] = {}
    for path in sorted(path for path in RAW.rglob("*") if path.is_file() and path.name not in BROKEN):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                found |= {f"{path.name}!{name}": archive.read(name).decode("utf-8") for name in archive.namelist()}
            continue
        text = path.read_bytes().decode(ENCODINGS.get(path.name, "utf-8-sig"))
        match path.suffix:
            case ".html":
                found[path.name] = of_page(text)
            case ".json":
                found[path.name] = json.loads(text)["text"]
            case ".jsonl":
                found |= _numbered(path, [json.loads(line)["text"] for line in text.splitlines()])
            case ".csv":
                found |= _numbered(path, [row["text"] for row in csv.DictReader(io.StringIO(text))])
            case ".rss":
                found |= _numbered(path, [of_page(item.findtext("description") or "") for item in ElementTree.fromstring(text).iter("item")])
            case _:
                found[path.name] = text
    return found


def _numbered(path: Path, texts: list[str]) -> dict[str, str]:
    return {f"{path.name}#{number}": text for number, text in enumerate(texts, start=1)}


@functools.cache
def golds() -> dict[str, dict[str, Any]]:
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))}


def facts() -> list[dict[str, Any]]:
    return [fact for gold in golds().values() for fact in gold["facts"]]


def names_of(fact: dict[str, Any]) -> list[str]:
    return [name for slot in PARTIES[fact["table"]] for name in fact.get(slot, [])]


def test_every_article_has_one_annotation_and_every_annotation_an_article() -> None:
    assert sorted(gold["article"] for gold in golds().values()) == sorted(articles())


def test_there_are_enough_of_them_and_they_differ() -> None:
    ordinary = [name for name in golds() if not name.startswith("d_")]
    assert len(ordinary) >= 22
    assert len(golds()) - len(ordinary) >= 6
    assert {fact["table"] for fact in facts()} == set(PARTIES)
    assert {status for fact in facts() for status in fact["status"].split("|")} == STATUSES
    assert {Path(name).suffix.partition("#")[0] for name in articles()} >= {".txt", ".html", ".md", ".json", ".jsonl", ".csv", ".rss"}
    lengths = sorted(map(len, articles().values()))
    assert lengths[0] < 300 and lengths[-1] > 3500


def test_the_broken_inputs_are_broken() -> None:
    assert (RAW / "pustoy.txt").read_bytes() == b""
    assert b"\0" in (RAW / "skan.txt").read_bytes()


@pytest.mark.parametrize("name", sorted(golds()))
def test_annotation(name: str) -> None:
    gold = golds()[name]
    text = flat(articles()[gold["article"]])
    assert gold["published"] is None or re.fullmatch(r"\d{4}-\d{2}-\d{2}", gold["published"])
    assert bool(gold["facts"]) != name.startswith("d_"), "a distractor holds no facts, an ordinary article some"
    for fact in gold["facts"]:
        assert flat(fact["near"]) in text, fact["near"]
        _check(fact)


def _check(fact: dict[str, Any]) -> None:
    table, say = fact["table"], fact["near"]
    allowed = COMMON | PARTIES[table] | OWN[table]
    assert set(fact) <= allowed, say
    assert set(fact.get("any", [])) <= allowed - {"table", "near", "status", "any", "optional"}, say
    assert set(fact["status"].split("|")) <= STATUSES, say
    assert set(fact.get("kind", "").split("|")) - {""} <= KINDS[table], say
    assert "kind" in fact or table != "agreements", say
    assert PARTIES[table] <= set(fact), f"name every party slot, empty where nobody is: {say}"
    assert set(fact.get("indicator", "turnover").split("|")) <= INDICATORS, say
    assert fact.get("bound", "exact") in BOUNDS, say
    assert re.fullmatch("[A-Z]{2}", fact.get("country", "XX")), say
    assert re.fullmatch("[A-Z]{3}", fact.get("currency", "XXX")), say
    for slot in ("date", "period", "change_base"):
        assert all(EDTF.fullmatch(one) for one in fact.get(slot, "2025").split("|")), f"{slot}: {say}"
    for party in names_of(fact):
        alternatives, _, code = party.partition("@")
        assert all(one.strip() == one != "" for one in alternatives.split("|")), party
        assert "@" not in party or CODE.fullmatch(code), party
    if table == "trade_figures":
        judged = {"value", "change_pct"} & (set(fact) | set(fact.get("any", [])))
        assert judged and "indicator" in fact, say


def test_nothing_is_copied_from_elsewhere() -> None:
    files = [path for folder in OTHERS if folder.is_dir() for path in sorted(folder.rglob("*.*")) if path.is_file()]
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in files]
    if not texts:
        pytest.skip("no other articles beside this checkout")
    other = flat("\n".join(texts))
    for name, text in articles().items():
        for sentence in re.split(r"(?<=[.!?…])\s+|\n", text):
            assert len(sentence) < 60 or flat(sentence) not in other, f"{name}: {sentence}"
