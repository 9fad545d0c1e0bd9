"""Chiefs told by their post first and by their name in the next sentence: «Глава Татарстана прибыл в Анкару. Рустам Минниханов встретился с министром»."""

from __future__ import annotations

from extractors.lexicon import key
from extractors.names.full import Mentions, is_named
from extractors.names.peoples import homes
from schemas.document import Document
from schemas.match import Mention, replace

IN_SHORT = {
    "президент",
    "премьер-министр",
    "премьер",
    "король",
    "эмир",
    "губернатор",
    "глава",
    "министр",
    "вице-премьер",
    "посол",
    "спикер",
    "председатель",
    "аким",
    "хоким",
    "мэр",
}
NEAR = 3  # sentences
DATELINE = 12  # tokens


def name_introduced(found: Mentions, document: Document) -> None:
    """Join a post without a name, the only person of its sentence, to the full name without a post that opens the next one; lists are changed in place."""
    for i, sentence in enumerate(found[:-1]):
        post = _post(sentence)
        after = next((k for k in range(i + 1, min(i + 3, len(found))) if not _is_dateline(found[k], k, document)), i + 1)
        person = _opening(found[after], after, document) if post is not None and after < len(found) else None
        if post is None or person is None:
            continue
        for others in found:
            for j, m in enumerate(others):
                if m.type == "person" and m.name == person.name and m.country is None and m.position is None:
                    others[j] = replace(m, position=post.position, country=post.country, region=post.region, joined=True)
        found[i][sentence.index(post)] = replace(post, name=person.name, joined=True)


def place_short_posts(found: Mentions) -> None:
    """«Президент Кыргызстана прибыл в Душанбе» and, a sentence or two later, «Президент Талант Осмонов»: the same post in short; changed in place."""
    told: list[tuple[int, Mention]] = []
    for i, sentence in enumerate(found):
        told += [(i, m) for m in sentence if m.type == "person" and m.name == m.position and m.country and m.number != "plur"]
        for m in sentence:
            if m.country is not None or not is_named(m) or m.position is None or key(m.position) not in IN_SHORT:
                continue
            seats = {(p.country, p.region) for at, p in told if i - at <= NEAR and key(p.lemma) == key(m.position)}
            if len(seats) == 1:
                _seat(found, m.name, *seats.pop())


def _seat(found: Mentions, name: str, country: str | None, region: str | None) -> None:
    """Give a person of whom no place is known a place, wherever he is named."""
    for sentence in found:
        for j, m in enumerate(sentence):
            if m.type == "person" and m.name == name and m.country is None:
                sentence[j] = replace(m, country=country, region=region)


def _post(sentence: list[Mention]) -> Mention | None:
    """«губернатор Приморья» as the subject, where the sentence tells no other person."""
    people = [m for m in sentence if m.type == "person"]
    told = len(people) == 1 and people[0].name == people[0].position and people[0].case == "nom" and people[0].parent is None
    return people[0] if told and people[0].country and people[0].number != "plur" and not people[0].bare and not people[0].prep else None


def name_pairs(found: Mentions) -> None:
    """«Президент Сербии встретился с премьером Венгрии. Павел Илич и Виктор Сабо …»: two posts, and in the next sentence two names in that order; changed in place."""
    for i, sentence in enumerate(found[:-1]):
        posts = _two_posts(sentence)
        names = next((pair for after in found[i + 1 : i + 3] if (pair := _two_names(after))), ()) if posts else ()
        if not names or any((own := homes(name.name)) and post.country not in own for post, name in zip(posts, names, strict=True)):
            continue
        for post, name in zip(posts, names, strict=True):
            for others in found:
                for j, m in enumerate(others):
                    if m.type == "person" and m.name == name.name and m.country is None and m.position is None:
                        others[j] = replace(m, position=post.position, country=post.country, region=post.region, joined=True)
            sentence[sentence.index(post)] = replace(post, name=name.name, joined=True)


def _two_posts(sentence: list[Mention]) -> tuple[Mention, ...]:
    """The only two persons of a sentence, each told by a post and a place of his own."""
    people = [m for m in sentence if m.type == "person"]
    told = all(m.name == m.position and m.country and m.number != "plur" and not m.bare for m in people)
    return tuple(people) if len(people) == 2 and told and people[0].country != people[1].country else ()


def _two_names(sentence: list[Mention]) -> tuple[Mention, ...]:
    """The two full names with which a sentence opens, the second joined to the first, of whom no post and no place is known."""
    people = [m for m in sentence if m.type == "person"][:2]
    if len(people) < 2 or people[0].first or people[1].first != people[0].last + 1 or any(m.prep or m.case not in ("nom", "") for m in people):
        return ()
    return tuple(people) if all(is_named(m) and " " in m.name and m.position is None and m.country is None for m in people) else ()


def _is_dateline(sentence: list[Mention], index: int, document: Document) -> bool:
    """«Омск, 12 декабря – Агентство.»: where and by whom it was written, between a headline and its story."""
    tokens = document.sentences[index].tokens
    return len(tokens) <= DATELINE and not any(m.type == "person" for m in sentence) and not any(t.pos == "VERB" for t in tokens)


def _opening(sentence: list[Mention], index: int, document: Document) -> Mention | None:
    """The full name with which a sentence opens, no apposition behind it, of whom no post and no place is known."""
    tokens = document.sentences[index].tokens
    for m in sentence:
        if m.first == 0 and is_named(m) and " " in m.name and m.position is None and m.country is None and m.case == "nom" and m.parent is None:
            return m if m.last < len(tokens) and tokens[m.last].pos not in ("PUNCT", "CCONJ") and tokens[m.last].text not in (",", "(", "—", "–", "и") else None
    return None
