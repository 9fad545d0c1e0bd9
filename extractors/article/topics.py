"""What an article is about, told by its words alone: sport, courts and crime, horoscopes, advertisements, guidebooks are not cooperation.

No tagger is asked, so that the gate can ask the same before anything is annotated.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from extractors.lexicon import members
from pipeline.morphology import LONGEST_WORD, analyzer, normal
from schemas.article import Article, Block

WORD = re.compile(r"[а-я]+(?:-[а-я]+)*")
OWN = "cooperation"
OTHERS = ("sport", "court", "stars", "advertising", "guidebook")
SHARE = 0.0145  # of an article's words: two in a short report, a dozen in a long one
LEAST = 3  # words in all, and as many different ones
MORE = 1.5  # times as many as words of cooperation
REMEMBERED = 5_000  # words
IN_WORK = 32  # articles: the gate asks first, then each piece of a digest


def is_off_topic(article: Article) -> bool:
    """True for an article whose words are those of another topic: «Матч завершился вничью: вратарь отбил пять бросков, тренер доволен»."""
    return _is_off_topic(article.text, article.blocks)


@lru_cache(IN_WORK)
def _is_off_topic(text: str, blocks: tuple[Block, ...]) -> bool:
    words = [word for block in blocks for word in WORD.findall(normal(text[block.start : block.stop]))]
    told = Counter([lemma for lemma in [_lemma(word) for word in words] if lemma is not None])
    counts = {topic: [count for lemma, count in told.items() if _topics()[lemma] == topic] for topic in (*OTHERS, OWN)}
    least, own = max(LEAST, SHARE * len(words)), MORE * sum(counts[OWN])
    return any(len(counts[topic]) >= LEAST and sum(counts[topic]) >= least and sum(counts[topic]) > own for topic in OTHERS)


@lru_cache(REMEMBERED)
def _lemma(word: str) -> str | None:
    """«матча» → «матч», the likeliest lemma of a word in lower case; None for a word that tells no topic."""
    known = analyzer().known(word) if len(word) <= LONGEST_WORD else []
    lemma = normal(known[0][2].lemma(known[0][0])) if known else word
    return lemma if lemma in _topics() else None


@cache
def _topics() -> dict[str, str]:
    """The words of all topics → which topic each tells."""
    return {lemma: topic for topic in (*OTHERS, OWN) for lemma in members(topic)}
