"""The table of places: a word in any form → what it may stand for, e.g. lookup("пензенцы") → (Sense(…RU-PNZ…, "demonym"),).

pipeline/data/places.tsv holds every form (scripts/build_places.py makes it), so nothing is inflected at run time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipeline.memo import Memo
from schemas.data import parsed


class Entry(NamedTuple):
    """One place. `kind`: country, region, town, area, district. `weight`: how likely it is meant, about thousands of people."""

    kind: str
    country: str | None
    region: str | None
    weight: int
    name: str


class Sense(NamedTuple):
    """One reading of a word: `form` is name, adjective or demonym; `name` is the nominative of these very words for a name
    («Республика Беларусь»), else the plain name of the place.

    `marks`: "!" an abbreviation, letter for letter; "?" only beside another mention of the place; "*" also an ordinary word («Орёл»);
    "&" also a person («Киров»); "~" an adjective in shape («Рудный»); "^" holds a generic word («… область»), capitals not needed.
    """

    entry: Entry
    form: str
    name: str
    marks: str


# The last two letters of an adjective → the length of its ending; «российско» of «российско-белорусский» loses one letter.
ENDINGS = dict.fromkeys("ий ый ой им ым ом ая ую ою ое ие ые их ых".split(), 2) | dict.fromkeys(("го", "му", "ми"), 3) | {"ко": 1}
JOINED = "о-"  # «сербо» of «сербо-российский», which no ending follows
FORMS = ("name", "adjective", "demonym")
REMEMBERED = 2_500  # words


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """`index`: folded word or phrase (words joined by one space) → numbers of senses; a word that only begins a phrase has none.
    `stems`: «пензенск» → the same for adjectives, whose endings are cut off when a word is looked up: that halves the table.
    `longest`: first word → the number of words in the longest phrase that begins with it. `given`: forms of given names.
    `rows`, `heads`: the lines of the file, and for each number its row, form and marked name; senses are made from them when asked for."""

    index: dict[str, tuple[int, ...]]
    stems: dict[str, tuple[int, ...]]
    longest: dict[str, int]
    given: frozenset[str]
    rows: list[list[str]]
    heads: list[tuple[int, int, str]]
    made: dict[int, Sense]

    def sense(self, number: int) -> Sense:
        """The reading behind a number of the index."""
        if number not in self.made:
            self.made[number] = self.make(number)
        return self.made[number]

    def make(self, number: int) -> Sense:
        """The reading from its line."""
        row, form, head = self.heads[number]
        kind, country, region, weight, name = self.rows[row][:5]
        bare = head.lstrip("!?*&~^") if form == 0 else ""
        short = (
            "." in bare or name.startswith(f"{bare} ") or (bare.endswith("область") and " " not in bare) or (bare[:1].islower() and bare.endswith(f" {name}"))
        )
        written = name if short else bare or name  # «Н. Новгород», «Нижний», «Ленобласть» are written out in a report, «штат Парана» is «Парана»
        entry = Entry(kind, country or None, region or None, int(weight), name)
        return Sense(entry, FORMS[form], written, head[:-2] if form == 1 else head[: len(head) - len(bare)])

    def numbers(self, folded: str) -> tuple[int, ...]:
        """«пензенского» → the numbers of its readings."""
        length = ENDINGS.get(folded[-2:])
        named = self.index.get(folded, ())
        return named if length is None else named + self.stems.get(folded[:-length], ())

    def possible(self, word: str) -> bool:
        """Whether a folded word may be a place or begin one."""
        return word in self.index or ((length := ENDINGS.get(word[-2:])) is not None and word[:-length] in self.stems)

    def senses(self, folded: str) -> list[Sense]:
        """«пензенского» → its readings, in the order of the table."""
        return [self.sense(i) for i in self.numbers(folded)]

    def lookup(self, word: str) -> tuple[Sense, ...]:
        """«Пензенского» or «Ростов-на-Дону» → its readings, likeliest first."""
        return tuple(sorted(self.senses(" ".join(fold(word).replace("-", " ").split())), key=lambda s: -s.entry.weight))


def fold(text: str) -> str:
    """Lower case and е for ё, of the same length as the text: «Орёл» → «орел»."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return low.replace("ё", "е")


@cache
def gazetteer() -> Gazetteer:
    """The table, read once."""
    found: Tables = parsed("pipeline", "data/places.tsv", tables)
    return Gazetteer(*found, made={})


@cache
def possible() -> Memo[str, bool]:
    """The folded words of a text that may be a place or begin one, and those that may not."""
    return Memo(gazetteer().possible, REMEMBERED)


def lookup(word: str) -> tuple[Sense, ...]:
    """«сердобский» → (Sense(Entry("town", "RU", "RU-PNZ", 32, "Сердобск"), "adjective", "Сердобск", ""),)."""
    return gazetteer().lookup(word)


