"""Parties of deals: the mentions chosen as sides → rows' parties; «стороны», «пресс-служба», «туристы», the ends of a route are none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.article.speech import in_quotation
from extractors.build import Draft, parties, to_party
from extractors.contracts.counted import counted_out
from extractors.contracts.speakers import OPENING, narrator, speaker_side
from extractors.contracts.wares import VESSELS
from extractors.lexicon import classes_of, key
from extractors.phrases.words import PRONOUNS
from extractors.view import View
from schemas.facts import Party
from schemas.match import Filler, Mention

DASHES = {"–", "—", "-"}
NO_SIDES = {
    "сосед",
    "коллега",
    "партнер",
    "рынок",
    "сторона",
    "участник",
    "переговорщик",
    "собеседник",
    "человек",
    "житель",
    "делегация",
    "гость",
    "миссия",
    "бизнес-миссия",
    "министр",
    "губернатор",
}


def _is_agency(mention: Mention, state: Discourse) -> bool:
    """«Алматы. 7 мая. KAZAKHSTAN TODAY – …»: who tells the news."""
    line = state.document.article.dateline
    return line is not None and mention.type != "place" and line.start <= mention.start < line.stop


def resolve(fillers: Sequence[Filler], draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """Fillers → parties; «стороны», delegations and persons are no sides of a deal; «мы» is the speaker's firm or place."""
    found: list[Party] = []
    fillers = [Filler(m, f.found) for f in fillers for m in counted_out(f.mention, state.views[f.mention.sentence]) or [f.mention]]
    fillers = [f for f in _without_titles(fillers, state) if not _is_agency(f.mention, state)]
    named = [f for f in fillers if not f.mention.bare]
    for filler in named or fillers:  # «инвестор, группа «Лифт», обещавшая вложить»: the name says who the investor is
        lemma = key(filler.mention.lemma)
        if (lemma in NO_SIDES and not filler.mention.country) or is_plumbing(filler.mention, state.views[filler.mention.sentence]):
            continue
        quoted = (
            filler.found == "discourse"
            and lemma == "они"
            and (in_quotation(state, filler.mention.start) or (filler.mention.sentence > OPENING and narrator(state) is not None))
        )
        if lemma == "мы" or quoted:  # «Отгрузили в феврале 15 тысяч тонн», — сказал директор завода
            speaker = speaker_side(state.views[filler.mention.sentence], state)
            if speaker is not None and not _tells_news(speaker):
                draft.found.add("discourse")
                found.append(speaker)
            continue
        for party in _places_of(filler, state) or parties([_inside_territory(filler, state)], draft, state):
            if (key(party.name.split()[0]) in NO_SIDES and not party.country) or any(p.entity_id == party.entity_id for p in found):
                continue
            if _tells_news(party):
                continue
            acting = party.type == "person" or (party.type == "group" and filler.mention.kind == "post")  # «руководители завода»
            if not acting:
                found.append(party)
            elif (of_post := _of_post(filler, state)) is not None:
                found.append(of_post)
            elif party.region or party.country:
                found.append(party)
    return tuple(found)


def _without_titles(fillers: Sequence[Filler], state: Discourse) -> list[Filler]:
    """«инвестор из КНР, компания «Сяншань»: the name behind the comma says who the investor is."""
    kept: list[Filler] = []
    for i, filler in enumerate(fillers):
        m, following = filler.mention, fillers[i + 1].mention if i + 1 < len(fillers) else None
        title = key(m.lemma) in TITLES and "«" not in m.name
        named = following is not None and ("«" in following.name or following.name[-1:].isascii())
        if title and following is not None and named and following.first - m.last == 1 and state.views[m.sentence].tokens[m.last].text == ",":
            continue
        kept.append(filler)
    return kept


