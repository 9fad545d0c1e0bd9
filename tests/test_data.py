"""What is kept of the data files is what the files hold, whatever happens to it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from schemas import data

TEXT = '[a]\nb = "в"\n'


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "some_package").mkdir()
    (tmp_path / "some_package/__init__.py").touch()
    (tmp_path / "some_package/words.toml").write_text(TEXT, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    monkeypatch.delitem(sys.modules, "some_package", raising=False)
    return tmp_path / "some_package"


def read() -> dict[str, Any]:
    return data.toml("some_package", "words.toml")


def kept(package: Path) -> list[Path]:
    return list((package / "__pycache__").glob("words.toml.*.data"))


def test_it_is_kept_and_read_again(package: Path) -> None:
    asked: list[str] = []

    def parse(text: str) -> list[str]:
        asked.append(text)
        return text.split()

    assert data.parsed("some_package", "words.toml", parse) == TEXT.split()
    assert data.parsed("some_package", "words.toml", parse) == TEXT.split()
    assert asked == [TEXT]


def test_a_changed_file_is_parsed(package: Path) -> None:
    read()
    (package / "words.toml").write_text("a = 2", encoding="utf-8")
    assert read() == {"a": 2}
    assert read() == {"a": 2}


@pytest.mark.parametrize("damaged", [b"", b"nonsense", b"x" * 100])
def test_what_is_damaged_is_parsed(package: Path, damaged: bytes) -> None:
    read()
    kept(package)[0].write_bytes(damaged)
    assert read() == {"a": {"b": "в"}}
    assert kept(package)[0].read_bytes() != damaged


def test_one_wrong_byte_is_noticed(package: Path) -> None:
    read()
    content = bytearray(kept(package)[0].read_bytes())
    content[-2] ^= 1
    kept(package)[0].write_bytes(bytes(content))
    assert read() == {"a": {"b": "в"}}


def test_nothing_is_written_where_python_writes_nothing(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert read() == {"a": {"b": "в"}}
    assert not kept(package)


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(package: Path) -> None:
    (package / "__pycache__").write_text("a file stands in the way")
    assert read() == {"a": {"b": "в"}}
