"""Lists of goods: «поставка / муки, сахара и соли», «эшелон с / удобрениями и техникой», «700 тонн молока и / 250 тонн масла»."""

from __future__ import annotations

from extractors.lexicon import classes_of, key, members
from extractors.matching.coordination import beside
from extractors.view import View
from schemas.match import Mention
from schemas.values import Quantity

JOINTS = ({","}, {"и"}, {",", "а", "также"}, {"а", "также"}, {"плюс"}, {"или"}, {"да"}, {"и", "ещё"}, {"и", "еще"}, {",", "плюс"})
TERMS = {"аванс", "предоплата", "оплата", "задаток", "срок", "доставка", "отгрузка", "поставка", "гарантия", "рассрочка"}
BODIES = {"organization", "government", "group", "place_noun"}


def further(last: Mention, view: View) -> list[Mention]:
    """«не только пряники, / но и самовары», «сеялки из Азова, / а также бороны»: what goes on with a list behind its last member that is known."""
    found: list[Mention] = []
    while True:
        start = last.last
        following = next((m for m in view.mentions if m.parent is None and start < m.first <= start + 4 and not m.prep and _is_goods(m)), None)
        if following is None or tuple(view.texts[start : following.first]) not in BONDS or not ({last.case, *last.cases} & {following.case, *following.cases}):
            return found
        found.append(following)
        last = following


BONDS = {
    (",", "но", "и"), ("но", "и"), (",", "так", "и"), (",", "а", "также"), ("а", "также"), (",", "а", "ещё"), (",", "а", "еще"), ("и", "даже"),
    (",", "плюс"), ("плюс",),
}  # fmt: skip


def listed(first: Mention, view: View) -> list[Mention]:
    """Goods and those told with them: nothing but commas and «и» between, in one case, or each with its number."""
    found = [first]
    while (following := _next(found, view)) is not None:
        found.append(following)
    return found


def _next(found: list[Mention], view: View) -> Mention | None:
    last = found[-1]
    near = next(iter(beside(view, last)), None)
    if near is not None and _is_goods(near):
        return near
    for m in view.mentions:
        if m.first <= last.head or any(m is f for f in found) or not _is_goods(m):
            continue
        if m.conjunct_of is not None and any(view.mentions[m.conjunct_of] is f for f in found):
            return m
        if m.first > last.last + 3:
            return None
        between = {t.text.lower() for t in view.tokens[last.last : m.first]}
        if between in JOINTS and not m.prep and m.parent is None and is_counted(m, view) and is_counted(found[0], view):
            return m
    return None


def _is_goods(mention: Mention) -> bool:
    """Whether a member of the list may be goods: no side, no place."""
    return (
        not is_term(mention)
        and not mention.country
        and (mention.type == "" or not classes_of(mention.lemma) & BODIES)
        and mention.type not in ("person", "place", "government")
    )


def is_term(mention: Mention) -> bool:
    """«поставит 20 прицепов, / стоимость – 30 млн рублей»: what is told of a deal, and no more goods."""
    return key(mention.lemma) in TERMS or key(mention.lemma) in members("price", "contract_noun")


def is_counted(mention: Mention, view: View) -> bool:
    """Whether a number of its own stands in a phrase: «20 тракторов»."""
    return any(mention.start <= q.start < mention.stop for q in view.quantities)


def made_up_of(batch: Mention, view: View) -> Quantity | None:
    """«партия самолётов «Сура» / из семи машин», «партия тракторов / из 20 единиц»: how many make it up."""
    behind = next((m for m in view.mentions if m.prep == "из" and batch.last < m.first <= batch.last + 5), None)
    if behind is None or behind.type or view.verbs_between(batch.last, behind.first) or key(behind.lemma) not in PIECES | members("vague_goods"):
        return None
    return next((q for q in view.quantities if behind.start <= q.start < behind.stop and q.unit == PIECE), None)


PIECES, PIECE = {"единица", "штука", "экземпляр"}, "шт"
