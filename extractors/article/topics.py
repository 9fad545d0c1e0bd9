"""What an article is about, told by its words alone: sport, courts and crime, horoscopes, advertisements, guidebooks are not cooperation.

No tagger is asked, so that the gate can ask the same before anything is annotated.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractors.lexicon import members
from pipeline.morphology import LONGEST_WORD, analyzer, normal
from schemas.article import Article, Block

WORD, WITHOUT_HYPHEN = re.compile(r"[а-я]+(?:-[а-я]+)*"), re.compile(r"[а-я]+")
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
    words = [word for block in blocks for word in _words(normal(text[block.start : block.stop]))]
    told: dict[str, int] = {}
    for word in words:
        lemma = _lemma(word)
        if lemma is not None:
            told[lemma] = told.get(lemma, 0) + 1
    topics = _topics()
    counts: dict[str, list[int]] = {topic: [] for topic in (*OTHERS, OWN)}
    for lemma, count in told.items():
        counts[topics[lemma]].append(count)
    least, own = max(LEAST, SHARE * len(words)), MORE * sum(counts[OWN])
    return any(len(counts[topic]) >= LEAST and sum(counts[topic]) >= least and sum(counts[topic]) > own for topic in OTHERS)


def _words(text: str) -> list[str]:
    """«тест-драйв и матч» → «тест-драйв», «и», «матч»; most texts have no hyphen, and there a simpler search does."""
    found: list[str] = (WORD if "-" in text else WITHOUT_HYPHEN).findall(text)
    return found


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
