"""Lines in their place: the head of a page, tails of other items, side boxes, signatures, repeated headlines."""

from __future__ import annotations

import re

from pipeline.clean_date_lines import VERB
from pipeline.clean_line import Line
from pipeline.clean_lines import FIGURE
from pipeline.clean_phrases import names_newspaper

HEAD = 40  # lines in which the headline is looked for
CLOSE_BUTTON = frozenset("×✕✖xXхХ")
KEPT = frozenset(("text", "title", "lead", "item"))
LONG = 100
MASTHEAD = 5  # words that the name of a newspaper or of an author may have
BULLET = re.compile(r"[•*·●▪◦✔✅➡►▶🔹🔸♦]\s*\S|\d{1,2}\)\s+\S")
DASH = re.compile(r"[-–—]\s+\S")
SPEECH = re.compile(r"[,!?…][»\"”]?\s+[–—-]\s+[а-яё]")
TIMED_TITLE = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d\s+\S")
NUMBERED = re.compile(r"\d{1,2}\.\s+\S")
STORY = 3  # paragraphs that a headline may repeat
TOLD = 2  # words of the story by which a line is known as its headline
SECTION = re.compile(r"[А-ЯЁ][а-яё]+(?: [а-яё]+){0,2}")  # «Кондитерское производство»: no title, but kept
STEM = 5
WORD = re.compile(r"[а-яa-z]{4,}")
NOT_ALNUM = re.compile(r"[\W_]+")


def mark_head(lines: list[Line], title: str | None = None) -> int:
    """Lines in, the number of the first line of the story out; above it one line becomes the title, others lead or furniture.

    «Деловой вестник ⏎ 6 июня 2025 ⏎ Итоги форума ⏎ Вчера завершился …» → furniture, date, title, 3.
    """
    _mark_numbered(lines)
    known = _key(title or "")
    named = next((number for number, line in enumerate(lines[:HEAD]) if known and _key(line.text) == known), None)
    start = next((number for number, line in enumerate(lines) if line.prose and (named is None or number > named)), None)
    head = lines[:HEAD] if start is None else lines[:start]
    for line in head:
        if (TIMED_TITLE.match(line.text) and line.role == "text") or line.role in ("tail", "teaser", "sidebox"):
            line.role = "furniture"
    story = [] if start is None else [line.text for line in lines[start : start + STORY] if line.role == "text"]
    chosen = _headline(head, _stems(" ".join(story))) if named is None else named
    if chosen is None:
        return start or 0
    head[chosen].role = "title"
    for line in head[:chosen]:
        if line.role in ("text", "signature"):
            short = line.words <= (MASTHEAD if named is None else MASTHEAD + 2)
            line.role = "furniture" if short or names_newspaper(line.folded) else "lead"
    if start is None:  # not one whole sentence: a list of short lines under its title
        return chosen + 1
    for line in head[chosen + 1 :]:
        if line.role == "text":
            line.role = "lead"
    return start


def _mark_numbered(lines: list[Line]) -> None:
    """«1. … 2. … 3. … 4. …» on top of everything is the list of the day's other news, unless it gives figures or whole sentences."""
    first = next((number for number, line in enumerate(lines[:6]) if NUMBERED.match(line.text)), None)
    if first is None or any(line.prose for line in lines[:first]):
        return
    stop = first
    while stop < len(lines) and NUMBERED.match(lines[stop].text):
        stop += 1
    told = sum(line.prose or FIGURE.search(line.text) is not None for line in lines[first:stop])
    if stop - first >= 4 and 2 * told < stop - first and any(line.prose for line in lines[stop:]):
        _mark(lines[first:stop])


def _headline(head: list[Line], story: set[str]) -> int | None:
    """The headline among the lines above the story; mastheads, names of sections and of authors, other headlines above it are furniture.

    A line that shares no word with the story gives way to a later one that shares two: the top news of the day stands above the article.
    """
    first = _first_headline(head)
    if first is None or not story or _stems(head[first].text) & story:
        return first
    later = [n for n in range(first + 1, len(head)) if head[n].role == "text" and not DASH.match(head[n].text) and len(_stems(head[n].text) & story) >= TOLD]
    if later:
        for line in head[first : later[0]]:
            line.role = "furniture" if line.role in ("text", "signature") else line.role
        return later[0]
    return None if SECTION.fullmatch(head[first].text) and not VERB.search(head[first].text) else first


