"""Days that a sentence tells without telling an event: «Четверг достался аграриям», «Утром встретились с мэром»."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from extractors.article.discourse import Discourse
from extractors.article.speech import in_quotation
from extractors.dating.departure import LEAVING
from extractors.dating.elsewhere import tells
from extractors.dating.when import frames, of_dateline, with_next
from extractors.lexicon import key, members
from extractors.view import View, is_predicate
from schemas.values import DateSpan

LOOKING_BACK = {"напомнить", "ранее", "прежде", "прежний", "впервые", "когда-то", "однажды"}
BACKWARD = {"ранее", "прежде", "впервые", "раньше"}
LAST_TIMES = {("до", "это"), ("последний", "раз"), ("предыдущий", "раз"), ("прошлый", "раз"), ("до", "поездка"), ("второй", "раз")}
FRESH = timedelta(days=30)
LATE = ("вечер", "ноч", "к вечер")
SHORT = timedelta(days=10)
IMPRINT = 8  # tokens
OPENING = 2  # tokens
BEFORE = (["до", "это"], ["до", "тот"])
OPENED, BEGUN = (
    {"визит", "поездка", "программа", "встреча", "форум", "миссия", "бизнес-миссия"},
    {"начаться", "стартовать", "открыться", "пройти", "состояться"},
)
CEREMONIES, SHORT_OPENING = {"церемония", "мероприятие", "подписание", "торжество"}, 6  # tokens
PARTS = {"утром", "вечером", "днем", "ночью"}
NUMBERED = {"первый": 1, "второй": 2, "третий": 3, "четвертый": 4, "пятый": 5}
LAST_DAY = {"последний", "заключительный", "завершающий"}
JOURNEYS = {"визит", "поездка"}
COUNTING = {"позже", "ранее", "раньше", "спустя", "позднее"}
PHRASES = (("с", "утра"), ("после", "обеда"), ("половине", "дня"), ("к", "вечеру"))
TIMES_OF_DAY = PARTS | {"днём"} | {last for _, last in PHRASES}  # no sentence without one of them tells a part of the day


def day_told(view: View, state: Discourse) -> dict[str, Any] | None:
    """The date columns of the day on which what follows a sentence happened; None where it sets none."""
    found = next(
        (
            d
            for d in view.dates
            if ((_is_day(d) or _is_heading(d, view)) and frames(d, view) and not of_dateline(d, view))
            or _begins(d, view)
            or _opens_a_trip(d, view)
            or is_of_ceremony(d, view)
        ),
        None,
    )
    if found is None or view.sentence.block == "title" or LOOKING_BACK & set(view.lemmas) or in_quotation(state, found.start):
        return None
    if (_is_alone(found, view) and view.index and _is_town(state.views[view.index - 1])) or (_is_imprint(found, view) and not _is_weekday(found, view, state)):
        return None  # «Минск. 20 мая. …», «12 августа, Вятский край. …»
    published = state.document.article.published
    if published is not None and _is_heading(found, view) and found.first is not None and found.first > published:
        found = _last_year(found)  # «Январь.» in a chronicle of December
    if published is not None and (found.first is None or found.first > published or (published - found.first > FRESH and not _is_heading(found, view))):
        return None
    at = view.token_at(found.start)
    verb = next((t for t in view.tokens[at:] if is_predicate(t)), None)
    if verb is not None and (verb.feats.tense == "fut" or verb.lemma in LEAVING):
        return None
    if any(tells(lemma) for lemma in view.lemmas) and not is_of_ceremony(found, view):
        return None
    return _columns(with_next(found, view))


def looks_back(view: View) -> bool:
    """«Напомним, в апреле …», «Ранее, 3 марта, …»: a sentence that leaves what is told now for something of another time."""
    return not LOOKING_BACK.isdisjoint(view.lemmas[:OPENING]) or view.lemmas[:OPENING] in BEFORE


def of_another_time(view: View) -> bool:
    """«Ранее министр провёл встречу с послом», «В прошлый раз глава МИД был здесь в 2017 году»: an event of another time; not «Ранее сообщалось, что …»."""
    opening = view.lemmas[:4]
    back = next((i for i, word in enumerate(opening) if word in BACKWARD or (i < 3 and tuple(view.lemmas[i : i + 2]) in LAST_TIMES)), None)
    return (
        back is not None
        and "как" not in opening
        and members("speech").isdisjoint(view.lemmas[back : back + 4])
        and not any(word.startswith(("сообща", "известн")) for word in view.lemmas[: back + 4])
    )


def _is_alone(date: DateSpan, view: View) -> bool:
    return view.token_at(date.start) == 0 and view.token_at(date.stop - 1) >= len(view.tokens) - 2


def _is_imprint(date: DateSpan, view: View) -> bool:
    """«12 августа, Вятский край.»: a date and a name at the beginning of an article."""
    at, behind = view.token_at(date.start), view.token_at(date.stop - 1) + 1
    short = behind < len(view.tokens) <= IMPRINT and view.tokens[behind].text in (",", ".", "/", "|")
    return not at and view.index <= 1 and short and not any(is_predicate(t) for t in view.tokens)


def _is_weekday(date: DateSpan, view: View, state: Discourse) -> bool:
    """«Понедельник, 1 апреля.» over a chronicle of the week: a day that is not that of the publication."""
    return _is_alone(date, view) and "," in date.text and not date.text[:1].isdigit() and date.first != state.document.article.published


def is_under_heading(view: View, state: Discourse) -> bool:
    """Whether the sentence before is a day and nothing else: «Пятница, 5 апреля. / Завод отправил в Монголию две цистерны»."""
    before = state.views[view.index - 1] if view.index and not view.dates else None
    return before is not None and len(before.dates) == 1 and before.dates[0].grain == "day" and _is_heading(before.dates[0], before)


def _is_heading(date: DateSpan, view: View) -> bool:
    """«Январь.», «Март 2024 года:», «10–12 июля.»: what a chronicle tells of a month or a day stands under its name."""
    return (
        date.role == "point"
        and date.grain in ("month", "quarter", "season", "day", "span")
        and bool(date.edtf)
        and date.first is not None
        and _is_alone(date, view)
    )


def _last_year(month: DateSpan) -> DateSpan:
    """A month told by its name alone, a year before."""
    if month.grain != "month" or month.first is None or month.role != "point" or any(map(str.isdigit, month.text)):
        return month
    first = month.first.replace(year=month.first.year - 1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return replace(month, edtf=f"{first:%Y-%m}", first=first, last=last)


def _is_town(view: View) -> bool:
    """«Минск.»: a sentence that is a place and nothing else."""
    return len(view.places) == 1 and view.token_at(view.places[0].start) == 0 and view.token_at(view.places[0].stop - 1) >= len(view.tokens) - 2


def _begins(date: DateSpan, view: View) -> bool:
    """«Со среды разбились на две группы»: what follows begins on that day."""
    return date.role == "start" and date.grain == "day" and view.token_at(date.start) <= 1 and date.first is not None


def _opens_a_trip(date: DateSpan, view: View) -> bool:
    """«Визит начался в понедельник»: the first day of what is told next."""
    return _is_day(date) and view.lemmas[0] in OPENED and view.lemmas[1:2] != [] and view.lemmas[1] in BEGUN and view.token_at(date.start) <= 4


def is_of_ceremony(date: DateSpan, view: View) -> bool:
    """«Торжественная церемония состоялась накануне», «Мероприятие прошло 14 мая»: the day of what is told next."""
    held = next((i for i, lemma in enumerate(view.lemmas[:SHORT_OPENING]) if lemma in ("состояться", "пройти")), 0)
    opened = held and any(lemma in CEREMONIES for lemma in view.lemmas[:held])
    return bool(opened) and _is_day(date) and 0 < view.token_at(date.start) - held <= 3


def _is_day(date: DateSpan) -> bool:
    if date.role != "point" or date.edtf is None:
        return False
    return date.grain == "day" or (date.grain == "span" and date.first is not None and date.last is not None and date.last - date.first <= SHORT)


def part_of_day(view: View) -> str | None:
    """«Утром», «после обеда», «во второй половине дня»: the words, None where there are none."""
    if TIMES_OF_DAY.isdisjoint(view.texts):
        return None
    words = [text.replace("ё", "е") for text in view.texts]
    for i, word in enumerate(words):
        if word in PARTS and (i + 1 == len(words) or words[i + 1] not in COUNTING):
            return view.tokens[i].text
        if i and (words[i - 1], word) in PHRASES:
            return f"{view.tokens[i - 1].text} {view.tokens[i].text}"
    return None


def told_just_before(view: View, state: Discourse) -> dict[str, Any] | None:
    """«Такая ярмарка проходила в 2019 году. Мэр тогда подписал протокол»: the time told last in the sentence before, as date columns."""
    at = next((i for i, lemma in enumerate(view.lemmas) if lemma == "тогда" and view.lemmas[i + 1 : i + 2] != ["как"]), None)
    published = state.document.article.published
    before = state.views[view.index - 1].dates if at is not None and view.index and not view.dates else ()
    told = [d for d in before if d.edtf and d.role == "point" and not (published and d.first and d.first > published)]
    return _columns(told[-1]) if told else None


def tells_another_day(view: View, state: Discourse) -> bool:
    """«Прилетели в понедельник, улетели в четверг. … После обеда гости …»: whether a day is told in a sentence, or one that is past in the two before."""
    published = state.document.article.published
    near = state.views[max(0, view.index - 2) : view.index + 1]
    return any(d.grain == "day" and d.role == "point" and (d.first != published or v is view) for v in near for d in v.dates)


def _columns(day: DateSpan) -> dict[str, Any]:
    return {"date": day.edtf, "date_text": day.text, "date_start": day.first, "date_end": day.last}


def is_short(dates: dict[str, Any] | None) -> bool:
    """Whether days are told, not a month or a season."""
    return dates is not None and None not in (dates["date_start"], dates["date_end"]) and bool(dates["date_end"] - dates["date_start"] <= SHORT)


def is_over(trip: dict[str, Any] | None, published: date | None) -> bool:
    """Whether a trip has several told days, the last of which is over: what is done «в ходе визита» is done on one of them."""
    if not trip or not published or not is_short(trip):
        return False
    return bool(trip["date_start"] < trip["date_end"] <= published)


def day_of_trip(view: View, trigger: int) -> int | None:
    """«В первый день визита», «в заключительный день» → 1, −1; the last told before a trigger: «в первый день осмотрели порт, во второй / подписали» → 2."""
    days: dict[int, int] = {}
    lemmas = view.lemmas
    for i, word in enumerate(lemmas[:-1]):
        if word not in NUMBERED and word not in LAST_DAY:
            continue
        behind = lemmas[i + 1 + (lemmas[i + 1] == "же") :][:1]
        if behind == ["день"] or (days and lemmas[i - 1] in ("в", "во") and view.tokens[i + 1].pos != "NOUN"):
            days[i] = NUMBERED.get(word, -1)
    told = [i for i in days if i < trigger]
    return days[told[-1]] if told else next(iter(days.values()), None)


def next_morning(dates: dict[str, Any] | None, dated_at: int, view: View, state: Discourse) -> dict[str, Any] | None:
    """«Прилетели вчера поздно вечером. … С утра заехали на завод»: the day after the one whose evening was told in the sentence `dated_at`."""
    now = part_of_day(view)
    before = part_of_day(state.views[dated_at]) if 0 <= dated_at < view.index else None
    if dates is None or now is None or before is None or not key(before).startswith(LATE) or key(now).startswith(LATE):
        return None
    last, published = dates["date_end"], state.document.article.published
    if last is None or published is None or last >= published:
        return None
    day = last + timedelta(1)
    return {"date": day.isoformat(), "date_text": now, "date_start": day, "date_end": day}
