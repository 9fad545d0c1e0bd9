"""Papers named in a list: lines under «Подписаны:», «среди них …», «в их числе …»."""

from __future__ import annotations

from dataclasses import replace

from extractors.article.discourse import Discourse
from extractors.view import View, is_predicate
from schemas.match import Match, Mention

ITEMS = 12  # lines of a list
BACK = 3  # sentences
NAMED = {"документов", "соглашений", "подписанных"}
HEADING = 6  # tokens of «Список подписанных документов:»
PAPERS = {"документ", "соглашение", "договоренность", "перечень", "список"}
TAKEN = {"увезти", "привезти", "скрепить", "завизировать", "парафировать", "оформить", "утвердить"}
AMONG = (
    ["среди", "них"], ["в", "их", "числе"], ["в", "том", "числе"], ["в", "числе"], ["в", "частности"], ["среди", "документов"], ["речь", "о"],
    ["среди", "соглашений"], ["среди", "подписанных"],
)  # fmt: skip
BEING = {"быть", "есть", "значиться", "оказаться"}  # «Среди соглашений есть и / договорённость о …»
SIGNED = {"подписать", "заключить", "подписание"}
PLURAL_SIGNING = {"подписать", "подписывать", "заключить", "подписание", "утвердить"}


def list_item(match: Match, state: Discourse) -> bool:
    """«Подписаны: — договор о взаимодействии …»: a line of a list whose heading tells the signing."""
    view = state.views[match.sentence]
    own = view.mention_at(match.trigger)
    if own is not None and not own.prep and _is_of_many(own, view):
        return True
    shared = own is not None and own.conjunct_of is not None and view.tokens[own.first - 1].pos != "ADP"  # «контракт на станцию и / соглашение»
    if own is not None and (not own.prep or shared) and _is_among(own, view) and match.sentence:
        named = view.texts[1].lower() in NAMED  # «Среди соглашений»: of those told a little before
        before = state.views[max(0, match.sentence - (BACK if named else 1)) : match.sentence]
        return any(PLURAL_SIGNING & set(v.lemmas) or _tells_signing(v) for v in before)
    if own is None or own.first > 2 or own.prep or not (_is_item(view) or _is_line(view, state)):
        return False
    for at in range(match.sentence - 1, max(-1, match.sentence - ITEMS - 1), -1):
        heading = state.views[at]
        if not _is_item(heading) and not _is_line(heading, state):
            return _tells_signing(heading) or (at > 0 and _names_some(heading) and _tells_signing(state.views[at - 1]))
    return False


def _tells_signing(view: View) -> bool:
    """«подписаны документы», «состоялся обмен документами»."""
    return not SIGNED.isdisjoint(view.lemmas) or {"обмен", "документ"} <= view.words


def _is_line(view: View, state: Discourse) -> bool:
    """A line of its own under one that ends with a colon or a semicolon: of a list that has no dashes."""
    text, start = state.document.article.text, view.sentence.start
    before = text[max(0, start - 4) : start]
    return "\n" in before and before.rstrip()[-1:] in (":", ";")


def heading_of(match: Match, state: Discourse) -> Match | None:
    """The signing that the heading of a list tells, as a match of its own without slots; None where no verb before tells one."""
    for view in reversed(state.views[max(0, match.sentence - ITEMS) : match.sentence]):
        verb = next((i for i, lemma in enumerate(view.lemmas) if lemma in ("подписать", "заключить", "подписывать")), None)
        if verb is not None:
            feats = view.tokens[verb].feats
            form = "passive" if feats.variant == "short" else "infinitive" if feats.form == "inf" else "active"
            return replace(match, sentence=view.index, trigger=verb, form=form, slots={})
    return None


def _names_some(view: View) -> bool:
    """«В их числе:», «Среди них:», «Ключевые документы:»: a heading of its own behind the sentence that tells the signing."""
    opened = [t.text.lower() for t in view.tokens]
    return view.tokens[-1].text == ":" and (any(opened[:-1] == words for words in AMONG) or (len(opened) <= HEADING and not PAPERS.isdisjoint(view.lemmas)))


def _is_of_many(paper: Mention, view: View) -> bool:
    """«Четыре документа увезли тамбовчане, в их числе / карта по мелиорации»: one of the papers signed in the same sentence."""
    words = view.lemmas[max(0, paper.first - 3) : paper.first]
    among = words[-3:] in (["в", "они", "число"], ["в", "их", "число"], ["в", "тот", "число"]) or words[-2:] in (["среди", "они"], ["среди", "них"])
    signed = bool((PLURAL_SIGNING | TAKEN) & set(view.lemmas[: paper.first]))
    return among and signed and any(m.kind == "document" and m.number == "plur" and m.last < paper.first for m in view.mentions)


def _is_among(paper: Mention, view: View) -> bool:
    """«Среди них соглашение о …, план …»: named of the papers of the sentence before."""
    opened = [t.text.lower() for t in view.tokens[:4]]
    among = any(opened[: len(words)] == words for words in AMONG)
    return among and not any(is_predicate(t) and t.lemma not in BEING for t in view.tokens[: paper.first])


def _is_item(view: View) -> bool:
    return view.sentence.block == "item" or view.tokens[0].text in ("-", "–", "—", "•", "*")
