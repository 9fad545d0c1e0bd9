"""Of what kind a paper or a joint body is: «меморандум» → memorandum, «завод» → joint_venture."""

from __future__ import annotations

from extractors.lexicon import key
from extractors.view import View
from schemas.match import Match

KINDS = {
    "соглашение": "agreement", "допсоглашение": "agreement", "межправсоглашение": "agreement", "инвестсоглашение": "agreement", "договор": "treaty", "меморандум": "memorandum", "протокол": "protocol", "карта": "roadmap",
    "программа": "programme", "план": "programme", "декларация": "declaration", "заявление": "declaration", "коммюнике": "declaration", "конвенция": "treaty",
    "побратимство": "treaty", "предприятие": "joint_venture", "сп": "joint_venture", "производство": "joint_venture", "площадка": "joint_venture",
    "хартия": "declaration", "перечень": "programme", "пакт": "treaty", "график": "programme", "сборка": "joint_venture", "завод": "joint_venture", "фабрика": "joint_venture",
    "цех": "joint_venture", "факультет": "joint_venture", "лаборатория": "joint_venture", "сушилка": "joint_venture", "письмо": "memorandum",
    "договоренность": "agreement", "приложение": "agreement", "бакалавриат": "programme", "магистратура": "programme", "аспирантура": "programme", "компания": "joint_venture", "выпуск": "joint_venture",
}  # fmt: skip


def kind_of(lemma: str, match: Match, view: View) -> str:
    """«меморандум» → memorandum; the word of the rule where it says so; «договорились о создании СП» → joint_venture; other."""
    subject = match.slots.get("subject")
    if match.rule in ("agreements.agree", "agreements.reach") and subject:
        around = {key(t.lemma) for t in view.tokens[subject[0].mention.first : subject[0].mention.last]}
        if "сп" in around or ("совместный" in around and around & {lemma for lemma, kind in KINDS.items() if kind == "joint_venture"}):
            return "joint_venture"
    if match.rule in ("agreements.twin", "agreements.become_kin"):
        return "agreement"
    if match.rule == "agreements.make_together" and "двойной" in view.lemmas[match.trigger :]:
        return "programme"  # «выпускать инженеров с двойными дипломами»
    return match.set.get("kind") or KINDS.get(key(lemma), "other")
