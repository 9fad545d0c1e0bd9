"""Where the tagger and the dictionary cannot both be right, the dictionary wins.

The tagger guesses a word it has never seen from its ending: «отгружает» becomes a noun, «говяжьи» a verb. A word that
the dictionary knows only as a verb is a verb; one that it knows only as a noun or an adjective is no verb.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from pipeline.morphology import LONGEST_WORD, Form, analyzer, forms, normal
from schemas.document import Feats, Sentence, Token

VERBS = frozenset({"VERB", "AUX"})
NAMES = frozenset({"NOUN", "ADJ"})
TAGGED = frozenset({"VERB", "AUX", "NOUN", "ADJ", "PROPN", "ADV"})
FIELDS = {
    "case": "Case", "number": "Number", "gender": "Gender", "animacy": "Animacy", "tense": "Tense", "aspect": "Aspect", "voice": "Voice", "form": "VerbForm",
    "mood": "Mood", "person": "Person", "variant": "Variant",
}  # fmt: skip


class Reading(NamedTuple):
    """What the dictionary says instead of the tagger."""

    lemma: str
    pos: str
    feats: Feats


def correct(sentence: Sentence) -> Sentence:
    """A sentence with «отгружает» as a noun → the same sentence with it as a verb in the present."""
    changed: dict[int, Token] = {}
    for i, token in enumerate(sentence.tokens):
        readings = contradicted(token.text, token.pos) if i == 0 or token.text[:1].islower() else ()  # «Сунь» inside a sentence is a name
        if readings:
            best = _agreeing(readings, sentence.tokens[i + 1 : i + 3])
            changed[i] = replace(token, lemma=best.lemma, pos=best.pos, feats=best.feats)
    if not changed:
        return sentence
    return replace(sentence, tokens=tuple(changed.get(i, token) for i, token in enumerate(sentence.tokens)))


@lru_cache(100_000)
def contradicted(word: str, pos: str) -> tuple[Reading, ...]:
    """«отгрузит», "NOUN" → its one reading as a verb; () where the tagger may be right or the dictionary does not know the word."""
    if pos not in TAGGED or not word.isalpha() or len(word) > LONGEST_WORD or not analyzer().word_is_known(word.lower()):
        return ()
    found = forms(word)
    kinds = {form.pos for form in found}
    if pos not in VERBS and kinds == {"VERB"} and not any("Case" in form.feats for form in found):
        return tuple(map(_reading, found))
    if pos in VERBS and kinds <= NAMES and not any(form.feats.get("Variant") for form in found):
        return tuple(map(_reading, found))
    return ()


def _reading(form: Form) -> Reading:
    values = {field: form.feats.get(name, "").lower() for field, name in FIELDS.items()}
    if form.pos == "VERB" and not values["voice"] and values["form"] == "fin":
        values["voice"] = "act"
    if form.pos == "VERB" and values["form"] == "part":
        values.update(voice="pass", variant="short", tense="past")  # «отгружен»: only short participles have no case
    return Reading(normal(form.normal), form.pos, Feats(**values))


def _agreeing(readings: tuple[Reading, ...], following: tuple[Token, ...]) -> Reading:
    """«говяжьи субпродукты»: the reading in the case of the noun that follows, else the likeliest."""
    noun = next((token for token in following if token.pos == "NOUN"), None)
    if noun is not None and readings[0].pos == "ADJ":
        for reading in readings:
            if reading.feats.case == noun.feats.case and reading.feats.number == noun.feats.number:
                return reading
    return readings[0]
