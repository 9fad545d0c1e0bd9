"""Two runs in, what changed between them out: rows gained, rows lost, and rows altered, column by column.

Rows are the same where article (by its bytes, else by its source), table and identifier agree, else where their evidence overlaps and
they share most of their sides. Columns that a new measurement changes everywhere (confidence) or that only name things do not count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.write import records
from reports.paper import plain
from schemas.facts import FACT_TABLES, PARTY_SLOTS

Row = Mapping[str, Any]
SILENT = frozenset({"fact_id", "article_id", "event_id", "confidence", "evidence_start", "evidence_end", "published", "date_start", "date_end"})


@dataclass(frozen=True, slots=True)
class Altered:
    """One row before and after, and its changed columns: name → (before, after)."""

    before: Row
    after: Row
    columns: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in one table; each row with the source of its article."""

    table: str
    gained: list[tuple[str, Row]]
    lost: list[tuple[str, Row]]
    altered: list[tuple[str, Altered]]
    same: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Two runs compared: articles that only one of them holds, and the changes of each table."""

    articles_gained: list[str]
    articles_lost: list[str]
    tables: list[Changes]


def compare(before: Path, after: Path) -> Difference:
    """OUT1, OUT2 → what changed from the first to the second."""
    old, new = _articles(before), _articles(after)
    keys, own = _keys(old, new), {key: key for key in old}
    sources = {keys[key]: source for key, (_, source) in new.items()} | {key: source for key, (_, source) in old.items()}
    tables = [_table(name, _rows(before, name, own), _rows(after, name, keys), sources) for name in FACT_TABLES]
    gained, lost = set(keys.values()) - set(old), set(old) - set(keys.values())
    return Difference(sorted(sources[key] for key in gained), sorted(sources[key] for key in lost), tables)


def _articles(out: Path) -> dict[str, tuple[str, str]]:
    if not (out / "articles").is_dir():
        raise FileNotFoundError(f"{out} holds no table 'articles': not a folder that `svyazi run` wrote")
    return {row["article_id"]: (row["sha256"], row["source"]) for row in records(out, "articles", ["article_id", "sha256", "source"])}


def _keys(old: Mapping[str, tuple[str, str]], new: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Every article of the new run → its identifier in the old one, else its own."""
    by_hash = {sha256: key for key, (sha256, _) in old.items()}
    by_source = {source: key for key, (_, source) in old.items()}
    return {key: by_hash.get(sha256) or by_source.get(source) or key for key, (sha256, source) in new.items()}


