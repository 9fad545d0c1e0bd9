"""Whether a number counts the trade of a side with everybody.

In: a figure. Out: true for «внешнеторговый оборот края» and for a whole whose parts follow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.article.discourse import Discourse
from extractors.trade_figures.numbers import Figure
from extractors.view import View
from schemas.values import Place

COLON = re.compile(r"[^.,;:]{0,25}:\s")
COUNTED = re.compile(r"\s?[—–(-]\s?(?:[а-я]+\s){0,2}\d")
PREPOSITION = 3  # letters
MUTUAL = {"взаимный", "двусторонний", "обоюдный", "межгосударственный"}
TOTAL = {"внешнеторговый", "внешний", "всего", "рубеж", "зарубежный"}
OVERALL = {"общий", "весь", "всего", "совокупный", "суммарный", "целое"}
KIN = {"turnover": ("turnover",), "export": ("export", "supplies"), "supplies": ("export", "supplies"), "import": ("import",)}
FLOWING, ENTIRE, AWAY = frozenset({"export", "supplies"}), frozenset({"export", "supplies", "share"}), {"туда", "оттуда", "сюда", "отсюда"}
NEAR = 3  # sentences
ABROAD = 6  # tokens
OPENING_TOTALS, AFTER_ALL = {"всего", "итого"}, 8  # tokens
FAR_MORE = 10  # times
BREAKDOWN = ("в том числе", "из них", "из которых", "в их числе", "среди них", "из этой суммы", "из этого объема", "из этого объёма")


def is_total(figure: Figure, state: Discourse) -> bool:
    """Whether a number counts the trade with everybody: «внешнеторговый оборот края», «поставлено за рубеж», «…, в том числе в Китай — 7 тыс.»."""
    view, at = figure.view, figure.view.token_at(figure.number.start)
    first, last = sorted((figure.measure.index, at))
    words = set(view.lemmas[max(0, first - 3) : last + 1 - 2 * (view.lemmas[at - 1] == "всего")])  # «импорт области – всего 1,2 млн»
    if words & MUTUAL:
        return False
    if "граница" in view.words and ("за", "граница") in pairwise(view.lemmas[max(0, first - ABROAD) : last + 1]):
        return True
    if "страна" in view.words and _is_of_many(view):
        return True
    if "предел" in view.words and any(
        view.lemmas[i - 1 : i + 1] == ["за", "предел"] for i in range(max(1, first - ABROAD), min(last + ABROAD, len(view.tokens)))
    ):
        return True  # «вывоз за пределы страны»
    if view.lemmas[0] in OPENING_TOTALS and view.tokens[figure.measure.index].pos == "NOUN" and figure.measure.index <= AFTER_ALL:
        return True  # «Всего, сообщил министр, экспорт составил 8 млрд»
    following = state.document.article.text[figure.number.stop : view.sentence.stop].lower()
    parted = min((at for word in BREAKDOWN if (at := following.find(word, 0, 60)) >= 0), default=-1)
    named = parted >= 0 and any(p.start >= figure.number.stop + parted for p in view.places)  # not «…, в том числе экспорт вырос»
    altogether = "целом" in view.texts[max(0, first - 3) : first] and len({p.country for p in view.places}) < 2  # «в целом экспорт страны составил»
    return bool(words & TOTAL) or altogether or named or _is_listed_behind(figure, following)


def is_part_of_total(figure: Figure, previous: Figure | None, state: Discourse) -> bool:
    """«Внешнеторговый оборот области — 2 млрд долларов. На / экспорт пришлось 1,2 млрд»: a part of the trade with everybody, no side named beside it."""
    if previous is None or previous.partner is not None or previous.reporter is None or figure.view.index - previous.told > 1:
        return False
    parts = previous.measure.indicator == "turnover" and figure.measure.indicator in ("export", "import")
    flows = parts or figure.measure.indicator in KIN.get(previous.measure.indicator, ())
    own = (previous.reporter.country, previous.reporter.region)
    alone = all((p.country, p.region) == own for p in figure.view.places)
    return flows and alone and (previous.view is figure.view or is_total(previous, state))


def is_whole_flow(figure: Figure, reporter: Place | None, partner: Place | None, previous: Figure | None) -> bool:
    """«Уголь из Тувы берёт Китай. За год / из Тувы вывезено 90 тыс. тонн»: where from is told anew, and where to is not; parts of a turnover have its sides."""
    if partner is not None or figure.measure.indicator not in FLOWING or AWAY & figure.view.words:
        return False
    own = [m for m in figure.view.mentions if m.prep == "из" and m.type == "place"]
    whence = any(m.country is None or (reporter is not None and (m.country, m.region) == (reporter.country, reporter.region)) for m in own)
    return whence and (previous is None or previous.measure.indicator in ENTIRE)


def is_overall(figure: Figure, reporter: Place | None, partner: Place | None) -> bool:
    """«Общий объём экспорта области составил …»: all the trade of the one side that the words name."""
    if reporter is None or partner is not None or figure.measure.indicator not in ("turnover", "export", "import"):
        return False
    before = figure.view.lemmas[max(0, figure.measure.index - 2) : figure.measure.index]
    return "общий" in before and reporter.form == "name" and reporter.start > figure.view.tokens[figure.measure.index].start


def is_bracketed_total(figure: Figure) -> bool:
    """«81 тыс. т, что составляет 37,5% от общего объёма экспорта / (216 тыс. т)»: the whole of which a share was told."""
    view, at = figure.view, figure.view.token_at(figure.number.start)
    return at > 1 and view.texts[at - 1] == "(" and figure.measure.index == at - 2 and "общий" in view.lemmas[max(0, at - 5) : at - 2]


def is_of_these(view: View) -> bool:
    """«Импорт из этих стран снизился»: the lands just told."""
    return "этот" in view.words and any(a == "этот" and b in ("страна", "государство") for a, b in pairwise(view.lemmas))


def _is_of_many(view: View) -> bool:
    """«поставили продукции на 8 млрд долларов в более чем 100 стран»: a number of lands, none of which is named; «в другие страны»."""
    if ("другой", "страна") in pairwise(view.lemmas):
        return True
    at = (i for i, lemma in enumerate(view.lemmas) if lemma == "страна" and i and view.tokens[i - 1].text.isdigit())
    return any("в" in view.lemmas[max(0, i - 4) : i - 1] for i in at) and not any(p.form == "name" and p.kind == "country" for p in view.places)


def _is_listed_behind(figure: Figure, following: str) -> bool:
    """«экспортировала 310 тыс. тонн зерна: в Египет — 120 тыс., в Турцию — 95 тыс.»: parts by place behind a colon."""
    colon = COLON.match(following)
    if colon is None:
        return False
    start = figure.number.stop + colon.end()
    return any(0 <= p.start - start <= PREPOSITION and COUNTED.match(following, p.stop - figure.number.stop) for p in figure.view.places)


def outgrows(figure: Figure, before: Sequence[Figure]) -> bool:
    """«… с Россией — 9 млрд. Общий товарооборот / провинции — 88 млрд»: more than the pair told before traded in that time, no other side named."""
    if figure.named or figure.partner is None or figure.value is None or not MUTUAL.isdisjoint(figure.view.words):
        return False
    if any(p.form != "adjective" and p.country == figure.partner.country for p in figure.view.places):
        return False
    pair = {p.country for p in figure.sides}
    near = [f for f in before if f.view is not figure.view and f.value is not None and figure.view.index - f.told <= NEAR and f.status == figure.status]
    near = [f for f in near if {p.country for p in f.sides} == pair and (f.unit, f.currency) == (figure.unit, figure.currency)]
    last = next((f for f in reversed(near) if f.measure.indicator in KIN.get(figure.measure.indicator, ())), None)
    if last is None or last.value is None or last.value >= figure.value:
        return False
    if last.value * FAR_MORE < figure.value:
        return True  # «… в Афганистан 26 тыс. тонн. За год страна вывезла 1,2 млн тонн»
    if (last.period.edtf if last.period is not None else None) != (figure.period.edtf if figure.period is not None else None):
        return False
    ranked = len({p.country for f in before if figure.view.index - f.told <= NEAR for p in f.sides} - pair) > 0
    return ranked or not OVERALL.isdisjoint(figure.view.lemmas[: figure.view.token_at(figure.number.start)])
