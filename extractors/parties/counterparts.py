"""The land of a firm that no word of its own tells: what it is called after, its legal form, and with whom it deals.

«Тамбовмаш» is of Тамбов where the article tells of it, «Росметалл» of Russia; «Завод «Котлострой» отгрузил котлы в Монголию» is told at home,
and «Hind Potash купит калий у белорусов» of the one land abroad that the article names. Runs last, over finished drafts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractors.article.discourse import Discourse
from extractors.article.home import CAPITALS, NATIVE, is_told, official
from extractors.build import Draft
from extractors.inflect import is_known
from extractors.lexicon import key
from extractors.parties.link import entity_id
from schemas.changed import replace
from schemas.facts import PARTY_SLOTS, Party
from schemas.values import Place

Code = tuple[str, str | None]

OPPOSITE = {"suppliers": "customers", "customers": "suppliers", "parties": "parties", "participants": "participants"}
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
LATIN = re.compile(r"[A-Za-z]{2}")
CYRILLIC_NAME = re.compile(r"«[^«»]*[А-ЯЁа-яё]")
WHERE = frozenset({"в", "во", "на", "из"})
SHORTEST = 5  # letters of a place by which a firm's name may begin, of a name that an abbreviated land begins


def code_firms(drafts: Sequence[Draft], state: Discourse) -> None:
    """Give firms without a code that of the place they are called after, else of the side of the article that is not their partners'."""
    codes: dict[str, Code] = {}
    dealings: dict[str, list[tuple[Party, Draft, str]]] = defaultdict(list)
    for draft in drafts:
        for slot, party in _firms(draft):
            dealings[key(party.name)].append((party, draft, slot))
    for name, told in dealings.items():
        code = _called_after(told[0][0], state) or _beside_partners(told, state)
        if code is not None:
            codes[name] = code
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


def _beside_partners(dealings: Sequence[tuple[Party, Draft, str]], state: Discourse) -> Code | None:
    """The side that is left for a firm: home beside partners from abroad, the one land abroad beside partners at home."""
    home, firm = state.home, dealings[0][0]
    if home is None or home.country not in NATIVE or not is_told(home, state.document):
        return None
    partners = {p.country for _, draft, slot in dealings for p in draft.get(OPPOSITE.get(slot, "")) or () if p.country}
    if not partners:
        return None
    latin = LATIN.search(firm.name) is not None and CYRILLIC_NAME.search(firm.name) is None
    if home.country not in partners:
        return None if latin else at_home(home, state)
    abroad = {p.country for p in state.document.places if p.country and p.country != home.country}
    if len(partners) > 1 or len(abroad) != 1:
        return None
    land = str(abroad.pop())
    return (land, None) if latin or any(_is_set_in(draft, land, state) for _, draft, _ in dealings) else None


def at_home(home: Place, state: Discourse) -> Code:
    """Home: its region where no other of the land is told, and it is no capital from which agencies write."""
    regions = {p.region for p in state.document.places if p.country == home.country and p.region}
    alone = regions == {home.region} and home.region != CAPITALS.get(str(home.country))
    return str(home.country), official(home).region if alone else None


def _is_set_in(draft: Draft, land: str, state: Discourse) -> bool:
    """«отправил в Гюмри 3 тысячи теплиц агрофирме «Ширак»»: whether the clause of a deal tells where in a land it goes or comes from."""
    view = state.views[draft.match.sentence]
    return any(m.type == "place" and m.country == land and m.prep in WHERE for m in view.mentions)


def _with(party: Party, country: str, region: str | None) -> Party:
    return replace(party, country=country, region=region, entity_id=entity_id(party.type, party.name, country, region))