def districts(adjective: str) -> list[Sense]:
    """«Быковский» → the districts of this name, one in each of their regions: [Sense(Entry("district", "RU", "RU-VGG", 1, "Быковский"), …)]."""
    name, *regions = districts_by_stem().get(fold(adjective)[:-2], [""])
    return [Sense(Entry("district", region[:2], region, 1, name), "adjective", name, "") for region in regions]


@cache
def districts_by_stem() -> dict[str, list[str]]:
    """Folded adjective without its ending → the adjective, and the codes of the regions that have a district of this name."""
    found: dict[str, list[str]] = parsed("pipeline", "data/districts.txt", read_districts)
    return found


def read_districts(text: str) -> dict[str, list[str]]:
    """Lines «RU-VGG: Быковский, Городищенский» → {"быковск": ["Быковский", "RU-VGG"], …}; "#" begins a comment."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        region, _, listed = line.partition(":")
        for name in map(str.strip, listed.split(",") if line[:1] != "#" else ()):
            found.setdefault(fold(name)[:-2], [name]).append(region)
    return found


def place_adjective(name: str) -> str | None:
    """«Пензенская область» → «пензенский», «Орск» → «орский»; None where the table has none."""
    return adjectives().get(fold(name))


def place_name(code: str) -> str | None:
    """ "RU-PNZ" → «Пензенская область», "BY" → «Беларусь»; None where the table does not know the code."""
    return names().get(code)


@cache
def names() -> dict[str, str]:
    """Code → plain name: of a country, of a region, of the town that is a region by itself."""
    rows = [row for row in gazetteer().rows if row[0] != "area"]
    return {row[2] or row[1]: row[4] for row in reversed(rows) if row[2] or row[0] == "country"}


@cache
def adjectives() -> dict[str, str]:
    """Folded name of a place → its first adjective."""
    table = gazetteer()
    first: dict[int, str] = {}
    for stem, numbers in table.stems.items():
        for row, _, head in (table.heads[n] for n in numbers):
            first.setdefault(row, f"{stem.replace(' ', '-')}{head[-2:]}")
    return {fold(table.rows[row][4]): word for row, word in sorted(first.items(), reverse=True)}


Tables = tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, ...]], dict[str, int], frozenset[str], list[list[str]], list[tuple[int, int, str]]]


def tables(text: str) -> Tables:
    """The data file → the tables of a gazetteer. Lines that begin with "%" are sets of endings, "@" given names, the rest places."""
    endings: dict[str, list[str]] = {}
    lines = text.splitlines()
    made: Tables = {}, {}, {}, frozenset("".join(line[1:] for line in lines if line[0] == "@").split()), [], []
    index, _, longest, _, rows, _ = made
    for line in lines:
        if line[0] == "%":
            key, _, listed = line.partition("\t")
            endings[key] = listed.split(",")
        elif line[0] != "@":
            row = line.split("\t")
            rows.append(row)
            for form, cell in enumerate(row[5:]):
                if cell and form == 1:
                    enter_adjectives(made, cell)
                elif cell:
                    enter(made, form, cell, endings)
    for first in longest:
        index.setdefault(first, ())
    return made


def enter(made: Tables, form: int, cell: str, endings: dict[str, list[str]]) -> None:
    """«&Владимир=владимир:,а,у;…» → the index. Most words are no other place's, which keeps this fast."""
    index, _, longest, _, rows, heads = made
    row = len(rows) - 1
    for item in cell.split(";"):
        head, _, packed = item.rpartition("=")
        stem, _, ends = packed.partition(":")
        number = (len(heads),)
        heads.append((row, form, head))
        forms = endings.get(ends) or ends.split(",")
        fresh = dict.fromkeys([stem + e for e in forms], number)
        if not index.keys().isdisjoint(fresh):
            index.update({word: (*index.get(word, ()), *number) for word in fresh})
        else:
            index.update(fresh)
        if " " in stem or " " in forms[-1]:
            for phrase in fresh:
                begin(longest, phrase)


def enter_adjectives(made: Tables, cell: str) -> None:
    """«пензенск:ий;?&каменск:ий» → the stems; «серб:о-» → «сербо» of «сербо-российский»."""
    index, stems, longest, _, rows, heads = made
    for item in cell.split(";"):
        marked, _, ending = item.partition(":")
        stem = marked.lstrip("?&")
        heads.append((len(rows) - 1, 1, marked[: len(marked) - len(stem)] + ending))
        words, key = (index, f"{stem}о") if ending == JOINED else (stems, stem)
        words[key] = (*words.get(key, ()), len(heads) - 1)
        if " " in stem:
            begin(longest, stem)


def begin(longest: dict[str, int], phrase: str) -> None:
    """«ростова на дону» → «ростова» begins a phrase of three words."""
    first, count = phrase[: phrase.find(" ")], phrase.count(" ") + 1
    if longest.get(first, 0) < count:
        longest[first] = count
