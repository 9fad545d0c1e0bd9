"""Names that the engine took for nothing: a person behind a post, a firm of one word.

In: the tokens of a sentence and the names known already. Out: further names as (start, stop, PER | ORG).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.names.peoples import homes
from extractors.names.words import OPENING, has_post, is_firm_name, may_be_name
from schemas.document import Token

Span = tuple[int, int, str]
LONGEST_NAME = 4  # words


def unseen_persons(tokens: tuple[Token, ...], spans: Sequence[Span]) -> Iterator[Span]:
    """«Посол Государства Палестина / Абдель Хафиз Нофаль»: capitalised words behind a post and its place that the engine took for nothing."""
    names = [token.pos == "PROPN" for token in tokens]
    if sum(names) < 2:
        return
    begin = 1
    for i in range(1, len(tokens) - 1):
        if i < begin or not (names[i] and names[i + 1]):
            continue
        stop, chinese = i, "CN" in homes(f"{tokens[i].text} {tokens[i + 1].text}")
        while (
            stop < len(tokens)
            and stop - i < LONGEST_NAME
            and may_be_name(tokens[stop], first=stop == i and not chinese)
            and not any(a <= tokens[stop].start < b for a, b, _ in spans)
        ):
            stop += 1
        if stop - i > 1 and has_post(tokens, i, declined=not chinese):
            yield tokens[i].start, tokens[stop - 1].stop, "PER"
        begin = stop


def unseen_firms(tokens: tuple[Token, ...], spans: Sequence[Span]) -> Iterator[Span]:
    """«КамАЗ / поставил», «от / Гомсельмаша»: one word that is called as firms are and that the engine took for nothing; «40 КамАЗов» are lorries."""
    for i, token in enumerate(tokens):
        if token.pos not in ("NOUN", "PROPN") or token.feats.number == "plur" or not is_firm_name(token):
            continue
        if (i and (tokens[i - 1].text in OPENING or tokens[i - 1].pos == "NUM")) or any(a < token.stop and token.start < b for a, b, _ in spans):
            continue
        yield token.start, token.stop, "ORG"
