"""Agreements: who commits to what with whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from extractors.agreements.again import OTHER_PAPER, only_headline
from extractors.agreements.apart import apart
from extractors.agreements.before import bodies_before, refers
from extractors.agreements.deeds import deed_before, deed_of
from extractors.agreements.enumerated import is_one_of_them, one_by_one
from extractors.agreements.fillers import BODY_RULES
from extractors.agreements.guards import GUARDS
from extractors.agreements.inner import is_errand, is_inner, is_of_players
from extractors.agreements.items import heading_of
from extractors.agreements.kinds import kind_of
from extractors.agreements.names import TALKERS
from extractors.agreements.once import told_once
from extractors.agreements.papers import paper_of, subject_of
from extractors.agreements.sides import sides_of
from extractors.agreements.signing_place import put_place
from extractors.agreements.status import is_unratified, settle_status
from extractors.agreements.terms import add_terms, period_of
from extractors.article.discourse import Discourse
from extractors.build import MAX_EVIDENCE, Draft, Extractor, put_date, start_draft, take_date
from extractors.dating.when import nearest_date
from extractors.lexicon import key
from extractors.meetings.guards import asked
from extractors.merging.merge import fuller_period
from extractors.parties.same import bodies_for, distinct, one_side
from extractors.view import View, is_predicate
from schemas.match import Match

AHEAD = 3  # tokens: «также был подписан»
SIGNED = {"agreements.sign", "agreements.put_signatures", "agreements.seal"}
AGREEING = {"agreements.agree", "agreements.agree_to_do", "agreements.agree_that"}
DEEDS = {"agreements.agree_to_do", "agreements.agree_that", "agreements.reach", "agreements.become_document"}
AGREED_AT_HOME = {"согласовать", "согласовывать"}  # «документ согласовали МИД и Минфин»
SECOND = {
    "agreements.document",
    "agreements.agree_to_do",
    "agreements.agree_that",
    "agreements.joint_venture",
    "agreements.joint_work",
    "agreements.make_together",
    "agreements.idea",
    "agreements.postpone",
}  # told better by another rule of the same sentence


def drafts(state: Discourse, matches: list[Match]) -> list[Draft]:
    """One draft per document or commitment."""
    told = [match for match in matches if _told(match, state)]
    made = [draft for match in told for draft in _drafts(state, [*apart(match, state), *one_by_one(match, state)]) if not is_unratified(draft, state)]
    agreed = {draft.match.sentence for draft in made if draft.match.rule in AGREEING and draft.columns["subject"]}
    kept = [draft for draft in _one_per_paper(made, state) if _worthy(draft, state) or _puts_in_writing(draft, agreed)]
    once = [draft for draft in told_once(kept, state) if not only_headline(draft, kept, state)]
    add_terms(once, state)
    return once


def _drafts(state: Discourse, parts: Sequence[Match]) -> list[Draft]:
    """The drafts of one match; of one paper with each of several partners every draft has a paper of its own."""
    made = [_draft(state, part) for part in parts]
    told: dict[object, int] = {}
    for draft in made if len(made) > 1 else ():
        paper = draft.columns["paper"]
        told[paper] = told.get(paper, -1) + 1
        if paper is not None and (told[paper] or paper[0] != draft.match.sentence):  # «такие бумаги подписали А и Б, В и Г»: none is the paper told before
            draft.columns["paper"] = (*paper, told[paper] or len(made))
    return made


def _told(match: Match, state: Discourse) -> bool:
    """Not an advertiser's «подпишите соглашение и получите подарок», not a question."""
    feats = state.views[match.sentence].tokens[match.trigger].feats
    if is_inner(match) or is_of_players(match, state) or (match.rule in AGREEING and is_errand(match, state)):
        return False
    return feats.mood != "imp" and feats.person != "2" and not asked(state.views[match.sentence])