def _stems(text: str) -> set[str]:
    """«Экспорт Коми в Китай» → {"экспо", "коми", "китай"}: its longer words, cut so that their cases agree."""
    return {word[:STEM] for word in WORD.findall(text.lower().replace("ё", "е"))}


def _first_headline(head: list[Line]) -> int | None:
    """The first candidate that is not a masthead, the name of a section or of the author; those are furniture."""
    candidates = [number for number, line in enumerate(head) if line.role == "text" or (line.role == "signature" and line.label != "capitals")]
    for number in candidates:
        following = [line for line in head[number + 1 : number + HEAD] if line.role in ("text", "date", "menu", "furniture", "rubric")]
        later = next((line for line in following if line.role == "text"), None)
        marker = next((place for place, line in enumerate(following) if line.role != "text"), len(following))
        before_marker = any(line.role == "text" for line in following[marker:])
        if later is None or not (_masthead(head[number], before_marker) or _echo(head[number], later)):
            return number
        head[number].role = "furniture"
    return None


def _echo(line: Line, following: Line) -> bool:
    """«Город Делегация вылетела в Минск» or «Делегация вылетела в …» above the headline itself: a breadcrumb."""
    if line.text.endswith(("...", "…")):
        return _key(following.text).startswith(_key(line.text))
    return line.words <= following.words + 2 and line.words > following.words >= 3 and line.text.endswith(" " + following.text)


def _masthead(line: Line, before_marker: bool) -> bool:
    """«Деловой вестник» with a date or a menu under it, «Наш край. Новости города и области», «События»: and a headline follows."""
    if line.words == 1 or "://" in line.text or (line.words <= 2 * MASTHEAD and names_newspaper(line.folded)):
        return True
    return before_marker and line.words <= MASTHEAD and not VERB.search(line.text)


def mark_tails(lines: list[Line], start: int) -> None:
    """From each «Читайте также» or «Другие новости» on, everything is furniture until the story clearly goes on."""
    number = start
    while number < len(lines):
        line = lines[number]
        if line.text in CLOSE_BUTTON and number > start and lines[number - 1].words <= 3:
            lines[number - 1].role = "furniture"
            _mark(lines[number:])
            return
        if line.role in ("tail", "teaser"):
            number = _tail_end(lines, number, start)
        else:
            number += 1


def _tail_end(lines: list[Line], opener: int, start: int) -> int:
    """Mark the tail that opens here and give the number of the line after it."""
    stop = _resumes(lines, opener)
    if stop is None and _prose(lines[start:opener]) * 3 + 400 < _prose(lines[opener:]) and _prose(lines[start:opener]) < 200:
        stop = opener + 1  # all but nothing stands above: it can hardly be the end of the story
    if stop is None:
        stop = len(lines)
    _mark(lines[opener:stop])
    return stop


def _prose(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines if line.prose)


def _resumes(lines: list[Line], opener: int) -> int | None:
    """The number of the line where the story goes on after a teaser, or None when it does not."""
    inline = ":" in lines[opener].text.rstrip(" :")
    teaser = lines[opener].role == "teaser"
    at = opener + 1
    while at < len(lines) and not _story(lines[at]):
        if lines[at].role in ("tail", "teaser") and at > opener + 1:
            return None
        at += 1
    if at == len(lines):
        return None
    teasers = at - opener - 1 + inline
    run = 0
    while at + run < len(lines) and _story(lines[at + run]):
        run += 1
    followed_by_title = at + run < len(lines) and lines[at + run].heading
    if teaser and teasers <= 1:
        return at if run > 1 or not followed_by_title else None
    if teaser and teasers <= 3:
        return at if run > 1 else None
    return at if run > 2 and teasers <= 6 else None


def _story(line: Line) -> bool:
    return line.prose and len(line.text) >= LONG


TRADE = re.compile(
    r"товарооборот|товарообмен|торгов\w+ оборот|объ[её]м (?:внешней |взаимной )?торговли|внешн\w+ торгов|торговл\w+ (?:с|между) |экспорт[ау]? (?:в|из|области|края|республики|региона)|импорт[ау]? (?:из|в)|взаимн\w+ торговл"
)


def mark_box(lines: list[Line], start: int) -> None:
    """«Справка» and the paragraph under it, or the lines down to the next empty one, are furniture, unless they tell of trade: «Справочно: экспорт в …»."""
    for number in range(start, len(lines)):
        if lines[number].role != "sidebox":
            continue
        box = lines[number : _box_end(lines, number)]
        if any(TRADE.search(line.text.lower()) for line in box):
            lines[number].role = "text"
        else:
            _mark(box)


