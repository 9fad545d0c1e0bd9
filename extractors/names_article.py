"""Names of one article joined: «Соколов» is «Александр Соколов», «МАЗ» the «Минский автомобильный завод», «губернатор» ours or theirs.

Runs once over all mentions of an article. It fills names, posts and codes; types and spans stay as the sentence gave them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from extractors.home import home_of
from extractors.inflect import parses
from extractors.lexicon import classes, classes_of, key
from extractors.names_bodies import join_bodies
from extractors.names_capitals import is_between_states, speak_for_countries
from extractors.names_persons import is_given_name, is_patronymic
from extractors.posts import SEATED, Scene
from schemas.document import Document, Token
from schemas.match import Mention

CHIEFS = {"губернатор", "глава", "президент", "раис", "лидер"}
SECOND = {
    "михаил мишустин",
    "сергей лавров",
    "роман головченко",
    "абдулла арипов",
    "акылбек жапаров",
    "ли цян",
    "ли кэцян",
    "вэнь цзябао",
    "субраманьям джайшанкар",
}
STEM = 5
LED = {"делегация", "миссия", "бизнес-миссия", "группа", "бизнес-делегация"}
HERE = {"регион", "область", "край", "республика", "округ", "город", "район"}
WHOSE = {"его", "ее", "её", "их"}
LEADING = {"возглавить", "возглавлять", "глава", "руководство"}
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


def join_names(document: Document, mentions: Mentions) -> Mentions:
    """The mentions of an article's sentences → the same with full names, posts and codes."""
    found = [list(sentence) for sentence in mentions]
    join_bodies(found, document)
    persons = _persons(found)
    scene = Scene(document, home_of(document))
    guessed: set[tuple[int, int]] = set()
    for i, sentence in enumerate(found):
        for j, m in enumerate(sentence):
            if m.country is None and (
                (m.type in SEATED and m.number != "plur") or (m.type == "group" and m.kind in ("group", "post") and _of_here(m, document))
            ):
                code = scene.code(m, document.sentences[i], _led(found, i, m, document))
                if code is not None:
                    sentence[j] = replace(m, country=code[0], region=code[1])
                    guessed.add((i, j))
    _join_persons(found, persons, guessed, document)
    _seat_deputies(found, document)
    _place_leaders(found)
    _place_groups(found, document)
    _name_chiefs(found)
    return [speak_for_countries(sentence, view) for sentence, view in zip(found, document.sentences, strict=True)] if is_between_states(document) else found


def _of_here(m: Mention, document: Document) -> bool:
    """«представители региона», «делегация деловых кругов области»: a group of the region or town that the article speaks of."""
    tokens = document.sentences[m.sentence].tokens[m.first : m.last]
    return any(key(t.lemma) in HERE and t.feats.case == "gen" and t.feats.number == "sing" for t in tokens)


def is_named(m: Mention) -> bool:
    """A person with a name, not a post alone."""
    return m.type == "person" and m.name != m.position


def _led(found: Mentions, i: int, person: Mention, document: Document) -> list[Mention]:
    """The groups with a place in a person's sentence and the one before, where the words say that somebody leads them."""
    if person.type != "person":
        return []
    words = {key(t.lemma) for t in document.sentences[i].tokens}
    if words.isdisjoint(LEADING) or ("глава" in words and "во" not in words and "в" not in words and words.isdisjoint(LEADING - {"глава"})):
        return []
    groups = [m for m in reversed(found[i]) if m.start < person.start] + [m for m in found[i] if m.start > person.start]
    groups += reversed(found[i - 1]) if i else []
    return [m for m in groups if m.type == "group" and m.country and m.kind == "group"]


def _persons(found: Mentions) -> list[Person]:
    """The persons that the article calls by a full name."""
    known: list[Person] = []
    index: dict[str, list[Person]] = defaultdict(list)
    for m in _all(found):
        words = tuple(key(m.name).split())
        if not is_named(m) or len(words) < 2 or words[0].endswith(".") or (len(words) == 2 and is_patronymic(words[1]) and is_given_name(words[0])):
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


def _seat_deputies(found: Mentions, document: Document) -> None:
    """«его заместитель Олег Лис» is of the place of the person told before."""
    last: Mention | None = None
    for i, sentence in enumerate(found):
        tokens = document.sentences[i].tokens
        for j, m in enumerate(sentence):
            if m.type != "person":
                continue
            whose = {t.text.lower() for t in tokens[max(0, m.first - 1) : m.head]}
            if m.position and m.country is None and last is not None and i - last.sentence <= 1 and not whose.isdisjoint(WHOSE):
                sentence[j] = replace(m, country=last.country, region=last.region, bare=False)
            elif m.country and m.position:
                last = m


def _place_leaders(found: Mentions) -> None:
    """«Лукашенко», «Ильхам Алиев» without a post: heads of states of whom everybody knows the country."""
    for sentence in found:
        for j, m in enumerate(sentence):
            if not is_named(m) or m.country is not None:
                continue
            for name in (m.name, m.name.removesuffix("а")):  # «принял Мирзиёева»
                if (land := leader_of(name)) is not None:
                    sentence[j] = replace(m, name=name, country=land)
                    break