def _worthy(draft: Draft, state: Discourse) -> bool:
    """Somebody is bound to something: a party, or a subject in an article of two sides; a bare «документ» is none."""
    if draft.match.rule == "agreements.become_kin":
        return sum(p.country is not None for p in draft.columns["parties"]) >= 2
    if draft.columns["several"] and draft.columns["document"] == "договор" and draft.columns["subject"] is None and not _has_name(draft):
        return False  # «заключать договоры со страховщиками»
    talkers = any(f.mention.lemma in TALKERS for f in draft.match.slots.get("parties", ()))  # «лидеры»: those of the talks under way
    if draft.match.rule in AGREEING and not draft.columns["parties"] and len(state.sides) < 2 and not talkers:
        return False  # «жители договорились встретить Масленицу»
    if draft.columns["parties"] or draft.columns["subject"] is not None or draft.columns["refers"]:
        return True
    if draft.match.rule in SIGNED and not draft.columns["several"] and bodies_before(draft.match, state):
        return True
    if draft.match.rule in ("agreements.between", "agreements.prolong_it") and "parties" in draft.match.slots and draft.columns["kind"] == "treaty":
        return framed_at(draft.columns["paper"], state)  # «стороны продлили рамочный договор»
    return len(state.sides) == 2 and draft.columns["document"] not in ("документ", "бумага", "договор")


def _puts_in_writing(draft: Draft, agreed: set[int]) -> bool:
    """«Договорились о взаимном представительстве. / Документ подпишут в мае»: whose paper it is says the sentence before."""
    return draft.match.rule in SIGNED and draft.match.sentence - 1 in agreed and draft.columns["document"] in ("документ", "бумага")


def _since(draft: Draft, view: View) -> bool:
    """«готовящееся с прошлой осени»: since when a paper is being prepared is not when it will be there."""
    text = draft.get("date_text")
    return text is not None and any(d.text == text and d.role == "start" for d in view.dates)


def framed_at(paper: tuple[int, int, *tuple[int, ...]] | None, state: Discourse) -> bool:
    """Whether a paper is called a frame of more: «рамочный договор»."""
    mention = None if paper is None else state.views[paper[0]].mention_at(paper[1])
    return mention is not None and "рамочный" in state.views[mention.sentence].lemmas[mention.first : mention.head]


def _show_paper(draft: Draft, told: View, text: str) -> None:
    """«Готово соглашение с округом. Его подписали …»: the evidence begins where the paper is named, if it stays short."""
    start, stop = told.sentence.start, draft.columns["evidence_end"]
    if stop - start <= MAX_EVIDENCE and "\n" not in text[start : draft.columns["evidence_start"]].strip():
        draft.columns.update(evidence=text[start:stop], evidence_start=start)


def _has_name(draft: Draft) -> bool:
    """Whether a partner has a name, a code or an article to be known from."""
    return any(p.country or any(word[:1].isupper() or word[:1] == "«" for word in p.name.split()) for p in draft.columns["parties"][-1:])


def _draft(state: Discourse, match: Match) -> Draft:
    view = state.views[match.sentence]
    draft = start_draft(match, state)
    paper = paper_of(match, state)
    lemma = paper.lemma if paper is not None else ""
    year = draft.columns["date_start"].year if draft.get("date_start") else draft.columns["published"].year if draft.get("published") else None
    period, told_by = period_of(match, paper, state, year)
    if told_by is not None and draft.get("date_text") == told_by.text:
        draft.columns.update(date=None, date_text=None, date_start=None, date_end=None)
        draft.columns["status"] = match.status  # «сообщает о пролонгации до 2027 года»
    deed = deed_of(match, view, state.document.article.text) if match.rule in DEEDS else None
    draft.columns.update(
        kind=kind_of(lemma, match, view), parties=sides_of(match, draft, state), subject=deed or subject_of(match, paper, state), period=period,
        paper=(paper.sentence, paper.head) if paper is not None else None, document=key(lemma), several=paper is not None and paper.number == "plur" and not is_one_of_them(match),
    )  # fmt: skip
    draft.columns["refers"] = refers(paper, state.views[paper.sentence]) if paper is not None else 0
    if draft.columns["refers"] and draft.columns["subject"] is None and paper is not None and paper.sentence:
        draft.columns["subject"] = deed_before(state.views[paper.sentence - 1], state.document.article.text)
    if match.rule == "agreements.draft" and _since(draft, view):
        draft.columns.update(date=None, date_text=None, date_start=None, date_end=None)
    if match.rule in SIGNED:
        put_place(draft, view, match.trigger)
    if match.rule == "agreements.item" and (heading := heading_of(match, state)) is not None:
        _set_by_heading(draft, heading, state)
    draft.columns["background"] = _is_background(draft)
    draft.columns["another"] = not OTHER_PAPER.isdisjoint(view.lemmas[max(0, match.trigger - AHEAD) : match.trigger])
    if paper is not None and paper.sentence == match.sentence - 1:
        _show_paper(draft, state.views[paper.sentence], state.document.article.text)
    settle_status(draft, match, lemma, state)
    return draft


