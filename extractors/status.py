"""Status: occurred, ongoing, planned, proposed or denied, from the words around a trigger.

«планируют *подписать*» → planned, «отказались от *закупки*» → denied. A small grammar of its own: the trigger's own form
(tense, mood, negation), then the words that govern it. The cues stand in `lexicons/status.toml`.
"""

from __future__ import annotations

from extractors.inflect import finite_tense
from extractors.lexicon import key, members
from extractors.view import View
from schemas.document import Token

NEAR = 5
REACH = 14
CUES = (("refusing", "denied"), ("offering", "proposed"), ("planning", "planned"), ("running", "ongoing"))
NEGATION_STOPS = {"только", "просто", "раз", "менее", "более", "позднее", "ранее", "первый", "единожды"}  # «не только подписали»
DOUBLE_NEGATIVES = {
    "исключить",
    "исключать",
    "исключаться",
    "исключение",
    "прочь",
    "против",
    "отказываться",
    "возражать",
}  # «не исключено, что», «не прочь открыть»
FUTURE_BE = {"будет", "будут", "будем", "буду", "будете", "будешь"}
HYPOTHETICAL_BEFORE = {"верить", "говорить", "считать", "раньше", "прежде"}  # «если верить», «если раньше спорили»
FULFILLED = {"удаться", "смочь", "успеть", "суметь", "прийтись", "помочь", "позволить", "стать", "довестись"}
# What a cue asks for with a preposition of place: «заинтересованы в закупке», «пригласил на переговоры»; any other «в», «на» is a setting.
ASKS_FOR = {
    "в": {"заинтересовать", "заинтересованный", "заинтересованность", "нуждаться", "потребность", "отказать", "интерес"},
    "на": {"рассчитывать", "пригласить", "приглашать", "приглашение", "надеяться", "собираться", "согласиться", "запрос", "нацелить", "ждать", "ожидать"},
    "с": {"собираться", "пригласить", "приглашать", "ждать", "ожидать", "ожидаться"},
}
INSTEAD = {"предпочесть", "выбрать", "передумать", "помешать", "заболеть", "опоздать", "сломаться"}  # «собирались продать, однако там предпочли других»
MOVED = {"снять", "остановить", "запретить", "исключить", "исключать"}
SETTINGS = {"ход", "итог", "рамка", "время", "результат", "завершение", "начало", "период", "поле", "кулуары", "окончание", "мероприятие"}
SETTING_PREPOSITIONS = {"на", "в", "во", "по", "при", "после", "с", "со", "перед"}
ARGUMENTS = {"nsubj", "nsubj:pass", "obj", "csubj"}

Decision = tuple[str, str]


def status_of(view: View, index: int, form: str, base: str | None) -> Decision:
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
    return _clause_status(view, index) or _verb_status(view, index, form)


def negation(view: View, index: int) -> bool:
    """«не подписали», «так и не прибыла», «больше не поставляет»; not «не только подписали»."""
    for i in (index - 1, index - 2):
        if i < 0:
            break
        word = view.tokens[i].text.lower()
        if word == "не":
            follower = view.tokens[min(i + 1, len(view.tokens) - 1)]
            return not {follower.lemma, follower.text.lower()} & (NEGATION_STOPS | DOUBLE_NEGATIVES)
        if view.tokens[i].pos not in ("ADV", "AUX", "PART") and view.tokens[i].lemma != "быть":
            break
    return any(view.tokens[c].text.lower() == "не" and c == index - 1 for c in view.children[index])


def _word(view: View, i: int) -> str:
    return view.tokens[i].text.lower() if 0 <= i < len(view.tokens) else ""


# Verbs: tense, mood and the clause they stand in


def _verb_status(view: View, index: int, form: str) -> Decision:
    token = view.tokens[index]
    feats = token.feats
    if _conditional(view, index):
        return "proposed", "бы"
    auxiliary = _auxiliary(view, index)
    if auxiliary is not None and auxiliary.text.lower() in FUTURE_BE:
        return _if_condition(view, index) or ("planned", auxiliary.text)
    if form == "passive" and feats.variant == "short":
        return "occurred", token.text
    if form == "converb":
        if token.head >= 0 and _is_future(view.tokens[token.head]):
            return "planned", view.tokens[token.head].text
        return ("occurred" if feats.aspect == "perf" else "ongoing"), token.text
    if _is_future(token):
        return _if_condition(view, index) or ("planned", token.text)
    if tense_of(token) == "pres" and feats.form != "part":
        return "ongoing", token.text
    return "occurred", token.text


def _is_future(token: Token) -> bool:
    return tense_of(token) == "fut" or token.text.lower() in FUTURE_BE


