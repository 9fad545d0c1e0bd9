"""The fact tables and the other tables: one documented dataclass per table.

`schemas.arrow` turns these into Arrow schemas; the field docs go into the column metadata.
What a value means is said here once, for the data dictionary too. Rows are never changed once made; those of which an article
has many are not declared frozen, because making them would take thrice the time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Day
from decimal import Decimal
from typing import Any


def column(doc: str, arrow: str | None = None) -> Any:
    """A dataclass field with its documentation and, where Python's type does not tell, its Arrow type."""
    return field(default=None, metadata={"doc": doc, "arrow": arrow})


@dataclass(slots=True, unsafe_hash=True)
class Party:
    """One side of a fact: a person, organisation, government, place or group."""

    name: str = column("nominative, as a person would write it in a report")
    type: str = column("person | organization | government | place | group")
    position: str | None = column("a person's post: «губернатор Пензенской области»")
    country: str | None = column("ISO 3166-1 alpha-2")
    region: str | None = column("ISO 3166-2")
    entity_id: str | None = column("joins to entities.entity_id")
    start: int = column("first code point of the mention in articles.text", "int32")
    end: int = column("one past the last code point", "int32")


@dataclass(slots=True, unsafe_hash=True)
class Fact:
    """The columns that every fact table has."""

    fact_id: str = column("stable identifier of the row")
    article_id: str = column("joins to articles.article_id")
    published: Day | None = column("publication date of the article")
    status: str = column("occurred | ongoing | planned | proposed | denied")
    attribution: str | None = column("who says so; null in the newspaper's own voice")
    date: str | None = column("when it happens, EDTF")
    date_text: str | None = column("the words the date came from")
    date_start: Day | None = column("first day")
    date_end: Day | None = column("last day")
    place: str | None = column("where it happens")
    country: str | None = column("ISO 3166-1 alpha-2 of the place")
    region: str | None = column("ISO 3166-2 of the place")
    evidence: str = column("the exact words of the article that carry the fact")
    evidence_start: int = column("first code point of the evidence in articles.text", "int32")
    evidence_end: int = column("one past the last code point", "int32")
    trigger: str = column("the word that gave the fact away")
    rule: str = column("id of the rule")
    found: str = column("weakest way in which a slot was found: child | subtree | shared | clause | discourse")
    confidence: float | None = column("how often rows of this rule, found and signs were right on articles written after the rules; measured", "float32")
    event_id: str | None = column("one id for one real event told by several articles")


@dataclass(slots=True, unsafe_hash=True)
class Visit(Fact):
    """Someone goes, or is to go, to another place or organisation, or is received there, for cooperation."""

    kind: str = column("official_visit | working_visit | business_mission | exchange | exhibition | visit")
    visitors: tuple[Party, ...] = column("who goes")
    hosts: tuple[Party, ...] = column("who or what is visited: plant, region, country")
    purpose: str | None = column("what for")


@dataclass(slots=True, unsafe_hash=True)
class Meeting(Fact):
    """Two or more sides meet or negotiate."""

    kind: str = column("meeting | negotiations | session | forum")
    participants: tuple[Party, ...] = column("who takes part")
    topic: str | None = column("what about")


@dataclass(slots=True, unsafe_hash=True)
class Agreement(Fact):
    """A document or a commitment between sides that is not one purchase."""

    kind: str = column("agreement | memorandum | protocol | roadmap | treaty | programme | joint_venture | declaration | other")
    parties: tuple[Party, ...] = column("who signs or is bound")
    subject: str | None = column("what about")
    period: str | None = column("for what time, EDTF")


@dataclass(slots=True, unsafe_hash=True)
class Contract(Fact):
    """Goods or services go, or are to go, from a supplier to a customer."""

    kind: str = column("supply | purchase | construction | service | investment | other")
    suppliers: tuple[Party, ...] = column("who delivers, builds, invests")
    customers: tuple[Party, ...] = column("who receives")
    goods: str | None = column("what")
    quantity: float | None = column("how many", "float64")
    unit: str | None = column("of what unit: шт, т, м …")
    amount: Decimal | None = column("sum in whole currency units", "decimal128(38, 2)")
    currency: str | None = column("ISO 4217")
    bound: str | None = column("exact | approx | min | max, of the sum or else of the quantity")
    period: str | None = column("for what time, EDTF")


