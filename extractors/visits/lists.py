"""Visits that no verb tells: «Сначала — моторный завод, потом «Каучукмаш», завтра верфь»; «Делегация Хакасии — в Кызыл-Орде».

Lists continue the trip under way; a headline names its own visitors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.article.discourse import Discourse
from extractors.article.trip import Trip
from extractors.lexicon import classes_of, key, members
from extractors.references.words import VISITORS
from extractors.view import View, is_predicate
from schemas.match import Filler, Match, Mention
from schemas.values import DateSpan

NO_DATE = DateSpan(0, 0, "", None, None, None, "", "")
NEAR = 4  # sentences after which a list no longer continues a trip
LONGEST_NOMINAL = 20  # tokens
FIRST, SHORT = 3, 8  # sentences from the beginning; tokens
STAYS = {"день", "сутки", "неделя", "утро"}
BORDERS = {",", ";", ":", ".", "!", "?", "(", ")", "…"}
DASHES = {"—", "–", "-"}
SEQUENCE = {"сначала", "потом", "затем", "далее", "следом", "наконец", "точка", "остановка", "пункт", "оттуда"}
DAYS = {"вчера", "сегодня", "накануне", "утром", "днем", "вечером"}  # «сегодня — порт», not «сегодня завод — лидер отрасли»
PARTS = {"утро", "обед", "вечер", "полдень", "половина", "день", "ночь"}  # «после обеда — завод»
AHEAD = {"завтра", "послезавтра", "впереди", "программа", "план", "очередь", "предстоять"}
NOW = {"сейчас", "сегодня", "уже", "теперь"}
BETWEEN = {"в", "на", "во", "снова", "впервые", "вновь"} | NOW
BODIES = {"organization", "government"}


def listed(view: View, state: Discourse, trip: Trip) -> Iterator[Match]:
    """The bodies and places that a verbless clause adds to a trip told just before."""
    if not trip.visitors or view.index - trip.sentence > NEAR or view.sentence.block == "title":
        return
    line = state.document.article.dateline
    if line is not None and view.sentence.start < line.stop:
        return  # «ДУБАЙ, 17 ноя — ПРАЙМ.»
    for mention in view.mentions:
        if mention.name.isupper() and mention.type == "organization":
            continue
        if mention.parent is not None or mention.conjunct_of is not None or not _visitable(mention):
            continue
        bare = not mention.prep and ("nom" in mention.cases or "acc" in mention.cases)
        placed = mention.prep in ("в", "на", "к") and (_dashed_day(mention, view) or _next_stop(mention, view))
        if bare or placed:
            low, high = _clause(mention, view)
            cue = "date" if placed else _cue(view, low, mention.first)
            said = any(t.text in DASHES for t in view.tokens[mention.last : high])  # «сегодня завод — лидер отрасли»
            if (
                cue is None
                or said
                or _of_a_body(view, low, mention.first)
                or any(_verbal(view, i) for i in (*range(low, mention.first), *range(mention.last, high)))
            ):
                continue
            fillers = tuple(Filler(m, "child") for m in _list(mention, view) if _visitable(m))
            status = "planned" if cue in AHEAD else trip.row.get("status") if trip.row is not None else "occurred"
            yield Match("visits", "visits.listed", view.index, mention.head, "noun", status, cue, {"hosts": fillers})


def _of_a_body(view: View, low: int, stop: int) -> bool:
    """«В планах министерства – Египет»: whose plan it is, and not that of those who travel."""
    plan = next((i for i in range(low, stop) if view.lemmas[i] == "план"), None)
    return plan is not None and any(m.first == plan + 1 and m.case == "gen" and m.type in BODIES for m in view.mentions)


def _dashed_day(mention: Mention, view: View) -> bool:
    """«14 мая гости побывали на комбинате, 15 мая — в университете», «а завтра — в Псков»: a day, a dash and where."""
    at = mention.first
    while at > 0 and (view.tokens[at].start > mention.start or view.tokens[at - 1].pos == "ADP"):
        at -= 1
    if at < 2 or view.tokens[at - 1].text not in DASHES:
        return False
    low = _clause(mention, view)[0]
    start, stop = view.tokens[low].start, view.tokens[at - 1].start
    parted = bool({key(t.lemma) for t in view.tokens[low : at - 1]} & (PARTS - {"половина"} | DAYS | SEQUENCE))  # «днём — в агрохолдинге»
    return (parted or any(start <= d.start and d.stop <= stop for d in view.dates)) and all(t.pos != "VERB" for t in view.tokens[low : at - 1])


def _next_stop(mention: Mention, view: View) -> bool:
    """«Оттуда сразу в Новгород», «Потом в порт»: where they go on, without a verb."""
    words = view.lemmas[_clause(mention, view)[0] : mention.first]
    return mention.case == "acc" and bool(words) and words[0] in SEQUENCE


def _visitable(mention: Mention) -> bool:
    if mention.type in BODIES:
        return key(mention.lemma) not in members("vague_site") or "«" in mention.name
    return mention.type == "place" and bool(mention.country) and not mention.bare


def _clause(mention: Mention, view: View) -> tuple[int, int]:
    """The tokens between the borders around a mention and the list that it opens."""
    low, high = mention.first, max(m.last for m in _list(mention, view))
    while low > 0 and view.tokens[low - 1].text not in BORDERS:
        low -= 1
    while high < len(view.tokens) and view.tokens[high].text not in BORDERS:
        high += 1
    return low, high


def _list(mention: Mention, view: View) -> list[Mention]:
    members_ = [mention]
    for other, before in view.listed:
        if before in members_:
            members_.append(other)
    return members_


def _cue(view: View, low: int, first: int) -> str | None:
    """The word before a mention in its clause that makes it a stop of the trip; a date counts before a dash."""
    words = [key(view.tokens[i].lemma) for i in range(low, first)]
    for word in words:
        if word in SEQUENCE | AHEAD:
            return word
    dashed = first > low and view.tokens[first - 1].text in DASHES
    day = next((word for word in words if word in DAYS), None) or ("утром" if set(words) & PARTS else None)
    if dashed and day is not None:
        return day
    start, stop = view.tokens[low].start, view.tokens[first - 1].stop if first > low else view.tokens[low].start
    return "date" if dashed and any(start <= d.start < stop for d in view.dates) else None


def date_of(match: Match, view: View) -> DateSpan:
    """The date of a stop: that of its own clause, and no other's."""
    low, _ = _clause(match.slots["hosts"][0].mention, view)
    start, stop = view.tokens[low].start, view.tokens[match.trigger].start
    return next((d for d in view.dates if start <= d.start < stop), NO_DATE)


