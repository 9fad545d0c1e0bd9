"""Two sides in one phrase: «министры обеих стран», the name of a commission or forum, two who preside."""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.lexicon import key, members
from extractors.view import View
from schemas.match import Match, Mention
from schemas.values import Place

REACH = 16  # tokens behind «заседание» over which its sides stand
ORGAN = 10  # tokens behind «заседание» that name whose it is
SIDE_NOUNS = {"сторона", "страна", "государство", "регион", "область", "республика", "город", "край", "столица"}


def of_two_sides(mention: Mention, view: View) -> bool:
    """«ветеринары двух областей», «министры обеих стран»: people of both sides in one phrase."""
    first = mention.first if key(mention.lemma) in SIDE_NOUNS else mention.head  # «тремя компаниями» are one side, whoever they talk to
    numbers = {view.lemmas[i] for i in range(first, mention.last)}
    return mention.number == "plur" and (not numbers.isdisjoint(("два", "трех", "три")) or "оба" in view.lemmas[mention.first : mention.last])


def places_within(view: View, mention: Mention) -> list[Place]:
    """The coded places named inside a phrase: «промышленники Пензы и Бреста»."""
    return [p for p in view.places if mention.start <= p.start < mention.stop and p.country]


def sides_of_name(view: View, mention: Mention) -> list[Place]:
    """The two places in a name, or just behind it: «комиссия Россия — Туркмения»."""
    stop = view.tokens[min(len(view.tokens), mention.last + 4) - 1].stop
    found: list[Place] = []
    for place in view.places:
        i = view.token_at(place.start)
        behind = place.start >= mention.stop and (_is_venue(view, i) or view.verbs_between(mention.last - 1, i) > 0)
        if mention.start <= place.start < stop and place.country and not behind and not any(_one_place(p, place) for p in found):
            found.append(place)
    return found[:2]


def _one_place(one: Place, other: Place) -> bool:
    return (one.country, one.region) == (other.country, other.region)


def session_sides(match: Match, state: Discourse) -> list[Place]:
    """The two places in «заседание рабочей группы по сотрудничеству Беларуси и Пензенской области», «российско-лаосской комиссии»."""
    view = state.views[match.sentence]
    fillers = match.slots.get("event")
    at = fillers[0].mention.head if fillers else match.trigger
    found: list[Place] = []
    for place in view.places:
        i = view.token_at(place.start)
        if not (at < i <= at + REACH) or view.verbs_between(at, i) or not place.country or _is_venue(view, i):
            continue
        if not any((p.country, p.region) == (place.country, place.region) for p in found):
            found.append(place)
    return found[:2] if len(found) >= 2 else []


def is_between_governments(match: Match, state: Discourse) -> bool:
    """«заседание межправкомиссии в Бишкеке», «межправительственной комиссии»: whose sides are states, whatever towns stand near."""
    view = state.views[match.sentence]
    return any(lemma.startswith("межправ") for lemma in view.lemmas[max(0, match.trigger - 2) : match.trigger + ORGAN])


def of_many_lands(match: Match, state: Discourse) -> bool:
    """«заседание Совета глав государств СНГ», «сессия Генассамблеи ООН»: an organ of many states, which the two sides of an article are not."""
    view = state.views[match.sentence]
    behind = view.lemmas[match.trigger + 1 : match.trigger + ORGAN]
    stop = next((i for i, lemma in enumerate(behind) if lemma in (",", ";", ".", "—", "–", "(")), len(behind))
    return not members("many_lands").isdisjoint(behind[:stop])


def _is_venue(view: View, i: int) -> bool:
    """«заседание в Твери»: a place after «в», «на» is where, not who."""
    m = next((m for m in view.mentions if m.first <= i < m.last and m.parent is None), None)
    return m is not None and m.prep in ("в", "на", "во", "под") and m.type == "place"


def forum_sides(match: Match, state: Discourse) -> list[Place]:
    """The places in a forum's own name."""
    view = state.views[match.sentence]
    own = view.mention_at(match.trigger)
    if own is None:
        return []
    found: list[Place] = []
    for place in places_within(view, own):
        if not any((p.country, p.region) == (place.country, place.region) for p in found):
            found.append(place)
    return found[:2]


def chairs(view: View) -> list[Mention]:
    """«под председательством министра X и хокима Y» → X, Y."""
    for i, token in enumerate(view.tokens):
        if key(token.lemma) in ("председательство", "сопредседательство") or (token.lemma == "руководство" and i and view.texts[i - 1] == "под"):
            inside = [m for m in view.mentions if m.type == "person" and m.first > i and m.first - i <= 20 and not view.verbs_between(i, m.first)]
            return [m for m in inside if m.parent is None or view.mentions[m.parent].type != "person"][:2]
    return []
