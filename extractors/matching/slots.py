"""What may fill a slot by itself: a mention's type, its preposition and its case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import count

from extractors.lexicon import classes_of
from extractors.matching.frames import Slot
from extractors.phrases.words import PRONOUNS
from schemas.match import Mention

TYPE_NAMES = {"PER": {"person"}, "ORG": {"organization", "government"}, "GOV": {"government"}, "LOC": {"place"}, "GRP": {"group"}}
TYPE_NAMES["PARTY"] = {"person", "organization", "government", "place", "group"}
REMEMBERED = 1_300  # kinds of mentions
SHARED = ("совместн", "общ", "Совместн", "Общ", "единый ", "единая ", "единое ", "перекрёстн", "перекрестн")
TWO_LANDS = 18  # letters: «российско-эфиопский агрохаб»
BEGINS_SHARED = {word[0] for word in SHARED}
MEASURED = re.compile(r"(?:млрд|миллиард\w*)\.? (?:куб|тонн|т\b|киловатт|квт|литр|штук|шт|доз|метр|бушел|баррел)")
SHORT = {"со": "с", "во": "в"}
REFERRING = {"он", "она", "они", "который"}
BITS = count()  # one for each `Takes`


@dataclass(slots=True, eq=False)
class Kind:
    """All of a mention that decides what it may fill, so that alike mentions are judged once: alike mentions have the same one.

    `judged`: which `Takes` were asked, as bits; `taken`: which of them take it.
    """

    type: str
    kind: str
    lemma: str
    longer: bool  # than one word
    quoted: bool  # a body with a name in quotes
    relief: bool  # help that is a ware
    shared: bool  # called joint or common
    judged: int = 0
    taken: int = 0


def kind_of(mention: Mention) -> Kind:
    """A mention → what decides what it may fill."""
    type_, name, lemma = mention.type, mention.name, mention.lemma
    quoted = type_ == "organization" and "«" in name
    relief = "no_goods" in classes_of(lemma) and is_relief(mention)
    return _kind(
        type_,
        mention.kind,
        lemma,
        mention.last - mention.first > 1,
        quoted,
        relief,
        (name[:1] in BEGINS_SHARED and name.startswith(SHARED)) or "ско-" in name[:TWO_LANDS],
    )


@lru_cache(REMEMBERED)
def _kind(type_: str, kind: str, lemma: str, longer: bool, quoted: bool, relief: bool, shared: bool) -> Kind:
    """The one `Kind` of certain values."""
    return Kind(type_, kind, lemma, longer, quoted, relief, shared)


@dataclass(slots=True, eq=False)
class Takes:
    """What slots of certain types and lexicons take; each has a bit of its own, under which every kind of mention keeps the answer."""

    types: frozenset[str]
    lexicons: frozenset[str]
    bit: int

    def takes(self, kind: Kind) -> bool:
        """Whether a kind of mention is taken."""
        if not kind.judged & self.bit:
            kind.judged |= self.bit
            if _takes(self.types, self.lexicons, kind):
                kind.taken |= self.bit
        return kind.taken & self.bit != 0


@cache
def takes(types: frozenset[str], lexicons: frozenset[str]) -> Takes:
    """The one `Takes` of certain types and lexicons."""
    return Takes(types, lexicons, 1 << next(BITS))


def fits(slot: Slot, mention: Mention) -> bool:
    """Whether a mention is of a type that the slot takes."""
    return takes(slot.types, slot.lexicons).takes(kind_of(mention))


def _takes(types: frozenset[str], lexicons: frozenset[str], m: Kind) -> bool:
    if "THING" in types and not (types & {"ORG"} and m.type == "organization"):
        if m.lemma in PRONOUNS:
            return "REF" in types and m.lemma in REFERRING
        named = m.kind in ("document", "deal", "event", "trip", "joint_body") and not ("ware" in classes_of(m.lemma) and m.longer)
        if named or m.lemma in ("а", "и", "о"):
            return False  # «офисная бумага» is a ware, «бумага» by itself a document
        if m.shared and "joint_body" in classes_of(m.lemma):
            return False  # «договорились о совместном питомнике»: nothing is delivered
        if "no_goods" in classes_of(m.lemma) and not m.relief:
            return bool(lexicons & classes_of(m.lemma))
        return m.type == "" or (m.type == "organization" and not m.quoted) or (m.type == "group" and bool({"animal", "ware"} & classes_of(m.lemma)))
    if "TEXT" in types:
        return m.lemma not in PRONOUNS or ("REF" in types and m.lemma in REFERRING)
    if m.type == "group" and "animal" in classes_of(m.lemma):
        return False  # «возьмут у костромичей 40 тёлок»: no side
    if m.type in type_names(types):
        return True
    if "REF" in types and m.lemma in REFERRING:
        return True
    if types & {"PARTY", "PER", "GRP"} and m.lemma in PRONOUNS:
        return True
    if "WE" in types and m.lemma == "мы":
        return True
    if "SHARED" in types and m.shared and m.type in ("", "organization") and m.kind in ("", "organization", "joint_body"):
        return bool(lexicons & classes_of(m.lemma)) or not ("not_founded" in classes_of(m.lemma) or m.lemma.endswith(("ние", "тие")))
    if m.quoted and not m.kind:
        lexicons -= {"ware"}  # «насосы томского / «Гранита»: a name is no ware, whatever it means
    return bool(lexicons) and bool(classes_of(m.lemma) & lexicons)


def is_relief(mention: Mention) -> bool:
    """«гуманитарная помощь» is a ware, other help is not; «3 млрд кубометров газа» are, a milliard alone is money."""
    name = mention.name.lower()
    return "гуманитарн" in name or (mention.counted and MEASURED.search(name) is not None)


@lru_cache(1_000)
def type_names(types: frozenset[str]) -> frozenset[str]:
    """{"PER", "GOV"} → {"person", "government"}."""
    return frozenset(name for t in types for name in TYPE_NAMES.get(t, ()))


@dataclass(frozen=True, slots=True)
class Asked:
    """A slot under a voice: what its filler must be, and what is asked again and again of its markers.

    `prepositions`: those that may stand before a filler; None where the marking does not matter (a participle's own noun).
    """

    slot: Slot
    takes: Takes
    prepositions: frozenset[str] | None
    markers: tuple[tuple[str, str], ...]
    modified: bool  # the noun that a participle modifies: «приехавший / мэр», «подписанный / договор»
    subject: bool  # of the active voice
    amount: bool  # an object, or what comes, that may be told by how much there is of it
    only_subject: bool
    marked: bool  # whether only what is marked as asked can fill it: no word beside it may excuse another marking


@lru_cache(5_000)
def asked(slot: Slot, form: str) -> Asked:
    """A slot under the voice of a trigger's form."""
    direct = {"participle_active": "nom", "participle_passive": "acc"}.get(form)
    modified = direct is not None and ("", direct) in slot.markers
    subject, markers = ("", "nom") in slot.markers, markers_for(slot, form)
    amount = "THING" in slot.types and not {("", "acc"), ("по", "acc")}.isdisjoint(slot.markers)
    only = all(marker == ("", "nom") for marker in markers)
    excused = modified or amount or form == "noun" or (form == "infinitive" and subject) or ("THING" in slot.types and ("", "acc") in markers)
    return Asked(slot, takes(slot.types, slot.lexicons), _prepositions(slot, form), markers, modified, subject, amount, only, not excused)


def _prepositions(slot: Slot, form: str) -> frozenset[str] | None:
    if form.startswith("participle") and ("", "acc" if form == "participle_passive" else "nom") in slot.markers:
        return None
    wanted = {prep for prep, _ in slot.markers}
    return frozenset(wanted | {prep + "о" for prep in wanted & {"с", "в"}})


@lru_cache(5_000)
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
    before = SHORT.get(mention.prep, mention.prep)
    own = mention.case
    for prep, case in markers:
        if prep != before and prep != mention.prep:
            continue
        if own == case or (mention.counted and own == "nom" and case == "acc"):
            return 0.0
        if not own:  # «МАЗ», «Xin Feng»: by itself a name is a subject, an object or an owner sooner than a recipient
            if prep or case in ("nom", "gen"):
                return 0.0
            best = 0.3 if case == "acc" else min(best or 0.6, 0.6)
            continue
        if case in mention.cases:
            best = 0.8
    return best
