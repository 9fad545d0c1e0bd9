"""The status of nouns of events: their modifiers and the verbs over them."""

from __future__ import annotations

from extractors.lexicon import key, members
from extractors.status.cues import REACH, Decision, auxiliary_of, classify, cue_status, is_future, negation, tense_of
from extractors.status.verbs import ARGUMENTS, above_cue, infinitive_status, verb_status
from extractors.view import View

# What a cue asks for with a preposition of place: «заинтересованы в закупке», «пригласил на переговоры»; any other «в», «на» is a setting.
ASKS_FOR = {
    "в": {"заинтересовать", "заинтересованный", "заинтересованность", "нуждаться", "потребность", "отказать", "интерес"},
    "на": {"рассчитывать", "пригласить", "приглашать", "приглашение", "надеяться", "собираться", "согласиться", "запрос", "нацелить", "ждать", "ожидать"},
    "с": {"собираться", "пригласить", "приглашать", "ждать", "ожидать", "ожидаться"},
}
SETTINGS = {"ход", "итог", "рамка", "время", "день", "результат", "завершение", "начало", "период", "поле", "кулуары", "окончание", "мероприятие"}
ENDING = {"завершение", "окончание"}
ENDS = ENDING | {"начало"}
PUT_OFF = {"переносить", "сдвинуть", "сдвигать", "сдвинуться", "сдвигаться", "сместить", "сместиться", "отодвинуть", "отодвинуться", "вычеркнуть"}
ANNOUNCING, DONE = {"объявить", "объявлять"}, {"подписание", "заключение"}
WHERE = {"на", "в", "во", "помимо"}  # «помимо встречи с мэром гости осмотрят порт»
AIMS = {"цель", "тема"}
AHEAD = 6  # tokens
PROVIDING = {"предусматривать", "предусмотреть", "предполагать"}
PASSED = frozenset(("пройти", "прошедший", "состояться", "состоявшийся", "завершиться", "завершившийся"))
COMING_UP = {"идти", "пойти"}
SETTLED = frozenset(("утвердить", "согласовать", "одобрить", "подготовить", "решить", "разрешить", "санкционировать", "поручить"))
HELD = {"состояться", "пройти", "проходить"}
VISITING = {"приезд", "прилет", "прибытие", "посещение", "осмотр"}
INCLUDED = {"включить", "предусмотреть", "внести"}
SETTING_PREPOSITIONS = {"на", "в", "во", "по", "при", "после", "с", "со", "перед"}


def noun_status(view: View, index: int) -> Decision:
    modified = _modifier(view, index)
    if modified is None and _is_long_ago(view, index):
        return "occurred", ""
    if modified is not None and modified[0] == "occurred":
        return modified  # «на повестке прошедшей в Хартуме встречи»
    held = _held(view, index) if modified is None and "который" in view.words else None
    if held is not None:
        return held
    decided = _governed(view, index) or _purpose(view, index) or _coming_setting(view, index) or _on_programme(view, index) or _lies_ahead(view, index)
    if modified is not None and (decided is None or (decided[0] in ("proposed", "occurred", "ongoing") and not _is_happening(view, index, decided))):
        return modified
    return decided or ("occurred", "")


def _modifier(view: View, index: int) -> Decision | None:
    """What an adjective says of an event, or of the event before it in a list: «о предстоящих переговорах в Баку и поездке в Каир»."""
    own = _adjective(view, index)
    above = view.tokens[index].head
    if own is not None or view.tokens[index].rel != "conj" or above < 0 or view.tokens[above].pos != "NOUN" or not _is_event(view, above):
        return own
    return _adjective(view, above)


