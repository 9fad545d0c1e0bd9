"""Status: occurred, ongoing, planned, proposed or denied, from the words around a trigger.

A small grammar of its own over the trigger's form and its governors. The cues stand in `lexicons/status.toml`.
"""

from __future__ import annotations

from extractors.lexicon import key, members
from extractors.view import View
from schemas.document import Token

NEGATION_STOPS = {"только", "просто", "раз", "менее", "более", "позднее", "ранее", "первый"}
NEAR = 5


def status_of(view: View, index: int, form: str, base: str | None) -> tuple[str, str]:
    """The status of what a trigger says and the word that decided it.

    `base` is what the trigger itself says («отказаться» → denied); negation turns it round.
    """
    token = view.tokens[index]
    negated = negation(view, index)
    if base is not None:
        if negated:
            return ("occurred" if base == "denied" else "denied"), "не"
        return base, token.text
    if negated:
        return "denied", "не"
    if form == "noun":
        return _noun_status(view, index)
    if form == "infinitive" or token.feats.form == "inf":
        return _infinitive_status(view, index)
    return _verb_status(view, index, form)


def negation(view: View, index: int) -> bool:
    """«не подписали», «так и не прибыла»; not «не только подписали»."""
    for i in (index - 1, index - 2):
        if i < 0:
            break
        word = view.tokens[i].text.lower()
        if word == "не":
            return view.tokens[min(i + 1, len(view.tokens) - 1)].lemma not in NEGATION_STOPS
        if view.tokens[i].pos not in ("ADV", "AUX", "PART"):
            break
    return any(view.tokens[c].text.lower() == "не" and c == index - 1 for c in view.children[index])


def _verb_status(view: View, index: int, form: str) -> tuple[str, str]:
    token = view.tokens[index]
    feats = token.feats
    if _conditional(view, index):
        return "proposed", "бы"
    auxiliary = _auxiliary(view, index)
    if auxiliary is not None and auxiliary.feats.tense == "fut":
        return _modal(view, index, auxiliary) or ("planned", auxiliary.text)
    if form == "passive" and feats.variant == "short":
        return "occurred", token.text
    if form == "converb":
        head = token.head
        if head >= 0 and view.tokens[head].feats.tense == "fut":
            return "planned", view.tokens[head].text
        return ("occurred" if feats.aspect == "perf" else "ongoing"), token.text
    if feats.tense == "past":
        return "occurred", token.text
    if feats.tense == "fut":
        return "planned", token.text
    if feats.tense == "pres":
        return "ongoing", token.text
    return "occurred", token.text


def _conditional(view: View, index: int) -> bool:
    return any(view.tokens[i].text.lower() in ("бы", "б") for i in range(max(0, index - 2), min(len(view.tokens), index + 3)))


def _auxiliary(view: View, index: int) -> Token | None:
    for c in view.children[index]:
        if view.tokens[c].lemma == "быть" and view.tokens[c].pos in ("AUX", "VERB"):
            return view.tokens[c]
    for i in range(index - 1, max(-1, index - 4), -1):
        token = view.tokens[i]
        if token.lemma == "быть" and token.pos in ("AUX", "VERB"):
            return token
        if token.text in (",", ";") or token.pos == "VERB":
            break
    return None


def _modal(view: View, index: int, auxiliary: Token) -> tuple[str, str] | None:
    return None


def _infinitive_status(view: View, index: int) -> tuple[str, str]:
    """The verb or adjective that the infinitive depends on decides: «планируют подписать», «готовы поставить»."""
    for i in _governors(view, index):
        found = _cue(view, i)
        if found is not None:
            return found
    auxiliary = _auxiliary(view, index)
    if auxiliary is not None and auxiliary.feats.tense == "fut":
        return "planned", auxiliary.text
    if any(t.text.lower() in ("чтобы", "дабы", "если") for t in view.tokens[max(0, index - 6) : index]):
        return "proposed", "чтобы"
    governors = _governors(view, index)
    if governors:
        governor = view.tokens[governors[0]]
        if governor.feats.tense == "past" and governor.lemma in ("удаться", "смочь", "успеть", "суметь", "прийтись"):
            return ("denied" if negation(view, governors[0]) else "occurred"), governor.text
    return "planned", view.tokens[index].text


