"""Pairs told one behind the other with «между»: «соглашения между А и Б — о карантине, между В и Г — о метрологии» → a paper of each pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.agreements.lists import ABOUT, DASHES, SIGNERS
from extractors.view import View
from schemas.match import Filler, Match, Mention

JOINTS = {",", ";", "и", "а", "также"}


def by_between(match: Match, paper: Mention, view: View) -> list[Match] | None:
    """A match of one plural paper → one for each of several pairs behind it; None where there are not two, or another paper is named between them."""
    if view.lemmas.count("между") < 2 or not (paper.number == "plur" or paper.counted):
        return None
    pairs = _pairs(paper, view)
    if len(pairs) < 2 or not all(_goes_on(a, b, view) for a, b in pairwise(pairs)):
        return None
    ends = [*(pair[0].first for pair in pairs[1:]), len(view.tokens)]
    return [_told_by(match, pair, stop, view) for pair, stop in zip(pairs, ends, strict=True)]


def _pairs(paper: Mention, view: View) -> list[list[Mention]]:
    """Those behind each «между» behind the paper, where they are two or more."""
    found: list[list[Mention]] = []
    for m in view.mentions:
        if m.parent is not None or m.prep != "между" or m.type not in SIGNERS or m.first < paper.last:
            continue
        if view.texts[m.first - 1].lower() == "между":
            found.append([m])
        elif found:
            found[-1].append(m)
    return [pair for pair in found if len(pair) > 1]


def _goes_on(pair: Sequence[Mention], behind: Sequence[Mention], view: View) -> bool:
    """Whether the second pair stands behind the first with neither a verb nor another paper between."""
    start, stop = pair[-1].last, behind[0].first - 1
    papers = any(m.kind == "document" and start <= m.first < stop and not m.prep for m in view.mentions)
    return start < stop and view.texts[stop - 1].lower() in JOINTS and not papers and not view.verbs_between(pair[-1].head, behind[0].head)


def _told_by(match: Match, pair: Sequence[Mention], stop: int, view: View) -> Match:
    """The match of one pair, with the subject that stands right behind it."""
    end = pair[-1].last + (view.texts[pair[-1].last : pair[-1].last + 1] != [] and view.texts[pair[-1].last] in DASHES)
    about = next((m for m in view.mentions if m.parent is None and m.prep in ABOUT and end <= m.first <= min(end + 1, stop)), None)
    slots = {name: found for name, found in match.slots.items() if name not in ("parties", "partners", "subject")}
    if about is not None:
        slots["subject"] = (Filler(about, "child"),)
    return replace(match, slots=slots | {"partners": tuple(Filler(m, "child") for m in pair)})
