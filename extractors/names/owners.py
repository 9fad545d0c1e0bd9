"""Who shares a noun: «России и Индии» behind «вузы», «Псковского и Витебского университетов» behind «ректоры»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.inflect import is_adjectival, nominative, parses, possible_cases
from extractors.lexicon import classes_of, key
from extractors.names.singular import GENDER_OF, SHARED_BY, singular, text_of
from schemas.document import Token
from schemas.match import Mention, replace
from schemas.values import Place

JOINTS = {"и", ",", "а также", ", а также", "или"}
GENERIC = {"область": "области", "край": "края", "район": "района", "округ": "округа", "республика": "Республики", "провинция": "провинции"}
HARBOURS = {"порт", "морпорт", "аэропорт", "станция", "космодром"}  # called by the name of their town: «порты Махачкала и Алят»
MOST = 8  # members of one list
BODIES = {"organization", "government"}


@dataclass(slots=True)
class Owner:
    """One of several that share a noun: how it is written behind the noun, its code and tokens; `index` is its mention, -1 for none of its own.

    `body`: «Псковский университет», where a body and not a place shares it."""

    words: str
    country: str | None
    region: str | None
    first: int
    last: int
    index: int = -1
    body: str = ""


def owners_behind(i: int, mentions: Sequence[Mention], tokens: tuple[Token, ...]) -> list[Owner]:
    """«России и Индии» behind «вузы»: two places or more in a row, of which the first belongs to the noun; [] where there are none."""
    noun = mentions[i]
    called = noun.kind == "place_noun" or key(noun.lemma) in HARBOURS  # «провинции Гилян и Мазандаран» bear names, «регионы России» have owners
    chain: list[int] = []
    for j, m in enumerate(mentions):
        if m.type != "place" or (m.kind and not _is_province(m)) or m.first <= noun.head or len(chain) >= MOST or m.parent in chain:
            continue  # «вузы Омска / (Россия) и Павлодара»: a bracket goes on with nothing
        if not chain:
            if m.last <= noun.last and _continues(j, mentions, tokens, called):
                chain.append(j)
            elif m.first >= noun.last:
                break
        elif is_joint(mentions[chain[-1]].last, m.first, tokens) and (may_be_genitive(m, tokens) or (called and not _owns(mentions[chain[0]], tokens))):
            chain.append(j)
        else:
            break
    if len(chain) < 2:
        return []
    behind = mentions[chain[-1]].last
    posted = any(m.parent == i and m.type == "place" and m.prep in ("в", "во", "на") and m.first == behind + 1 and m.last == noun.last for m in mentions)
    if behind < (noun.last if not posted and (noun.name == noun.position or noun.type != "person") else 0):
        return []  # «посольства Китая и Вьетнама / в Беларуси»: where envoys are posted may follow
    found = [mentions[j] for j in chain]
    if len({(m.country, m.region, m.name) for m in found}) < len(found) or any(m.country is None for m in found):
        return []
    before = tokens[found[0].first - 1]
    if before.pos == "ADP" and before.text.lower() not in ("из", "от"):
        return []  # «послы в России и Китае»
    return [Owner(written(m, tokens), m.country, m.region, m.first, m.last, j) for j, m in zip(chain, found, strict=True)]


def _is_province(m: Mention) -> bool:
    """«губернаторы Псковской области и / провинции Хэнань»: a place told by its kind and its name."""
    return m.kind == "place_noun" and m.country is not None and not m.bare and m.number != "plur"


def owners_before(noun: Mention, tokens: tuple[Token, ...], places: Sequence[Place]) -> list[Owner]:
    """«Псковского и Витебского университетов» behind «ректоры»: adjectives of two places before one noun in the plural."""
    at = noun.head + 1
    runs: list[tuple[int, int]] = []
    while len(runs) < 2:
        stop = at
        while stop < len(tokens) and is_adjectival(tokens[stop]) and tokens[stop].feats.case == "gen" and tokens[stop].feats.number == "sing":
            stop += 1
        if stop == at:
            return []
        runs.append((at, stop))
        if len(runs) == 1:
            at = next((k for k in (stop + 1, stop + 2) if is_joint(stop, k, tokens) and k < len(tokens) and is_adjectival(tokens[k])), -1)
            if at < 0:
                return []
    head = plural = runs[1][1]
    while head < len(tokens) and tokens[head].pos == "ADJ" and tokens[head].feats.case == "gen" and tokens[head].feats.number == "plur":
        head += 1
    if head >= len(tokens) or tokens[head].feats.number != "plur" or tokens[head].feats.case != "gen" or not SHARED_BY & classes_of(tokens[head].lemma):
        return []
    gender = next((GENDER_OF.get(str(p.tag.gender), "") for p in parses(tokens[head].text)), "")
    shared = [singular(t, "gen", gender) for t in tokens[plural : head + 1]]  # «медицинского университета»
    named = [singular(t, "nom", gender, "gen") for t in tokens[plural : head + 1]] if BODIES & classes_of(tokens[head].lemma) else []
    found: list[Owner] = []
    for first, stop in runs:
        place = next((p for p in places if p.form == "adjective" and p.country and tokens[first].start <= p.start < tokens[stop - 1].stop), None)
        if place is None:
            return []
        own = [nominative(t.text, "ADJ", "gen", "sing", gender) for t in tokens[first:stop]]
        body = " ".join([*own, *named]) if named else ""
        found.append(Owner(" ".join([text_of(tokens, first, stop), *shared]), place.country, place.region, first, stop, body=body))
    found[1].last = head + 1
    return found


def name_body(owner: Owner, of: int, noun: int, head: Token, mentions: list[Mention], tokens: tuple[Token, ...]) -> None:
    """Lay «Псковский университет» into the mention numbered `of`, «ректор Псковского университета»; `noun` is the number that «ректоры» had, `head` «университетов»."""
    if not owner.body:
        return
    body = replace(
        mentions[of], type="organization", kind="organization", name=owner.body, position=None, first=owner.first, last=owner.last, head=owner.last - 1,
        start=tokens[owner.first].start, stop=tokens[owner.last - 1].stop, case="gen", cases=("gen",), prep="", number="sing", parent=of, conjunct_of=None,
        lemma=head.lemma, core=(owner.first, owner.last),
    )  # fmt: skip
    known = next((k for k, m in enumerate(mentions) if k != of and m.parent == noun and m.first == owner.first), -1)
    if known < 0:
        mentions.append(body)
    else:
        mentions[known] = body


def join_containers(mentions: list[Mention]) -> None:
    """«Полоцкий район / Витебской области / Республики Беларусь», «район Ухоу / Китая»: where a place lies is no place beside it."""
    for j in range(1, len(mentions)):
        m = mentions[j]
        if m.type != "place" or m.parent is not None or m.prep or m.case != "gen" or not m.country or m.conjunct_of is not None:
            continue
        i = next((i for i in range(j - 1, -1, -1) if mentions[i].last == m.first and mentions[i].type == "place"), None)
        if i is None:
            continue
        place = mentions[i]
        while place.parent is not None and mentions[place.parent].type == "place" and mentions[place.parent].last == place.last:
            i, place = place.parent, mentions[place.parent]
        if (place.country is None) == (place.kind != "place_noun") or (place.country not in (None, m.country)):
            continue
        if place.country is not None and ((m.region is not None and m.region != place.region) or (place.region is None)):
            continue
        mentions[j] = replace(m, parent=i)
        mentions[i] = replace(place, country=m.country, region=place.region or m.region)


def join_elliptic(mentions: list[Mention], tokens: tuple[Token, ...]) -> None:
    """«делегация Гродненской и Брестской областей»: one delegation of two regions, whose noun stands behind the second alone."""
    for j, second in enumerate(mentions):
        if second.type != "place" or second.parent is not None or j == 0 or second.last - second.first != 2 or tokens[second.head].feats.number != "plur":
            continue
        first = mentions[j - 1]
        i = first.parent if first.type == "place" and first.last - first.first == 1 and is_adjectival(tokens[first.first]) else None
        if (
            i is None
            or mentions[i].type != "group"
            or mentions[i].number == "plur"
            or mentions[i].last != first.last
            or not is_joint(first.last, second.first, tokens)
        ):
            continue
        whole = mentions[i]
        name = f"{whole.name} {text_of(tokens, first.last, second.last)}"
        land = whole.country if whole.country == second.country else None
        mentions[i] = replace(whole, name=name, last=second.last, stop=second.stop, country=land, region=None)
        mentions[j] = replace(second, parent=i)


def _continues(j: int, mentions: Sequence[Mention], tokens: tuple[Token, ...], called: bool) -> bool:
    """Whether another place, in the genitive unless it is a name, follows in the list."""
    m = mentions[j]
    return any(
        n.type == "place"
        and (not n.kind or _is_province(n))
        and is_joint(m.last, n.first, tokens)
        and ((called and not _owns(m, tokens)) or may_be_genitive(n, tokens))
        for n in mentions[j + 1 :]
    )


def _owns(m: Mention, tokens: tuple[Token, ...]) -> bool:
    """Whether a place stands in the genitive and in no other case: «регионы / Узбекистана», not «провинции / Гилян»."""
    cases = possible_cases(tokens[m.head].text, "NOUN")
    return "gen" in cases and "nom" not in cases


def is_joint(stop: int, start: int, tokens: tuple[Token, ...]) -> bool:
    return 0 < start - stop <= 3 and " ".join(t.text.lower() for t in tokens[stop:start]) in JOINTS


def may_be_genitive(m: Mention, tokens: tuple[Token, ...]) -> bool:
    """«Индии», «Баку» may be genitives; «Китай» is none."""
    token = tokens[m.head]
    return "gen" in m.cases or token.feats.case == "gen" or "gen" in possible_cases(token.text, "NOUN")


def written(m: Mention, tokens: tuple[Token, ...]) -> str:
    """A place behind its noun: «Индии», «Омска» of «Омска (Россия)»; «Пензенской» of «Пензенской и Брестской областей» → «Пензенской области»."""
    words = text_of(tokens, m.first, next((k for k in range(m.first, m.last) if tokens[k].text == "("), m.last))
    generic = next((noun for noun in GENERIC if m.name.endswith(" " + noun)), None)
    if generic is None:
        return words
    stem = words.split()[0] if words.split() else words
    return f"{stem} {GENERIC[generic]}"
