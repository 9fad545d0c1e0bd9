"""Status: occurred, ongoing, planned, proposed or denied, from the words around a trigger.

«планируют *подписать*» → planned, «отказались от *закупки*» → denied. A small grammar of its own: the trigger's own form
(tense, mood, negation), then the words that govern it. Verbs stand in `status.verbs`, nouns in `status.nouns`, the words
that decide in `status.cues`.
"""

from __future__ import annotations

from extractors.status.cues import Decision, negation, only_feared
from extractors.status.nouns import noun_status
from extractors.status.verbs import clause_status, infinitive_status, verb_status
from extractors.view import View


def status_of(view: View, index: int, form: str, base: str | None) -> Decision:
    """The status of what a trigger says and the word that decided it.

    `base` is what the trigger itself says («отказаться» → denied); negation turns it round. What is only feared is not denied:
    «если не подпишут», «может отказаться», «не исключает отказа» → proposed.
    """
    found = _said(view, index, form, base)
    if found[0] == "denied" and (cue := only_feared(view, index)) is not None:
        return "proposed", cue
    return found


def _said(view: View, index: int, form: str, base: str | None) -> Decision:
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
