"""The whole flow: input files in, tables out. The only module that joins the pipeline to the extractors.

input ─read→ RawArticle ─(blocks)→ clean → annotate → extract → rows ─write→ parquet
          └─ Reject ───────────────────────────────────────────────→ rejects

`intake` reads, `blocks` cuts, `executors` spread the work, `work` says what it is, `write` writes.
"""

from __future__ import annotations

import functools
import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path

import extractors
from extractors.article.cooperation import has_one_side
from extractors.article.topics import is_off_topic
from extractors.matching import needed
from pipeline import annotate, clean, engines, executors, read, rows, work
from pipeline.blocks import Batch, Block, Found, batches, blocks
from pipeline.cache import LARGEST, Cache, cached
from pipeline.gate import Annotate, Needs, gated
from pipeline.intake import items
from pipeline.reading import ReadOptions
from pipeline.tally import tally
from pipeline.version import fingerprint
from pipeline.write import Output, Part
from schemas import arrow
from schemas.arrow import Tables
from schemas.article import RawArticle
from schemas.facts import TABLES, EntityRow

SAMPLE = RawArticle("", "Визит в Пензу\n\nДелегация Минска 19 ноября 2025 года посетила Пензу и купила 10 тракторов за 5 млн рублей.", "0" * 64, "utf-8")
COLLECT_AFTER = 50_000  # objects: an article makes thousands, nearly all of which go without the collector
ENTITIES_AT_ONCE, PIECES_AT_ONCE = 1_000, 10  # rows of `entities` that are laid into a table, and such tables that are written together


@dataclass(frozen=True, slots=True)
class Options:
    """How to run. No `executor` means the one that suits the number of workers."""

    engine: str = "packed"
    workers: int = 1
    executor: str | None = None
    fresh: bool = False
    reading: ReadOptions | None = None
    gate: bool = True  # articles in which no rule can find anything are not annotated, and have no rows in `mentions`
    cache: Path | None = None  # a folder for annotations; they are used again by runs with other rules
    cache_megabytes: int = LARGEST


@dataclass(frozen=True, slots=True)
class Done:
    """A step of a run: `articles` more are done, and `sources` of all `of` are now behind it."""

    sources: int
    of: int
    articles: int
    reused: bool = False


Progress = Callable[[Done], None]


def run(
    inputs: Sequence[Path],
    out: Path,
    options: Options,
    *,
    progress: Progress = lambda done: None,
    stages: Callable[[], work.Stages] | None = None,
) -> None:
    """Input files and folders → the tables in `out`. Goes on where an earlier run over the same input stopped."""
    sources = deque(sorted(read.list_sources(inputs), key=lambda source: source.name))
    of = len(sources)
    load = functools.partial(load_stages, options.engine, gate=options.gate, cache=options.cache, cache_megabytes=options.cache_megabytes)
    start = functools.partial(work.begin, stages or load)
    execute = executors.choose(options.executor, workers=options.workers)
    start()  # what cannot start must not touch the output
    with Output(out, fingerprint(options.engine, options.reading, options.gate), fresh=options.fresh) as output:
        try:
            found = items(emptied(sources), options.reading or ReadOptions(), execute, workers=options.workers)
            todo = unfinished(blocks(found, version=output.version), output, of, progress)
            with closing(execute(start, todo, work.failed, workers=options.workers)) as results:
                for block, of_block in groupby(reported(results, of, progress), key=lambda result: result[0].block):
                    publish(output, block, [tables for _, made in of_block for tables in made])
            output.finish()
        finally:
            write_entities(output)


@functools.cache
def load_stages(engine: str, *, gate: bool = True, cache: Path | None = None, cache_megabytes: int = LARGEST) -> work.Stages:
    """An engine's name → what is done with an article. Everything that is loaded on first use is loaded here.

    So a bad rule stops the run before any article is read, and workers that are forked from here share what was loaded.
    """
    gc.set_threshold(COLLECT_AFTER)
    tag: Annotate = functools.partial(annotate.annotate, engine=engines.load(engine))
    extractors.extract(tag([clean.clean(SAMPLE)])[0])
    if cache is not None:
        tag = cached(tag, Cache(cache, fingerprint(engine, packages=("schemas", "pipeline")), cache_megabytes))
    if gate:
        tag = gated(tag, needs())
    return work.Stages(clean.clean, tag, extractors.extract)


def needs() -> Needs:
    """What the gate asks of the extractors."""
    return Needs(needed.together(), needed.measures(), is_off_topic, needed.at_home(), has_one_side, needed.may_match)


def emptied(sources: deque[read.Source]) -> Iterator[read.Source]:
    """The sources, each forgotten when it comes: while words are learned, names of files make room for them."""
    while sources:
        yield sources.popleft()


def unfinished(blocks: Iterable[Block], output: Output, of: int, progress: Progress) -> Iterator[tuple[Batch, Sequence[Found]]]:
    """Blocks → batches of those that are still to be done."""
    for block in blocks:
        if output.has(block.key):
            progress(Done(block.items[-1].number, of, sum(isinstance(item.read, RawArticle) for item in block.items), reused=True))
        else:
            yield from ((batch, batch.found) for batch in batches(block))


def reported(results: Iterable[tuple[Batch, list[Tables]]], of: int, progress: Progress) -> Iterator[tuple[Batch, list[Tables]]]:
    """Results as they come, each told to `progress`."""
    for batch, made in results:
        progress(Done(batch.number, of, batch.articles))
        yield batch, made


def publish(output: Output, block: Block, made: Sequence[Tables]) -> None:
    """A block and the tables of its batches → its parts of all tables, in the input's order."""
    found = {name: arrow.together(some) for name in TABLES if (some := [tables[name] for tables in made if name in tables])}
    output.publish(Part(block.key, block.items[0].place, block.items[-1].place, {name: table.num_rows for name, table in found.items()}), found)


def write_entities(output: Output) -> None:
    """Mentions and parties of all finished blocks → the table `entities`."""
    entities = map(rows.entity_row, tally(output.rows(["mentions", "parties"], rows.TOLD), output.staging))
    pieces = (arrow.table(EntityRow, some) for some in iter(lambda: list(islice(entities, ENTITIES_AT_ONCE)), []))
    output.replace("entities", output.state(), map(arrow.together, iter(lambda: list(islice(pieces, PIECES_AT_ONCE)), [])))
