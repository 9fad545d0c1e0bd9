"""How sure it is that two parties of two tellings are one: by their names, by what they are, and by where they are at home.

«УЗ» and «Укрзализныця», «Крюковский завод» and «Крюковский вагоностроительный завод» are one; «китайский инвестор» may be any firm of China.
"""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum

from extractors.lexicon import key
from extractors.parties.same import one_side, same_party
from schemas.facts import Party

STEM = 5
SHORT = 4  # letters of a word that tells nothing: «ООО», «им.»
BODIES = frozenset(("organization", "government"))
FORMS = frozenset(
    ("компа", "холди", "групп", "фирма", "корпо", "конце", "предп", "общес", "акцио", "завод", "комби", "фабри", "специ", "предс", "руков", "сотру")
)


class Likeness(IntEnum):
    """Two parties are others, may be one, or are one."""

    OTHER = 0
    MAY = 1
    SAME = 2


def likeness(p: Party, q: Party) -> Likeness:
    """How sure it is that two parties are one side of what is told."""
    if same_party(p, q) or (one_side(p, q) and "place" in (p.type, q.type)):
        return Likeness.SAME
    if clash(p, q):
        return Likeness.OTHER
    if p.type in BODIES and q.type in BODIES:
        return _bodies(p, q)
    if p.type == q.type == "person":
        return Likeness.OTHER if _named(p) and _named(q) else Likeness.MAY
    if "place" in (p.type, q.type):
        return Likeness.MAY if p.country is None or q.country is None else Likeness.OTHER
    return Likeness.MAY if p.country is not None and p.country == q.country else _by_post(p, q)


def sides_alike(a: tuple[Party, ...], b: tuple[Party, ...]) -> Likeness | None:
    """The same of two lists: one where they share a party, perhaps one where each of the shorter may be one of the longer; None where one is not told."""
    if not a or not b:
        return None
    found = [[likeness(p, q) for q in b] for p in a]
    if any(Likeness.SAME in row for row in found):
        return Likeness.SAME
    rows = found if len(a) <= len(b) else [list(column) for column in zip(*found, strict=True)]
    return Likeness.MAY if all(max(row) for row in rows) else Likeness.OTHER


def one_for_one(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """Whether two lists of as many share a party, and each other one may be its own of the other list."""
    if len(a) != len(b):
        return False
    left = [p for p in a if not any(likeness(p, q) is Likeness.SAME for q in b)]
    rest = [q for q in b if not any(likeness(p, q) is Likeness.SAME for p in a)]
    return len(left) == len(rest) < len(a) and all(any(likeness(p, q) for q in rest) for p in left) and all(any(likeness(p, q) for p in left) for q in rest)


def fuller(known: tuple[Party, ...], more: tuple[Party, ...]) -> tuple[Party, ...]:
    """A side as two tellings have it: of two names of one party that which says more, where its home is told by either."""
    if not known:
        return more
    found = list(known)
    for p in more:
        if any(p.entity_id == q.entity_id for q in found):
            continue
        at = next((i for i, q in enumerate(found) if likeness(q, p) and _says(p) > _says(q)), None)
        if at is not None:
            found[at] = _at_home(p, found[at])
    return tuple(found)


def _says(p: Party) -> tuple[int, int]:
    """How much a name says: a place or a group, a body that is only described, a body by its name, the longer of two names."""
    if p.type not in BODIES:
        return 0, 0
    return 1 + (not is_described(p)), len(p.name)


def _at_home(p: Party, q: Party) -> Party:
    """A party in the land of another name of it, where its own tells none."""
    return replace(p, country=q.country, region=q.region) if p.country is None else p


def clash(p: Party, q: Party) -> bool:
    """Two countries, or two regions of one."""
    return None not in (p.country, q.country) and (p.country != q.country or (None not in (p.region, q.region) and p.region != q.region))


def is_described(p: Party) -> bool:
    """«инвестор из Поднебесной», «четыре предприятия»: a party of which no name of its own is told."""
    if p.type == "person":
        return not _named(p)
    return p.type != "place" and "«" not in p.name and not any(word[:1].isupper() for word in p.name.partition(" из ")[0].split())


def _named(p: Party) -> bool:
    return p.name != p.position


def _bodies(p: Party, q: Party) -> Likeness:
    """Two firms or public bodies whose codes do not part them."""
    if one_name(p.name, q.name):
        return Likeness.SAME
    described = is_described(p) or is_described(q)
    known = p.country is not None and p.country == q.country
    bare = any(is_described(x) and " " not in x.name and x.country is None for x in (p, q))  # «союз», «музей»
    firm = any(is_described(x) and key(x.name).split()[-1][:STEM] in FORMS and y.country is None for x, y in ((p, q), (q, p)))  # «уфимское предприятие»
    return Likeness.MAY if bare or (p.type == q.type and (firm or (described and known))) else Likeness.OTHER


def one_name(one: str, two: str) -> bool:
    """««Сурама» and «Сурама-Машины», «Крюковский завод» and «Крюковский вагоностроительный завод», «УЗ» and «Укрзализныця»."""
    quotes = [_quoted(name) for name in (one, two)]
    if all(quotes):
        return quotes[0].startswith(quotes[1]) or quotes[1].startswith(quotes[0])
    if any(_is_acronym_of(a, b) for a, b in ((one, two), (two, one))):
        return True
    left, right = _words(one), _words(two)
    telling = (left & right) - FORMS
    return bool(telling) and (left <= right or right <= left) and min(len(left), len(right)) > 1


def _is_acronym_of(short: str, name: str) -> bool:
    """«УЗ» of «Укрзализныця»: capitals alone, all of them in the name in their order, from its first letter."""
    if not (2 <= len(short) <= 5 and short.isalpha() and short.isupper()):
        return False
    rest, told = iter(_quoted(name) or key(name)), short.lower()
    return (_quoted(name) or key(name))[:1] == told[0] and all(letter in rest for letter in told)


def _quoted(name: str) -> str:
    return name.partition("«")[2].partition("»")[0].lower().replace("ё", "е")


def _words(name: str) -> set[str]:
    return {word[:STEM] for word in key(name).replace("«", " ").replace("»", " ").split() if len(word) >= SHORT}


def _by_post(p: Party, q: Party) -> Likeness:
    """«директор заповедника Сергей Лис» for «музей-заповедник «Тропа»»: a body that the person's post names."""
    for person, body in ((p, q), (q, p)):
        if person.type == "person" and person.position and body.type in BODIES:
            post = {word for word in key(person.position).replace("-", " ").split() if len(word) > SHORT}
            if any(word[:STEM] in {w[:STEM] for w in key(body.name).replace("-", " ").split()} - FORMS for word in post):
                return Likeness.MAY
    return Likeness.OTHER