def tense_of(token: Token) -> str:
    """The tense of a verb; «отгружает», which the tagger took for a past form, by the dictionary."""
    if token.feats.tense == "past" and token.feats.form == "fin" and token.text.lower().removesuffix("ся").endswith(("т", "м", "шь")):
        return finite_tense(token.text.lower()) or "past"
    return token.feats.tense


def _conditional(view: View, index: int) -> bool:
    return any(_word(view, i) in ("бы", "б") for i in range(max(0, index - 2), min(len(view.tokens), index + 3)))


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


def _clause_status(view: View, index: int) -> Decision | None:
    """What a conjunction or a governing clause makes of a finite verb: «предложил, чтобы завод отгрузил», «чуть было не подписали»."""
    for i in range(index - 1, max(-1, index - 8), -1):
        word = _word(view, i)
        if word in ("чтобы", "чтоб", "якобы"):
            return ("denied" if word == "якобы" else "proposed"), word
        if word == "если" and view.verbs_between(i, index) == 0 and _word(view, i + 1) not in HYPOTHETICAL_BEFORE:
            return "proposed", word
        if word in (",", ";", ":", "«", '"'):
            break
    head = view.tokens[index].head
    meant = head >= 0 and _is_future(view.tokens[index]) and classify(view.tokens[head].lemma) == "planned"
    if meant and _is_old_intention(view, head) and _came_to_nothing(view, head):  # «планировалось, что приедут, однако поездку отменили»
        return "denied", view.tokens[head].text
    if view.tokens[index].rel == "ccomp" and head >= 0 and key(view.tokens[head].lemma) in ("опровергнуть", "опровергать"):
        return "denied", view.tokens[head].text
    return None


def _if_condition(view: View, index: int) -> Decision | None:
    """«если парламент согласится, договор подпишут»: what hangs on a condition is only proposed."""
    for i, token in enumerate(view.tokens):
        if token.text.lower() != "если" or _word(view, i + 1) in HYPOTHETICAL_BEFORE:
            continue
        low, high = min(i, index), max(i, index)
        if any(_word(view, k) in (";", ":", "»", "«", '"') for k in range(low, high)):
            continue
        if view.verbs_between(i, index) <= (1 if i < index else 0):
            return "proposed", token.text
    return None


# Infinitives: the word they depend on


def _infinitive_status(view: View, index: int) -> Decision:
    """The verb or adjective that the infinitive depends on decides: «планируют подписать», «готовы поставить»."""
    if index and view.tokens[index - 1].text.lower() in FUTURE_BE and not negation(view, index - 1):  # «начиная с мая будет возить»
        return _if_condition(view, index) or ("planned", view.tokens[index - 1].text)
    governors = _governors(view, index)
    for i in governors:
        found = _cue(view, i) or _light(view, i)
        if found is not None:
            return _above(view, i, found) if view.tokens[i].pos == "NOUN" else _outer(view, i, found)
    auxiliary = _auxiliary(view, index)
    if auxiliary is not None and auxiliary.text.lower() in FUTURE_BE:
        if any(t is auxiliary and negation(view, i) for i, t in enumerate(view.tokens)):
            return "denied", f"не {auxiliary.text}"  # «приобретать теплицы область не будет»
        return _if_condition(view, index) or ("planned", auxiliary.text)
    if any(t.text.lower() in ("чтобы", "дабы", "если") for t in view.tokens[max(0, index - 6) : index]):
        return ("planned" if any(key(view.tokens[i].lemma) in members("going") for i in view.ancestors(index)[:2]) else "proposed"), "чтобы"
    if any(_word(view, i) == "бы" for i in range(max(0, index - 4), min(len(view.tokens), index + 4))):
        return "proposed", "бы"
    return "planned", view.tokens[index].text


def _light(view: View, i: int) -> Decision | None:
    """«удалось подписать» → occurred; «подписывать не стали», «не успели» → denied; «не прочь открыть» → proposed."""
    token = view.tokens[i]
    if token.lemma in DOUBLE_NEGATIVES and _negated_near(view, i):
        return "proposed", f"не {token.text}"
    if token.pos not in ("VERB", "ADJ", "ADV"):
        return None
    if token.pos == "VERB" and token.feats.form in ("fin", "part") and token.feats.tense == "past" and key(token.lemma) in FULFILLED:
        return ("denied" if negation(view, i) else "occurred"), token.text
    if token.pos == "VERB" and token.feats.form == "fin" and negation(view, i) and view.tokens[i].lemma not in DOUBLE_NEGATIVES:
        return "denied", f"не {token.text}"
    return None


def _negated_near(view: View, i: int) -> bool:
    return "не" in (_word(view, i - 1), _word(view, i - 2))


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


