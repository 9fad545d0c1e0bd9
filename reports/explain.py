"""Why a row is there, or why none is: a document in; each sentence's facts and refused rules out, as data.

`reports.explained` puts them on paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extractors.article.cooperation import is_domestic
from extractors.build import Draft
from extractors.facts import EXTRACTORS, Steps, pieces
from extractors.finish import finish
from extractors.matching.frames import Frame, frames
from extractors.matching.why import alike, reasons
from extractors.view import View
from pipeline.write import records
from reports.texts import documents, of_file, of_row
from schemas.article import Article
from schemas.document import Document
from schemas.facts import FACT_TABLES, PARTY_SLOTS, Fact, Party

MANY = 12  # refused rules that are shown of one sentence


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the article that fills a slot."""

    start: int
    stop: int
    slot: str


@dataclass(frozen=True, slots=True)
class Told:
    """One fact and where it came from: its row, the sentence, the marked slots, how each slot was found, what was merged into it, why a deal's sides play their roles."""

    table: str
    fact: Fact
    sentence: int
    form: str
    cue: str
    marks: tuple[Mark, ...]
    found: tuple[tuple[str, str, str], ...]
    joined: tuple[tuple[str, int], ...]
    sides: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A rule that looked at a word and made no row of its own: why."""

    rule: str
    word: str
    why: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One sentence: its text, the facts it tells, and the rules that said no."""

    start: int
    stop: int
    told: tuple[Told, ...]
    refused: tuple[Refused, ...]


@cache
def rules() -> dict[str, Frame]:
    """All rules by id."""
    return {frame.id: frame for table in EXTRACTORS for frame in frames(table)}


def explain(document: Document, *, phrase: str | None = None) -> list[Explained]:
    """A document, and a phrase that the sentences must hold → every such sentence explained."""
    return [one for taken in pieces(document) for one in _explain_piece(document, taken, phrase)]


def _explain_piece(document: Document, taken: Steps, phrase: str | None) -> list[Explained]:
    told = facts_of(taken)
    wanted = " ".join(phrase.split()).casefold() if phrase else ""
    found = []
    for view in taken.state.views:
        text = " ".join(document.article.text[view.sentence.start : view.sentence.stop].split()).casefold()
        if wanted in text:
            own = tuple(one for one in told if one.sentence == view.index)
            found.append(Explained(view.sentence.start, view.sentence.stop, own, tuple(refused(view, taken, told))))
    return found


def facts_of(taken: Steps) -> list[Told]:
    """The steps of an extraction → its facts with their origin."""
    return [_told(fact, draft, taken) for fact, draft in zip(finish(taken.kept), taken.kept, strict=True)]


def _told(fact: Fact, draft: Draft, taken: Steps) -> Told:
    match = draft.match
    fillers = tuple((slot, f.mention.name or f.mention.lemma, f.found) for slot, some in match.slots.items() for f in some)
    joined = tuple((one.columns["rule"], one.match.sentence) for one in _all_joined(draft))
    marked, why = tuple(marks(fact, draft, taken.state.views[match.sentence])), tuple((draft.get("sides_by") or {}).items())
    return Told(draft.table, fact, match.sentence, match.form, match.status_cue, marked, fillers, joined, why)


def _all_joined(draft: Draft) -> Iterator[Draft]:
    for other in draft.joined:
        yield other
        yield from _all_joined(other)


def parties_of(table: str, row: Any) -> Iterator[tuple[str, Party]]:
    """A fact → (slot, party) of all its sides."""
    for slot in PARTY_SLOTS[table]:
        value = getattr(row, slot)
        yield from ((slot, party) for party in (value if isinstance(value, tuple) else (value,) if value is not None else ()))


def marks(fact: Fact, draft: Draft, view: View) -> list[Mark]:
    """What is marked in a fact's sentence: its sides, the other filled slots, its date; no two overlap."""
    sentence = view.sentence
    spans = [Mark(party.start, party.end, slot) for slot, party in parties_of(draft.table, fact)]
    spans += [Mark(f.mention.start, f.mention.stop, slot) for slot, some in draft.match.slots.items() for f in some]
    spans += [Mark(d.start, d.stop, "date") for d in view.dates if d.text == fact.date_text]
    return apart([one for one in spans if sentence.start <= one.start and one.stop <= sentence.stop])


