"""Inputs of every kind become raw articles or rejects; nothing raises and nothing is lost. Every text here is made up."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import os
import pickle
import sys
import tarfile
import time
import zipfile
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import archives
from pipeline.encodings import decode, known, sound
from pipeline.read import ADVICE, EXTENSIONS, READERS, Source, list_sources, read_source
from pipeline.reading import ReadOptions, sniff
from schemas.article import RawArticle, Reject

TEXT = "Делегация Твери посетила Гродно. Завод «Молот» поставит станки на 12 млн рублей, сообщил Пётр Ёлкин."
LONG = f"{TEXT} Стороны обсудили поставки льна и открытие торгового дома в будущем году."
HTML = f"<html><head><title>Визит в Гродно</title></head><body><h1>Визит в Гродно</h1><p>{LONG}</p><p>{TEXT}</p></body></html>"
DAY = date(2025, 11, 19)


def read(*inputs: Path | str, options: ReadOptions | None = None) -> list[RawArticle | Reject]:
    return [found for source in list_sources(inputs) for found in read_source(source, options)]


def one(path: Path, options: ReadOptions | None = None) -> RawArticle:
    (found,) = read(path, options=options)
    assert isinstance(found, RawArticle), found
    return found


def rejected(path: Path, options: ReadOptions | None = None) -> Reject:
    (found,) = read(path, options=options)
    assert isinstance(found, Reject), found
    assert found.detail
    return found


def put(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def zipped(**members: bytes | str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name if "." in name else name.replace("__", "."), data)
    return buffer.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


# --- encodings -----------------------------------------------------------------------------------------------------

ENCODINGS = ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
SAMPLES = [TEXT, "Пенза", "привет из Минска", "ОАО МАЗ", "ЗАВОД ПОСТАВИТ СТАНКИ В МИНСК", "МАЗ-203 и Maz (Minsk) 2025", "Контракт\r\nподписан\r\n"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", SAMPLES)
def test_encoding_is_found(text: str, encoding: str) -> None:
    data = text.encode(encoding, "replace")
    expected = data.decode(encoding)
    found = decode(data)
    assert (found.problem, found.text) == (None, expected)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encoding_of_a_file_is_recorded(tmp_path: Path, encoding: str) -> None:
    found = one(put(tmp_path / "a.txt", LONG.encode(encoding, "replace")))
    assert found.text == LONG.encode(encoding, "replace").decode(encoding)
    assert "новый\n".encode(found.encoding).decode(found.encoding) == "новый\n"


def test_declared_encoding_is_believed_only_when_plausible() -> None:
    data = TEXT.encode("cp1251")
    assert decode(data, declared="windows-1251").text == TEXT
    assert decode(data, declared="koi8-r").text == TEXT
    assert decode(data, declared="nonsense").text == TEXT
    assert decode(TEXT.encode(), declared="windows-1251").text == TEXT


FOREIGN = [("gb18030", "白俄罗斯代表团访问了奔萨州的工厂并讨论了合作前景"), ("cp1252", "Le président français a visité l'usine à Besançon, où")]


@pytest.mark.parametrize(("encoding", "text"), FOREIGN)
def test_other_languages_are_left_to_the_detector(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_a_scratch_in_utf8_is_mended_and_more_is_refused() -> None:
    scratched = bytearray((TEXT * 20).encode())
    scratched[401] = 0xFF
    found = decode(bytes(scratched))
    assert (found.problem, found.encoding) == (None, "utf-8")
    assert 1 <= found.text.count("\ufffd") <= 2
    for place in range(0, len(scratched), 20):
        scratched[place] = 0xFF
    assert decode(bytes(scratched)).problem == "undecodable"


def test_control_characters_become_spaces_one_by_one() -> None:
    assert decode("За\x00вод\x0b\x1bx".encode()).text == "За вод\x0b x"
    assert sound("a\ud83dб") == "a\ufffdб"


def test_bytes_that_are_no_text() -> None:
    assert decode(b"%PDF-1.7 \x00\x01").problem == "binary"
    assert decode(bytes(range(256)) * 20).problem in ("binary", "undecodable")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_decode_never_raises(data: bytes) -> None:
    found = decode(data)
    found.text.encode("utf-8")
    assert found.problem is None or found.detail


def test_labels_of_encodings() -> None:
    assert (known("windows-1251"), known("utf8; q=1")) == ("cp1251", "utf-8")
    assert [known(label) for label in ("rot13", "hex", "x-what", "", None)] == [None] * 5


# --- files and folders ---------------------------------------------------------------------------------------------


def test_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("б.txt", "а.txt", "z/1.txt", "z/.git/2.txt", ".hidden.txt", "B.md"):
        put(tmp_path / name, LONG)
    assert [source.name for source in list_sources([tmp_path])] == ["B.md", "z/1.txt", "а.txt", "б.txt"]


def test_several_inputs_are_told_apart(tmp_path: Path) -> None:
    for name in ("a/x.txt", "b/x.txt", "c/a/x.txt"):
        put(tmp_path / name, LONG)
    assert [source.name for source in list_sources([tmp_path / "a", tmp_path / "b"])] == ["a/x.txt", "b/x.txt"]
    names = [source.name for source in list_sources([tmp_path / "a", tmp_path / "c" / "a"])]
    assert len(set(names)) == 2
    assert [source.name for source in list_sources([tmp_path / "a" / "x.txt"])] == ["x.txt"]


def test_sources_are_picklable_and_can_be_read_twice(tmp_path: Path) -> None:
    put(tmp_path / "a.zip", zipped(x__txt=LONG))
    (source,) = list_sources([tmp_path])
    copy = pickle.loads(pickle.dumps(source))
    assert list(read_source(copy)) == list(read_source(source))


def test_unknown_things_in_a_folder_are_rejects(tmp_path: Path) -> None:
    put(tmp_path / "photo.JPG", b"\xff\xd8\xff\xe0")
    put(tmp_path / "doc.pdf", b"%PDF-1.7")
    put(tmp_path / "news.rar", b"Rar!")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    reasons = {found.source: found.reason for found in read(tmp_path) if isinstance(found, Reject)}
    assert reasons == {"photo.JPG": "unsupported", "doc.pdf": "unsupported", "news.rar": "unsupported", "pipe": "unsupported", "gone.txt": "unreadable"}


def test_missing_input_is_a_reject(tmp_path: Path) -> None:
    assert rejected(tmp_path / "нет.txt").reason == "unreadable"


def test_symlink_loop_ends(tmp_path: Path) -> None:
    put(tmp_path / "a" / "x.txt", LONG)
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    assert [source.name for source in list_sources([tmp_path])] == ["a/x.txt"]


def test_name_that_is_no_utf8(tmp_path: Path) -> None:
    raw = os.path.join(os.fsencode(tmp_path), b"\xcf\xe5\xed\xe7\xe0.txt")
    try:
        with open(raw, "wb") as file:
            file.write(LONG.encode())
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    found = one(tmp_path)
    assert found.source == "\\xcf\\xe5\\xed\\xe7\\xe0.txt"
    assert found.text == LONG


def test_no_permission(tmp_path: Path) -> None:
    path = put(tmp_path / "x.txt", LONG)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert rejected(path).reason == "unreadable"


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", "\ufeff\n".encode(), "\u00a0".encode()])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.jsonl", "a.csv"])
def test_nothing_in_a_file(tmp_path: Path, name: str, data: bytes) -> None:
    assert rejected(put(tmp_path / name, data)).reason in ("empty", "no_text_column")


def test_too_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(archives.MAX_BYTES + 1)
    assert rejected(path).reason == "too_large"


def test_line_ends_and_no_break_spaces_stay(tmp_path: Path) -> None:
    text = "Визит\r\n\r\n12\u00a0млн рублей\rи ещё"
    assert one(put(tmp_path / "a.txt", text)).text == text


def test_page_under_the_name_of_a_text(tmp_path: Path) -> None:
    assert one(put(tmp_path / "a.txt", "<!DOCTYPE html>" + HTML)).title == "Визит в Гродно"


@pytest.mark.parametrize("name", ["news", "news.dat", "news.2025"])
def test_formats_are_sniffed(tmp_path: Path, name: str) -> None:
    assert one(put(tmp_path / name, TEXT)).text == TEXT
    assert one(put(tmp_path / name, HTML)).title == "Визит в Гродно"
    assert one(put(tmp_path / name, json.dumps({"text": TEXT}))).text == TEXT
    assert len(read(put(tmp_path / name, json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": LONG})))) == 2
    assert one(put(tmp_path / name, gzip.compress(TEXT.encode()))).text == TEXT
    assert [found.source for found in read(put(tmp_path / name, zipped(x__txt=TEXT)))] == [f"{name}!x.txt"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"PAR1abc", "parquet"),
        (b"WARC/1.0\r\n", "warc"),
        (b'<?xml version="1.0"?><rss version="2.0">', "feed"),
        (b'<?xml version="1.0"?><feed xmlns="x">', "feed"),
        (b'[{"text": "x"}]', "json"),
        ("title,text\nа,б\n".encode(), "csv"),
        ("Заголовок;Текст;Дата\nа;б;в\n".encode(), "csv"),
        ("Минск, текст и дата".encode(), "text"),
        (b"{curly} words", "text"),
    ],
)
def test_sniff(head: bytes, expected: str) -> None:
    assert sniff(head) == expected


def test_every_format_has_a_reader_and_no_extension_two_meanings() -> None:
    assert set(EXTENSIONS.values()) == set(READERS)
    assert not set(EXTENSIONS) & set(ADVICE)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, count in ((TEXT.encode(), 1), (zipped(a__txt=TEXT, b__txt=LONG), 2), ((json.dumps({"text": TEXT}) + "\n").encode() * 3, 3)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        found = read("-")
        assert len(found) == count
        assert all(isinstance(article, RawArticle) and article.source.startswith("stdin") for article in found)


# --- records -------------------------------------------------------------------------------------------------------

RECORD = {"title": "Визит в Гродно", "text": TEXT, "url": "https://example.ru/1", "published": "2025-11-19T10:00:00+03:00"}


def test_json_object_list_and_nested_list(tmp_path: Path) -> None:
    for tree, names in (
        (RECORD, ["a.json"]),
        ([RECORD, RECORD], ["a.json#1", "a.json#2"]),
        ({"data": {"items": [RECORD]}}, ["a.json#1"]),
        ({"articles": [RECORD], "total": 1}, ["a.json#1"]),
    ):
        found = read(put(tmp_path / "a.json", json.dumps(tree)))
        assert [article.source for article in found] == names
        for article in found:
            assert isinstance(article, RawArticle)
            assert (article.title, article.url, article.published, article.published_from) == (RECORD["title"], RECORD["url"], DAY, "field:published")
            assert article.text == f"Визит в Гродно\n\n{TEXT}"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{broken", "bad_json"),
        ("[" * 100_000, "bad_json"),
        ("[1, 2]", "bad_json"),
        ("[]", "bad_json"),
        ('"words"', "bad_json"),
        ('{"name": "x", "size": 3}', "no_text_column"),
        ('{"text": null}', "empty"),
        ('{"text": "' + "9" * 5000 + "\x00", "bad_json"),
    ],
)
def test_bad_json(tmp_path: Path, content: str, reason: str) -> None:
    assert {found.reason for found in read(put(tmp_path / "a.json", content)) if isinstance(found, Reject)} == {reason}


def test_json_lines_bad_ones_among_good_ones(tmp_path: Path) -> None:
    lines = [json.dumps(RECORD), "", "{oops", json.dumps({"body": LONG}), "[1]", json.dumps({"x": 1}), json.dumps({"text": "а\ud83d\x00б"})]
    found = read(put(tmp_path / "a.jsonl", "\n".join(lines)))
    assert [(one.source, one.reason if isinstance(one, Reject) else "") for one in found] == [
        ("a.jsonl#1", ""),
        ("a.jsonl#2", "bad_json"),
        ("a.jsonl#3", ""),
        ("a.jsonl#4", "bad_json"),
        ("a.jsonl#5", "no_text_column"),
        ("a.jsonl#6", ""),
    ]
    assert isinstance(found[-1], RawArticle)
    assert found[-1].text == "а\ufffd б"


def test_json_lines_under_the_name_of_json(tmp_path: Path) -> None:
    assert len(read(put(tmp_path / "a.json", f"{json.dumps(RECORD)}\n{json.dumps(RECORD)}\n"))) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv(tmp_path: Path, encoding: str, delimiter: str) -> None:
    buffer = io.StringIO()
    rows = csv.writer(buffer, delimiter=delimiter)
    second = f'{TEXT}\nВторая; строка, "с" кавычками'
    rows.writerows([["Заголовок", "Текст", "Ссылка", "Дата"], ["Визит", second, "https://example.ru", "19.11.2025"], [], ["Б", "", "", ""]])
    good, bad = read(put(tmp_path / "a.csv", buffer.getvalue().encode(encoding)))
    assert isinstance(good, RawArticle)
    assert good.text == f"Визит\n\n{second}"
    assert (good.source, good.title, good.url, good.published, good.published_from) == ("a.csv#1", "Визит", "https://example.ru", DAY, "field:Дата")
    assert isinstance(bad, Reject)
    assert (bad.source, bad.reason) == ("a.csv#2", "empty")


def test_named_columns(tmp_path: Path) -> None:
    path = put(tmp_path / "a.csv", f'k1,k2,k3\nВизит,"{TEXT}",2025-11-19\n')
    assert rejected(path).reason == "no_text_column"
    assert "k1, k2, k3" in rejected(path).detail
    found = one(path, ReadOptions(text_column="k2", title_column="k1", date_column="k3"))
    assert (found.title, found.published, found.published_from) == ("Визит", DAY, "field:k3")
    assert rejected(path, ReadOptions(text_column="k9")).reason == "no_text_column"


def test_named_encoding(tmp_path: Path) -> None:
    text = "Le maire a visité l'usine à Besançon"
    assert one(put(tmp_path / "a.txt", text.encode("cp1252")), ReadOptions(encoding="cp1252")).text == text


def test_csv_with_an_open_quote_ends(tmp_path: Path) -> None:
    found = read(put(tmp_path / "a.csv", 'title,text\nа,"' + "б\n" * 1000))
    assert len(found) == 1


def test_parquet(tmp_path: Path) -> None:
    table = pa.table({"headline": ["Визит", None, "В"], "content": [TEXT, LONG, ""], "pubDate": [datetime(2025, 11, 19, 10), None, None], "other": [1, 2, 3]})
    pq.write_table(table, tmp_path / "a.parquet")
    first, second, third = read(tmp_path)
    assert isinstance(first, RawArticle)
    assert (first.source, first.title, first.published, first.published_from) == ("a.parquet#1", "Визит", DAY, "field:pubDate")
    assert isinstance(second, RawArticle)
    assert (second.title, second.text) == (None, LONG)
    assert isinstance(third, Reject)
    pq.write_table(pa.table({"n": [1]}), tmp_path / "a.parquet")
    assert rejected(tmp_path).reason == "no_text_column"
    put(tmp_path / "a.parquet", b"PAR1 and nothing more")
    assert rejected(tmp_path).reason == "unreadable"


def test_parquet_in_an_archive(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"text": [TEXT]}), buffer)
    assert [found.source for found in read(put(tmp_path / "a.zip", zipped(t__parquet=buffer.getvalue())))] == ["a.zip!t.parquet#1"]


def test_html_in_a_field_becomes_text(tmp_path: Path) -> None:
    found = one(put(tmp_path / "a.json", json.dumps({"content": f"<p>{TEXT}</p><p>Вторая<br>строка &amp; всё</p><script>x()</script>"})))
    assert found.text == f"{TEXT}\nВторая\nстрока & всё"
    assert one(put(tmp_path / "a.json", json.dumps({"content": "Рост < 5, но > 3"}))).text == "Рост < 5, но > 3"


def test_records_have_stable_identities(tmp_path: Path) -> None:
    first, second = read(put(tmp_path / "a.jsonl", f"{json.dumps(RECORD)}\n{json.dumps({'text': LONG})}\n"))
    (again,) = read(put(tmp_path / "b.jsonl", json.dumps(RECORD) + "\r\n"))
    assert isinstance(first, RawArticle) and isinstance(second, RawArticle) and isinstance(again, RawArticle)
    assert first.sha256 == again.sha256 != second.sha256


def test_date_of_a_record_from_its_address(tmp_path: Path) -> None:
    found = one(put(tmp_path / "a.json", json.dumps({"text": TEXT, "url": "https://example.ru/2025/11/19/vizit"})))
    assert (found.published, found.published_from) == (DAY, "url")


# --- feeds and web archives ----------------------------------------------------------------------------------------

RSS = f"""<?xml version="1.0" encoding="windows-1251"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:yandex="http://news.yandex.ru"><channel><title>Лента</title>
<item><title>Визит в Гродно</title><link>https://example.ru/1</link><pubDate>Wed, 19 Nov 2025 10:00:00 +0300</pubDate>
<description>Коротко&nbsp;о визите</description><content:encoded><![CDATA[<p>{LONG}</p><p>{TEXT}</p>]]></content:encoded></item>
<item><title>Контракт</title><description>{TEXT} Станки & лён</description></item>
<item><title>Пусто</title></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Визит</title><link rel="self" href="x"/><link href="https://example.ru/1"/>
<published>2025-11-19T10:00:00Z</published><summary>кратко</summary><content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>"""


def test_rss(tmp_path: Path) -> None:
    full, short, empty = read(put(tmp_path / "a.rss", RSS.encode("cp1251")))
    assert isinstance(full, RawArticle)
    assert (full.source, full.title, full.url, full.published, full.published_from) == ("a.rss#1", "Визит в Гродно", "https://example.ru/1", DAY, "field:date")
    assert full.text == f"Визит в Гродно\n\n{LONG}\n{TEXT}"
    assert isinstance(short, RawArticle)
    assert short.text.endswith("Станки & лён")
    assert isinstance(empty, Reject)
    assert (empty.source, empty.reason) == ("a.rss#3", "empty")


def test_atom(tmp_path: Path) -> None:
    found = one(put(tmp_path / "a.xml", ATOM))
    assert (found.title, found.url, found.published, found.text) == ("Визит", "https://example.ru/1", DAY, f"Визит\n\n{TEXT}")


def test_broken_and_hostile_xml(tmp_path: Path) -> None:
    assert rejected(put(tmp_path / "a.rss", "<rss><channel><item>")).reason == "unreadable"
    assert rejected(put(tmp_path / "a.rss", "<rss><channel/></rss>")).reason == "no_text"
    entities = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    laughs = f'<!DOCTYPE x [<!ENTITY a "ха">{entities}]><rss><item><title>&m;</title></item></rss>'
    started = time.process_time()
    assert rejected(put(tmp_path / "a.rss", laughs))
    assert time.process_time() - started < 5


def warc(*pages: tuple[str, str, bytes]) -> bytes:
    out = b""
    for url, header, body in pages:
        http = f"HTTP/1.1 {header}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        out += (
            (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-11-20T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
            ).encode()
            + http
            + b"\r\n\r\n"
        )
    return out


PAGES = warc(
    ("https://example.ru/2025/11/19/1", "200 OK\r\nContent-Type: text/html; charset=windows-1251", HTML.encode("cp1251")),
    ("https://example.ru/1.png", "200 OK\r\nContent-Type: image/png", b"\x89PNG"),
    ("https://example.ru/2", "404 Not Found\r\nContent-Type: text/html", b"<p>x"),
    ("https://example.ru/3", "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", gzip.compress(HTML.encode())),
)


@pytest.mark.parametrize(("name", "data"), [("a.warc", PAGES), ("a.warc.gz", gzip.compress(PAGES))])
def test_warc(tmp_path: Path, name: str, data: bytes) -> None:
    first, image, missing, packed = read(put(tmp_path / name, data))
    assert isinstance(first, RawArticle) and isinstance(packed, RawArticle)
    assert (first.source, first.url, first.encoding) == (f"{name}#1", "https://example.ru/2025/11/19/1", "cp1251")
    assert (first.published, first.published_from) == (DAY, "url")
    assert first.text == packed.text == f"Визит в Гродно\n{LONG}\n{TEXT}"
    assert [found.reason for found in (image, missing) if isinstance(found, Reject)] == ["unsupported", "unsupported"]


def test_broken_warc(tmp_path: Path) -> None:
    assert all(isinstance(found, (Reject, RawArticle)) for found in read(put(tmp_path / "a.warc", PAGES[:900])))
    assert rejected(put(tmp_path / "a.warc", "просто слова")).reason in ("empty", "unreadable")


# --- archives ------------------------------------------------------------------------------------------------------

MEMBERS = {"b/2.txt": LONG.encode(), "a/1.txt": TEXT.encode("cp1251"), "a/.hidden.txt": b"x", "__MACOSX/a.txt": b"x", "p.html": HTML.encode()}
NAMES = ["b/2.txt", "a/1.txt", "p.html"]
PACKED = {
    "n.zip": lambda: zipped(**MEMBERS),
    "n.tar": lambda: tarred(MEMBERS),
    "n.tar.gz": lambda: tarred(MEMBERS, "w:gz"),
    "n.tgz": lambda: tarred(MEMBERS, "w:gz"),
    "n.tar.bz2": lambda: tarred(MEMBERS, "w:bz2"),
    "n.tar.xz": lambda: tarred(MEMBERS, "w:xz"),
}


@pytest.mark.parametrize("name", PACKED)
def test_archive(tmp_path: Path, name: str) -> None:
    put(tmp_path / name, PACKED[name]())
    sources = list(list_sources([tmp_path]))
    assert [source.name for source in sources] == [f"{name}!{member}" for member in NAMES]
    straight = [found for source in sources for found in read_source(source)]
    backwards = [found for source in reversed(sources) for found in read_source(source)]
    assert straight == backwards[::-1]
    assert [found.text for found in straight if isinstance(found, RawArticle)] == [LONG, TEXT, f"Визит в Гродно\n{LONG}\n{TEXT}"]


@pytest.mark.parametrize(("ending", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
def test_single_packed_file(tmp_path: Path, ending: str, pack: object) -> None:
    data = f"{json.dumps(RECORD)}\n{json.dumps(RECORD)}\n".encode()
    found = read(put(tmp_path / f"a.jsonl.{ending}", pack(data)))  # type: ignore[operator]
    assert [article.source for article in found] == [f"a.jsonl.{ending}#1", f"a.jsonl.{ending}#2"]


def test_nested_archives(tmp_path: Path) -> None:
    inner = zipped(x__txt=TEXT)
    second = tarred({"in.zip": inner, "y.txt.gz": gzip.compress(LONG.encode())}, "w:gz")
    third = zipped(deep__tar__gz=second, z__txt=TEXT)
    assert [found.source for found in read(put(tmp_path / "a.tgz", second))] == ["a.tgz!in.zip!x.txt", "a.tgz!y.txt.gz"]
    found = {one.source: one for one in read(put(tmp_path / "b.zip", third))}
    refused = found["b.zip!deep.tar.gz!in.zip"]
    assert isinstance(refused, Reject)
    assert refused.reason == "unsupported"
    assert isinstance(found["b.zip!deep.tar.gz!y.txt.gz"], RawArticle)
    assert isinstance(found["b.zip!z.txt"], RawArticle)


def test_a_zip_that_holds_itself_over_and_over_ends(tmp_path: Path) -> None:
    data = zipped(x__txt=TEXT)
    for _ in range(10):
        data = zipped(again__zip=data)
    assert [found.reason for found in read(put(tmp_path / "a.zip", data)) if isinstance(found, Reject)] == ["unsupported"]


def test_names_in_archives_are_only_names(tmp_path: Path) -> None:
    members = {"../../etc/passwd.txt": TEXT.encode(), "/abs/x.txt": LONG.encode(), "C:\\y.txt": TEXT.encode()}
    before = sorted(tmp_path.rglob("*"))
    found = read(put(tmp_path / "in" / "a.tar", tarred(members)))
    assert [one.source for one in found] == [f"a.tar!{name}" for name in members]
    assert all(isinstance(one, RawArticle) for one in found)
    assert sorted(path for path in tmp_path.rglob("*") if "in" not in path.parts[-2:]) == before


def test_russian_names_of_windows(tmp_path: Path) -> None:
    assert [source.name for source in list_sources([put(tmp_path / "a.zip", _of_old_windows("Пенза.txt"))])] == ["a.zip!Пенза.txt"]


def _of_old_windows(name: str) -> bytes:
    """A zip as old Windows packers wrote it: the name in cp866, no flag."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("N" * len(name.encode("cp866")), TEXT)
    return buffer.getvalue().replace(b"N" * len(name.encode("cp866")), name.encode("cp866"))


