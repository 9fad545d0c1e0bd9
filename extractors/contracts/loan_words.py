"""Which words of a sentence tell a loan: its phrase as goods, and all from the verb over it to its sum."""

from __future__ import annotations

from extractors.contracts.goods import Goods
from extractors.lexicon import key
from extractors.names.phrases import tidy
from extractors.view import View

REACH = 12  # words between a loan and its sum


def loan_of(loan: int, view: View) -> Goods:
    """«льготного кредита» → «льготный кредит»: the loan with the adjectives before it."""
    phrase = next((m for m in view.mentions if m.head == loan), None)
    name = view.lemmas[loan] if phrase is None else phrase.name
    first, last = (loan, loan + 1) if phrase is None else (phrase.first, loan + 1)
    return Goods(tidy(name), key(view.lemmas[loan]), False, None, first, last)


def whole_loan(loan: int, view: View) -> tuple[int, int]:
    """From the highest word of giving or agreeing over a loan to the sum behind it."""
    over = [i for i in view.ancestors(loan)[:5] if i < loan]
    sums = [view.token_at(money.start) + 1 for money in view.money if loan < view.token_at(money.start) <= loan + REACH]
    return min([loan, *over]), max([loan + 1, *sums[:1]])
