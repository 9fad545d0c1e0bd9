"""Names of one article joined: «Соколов» is «Александр Соколов», «МАЗ» the «Минский автомобильный завод», «губернатор» ours or theirs.

Runs once over all mentions of an article. It fills names, posts and codes; types and spans stay as the sentence gave them.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from extractors.article.home import home_of
from extractors.inflect import parses
from extractors.lexicon import classes, classes_of, key
from extractors.names.areas import place_in_areas
from extractors.names.bodies import join_bodies
from extractors.names.capitals import is_between_states, place_metropolitan, speak_for_countries
from extractors.names.full import Mentions, every, is_named, join_persons, persons_of
from extractors.names.housed import seat_heads
from extractors.names.inherited import seat_deputies, take_places
from extractors.names.introduced import name_introduced, name_pairs, place_short_posts
from extractors.names.posts import SEATED, Scene, seat_of
from schemas.document import Document
from schemas.match import Mention, replace
from schemas.values import Place

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
GROUPS = ("делегаци", "мисси", "бизнес-мисси")  # «глава / делегации»
HERE = {"регион", "область", "край", "республика", "округ", "город", "район"}
WHOSE = {"его", "ее", "её", "их"}
LEADING = {"возглавить", "возглавлять", "глава", "руководство"}
COMING = {"войти", "входить", "приехать", "прибыть", "прилететь"}


def join_names(document: Document, mentions: Mentions, home: Place | None = None) -> Mentions:
    """The mentions of an article's sentences → the same with full names, posts and codes; `home` where it is known already."""
    found = [list(sentence) for sentence in mentions]
    join_bodies(found, document)
    take_places(found, document)
    place_metropolitan(found, document)
    persons = persons_of(found)
    scene = Scene(document, home or home_of(document))
    guessed: set[tuple[int, int]] = set()
    for i, sentence in enumerate(found):
        for j, m in enumerate(sentence):
            if m.country is None and (
                (m.type in SEATED and (m.number != "plur" or (m.lemma == "власть" and _of_here(m, document))))
                or (m.type == "group" and m.kind in ("group", "post") and _of_here(m, document))
            ):
                code = scene.code(m, document.sentences[i], _led(found, i, m, document))
                if code is not None:
                    sentence[j] = replace(m, country=code[0], region=code[1])
                    guessed.add((i, j))
    place_in_areas(found, document, home or scene.home)
    _place_national_groups(found, document)
    _place_heads_of_groups(found)
    seat_deputies(found)
    seat_heads(found)
    join_persons(found, persons, guessed, document)
    _seat_deputies(found, document)
    _place_leaders(found)
    _place_groups(found, document)
    _name_chiefs(found)
    name_introduced(found, document)
    name_pairs(found)
    place_short_posts(found)
    return [speak_for_countries(sentence, view) for sentence, view in zip(found, document.sentences, strict=True)] if is_between_states(document) else found


def _place_national_groups(found: Mentions, document: Document) -> None:
    """«делегация Госдумы», «представители Росатома»: a group of a body that only one country has."""
    for sentence, its in zip(found, document.sentences, strict=True):
        for j, m in enumerate(sentence):
            if m.type == "group" and m.country is None and (seat := seat_of(t.lemma for t in its.tokens[m.first : m.last])) and len(seat.lands) == 1:
                sentence[j] = replace(m, country=next(iter(seat.lands)))


def _place_heads_of_groups(found: Mentions) -> None:
    """«руководитель делегации Ло Чжиху» is of the place of the group last told of."""
    last: Mention | None = None
    for sentence in found:
        for j, m in enumerate(sentence):
            if m.type == "group" and m.kind == "group" and key(m.lemma) in LED and m.country is not None:
                last = m
            elif last is not None and m.type == "person" and m.country is None and any(word.startswith(GROUPS) for word in key(m.position or "").split()[1:]):
                sentence[j] = replace(m, country=last.country, region=last.region)


def _of_here(m: Mention, document: Document) -> bool:
    """«представители региона», «делегация деловых кругов области»: a group of the region or town that the article speaks of."""
    tokens = document.sentences[m.sentence].tokens[m.first : m.last]
    return any(key(t.lemma) in HERE and t.feats.case == "gen" and t.feats.number == "sing" for t in tokens)


def _led(found: Mentions, i: int, person: Mention, document: Document) -> list[Mention]:
    """The groups with a place in a person's sentence and the one before, where the words say that somebody leads them."""
    if person.type != "person":
        return []
    words = {t.lemma for t in document.sentences[i].tokens}
    if _came(person, document):
        groups = [m for m in reversed(found[i]) if m.start < person.start] + (list(reversed(found[i - 1])) if i else [])
        return [m for m in groups if m.type == "group" and m.country and m.kind == "group"]
    if words.isdisjoint(LEADING) or ("глава" in words and "во" not in words and "в" not in words and words.isdisjoint(LEADING - {"глава"})):
        return []
    groups = [m for m in reversed(found[i]) if m.start < person.start] + [m for m in found[i] if m.start > person.start]
    groups += reversed(found[i - 1]) if i else []
    return [m for m in groups if m.type == "group" and m.country and m.kind == "group"]


def _came(person: Mention, document: Document) -> bool:
    """«Приехали / мэр Радомир Николич, …», «В состав делегации вошли / министр …»: nothing but a list stands between the verb and who came."""
    tokens = document.sentences[person.sentence].tokens[: person.first]
    verb = next((t for t in reversed(tokens) if t.pos == "VERB" and t.feats.form == "fin"), None)
    return verb is not None and key(verb.lemma) in COMING and not person.prep


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
            if m.country is not None or m.type != "person" or not is_named(m):
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
    led = words in (["во", "глава", "с"], ["в", "глава", "с"])
    if not led and words[:2] not in (["под", "руководство"], ["под", "начало"], ["под", "председательство"]):
        return
    for j, m in enumerate(sentence):
        if m.type == "person" and m.first == group.last + (3 if led else 2) and m.country is None:
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
    """«глава Беларуси», «губернатор Рязанской области» without a name: whom the article calls by name with that post of that place, if it is one.

    «губернатор» alone so, where it stands before the name: in a headline.
    """
    people: dict[tuple[str | None, str | None], dict[str, Mention]] = defaultdict(dict)
    for m in every(found):
        if m.type == "person" and m.country and is_named(m) and " " in m.name and _is_chief(m):
            people[m.country, m.region].setdefault(m.name, m)
    for sentence in found:
        for j, m in enumerate(sentence):
            if m.type != "person" or m.name != m.position or m.number == "plur" or key(m.lemma) not in CHIEFS or not m.country:
                continue
            known = people.get((m.country, m.region), {})
            if m.bare and any(person.start < m.start for person in known.values()):
                continue  # «губернатор» refers back
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
    return m.bare or not right or left == right


@lru_cache(1_000)
def leader_of(name: str) -> str | None:
    """«Александр Лукашенко», «Лукашенко» → "BY"; None for who is no head of a state, or bears a common surname alone."""
    words = key(name).split()
    known = {" ".join(words), f"{words[0]} {words[-1]}"} if words else set()
    return next((land for land, leaders in _leaders() if not known.isdisjoint(leaders)), None)


@cache
def _leaders() -> tuple[tuple[str, frozenset[str]], ...]:
    """The lands whose leaders the lexicons name, each with their names."""
    return tuple((kind.removeprefix("leader_"), leaders) for kind, leaders in classes().items() if kind.startswith("leader_"))
