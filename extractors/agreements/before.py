"""Sides of a paper that the sentences before name: «ректоры подписали договор» binds the two universities told just before.

(Завод «Узор» принял гостей из фирмы «Нур».) «Партнёры заключили соглашение» → Узор, Нур.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.agreements.fillers import of_its_terms
from extractors.agreements.names import places_before, reports
from extractors.agreements.papers import paper_of
from extractors.article.discourse import Discourse
from extractors.article.protagonist import known_by
from extractors.lexicon import classes_of, key
from extractors.parties.peers import KINDS, LEARNING, called
from extractors.references.words import COUNTRY_HEADS, REGION_HEADS, TOWN_HEADS
from extractors.view import View
from schemas.facts import Party
from schemas.match import Filler, Match, Mention

REACH = 3  # sentences
REFERRING = {"соответствующий"}
FIRM = len(KINDS)
OF_SCHOOLS = {"ректор", "проректор", "вуз", "университет"}
OF_BODIES = OF_SCHOOLS | {
    "директор", "гендиректор", "руководитель", "партнер", "компания", "предприятие", "организация",
    "учреждение", "колледж", "завод", "коллега",
}  # fmt: skip
OF_TOWNS = {"мэр", "градоначальник", "вице-мэр", "сити-менеджер"}
CHIEF = {"глава", "руководитель", "мэр", "вице-мэр", "губернатор", "председатель"}
PLACES = ((COUNTRY_HEADS, "country"), (REGION_HEADS, "region"), (TOWN_HEADS, "town"))


def signers_meant(match: Match, state: Discourse) -> list[Mention]:
    """«ректоры», «партнёры», «мэры» that sign: the two bodies or towns told before for which they act; [] where the clause names others or nobody is meant."""
    view = state.views[match.sentence]
    fillers = [f for name in ("parties", "partners") for f in match.slots.get(name, ()) if name == "parties" or not of_its_terms(f.mention, match, view)]
    if len(fillers) != 1 or fillers[0].mention.number != "plur" or not fillers[0].mention.bare:
        return []
    lemma = key(fillers[0].mention.lemma)
    if len(state.resolve(fillers[0].mention, view)) > 1:
        return []
    if lemma in OF_TOWNS:
        return places_before(fillers[0].mention, "town", state)
    return bodies_before(match, state, schools=lemma in OF_SCHOOLS) if lemma in OF_BODIES else []


def towns_of(persons: tuple[Party, ...], match: Match, state: Discourse) -> list[Mention]:
    """«главы городов Анна Лис и Пётр Рак»: the towns or regions whose chiefs they are, where the two persons alone tell none."""
    posts = [key(p.position or "").split() for p in persons]
    if sorted(p.type for p in persons) == ["organization", "person"] and all(post for p, post in zip(persons, posts, strict=True) if p.type == "person"):
        return _pair_with(next(p for p in persons if p.type == "organization"), match, state)
    if len(persons) != 2 or any(p.type != "person" or not post or post[0] not in CHIEF | OF_BODIES for p, post in zip(persons, posts, strict=True)):
        return []
    if all(key(post[0]) in OF_BODIES for post in posts) and all(len(post) == 1 for post in posts):
        return joined_before(match, state)
    own = next((f.mention for f in match.slots.get("parties", ())), None)
    words = {word for post in posts for word in post[1:]}
    kind = next((kind for heads, kind in PLACES if any(word[: len(head) - 1] == head[:-1] for word in words for head in heads)), None)
    return [] if own is None or kind is None or len(words) > 1 else places_before(own, kind, state)


def _pair_with(body: Party, match: Match, state: Discourse) -> list[Mention]:
    """«ректор Иван Шилов и проректор Наманганского института …»: the two that act together before, of whom the second signer's body is one."""
    pair = joined_before(match, state)
    return pair if sum(known_by(m.name) == known_by(body.name) for m in pair) == 1 else []


def signed_there(match: Match, state: Discourse) -> list[Filler]:
    """«Посол Кореи посетил университет, где / подписал меморандум»: who came, and the body in whose house the paper was signed."""
    view = state.views[match.sentence]
    where = next((i for i in range(match.trigger - 1, 0, -1) if view.texts[i] == "где"), -1)
    if match.form != "active" or where < 1 or view.verbs_between(where, match.trigger) or view.texts[where - 1] != ",":
        return []
    house = next((m for m in view.mentions if m.last == where - 1 and m.type in ("organization", "government") and not m.bare), None)
    verb = next((i for i in range(where - 1, -1, -1) if view.tokens[i].feats.form == "fin"), -1)
    guest = next(
        (m for m in view.mentions if verb >= 0 and view.governor(m) == verb and m.may_be("nom") and not m.prep and m.head < where and m is not house), None
    )
    if house is None or guest is None or guest.type not in ("person", "group", "organization") or view.tokens[guest.head].rel == "obj":
        return []
    return [Filler(guest, "clause"), Filler(house, "clause")]