def _adjective(view: View, index: int) -> Decision | None:
    """«предстоящий визит» → planned, «возможные поставки» → proposed, «несостоявшийся визит» → denied."""
    ahead = next((i for i in range(index - 1, max(-1, index - AHEAD), -1) if view.texts[i].startswith("предстоящ")), None)
    if (
        ahead is not None
        and view.tokens[ahead].feats.case == view.tokens[index].feats.case
        and not any(t.pos in ("VERB", "ADP") for t in view.tokens[ahead + 1 : index])
    ):
        return "planned", view.tokens[ahead].text  # «предстоящего 22–23 января визита», whatever the tree says
    for c in view.children[index]:
        token = view.tokens[c]
        lemma = key(token.lemma)
        if token.text.lower() == "нет":
            return "denied", token.text
        if lemma == "предстоять" and token.feats.form == "part":
            return "planned", token.text
        if lemma in PASSED and token.feats.form in ("part", "") and token.feats.tense != "pres" and c < index:
            return "occurred", token.text
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
            if lemma == "отложить":
                return "planned", token.text
            if status in ("planned", "denied") and lemma not in ("перенести", "отложить", "согласовать", "подготовить", "решить"):
                return status, token.text
    return None


def _governed(view: View, index: int) -> Decision | None:
    for i in _noun_governors(view, index):
        token = view.tokens[i]
        cue = cue_status(view, i)
        if key(token.lemma) in PUT_OFF and _is_put_off(view, index, i):
            return "denied", token.text
        if token.pos in ("VERB", "AUX") and token.feats.form == "inf" and cue is None:
            return infinitive_status(view, i)
        if token.lemma in COMING_UP and "речь" in view.lemmas[max(0, i - 2) : i + 2] and not _mere_setting(view, index, i):
            return "proposed", token.text  # «Речь идёт о создании общей компании»
        if token.lemma == "переговоры" and view.lemmas[index] in members("talk_event"):
            continue  # «помимо встречи с президентом в программе — переговоры»: one event beside another
        if token.lemma in AIMS and view.tokens[index].head == i and _is_event(view, index):
            if token.head >= 0 and is_future(view.tokens[token.head]):
                return "planned", view.tokens[token.head].text  # «Темой встречи станет лён»
            continue  # «Целью визита стало изучение опыта», «лён стал темой встречи»: what it was for, not that it is to come
        if cue is not None and _is_actor(view, index, i) and (cue[0] == "denied" or key(token.lemma) in PROVIDING):
            continue  # «заседание сняло вопросы», «соглашение предусматривает обмены»
        if cue is not None and cue[0] == "planned" and key(token.lemma) in ANNOUNCING and view.lemmas[index] in DONE:
            return "occurred", token.text  # «объявил о подписании контракта»
        if cue is not None and not _mere_setting(view, index, i):
            return above_cue(view, i, cue)
        if token.pos in ("VERB", "AUX") and key(token.lemma) in members("happening"):
            if negation(view, i):
                return "denied", f"не {token.text}"
            return verb_status(view, i, "passive" if token.feats.variant == "short" else "active")
        if token.pos == "VERB" and token.feats.form == "fin":
            argument = view.tokens[index].head == i and view.tokens[index].rel in ARGUMENTS
            if argument and negation(view, i):
                return "denied", f"не {token.text}"
            if argument and is_future(token):
                return "planned", token.text
            return None
    return None


def _is_put_off(view: View, index: int, verb: int) -> bool:
    """«визит сдвинули на май», «осмотр вычеркнули из программы»; not «переговоры сдвинулись с мёртвой точки»."""
    return _is_event(view, index) and {"с", "со"}.isdisjoint(view.lemmas[verb + 1 : verb + 2])


