"""Deals told by a bare number that goes on from one told before: «ещё 10», «остальные одиннадцать», «столько же — в Камерун», «из 20 машин отгружено 18»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from extractors.article.discourse import Discourse
from extractors.build import DATES, Draft, start_draft
from extractors.contracts.parties import resolve
from extractors.lexicon import key, members
from extractors.matching.frames import frames
from extractors.matching.triggers import verb_form
from extractors.status.grammar import status_of
from extractors.view import View
from schemas.document import Token
from schemas.match import Filler, Mention

SIDES = ("organization", "government", "place", "group")
TIMES = {"тыс": 1_000, "тысяч": 1_000, "тысячи": 1_000, "млн": 1_000_000}
DASHES = {"—", "–", "-"}
RULES = ("supply", "send", "buy", "receive", "arrive", "order", "give", "make")
COPIED = ("kind", "suppliers", "customers", "goods", "goods_head", "vague_goods", "unit")
NUMBERS = {
    "один": 1, "два": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10, "одиннадцать": 11, "двенадцать": 12,
    "пятнадцать": 15, "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "сто": 100, "двести": 200, "триста": 300, "пятьсот": 500, "столько": 0,
}  # fmt: skip
REACH = 3
MORE = {"ещё", "еще", "Ещё", "Еще", "ЕЩЁ", "ЕЩЕ"}
SAID_MORE = {"ещё", "еще"}
REST = {"остальной", "оставшийся", "последний", "первый"}


def takers_with(first: Mention, view: View) -> list[Mention]:
    """«в Туркмению, Чехию и Ирак»: a buyer and those coordinated with it."""
    found = [first]
    for m in view.mentions[view.mentions.index(first) + 1 :]:
        if m.conjunct_of is not None and view.mentions[m.conjunct_of] in found and m.type in SIDES:
            found.append(m)
    return found


def more(view: View, told: Sequence[Draft], state: Discourse) -> Iterator[Draft]:
    """«предполагается отгрузить ещё 10», «и ещё десять — в 2024-м»: as much again of what was told."""
    told = [draft for draft in told if 0 <= view.index - draft.match.sentence <= REACH]
    if not told:
        return
    yield from _done(view, told, state)
    yield from _gets(view, told, state)
    yield from _next_one(view, told, state)
    if REST.isdisjoint(view.words) and SAID_MORE.isdisjoint(view.texts):
        return
    for i, token in enumerate(view.tokens):
        if token.text not in MORE and token.lemma not in REST:
            continue
        known = next((d for d in reversed(told) if 0 <= view.index - d.match.sentence <= REACH and start_of(d, state) < token.start), None)
        if known is None or (number := _as_many(view, i + 1, known) or number_at(view, i + 1)) is None:
            continue
        trigger = verb_near(view, i)
        if trigger is None and (known.match.sentence != view.index or _does_else(view, i)):
            continue
        if trigger is None or (trigger == known.match.trigger and known.match.sentence == view.index):
            copy = copy_of(known, view.index, known.match.trigger, known.columns["status"], state)
        else:
            copy = copy_of(known, view.index, trigger, status_of(view, trigger, verb_form(view.tokens[trigger]), None)[0], state)
        _taker(view, i + 1, known, copy, state)
        _receiver(view, trigger, copy, state)
        _actor(view, trigger, known, copy, state)
        another = _as_many(view, i + 1, known) is not None and trigger not in (None, known.match.trigger)  # «десять купил, ещё столько же обещают прислать»
        if another or number != known.columns.get("quantity") or copy.columns["customers"] != known.columns["customers"] or known.match.sentence != view.index:
            copy.columns["quantity"] = number
            yield copy


def _done(view: View, told: Sequence[Draft], state: Discourse) -> Iterator[Draft]:
    """«построит 1300 вагонов; 650 уже переданы»: so many of those told of before went already."""
    for i, token in enumerate(view.tokens) if not _trade().isdisjoint(view.words) else ():
        if token.pos != "VERB" or token.feats.variant != "short" or i < 1 or key(token.lemma) not in _trade():
            continue
        at = i - 1 - (view.texts[i - 1] in ("уже", "пока", "лишь", "только"))
        number = number_at(view, at) if at >= 0 else None
        known = next((d for d in reversed(told) if 0 <= view.index - d.match.sentence <= REACH and start_of(d, state) < token.start), None)
        if number is None or known is None or number >= (known.columns.get("quantity") or 0):
            continue
        copy = copy_of(known, view.index, i, status_of(view, i, verb_form(token), None)[0], state)
        copy.columns["quantity"] = number
        yield copy


def _next_one(view: View, told: Sequence[Draft], state: Discourse) -> Iterator[Draft]:
    """«изготовил два пресса, третий отправится заказчику в августе»: one more of those told before."""
    for i, token in enumerate(view.tokens[:-1]) if not ORDINALS.keys().isdisjoint(view.words) else ():
        if token.lemma not in ORDINALS or token.feats.case != "nom" or not (view.tokens[i + 1].pos in ("VERB", "ADV") or view.texts[i + 1] in DASHES):
            continue
        known = next((d for d in reversed(told) if 0 <= view.index - d.match.sentence <= 1 and start_of(d, state) < token.start), None)
        verb = verb_near(view, i)
        if known is None or verb is None or verb < i or not 0 < (known.columns.get("quantity") or 0) < ORDINALS[token.lemma]:
            continue
        copy = copy_of(known, view.index, verb, status_of(view, verb, verb_form(view.tokens[verb]), None)[0], state)
        copy.columns["quantity"] = 1.0
        yield copy


def _gets(view: View, told: Sequence[Draft], state: Discourse) -> Iterator[Draft]:
    """«14 тракторов отправлены в Мали, Замбия получит 12»: another buyer with a number of those told before."""
    for i, token in enumerate(view.tokens[:-1]) if not RECEIVING.isdisjoint(view.lemmas) else ():
        if token.pos != "VERB" or token.lemma not in RECEIVING or token.feats.form != "fin" or (number := number_at(view, i + 1)) is None:
            continue
        known = next((d for d in reversed(told) if 0 <= view.index - d.match.sentence <= 1 and start_of(d, state) < token.start), None)
        taker = next((m for m in view.mentions if m.last == i and m.type in SIDES and not m.prep and m.may_be("nom")), None)
        if known is None or taker is None or not known.columns.get("quantity") or known.columns["kind"] not in ("supply", "purchase"):
            continue
        copy = copy_of(known, view.index, i, status_of(view, i, verb_form(token), None)[0], state)
        found = resolve([Filler(taker, "child")], copy, state)
        if found and not {p.entity_id for p in found} & {p.entity_id for s in ("suppliers", "customers") for p in known.columns[s] or ()}:
            copy.columns.update(customers=found, quantity=number)
            yield copy


ORDINALS = {"второй": 2, "третий": 3, "четвертый": 4, "пятый": 5, "шестой": 6, "седьмой": 7, "восьмой": 8}


def _actor(view: View, trigger: int | None, known: Draft, copy: Draft, state: Discourse) -> None:
    """«ещё столько же заберёт «Балтик»: the subject of a verb of its own takes as many, or gives them."""
    if trigger is None or trigger == known.match.trigger:
        return
    near = (m for m in view.mentions if m.type == "organization" and not m.prep and not m.bare and m.parent is None and m.may_be("nom"))
    m = next((m for m in near if view.governor(m) == trigger and abs(m.head - trigger) <= NEAR), None)
    found = resolve([Filler(m, "clause")], copy, state) if m is not None else ()
    if found and verb_form(view.tokens[trigger]) == "active":
        role, other = ("customers", "suppliers") if key(view.tokens[trigger].lemma) in _taking() else ("suppliers", "customers")
        if found != copy.columns[other]:
            copy.columns[role] = found


NEAR = 6


@cache
def _taking() -> frozenset[str]:
    """The verbs of buying and getting."""
    return frozenset[str]().union(*(f.verbs for f in frames("contracts") if f.id in ("contracts.buy", "contracts.receive", "contracts.order")))


def part_of(view: View, told: Sequence[Draft], state: Discourse) -> Iterator[Draft]:
    """«из 20 установок отгружено 18», «12 из 30 вагонов пришли»: so many of those of a deal told before."""
    for q in view.quantities if told else ():
        first = view.token_at(q.start)
        while first > 0 and view.tokens[first - 1].pos in ("ADJ", "VERB", "DET") and view.tokens[first - 1].feats.case == "gen":
            first -= 1
        if q.item_start is None or first == 0 or view.texts[first - 1] != "из":
            continue
        last = view.token_at(q.stop - 1)
        at = next((i for i in (first - 2, *range(last + 1, min(last + 8, len(view.tokens)))) if i >= 0 and number_at(view, i) is not None), None)
        verb = verb_near(view, at) if at is not None else None
        known = next((d for d in reversed(told) if 0 < view.index - d.match.sentence <= REACH), None)
        number = number_at(view, at) if at is not None else None
        if at is not None and verb is not None and known is not None and number is not None and number < float(q.value):
            copy = copy_of(known, view.index, verb, status_of(view, verb, verb_form(view.tokens[verb]), None)[0], state)
            copy.columns["quantity"] = number
            yield copy


def _as_many(view: View, at: int, known: Draft) -> float | None:
    """«и ещё столько же — в Камерун»: the number told before."""
    return known.columns.get("quantity") if view.texts[at : at + 2] == ["столько", "же"] else None


def _taker(view: View, at: int, known: Draft, copy: Draft, state: Discourse) -> None:
    """«ещё 20 — в Камерун»: whoever stands behind the dash gets as many."""
    last = at + (2 if view.texts[at : at + 2] == ["столько", "же"] else 1)
    if last + 1 >= len(view.tokens) or view.tokens[last].text not in DASHES:
        return
    m = next((m for m in view.mentions if m.first - bool(m.prep) == last + 1 and m.type in SIDES and (m.prep in ("в", "на") or m.case == "dat")), None)
    found = resolve([Filler(n, "clause") for n in takers_with(m, view)], copy, state) if m is not None else ()
    if found and found != known.columns["customers"]:
        copy.columns["customers"] = found


def _does_else(view: View, at: int) -> bool:
    """«…, ещё три отремонтирует в Хошимине»: a verb of its own, of no trade, right behind the number."""
    behind = range(at + 1, min(at + 4, len(view.tokens)))
    return any(view.tokens[i].pos == "VERB" and view.tokens[i].feats.form == "fin" and not view.breaks_between(at, i) for i in behind)


def _receiver(view: View, trigger: int | None, copy: Draft, state: Discourse) -> None:
    """«…, ещё четыре получит Мьянма»: who receives, where a verb of its own says so."""
    if trigger is None or view.lemmas[trigger] not in RECEIVING:
        return
    m = next((m for m in view.mentions if m.first == trigger + 1 and m.type in SIDES and not m.prep and m.parent is None and m.may_be("nom")), None)
    found = resolve([Filler(m, "child")], copy, state) if m is not None else ()
    if found and not {p.entity_id for p in found} & {p.entity_id for p in copy.columns["suppliers"] or ()}:
        copy.columns["customers"] = found


RECEIVING = {"получить", "купить", "закупить", "приобрести", "взять", "забрать", "заказать"}


def start_of(draft: Draft, state: Discourse) -> int:
    return int(state.views[draft.match.sentence].tokens[draft.match.trigger].start)


def value_of(token: Token) -> float | None:
    """«20», «семь» → 20.0, 7.0; None for a word that is no number."""
    return float(token.text) if token.text.isdigit() else NUMBERS.get(key(token.lemma))


def number_at(view: View, at: int) -> float | None:
    """The number at a token, where nothing is counted by it: «20», «семь»."""
    if at >= len(view.tokens):
        return None
    token = view.tokens[at]
    value = value_of(token)
    pieces = next((q for q in view.quantities if q.start == token.start and q.item_start is None and q.unit == "шт"), None)
    if pieces is not None:
        return float(pieces.value)  # «первые 600 штук»
    spans = [(v.start, v.stop) for values in (view.dates, view.money, view.percents, view.quantities) for v in values]
    if not value or any(start <= token.start < stop for start, stop in spans):
        return None
    times = next((n for word, n in TIMES.items() if view.texts[at + 1 : at + 2] == [word]), 1)
    if times > 1:  # «ещё 90 тыс. по прежней цене»
        value, at = value * times, at + 1 + (view.texts[at + 2 : at + 3] == ["."])
    following = view.tokens[at + 1] if at + 1 < len(view.tokens) else None
    free = following is None or following.pos in ("PUNCT", "ADP", "CCONJ", "VERB", "ADV", "SCONJ") or following.text in DASHES
    return float(value) if free else None


def verb_near(view: View, at: int) -> int | None:
    """The verb of trade in the clause of a token."""
    found = [
        i
        for i, t in enumerate(view.tokens)
        if t.pos in ("VERB", "ADJ") and key(t.lemma).removesuffix("ся") in _trade() and abs(i - at) <= 8 and view.breaks_between(i, at) == 0
    ]
    return min(found, key=lambda i: abs(i - at), default=None)


@cache
def _trade() -> frozenset[str]:
    """The verbs of delivering and buying, as the rules name them."""
    return frozenset[str]().union(*(f.verbs for f in frames("contracts") if f.id.partition(".")[2] in RULES)) - members("running")


def copy_of(known: Draft, sentence: int, trigger: int, status: str, state: Discourse) -> Draft:
    """A draft with the sides and the goods of one told before."""
    made = start_draft(replace(known.match, sentence=sentence, trigger=trigger, status=status, slots={}), state)
    made.columns["status"] = status
    made.columns.update({name: known.columns.get(name) for name in COPIED})
    made.columns.update(span=(trigger, trigger + 1), several=False)
    last, published = made.get("date_end"), state.document.article.published
    if status == "planned" and last is not None and published is not None and last < published:
        made.columns.update(dict.fromkeys(DATES))  # «два доставлены в марте, остальные четыре поступят»
    made.found = {*known.found, "discourse"}
    return made
