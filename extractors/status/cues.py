"""What single words say of a status: negation, tense, mood, and the cue words of `lexicons/status.toml`."""

from __future__ import annotations

from functools import cache

from extractors.inflect import finite_tense
from extractors.lexicon import key, members
from extractors.view import View
from schemas.document import Token

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
FULFILLED = {"удаться", "смочь", "успеть", "суметь", "прийтись", "помочь", "позволить", "стать", "довестись", "посчастливиться"}
INSTEAD = {"предпочесть", "выбрать", "передумать", "помешать", "заболеть", "опоздать", "сломаться"}  # «собирались продать, однако там предпочли других»
MOVED = {"снять", "остановить", "запретить", "исключить", "исключать"}
CONDITIONAL = {"бы", "б"}
Decision = tuple[str, str]


def negation(view: View, index: int) -> bool:
    """«не подписали», «так и не прибыла», «больше не поставляет», «подписано не было»; not «не только подписали»."""
    if view.tokens[index].feats.variant == "short" and _was_not(view.texts[index + 1 : index + 5]):
        return True
    for i in (index - 1, index - 2):
        if i < 0:
            break
        if view.texts[i] == "не":
            after = min(i + 1, len(view.tokens) - 1)
            return not {view.lemmas[after], view.texts[after]} & (NEGATION_STOPS | DOUBLE_NEGATIVES)
        if view.tokens[i].pos not in ("ADV", "AUX", "PART") and view.tokens[i].lemma != "быть":
            break
    return False


def only_feared(view: View, index: int) -> str | None:
    """«если Астана / не подпишет», «может отказаться», «может не приехать», «не исключает отказа»: the word that makes a denial a mere chance."""
    named = False
    for i in range(index - 1, max(-1, index - REACH), -1):
        named = view.texts[i] == "»" or (named and view.texts[i] != "«")  # «если завод «Узор» не отгрузит»: a name in quotes ends no clause
        if not named and view.texts[i] in BOUNDARIES and "»" not in view.texts[i:index]:
            break
        if view.texts[i] == "если" and word_at(view, i + 1) not in HYPOTHETICAL_BEFORE:
            return "если"
    before = next((i for i in range(index - 1, max(-1, index - 3), -1) if view.texts[i] != "не"), -1)
    for i in {*view.ancestors(index)[:2], before}:
        if i < 0 or (view.lemmas[i] == "мочь" and view.tokens[i].feats.tense == "past"):
            continue
        lemma, denied = view.lemmas[i], negation(view, i)
        if (lemma in CHANCES and not denied) or (lemma in ("исключать", "исключить") and _negated_near(view, i)):
            return view.tokens[i].text
    return None


CHANCES = frozenset({"мочь", "рисковать", "грозить", "пригрозить", "угрожать", "угроза", "риск", "опасность", "вероятность", "опасаться"})
BOUNDARIES = frozenset({";", ":", "«", "»", '"', ","})
HYPOTHETICAL_BEFORE = {"ничто", "ничего", "все", "никто", "верить", "говорить", "считать", "раньше", "прежде"}  # «если верить», «если раньше спорили»


def _was_not(words: list[str]) -> bool:
    """«подписано / (так и) не было»: the auxiliary that denies stands behind."""
    words = words[2:] if words[:2] == ["так", "и"] else words
    return words[:1] == ["не"] and words[1:2] in (["был"], ["была"], ["было"], ["были"], ["будет"], ["будут"])


def _negated_near(view: View, i: int) -> bool:
    return "не" in (word_at(view, i - 1), word_at(view, i - 2))


def word_at(view: View, i: int) -> str:
    return view.texts[i] if 0 <= i < len(view.tokens) else ""


def is_future(token: Token) -> bool:
    return tense_of(token) == "fut" or token.text.lower() in FUTURE_BE


def tense_of(token: Token) -> str:
    """The tense of a verb; «отгружает», which the tagger took for a past form, by the dictionary."""
    if token.feats.tense == "past" and token.feats.form == "fin" and token.text.lower().removesuffix("ся").endswith(("т", "м", "шь")):
        return finite_tense(token.text.lower()) or "past"
    return token.feats.tense


