"""Trade that is handled and not done: «ограничить закупки», «проблемы с покупкой», «деньги на покупку», «вопрос об оплате поставок»."""

from __future__ import annotations

from extractors.lexicon import key
from extractors.view import View
from schemas.match import Match

LIMITING = {"ограничить", "ограничивать", "ограничение", "лимит", "лимитировать"}
LOOKING = {"осмотреть", "осматривать", "проинспектировать", "инспектировать", "наблюдать", "посетить", "изучить", "увидеть"}
TROUBLES = {"проблема", "трудность", "сложность", "перебой", "затруднение", "задержка"}
FUNDS = {"финансирование", "деньги", "средство", "субсидия", "кредит", "ссуда", "заем", "грант", "компенсация", "дотация", "скидка", "господдержка"}
HANDLING = {
    "оплата", "страхование", "маркировка", "сертификация", "учет", "прозрачность", "безопасность", "логистика", "регулирование", "порядок", "правило", "отслеживание", "прослеживаемость",
    "субсидирование", "налогообложение", "мониторинг", "эффективность", "ритмичность", "неритмичность", "невозможность", "риск", "доступность",
}  # fmt: skip
FINANCING = {"финансирование", "кредитование", "профинансировать", "финансировать", "кредитовать"}


COOPERATING = {"сотрудничать", "взаимодействовать", "кооперироваться"}  # «продолжит / сотрудничать с МАЗом в производстве насосов»


def is_handled(match: Match, view: View) -> bool:
    """Whether the noun of a deal only names what somebody limits, pays, insures, has trouble with or gets money for."""
    if any(view.lemmas[c] in COOPERATING and view.tokens[c].feats.form == "inf" for c in view.children[match.trigger]):
        return True
    if match.form != "noun":
        return False
    own, trigger = view.mention_at(match.trigger), match.trigger
    ruler = view.tokens[trigger].head
    near = set(view.lemmas[max(0, trigger - 2) : trigger])
    if ruler >= 0 and key(view.lemmas[view.tokens[ruler].head if view.tokens[trigger].rel == "conj" else ruler]) in LOOKING:
        return True  # «проинспектировал испытания самолётов»
    if match.rule == "contracts.service_noun" and any(key(view.lemmas[i]) == "цель" for i in view.ancestors(trigger)[:2]):
        return True  # «построят платформы с целью добычи нефти»
    if LIMITING & (near | {view.lemmas[i] for i in view.ancestors(trigger)[:1]}):
        return True
    if trigger and view.tokens[trigger].feats.case == "gen" and key(view.lemmas[trigger - 1]) in HANDLING:
        return True
    if own is None:
        return False
    before = key(view.lemmas[own.first - 2]) if own.first > 1 and own.prep else ""
    if own.prep in ("с", "со", "при") and before in TROUBLES:
        return True
    funded = own.prep == "на" and FUNDS & {before, key(view.lemmas[ruler]) if ruler >= 0 else ""} and not match.slots.keys() & {"suppliers", "origin"}
    return bool(funded) and not _of_another_land(match, view)


def _of_another_land(match: Match, view: View) -> bool:
    """«кредит на покупку белорусских тракторов»: whose make the goods are makes it a deal of two sides."""
    goods = [f.mention for f in match.slots.get("goods", ())]
    return any(m.start <= p.start < m.stop for m in goods for p in view.places)


def financed(match: Match, view: View) -> bool:
    """«Кабмин рассмотрит варианты финансирования поставок»: who sees to the money neither sells nor buys."""
    return match.form == "noun" and not FINANCING.isdisjoint(key(view.lemmas[i]) for i in view.ancestors(match.trigger)[:3])


def of_experience(match: Match, view: View) -> bool:
    """«имеет опыт / строительства больниц»: what one can do, and no deal."""
    own = view.mention_at(match.trigger)
    return own is not None and own.case == "gen" and not own.prep and not EXPERIENCE.isdisjoint(view.lemmas[max(0, own.first - 2) : own.first])


EXPERIENCE = frozenset({"опыт", "практика", "навык", "компетенция", "традиция", "стаж"})
