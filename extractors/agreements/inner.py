"""Papers and accords that are none between sides: a ministry's with its own districts, and what people travel to haggle over.

«Департамент заключит с районами соглашения» and «приехали договариваться о пеллетах» make no rows.
"""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.lexicon import key, members
from schemas.match import Match

SUBORDINATE = {
    "район",
    "муниципалитет",
    "поселение",
    "сельсовет",
    "подрядчик",
    "субподрядчик",
    "работодатель",
    "перевозчик",
    "аграрий",
    "сельхозпроизводитель",
    "сотрудник",
    "работник",
    "житель",
    "студент",
    "абитуриент",
    "родитель",
    "спортсмен",
    "игрок",
    "собственник",
    "арендатор",
}
WORKERS = {"работник", "сотрудник", "профсоюз", "профком", "коллектив"}
EMPLOYERS = {"дирекция", "администрация", "руководство", "работодатель", "директор"}
PLAYERS = {
    "тренер",
    "игрок",
    "нападающий",
    "защитник",
    "полузащитник",
    "вратарь",
    "форвард",
    "легионер",
    "футболист",
    "хоккеист",
    "баскетболист",
    "волейболист",
}
TRIPS = {"съездить", "явиться", "вырваться"}


def is_inner(match: Match) -> bool:
    """«заключит с районами соглашения о софинансировании»: nameless bodies of one's own land; «работники и дирекция» of one firm."""
    partners = [f.mention for f in match.slots.get("partners", ())]
    sides = [f.mention for f in match.slots.get("parties", ())]
    heads = {key(m.lemma) for m in (*sides, *partners)}
    if WORKERS & heads and EMPLOYERS & heads:
        return True
    if partners and len(sides) == 1 and sides[0].number == "plur" and key(sides[0].lemma) in SUBORDINATE and all(m.type == "government" for m in partners):
        return True  # «муниципалитеты края заключили с правительством региона»
    return bool(partners) and all(m.bare and m.number == "plur" and key(m.lemma) in SUBORDINATE for m in partners)


def is_of_players(match: Match, state: Discourse) -> bool:
    """«подписал договор с нападающим», «с тренером»: whom a club hires."""
    return any(m.prep in ("с", "со") and m.first > match.trigger and key(m.lemma) in PLAYERS for m in state.views[match.sentence].mentions)


def is_errand(match: Match, state: Discourse) -> bool:
    """«приехала договариваться о пеллетах»: the aim of a trip; nothing is agreed yet."""
    view = state.views[match.sentence]
    if match.form != "infinitive":
        return False
    return any(key(view.tokens[i].lemma) in TRIPS | members("going") for i in view.ancestors(match.trigger)[:1])
