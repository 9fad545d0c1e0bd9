"""The pieces of news of a digest: paragraphs that share neither place nor name are articles of their own, and inherit nothing from each other.

«В Пинске открылся торговый дом Липецкой области. ¶ Орловская фирма отправит в Ош сушилки. ¶ В Тамбове ждут сербов» → three documents.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import combinations

from extractors.lexicon import key
from schemas.document import Document, Sentence

DASHES = ("—", "–", "- ")  # an interview
LEAST = 3  # pieces of news that make a digest
STEM = 5
CALLED = {"коротко", "дайджест", "хроника", "лента", "обзор", "новость", "вкратце", "вести", "событие", "неделя"}
BESIDE = 25  # letters between a noun and the name that it has
POINTING = {"мы", "наш", "я", "он", "она", "они", "его", "ее", "этот", "тот", "там", "здесь", "сюда", "туда"}
RESUMING = {
    "регион", "область", "край", "республика", "округ", "район", "город", "губернатор", "глава", "министр", "мэр", "посол", "генконсул", "завод", "предприятие",
    "фабрика", "комбинат", "компания", "фирма", "холдинг", "концерн", "корпорация", "вуз", "университет", "институт", "академия", "палата", "ведомство", "министерство",
    "делегация", "гость", "сторона", "партнер", "участник", "визит", "поездка", "встреча", "форум", "выставка", "соглашение", "меморандум", "договор", "документ",
    "контракт", "проект", "директор", "ректор", "собеседник", "товарооборот", "экспорт", "импорт",
}  # fmt: skip


@dataclass(slots=True)
class _Item:
    first: int  # sentences
    stop: int
    sides: set[tuple[str, str]] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def shares(self, other: _Item) -> bool:
        return bool(self.sides & other.sides or self.names & other.names)

    def take(self, other: _Item) -> None:
        self.stop = other.stop
        self.sides |= other.sides
        self.names |= other.names


def news_of(document: Document) -> tuple[Document, ...]:
    """A document → one for each piece of news, where it is a digest; else the document alone."""
    blocks = [block for block in document.article.blocks if block.kind != "title"]
    if len(blocks) < LEAST or len({(p.country, p.region) for p in document.places if p.country}) < 2 * LEAST:
        return (document,)
    if any(document.article.text.startswith(DASHES, block.start) for block in blocks) or _is_of_one_place(document):
        return (document,)
    items = _items(document)
    paired = sum(len(item.sides) > 1 for item in items)
    short = _is_called_digest(document)
    if paired < LEAST or (not short and (paired < len(items) or paired == LEAST)) or any(a.shares(b) for a, b in combinations(items, 2)):
        return (document,)
    return tuple(_part(document, 0 if item is items[0] else item.first, item.stop) for item in items)


def _is_of_one_place(document: Document) -> bool:
    """«Коротко о стройках Грузии»: a headline that names one place is at home there."""
    stop = document.article.blocks[0].stop
    return len({(p.country, p.region) for p in document.places if p.start < stop and p.country}) == 1


def _is_called_digest(document: Document) -> bool:
    """«Коротко», «Дайджест недели», «Новости соседей»: what the headline calls the article."""
    first = next((s for s in document.sentences if s.block != "title"), document.sentences[0])
    return any(t.lemma in CALLED for s in document.sentences if s.start <= first.start for t in s.tokens[:12])


def _items(document: Document) -> list[_Item]:
    """The paragraphs of an article, each with those that go on with it."""
    found: list[_Item] = []
    for item in _paragraphs(document):
        if found and (not item.sides or not found[-1].sides or item.shares(found[-1]) or _resumes(document.sentences[item.first], document)):
            found[-1].take(item)
        else:
            found.append(item)
    return found


def _paragraphs(document: Document) -> list[_Item]:
    found: list[_Item] = []
    text = document.article.text
    for i, sentence in enumerate(document.sentences):
        if sentence.block == "title":
            continue
        if found and "\n" not in text[document.sentences[i - 1].stop : sentence.start]:
            found[-1].stop = i + 1
        else:
            found.append(_Item(i, i + 1))
    for item in found:
        start, stop = document.sentences[item.first].start, document.sentences[item.stop - 1].stop
        item.sides = {(p.country, p.region or "") for p in document.places if start <= p.start < stop and p.country}
        item.names = {key(text[e.start : e.stop].split()[-1])[:STEM] for e in document.entities if start <= e.start < stop and e.type != "LOC"}
    return found


def _resumes(sentence: Sentence, document: Document) -> bool:
    """Whether the first sentence of a paragraph speaks of somebody told before: «Область также …», «Гости …»."""
    named = [p.start for p in document.places if sentence.start <= p.start < sentence.stop]
    named += [e.start for e in document.entities if sentence.start <= e.start < sentence.stop]
    return any(
        token.lemma in POINTING
        or (token.lemma in RESUMING and token.pos == "NOUN" and not any(token.start - BESIDE <= at <= token.stop + BESIDE for at in named))
        for token in sentence.tokens
    )


def _part(document: Document, first: int, stop: int) -> Document:
    """The sentences of a document from one to another, and what lies in them."""
    start, end = document.sentences[first].start, document.sentences[stop - 1].stop

    return replace(
        document,
        sentences=document.sentences[first:stop],
        entities=tuple(v for v in document.entities if start <= v.start < end),
        dates=tuple(v for v in document.dates if start <= v.start < end),
        money=tuple(v for v in document.money if start <= v.start < end),
        percents=tuple(v for v in document.percents if start <= v.start < end),
        changes=tuple(v for v in document.changes if start <= v.start < end),
        quantities=tuple(v for v in document.quantities if start <= v.start < end),
        places=tuple(v for v in document.places if start <= v.start < end),
    )
