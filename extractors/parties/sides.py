"""Sides left out: «стороны подписали протокол» binds those between whom the article is told.

Runs when an article's rows are known: (Ош … Андижан …) «Подписан протокол» → parties Ош, Андижан, found by discourse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.agreements.before import bodies_before, joined_before
from extractors.article.discourse import Discourse
from extractors.article.home import is_told, wider
from extractors.article.protagonist import known_by
from extractors.build import Draft, place_party, to_party
from extractors.contracts.speakers import speaker_side
from extractors.lexicon import key
from extractors.meetings.sides import as_side, is_capital
from extractors.names.housed import is_houseless
from extractors.names.stands_for import body_of
from extractors.parties.occasions import ENDING, lands_before, occasions, of_many_lands, told_apart, told_beside
from extractors.parties.peers import KINDS, called, peer_of
from extractors.parties.same import distinct, one_side
from extractors.view import is_predicate
from schemas.facts import Party

SINGLE = {"agreements.joint_venture", "agreements.twin"}  # told of one founder alone
FOUNDING = {"agreements.create", "agreements.idea", "agreements.work"}
SIGNED = {"agreements.sign", "agreements.put_signatures", "agreements.seal"}
EVENTS = {"visits": ("visitors", "hosts"), "meetings": ("participants",), "agreements": ("parties",), "contracts": ("suppliers", "customers")}
SIGNING_HOSTS = ("университет", "институт", "академи", "колледж", "палат", "музе", "театр", "библиотек", "мэри", "администраци", "правительств")
WHOLE = 20  # sentences back to the occasion that a paper ends by name
REACH = 3  # sentences back to the talks at which a paper is signed


def settle(drafts: Sequence[Draft], state: Discourse) -> list[Draft]:
    """Give agreements with no or one party the two sides of the event under way, else of the article, as far as these fit."""
    pair = tuple(place_party(as_side(p, state) if is_capital(p) else p) for p in state.sides if is_told(p, state.document))
    if len(pair) == 1 and len(state.sides) == 1 and state.sides[0].kind == "town" and state.sides[0].region_name:
        pair = (replace(pair[0], name=str(state.sides[0].region_name)),)  # a region whose towns alone are named
    wide = tuple(place_party(wider(p)) for p in state.sides) if len(pair) == len(state.sides) else pair
    given: dict[tuple[int, int], tuple[Party, ...]] = {}  # what one signing of several papers was given
    for at, draft in enumerate(drafts):
        if draft.table != "agreements":
            continue
        apart, signing = told_apart(draft, drafts), (draft.match.sentence, draft.match.trigger)
        before = [other for other in drafts[:at] if other not in apart] if apart else drafts[:at]
        draft.columns["parties"] = _signed_for(draft, before, state)
        if len(draft.columns["parties"]) > 1 and (signer := _signer_before(draft, before)):
            draft.columns["parties"] = (*signer, *draft.columns["parties"])
            draft.found.add("discourse")
        if len(draft.columns["parties"]) < 2 and draft.match.rule not in SINGLE and not _of_all(draft, state) and not of_many_lands(draft):
            missing = _missing(draft.columns["parties"], given.get(signing, ())) or _left_open(
                draft, drafts, before, (pair, _level(draft.columns["parties"], pair, wide)), state
            )
            if missing:
                given.setdefault(signing, missing)
                draft.columns["parties"] += missing
                draft.found.add("discourse")
    return list(drafts)


def _level(known: tuple[Party, ...], pair: tuple[Party, ...], wide: tuple[Party, ...]) -> tuple[Party, ...]:
    """The sides of the article, towns told by an adjective alone as their regions beside a public body: «меморандум с акиматом» in news of «орские станки»."""
    return wide if any(p.type == "government" for p in known) else pair


def _left_open(
    draft: Draft, drafts: Sequence[Draft], before: Sequence[Draft], pairs: tuple[tuple[Party, ...], tuple[Party, ...]], state: Discourse
) -> tuple[Party, ...]:
    """The sides that a paper's clause leaves out: of the occasion, who acts or speaks, whose news it is, the event under way, the article's two sides
    (`pairs`: as told, and as wide as the known side)."""
    known = draft.columns["parties"]
    missing = (
        (tuple(to_party(m) for m in joined_before(draft.match, state)) if not known and draft.match.rule in SIGNED else ())
        or _doer_before(draft, state)
        or _speaker(draft, state)
        or _signer_before(draft, before)
        or _hero(draft, state)
        or (peer_of(known[0], draft, state) if known and (draft.match.slots.get("partners") or not draft.match.slots.get("parties")) else ())
        or (_missing(known, _of_event(draft, told_beside(draft, drafts, state), state, coded=False)) if draft.match.rule in SIGNED else ())
        or _missing(known, _of_event(draft, before, state), by_land=_left_out(draft))
        or _missing(known, _of_bodies(draft, before, state))
        or (() if _institution(known) or _of_many(draft, state) or (draft.get("background") and not known) else _missing(known, pairs[1]))
    )
    missing = missing or _missing(known, _of_event(draft, before, state, coded=False), by_land=_left_out(draft))
    return missing or (lands_before(draft, before) if draft.match.rule in SIGNED else ()) or _home_side(draft, pairs[0], state)


def _home_side(draft: Draft, pair: tuple[Party, ...], state: Discourse) -> tuple[Party, ...]:
    """«Тульская область ездит на форум в Сочи. Там заключены соглашения с компанией «Бион»»: with a firm of nowhere it is the region at home that signs."""
    known, home = draft.columns["parties"], state.home
    firms = bool(known) and all(p.type == "organization" and p.country is None for p in known) and not _institution(known)
    if not firms or home is None or home.kind != "region" or not _left_out(draft) or draft.match.rule not in SIGNED:
        return ()
    return tuple(p for p in pair if (p.country, p.region) == (home.country, home.region))[:1]


def _signed_for(draft: Draft, before: Sequence[Draft], state: Discourse) -> tuple[Party, ...]:
    """The sides, of which two persons whose bodies the clause leaves out give way to the two bodies of the event under way, or one to the body left over."""
    known: tuple[Party, ...] = draft.columns["parties"]
    persons = [p for p in known if p.type == "person" and (p.country is None or is_houseless(p.position))]
    if len(known) != 2 or not persons:
        return known
    for pair in (_of_event(draft, before, state, coded=False), tuple(to_party(m) for m in bodies_before(draft.match, state))):
        told = len(pair) == 2 and len({p.type == "organization" for p in pair}) == 1 and all(p.type in ("organization", "government", "place") for p in pair)
        left = tuple(p for p in pair if not any(one_side(p, q) for q in known if q not in persons))
        if told and len(left) == len(persons):
            rest = iter(left)
            return tuple(next(rest) if p in persons else p for p in known)
    return known


def _of_many(draft: Draft, state: Discourse) -> bool:
    """«Край подписал на форуме 13 соглашений», «соглашения на 2 млрд рублей»: with whom, nobody says."""
    counted = bool(state.views[draft.match.sentence].money) or any(f.mention.counted for f in draft.match.slots.get("document", ()))
    return bool(draft.columns["parties"] and counted and draft.columns["several"] and not draft.match.slots.get("partners"))


def _of_all(draft: Draft, state: Discourse) -> bool:
    """«Всего область намерена подписать девять соглашений»: a sum over many partners, of whom the one told before is no more than one."""
    view = state.views[draft.match.sentence]
    return _of_many(draft, state) and (view.lemmas[0] == "всего" or draft.columns["status"] == "planned")


def _doer_before(draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """«Холдинг построит завод. Соответствующее соглашение с правительством подписано»: who does what the paper is on, where one side alone is told with «с»."""
    known, at = draft.columns["parties"], draft.match.sentence
    if draft.get("refers") and not known:
        return _doers_beside(draft, state)
    if not draft.get("refers") or len(known) != 1 or not at or not draft.match.slots.get("partners"):
        return ()
    before = state.views[at - 1]
    verb = next((i for i, t in enumerate(before.tokens) if is_predicate(t)), 0)
    acting = (m for m in before.mentions if m.last <= verb and m.case in ("nom", "acc", "") and not m.prep and m.parent is None and not m.bare)
    found = next((to_party(m) for m in acting if m.number != "plur" and m.type in ("organization", "government")), None)
    return () if found is None or one_side(found, known[0]) else (found,)


def _doers_beside(draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """«Завод и банк откроют линию, соответствующее соглашение подписано»: the two or more who act in the clause before the paper."""
    view, paper = state.views[draft.match.sentence], draft.get("paper")
    if paper is None or paper[0] != draft.match.sentence:
        return ()
    verb = next((i for i, t in enumerate(view.tokens) if is_predicate(t)), 0)
    acting = [m for m in view.mentions if m.last <= verb < paper[1] and not m.prep and m.parent is None and (not m.case or m.may_be("nom")) and not m.bare]
    found = distinct(to_party(body_of(m, state)) for m in acting if m.type in ("organization", "government", "place"))
    return found if len(found) > 1 else ()


def _speaker(draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """«Мы с ректором Хань Е подписали протокол, — рассказал ректор Державинского университета»: the body of whoever says «мы»."""
    known = draft.columns["parties"]
    if len(known) != 1 or not any(f.mention.lemma == "мы" for f in draft.match.slots.get("parties", ())):
        return ()
    found = speaker_side(state.views[draft.match.sentence], state)
    return () if found is None or found.type == "person" or one_side(found, known[0]) else (found,)


def _of_event(draft: Draft, before: Sequence[Draft], state: Discourse, *, coded: bool = True) -> tuple[Party, ...]:
    """The two sides of the last talks, visit or paper before («встретился с ректором … Подписан договор»); () where there are not two."""
    closing = occasions(state.views[draft.match.sentence], ENDING)
    for other in reversed(before):
        if draft.match.sentence - other.match.sentence > (WHOLE if closing else REACH):
            return ()
        if other.table == draft.table and other.match.sentence > draft.match.sentence:
            continue  # a paper that the headline told first and the story tells later
        beside = other.table == "visits" and draft.match.sentence - other.match.sentence <= REACH  # «По итогам встречи ректоров»: of guest and host
        if closing and other.table not in closing and not beside:
            continue  # «По итогам заседания подписан протокол»: whoever sat, not who trades in the sentence before
        if other.table == "visits" and (not other.get("visitors") or any(not _may_sign(host) for host in other.get("hosts") or ())):
            continue  # a plant shown to the guests is no side
        if draft.columns["parties"] and draft.match.rule in FOUNDING and other.table in ("agreements", "contracts"):
            continue  # «Словакам предложено открыть консульство» after papers of others
        if other.table == "contracts" and any(p.type != "organization" for slot in EVENTS["contracts"] for p in other.get(slot) or ()):
            continue  # only two firms that trade sign papers of their own
        told = [side for slot in EVENTS.get(other.table, ()) for side in other.get(slot) or ()]
        sides: list[Party] = []
        for party in told:
            side = _house_of(party, before) or _place_of(party, state)
            if not any(one_side(side, known) for known in sides):
                sides.append(side)
        if len(sides) == 2 and all(side.name != side.position and (side.country or not coded or other.table in ("agreements", "contracts")) for side in sides):
            return tuple(sides)
    return ()


def _of_bodies(draft: Draft, before: Sequence[Draft], state: Discourse) -> tuple[Party, ...]:
    """«Об этом условились директор музея и глава галереи. Подписи под договором поставлены …»: the two bodies that have just come to terms, wherever they are."""
    near = [other for other in before if draft.match.sentence - other.match.sentence <= 1 and other.table in ("meetings", "agreements")]
    sides = _of_event(draft, near, state, coded=False)
    return sides if all(side.type in ("organization", "government") for side in sides) else ()


def _institution(known: tuple[Party, ...]) -> bool:
    """A school, a museum, a chamber alone: whoever is the other side, no place is."""
    return (
        len(known) == 1
        and known[0].type == "organization"
        and any(called(known[0].name, kind) or any(word.endswith(head) for word in key(known[0].name).split() for head in kind) for kind in KINDS)
    )


def _may_sign(host: Party) -> bool:
    """A place, or an institution of learning, culture, health: such sign papers with their guests."""
    return host.type == "place" or any(stem in host.name.lower() for stem in SIGNING_HOSTS)


def _house_of(party: Party, before: Sequence[Draft]) -> Party | None:
    """«(Гость прибыл в Тверской университет.) Он встретился с / ректором Петром Лосевым»: the one institution of the events before in whose place such a head sits."""
    if party.type != "person" or not is_houseless(party.position):
        return None
    told = distinct(p for other in before for slot in EVENTS.get(other.table, ()) for p in other.get(slot) or () if p.type == "organization" and _may_sign(p))
    houses = [p for p in told if p.region is not None and (p.country, p.region) == (party.country, party.region)]
    return houses[0] if len(houses) == 1 else None


def _place_of(party: Party, state: Discourse) -> Party:
    """The place for which a person or a group acts, as the article names it: «губернатор Павел Лис» → Тверская область; «делегация вуза» → the school;
    else the party."""
    if party.type not in ("person", "group", "place"):
        return party
    mention = next((m for m in state.all_mentions if m.start == party.start and m.type == party.type), None) if party.type != "place" else None
    if mention is None and party.type == "person":  # «гость», «он»
        mention = next((m for m in state.all_mentions if m.type == "person" and m.name == party.name and m.position == party.position), None)
    body = body_of(mention, state) if mention is not None else None
    if body is not None and body is not mention and body.type in ("organization", "government"):
        return to_party(body)
    if party.type == "group" and any(word[:1].isupper() for word in party.name.split()):
        return party  # «делегация Ижевска» tells more than its region
    own = [p for p in state.document.places if p.form == "name" and (p.country, p.region) == (party.country, party.region) and p.country]
    best = next((p for p in own if p.kind in ("region", "country")), own[0] if own and party.type == "place" else None)
    side = next((p for p in state.sides if (p.country, p.region) == (party.country, party.region)), None)
    found = side or best
    return place_party(found) if found is not None else party


def _left_out(draft: Draft) -> bool:
    """«Подписан меморандум с вузом Ургенча»: whoever signs it with the one told is left out."""
    return "partners" in draft.match.slots and "parties" not in draft.match.slots


def _missing(known: tuple[Party, ...], pair: tuple[Party, ...], *, by_land: bool = False) -> tuple[Party, ...]:
    """The sides of a pair that the known party does not stand for, `by_land`: nor is of one land with; () where it stands for neither or both."""
    if not known:
        return pair if len(pair) == 2 else ()
    left = tuple(p for p in pair if not any(one_side(p, q) or _at_home(p, q) for q in known))
    if (
        by_land and len(left) == 2 and len({p.country for p in left}) == 2
    ):  # a school of Urgench after «гости из Перми посетили Ташкент»: the guests are the other side
        left = tuple(p for p in left if p.country not in {q.country for q in known})
    return left if len(left) == 1 else ()


def _signer_before(draft: Draft, before: Sequence[Draft]) -> tuple[Party, ...]:
    """«Губернатор подписал договор с портом. Также подписаны соглашения с «Ареной» и фондом»: whoever signed the last paper, where the partner alone is told."""
    known = draft.columns["parties"]
    if not known or not _left_out(draft) or draft.match.form not in ("passive", "noun"):
        return ()
    partners = [f.mention for f in draft.match.slots["partners"]]
    if len(known) > 1 and (draft.match.rule not in SIGNED or len(partners) != len(known) or any(m.prep not in ("с", "со") for m in partners)):
        return ()
    for other in reversed(before):
        if draft.match.sentence - other.match.sentence > REACH:
            return ()
        acting = [f.mention for f in other.match.slots.get("parties", ()) if f.found != "discourse"] if other.match.rule in SIGNED else []
        if other.table == "agreements" and other.match.sentence < draft.match.sentence and len(acting) == 1 and other.columns["parties"]:
            signer: Party = other.columns["parties"][0]
            return () if acting[0].prep or any(one_side(signer, p) for p in known) else (signer,)
    return ()


def _hero(draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """The body whose news it is, where the clause tells the other side alone with «с»: «Подписан меморандум с палатой Бангкока»."""
    known, hero = draft.columns["parties"], state.hero
    slots = draft.match.slots
    if hero is None or len(known) != 1 or not slots.get("partners") or any(f.found != "discourse" and not f.mention.bare for f in slots.get("parties", ())):
        return ()
    party = to_party(hero)
    view = state.views[draft.match.sentence]
    if any(m.prep in ("с", "со") and known_by(m.name) == known_by(party.name) for m in view.mentions):
        return ()  # «подписаны протокол с мэрией, договор с «Ареной»»: another partner
    return () if known[0].type == "place" or one_side(known[0], party) or known_by(known[0].name) == known_by(party.name) else (party,)


def _at_home(p: Party, q: Party) -> bool:
    """Codes that say one place: «мэр Твери» and «Тверская область»."""
    return p.country is not None and p.country == q.country and p.region == q.region