@dataclass(slots=True, unsafe_hash=True)
class TradeFigure(Fact):
    """A number about trade between two sides."""

    indicator: str = column("turnover | export | import | supplies | investment | share")
    reporter: Party | None = column("whose figure it is")
    partner: Party | None = column("with whom")
    period: str | None = column("of what time, EDTF")
    value: Decimal | None = column("the number, in whole currency units or in `unit`", "decimal128(38, 2)")
    currency: str | None = column("ISO 4217")
    unit: str | None = column("т, шт, % …, where the value is not money")
    bound: str | None = column("exact | approx | min | max")
    change_pct: float | None = column("+30 for «вырос на 30%», +50 for «в 1,5 раза»", "float64")
    change_base: str | None = column("compared with what time, EDTF")
    goods: str | None = column("of what goods")


FACT_TABLES: dict[str, type[Fact]] = {
    "visits": Visit,
    "meetings": Meeting,
    "agreements": Agreement,
    "contracts": Contract,
    "trade_figures": TradeFigure,
}

PARTY_SLOTS: dict[str, tuple[str, ...]] = {
    "visits": ("visitors", "hosts"),
    "meetings": ("participants",),
    "agreements": ("parties",),
    "contracts": ("suppliers", "customers"),
    "trade_figures": ("reporter", "partner"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanRow:
    """A half-open range of code points."""

    start: int = column("first code point", "int32")
    end: int = column("one past the last code point", "int32")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One article."""

    article_id: str = column("stable identifier: the same bytes give the same id")
    source: str = column("path inside the input folder, archive!member in an archive")
    url: str | None = column("address, where known")
    title: str | None = column("headline")
    published: Day | None = column("publication date")
    published_from: str | None = column("which line, field or tag the date came from")
    text: str = column("the whole decoded text; of an HTML page its readable text")
    body: tuple[SpanRow, ...] = column("the spans of the text that are the article itself")
    sha256: str = column("hash of the bytes it was read from")
    encoding: str | None = column("encoding that the bytes were decoded with")
    visits: int = column("number of rows in visits", "int32")
    meetings: int = column("number of rows in meetings", "int32")
    agreements: int = column("number of rows in agreements", "int32")
    contracts: int = column("number of rows in contracts", "int32")
    trade_figures: int = column("number of rows in trade_figures", "int32")


@dataclass(slots=True, unsafe_hash=True)
class MentionRow:
    """One entity mention in a body."""

    article_id: str = column("joins to articles.article_id")
    start: int = column("first code point in articles.text", "int32")
    end: int = column("one past the last code point", "int32")
    text: str = column("the words themselves")
    type: str = column("person | organization | government | place | group")
    name: str = column("normal form, nominative")
    entity_id: str = column("joins to entities.entity_id")
    country: str | None = column("ISO 3166-1 alpha-2")
    region: str | None = column("ISO 3166-2")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRow:
    """One canonical entity."""

    entity_id: str = column("stable identifier")
    name: str = column("most frequent normal form")
    type: str = column("person | organization | government | place | group")
    aliases: tuple[str, ...] = column("other normal forms met")
    country: str | None = column("ISO 3166-1 alpha-2")
    region: str | None = column("ISO 3166-2")
    articles: int = column("number of articles that mention it", "int32")
    facts: int = column("number of facts that it takes part in", "int32")


@dataclass(slots=True, unsafe_hash=True, kw_only=True)
class PartyRow:
    """The long form of parties, for joins."""

    fact_id: str = column("joins to the fact tables")
    article_id: str = column("joins to articles.article_id")
    table: str = column("name of the fact table")
    slot: str = column("visitors, hosts, participants, parties, suppliers, customers, reporter, partner")
    name: str = column("nominative")
    type: str = column("person | organization | government | place | group")
    position: str | None = column("a person's post")
    country: str | None = column("ISO 3166-1 alpha-2")
    region: str | None = column("ISO 3166-2")
    entity_id: str | None = column("joins to entities.entity_id")
    start: int = column("first code point in articles.text", "int32")
    end: int = column("one past the last code point", "int32")


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectRow:
    """One input that could not be read."""

    source: str = column("path inside the input folder, archive!member in an archive")
    reason: str = column("short stable code")
    detail: str = column("what happened and what would be right")


TABLES: dict[str, type[Any]] = {
    **FACT_TABLES,
    "articles": ArticleRow,
    "mentions": MentionRow,
    "entities": EntityRow,
    "parties": PartyRow,
    "rejects": RejectRow,
}
