"""What may be traded, and what a firm does for a living: «право поставлять мясо имеют 12 заводов», «верфь специализируется на ремонте судов» tell no deal."""

from __future__ import annotations

from extractors.build import Draft
from extractors.lexicon import key, members
from extractors.view import View
from schemas.facts import Party
from schemas.match import Match

PERMITS = {"право", "разрешение", "допуск", "аккредитация", "лицензия", "аттестация"}
PERMITTING = {"разрешить", "разрешать", "разрешаться", "одобрить", "допустить"}
OFFICES = {"отдел", "служба", "дирекция", "бюро", "начальник", "менеджер"}
TRADES = {"специализироваться", "специализация"}
ABLE = {"мочь", "способный", "позволить", "позволять"}
LINES = {"автобус", "поезд", "рейс", "электричка", "паром", "теплоход", "самолет"}  # that run between places
REPLACING = {"заменить", "заменять", "заместить", "замещать", "менять", "поменять"}
SHIPPING = {"contracts.supply", "contracts.send", "contracts.buy"}


def is_chance(match: Match, view: View) -> bool:
    """Whether a verb or noun of trade tells only that somebody may trade, or what he does for a living."""
    at = match.trigger
    above = [key(view.tokens[i].lemma) for i in view.ancestors(at)[:2]]
    if match.rule == "contracts.service" and key(view.lemmas[at]) in REPLACING and _is_exchange(match, view):
        return True
    if match.form == "noun":
        return not TRADES.isdisjoint(above) or (at > 0 and view.lemmas[at - 1] in OFFICES)  # «рассказали в отделе / сбыта»
    if match.rule == "contracts.make" and match.form == "infinitive" and not ABLE.isdisjoint(above[:1]) and "customers" not in match.slots:
        return True  # «завод может выпускать 1500 лифтов в год»
    if not (members("tender") | members("contract_noun")).isdisjoint(view.words):
        return False  # «победитель торгов на право поставить троллейбусы»
    if match.form != "infinitive" or match.rule not in SHIPPING:
        return False
    if not PERMITS.isdisjoint(above[:1]) or key(view.lemmas[at - 1] if at else "") in PERMITS:
        return True
    return not PERMITTING.isdisjoint(above[:1]) or _many_can(above, view)


def _is_exchange(match: Match, view: View) -> bool:
    """«Россия может заменить бразильский сахар», «импортное сырьё заменили узбекским»: one land's wares instead of another's."""
    goods = [f.mention for f in match.slots.get("goods", ())]
    if any(p.form == "adjective" and p.country and m.start <= p.start < m.stop for m in goods for p in view.places):
        return True
    behind = view.tokens[match.trigger + 1] if match.trigger + 1 < len(view.tokens) else None
    bare = behind is not None and (behind.text == "на" or (behind.pos == "ADJ" and behind.feats.case == "ins"))
    return bare and all(m.first < match.trigger for m in goods)


def _many_can(above: list[str], view: View) -> bool:
    """«экспортировать мёд в Китай теперь могут 26 производителей»: a list of those who are admitted."""
    counted = any(q.item_start is not None and q.unit in (None, "шт") for q in view.quantities)
    return above[:1] == ["мочь"] and "теперь" in view.words and counted


def is_on_schedule(draft: Draft, suppliers: tuple[Party, ...], customers: tuple[Party, ...]) -> bool:
    """«автобус из Гомеля в Брянск прибывает на час раньше», «партия поступит в дилерские центры»: a line, and shops of nobody's."""
    if draft.columns.get("quantity") is not None or draft.columns.get("amount") is not None:
        return False
    if draft.columns.get("goods_head") in LINES and draft.columns["status"] == "ongoing":
        return all(p.type == "place" for p in (*suppliers, *customers))
    return not suppliers and draft.columns.get("goods_head") == "партия" and all(p.country is None and p.name.islower() for p in customers)