def classify(lemma: str) -> str:
    """The status that a cue word gives to what depends on it; "" for any other word."""
    word = key(lemma)
    return next((status for name, status in CUES if word in members(name)), "")


def _cue(view: View, i: int) -> Decision | None:
    """What a cue word says in its own tense and polarity: «начнут» → planned, «не планируют» → denied."""
    token = view.tokens[i]
    status = classify(token.lemma)
    if not status:
        return None
    if token.lemma in DOUBLE_NEGATIVES and _negated_near(view, i):
        return "proposed", f"не {token.text}"
    if negation(view, i):
        return (("ongoing" if token.feats.aspect == "imp" else "occurred") if status == "denied" else "denied"), f"не {token.text}"
    if status == "ongoing" and _is_future(token):
        return "planned", token.text
    if status == "ongoing" and token.feats.tense == "past" and token.lemma not in ("начать", "начаться", "продолжить"):
        return "occurred", token.text
    if status in ("planned", "proposed") and _is_old_intention(view, i) and _came_to_nothing(view, i):
        return "denied", token.text
    return status, token.text


def _is_old_intention(view: View, i: int) -> bool:
    """«планировали купить», «должен был приехать»: what was meant to happen."""
    token = view.tokens[i]
    if key(token.lemma) == "должный":
        return any(_word(view, k) in ("был", "была", "было", "были") for k in (i - 1, i + 1))
    return token.feats.tense == "past" and token.feats.aspect != "perf" and token.feats.variant != "short"


def _came_to_nothing(view: View, i: int) -> bool:
    """«планировали купить, но передумали», «визит сорвался, хотя посол должен был приехать»: an old intention and what became of it."""
    for k, token in enumerate(view.tokens):
        if k > i and token.text == ";":
            return False
        word = _word(view, k)
        if k > i and word in ("но", "однако", "да", "зато"):
            rest = view.tokens[k + 1 : k + 9]
            if any(t.text.lower() in ("не", "нет") or key(t.lemma) in members("refusing") | INSTEAD for t in rest):
                return True
        if token.pos == "VERB" and key(token.lemma) in members("refusing") - MOVED and token.feats.form != "inf" and not negation(view, k):
            return abs(k - i) <= REACH
    return False


def _outer(view: View, i: int, found: Decision) -> Decision:
    """«готовы начать поставки», «планируют начать поставлять», «хотели бы договориться»: a cue that itself depends on another."""
    if found[0] in ("denied", "proposed"):
        return found
    if _conditional(view, i) and view.tokens[i].pos in ("VERB", "ADJ"):
        return "proposed", "бы"
    if view.tokens[i].feats.form == "inf":
        for k in _governors(view, i):
            outer = _cue(view, k) or _light(view, k)
            if outer is not None:
                return outer
    return found


# Nouns: their modifiers and the verbs over them


def _noun_status(view: View, index: int) -> Decision:
    modified = _modifier(view, index)
    decided = _governed(view, index) or _purpose(view, index) or _coming_setting(view, index)
    if modified is not None and (decided is None or (decided[0] in ("proposed", "occurred") and not _is_happening(view, index, decided))):
        return modified
    return decided or ("occurred", "")


def _purpose(view: View, index: int) -> Decision | None:
    """«направляется в Минск для переговоров», «прибудет на встречу»: whoever goes has yet to hold it."""
    if _preposition(view, index) not in ("на", "для"):
        return None
    for i in view.ancestors(index)[:3]:
        token = view.tokens[i]
        if key(token.lemma) in members("going") and (tense_of(token) in ("pres", "fut") or token.feats.form == "inf"):
            return "planned", token.text
    return None


def _coming_setting(view: View, index: int) -> Decision | None:
    """«На встрече с послом губернатор обсудит …», «в ходе переговоров намерен предложить»: what is to be done at it is to come, and so is it."""
    outer = next((i for i in view.ancestors(index) if key(view.tokens[i].lemma) not in SETTINGS), -1)
    top = index if _preposition(view, index) in ("на", "в", "во") else view.tokens[index].head
    if outer < 0 or _preposition(view, top) not in ("на", "в", "во") or (top != index and view.tokens[top].lemma not in ("ход", "время")):
        return None
    for i in (outer, *view.ancestors(outer)[:1]):
        token = view.tokens[i]
        if token.pos in ("VERB", "ADJ") and _is_future(token) and token.feats.form == "fin" and not negation(view, i) and token.lemma != "стать":
            return "planned", token.text
        told = tense_of(token) != "past" or (token.feats.variant == "short" and _auxiliary(view, i) is None)  # «запланированы встречи»
        if classify(token.lemma) == "planned" and told and token.pos == "VERB" and not negation(view, i):
            return "planned", token.text
    return None


