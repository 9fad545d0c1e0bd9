"""Where a body lies that names no region: «областная больница», «палата края» at home, «местный завод» where one is, a plant visited in Бобруйск there.

Runs last, over finished drafts: names, types and the number of parties stay as they are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.parties.link import entity_id
from extractors.references.place_heads import may_be_called
from extractors.view import View
from schemas.facts import Party
from schemas.match import Mention
from schemas.values import Place

LEVELS = {  # words before a body, or in the genitive behind it → what home must be called
    "областной": "область", "краевой": "край", "республиканский": "республика", "губернский": "область", "региональный": "регион", "окружной": "округ",
    "область": "область", "край": "край", "республика": "республика", "губерния": "область", "регион": "регион", "округ": "округ",
}  # fmt: skip
NEARBY = {"городской", "муниципальный", "районный", "местный", "город", "район", "муниципалитет"}
PARKS = {
    "парк",
    "технопарк",
    "промпарк",
    "агропарк",
    "бизнес-парк",
    "промзона",
    "промплощадка",
    "площадка",
    "оэз",
    "тор",
    "тосэр",
    "кластер",
}  # land for plants
SITES = frozenset({("в", "loc"), ("во", "loc"), ("на", "loc"), ("под", "ins")})
GOALS = frozenset({("", "acc"), ("в", "acc"), ("во", "acc"), ("на", "acc")})  # «посетил Ташкент»
BACK = 2  # sentences
SEATS = {"RU-MOW", "RU-SPE"}  # of agencies: home only if the article says so twice
WHICH = 60  # code points between «ярмарка, которая …» and where it is held


def place_local(draft: Draft, slot: str, state: Discourse) -> None:
    """Give the bodies of a slot the region in which their own words set them, or where they are visited."""
    parties: tuple[Party, ...] = draft.get(slot) or ()
    if any(p.type == "organization" and p.region is None for p in parties):
        visited = draft.get("country") if slot == "hosts" else None
        draft.columns[slot] = tuple(_placed(p, state, visited) if p.type == "organization" and p.region is None else p for p in parties)


def _placed(party: Party, state: Discourse, visited: str | None) -> Party:
    """One body with the code of where it is, unless nothing tells it or its own country is another."""
    view = state.views[max(0, bisect_right(state.views, party.start, key=_start) - 1)]
    first, last = view.token_at(party.start), view.token_at(party.end - 1) + 1
    words = view.lemmas[first:last]
    level = next((LEVELS[word] for word in words if word in LEVELS), "")
    nearby = not NEARBY.isdisjoint(words) or (not PARKS.isdisjoint(words) and party.country is None)
    country = party.country or visited
    site: Mention | Place | None = None
    if level or nearby or visited is not None:
        site = _site_before(view, first) or (_site_behind(view, last - 1, state) if visited is not None else None)
    if site is None and (level or nearby):
        site = _local(view, level, state, country)
    if site is None and visited is not None and (there := _regions(country, state)):
        at_home = state.home is not None and state.home.country == country and any(p.region == state.home.region for p in there)
        site = there[0] if len(there) == 1 else state.home if at_home else None  # a plant that a consul «в Екатеринбурге» visits in the news of Челябинск
    if site is None and "наш" in words:
        site = next((state.we(m) for m in view.mentions if m.start == party.start), None)
    if site is None or site.country is None or country not in (None, site.country):
        return party
    code = entity_id(party.type, party.name, site.country, site.region)
    return replace(party, country=site.country, region=site.region, entity_id=code)


def _start(view: View) -> int:
    return view.sentence.start


def _regions(country: str | None, state: Discourse) -> list[Place]:
    """One place of each region of a land that the article names."""
    return list({p.region: p for p in state.document.places if p.country == country and p.region}.values())


def _sites(view: View, told: frozenset[tuple[str, str]] = SITES) -> Iterator[Mention]:
    """«в Бобруйске», «под Брестом»: the towns and regions where something is told to be, last first."""
    return (m for m in reversed(view.mentions) if m.type == "place" and m.region and (m.prep, m.case) in told and m.parent is None)


def _site_before(view: View, at: int) -> Mention | None:
    """«в Бресте гости осмотрели / завод»: where the clause of a body sets it."""
    site = next((m for m in _sites(view) if m.last <= at), None)
    return site if site is not None and view.breaks_between(site.head, at) == 0 and view.verbs_between(site.head, at) <= 1 else None


def _site_behind(view: View, at: int, state: Discourse) -> Mention | None:
    """«ярмарка, которая пройдёт / в Казани»."""
    sites = [m for m in _sites(view) if m.first > at and m.start - view.tokens[at].stop < WHICH]
    which = view.lemmas[at + 1 : at + 3] == [",", "который"]
    return sites[-1] if sites and which and view.breaks_between(at + 1, sites[-1].head) == 0 else None


def _local(view: View, level: str, state: Discourse, country: str | None) -> Mention | Place | None:
    """Who is called «областной» or «местный»: of the place where the last sentences set what they tell, abroad or for who is near; else of home."""
    home = state.home
    abroad = home is not None and country not in (None, home.country)
    if abroad or not level:
        told = (m for before in reversed(state.views[max(0, view.index - BACK) : view.index]) for m in _sites(before, SITES | GOALS if abroad else SITES))
        site = next((m for m in told if country in (None, m.country)), None)
        if site is not None or abroad:
            return site
    if home is None or not home.region or (level and not may_be_called(level, home)):
        return None
    return home if home.region not in SEATS or sum(p.region == home.region for p in state.document.places) > 1 else None
