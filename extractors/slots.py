"""What may fill a slot by itself: a mention's type, its preposition and its case."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from extractors.frames import Slot
from extractors.lexicon import classes_of
from extractors.phrases import PRONOUNS
from schemas.match import Mention

TYPE_NAMES = {"PER": {"person"}, "ORG": {"organization", "government"}, "GOV": {"government"}, "LOC": {"place"}, "GRP": {"group"}}
TYPE_NAMES["PARTY"] = {"person", "organization", "government", "place", "group"}
REFERRING = {"он", "она", "они", "который"}


def fits(slot: Slot, mention: Mention) -> bool:
    """Whether a mention is of a type that the slot takes."""
    if "THING" in slot.types and not (slot.types & {"ORG"} and mention.type == "organization"):
        if mention.lemma in PRONOUNS:
            return "REF" in slot.types and mention.lemma in REFERRING
        named = mention.kind in ("document", "deal", "event", "trip", "joint_body") and not (
            "ware" in classes_of(mention.lemma) and mention.last - mention.first > 1
        )
        if named or mention.lemma in ("а", "и", "о"):
            return False  # «офисная бумага» is a ware, «бумага» by itself a document
        if "no_goods" in classes_of(mention.lemma) and not is_relief(mention):
            return bool(slot.lexicons & classes_of(mention.lemma))
        return (
            mention.type == ""
            or (mention.type == "organization" and "«" not in mention.name)
            or (mention.type == "group" and bool({"animal", "ware"} & classes_of(mention.lemma)))
        )
    if "TEXT" in slot.types:
        return mention.lemma not in PRONOUNS or ("REF" in slot.types and mention.lemma in REFERRING)
    if mention.type == "group" and "animal" in classes_of(mention.lemma):
        return False  # «возьмут у костромичей 40 тёлок»: no side
    if mention.type in type_names(slot.types):
        return True
    if "REF" in slot.types and mention.lemma in REFERRING:
        return True
    if slot.types & {"PARTY", "PER", "GRP"} and mention.lemma in PRONOUNS:
        return True
    if "WE" in slot.types and mention.lemma == "мы":
        return True
    return bool(slot.lexicons) and bool(classes_of(mention.lemma) & slot.lexicons)


def is_relief(mention: Mention) -> bool:
    """«гуманитарная помощь» is a ware, other help is not."""
    return "гуманитарн" in mention.name.lower()


@lru_cache(1_000)
def type_names(types: frozenset[str]) -> frozenset[str]:
    """{"PER", "GOV"} → {"person", "government"}."""
    return frozenset(name for t in types for name in TYPE_NAMES.get(t, ()))


@lru_cache(10_000)
def prepositions(slot: Slot, form: str) -> frozenset[str] | None:
    """The prepositions that may stand before a filler of the slot; None where the marking does not matter (a participle's own noun)."""
    if form.startswith("participle") and ("", "acc" if form == "participle_passive" else "nom") in slot.markers:
        return None
    asked = {prep for prep, _ in slot.markers}
    return frozenset(asked | {prep + "о" for prep in asked & {"с", "в"}})


@lru_cache(10_000)
def markers_for(slot: Slot, form: str) -> tuple[tuple[str, str], ...]:
    """The markers of a slot under a voice: passive acc→nom and nom→ins; noun acc→gen and nom→gen, ins."""
    swap: dict[str, tuple[str, ...]]
    if form in ("passive", "participle_passive"):
        swap = {"nom": ("ins",), "acc": ("nom",)}
    elif form == "noun":
        swap = {"nom": ("gen", "ins"), "acc": ("gen",), "subj": ("nom",)}
    else:
        swap = {"subj": ("nom",)}
    found: list[tuple[str, str]] = []
    for prep, case in slot.markers:
        found.extend([("", c) for c in swap.get(case, (case,))] if not prep else [(prep, case)])
    return tuple(found)


def marking(markers: Sequence[tuple[str, str]], mention: Mention) -> float | None:
    """0 where preposition and case are as asked, 0.8 where the form only allows the case, None where neither."""
    best: float | None = None
    for prep, case in markers:
        if prep != mention.prep and not (prep == "с" and mention.prep == "со") and not (prep == "в" and mention.prep == "во"):
            continue
        if mention.case == case or (mention.counted and mention.case == "nom" and case == "acc"):
            return 0.0
        if not mention.case:  # «МАЗ», «Xin Feng»: by itself a name is a subject, an object or an owner sooner than a recipient
            if prep or case in ("nom", "acc", "gen"):
                return 0.0
            best = 0.6
            continue
        if case in mention.cases:
            best = 0.8
    return best
