"""With whom a meeting was: which of several partners are this talk's own, and which had a talk each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.lexicon import key, members
from extractors.meetings.guards import is_own
from extractors.view import View
from schemas.match import Filler, Match, Mention

ALONE = {"делегация", "руководство", "группа", "миссия"}
SEVERAL, NUMBERED = frozenset(("два", "три", "четыре", "пять", "шесть", "несколько", "2", "3", "4", "5", "6", "оба")), 3  # tokens
REPEATED = {"встречаться", "общаться", "беседовать"}  # «встречались с вице-премьером, хокимом и послом»: with each apart


def with_own_partners(match: Match, view: View) -> Match:
    """A match with those partners of its sentence that are this talk's own, be they told before, behind or in a list."""
    return _listed_partners(_not_of_next(_own_partners(match, view), view), view)


def _listed_partners(match: Match, view: View) -> Match:
    """«встречи с премьером A, председателем B»: who stands in the instrumental behind a partner is one more; not those of another talk («переговоры с A, встречи с B, C»)."""
    partners, subjects = match.slots.get("partners", ()), match.slots.get("participants", ())
    if match.rule != "meetings.meeting" or not any(f.mention.prep in ("с", "со") for f in partners):
        return match
    listed = [f for f in subjects if f.mention.case == "ins" and not f.mention.prep and f.mention.first > partners[0].mention.first]
    own = [f for f in listed if not any(view.lemmas[i] in members("talk_event") for i in range(match.trigger + 1, f.mention.first))]
    slots = {**match.slots, "partners": (*partners, *own), "participants": tuple(f for f in subjects if f not in listed)}
    return match if not listed else replace(match, slots={name: fillers for name, fillers in slots.items() if fillers})


def _own_partners(match: Match, view: View) -> Match:
    """«проведёт переговоры с A, / встретится / с B, а также с C»: of those behind the verb and those of the talks before it, those behind it."""
    partners = match.slots.get("partners", ())
    if match.rule != "meetings.meet" or match.form != "active" or not partners or any(f.mention.first > match.trigger for f in partners):
        return match
    if not all(view.lemmas[max(0, view.governor(f.mention))] in members("talk_event") for f in partners):
        return match
    behind = [m for m in view.mentions if m.first > match.trigger and m.prep in ("с", "со") and m.type in ("person", "group") and m.parent is None]
    own = tuple(Filler(m, "clause") for m in behind if m.case == "ins" and not view.verbs_between(match.trigger, m.head) and not is_own(m))
    return replace(match, slots={**match.slots, "partners": own}) if own else match


def _not_of_next(match: Match, view: View) -> Match:
    """«В рамках встречи министров БРИКС министр провела переговоры / с главой ведомства»: with whom the next talks of the sentence are held."""
    partners = match.slots.get("partners", ())
    if match.rule != "meetings.meeting" or match.form != "noun" or not match.slots.get("participants"):
        return match
    own = tuple(f for f in partners if not _of_next(f.mention, match.trigger, view))
    return match if len(own) == len(partners) else replace(match, slots={**match.slots, "partners": own})


def _of_next(partner: Mention, trigger: int, view: View) -> bool:
    between = range(trigger + 1, partner.first)
    verb = next((i for i in between if view.tokens[i].feats.form == "fin"), None)
    return verb is not None and any(view.lemmas[i] in members("talk_event") for i in between if i > verb)


def separate(match: Match, partners: list[Filler], view: View) -> list[list[Filler]]:
    """The partners of each talk: «провела встречи с A, с B» and «с A обсудил …, а с B — …» tell of two."""
    groups = [partners]
    apart = key(view.tokens[match.trigger].lemma) in REPEATED and all(f.mention.type == "person" for f in partners)
    partners = [f for f in partners if not _named_behind(f, partners, view)]
    vague = [f for f in partners if f.mention.number == "plur" and not f.mention.country and f.mention.type == "group"]
    if vague and len(partners) - len(vague) >= 2 and _plural_event(match, view) and all(_specific(f.mention) for f in partners if f not in vague):
        partners = [f for f in partners if f not in vague]  # «встречи с президентом A, премьером B и другими политиками»
    several_talks = len(partners) >= 2 and not any(_leads(f, view) for f in partners)
    if several_talks and (_plural_event(match, view) or apart) and (_each_with(partners, view) or all(_specific(f.mention) for f in partners)):
        groups = [[f] for f in partners]
    return groups + [[Filler(m, "clause")] for m in _gapped(match, partners, view)]


def _named_behind(filler: Filler, partners: Sequence[Filler], view: View) -> bool:
    """«с руководством Армении: президентом A и премьером B»: the group whose members are told one by one."""
    colon = filler.mention.type == "group" and filler.mention.last < len(view.tokens) and view.tokens[filler.mention.last].text == ":"
    return colon and any(f.mention.first == filler.mention.last + 1 and f.mention.type == "person" for f in partners)


def _each_with(partners: Sequence[Filler], view: View) -> bool:
    return all(key(view.tokens[f.mention.first - 1].text) in ("с", "со") for f in partners)


def _leads(filler: Filler, view: View) -> bool:
    """«с делегацией области / во главе с губернатором»: he is met together with those whom he leads."""
    return view.lemmas[max(0, filler.mention.first - 2)] == "глава"


def _specific(mention: Mention) -> bool:
    """A named person, an office of a place, a body: not «чиновники и предприниматели»."""
    if mention.type == "person":
        return mention.name != mention.position or (mention.country is not None and mention.number != "plur")
    return not mention.bare and (mention.type in ("organization", "government") or key(mention.lemma) in ALONE) and mention.number != "plur"


def _plural_event(match: Match, view: View) -> bool:
    """«провёл встречи», «провёл ряд встреч»; «переговоры» are one."""
    event = match.slots.get("event")
    at = event[0].mention.head if event else match.trigger
    token = view.tokens[at]
    if key(token.lemma) in members("series") or not SEVERAL.isdisjoint(view.lemmas[max(0, at - NUMBERED) : at]):
        return True  # «провёл три встречи», whose noun is read as one
    return token.feats.number == "plur" and key(token.lemma) != "переговоры" and token.pos == "NOUN"


def _gapped(match: Match, partners: Sequence[Filler], view: View) -> list[Mention]:
    """«…, а позже — с вице-мэром …», «…, а с ректором — стипендии»: partners of a clause without a verb of its own."""
    if not partners or match.form not in ("active", "noun", "infinitive"):
        return []
    last = max([match.trigger, *(f.mention.last for f in partners)])
    found = []
    for m in view.mentions:
        if (
            m.first < last
            or m.parent is not None
            or m.prep not in ("с", "со")
            or m.case != "ins"
            or m.type not in ("person", "group", "organization")
            or is_own(m)
        ):
            continue
        before = [key(t.text) for t in view.tokens[max(last, m.first - 5) : m.first]]
        dash = any(t.text in ("—", "–", "-") for t in view.tokens[max(last, m.first - 4) : min(len(view.tokens), m.last + 2)])
        listed = view.tokens[m.first - 2].text == "," and any(key(view.tokens[f.mention.first - 1].text) in ("с", "со") for f in partners)
        if ("а" in before or listed) and dash and view.verbs_between(last, m.head) == 0 and key(view.tokens[m.first - 1].text) in ("с", "со"):
            found.append(m)
    return found
