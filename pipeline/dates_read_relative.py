"""Readers of what is counted from the publication or from another date: «два года назад», «в среду», «за тот же период».
What is counted from the day last spoken of is read in `dates_read_nearby`.

A reader that returns None refuses the match («накануне визита»), and the next rule is tried.
"""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.dates_edtf import days, interval, months_from, week, written
from pipeline.dates_lexicon import stems, words
from pipeline.dates_meaning import DayOf, Fixed, Main, Match, Meaning, Nearby, Weekday, fold, split, step
from pipeline.dates_read_nearby import amount, from_the_last, unit_of
from pipeline.dates_tense import cue, tense_of

TERMED = stems("срок продл рассчитан заключ контракт договор соглашен план программ меморанд подпис")
PLURALS = words("""дни дней днях месяцы месяцев месяцах недели недель неделях годы годов годах лет десятилетия""")
SURROUNDINGS = words("""обитания общения разработки предпринимателей молодежи ученых подростков жизни бизнеса""")
EVENTS = stems(
    """визит форум встреч саммит заседани открыти подписани переговор поездк прибыти конференц выставк совещани церемони бесед сесси собрани
    разговор брифинг приезд консультаци презентаци мероприяти доклад выступлени"""
)
HEADS = (*EVENTS, *stems("праздник юбиле выбор годовщин отъезд начал нов дн старт войн парад матч тур"))


MOST_OF_A_YEAR = 7  # months


def away(published: date | None, unit: str, count: int) -> str | None:
    """(2025-11-19, "month", −2) → "2025-09"; days give a day, months a month, years a year."""
    if published is None:
        return None
    if unit == "day":
        return (published + timedelta(days=count)).isoformat() if abs(count) < 40000 else None
    if unit == "month":
        return months_from(published, count)
    return written(published.year + count) if 1 <= published.year + count <= 9999 else None


def counted(match: Match, sign: int) -> Meaning | None:
    """«два года назад» → Fixed("2023"), «через 2–3 года» → Fixed("2027/2028"), «несколько лет назад» → Fixed(None)."""
    tokens = match.tokens
    unit, size = unit_of(match, tokens)
    if any(token.name == "DASH" for token in tokens):
        ends = sorted(filter(None, (away(match.published, unit, sign * size * (amount(part) or 0)) for part in split(tokens, "DASH"))))
        return Fixed(interval(*ends) if len(ends) == 2 else None, grain="span")
    count = amount(tokens)
    if tokens[0].name == "LET":
        return None
    if count is None or match.scan.word(match.first - 1) in ("больше", "более", "свыше", "менее"):
        return Fixed(None, "none", "vague")
    return Fixed(away(match.published, unit, sign * size * count), grain=unit)


def ago(match: Match) -> Meaning | None:
    """«неделю назад» → the day a week before publication."""
    return counted(match, -1)


def day_of(match: Match) -> Meaning | None:
    """«в первый день», «в последний день визита» → that day of the range last spoken of."""
    if match.scan.word(match.last - 1) != "день":
        return None
    token = match.tokens[0]
    return DayOf(-1 if token.name in ("LAST", "FINAL") else token.value)


def third_day(match: Match) -> Meaning | None:
    """«третьего дня» → the day before yesterday; not «с третьего дня», «третьего дня форума»."""
    words = [match.scan.word(index) for index in (match.first, match.last - 1)]
    if words != ["третьего", "дня"] or match.before() in ("FROM", "UNTIL", "OF", "AFTER", "TO") or match.scan.word(match.last).startswith(HEADS):
        return None
    return Fixed(away(match.published, "day", -2), "published" if match.published else "none", "day")


