"""What a number of trade measures: the word that names it, before the number, behind a dash, or in the figure told before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractors.lexicon import members
from extractors.matching.frames import Frame, frames
from extractors.trade_figures.words import ONLY_WITH, is_set, is_trade
from extractors.view import View, is_predicate
from schemas.changed import replace
from schemas.values import Change, Money, Percent, Quantity

Number = Money | Quantity | Percent | Change
TRADE, TOLD_AS_SHARE = ("turnover", "export", "import"), ("turnover", "export", "import", "supplies")
RESUMING = {
    "выражение", "составить", "составлять", "показатель", "рост", "вырасти", "это", "продолжиться", "прирост", "снижение", "увеличиться",
    "сократиться", "цифра", "сложиться", "измеряться", "исчисляться", "равняться", "оцениваться", "подрасти", "оценить", "оценивать", "навстречу",
    "обратный", "обратно", "упасть", "снизиться", "возрасти", "прибавить", "подняться", "удвоиться", "утроиться", "просесть", "подскочить",
    "восстановиться", "дойти", "дорасти", "скатиться", "съежиться", "сжаться", "расшириться", "достичь", "достигнуть", "дотянуть", "дотянуться", "приблизиться",
    "подобраться", "перешагнуть", "превысить", "остановиться", "просядать", "рухнуть", "обвалиться", "взлететь", "скакнуть", "прыгнуть", "разогнаться",
    "перевалить", "вернуть", "вернуться", "набежать", "набраться", "выручить", "заработать", "добавить",
}  # fmt: skip
ELLIPTIC = {
    "хотеть", "ждать", "мечтать", "замахнуться", "планировать", "собираться", "намерен", "намереваться", "взять", "выйти", "рассчитывать", "ожидать",
    "набрать", "надеяться", "дать", "получить", "перевалить", "дотянуть", "прогнозировать", "обещать", "предсказывать", "предполагать", "пообещать",
    "замахиваться", "метить", "целиться",
}  # fmt: skip
# Nouns that name a measure only beside one of these words: «торговые связи», «удельный вес».
TAKEN = "trade_figures.taken_role"  # «досталось Китаю»: only of what was told before
ROLE_OF = {TAKEN: ("import", "turnover"), "trade_figures.buyer_role": ("turnover",)}  # measures that a role does not go on with
FLOWS = frozenset({"trade_figures.flow", "trade_figures.brought"})  # «прошло 3 тыс. т муки»: verbs of everything, of trade beside plainer words
MOVING = frozenset({"поставка", "отгрузка", "поступление", "продажа", "закупка"})
DIRECTED_BY = {"экспортный": "экспорт", "импортный": "импорт"}
WARES, TRADERS, LEAST = {"товар", "груз", "продукция"}, {"импортер", "экспортер"}, 1000  # «четыре рубля из десяти» are no amount of trade
EXCEEDING = {"превышать", "превысить", "превосходить", "превзойти", "опережать", "опередить", "обогнать"}
DIRECTIONS = {"направление", "рынок", "вектор"}
BEHIND, RANKS = {"следом", "далее", "затем"}, {"место", "строчка", "строка", "позиция"}
COUNTRIES = ("страна-", "страны-")
BESIDE = 8  # tokens
CAUSES = {"счет", "благодаря", "вследствие", "из-за", "ввиду"}
GROWTHS = {
    "вырасти", "возрасти", "увеличиться", "снизиться", "сократиться", "упасть", "уменьшиться", "рост", "прирост", "прибавить", "увеличить", "нарастить",
    "снижение", "сокращение", "падение", "спад",
}  # fmt: skip
SCALE_ENDS = ("млн", "млрд", "тыс", "миллион", "миллиона", "миллионов", "миллиард", "миллиарда", "миллиардов")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number measures: the indicator and the token that names it; `role` where the word names a side («покупатель»).

    A `weak` word measures trade only in an article that speaks of it in plainer words too.
    """

    indicator: str
    index: int
    word: str
    rule: str
    role: bool = False
    weak: bool = False
    told: bool = False  # taken from the sentences before


@cache
def measure_words() -> tuple[dict[str, Frame], dict[str, Frame]]:
    """The nouns and the verbs that name a measure → the frame that says so."""
    found = frames("trade_figures")
    return {noun: frame for frame in found for noun in frame.nouns}, {verb: frame for frame in found for verb in frame.verbs}


@cache
def measuring() -> frozenset[str]:
    """All words that may name a measure, verbs also in the passive of «-ся»."""
    nouns, verbs = measure_words()
    return frozenset({*nouns, *(verb + ending for verb in verbs for ending in ("", "ся", "сь"))})


