"""Dates of a sentence that belong to something else than the trigger: another clause, a noun, a bracket, a speech, a new day for what is put off."""

from __future__ import annotations

from extractors.article.asides import is_parted, verbs_of_speech
from extractors.lexicon import key, members
from extractors.view import View, is_predicate
from schemas.match import Match

LONG_CLAUSE = 12  # tokens
ALONE = 7  # tokens: brackets that hold a date and little else, «(10–11 апреля 2019 года)»
POSTPONING = {"перенести", "переносить", "отложить", "откладывать", "сдвинуть", "сдвигать", "сдвинуться", "сдвигаться", "сместить", "отодвинуть", "перенос"}
PUT_OFF = {"отложить", "отложенный", "перенести", "перенесенный", "отменить", "отмененный", "согласовать", "согласованный", "анонсировать", "анонсированный"}
APPOINTING = {
    "наметить", "намеченный", "намечаться", "намечать", "запланировать", "запланированный", "планировать", "планироваться", "назначить", "назначенный", "анонсировать", "ожидаться", "готовиться",
}  # fmt: skip
EVENTS = {"visits", "meetings"}
SETTING_PREPOSITIONS = {"в", "во", "на", "о", "об"}
PREPOSED = SETTING_PREPOSITIONS | {"рамка", "ход", "время", "поле", "итог"}
SETTING_AGAINST = {"хотя", "поскольку", "ибо"}
TRAVELS = {"визит", "поездка", "миссия", "бизнес-миссия", "командировка", "пребывание", "турне", "встреча", "переговоры", "саммит", "форум", "выставка"}
TRAVELS |= {"конференция", "заседание", "ярмарка", "сессия", "ассамблея", "конгресс", "совещание", "мероприятие"}
GOES_ON = {"пройти", "проходить", "состояться", "проводиться", "начаться", "начинаться", "стартовать"}
LASTS = {"продлиться", "продолжиться", "длиться", "продолжаться", "пробыть"}
FULL_YEARS = {"исполниться", "исполняться", "минуть", "отметить", "отмечать", "отмечаться"}
SETTING_REACH = 7  # tokens
ABOUT = {"о", "об"}
NO_TELLING = {"привести", "приводить", "продолжить", "продолжать", "обратить", "ответить", "дополнить"}  # «в среду стороны продолжили переговоры»


def tells(lemma: str) -> bool:
    """Whether a verb tells news, so that its day is that of the telling."""
    return key(lemma) in verbs_of_speech() and lemma not in NO_TELLING


def of_something_else(at: int, match: Match, view: View) -> bool:
    """Whether a date stands in brackets, belongs to a clause on another noun, or is the day of a speech that reports the fact."""
    if match.status == "denied" and match.table in EVENTS and _is_new_day(at, view):
        return True
    if match.status == "denied" and _is_old_day(at, view):
        return False
    return (
        _in_relative_clause(at, match.trigger, view)
        or _in_other_clause(at, match.trigger, view)
        or _bracketed(at, match.trigger, view)
        or _of_a_noun(at, match.trigger, view)
        or _of_speech(at, match.trigger, view)
        or _of_anniversary(at, match.trigger, view)
        or (match.table in EVENTS and _lasts(at, match.trigger, view))
    )


def _of_anniversary(at: int, trigger: int, view: View) -> bool:
    """«В ноябре исполнится пять лет, / как города подписали договор»: when years are full is not when it was done."""
    if not at < trigger or FULL_YEARS.isdisjoint(view.words):
        return False
    border = next((i for i in range(at + 1, trigger) if view.texts[i] == "," and view.texts[i + 1 : i + 2] == ["как"]), None)
    return border is not None and not FULL_YEARS.isdisjoint(view.lemmas[max(0, at - 3) : border])


def _is_new_day(at: int, view: View) -> bool:
    """«визит, намеченный на 10 июня, перенесли на осень»: what is put off has its old day."""
    i = at
    while i >= 0 and key(view.tokens[i].lemma) not in POSTPONING:
        if view.tokens[i].pos == "VERB" and i != at:
            return False
        i = view.tokens[i].head
    return i >= 0 and at > 0 and not {"на", "до"}.isdisjoint(view.lemmas[max(0, at - 1) : at + 1])


