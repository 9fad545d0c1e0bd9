"""One figure of trade told twice: the growth in the headline, the number in the story, and once more in an official's words.

In: two drafts of one status whose periods do not part them, the first told earlier. Out: whether they tell one figure.
"""

from __future__ import annotations

from extractors.build import Draft
from extractors.parties.same import overlap
from schemas.facts import PARTY_SLOTS, Party

NEAR_TITLE = 3  # sentences
LEAD = 5  # sentences under a headline in which it is told again
WORDED = 0.2  # by which «на треть» of a headline may round a growth
ROUGH = 0.1  # by which a headline may round a number
MOVED = {"export", "import", "supplies"}
STEM = 5


def same_figure(a: Draft, b: Draft) -> bool:
    """One number told twice, or the headline's growth and the value that the story gives with the same growth."""
    if told_roughly(a, b) or grown_roughly(a, b):
        return True
    if not _alike(a, b):
        return False
    value, change = (a.get("value"), b.get("value")), (a.get("change_pct"), b.get("change_pct"))
    if None not in value:
        return value[0] == value[1] and _units(a) == _units(b) and (None in change or change[0] == change[1])
    if value == (None, None):
        return change[0] == change[1] and _of_same_goods(a, b)
    return (None not in change and change[0] == change[1]) or _growth_above(a, b) or _grown_by(a, b)


def told_roughly(a: Draft, b: Draft) -> bool:
    """«Вывоз льна в Китай превысил 90 тысяч тонн» over «экспортировали 93,4 тыс. тонн семян льна»: the headline rounds."""
    if a.match.sentence > 0 or b.match.sentence == 0 or a.get("bound") in (None, "exact") or None in (a.get("value"), b.get("value")):
        return False
    return _units(a) == _units(b) and _alike(a, b) and abs(float(a.get("value")) - float(b.get("value"))) <= ROUGH * float(b.get("value"))


def grown_roughly(a: Draft, b: Draft) -> bool:
    """«Торговля с Россией прибавила треть» over «вырос на 29,4%»: the headline rounds a growth."""
    growth, exact = a.get("change_pct"), b.get("change_pct")
    if not _under_headline(a, b) or a.get("value") is not None or None in (growth, exact) or growth in (exact, 0) or growth * exact < 0:
        return False
    near = abs(growth - exact) < 1 or (float(growth) in ROUND and abs(growth - exact) <= WORDED * abs(exact))  # «на 77%» for 77,1%
    return near and _alike(a, b)


def _under_headline(a: Draft, b: Draft) -> bool:
    return bool(a.get("headline")) and not b.get("headline") and 0 < b.match.sentence - a.match.sentence <= LEAD


def take_over(title: Draft, told: Draft) -> None:
    """A headline's row stands where the story tells it, in its words, at its time."""
    if not _under_headline(title, told) or all(told.get(name) in (None, title.get(name)) for name in FULLER):
        return
    rough = grown_roughly(title, told)
    kept = {name: told.columns[name] for name in FROM_STORY if name in told.columns}
    timed = {name: told.columns[name] for name in TIMES if told.get("period") is not None}
    title.match, title.columns = told.match, {**title.columns, **kept, **timed, "titled": True}
    if rough:
        title.columns["change_pct"] = told.columns["change_pct"]


def _alike(a: Draft, b: Draft) -> bool:
    """One measure between the same sides: goods that one country sent and the other received are measured once."""
    measures = (a.get("indicator"), b.get("indicator"))
    straight, crossed = (all(_same_side(_side(a, s), _side(b, t)) for s, t in pairs) for pairs in (STRAIGHT, CROSSED))
    if "import" in measures and measures[0] != measures[1] and set(measures) <= MOVED:
        return crossed or (straight and "supplies" in measures)
    return (measures[0] == measures[1] or set(measures) <= MOVED) and (straight or (crossed and measures[0] not in ("export", "import")))


ROUND = {20.0, 25.0, 33.33, 50.0, 66.67, 75.0, 100.0, 200.0, -20.0, -25.0, -33.33, -50.0}  # what a third, a quarter, «вдвое» make
FROM_STORY = ("evidence", "evidence_start", "evidence_end", "trigger", "rule", "attribution", "headline")
FULLER = ("period", "value", "goods", "change_pct")  # what a story tells beyond its headline
TIMES = ("period", "date", "date_text", "date_start", "date_end")
STRAIGHT = [(slot, slot) for slot in PARTY_SLOTS["trade_figures"]]
CROSSED = [(slot, other) for slot, other in zip(PARTY_SLOTS["trade_figures"], reversed(PARTY_SLOTS["trade_figures"]), strict=True)]


def _side(draft: Draft, slot: str) -> tuple[Party, ...]:
    party = draft.get(slot)
    return () if party is None else (party,)


def _same_side(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """One party, or in both tellings none: «ввоз машин в Россию»."""
    return overlap(a, b) or not (a or b)


def _units(draft: Draft) -> tuple[object, object]:
    return draft.get("unit"), draft.get("currency")


def _of_same_goods(a: Draft, b: Draft) -> bool:
    """Whether the goods are the same, or one telling leaves them out."""
    left, right = ({word[:STEM] for word in str(d.get("goods") or "").lower().split()} for d in (a, b))
    return not left or not right or bool(left & right)


def _grown_by(a: Draft, b: Draft) -> bool:
    """«В 2023 году оборот составил 5 млрд. Оборот вырос на 4%»: the growth of the number just told, of one measure, one time and the same goods."""
    near = 0 < b.match.sentence - a.match.sentence <= NEAR_TITLE and a.get("status") == b.get("status") and a.match.rule == b.match.rule
    split = a.get("change_pct") is None and a.get("value") is not None and b.get("value") is None and b.get("change_pct") is not None
    return near and split and a.get("period") is not None and a.get("period") == b.get("period") and a.get("goods") == b.get("goods")


def _growth_above(a: Draft, b: Draft) -> bool:
    """«Экспорт баранины в Иран вырос втрое» over «За 10 месяцев поставлено 9,6 тыс. тонн»: the headline tells the growth, the story the number."""
    apart = b.match.sentence - a.match.sentence
    if apart <= 0 or a.get("status") != b.get("status"):
        return False
    split = a.get("value") is None and b.get("change_pct") is None and b.get("value") is not None
    if (
        not (a.match.sentence == 0 or a.get("titled")) or apart > NEAR_TITLE
    ):  # «в прошлом году показатель вырос на 35%. … В прошлом году оборот составил 5 млрд»
        return split and a.get("period") is not None and a.get("period") == b.get("period") and a.get("indicator") == b.get("indicator") == "turnover"
    return split and (a.get("period") is None or a.get("period") == b.get("period"))