def unshared(measure: Measure) -> Measure | None:
    """The measure of which a share was told: «третий партнёр по обороту с долей 8%» → the turnover; None for a share of nothing named."""
    of = next(frame.set["indicator"] for frame in frames("trade_figures") if frame.id == measure.rule)
    return replace(measure, indicator=of) if of != "share" else None


@cache
def plain_words() -> frozenset[str]:
    """The words of which an article must hold one to tell a figure: all but the weak ones."""
    nouns, verbs = measure_words()
    return frozenset(
        {noun for noun, frame in nouns.items() if noun in TRADERS or (noun not in ONLY_WITH and not frame.id.endswith("_role"))}
        | {verb for verb, frame in verbs.items() if frame.id not in FLOWS | {TAKEN}}
    )


@cache
def side_markers(rule: str | None, side: str) -> frozenset[tuple[str, str]]:
    """(preposition, case) that mark a side ("reporter" or "partner") in one frame, or in all frames for None: («с», "ins"), («в», "acc") …"""
    found = [frame for frame in frames("trade_figures") if rule is None or frame.id == rule]
    return frozenset(marker for frame in found for slot in frame.slots if slot.name == side for marker in slot.markers if marker[0])


def measures_of(view: View) -> list[Measure]:
    """The words of a sentence that name a measure, in text order."""
    nouns, verbs = measure_words()
    words = measuring()
    found: list[Measure] = []
    if words.isdisjoint(view.words) and not any("-20" in lemma or lemma.startswith(COUNTRIES) for lemma in view.lemmas):
        return found
    for i, lemma in enumerate(view.lemmas):
        if lemma.startswith(COUNTRIES):
            lemma = lemma.rpartition("-")[2]  # «страны-импортёры»
        if lemma not in words and not (lemma in MOVING and i and view.lemmas[i - 1] in DIRECTED_BY):
            if lemma[-5:-2] != "-20" or lemma[:-5] not in words:
                continue
            lemma = lemma[:-5]  # «экспорт-2025»
        lemma = DIRECTED_BY.get(view.lemmas[i - 1], lemma) if lemma in MOVING and i else lemma  # «экспортные поставки»
        frame = nouns.get(lemma) if lemma in nouns and is_trade(view, i) else None
        if frame is None and view.tokens[i].pos in ("VERB", "ADJ") and not (lemma.startswith("обмен") and WARES.isdisjoint(view.lemmas[i + 1 : i + 4])):
            frame = verbs.get(lemma) or (verbs.get(lemma.removesuffix("ся").removesuffix("сь")) if lemma != "торговаться" else None)
        if frame is not None and found and _is_cause(view, i):
            continue
        if frame is not None and not is_set(view, i) and not (found and view.lemmas[i - 1] in EXCEEDING):  # no «импорт превысил / экспорт»
            found.append(Measure(frame.set["indicator"], i, view.tokens[i].text, frame.id, frame.id.endswith("_role"), lemma not in plain_words()))
    return found


def _is_cause(view: View, i: int) -> bool:
    """«оборот за счёт сокращения / импорта упал на 12 %», «благодаря / экспорту»: why another measure changed."""
    for k in range(i - 1, max(-1, i - 5), -1):
        lemma = view.lemmas[k]
        if lemma in CAUSES:
            return lemma != "счет" or view.lemmas[k - 1] == "за"
        if view.tokens[k].pos not in ("NOUN", "ADJ"):
            return False
    return False


