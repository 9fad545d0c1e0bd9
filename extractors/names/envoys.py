"""People of several bodies: «ректоры КФУ и Гродненского университета» are a rector of each, «представители БНТУ и ЯГТУ» people of the one and of the other.

In: the mentions of a sentence and its tokens. Out: the same mentions, the people of each body among them under their own names.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.inflect import is_animate, possible_cases
from extractors.names.owners import is_joint
from extractors.names.singular import shared_noun, text_of
from extractors.phrases.names import ENVOYS
from schemas.document import Token
from schemas.match import Mention, replace

BODIES = {"organization", "government"}
PEOPLE = {"post", "group"}
MOST = 8  # bodies of one list


def bodies_behind(i: int, mentions: Sequence[Mention], tokens: tuple[Token, ...]) -> list[int]:
    """The numbers of the bodies whose people a noun in the plural tells: the first belongs to it, the others follow behind «и» or a comma; [] for fewer than two."""
    noun = mentions[i]
    if noun.kind not in PEOPLE or not (is_animate(noun.lemma) or noun.lemma in ENVOYS) or (noun.type == "person" and noun.name != noun.position):
        return []
    first = next((j for j, m in enumerate(mentions) if m.parent == i and _is_body(m, tokens) and m.first == noun.head + 1), -1)
    if first < 0:
        return []
    found = [first]
    for j, m in enumerate(mentions):
        if len(found) < MOST and m.parent in (None, i) and _is_body(m, tokens) and is_joint(mentions[found[-1]].last, m.first, tokens):
            found.append(j)
    behind = mentions[found[-1]].last
    named = any(m.first == behind and m.type == "person" for m in mentions)  # «главы МИД и Минфина / Иван Лис и Пётр Лось»
    closed = len(found) == 2 or tokens[mentions[found[-1]].first - 1].text.lower() == "и"
    return found if len(found) > 1 and closed and not named and max(noun.last, behind) == behind else []


def _is_body(m: Mention, tokens: tuple[Token, ...]) -> bool:
    """A body by name that may stand in the genitive."""
    if m.type not in BODIES or m.prep or m.bare:
        return False
    return not m.case or "gen" in m.cases or "gen" in possible_cases(tokens[m.head].text, "NOUN") or tokens[m.head].text.isupper()


def split_people(i: int, bodies: Sequence[int], mentions: list[Mention], tokens: tuple[Token, ...], *, one: bool) -> None:
    """Tell the people of each body apart; with `one` there is a single one in each."""
    noun, of = mentions[i], [mentions[j] for j in bodies]
    stem = shared_noun(noun, tokens, of[0].first, one=one)
    type_ = noun.type if noun.kind != "post" else "person" if one else "group"
    for at, (j, body) in enumerate(zip(bodies, of, strict=True)):
        name = f"{stem} {text_of(tokens, body.first, body.last)}"
        said = replace(
            noun, type=type_, name=name, position=name if type_ == "person" else None, country=body.country, region=body.region, bare=False,
            number="sing" if one else "plur", last=body.last, stop=body.stop,
        )  # fmt: skip
        if at == 0:
            mentions[i] = said
            continue
        mentions[j] = replace(said, first=body.first, start=body.start, head=body.head, core=(body.first, body.last), conjunct_of=i, parent=noun.parent)
        mentions.append(replace(body, parent=j, conjunct_of=None))
        own = len(mentions) - 1
        for k, m in enumerate(mentions[:own]):
            if m.parent == j:
                mentions[k] = replace(m, parent=own)
            elif m.conjunct_of == j:
                mentions[k] = replace(m, conjunct_of=i)
