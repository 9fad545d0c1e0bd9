"""Agreements: who commits to what with whom."""

from __future__ import annotations

from extractors.build import Draft, Extractor, parties, start_draft, text_of
from extractors.discourse import Discourse
from extractors.lexicon import key
from schemas.match import Match

KINDS = {
    "соглашение": "agreement", "допсоглашение": "agreement", "договор": "treaty", "меморандум": "memorandum", "протокол": "protocol", "карта": "roadmap",
    "программа": "programme", "план": "programme", "декларация": "declaration", "заявление": "declaration", "коммюнике": "declaration", "конвенция": "treaty",
    "побратимство": "treaty",
}  # fmt: skip


PURCHASE = {"поставка", "закупка", "покупка", "продажа", "строительство", "приобретение", "отгрузка", "ремонт", "обслуживание"}


def not_purchase(match: Match, state: Discourse) -> bool:
    """A «договор на поставку насосов» is a contract, not an agreement."""
    document = match.slots["document"][0].mention
    if key(document.lemma) in ("договор", "документ", "соглашение"):
        view = state.views[match.sentence]
        after = view.tokens[document.head + 1 : document.head + 4]
        return not any(key(t.lemma) in PURCHASE for t in after)
    return True



def drafts(state: Discourse, matches: list[Match]) -> list[Draft]:
    """One draft per document or commitment."""
    return [draft for match in matches if (draft := _draft(state, match)) is not None]


def _draft(state: Discourse, match: Match) -> Draft | None:
    view = state.views[match.sentence]
    text = state.document.article.text
    draft = start_draft(match, state)
    found = parties(match.slots.get("parties", ()), draft, state)
    found += tuple(p for p in parties(match.slots.get("partners", ()), draft, state) if not any(p.entity_id == q.entity_id for q in found))
    document = match.slots.get("document")
    lemma = key(document[0].mention.lemma) if document else ""
    subject = match.slots.get("subject")
    draft.columns.update(
        kind=match.set.get("kind") or KINDS.get(lemma, "other"), parties=found, subject=text_of(subject[0], view, text) if subject else None, document=lemma,
        period=next((d.edtf for d in view.dates if d.role == "duration"), None),
    )  # fmt: skip
    return draft


EXTRACTOR = Extractor(drafts, {"not_purchase": not_purchase})