def opening_day(match: Match) -> Meaning | None:
    """«Второй день начался с завода», «День второй, сельский» → that day of the range last spoken of, where the words open a sentence."""
    if match.first and match.scan.name(match.first - 1) not in ("DOT", "NL", "END"):
        return None
    if not any(match.scan.word(index) == "день" for index in (match.first, match.last - 1)):
        return None
    token = next(token for token in match.tokens if token.name in ("ORD", "LAST", "FINAL"))
    return DayOf(-1 if token.name in ("LAST", "FINAL") else token.value)


def term(match: Match) -> Meaning | None:
    """«соглашение на пять лет» → the years from publication's on, a duration; «на пять лет старше» is none."""
    tokens = match.tokens
    count = amount(tokens)
    near = [match.scan.word(index) for index in range(max(match.first - 9, 0), match.first)]
    if count is None or match.published is None or not any(word.startswith(TERMED) for word in near) or not 1 < count < 100:
        return None
    return Fixed(interval(written(match.published.year), written(match.published.year + count)), role="duration")


def ahead(match: Match) -> Meaning | None:
    """«через месяц» → the month after publication's; «через день» and «через год после …» are refused."""
    if match.scan.name(match.first - 1) == "EVERY":
        return None
    if cue(match.scan, match.first, match.last).startswith("past") and not any(token.name == "DASH" for token in match.tokens):
        return from_the_last(match)  # «через день побывали на заводе»
    return counted(match, 1)


def earlier(match: Match) -> Meaning | None:
    """«годом ранее» → the main period a year back; «тремя днями ранее» → days before the day last spoken of."""
    tokens = match.tokens
    unit, size = unit_of(match, tokens)
    count = amount(tokens)
    if count is None:
        return Fixed(None, "none", "vague")
    fallback = away(match.published, unit, -size * count)
    if unit == "year":
        return Main(back=size * count, fallback=fallback, role="base" if count == 1 else "point")
    return Nearby(days=-size * count, fallback=fallback) if unit == "day" else Nearby(months=-size * count, fallback=fallback)


def last_next(match: Match) -> Meaning | None:
    """«за последние пять лет» → 2021/2025, «следующие три дня» → the three days after publication, «ближайшие годы» → None."""
    tokens = match.tokens
    forward = tokens[0].name in ("NEAR", "NEXT")
    singular = tokens[-1].name in ("YW", "WEEK", "MNTH", "DAY") and len(tokens) == 2
    if tokens[0].name in ("NEXT", "PREV") and len(tokens) == 2:
        return None
    if tokens[0].name == "LAST" and singular and tokens[-1].name in ("DAY", "WEEK", "MNTH") and match.before() not in ("FOR", "IN"):
        return None
    plural = len(tokens) == 2 and match.scan.word(match.last - 1) in PLURALS
    count = None if plural else amount(tokens[1:])
    if match.published is None or count is None:
        return Fixed(None, "none", "vague")
    unit, size = unit_of(match, tokens)
    return Fixed(stretch(match.published, tokens[-1].name, unit, size * count, forward=forward), role=None)


