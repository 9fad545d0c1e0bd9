"""Occasions whose phrase names no side: who acts in the sentence, who speaks next, who came before.

«О кооперации говорили на встрече в Минске A и B» → A, B; «Область посетила делегация из КНР. В администрации состоялась встреча. Гостей приветствовал A» → the
delegation and A.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.build import Draft, start_draft
from extractors.lexicon import key
from extractors.meetings.gatherings import LASTING
from extractors.meetings.guards import is_own, is_pair
from extractors.meetings.pairs import chairs
from extractors.references.words import VISITORS
from extractors.view import View
from schemas.match import Filler, Match, Mention

UNSIDED = "meetings.unsided"
TRIPS = {"визит", "прибыть", "отбыть", "вылететь", "прилететь", "поездка"}
PEOPLE = frozenset(("person", "group"))
ACTING = PEOPLE | {"organization", "government"}
NEXT, BEFORE = 2, 3  # sentences in which the sides are looked for
NEAR_CLAUSE = 7  # tokens behind «с которым» in which the talk stands
NEAR = 2  # a meeting told so near is this one
EARLIER = {"ранее", "прежде", "последний", "предыдущий", "это", "накануне"}  # «до этого», «в последний раз»
PAIRED = 4  # sentences in which a meeting was told that «министры обсудили» belongs to


def find_sides(made: Sequence[Draft], match: Match, state: Discourse) -> list[Filler]:
    """The participants of an occasion that its own phrase leaves out; [] where they are told elsewhere or are not two."""
    if any(abs(d.match.sentence - match.sentence) <= NEAR for d in made):
        return []
    view = state.views[match.sentence]
    own = view.mention_at(match.trigger)
    held = own is not None and own.case == "acc" and not own.prep  # «завод и власти Бурунди готовят встречу»: bodies too
    here = _distinct([m for m in (chairs(view) or view.mentions) if _acts(m, view) and (held or m.type in PEOPLE)])
    setting = own is not None and own.parent is not None  # «В ходе переговоров / A и B поручили …», in one clause
    if len(here) >= 2 and _apart(here) and not (setting and view.verbs_between(match.trigger, here[0].head)):
        return [Filler(m, "clause") for m in here]
    if (met := _whom(view, match.trigger)) is not None:
        return _with_who_came(met, match.sentence, state)
    if own is None or own.prep or own.parent is not None:
        return []
    lasted = not LASTING.isdisjoint(view.lemmas[match.trigger + 1 :]) and own.case == "nom"  # «Беседа длилась полтора часа»
    if lasted or {"их"} & set(view.texts[max(0, match.trigger - NEAR) : match.trigger]):  # «Их беседа прошла в парке»
        return _last_two(match.sentence, state)
    if (body := _house(view, own)) is not None:  # «предусмотрены переговоры в Минздраве Узбекистана»
        came = [m for v in reversed(state.views[max(0, match.sentence - BEFORE) : match.sentence + 1]) for m in v.mentions if _came(m)]
        return [Filler(came[0], "discourse"), Filler(body, "clause")] if came and _apart([came[0], body]) else []
    after = [m for v in state.views[match.sentence : match.sentence + NEXT + 1] for m in v.mentions if _acts(m, v) and m.type == "person"]
    guests = [m for v in reversed(state.views[max(0, match.sentence - BEFORE) : match.sentence]) for m in v.mentions if _came(m)]
    pair = _distinct([*guests[:1], *after[:1]])
    return [Filler(m, "discourse") for m in pair] if len(pair) == 2 and guests and _apart(pair) else _of_the_trip(match.sentence, state)


def _whom(view: View, trigger: int) -> Mention | None:
    """«его встречал министр Дени Лис, с которым намечена / беседа» → the person before «с которым»."""
    at = next((i for i in range(trigger - 1, max(0, trigger - NEAR_CLAUSE), -1) if view.lemmas[i] == "который" and view.texts[i - 1] in ("с", "со")), None)
    if at is None:
        return None
    return next((m for m in reversed(view.mentions) if m.last <= at - 1 and m.last >= at - 2 and m.type == "person" and m.country and not is_own(m)), None)


def _with_who_came(met: Mention, sentence: int, state: Discourse) -> list[Filler]:
    """Whom one is to meet, and the person of another land who was told before him as the one who acts."""
    for view in reversed(state.views[max(0, sentence - BEFORE) : sentence + 1]):
        for m in view.mentions:
            acts = m.type == "person" and m.case == "nom" and not m.prep and m.parent is None and not is_own(m)
            if acts and m.country not in (None, met.country) and m.start < met.start:
                return [Filler(m, "discourse"), Filler(met, "clause")]
    return []


def _of_the_trip(sentence: int, state: Discourse) -> list[Filler]:
    """«Президент Узбекистана Ислом Лис отбыл в Пакистан. В Исламабаде состоятся переговоры»: who went, and who invited him, else the land."""
    for view in reversed(state.views[max(0, sentence - BEFORE) : sentence]):
        if view.words.isdisjoint(TRIPS):
            continue
        goers = [m for m in view.mentions if m.type == "person" and m.case == "nom" and not m.prep and m.parent is None and m.country and m.region is None]
        lands = [m for m in view.mentions if goers and m.type in ("person", "place") and m.country not in (None, goers[0].country)]
        if lands and len({m.country for m in lands}) == 1:
            host = next((m for m in lands if m.type == "person" and m.name != m.position), None) or next((m for m in lands if m.type == "place"), lands[0])
            return [Filler(goers[0], "discourse"), Filler(host, "discourse")]
    return []


def of_a_pair(match: Match) -> bool:
    """«Министры обсудили», «градоначальники договорились встретиться»: several of one post without a name, and nobody else."""
    subjects = [f.mention for f in match.slots.get("participants", ())]
    told = match.rule in ("meetings.meet", "meetings.discuss") and not match.slots.get("partners") and len(subjects) == 1
    return told and is_pair(subjects[0])


def find_pair(made: Sequence[Draft], match: Match, state: Discourse) -> list[Filler]:
    """The two persons whom «министры», «собеседники» mean: who met last, or were told last by name and post; [] where there are not two of two sides."""
    before = [d for d in made if d.match.sentence < match.sentence]
    last = max(before, key=lambda d: int(d.columns["trigger_start"]), default=None)
    if any(0 <= match.sentence - d.match.sentence <= PAIRED for d in made) and not (last is not None and _of_another_day(last, match, state)):
        return []
    met = [Filler(m, "discourse") for m in _two_who_met(last)] if last is not None else []
    return met or _last_two(match.sentence, state)


def _of_another_day(told: Draft, match: Match, state: Discourse) -> bool:
    """«До этого чиновники виделись в июне в Казани»: another talk of those who have just met."""
    day = start_draft(match, state).get("date")
    earlier = not EARLIER.isdisjoint(state.views[match.sentence].lemmas[: match.trigger])
    return day is not None and day != told.get("date") and (told.get("date") is not None or earlier)


def _two_who_met(told: Draft) -> list[Mention]:
    """The two persons of a meeting told before, where nobody else was at it."""
    sides = [f.mention for name in ("participants", "partners") for f in told.match.slots.get(name, ())]
    two = len(sides) == 2 == len(told.columns["participants"]) and all(m.type == "person" and m.name != m.position for m in sides)
    return sides if two else []


def _last_two(sentence: int, state: Discourse) -> list[Filler]:
    """The two persons of two sides who were told by name and post in the two sentences before."""
    near = [m for v in state.views[max(0, sentence - 2) : sentence] for m in v.mentions]
    persons = _distinct([m for m in near if m.type == "person" and m.position and (m.country or m.region) and m.number != "plur" and not is_own(m)])
    return [Filler(m, "discourse") for m in persons] if len(persons) == 2 and _apart(persons) else []


def _house(view: View, own: Mention) -> Mention | None:
    """The body in whose house a talk is held, told right behind it."""
    behind = [
        m for m in view.mentions if 0 < m.first - own.last <= 1 and m.prep in ("в", "во") and m.case == "loc" and m.type in ("government", "organization")
    ]
    return next((m for m in behind if (m.country or m.type == "government") and not m.bare), None)


def _acts(m: Mention, view: View) -> bool:
    """A named person, a group or a body that is the subject of a verb, or leads the talk."""
    if m.type not in ACTING or m.bare or is_own(m) or m.prep:
        return False
    if m.case not in ("nom", ""):
        return m in chairs(view)
    governor = view.governor(m)
    return governor < 0 or view.tokens[governor].pos in ("VERB", "AUX") or m.conjunct_of is not None


def _came(m: Mention) -> bool:
    return m.type == "group" and key(m.lemma) in VISITORS and m.country is not None


def _distinct(found: Sequence[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for m in found:
        if not any(m.name == other.name for other in kept):
            kept.append(m)
    return kept


def _apart(found: Sequence[Mention]) -> bool:
    """Two places, or two persons of whom one has none that is known."""
    return len({(m.country, m.region) for m in found}) >= 2 and any(m.country for m in found)
