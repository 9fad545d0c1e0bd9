"""A second look: deals that a guard refused, in sentences of which nothing else is told.

A guard says what is usual («построил» is news at home, «получила» may be anything). Where a firm deals across a border, or a firm with
a name deals in a ware, and no rule explains the sentence in another way, the usual yields: «Их систему связи в столице создала турецкая «Бильги».
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.contracts.chances import is_chance
from extractors.contracts.handled import is_handled, of_experience
from extractors.contracts.named import is_mere_maker
from extractors.contracts.wares import ABSTRACT, is_ware
from extractors.contracts.works import other_is_worked_on
from extractors.contracts.worth import is_crime
from extractors.lexicon import classes_of, key
from extractors.view import View
from schemas.facts import Party
from schemas.match import Match


def unexplained(refused: Iterable[Match], drafts: Iterable[Draft], state: Discourse) -> Iterator[Match]:
    """The matches that guards refused and the drafts of all tables → those in sentences that no draft is of, and that may pass after all."""
    if state.home is None:
        return
    told = {told.match.sentence for draft in drafts for told in (draft, *draft.joined)}
    for match in refused:
        view = state.views[match.sentence]
        if (
            match.sentence not in told
            and match.rule not in PRICED
            and not _of_accord(match, view)
            and not is_handled(match, view)
            and not is_mere_maker(match)
            and not of_experience(match, view)
            and not (match.rule == "contracts.service" and other_is_worked_on(match, view))
            and (_of_elsewhere(view, state) or _in_wares(match, view))
        ):
            yield match


PRICED = {
    "contracts.cost",
    "contracts.pay",
    "contracts.pour_in",
    "contracts.named",
    "contracts.loan",
    "contracts.erect",
    "contracts.moor",
}  # without a sum, a dash or a load, these tell no deal
PAPERS = {"contracts.sign", "contracts.paper"}


def _of_accord(match: Match, view: View) -> bool:
    """«подписали пять соглашений», «достигнута договорённость с агентством»: refused as a paper of another kind."""
    if match.rule == "contracts.paper" and "рамка" in view.lemmas[max(0, match.trigger - 2) : match.trigger] and "goods" not in match.slots:
        return True  # «это сделано в рамках контракта между …»: the paper of what was told before
    paper = match.slots["document"][0].mention.lemma if "document" in match.slots else view.lemmas[match.trigger]
    return match.rule in PAPERS and paper not in ("контракт", "госконтракт", "сделка", "заказ")


def convincing(draft: Draft, state: Discourse) -> bool:
    """Whether a draft of a refused match is a deal of a firm across a border, or of a firm with a name in a ware."""
    sides: Sequence[Party] = (*(draft.columns.get("suppliers") or ()), *(draft.columns.get("customers") or ()))
    firms = [p for p in sides if p.type == "organization" and not p.name.startswith("«") and "." not in p.name]  # «Иннопром» is a fair, «Uralweb.ru» a site
    view = state.views[draft.match.sentence]
    if (
        not firms
        or is_crime(view)
        or OWN & set(view.lemmas[draft.match.trigger :])
        or _no_ware(str(draft.columns.get("goods_head") or ""))
        or _of_one_land(sides)
        or (
            draft.match.rule == "contracts.make"
            and key(view.lemmas[draft.match.trigger]) in ("производить", "выпускать")
            and not draft.columns.get("customers")
        )
        or (draft.match.rule in NAMING and not draft.columns.get("goods"))
        or is_chance(draft.match, view)
    ):
        return False
    if draft.match.rule == "contracts.make" and not draft.columns.get("goods"):
        return False  # «Их выпустил завод «Кречет»
    abroad = _of_elsewhere(view, state) and any(p.country not in (None, state.home and state.home.country) for p in sides)
    return abroad or (any("«" in p.name for p in firms) and _in_wares(draft.match, view))


NAMING = {"contracts.supplier_role", "contracts.buyer_role", "contracts.named", "contracts.bid"}  # «Поставщиком выступает «Лига»: who, not what
OWN = {"собственный", "самостоятельно"}  # «решила делать такие вагоны на собственном заводе»


def _no_ware(head: str) -> bool:
    """«готовность», «доля рынка»."""
    return head.endswith(ABSTRACT) or bool(classes_of(head) & {"no_goods", "stake"})


def _of_one_land(sides: Sequence[Party]) -> bool:
    """«Белорусский завод собирает тракторы в Минске»."""
    return len(sides) > 1 and len({p.country for p in sides}) == 1


def _of_elsewhere(view: View, state: Discourse) -> bool:
    """Whether the sentence names a place of another country than the article's own."""
    return state.home is not None and any(p.country not in (None, state.home.country) for p in view.places)


def _in_wares(match: Match, view: View) -> bool:
    return any(is_ware(f.mention, view) for f in match.slots.get("goods", ()))
