"""Agreements: who commits to what with whom."""

from __future__ import annotations

from extractors.build import Draft, Extractor, parties, start_draft, text_of
from extractors.discourse import Discourse
from extractors.lexicon import key, members
from extractors.view import View
from schemas.match import Match

KINDS = {
    "соглашение": "agreement", "допсоглашение": "agreement", "договор": "treaty", "меморандум": "memorandum", "протокол": "protocol", "карта": "roadmap",
    "программа": "programme", "план": "programme", "декларация": "declaration", "заявление": "declaration", "коммюнике": "declaration", "конвенция": "treaty",
    "побратимство": "treaty", "предприятие": "joint_venture", "сп": "joint_venture", "производство": "joint_venture", "площадка": "joint_venture",
}  # fmt: skip


PURCHASE = {"поставка", "закупка", "покупка", "продажа", "приобретение", "отгрузка", "ремонт", "обслуживание", "аренда", "лизинг", "подряд", "купля-продажа"}
VAGUE_DOCUMENTS = {"план", "карта", "программа", "документ", "бумага", "письмо", "заявление", "концепция", "регламент", "резолюция", "договор"}
SPECIFYING = {
    "дорожный", "совместный", "сотрудничество", "мероприятие", "намерение", "действие", "побратимство", "обмен", "партнерство", "межрегиональный",
    "двусторонний", "межправительственный", "рамочный", "взаимодействие", "дружба",
}  # fmt: skip


def not_purchase(match: Match, state: Discourse) -> bool:
    """A «договор на поставку насосов» is a contract, not an agreement."""
    document = match.slots["document"][0].mention
    view = state.views[match.sentence]
    return not any(key(t.lemma) in PURCHASE for t in view.tokens[document.head + 1 : document.head + 4])


def named_document(match: Match, state: Discourse) -> bool:
    """«дорожная карта», «план мероприятий», «программа сотрудничества», not any plan or map: a word must make it a document of two sides."""
    document = match.slots["document"][0].mention
    if key(document.lemma) not in VAGUE_DOCUMENTS - {"договор", "документ"}:
        return True
    view = state.views[match.sentence]
    around = {key(t.lemma) for t in view.tokens[max(0, document.first - 1) : document.last + 4]}
    return bool(around & SPECIFYING)


def not_a_deal(match: Match, state: Discourse) -> bool:
    """«договорились о поставках» is a contract, «договорились о встрече» a meeting."""
    subject = match.slots["subject"][0].mention
    return key(subject.lemma) not in PURCHASE | {"встреча", "визит", "переговоры", "цена", "скидка"}


def joint(match: Match, state: Discourse) -> bool:
    """A body of two sides: it is called joint, or two sides found it, or one does so in the other's place."""
    view = state.views[match.sentence]
    body = match.slots["body"][0].mention
    words = {key(t.lemma) for t in view.tokens[body.first : body.last]}
    if words & members("joint") or key(body.lemma) in ("сп", "консорциум", "представительство", "филиал"):
        return True
    founders = [f.mention for name in ("parties", "partners") for f in match.slots.get(name, ())]
    return len(founders) >= 2 and key(body.lemma) not in ("группа", "школа", "класс", "проект", "программа")


def drafts(state: Discourse, matches: list[Match]) -> list[Draft]:
    """One draft per document or commitment."""
    return [draft for match in matches if (draft := _draft(state, match)) is not None]


def _draft(state: Discourse, match: Match) -> Draft | None:
    view = state.views[match.sentence]
    text = state.document.article.text
    draft = start_draft(match, state)
    found = parties(match.slots.get("parties", ()), draft, state)
    found += tuple(p for p in parties(match.slots.get("partners", ()), draft, state) if not any(p.entity_id == q.entity_id for q in found))
    document = match.slots.get("document") or match.slots.get("body")
    lemma = key(document[0].mention.lemma) if document else ""
    draft.columns.update(
        kind=match.set.get("kind") or KINDS.get(lemma, "other"), parties=found, subject=subject_of(match, view, text), document=lemma,
        period=next((d.edtf for d in view.dates if d.role == "duration"), None),
    )  # fmt: skip
    return draft


def subject_of(match: Match, view: View, text: str) -> str | None:
    """What a document is about; of a joint body its own name."""
    subject = match.slots.get("subject") or match.slots.get("body")
    return text_of(subject[0], view, text) if subject else None


EXTRACTOR = Extractor(drafts, {"not_purchase": not_purchase, "named_document": named_document, "not_a_deal": not_a_deal, "joint": joint})
