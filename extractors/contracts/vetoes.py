"""Vetoes: who stands beside a deal and is no side of it: to whom it is told, what goods pass through, what is built or serviced itself."""

from __future__ import annotations

from extractors.article.attribution import tellers
from extractors.contracts.clues import Telling
from extractors.contracts.handled import financed
from extractors.contracts.hauling import hauls
from extractors.contracts.parties import CONSUMERS
from extractors.contracts.plants import officials, owner_of_plant
from extractors.contracts.sites import owns
from extractors.contracts.status import antecedent
from extractors.lexicon import key, members
from extractors.view import View

TRANSIT = {"порт", "морпорт", "терминал", "граница", "погранпереход", "коридор", "пролив", "канал", "станция", "таможня", "хаб", "склад", "причал"}
ACROSS_BORDERS = {"экспорт", "импорт", "экспортировать", "импортировать", "транзит"}
PORTS = {"порт", "морпорт", "терминал"}
OWNED = {"принадлежать", "принадлежащий", "принадлежавший"}  # «груз, принадлежащий / группе «Узор», передаётся»
HAULIERS = {"перевозчик", "авиаперевозчик", "грузоперевозчик", "экспедитор"}
BUILDING = {"contracts.build", "contracts.erect", "contracts.opening", "contracts.appear", "contracts.joint_project", "contracts.start_work"}


def vetoed(t: Telling) -> set[int]:
    """The first tokens of mentions that are no side: the noun before «которому», what goods pass through, what is built or serviced itself."""
    found = set()
    for filler in t.slot("customers"):
        if key(filler.mention.lemma) == "который" and (named := antecedent(filler.mention, t.view)) is not None:
            found.add(named.first)  # «девелопер, для которого предстоит изготовить»
    found |= _on_the_way(t.view)
    if key(t.view.lemmas[t.match.trigger]) in ACROSS_BORDERS:
        found |= {m.first for m in t.view.mentions if m.prep in ("в", "во", "на") and key(m.lemma) in TRANSIT}  # «экспорт зерна на порты Балтики»
    if t.act == "supply":
        if not t.slot("customers"):
            found |= {f.mention.first for f in t.slot("origin") if key(f.mention.lemma) in PORTS}  # «из порта Азов ушло 17 судов с зерном»
        if t.match.form == "passive" and not t.slot("suppliers") and not t.slot("origin"):
            found |= {
                f.mention.first for f in t.slot("customers") if key(f.mention.lemma) in PORTS and f.mention.country == "RU"
            }  # «машины будут доставлены в порт»
        if any(m.prep == "для" and m.type in ("organization", "government") and not m.bare for m in t.view.mentions):
            found |= {f.mention.first for f in t.slot("customers") if key(f.mention.lemma) in PORTS}  # «вагоны для дорог Вьетнама отправлены в порт»
    if t.act == "supply" and not t.neutral:  # «доставкой занимается перевозчик»: what he carries is another's
        found |= {f.mention.first for slot in ("suppliers", "actors") for f in t.slot(slot) if key(f.mention.lemma) in HAULIERS}
    found |= {f.mention.first for slot in ("suppliers", "actors") for f in t.slot(slot) if hauls(f.mention)}  # «автоколонна везёт муку»
    found |= _addressed(t)
    found |= {
        f.mention.first for f in t.slot("customers") if key(f.mention.lemma) in CONSUMERS and "«" not in f.mention.name
    }  # «центр для взрослых / в Ташкенте»
    found |= {m.first for m in t.view.mentions if m.first and t.view.lemmas[m.first - 1] in OWNED}
    that = next((i for i, lemma in enumerate(t.view.lemmas) if lemma == "что" and t.view.tokens[i].pos == "SCONJ"), None)
    if t.match.form == "noun" and that is not None and that < t.match.trigger:
        others = {f.mention.first for f in t.slot("actors") if f.mention.first > that}  # «СМИ сообщили, что Россия прекращает поставки»
        found |= {m.first for m in tellers(t.view) if (m.type == "person" or others) and m.last < that}  # «замглавы сообщил, что объём работ по модернизации …»
    if financed(t.match, t.view):
        found |= {f.mention.first for slot in ("suppliers", "actors") for f in t.slot(slot)}
    if t.goods is not None and t.act in ("construction", "service") and t.match.rule not in BUILDING:
        own = (m for m in t.view.mentions if t.goods.first <= m.head < t.goods.last and m.type != "place")
        owner = owner_of_plant(t)
        found |= {m.first for m in own if not owns(m, t) and m is not owner} | officials(t)
    if t.match.rule == "contracts.refuse":
        found -= {f.mention.first for f in t.slot("organizer")}  # «отказалась от услуг / фирмы»
    return found


def _addressed(t: Telling) -> set[int]:
    """«сообщили / «Вестнику», что поставят», «рассказал агентству»: to whom it is told."""
    told = (m for m in t.view.mentions if m.parent is None and not m.prep and m.may_be("dat") and m.case not in ("nom", "gen"))
    return {m.first for m in told if (verb := t.view.governor(m)) >= 0 and verb != t.match.trigger and t.view.lemmas[verb] in members("speech")}


def _on_the_way(view: View) -> set[int]:
    """«через порты «Азов», «Ейск» и «Тамань»: what goods pass through, and what stands in a list with it."""
    found: set[int] = set()
    for m in view.mentions:
        if m.prep == "через":
            first = view.mentions[m.conjunct_of].first if m.conjunct_of is not None else -1
            if m.type == "place" or key(m.lemma) in TRANSIT or first in found:
                found.add(m.first)
    return found
