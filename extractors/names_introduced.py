"""Chiefs told by their post first and by their name in the next sentence: «Глава Татарстана прибыл в Анкару. Рустам Минниханов встретился с министром»."""

from __future__ import annotations

from extractors.names_full import Mentions, is_named
from schemas.document import Document
from schemas.match import Mention, replace


def name_introduced(found: Mentions, document: Document) -> None:
    """Join a post without a name, the only person of its sentence, to the full name without a post that opens the next one; lists are changed in place."""
    for i, sentence in enumerate(found[:-1]):
        post = _post(sentence)
        person = _opening(found[i + 1], i + 1, document) if post is not None else None
        if post is None or person is None:
            continue
        for others in found:
            for j, m in enumerate(others):
                if m.type == "person" and m.name == person.name and m.country is None and m.position is None:
                    others[j] = replace(m, position=post.position, country=post.country, region=post.region, joined=True)
        found[i][sentence.index(post)] = replace(post, name=person.name, joined=True)


def _post(sentence: list[Mention]) -> Mention | None:
    """«губернатор Приморья» as the subject, where the sentence tells no other person."""
    people = [m for m in sentence if m.type == "person"]
    told = len(people) == 1 and people[0].name == people[0].position and people[0].case == "nom" and people[0].parent is None
    return people[0] if told and people[0].country and people[0].number != "plur" and not people[0].bare and not people[0].prep else None


def _opening(sentence: list[Mention], index: int, document: Document) -> Mention | None:
    """The full name with which a sentence opens, no apposition behind it, of whom no post and no place is known."""
    tokens = document.sentences[index].tokens
    for m in sentence:
        if m.first == 0 and is_named(m) and " " in m.name and m.position is None and m.country is None and m.case == "nom" and m.parent is None:
            return m if m.last < len(tokens) and tokens[m.last].pos not in ("PUNCT", "CCONJ") and tokens[m.last].text not in (",", "(", "—", "–", "и") else None
    return None
