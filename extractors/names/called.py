"""What a firm is called before its name: «египетский заказчик, компания Nile Pipes, …» is one party, of Egypt."""

from __future__ import annotations

from extractors.lexicon import key
from schemas.document import Token
from schemas.match import Mention, replace

CALLED = {
    "заказчик", "инвестор", "компания", "партнер", "поставщик", "подрядчик", "производитель", "покупатель", "импортер", "экспортер", "предприятие", "фирма", "оператор",
    "застройщик", "разработчик", "холдинг", "победитель", "резидент", "дилер", "дистрибьютор", "перевозчик", "переработчик",
}  # fmt: skip
SIDES = {"organization", "group", "person"}
ROLES = {"поставщик", "подрядчик", "производитель", "заказчик", "покупатель", "импортер"}  # who is called so plays that part
REACH = 5  # tokens from «для» to the comma
CLOSING = {",", "—", "–", ".", ")"}


def lay_in_lands(mentions: list[Mention], tokens: tuple[Token, ...]) -> None:
    """«делегация из города Ялынкой, / Турция, прибыла»: the land behind a town that no list knows says where it lies; in place."""
    for j, land in enumerate(mentions):
        if (
            land.type != "place"
            or not land.country
            or land.region
            or land.prep
            or land.parent is not None
            or land.first < 2
            or tokens[land.first - 1].text != ","
        ):
            continue
        if land.case not in ("nom", "") or land.last - land.first != 1 or land.last >= len(tokens) or tokens[land.last].text not in CLOSING:
            continue
        lain = [i for i, m in enumerate(mentions) if m.last == land.first - 1 and m.country is None and m.type in SIDES | {"place"}]
        if any(mentions[i].type == "place" for i in lain):
            for i in lain:
                mentions[i] = replace(mentions[i], country=land.country, bare=False)
            mentions[j] = replace(land, type="", parent=lain[0], conjunct_of=None)


def join_called(mentions: list[Mention], tokens: tuple[Token, ...]) -> None:
    """Give the body named between two commas the case, list and place of the description before it, which is no party of its own then; in place."""
    if CALLED.isdisjoint([m.lemma for m in mentions]):
        return
    at = {m.first: i for i, m in reversed(list(enumerate(mentions))) if m.type == "organization" and m.number != "plur" and _is_named(m)}
    for i, said in enumerate(mentions):
        end = _end(said, tokens)
        j = at.get(end + 1)
        if j is None or said.type not in SIDES or said.number == "plur" or key(said.lemma) not in CALLED or _is_named(said) or said.last == said.first + 1:
            continue
        name = mentions[j]
        closed = name.last < len(tokens) and tokens[name.last].text in CLOSING
        if tokens[end].text != "," or not closed or name.prep not in ("", said.prep) or name.parent not in (None, i):
            continue
        if tokens[name.last].text == "," and tokens[min(name.last + 1, len(tokens) - 1)].text in ("и", "а"):
            continue
        code = (name.country, name.region) if name.country else (said.country, said.region)
        mentions[j] = replace(
            name, country=code[0], region=code[1], case=said.case, cases=said.cases, prep=said.prep, parent=said.parent, conjunct_of=said.conjunct_of,
            first=said.first, start=said.start, head=said.head, bare=False, lemma=said.lemma if key(said.lemma) in ROLES else name.lemma,
        )  # fmt: skip
        mentions[i] = replace(said, type="", kind="", parent=j, conjunct_of=None, bare=False)


def call_bodies(mentions: list[Mention]) -> None:
    """«между объединением курортов и горнолыжным курортом «Шахдаг»: what bears a name of its own beside a body, with one «между», is a body; in place."""
    for i, m in enumerate(mentions):
        if m.type or m.prep != "между" or m.conjunct_of is None or m.parent is not None or "«" not in m.name or not m.name[:1].islower():
            continue
        if mentions[m.conjunct_of].type in ("organization", "government"):
            mentions[i] = replace(m, type="organization", kind="organization")


def _end(said: Mention, tokens: tuple[Token, ...]) -> int:
    """«поставщик технологий / для металлургии, компания Berlini»: where the description ends."""
    if said.last >= len(tokens) or tokens[said.last].text != "для":
        return said.last
    return next((i for i in range(said.last + 1, min(said.last + REACH, len(tokens))) if tokens[i].text == ","), said.last)


def _is_named(m: Mention) -> bool:
    """Whether a body bears a name of its own, in quotes or in Latin letters."""
    return "«" in m.name or any(word.isascii() and word[:1].isupper() for word in m.name.split())
