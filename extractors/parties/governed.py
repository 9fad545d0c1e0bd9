"""Bodies and posts told by one word: «мэрия», «акимат», «губернатор» of a place that the article makes known → «мэрия Липецка».

Runs last, over finished drafts: the codes of a party say where it is, and its name then says so too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from extractors.article.discourse import Discourse
from extractors.article.home import official
from extractors.build import place_party
from extractors.inflect import OPEN_CORPORA, parses
from extractors.lexicon import key
from extractors.parties.link import entity_id
from schemas.facts import Party

OF_TOWNS = {"мэрия", "горадминистрация", "горисполком", "горсовет", "мэр", "градоначальник"}
OF_REGIONS = {"облисполком", "губернатор", "вице-губернатор", "облсовет"}
OF_EITHER = {"акимат", "хокимият", "аким", "хоким"}
GENITIVE = OPEN_CORPORA["gen"]


def name_governed(party: Party, state: Discourse) -> Party:
    """«мэрия» with the code of a region → «мэрия Липецка»; any other party, and one whose place has several towns told as often, stays."""
    word = key(party.name)
    if party.region is None or not (word in OF_TOWNS or word in OF_REGIONS or word in OF_EITHER):
        return party
    place = _region(party, state) if word not in OF_TOWNS else ""
    place = place or (_town(party, state) if word not in OF_REGIONS else "")
    owner = genitive(place) if place else ""
    if not owner:
        return party
    name = f"{party.name} {owner}"
    position = name if party.position == party.name else party.position
    return replace(party, name=name, position=position, entity_id=entity_id(party.type, name, party.country, party.region))


def name_region(party: Party, state: Discourse) -> Party:
    """«российский регион», «приграничный регион РФ» of a known code → Томская область, as the article names it; any other party stays."""
    if party.type != "place" or party.region is None or "регион" not in key(party.name).split():
        return party
    told = next((p for p in state.document.places if p.region == party.region and p.kind == "region"), None)
    return party if told is None else replace(place_party(official(told)), start=party.start, end=party.end)


def _region(party: Party, state: Discourse) -> str:
    """The name of the region that the article names."""
    told = (p for p in state.document.places if p.region == party.region and p.kind == "region")
    place = next(told, None)
    return "" if place is None else place.region_name or place.name


def _town(party: Party, state: Discourse) -> str:
    """The town of that region which is told most."""
    told = Counter(p.name for p in state.document.places if p.region == party.region and p.kind == "town" and p.form == "name")
    best = told.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else ""


def genitive(name: str) -> str:
    """«Липецкая область» → «Липецкой области», «Республика Коми» → «Республики Коми»; "" for a name that cannot be declined for sure."""
    words, done = name.split(), False
    for i, word in enumerate(words):
        if done or not word[:1].isalpha():
            break
        found = next((p for p in parses(word) if p.tag.case == "nomn" and p.tag.POS in ("NOUN", "ADJF") and (p.is_known or p.tag.POS == "ADJF")), None)
        form = found.inflect({GENITIVE}) if found is not None else None
        if found is None or form is None:
            return ""
        words[i] = "-".join(part.capitalize() if old[:1].isupper() else part for part, old in zip(form.word.split("-"), word.split("-"), strict=False))
        done = found.tag.POS == "NOUN"
    return " ".join(words) if done else ""
