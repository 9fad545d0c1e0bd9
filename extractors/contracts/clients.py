"""Whom the bare word of a role means: «отгрузил заказчику реакторы / для комплекса «Камхим», «партия отправится покупателю»: nobody where nothing tells."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.contracts.parties import resolve
from extractors.contracts.roles import ROLES
from extractors.lexicon import key
from extractors.parties.same import same_party
from extractors.view import View
from schemas.facts import Party
from schemas.match import Filler, Mention

REACH = 4  # sentences back over which a deal is spoken of
SLOTS = ("suppliers", "customers")


def _role(party: Party) -> str | None:
    """The role that a party's name is, «заказчик», «покупатели»; None for all other names."""
    name = key(party.name)
    return next((ROLES[form] for form in (name, name[:-1], name[:-1] + "ь") if form in ROLES), None)


def _is_role(party: Party) -> bool:
    return _role(party) is not None


def meant_by_role(draft: Draft, earlier: Sequence[Draft], state: Discourse) -> None:
    """«передана заказчику»: for whom the goods are, or the customer of the deal before."""
    for slot in SLOTS:
        value: tuple[Party, ...] = draft.columns.get(slot) or ()
        role = _role(value[0]) if len(value) == 1 else None
        if role is None:
            continue
        known = _for_whom(draft, state) if role == "customers" else ()
        known = known or _told_before(draft, role, earlier)
        if known:
            draft.columns[slot] = known
            draft.found.add("discourse")


def _told_before(draft: Draft, role: str, earlier: Sequence[Draft]) -> tuple[Party, ...]:
    """Who plays the role in a deal told shortly before, or the only one who plays it in the article so far."""
    told = [e for e in earlier if e.columns.get(role) and not any(map(_is_role, e.columns[role]))]
    near = [e for e in told if draft.match.sentence - e.match.sentence <= REACH]
    if near:
        return tuple(near[-1].columns[role])
    alone = told and all(same_party(p, q) for e in told for p in e.columns[role] for q in told[0].columns[role])
    return tuple(told[0].columns[role]) if alone else ()


def _for_whom(draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """«два реактора, предназначенных для комплекса / завода «Кама»: the body behind «для» after the goods."""
    span: tuple[int, int] | None = draft.columns.get("goods_span")
    if span is None:
        return ()
    view = state.views[draft.match.sentence]
    near = (m for m in view.mentions if m.first >= span[1] and m.type == "organization" and not m.bare and _is_for(m, view))
    body = next(near, None)
    found = resolve([Filler(body, "clause")], draft, state) if body is not None else ()
    return found if not any(same_party(p, q) for p in found for q in draft.columns["suppliers"]) else ()


def _is_for(m: Mention, view: View) -> bool:
    while m.prep != "для" and m.parent is not None:
        m = view.mentions[m.parent]
    return m.prep == "для"


def drop_bare_roles(drafts: Sequence[Draft]) -> None:
    """«отгрузил заказчику три печи»: who is never named is no side."""
    for draft in drafts:
        for slot in SLOTS:
            value: tuple[Party, ...] = draft.columns.get(slot) or ()
            if len(value) == 1 and _is_role(value[0]):
                draft.columns[slot] = ()