def refers(paper: Mention, view: View) -> int:
    """«соответствующий меморандум», «договор об этом», «по этому поводу»: over how many sentences a paper is on what was just told, 0 where it is not."""
    about = view.lemmas[paper.last : paper.last + 2] in (["об", "это"], ["об", "этот"], ["о", "это"]) or view.lemmas[paper.last : paper.last + 3] == [
        "по",
        "этот",
        "повод",
    ]
    ahead = view.texts[max(0, paper.first - 2) : paper.first]  # «заключили об этом / договор»
    about = about or ahead == ["об", "этом"]
    return 2 if REFERRING & {key(t.lemma) for t in view.tokens[paper.first : paper.head]} else int(about)


def doers_before(match: Match, state: Discourse) -> list[Mention]:
    """«Росатом построит Руанде реактор. Соответствующий меморандум подписан»: who does it in the sentence before, and for whom or where."""
    paper = paper_of(match, state)
    if paper is None or match.sentence == 0 or not refers(paper, state.views[paper.sentence]):
        return []
    before = state.views[match.sentence - 1]
    verb = next((i for i, t in enumerate(before.tokens) if t.feats.form == "fin"), -1)
    told = [m for m in before.mentions if verb >= 0 and m.parent is None and m.type and not m.bare and not before.is_aside(m.head, verb)]
    doers = [m for m in told if not m.prep and m.may_be("nom") and m.head < verb and before.tokens[m.head].rel != "obj" and m.type != "person"]
    others = [m for m in told if m.head > verb and (m.country or m.type != "place") and _is_for(m)]
    return [*doers, others[0]] if doers and others and doers[0].name != others[0].name else []


def _is_for(m: Mention) -> bool:
    """«Руанде», «с Монголией», «в Ташкентской области»: for whom, with whom or where something is done."""
    sides = m.type in ("organization", "government", "place")
    return sides and ((not m.prep and m.case == "dat") or m.prep in ("с", "со") or (m.prep in ("в", "на") and m.type == "place" and m.case in ("loc", "acc")))


def bodies_before(match: Match, state: Discourse, *, schools: bool = False) -> list[Mention]:
    """The two bodies of one kind that the last sentences before a match name; [] where there is one, or more than two."""
    told: dict[int, dict[str, Mention]] = {}
    for at in range(match.sentence - 1, max(-1, match.sentence - REACH - 1), -1):
        for m in _bodies(at, state):
            kind = _kind(m)
            if not schools or (kind < FIRM and KINDS[kind] >= LEARNING):
                told.setdefault(kind, {}).setdefault(known_by(m.name), m)
        if any(len(named) > 2 for named in told.values()):
            return []
        pair = next((list(named.values()) for named in told.values() if len(named) == 2), [])
        if pair:
            return sorted(pair, key=lambda m: m.start)
    return []


def joined_before(match: Match, state: Discourse) -> list[Mention]:
    """«Совхоз «А» и кооператив «Б» ударили по рукам: меморандум подписан», «колледж познакомился с академией. … подписан»: two bodies that act together just before."""
    for at in range(match.sentence, max(-1, match.sentence - 2), -1):
        view = state.views[at]
        stop = match.trigger if at == match.sentence else len(view.tokens)
        acting = [i for i, m in enumerate(view.mentions) if _acts(m, view) and m.last < stop]
        pairs = [(view.mentions[i], m) for i in acting for m in view.mentions if m.last < stop and _beside(m, i, view)]
        if len(pairs) == 1:
            return list(pairs[0])
        if acting or pairs:
            return []
    return []


def _acts(m: Mention, view: View) -> bool:
    return m.type == "organization" and m.parent is None and not m.prep and (not m.case or m.may_be("nom")) and m.conjunct_of is None and _names(m, view)


def _beside(m: Mention, first: int, view: View) -> bool:
    """Whether a mention is joined with the first by «и», or told with «с» in the clause of its verb."""
    if m.type != "organization" or m.parent is not None or not _names(m, view) or m.first <= view.mentions[first].last - 1:
        return False
    return m.conjunct_of == first or (m.prep in ("с", "со") and m.conjunct_of is None and view.verbs_between(view.mentions[first].last - 1, m.head) == 1)


def _names(m: Mention, view: View) -> bool:
    """A body that its own words tell apart: «колледж сервиса», «академия из Еревана», not «компания»."""
    return not m.bare and m.number != "plur" and m.last - m.first > 1 and "press" not in classes_of(m.lemma) and not reports(m, view)


def _bodies(at: int, state: Discourse) -> Iterator[Mention]:
    """The named bodies of a sentence that may sign a paper: not who reports, not the exhibition where it happens."""
    view = state.views[at]
    for m in view.mentions:
        if m.type != "organization" or m.bare or m.number == "plur" or m.name.islower() or "press" in classes_of(m.lemma) or reports(m, view):
            continue
        if not (m.parent is not None and view.mentions[m.parent].type == "organization"):
            yield m


def _kind(m: Mention) -> int:
    words = key(m.name).split()
    return next((i for i, kind in enumerate(KINDS) if called(m.name, kind) or any(word.endswith(head) for word in words for head in kind)), FIRM)