def _is_event(view: View, index: int) -> bool:
    """«визит», «приезд», «переговоры», «заседание», «форум»."""
    return view.lemmas[index] in members("trip", "talk_event", "session_event", "wide_event") | VISITING


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
    top = index if _preposition(view, index) in WHERE else view.tokens[index].head
    coming = outer >= 0 and (is_future(view.tokens[outer]) or (tense_of(view.tokens[outer]) == "pres" and classify(view.tokens[outer].lemma) == "planned"))
    ended = view.tokens[index].head
    over = index if ended < 0 or view.lemmas[ended] not in ENDING else ended  # «После завершения / переговоров»
    after = coming and _preposition(view, over) == "после" and view.tokens[outer].feats.form == "fin"
    if after and view.tokens[outer].pos == "VERB" and not negation(view, outer):
        return "planned", view.tokens[outer].text  # «После переговоров министры выступят перед прессой»
    if outer < 0 or _preposition(view, top) not in WHERE or (top != index and view.tokens[top].lemma not in ("ход", "время", "день")):
        return None
    if any(view.tokens[i].feats.tense == "past" and key(view.tokens[i].lemma) in members("speech") for i in range(index + 1, outer)):
        return None  # «на встрече с послом заявил, что ждёт предложение», whatever the tree says
    told = view.tokens[outer].feats.tense == "past" and key(view.tokens[outer].lemma) in members("speech")
    for i in (outer,) if told else (outer, *view.ancestors(outer)[:1]):  # «Планируем приехать», — сказал он на встрече
        token = view.tokens[i]
        if token.pos in ("VERB", "ADJ") and is_future(token) and token.feats.form == "fin" and not negation(view, i) and token.lemma != "стать":
            return "planned", token.text
        settled = token.feats.variant == "short" and key(token.lemma) not in SETTLED and auxiliary_of(view, i) is None
        told = tense_of(token) != "past" or settled  # «запланированы встречи»; «график утверждён на встрече» is done
        if classify(token.lemma) == "planned" and told and token.pos == "VERB" and not negation(view, i):
            return "planned", token.text
    return None


def _on_programme(view: View, index: int) -> Decision | None:
    """«В программу визита включены переговоры»: what is on a programme is to come."""
    if "программа" not in view.words:
        return None
    at = next((i for i in view.ancestors(index)[:2] if view.lemmas[i] in INCLUDED), -1)
    return ("planned", view.tokens[at].text) if at >= 0 and view.tokens[at].feats.variant == "short" and not negation(view, at) else None


def _lies_ahead(view: View, index: int) -> Decision | None:
    """«Впереди – встреча с хокимом и поездка в порт»: told without a verb."""
    if "впереди" not in view.words or not _is_event(view, index):
        return None
    at = view.lemmas.index("впереди")
    return ("planned", view.tokens[at].text) if at < index and not view.verbs_between(at, index) else None


def _held(view: View, index: int) -> Decision | None:
    """«приедут по итогам заседания комиссии, которое проходило в мае», «визит, который состоится»: what is said of the event itself."""
    which = next((i for i in range(index + 2, min(index + AHEAD * 2, len(view.lemmas))) if view.lemmas[i] == "который"), None)
    own = view.tokens[index].feats
    if which is None or view.tokens[which - 1].text != "," or not _is_event(view, index):
        return None
    feats = view.tokens[which].feats
    if feats.case != "nom" or feats.number != own.number or (own.number == "sing" and feats.gender != own.gender):
        return None
    verb = next((i for i in range(which + 1, min(which + 4, len(view.lemmas))) if view.tokens[i].pos == "VERB"), None)
    if verb is None or view.tokens[verb].feats.form != "fin" or negation(view, verb) or view.lemmas[verb] not in HELD:
        return None
    return {"past": ("occurred", view.tokens[verb].text), "fut": ("planned", view.tokens[verb].text)}.get(view.tokens[verb].feats.tense)


def _is_long_ago(view: View, index: int) -> bool:
    """«После прошлогоднего визита», «после визита в Баку в прошлом году / прибудет»: over before what is to come is told."""
    if "после" not in view.lemmas[max(0, index - 3) : index] or _preposition(view, index) != "после":
        return False
    following = view.lemmas[max(0, index - 2) : max(index, view.tokens[index].head)]
    return any(lemma.startswith(("прошл", "минувш", "недавн", "состоявш")) for lemma in following)


def _is_happening(view: View, index: int, decided: Decision) -> bool:
    """Whether an event verb decided: «запланированная встреча состоялась»."""
    return any(view.tokens[i].text == decided[1] and key(view.tokens[i].lemma) in members("happening") for i in _noun_governors(view, index))


