"""Two whose paper it is, told with the paper itself: «программа сотрудничества Мордовии и Гродно», «российско-вьетнамский меморандум»."""

from __future__ import annotations

from itertools import pairwise

from extractors.agreements.behalf import SIGNING
from extractors.agreements.names import named_parties
from extractors.agreements.papers import JOINT_DEEDS, paper_of
from extractors.article.discourse import Discourse
from extractors.build import Draft, parties, place_party, to_party
from extractors.lexicon import key, members
from extractors.parties.same import distinct
from extractors.view import View
from schemas.facts import Party
from schemas.match import Filler, Match, Mention

CREATING = {"создание", "учреждение", "образование", "открытие", "строительство", "организация"}


def dashed(match: Match, state: Discourse) -> tuple[Party, ...]:
    """«Тула — Сидон: соглашение подписано» → Тула, Сидон."""
    view = state.views[match.sentence]
    text = state.document.article.text
    for p, q in pairwise(p for p in view.places if p.form == "name"):
        at = view.token_at(p.start)
        if not members("line").isdisjoint(view.lemmas[max(0, at - 2) : at]):
            continue  # «рейс Владивосток — Харбин», «дорога Казвин – Решт»
        if p.country and q.country and (p.country, p.region) != (q.country, q.region) and text[p.stop : q.start].strip() in ("—", "–", "-"):
            return (place_party(p), place_party(q))
    return ()


def pair_of_owners(match: Match, draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """«программа сотрудничества Мордовии и Гродно», «соглашение о побратимстве Кузнецка и Бхаруча», «соглашение А и Б»: two whose paper it is."""
    paper = paper_of(match, state)
    if paper is None or "body" in match.slots:
        return ()
    view = state.views[paper.sentence]
    inside = _with_deeds(paper, view)
    subject = match.slots.get("subject")
    if subject and paper.sentence == match.sentence and key(subject[0].mention.lemma) in JOINT_DEEDS:
        inside.add(view.mentions.index(subject[0].mention))
    owners: list[Mention] = []
    for m in view.mentions:
        owned = m.parent in inside or (m.conjunct_of is not None and view.mentions[m.conjunct_of] in owners)
        if owned and m.case == "gen" and m.type in ("organization", "government", "place") and not m.prep and m.first > paper.head and not m.bare:
            owners.append(m)
    if len(owners) < 2:
        owners = _joined_owners(paper, view) or owners
    named = distinct(named_parties([Filler(m, "subtree") for m in owners], draft, state))
    return named if len(named) == len(owners) > 1 else ()


def _joined_owners(paper: Mention, view: View) -> list[Mention]:
    """«план совместной работы инженеров «Камы» / и Гомельского завода»: the two joined at the end of what the paper is of, whoever of theirs does it."""
    deeds = {key(lemma) for lemma in view.lemmas[paper.head + 1 : paper.last]}
    if deeds.isdisjoint(JOINT_DEEDS) and not {"совместный", "работа"} <= deeds:
        return []
    own = [m for m in view.mentions if paper.head < m.first and m.last <= paper.last and m.type in ("organization", "government", "place") and not m.bare]
    pairs = [[a, b] for a, b in pairwise(own) if view.texts[a.last : b.first] == ["и"] and not a.prep and not b.prep and a.type == b.type]
    return pairs[0] if len(pairs) == 1 and len(own) == 2 else []


def _with_deeds(paper: Mention, view: View) -> set[int]:
    """The places of a paper and of the joint deeds that it is of: «программа / обмена»."""
    own = view.mentions.index(paper) if paper in view.mentions else -1
    return {own} | {i for i, m in enumerate(view.mentions) if m.parent == own and own >= 0 and key(m.lemma) in JOINT_DEEDS}


def owner_and_partner(match: Match, draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """«законы о ратификации соглашения ЕАЭС с Монголией», «договорённость «Волги» с фирмой Beximco»: whose paper it is, and with whom."""
    paper, partners = paper_of(match, state), match.slots.get("partners")
    view = state.views[match.sentence]
    if paper is None or not partners or "body" in match.slots or paper.sentence != match.sentence or paper not in view.mentions:
        return ()
    inside = _with_deeds(paper, view)
    owners = [
        m for m in view.mentions if m.parent in inside and m.case in ("gen", "") and m.type in SIGNING and not m.prep and m.first > paper.head and not m.bare
    ]
    behind = [f for f in partners if owners and f.mention.first >= owners[0].last]
    if len(owners) != 1 or len(behind) != len(partners) or view.verbs_between(paper.head, behind[0].mention.head):
        return ()
    with_whom = distinct(named_parties(behind, draft, state))
    return distinct((*named_parties([Filler(owners[0], "subtree")], draft, state), *with_whom)) if with_whom else ()


def pair_in_subject(match: Match, draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """«договор о взаимодействии Псковского колледжа и Гродненского техникума»: those of whom the subject is."""
    subject = match.slots.get("subject")
    if not subject or key(subject[0].mention.lemma) in CREATING:
        return ()  # «по созданию Ассоциации вузов»
    view, owner = state.views[match.sentence], subject[0].mention
    own = view.mentions.index(owner)
    inside = [
        m
        for m in view.mentions
        if m.case == "gen" and m.type in ("organization", "government", "place") and (m.parent == own or owner.last <= m.first <= owner.last + 8)
    ]
    joined = [m for m in inside if m.parent == own or (m.conjunct_of is not None and view.mentions[m.conjunct_of] in inside)]
    return parties([Filler(m, "subtree") for m in joined], draft, state) if len(joined) == 2 else ()


def pair_of_adjective(match: Match, state: Discourse) -> tuple[Party, ...]:
    """«российско-вьетнамский меморандум» → Russia, Vietnam."""
    paper = paper_of(match, state)
    if paper is None:
        return ()
    view = state.views[paper.sentence]
    found = [p for p in view.places if p.form == "adjective" and paper.start <= p.start < paper.stop and p.kind == "country"]
    if len(found) < 2:
        return ()
    return tuple(to_party(state.place_mention(p, paper)) for p in found)
