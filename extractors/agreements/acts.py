"""Guards of what is done with a paper by a verb of many meanings: sent, put on paper, left unsigned."""

from __future__ import annotations

from extractors.agreements.bodies import TOGETHER
from extractors.agreements.papers import paper_of
from extractors.agreements.purchases import framed
from extractors.article.discourse import Discourse
from extractors.lexicon import classes_of, key
from extractors.status.cues import is_future, negation
from extractors.view import View
from schemas.match import Match

SENDING = {"направить", "передать", "отправить"}
NEAR = 5  # tokens
STRONG = {"соглашение", "меморандум", "допсоглашение", "инвестсоглашение", "декларация"}


def text_sent(match: Match, state: Discourse) -> bool:
    """«проект меморандума направлен на согласование», not «соглашение направлено на развитие», «отправили договор почтой»."""
    sending = state.views[match.sentence].lemmas[match.trigger] in SENDING
    return not sending or "draft" in classes_of(match.slots["document"][0].mention.lemma)


def formal(match: Match, state: Discourse) -> bool:
    """«оформили соглашение», «оформили договор о стажировках», not «оформил документы на визу», nor «поможет заключению соглашений»."""
    if match.form == "noun" and _may_come_of(state.views[match.sentence], match.trigger):
        return False
    if state.views[match.sentence].lemmas[match.trigger] == "распространить" and match.form.startswith("participle") and "parties" not in match.slots:
        return False  # «говорится в распространённом заявлении правительства»
    if state.views[match.sentence].lemmas[match.trigger] == "датировать":
        return match.form == "participle_passive"  # «соглашение, датированное 16 мая», not «протокол датирован ноябрём»
    if state.views[match.sentence].lemmas[match.trigger] not in ("оформить", "оформлять"):
        return True
    paper = paper_of(match, state)
    if len(match.slots.get("parties", ())) + len(match.slots.get("partners", ())) > 1 and "subject" in match.slots:
        return True  # «бумаги о стажировках вуз и академия оформили в среду»
    return paper is not None and (key(paper.lemma) in STRONG | {"протокол"} or (key(paper.lemma) == "договор" and framed(paper, state)))


def _may_come_of(view: View, at: int) -> bool:
    """«способствует заключению / соглашений»: what something helps to come is hoped for."""
    above = view.tokens[at].head
    return view.tokens[at].feats.case == "dat" and above >= 0 and view.lemmas[above] in HELPING


HELPING = {"способствовать", "поспособствовать", "содействовать", "помочь", "помогать", "содействие"}


def member_of(match: Match, state: Discourse) -> bool:
    """«участником консорциума», «стороной соглашения», not «участником конкурса»."""
    return paper_of(match, state) is not None


def not_agreed_yet(match: Match, state: Discourse) -> bool:
    """«соглашение уйдёт на подпись», not «сотрудники ждут подписи»: a paper of two sides or of a named subject."""
    paper = paper_of(match, state)
    near = match.slots["signing"][0].mention
    beside = 0 <= near.first - match.trigger <= NEAR
    return beside and paper is not None and (key(paper.lemma) in STRONG | {"договор", "протокол", "документ", "карта"})


def of_quarantine(match: Match, state: Discourse) -> bool:
    """«ветеринарный сертификат», «форма фитосертификата», «санитарные требования»: what two services make for each other's goods."""
    form, view = match.slots["subject"][0].mention, state.views[match.sentence]
    named = {f.mention.name for name in ("parties", "partners") for f in match.slots.get(name, ()) if f.found != "discourse"}
    words = (key(lemma) for lemma in view.lemmas[form.first : form.last])
    return len(named) > 1 and any(word.startswith(("ветеринар", "ветсертиф", "фито", "санитар", "сертиф")) for word in words)


def unsigned(match: Match, state: Discourse) -> bool:
    """«осталась неподписанной», «остался без подписи», «осталось на бумаге»."""
    view = state.views[match.sentence]
    return any(word.startswith("неподписанн") or word in ("подписи", "подписей") for word in view.texts[match.trigger + 1 : match.trigger + 4])


def together(match: Match, state: Discourse) -> bool:
    """«предложил «Нуру» совместно собирать погрузчики»: two sides, a word that says «together» beside the verb, and a thing that is still to be done."""
    view, t = state.views[match.sentence], match.trigger
    near = view.lemmas[max(0, t - NEAR) : t + NEAR]
    along = any(view.lemmas[f.mention.first - 2] in TOGETHER for f in match.slots.get("partners", ()) if f.mention.first > 1)
    if match.status not in ("planned", "proposed") or (
        TOGETHER.isdisjoint(near) and not along and not ("двойной" in near and {"диплом", "степень"} & set(view.lemmas[t : t + 2 * NEAR]))
    ):
        return False
    sides = [f for name in ("parties", "partners", "offered") for f in match.slots.get(name, ()) if f.found != "discourse"]
    return len({f.mention.name for f in sides}) > 1 and not view.money


def will_not(match: Match, state: Discourse) -> bool:
    """«соглашения не будет», not «соглашения не было»."""
    view = state.views[match.sentence]
    return negation(view, match.trigger) and is_future(view.tokens[match.trigger])
