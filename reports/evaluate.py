"""How right a run is: precision, recall and F1 against annotated articles, per table, slot, status and rule.

A row counts when it can be paired one-to-one with a gold fact; slots are counted inside the pairs, and a fact that is missed or
invented costs all its slots. Intervals: percentile bootstrap over articles (Efron 1979).
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractors.confidence import signs_of
from reports.gold import EXACT, LISTS, NUMBERS, TEXTS, GoldArticle, GoldFact, close, paired_names, same_text

Row = Mapping[str, Any]
MAX_EVIDENCE = 700
RESAMPLES = 1000


@dataclass(slots=True)
class Count:
    """Right, predicted and expected, and what follows from them."""

    right: int = 0
    predicted: int = 0
    expected: int = 0

    @property
    def precision(self) -> float:
        """Share of what was predicted that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of what was expected that was found."""
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.predicted + self.expected) if self.predicted + self.expected else 0.0

    def add(self, right: int = 0, predicted: int = 0, expected: int = 0) -> None:
        """Count some more."""
        self.right, self.predicted, self.expected = self.right + right, self.predicted + predicted, self.expected + expected


Counts = dict[str, Count]


def _counts() -> Counts:
    return defaultdict(Count)


@dataclass(slots=True)
class Judged:
    """What one article yields: counts by table, by slot, by status and by rule, and the errors as text."""

    facts: Counts = field(default_factory=_counts)
    slots: Counts = field(default_factory=_counts)
    by_slot: Counts = field(default_factory=_counts)
    codes: Counts = field(default_factory=_counts)  # of the annotated parties that have one, in rows that were found
    by_status: Counts = field(default_factory=_counts)
    by_rule: Counts = field(default_factory=_counts)
    by_signs: Counts = field(default_factory=_counts)  # "rule found sign sign"; rows paired with optional facts are left out
    errors: list[str] = field(default_factory=list)


def evaluate(gold: Sequence[GoldArticle], articles: Mapping[str, Row], rows: Mapping[tuple[str, str], Sequence[Row]]) -> list[Judged]:
    """Annotated articles, articles by file name, rows by (article_id, table) → one judgement per article."""
    return [judge(annotated, articles.get(annotated.article), rows) for annotated in gold]


def judge(gold: GoldArticle, article: Row | None, rows: Mapping[tuple[str, str], Sequence[Row]]) -> Judged:
    """One article's rows against its gold facts."""
    judged = Judged()
    if article is None:
        judged.errors.append(f"NOT READ {gold.article}")
    for table in gold.tables:
        facts = [fact for fact in gold.facts if fact.table == table]
        found = list(rows.get((article["article_id"], table), ())) if article is not None else []
        text = str(article["text"]) if article is not None else ""
        _judge_table(judged, gold.article, table, facts, found, pair(table, facts, found, text))
    return judged


def pair(table: str, facts: Sequence[GoldFact], rows: Sequence[Row], text: str) -> dict[int, int]:
    """Gold index → row index: admissible pairs, required facts and best agreement first."""
    options = []
    for i, fact in enumerate(facts):
        for j, row in enumerate(rows):
            if admissible(table, fact, row, text):
                right, predicted, expected = _sum(slot_counts(table, fact, row).values())
                options.append((not fact.optional, right / max(1, predicted + expected), i, j))
    pairs: dict[int, int] = {}
    for _, _, i, j in sorted(options, reverse=True):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _judge_table(judged: Judged, name: str, table: str, facts: Sequence[GoldFact], rows: Sequence[Row], pairs: Mapping[int, int]) -> None:
    for i, fact in enumerate(facts):
        row = rows[pairs[i]] if i in pairs else None
        if row is not None:
            judged.by_rule[f"{row['rule']} {row['found']}"].add(1, 1)
        if fact.optional:
            continue
        if row is not None:
            judged.by_signs[_signed(table, row)].add(1, 1)
        judged.facts[table].add(int(row is not None), int(row is not None), 1)
        status = str(fact.slots.get("status", "")).split("|")
        judged.by_status[status[0]].add(int(row is not None and row["status"] in status), int(row is not None), 1)
        wrong = []
        for slot, (right, predicted, expected) in slot_counts(table, fact, row).items():
            judged.slots[table].add(right, predicted, expected)
            if row is not None:
                judged.by_slot[f"{table}.{slot}"].add(right, predicted, expected)
                if right < max(predicted, expected):
                    wrong.append(f"{slot}: expected {fact.slots.get(slot)}, found {_shown(row, slot)}")
        if row is not None:
            coded = _coded(table, fact, row)
            judged.codes[table].add(sum(coded), len(coded), len(coded))
        if row is None:
            judged.errors.append(f"MISSED   {name} {table}: …{fact.near}… {fact.slots}")
        elif wrong:
            judged.errors.append(f"SLOTS    {name} {table} [{row['rule']}] …{fact.near}…\n           " + "\n           ".join(wrong))
    for j, row in enumerate(rows):
        if j not in pairs.values():
            judged.facts[table].add(predicted=1)
            judged.slots[table].add(predicted=_sum(slot_counts(table, None, row).values())[1])
            judged.by_rule[f"{row['rule']} {row['found']}"].add(predicted=1)
            judged.by_signs[_signed(table, row)].add(predicted=1)
            judged.errors.append(f"INVENTED {name} {table} [{row['rule']}]: {row['evidence']!r} {row['status']} {[names(row, s) for s in LISTS[table]]}")


def _coded(table: str, fact: GoldFact, row: Row) -> list[bool]:
    """For each annotated party with an ISO code, whether the row has a party of its name with that code: a party that is missing is wrong."""
    found = []
    for slot in LISTS[table]:
        parties = [party for party in _parties(row, slot) if party is not None and party.get("name")]
        for wanted in fact.slots.get(slot) or ():
            name, _, code = str(wanted).partition("@")
            if code:
                found.append(any(paired_names([name], [str(p["name"])]) and code in (p.get("region"), p.get("country")) for p in parties))
    return found


