"""Facts and mentions become the rows of the other tables: articles, parties, entities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from pipeline.tally import Counted
from schemas.article import Article
from schemas.facts import FACT_TABLES, PARTY_SLOTS, ArticleRow, EntityRow, Fact, Party, PartyRow, SpanRow

_TABLE_OF = {row: name for name, row in FACT_TABLES.items()}
_PARTY_FIELDS = tuple(field.name for field in fields(Party))
_party_values = attrgetter(*_PARTY_FIELDS)


def table_of(fact: Fact) -> str:
    """Visit(…) → "visits"."""
    return _TABLE_OF[type(fact)]


def article_row(article: Article, facts: Sequence[Fact]) -> ArticleRow:
    """An article and its facts → its row, with the number of facts in each table."""
    found = Counter(map(table_of, facts))
    return ArticleRow(
        article_id=article.article_id,
        source=article.source,
        url=article.url,
        title=article.title,
        published=article.published,
        published_from=article.published_from,
        text=article.text,
        body=tuple(SpanRow(start=block.start, end=block.stop) for block in article.blocks),
        sha256=article.sha256,
        encoding=article.encoding,
        **{name: found[name] for name in FACT_TABLES},
    )


def party_rows(facts: Iterable[Fact]) -> Iterator[PartyRow]:
    """Facts → one row for each party in each slot, in the order of the facts."""
    for fact in facts:
        table = table_of(fact)
        for slot in PARTY_SLOTS[table]:
            for party in _parties(getattr(fact, slot)):
                own = zip(_PARTY_FIELDS, _party_values(party), strict=True)
                yield PartyRow(fact_id=fact.fact_id, article_id=fact.article_id, table=table, slot=slot, **dict(own))


def _parties(slot: Party | tuple[Party, ...] | None) -> tuple[Party, ...]:
    """A slot holds one party (`reporter`), several (`visitors`) or none."""
    if slot is None:
        return ()
    return slot if isinstance(slot, tuple) else (slot,)


TOLD = ("entity_id", "name", "type", "country", "region", "article_id", "fact_id")  # columns of `mentions` and `parties` from which entities are counted


def entity_row(counted: Counted) -> EntityRow:
    """What was counted of an entity → its row."""
    entity_id, articles, facts, forms = counted
    names = _by_frequency((name, often) for (name, *_), often in forms)
    places = _by_frequency(((country, region), often) for (_, _, country, region), often in forms if country is not None or region is not None)
    country, region = places[0] if places else (None, None)
    return EntityRow(
        entity_id=entity_id,
        name=names[0],
        type=_by_frequency((type_, often) for (_, type_, _, _), often in forms)[0],
        aliases=tuple(names[1:]),
        country=country,
        region=region,
        articles=articles,
        facts=facts,
    )


def _by_frequency(counts: Iterable[tuple[Any, int]]) -> list[Any]:
    """(value, how often) → the values, the most frequent first; equals by their text, so that the order of articles does not matter."""
    total: Counter[Any] = Counter()
    for value, often in counts:
        total[value] += often
    return sorted(total, key=lambda value: (-total[value], str(value)))
