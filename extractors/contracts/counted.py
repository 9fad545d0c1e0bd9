"""Sides that are counted and then named: «контракт с тремя компаниями: ООО «Вирма», ООО «Глобус» и ООО «Треска»."""

from __future__ import annotations

from dataclasses import replace

from extractors.view import View
from schemas.match import Filler, Match, Mention

OPENERS = frozenset({":", "—", "–"})


def counted_out(group: Mention, view: View) -> list[Mention]:
    """The names that stand behind bodies told by their number alone; [] where none do."""
    described = group.type == "organization" and (group.bare or group.number == "sing")
    named = names_behind(group, view) if described else []
    return named if len(named) > 1 or (named and group.number == "sing") else []


def names_behind(group: Mention, view: View) -> list[Mention]:
    """«у двух производителей / — «Волна» и «Резец»: the bodies behind the dash or colon that follows a noun in the plural."""
    if "«" in group.name or group.last >= len(view.tokens) or view.texts[group.last] not in OPENERS:
        return []
    first = next((n for n in view.mentions if n.first == group.last + 1 and n.parent is None and n.type == "organization" and not n.bare and not n.prep), None)
    if first is None or (group.number != "plur" and not _is_inserted(group, first, view)):
        return []
    named = [first]
    for member, before in view.listed:
        if any(before is n for n in named) and member.type == "organization":
            named.append(member)
    return named


def _is_inserted(group: Mention, name: Mention, view: View) -> bool:
    """«ещё одна фирма — / «Ткач» — продаёт пряжу»: a name between two dashes behind a description of one body."""
    closed = name.last < len(view.tokens) and view.texts[name.last] in OPENERS
    return closed and "«" in name.name and not any(c.isupper() for c in group.name) and view.texts[group.last] != ":"


def _is_said_of(m: Mention, view: View) -> bool:
    """«с компанией «Бхарат» – крупнейшим импортёром калия»: what the body before the dash is."""
    if m.case in ("", "nom") or m.prep or any(c.isupper() for c in m.name):
        return False
    before = (n for n in view.mentions if n.type == "organization" and not n.bare and n.case == m.case and n.number != "plur")
    return any(n.last == m.first - 1 or (view.texts[m.first - 2] == ")" and 0 < m.first - n.last <= 8) for n in before)


def without_counted(match: Match, view: View) -> Match:
    """A match without fillers that only name who is counted before them; for actors that were none the subject of the sentence."""
    if OPENERS.isdisjoint(view.words):
        return match
    named = {m.first for group in view.mentions for m in counted_out(group, view)}
    named |= {m.first for m in view.mentions if m.first and view.texts[m.first - 1] in OPENERS and _is_said_of(m, view)}
    if not named:
        return match
    slots = {slot: tuple(f for f in fillers if f.mention.first not in named) for slot, fillers in match.slots.items()}
    if "actors" in slots and not slots["actors"]:
        subject = next((m for m in view.mentions if view.is_main_subject(m) and m.type == "organization"), None)
        slots["actors"] = () if subject is None else (Filler(subject, "clause"),)
    return replace(match, slots={slot: fillers for slot, fillers in slots.items() if fillers})