def is_conditional(view: View, index: int) -> bool:
    return not CONDITIONAL.isdisjoint(view.texts[max(0, index - 2) : index + 3])


JOINED = 8  # tokens


def auxiliary_of(view: View, index: int) -> Token | None:
    for c in view.children[index]:
        if view.tokens[c].lemma == "быть" and view.tokens[c].pos in ("AUX", "VERB"):
            return view.tokens[c]
    for i in range(index - 1, max(-1, index - 4), -1):
        token = view.tokens[i]
        if token.lemma == "быть" and token.pos in ("AUX", "VERB"):
            return token
        if token.text in (",", ";") or token.pos == "VERB":
            break
    first = _joined_before(view, index)
    return auxiliary_of(view, first) if first is not None else None


def _joined_before(view: View, index: int) -> int | None:
    """«будут выпущены в Минске и / отправлены»: the short participle that «и» joins to another, in one clause."""
    own = view.tokens[index].feats
    if index < 2 or view.texts[index - 1] != "и" or own.variant != "short" or own.form != "part":
        return None
    before = next((i for i in range(index - 2, max(-1, index - JOINED), -1) if view.tokens[i].pos == "VERB" or view.tokens[i].text in (",", ";")), None)
    told = view.tokens[before].feats if before is not None else own
    return before if told.form == "part" and told.variant == "short" and told.number == own.number else None


def classify(lemma: str) -> str:
    """The status that a cue word gives to what depends on it; "" for any other word."""
    return _cues().get(lemma, "")


@cache
def _cues() -> dict[str, str]:
    return {word: status for name, status in reversed(CUES) for word in members(name)}


def cue_status(view: View, i: int) -> Decision | None:
    """What a cue word says in its own tense and polarity: «начнут» → planned, «не планируют» → denied."""
    token = view.tokens[i]
    status = classify(token.lemma)
    if not status:
        return None
    if token.lemma in DOUBLE_NEGATIVES and _negated_near(view, i):
        return "proposed", f"не {token.text}"
    if negation(view, i):
        return (("ongoing" if token.feats.aspect == "imp" else "occurred") if status == "denied" else "denied"), f"не {token.text}"
    if status == "ongoing" and is_future(token):
        return "planned", token.text
    if status == "ongoing" and token.feats.tense == "past" and token.lemma not in ("начать", "начаться", "продолжить", "приступить"):
        return "occurred", token.text
    if status in ("planned", "proposed") and is_old_intention(view, i) and came_to_nothing(view, i):
        return "denied", token.text
    return status, token.text


def light_status(view: View, i: int) -> Decision | None:
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


def is_old_intention(view: View, i: int) -> bool:
    """«планировали купить», «должен был приехать»: what was meant to happen."""
    token = view.tokens[i]
    if key(token.lemma) == "должный":
        return any(word_at(view, k) in ("был", "была", "было", "были") for k in (i - 1, i + 1))
    return token.feats.tense == "past" and token.feats.aspect != "perf" and token.feats.variant != "short"


def came_to_nothing(view: View, i: int) -> bool:
    """«планировали купить, но передумали», «визит сорвался, хотя посол должен был приехать»: an old intention and what became of it."""
    for k, token in enumerate(view.tokens):
        if k > i and token.text == ";":
            return False
        word = word_at(view, k)
        if k > i and word in ("но", "однако", "да", "зато"):
            rest = view.tokens[k + 1 : k + 9]
            if any(t.text.lower() in ("не", "нет") or key(t.lemma) in INSTEAD or key(t.lemma) in members("refusing") for t in rest):
                return True
        if (
            token.pos == "VERB"
            and key(token.lemma) in members("refusing")
            and key(token.lemma) not in MOVED
            and token.feats.form != "inf"
            and not negation(view, k)
        ):
            return abs(k - i) <= REACH
    return False
