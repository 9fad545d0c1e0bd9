"""Counting entities: the same sums, whether they fit in memory or go to disk."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from pipeline import tally
from pipeline.tally import Told


def told(entity: str | None, article: str, name: str = "n", *, fact: str | None = None, country: str | None = None) -> Told:
    return entity, name, "place", country, None, article, fact


def test_forms_articles_and_facts(tmp_path: Path) -> None:
    first = [told("e1", "a", "Пенза", country="RU"), told("e1", "a", "Пенза", country="RU", fact="f"), told("e2", "a"), told(None, "a")]
    second = [told("e1", "b", "Пенза", country="RU"), told("e1", "b", "город Пенза")]
    assert list(tally.tally([first, second, []], tmp_path)) == [
        ("e1", 2, 1, ((("Пенза", "place", "RU", None), 3), (("город Пенза", "place", None, None), 1))),
        ("e2", 1, 0, ((("n", "place", None, None), 1),)),
    ]
    assert list(tally.tally([], tmp_path)) == []


@pytest.mark.parametrize(("held", "files"), [(1, 64), (7, 3), (40, 2)])
def test_what_goes_to_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int, files: int) -> None:
    draw = Random(1)
    parts = [
        [told(f"e{draw.randrange(60)}", f"{part}-{draw.randrange(4)}", f"n{draw.randrange(3)}", fact=draw.choice([None, f"{part}-f"])) for _ in range(30)]
        for part in range(25)
    ]
    monkeypatch.setattr(tally, "AT_ONCE", 3)
    straight = list(tally.tally(parts, tmp_path))
    monkeypatch.setattr(tally, "HELD", held)
    monkeypatch.setattr(tally, "FILES", files)
    by_disk = list(tally.tally(parts, tmp_path))
    assert [(*one[:3], Counter(dict(one[3]))) for one in by_disk] == [(*one[:3], Counter(dict(one[3]))) for one in straight]
    assert [one[0] for one in straight] == sorted({row[0] for part in parts for row in part if row[0]})
    assert list(tmp_path.iterdir()) == []
