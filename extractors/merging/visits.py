"""One visit told twice: headline, lead and body name its visitors, hosts and days each in their own way.

«Гости из Аньцина приедут на следующей неделе» and «китайские гости пробудут у нас с 26 по 28 июня» → one row with the exact days and both heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.build import DATES, Draft
from extractors.lexicon import key
from extractors.merging.alike import clash, is_described
from extractors.merging.headline import in_same_words
from extractors.merging.hosts import days_told, host_of, in_one_land, is_bare, is_proper, on_the_way, same_host, words_of
from extractors.merging.meetings import same_post
from extractors.parties.same import one_side
from schemas.facts import Party

NEAR = 2  # days by which a date that an occasion lent may miss
NEWS, LONG_AGO = 2, 200  # sentences; days
LEAD = 3  # sentences under the headline that tell again what it sums up
SHORT = 14  # days of a trip
WHERE = ("place", "country", "region")  # of one telling
FAIR = "visits.bring_to_fair"
HAPPENED = {"occurred", "ongoing"}
AREA = re.compile(r"^(?:\w+ )?стран|регион|Африк|Ази[ияю]|Европ|континент|Восток")
DELEGATIONS = ("делегац", "гост", "групп", "мисси", "бизнес-мисс", "представител", "участник", "делегат", "десант", "коллег", "партнер", "сотрудник")


def same_visit(a: Draft, b: Draft) -> bool:
    """Whether two drafts, the first of them told earlier, tell of one visit."""
    if long_before(b, a) or at_another_time(a, b):
        return False
    near = abs(a.match.sentence - b.match.sentence) <= 1
    if near and a.get("title") and not b.get("title") and _members_of(a, b) and same_host(host_of(a), host_of(b)):
        return True
    if _sums_up(a, b):
        return True
    if not _same_visitors(a.get("visitors") or (), b.get("visitors") or (), near=near):
        return False
    if a.match.sentence == b.match.sentence and FAIR in (a.match.rule, b.match.rule) and a.get("status") == b.get("status"):
        return True  # «собирается в Брно на салон и обещает привезти предложения»
    if a.get("title") and not b.get("title"):
        return _headline_of(a, b)
    statuses = {a.get("status"), b.get("status")}
    alike = len(statuses) == 1 or statuses <= HAPPENED or (statuses == {"planned", "proposed"} and _is_prepared(a, b))
    if alike and same_days(a, b) and ((near and _is_met(b) and a.get("country") == b.get("country")) or _is_received(a, b) or (near and _is_spoken_of(a, b))):
        return True
    return alike and same_days(a, b) and (same_host(host_of(a), host_of(b)) or on_the_way(a, b))


def _is_met(draft: Draft) -> bool:
    """«Китайскую делегацию во главе с директором Ли Баем встречал проректор»: who only welcomes those whose visit the sentence before told."""
    host = host_of(draft)
    return draft.match.rule == "visits.receive" and host is not None and host.type == "person"


def _is_received(a: Draft, b: Draft) -> bool:
    """«Ярославль посетила делегация Чили», «делегацию приняли власти области»: the government of the place to which the visit goes."""
    place, house = host_of(a), host_of(b)
    if b.match.rule != "visits.receive" or place is None or house is None:
        return False
    return (place.type, house.type) == ("place", "government") and one_side(place, house)


def _is_spoken_of(a: Draft, b: Draft) -> bool:
    """«побывал на заводе «Азот»; «при посещении белорусских предприятий»: the noun sums up where the sentence before took the guests."""
    p, q = host_of(a), host_of(b)
    if p is None or q is None or b.match.form != "noun" or b.get("status") == "planned":
        return False
    land = p.country or a.get("country")
    return p.type == q.type == "organization" and is_described(q) and not is_described(p) and land is not None and q.country == land and not clash(p, q)


def without_areas(drafts: list[Draft]) -> list[Draft]:
    """No row for «побывает в трёх странах Азии», «турне по Африке» where the article tells which countries."""
    placed = [d for d in drafts if d.table == "visits" and d.get("country")]
    return [d for d in drafts if not (d.table == "visits" and _is_area(d) and any(_lands_of(d) & _lands_of(p) for p in placed))]


def _is_area(draft: Draft) -> bool:
    hosts = draft.get("hosts") or ()
    return bool(hosts) and draft.get("country") is None and all(p.country is None and AREA.search(p.name) for p in hosts)


def _lands_of(draft: Draft) -> set[str | None]:
    """Where the visitors are from, or who they are."""
    return {p.country or p.entity_id for p in draft.get("visitors") or ()}


def long_before(b: Draft, a: Draft) -> bool:
    """«Премьер посетил Казань. Прошлый визит состоялся в 2019 году»: the news has no day of its own, and what is told behind it is of long ago."""
    end, published = b.get("date_end"), b.get("published")
    fresh = a.match.sentence <= NEWS and a.get("date") is None
    return fresh and end is not None and published is not None and (published - end).days > LONG_AGO


def at_another_time(a: Draft, b: Draft) -> bool:
    """«Впервые он посетил страну в 2018 году» and the visit of today: one looks back and has a day of its own, the other does not."""
    back = [bool(d.get("earlier")) for d in (a, b)]
    return back[0] != back[1] and (a if back[0] else b).get("date") is not None


def same_trip(a: Draft, b: Draft) -> bool:
    """Whether two drafts have the same visitors and host, whatever they say of when and whether; of a cancelled trip a town and its country are one host."""
    near = abs(a.match.sentence - b.match.sentence) <= 1
    if not a.get("visitors") or not b.get("visitors") or not _same_visitors(a.get("visitors"), b.get("visitors"), near=near):
        return False
    if same_host(host_of(a), host_of(b)) or ("noun" in (a.match.form, b.match.form) and on_the_way(a, b)):
        return True
    shared = {p.entity_id for p in a.get("visitors")} & {p.entity_id for p in b.get("visitors")}
    return bool(shared) and "denied" in (a.get("status"), b.get("status")) and in_one_land(host_of(a), host_of(b))


def _is_prepared(a: Draft, b: Draft) -> bool:
    """«обсудили организацию визита делегации в Узбекистан» after «15 ноября прибудет делегация»: the same visit to come."""
    return "noun" in (a.match.form, b.match.form)


def _members_of(a: Draft, b: Draft) -> bool:
    """«Депутаты X и Y посетили Казахстан» over «делегация Новгородской области находилась в Казахстане»: persons of no known side, and a group."""
    visitors, group = a.get("visitors") or (), b.get("visitors") or ()
    return all(p.type == "person" and not p.country for p in visitors) and any(p.type == "group" and p.country for p in group)


def _sums_up(a: Draft, b: Draft) -> bool:
    """«Белорусы прилетели на разведку» over «двое парламентариев прилетели позавчера»: the people of a headline, told without their land or by it alone."""
    people: tuple[Party, ...] = a.get("visitors") or ()
    story: tuple[Party, ...] = b.get("visitors") or ()
    if not a.get("title") or b.get("title") or b.match.sentence - a.match.sentence > LEAD or len(people) != 1 or not _general(people[0]):
        return False
    alike = a.get("status") == b.get("status") or {a.get("status"), b.get("status")} <= HAPPENED
    told = any(q.type != "person" and (people[0].country is None or q.country in (None, people[0].country)) for q in story)
    return alike and told and people[0].type == "group" and _headline_of(a, b)


def _headline_of(a: Draft, b: Draft) -> bool:
    """«Ректор побывал в Тайане» over «в ходе визита в Китай ректора …»: a headline names its visit loosely."""
    p, q = host_of(a), host_of(b)
    if p is not None and same_days(a, b) and in_same_words(a, b, "hosts"):
        return True  # «Университет посетила делегация из Ухани» over «27 июня наш университет посетила делегация из Ухани»
    if p is None or q is None or (a.get("status") == "denied") != (b.get("status") == "denied"):
        return False
    if p.type == "place" and a.get("status") == b.get("status") == "proposed" and q.type != "place":
        return bool(p.country) and p.country == b.get("country")  # «пригласили в Китай», «пригласили на выставку в Дуньхуане»
    if p.type == q.type == "organization" and is_bare(p) and _may_be_of_one_land(p, q):
        return True  # «Завод посетили китайцы» over «на «Тамбовмаш» приехали …»
    return same_host(p, q) or (p.type == q.type and bool(p.country) and p.country == q.country and (p.region == q.region or None in (p.region, q.region)))


def same_days(a: Draft, b: Draft) -> bool:
    """Equal dates, one unknown, or one inside the other: «на следующей неделе» and «с 26 по 28 июня»."""
    if a.get("date") is None or b.get("date") is None or a.get("date") == b.get("date"):
        return True
    first, last, other_first, other_last = a.get("date_start"), a.get("date_end"), b.get("date_start"), b.get("date_end")
    if None in (first, last, other_first, other_last):
        return False
    if a.get("ended") != b.get("ended") and abs((first - other_first).days) <= SHORT:
        return True  # «визит завершился во вторник» of those who came on Saturday
    if bool(a.get("carried")) != bool(b.get("carried")) and abs((first - other_first).days) <= NEAR:
        return True
    return bool((first <= other_first and other_last <= last) or (other_first <= first and last <= other_last))


def _may_be_of_one_land(p: Party, q: Party) -> bool:
    """Two bodies of one region of a country, or the first of a land untold."""
    return (p.country is None and p.region is None) or (p.country == q.country and p.region == q.region)


def _same_visitors(left: tuple[Party, ...], right: tuple[Party, ...], *, near: bool) -> bool:
    return not left or not right or any(_same_visitor(p, q, near=near) for p in left for q in right)


def _same_visitor(p: Party, q: Party, *, near: bool) -> bool:
    if p.entity_id == q.entity_id:
        return True
    if near and p.type == q.type == "group" and any(_general(x) and x.country is None for x in (p, q)):
        return True  # «ждут в регионе и самих партнёров: визит делегации министерства намечен на апрель»
    if p.type == q.type == "person":
        if _named(p) and _named(q):
            return False
        return bool(words_of(p.position or "") & words_of(q.position or "")) or same_post(p, q) or same_post(q, p)
    if not p.country or p.country != q.country or (p.region and q.region and p.region != q.region):
        return False
    if any(x.type == "person" and _named(x) and not x.region and y.region for x, y in ((p, q), (q, p))):
        return False  # «побывал премьер России», «визит татарстанской делегации»
    return any(_general(x) for x in (p, q))


def _named(p: Party) -> bool:
    return p.name != p.position


def _general(p: Party) -> bool:
    """A name that may stand for any group of its side: «делегация», «гости», «пензенцы», the place itself; not «врачи», «студенты»."""
    words = key(p.name).split()[:3]
    return p.type == "place" or (p.type == "group" and (len(words) == 1 or any(word.startswith(DELEGATIONS) for word in words)))


def join(kept: Draft, other: Draft) -> None:
    """The fuller visitors, host and days of two tellings, in `kept`."""
    visitors: tuple[Party, ...] = kept.get("visitors") or ()
    more: tuple[Party, ...] = other.get("visitors") or ()
    kept.columns["visitors"] = _joined(visitors, more)
    host, second = host_of(kept), host_of(other)
    if kept.get("title") and not other.get("title"):
        named = other.get("hosts") if second is None or second.country or not is_bare(second) else kept.get("hosts")
        kept.match = other.match
        kept.columns.update({name: value for name, value in other.columns.items() if name != "visitors" and value is not None}, hosts=named)
        if other.get("place") is not None:
            kept.columns.update({name: other.get(name) for name in WHERE})
        return
    if host is not None and second is not None and host.type == second.type != "place" and not is_proper(host) and is_proper(second):
        kept.columns["hosts"] = (second,)
    if host is not None and second is not None and host.type == second.type == "place" and host.region and second.country and not second.region:
        kept.columns.update({name: other.get(name) for name in WHERE}, hosts=(second,))  # the trip is to the land, in which the town lies
    begun, ended = sorted((kept, other), key=lambda d: bool(d.get("ended")))
    if ended.get("ended") and not begun.get("ended") and _single(begun) and _single(ended) and begun.get("date") < ended.get("date"):
        kept.columns.update(date=f"{begun.get('date')}/{ended.get('date')}", date_start=begun.get("date_start"), date_end=ended.get("date_end"))
    elif _tells_more(other, kept):
        kept.columns.update({name: other.get(name) for name in DATES})
    for name in (*(WHERE if kept.get("place") is None else ("country",)), "purpose", "attribution"):
        if kept.get(name) is None:
            kept.columns[name] = other.get(name)


def _joined(visitors: tuple[Party, ...], more: Iterable[Party]) -> tuple[Party, ...]:
    """A group and its named head; of two names of the group the one with a place, and the fuller one."""
    groups = [p for p in visitors if p.type != "person"]
    persons = [p for p in visitors if p.type == "person"]
    for p in more:
        if p.type == "person":
            if not any(q.entity_id == p.entity_id for q in persons) and (_named(p) or not persons):
                persons = [q for q in persons if _named(q)] + [p]
        elif not groups or (p.country and all(_vaguer(q, p) for q in groups)):
            groups = [p]
    return (*groups, *persons)


def _vaguer(p: Party, q: Party) -> bool:
    if " " not in p.name and " " in q.name and q.type == "group" and p.type == "group" and (p.country, p.region) == (q.country, q.region):
        return True  # «могилевчане» of a headline, «делегация Могилёвской области»
    return p.country is None or (p.country == q.country and p.region is None and q.region is not None)


def _tells_more(other: Draft, kept: Draft) -> bool:
    """The exact days over «на следующей неделе»; of a trip to a place its whole range over the day on which it began."""
    if any(d.get("date") is None or d.get("date_start") is None for d in (other, kept)) or any(p.type != "place" for p in (host_of(other), host_of(kept)) if p):
        return days_told(other) < days_told(kept)
    ranges = [0 < days_told(d) <= SHORT and not _is_vague(d) for d in (other, kept)]
    return ranges[0] if ranges[0] != ranges[1] else days_told(other) < days_told(kept)


def _single(draft: Draft) -> bool:
    """Told of one known day."""
    return draft.get("date_start") is not None and draft.get("date_start") == draft.get("date_end")


def _is_vague(draft: Draft) -> bool:
    """Dates told as a week, a month or a season."""
    return len(str(draft.get("date")).split("/")[0]) < len("2025-05-14") or "недел" in str(draft.get("date_text")).lower()
