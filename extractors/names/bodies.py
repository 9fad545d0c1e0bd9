"""Names of bodies joined inside an article: «МАЗ» ↔ «Минский автомобильный завод», «Магистрали» ↔ завод «Магистраль».

The first full form gives the name; what is told of the place of a body anywhere holds for all its mentions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.inflect import RELATIONAL, parses
from extractors.lexicon import HEADS, classes_of, key
from extractors.parties.link import LEGAL
from schemas.document import Document
from schemas.match import Mention, replace
from schemas.values import Place

BODIES = {"organization", "government"}
QUOTED = re.compile(r"«([^«»]+)»")
ACRONYM = re.compile(r"[А-ЯЁ][А-ЯЁа-яё]{0,5}[А-ЯЁ][а-яё]{0,3}|[A-Z]{2,6}")
BRACKETED = re.compile(r"\(\s?([А-ЯЁ][А-ЯЁа-яё]{1,9})\s?\)")
CHUNK = re.compile(r"[А-ЯЁ][а-яё]*")
SMALL = {"и", "по", "в", "на", "имени", "им", "с", "при", "для"}
WORD = re.compile(r"[а-яёa-z]+")
DERIVED = re.compile(r"([а-я]{4,})(?:ск(?:ий|ая|ое|ие) |(?:ц|чан|ян|ич)[ыеи]$)")
DERIVING = {"organization", "government", "group"}
SEATABLE = {"organization", "group"}
LATIN = re.compile(r"[A-Z]\w+(?:[ &-]{1,3}\w+)*", re.ASCII)
COUNCIL = re.compile(r"Совет\w* Федерации")
NAME_WORD = re.compile(r"[А-ЯЁа-яёA-Za-z-]+")
FEDERAL = re.compile(r"([А-Яа-яё-]+)\)? федеральн\w+ университет")
FEW = 3  # words of a name that one word of it tells
MANY = 40  # names with one beginning: more are a list, and lists are not compared pairwise
Mentions = list[list[Mention]]
Seats = Sequence[tuple[int, int]]  # sentence and number of each body


@dataclass(slots=True)
class Body:
    """What the article says of one body anywhere."""

    core: str
    name: str = ""
    settled: bool = False  # whether the core stood in the nominative
    code: tuple[str | None, str | None] = (None, None)


def core_of(m: Mention) -> tuple[str, str] | None:
    """«ОАО «Гомсельмаш» → («ОАО», «Гомсельмаш»): the words before a name in quotes and the name; None without exactly one."""
    found = list(QUOTED.finditer(m.name)) if m.type in BODIES and "«" in m.name else []
    return (m.name[: found[0].start()].strip(), found[0][1]) if len(found) == 1 and found[0].end() == len(m.name) else None


def join_bodies(found: Mentions, document: Document) -> None:
    """Settle names and codes of the bodies of an article, in place."""
    stems = stems_of(document)
    seats = [(i, j) for i, sentence in enumerate(found) for j, m in enumerate(sentence) if m.type in BODIES]
    _join_quoted(found, seats, stems)
    _join_acronyms(found, seats)
    _join_adjectives(found, stems)
    _seat(found, document.article.text)
    _share_codes(found, seats)
    _share_latin(found, seats)
    _seat_chiefs(found, seats)


def _join_quoted(found: Mentions, at: Seats, stems: Sequence[tuple[str, Place]]) -> None:
    bodies: dict[str, list[Body]] = defaultdict(list)
    seats: list[tuple[int, int, str, Body]] = []
    for i, j, m in _bodies(found, at):
        core = core_of(m)
        if core is None:
            continue
        head, name = core
        near = bodies[key(name)[:3]]
        body = next((b for b in near[:MANY] if _alike(key(b.core), key(name))), None)
        if body is None:
            body = Body(name)
            near.append(body)
        if head and not body.settled and {"organization", "government"} & classes_of(m.lemma):  # in «завод «Магистраль» the name stands in the nominative
            body.core, body.settled = name, True
        if head and not body.name and body.settled and _alike(key(head.split()[-1]), key(m.lemma)):  # not the «площадка предприятия» of it
            body.name = head
        if m.country and body.code == (None, None):
            body.code = m.country, m.region
        seats.append((i, j, head, body))
    for i, j, head, body in seats:
        m = found[i][j]
        if body.code == (None, None):
            body.code = _code_of_stem(body.core, stems)
        country, region = (m.country, m.region) if m.country else body.code
        name = f"{head or body.name} «{body.core}»".strip()
        if (name, country, region) != (m.name, m.country, m.region):
            found[i][j] = replace(m, name=name, country=country, region=region, joined=m.joined or not head)


def _alike(a: str, b: str) -> bool:
    """Forms of one name in quotes: «Магистраль», «Магистрали»; «Кама-Пак», «Кама-Пака»; «Сура-1» and «Сура-2» are two."""
    if a == b:
        return True
    common = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return common >= 3 and max(len(a), len(b)) - common <= 2 and not any(c.isdigit() for c in a[common:] + b[common:]) and a.isascii() == b.isascii()


def _code_of_stem(core: str, stems: Sequence[tuple[str, Place]]) -> tuple[str | None, str | None]:
    """«Навоиазот» in an article that speaks of Навои, «Могилёвлифтмаш» of Могилёв → the code of that place."""
    name = key(core)
    place = next((p for stem, p in stems if len(stem) >= 5 and name.startswith(stem) and len(name) > len(stem) + 2), None)
    return (place.country, place.region) if place is not None else (None, None)


def stems_of(document: Document) -> list[tuple[str, Place]]:
    """The towns, regions and countries that an article names, by the stems that names of firms, adjectives and people are made of."""
    found: dict[str, Place] = {}
    for p in document.places:
        if p.country and p.form == "name" and " " not in p.name and p.kind in ("town", "region", "country"):
            found.setdefault(key(p.name).rstrip("аяьйыиоеу"), p)
    return [(stem, p) for stem, p in found.items() if len(stem) >= 4]


def _join_adjectives(found: Mentions, stems: Sequence[tuple[str, Place]]) -> None:
    """«Самсунская палата», «навоийцы»: an adjective or a people that the gazetteer lacks, made of a place that the article names."""
    for sentence in found:
        for j, m in enumerate(sentence):
            word = DERIVED.match(key(m.name)) if m.country is None and m.type in DERIVING else None
            place = next((p for stem, p in stems if word[1].startswith(stem) and len(word[1]) - len(stem) <= 3), None) if word else None
            if place is not None:
                sentence[j] = replace(m, country=place.country, region=place.region, bare=False)


def _join_acronyms(found: Mentions, at: Seats) -> None:
    """Give acronyms the name that they shorten."""
    shorts = {m.name for _, _, m in _bodies(found, at) if ACRONYM.fullmatch(_bare(m.name).rpartition(" ")[2])}
    if not shorts:
        return
    full: dict[str, Mention] = {}
    longs = [m for _, _, m in _bodies(found, at) if m.name.count(" ") and m.name not in shorts]
    for short in shorts:
        expansion = next((m for m in longs if expands(_bare(short), _bare(m.name))), None)
        if expansion is not None:
            full[short] = expansion
    for i, j, m in _bodies(found, at):
        if m.name in full:
            whole = full[m.name]
            country, region = (m.country, m.region) if m.region or not whole.country else (whole.country, whole.region)
            if country is None and m.type in SEATABLE:
                country, region = seat_of_name(m.name) or (None, None)
            found[i][j] = replace(m, name=whole.name, country=country, region=region, joined=True)


def _bare(name: str) -> str:
    """«АО «МАЗ» → «МАЗ»: no quotes and legal forms."""
    words = name.replace("«", "").replace("»", "").split()
    return " ".join(word for word in words if not LEGAL.fullmatch(key(word)))


def expands(short: str, name: str) -> bool:
    """Whether an acronym shortens a name: «ТПП», «Торгово-промышленная палата»; «УрФУ», «Уральский федеральный университет»; «Алмалыкский ГМК»."""
    *before, acronym = short.split()
    words = [part for word in key(name).split() for part in _parts(word) if part not in SMALL]
    for word in before:
        if not words or words[0][:5] != key(word)[:5]:
            return False
        words = words[1:]
    chunks = [key(chunk) for chunk in CHUNK.findall(acronym)]
    return 2 <= len(chunks) <= len(words) <= len(chunks) + 3 and all(word.startswith(chunk) for chunk, word in zip(chunks, words, strict=False))


def _parts(word: str) -> Iterator[str]:
    """«торгово-промышленная» → two words, «автозавод» → «авто», «завод»."""
    for part in WORD.findall(word):
        head = next((h for h in HEADS if part.endswith(h) and len(part) > len(h) + 2), None)
        yield from (part[: -len(head)], head) if head else (part,)


def _seat(found: Mentions, text: str) -> None:
    """«делегация УдГУ», «Газпром», «Южно-Уральский университет (ЮУрГУ)»: universities and firms whose seat or country every reader knows."""
    for sentence in found:
        for j, m in enumerate(sentence):
            if m.region is not None or m.type not in SEATABLE or m.name == m.name.lower():
                continue
            short = BRACKETED.search(text, m.start, m.stop) if m.country is not None or text[m.stop - 1] == ")" else None
            code = seat_of_name(short[1]) if short is not None else seat_of_name(m.name) if m.country is None else None
            if code is not None and m.country in (None, code[0]):
                sentence[j] = replace(m, country=code[0], region=code[1], bare=False)


def _seat_chiefs(found: Mentions, at: Seats) -> None:
    """«ректор МГИМО», «директор завода «Сура»: whose body has a place is of that place."""
    known = {key(core[1]): (m.country, m.region) for _, _, m in _bodies(found, at) if m.country and (core := core_of(m)) is not None}
    for sentence in found:
        for j, m in enumerate(sentence):
            if m.type != "person" or m.country is not None or not m.position:
                continue
            cores = QUOTED.findall(m.position)
            code = next((code for core in cores for name, code in known.items() if _alike(name, key(core))), None) or seat_of_name(m.position)
            if code is not None:
                sentence[j] = replace(m, country=code[0], region=code[1], bare=False)


@lru_cache(1_000)
def seat_of_name(name: str) -> tuple[str, str | None] | None:
    """«ОАО «МАЗ» → ("BY", "BY-HM"), «Роснефть» → ("RU", None); None for a name that tells nothing."""
    if "Федерации" in name and COUNCIL.search(name):
        return "RU", None
    if (federal := FEDERAL.search(name)) and (known := [kind for kind in classes_of(key(federal[1])) if kind.startswith("federal_")]):
        return known[0][8:10], known[0][8:]
    words = [key(word) for word in NAME_WORD.findall(name) if word[0].isupper() and "-" not in word]  # «Лукойл-Узбекистан» is another firm
    few = len(words) <= FEW
    words += [p.normal_form for word in words for p in parses(word)[:1] if p.is_known]  # «президент «Лукойла»
    words += [f"{found[1]}ий" for word in words if (found := RELATIONAL.fullmatch(word))]
    kinds = [kind for word in words for kind in sorted(classes_of(word))]
    seat = next((kind for kind in kinds if kind.startswith("seat_")), None)
    if seat is not None:
        return seat[5:7], seat[5:]
    firm = next((kind for kind in kinds if kind.startswith("firm_")), None) if few else None
    return (firm[5:], None) if firm is not None else None


def _share_codes(found: Mentions, at: Seats) -> None:
    """A body whose place is told once has it everywhere."""
    known: dict[str, tuple[str, str | None]] = {}
    for _, _, m in _bodies(found, at):
        if m.country and not m.bare:
            known.setdefault(key(m.name), (m.country, m.region))
    for i, j, m in _bodies(found, at):
        if m.country is None and not m.bare and key(m.name) in known:
            found[i][j] = replace(m, country=known[key(m.name)][0], region=known[key(m.name)][1], joined=True)


def _share_latin(found: Mentions, at: Seats) -> None:
    """«турецкая Yılmaz Holding», «президент группы Yılmaz Holding»: what is told of the place of a foreign firm holds for all, and for its people."""
    known: dict[str, tuple[str, str | None]] = {}
    for _, _, m in _bodies(found, at):
        if m.country and (latin := LATIN.search(m.name)):
            known.setdefault(latin[0].lower(), (m.country, m.region))
    if not known:
        return
    for sentence in found:
        for j, m in enumerate(sentence):
            name = m.position if m.type == "person" else m.name if m.type in BODIES else None
            if m.country is None and name and (latin := LATIN.search(name)) and latin[0].lower() in known:
                country, region = known[latin[0].lower()]
                sentence[j] = replace(m, country=country, region=region, bare=False)


def _bodies(found: Mentions, at: Seats) -> Iterator[tuple[int, int, Mention]]:
    """The bodies of an article, each with its sentence and number."""
    return ((i, j, found[i][j]) for i, j in at)
