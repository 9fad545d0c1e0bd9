"""Status: occurred, ongoing, planned, proposed or denied, from the words around a trigger.

«планируют *подписать*» → planned, «отказались от *закупки*» → denied. A small grammar of its own: the trigger's own form
(tense, mood, negation), then the words that govern it. Verbs stand in `status.verbs`, nouns in `status.nouns`, the words
that decide in `status.cues`.
"""

from __future__ import annotations

from extractors.status.cues import Decision, negation
from extractors.status.nouns import noun_status
from extractors.status.verbs import clause_status, infinitive_status, verb_status
from extractors.view import View


def status_of(view: View, index: int, form: str, base: str | None) -> Decision:
    """The status of what a trigger says and the word that decided it.

    `base` is what the trigger itself says («отказаться» → denied); negation turns it round.
    """
    token = view.tokens[index]
    negated = negation(view, index)
    if negated and view.texts[index + 1 : index + 2] == ["ли"]:
        return "proposed", "ли"  # «прикидывают, не завести ли общий цех»
    if base is not None:
        if negated:
            return ("occurred" if base == "denied" else "denied"), "не"
        return base, token.text
    if negated:
        return "denied", "не"
    if form == "noun":
        return noun_status(view, index)
    if form == "infinitive" or token.feats.form == "inf":
        return infinitive_status(view, index)
    return clause_status(view, index) or verb_status(view, index, form)