def _signed(table: str, row: Row) -> str:
    """A row's rule, how it was found, and its signs: "visits.arrive child two_lands undated"."""
    return " ".join((row["rule"], row["found"], *sorted(signs_of(table, row))))


def _shown(row: Row, slot: str) -> object:
    return names(row, slot) if slot in ("sides", "visitors", "hosts", "participants", "parties", "suppliers", "customers") else row.get(slot)


def _sum(counts: Iterable[tuple[int, int, int]]) -> tuple[int, int, int]:
    totals = [sum(column) for column in zip(*counts, strict=True)]
    return (totals[0], totals[1], totals[2]) if totals else (0, 0, 0)


def names(row: Row, slot: str) -> list[str]:
    """The names of the parties of a slot; `sides` are reporter and partner."""
    return [str(party["name"]) for party in _parties(row, slot) if party is not None and party.get("name")]


def _parties(row: Row, slot: str) -> Sequence[Row | None]:
    value = [row.get("reporter"), row.get("partner")] if slot == "sides" else row.get(slot)
    return value if value is not None else ()


def slot_counts(table: str, fact: GoldFact | None, row: Row | None) -> dict[str, tuple[int, int, int]]:
    """Slot → (right, predicted, expected); either side may be missing."""
    found: dict[str, tuple[int, int, int]] = {}
    for slot in (*LISTS[table], *TEXTS.get(table, ()), *EXACT[table], *NUMBERS.get(table, ())):
        if fact is not None and slot in fact.free:
            continue
        wanted = fact.slots.get(slot) if fact is not None else None
        if slot in LISTS[table]:
            given = names(row, slot) if row is not None else []
            right = paired_names(wanted or [], given) if fact is not None and row is not None else 0
            found[slot] = (right, len(given), len(wanted or []))
        elif not (slot == "country" and wanted is None):
            value = row.get(slot) if row is not None else None
            found[slot] = (int(_right(table, slot, wanted, value)), int(value is not None and value != ""), int(wanted is not None))
    return found


def _right(table: str, slot: str, wanted: Any, value: Any) -> bool:
    if wanted is None or value is None:
        return False
    if slot in TEXTS.get(table, ()):
        return same_text(str(wanted), str(value))
    if slot in NUMBERS.get(table, ()):
        return close(wanted, value)
    return str(value) in str(wanted).split("|")


def covers(row: Row, near: str, text: str) -> bool:
    """Whether the evidence of a row covers a piece of the article."""
    if row["evidence_end"] - row["evidence_start"] > MAX_EVIDENCE:
        return False
    flat, anchor = re.sub(r"\s", " ", text), re.sub(r"\s", " ", near)
    at = flat.find(anchor)
    while at >= 0:
        if row["evidence_start"] <= at and at + len(anchor) <= row["evidence_end"]:
            return True
        at = flat.find(anchor, at + 1)
    return False


def admissible(table: str, fact: GoldFact, row: Row, text: str) -> bool:
    """Whether a row may be the telling of a gold fact at all."""
    here = covers(row, fact.near, text)
    hits = {slot: paired_names(fact.slots.get(slot) or [], names(row, slot)) for slot in LISTS[table]}
    if table == "visits":
        host = hits["hosts"] or (row.get("country") and row["country"] == fact.slots.get("country"))
        return bool((hits["visitors"] and host) or (here and (hits["visitors"] or host)))
    if table == "meetings":
        return hits["participants"] >= 2 or (here and hits["participants"] >= 1)
    if table == "agreements":
        return here or (hits["parties"] >= 2 and str(row.get("kind")) in str(fact.slots.get("kind")).split("|"))
    if table == "contracts":
        wanted, goods = fact.slots.get("goods"), row.get("goods")
        same = bool(wanted and goods and same_text(str(wanted), str(goods)))
        sides = bool(hits["suppliers"] or hits["customers"])
        return (here and (same or sides or not wanted)) or (same and sides)
    value = _number(fact, row, "value")
    return bool(value and (here or hits["sides"])) or bool(here and _number(fact, row, "change_pct") and fact.slots.get("value") is None)


def _number(fact: GoldFact, row: Row, slot: str) -> bool:
    return fact.slots.get(slot) is not None and row.get(slot) is not None and close(fact.slots[slot], row[slot])


def total(judged: Iterable[Judged], part: str) -> Counts:
    """Add up one kind of count ("facts", "slots", "by_slot", "codes", "by_status", "by_rule") over articles, with the sum under "all"."""
    found = _counts()
    for article in judged:
        for name, count in getattr(article, part).items():
            found[name].add(count.right, count.predicted, count.expected)
            found["all"].add(count.right, count.predicted, count.expected)
    return found


def interval(judged: Sequence[Judged], part: str, *, resamples: int = RESAMPLES, seed: int = 1) -> tuple[float, float]:
    """The 95 % bootstrap interval of the F1 over all tables, articles drawn with replacement."""
    source = random.Random(seed)
    sums = []
    for article in judged:
        counts = list(getattr(article, part).values())
        sums.append((sum(c.right for c in counts), sum(c.predicted + c.expected for c in counts)))
    scores = []
    for _ in range(resamples):
        drawn = source.choices(sums, k=len(sums))
        size = sum(b for _, b in drawn)
        scores.append(2 * sum(a for a, _ in drawn) / size if size else 0.0)
    scores.sort()
    return scores[int(0.025 * resamples)], scores[min(resamples - 1, int(0.975 * resamples))]
