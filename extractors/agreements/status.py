"""Whether a paper is signed, to be signed or given up, beyond what the words around its trigger say to any fact."""

from __future__ import annotations

from collections.abc import Callable

from extractors.agreements.fillers import RATIFYING
from extractors.agreements.items import heading_of
from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.lexicon import key, members
from extractors.status.cues import negation
from extractors.status.grammar import status_of
from extractors.view import View, is_predicate
from schemas.match import Match, Mention

AT_ONCE = {"подписывать", "заключать", "ратифицировать", "скреплять", "парафировать", "утверждать", "одобрять"}
HABITUAL = {"ежегодно", "регулярно", "часто", "постоянно", "традиционно", "каждый", "активно", "обычно", "всегда"}
DECREED = {"утвердить", "одобрить", "ратифицировать"}
GIVEN_UP = {"закрыть", "похоронить", "заморозить", "провалиться", "заглохнуть", "отпасть", "свернуть", "забраковать", "умереть", "лопнуть", "рухнуть", "забыть"}
LEFT = {"отказаться", "отступиться", "отступить", "отойти", "отказ"}
ENDINGS = {"прекращение", "расторжение", "разрыв", "денонсация", "приостановление", "приостановка"}
OFFERS, REFUSED = {"предложение", "идея", "просьба", "инициатива"}, {"отказ", "отклонить", "отвергнуть", "отказать", "отказаться", "отклонять"}


def settle_status(draft: Draft, match: Match, lemma: str, state: Discourse) -> None:
    """Set whether a paper is being prepared, and its status; `lemma` is the paper's own word: «готовят соглашение» → planned."""
    view = state.views[match.sentence]
    trigger = key(view.tokens[match.trigger].lemma)
    written = key(lemma) == "протокол" and trigger == "составить"  # «составили протокол»
    draft.columns["preparing"] = trigger in members("preparing") and not written and match.rule != "agreements.agree_form"
    if match.rule == "agreements.item" and draft.columns["status"] in ("occurred", "planned") and match.sentence:
        draft.columns["status"] = _status_of_heading(match, state)
    for rules, before, holds, after in CORRECTIONS:
        if (not rules or match.rule in rules) and draft.columns["status"] in before and holds(draft, match, view):
            draft.columns["status"] = after


def is_unratified(draft: Draft, state: Discourse) -> bool:
    """«Подписано в декабре. Парламент пока не ратифицировал»: what is signed stays signed, whatever a parliament leaves undone."""
    return draft.columns["status"] == "denied" and state.views[draft.match.sentence].lemmas[draft.match.trigger] in RATIFYING


def _from_now(draft: Draft, match: Match, view: View) -> bool:
    """«отныне побратимами считаются А и Б»."""
    return bool({"отныне", "теперь"} & set(view.lemmas))


def _broken_off(draft: Draft, match: Match, view: View) -> bool:
    """«разорвали побратимские связи»."""
    return view.lemmas[match.trigger] in ("разорвать", "разрыв")


def _signed_off(draft: Draft, match: Match, view: View) -> bool:
    """«подписал письмо о прекращении соглашения», «указ о денонсации договора»."""
    return any(key(f.mention.lemma) in ENDINGS for f in match.slots.get("subject", ()))


def _prepared(draft: Draft, match: Match, view: View) -> bool:
    """«готовят соглашение», «план согласован»."""
    return bool(draft.columns["preparing"])


def _ready(draft: Draft, match: Match, view: View) -> bool:
    """«готов к подписанию меморандум»."""
    return {"готовый", "подписание"} <= set(view.lemmas[: match.trigger])


def _ahead(draft: Draft, match: Match, view: View) -> bool:
    """«прибыл для подписания», «достигли соглашения о подписании», «дата подписания не установлена»."""
    own = view.mention_at(match.trigger) if match.form == "noun" else None
    return own is not None and (own.prep in ("для", "ради") or _agreed_on(own, view) or view.lemmas[own.first - 1] in ("дата", "срок"))


def _willing(draft: Draft, match: Match, view: View) -> bool:
    """«рассказал о готовности Твери и Гродно к подписанию»."""
    own = view.mention_at(match.trigger) if match.form == "noun" else None
    return own is not None and own.prep in ("к", "ко") and view.lemmas[view.governor(own)] in ("готовность", "стремление")


def _not_reached(draft: Draft, match: Match, view: View) -> bool:
    """«до подписания дело не дошло»."""
    own = view.mention_at(match.trigger) if match.form == "noun" else None
    return own is not None and own.prep == "до" and "дойти" in view.lemmas and "не" in view.lemmas


