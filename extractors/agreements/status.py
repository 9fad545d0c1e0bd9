"""Whether a paper is signed, to be signed or given up, beyond what the words around its trigger say to any fact."""

from __future__ import annotations

from extractors.agreements.items import ITEMS
from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.lexicon import key, members
from extractors.status.cues import negation
from extractors.status.grammar import status_of
from extractors.view import View, is_predicate
from schemas.match import Match, Mention

AT_ONCE = {"подписывать", "заключать", "ратифицировать", "скреплять", "парафировать", "утверждать", "одобрять"}
HABITUAL = {"ежегодно", "регулярно", "часто", "постоянно", "традиционно", "каждый", "активно", "обычно", "всегда"}
GIVEN_UP = {"закрыть", "похоронить", "заморозить", "провалиться", "заглохнуть", "отпасть", "свернуть", "забраковать", "умереть", "лопнуть", "рухнуть", "забыть"}
LEFT = {"отказаться", "отступиться", "отступить", "отойти", "отказ"}
OFFERS, REFUSED = {"предложение", "идея", "просьба", "инициатива"}, {"отказ", "отклонить", "отвергнуть", "отказать", "отказаться", "отклонять"}


def settle_status(draft: Draft, match: Match, lemma: str, state: Discourse) -> None:
    """Set whether a paper is being prepared, and its status; `lemma` is the paper's own word: «готовят соглашение» → planned."""
    view = state.views[match.sentence]
    done = key(lemma) == "протокол" and key(view.tokens[match.trigger].lemma) == "составить"  # «составили протокол»
    draft.columns["preparing"] = key(view.tokens[match.trigger].lemma) in members("preparing") and not done and match.rule != "agreements.agree_form"
    if match.rule == "agreements.item" and draft.columns["status"] == "occurred" and match.sentence:
        draft.columns["status"] = _status_of_heading(match, state)
    if match.rule == "agreements.twin" and draft.columns["status"] == "ongoing" and {"отныне", "теперь"} & set(view.lemmas):
        draft.columns["status"] = "occurred"  # «отныне побратимами считаются А и Б»
    if match.rule == "agreements.twin" and draft.columns["status"] == "occurred" and view.lemmas[match.trigger] in ("разорвать", "разрыв"):
        draft.columns["status"] = "denied"
    if match.rule in ("agreements.venture", "agreements.idea") and _given_up(match, view):
        draft.columns["status"] = "denied"
    if match.form == "infinitive" and _refused_offer(match, view):
        draft.columns["status"] = "denied"
    if draft.columns["preparing"] and draft.columns["status"] in ("ongoing", "occurred"):
        draft.columns["status"] = "planned"  # «готовят соглашение», «план согласован»
    if draft.columns["status"] == "ongoing" and _signed_now(draft, view):
        draft.columns["status"] = "occurred"
    own = view.mention_at(match.trigger) if match.form == "noun" else None
    if match.rule == "agreements.document" and draft.columns["status"] == "proposed" and {"готовый", "подписание"} <= set(view.lemmas[: match.trigger]):
        draft.columns["status"] = "planned"  # «готов к подписанию меморандум»
    if (
        own is not None
        and draft.columns["status"] == "occurred"
        and (own.prep in ("для", "ради") or _agreed_on(own, view) or view.lemmas[own.first - 1] in ("дата", "срок"))
    ):
        draft.columns["status"] = "planned"  # «прибыл для подписания», «достигли соглашения о подписании», «дата подписания не установлена»
    if own is not None and own.prep == "до" and "дойти" in view.lemmas and "не" in view.lemmas:
        draft.columns["status"] = "denied"  # «до подписания дело не дошло»
    document = match.slots.get("document")
    if match.rule == "agreements.leave_or_join" and document and document[0].mention.prep == "из" and draft.columns["status"] != "planned":
        draft.columns["status"] = "denied"  # «вышла из меморандума»
    if document and key(document[0].mention.lemma) == "проект" and draft.columns["status"] == "occurred":
        draft.columns["status"] = "planned"  # «одобрили проект соглашения»


def _given_up(match: Match, view: View) -> bool:
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


def _refused_offer(match: Match, view: View) -> bool:
    """«ответил отказом на предложение / построить ветропарк», «предложение открыть дом отклонили»."""
    over = next(iter(view.ancestors(match.trigger)), -1)
    near = view.lemmas[max(0, over - 4) : over] + view.lemmas[match.trigger + 1 :]
    return over >= 0 and view.lemmas[over] in OFFERS and not REFUSED.isdisjoint(near)


def _status_of_heading(match: Match, state: Discourse) -> str:
    """«Подпишут двенадцать документов. Среди них …»: what is named in a list is as done as its heading says."""
    for view in reversed(state.views[max(0, match.sentence - ITEMS) : match.sentence]):
        verb = next((i for i, lemma in enumerate(view.lemmas) if lemma in ("подписать", "заключить", "подписывать")), None)
        if verb is not None:
            form = "passive" if view.tokens[verb].feats.variant == "short" else "infinitive" if view.tokens[verb].feats.form == "inf" else "active"
            return status_of(view, verb, form, None)[0]
    return "occurred"


def _signed_now(draft: Draft, view: View) -> bool:
    """«Тула и Брест подписывают соглашение»: the present of a headline or of a report of a deed that has no length."""
    token = view.tokens[draft.match.trigger]
    present = token.feats.tense == "pres" and token.feats.form == "fin" and draft.match.form == "active"
    return present and key(token.lemma) in AT_ONCE and not HABITUAL & set(view.lemmas)


def _agreed_on(signing: Mention, view: View) -> bool:
    """«договорились о подписании», «достигли соглашения о подписании»."""
    governor = view.governor(signing)
    return signing.prep in ("о", "об") and governor >= 0 and view.lemmas[governor] in ("соглашение", "договоренность", "договориться", "условиться", "решение")
