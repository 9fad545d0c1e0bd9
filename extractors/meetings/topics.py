"""What a meeting is about: told in its own clause or by what the sides talked over next; «по крайней мере» and «по странам Азии» are no topics."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.build import Draft, text_of
from extractors.lexicon import key
from extractors.view import View
from schemas.match import Match, Mention

NEXT = 2  # sentences in which «стороны обсудили» speaks of a meeting
DURING = {"ход", "рамка", "время", "течение"}
BONDS = {"солидарность", "дружба", "сотрудничество", "взаимодействие", "граница", "связь", "торговля", "кооперация", "партнерство"}
NO_TOPICS = {
    "мера", "итог", "результат", "приглашение", "инициатива", "просьба", "данные", "слово", "случай", "поручение", "традиция", "телефон", "видеосвязь",
    "линия", "информация", "сообщение", "завершение", "окончание", "мнение", "повод", "пресс-служба",
}  # fmt: skip


def topic_of(match: Match, view: View, text: str) -> str | None:
    """The words of the topic slot; None where «по» tells where, on whose wish or by what means the sides met."""
    topic = match.slots.get("topic")
    if not topic or view.is_value(topic[0].mention):
        return None
    mention = topic[0].mention
    if mention.prep == "по" and (mention.type == "place" or key(mention.lemma) in NO_TOPICS):
        return None
    with_whom = [f.mention.first - 1 for f in match.slots.get("partners", ()) if f.mention.type == "person" and f.mention.first >= mention.last]
    return text_of(topic[0], view, text, until=min(with_whom, default=len(view.tokens)))  # «обсудил пути сотрудничества / с хокимом»


def speak_of_topic(match: Match) -> bool:
    """«Стороны обсудили квоты»: no occasion of its own, but what the one told before was about."""
    subjects = [f.mention for f in match.slots.get("participants", ())]
    told = match.rule == "meetings.discuss" and match.form == "active" and match.status == "occurred" and len(subjects) == 1 and not match.slots.get("partners")
    return told and key(subjects[0].lemma) in ("сторона", "участник", "собеседник") and bool(match.slots.get("topic"))


def tell_topic(made: Sequence[Draft], match: Match, state: Discourse) -> None:
    """«Министр принял посла. Стороны обсудили квоты» → the quotas are what the meeting was about."""
    told = [d for d in made if 0 < match.sentence - d.match.sentence <= NEXT]
    last = max(told, key=lambda d: int(d.columns["trigger_start"]), default=None)
    if last is not None and last.get("topic") is None:
        last.columns["topic"] = text_of(match.slots["topic"][0], state.views[match.sentence], state.document.article.text)


def told_there(mention: Mention, match: Match, view: View) -> bool:
    """«провели разговор, в ходе которого рассказал о встрече / с президентом Сербии»: who stands in the clause on what was said, or in that of other talks."""
    if match.form == "noun" and mention.last <= match.trigger:  # «проведёт переговоры / с коллегой, а затем состоятся переговоры президентов»
        return bool(view.verbs_between(mention.head, match.trigger) and view.breaks_between(mention.head, match.trigger))
    if mention.type == "place" and mention.prep in ("с", "со") and not BONDS.isdisjoint(view.lemmas[max(0, mention.first - 3) : mention.first - 1]):
        return True  # «встреча солидарности / с Кубой», «обсудит сотрудничество России / с Египтом»
    event = match.slots.get("event")
    at = event[0].mention.head if event else match.trigger
    which = next((i for i in range(at + 1, mention.first) if view.lemmas[i] == "который"), None)
    if which is None or mention.conjunct_of is not None or not view.verbs_between(which, mention.first):
        return False
    return view.lemmas[which - 1] in DURING or "," not in view.texts[which : mention.first]  # «на заводе, который работает / с партнёрами»