def _noun_governors(view: View, index: int) -> list[int]:
    """The words above a noun, first a passive right before it, whatever the tree says; a verb that it is the subject of may stand far: «поездка, о которой писали газеты, не состоится»."""
    while view.tokens[index].rel == "conj" and view.tokens[index].feats.case in ("nom", "gen", "loc") and view.tokens[view.tokens[index].head].pos == "NOUN":
        index = view.tokens[index].head  # «запланированы переговоры и посещение завода»
    beside = passive_before(view, index)
    if beside is not None:
        return [beside, *(i for i in view.ancestors(index)[:2] if i != beside)]
    own = view.tokens[index].head
    own = own if view.tokens[index].rel.startswith("nsubj") and _is_parted(view, index, own) else -1
    above = [i for i in view.ancestors(index) if abs(i - index) <= REACH or i == own][:3]
    return [i for j in above for i in (*_compelled(view, j), j)]


def _compelled(view: View, i: int) -> list[int]:
    """«приезд пришлось отменить»: what had to be done stands below the verb that the tree gives to the noun."""
    if key(view.tokens[i].lemma) not in ("прийтись", "решить", "предпочесть", "вынудить"):
        return []
    return [c for c in view.children[i] if view.tokens[c].feats.form == "inf" and classify(view.tokens[c].lemma) == "denied"]


def _is_parted(view: View, noun: int, verb: int) -> bool:
    """«поездка, о которой писали, не состоится», «поездка, стоявшая в графике на март, не набрала желающих»: a clause or a participle stands between."""
    for i in range(noun + 1, verb):
        token = view.tokens[i]
        if token.lemma == "который" or (token.feats.form == "part" and token.feats.variant != "short" and view.tokens[i - 1].text == ","):
            return True
    return False


def passive_before(view: View, index: int) -> int | None:
    """«а в марте ожидается / прибытие», «запланирован / рабочий визит»."""
    i = index - 1
    while i >= 0 and view.tokens[i].pos in ("ADJ", "DET") and view.tokens[i].feats.variant != "short":
        i -= 1
    if i < 0 or view.tokens[i].pos != "VERB" or view.tokens[index].feats.case != "nom":
        return None
    token = view.tokens[i]
    passive = token.feats.variant == "short" or (token.feats.form == "fin" and token.text.lower().endswith("ся"))
    return i if passive and classify(token.lemma) == "planned" else None


def _is_actor(view: View, index: int, verb: int) -> bool:
    """Whether a noun is the subject of an active verb, which then denies something else: «встреча сняла вопросы», not «встреча сорвалась»."""
    token = view.tokens[verb]
    active = token.pos == "VERB" and token.feats.voice != "pass" and token.feats.variant != "short" and not token.lemma.endswith("ся")
    return active and view.tokens[index].head == verb and view.tokens[index].rel == "nsubj" and view.tokens[index].feats.case == "nom"


def _mere_setting(view: View, index: int, governor: int) -> bool:
    """«в ходе визита обсудили», «на встрече предложил», «по итогам переговоров решили»: the event is only where it was said."""
    i = index
    asked = key(view.tokens[governor].lemma)
    while i != governor and i >= 0:
        token = view.tokens[i]
        if token.lemma in SETTINGS and (token.lemma not in ENDS or _preposition(view, i)):
            return True  # «в начале визита», not «ожидается начало поставок»
        if i == index and token.rel in ("obl", "advmod", "parataxis", "nmod"):
            prepositions = [key(view.tokens[c].lemma) for c in view.children[i] if view.tokens[c].pos == "ADP"]
            there = token.feats.case == "loc"  # «ждёт / на встрече», not «на встречу»
            if any(p in SETTING_PREPOSITIONS and (asked not in ASKS_FOR.get(p, ()) or (p == "на" and there)) for p in prepositions) and (
                token.rel != "nmod" or "речь" in (asked, view.lemmas[token.head])
            ):
                return True  # «шла речь / на встрече»
        i = token.head
    return False


def _preposition(view: View, index: int) -> str:
    return next((key(view.tokens[c].text) for c in view.children[index] if view.tokens[c].pos == "ADP"), "") if index >= 0 else ""
