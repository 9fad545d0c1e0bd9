"""What is not cooperation between sides: what an article tells of one region alone, a chief's rounds at home.

An article is judged once, by its places; a visit also by the places of its two sides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.article.home import CAPITALS, NATIVE
from extractors.article.speech import in_quotation
from extractors.build import Draft
from extractors.lexicon import classes_of, key
from extractors.phrases.words import PRONOUNS
from schemas.facts import Party
from schemas.values import Place

ENVOYS = ("посол", "консул", "генконсул", "торгпред", "атташе", "дипломат")  # never at home
FEW = 4
SIGNINGS = {"agreements.sign", "agreements.put_signatures", "agreements.document"}
PAPERS = {"соглашение", "допсоглашение", "протокол", "договор", "документ", "карта", "декларация", "приложение", "меморандум"}
SEATS = {*CAPITALS.values(), "BY-HM", "AM-ER", "AZ-BA", "GE-TB", "MD-CU", "TJ-DU", "TM-S"}
ORGANISATIONS = re.compile(r"\b(?:ООН|СНГ|ШОС|ОДКБ|ЕАЭС|ЕЭК|ОБСЕ|БРИКС|ОИС|ЮНЕСКО|ЮНИСЕФ|МВФ|МАГАТЭ|Всемирн\w+ банк)\b")
MANY_LANDS = re.compile(r"\b(?:стран|государств|республик)[а-я-]* (?:СНГ|ШОС|БРИКС|ЕАЭС|ОДКБ|ОИС|Содружества)\b")
ABROAD = {"Африка", "Северная Африка", "Латинская Америка", "Южная Америка", "Юго-Восточная Азия", "Центральная Азия", "Ближний Восток"}  # sides without a code
ACRONYM = re.compile(r"\b[А-ЯЁ][а-яё]?[А-ЯЁ][А-ЯЁа-яё]{0,6}\b")
ALONE = "agreements"  # the one table that may tell of one region: its governor and a firm sign a paper
SHORT = 300  # characters
MANY, HOME = 8, 0.8  # of eight places or more, four in five


def is_domestic(state: Discourse) -> bool:
    """True where an article tells of one region only, or of little but its own: there is no second side to cooperate with.

    A round through Сасово, Кадом and Шилово stays a round at home where the tractor that is looked at was made in Minsk; but guests may
    well be named more often than the town that writes of them.
    """
    places, home = state.document.places, state.home
    if has_one_side(state.document.article.text, places):
        return True
    told = Counter((p.country, p.region) for p in _sides_of(places) if p.region)
    ours = told[home.country, home.region] if home is not None and home.region else max(told.values(), default=0)
    return len(_sides_of(places)) >= MANY and ours >= HOME * len(_sides_of(places))


def has_one_side(text: str, places: Sequence[Place]) -> bool:
    """True where all the places of an article lie in one region of a country whose news are in Russian; in a few lines the other side may be left out."""
    if any(p.name in ABROAD for p in places):
        return False  # «прибудет делегация из Африки»
    coded = _sides_of(places)
    regions = {(p.country, p.region) for p in coded if p.region}
    countries = {p.country for p in coded}
    if ({region for _, region in regions} <= SEATS and ORGANISATIONS.search(text)) or MANY_LANDS.search(text):
        return False  # «Министр Узбекистана принял генсека ШОС», «главы правительств стран СНГ собрались в Казани»
    if len(countries) == 1 and _has_body_of_another_land(text, str(next(iter(countries)))):
        return False
    if len(text) >= SHORT and len(regions) <= 1 and (not countries or (len(countries) == 1 and countries <= NATIVE.keys())):
        return True
    return len([p for p in places if p.country]) >= FEW and len(regions) == 1 and len(countries) == 1 and countries <= NATIVE.keys()


def _has_body_of_another_land(text: str, country: str) -> bool:
    """«делегация Бухарского университета в ЮФУ»: a school or plant whose seat every reader knows stands for the other side."""
    seats = (kind for word in ACRONYM.findall(text) for kind in classes_of(key(word)) if kind.startswith("seat_"))
    return any(not seat.startswith(f"seat_{country}-") for seat in seats)


def _sides_of(places: Sequence[Place]) -> list[Place]:
    """The places with a code, without a capital of the same land that is named once: «масло отсюда знают и в Москве»."""
    coded = [p for p in places if p.country]
    capital = [p for p in coded if p.region and p.region == CAPITALS.get(p.country or "")]
    if len(capital) == 1 and len(coded) > 1 and len({p.country for p in coded}) == 1:
        coded.remove(capital[0])
    return coded


def is_history(draft: Draft, state: Discourse) -> bool:
    """«Сто лет назад купец поставлял лён в Англию», «трамваи купили в 1974 году»: what a generation ago was news is none now; a paper may still hold."""
    last, published = draft.columns.get("date_end"), state.document.article.published
    return draft.table in BY_DAY and last is not None and published is not None and published.year - last.year >= GENERATION


BY_DAY = frozenset({"visits", "meetings", "contracts"})
GENERATION = 25


def between_sides(draft: Draft, state: Discourse, *, domestic: bool) -> bool:
    """False where only one region is told of, unless two named sides sign a paper, and for a visit of a chief to a district of his own."""
    if draft.table == "trade_figures" and draft.get("indicator") in ("export", "import") and draft.get("partner") is None:
        return True  # a region's trade with the world beyond it
    if domestic:
        return (draft.table == ALONE and _is_signed(draft) and not _is_mentioned(draft, state)) or _is_invested(draft) or _is_dealt(draft)
    if draft.table != "visits":
        return True
    visitors: tuple[Party, ...] = draft.get("visitors") or ()
    hosts: tuple[Party, ...] = draft.get("hosts") or ()
    coming = {(p.country, p.region) for p in visitors if p.region} or _office(visitors, state)
    visited = {(p.country, p.region) for p in hosts if p.country}
    if not coming:
        return not _within_a_country(visitors, draft) and not _from_nowhere(visitors, draft, state)
    if len(coming) > 1 and any(side not in visited and side[1] and side[0] != draft.get("country") for side in coming):
        return True  # a guest, and the mayor who leads him round
    if visited:
        vague = {(country, None) for country, _ in coming} if all(p.type == "person" for p in visitors) else set()  # a district that has no code
        return bool(visited - coming - vague)
    if any(p.type != "person" for p in visitors):
        return True
    return draft.get("country") is not None and draft.get("country") not in {country for country, _ in coming}


def keep_told_side(draft: Draft) -> bool:
    """«Они посетят минские заводы», where «они» were taken for people of Minsk: of a visit within one land the side that no words name is emptied; True if one stays."""
    if draft.table != "visits" or any(p.type == "person" for p in draft.get("visitors") or ()):
        return False
    came, received = (_is_told(draft, slots) for slots in (("visitors", "guided"), ("hosts", "place")))
    if came == received:
        return False
    draft.columns["hosts" if came else "visitors"] = ()
    if came:
        draft.columns.update(place=None, country=None, region=None)
    return True


def _is_told(draft: Draft, slots: tuple[str, ...]) -> bool:
    """Whether words of the visit's own clause name a side: no pronoun, no «завод» alone."""
    fillers = [f for slot in slots for f in draft.match.slots.get(slot, ())]
    return any(f.found != "discourse" and not f.mention.bare and f.mention.lemma not in PRONOUNS for f in fillers)


