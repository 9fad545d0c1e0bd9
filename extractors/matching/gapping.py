"""Clauses that leave their verb out: «насосы поставит «Волна», а станки — томский «Резец», «Лаос получит рис от фонда, Непал — от банка».

A gap is what stands between a comma (and «а») and the next comma, with a dash inside and no verb. What it holds is read with the verb told
before it: each part fills the slot whose marking it bears, and what it leaves out is as in the clause before.
"""

from __future__ import annotations

from collections.abc import Callable

from extractors.lexicon import key
from extractors.matching.frames import Frame
from extractors.matching.triggers import Trigger
from extractors.view import View, is_predicate
from schemas.changed import replace
from schemas.match import Filler, Match

DASHES = frozenset({"—", "–", "-"})
BEHIND_SAME = frozenset({",", "—", "–", "-"})
STOPS = frozenset({",", ";", ":", "(", ")", "."})
LINKS = frozenset({"а", "и", "но"})
SAME = frozenset(
    {"второй", "третий", "четвертый", "пятый", "другой", "остальной", "последний", "следующий", "последующий"}
)  # «второй — …»: the goods told before
PART = frozenset({"число", "включая"})
REACH = 14
Gap = tuple[int, int, int]  # the first token, the dash, the token behind the last
Fill = Callable[[View, Frame, Trigger], dict[str, tuple[Filler, ...]]]


def gaps(view: View) -> list[Gap]:
    """The gaps of a sentence, in text order; [] for nearly every sentence.

    >>> «А поставит насосы, Б — станки.» → the tokens from «Б» to «станки»
    """
    if DASHES.isdisjoint(view.words):
        return []
    found: list[Gap] = []
    dashes = [i for i, token in enumerate(view.tokens) if token.text in DASHES]
    for dash in dashes:
        first, last = _first(view, dash), _last(view, dash, dashes)
        if first is not None and last is not None and first < dash < last - 1:
            found.append((first, dash, last))
    return found


def _first(view: View, dash: int) -> int | None:
    """Where the part before the dash begins; None where a verb stands in it, or no verb before it."""
    at = _before_aside(view, dash)
    while at > 0 and dash - at <= REACH:
        token = view.tokens[at - 1]
        if token.text in (",", ";") or token.text.lower() in LINKS:
            if token.text.lower() == "и" and view.tokens[at - 1].head == at - 2:
                return None
            return at if view.verbs_between(-1, at) else None
        if token.text in STOPS or token.text in DASHES or is_predicate(token):
            return None
        at -= 1
    return None


def _before_aside(view: View, dash: int) -> int:
    """«второй, на 12 машин, — с заводом»: the comma that opens what stands between commas before a dash, else the dash."""
    if dash < 3 or view.tokens[dash - 1].text != ",":
        return dash
    opening = next((i for i in range(dash - 2, max(0, dash - REACH), -1) if view.tokens[i].text == ","), 0)
    return opening if opening and view.tokens[opening + 1].pos == "ADP" else dash


def _last(view: View, dash: int, dashes: list[int]) -> int | None:
    """Where the part behind the dash ends; None where a verb stands in it."""
    at = dash + 1
    while at < len(view.tokens) and (view.tokens[at].text not in STOPS or _goes_on(view, at, dash)):
        if is_predicate(view.tokens[at]) or at - dash > REACH:
            return None
        if at in dashes:  # «…, Б — станки и В — прессы»
            return next((i for i in range(at - 1, dash, -1) if view.tokens[i].text.lower() in LINKS), None)
        at += 1
    return at


def _goes_on(view: View, comma: int, dash: int) -> bool:
    """«20 тракторов – в Ирак / , Кубу и Лаос»: a comma between the members of one list."""
    member = next((before for m, before in view.listed if m.first == comma + 1 and before.last == comma), None)
    return member is not None and member.first > dash and view.tokens[comma].text == ","


def apart(view: View, found: list[Gap]) -> tuple[View, list[View]]:
    """A sentence and its gaps → the sentence without them, and one view for each."""
    inside = [within(view, first, last) for first, _, last in found]
    held = {id(m) for part in inside for m, _ in part.kinds}
    base = replace(view)
    base._fitting = {}
    base._kinds = [(m, kind) for m, kind in view.kinds if id(m) not in held]
    base._listed = [(m, before) for m, before in view.listed if id(m) not in held and id(before) not in held]
    return base, inside


