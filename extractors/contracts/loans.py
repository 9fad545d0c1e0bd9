"""Loans told by their own noun and a sum: who lends and who borrows, whatever verb stands over them.

«Кипр получит российский кредит в 2,5 млрд евро», «правительство Чехии одобрило выделение Монголии кредита на 30 млн долларов».
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.article.discourse import Discourse
from extractors.contracts.clues import SAID, Clue, Telling, buys, supplies
from extractors.contracts.lands import apart, codes_of
from extractors.lexicon import key
from extractors.phrases.words import PRONOUNS
from extractors.view import View
from schemas.match import Filler, Match, Mention

RULE = "contracts.loan"
TAKING = frozenset(
    {
        "получить", "получать", "получение", "взять", "брать", "привлечь", "привлекать", "привлечение", "попросить", "просить", "запросить", "запрашивать",
        "рассчитывать", "ожидать", "ждать", "нуждаться", "хотеть", "надеяться", "претендовать", "оформить", "занять", "добиваться", "добиться",
    }
)  # fmt: skip
GIVING = frozenset(
    {
        "предоставить", "предоставлять", "предоставление", "выделить", "выделять", "выделение", "дать", "давать", "выдать", "выдавать", "выдача", "одобрить",
        "одобрять", "открыть", "открывать", "открытие", "утвердить", "направить", "обещать", "пообещать", "согласовать", "подтвердить", "передать",
        "перечислить", "перечислять", "согласиться", "готовый", "намеренный", "отказаться", "отказать", "поручить", "согласие", "решить", "планировать",
        "финансировать", "профинансировать",
    }
)  # fmt: skip
AGREEING = frozenset({"подписать", "подписывать", "заключить", "заключать", "договориться", "договариваться", "обсудить", "обсуждать", "подписание"})
REPAYING = frozenset(
    {
        "погасить", "погашать", "погашение", "вернуть", "возвращать", "возврат", "выплатить", "выплата", "списать", "списание", "реструктурировать",
        "реструктуризация", "рефинансирование", "обслуживание", "долг", "задолженность", "портфель", "объем", "ставка",
    }
)  # fmt: skip
BANKS = ("банк", "фонд", "вэб", "мвф", "ебрр", "еабр", "ефср", "абр")
SIDES = ("organization", "government", "place")
TENDER = frozenset({"от", "у"})
REACH = 12


def loaned(match: Match, state: Discourse) -> bool:
    """A sum of the loan, a lender and a borrower of other lands than each other, and no loan that is paid back."""
    view = state.views[match.sentence]
    if key(view.lemmas[match.trigger]) == "линия" and "кредитный" not in view.lemmas[max(0, match.trigger - 3) : match.trigger]:
        return False
    if not _has_sum(match.trigger, view) or any(key(view.lemmas[i]) in REPAYING for i in view.ancestors(match.trigger)[:2]):
        return False
    lenders, borrowers = lender_and_borrower(match.trigger, view)
    if not lenders or not borrowers:
        return False
    ours, theirs = codes_of([Filler(m, "child") for m in lenders], state), codes_of([Filler(m, "child") for m in borrowers], state)
    return apart(ours, theirs) or (bool(theirs) and not ours and all(is_bank(m) for m in lenders))


def by_loan(t: Telling) -> Iterator[Clue]:
    """Who lends and who borrows."""
    if t.match.rule == RULE:
        lenders, borrowers = lender_and_borrower(t.match.trigger, t.view)
        yield from supplies([Filler(m, "child") for m in lenders], SAID, "who lends")
        yield from buys([Filler(m, "child") for m in borrowers], SAID, "who borrows")


def lender_and_borrower(loan: int, view: View) -> tuple[list[Mention], list[Mention]]:
    """What the words around a loan tell of its two sides, each told once: marked by case and preposition, then by the verb whose subject they are."""
    near = [m for m in view.mentions if _is_side(m) and _of_loan(m, loan, view)]
    borrowers = [m for m in near if not m.prep and m.may_be("dat") and m.case != "nom" and _may_borrow(m, loan, view)][:1]
    borrowers = _with_listed(borrowers[0], view) if borrowers else []
    lenders = [m for m in near if m.prep in TENDER][:1] or _by_adjective(loan, view)
    acting = _actors(loan, view)
    for subjects, verb, by in acting:
        named = [m for m in subjects if m not in borrowers and m not in lenders]
        if by and not lenders:
            lenders = named
        elif verb in TAKING and not borrowers:
            borrowers = named
        elif not lenders and (verb in GIVING or borrowers):
            lenders = named if not borrowers else [m for m in named if m.country is None or m.country != borrowers[0].country]
    if len(borrowers) == 1 and is_bank(borrowers[0]) and not lenders and borrowers[0].may_be("gen"):
        lenders, borrowers = borrowers, []  # «кредит Сбербанка»
    return lenders, borrowers


def is_bank(m: Mention) -> bool:
    """A body that lends for a living."""
    return m.type != "place" and any(word in m.name.lower() for word in BANKS)


def _is_side(m: Mention) -> bool:
    return m.type in SIDES and not m.bare and m.lemma not in PRONOUNS


def _of_loan(m: Mention, loan: int, view: View) -> bool:
    """Whether a phrase stands in the loan's clause and near it."""
    first, last = min(m.head, loan), max(m.head, loan)
    return last - first <= REACH and view.breaks_between(first, last) == 0


