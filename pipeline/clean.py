"""Raw article in, article out: which parts of the text are the article itself, its title, dateline and date of publication.

Every line gets a role by itself (`clean_lines`); then the passes here look at its place: the head above the first prose,
tails and boxes below it, signatures and lists of titles at the end. When unsure a line is kept: a lost paragraph costs more
than a kept caption. The text never changes; blocks are spans of it.
"""

from __future__ import annotations

from datetime import date

from pipeline.clean_date_lines import FURNISHED, date_beside, is_bare_date
from pipeline.clean_dateline import find_dateline
from pipeline.clean_dates import date_of_speaking
from pipeline.clean_line import Line
from pipeline.clean_lines import split_lines
from pipeline.clean_spans import block_of
from pipeline.clean_tail import mend_tail
from pipeline.clean_zones import KEPT, keep_something, mark_box, mark_end, mark_head, mark_repeats, mark_tails
from schemas.article import Article, Block, RawArticle, Span

HEAD = 8  # lines


def clean(raw: RawArticle) -> Article:
    """A raw article in, the article with its body marked out.

    «Главная / Новости ⏎ 19.11.2025 ⏎ Визит делегации ⏎ Пенза, 19 ноября. Гости …» → title «Визит делегации», two blocks,
    published 2025-11-19 from "date line", dateline «Пенза, 19 ноября.»
    """
    lines = split_lines(raw.text)
    body_start = mark_head(lines, raw.title)
    mark_tails(lines, body_start)
    mark_box(lines, body_start)
    mark_end(lines, body_start)
    mark_repeats(lines)
    keep_something(lines)
    mend_tail(lines)
    blocks = tuple(block for line in lines if line.role in KEPT and (block := block_of(line, raw.text)))
    dateline = find_dateline(raw.text, blocks)
    published, published_from = _published(raw, lines, body_start, dateline.day if dateline else None)
    return Article(
        article_id="a" + raw.sha256[:16],
        source=raw.source,
        url=raw.url,
        title=raw.title or _title(raw.text, blocks),
        published=published,
        published_from=published_from,
        text=raw.text,
        blocks=blocks,
        sha256=raw.sha256,
        encoding=raw.encoding,
        dateline=Span(dateline.start, dateline.stop) if dateline else None,
    )


def _title(text: str, blocks: tuple[Block, ...]) -> str | None:
    return next((" ".join(text[block.start : block.stop].split()) for block in blocks if block.kind == "title"), None)


def _published(raw: RawArticle, lines: list[Line], body_start: int, in_dateline: date | None) -> tuple[date | None, str | None]:
    """What the container says, then a line that is a date, then the dateline; never a teaser's, a box's or a tail's."""
    if raw.published:
        return raw.published, raw.published_from
    dated = [(number, line) for number, line in enumerate(lines) if line.role == "date" and line.day and line.label != "changed"]
    near = [(number, line) for number, line in dated if number <= body_start + 2 or line.label in ("labelled", "date")]
    if near:
        # Of several the labelled one, then the one with a time of day, then the last before the story: page clocks stand higher.
        best = max(near, key=lambda pair: (pair[1].label in ("labelled", "date"), pair[1].label == "timed", -abs(pair[0] - body_start)))
        return best[1].day, "date line"
    if in_dateline:
        return in_dateline, "dateline"
    beside = next((day for line in lines[: body_start + 2][:HEAD] if (line.role in KEPT or line.role in FURNISHED) and (day := date_beside(line))), None)
    if beside:
        return beside, "date line"
    spoken = next((day for line in lines if line.role in KEPT and (day := date_of_speaking(line.text, 0, len(line.text)))), None)
    if spoken:
        return spoken, "text"
    below = [line for _, line in dated if is_bare_date(line)]
    return (below[-1].day, "date line") if below else (None, None)
