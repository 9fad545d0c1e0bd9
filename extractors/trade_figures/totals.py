"""Whether a number counts the trade of a side with everybody.

In: a figure. Out: true for «внешнеторговый оборот края» and for a whole whose parts follow.
"""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.trade_figures.numbers import Figure

MUTUAL = {"взаимный", "двусторонний", "обоюдный", "межгосударственный"}
TOTAL = {"внешнеторговый", "внешний", "всего", "рубеж", "зарубежный"}
BREAKDOWN = ("в том числе", "из них", "из которых", "в их числе", "среди них", "из этой суммы", "из этого объема", "из этого объёма")


def is_total(figure: Figure, state: Discourse) -> bool:
    """Whether a number counts the trade with everybody: «внешнеторговый оборот края», «поставлено за рубеж», «…, в том числе в Китай — 7 тыс.»."""
    view, at = figure.view, figure.view.token_at(figure.number.start)
    first, last = sorted((figure.measure.index, at))
    words = set(view.lemmas[max(0, first - 3) : last + 1 - 2 * (view.lemmas[at - 1] == "всего")])  # «импорт области – всего 1,2 млн»
    if words & MUTUAL:
        return False
    following = state.document.article.text[figure.number.stop : view.sentence.stop].lower()
    parted = min((at for word in BREAKDOWN if (at := following.find(word, 0, 60)) >= 0), default=-1)
    named = parted >= 0 and any(p.start >= figure.number.stop + parted for p in view.places)  # not «…, в том числе экспорт вырос»
    return bool(words & TOTAL) or named
