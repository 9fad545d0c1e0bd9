"""Bodies told by one noun: «Удмуртская и Кыргызская торгово-промышленные палаты» → two chambers, each with adjectives and noun of its own.

In: the mentions of a sentence, its tokens and places. Out: the same mentions, the bodies among them under their own names.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.inflect import CASES, GENDERS, like, parses
from extractors.lexicon import classes_of
from extractors.names.owners import is_joint
from extractors.names.singular import GENDER_OF, singular, small
from schemas.document import Token
from schemas.match import Mention, replace
from schemas.values import Place

BODIES = {"organization", "government"}
QUOTES = {"«", '"', "“", "„"}
PLURALS = ("ые", "ие", "ых", "их", "ым", "им", "ыми", "ими")
LONGEST = 4  # adjectives between the places and the noun


def pair_bodies(mentions: list[Mention], tokens: tuple[Token, ...], places: Sequence[Place]) -> bool:
    """Tell apart the bodies whose adjectives of places stand in the singular before one noun in the plural; whether mentions were added."""
    adjectives = [p for p in places if p.form == "adjective" and p.country]
    if len(adjectives) < 2:
        return False
    known = len(mentions)
    at = {p.start: k for p in adjectives for k, t in enumerate(tokens) if t.start == p.start and t.stop == p.stop}
    for run in _runs([(at[p.start], p) for p in adjectives if p.start in at], tokens):
        last = run[-1][0]
        head = next((k for k in range(last + 1, min(last + 2 + LONGEST, len(tokens))) if BODIES & classes_of(tokens[k].lemma)), -1)
        if head < 0 or any(not tokens[k].text.lower().endswith(PLURALS) for k in range(last + 1, head)):
            continue
        _share(run, head, mentions, tokens)
    return len(mentions) > known


def _runs(adjectives: list[tuple[int, Place]], tokens: tuple[Token, ...]) -> list[list[tuple[int, Place]]]:
    """Adjectives of places with their tokens → those that commas and «и» join, two or more."""
    runs: list[list[tuple[int, Place]]] = []
    for told in adjectives:
        if runs and is_joint(runs[-1][-1][0] + 1, told[0], tokens):
            runs[-1].append(told)
        else:
            runs.append([told])
    return [run for run in runs if len(run) > 1]


def _share(run: list[tuple[int, Place]], head: int, mentions: list[Mention], tokens: tuple[Token, ...]) -> None:
    """Give the bodies their mentions: the noun's own to the last, and to each other that of its adjective or a new one."""
    firsts = [k for k, _ in run]
    i = next((k for k, m in enumerate(mentions) if m.head == head and m.first in firsts), -1)
    if i < 0 or mentions[i].parent is not None:
        return
    noun, a, b = mentions[i], firsts[0], firsts[-1]
    cases = _cases(tokens[head].text, "plur")
    for k in firsts:
        cases &= _cases(tokens[k].text, "sing")
    if not cases or any(m.first < a < m.last <= b for m in mentions):
        return  # «ректорами Смоленского / и Могилёвского университетов»: people who share the two
    case = noun.case if noun.case in cases and not ("nom" in cases and noun.case == "gen") else "nom" if "nom" in cases else sorted(cases)[0]
    names = [_name((tokens[k], *tokens[b + 1 : head]), tokens[head], case) for k in firsts]
    if not all(names):
        return
    stop = next((k for k in range(head + 1, noun.last) if tokens[k].pos == "PUNCT"), noun.last)
    tail = "".join(f" {t.text}" for t in tokens[head + 1 : stop])  # «Советы / депутатов»
    own = [next((k for k, m in enumerate(mentions) if k != i and m.first <= f < m.last and m.last <= b), -1) for f in firsts[:-1]]
    before = next((mentions[k].prep for k in own if k >= 0 and mentions[k].prep), "")
    prep = noun.prep or before or (tokens[a - 1].text.lower() if a and tokens[a - 1].pos == "ADP" else "")
    said = replace(noun, case=case, cases=(case,), prep=prep, number="sing", kind=noun.kind or "organization", type=noun.type or "organization", bare=False)
    where: int | None = None
    for (first, place), name, known in zip(run[:-1], names, own, strict=False):
        each = replace(
            said, first=first, start=tokens[first].start, name=name + tail, country=place.country, region=place.region, core=(first, first + 1), conjunct_of=where
        )  # fmt: skip
        if known >= 0:
            mentions[known], where = each, known
        else:
            mentions.append(each)
            where = len(mentions) - 1
    last = run[-1][1]
    mentions[i] = replace(
        said, first=b, start=tokens[b].start, name=names[-1] + tail, country=last.country, region=last.region, core=(b, head + 1), conjunct_of=where
    )  # fmt: skip


def name_each(mentions: list[Mention], tokens: tuple[Token, ...]) -> None:
    """«компании «Ромашка» и «Василёк» → «компания «Ромашка», «компания «Василёк»: the noun in the plural is each one's in the singular."""
    for i, m in enumerate(mentions):
        if m.type != "organization" or m.number != "plur" or m.head + 1 >= m.last or tokens[m.head + 1].text not in QUOTES or m.name.count("«") != 1:
            continue
        listed = [j for j, other in enumerate(mentions) if other.conjunct_of == i and other.name.startswith("«") and tokens[other.first].text in QUOTES]
        gender = next((GENDER_OF.get(str(p.tag.gender), "") for p in parses(tokens[m.head].text)), "") if listed else ""
        words = [singular(t, "nom", gender, m.case) for t in tokens[m.first : m.head + 1]] if listed and gender else []
        if not words or not m.name.endswith("»"):
            continue
        head = small(" ".join(words)) if m.first == 0 else " ".join(words)
        mentions[i] = replace(m, name=f"{head} {m.name[m.name.index('«') :]}", number="sing")
        for j in listed:
            mentions[j] = replace(mentions[j], name=f"{head} {mentions[j].name}")


def _cases(word: str, number: str) -> frozenset[str]:
    """The cases in which a word form may stand in a number: «палаты», plur → nom, acc."""
    return frozenset(CASES[g.case] for p in parses(word) if (g := p.grammar).case in CASES and g.number == number)


def _name(adjectives: tuple[Token, ...], noun: Token, case: str) -> str:
    """«Кыргызская», «торгово-промышленные», «палаты» → «Кыргызская торгово-промышленная палата»; "" where a form is not known."""
    found = next((p for p in parses(noun.text) if p.tag.POS == "NOUN" and p.tag.number == "plur" and CASES.get(str(p.tag.case)) == case), None)
    one = found.inflect({"nomn", "sing"}) if found is not None else None
    if one is None or str(one.tag.gender) not in GENDERS.values():
        return ""
    words = [_adjective(t.text, case, str(one.tag.gender)) for t in adjectives]
    return " ".join([*words, like(one.word, noun.text)]) if all(words) else ""


def _adjective(word: str, case: str, gender: str) -> str:
    """«торгово-промышленными» → «торгово-промышленная»: the last part of the word is declined."""
    before, dash, last = word.rpartition("-")
    found = next((p for p in parses(last) if p.tag.POS in ("ADJF", "PRTF") and CASES.get(str(p.tag.case)) == case), None)
    one = found.inflect({"nomn", "sing", gender}) if found is not None else None
    return before + dash + like(one.word, last) if one is not None else ""