def _left(draft: Draft, match: Match, view: View) -> bool:
    """«вышла из меморандума», «отказалась от участия в программе»."""
    document = match.slots.get("document", ())
    return bool(document) and document[0].mention.prep in ("из", "в", "во")


def _a_draft(draft: Draft, match: Match, view: View) -> bool:
    """«одобрили проект соглашения»."""
    document = match.slots.get("document", ())
    return bool(document) and key(document[0].mention.lemma) == "проект"


def _decreed(draft: Draft, match: Match, view: View) -> bool:
    """«Утвердить соглашение о …», – говорится в постановлении»: a decree's own words."""
    return match.form == "infinitive" and match.trigger <= 1 and key(view.tokens[match.trigger].lemma) in DECREED


def _given_up(draft: Draft, match: Match, view: View) -> bool:
    """«затея с элеватором закрыта», «идею общего завода похоронили»: the verb over the idea ends it."""
    if match.form != "noun":
        return False
    own = view.mention_at(match.trigger)
    if own is not None and own.prep == "от":
        return any(view.lemmas[i] in LEFT for i in view.ancestors(match.trigger)) or bool(LEFT & set(view.lemmas[own.last :]))
    above = next((i for i in range(match.trigger + 1, len(view.tokens)) if is_predicate(view.tokens[i])), -1)
    if above < 0 or view.tokens[above].feats.variant != "short":
        above = next((i for i in view.ancestors(match.trigger) if view.tokens[i].pos == "VERB"), above)
    beside = own is not None and not own.prep and above >= 0
    return beside and key(view.lemmas[above]) in members("refusing") | GIVEN_UP and not negation(view, above)


def _refused_offer(draft: Draft, match: Match, view: View) -> bool:
    """«ответил отказом на предложение / построить ветропарк», «предложение открыть дом отклонили»."""
    if match.form != "infinitive":
        return False
    over = next(iter(view.ancestors(match.trigger)), -1)
    near = view.lemmas[max(0, over - 4) : over] + view.lemmas[match.trigger + 1 :]
    return over >= 0 and view.lemmas[over] in OFFERS and not REFUSED.isdisjoint(near)


def _status_of_heading(match: Match, state: Discourse) -> str:
    """«Подпишут двенадцать документов. Среди них …»: what is named in a list is as done as its heading says."""
    heading = heading_of(match, state)
    if heading is None:
        return "occurred"
    return status_of(state.views[heading.sentence], heading.trigger, heading.form, None)[0]


def _signed_now(draft: Draft, match: Match, view: View) -> bool:
    """«Тула и Брест подписывают соглашение»: the present of a headline or of a report of a deed that has no length."""
    token = view.tokens[draft.match.trigger]
    present = token.feats.tense == "pres" and token.feats.form == "fin" and draft.match.form == "active"
    return present and key(token.lemma) in AT_ONCE and not HABITUAL & set(view.lemmas)


def _agreed_on(signing: Mention, view: View) -> bool:
    """«договорились о подписании», «достигли соглашения о подписании»."""
    governor = view.governor(signing)
    return signing.prep in ("о", "об") and governor >= 0 and view.lemmas[governor] in ("соглашение", "договоренность", "договориться", "условиться", "решение")


DONE, ANY = frozenset({"occurred"}), frozenset({"occurred", "ongoing", "planned", "proposed", "denied"})
Condition = Callable[[Draft, Match, View], bool]
# The rules that it concerns (all, where empty), the statuses that it corrects, when, and into which; in this order.
CORRECTIONS: tuple[tuple[frozenset[str], frozenset[str], Condition, str], ...] = (
    (frozenset({"agreements.twin"}), frozenset({"ongoing"}), _from_now, "occurred"),
    (frozenset({"agreements.twin"}), DONE | {"planned"}, _broken_off, "denied"),
    (frozenset({"agreements.sign"}), DONE, _signed_off, "denied"),
    (frozenset({"agreements.venture", "agreements.idea"}), ANY, _given_up, "denied"),
    (frozenset(), ANY, _refused_offer, "denied"),
    (frozenset(), frozenset({"ongoing", "occurred"}), _prepared, "planned"),
    (frozenset(), frozenset({"ongoing"}), _signed_now, "occurred"),
    (frozenset({"agreements.document"}), frozenset({"proposed"}), _ready, "planned"),
    (frozenset(), DONE, _willing, "proposed"),
    (frozenset(), DONE, _ahead, "planned"),
    (frozenset(), ANY, _not_reached, "denied"),
    (frozenset({"agreements.leave_or_join"}), ANY - {"planned"}, _left, "denied"),
    (frozenset(), frozenset({"planned", "proposed"}), _decreed, "occurred"),
    (frozenset(), DONE, _a_draft, "planned"),
)