def apart(spans: Sequence[Mark]) -> list[Mark]:
    """Marks that do not overlap, in text order; the first named wins."""
    kept: list[Mark] = []
    for one in spans:
        if one.start < one.stop and not any(one.start < other.stop and other.start < one.stop for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def refused(view: View, taken: Steps, told: Sequence[Told]) -> Iterator[Refused]:
    """A sentence → the rules that looked there and made no row of their own, with the first condition that failed."""
    own = {(one.fact.rule, one.fact.trigger) for one in told if one.sentence == view.index}
    for reason in reasons(view, taken.state)[: 10 * MANY]:
        word = view.tokens[reason.trigger].text
        if (reason.rule, word) not in own:
            yield Refused(reason.rule, word, reason.detail or _later(reason.rule, view.index, reason.trigger, taken, told))
    if not any(True for _ in reasons(view, taken.state)):
        yield from (Refused("", view.tokens[i].text, f"is no trigger of any rule; {near!r} is one") for i, near in alike(view))


ALL_IN_ONE = "all places of the article lie in one region"


def _later(rule: str, sentence: int, trigger: int, taken: Steps, told: Sequence[Told]) -> str:
    """What became of a match after the rule itself was content."""
    if not taken.about:
        return "the whole article is left out: its words are those of sport, courts, horoscopes, advertisements or guidebooks"
    key = (rule, sentence, trigger)
    for draft, one in zip(taken.kept, told, strict=True):
        if any((other.match.rule, other.match.sentence, other.match.trigger) == key for other in _all_joined(draft)):
            return f"the same fact as {one.fact.fact_id}, into which it was merged ({one.fact.rule}, «{one.fact.trigger}»)"
    if any((draft.match.rule, draft.match.sentence, draft.match.trigger) == key for draft in taken.merged):
        return ALL_IN_ONE if is_domestic(taken.state) else "both sides belong to one region: no cooperation between sides"
    if is_domestic(taken.state):
        return ALL_IN_ONE
    return f"its slots were filled, but {rule.split('.')[0]} made no row of them: a side stayed unknown, or the words belong to another fact"


def explain_file(path: Path, phrase: str) -> list[tuple[Article, list[Explained]]]:
    """A file and a phrase in it → its articles that hold the phrase, each with the sentences explained."""
    found = []
    for document in documents(of_file(path)):
        some = explain(document, phrase=phrase)
        if some:
            found.append((document.article, some))
    if not found:
        raise ValueError(f"no sentence of {path} holds {phrase!r}; furniture such as menus and teasers is no part of an article")
    return found


@dataclass(frozen=True, slots=True)
class RowExplained:
    """A row of a run: its table and columns, its article, and the fact as it is found now, None where it no longer is."""

    table: str
    row: dict[str, Any]
    article: dict[str, Any]
    told: Told | None


def explain_row(out: Path, fact_id: str) -> RowExplained:
    """A run and a fact's id, or the beginning of one → the row and where it came from."""
    if not (out / "articles").is_dir():
        raise FileNotFoundError(f"{out} holds no table 'articles': not a folder that `svyazi run` wrote")
    found = [(table, row) for table in FACT_TABLES for row in records(out, table) if row["fact_id"].startswith(fact_id)]
    if len(found) != 1:
        raise ValueError(f"{len(found)} facts of {out} have an id that begins with {fact_id!r}; take one from the column fact_id")
    table, row = found[0]
    article = next(one for one in records(out, "articles") if one["article_id"] == row["article_id"])
    (document,) = documents([of_row(article)])
    told = next((one for taken in pieces(document) for one in facts_of(taken) if one.fact.fact_id == row["fact_id"]), None)
    return RowExplained(table, row, article, told)
