"""Explanations on paper: sentences with their slots in brackets, the rule in words, how each slot was found, why others said no."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from rich.text import Text

from reports.explain import MANY, Explained, Mark, RowExplained, Told, apart, explain, parties_of, rules
from reports.paper import plain
from reports.texts import documents, of_phrase
from schemas.facts import PARTY_SLOTS

FOUND = {
    "child": "hangs on the trigger",
    "subtree": "below the trigger in the tree",
    "shared": "shared with a neighbouring verb",
    "clause": "by its case, elsewhere in the clause",
    "discourse": "carried from elsewhere in the article",
}
INDICATED = ("status", "attribution", "date", "period", "place", "country", "region", "kind", "purpose", "topic", "subject", "goods", "quantity", "unit")
NUMBERS = ("indicator", "value", "amount", "currency", "bound", "change_pct", "change_base")


def of_text(text: str, *, published: date | None = None) -> list[Text]:
    """A phrase → its explanation, line by line."""
    (document,) = documents([of_phrase(text, published=published)])
    return list(lines(explain(document), document.article.text))


def lines(explained: Sequence[Explained], text: str) -> Iterator[Text]:
    """Explained sentences → lines to print."""
    for one in explained:
        for told in one.told:
            yield from fact_lines(told, text, one.start, one.stop)
            yield Text("")
        if not one.told:
            yield Text("no fact: ", style="bold").append(Text(plain(text[one.start : one.stop]), style="not bold"))
        yield from refusals(one)
        yield Text("")


def refusals(one: Explained) -> Iterator[Text]:
    """The rules that said no, each with its reason."""
    if not one.refused and not one.told:
        yield Text("    no word of it is the trigger of a rule, and trade figures need a number with a measure")
    for refused in one.refused[:MANY]:
        yield Text("    ").append(refused.rule or "—", style="bold").append(f" at «{plain(refused.word)}»: {plain(refused.why)}")
    if len(one.refused) > MANY:
        yield Text(f"    … and {len(one.refused) - MANY} more")


def fact_lines(told: Told, text: str, start: int, stop: int) -> Iterator[Text]:
    """One fact → its sentence, rule, status, slots."""
    fact = told.fact
    yield Text(f"{told.table}  ", style="bold").append(f"{fact.fact_id}  {fact.status}  confidence {fact.confidence or 0:.2f}", style="not bold")
    yield Text("    ").append(marked(text, start, stop, told.marks, fact.trigger))
    yield from rule_lines(fact.rule, fact.trigger, told.form)
    yield _line("status", f"{fact.status}" + (f", from «{told.cue}»" if told.cue else ", as nothing says otherwise"))
    yield from _found_lines(told)
    yield from _party_lines(told.table, [(slot, party) for slot, party in parties_of(told.table, fact)], text, start, stop)
    for role, why in told.sides:
        yield _line("role", f"{role}: {plain(why)}")
    yield from column_lines({name: getattr(fact, name, None) for name in (*INDICATED, *NUMBERS)}, fact.date_text)
    for rule, sentence in told.joined:
        yield _line("also told", f"by {rule} in sentence {sentence + 1} of the article, merged into this row")


def rule_lines(rule: str, trigger: str, form: str) -> Iterator[Text]:
    """A rule's id and what it says in words."""
    frame = rules().get(rule)
    says = frame.says if frame else "found from its number outwards, not by a frame"
    yield _line("rule", f"{rule}: {says}")
    yield _line("trigger", f"«{plain(trigger)}»" + (f", {form.replace('_', ' ')}" if form else ""))


def _found_lines(told: Told) -> Iterator[Text]:
    for slot, name, found in told.found:
        yield _line("slot", f"{slot} = «{plain(name)}»: {found}, {FOUND.get(found, '')}")


def _party_lines(table: str, parties: Sequence[tuple[str, Any]], text: str, start: int, stop: int) -> Iterator[Text]:
    for slot, party in parties:
        code = party.region or party.country
        said = f"{party.name} [{party.type}{', ' + code if code else ''}]" + (f", {party.position}" if party.position and party.position != party.name else "")
        if not start <= party.start < stop:
            said += f" ← elsewhere in the article: «{text[party.start : party.end]}»"
        yield _line(slot, said)


def column_lines(columns: Mapping[str, Any], date_text: str | None) -> Iterator[Text]:
    """The other columns that hold something."""
    for name, value in columns.items():
        if value is not None and name != "status":
            yield _line(name, f"{value}" + (f", from «{date_text}»" if name == "date" and date_text else ""))


def _line(name: str, said: str) -> Text:
    return Text(f"    {name:12} ", style="dim").append(plain(said), style="not dim")


def marked(text: str, start: int, stop: int, marks: Sequence[Mark], trigger: str) -> Text:
    """«Делегация посетила завод» → «[visitors Делегация] посетила [hosts завод]», the trigger between > and <."""
    made, at = Text(), start
    for mark in [*marks, Mark(stop, stop, "")]:
        made.append(_with_trigger(plain(text[at : mark.start]), plain(trigger)))
        if mark.slot:
            made.append(f"[{mark.slot} ", style="cyan").append(plain(text[mark.start : mark.stop]), style="bold").append("]", style="cyan")
        at = max(at, mark.stop)
    return made


def _with_trigger(piece: str, trigger: str) -> Text:
    before, found, after = piece.partition(trigger)
    return Text(before).append(f">{found}<", style="yellow").append(after) if found else Text(piece)


def row_lines(found: RowExplained) -> Iterator[Text]:
    """A row of a run → its explanation, from the rules where they still give it, else from the row alone."""
    text, row = found.article["text"], found.row
    yield Text(plain(f"{found.article['source']}: {found.article['title'] or ''}"))
    if found.told is not None:
        spans = found.told.fact
        yield from fact_lines(found.told, text, spans.evidence_start, spans.evidence_end)
        return
    yield Text("the rules have changed since this run and give this row no longer; what the row itself says:", style="italic")
    parties = [(slot, party) for slot in PARTY_SLOTS[found.table] for party in _listed(row[slot])]
    spans_ = apart([Mark(party["start"], party["end"], slot) for slot, party in parties])
    inside = [one for one in spans_ if row["evidence_start"] <= one.start and one.stop <= row["evidence_end"]]
    yield Text(f"{found.table}  {row['fact_id']}  {row['status']}", style="bold")
    yield Text("    ").append(marked(text, row["evidence_start"], row["evidence_end"], inside, row["trigger"]))
    yield from rule_lines(row["rule"], row["trigger"], "")
    for slot, party in parties:
        yield _line(slot, party["name"])
    yield from column_lines({name: row.get(name) for name in (*INDICATED, *NUMBERS)}, row["date_text"])


def _listed(value: Any) -> list[Mapping[str, Any]]:
    return value if isinstance(value, list) else [value] if value is not None else []
