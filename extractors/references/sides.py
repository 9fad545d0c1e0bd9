"""Who «стороны», «страны», «города», «вузы», «компании» are: the pair that a sentence shortly before joins.

(Россия и Малайзия обсудили поставки) «Стороны провели переговоры в Куала-Лумпуре» → Россия, Малайзия, not the venue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.lexicon import key
from extractors.references.words import COUNTRY_HEADS, FIRMS, REGION_HEADS, SCHOOLS, TOWN_HEADS
from schemas.match import Mention

if TYPE_CHECKING:
    from extractors.article.discourse import Discourse
    from extractors.view import View

REACH = 3  # sentences
BODIES = {"organization", "government"}
DETERMINERS = {"оба", "два", "этот", "сам"}
PARTIES = {"place", "organization", "government", "person", "group"}
KINDS = {**dict.fromkeys(COUNTRY_HEADS, "country"), **dict.fromkeys(REGION_HEADS, "region"), **dict.fromkeys(TOWN_HEADS, "town")}


def pair_meant(mention: Mention, state: Discourse) -> list[Mention]:
    """The two that «А и Б» joins as subjects before a plural reference, nearest first; [] where no sentence does, or joins more or others."""
    said = state.views[mention.sentence].lemmas[mention.first : mention.head]
    if not DETERMINERS.issuperset(said) or mention.head < mention.last - 1:
        return []  # «девять компаний», «страны Азии»
    if (partners := _partners(mention, state)) is not None:
        return partners
    for view in reversed(state.views[max(0, mention.sentence - REACH) : mention.sentence]):
        for i, first in enumerate(view.mentions):
            if first.case != "nom" or first.prep or first.parent is not None or first.type not in PARTIES or first.bare:
                continue
            joined = [m for m in view.mentions if m.conjunct_of == i]
            if (
                len(joined) == 1
                and _fits(first, mention)
                and _fits(joined[0], mention)
                and first.name != joined[0].name
                and not _of_one_side(first, joined[0], mention)
            ):
                return [first, joined[0]]
    return []


def _of_one_side(a: Mention, b: Mention, mention: Mention) -> bool:
    """«Глава и министр Хакасии встретились с послом. / Стороны …»: two who sit on one side of the table are not its two sides."""
    return mention.lemma == "сторона" and a.type == b.type == "person" and a.country is not None and (a.country, a.region) == (b.country, b.region)


def _partners(mention: Mention, state: Discourse) -> list[Mention] | None:
    """«Музей наладит сотрудничество с институтом: / стороны подписали …»: a body that acts and the one with whom; None where no clause before tells two."""
    view = state.views[mention.sentence]
    stop = next((i for i in range(mention.first - 1, 0, -1) if view.tokens[i].text in (":", ";")), 0)
    if not stop and not mention.sentence:
        return None
    before = view if stop else state.views[mention.sentence - 1]
    told = [m for m in before.mentions if (not stop or m.last <= stop) and m.type in BODIES and not m.bare]
    acting = [m for m in told if m.case == "nom" and not m.prep and m.parent is None]
    beside = [m for m in told if (m.prep in ("с", "со") and m.case == "ins" and m.parent is None) or _is_partner(m, before)]
    fit = len(acting) == len(beside) == 1 and _fits(acting[0], mention) and _fits(beside[0], mention)
    return [acting[0], beside[0]] if fit else None


def _is_partner(m: Mention, view: View) -> bool:
    """«стал партнёром / Минского университета»: with whom one acts, told as whose partner one is."""
    return m.parent is not None and m.case == "gen" and not m.prep and key(view.mentions[m.parent].lemma) == "партнер"


def _fits(m: Mention, mention: Mention) -> bool:
    """Whether a mention may be one of those that a plural noun calls: «страны» are countries, «вузы» schools, «стороны» any that act."""
    lemma = key(mention.lemma)
    if m.bare or m.type not in PARTIES or (m.conjunct_of is None and m.case != "nom" and not m.prep and m.parent is None):
        return False
    if lemma in KINDS:
        return m.type == "place" and m.place_kind == KINDS[lemma]
    if lemma == "вуз" or lemma in SCHOOLS:
        return m.type == "organization" and (key(m.lemma) in SCHOOLS or m.name.endswith(("У", "И", "ГТУ")))
    if lemma in FIRMS:
        return m.type == "organization" and key(m.lemma) not in SCHOOLS
    if lemma == "ведомство":
        return m.type == "government"
    return True
