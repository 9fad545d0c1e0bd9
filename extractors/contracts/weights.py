"""How much a batch holds, told behind it: «две партии мяса общим весом / 64 тонны», «партия икры весом / 7 кг», «корма (18 т)»."""

from __future__ import annotations

from extractors.view import View
from schemas.values import Quantity

WEIGHING = {"весом", "массой", "объемом", "объёмом", "тоннажем", "численностью", "количеством", "количестве", "("}
BETWEEN = {"в", "около", "более", "свыше", "почти", "не", "менее", "порядка", "примерно", "до", "общим", "общей", "суммарным", "чуть", "больше"}
FAR = 5  # tokens from the goods to «весом»


def weight_behind(last: int, quantity: Quantity | None, view: View) -> Quantity | None:
    """The quantity of goods that end at a token: what they weigh, where only batches are counted or nothing is."""
    if quantity is not None and quantity.unit != "партия":
        return quantity
    for told in view.quantities:
        at = view.token_at(told.start) - 1
        while at > last and view.texts[at] in BETWEEN:
            at -= 1
        if at < last or view.texts[at] not in WEIGHING or told.unit in ("партия", "чел") or at - last > (0 if view.texts[at] == "(" else FAR):
            continue
        at -= view.texts[at] == "количестве"  # «в количестве 180 голов»
        if not view.verbs_between(last - 1, at) and not any(t.pos in ("ADP", "CCONJ") or t.text == ")" for t in view.tokens[last:at]):
            return told
    return quantity
