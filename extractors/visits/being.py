"""«Делегация была в Гомеле», «участвует в форуме в Баку»: when being or taking part somewhere tells of a visit."""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.article.forum_lands import forum_country
from extractors.article.occasion_country import ENVOYS
from extractors.lexicon import key
from extractors.references.words import VISITORS
from extractors.visits.fairs import town_behind
from schemas.document import Token
from schemas.match import Filler, Match, Mention

TRIPS = {"визит", "поездка", "командировка", "миссия"}  # «был с визитом / в Гомеле»
TIMES = {
    "неделя", "день", "сутки", "месяц", "час", "год", "ночь", "срок", "лето", "каникулы", "утро", "вечер", "выходной", "понедельник", "вторник", "среда", "четверг",
    "пятница", "суббота", "воскресенье",
}  # fmt: skip
VISA = {"безвизовый", "визовый"}
BORDERS, JOINING = {",", ";", ":", "—", "–", ".", "«", "»"}, {"и", "а", "но"}


def is_at_home(mention: Mention, state: Discourse) -> bool:
    """Whether a mention is of the place from which the article is written."""
    home = state.home
    return home is not None and (mention.country, mention.region) == (home.country, home.region)


def words_of(match: Match, state: Discourse) -> set[str]:
    """The lemmas of a match's sentence."""
    return {key(t.lemma) for t in state.views[match.sentence].tokens}


def people_on_a_trip(match: Match, state: Discourse) -> bool:
    """«Инспекторы работали на заводе», not «компания работает в Минске», «проведём Дни культуры»: people, or a delegation, in another place."""
    view = state.views[match.sentence]
    lemma = key(view.tokens[match.trigger].lemma)
    if lemma == "находиться" and "состав" in view.lemmas[max(0, match.trigger - 3) : match.trigger + 3]:
        return False  # «в составе делегации находятся предприниматели»
    if lemma in ("провести", "проводить") and not any(
        view.tokens[i].lemma in TIMES
        and view.tokens[i].text != "Дни"
        and view.tokens[i].feats.case != "ins"
        and not any(view.tokens[c].pos == "ADP" for c in view.children[i])
        for i in view.children[match.trigger]
    ):
        return False
    if lemma in ("побывать", "бывать", "гостить", "погостить", "пребывать"):
        return True
    visitors = [m for f in match.slots["visitors"] for m, _ in state.resolve(f.mention, view)]
    if lemma in ("провести", "отработать") and any(m.type == "person" and m.country for m in visitors):
        return True
    if lemma == "находиться" and any(m.type == "person" and from_another_land(m, match) for m in visitors):
        return True
    on_a_trip = words_of(match, state) & TRIPS
    if on_a_trip and any(m.type == "organization" or (m.type == "person" and m.country) for m in visitors):
        return True
    bodies = [m for m in view.mentions if m.lemma == "состав"]
    if any(m.type == "person" for m in visitors) and any(m.country for m in bodies):
        return True  # «в составе делегации области работал министр»
    if any("делегация" in view.lemmas[m.first : m.last] for m in bodies) and any(m.type == "person" and from_another_land(m, match) for m in visitors):
        return True  # «мэр в составе областной делегации работает в Сербии»
    if lemma not in ("работать", "поработать", "провести", "проводить") and any(m.type == "group" and m.country and not is_at_home(m, state) for m in visitors):
        return True
    return any(m.type in ("group", "person") and not (m.type == "person" and lemma in ("работать", "провести")) for m in visitors) and _has_stay(match, state)


def _has_stay(match: Match, state: Discourse) -> bool:
    """A date, a length of stay or «с визитом» beside the verb."""
    return bool(state.views[match.sentence].dates) or bool(words_of(match, state) & {"неделя", "день", "визит", "месяц", "сутки", "делегация"})


