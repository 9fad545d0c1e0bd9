"""Sides named by what they are: «Покупатель сорока сеялок — кооператив «Достук», продавец — завод «Нива»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.article.discourse import Discourse
from extractors.contracts.clues import SAID, Clue, Telling, buys, supplies
from extractors.contracts.counted import names_behind
from extractors.contracts.roles import DASHES, ROLES
from extractors.lexicon import classes_of, key, members
from extractors.matching.triggers import verb_form
from extractors.view import View
from schemas.match import Filler, Match, Mention

SIDES = ("organization", "government", "group", "place")
ENDING = {*DASHES, ",", ";", "."}


def named_behind(match: Match, state: Discourse) -> bool:
    """«Покупатель сорока сеялок — кооператив»: a dash and whoever it is follow the goods, and the role begins its clause."""
    view = state.views[match.sentence]
    return _begins(match, view) and player(match, view) is not None


def _begins(match: Match, view: View) -> bool:
    role = view.mention_at(match.trigger)
    if role is None or role.prep or not role.may_be("nom"):
        return False
    return role.first == 0 or view.tokens[role.first - 1].text in (",", ";", ":", "(", "«", "а")


def player(match: Match, view: View) -> Mention | None:
    """Who stands behind the dash after the goods of a role."""
    last = match.slots["goods"][0].mention.last
    while last < len(view.tokens) and last < match.trigger + 12 and view.tokens[last].text not in ENDING:
        last += 1
    if last >= len(view.tokens) or view.tokens[last].text not in DASHES or view.verbs_between(match.trigger, last):
        return None
    return next((m for m in view.mentions if m.first == last + 1 and not m.prep and not m.bare and m.type in SIDES and m.parent is None), None)


def by_tender(t: Telling) -> Iterator[Clue]:
    """«торги, которые проводил водоканал», «водоканал, объявивший конкурс»: who holds the tender buys."""
    view = t.view
    if t.act not in ("supply", "purchase") or t.match.rule in HOLDERS or not members("tender") & view.words:
        return
    if t.match.form == "noun" and any(view.lemmas[i] in members("tender") for i in view.ancestors(t.match.trigger)[:2]):
        over = {view.lemmas[i] for i in view.ancestors(t.match.trigger)[:4]}
        if over.isdisjoint(PLAYING):
            yield from buys(t.slot("actors"), SAID, "whose tender it is")
    if "role" in t.match.slots and (owner := _owner(view)) is not None:
        yield from buys([Filler(owner, "child")], SAID, "whose tender it is")
    for i, token in enumerate(view.tokens):
        if token.pos == "VERB" and key(token.lemma) in HOLDING and _has_tender(view, i) and (who := _holder(view, i)) is not None:
            yield from buys([Filler(who, "clause")], SAID, "who holds the tender buys")
            return


def _owner(view: View) -> Mention | None:
    """«победителем тендера / Узбекских железных дорог»: the body behind a tender."""
    own = {
        i
        for i, m in enumerate(view.mentions)
        if key(m.lemma) in members("tender") or any(view.lemmas[at] in members("tender") for at in range(m.first, m.head + 2))
    }
    inside = (m for m in view.mentions if m.parent in own and m.case == "gen" and not m.prep and not m.bare and m.type in SIDES)
    return next(inside, None)


def _has_tender(view: View, i: int) -> bool:
    return any("tender" in classes_of(m.lemma) and abs(m.head - i) <= 4 and view.verbs_between(m.head, i) == 0 for m in view.mentions)


def _holder(view: View, i: int) -> Mention | None:
    """The subject of a verb, the noun before an active participle, the instrumental behind a passive one."""
    form = verb_form(view.tokens[i])
    near = [m for m in view.mentions if m.type in ("organization", "government") and not m.prep and not m.bare and m.parent is None]
    if form == "participle_active":
        return next((m for m in near if i - 2 <= m.last <= i), None)
    case = "ins" if form.startswith(("participle", "passive")) else "nom"
    return next((m for m in near if m.may_be(case) and view.governor(m) == i), None)


HOLDING = {"проводить", "провести", "объявить", "объявлять", "разыграть", "устроить", "устраивать"}
PLAYING = {
    "выиграть", "выигрывать", "победить", "побеждать", "победитель", "участвовать", "участник", "участие", "проиграть", "уступить", "заявиться", "заявка", "претендовать", "бороться",
}  # fmt: skip
HOLDERS = {"contracts.announce", "contracts.bid", "contracts.lose"}


def by_role(t: Telling) -> Iterator[Clue]:
    """Who a role before a dash says supplies or buys."""
    if t.match.rule == "contracts.named" and (who := player(t.match, t.view)) is not None:
        role = ROLES.get(key(t.view.lemmas[t.match.trigger]), "suppliers")
        yield from (buys if role == "customers" else supplies)([Filler(who, "clause")], SAID, "who is said to play this part")


def behind_dash(fillers: Sequence[Filler], view: View) -> Iterator[Filler]:
    """«у двух производителей — «Волна» и «Резец»: the names behind the dash say who the makers are."""
    for m in names_behind(fillers[-1].mention, view) if fillers else ():
        yield Filler(m, fillers[-1].found)


def seeking(match: Match) -> tuple[list[Filler], list[Filler]]:
    """«ищет в Сербии поставщика саженцев»: (who sells, who buys) of what is looked for."""
    seeker, place = list(match.slots["seeker"]), list(match.slots.get("place", ()))
    sells = any(key(f.mention.lemma) in ("поставщик", "производитель", "продавец", "изготовитель") for f in match.slots["sought"])
    return (place, seeker) if sells else (seeker, place)


def is_mere_maker(match: Match) -> bool:
    """«является единственным производителем насосов в Омске»: what a firm is known for, and no deal with anybody."""
    made_for = any(f.mention.prep == "для" for f in match.slots.get("customers", ()))
    return match.rule == "contracts.supplier_role" and not made_for and key(match.slots["role"][0].mention.lemma) in MAKERS


MAKERS = {"производитель", "изготовитель", "разработчик"}


def becomes_supplier(match: Match, view: View) -> bool:
    """«стала поставщиком сети «Тарон»: of a named body, and of no team."""
    named = [f.mention for f in match.slots.get("clients", ()) if "«" in f.mention.name and not f.mention.bare]
    role = match.slots["role"][0].mention
    return key(view.lemmas[match.trigger]) in BECOMING and key(role.lemma) == "поставщик" and any(key(m.lemma) not in TEAMS for m in named)


BECOMING = {"стать", "становиться"}
TEAMS = {"сборная", "команда", "клуб", "чемпионат", "игры", "фестиваль"}
