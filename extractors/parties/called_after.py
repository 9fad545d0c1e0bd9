"""The land of a firm that its name or its legal form tells: «Тамбовмаш» is of Тамбов where the article tells of it, «Росметалл» of Russia.

Runs last, over finished drafts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.inflect import is_known
from extractors.lexicon import key
from extractors.parties.link import entity_id
from schemas.changed import replace
from schemas.facts import PARTY_SLOTS, Party

Code = tuple[str, str | None]

LEGAL_FORMS = {"тоо": "KZ", "осоо": "KG", "чуп": "BY", "чтуп": "BY", "одо": "BY", "руп": "BY"}
AFTER_LANDS = {  # how names begin that are made of a land's
    "казах": "KZ", "узбек": "UZ", "туркмен": "TM", "кыргыз": "KG", "киргиз": "KG", "таджик": "TJ", "точик": "TJ", "азербайджан": "AZ", "белорус": "BY",
    "беларус": "BY", "молдав": "MD", "молдов": "MD", "монгол": "MN", "рос": "RU", "урал": "RU", "сиб": "RU",
}  # fmt: skip
AFTER_TOLD = {"каз": "KZ", "уз": "UZ", "бел": "BY", "азер": "AZ", "арм": "AM", "тадж": "TJ", "кырг": "KG", "рус": "RU"}  # where the article tells of the land
OF_MANY_LANDS = re.compile(
    r"\b(?:еаэс|оон|брикс|шос|снг|ес|союзн\w+|европейск\w+|евразийск\w+|международн\w+|всемирн\w+|азиатск\w+|исламск\w+|межгосударств\w+)\b"
)
ENDINGS = re.compile(r"(?:ск(?:ий|ая|ое|ие)|[аяоеьйы])$")
NAME_WORD = re.compile(r"[а-яё]+")
QUOTED_OR_LATIN = re.compile(r"«|[A-Za-z]{2}")
SHORTEST = 5  # letters of a place by which a firm's name may begin, of a name that an abbreviated land begins


def code_firms(drafts: Sequence[Draft], state: Discourse) -> None:
    """Give firms without a code that of the place they are called after."""
    firms = {key(party.name): party for draft in drafts for _, party in _firms(draft)}
    codes = {name: code for name, party in firms.items() if (code := _called_after(party, state)) is not None}
    for draft in drafts if codes else ():
        for slot in {slot for slot, p in _firms(draft) if key(p.name) in codes}:
            draft.columns[slot] = tuple(_with(p, *codes[key(p.name)]) if _is_firm(p) and key(p.name) in codes else p for p in draft.columns[slot])


def _firms(draft: Draft) -> Iterator[tuple[str, Party]]:
    """The firms of a row that have no code, each with its slot; the sides of figures are lands."""
    if draft.table != "trade_figures":
        yield from ((slot, p) for slot in PARTY_SLOTS[draft.table] for p in draft.get(slot) or () if _is_firm(p))


def _is_firm(party: Party) -> bool:
    """A body with a name of its own and without a code."""
    named = party.type == "organization" and party.country is None and (QUOTED_OR_LATIN.search(party.name) is not None or party.name[:1].isupper())
    return named and OF_MANY_LANDS.search(key(party.name)) is None


def _called_after(party: Party, state: Discourse) -> Code | None:
    """«Саранск-кабель», «Тамбовмаш» → the place told in the article with whose name a firm's begins; «Узбекмаш», «Росметалл», «ТОО «Заря»» → its land."""
    name = party.name[party.name.index("«") :] if "«" in party.name else party.name
    words = [word for word in NAME_WORD.findall(key(name)) if len(word) >= SHORTEST]
    places = {(p.country, p.region) for p in state.document.places if p.country and p.region and any(_begins(word, p.name) for word in words)}
    if len(places) == 1:
        country, region = places.pop()
        return str(country), region
    form = LEGAL_FORMS.get(key(party.name).split(" ")[0])
    lands = {form} if form else {land for word in words if not is_known(word) for stem, land in AFTER_LANDS.items() if word.startswith(stem)}
    if not lands:
        told = {p.country for p in state.document.places}
        lands = {land for word in words if not is_known(word) for stem, land in AFTER_TOLD.items() if word.startswith(stem) and land in told}
    return (lands.pop(), None) if len(lands) == 1 else None


@lru_cache(1_000)
def _begins(word: str, place: str) -> bool:
    """Whether the name of a firm begins with that of a place: «тамбовмаш» with «Тамбовская область», «саранск» of «Саранск-кабель» with «Саранск»."""
    first = key(place).split(" ")[0].split("-")[0]
    stem = ENDINGS.sub("", first)
    return word == first or (len(stem) >= SHORTEST and word.startswith(stem) and len(word) > len(first))


def _with(party: Party, country: str, region: str | None) -> Party:
    return replace(party, country=country, region=region, entity_id=entity_id(party.type, party.name, country, region))
