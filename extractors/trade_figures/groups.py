"""Many lands under one name, as a side of trade: «страны СНГ», «дальнее зарубежье», «арабские государства» → a place that has a name and no code."""

from __future__ import annotations

from extractors.view import View
from schemas.match import Mention
from schemas.values import Place

GROUPS = {"страна", "государство", "рынок", "партнер", "член"}
BOTH = {"оба", "два", "наш", "этот", "тот", "свой", "весь"}  # «обе страны»: those told before
OTHERS = {"другой", "остальной", "прочий"}
EVERYBODY = "страны {} зарубежья"


def group_of_lands(m: Mention, view: View, *, marked: bool) -> Place | None:
    """What a mention of lands in the plural names; `marked`: a preposition or case says that it is a partner, otherwise it is a subject or nothing.

    «со странами ОИС» → ОИС; «африканские страны / закупили» → Африка; «обе страны / закупили» → None.
    """
    subject = m.number == "plur" and m.case == "nom" and not m.prep and m.lemma in GROUPS
    if not subject and not (marked and (m.lemma in GROUPS or "зарубежье" in view.lemmas[m.first : m.last])):
        return None
    end = next((n.last for n in view.mentions if n.first == m.last + 1 and n.prep == "из"), m.last)
    others = set(view.lemmas[m.first : m.head]) & OTHERS
    if others and (others != {"другой"} or m.lemma in view.lemmas[: m.first] or any(p.kind == "area" for p in view.places)):
        return _unplaced(m, m.name[:1].lower() + m.name[1:])  # «в другие страны»
    if "содружество" in view.lemmas[m.head : m.last]:
        return _unplaced(m, "СНГ")
    area = next((p for p in view.places if p.kind == "area" and view.tokens[m.first].start <= p.start < view.tokens[end - 1].stop), None)
    if area is not None:
        return area
    words = view.lemmas[m.first : end]
    if "зарубежье" in words:
        return _unplaced(m, EVERYBODY.format("ближнего" if "ближний" in words else "дальнего"))
    in_capitals = view.tokens[m.last - 1].text.isupper() or (0 < m.first < m.last - 1 and view.tokens[m.last - 2].text[:1].isupper() and not m.country)
    if in_capitals or (subject and m.first < m.head and BOTH.isdisjoint(words)):
        return _unplaced(m, m.name if m.first else m.name[:1].lower() + m.name[1:])  # «со странами ОИС», «арабские государства / нарастили закупки»
    return None


def other_regions(m: Mention, view: View, home: Place | None) -> Place | None:
    """«в другие регионы страны», «в российские регионы» in the news of a Russian one: the rest of the own land, which has no code."""
    if m.lemma != "регион" or m.number != "plur" or not m.prep or home is None or not home.region:
        return None
    own = m.country == home.country and m.region is None and m.last == m.head + 1
    return _unplaced(m, m.name) if own or OTHERS & set(view.lemmas[m.first : m.head]) else None


def _unplaced(m: Mention, name: str) -> Place:
    return Place(m.start, m.stop, name, name, None, None, "area")