def stretch(published: date, name: str, unit: str, count: int, *, forward: bool) -> str:
    """→ the `count` whole units next to publication: weeks Monday to Sunday, the running month left out, a year once it is half over."""
    if name == "WEEK":
        near, far = (week(published, 1), week(published, count // 7)) if forward else (week(published, -count // 7), week(published, -1))
        return interval(near.split("/")[0], far.split("/")[1])
    if unit == "day":
        first, last = (1, count) if forward else (-count, -1)
        return days(published + timedelta(days=first), published + timedelta(days=last))
    if unit == "month" and not forward and MOST_OF_A_YEAR <= count < published.month <= count + 3:
        return interval(f"{published.year}-01", f"{published.year}-{count:02d}")  # «за минувшие девять месяцев» in November: since January
    if unit == "month":
        first, last = (1, count) if forward else (-count, -1)
        return interval(months_from(published, first), months_from(published, last))
    this = published.year
    last_year = this if published.month > 6 else this - 1
    first_year, end = (this + 1, this + count) if forward else (last_year - count + 1, last_year)
    return interval(written(max(first_year, 1)), written(min(end, 9999)))


def within(match: Match) -> Meaning | None:
    """«в течение двух недель» → from publication on where the clause looks ahead, else open."""
    if match.published is None:
        return Fixed(None, "none", "vague", "duration")
    tokens = match.tokens
    unit, size = unit_of(match, tokens)
    count = amount(tokens)
    ends = [away(match.published, unit, size * number) for number in (0, count or 0)]
    known = [end for end in ends if end] if count and looks_ahead(match) else []
    return Fixed(interval(*known) if len(known) == 2 else None, grain="vague", role="duration")


def looks_ahead(match: Match) -> bool:
    """→ whether the clause speaks of what comes."""
    return match.prefer == "future" or cue(match.scan, match.first, match.last) in ("future", "present")


def weekday(match: Match) -> Meaning | None:
    """«в минувшую пятницу» → Weekday(4, side −1); «среда» alone is surroundings."""
    tokens = match.tokens
    index = next(i for i, token in enumerate(tokens) if token.name == "WD")
    word = match.scan.low[tokens[index].start : tokens[index].stop]
    if match.before() == "EVERY" or (word in ("среда", "среды", "среду") and not is_wednesday(match, index, word)):
        return None
    if tokens[-1].name == "WEEK":
        if match.published is None:
            return Fixed(None, "none", "day")
        monday = date.fromisoformat(week(match.published, step(tokens[-2].name))[:10])
        return Fixed((monday + timedelta(days=tokens[index].value)).isoformat(), anchor="weekday")
    relation = tokens[0] if index else None
    return Weekday(tokens[index].value, step(relation.name) if relation else None)


def is_wednesday(match: Match, index: int, word: str) -> bool:
    """«в среду» → True; «в среду обитания», «окружающая среда», «городскую среду» → False."""
    if match.scan.word(match.last) in SURROUNDINGS:
        return False
    if index:
        return match.tokens[0].name != "THIS" or word == "среду"
    if word == "среда" and match.scan.word(match.first - 1) in ("стала", "была", "выдалась") and "днем" in (match.scan.word(match.first - i) for i in (2, 3)):
        return True  # «Главным днём стала среда»
    if word == "среда" and match.scan.name(match.first - 1) in ("", "NL", "DOT", "DASH") and match.after() in ("DOT", "COLON"):
        return match.scan.text[match.scan.place(match.first)[0]] == "С"  # «Среда. За одним столом собрались …»
    if word == "среда" and tense_of(match.scan.word(match.last)).startswith("past") and match.scan.name(match.first - 1) in ("", "NL", "DOT"):
        return match.scan.text[match.scan.place(match.first)[0]] == "С"  # «Среда ушла на Инари»
    governed = {"среду": ("IN", "ON", "FOR", "BY", "AND"), "среды": ("FROM", "UNTIL")}.get(word, ())
    return match.before() in governed or match.alone()


def weekday_range(match: Match) -> Meaning | None:
    """«с понедельника по среду», «в четверг–пятницу» → Weekday(0, count 3)."""
    first, last = (token.value for token in match.tokens if token.name == "WD")
    if match.tokens[-1].name == "WEEK" and match.published is not None:
        monday = date.fromisoformat(week(match.published, step(match.tokens[-2].name))[:10])
        ends = (monday + timedelta(days=first), monday + timedelta(days=last))
        return Fixed(days(*ends), anchor="weekday") if ends[0] < ends[1] else None
    return Weekday(first, count=(last - first) % 7 + 1)


def weekend(match: Match) -> Meaning | None:
    """«в минувшие выходные» → Saturday and Sunday; «выходной день» and «в его выходные» are refused without a preposition."""
    tokens = match.tokens
    alone = tokens[0].name == "WKEND"
    if alone and match.before() not in ("IN", "ON", "FOR", "BY"):
        return None
    return Weekday(5, None if alone else step(tokens[0].name), count=2)


def adverb(match: Match) -> Meaning | None:
    """«вчера» → the day before publication."""
    value = match.tokens[0].value
    if match.quoted() or match.scan.word(match.first - 1) == "хоть":
        return None  # «хоть завтра» is any day
    return Fixed(away(match.published, "day", value), "published" if match.published else "none", "day")


def adjective(match: Match) -> Meaning | None:
    """«на вчерашней встрече» → the day before; «завтрашний день отрасли», «сегодняшние цены» are refused, for they name no event."""
    if not any(match.scan.word(index).startswith(EVENTS) for index in (match.last, match.last + 1)):
        return None
    return adverb(match)


def eve(match: Match) -> Meaning | None:
    """«накануне» → the day before the one just told, else before publication; «накануне визита», «накануне Дня Победы» → None."""
    following = match.scan.word(match.last)
    if following.startswith(HEADS) and following[-1:] in "аяыиейов" and following != "переговоры":  # «провели накануне переговоры»
        return None
    return Nearby(days=-1, fallback=away(match.published, "day", -1), beside=True)


def relative(match: Match) -> Meaning | None:
    """«на прошлой неделе», «в следующем квартале» → Fixed."""
    tokens = [token for token in match.tokens if token.name not in ("BEGIN", "MID", "ENDW")]
    if tokens[0].name in ("THAT", "THO") or match.scan.word(match.last - 1) in PLURALS - {"недели"}:
        return None
    return around(match, tokens[-1].name, step(tokens[0].name))


def around(match: Match, name: str, offset: int) -> Meaning:
    """("WEEK", −1) → last week, ("Q", 1) → the next quarter, by publication."""
    published = match.published
    grains = {"WEEK": "span", "MNTH": "month", "Q": "quarter", "H": "half", "DAY": "day"}
    if published is None:
        return Fixed(None, "none", grains[name])
    if name == "WEEK":
        return Fixed(week(published, offset))
    if name == "MNTH":
        return Fixed(months_from(published, offset))
    if name == "DAY":
        return Fixed(away(published, "day", offset))
    size = 3 if name == "Q" else 6
    index = published.year * (12 // size) + (published.month - 1) // size + offset
    return Fixed(written(index // (12 // size), index % (12 // size) + (33 if name == "Q" else 40)))


def edge(match: Match) -> Meaning | None:
    """«до конца месяца» → this month."""
    if match.scan.word(match.last - 1) in ("дня", "дню", "дне", "недели", "неделе", "месяца", "месяцу", "квартала", "полугодия"):
        return around(match, match.tokens[-1].name, 0)
    return None


def same_period(match: Match) -> Meaning | None:
    """«за аналогичный период прошлого года» → the main period a year back; «за этот же период» → the main period itself."""
    tokens = match.tokens
    year_words = fold(tokens[2 if tokens[1].name != "ZHE" else 3 :])
    if tokens[0].name == "THIS" and tokens[1].name != "ZHE" and tokens[1].name in ("MNTH", "Q", "H"):
        return None
    if year_words.offset == -1:
        return Main(back=1)
    if year_words.dated:
        return Main(year=year_words)
    compared = match.before() == "TO" or tokens[0].name == "SAME" or match.before() == "FROM"
    if tokens[0].name == "REPORT" or (tokens[0].name in ("THAT", "THO", "THIS") and not compared):
        return Main(role="result")
    return Main(back=1)


def year_on_year(match: Match) -> Meaning | None:
    """«год к году», «в годовом выражении» → the main period a year back."""
    return Main(back=1)


def vague(match: Match) -> Meaning | None:
    """«в ближайшее время», «на днях» → Fixed(None)."""
    tokens = match.tokens
    if tokens[0].name == "ON" and match.scan.word(match.last - 1) != "днях":
        return None
    return Fixed(None, "none", "vague")
