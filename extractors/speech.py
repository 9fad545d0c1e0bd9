"""Attribution: who says what the article reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.lexicon import key, members
from extractors.view import View
from schemas.match import Mention

if TYPE_CHECKING:
    from extractors.discourse import Discourse


def attribution_of(view: View, state: Discourse, offset: int) -> str | None:
    """«по словам X», «сообщил X», «…», — сказал X: the name of X; null in the newspaper's own voice."""
    speaker = source_in(view, state)
    if speaker is not None:
        return speaker
    if in_quotation(state, offset):
        for other in state.views[view.index + 1 : view.index + 4]:
            speaker = source_in(other, state)
            if speaker is not None:
                return speaker
            if not in_quotation(state, other.sentence.start):
                break
    return None


def source_in(view: View, state: Discourse) -> str | None:
    """The speaker that a sentence names."""
    tokens = view.tokens
    for i, token in enumerate(tokens):
        lemma = key(token.lemma)
        if lemma in ("слово", "данные", "информация", "оценка", "сообщение", "сведение") and i > 0 and tokens[i - 1].lemma == "по":
            inner = [m for m in view.mentions if m.parent is not None and view.mentions[m.parent].head == i]
            if inner:
                return _name(inner[0], state, view)
        if token.pos == "VERB" and lemma in members("speech"):
            speaker = _speaker(i, view, state)
            if speaker is not None:
                return speaker
    return None


def _speaker(i: int, view: View, state: Discourse) -> str | None:
    best: Mention | None = None
    least = 9
    for m in view.mentions:
        if m.parent is not None or not (m.type or m.lemma in ("он", "она", "они")):
            continue
        spoken_in = m.prep in ("в", "во") and m.type in ("organization", "government")
        if not ((m.prep == "" and m.case == "nom") or spoken_in):
            continue
        distance = abs(m.head - i) + (0 if m.first > i else 2) + 3 * view.verbs_between(i, m.head)
        if distance < least:
            best, least = m, distance
    return _name(best, state, view) if best is not None else None


def _name(mention: Mention, state: Discourse, view: View) -> str | None:
    resolved = state.resolve(mention, view)
    return resolved[0][0].name if resolved else None


def in_quotation(state: Discourse, offset: int) -> bool:
    """Whether an offset lies inside quoted speech of its block: more « than » before it, or an odd number of straight quotes, or a line that opens with a dash."""
    text = state.document.article.text
    block = next((b for b in state.document.article.blocks if b.start <= offset < b.stop), None)
    if block is None:
        return False
    before = text[block.start : offset]
    if before.lstrip()[:1] in "—–-" and before.strip():
        return True
    return before.count("«") + before.count("“") > before.count("»") + before.count("”") or before.count('"') % 2 == 1