def _rows(out: Path, table: str, keys: Mapping[str, str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in records(out, table):
        found[keys[row["article_id"]]].append(row)
    return found


def _table(table: str, old: Mapping[str, list[Row]], new: Mapping[str, list[Row]], sources: Mapping[str, str]) -> Changes:
    made = Changes(table, [], [], [], 0)
    same = 0
    for key in sorted({*old, *new}, key=lambda key: sources[key]):
        before, after = old.get(key, []), new.get(key, [])
        pairs = pair(table, before, after)
        for i, j in pairs.items():
            columns = altered_columns(table, before[i], after[j])
            if columns:
                made.altered.append((sources[key], Altered(before[i], after[j], columns)))
            else:
                same += 1
        made.lost.extend((sources[key], row) for i, row in enumerate(before) if i not in pairs)
        made.gained.extend((sources[key], row) for j, row in enumerate(after) if j not in pairs.values())
    return Changes(table, made.gained, made.lost, made.altered, same)


def pair(table: str, before: Sequence[Row], after: Sequence[Row]) -> dict[int, int]:
    """Rows of one article before and after → which is which, the most alike first."""
    options = [(likeness(table, a, b), -i, -j) for i, a in enumerate(before) for j, b in enumerate(after)]
    pairs: dict[int, int] = {}
    for like, i, j in sorted(options, reverse=True):
        if like > 0 and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs


def likeness(table: str, a: Row, b: Row) -> float:
    """0 for two different facts, else the more the more alike; evidence must overlap, and a side be shared where both name any."""
    overlap = min(a["evidence_end"], b["evidence_end"]) - max(a["evidence_start"], b["evidence_start"])
    if overlap <= 0:
        return 0.0
    left, right = _sides(table, a), _sides(table, b)
    shared = sum((left & right).values())
    if left and right and not shared and a["trigger"] != b["trigger"]:
        return 0.0
    sides = 2 * shared / (sum(left.values()) + sum(right.values())) if left or right else 1.0
    columns = len(altered_columns(table, a, b)) / len(a)
    return 1.0 + float(a["fact_id"] == b["fact_id"]) + sides + float(a["trigger"] == b["trigger"]) - columns


def _sides(table: str, row: Row) -> Counter[str]:
    return Counter(party["region"] or party["country"] or party["name"] for slot in PARTY_SLOTS[table] for party in _listed(row[slot]))


def _listed(value: Any) -> list[Mapping[str, Any]]:
    return value if isinstance(value, list) else [value] if value is not None else []


def altered_columns(table: str, a: Row, b: Row) -> dict[str, tuple[str, str]]:
    """Two rows → the columns that differ, as they are shown."""
    shown = {name: (_shown(table, name, a.get(name)), _shown(table, name, b.get(name))) for name in a if name not in SILENT}
    return {name: pair for name, pair in shown.items() if pair[0] != pair[1]}


def _shown(table: str, name: str, value: Any) -> str:
    if name in PARTY_SLOTS[table]:
        return "; ".join(_side(party) for party in _listed(value))
    return "" if value is None else str(value)


def _side(party: Mapping[str, Any]) -> str:
    code = party["region"] or party["country"]
    return f"{party['name']} [{code}]" if code else str(party["name"])


def as_data(found: Difference) -> dict[str, Any]:
    """A difference → what --json prints."""
    return {
        "articles": {"gained": found.articles_gained, "lost": found.articles_lost},
        "tables": {
            one.table: {
                "same": one.same, "gained": [_named(one.table, *pair) for pair in one.gained], "lost": [_named(one.table, *pair) for pair in one.lost],
                "altered": [{"source": source, "fact_id": row.after["fact_id"], "columns": row.columns} for source, row in one.altered],
            }
            for one in found.tables
        },
    }  # fmt: skip


def _named(table: str, source: str, row: Row) -> dict[str, Any]:
    columns = {name: _shown(table, name, value) for name, value in row.items() if name not in SILENT}
    return {"source": source, "fact_id": row["fact_id"], **{name: value for name, value in columns.items() if value}}


def as_text(found: Difference) -> Iterator[str]:
    """A difference → lines, the counts first."""
    yield f"{'table':14} {'gained':>7} {'lost':>7} {'altered':>8} {'same':>7}"
    for one in found.tables:
        yield f"{one.table:14} {len(one.gained):7} {len(one.lost):7} {len(one.altered):8} {one.same:7}"
    for name, some in (("gained", found.articles_gained), ("lost", found.articles_lost)):
        yield from ("", f"articles {name}: {len(some)}", *(f"    {plain(source)}" for source in some)) if some else ()
    changed = Counter(f"{one.table}.{name}" for one in found.tables for _, row in one.altered for name in row.columns)
    yield from ("", "columns altered: " + ", ".join(f"{name} {number}" for name, number in changed.most_common())) if changed else ()
    for one in found.tables:
        for mark, rows in (("+", one.gained), ("-", one.lost)):
            for source, row in rows:
                yield f"\n{mark} {one.table} {plain(source)} [{row['rule']}] {row['status']} {plain(_all_sides(one.table, row))}\n    {plain(row['evidence'])}"
        for source, changed_row in one.altered:
            yield f"\n~ {one.table} {plain(source)} [{changed_row.after['rule']}] {plain(changed_row.after['evidence'])}"
            yield from (f"    {name}: {plain(was) or '—'} → {plain(now) or '—'}" for name, (was, now) in changed_row.columns.items())


def _all_sides(table: str, row: Row) -> str:
    return " | ".join(_shown(table, slot, row[slot]) or "—" for slot in PARTY_SLOTS[table])