def _is_old_day(at: int, view: View) -> bool:
    """«подписание, которое намечали / на 20 мая, отложено»: for what is put off, the day appointed before."""
    which = next((i for i in range(at - 1, max(-1, at - LONG_CLAUSE), -1) if view.lemmas[i] == "который"), None)
    return which is not None and view.lemmas[at - 1] == "на" and not APPOINTING.isdisjoint(view.lemmas[which:at])


def _bracketed(at: int, trigger: int, view: View) -> bool:
    """«губернатор (первое место в рейтинге 2016 года) провёл встречу»."""
    texts = [t.text for t in view.tokens]
    opened = next((i for i in range(at, -1, -1) if texts[i] in "()"), None)
    if opened is None or texts[opened] != "(":
        return False
    closed = next((i for i in range(at, len(texts)) if texts[i] == ")"), len(texts))
    return closed - opened > ALONE and not opened < trigger < closed


def _in_other_clause(at: int, trigger: int, view: View) -> bool:
    """«подписали соглашение, / хотя ранее планировали в марте»: a date behind the verb of a clause that sets something against the trigger's, or behind a semicolon."""
    for i in range(at - 1, max(trigger, at - LONG_CLAUSE), -1):
        opened = view.tokens[i].text == ";" or (view.lemmas[i] in SETTING_AGAINST and view.tokens[i - 1].text == ",")
        if opened:
            return any(is_predicate(t) for t in view.tokens[i + 1 :])
    return False


def _in_relative_clause(at: int, trigger: int, view: View) -> bool:
    """«с которым район побратался в 2016 году, приехали»: a date behind the verb of a clause on a noun, in which the trigger does not stand."""
    opened = next((i for i in range(at - 1, max(-1, at - LONG_CLAUSE), -1) if view.lemmas[i] == "который" or view.tokens[i].text in ",;:()—–"), None)
    if opened is None or view.lemmas[opened] != "который" or not any(is_predicate(t) for t in view.tokens[opened:at]):
        return False
    closed = next((i for i in range(at, len(view.tokens)) if view.tokens[i].text in ",;:()—–."), len(view.tokens))
    if opened < trigger < closed:
        return False
    if _setting(opened, view) or _on_which_it_went(opened, at, view):
        return False
    owner = next((m for m in reversed(view.mentions) if m.parent is None and opened - 3 <= m.last <= opened), None)
    return owner is None or (owner.kind not in ("event", "trip") and key(owner.lemma) not in members("fair", "gathering"))


def _on_which_it_went(which: int, at: int, view: View) -> bool:
    """«завершил визит в Египет, / который проходил с 4 по 7 февраля»: the days of the trip or talks, though a place stands between."""
    if GOES_ON.isdisjoint(view.lemmas[which + 1 : at]) or view.tokens[which].feats.case != "nom":
        return False
    return any(m.kind in ("event", "trip") and which - SETTING_REACH <= m.last < which for m in view.mentions)


def _lasts(at: int, trigger: int, view: View) -> bool:
    """«в ходе визита, который продлится до 8 октября, запланированы встречи»: how long the trip goes on is no day of what is told beside it."""
    before = next((i for i in range(at - 1, max(-1, at - 4), -1) if view.lemmas[i] in LASTS), None)
    return before is not None and "до" in view.lemmas[before:at] and before != trigger and before not in view.ancestors(trigger)


def _of_a_noun(at: int, trigger: int, view: View) -> bool:
    """«меморандум, подписанный в 2021 году», «с компанией, которая в 2015 году построила завод»; a forum's own date is also that of what happens at it."""
    for i in range(at - 1, -1, -1):
        token = view.tokens[i]
        if i == trigger:
            return False
        if key(token.lemma) in APPOINTING and view.tokens[trigger].pos == "NOUN" and i - trigger < LONG_CLAUSE and not view.verbs_between(trigger, i):
            return False  # «поездка на ГРЭС, намеченная на среду»
        participle = token.pos in ("VERB", "ADJ") and token.feats.form == "part" and token.feats.variant != "short"
        if participle and key(token.lemma) in PUT_OFF and view.lemmas[at - 1] != "на":
            return True  # «приезд инженеров, отложенный / в марте, состоялся»
        if participle or token.lemma == "который":
            if participle and (
                (at - i > 4 and not _is_closed(i, at, view)) or (key(token.lemma) in members("happening") and view.tokens[trigger].pos == "NOUN")
            ):
                return False  # «встреча с закупщиками, состоявшаяся 21 мая»
            if participle and i and view.tokens[i - 1].pos in ("ADP", "NOUN") and view.lemmas[i - 1] in PREPOSED:
                return False  # «в рамках прошедшего 17 ноября форума»
            if participle and _during(i, view):
                return False
            owner = next((m for m in view.mentions if m.parent is None and i - 3 <= m.last <= i and m.first <= i), None)
            inside = owner is not None and owner.first <= trigger < owner.last and (not participle or token.feats.case in ("", view.tokens[trigger].feats.case))
            setting = owner is not None and owner.kind in ("event", "trip") and owner.prep in SETTING_PREPOSITIONS
            return (
                not inside
                and not setting
                and not (token.lemma == "который" and _setting(i, view))
                and not (token.lemma == "который" and trigger > at and view.breaks_between(at, trigger) == 0)
            )
        if token.text in ",;:—–" or is_predicate(token):
            if token.text == "," and i + 1 < len(view.tokens) and "который" in view.lemmas[i + 1 : i + 3]:
                continue
            return False
    return False


