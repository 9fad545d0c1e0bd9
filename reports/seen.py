"""What a slot can see: a phrase in; out its tokens, mentions, values, and the rules that its words set off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from extractors.facts import find_matches, find_state
from extractors.matching.why import candidates
from extractors.view import View
from reports.paper import plain, table
from reports.texts import documents, of_phrase
from schemas.document import Document, Token
from schemas.match import Mention


def parse(text: str, *, published: date | None = None) -> Iterator[RenderableType]:
    """A phrase → tables to print, for each of its sentences."""
    (document,) = documents([of_phrase(text, published=published)])
    state = find_state(document)
    matches, _ = find_matches(state)
    for view in state.views:
        yield Text(plain(document.article.text[view.sentence.start : view.sentence.stop]), style="bold")
        yield table(["", "word", "lemma", "pos", "features", "head", "relation"], (_token(i, token, view) for i, token in enumerate(view.tokens)), left=7)
        yield Text("")
        yield table(["mention", "type", "kind", "case", "place", "in", "words"], (_mention(one, view) for one in view.mentions), left=7)
        yield Text("")
        for name, said in values(document, view):
            yield Text(f"{name:9} ", style="dim").append(plain(said), style="not dim")
        made = {(match.rule, match.trigger) for match in matches if match.sentence == view.index}
        for i, frame, form in candidates(view):
            said = "a match" if (frame.id, i) in made else "no match"
            yield Text(f"{'rule':9} ", style="dim").append(plain(f"{frame.id} at «{view.tokens[i].text}» ({form.replace('_', ' ')}): {said}"), style="not dim")
        yield Text("")


def _token(i: int, token: Token, view: View) -> tuple[object, ...]:
    head = view.tokens[token.head].text if token.head >= 0 else "—"
    return i, token.text, token.lemma, token.pos, " ".join(value for value in token.feats if value), head, token.rel


def _mention(one: Mention, view: View) -> tuple[object, ...]:
    case = (f"{one.prep}+" if one.prep else "") + (one.case or "?") + (f" (or {' '.join(c for c in one.cases if c != one.case)})" if len(one.cases) > 1 else "")
    parent = view.mentions[one.parent].name if one.parent is not None else ""
    words = " ".join(token.text for token in view.tokens[one.first : one.last])
    return one.name, (one.type or "—") + (", refers back" if one.bare else ""), one.kind, case, one.region or one.country or "", parent, words


def values(document: Document, view: View) -> Iterator[tuple[str, str]]:
    """The dates, sums, percents, changes, quantities and places of a sentence, in words."""
    inside = (view.sentence.start, view.sentence.stop)
    for day in view.dates:
        yield "date", f"«{day.text}» {day.edtf}, {day.grain}, {day.role}, fixed by {day.anchor}"
    for money in view.money:
        high = f"…{money.high}" if money.high is not None else ""
        yield "money", f"«{money.text}» {money.value}{high} {money.currency or 'of no named currency'}, {money.bound}"
    for percent in document.percents:
        if inside[0] <= percent.start < inside[1]:
            yield "percent", f"«{percent.text}» {percent.value}{' points' if percent.points else ''}, {percent.bound}"
    for change in document.changes:
        if inside[0] <= change.start < inside[1]:
            yield "change", f"«{change.text}» {change.percent:+} %, {change.bound}"
    for quantity in view.quantities:
        item = document.article.text[quantity.item_start : quantity.item_stop] if quantity.item_start is not None else ""
        yield "quantity", f"«{quantity.text}» {quantity.value} {quantity.unit}{f' of «{item}»' if item else ''}, {quantity.bound}"
    for place in view.places:
        yield "place", f"«{place.text}» {place.name}, {place.kind}, {place.form}, {place.region or place.country or 'no code'}"
