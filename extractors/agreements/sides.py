"""Whom an agreement binds: the bodies signed for, those told with «между» or «с», whoever acts; signatures stand for their bodies.

«Меморандум между вузами Твери и Гродно подписали ректоры …» → the two universities; «между двумя университетами» → the two named before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.agreements.before import doers_before, signed_there, signers_meant, towns_of
from extractors.agreements.behalf import across_the_table, before_colon, in_person, of_talks, on_behalf, press_owner
from extractors.agreements.bodies import own_places, talking
from extractors.agreements.fillers import BODY_RULES, is_side
from extractors.agreements.names import is_generic, named_parties, reports
from extractors.agreements.pairs import dashed, owner_and_partner, pair_in_subject, pair_of_adjective, pair_of_owners
from extractors.agreements.papers import owner_inside, paper_of
from extractors.article.discourse import Discourse
from extractors.build import Draft, parties, place_party
from extractors.lexicon import classes_of, key, members
from extractors.parties.same import distinct
from extractors.references.sides import pair_meant
from extractors.view import View
from schemas.facts import Party
from schemas.match import Filler, Match, Mention

TWINNING = {"agreements.twin"}
OFFICES = re.compile(r"(?:гор|рай)исполком|мэрия|администрация|акимат|хокимият|городская дума|народное правительство")
STEM = 4
ACTING = {"parties", "offered", "owner"}
TOWN_BEHIND = 3  # tokens: «побратим — сербский город Ниш»
BOTH = {"сторона", "партнер"}
WISHES = {"предложение", "намерение", "идея", "инициатива", "план", "готовность", "решение", "желание", "интерес", "подготовка", "стремление"}
TELLING = {"рассказать", "сообщить", "объявить", "заявить"}
ANNOUNCING = {"объявить", "объявлять"}
TALKING = {"вести", "провести", "проводить", "обсуждать", "обсудить"}
PERMITTING = {"разрешить", "разрешать", "разрешение", "позволить", "лицензия"}
AGREED = {"согласовать", "согласовывать", "договориться", "договариваться", "условиться", "договоренность"}


def sides_of(match: Match, draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """Those whom a document binds; of a paper of twin towns the towns, where offices of theirs sign."""
    found = _without_own_place(_sides(match, draft, state))
    if not any(p.type in ("government", "organization") for p in found) or not any("побратим" in lemma for lemma in state.views[match.sentence].lemmas):
        return found
    return tuple(_town_of(p, state) or p for p in found)


def _without_own_place(found: tuple[Party, ...]) -> tuple[Party, ...]:
    """«Лидский райисполком, администрация Углича и Лидский район» → the two bodies: the district is the first one's own."""
    if len(found) < 3:
        return found
    bodies = {(p.country, p.region, key(p.name)[:STEM]) for p in found if p.type == "government"}
    return tuple(p for p in found if p.type != "place" or (p.country, p.region, key(p.name)[:STEM]) not in bodies)


def _town_of(party: Party, state: Discourse) -> Party | None:
    """«Витебский горисполком», «администрация Твери» → the town, where the article names it."""
    if not OFFICES.search(party.name):
        return None
    words = {word[:STEM] for word in key(party.name).split()}
    towns = (p for p in state.document.places if p.kind == "town" and p.form == "name" and (p.country, p.region) == (party.country, party.region))
    return next((place_party(p) for p in towns if key(p.name)[:STEM] in words), None)


