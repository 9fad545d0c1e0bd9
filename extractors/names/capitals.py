"""Capitals that speak for their countries: «Москва и Нью-Дели договорились о расчётах» → RU, IN, not the two towns.

Only between states, never where an article tells of town halls, twin towns or mayors; a capital keeps its name and gets its country's code.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.lexicon import key
from schemas.document import Document, Sentence, Token
from schemas.match import Mention, replace
from schemas.values import Place

CAPITALS = {
    "москва": "RU", "минск": "BY", "астана": "KZ", "нур-султан": "KZ", "ташкент": "UZ", "бишкек": "KG", "душанбе": "TJ", "ашхабад": "TM", "баку": "AZ",
    "ереван": "AM", "тбилиси": "GE", "кишинев": "MD", "киев": "UA", "пекин": "CN", "нью-дели": "IN", "дели": "IN", "анкара": "TR", "тегеран": "IR",
    "ханой": "VN", "улан-батор": "MN", "белград": "RS", "каир": "EG", "вашингтон": "US", "берлин": "DE", "париж": "FR", "лондон": "GB", "рим": "IT",
    "варшава": "PL", "токио": "JP", "сеул": "KR", "пхеньян": "KP", "вильнюс": "LT", "рига": "LV", "таллин": "EE", "таллинн": "EE", "хельсинки": "FI",
    "гавана": "CU", "каракас": "VE", "бразилиа": "BR", "претория": "ZA", "исламабад": "PK", "кабул": "AF", "дамаск": "SY", "багдад": "IQ", "эр-рияд": "SA",
    "абу-даби": "AE", "доха": "QA", "будапешт": "HU", "братислава": "SK", "прага": "CZ", "софия": "BG", "бухарест": "RO", "вена": "AT", "мадрид": "ES",
    "афины": "GR", "осло": "NO", "стокгольм": "SE", "копенгаген": "DK", "джакарта": "ID", "бангкок": "TH", "нейпьидо": "MM", "вьентьян": "LA",
    "рабат": "MA", "триполи": "LY", "аддис-абеба": "ET", "абуджа": "NG", "хараре": "ZW", "луанда": "AO", "манагуа": "NI", "буэнос-айрес": "AR",
    "мехико": "MX", "оттава": "CA", "канберра": "AU", "цхинвал": "GE", "сухум": "GE",
}  # fmt: skip
MUNICIPAL = {
    "мэр", "мэрия", "вице-мэр", "градоначальник", "горисполком", "мингорисполком", "побратим", "город-побратим", "побратимский", "муниципалитет", "горсовет",
    "метро", "мосгордума", "собянин", "столичный", "аэропорт", "авиарейс", "рейс", "хоким", "горожанин", "москвич", "минчанин",
}  # fmt: skip
STATE = {
    "договориться", "договариваться", "согласовать", "согласиться", "заявить", "заявлять", "предложить", "предлагать", "намеренный", "намерен", "готовый",
    "готов", "рассчитывать", "отказаться", "отказываться", "обязаться", "поддержать", "поддерживать", "подписать", "закупить", "закупать", "купить", "покупать",
    "приобрести", "приобретать", "поставить", "поставлять", "экспортировать", "импортировать", "продать", "продавать", "нарастить", "наращивать", "увеличить",
    "увеличивать", "сократить", "планировать", "обсуждать", "обсудить", "развивать", "укреплять", "укрепить", "расширять", "расширить", "создать", "выделить",
    "предоставить", "получить", "ввести", "снять", "надеяться", "ожидать", "хотеть", "стремиться", "продолжить", "продолжать", "возобновить", "ратифицировать",
    "парафировать", "ответить", "призвать", "пригласить", "оценить", "завершить", "начать", "строить", "построить", "сотрудничать", "торговать", "достичь", "рассматривать",
    "рассмотреть", "приближаться", "приблизиться", "считать", "настаивать", "выступать", "выступить", "желать", "нуждаться", "полагать", "передать", "передавать",
    "обратиться", "заинтересовать", "заинтересованный", "координировать", "наладить", "налаживать", "реализовать", "реализовывать", "утвердить", "одобрить",
}  # fmt: skip
ROUTES = {"поезд", "рейс", "авиарейс", "авиасообщение", "электричка", "перелет", "вокзал"}
TIES = {
    "отношение", "договоренность", "соглашение", "сотрудничество", "диалог", "переговоры", "контакт", "связь", "торговля", "товарооборот", "взаимодействие",
    "партнерство", "договор", "меморандум", "протокол", "контракт", "расчет", "сделка",
}  # fmt: skip


def is_between_states(document: Document) -> bool:
    """Whether nothing in an article tells of towns: no mayor, no town hall, no twin towns."""
    return all(MUNICIPAL.isdisjoint([t.lemma for t in sentence.tokens]) for sentence in document.sentences)


def capital_before(start: int, places: Sequence[Place]) -> Place | None:
    """The last capital named before an offset; None where there was none."""
    return next((p for p in reversed(places) if p.stop <= start and p.form == "name" and CAPITALS.get(key(p.name)) == p.country is not None), None)


def place_metropolitan(found: Sequence[list[Mention]], document: Document) -> None:
    """«столичный метрополитен» is of the capital that the article has named last."""
    for sentence, its in zip(found, document.sentences, strict=True):
        for j, m in enumerate(sentence):
            if m.type != "organization" or m.country or not any(t.lemma == "столичный" for t in its.tokens[m.first : m.head]):
                continue
            if (capital := capital_before(m.start, document.places)) is not None:
                sentence[j] = replace(m, country=capital.country, region=capital.region, bare=False)


def speak_for_countries(mentions: list[Mention], sentence: Sentence) -> list[Mention]:
    """The mentions of a sentence → the same, with capitals that act for their countries given the codes of these."""
    capitals = [i for i, m in enumerate(mentions) if _is_capital(m)]
    if not capitals:
        return mentions
    tokens = sentence.tokens
    lands = {m.country for m in mentions if m.type == "place" and m.country and m.place_kind == "country"}
    if any(key(t.lemma) in ROUTES for t in tokens):
        return mentions
    acting = [i for i in capitals if _acts(mentions[i], tokens) or _ties(i, mentions, tokens) or _paired(i, capitals, mentions)]
    if not acting or any(m.type in ("place", "government") and m.region and not _is_capital(m) for m in mentions):
        return mentions
    told = {mentions[i].country for i in capitals} | lands
    if len(told) < 2:
        return mentions
    # whom a capital acts with is a state too: «Ташкент договорился с Москвой»
    for i in capitals:
        m = mentions[i]
        if i in acting or (m.prep in ("с", "со", "между", "у", "") and m.case in ("ins", "dat", "gen")):
            mentions[i] = replace(m, region=None)
    return mentions


def _is_capital(m: Mention) -> bool:
    return m.type == "place" and not m.kind and m.parent is None and m.place_kind in ("town", "") and CAPITALS.get(key(m.name)) == m.country is not None


def _acts(m: Mention, tokens: tuple[Token, ...]) -> bool:
    """Whether a capital is the subject of what states do."""
    if m.case != "nom" or m.prep:
        return False
    i = tokens[m.head].head
    seen = 0
    while i >= 0 and seen < 3:
        if key(tokens[i].lemma) in STATE:
            return True
        i, seen = tokens[i].head, seen + 1
    return any(key(t.lemma) in STATE and t.feats.number == "plur" for t in tokens[m.last : m.last + 6])


def _paired(i: int, capitals: Sequence[int], mentions: Sequence[Mention]) -> bool:
    """«Москва и Нью-Дели приближаются к цели»: two capitals of two countries as one subject."""
    m = mentions[i]
    others = [mentions[j] for j in capitals if j != i and (mentions[j].conjunct_of == i or m.conjunct_of == j)]
    return m.case == "nom" and not m.prep and any(other.country != m.country for other in others)


def _ties(i: int, mentions: Sequence[Mention], tokens: tuple[Token, ...]) -> bool:
    """«соглашение между Минском и Москвой», «отношения Минска с Москвой»."""
    m = mentions[i]
    if m.prep != "между":
        return False
    before = next((k for k in range(m.first - 1, max(-1, m.first - 6), -1) if tokens[k].pos == "NOUN"), -1)
    if before < 0:  # «Между Минском и Москвой подписан меморандум»
        return any(key(t.lemma) in STATE and t.feats.form in ("part", "fin") for t in tokens[m.last : m.last + 6])
    return before >= 0 and key(tokens[before].lemma) in TIES
