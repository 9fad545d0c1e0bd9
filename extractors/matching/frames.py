"""Frames: the notation of rules and its loader.

A frame says who does what to whom, in the active voice; the engine derives the other voices.

    [[frame]]
    id    = "agreements.sign"
    says  = "кто подписал какой документ, с кем, о чём"
    verbs = ["подписать подписывать"]
    nouns = ["подписание"]
    needs = ["document"]
    [frame.slots]
    document = { case = "acc", is = "@document" }
    parties  = { case = "nom", is = "PARTY", many = true }
    subject  = { case = "о+loc", is = "TEXT", of = "document" }

`case`: nom gen dat acc ins loc, with a preposition as `с+ins` or `в_адрес+gen`; `subj` is whoever acts in the clause around a noun («завод
начал поставки»: the завод). `is`: PER ORG GOV LOC GRP, PARTY (any of them), TEXT (any noun
phrase), REF (also a pronoun: «их», «которые», «его подписали»), WE («нас») or `@lexicon`. `of`: the argument hangs on that slot's noun. `needs`: slots without which there is no match; "a|b" is one of
the two. `status`: what the trigger itself says («отказаться» → denied). `set`: constant columns. `guards`: named predicates.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from extractors.lexicon import classes, key, members
from schemas.data import toml

CASES = frozenset({"nom", "gen", "dat", "acc", "ins", "loc", "subj"})
TYPES = frozenset({"PER", "ORG", "GOV", "LOC", "GRP", "PARTY", "TEXT", "THING", "REF", "WE", "SHARED"})
STATUSES = frozenset({"occurred", "ongoing", "planned", "proposed", "denied"})
FRAME_KEYS = frozenset({"id", "says", "verbs", "nouns", "words", "needs", "slots", "status", "set", "guards", "example", "forms"})
SLOT_KEYS = frozenset({"case", "is", "of", "many", "before", "after"})
EXAMPLE_KEYS = frozenset({"text", "facts", "why", "published", "gap"})
FORMS = frozenset({"active", "passive", "participle", "converb", "noun", "infinitive"})


class RuleError(ValueError):
    """A rule that cannot be loaded; the message names file, rule and slot."""


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """One argument: its markers ((preposition, case) pairs), what may fill it, whose argument it is. Each is itself alone, so it is quickly looked up."""

    name: str
    markers: tuple[tuple[str, str], ...]
    types: frozenset[str]
    lexicons: frozenset[str]
    of: str | None = None
    many: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the facts it yields; `why` says what a counter-example guards against; `gap` a known failure."""

    text: str
    facts: tuple[dict[str, Any], ...]
    why: str | None = None
    published: str | None = None
    gap: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """In what order a frame's slots are filled, told once: each slot with its place in the rule.

    `vital` must be filled themselves, from the sentence: no alternative, no dropped subject, hung on nothing; `open` may be filled later
    than by the words of the sentence: they hang on another slot, or are a subject that may be dropped.
    """

    by_name: dict[str, Slot]
    needed: tuple[tuple[int, Slot], ...]
    others: tuple[tuple[int, Slot], ...]
    hung: tuple[Slot, ...]
    vital: frozenset[str]
    open: frozenset[str]
    subject: Slot | None  # who acts, where a party
    acting: tuple[str, ...]  # the slots that stand in the nominative of the active voice
    direct: tuple[str, ...]  # those that stand in the accusative


@dataclass(frozen=True, slots=True)
class Frame:
    """One rule."""

    id: str
    says: str
    table: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    slots: tuple[Slot, ...]
    needs: tuple[frozenset[str], ...]
    status: str | None
    set: dict[str, str]
    guards: tuple[str, ...]
    examples: tuple[Example, ...] = field(default=(), compare=False)
    forms: frozenset[str] = FORMS
    plan: Plan = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "plan", _plan(self.slots, self.needs))


@cache
def frames(table: str) -> tuple[Frame, ...]:
    """The frames of one table, from `extractors/<table>.toml`."""
    name = f"{table}.toml"
    return _frames(table, name, lambda: toml("extractors", name))


def parse(table: str, name: str, text: str) -> tuple[Frame, ...]:
    """TOML text → frames; raises RuleError with file, rule and slot in its message."""
    return _frames(table, name, lambda: tomllib.loads(text))


def _frames(table: str, name: str, read: Callable[[], dict[str, Any]]) -> tuple[Frame, ...]:
    try:
        data = read()
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{name}: not valid TOML: {error}") from error
    if unknown := set(data) - {"frame"}:
        raise RuleError(f"{name}: unknown key {sorted(unknown)[0]!r}; a rule file holds [[frame]] tables only")
    found = tuple(_frame(table, name, raw) for raw in data.get("frame", []))
    seen: set[str] = set()
    for frame in found:
        if frame.id in seen:
            raise RuleError(f"{name}: rule {frame.id!r} appears twice; ids are unique")
        seen.add(frame.id)
    return found


