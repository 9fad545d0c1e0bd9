"""Places that posts take from who is told before them: «президент Беларуси А., премьер-министр Б.», «генконсул Ирана А. и заместитель генконсула Б.».

Runs over all mentions of an article, before posts without a place are seated at home; lists are changed in place.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractors.lexicon import classes_of, key
from extractors.names.full import Mentions
from extractors.names.owners import is_joint
from extractors.names.peoples import SLAVS, homes, is_foreign
from extractors.names.posts import seat_of
from schemas.document import Document, Sentence
from schemas.match import Mention, replace
from schemas.values import Place

STATES = {"country", "state"}
ENVOYS = {"посол", "консул", "генконсул", "торгпред", "поверенный", "полпред", "представитель", "атташе"}
CHIEFS = {"президент", "премьер-министр", "премьер", "вице-премьер", "глава", "король", "канцлер", "эмир", "министр", "замминистра", "спикер", "заместитель"}
DEPUTIES = ("заместитель ", "первый заместитель ", "и. о. ", "исполняющий обязанности ")
REGIONS = {"регион", "область", "край", "губерния"}
LANDS = {"страна", "государство"}
OURS = {"наш", "этот", "другой", "третий", "весь", "разный", "соседний"}
STEM = 5


def take_places(found: Mentions, document: Document) -> None:
    """Fill codes that the words of a sentence or the one region of an article tell."""
    regions = _regions(document)
    for sentence, said in zip(found, document.sentences, strict=True):
        _share_states(sentence, said)
        for j, m in enumerate(sentence):
            if not m.type or m.region is not None:
                continue
            if m.country is None and m.type == "person":
                place = _land_of(m, said, document)
                if place is not None:
                    sentence[j] = replace(m, country=place.country, bare=False)
            elif m.country in regions and _is_region(m, said):
                sentence[j] = replace(m, region=regions[m.country])


def seat_deputies(found: Mentions) -> None:
    """«заместитель генерального консула Б.» is of the place of the last «генеральный консул Ирана А.»."""
    bosses: list[Mention] = []
    for sentence in found:
        for j, m in enumerate(sentence):
            if m.type != "person" or not m.position:
                continue
            rest = next((m.position[len(word) :] for word in DEPUTIES if m.position.lower().startswith(word)), "")
            if rest and m.country is None:
                boss = next((b for b in reversed(bosses) if any(_begins(post, rest) for post in (b.position or "").split(" — "))), None)
                if boss is not None:
                    sentence[j] = replace(m, country=boss.country, region=boss.region, bare=False)
            elif not rest and m.country is not None:
                bosses.append(m)


def _regions(document: Document) -> dict[str | None, str]:
    """The countries of which an article names one region only."""
    found: dict[str | None, set[str]] = {}
    for p in document.places:
        if p.country and p.region:
            found.setdefault(p.country, set()).add(p.region)
    return {country: next(iter(regions)) for country, regions in found.items() if len(regions) == 1}


def _is_region(m: Mention, sentence: Sentence) -> bool:
    """«российский регион», «представители дальневосточного региона»: one region, which nothing but its country tells."""
    return any(t.feats.number == "sing" and key(t.lemma) in REGIONS for t in sentence.tokens[m.first : m.last])


def _share_states(sentence: list[Mention], said: Sentence) -> None:
    """Ministers in a list are of the state of the one before them, where no place is told with theirs."""
    people = [j for j, m in enumerate(sentence) if m.type == "person" and m.position and m.number != "plur"]
    listed = False
    for i, j in pairwise(people):
        left, right = sentence[i], sentence[j]
        joint = is_joint(left.last, right.first, said.tokens) and not {left.case, ""}.isdisjoint({right.case, *right.cases, ""})
        of_one = joint and (listed or said.tokens[left.last].text == ",")  # «вице-премьер Ирана А. и вице-премьер Б.» are of two states
        listed = of_one
        led = of_one and left.country is not None and left.region is None and _is_chief(left, said)
        if led and right.country is None and _is_of_state(right, said) and not is_stranger(right, str(left.country)):
            sentence[j] = replace(right, country=left.country, bare=False)


def is_stranger(m: Mention, country: str) -> bool:
    """Whether a name tells that a person is of another land."""
    if m.name == m.position:
        return False
    people = homes(m.name)
    return country not in people if people else is_foreign(m.name) and country in SLAVS


def _is_chief(m: Mention, said: Sentence) -> bool:
    """«президент Беларуси», «министр торговли Ирана»: no envoy, and nobody of a firm."""
    words = [t.lemma for t in said.tokens[m.first : m.last]]
    return key(m.lemma) in CHIEFS and ENVOYS.isdisjoint(words) and not any("organization" in classes_of(word) for word in words)


def _is_of_state(m: Mention, said: Sentence) -> bool:
    """«премьер-министр», «глава МИД»: who serves a state, or a region that has ministers."""
    words = [key(t.lemma) for t in said.tokens[m.first : m.last]]
    seat = seat_of(words)
    return (seat is not None and seat.level in STATES) or words[:2] == ["глава", "мид"]


def _land_of(m: Mention, sentence: Sentence, document: Document) -> Place | None:
    """«президент страны»: the country last named in the sentence before the words."""
    words = sentence.tokens[m.head + 1 : m.last]
    if not any(t.lemma in LANDS and t.feats.case == "gen" and t.feats.number == "sing" for t in words) or any(t.lemma in OURS for t in words):
        return None
    return next(_named_before(m, sentence, document), None)


def _named_before(m: Mention, sentence: Sentence, document: Document) -> Iterator[Place]:
    return (p for p in reversed(document.places) if sentence.start <= p.start < m.start and p.kind == "country" and p.form == "name")


def _begins(post: str, rest: str) -> bool:
    """«генеральный консул КНР», «генерального консула» → True: the post of the one is told in short by the other."""
    whole, short = key(post).split(), key(rest).split()
    return len(short) < len(whole) + 1 and all(a[:STEM] == b[:STEM] for a, b in zip(whole, short, strict=False))
