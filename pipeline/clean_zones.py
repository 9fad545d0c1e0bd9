"""Lines in their place: the head of a page, tails of other items, side boxes, signatures, repeated headlines."""

from __future__ import annotations

import re

from pipeline.clean_lines import Line

CLOSE_BUTTON = frozenset("×✕✖xXхХ")
LONG = 100
BULLET = re.compile(r"[•*·●▪◦✔✅➡►▶🔹🔸♦]\s*\S|\d{1,2}\)\s+\S")
DASH = re.compile(r"[-–—]\s+\S")
SPEECH = re.compile(r"[,!?…][»\"”]?\s+[–—-]\s+[а-яё]")
TIMED_TITLE = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d\s+\S")
NOT_ALNUM = re.compile(r"[\W_]+")


def mark_head(lines: list[Line], title: str | None = None) -> int:
    """Lines in, the number of the first line of the story out; above it one line becomes the title, others lead or furniture.

    «Деловой вестник ⏎ 6 июня 2025 ⏎ Итоги форума ⏎ Вчера завершился …» → furniture, date, title, 3.
    """
    start = next((number for number, line in enumerate(lines) if line.prose), len(lines))
    head = lines[:start]
    known = _key(title or "")
    named = next((number for number, line in enumerate(head) if known and _key(line.text) == known), None)
    candidates = [number for number, line in enumerate(head) if line.role in ("text", "signature") and not TIMED_TITLE.match(line.text)]
    markers = [number for number, line in enumerate(head) if line.role in ("date", "menu", "furniture", "rubric")]
    for line in head:
        if TIMED_TITLE.match(line.text) and line.role == "text":
            line.role = "furniture"
        elif line.role in ("tail", "teaser", "sidebox"):
            line.role = "furniture"
    chosen = named if named is not None else _headline(head, candidates, markers)
    for number in candidates:
        line = head[number]
        if number == chosen:
            line.role = "title"
        elif chosen is not None and number < chosen:
            line.role = "furniture" if _masthead(line) or named is not None and line.words < 7 else "lead"
        elif line.role == "text":
            line.role = "lead"
    if chosen is not None and named is not None and head[chosen].role != "title":
        head[chosen].role = "title"
    return start


def _headline(head: list[Line], candidates: list[int], markers: list[int]) -> int | None:
    """The first candidate, unless it is short, a date or menu follows, and after that comes another candidate: then it is the masthead."""
    for number in candidates:
        following = next((marker for marker in markers if marker > number), None)
        later = following is not None and any(other > following and head[other].role == "text" for other in candidates)
        if not (later and _masthead(head[number])):
            return number
    return None


def _masthead(line: Line) -> bool:
    return line.words <= 5


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
    """From the end upwards: signatures, sources and lists of titles are furniture; then bullets become items."""
    last = len(lines) - 1
    while last > start and not (lines[last].role in ("text", "title", "lead", "item") and not _list_of_titles(lines, last, start)):
        if lines[last].role == "text":
            _mark(lines, last, last + 1)
        last -= 1
    for number in range(start, len(lines)):
        line = lines[number]
        if line.role in ("byline", "signature", "rubric") and number <= last and not (line.role == "byline" and line.label.endswith(":")):
            line.role = "text"
        elif line.role in ("date", "menu") and start + 2 < number <= last and line.label not in ("labelled", "date") and line.role == "date":
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
    for number in range(start, len(lines)):
        line = lines[number]
        if line.role != "text":
            continue
        dashed = DASH.match(line.text) is not None and SPEECH.search(line.text) is None
        neighbours = [lines[other] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
        if BULLET.match(line.text) or (dashed and any(DASH.match(near.text) and near.text[0] == line.text[0] and not SPEECH.search(near.text) for near in neighbours)):
            line.role = "item"


def mark_repeats(lines: list[Line]) -> None:
    """A line that says the headline again is furniture; the first stays."""
    title = next((line for line in lines if line.role == "title"), None)
    if title:
        key = _key(title.text)
        for line in lines:
            if line is not title and line.role in ("text", "lead") and len(line.text) <= len(title.text) + 40 and _key(line.text) == key:
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
