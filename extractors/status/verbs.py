"""The status of verbs: a finite one by its tense, mood and clause, an infinitive by the word that it depends on."""

from __future__ import annotations

from extractors.lexicon import key, members
from extractors.status.cues import (
    DOUBLE_NEGATIVES,
    FUTURE_BE,
    HYPOTHETICAL_BEFORE,
    Decision,
    auxiliary_of,
    came_to_nothing,
    classify,
    cue_status,
    is_conditional,
    is_future,
    is_old_intention,
    light_status,
    negation,
    tense_of,
    word_at,
)
from extractors.view import View

NEAR = 5
MODALS = {"мочь": "proposed", "должный": "planned", "готовый": "planned", "рассчитывать": "planned", "предстоять": "planned"}
ARGUMENTS = {"nsubj", "nsubj:pass", "obj", "csubj"}


# Verbs: tense, mood and the clause they stand in


def verb_status(view: View, index: int, form: str) -> Decision:
    token = view.tokens[index]
    feats = token.feats
    if is_conditional(view, index):
        return "proposed", "бы"
    auxiliary = auxiliary_of(view, index)
    if auxiliary is not None and auxiliary.text.lower() in FUTURE_BE:
        return _if_condition(view, index) or ("planned", auxiliary.text)
    if form == "passive" and feats.variant == "short":
        return _to_be(view, index) or ("occurred", token.text)
    if form == "converb":
        if token.head >= 0 and is_future(view.tokens[token.head]):
            return "planned", view.tokens[token.head].text
        return ("occurred" if feats.aspect == "perf" else "ongoing"), token.text
    if is_future(token):
        return _if_condition(view, index) or ("planned", token.text)
    if tense_of(token) == "pres" and feats.form != "part":
        return "ongoing", token.text
    return "occurred", token.text


def _to_be(view: View, index: int) -> Decision | None:
    """«может быть подписан», «должно быть ратифицировано»: what depends on a modal word; None where no «быть» stands before."""
    at = next((i for i in range(index - 1, max(-1, index - NEAR), -1) if word_at(view, i) == "быть"), None)
    if at is None or view.verbs_between(at, index):
        return None
    modal = next((view.lemmas[i] for i in range(at - 1, max(-1, at - 4), -1) if view.lemmas[i] in MODALS), None)
    if modal is None:
        return None
    return "denied" if negation(view, at - 1) else MODALS[modal], view.tokens[at].text


def clause_status(view: View, index: int) -> Decision | None:
    """What a conjunction or a governing clause makes of a finite verb: «предложил, чтобы завод отгрузил», «чуть было не подписали»."""
    quoted = False
    for i in range(index - 1, max(-1, index - 8), -1):
        word = word_at(view, i)
        quoted = word == "»" or (quoted and word != "«")  # «чтобы завод «Узор» отгрузил»: a name in quotes ends no clause
        if quoted or (word == "«" and "»" in view.texts[i:index]):
            continue
        if word in ("чтобы", "чтоб", "якобы"):
            return ("denied" if word == "якобы" else "proposed"), word
        if word == "если" and view.verbs_between(i, index) == 0 and word_at(view, i + 1) not in HYPOTHETICAL_BEFORE:
            return "proposed", word
        if word in (",", ";", ":", "«", '"'):
            break
    head = view.tokens[index].head
    meant = head >= 0 and is_future(view.tokens[index]) and classify(view.tokens[head].lemma) == "planned"
    if meant and is_old_intention(view, head) and came_to_nothing(view, head):  # «планировалось, что приедут, однако поездку отменили»
        return "denied", view.tokens[head].text
    if view.tokens[index].rel == "ccomp" and head > 0 and view.texts[head - 1] == "не" and key(view.tokens[head].lemma) in ("исключить", "исключать"):
        return "proposed", view.tokens[head].text  # «не исключил, что города станут побратимами»
    if view.tokens[index].rel == "ccomp" and head >= 0 and key(view.tokens[head].lemma) in ("опровергнуть", "опровергать"):
        return "denied", view.tokens[head].text
    return None


def _if_condition(view: View, index: int) -> Decision | None:
    """«если парламент согласится, договор подпишут»: what hangs on a condition is only proposed."""
    for i, word in enumerate(view.texts):
        if word != "если" or word_at(view, i + 1) in HYPOTHETICAL_BEFORE:
            continue
        low, high = min(i, index), max(i, index)
        if any(word_at(view, k) in (";", ":", "»", "«", '"') for k in range(low, high)):
            continue
        if view.verbs_between(i, index) <= (1 if i < index else 0):
            return "proposed", view.tokens[i].text
    return None