def _box_end(lines: list[Line], opener: int) -> int:
    if len(lines[opener].text) > len(lines[opener].label) + 60:
        return opener + 1  # «Справка: завод основан в 1958 году …» is all in one line
    at = opener + 1
    gap_after_opener = at < len(lines) and lines[at].gap
    while at < len(lines) and lines[at].role in ("text", "item"):
        at += 1
        if at < len(lines) and (lines[at].gap or gap_after_opener):
            break
        if at - opener > 12:
            return opener + 2
    return at


def mark_end(lines: list[Line], start: int) -> None:
    """From the end upwards: signatures, sources and lists of titles are furniture; what looked so inside the story is text; bullets are items."""
    last = len(lines) - 1
    while last > start and (first := _end_begins(lines, last, start)) <= last:
        _mark([line for line in lines[first : last + 1] if line.role in KEPT])
        last = first - 1
    for offset, line in enumerate(lines[start : last + 1]):
        # «Пресс-служба завода опровергла слухи», a name as a subheading, a date as a step of a chronicle: inside a story they are text.
        unlabelled = line.role == "byline" and not line.label.endswith(":")
        chronicle = line.role == "date" and line.label not in ("labelled", "date") and offset > 2
        if unlabelled or chronicle or line.role in ("signature", "rubric"):
            line.role = "text"
    _mark_items(lines, start)


def _end_begins(lines: list[Line], last: int, start: int) -> int:
    """Where the furniture begins that ends with the last line; behind it where that line is kept."""
    if lines[last].role not in KEPT or _fragment(lines, last):
        return last
    return _list_of_titles(lines, last, start)


def _list_of_titles(lines: list[Line], last: int, start: int) -> int:
    """Where a run of three or more headings begins that ends the page below a story of some length; else behind the last line."""
    first = last
    while first > start and _looks_like_a_title(lines[first]):
        first -= 1
    enough = last - first >= 3 and not lines[first].text.endswith((":", ";", ",")) and sum(line.prose for line in lines[start : first + 1]) >= 3
    return first + 1 if enough else last + 1


def _looks_like_a_title(line: Line) -> bool:
    return line.heading and FIGURE.search(line.text) is None and 3 <= line.words <= 25 and not BULLET.match(line.text) and not DASH.match(line.text)


def _fragment(lines: list[Line], last: int) -> bool:
    """«Правда Востока», «УЗИНФОРМ» below the last paragraph: whose story it is."""
    line, above = lines[last], lines[last - 1]
    named = line.heading and line.words <= 3 and line.text[0].isupper() and not line.text.endswith(("!", "?"))
    return named and above.prose and not above.text.endswith((":", ";", ","))


def _mark_items(lines: list[Line], start: int) -> None:
    dashed = [bool(DASH.match(line.text)) and line.role == "text" and not SPEECH.search(line.text) for line in lines]
    for number in range(start, len(lines)):
        line = lines[number]
        # One dash alone opens direct speech; a list has two.
        near = [other for other in (number - 1, number + 1) if 0 <= other < len(lines) and dashed[other] and lines[other].text[0] == line.text[0]]
        if line.role == "text" and (BULLET.match(line.text) or (dashed[number] and near)):
            line.role = "item"


def mark_repeats(lines: list[Line]) -> None:
    """A line that says the headline again is furniture; the first stays."""
    title = next((line for line in lines if line.role == "title"), None)
    key = _key(title.text) if title else ""
    for line in lines if key else []:
        if line is not title and line.role in ("text", "lead", "signature") and len(key) <= len(line.text) <= len(key) + 60:
            # «Чебоксары приняли гостейФото: мэрия»: the headline as the caption of a picture, with the source glued to it.
            again = _key(line.text)
            if again.startswith(key) and (again == key or not line.prose):
                line.role = "furniture"


def keep_something(lines: list[Line]) -> None:
    """Nothing of the story left: then everything is kept that is not furniture by its own words."""
    if any(line.role in ("text", "title", "lead", "item") for line in lines):
        return
    for line in lines:
        if len(line.text) > 40 or line.role in ("signature", "rubric", "menu"):
            line.role = "text"
    for line in lines if not any(line.role == "text" for line in lines) else []:
        line.role = "text"


def _mark(lines: list[Line]) -> None:
    for line in lines:
        line.role = "furniture"


def _key(text: str) -> str:
    return NOT_ALNUM.sub(" ", text.casefold().replace("ё", "е")).strip()
