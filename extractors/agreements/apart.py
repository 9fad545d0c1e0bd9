"""Several papers under one signing: «подписали соглашение о дружбе и протокол с палатой Баку» are two, each with its own words.

«подписал два документа: соглашение с министерством спорта и протокол с министерством культуры» likewise.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.agreements.between import by_between
from extractors.agreements.chains import chain
from extractors.agreements.guards import named_document
from extractors.agreements.kinds import KINDS
from extractors.agreements.lists import by_gaps, by_names, by_pairs
from extractors.agreements.papers import VAGUE
from extractors.article.discourse import Discourse
from extractors.lexicon import key, members
from extractors.view import View
from schemas.changed import replace
from schemas.match import Filler, Match, Mention

RULES = {"agreements.sign", "agreements.put_signatures"}
LINKS = {"и", ",", ";", "также", ":", "—", "–"} | {"числе", "них", "включая", "именно"}
NAMED = {"agreements.document", "agreements.item"}
PAIRED = RULES | {"agreements.bring", "agreements.document", "agreements.between", "agreements.twin", "agreements.become_kin"}
NAMING = LINKS - {"и", "также"}  # behind «документы»: they are named
AGREEING = {"agreements.agree", "agreements.reach"}
ABOUT = {"о", "об", "обо"}
WITH = {"с", "со", "между"}
OPENING = {":", "—", "–"}
LEADING, CHAIN = {":", "—", "–", ",", "в", "тот", "число", "среди", "они", "их"}, 6  # tokens: «соглашения, в том числе с банком …»
BESIDE = {":", ",", "и", ";", "один", "первый", "другой", "второй", "третий", "—", "–", "-", "также", "а"}
JOINTS = {",", "и", "а", "также", ";"}
SIGNERS = {"organization", "government", "place", "person"}


def apart(match: Match, state: Discourse) -> list[Match]:
    """A match → one for each of the papers that its document begins a list of."""
    view = state.views[match.sentence]
    if match.rule in PAIRED and (pairs := by_pairs(match, view)) is not None:
        return pairs
    if match.rule in AGREEING:
        return _by_subject(match, state)
    fillers = match.slots.get("document", ())
    if match.rule in NAMED and (own := view.mention_at(match.trigger)) is not None:
        return _by_partner(match, own, view) or [match]  # «Среди них соглашения с «Вирмой» (…), с «Гелионом» (…)»
    if match.rule not in RULES or not fillers:
        return [match]
    if (told := by_between(match, fillers[0].mention, view)) is not None:
        return told
    if (told := _by_chain(match, fillers[0].mention, view)) is not None:
        return told
    if (each := _by_topic(match, fillers[0].mention, view) or _by_partner_and_topic(match, fillers[0].mention, view)) is not None:
        return each
    if (each := by_gaps(match, view) or by_names(match, view)) is not None:
        return each
    papers = _papers(fillers[0].mention, view)
    if (each := _by_partner(match, fillers[0].mention, view)) is not None:
        return each
    made = [_with(match, paper, papers[i + 1].first if i + 1 < len(papers) else len(view.tokens), view) for i, paper in enumerate(papers)]
    kept = [m for m in made if m.slots["document"][0].mention is fillers[0].mention or named_document(m, state)]
    return kept if len(kept) > 1 or papers[0] is not fillers[0].mention else [match]


def _by_chain(match: Match, paper: Mention, view: View) -> list[Match] | None:
    """«шесть соглашений, в том числе с банком о гарантиях, с Тувой – о селекции»: one with each of several; None where no such list follows."""
    opened = next((i for i in range(paper.last, min(paper.last + CHAIN, len(view.tokens))) if view.texts[i].lower() in WITH), None)
    if not (paper.number == "plur" or paper.counted) or opened is None or not set(view.lemmas[paper.last : opened]) <= LEADING:
        return None
    told = chain(view, opened)
    if len(told) < 2 or not any(about for _, about in told):
        return None
    own = {name: found for name, found in match.slots.items() if name not in ("subject", "partners")}
    slots = [{"partners": partners} | ({"subject": (about,)} if about is not None else {}) for partners, about in told]
    return [replace(match, slots=own | {name: tuple(Filler(m, "child") for m in found) for name, found in each.items()}) for each in slots]


def _by_subject(match: Match, state: Discourse) -> list[Match]:
    """«договорились о поезде, об обмене и о визах»: each «о …» is an accord of its own."""
    fillers = match.slots.get("subject", ())
    if not fillers:
        return [match]
    view, subjects = state.views[match.sentence], [fillers[0].mention]
    for m in view.mentions:
        last = subjects[-1]
        if m.parent is not None or m.first <= last.first or m.prep not in ABOUT or view.tokens[m.first - 1].text.lower() not in ABOUT:
            continue
        before = view.tokens[m.first - 2].text.lower()
        if before in LINKS and not view.verbs_between(last.head, m.head) and not {key(m.lemma), *view.lemmas[m.first : m.last]} & _no_accord():
            subjects.append(m)
    rest = {name: found for name, found in match.slots.items() if name not in ("subject", "document")}
    return [match, *(replace(match, slots=rest | {"subject": (Filler(m, "child"),)}) for m in subjects[1:])]


def _by_topic(match: Match, paper: Mention, view: View) -> list[Match] | None:
    """«подписано два меморандума: один о туризме, другой – об обмене студентами»: one on each; None where no list of «о …» follows several papers."""
    if (paper.number != "plur" and not paper.counted) or paper.last >= len(view.texts) or view.texts[paper.last] not in OPENING:
        return None
    told: list[Mention] = []
    at = paper.last
    for m in view.mentions:
        if m.parent is None and m.prep in ABOUT and m.first > at and view.texts[m.first - 1].lower() in ABOUT:
            if not BESIDE.issuperset(view.lemmas[at : m.first - 1]) and not told:
                return None
            if not {",", "и", ";"} & set(view.texts[at : m.first - 1]) and told:
                continue
            if view.verbs_between(at, m.head):
                break
            told.append(m)
            at = m.last
    return [replace(match, slots={**match.slots, "subject": (Filler(m, "child"),)}) for m in told] if len(told) > 1 else None


def _by_partner_and_topic(match: Match, paper: Mention, view: View) -> list[Match] | None:
    """«договор о сотрудничестве с банком, / обмене данными с округом / и туризме с Тулой»: one on each with each; None where no such list follows."""
    told = _topics_with_partners(paper, view)
    if len(told) < 2:
        return None
    own = {name: found for name, found in match.slots.items() if name not in ("subject", "partners")}
    return [replace(match, slots=own | {"subject": (Filler(subject, "child"),), "partners": (Filler(partner, "child"),)}) for subject, partner in told]


def _topics_with_partners(paper: Mention, view: View) -> list[tuple[Mention, Mention]]:
    """The topics in the locative behind a paper, one «о» before them all, each with one partner right behind it."""
    told: list[tuple[Mention, Mention]] = []
    for partner in view.mentions:
        if partner.prep not in ("с", "со") or partner.parent is not None or partner.type not in SIGNERS or partner.first <= paper.last:
            continue
        at = told[-1][1].last if told else paper.last
        subject = next((m for m in view.mentions if at <= m.first < partner.first and m.parent is None and not m.type), None)
        if subject is None or (subject.prep not in ABOUT if not told else subject.prep or not subject.may_be("loc")):
            return []
        between = {t.text.lower() for t in view.tokens[at : subject.first]}
        behind = view.tokens[subject.last : partner.first - 1]  # «обмене / данными»
        if not between <= (JOINTS if told else ABOUT) or (told and not between) or any(t.pos in ("ADP", "PUNCT", "VERB") for t in behind):
            return []
        told.append((subject, partner))
    return told


def _no_accord() -> frozenset[str]:
    """What people agree on without an accord: talks, deals, wares."""
    return members("talk", "purchase", "no_subject", "ware")


def _by_partner(match: Match, paper: Mention, view: View) -> list[Match] | None:
    """«подписал три соглашения: с университетом Киншасы, институтом Тулеара и министерством Чада»: one with each of them."""
    partners = match.slots.get("partners", ())
    behind = [f for f in partners if f.mention.first >= paper.last and f.mention.prep != "между" and f.mention.type in SIGNERS]
    if (paper.number != "plur" and not paper.counted) or len(behind) < 2 or len(behind) != len(partners):
        return None
    opened = any(t.text in (":", "—", "–") for t in view.tokens[paper.last : behind[0].mention.first])
    each = paper.number == "plur" and all(f.mention.type in ("organization", "government") for f in behind)  # «меморандумы с вузом Лахора и колледжем Карачи»
    if not (opened or each) or view.verbs_between(paper.last, behind[0].mention.head):
        return None
    return [replace(match, slots={**match.slots, "partners": (f,)}) for f in behind]


def _papers(first: Mention, view: View) -> list[Mention]:
    """The papers of a list; of «два документа: …», «девять документов, в том числе …», «третий документ, меморандум …» those that are named."""
    found = [first]
    for m in view.mentions:
        if m.kind != "document" or m.parent is not None or m.prep or m.first <= found[-1].head or key(m.lemma) not in KINDS or key(m.lemma) in VAGUE:
            continue
        linked = view.tokens[m.first - 1].text.lower() in LINKS and not {m.case, *m.cases}.isdisjoint((first.case, "acc"))
        if linked and not view.verbs_between(found[-1].head, m.head):
            found.append(m)
    named = len(found) > 1 and key(first.lemma) in VAGUE and view.tokens[found[1].first - 1].text.lower() in NAMING
    return found[1:] if named else found


def _with(match: Match, paper: Mention, stop: int, view: View) -> Match:
    """The match of one paper: partners told behind it, up to the next paper, are its own."""
    own = tuple(Filler(m, "child") for m in _partners(paper, stop, view))
    slots = dict(match.slots)
    if paper is not match.slots["document"][0].mention:
        slots = {name: found for name, found in slots.items() if name != "subject"} | {"document": (Filler(paper, "child"),)}
    return replace(match, slots=slots | ({"partners": own} if own else {}))


def _partners(paper: Mention, stop: int, view: View) -> Iterator[Mention]:
    for m in view.mentions:
        if paper.last <= m.first < stop and m.parent is None and m.prep in WITH and m.type and not view.is_value(m):
            yield m
