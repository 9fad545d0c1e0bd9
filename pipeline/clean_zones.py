"""Lines in their place: the head of a page, tails of other items, side boxes, signatures, repeated headlines."""

from __future__ import annotations

import re

from pipeline.clean_lines import Line
from pipeline.clean_phrases import names_newspaper

CLOSE_BUTTON = frozenset("×✕✖xXхХ")
KEPT = frozenset(("text", "title", "lead", "item"))
LONG = 100
MASTHEAD = 5  # words that the name of a newspaper or of an author may have
BULLET = re.compile(r"[•*·●▪◦✔✅➡►▶🔹🔸♦]\s*\S|\d{1,2}\)\s+\S")
DASH = re.compile(r"[-–—]\s+\S")
SPEECH = re.compile(r"[,!?…][»\"”]?\s+[–—-]\s+[а-яё]")
TIMED_TITLE = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d\s+\S")
NOT_ALNUM = re.compile(r"[\W_]+")


def mark_head(lines: list[Line], title: str | None = None) -> int:
    """Lines in, the number of the first line of the story out; above it one line becomes the title, others lead or furniture.

    «Деловой вестник ⏎ 6 июня 2025 ⏎ Итоги форума ⏎ Вчера завершился …» → furniture, date, title, 3.
    """
    known = _key(title or "")
    named = next((number for number, line in enumerate(lines[:40]) if known and _key(line.text) == known), None)
    start = next((number for number, line in enumerate(lines) if line.prose and (named is None or number > named)), None)
    head = lines if start is None else lines[:start]
    for line in head:
        if (TIMED_TITLE.match(line.text) and line.role == "text") or line.role in ("tail", "teaser", "sidebox"):
            line.role = "furniture"
    chosen = _headline(head) if named is None else named
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


def _headline(head: list[Line]) -> int | None:
    """The first candidate that is not a masthead, the name of a section or of the author."""
    candidates = [number for number, line in enumerate(head) if line.role == "text" or (line.role == "signature" and line.label != "capitals")]
    markers = [number for number, line in enumerate(head) if line.role in ("date", "menu", "furniture", "rubric")]
    for place, number in enumerate(candidates):
        later = [other for other in candidates[place + 1 :] if head[other].role == "text"]
        marker = next((other for other in markers if other > number), None)
        before_marker = marker is not None and any(other > marker for other in later)
        if not (later and _masthead(head[number], before_marker)):
            return number
    return None


def _masthead(line: Line, before_marker: bool) -> bool:
    """«Деловой вестник» with a date or a menu under it, «Наш край. Новости города и области», «События»: and a headline follows."""
    return line.words == 1 or (before_marker and line.words <= MASTHEAD) or (line.words <= 2 * MASTHEAD and names_newspaper(line.folded))


def mark_tails(lines: list[Line], start: int) -> None:
    """From each «Читайте также» or «Другие новости» on, everything is furniture until the story clearly goes on."""
    number = start
    while number < len(lines):
        line = lines[number]
        if line.text in CLOSE_BUTTON and number > start and lines[number - 1].words <= 3:
            lines[number - 1].role = "furniture"
            _mark(lines, number, len(lines))
            return
        if line.role in ("tail", "teaser"):
            number = _tail_end(lines, number, start)
        else:
            number += 1


def _tail_end(lines: list[Line], opener: int, start: int) -> int:
    """Mark the tail that opens here and give the number of the line after it."""
    resumed = _resumes(lines, opener)
    before = sum(len(line.text) for line in lines[start:opener] if line.prose)
    if resumed is None and before < 200 and sum(len(line.text) for line in lines[opener:] if line.prose) > 3 * before + 400:
        resumed = opener + 1  # all but nothing stands above: it can hardly be the end of the story
    stop = len(lines) if resumed is None else resumed
    _mark(lines, opener, stop)
    return stop


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


def mark_box(lines: list[Line], start: int) -> None:
    """«Справка» and the paragraph under it, or the lines down to the next empty one, are furniture."""
    for number in range(start, len(lines)):
        if lines[number].role == "sidebox":
            _mark(lines, number, _box_end(lines, number))


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
    while last > start and (lines[last].role not in KEPT or _list_of_titles(lines, last, start)):
        if lines[last].role == "text":
            _mark(lines, last, last + 1)
        last -= 1
    for offset, line in enumerate(lines[start : last + 1]):
        # «Пресс-служба завода опровергла слухи», a name as a subheading, a date as a step of a chronicle: inside a story they are text.
        unlabelled = line.role == "byline" and not line.label.endswith(":")
        chronicle = line.role == "date" and line.label not in ("labelled", "date") and offset > 2
        if unlabelled or chronicle or line.role in ("signature", "rubric"):
            line.role = "text"
    _mark_items(lines, start)


def _list_of_titles(lines: list[Line], last: int, start: int) -> bool:
    """The line belongs to three or more headings in a row that end the page, below a story of some length."""
    first = last
    while first > start and lines[first].heading and 3 <= lines[first].words <= 25:
        first -= 1
    run = last - first
    if lines[last].role != "text" or run < 3 or lines[first].text.endswith((":", ";", ",")) or BULLET.match(lines[last].text) or DASH.match(lines[last].text):
        return False
    return sum(line.prose for line in lines[start:last]) >= 3


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
        # «Чебоксары приняли гостейФото: мэрия»: the headline as the caption of a picture, with the source glued to it.
        again = line.role in ("text", "lead", "signature") and len(line.text) <= len(key) + 60 and _key(line.text).startswith(key)
        if again and line is not title and (not line.prose or _key(line.text) == key):
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


def _mark(lines: list[Line], start: int, stop: int) -> None:
    for line in lines[start:stop]:
        line.role = "furniture"


def _key(text: str) -> str:
    return NOT_ALNUM.sub(" ", text.casefold().replace("ё", "е")).strip()