def test_links_in_a_tar_are_rejects(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        info = tarfile.TarInfo("link.txt")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(info)
    assert rejected(put(tmp_path / "a.tar", buffer.getvalue())).reason == "unsupported"


def test_locked_member(tmp_path: Path) -> None:
    data = bytearray(zipped(x__txt=TEXT))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert rejected(put(tmp_path / "a.zip", bytes(data))).reason == "encrypted_archive"


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tar.xz", "a.txt.gz", "a.txt.bz2", "a.txt.xz"])
def test_what_is_no_archive(tmp_path: Path, name: str) -> None:
    assert rejected(put(tmp_path / name, "это не архив " * 50)).reason == "bad_archive"


@pytest.mark.parametrize("name", ["n.tar.gz", "n.tar", "n.zip", "n.tar.xz"])
def test_archive_cut_short(tmp_path: Path, name: str) -> None:
    members = {f"{number}.txt": (TEXT * 50 + str(number)).encode("cp1251") + os.urandom(9).hex().encode() * 99 for number in range(40)}
    whole = zipped(**members) if name == "n.zip" else tarred(members, "w:" + name.partition("tar")[2].strip("."))
    found = read(put(tmp_path / name, whole[: len(whole) // 2]))
    assert {one.reason for one in found if isinstance(one, Reject)} == {"bad_archive"}


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.tar.bz2", "a.txt.gz", "a.txt.xz"])
def test_bombs(tmp_path: Path, name: str) -> None:
    size = archives.MAX_BYTES + (40 << 20)
    zeros = bytes(size)
    data = {
        "a.zip": lambda: zipped(x__txt=zeros),
        "a.tar.gz": lambda: tarred({"x.txt": zeros}, "w:gz"),
        "a.tar.bz2": lambda: tarred({"x.txt": zeros}, "w:bz2"),
        "a.txt.gz": lambda: gzip.compress(zeros, 1),
        "a.txt.xz": lambda: lzma.compress(zeros, preset=0),
    }[name]()
    found = read(put(tmp_path / name, data))
    assert found
    assert {one.reason if isinstance(one, Reject) else "" for one in found} == {"too_large"}


def test_long_table_in_an_archive_is_streamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_BYTES", 20_000)
    line = json.dumps({"text": TEXT}) + "\n"
    data = tarred({"t.jsonl": (line * 200).encode(), "x.txt": TEXT.encode()}, "w:gz")
    put(tmp_path / "a.tgz", data)
    table, text = list_sources([tmp_path])
    rows = read_source(table)
    next(rows)
    assert [found.source for found in read_source(text)] == ["a.tgz!x.txt"]
    assert len(list(rows)) == 199


def test_unforeseen_errors_are_rejects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def burst(*_: object) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setitem(READERS, "text", burst)
    assert rejected(put(tmp_path / "a.txt", TEXT)).reason == "unreadable"


NAMES_OF_FILES = ["txt", "html", "json", "jsonl", "csv", "xml", "rss", "parquet", "warc", "zip", "tar", "tar.gz", "gz", "xz", ""]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(NAMES_OF_FILES), st.binary(max_size=400))
def test_no_bytes_make_it_raise(tmp_path_factory: pytest.TempPathFactory, ending: str, data: bytes) -> None:
    path = put(tmp_path_factory.getbasetemp() / f"fuzz.{ending}", data)
    for found in read(path):
        assert isinstance(found, (RawArticle, Reject))


def test_a_vanished_file_is_a_reject(tmp_path: Path) -> None:
    (found,) = read_source(Source("x.txt", str(tmp_path / "x.txt"), format="text"))
    assert isinstance(found, Reject)
    assert found.reason == "unreadable"
