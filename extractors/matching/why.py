"""Why a rule did not fire: a sentence and a word in it → each rule that looked there and the first condition that failed.

Nothing of the matcher is repeated here: the same candidates, the same filling of slots and the same guards are asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from extractors.article.discourse import Discourse
from extractors.facts import EXTRACTORS, frame_index
from extractors.lexicon import key
from extractors.matching.frames import Frame, Slot
from extractors.matching.matcher import add_dropped_subject, fill, match_frame
from extractors.matching.slots import fits, markers_for, marking
from extractors.matching.triggers import Trigger
from extractors.view import View
from schemas.match import Match

ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule at one word: the step that stopped it (form, slot, guard) and what it wanted; "" where nothing of the rule itself did."""

    rule: str
    trigger: int
    step: str
    detail: str


def reasons(view: View, state: Discourse) -> list[Reason]:
    """A sentence → what every rule says of it whose trigger stands there, in text order."""
    return [why_not(view, state, frame, Trigger(i, form)) for i, frame, form in candidates(view)]


def candidates(view: View) -> Iterator[tuple[int, Frame, str]]:
    """The rules that a sentence's words may trigger: token, rule, form of the trigger."""
    for i, token in enumerate(view.tokens):
        for frame, form in frame_index().candidates(token):
            yield i, frame, form


def why_not(view: View, state: Discourse, frame: Frame, trigger: Trigger) -> Reason:
    """One rule at one word → the first condition that failed: the form, a needed slot, a guard."""
    if trigger.form.split("_")[0] not in frame.forms:
        return Reason(frame.id, trigger.index, "form", f"the word stands as {trigger.form}; the rule takes {', '.join(sorted(frame.forms))}")
    match = match_frame(view, frame, trigger)
    if match is None:
        return Reason(frame.id, trigger.index, "slot", _empty(view, frame, trigger))
    refused = [name for name in frame.guards if not EXTRACTORS[frame.table].guards[name](match, state)]
    return Reason(frame.id, trigger.index, "guard", _guard(frame, refused[0], match)) if refused else Reason(frame.id, trigger.index, "", "")


def _guard(frame: Frame, name: str, match: Match) -> str:
    says = (EXTRACTORS[frame.table].guards[name].__doc__ or "").strip().split("\n")[0]
    filled = ", ".join(f"{slot} = «{f.mention.name or f.mention.lemma}»" for slot, some in match.slots.items() for f in some)
    return f"the guard {name} says no ({says}), with {filled}"


def _empty(view: View, frame: Frame, trigger: Trigger) -> str:
    """Which needed slot stayed empty, what it asks for, and what stands there of the right type but in another case."""
    slots = fill(view, frame, trigger)
    add_dropped_subject(view, frame, trigger, slots)
    need = next((need for need in frame.needs if not any(name in slots for name in need)), frozenset())
    wanted = [slot for slot in frame.slots if slot.name in need]
    asked = " or ".join(f"{slot.name} ({asks(slot, trigger.form)})" for slot in wanted)
    near = [said for slot in wanted for said in _nearly(view, slot, trigger)]
    return f"nothing fills {asked}" + (f"; nearest: {', '.join(near)}" if near else "") if wanted else "no condition named"


def asks(slot: Slot, form: str) -> str:
    """A slot under a voice → «acc, с+ins; ORG LOC @document»."""
    markers = markers_for(slot, form) if slot.of is None else slot.markers
    said = ", ".join(f"{prep}+{case}" if prep else case for prep, case in markers)
    types = " ".join([*sorted(slot.types), *(f"@{name}" for name in sorted(slot.lexicons))])
    return f"{said}; {types}" + (f"; of {slot.of}" if slot.of else "")


def _nearly(view: View, slot: Slot, trigger: Trigger) -> list[str]:
    """Mentions of the right type: «завод» in another case, or out of reach."""
    found = []
    for mention in view.mentions:
        if fits(slot, mention) and mention.head != trigger.index and "TEXT" not in slot.types:
            marked = marking(markers_for(slot, trigger.form) if slot.of is None else slot.markers, mention) is not None
            case = f"{mention.prep}+{mention.case}" if mention.prep else mention.case
            found.append(f"«{mention.name}» ({case}{', but taken or out of reach' if marked else ''})")
    return found[:3]


def alike(view: View) -> list[tuple[int, str]]:
    """Words of a sentence that look like a trigger but are none: (token, the trigger that it resembles)."""
    index = frame_index()
    known = sorted({*index.verbs, *index.nouns})
    found: list[tuple[int, str]] = []
    for i, token in enumerate(view.tokens):
        if token.pos in ("VERB", "NOUN") and len(token.lemma) > 4 and not index.candidates(token):
            near = get_close_matches(key(token.lemma), known, n=1, cutoff=ALIKE)
            found.extend((i, word) for word in near)
    return found