TITLES = {
    "инвестор", "подрядчик", "генподрядчик", "заказчик", "покупатель", "поставщик", "производитель", "партнер", "застройщик", "оператор", "импортер", "экспортер", "дилер",
    "дистрибьютор", "девелопер", "перевозчик", "разработчик", "лизингодатель", "трейдер",
}  # fmt: skip
MOSTLY = {"образом", "основном", "преимущественно"}  # «главным образом в страны СНГ» tells of all sales
PLUMBING = {
    "пресс-служба", "канцелярия", "корреспондент", "издание", "данные", "сообщение", "слово", "источник", "участие", "развитие", "итог", "деятельность", "адрес",
    "россельхознадзор", "роспотребнадзор", "таможня", "регулятор", "соцсеть", "сайт", "телеканал", "газета", "журналист", "чиновник", "собеседник", "эксперт", "апк", "опк",
    "впк", "тэк", "вэд", "регнум", "sputnik", "reuters", "bloomberg",
}  # fmt: skip
CONSUMERS = {
    "взрослый",
    "больной",
    "студент",
    "турист",
    "школьник",
    "зритель",
    "посетитель",
    "паломник",
    "спортсмен",
    "ребенок",
    "пациент",
    "пенсионер",
    "болельщик",
    "артист",
    "гость",
}
COPULAS = {"стать", "становиться", "остаться", "оставаться", "являться", "быть", "выступать"}
PREDICATES = {"партнер", "импортер", "экспортер", "покупатель", "поставщик", "потребитель", "лидер", "рынок", "направление", "заказчик", "получатель"}
CLASSES = {"потребитель", "покупатель", "клиент", "рынок", "партнер", "импортер", "заказчик", "контрагент"}


def _places_of(filler: Filler, state: Discourse) -> tuple[Party, ...]:
    """«отгрузки потребителям / в Турции и Египте»: a class of buyers without a name stands for the places behind it."""
    m = filler.mention
    if key(m.lemma) not in CLASSES or m.last - m.first > 1:
        return ()
    view = state.views[m.sentence]
    first = next((p for p in view.mentions if p.first == m.last + 1 and p.prep in ("в", "из") and p.type == "place" and p.country), None)
    if first is None:
        return ()
    own = view.mentions.index(first)
    linked = [first]
    for p in view.mentions[own + 1 :]:
        if p.type == "place" and p.conjunct_of is not None and view.mentions[p.conjunct_of] in linked:
            linked.append(p)
    return tuple(to_party(p) for p in linked)


AGENCIES = {
    "риа", "тасс", "иа", "интерфакс", "прайм", "regnum", "белта", "синьхуа", "казинформ", "рбк", "рейтер", "узтаг", "кабар", "укринформ", "азертадж", "арменпресс", "росбалт",
    "финмаркет", "kazinform", "interfax", "anadolu",
}  # fmt: skip
ILLNESSES = {
    "коронавирус", "вирус", "грипп", "инфекция", "болезнь", "заболевание", "лихорадка", "оспа", "ящур", "бешенство", "диабет", "рак", "малярия", "чума",
    "covid",
}  # fmt: skip


DOMAIN = re.compile(r"[\w-]+\.[a-z]{2,4}", re.IGNORECASE)


def _tells_news(party: Party) -> bool:
    """«РИА «Новости»: «мы» in what an agency passes on are others."""
    if DOMAIN.fullmatch(party.name):
        return True  # «передаёт 24news.net»
    return party.type == "organization" and any(word in AGENCIES for word in re.split(r"[^а-яёa-z]+", party.name.lower()))


def is_code(mention: Mention, view: View) -> bool:
    """«тепловоз / ТЭМ18ДМ», of which the letters were taken for a name: a number follows without a space."""
    last, behind = view.tokens[mention.last - 1], view.tokens[mention.last] if mention.last < len(view.tokens) else None
    return behind is not None and behind.start == last.stop and behind.text[:1].isdigit()


MODEL = re.compile(r"[А-ЯЁA-Z][А-ЯЁа-яёA-Za-z]{0,4}-\d")  # «Ил-76», «Ми-8»