# Infinitives: the word they depend on

ARGUED = 4  # tokens


def infinitive_status(view: View, index: int) -> Decision:
    """The verb or adjective that the infinitive depends on decides: «планируют подписать», «готовы поставить»."""
    will = _future_before(view, index)
    if will is not None and not negation(view, will):  # «начиная с мая будет возить», «когда будет в июне говорить»
        return _if_condition(view, index) or ("planned", view.tokens[will].text)
    governors = _governors(view, index)
    for i in governors:
        found = cue_status(view, i) or light_status(view, i)
        if found is not None:
            return above_cue(view, i, found) if view.tokens[i].pos == "NOUN" else _outer(view, i, found)
    auxiliary = auxiliary_of(view, index)
    if auxiliary is not None and auxiliary.text.lower() in FUTURE_BE:
        if any(t is auxiliary and negation(view, i) for i, t in enumerate(view.tokens)):
            return "denied", f"не {auxiliary.text}"  # «приобретать теплицы область не будет»
        return _if_condition(view, index) or ("planned", auxiliary.text)
    if any(t.text.lower() in ("чтобы", "дабы", "если") for t in view.tokens[max(0, index - 6) : index]):
        return ("planned" if any(key(view.tokens[i].lemma) in members("going") for i in view.ancestors(index)[:2]) else "proposed"), "чтобы"
    if any(word_at(view, i) == "бы" for i in range(max(0, index - 4), min(len(view.tokens), index + 4))):
        return "proposed", "бы"
    return "planned", view.tokens[index].text


def _future_before(view: View, index: int) -> int | None:
    """«будет (в июне) / говорить»: the auxiliary right before an infinitive, with no other verb and no border between."""
    for i in range(index - 1, max(-1, index - ARGUED), -1):
        token = view.tokens[i]
        if token.text.lower() in FUTURE_BE:
            return i
        if token.pos in ("VERB", "AUX", "PUNCT", "CCONJ", "ADJ"):
            return None
    return None


def _governors(view: View, index: int) -> list[int]:
    """The trigger's governors, nearest first: by the tree, then by order (the last cue before it in its clause)."""
    found = [i for i in view.ancestors(index) if abs(i - index) <= 12][:4]
    for i in range(index - 1, max(-1, index - NEAR - 1), -1):
        token = view.tokens[i]
        if token.text in (";", ":"):
            break
        if i not in found and ((token.pos in ("VERB", "ADJ", "NOUN") and classify(token.lemma)) or token.lemma in DOUBLE_NEGATIVES):
            found.append(i)
    after = index + 1
    if after < len(view.tokens) and after not in found and view.tokens[after].pos == "VERB" and classify(view.tokens[after].lemma):
        found.append(after)  # «продавать передумали»
    return found


def above_cue(view: View, i: int, cue: Decision) -> Decision:
    """«переговоров о закупке не вели»: a noun that says what is talked about, under a negated verb or a further cue."""
    if view.tokens[i].pos != "NOUN":
        return _outer(view, i, cue) if view.tokens[i].feats.form == "inf" else cue
    head = view.tokens[i].head
    if head >= 0 and view.tokens[i].rel in ARGUMENTS and view.tokens[head].pos in ("VERB", "AUX"):
        if negation(view, head) and view.tokens[head].lemma not in DOUBLE_NEGATIVES:
            return "denied", f"не {view.tokens[head].text}"
        if classify(view.tokens[head].lemma) == "denied":
            return "denied", view.tokens[head].text
    if head >= 0 and "от" in (word_at(view, k) for k in range(max(0, i - 3), i)) and classify(view.tokens[head].lemma) == "denied" and not negation(view, head):
        return "denied", view.tokens[head].text  # «отказались от планов открыть завод»
    return cue


def _outer(view: View, i: int, found: Decision) -> Decision:
    """«готовы начать поставки», «планируют начать поставлять», «хотели бы договориться»: a cue that itself depends on another."""
    if found[0] in ("denied", "proposed"):
        return found
    if is_conditional(view, i) and view.tokens[i].pos in ("VERB", "ADJ"):
        return "proposed", "бы"
    if view.tokens[i].feats.form == "inf":
        for k in _governors(view, i):
            outer = cue_status(view, k) or light_status(view, k)
            if outer is not None:
                return outer
    return found