def within(view: View, first: int, last: int) -> View:
    """A sentence of which only the mentions between two tokens may fill slots."""
    part = replace(view)
    part._fitting = {}
    part._kinds = [(m, kind) for m, kind in view.kinds if first <= m.first and m.last <= last]
    part._listed = [(m, before) for m, before in view.listed if first <= before.first and m.last <= last]
    return part


def followers(match: Match, frame: Frame, view: View, found: list[Gap], parts: list[View], fill: Fill) -> list[Match]:
    """The matches that the gaps behind a match tell with its verb: at least two of its own slots are filled anew, or one with «второй»."""
    made: list[Match] = []
    told = match
    for (first, dash, last), part in zip(found, parts, strict=True):
        if first <= match.trigger or not PART.isdisjoint(view.lemmas[first : first + 3]):
            continue  # «вложили 31 млн, в том числе поляки — 19 млн»
        slots = _parallel(_named_first(fill(part, frame, Trigger(match.trigger, match.form)), match, dash), match)
        again = view.tokens[first + 1].text in BEHIND_SAME and key(view.tokens[first].lemma) in SAME
        paid = match.rule == "contracts.invest" and any(view.tokens[dash].start < m.start < view.tokens[last - 1].stop for m in view.money)
        sides = paid or [name for name in slots if any(dash < f.mention.first for f in slots[name])]
        if not sides or (len(slots) < 2 and not again and not (paid and slots)) or is_role(view, first, dash):
            continue
        made.append(replace(told, slots={**told.slots, **slots}, set={**match.set, "gap": f"{first} {last}", "goods": "new" if "goods" in slots else "same"}))
        told = made[-1]
    return made


def _named_first(found: dict[str, tuple[Filler, ...]], match: Match, dash: int) -> dict[str, tuple[Filler, ...]]:
    """«А поставит Минску 40 машин, а «Б» — 25 прессов»: a name in its first form before the dash acts, though nothing says its case."""
    takers = found.get("customers", ())
    if len(takers) != 1 or "suppliers" in found or match.rule not in GIVING or not {"suppliers", "customers"} <= match.slots.keys():
        return found
    name, before = takers[0].mention, match.slots["customers"][0].mention
    if name.prep or name.first > dash or len(name.cases) < UNMARKED or len(before.cases) >= UNMARKED or match.slots["suppliers"][0].found == "discourse":
        return found
    return {"suppliers" if slot == "customers" else slot: fillers for slot, fillers in found.items()}


GIVING = frozenset({"contracts.supply", "contracts.send", "contracts.give", "contracts.promise"})
UNMARKED = 6  # a name that may stand in any case


def _parallel(found: dict[str, tuple[Filler, ...]], match: Match) -> dict[str, tuple[Filler, ...]]:
    """What fills the slots anew; what is marked as another slot of the clause before fills that one: «первый блок поручено возвести А, второй — Б»."""
    slots: dict[str, tuple[Filler, ...]] = {}
    for name, fillers in found.items():
        mark = _mark(fillers)
        alike = [other for other, told in match.slots.items() if _mark(told) == mark]
        slots[name if name in alike or len(alike) != 1 or alike[0] in found else alike[0]] = fillers
    return {name: fillers for name, fillers in slots.items() if name in match.slots}


def _mark(fillers: tuple[Filler, ...]) -> tuple[str, str]:
    return fillers[0].mention.prep, fillers[0].mention.case


ROLES = frozenset(
    {
        "заказчик",
        "покупатель",
        "поставщик",
        "подрядчик",
        "инвестор",
        "получатель",
        "производитель",
        "цена",
        "стоимость",
        "сумма",
        "объем",
        "срок",
        "владелец",
        "партнер",
        "сторона",
    }
)


def is_role(view: View, first: int, dash: int) -> bool:
    """«…, заказчик — фирма «Луна», «…, цена — 5 млн»: what the part before the dash is, not what it does."""
    return any(key(view.tokens[i].lemma) in ROLES for i in range(first, min(dash, first + 3)))