def _place_groups(found: Mentions, document: Document) -> None:
    """«правительственная делегация во главе с Романом Головченко» is of the place of who leads it, told in its sentence or the next."""
    for i, sentence in enumerate(found):
        for j, m in enumerate(sentence):
            if m.type != "group" or m.kind != "group" or key(m.lemma) not in LED:
                continue
            if m.country is not None:
                _place_head(m, sentence, document)
                continue
            leader = _leader_of_group(m, found, i, document)
            if leader is not None:
                sentence[j] = replace(m, country=leader.country, region=leader.region)


def _place_head(group: Mention, sentence: list[Mention], document: Document) -> None:
    """«делегация Ирана во главе со спикером Имя Фамилия»: who leads a group is of its place, unless he has one of his own."""
    words = [key(t.lemma) for t in document.sentences[group.sentence].tokens[group.last : group.last + 3]]
    if words not in (["во", "глава", "с"], ["в", "глава", "с"]):
        return
    for j, m in enumerate(sentence):
        if m.type == "person" and m.first == group.last + 3 and m.country is None:
            sentence[j] = replace(m, country=group.country, region=group.region)


def _leader_of_group(group: Mention, found: Mentions, i: int, document: Document) -> Mention | None:
    words = [key(t.lemma) for t in document.sentences[i].tokens]
    if words[group.last : group.last + 3] == ["во", "глава", "с"] or words[group.last : group.last + 3] == ["в", "глава", "с"]:
        return next((m for m in found[i] if m.type == "person" and m.first == group.last + 3 and m.country), None)
    for k in (i, i + 1):
        if k < len(found) and not {"возглавить", "возглавлять"}.isdisjoint(key(t.lemma) for t in document.sentences[k].tokens):
            people = [m for m in found[k] if m.type == "person" and m.country and m.parent is None]
            others = [m for m in found[k] if m.type == "group" and m.kind == "group" and m is not group and k == i]
            if len(people) == 1 and not others:
                return people[0]
    return None


def _name_chiefs(found: Mentions) -> None:
    """«глава Беларуси», «губернатор Рязанской области» without a name: whom the article calls by name with that post of that place, if it is one."""
    people: dict[tuple[str | None, str | None], dict[str, Mention]] = defaultdict(dict)
    for m in _all(found):
        if is_named(m) and m.country and " " in m.name and _is_chief(m):
            people[m.country, m.region].setdefault(m.name, m)
    for sentence in found:
        for j, m in enumerate(sentence):
            if m.type != "person" or m.name != m.position or m.number == "plur" or m.bare or key(m.lemma) not in CHIEFS or not m.country:
                continue
            known = people.get((m.country, m.region), {})
            if len(known) == 1 and _is_chief(m) and _same_office(m, *known.values()):
                sentence[j] = replace(m, name=next(iter(known)), joined=True)


def _is_chief(m: Mention) -> bool:
    """Whether a person heads the place of his code: by his post («президент компании» heads another thing), or as everybody knows."""
    if m.region is None and is_named(m) and leader_of(m.name) == m.country and key(m.name) not in SECOND:
        return True
    words = key(m.position or "").split()
    others = {kind for word in words[1:] for p in parses(word)[:1] for kind in classes_of(p.normal_form)}
    return bool(words) and words[0] in CHIEFS and "«" not in (m.position or "") and not others & {"organization", "government", "group", "post"}


def _same_office(m: Mention, person: Mention) -> bool:
    """«глава Рязани» and «глава Рязанской области» are two; «губернатор» alone is of the region told."""
    if m.region is None and leader_of(person.name) == m.country:
        return True
    left, right = ({word[:STEM] for word in key(post or "").split()[1:]} for post in (m.position, person.position))
    return not right or left == right


def _is_former(post: str) -> bool:
    return key(post).startswith(("бывш", "экс"))


@cache
def leader_of(name: str) -> str | None:
    """«Александр Лукашенко», «Лукашенко» → "BY"; None for who is no head of a state, or bears a common surname alone."""
    words = key(name).split()
    known = {" ".join(words), f"{words[0]} {words[-1]}"} if words else set()
    return next((kind.removeprefix("leader_") for kind, leaders in classes().items() if kind.startswith("leader_") and not known.isdisjoint(leaders)), None)


def _join_persons(found: Mentions, persons: list[Person], guessed: set[tuple[int, int]], document: Document) -> None:
    """Give every mention of a person the full name, and the post and code that the article tells anywhere."""
    index: dict[str, list[Person]] = defaultdict(list)
    for p in persons:
        for word in (p.words[0], p.words[-1]):
            index[word[:3]].append(p)
    of: dict[tuple[int, int], Person] = {}
    for i, sentence in enumerate(found):
        for j, m in enumerate(sentence):
            named = m if is_named(m) else _hidden(m, document.sentences[i].tokens)
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


def _hidden(m: Mention, tokens: Sequence[Token]) -> Mention | None:
    """«Аксакалов пригласил …»: a single capitalised word that the tagger takes for a common noun, as if it were a surname."""
    token = tokens[m.first]
    if (
        m.last - m.first != 1
        or m.kind
        or m.type in ("person", "place", "government")
        or not token.text[:1].isupper()
        or len(token.text) < 4
        or token.text.isupper()
    ):
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


def _all(found: Mentions) -> Iterator[Mention]:
    return (m for sentence in found for m in sentence)