def is_plumbing(mention: Mention, view: View) -> bool:
    """«пресс-служба», «корреспондентам ТАСС», «15 стран мира», «главным импортёром остаётся»: what reports, measures or describes is no side."""
    words = {key(t.lemma) for t in view.tokens[mention.first : mention.last]}
    head = key(mention.lemma)
    if is_code(mention, view) or MODEL.match(mention.name):
        return True
    if head in CONSUMERS and "«" not in mention.name:
        return True
    if any(word.startswith("таможенн") for word in words):
        return True
    if head == "агентство" and mention.bare:
        return True  # «приводит агентство слова»
    if head in PLUMBING or words & {"россельхознадзор", "роспотребнадзор"} or (words & AGENCIES and mention.type != "place"):
        return True
    if head in ILLNESSES or (head in VESSELS and mention.case == "ins" and not mention.prep):
        return True  # «вакцина от коронавируса», «доставлено рейсом «Эфиопских авиалиний»
    if head in ("страна", "регион", "государство") and mention.number == "plur":
        named = any(t.text[:1].isupper() for t in view.tokens[mention.head + 1 : mention.last])  # «странам Африки» is sent, «15 странам мира» measures
        return not named or not MOSTLY.isdisjoint(view.texts[max(0, mention.first - 2) : mention.first])
    if mention.type == "place" and mention.country and _is_of_a_route(mention, view):
        return True
    governor = view.governor(mention)
    described = mention.case == "ins" and not mention.prep and governor >= 0 and key(view.tokens[governor].lemma) in COPULAS
    return described or (head in PREDICATES and mention.case == "ins" and not mention.prep)


def _is_of_a_route(mention: Mention, view: View) -> bool:
    """«участок Белград – Будапешт», «до границы с Черногорией»: where something leads; «вместе с Россией»: who acts with the subject."""
    if mention.prep in ("с", "со"):
        return not {"граница", "вместе"}.isdisjoint(view.lemmas[max(0, mention.first - 2) : mention.first - 1])
    ends = {(m.first, m.last) for m in view.mentions if m.type == "place" and not m.prep}
    joined = [at for at in (mention.first - 1, mention.last) if 0 <= at < len(view.tokens) and view.tokens[at].text in DASHES]
    return any(at + 1 == first or at == last for at in joined for first, last in ends if first != mention.first)


def _inside_territory(filler: Filler, state: Discourse) -> Filler:
    """«на территории Тамбовской области» → «Тамбовская область»."""
    mention = filler.mention
    if key(mention.lemma) != "территория":
        return filler
    inside = (m for m in state.views[mention.sentence].mentions if mention.head < m.first and m.last <= mention.last and m.type == "place")
    place = next(inside, None)
    return filler if place is None else Filler(place, filler.found)


def acting_for(post: Mention, view: View) -> Mention | None:
    """«директор / завода «Стройлифт» Анна Реут»: the body, or else the place, for which the holder of a post deals; None where neither is told."""
    inside = [m for m in view.mentions if post.first <= m.first and m.last <= post.last and m != post]
    body = next((m for m in inside if m.type in ("organization", "government") and not m.bare), None)
    return body or next((m for m in inside if m.type == "place" and m.country), None)


def _of_post(filler: Filler, state: Discourse) -> Party | None:
    """«Губернатор Тульской области и посол Беларуси договорились»: persons act for the body or the place of their post."""
    for full, _ in state.resolve(filler.mention, state.views[filler.mention.sentence]):
        named = acting_for(full, state.views[full.sentence])
        if named is not None:
            return to_party(named)
    return None


def told_apart(role: tuple[Party, ...], other: tuple[Party, ...], fillers: Sequence[Filler], state: Discourse) -> tuple[Party, ...]:
    """«Заказчиком стала энергокомпания «Шарын»: предприятие изготовило для неё котлы»: a reference to the other side means another body.

    The body whose news it is, else the nearest body told before that is of the same kind of noun.
    """
    ids = {p.entity_id for p in other}
    if (
        not ids
        or len(role) != 1
        or role[0].entity_id not in ids
        or not all(f.mention.bare or f.found == "discourse" or (f.mention.lemma in PRONOUNS and f.mention.prep) for f in fillers)
    ):
        return role
    if state.hero is not None and (hero := to_party(state.hero)).entity_id not in ids:
        return (hero,)
    before = (m for m in state.antecedents(fillers[0].mention.start) if m.type == "organization" and not m.bare and m.number != "plur")
    named = (to_party(m) for m in before if "maker" in classes_of(m.lemma) or "«" in m.name)
    found = next((p for p in named if p.entity_id not in ids), None)
    return (found,) if found is not None else ()
