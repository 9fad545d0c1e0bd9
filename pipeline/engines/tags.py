"""From UD tags, as the taggers write them, to the project's own features."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from schemas.document import Feats

# Rare cases fold into the six that frames speak of: «чаю» (partitive) is a genitive, «Господи» (vocative) a nominative.
CASES = {"par": "gen", "voc": "nom"}
FIELDS = {
    "case": "Case",
    "number": "Number",
    "gender": "Gender",
    "animacy": "Animacy",
    "tense": "Tense",
    "aspect": "Aspect",
    "voice": "Voice",
    "form": "VerbForm",
    "mood": "Mood",
    "person": "Person",
    "degree": "Degree",
    "variant": "Variant",
}


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of the tagger: part of speech and features as the tagger writes them, and as the project does."""

    ud_pos: str
    ud_feats: Mapping[str, str]
    pos: str
    feats: Feats


@cache
def parse_tag(tag: str) -> Tag:
    """The tag "NOUN|Case=Par|Number=Sing" → Tag("NOUN", {"Case": "Par", …}, "NOUN", Feats(case="gen", number="sing"))."""
    pos, *pairs = tag.split("|")
    ud = dict(pair.split("=", 1) for pair in pairs)
    return Tag(pos, ud, pos_of(pos), feats_of(ud))


def pos_of(pos: str) -> str:
    """The part of speech "NOUN" → "NOUN", "<pad>" → "X": the tagger's padding symbol is no part of speech."""
    return "X" if pos.startswith("<") else pos


def feats_of(ud: Mapping[str, str]) -> Feats:
    """{"Case": "Gen", "Number": "Sing"} → Feats(case="gen", number="sing")."""
    values = {field: ud.get(name, "").lower() for field, name in FIELDS.items()}
    values["case"] = CASES.get(values["case"], values["case"])
    return Feats(**values)
