"""Which words set off which frames, and in what form: «подписан» → `agreements.sign`, passive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from extractors.lexicon import bits_of, key
from extractors.matching.frames import Frame
from extractors.view import View
from schemas.document import Feats, Token

REFLEXIVE = {"contracts.build", "contracts.undertake"}  # «открылся завод» is their passive also where «открыться» sets off other frames
PAST = ("л", "ла", "ло", "ли")
REMEMBERED = 5_000  # words


@dataclass(slots=True, unsafe_hash=True)
class Trigger:
    """A word that sets off frames. `form`: active, passive, participle_active, participle_passive, converb, infinitive, noun."""

    index: int
    form: str


class FrameIndex:
    """Frames by trigger lemma, so that cost grows with matches and not with the number of rules."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        self.verbs: dict[str, list[Frame]] = defaultdict(list)
        self.nouns: dict[str, list[Frame]] = defaultdict(list)
        self._guards: dict[str, tuple[str, ...]] = {}
        self._words: dict[str, tuple[int, ...]] = {}
        self.triggers: set[str] = set()
        self._tried = lru_cache(REMEMBERED)(self._to_try)
        for frame in frames:
            self._guards[frame.id] = frame.guards
            self._words[frame.id] = tuple(bits_of(lexicons) for lexicons in lexical_needs(frame))
            for verb in frame.verbs:
                self.verbs[verb].append(frame)
            for noun in frame.nouns:
                self.nouns[noun].append(frame)
            self.triggers.update(frame.nouns, *((verb, verb + "ся", verb + "сь") for verb in frame.verbs))

    def guards(self, rule: str) -> tuple[str, ...]:
        """The names of a rule's guards."""
        return self._guards.get(rule, ())

    def has_words(self, frame: Frame, view: View) -> bool:
        """Whether a sentence holds a noun of every lexicon without which the frame cannot match: cheaper to ask than to try."""
        asked = self._words[frame.id]
        if asked:
            classes = view.classes
            for lexicons in asked:
                if not lexicons & classes:
                    return False
        return True

    def tried(self, token: Token) -> list[tuple[Frame, str]]:
        """The frames to be tried at a token, each with the form of the trigger: those that take the word as it stands."""
        return self._tried(token.lemma, token.pos, token.feats, token.text)

    def _to_try(self, lemma: str, pos: str, feats: Feats, text: str) -> list[tuple[Frame, str]]:
        return [(frame, form) for frame, form in self._candidates(lemma, pos, feats, text) if form.partition("_")[0] in frame.forms]

    def candidates(self, token: Token) -> list[tuple[Frame, str]]:
        """The frames that a token may trigger, each with the form of the trigger."""
        return self._candidates(token.lemma, token.pos, token.feats, token.text)

    def _candidates(self, word: str, pos: str, feats: Feats, text: str) -> list[tuple[Frame, str]]:
        lemma = key(word).removesuffix("-таки")
        if pos in ("NOUN", "PROPN"):
            return [(frame, "noun") for frame in self.nouns.get(lemma, ())]
        if pos not in ("VERB", "AUX", "ADJ"):
            return []
        stands = form_of(pos, feats, text)
        found = [(frame, stands) for frame in self.verbs.get(lemma, ())]
        if lemma.endswith(("ся", "сь")):
            form = {"participle_active": "participle_passive"}.get(stands, "passive")
            found += [(frame, form) for frame in self.verbs.get(lemma[:-2], ()) if not found or frame.id in REFLEXIVE]
        return found


def lexical_needs(frame: Frame) -> tuple[frozenset[str], ...]:
    """The needs that only words of lexicons can fill, each as the names of the lexicons."""
    slots = {slot.name: slot for slot in frame.slots}
    needs = [[slots[name] for name in need] for need in frame.needs]
    lexical = [need for need in needs if all(slot.lexicons and not slot.types for slot in need)]
    return tuple(frozenset[str]().union(*(slot.lexicons for slot in need)) for need in lexical)


def verb_form(token: Token) -> str:
    """«подписан» → passive, «подписавший» → participle_active, «подписать» → infinitive …"""
    return form_of(token.pos, token.feats, token.text)


def form_of(pos: str, feats: Feats, text: str) -> str:
    """The same by what the tagger says of a word."""
    if feats.form == "part" and feats.variant == "short" and text.lower().endswith(PAST):
        return "active"  # «предприятие отгрузило»: a past tense that the tagger took for a short participle
    if feats.form == "part" or (pos == "ADJ" and feats.variant == "short"):
        if feats.variant == "short":
            return "passive"
        return "participle_passive" if feats.voice == "pass" else "participle_active"
    return {"inf": "infinitive", "conv": "converb"}.get(feats.form, "active")