def _governors(view: View, index: int) -> list[int]:
    """The trigger's governors, nearest first: by the tree, then by order (the last cue before it in its clause)."""
    found = [i for i in view.ancestors(index) if abs(i - index) <= 12][:4]
    for i in range(index - 1, max(-1, index - NEAR - 1), -1):
        token = view.tokens[i]
        if token.text in (";", ":"):
            break
        if token.pos in ("VERB", "ADJ", "NOUN") and i not in found and classify(token.lemma):
            found.append(i)
    return found


def classify(lemma: str) -> str:
    """The status that a cue word gives to what depends on it; "" for any other word."""
    word = key(lemma)
    for name, status in (("refusing", "denied"), ("offering", "proposed"), ("planning", "planned"), ("running", "ongoing")):
        if word in members(name):
            return status
    return ""


def _cue(view: View, i: int) -> tuple[str, str] | None:
    token = view.tokens[i]
    status = classify(token.lemma)
    if not status:
        return None
    if negation(view, i):
        return ("occurred" if status == "denied" else "denied" if status in ("planned", "ongoing") else "denied"), f"не {token.text}"
    if status == "ongoing" and token.feats.tense == "fut":
        return "planned", token.text
    if status == "ongoing" and token.feats.tense == "past" and token.lemma not in ("начать", "начаться", "продолжить"):
        return "occurred", token.text
    return status, token.text


def _noun_status(view: View, index: int) -> tuple[str, str]:
    for c in view.children[index]:
        lemma = key(view.tokens[c].lemma)
        if lemma in members("ahead") and view.tokens[c].pos in ("ADJ", "VERB") and lemma not in ("очередной", "ближайший"):
            return "planned", view.tokens[c].text
        if lemma in members("possible"):
            return "proposed", view.tokens[c].text
        if view.tokens[c].text.lower() == "нет":
            return "denied", "нет"
    chain = _noun_governors(view, index)
    for i in chain:
        token = view.tokens[i]
        if token.pos in ("VERB", "AUX") and token.feats.form == "inf" and not classify(token.lemma):
            return _infinitive_status(view, i)
        cue = _cue(view, i)
        if cue is not None and not _mere_setting(view, index, i):
            return cue
        if token.pos in ("VERB", "AUX") and key(token.lemma) in members("happening"):
            if negation(view, i):
                return "denied", f"не {token.text}"
            return _verb_status(view, i, "passive" if token.feats.variant == "short" else "active")
        if token.pos == "VERB" and token.feats.form == "fin" and negation(view, i):
            return ("denied", f"не {token.text}") if view.tokens[index].head == i and view.tokens[index].rel in ("nsubj", "nsubj:pass", "obj") else ("occurred", "")
        if token.pos == "VERB" and token.feats.tense == "fut" and view.tokens[index].head == i and view.tokens[index].rel in ("nsubj", "nsubj:pass", "obj"):
            return "planned", token.text
        if token.pos == "VERB" and token.feats.form == "fin":
            break
    return "occurred", ""


def _noun_governors(view: View, index: int) -> list[int]:
    return [i for i in view.ancestors(index) if abs(i - index) <= 14][:3]


def _mere_setting(view: View, index: int, governor: int) -> bool:
    """«в ходе визита обсудили», «на встрече предложил», «по итогам переговоров решили»: the event is only where it was said."""
    i = index
    while i != governor and i >= 0:
        token = view.tokens[i]
        if token.lemma in ("ход", "итог", "рамка", "время", "результат", "завершение", "начало", "период", "поле"):
            return True
        if i == index and token.rel in ("obl", "advmod", "parataxis") and any(view.tokens[c].pos == "ADP" and view.tokens[c].lemma in ("на", "в", "во", "по", "при", "после", "с", "со") for c in view.children[i]):
            return True
        i = token.head
    return False