def _verbal(view: View, i: int) -> bool:
    token = view.tokens[i]
    return is_predicate(token) or token.feats.form == "inf"


def nominal(view: View, state: Discourse) -> Match | None:
    """«Гости из Намангана на «Курганстальмосте»: a sentence without a verb, a group and the place where it is."""
    if len(view.tokens) > LONGEST_NOMINAL:
        return None
    group = next((m for m in view.mentions if m.parent is None and m.prep == "" and _traveller(m)), None)
    if group is None or any(_verbal(view, i) for i in range(len(view.tokens))):
        return None
    near = [m for m in view.mentions if m.prep in ("в", "на") and m.case == "loc" and (0 < m.first - group.last <= 4 or _before_dash(m, group, view))]
    place = next((m for m in near if m.type in BODIES or (m.type == "place" and m.country)), None)
    if place is None:
        return None
    low, high = (group.last, place.first) if group.last <= place.first else (place.last, group.first)
    between = {t.text.lower() for t in view.tokens[low:high]}
    if between - DASHES - BETWEEN or (group.type == "person" and not (DASHES | NOW) & between):
        return None
    status = "ongoing" if (DASHES | NOW) & between else "occurred"
    slots: dict[str, tuple[Filler, ...]] = {"visitors": (Filler(group, "child"),), "hosts": (Filler(place, "child"),)}
    return Match("visits", "visits.nominal", view.index, group.head, "noun", status, "", slots)


def _before_dash(place: Mention, group: Mention, view: View) -> bool:
    """«С визитом в Бишкеке – / министр энергетики Хакасии»: where they are, told before a dash at the start of the sentence."""
    opened = place.first <= 1 or "визит" in view.lemmas[: place.first]
    return opened and group.first == place.last + 1 and view.tokens[place.last].text in DASHES


def day_away(view: View, state: Discourse) -> Match | None:
    """«Харбин, день второй», «День в Актобе» of one who says «мы»: where the writer is."""
    words = view.lemmas
    if view.index > FIRST or len(words) > SHORT or not STAYS & set(words) or any(_verbal(view, i) for i in range(len(words))):
        return None
    numbered = any(t.pos in ("ADJ", "NUM") and not t.feats.variant for t in view.tokens)
    plain = words[0] in STAYS and words[1] in ("в", "на")
    place = next((m for m in view.mentions if m.type == "place" and m.country and m.parent is None), None)
    if place is None or state.home is None or not (numbered or plain) or (place.country, place.region) == (state.home.country, state.home.region):
        return None
    if not any(lemma in ("мы", "наш") or t.feats.person == "1" for v in state.views for lemma, t in zip(v.lemmas, v.tokens, strict=True)):
        return None
    writer = replace(place, lemma="мы", name="мы", type="", country=None, region=None, prep="")
    slots: dict[str, tuple[Filler, ...]] = {"visitors": (Filler(writer, "discourse"),), "hosts": (Filler(place, "child"),)}
    return Match("visits", "visits.nominal", view.index, place.head, "noun", "ongoing", "", slots)


def _traveller(mention: Mention) -> bool:
    if not mention.country:
        return False
    told = mention.lemma in VISITORS or "visitor" in classes_of(mention.lemma) or " " not in mention.name
    return mention.type == "person" or (mention.type == "group" and told)
