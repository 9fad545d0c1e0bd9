"""Persons of one article under their full names: «Соколов», «А. Соколов», «Александр Григорьевич» are «Александр Соколов».

Who is called by a full name anywhere is known everywhere, with the post and the code that the article tells of him.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.lexicon import key
from extractors.names.persons import is_given_name, is_patronymic
from schemas.document import Document, Token
from schemas.match import Mention, replace

SAME = 2  # letters in which two forms of a name may differ at the end
Mentions = list[list[Mention]]


@dataclass(slots=True)
class Person:
    """What the article says of one person anywhere."""

    words: tuple[str, ...]
    name: str
    settled: bool = False  # whether the name stood in the nominative
    position: str | None = None
    code: tuple[str | None, str | None] = (None, None)
    seats: list[tuple[int, int]] = field(default_factory=list)


def is_named(m: Mention) -> bool:
    """A person with a name, not a post alone."""
    return m.type == "person" and m.name != m.position


def every(found: Mentions) -> Iterator[Mention]:
    return (m for sentence in found for m in sentence)


def persons_of(found: Mentions) -> list[Person]:
    """The persons that the article calls by a full name."""
    known: list[Person] = []
    index: dict[str, list[Person]] = defaultdict(list)
    for m in every(found):
        if m.type != "person" or not is_named(m):
            continue
        words = tuple(key(m.name).split())
        if len(words) < 2 or words[0].endswith(".") or (len(words) == 2 and is_patronymic(words[1]) and is_given_name(words[0])):
            continue
        person = next((p for p in index[words[-1][:3]] if _one(p.words, words)), None)
        if person is None:
            person = Person(words, m.name)
            known.append(person)
            index[words[-1][:3]].append(person)
        if m.case == "nom" and not person.settled:
            person.name, person.words, person.settled = m.name, words, True
    return known


def _one(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two full names are one: «Анны Курилович» and «Анна Курилович», «Иван Петров» and «Иван Ильич Петров»."""
    if len(left) == len(right):
        return all(alike(a, b) for a, b in zip(left, right, strict=True))
    return alike(left[0], right[0]) and alike(left[-1], right[-1]) and 3 in (len(left), len(right))


def alike(a: str, b: str) -> bool:
    """Whether two words are forms of one name: they differ in their last letters only."""
    if a == b:
        return True
    common = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return common >= 3 and max(len(a), len(b)) - common <= SAME


def join_persons(found: Mentions, persons: list[Person], guessed: set[tuple[int, int]], document: Document) -> None:
    """Give every mention of a person the full name, and the post and code that the article tells anywhere."""
    if not persons:
        return
    index: dict[str, list[Person]] = defaultdict(list)
    for p in persons:
        for word in (p.words[0], p.words[-1]):
            index[word[:3]].append(p)
    of: dict[tuple[int, int], Person] = {}
    for i, sentence in enumerate(found):
        for j, m in enumerate(sentence):
            named = m if m.type == "person" and m.name != m.position else _hidden(m, document.sentences[i].tokens)
            person = _person(named, (i, j), index) if named is not None else None
            if person is not None and named is not m and named is not None:
                sentence[j] = named
            if person is not None:
                of[i, j] = person
                person.seats.append((i, j))
    for p in persons:
        told = [found[i][j] for i, j in sorted(p.seats, key=lambda seat: seat in guessed)]  # what the words say before what was guessed
        posts = [m for m in told if m.position]
        p.position = next((m.position for m in posts if m.country), posts[0].position if posts else None)
        p.code = next(((m.country, m.region) for m in [*posts, *told] if m.country), (None, None))
    for (i, j), p in of.items():
        m = found[i][j]
        country, region = (m.country, m.region) if m.country and (i, j) not in guessed else p.code
        position = m.position if m.position and (m.country or not p.position) else p.position or m.position
        if (m.name, m.position, m.country, m.region) != (p.name, position, country, region):
            found[i][j] = replace(m, name=p.name, position=position, country=country, region=region, joined=m.joined or m.name != p.name)


def _hidden(m: Mention, tokens: tuple[Token, ...]) -> Mention | None:
    """«Аксакалов пригласил …»: a single capitalised word that the tagger takes for a common noun, as if it were a surname."""
    if m.kind or m.last - m.first != 1:
        return None
    token = tokens[m.first]
    if not token.text[:1].isupper() or m.type in ("person", "place", "government") or len(token.text) < 4 or token.text.isupper():
        return None
    return replace(m, type="person", name=token.text, position=None, bare=False, number="sing")


def _person(m: Mention, seat: tuple[int, int], index: dict[str, list[Person]]) -> Person | None:
    """Whom a name means: «Соколов», «Александр Григорьевич», «А. Соколов», «Ван» of «Ван Цзюньпин»."""
    words = tuple(word for word in key(m.name).replace(".", ". ").split())
    if not words:
        return None
    near = index[words[-1][:3]] + (index[words[0][:3]] if len(words) > 1 else [])
    if len(words) == 1:
        family_first = (p for p in near if p.words[0] == words[0] and not is_given_name(words[0]))
        return next((p for p in near if alike(p.words[-1], words[0])), None) or next(family_first, None)
    if words[0].endswith("."):
        return next((p for p in near if alike(p.words[-1], words[-1]) and p.words[0].startswith(words[0][:-1])), None)
    if words[-1].endswith("."):
        first = index[words[0][:3]]
        return next((p for p in first if alike(p.words[-1], words[0])), None)
    if len(words) == 2 and is_patronymic(words[1]) and is_given_name(words[0]):
        same = [p for p in near if p.words[0] == words[0] and (len(p.words) < 3 or alike(p.words[1], words[1]))]
        return max(same, key=lambda p: max((at for at in p.seats if at < seat), default=(-1, 0)), default=None)  # of two Alexanders the one just named
    return next((p for p in near if _one(p.words, words)), None)