def _frame(table: str, name: str, raw: dict[str, Any]) -> Frame:
    where = f"{name}: rule {raw.get('id', '(without id)')!r}"
    for required in ("id", "says", "slots"):
        if required not in raw:
            raise RuleError(f"{where}: {required!r} is missing")
    _known(where, raw, FRAME_KEYS)
    slots = tuple(_slot(where, slot, spec) for slot, spec in raw["slots"].items())
    names = {slot.name for slot in slots}
    for slot in slots:
        if slot.of is not None and slot.of not in names:
            raise RuleError(f"{where}: slot {slot.name!r}: of = {slot.of!r} is no slot of this rule")
    needs = tuple(frozenset(need.split("|")) for need in raw.get("needs", []))
    for need in needs:
        if missing := need - names:
            raise RuleError(f"{where}: needs {sorted(missing)[0]!r}, which is no slot of this rule")
    if raw.get("status") is not None and raw["status"] not in STATUSES:
        raise RuleError(f"{where}: status {raw['status']!r} is not one of {', '.join(sorted(STATUSES))}")
    verbs, nouns = _words(raw.get("verbs", [])), _words(raw.get("nouns", []))
    if not verbs | nouns:
        raise RuleError(f"{where}: neither verbs nor nouns: nothing can trigger it")
    if bad := set(raw.get("forms", [])) - FORMS:
        raise RuleError(f"{where}: form {sorted(bad)[0]!r} is not one of {', '.join(sorted(FORMS))}")
    examples = tuple(_example(where, e) for e in raw.get("example", []))
    if not any(e.facts for e in examples) or not any(not e.facts for e in examples):
        raise RuleError(f"{where}: a rule needs at least one example and one counter-example (facts = [])")
    return Frame(
        raw["id"], raw["says"], table, verbs, nouns, slots, needs, raw.get("status"), dict(raw.get("set", {})), tuple(raw.get("guards", [])), examples,
        frozenset(raw["forms"]) if "forms" in raw else FORMS,
    )  # fmt: skip


def _plan(slots: tuple[Slot, ...], needs: tuple[frozenset[str], ...]) -> Plan:
    names = frozenset[str]().union(*needs)
    own = [(order, slot) for order, slot in enumerate(slots) if slot.of is None]
    return Plan(
        by_name={slot.name: slot for slot in slots},
        needed=tuple((order, slot) for order, slot in own if slot.name in names),
        others=tuple((order, slot) for order, slot in own if slot.name not in names),
        hung=tuple(slot for slot in slots if slot.of is not None),
        vital=frozenset(slot.name for _, slot in own if frozenset({slot.name}) in needs and ("", "nom") not in slot.markers),
        open=frozenset(slot.name for slot in slots if slot.of is not None or ("", "nom") in slot.markers),
        subject=next((slot for _, slot in own if ("", "nom") in slot.markers and slot.types), None),
        acting=tuple(slot.name for slot in slots if ("", "nom") in slot.markers),
        direct=tuple(slot.name for slot in slots if ("", "acc") in slot.markers),
    )


def _known(where: str, raw: dict[str, Any], keys: frozenset[str]) -> None:
    if unknown := set(raw) - keys:
        raise RuleError(f"{where}: unknown key {sorted(unknown)[0]!r}; known are {', '.join(sorted(keys))}")


def _words(entries: list[str]) -> frozenset[str]:
    words = [word for entry in entries for word in entry.split()]
    return frozenset(key(word) for name in words for word in (members(name[1:]) if name.startswith("@") else [name]))


def _slot(where: str, name: str, spec: dict[str, Any]) -> Slot:
    where = f"{where}: slot {name!r}"
    _known(where, spec, SLOT_KEYS)
    markers = tuple(_marker(where, marker) for marker in str(spec.get("case", "")).split())
    if not markers:
        raise RuleError(f"{where}: 'case' is missing")
    words = str(spec.get("is", "PARTY")).split()
    types, lexicons = frozenset(w for w in words if not w.startswith("@")), frozenset(w[1:] for w in words if w.startswith("@"))
    if bad := types - TYPES:
        raise RuleError(f"{where}: is = {sorted(bad)[0]!r} is not one of {', '.join(sorted(TYPES))} or @lexicon")
    if lost := lexicons.difference(classes()):
        raise RuleError(f"{where}: no lexicon has a class {sorted(lost)[0]!r}")
    return Slot(name, markers, types, lexicons, spec.get("of"), bool(spec.get("many", False)))


def _marker(where: str, marker: str) -> tuple[str, str]:
    prep, _, case = marker.rpartition("+")
    if case not in CASES:
        raise RuleError(f"{where}: case {case!r} is not one of {', '.join(sorted(CASES))}")
    return prep, case


def _example(where: str, raw: dict[str, Any]) -> Example:
    _known(f"{where}: example", raw, EXAMPLE_KEYS)
    if "text" not in raw or "facts" not in raw:
        raise RuleError(f"{where}: an example needs 'text' and 'facts'")
    return Example(raw["text"], tuple(raw["facts"]), raw.get("why"), raw.get("published"), raw.get("gap"))
