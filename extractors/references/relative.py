"""Whose «руководство которого», «ректором которой» is: the body before the relative pronoun.

(по приглашению Тверского университета,) «с ректором которого» → «ректор Тверского университета», with the university's codes.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.inflect import genitive, in_case, is_adjectival
from extractors.view import View
from schemas.match import Mention, replace


def owned(mention: Mention, owners: Sequence[Mention], view: View) -> list[Mention]:
    """«ректор которого» and the body meant → one mention named after that body; [] where nobody is meant."""
    if not owners or owners[0].type not in ("organization", "government", "place"):
        return []
    owner = owners[0]
    name = f"{mention.name.rpartition(' ')[0]} {_genitive(owner, view)}"
    position = name if mention.type == "person" else None
    return [replace(mention, name=name, position=position, country=owner.country, region=owner.region, bare=False)]


def belonging(mention: Mention, owner: Mention, view: View) -> Mention:
    """«её дирекция», of Andimin → «дирекция Andimin», with the owner's codes."""
    whose = _genitive(owner, view) if owner.sentence == view.index else genitive(owner.name)
    name = f"{mention.name} {whose}"
    return replace(mention, name=name, position=name if mention.type == "person" else None, country=owner.country, region=owner.region, bare=False)


def _genitive(owner: Mention, view: View) -> str:
    """«Тверской университет» → «Тверского университета»: the words up to the noun in the genitive, what hangs on them as it stands."""
    words = []
    for i in range(owner.first, owner.last) if owner.sentence == view.index else ():
        token = view.tokens[i]
        declined = i <= owner.head and owner.case != "gen" and (i == owner.head or is_adjectival(token)) and token.feats.case
        words.append(in_case(token.text, token.pos, token.feats.case, "gen", "sing") if declined else token.text)
    return " ".join(words) or owner.name
