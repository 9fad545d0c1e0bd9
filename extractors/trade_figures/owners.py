"""The firm whose trade a number counts: «поставки «Волгоприбора» в Казахстан выросли вдвое».

In: a measure and its sentence. Out: the mention of a named firm right behind the measure, or None where the figure is a region's or a country's.
"""

from __future__ import annotations

from extractors.trade_figures.measures import Measure
from extractors.view import View
from schemas.match import Mention

OWNED = {"export", "supplies", "import"}


def owner_of(measure: Measure, view: View) -> Mention | None:
    """«Экспорт ПТЗ в Казахстан упал на 38%» → ПТЗ; «экспорт предприятий области» → None."""
    at = measure.index
    if measure.told or measure.indicator not in OWNED or view.tokens[at].pos != "NOUN":
        return None
    return next((m for m in view.mentions if m.first == at + 1 and m.case in ("gen", "") and not m.prep and _is_named_firm(m)), None)


def _is_named_firm(m: Mention) -> bool:
    """«Волгоприбор», «ПТЗ», «завод «Нива»: a single firm with a name."""
    return (m.type == "organization" or m.name.isupper()) and not m.country and m.number != "plur" and ("«" in m.name or m.name[:1].isupper())
