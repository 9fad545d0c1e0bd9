"""What rules find before it becomes a row: mentions, fillers, matches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True, unsafe_hash=True)
class Mention:
    """A noun phrase of one sentence, seen as a possible filler. Never changed once made; it is not declared frozen, because making it would take thrice the time.

    `first:last` are token indexes (half-open), `head` the index of the head noun, `case` and `prep` its marking
    («с послом» → "ins", "с"); `parent` is the index (in the sentence's mentions) of the phrase that contains it
    as a genitive or apposition, else None.
    `type`: person, organization, government, place, group, or "" for any other noun phrase.
    `kind` is the head's lexicon class («делегация» → "delegation», «договор» → "document"), else "".
    `place_kind`: country, region, town … for a place of the gazetteer; `joined`: name, post or code come from other mentions of the article.
    `name` is the nominative; `position` a person's post; `bare`: a head noun alone that refers back («делегация», «гости», «завод»).
    `counted`: a number stands before the noun and hides whether the phrase is a nominative or an accusative («сорок машин»).
    """

    sentence: int
    first: int
    last: int
    head: int
    start: int
    stop: int
    case: str
    number: str
    prep: str = ""
    parent: int | None = None
    type: str = ""
    kind: str = ""
    name: str = ""
    position: str | None = None
    country: str | None = None
    region: str | None = None
    bare: bool = False
    lemma: str = ""
    conjunct_of: int | None = None
    cases: tuple[str, ...] = ()
    core: tuple[int, int] | None = None
    counted: bool = False
    place_kind: str = ""
    joined: bool = False

    def may_be(self, case: str) -> bool:
        """Whether it can stand in a case: «письмо» in "nom" and in "acc", «Пензу» in "acc" alone."""
        return self.case == case or case in self.cases


def replace(mention: Mention, **values: Any) -> Mention:
    """A mention with some values changed, as `dataclasses.replace` makes it in four times the time."""
    m = mention
    made = Mention(  # by position: names would take five times as long
        m.sentence, m.first, m.last, m.head, m.start, m.stop, m.case, m.number, m.prep, m.parent, m.type, m.kind, m.name, m.position, m.country, m.region,
        m.bare, m.lemma, m.conjunct_of, m.cases, m.core, m.counted, m.place_kind, m.joined,
    )  # fmt: skip
    for name, value in values.items():
        setattr(made, name, value)
    return made


@dataclass(slots=True, unsafe_hash=True)
class Filler:
    """One mention in one slot, with how it was found: child | subtree | shared | clause | discourse."""

    mention: Mention
    found: str


@dataclass(slots=True)
class Match:
    """A frame found in a sentence: explainable, before it is typed into a row.

    `form` is how the trigger stands: active, passive, participle, noun. `status_cue` is the word that decided the status.
    """

    table: str
    rule: str
    sentence: int
    trigger: int
    form: str
    status: str
    status_cue: str
    slots: dict[str, tuple[Filler, ...]]
    set: dict[str, str] = field(default_factory=dict)