def _may_borrow(m: Mention, loan: int, view: View) -> bool:
    """A dative beside the loan or its verb; what may be a genitive too stands right behind the loan or the noun of giving."""
    if m.parent is not None and view.mentions[m.parent].head != loan and key(view.mentions[m.parent].lemma) not in GIVING:
        return False
    if "gen" not in m.cases and m.case == "dat":
        return True
    before = key(view.lemmas[m.first - 1]) if m.first else ""
    return m.first - 1 == loan or before in GIVING or (m.parent is None and key(view.lemmas[view.governor(m)]) in GIVING and not m.prep)


def _by_adjective(loan: int, view: View) -> list[Mention]:
    """«российский кредит»: the land that an adjective before the loan names."""
    phrase = next((m for m in view.mentions if m.first <= loan < m.last and m.head == loan), None)
    first = phrase.first if phrase is not None else max(0, loan - 3)
    for p in view.places:
        at = view.token_at(p.start)
        if p.form == "adjective" and first <= at < loan:
            return [
                Mention(
                    view.index,
                    at,
                    at + 1,
                    at,
                    p.start,
                    p.stop,
                    "gen",
                    "sing",
                    type="place",
                    name=p.name,
                    country=p.country,
                    region=p.region,
                    lemma=p.name.lower(),
                    place_kind=p.kind,
                )
            ]
    return []


def _actors(loan: int, view: View) -> Iterator[tuple[list[Mention], str, bool]]:
    """The words over a loan, nearest first, each with who acts in it; last: whether by a passive («обещан Москвой»). What governs an act decides the role of the subject told above it."""
    role = ""
    for i in view.ancestors(loan)[:5]:
        lemma = key(view.lemmas[i])
        if lemma in TAKING or lemma in GIVING or (lemma in AGREEING and not role):
            role = role or lemma
        doing = [m for m in view.mentions if m.parent is None and _is_side(m) and view.governor(m) == i and not m.prep]
        passive = [m for m in doing if m.case == "ins"]
        if passive and (view.tokens[i].pos == "NOUN" or view.tokens[i].feats.form == "part" or view.tokens[i].text.lower().endswith("ся")):
            yield passive, role, True
        named = [m for m in doing if m.may_be("nom") and view.tokens[m.head].rel.startswith("nsubj")]
        if role and named:
            yield _with_listed(named[0], view), role, False


def _with_listed(first: Mention, view: View) -> list[Mention]:
    found = [first]
    for member, before in view.listed:
        if any(before is m for m in found) and _is_side(member):
            found.append(member)
    return found


def _has_sum(loan: int, view: View) -> bool:
    """Whether a sum stands behind the loan, or right before it («2 млрд рублей кредита»)."""
    for money in view.money:
        at = view.token_at(money.start)
        if (loan < at <= loan + REACH and not view.verbs_between(loan, at)) or (loan - 6 <= at < loan and not view.verbs_between(at, loan)):
            return True
    return False
