"""Clues: what a sentence says of who supplies and who buys in one deal, and the one choice made of them.

Every source of evidence (the slots of the rule, «по контракту с …», «для реактора в Египте», the maker of the goods …) gives clues of a
role with a weight and words that say why. For each role the weightiest clue wins whose mentions play no other role in the deal. Who is surely a side and wins
neither takes the role that is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from extractors.contracts.goods import Goods
from extractors.view import View
from schemas.match import Filler, Match, Mention

SAID = 9  # the words say it outright, against what case and place would say: who asks, who owns the wish, who builds
MARKED = 6  # case, preposition and voice, as the rule asks
ORIGIN = 5  # where the goods come from
DROPPED = 4  # the subject that a verb leaves out
BESIDE = 3  # told beside the act or the goods
MADE = 2  # whose make the goods are
PLACED = 1  # the place or the house in which it is done


@dataclass(frozen=True, slots=True)
class Telling:
    """One match as the sources of clues see it: what is done, with which goods, where these are made; `neutral`: the trigger gives no roles away."""

    match: Match
    view: View
    text: str
    act: str
    goods: Goods | None
    neutral: bool
    made_in: Set[str]
    kind: str = ""

    def slot(self, name: str) -> list[Filler]:
        """The fillers of a slot, [] where it stays empty."""
        return list(self.match.slots.get(name, ()))

    def is_within(self, mention: Mention) -> bool:
        """Whether a mention stands inside the words for the goods."""
        return self.goods is not None and self.goods.first < mention.first and mention.last <= self.goods.last


@dataclass(frozen=True, slots=True)
class Clue:
    """Some mentions in a role («suppliers», «customers»), how surely and why; `cuts`: the goods end before them («завод / концерна «Вебер»).

    `either`: they are surely a side of the deal, if not this one then the other.
    """

    role: str
    fillers: tuple[Filler, ...]
    weight: int
    why: str
    cuts: bool = False
    either: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    """The clue chosen for each role; without one the role stays empty."""

    chosen: dict[str, Clue] = field(default_factory=dict)

    def of(self, role: str) -> list[Filler]:
        """Who plays a role."""
        return list(self.chosen[role].fillers) if role in self.chosen else []

    def why(self) -> dict[str, str]:
        """Role → the words of its clue."""
        return {role: clue.why for role, clue in self.chosen.items()}

    def cuts(self) -> Mention | None:
        """The side before which the words for the goods end."""
        return next((clue.fillers[0].mention for clue in self.chosen.values() if clue.cuts), None)


def supplies(fillers: Iterable[Filler], weight: int, why: str, *, cuts: bool = False, either: bool = False) -> Iterator[Clue]:
    """A clue of who supplies; nothing where nobody is named."""
    if named := tuple(fillers):
        yield Clue("suppliers", named, weight, why, cuts, either)


def buys(fillers: Iterable[Filler], weight: int, why: str, *, cuts: bool = False, either: bool = False) -> Iterator[Clue]:
    """A clue of who buys; nothing where nobody is named."""
    if named := tuple(fillers):
        yield Clue("customers", named, weight, why, cuts, either)


def acts_next(filler: Filler, t: Telling) -> bool:
    """«Куба заказала вакцину, переговоры ведут Чад и / Перу»: a name without cases that acts in the clause behind."""
    m, at = filler.mention, t.match.trigger
    if not m.prep and m.case == "ins" and t.match.form == "passive" and filler.found == "subtree" and m.head > at:  # «закуплены, а две собраны / фирмами»
        verb = t.view.governor(m)
        return verb not in (-1, at) and t.view.tokens[verb].pos == "VERB" and t.view.breaks_between(at, m.first) > 0
    open_name = not m.prep and filler.found == "subtree" and m.may_be("nom") and m.head > at
    return open_name and t.view.verbs_between(at, m.head) > 0 and t.view.breaks_between(at, m.head) > 0


def choose(clues: Sequence[Clue], vetoed: Set[int]) -> Sides:
    """The weightiest clue of each role, the first of equals; who plays one role plays no other, and who is vetoed none.

    `vetoed`: the first tokens of mentions that are no side of the deal.
    """
    chosen: dict[str, Clue] = {}
    taken = set(vetoed)
    for clue in sorted(clues, key=lambda c: -c.weight):
        free = tuple(f for f in clue.fillers if f.mention.first not in taken)
        if clue.role not in chosen and free:
            chosen[clue.role] = clue if len(free) == len(clue.fillers) else replace(clue, fillers=free)
            taken |= {f.mention.first for f in free}
    for clue in clues:
        other = OTHER[clue.role]
        free = tuple(f for f in clue.fillers if f.mention.first not in taken)
        if clue.either and other not in chosen and free:
            chosen[other] = replace(clue, role=other, fillers=free, why=f"the other side is known ({clue.why})")
            taken |= {f.mention.first for f in free}
    return Sides(chosen)


OTHER = {"suppliers": "customers", "customers": "suppliers"}