def measure_of(number: Number, view: View, measures: list[Measure], last: tuple[Measure, bool] | None, told: Measure | None) -> Measure | None:
    """What a number measures; None where it is no figure of trade.

    `last`: the measure of the figure before in the sentence and whether that figure has its value; `told`: that of the sentences before.
    """
    at = view.token_at(number.start)
    left = [m for m in measures if m.index < at and m.indicator != "share" and not m.role]
    right = [m for m in measures if m.index >= at and not m.role]
    if isinstance(number, Percent):
        return _share_of(number, view, measures, right, last) or _share_led(number, view, left)
    named = _named_behind(number, view, right)
    if named is not None and (not left or (last is not None and last[1]) or _is_counted_in(number, named, view)):
        return named
    behind = isinstance(number, Money) and not BEHIND.isdisjoint(view.words)  # «Танзания идёт следом: 270 млн»
    if left and left[-1].rule in FLOWS and told is not None and (behind or _is_led(number, view)):
        return replace(told, index=at, told=True)  # «За ней идут Украина – 46 млн»
    if left:
        return None if _deal_between(view, left[-1].index, at) else left[-1]
    if any(lemma in members("deal_noun") for lemma in view.lemmas[max(0, at - 6) : at]):
        return None
    end = end_of(number, view)
    timed = {i for d in view.dates for i in range(view.token_at(d.start), view.token_at(d.stop - 1) + 1) if i > end}
    after = next(
        (m for m in right if m.indicator != "share" and m.index - end - sum(i < m.index for i in timed) <= 6 and view.verbs_between(at, m.index) <= 1), None
    )
    if after is not None and (
        any(view.tokens[i].text[:1].isdigit() or view.tokens[i].text == ";" for i in range(end + 1, after.index) if i not in timed)
        or _begins_clause(after, number, view)
        or "число" in view.lemmas[end + 1 : after.index]
    ):
        after = None  # «произведено 12 тыс. тонн, 2 тыс. тонн отправлено в …»
    if after is not None:
        return after
    if last is not None and last[0].indicator != "share":
        return last[0]
    if told is not None and isinstance(number, (Money, Quantity)) and number.value >= LEAST and any(m.indicator == "share" for m in measures):
        return replace(told, index=at, told=True)  # «львиная доля, 131 тыс. тонн», «на Японию пришлось 18 тыс. тонн»
    role = _role_beside(number, measures, at, view)
    signed = isinstance(number, Change) and number.text.lower().startswith(("минус", "плюс"))  # «Первый квартал хуже: минус 4 процента»
    if told is not None and role is not None and told.indicator in ROLE_OF.get(role.rule, ()):
        return replace(role, told=True)  # «закупки выросли. Итальянцам досталось 12 тысяч тонн», «оборот …. Крупный покупатель – Корея (353 тыс. т)»
    if told is not None and (role is not None or signed or _resumes(view) or _is_elliptic(number, view) or _is_led(number, view)):
        return replace(told, index=at, told=True) if role is None else replace(told, index=role.index, role=True, weak=role.weak)
    return role if role is None or role.rule != TAKEN else None


def end_of(number: Number, view: View) -> int:
    """The last token of a number, with the level behind it: «На 9 процентов, до 1,1 млрд долларов, вырос оборот»."""
    end = view.token_at(number.stop - 1)
    if not isinstance(number, Change) or "до" not in view.lemmas[end + 1 : end + 3]:
        return end
    levels: list[Money | Quantity] = [*view.money, *view.quantities]
    return next((view.token_at(n.stop - 1) for n in levels if 0 < view.token_at(n.start) - end <= 4), end)


def _begins_clause(measure: Measure, number: Number, view: View) -> bool:
    """«снизил пошлины на 5 %, и экспорт вырос»: a change that another verb has, before a measure with a verb of its own."""
    if not isinstance(number, Change) or view.tokens[measure.index].pos == "VERB":
        return False
    at, end = view.token_at(number.start), view.token_at(number.stop - 1)
    comma = next((i for i in range(end + 1, measure.index) if view.tokens[i].text == ","), None)
    verb = next((i for i in range(at - 1, max(-1, at - 6), -1) if is_predicate(view.tokens[i])), None)
    if comma is None or verb is None or verb >= at - 1:
        return False
    had = any(verb < m.first < at and m.case == "acc" and not m.prep for m in view.mentions)
    return had and any(is_predicate(t) for t in view.tokens[measure.index + 1 :])


def _role_beside(number: Number, measures: list[Measure], at: int, view: View) -> Measure | None:
    """The word that names a side: before the number, or a verb of taking close behind it («31 тыс. тонн досталась Китаю»)."""
    if not view.places or (isinstance(number, Money) and "направить" in view.lemmas):  # «на которое собиралась направить 40 млн»
        measures = [m for m in measures if m.rule != TAKEN]
    before = next((m for m in reversed(measures) if m.role and m.index < at), None)
    return before or next((m for m in measures if m.rule == TAKEN and m.index - at <= 8), None)


def _is_led(number: Number, view: View) -> bool:
    """«За ней идут Украина – 46 млн, Казахстан – 31 млн»: an amount behind a place and a dash, in the sentence after a figure."""
    return isinstance(number, (Money, Quantity)) and number.value >= LEAST and stands_by_place(number, view)


def stands_by_place(number: Number, view: View) -> bool:
    """«Украина – 46 млн», «с Китаем — 120 млн», «КНР (51,3 %)»: nothing but a dash or bracket between a place and a number."""
    at = view.token_at(number.start)
    if at > 1 and isinstance(number, Percent) and view.lemmas[at - 1] == "с":
        return any(m.last == at - 1 and m.type == "place" and not m.prep for m in view.mentions)  # «на первом месте Китай с 71 %»
    if at < 2 or view.tokens[at - 1].text not in ("—", "–", "-", ":", "("):
        return False
    return any(m.last == at - 1 and m.type == "place" and (not m.prep or (m.prep, m.case) in side_markers(None, "partner")) for m in view.mentions)