def _sides(match: Match, draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """Those whom a document binds: the bodies signed for, else subject, partners and, of a joint body, its place."""
    behalf = on_behalf(match, state) or in_person(match, state.views[match.sentence])
    if behalf:
        return parties([Filler(m, "clause") for m in behalf], draft, state)
    persons = all(f.mention.type == "person" for f in match.slots.get("parties", ()))
    if persons and "partners" not in match.slots and (told := _of_paper(match, draft, state) or _of_titled(match, draft, state)):
        return told
    if match.rule not in BODY_RULES and (meant := signers_meant(match, state)):
        return parties([Filler(m, "discourse") for m in meant], draft, state)
    fillers = _without_proposer(
        [f for name in ("parties", "partners", "offered", "owner") for f in match.slots.get(name, ()) if is_side(f, match, state)],
        match,
        state.views[match.sentence],
    )
    fillers += [Filler(m, "clause") for m in across_the_table(match, state.views[match.sentence])]
    between = [f for f in fillers if f.mention.prep == "между"]
    signed = [f for f in fillers if not f.mention.prep and f.found != "discourse" and f.mention.type != "group"]
    if len(signed) > 1 and between and all(is_generic(f.mention, state) for f in between):
        between = []  # «договор между городами подписан главами Твери и Орши»: of which cities tell the signers
        fillers = signed
    named = distinct(named_parties(between, draft, state)) or owner_and_partner(match, draft, state)
    if len(named) > 1:
        return named  # whoever signs, signs for these
    found = distinct(named_parties(fillers, draft, state))
    if len(found) < 2 and match.form == "noun":
        found = distinct((*_but_lands_of(found, named_parties(_actors(match, state) or _leading(match, state), draft, state)), *found))
    if len(found) < 3 and match.form == "infinitive":
        found = distinct((*named_parties(_wishing(match, state), draft, state), *found))
    if match.rule in TWINNING and len(found) < 2:
        approving = own_acting(match, state) if match.form == "noun" else []
        found = distinct((*parties(approving, draft, state), *found, *_twins(match, state)))
    elif match.rule in TWINNING:
        found = distinct((*_twins(match, state), *found))  # «Побратимами Барнаула являются Добрич и Усть-Каменогорск»
    if len(found) < 2 and match.rule in BODY_RULES and (pair := pair_of_adjective(match, state)):
        return pair
    if (told := _of_paper(match, draft, state)) and {p.country for p in found} <= {p.country for p in told}:
        found = told  # «Соглашение между А и Б готово, министерству поручено подписать его с Б»
    if match.rule in BODY_RULES and len(found) < 2:
        both = any(f.mention.lemma in BOTH and f.mention.number == "plur" and f.mention.case == "nom" for f in match.slots.get("parties", ()))
        where = () if both else parties(match.slots.get("place", ()), draft, state)  # «партнёры создадут завод в районе»: it is theirs
        own_land = [
            p for p in where if any(p.region and (p.country, p.region) == (q.country, q.region) for q in found)
        ]  # «предложил построить у себя в Бресте»
        found = distinct((*_owners(match, draft, state), *found, *(p for p in where if p not in own_land)))
    if len(found) < 2 and (pair := pair_of_owners(match, draft, state)):
        found = distinct((*pair, *found)) if match.rule == "agreements.leave_or_join" else pair
    if not found and (doing := doers_before(match, state)):
        return parties([Filler(m, "discourse") for m in doing], draft, state)
    if there := signed_there(match, state):
        own = [f for f in fillers if f.mention.first >= there[-1].mention.last]  # «посетил завод, где подписал соглашение / с послом»
        found = distinct(named_parties([there[0], *own] if own else there, draft, state))
    if len(found) == 1 or (found and match.slots.keys().isdisjoint(ACTING)):
        owner = _owner_of_subject(match, draft, state) or parties([Filler(m, "clause") for m in press_owner(match, state.views[match.sentence])], draft, state)
        found = distinct((*owner, *found))
    if len(found) < 2 and (talked := before_colon(match, state.views[match.sentence]) or of_talks(match, state.views[match.sentence])):
        return distinct(named_parties([Filler(m, "clause") for m in talked], draft, state))
    if towns := towns_of(found, match, state):
        return parties([Filler(m, "discourse") for m in towns], draft, state)
    pair = _both(match, draft, state) if len(found) < 2 else ()
    if len(found) == 1 and found[0].entity_id in {p.entity_id for p in pair}:
        return pair
    told = found or pair_of_adjective(match, state) or _signers(match, draft, state) or pair_in_subject(match, draft, state)
    return told or dashed(match, state) or pair


def _but_lands_of(bodies: tuple[Party, ...], found: Iterable[Party]) -> list[Party]:
    """«стороны обсудили центр с иранским портом»: of the two sides the one at home, for the port stands for the other."""
    return [p for p in found if p.type != "place" or not any(q.country == p.country and p.country and p.region in (None, q.region) for q in bodies)]


def _both(match: Match, draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """«Музей стал партнёром института: / стороны заключили договор»: the two bodies that the clause before tells."""
    meant = [f.mention for f in match.slots.get("parties", ()) if f.mention.lemma == "сторона" and f.mention.number == "plur"]
    pair = pair_meant(meant[0], state) if meant else []
    bodies = all(m.type in ("organization", "government") for m in pair)
    return parties([Filler(m, "discourse") for m in pair], draft, state) if bodies else ()


def _without_proposer(fillers: list[Filler], match: Match, view: View) -> list[Filler]:
    """«генконсул предложил таганрожцам подписать меморандум с палатой Измира»: an envoy who brings two others together is no side, nor is who permits it."""
    permitted = any(view.lemmas[i] in PERMITTING for i in view.ancestors(match.trigger)[:2])
    others = [f for name in ("partners", "offered") for f in match.slots.get(name, ()) if f in fillers]
    brought = match.slots.get("offered") and match.slots.get("partners") and len(others) > 1
    return [f for f in fillers if not (brought and (permitted or f.mention.type == "person") and f in match.slots.get("parties", ()))]


def _owner_of_subject(match: Match, draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """«меморандум о сотрудничестве / региона с Ташкентом»: the side whose cooperation it is, where the article names it."""
    subject = match.slots.get("subject")
    owner = owner_inside(subject[0].mention, state.views[match.sentence]) if subject else None
    if owner is None or owner.type != "place":
        return ()
    return tuple(p for p in parties([Filler(owner, "subtree")], draft, state) if p.country)


def _twins(match: Match, state: Discourse) -> list[Party]:
    """«побратимом Читы стал …», «обзавёлся побратимом — городом Ниш»: the towns told with the twin itself."""
    view, twin = state.views[match.sentence], match.slots["twin"][0].mention
    inside = [p for p in view.places if p.form == "name" and p.country and twin.start <= p.start < twin.stop]
    if twin.last < len(view.tokens) and view.tokens[twin.last].text in ("—", "–", "-", ":"):
        inside += [p for p in view.places if p.form == "name" and p.country and view.token_at(p.start) - twin.last <= TOWN_BEHIND]
        inside = [p for p in inside if p.start >= twin.start]
    return [place_party(p) for p in inside]


def _of_paper(match: Match, draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """«Соглашение между А и Б готово, его подпишут в мае»: the sides told with the paper where it was named."""
    paper, document = paper_of(match, state), match.slots.get("document")
    if paper is None or not document:
        return ()
    view = state.views[paper.sentence]
    behind = [
        m for m in view.mentions if m.parent is None and m.prep == "между" and m.type and m.first >= paper.last and not view.verbs_between(paper.last, m.head)
    ]
    own = (paper.sentence, paper.head) == (match.sentence, document[0].mention.head)
    if own and any(m.kind == "document" and m.parent is None and paper.last <= m.first < behind[0].first for m in view.mentions if behind):
        return ()  # «подписали соглашение с А и меморандум / между Б и В»
    if behind and all(is_generic(m, state) for m in behind):
        return ()
    named = distinct(named_parties([Filler(m, "discourse") for m in behind], draft, state))
    return named if len(named) > 1 else ()


def _of_titled(match: Match, draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """«мэры поставили автографы на программе сотрудничества Твери и Лахти»: the two whose paper it is, and not who was named before."""
    fillers = match.slots.get("parties", ())
    return pair_of_owners(match, draft, state) if fillers and all(f.mention.bare and f.mention.number == "plur" for f in fillers) else ()


def _owners(match: Match, draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """«открыть в Шанхае представительство Омской области» → the region whose body it is."""
    view, body = state.views[match.sentence], match.slots["body"][0].mention
    inside = own_places(body, view)
    if len({(p.country, p.region) for p in inside}) > 1:
        return tuple(place_party(p) for p in inside)  # «группа Рязанской и Гомельской областей»
    if "outpost" not in classes_of(body.lemma):
        return ()
    own = view.mentions.index(body)
    return parties([Filler(m, "subtree") for m in view.mentions if m.parent == own and m.case == "gen" and m.type and m.country and not m.prep], draft, state)


def _actors(match: Match, state: Discourse) -> list[Filler]:
    """«Ректор рассказал о подписании с вузом меморандума»: who acts over the noun, by a verb that only a side of the paper does."""
    view = state.views[match.sentence]
    verbs = {i for i in view.ancestors(match.trigger) if key(view.tokens[i].lemma) in members("signer_verb")}
    if "partners" not in match.slots:
        verbs = {i for i in verbs if view.lemmas[i] not in TELLING}  # «помощник президента сообщил о подписании декларации»
    over = {f.mention.head: next((i for i in view.ancestors(f.mention.head) if view.tokens[i].pos == "VERB"), -1) for f in match.slots.get("actors", ())}
    return [f for f in match.slots.get("actors", ()) if over[f.mention.head] in verbs and not reports(f.mention, view)]


def own_acting(match: Match, state: Discourse) -> list[Filler]:
    """«депутаты Архангельска одобрили / установление связей с Нинбо»: whose deputies, town or office decides."""
    view = state.views[match.sentence]
    acting = (m for m in view.mentions if m.parent is None and m.case == "nom" and not m.prep and m.country and m.type and m.head < match.trigger)
    place = next((p for m in acting for p in view.places if m.start <= p.start < m.stop and p.form == "name"), None)
    return [] if place is None else [Filler(state.place_mention(place, view.mentions[0]), "clause")]


def _wishing(match: Match, state: Discourse) -> list[Filler]:
    """«предложение компании UPM о создании …», «готовность Твери и Гродно к подписанию …»: whose wish it is."""
    view = state.views[match.sentence]
    meant = {i for i in view.ancestors(match.trigger)[:2] if view.lemmas[i] in WISHES}
    found: list[Mention] = []
    for m in view.mentions if meant else ():
        owned = m.parent is not None and m.case == "gen" and view.mentions[m.parent].head in meant and not found
        joined = m.conjunct_of is not None and view.mentions[m.conjunct_of] in found
        if m.type and m.head < match.trigger and (owned or joined):
            found.append(m)
    return [Filler(m, "subtree") for m in found]


def _leading(match: Match, state: Discourse) -> list[Filler]:
    """«компания ведёт переговоры с «Арена» о создании СП»: who leads the talks about a joint body."""
    view = state.views[match.sentence]
    wishing = _wishing(match, state)
    if wishing:
        return wishing
    if match.rule in BODY_RULES and (together := talking(match, view)):
        return [Filler(m, "clause") for m in together]
    verbs = {i for i in view.ancestors(match.trigger) if view.lemmas[i] in TALKING | ANNOUNCING | AGREED} if match.rule in BODY_RULES else set()
    found: list[Mention] = []
    for m in view.mentions if verbs else ():
        acts = m.case in ("nom", "") and not m.prep and m.parent is None and m.type and m.head < match.trigger
        joined = m.conjunct_of is not None and view.mentions[m.conjunct_of] in found
        if (acts and (view.governor(m) in verbs or joined)) or (
            m.prep in ("с", "со") and m.type and m.parent is None and view.governor(m) in verbs and view.lemmas[view.governor(m)] in AGREED
        ):
            found.append(m)
    return [Filler(m, "clause") for m in found]


def _signers(match: Match, draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """«поставили подписи директора двух заводов»: those whose signatures they are."""
    signing = match.slots.get("signing")
    if not signing:
        return ()
    view = state.views[match.sentence]
    own = view.mentions.index(signing[0].mention)
    return parties([Filler(m, "subtree") for m in view.mentions if m.parent == own and m.case == "gen" and m.type], draft, state)