def _set_by_heading(draft: Draft, heading: Match, state: Discourse) -> None:
    """«В Астане 7 июля подписаны три документа: / — соглашение …»: when and where the papers of a list are signed."""
    view = state.views[heading.sentence]
    put_place(draft, view, heading.trigger)
    day = nearest_date(heading, view, draft.columns["published"]) if draft.get("date") is None else None
    if day is not None:
        put_date(draft, day)


def _one_per_paper(made: list[Draft], state: Discourse) -> Iterable[Draft]:
    """Of several tellings of one document the first main one, with what the others add; participles («подписанный в 2014 году») are background."""
    kept: dict[object, Draft] = {}
    order: list[Draft] = []
    for draft in sorted(made, key=lambda d: _rank(d, state)):
        paper = draft.get("paper")
        twin = kept.get(paper) if paper is not None else None
        if twin is None and draft.match.rule in SECOND and any(k.match.sentence == draft.match.sentence for k in order):
            continue
        host = next((k for k in order if _promised_in(draft, k, state) or _puts_down(k, draft, state)), None) if twin is None else None
        if host is not None:
            host.columns["subject"] = host.columns["subject"] or draft.columns["subject"]
        elif twin is None:
            order.append(draft)
            if paper is not None:
                kept[paper] = draft
        elif draft.match.rule not in SECOND or not _is_one_of_many(twin, order):
            _add(twin, draft, _sides_beside(twin, order))
            twin.joined.append(draft)
    return sorted(order, key=lambda d: int(d.columns["trigger_start"]))


def _is_one_of_many(draft: Draft, others: Sequence[Draft]) -> bool:
    """«соглашения с портом и банком» told apart: one mention of them all says of none who its sides are."""
    paper = draft.columns["paper"]
    return any(k is not draft and k.get("paper") is not None and k.columns["paper"][:2] == paper[:2] for k in others)


def _promised_in(draft: Draft, host: Draft, state: Discourse) -> bool:
    """«соглашение о создании центра», «протокол, по которому создадут рынок»: the body is what the document is about."""
    paper = host.get("paper")
    if (
        draft.match.rule not in BODY_RULES
        or host.match.rule in BODY_RULES
        or paper is None
        or paper[0] != draft.match.sentence
        or paper[1] > draft.match.trigger
    ):
        return False
    view = state.views[draft.match.sentence]
    between = view.lemmas[paper[1] + 1 : draft.match.trigger]
    return bool({"который", "предусматривать", "предусмотреть"} & set(between)) or (
        draft.match.form in ("noun", "infinitive") and not view.verbs_between(paper[1], draft.match.trigger)
    )


def _puts_down(paper: Draft, body: Draft, state: Discourse) -> bool:
    """«вузы создают общий центр, договор учредители подпишут в апреле»: a bare paper behind a body in one sentence is the body's own."""
    own = paper.get("paper")
    if (
        body.match.rule not in BODY_RULES | {"agreements.work"}
        or own is None
        or own[0] != body.match.sentence
        or paper.match.sentence != own[0]
        or paper.columns["subject"]
    ):
        return False
    view = state.views[own[0]]
    if own[1] < body.match.trigger or any(f.mention.first > body.match.slots["body"][0].mention.last for f in paper.match.slots.get("partners", ())):
        return False
    mention = view.mention_at(own[1])
    core = (0, 2) if mention is None else mention.core or (mention.first, mention.last)
    if core[1] - core[0] > (2 if "соответствующий" in view.lemmas[core[0] : core[1]] else 1):
        return False
    if body.columns["kind"] == "joint_venture" or paper.columns["kind"] == "treaty":
        paper.columns["kind"] = body.columns["kind"]
    paper.columns["subject"] = body.columns["subject"]
    if len(paper.columns["parties"]) < 2 or body.match.rule != "agreements.work":
        paper.columns["parties"] = body.columns["parties"] or paper.columns["parties"]
    return True