def _is_signed(draft: Draft) -> bool:
    """«Правительство области и «Томьнефть» подпишут соглашение», «область подписала 12 соглашений»: papers of a region with firms at home."""
    sides, told = draft.get("parties") or (), [f for slot in ("parties", "partners") for f in draft.match.slots.get(slot, ()) if f.found != "discourse"]
    if draft.match.rule not in SIGNINGS or draft.get("document") not in PAPERS or not told:
        return False
    return len(sides) > 1 or (len(sides) == 1 and bool(draft.get("several")))


def _is_mentioned(draft: Draft, state: Discourse) -> bool:
    """«— Дорогу сделаем, соглашение с Москвой есть, — заверил глава»: a paper that is only named, in somebody's words."""
    return draft.match.rule == "agreements.document" and in_quotation(state, draft.columns["trigger_start"])


def _is_invested(draft: Draft) -> bool:
    """«Компания «Логос» вложит в завод 5 млрд рублей»: a named investor and a sum."""
    named = any(p.type == "organization" and any(map(str.isupper, p.name)) for p in draft.get("suppliers") or ())
    return draft.table == "contracts" and draft.get("kind") == "investment" and named and draft.get("amount") is not None


def _is_dealt(draft: Draft) -> bool:
    """«Самарский «Вагонмаш» поставит «Грузтрансу» вагоны», «передал клиникам 300 тысяч доз»: a deal of a named firm with another body, or of a told number of wares."""
    suppliers, customers = draft.get("suppliers") or (), draft.get("customers") or ()
    named = any(p.type == "organization" and any(map(str.isupper, p.name)) for p in (*suppliers, *customers))
    bodies = bool(suppliers and customers) and all(p.type in ("organization", "government") for p in (*suppliers, *customers))
    counted = draft.get("kind") not in ("service", "construction") and (draft.get("quantity") is not None or draft.get("amount") is not None)
    return draft.table == "contracts" and named and (bodies or counted)


def _within_a_country(visitors: tuple[Party, ...], draft: Draft) -> bool:
    """«Министр культуры России посетил Пензу»: a country's own bodies are no guests in its regions."""
    return bool(visitors) and all(p.country and p.country == draft.get("country") for p in visitors)


def _from_nowhere(visitors: tuple[Party, ...], draft: Draft, state: Discourse) -> bool:
    """«Комиссия работала на заводе» in an article that knows one region only: nobody came from elsewhere."""
    home = state.home
    if home is None or any(p.country for p in visitors) or any(p.type == "place" for p in draft.get("hosts") or ()):
        return False
    return len(state.sides) < 2 and draft.get("country") == home.country


def _office(visitors: tuple[Party, ...], state: Discourse) -> set[tuple[str | None, str | None]]:
    """«Министр здравоохранения посетил район»: a post without a name and a place is one at home."""
    home = state.home
    if home is None or not visitors or any(p.type != "person" or p.country or p.name != p.position or key(p.name).startswith(ENVOYS) for p in visitors):
        return set()
    return {(home.country, home.region)}
