"""Whether a number counts the trade of a side with everybody.

In: a figure. Out: true for «внешнеторговый оборот края» and for a whole whose parts follow.
"""

from __future__ import annotations

import re

from extractors.article.discourse import Discourse
from extractors.trade_figures.numbers import Figure

COLON = re.compile(r"[^.,;:]{0,25}:\s")
COUNTED = re.compile(r"\s?[—–(-]\s?(?:[а-я]+\s){0,2}\d")
PREPOSITION = 3  # letters
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
    altogether = "целом" in view.texts[max(0, first - 3) : first] and len({p.country for p in view.places}) < 2  # «в целом экспорт страны составил»
    return bool(words & TOTAL) or altogether or named or _is_listed_behind(figure, following)


def _is_listed_behind(figure: Figure, following: str) -> bool:
    """«экспортировала 310 тыс. тонн зерна: в Египет — 120 тыс., в Турцию — 95 тыс.»: parts by place behind a colon."""
    colon = COLON.match(following)
    if colon is None:
        return False
    start = figure.number.stop + colon.end()
    return any(0 <= p.start - start <= PREPOSITION and COUNTED.match(following, p.stop - figure.number.stop) for p in figure.view.places)
