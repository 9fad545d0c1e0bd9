"""The country of a meeting that tells no place: from who receives, where an envoy is posted, whose head takes part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.dating.setting import looks_back
from extractors.lexicon import key, members
from extractors.names.article import leader_of
from extractors.view import View
from schemas.facts import Party

ENVOYS = (
    "посол",
    "чрезвычайный и полномочный посол",
    "консул",
    "генеральный консул",
    "генконсул",
    "временный поверенный",
    "торгпред",
    "торговый представитель",
)
GUESTS = ("делегация из", "официальная делегация из", "гости из", "делегаты из", "представители из")
EVENTS = {"форум", "конференция", "саммит", "выставка", "ярмарка", "сессия", "заседание", "семинар", "конгресс", "съезд", "симпозиум", "презентация"}
BACK = 2  # sentences
SEATED = frozenset(("в", "на", "во"))
TRIPS, COURSE, OPENING = {"поездка", "командировка", "турне"}, {"ход", "рамка", "время", "итог"}, 8
HEADS = ("президент", "премьер-министр", "председатель правительства", "король", "султан", "эмир", "премьер")


def are_away(drafts: Iterable[Draft], state: Discourse) -> bool:
    """Whether an article tells of trips abroad alone: then nobody is guessed to have met at home."""
    lands = {d.get("country") or p.country for d in drafts if d.table == "visits" for p in d.get("hosts") or ()} - {None}
    return bool(lands) and state.home is not None and state.home.country not in lands


def at_his_seat(draft: Draft) -> str | None:
    """«Хоким Джизакской области на следующей неделе примет делегацию»: an official of a region or a town receives there."""
    sides: tuple[Party, ...] = draft.get("participants") or ()
    if draft.match.rule != "meetings.receive" or draft.columns["status"] != "planned" or not sides:
        return None
    return sides[0].country if sides[0].type == "person" and sides[0].region and not _posted(sides[0], ENVOYS) else None


def setting_country(draft: Draft, state: Discourse) -> str | None:
    """«В Белграде и Нише прошли форумы. Во встречах участвовал посол»: the one country of the towns where events just told took place."""
    for view in reversed(state.views[max(0, draft.match.sentence - BACK) : draft.match.sentence]):
        if view.words.isdisjoint(members("happening")) or view.words.isdisjoint(EVENTS) or looks_back(view):
            continue
        found = {m.country for m in view.mentions if m.type == "place" and m.prep in ("в", "во") and m.case == "loc" and m.country}
        if len(found) == 1:
            return found.pop()
    return None


def is_on_a_trip(view: View) -> bool:
    """«В ходе рабочей поездки губернатор провёл встречу с …»: somewhere on the way, not at home."""
    return any(word in TRIPS and COURSE & set(view.lemmas[max(0, i - 3) : i]) for i, word in enumerate(view.lemmas[:OPENING]))


def posting(draft: Draft, state: Discourse) -> str | None:
    """«принимал посол России в Аргентине»: where an envoy is posted, if he receives or is of the home side."""
    envoys = [p for p in draft.get("participants") or () if _posted(p, ENVOYS)]
    home = state.home.country if state.home else None
    text = state.document.article.text
    spans = [(p.start, p.end) for p in envoys if draft.match.rule == "meetings.receive" or p.country == home]
    inside = (p for p in state.document.places for start, end in spans if start <= p.start < end and text[max(0, p.start - 3) : p.start].strip() in SEATED)
    return next((p.country for p in inside), None)


def host_country(draft: Draft, home: str | None) -> str | None:
    """Where sides that tell no place meet: with who receives, with a head of state, where an envoy is posted; else at home, if home is a side."""
    sides: tuple[Party, ...] = draft.get("participants") or ()
    if draft.match.rule == "meetings.receive":
        bodies = [p for p in sides if p.type in ("organization", "government")]  # «генконсула приняли в администрации»
        received = () if sides and sides[0].type == "person" and not sides[0].country else sides  # «Президент принял эмира Катара»
        host = next((p.country for p in (*bodies, *received) if p.country and p.type != "group" and not _posted(p, ENVOYS)), None)
        if host is not None:
            return host
        if sides and not sides[0].country and home not in {p.country for p in sides}:
            return home  # «Ректор принял посла Финляндии»
    countries = {p.country for p in sides if p.country}
    if len(countries) == 1 and all(key(p.name).startswith(GUESTS) for p in sides if p.country):
        return home if home not in countries else None  # «делегация из КНР встретилась с руководством университета»
    for chosen in (_heads(sides), [p for p in sides if p.country and not _posted(p, ENVOYS)] if any(_posted(p, ENVOYS) for p in sides) else []):
        found = {p.country for p in chosen}
        if len(found) == 1 and len(countries) > 1:
            return found.pop()
    if home in {p.country for p in sides if _posted(p, ENVOYS)}:
        return None  # nobody is an envoy at home
    return home if home in countries or len(countries) < 2 else None


def _heads(sides: Sequence[Party]) -> list[Party]:
    """«Губернатор встретился с президентом Беларуси», «с Лукашенко»: the one who heads a country, where the others head less."""
    heads = [p for p in sides if p.country and p.region is None and (_posted(p, HEADS) or leader_of(p.name) == p.country)]
    return heads if all(p in heads or p.region for p in sides if p.country) else []


def _posted(party: Party, posts: tuple[str, ...]) -> bool:
    return key(party.position or "").startswith(posts)