def _is_elliptic(number: Number, view: View) -> bool:
    """«Считаю, что 300 миллионов по году мы возьмём»: a number that leaves its currency to the one told before."""
    return isinstance(number, Money) and number.text.lower().rstrip(".").endswith(SCALE_ENDS) and bool(ELLIPTIC & set(view.lemmas))


def _share_of(number: Percent, view: View, measures: list[Measure], right: list[Measure], last: tuple[Measure, bool] | None) -> Measure | None:
    """«на Китай приходится 30 %», «65 % оборота», «партнёры — Китай (28 %), Турция (9 %)»: a share of trade."""
    share = next((m for m in measures if m.indicator == "share"), None)
    end = view.token_at(number.stop - 1)
    near = next((m for m in right if m.index - end <= (5 if m.indicator in TRADE else 3) and m.indicator in TOLD_AS_SHARE), None)
    if near is None and _is_of_goods(number, view):  # «половину муки тульские мельницы поставляют в Китай»
        near = next((m for m in right if m.index - end <= BESIDE and m.indicator in TOLD_AS_SHARE and view.tokens[m.index].pos == "VERB"), None)
    role = next((m for m in measures if m.role), None)
    continued = last[0] if last is not None and last[0].indicator == "share" else None
    found = share or near or continued or role
    return replace(found, indicator="share") if found is not None else None


def _share_led(number: Percent, view: View, left: list[Measure]) -> Measure | None:
    """«По импорту первая тройка такая: КНР – 51,3 %, ФРГ – 7,8 %»: shares behind places and dashes."""
    done = next((m for m in reversed(left) if m.indicator in TOLD_AS_SHARE and view.tokens[m.index].pos == "VERB"), None)
    if done is not None and _is_of_goods(number, view) and view.token_at(number.start) - done.index <= BESIDE:
        return replace(done, indicator="share")  # «в Китай область отправила 36% муки»
    measure = next((m for m in reversed(left) if m.indicator in TRADE and view.tokens[m.index].pos != "VERB"), None)
    if measure is None or not stands_by_place(number, view) or not GROWTHS.isdisjoint(view.lemmas[measure.index - 2 : view.token_at(number.start)]):
        return None
    return replace(measure, indicator="share")


def _is_of_goods(number: Percent, view: View) -> bool:
    """«36% своей продукции», «половину муки»: a part of goods in the genitive."""
    end = view.token_at(number.stop - 1)
    return any(m.first in (end, end + 1) and m.head > end and m.case == "gen" and not m.prep and m.type == "" for m in view.mentions)


def _named_behind(number: Number, view: View, right: list[Measure]) -> Measure | None:
    """«189 миллионов — экспорт области», «51 млн, — импорт», «39 млн пришлось на экспорт»: the measure behind the number."""
    end = view.token_at(number.stop - 1)
    near = next((m for m in right if m.index - end <= 6 and m.indicator in ("export", "import")), None)
    if near is None:
        return None
    between = range(end + 1, near.index)
    if _is_counted_in(number, near, view):
        return near
    dashed = near.index - end <= 4 and any(view.tokens[i].text in ("—", "–") for i in between)
    return near if dashed or any(view.lemmas[i] in ("прийтись", "приходиться", "составить", "дать", "обеспечить", "принести") for i in between) else None


def _is_counted_in(number: Number, measure: Measure, view: View) -> bool:
    """«торговля невелика: на Саксонию пришлось 41 млн евро башкирского / экспорта»: what a sum is made of, right behind it."""
    end, token = view.token_at(number.stop - 1), view.tokens[measure.index]
    return isinstance(number, (Money, Quantity)) and token.feats.case == "gen" and all(t.pos == "ADJ" for t in view.tokens[end + 1 : measure.index])


def _deal_between(view: View, a: int, b: int) -> bool:
    return any(lemma in members("deal_noun") and lemma not in measure_words()[0] for lemma in view.lemmas[a + 1 : b])


def _resumes(view: View) -> bool:
    """A sentence without a measure goes on with the last figure when it grows, reaches or aims: «К 2030 году хотят выйти на 2 млрд»."""
    lemmas = set(view.lemmas)
    if DIRECTIONS & set(view.lemmas[1:3]) and any(p.form == "adjective" and p.start == view.tokens[0].start for p in view.places):
        return True  # «Немецкое направление скромнее: 312 млн»
    if {"больше", "весь"} <= lemmas:
        return True  # «Больше всего в Китай — 7 тыс. тонн»
    return bool(lemmas & (members("target") | members("goal") | RESUMING)) or (not RANKS.isdisjoint(lemmas) and any(m.type == "place" for m in view.mentions))
