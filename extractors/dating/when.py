"""When a fact happened: the date of its sentence that belongs to its trigger.

«5 мая министр сообщил, что меморандум, подписанный в 2021 году, обновят в июне» → for «обновят» June: the year is the old paper's, the 5th of May the speech's.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Day
from datetime import timedelta

from extractors.dating.elsewhere import of_something_else, tells
from extractors.dating.spoken_of import is_spoken_of
from extractors.lexicon import classes_of, key, members
from extractors.status.nouns import passive_before
from extractors.view import WEEKDAYS, View, is_predicate
from schemas.match import Match
from schemas.values import DateSpan

NEAR_VERB = 12  # tokens
FAR = 4.0
OTHERS = 2.0
PAPER_REACH = 5  # tokens: «соглашения о торговле от 2015 года»
FRAMING = 3.0  # a date that opens its sentence frames all of it, but a nearer one wins
OPENING = 6  # tokens
DATELINE = 5
CLOSED, DASHES = {"»", "”", '"'}, {"–", "—", "-"}
HAPPENS = {"point", "deadline", "start"}
LASTING = {"ongoing", "planned", "proposed"}
LATER = {"второй", "третий", "четвертый", "четвёртый", "пятый", "последний"}
TOOK_PLACE = {"случиться", "произойти", "состояться"}
RELATIVE = {"где", "куда"}
DAYS_TOLD = {"вчера", "сегодня", "завтра"}  # «сегодня и завтра»
ONE_DAY = timedelta(days=1)


def nearest_date(match: Match, view: View, published: Day | None) -> DateSpan | None:
    """The date that belongs to a trigger, or to the verb over a noun («Сегодня … состоялось заседание»): fewest verbs and clause borders between.

    What has been done was not done after the publication: «договорились о рейсе, он откроется 1 марта» has no day.
    """
    if not view.dates:
        return None
    trigger = match.trigger
    best: DateSpan | None = None
    least = FAR
    anchors = [trigger]
    if view.tokens[trigger].pos in ("NOUN", "PROPN"):
        beside = passive_before(view, trigger)  # «а в марте ожидается / прибытие», whatever the tree says
        anchors += [
            i
            for i in ([beside] if beside is not None else view.ancestors(trigger)[:1])
            if view.tokens[i].pos in ("VERB", "AUX") and abs(i - trigger) < NEAR_VERB
        ]
    for date in view.dates:
        happens = date.role in HAPPENS or _is_inside(date, view) or _is_year_before(date, view)
        if date.edtf is None or not happens or not (_fits_role(date, match) or _tells_when(date, match, view)):
            continue
        if published and date.first and date.first > published and match.status == "occurred" and match.form != "noun":
            continue
        if _as_of(date, view) or (match.table == "agreements" and match.status == "ongoing" and date.text.lower() == "сегодня"):
            continue  # «Сегодня действуют соглашения с двумя областями»
        if date.role == "start" and match.status == "planned" and match.table != "contracts" and published and date.last and date.last < published:
            continue  # «соглашение, готовящееся с прошлой осени, будет подписано»
        if match.table == "contracts" and _of_goods(date, view):
            continue
        if published and date.last and date.last <= published and _is_to_come(match, view):
            continue  # «8 октября министры обсудили предстоящий визит»
        if of_dateline(date, view) or _of_a_paper(date, trigger, view):
            continue
        at = view.token_at(date.start)
        if date.text.lower().endswith(" день") and _on_a_later_day(view.token_at(date.stop - 1), trigger, view):
            continue  # «в первый день осмотрели порт, во второй / подписали протокол»
        if view.is_aside(at, trigger):
            continue  # «подпишут договор, сообщил в четверг посол»
        cost = min(2.0 * view.verbs_between(t, at) + 0.6 * view.breaks_between(t, at) + 0.02 * abs(t - at) for t in anchors)
        stop = view.token_at(date.stop)
        if at < trigger and (frames(date, view) or view.lemmas[stop : stop + 2] == [",", "когда"]):
            cost = min(cost, FRAMING)
        elif at < trigger and _of_clause_before(at, trigger, view):
            cost += OTHERS  # «породнились в 1983-м, а бумагу / обновили теперь»
        if at < trigger and _in_speech_before(at, trigger, view):
            continue
        if at > trigger and _opens_a_clause(at, trigger, view):
            cost += FRAMING if view.tokens[trigger].feats.form != "fin" else FAR  # «смотрели порт, / сегодня их принимает мэр»
        if at > trigger and not RELATIVE.isdisjoint(view.lemmas[trigger + 1 : at]):
            cost += 1.0  # «завтра, 21 мая, вылетит в Минск, где 22 мая посетит завод»
        if at > trigger and match.table == "contracts" and _behind_a_stop(trigger, at, view):
            cost += OTHERS  # «ведёт ремонт: работы закончатся в мае», «продолжает переговоры; в мае осмотрели площадки»
        if _behind_a_dash(at, trigger, view) or (match.status == "occurred" and _took_place_then(at, trigger, view)):
            return with_next(date, view)
        cost += {"deadline": 0.5, "start": 0.3}.get(date.role, 0.0) + (0.4 if date.grain in ("year",) else 0.0)
        if cost < least and not of_something_else(at, match, view) and not is_spoken_of(at, match, view):
            best, least = date, cost
    return best if best is None else with_next(best, view)


def _as_of(date: DateSpan, view: View) -> bool:
    """«На сегодня область связывают 12 соглашений», «на сегодняшний день»: what is so by now; «намечена на сегодня» is a day."""
    at = view.token_at(date.start)
    if not date.text.lower().startswith("сегодня") or at < 1 or view.lemmas[at - 1] != "на":
        return False
    if date.text.lower() not in ("сегодня", "сегодняшний день"):
        return False  # «на сегодняшней встрече»
    return at < 2 or view.tokens[at - 2].pos not in ("VERB", "AUX", "ADJ")


def _is_to_come(match: Match, view: View) -> bool:
    """«обсудили (предстоящий) визит», «отметили необходимость заседания»: an event that past words speak of as yet to be."""
    if match.form != "noun" or match.status not in ("planned", "proposed") or match.table == "contracts":
        return False
    above = next((view.tokens[i] for i in view.ancestors(match.trigger) if is_predicate(view.tokens[i])), None)
    return above is not None and above.feats.tense == "past" and above.feats.form == "fin"


def _of_goods(date: DateSpan, view: View) -> bool:
    """«забирает прошлогоднюю мадеру»: the year of the goods; «прошлогодний контракт» has its own."""
    behind = view.token_at(date.stop - 1) + 1
    return date.text.lower().startswith("прошлогодн") and view.lemmas[behind : behind + 1] != [] and view.lemmas[behind] not in members("contract_noun")


def _tells_when(date: DateSpan, match: Match, view: View) -> bool:
    """«судачили с апреля, когда министр / съездил»: a beginning that is the time of the clause behind it."""
    stop = view.token_at(date.stop - 1) + 1
    return date.role == "start" and stop < match.trigger and view.lemmas[stop : stop + 2] == [",", "когда"]


def _of_clause_before(at: int, trigger: int, view: View) -> bool:
    """A date in a clause with a verb of its own before «, а …», «, но …» and the trigger."""
    border = next((i for i in range(at, trigger - 1) if view.texts[i] == "," and view.texts[i + 1] in ("а", "но")), None)
    if border is None or view.texts[border + 2 : border + 3] == ["также"]:
        return False
    return any(is_predicate(t) for t in view.tokens[:border]) and any(is_predicate(t) for t in view.tokens[border : trigger + 1])


def _in_speech_before(at: int, trigger: int, view: View) -> bool:
    """«В прошлом году мы подписали план», – отметил на / встрече: a date of quoted speech, and a trigger among the words that say who speaks."""
    ends = (i for i in range(at + 1, trigger - 2) if view.texts[i] in CLOSED and view.texts[i + 1] == "," and view.texts[i + 2] in DASHES)
    return any(view.verbs_between(at, i) for i in ends)


def _opens_a_clause(at: int, trigger: int, view: View) -> bool:
    """A date behind a comma («…, сегодня …», «…, а в среду …») that a verb of its own follows before the next comma."""
    first = at - (at > 0 and view.tokens[at - 1].pos == "ADP")
    first -= first > 0 and view.lemmas[first - 1] == "а"
    if not first or view.tokens[first - 1].text not in (",", ";"):
        return False
    behind = next((i for i in range(at + 1, len(view.tokens)) if view.tokens[i].text in ",;:—–()" or is_predicate(view.tokens[i])), None)
    if behind is None or not is_predicate(view.tokens[behind]):
        return False
    both = view.tokens[trigger].feats.form == "fin" == view.tokens[behind].feats.form  # whichever of two equal verbs the parser puts on top
    return both or behind not in view.ancestors(trigger)


def _behind_a_dash(at: int, trigger: int, view: View) -> bool:
    """«переговоры намечены на среду, посещение завода — / на четверг»: what a dash gives to a noun that has no verb of its own."""
    prep = at - (view.tokens[at - 1].pos == "ADP")
    if view.tokens[trigger].pos != "NOUN" or prep < 2 or trigger >= prep - 1 or view.texts[prep - 1] not in ("–", "—"):
        return False
    between = view.tokens[trigger + 1 : prep - 1]
    return not any(is_predicate(t) or t.text in ",;:" for t in between) and any(is_predicate(t) for t in view.tokens[:trigger])


def _on_a_later_day(day: int, trigger: int, view: View) -> bool:
    return any(view.lemmas[i] in LATER and view.lemmas[i - 1] in ("в", "во") and view.tokens[i + 1].pos != "NOUN" for i in range(day + 1, trigger))


def _took_place_then(at: int, trigger: int, view: View) -> bool:
    """«подписан протокол, это случилось / в пятницу»."""
    verb = next((i for i in range(max(trigger, at - 3), at) if view.lemmas[i] in TOOK_PLACE), None)
    return verb is not None and "это" in view.lemmas[max(trigger, verb - 2) : verb + 2]


def _behind_a_stop(trigger: int, at: int, view: View) -> bool:
    """Whether a semicolon or a colon, and a verb behind it, part a date from the trigger before it."""
    stop = next((i for i in range(trigger + 1, at) if view.tokens[i].text in (";", ":")), None)
    return stop is not None and any(is_predicate(t) for t in view.tokens[stop:])


def _of_a_paper(date: DateSpan, trigger: int, view: View) -> bool:
    """«протокол к соглашению / 2004 года», «в рамках соглашения от 12 мая 2015 года»: the time of a noun other than the trigger."""
    at = view.token_at(date.start)
    if at > 1 and view.texts[at - 1] == "от":
        if view.texts[view.token_at(date.stop - 1) + 1 :][:1] in (["№"], ["N"]):
            return True  # «на основании постановления Совета министров от 5 декабря № 705»
        papers = [i for i in range(max(0, at - PAPER_REACH), at) if "document" in classes_of(view.lemmas[i])]
        return bool(papers) and papers[-1] != trigger and not view.verbs_between(papers[-1], at)
    year = view.tokens[at : at + 2][-1]
    return date.grain == "year" and at - 1 > trigger and view.tokens[at - 1].pos == "NOUN" and year.lemma == "год" and year.feats.case == "gen"


def _is_inside(date: DateSpan, view: View) -> bool:
    """«В IV квартале гостила делегация»: a quarter that is over is a period of figures, and yet something may have happened in it."""
    at = view.token_at(date.start)
    return date.role == "result" and date.grain in ("quarter", "half") and "в" in view.lemmas[max(0, at - 2) : at]


def _is_year_before(date: DateSpan, view: View) -> bool:
    """«Годом ранее они подписали соглашение»: a time of its own where the sentence compares no numbers."""
    told = date.text.lower().endswith(("ранее", "раньше")) and date.role == "base"
    return told and not (view.money or view.quantities or view.percents or view.changes)


def of_dateline(date: DateSpan, view: View) -> bool:
    """«Томск, 17 мая — …», «Минск. 20 мая. …»: the day on which the news was written, behind the place alone."""
    at = view.token_at(date.start)
    if not 0 < at <= DATELINE or date.grain != "day" or view.tokens[at - 1].text not in (",", ".", "/") or not date.text[:1].isdigit():
        return False
    behind = view.token_at(date.stop - 1) + 1
    closed = behind >= len(view.tokens) or view.tokens[behind].text in (".", ",", ":", "/", "(", "–", "—", "-")
    town = view.places[0] if view.places else None
    return closed and town is not None and view.token_at(town.start) == 0 and view.token_at(town.stop - 1) >= at - 2


def _fits_role(date: DateSpan, match: Match) -> bool:
    """«знакомы с мая» begins something; a meeting that was held does not begin in May."""
    if date.role == "deadline" and match.table in ("visits", "meetings"):
        return match.status not in ("occurred", "ongoing")  # «поездка продлится до 18 апреля»
    return date.role != "start" or match.table == "contracts" or match.status in LASTING or match.status == "denied"


def frames(date: DateSpan, view: View) -> bool:
    """«В апреле делегация участвовала в саммите, где были подписаны соглашения»: a date that opens its sentence, unless somebody speaks on it."""
    at = view.token_at(date.start)
    if date.role != "point" or at > OPENING or date.grain == "year" or any(is_predicate(t) for t in view.tokens[:at]):
        return False
    verb = next((t for t in view.tokens[at:] if is_predicate(t)), None)
    return verb is None or not tells(verb.lemma)


def with_next(date: DateSpan, view: View) -> DateSpan:
    """«21 и 22 марта» → both days as one range."""
    days = [d for d in view.dates if d.grain == "day" and d.first is not None]
    at = next((i for i, d in enumerate(days) if d is date), None)
    if at is None:
        return date
    low = high = at
    while low > 0 and _runs_on(days[low - 1], days[low], view):
        low -= 1
    while high + 1 < len(days) and _runs_on(days[high], days[high + 1], view):
        high += 1
    if low == high:
        return date
    one, two = days[low], days[high]
    return replace(one, stop=two.stop, text=f"{one.text} и {two.text}", edtf=f"{one.edtf}/{two.edtf}", last=two.last, grain="span")


def joined(days: list[DateSpan], view: View) -> list[DateSpan]:
    """Two days that run on become one range: «8 и 9 июня»."""
    return [run] if len(days) == 2 and (run := with_next(days[0], view)) is not days[0] else days


def _runs_on(day: DateSpan, following: DateSpan, view: View) -> bool:
    """«21 / и 22 марта»: a bare number, and the next day right behind it."""
    at, said = view.token_at(day.stop - 1), day.text.lower()
    both = view.lemmas[at + 1 : at + 2] == ["и"] and (said in DAYS_TOLD or key(said).split()[-1].startswith(WEEKDAYS))  # «в среду и четверг»
    bare = (len(said) <= 2 and said.isdigit()) or both
    return view.token_at(following.start) - at <= 2 + both and bare and day.first is not None and following.first == day.first + ONE_DAY
