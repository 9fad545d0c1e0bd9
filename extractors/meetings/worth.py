"""Which meetings are worth a row: two sides, or one of a talk that was surely held; no firms that talk over one delivery, no talks without a day."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.lexicon import key, members
from extractors.meetings.pairs import of_two_sides
from extractors.meetings.topics import told_there
from extractors.phrases.words import PRONOUNS
from schemas.facts import Party

SIDES, GATHERINGS = ("participants", "partners"), frozenset(("forum", "session"))
ACCUSING = ("обвинен", "следстви", "следовател", "прокурат", "суд", "защит", "адвокат")
LONG_AGO, COURTS = frozenset(("некогда", "когда-то", "издавна", "встарь")), frozenset(("суд", "арбитраж", "горсуд", "облсуд", "райсуд"))


def is_worthy(draft: Draft, state: Discourse) -> bool:
    """Two sides, or one that is named where the row is told for certain; people of one region alone do not cooperate."""
    found: tuple[Party, ...] = draft.columns["participants"]
    if _under_way(draft, state) or _no_cooperation(draft, state):
        return False
    if len(found) < 2:
        pair = any(of_two_sides(f.mention, state.views[f.mention.sentence]) for name in SIDES for f in draft.match.slots.get(name, ()))
        return bool(found) and (pair or _one_sided(draft, state))
    named = [f.mention for slot in SIDES for f in draft.match.slots.get(slot, ())]
    coded = [(m.country, m.region) for m in (found if draft.match.rule == "meetings.receive" else named)]
    if len(coded) >= 2 and all(c and r for c, r in coded) and len(set(coded)) == 1 and not draft.columns.get("one_sided"):
        return False
    return not (draft.match.rule == "meetings.discuss" and _mere_deal(draft, state, found))


def _no_cooperation(draft: Draft, state: Discourse) -> bool:
    """«зал, где некогда встречались короли», «стороны встретились в арбитражном суде»: old times, a court."""
    view = state.views[draft.match.sentence]
    if key(draft.columns.get("attribution") or "").startswith(ACCUSING):
        return True  # «по версии следствия, встречался с представителями фирмы»
    told = view.tokens[draft.match.trigger].feats
    if draft.columns["status"] == "denied" and draft.match.rule == "meetings.meet" and told.aspect == "imp" and told.tense == "past":
        return True  # «не виделись с весны»: no occasion was called off
    if draft.get("date") is None and not LONG_AGO.isdisjoint(view.lemmas[: draft.match.trigger]):
        return True
    return any(
        m.prep in ("в", "во") and m.case == "loc" and key(m.lemma) in COURTS and not view.verbs_between(m.head, draft.match.trigger) for m in view.mentions
    )


def _one_sided(draft: Draft, state: Discourse) -> bool:
    """«С утра встретились с министром», «Делегация проведёт переговоры в Минске»: a row of one side; the other is not told, or the place stands for it."""
    if not draft.columns.get("one_sided"):
        return False
    if "partners" in draft.match.slots:
        partners = [f.mention for f in draft.match.slots["partners"]]  # not «встретится с ней», «на заводе, который работает с партнёрами»
        return any(m.lemma not in PRONOUNS and not told_there(m, draft.match, state.views[draft.match.sentence]) for m in partners)
    view, told = state.views[draft.match.sentence], [f.mention for f in draft.match.slots.get("participants", ())]
    placed = draft.get("place") is not None and draft.match.form != "noun" and view.sentence.block != "title"
    return placed and not any(m.bare and m.number == "plur" for m in told)


def _under_way(draft: Draft, state: Discourse) -> bool:
    """«ведёт переговоры с сетью о поставках»: talks that go on at no day and in no place are no occasion."""
    if draft.columns["status"] != "ongoing":
        return False
    if draft.match.rule == "meetings.hold" and draft.get("date") is None and _of_a_deal(draft, state):
        return True  # «ведёт переговоры о поставке самосвалов в Зимбабве»
    named = sum(p.type == "person" and p.name != p.position for p in draft.columns["participants"])  # «Глава МИД A проводит встречу с министром B»
    named_talk = (named > 1 or (named and draft.match.form == "noun")) and not _of_a_deal(
        draft, state
    )  # «В Кремле проходят переговоры президента с королём Омана …»
    at_hand = (
        named_talk or draft.get("date") is not None or draft.get("country") is not None or members("remote") & set(state.views[draft.match.sentence].lemmas)
    )
    return draft.columns["kind"] not in GATHERINGS and not at_hand and not (named and draft.match.rule == "meetings.meet")


def _mere_deal(draft: Draft, state: Discourse, found: Sequence[Party]) -> bool:
    """Firms that discuss one delivery are its contract, not a meeting."""
    if any(p.type == "person" for p in found):
        return False
    if all(p.type == "place" for p in found) and draft.columns["status"] == "planned" and draft.get("date") is None:
        return True  # «Коми и Беларусь обсудят создание предприятий»
    return _of_a_deal(draft, state) or draft.columns["status"] == "ongoing"


def _of_a_deal(draft: Draft, state: Discourse) -> bool:
    """Whether what is talked about is a delivery or a purchase."""
    view = state.views[draft.match.sentence]
    topic = draft.match.slots.get("topic")
    return any(key(t.lemma) in members("purchase") for f in topic or () for t in view.tokens[f.mention.first : f.mention.last])
