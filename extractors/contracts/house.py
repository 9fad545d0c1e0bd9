"""The house whose deals an article tells: a firm of the home side that the lead names and the article keeps to, in whatever case it stands.

`protagonist` asks who acts; in dense news of deals the house is as often told by where it builds («на «Волгоприборе»), by its land («ижевское
предприятие») or its people («ижевчане»), and buyers from abroad are named as often as itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.article.protagonist import OTHER, REFERRING, known_by
from extractors.build import Draft, to_party
from extractors.lexicon import classes_of, key
from extractors.references.words import FIRMS
from extractors.view import View
from schemas.facts import Party
from schemas.match import Mention

LEAD = 3  # sentences that tell something, beside the headline
SHORT = 6  # tokens: a dateline or the name of an agency is no sentence of the lead
LEAST = 4
SHARE = 1.5
PEOPLE = 2  # how often at most «ижевчане» count for their firm
ACRONYM = 6  # letters
MAKERS = ("завод", "комбинат", "фабрика", "маш")
NO_TRADERS = OTHER | {"палата", "тпп", "выставка", "центр", "ассоциация", "союз", "университет", "институт", "академия"}
SLOTS = ("suppliers", "customers")
GENERIC = FIRMS | {"завод", "производитель", "поставщик", "изготовитель", "комбинат", "верфь", "концерн", "фабрика"}


def house_of(state: Discourse) -> Mention | None:
    """The one firm of the home side that the lead names and that is spoken of much more than any other; else None."""
    named = _named(state)
    if not named:
        return None
    told = _told(state, named)
    best = max(named, key=lambda name: (told[name], -named[name].start))
    rest = max((count for name, count in told.items() if name != best), default=0)
    return named[best] if told[best] >= LEAST and told[best] > SHARE * rest else None


def named_house(drafts: Sequence[Draft], state: Discourse) -> None:
    """«Завод отправил 18 барабанов» in the news of «Саранск-кабеля»: a side without a name is the house, where the house has no other kind of works."""
    bare = [d for d in drafts if all(d.columns.get(s) for s in SLOTS) and any(_is_unnamed(p) for s in SLOTS for p in d.columns[s])]
    own = house_of(state) if bare else None
    for draft in bare if own is not None else ():
        assert own is not None
        house = to_party(own)
        for slot in SLOTS:
            told: tuple[Party, ...] = draft.columns[slot]
            if len(told) == 1 and _is_unnamed(told[0]) and (key(told[0].name) in FIRMS or own.name.startswith("«") or key(own.lemma) == key(told[0].name)):
                draft.columns[slot] = (house,)
                draft.found.add("discourse")


def _is_unnamed(party: Party) -> bool:
    return party.type == "organization" and not party.country and party.name in GENERIC


def _named(state: Discourse) -> dict[str, Mention]:
    """The firms of the home side that the headline and the lead name, by the name each is known by."""
    found: dict[str, Mention] = {}
    for view in _lead(state.views):
        for m in view.mentions:
            if _is_named(m) and _is_native(m, state):
                found.setdefault(known_by(m.name), m)
    return found


def _lead(views: Sequence[View]) -> list[View]:
    told = [v for v in views[: 3 * LEAD] if len(v.tokens) > SHORT and v.sentence.block != "title"][:LEAD]
    return [v for v in views[:LEAD] if v.sentence.block == "title"] + told


def _is_named(m: Mention) -> bool:
    """A firm with a name: «Волгоприбор», «ЧТЗ», «Уральская сталь»."""
    if m.type != "organization" or m.bare or m.number == "plur" or "press" in classes_of(m.lemma) or key(m.lemma) in NO_TRADERS:
        return False
    return "«" in m.name or (m.name.isupper() and len(m.name) <= ACRONYM) or key(m.lemma) in REFERRING or m.lemma.endswith(MAKERS)


def _is_native(m: Mention, state: Discourse) -> bool:
    return state.home is None or m.country is None or m.country == state.home.country


def _told(state: Discourse, named: dict[str, Mention]) -> Counter[str]:
    """How often each firm is spoken of: by name, as «завод», as «ижевское предприятие», as «ижевчане»."""
    told: Counter[str] = Counter()
    region, people = state.home.region if state.home else None, 0
    for view in state.views:
        for m in view.mentions:
            name = known_by(m.name)
            if name in named or _is_named(m):
                told[name] += 1
            elif m.number != "plur" and key(m.lemma) in GENERIC and (m.bare or (region is not None and m.region == region)):
                meant = next((n for n, own in named.items() if key(own.lemma) == key(m.lemma)), next(iter(named)))
                told[meant] += 1
            elif m.type == "group" and m.bare and region is not None and m.region == region:
                people += 1
    told[next(iter(named))] += min(people, PEOPLE)
    return told