def really_there(match: Match, state: Discourse) -> bool:
    """«делегация была в Гомеле», not «была рада встрече в Гомеле»: no other word is what was said of it."""
    view = state.views[match.sentence]
    token = view.tokens[match.trigger]
    places = [f.mention for f in match.slots["hosts"] if _is_a_place(f.mention)]
    said = [view.tokens[i] for i in _clause(match, state)]
    if not places or token.feats.form != "fin" or token.feats.tense == "pres" or any(t.pos == "VERB" or t.feats.variant == "short" for t in said):
        return False
    heads = {c for i in view.ancestors(match.trigger)[:3] for c in view.children[i] if view.tokens[c].rel.startswith("nsubj")}
    visitors = [f.mention for f in match.slots["visitors"] if _acts_near(f, match) or f.mention.lemma == "мы" or f.mention.head in heads]
    governor = token.head
    about = governor < 0 or any(m.first <= governor < m.last for m in places) or view.tokens[governor].pos != "NOUN" or view.lemmas[governor] in TRIPS
    return about and bool(visitors) and abs(places[0].head - match.trigger) <= 6 and token.feats.gender != "neut"


ESCORTING = frozenset({"сопровождать", "сопроводить", "сопровождаться"})
ESCORTED = frozenset({"его", "ее", "её", "их"})


def no_visa_matter(match: Match, state: Discourse) -> bool:
    """Not «безвизовые поездки граждан», «возможность безвизового пребывания»: what a border allows, no journey."""
    return VISA.isdisjoint(state.views[match.sentence].lemmas[max(0, match.trigger - 2) : match.trigger])


def no_escort(match: Match, state: Discourse) -> bool:
    """Not «в поездке его сопровождали аким и банкиры»: who goes with the guest told before goes on his trip, not on another."""
    view = state.views[match.sentence]
    verbs = [i for i in view.ancestors(match.trigger) if view.lemmas[i] in ESCORTING]
    return not any(view.tokens[c].text.lower() in ESCORTED for verb in verbs for c in view.children[verb])


def from_another_land(person: Mention, match: Match) -> bool:
    """«Министр Якутии находится в Харбине», not «глава Якутии находится в Москве», nor an envoy where he serves."""
    away = any(f.mention.country not in (None, person.country) for f in match.slots.get("hosts", ()))
    return person.country is not None and away and not _is_envoy(person)


def sent_elsewhere(match: Match, state: Discourse) -> bool:
    """«делегация Твери участвует в форуме в Баку»: a delegation in another region than its own, anybody else in another country."""
    view, gathering = state.views[match.sentence], match.slots["hosts"][0].mention
    if key(view.tokens[match.trigger].lemma) in ("принять", "принимать") and "role" not in match.slots:
        return False
    town = town_behind(gathering, view)
    at = gathering if town is None else town
    country, region = (at.country, at.region) if at.country else (forum_country(view, match.trigger), None)
    visitors = [f.mention for f in match.slots["visitors"] if f.mention.country and not _is_envoy(f.mention)]
    return country is not None and any(m.country != country or (region and m.region != region and key(m.lemma) in VISITORS) for m in visitors)


def _is_envoy(mention: Mention) -> bool:
    return key(mention.position or mention.name).startswith(ENVOYS)


def _is_a_place(mention: Mention) -> bool:
    """«в Гомеле», «в республике», «на заводе «Днепр»», «на Кольской верфи», «на двух заводах: …»: a place or a body by name."""
    named = mention.type == "organization" and (mention.counted or (not mention.bare and mention.number != "plur"))
    return bool(mention.country) or "«" in mention.name or mention.type == "place" or named


def _acts_near(filler: Filler, match: Match) -> bool:
    """The subject of the verb, or one that it shares with the verb before."""
    return filler.found in ("child", "shared") or (filler.found != "discourse" and abs(filler.mention.head - match.trigger) <= 6)


def _clause(match: Match, state: Discourse) -> list[int]:
    """The tokens around the trigger up to the next comma, to an «и» between two verbs or to another border."""
    tokens = state.views[match.sentence].tokens
    low = high = match.trigger
    while low > 0 and tokens[low - 1].text not in BORDERS:
        low -= 1
    while high + 1 < len(tokens) and tokens[high + 1].text not in BORDERS:
        high += 1
    low = next((i + 1 for i in range(match.trigger - 1, low, -1) if tokens[i].text in JOINING and _tells(tokens[low:i])), low)
    high = next((i - 1 for i in range(match.trigger + 1, high) if tokens[i].text in JOINING and _tells(tokens[i + 1 : high + 1])), high)
    return [i for i in range(low, high + 1) if i != match.trigger]


def _tells(tokens: tuple[Token, ...]) -> bool:
    return any(t.feats.form == "fin" for t in tokens)