def _preposition(view: View, index: int) -> str:
    return next((key(view.tokens[c].text) for c in view.children[index] if view.tokens[c].pos == "ADP"), "") if index >= 0 else ""


def _is_happening(view: View, index: int, decided: Decision) -> bool:
    """Whether an event verb decided: «запланированная встреча состоялась»."""
    return any(view.tokens[i].text == decided[1] and key(view.tokens[i].lemma) in members("happening") for i in _noun_governors(view, index))


def _modifier(view: View, index: int) -> Decision | None:
    """«предстоящий визит» → planned, «возможные поставки» → proposed, «несостоявшийся визит» → denied."""
    for c in view.children[index]:
        token = view.tokens[c]
        lemma = key(token.lemma)
        if token.text.lower() == "нет":
            return "denied", token.text
        if token.pos not in ("ADJ", "VERB") or abs(c - index) > 6:
            continue
        if lemma in members("ahead") and lemma not in ("очередной", "ближайший"):
            return "planned", token.text
        if lemma in members("possible"):
            return "proposed", token.text
        if lemma in members("undone"):
            return "denied", token.text
        if token.feats.form == "part" and token.feats.variant != "short" and token.feats.voice == "pass" and token.rel in ("amod", "acl"):
            status = classify(token.lemma)
            if status in ("planned", "denied") and lemma not in ("перенести", "отложить", "согласовать", "подготовить", "решить"):
                return status, token.text
    return None


def _governed(view: View, index: int) -> Decision | None:
    for i in _noun_governors(view, index):
        token = view.tokens[i]
        cue = _cue(view, i)
        if token.pos in ("VERB", "AUX") and token.feats.form == "inf" and cue is None:
            return _infinitive_status(view, i)
        if cue is not None and cue[0] == "denied" and _is_actor(view, index, i):
            continue  # «заседание сняло вопросы»
        if cue is not None and not _mere_setting(view, index, i):
            return _above(view, i, cue)
        if token.pos in ("VERB", "AUX") and key(token.lemma) in members("happening"):
            if negation(view, i):
                return "denied", f"не {token.text}"
            return _verb_status(view, i, "passive" if token.feats.variant == "short" else "active")
        if token.pos == "VERB" and token.feats.form == "fin":
            argument = view.tokens[index].head == i and view.tokens[index].rel in ARGUMENTS
            if argument and negation(view, i):
                return "denied", f"не {token.text}"
            if argument and _is_future(token):
                return "planned", token.text
            return None
    return None


def _is_actor(view: View, index: int, verb: int) -> bool:
    """Whether a noun is the subject of an active verb, which then denies something else: «встреча сняла вопросы», not «встреча сорвалась»."""
    token = view.tokens[verb]
    active = token.pos == "VERB" and token.feats.voice != "pass" and token.feats.variant != "short" and not token.lemma.endswith("ся")
    return active and view.tokens[index].head == verb and view.tokens[index].rel == "nsubj" and view.tokens[index].feats.case == "nom"


def _above(view: View, i: int, cue: Decision) -> Decision:
    """«переговоров о закупке не вели»: a noun that says what is talked about, under a negated verb or a further cue."""
    if view.tokens[i].pos != "NOUN":
        return _outer(view, i, cue) if view.tokens[i].feats.form == "inf" else cue
    head = view.tokens[i].head
    if head >= 0 and view.tokens[i].rel in ARGUMENTS and view.tokens[head].pos in ("VERB", "AUX"):
        if negation(view, head) and view.tokens[head].lemma not in DOUBLE_NEGATIVES:
            return "denied", f"не {view.tokens[head].text}"
        if classify(view.tokens[head].lemma) == "denied":
            return "denied", view.tokens[head].text
    return cue


def _noun_governors(view: View, index: int) -> list[int]:
    return [i for i in view.ancestors(index) if abs(i - index) <= REACH][:3]


def _mere_setting(view: View, index: int, governor: int) -> bool:
    """«в ходе визита обсудили», «на встрече предложил», «по итогам переговоров решили»: the event is only where it was said."""
    i = index
    asked = key(view.tokens[governor].lemma)
    while i != governor and i >= 0:
        token = view.tokens[i]
        if token.lemma in SETTINGS:
            return True
        if i == index and token.rel in ("obl", "advmod", "parataxis", "nmod"):
            prepositions = [key(view.tokens[c].lemma) for c in view.children[i] if view.tokens[c].pos == "ADP"]
            if any(p in SETTING_PREPOSITIONS and asked not in ASKS_FOR.get(p, ()) for p in prepositions) and token.rel != "nmod":
                return True
        i = token.head
    return False
