"""Events that are only spoken of: «вчера обсудили итоги / поездки», «договорённость о / визите достигнута 12 мая» have not the day of the talk.

In: a date and the noun of an event in its sentence. Out: whether the date is that of who reports, prepares or agrees on the event.
"""

from __future__ import annotations

from extractors.view import View, is_predicate
from schemas.match import Match

TABLES = {"visits", "meetings"}
ABOUT = {"о", "об", "обо"}
AROUND = {"после", "до", "перед", "к", "ко", "от"}
TRIPS = {"визит", "поездка", "командировка", "турне", "миссия", "бизнес-миссия", "вояж"}
BEFORE, COMINGS = {"до", "перед", "к", "ко"}, {"приезд", "прибытие", "прилет", "прилёт", "отъезд", "отлет", "отлёт"}
TOPICS = {
    "итог", "результат", "отчет", "отчёт", "подготовка", "программа", "организация", "план", "дата", "срок", "возможность", "подробность", "деталь",
    "приглашение", "впечатление", "вопрос", "идея", "сценарий", "график",
}  # fmt: skip
OFFERS = {"приглашение", "предложение", "возможность", "желание", "готовность", "намерение", "право"}
SETTINGS = {"по", "в", "во", "на", "с", "со", "под"}  # «по итогам визита подписан», «под итогами визита» sums up on the day itself


def is_spoken_of(at: int, match: Match, view: View) -> bool:
    """Whether the date at a token is told of the talk about an event, not of the event that its noun names."""
    trigger = match.trigger
    if match.table not in TABLES:
        return False
    if view.tokens[trigger].feats.form == "inf":
        return trigger > 0 and view.lemmas[trigger - 1] in OFFERS and _is_of_offer(at, trigger, view)
    if view.tokens[trigger].pos != "NOUN":
        return False
    head = _before(trigger, view)
    if head is None or head < at < trigger or not _is_topic(head, trigger, view):
        return False
    if view.lemmas[head] in AROUND:
        return "который" not in view.lemmas[trigger + 1 : at]
    return at < trigger or not _is_its_own(at, trigger, view)


def _is_of_offer(at: int, trigger: int, view: View) -> bool:
    """«Приглашение / посетить Псков мэр получил 12 февраля»: beside the verb that tells of an invitation."""
    return at < trigger or any(is_predicate(t) for t in view.tokens[trigger + 1 : at])


def _before(trigger: int, view: View) -> int | None:
    """The word before the adjectives of a noun: its preposition, or the noun that it hangs on."""
    i = trigger - 1
    while i >= 0 and view.tokens[i].pos in ("ADJ", "DET", "NUM"):
        i -= 1
    return i if i >= 0 else None


def _is_topic(head: int, trigger: int, view: View) -> bool:
    """«о / визите», «итоги / визита», «после / поездки»; but not «по итогам / визита»."""
    word = view.lemmas[head]
    if word in AROUND:
        return view.lemmas[trigger] in TRIPS or (word in BEFORE and view.lemmas[trigger] in COMINGS)
    if word in TOPICS and view.tokens[trigger].feats.case == "gen":
        before = _before(head, view)
        return before is None or view.lemmas[before] not in SETTINGS
    return word in ABOUT


def _is_its_own(at: int, trigger: int, view: View) -> bool:
    """«о визите, который состоится 12 мая», «о поездке в Гану 12 мая»: a date behind the noun with nothing told between."""
    between = view.tokens[trigger + 1 : at]
    return "который" in view.lemmas[trigger + 1 : at] or (trigger in view.ancestors(at) and not any(is_predicate(t) for t in between))
