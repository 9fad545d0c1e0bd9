"""The rules, and what they do on annotated articles: how often each matched, made a row, and was right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from extractors.confidence import measured
from extractors.facts import EXTRACTORS, extract
from extractors.matching.frames import Example, Frame, frames
from pipeline.rows import table_of
from reports.calibrate import rule_counts
from reports.corpus import articles_of, judge_tables, run_tables
from reports.paper import plain, table
from reports.texts import documents, of_phrase
from schemas.facts import PARTY_SLOTS, Fact

OWN_GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold"
LEFT_OUT = {
    *("fact_id", "article_id", "event_id", "published", "date_start", "date_end", "evidence", "evidence_start", "evidence_end"),
    *("trigger", "rule", "found", "confidence", "place", "region", "date_text"),
}


@dataclass(frozen=True, slots=True)
class Use:
    """One rule on annotated articles: matches, rows that bear its name, and how many of these are right; None where it was not asked."""

    rule: str
    table: str
    says: str
    examples: int
    counter_examples: int
    gaps: int
    matched: int | None
    rows: int
    right: int

    @property
    def dead(self) -> bool:
        """Nothing matched: neither a row of its own nor a telling that was merged into another."""
        return not self.rows and not self.matched


def all_frames(of_table: str | None = None) -> list[Frame]:
    """The rules of all tables, or of one; raises ValueError for a table that is none."""
    if of_table is not None and of_table not in EXTRACTORS:
        raise ValueError(f"no table {of_table!r}; there are: {', '.join(EXTRACTORS)}")
    return [frame for name in EXTRACTORS if of_table in (None, name) for frame in frames(name)]


def uses(gold: Path | None = None, *, of_table: str | None = None) -> list[Use]:
    """A folder of annotation (by default the project's own, where it is there, else what was last measured) → each rule's use."""
    matched: Mapping[str, int] | None = None
    counts: Mapping[str, tuple[int, int]] = measured()
    chosen = gold or (OWN_GOLD if OWN_GOLD.is_dir() else None)
    if chosen is not None:
        tables = run_tables(articles_of(chosen))
        matched, counts = tables.matched, rule_counts(judge_tables(chosen, tables))
    right: dict[str, list[int]] = {}
    for name, pair in counts.items():
        of_rule = right.setdefault(name.split()[0], [0, 0])
        of_rule[0], of_rule[1] = of_rule[0] + pair[0], of_rule[1] + pair[1]
    known = {frame.id: frame for frame in all_frames(of_table)}
    others = sorted(rule for rule in right if rule not in known and of_table in (None, rule.split(".")[0]))
    return [_use(rule, known.get(rule), matched, right.get(rule, [0, 0])) for rule in (*known, *others)]


def _use(rule: str, frame: Frame | None, matched: Mapping[str, int] | None, counts: Sequence[int]) -> Use:
    examples = frame.examples if frame else ()
    return Use(
        rule=rule,
        table=rule.split(".")[0],
        says=frame.says if frame else "found from its number outwards, not by a frame",
        examples=sum(bool(one.facts) for one in examples),
        counter_examples=sum(not one.facts for one in examples),
        gaps=sum(bool(one.gap) for one in examples),
        matched=matched.get(rule, 0) if matched is not None and frame else None,
        rows=counts[1],
        right=counts[0],
    )


def as_table(used: Sequence[Use]) -> RenderableType:
    """Uses → a table to print; the rules that most rows bear stand first in their table."""
    rows = [
        (one.rule, one.says, f"{one.examples}+{one.counter_examples}" + (f" ({one.gaps} gaps)" if one.gaps else ""), "" if one.matched is None else one.matched,
         one.rows, one.right, f"{one.right / one.rows:.2f}" if one.rows else "")
        for one in sorted(used, key=lambda one: (list(EXTRACTORS).index(one.table), -one.rows, one.rule))
    ]  # fmt: skip
    return table(["rule", "says", "examples", "matched", "rows", "right", "precision"], rows, left=2)


def one_rule(rule: str) -> Iterator[Text]:
    """A rule's id → the rule in readable lines, with what each of its examples yields now; raises ValueError for an unknown id."""
    found = next((frame for frame in all_frames() if frame.id == rule), None)
    if found is None:
        near = [frame.id for frame in all_frames() if rule.split(".")[-1] in frame.id or frame.id.startswith(rule)]
        raise ValueError(f"no rule {rule!r}; `svyazi rules` lists them" + (f", such as {', '.join(near[:8])}" if near else ""))
    yield from _frame_lines(found)
    yield Text("")
    yield from _example_lines(found)


def _frame_lines(frame: Frame) -> Iterator[Text]:
    yield Text(f"{frame.id}: {frame.says}", style="bold")
    yield _line("verbs", " ".join(sorted(frame.verbs)))
    yield _line("nouns", " ".join(sorted(frame.nouns)))
    yield _line("needs", ", ".join(" or ".join(sorted(need)) for need in frame.needs))
    for slot in frame.slots:
        markers = ", ".join(f"{prep}+{case}" if prep else case for prep, case in slot.markers)
        types = " ".join([*sorted(slot.types), *(f"@{name}" for name in sorted(slot.lexicons))])
        yield _line("slot", f"{slot.name}: {markers}; {types}" + (f"; hangs on {slot.of}" if slot.of else "") + ("; a list" if slot.many else ""))
    yield _line("status", frame.status or "")
    yield _line("sets", ", ".join(f"{name} = {value}" for name, value in frame.set.items()))
    for name in frame.guards:
        yield _line("guard", f"{name}: {(EXTRACTORS[frame.table].guards[name].__doc__ or '').strip().splitlines()[0]}")


def _line(name: str, said: str) -> Text:
    return Text(f"    {name:8} ", style="dim").append(plain(said) or "—", style="not dim")


def _example_lines(frame: Frame) -> Iterator[Text]:
    articles = [of_phrase(one.text, published=date.fromisoformat(one.published) if one.published else None) for one in frame.examples]
    for example, document in zip(frame.examples, documents(articles), strict=True):
        yield Text(plain(example.text)).append(_remark(example), style="italic")
        for fact in extract(document).facts:
            yield Text(f"    → {table_of(fact)} [{fact.rule}] ", style="dim").append(plain(", ".join(columns(fact))), style="not dim")
        for wanted in example.facts:
            yield Text("      expected ", style="dim").append(plain(", ".join(f"{name} = {value}" for name, value in wanted.items())))


def _remark(example: Example) -> str:
    kind = "" if example.facts else "  (counter-example)"
    return kind + (f"  {example.why}" if example.why else "") + (f"  a known gap: {example.gap}" if example.gap else "")


def columns(fact: Fact) -> Iterator[str]:
    """A fact → its telling columns as «name = value»."""
    for one in fields(fact):
        value = getattr(fact, one.name)
        if one.name not in LEFT_OUT and value not in (None, ()):
            yield f"{one.name} = {_names(value) if one.name in PARTY_SLOTS[table_of(fact)] else value}"


def _names(value: Any) -> str:
    return "; ".join(party.name for party in (value if isinstance(value, tuple) else (value,)))