def _is_closed(participle: int, at: int, view: View) -> bool:
    """«Лис, вступивший в должность главы ведомства в мае 2021 года, прибудет»: commas on both sides hold the participle and the date, whatever is between."""
    behind = next((i for i in range(at, len(view.tokens)) if view.tokens[i].text in ",;:—–()." or is_predicate(view.tokens[i])), None)
    return view.tokens[participle - 1].text == "," and behind is not None and view.tokens[behind].text == ","


def _during(participle: int, view: View) -> bool:
    """«в рамках форума, / открывшегося в понедельник»: an event during which something is done."""
    comma = participle - 1
    return comma > 1 and view.tokens[comma].text == "," and any(view.lemmas[i] in PREPOSED for i in range(max(0, comma - 3), comma - 1))


def _setting(which: int, view: View) -> bool:
    """«в ходе визита в Ханой, / который проходит 18–21 мая»: a trip or talks during which something is done, with its place at most between.

    Whatever it is called, what «проходит» is an event: «на «Техпроме», / который пройдёт с 8 по 11 июля».
    """
    if not GOES_ON.isdisjoint(view.lemmas[which + 1 : which + 4]) and _is_at(which, view):
        return True
    at = next((i for i in range(which - 1, max(-1, which - SETTING_REACH), -1) if view.lemmas[i] in TRAVELS), None)
    return at is not None and bool(PREPOSED & set(view.lemmas[max(0, at - 3) : at])) and not any(is_predicate(t) for t in view.tokens[at:which])


def _is_at(which: int, view: View) -> bool:
    """Whether «на», «в» stand before the phrase right before a relative pronoun."""
    owner = next((m for m in reversed(view.mentions) if m.parent is None and which - 3 <= m.last <= which), None)
    return owner is not None and owner.prep in ("в", "во", "на") and owner.may_be("loc")


def _of_speech(at: int, trigger: int, view: View) -> bool:
    """«5 мая министр сообщил, что завод подписал контракт»: the day of the speech, unless the fact stands in the same clause."""
    if "когда" in view.lemmas[at : at + 5] and at < trigger:
        return False  # «говорили в мае, когда вице-губернатор ездил в Могилёв»
    speech = next((i for i in view.ancestors(at) if is_predicate(view.tokens[i])), None)
    if speech is None or speech == trigger or is_parted(view.asides, speech, at) or not (tells(view.tokens[speech].lemma) or _is_known(speech, view)):
        return False
    if not view.breaks_between(at, trigger) and not view.verbs_between(at, trigger) and view.breaks_between(speech, at):
        return False  # «…, о которой столько писали, школьники 1 октября не поедут»: in the clause of the trigger, whatever the tree says
    if speech < trigger < at and view.tokens[trigger].pos == "VERB" and not view.verbs_between(trigger, at):
        return False  # «говорили с консулом, который / посетил Пензу в среду»: behind the verb of its own clause, whatever the tree says
    if at < trigger and view.tokens[trigger].head == speech and ABOUT & set(view.lemmas[max(0, trigger - 3) : trigger]):
        return True  # «17 мая сообщили о подписании»
    governing = [trigger, *view.ancestors(trigger)]
    clause = next((i for i in governing if is_predicate(view.tokens[i])), None)
    return clause is not None and clause != speech


def _is_known(verb: int, view: View) -> bool:
    """«13 ноября стало известно, что …»."""
    return "известно" in (t.text.lower() for t in view.tokens[max(0, verb - 1) : verb + 3])