def _rank(draft: Draft, state: Discourse) -> tuple[int, bool, bool, bool, bool, int]:
    """Signings before bodies before mere names, a verb beside the paper before one across another verb, main clauses before background, denials and
    signings before drafts, earlier before later."""
    order = 2 if draft.match.rule in SECOND else 1 if draft.match.rule in BODY_RULES else 0
    weak = draft.columns["preparing"] or state.views[draft.match.sentence].lemmas[draft.match.trigger] in AGREED_AT_HOME
    return order, _across(draft, state), _is_background(draft), draft.columns["status"] != "denied", weak, int(draft.columns["trigger_start"])


def _across(draft: Draft, state: Discourse) -> bool:
    """«обсудили площадку, стороны парафировали соглашение»: the paper is not what was discussed, whatever the parser says."""
    fillers, paper = draft.match.slots.get("document", ()), draft.get("paper")
    if not fillers or paper != (draft.match.sentence, fillers[0].mention.head) or draft.match.form not in ("active", "passive", "converb"):
        return False
    view = state.views[draft.match.sentence]
    if view.tokens[paper[1]].head == draft.match.trigger and "который" in view.lemmas[paper[1] + 1 : paper[1] + 4]:
        return False  # «меморандум, по которому вуз подготовит врачей, / завизирован»
    over = view.tokens[paper[1]].head
    if draft.match.rule == "agreements.between" and draft.match.trigger < over < paper[1] and view.tokens[over].feats.form == "inf":
        return True  # «приняли решение подписать / меморандум»
    first, last = sorted((draft.match.trigger, paper[1]))
    return any(is_predicate(t) and not (t.lemma == "быть" and t.head == draft.match.trigger) for t in view.tokens[first + 1 : last])


def _is_background(draft: Draft) -> bool:
    """«подписанный в 2014 году», «под которым ставили подписи прежние мэры»."""
    fillers = draft.match.slots.get("document", ())
    return draft.match.form.startswith("participle") or any(f.mention.lemma == "который" for f in fillers)


def _sides_beside(draft: Draft, others: Sequence[Draft]) -> set[int]:
    """Where the partners of the other papers of one signing are told: «меморандум с вузом, а с институтом – договор»."""
    beside = (k for k in others if k is not draft and k.match.sentence == draft.match.sentence and k.match.rule == draft.match.rule)
    return {f.mention.start for k in beside for f in k.match.slots.get("partners", ())}


def _add(kept: Draft, other: Draft, beside: Set[int]) -> None:
    """What another telling knows besides; a participle's date is that of its own time, and sides of other papers beside it are none."""
    if not _is_background(other) and kept.columns["status"] == other.columns["status"]:
        take_date(kept, other)
    if other.columns["status"] == "denied" and (kept.columns["preparing"] or (kept.columns["status"] == "proposed" and other.match.form == "passive")):
        kept.columns["status"] = "denied"  # «соглашение, которое готовилось два года, не состоится»
    for name in ("parties", "subject", "period"):
        if kept.columns.get(name) in (None, ()) and other.columns.get(name) not in (None, ()):
            kept.columns[name] = other.columns[name]
            kept.found |= other.found
    kept.columns["period"] = fuller_period(kept.columns.get("period"), other.columns.get("period"))
    kept.columns["parties"] = bodies_for(kept.columns["parties"], other.columns["parties"])
    if len(kept.columns["parties"]) < 2:
        own = kept.columns["parties"]
        kept.columns["parties"] = distinct((*own, *(p for p in other.columns["parties"] if p.start not in beside and not any(one_side(p, q) for q in own))))


EXTRACTOR: Extractor = Extractor(drafts, GUARDS)
