"""The command line: arguments in, one call, print out.

Heavy modules are imported inside the commands, so that `svyazi --help` is there at once.
"""

from __future__ import annotations

import atexit
import codecs
import json as json_format
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.summary import Summary

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)

In = Annotated[list[Path], typer.Argument(metavar="IN", help="Files, folders or archives with articles.", show_default=False)]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder for the tables; made if it is not there.", show_default=False)]
Made = Annotated[Path, typer.Argument(metavar="OUT", help="A folder that `svyazi run` wrote.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")]
Published = Annotated[
    datetime | None, typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="Day of publication (2025-11-19): what «вчера» means.", show_default=False)
]


@app.callback()
def svyazi() -> None:
    """Russian news about cooperation (visits, meetings, agreements, contracts, trade figures), turned into parquet tables."""


@app.command(epilog="Example: svyazi run data/raw --out data/processed")
def run(
    inputs: In,
    out: Out,
    workers: Annotated[int, typer.Option("--workers", "-j", min=0, help="Processes; 0 means one per core.", show_default="one per core")] = 0,
    engine: Annotated[str, typer.Option(help="What tags the text: packed, or natasha (the reference, slower).")] = "packed",
    text_column: Annotated[str | None, typer.Option(help="Column or key that holds the text, in tables and JSON.", show_default="found by name")] = None,
    title_column: Annotated[str | None, typer.Option(help="Column or key that holds the headline.", show_default="found by name")] = None,
    url_column: Annotated[str | None, typer.Option(help="Column or key that holds the address.", show_default="found by name")] = None,
    date_column: Annotated[str | None, typer.Option(help="Column or key that holds the publication date.", show_default="found by name")] = None,
    encoding: Annotated[str | None, typer.Option(help="Encoding of the files.", show_default="detected")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget what an earlier run left in the output folder.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with code 3 if anything was rejected.")] = False,
    gate: Annotated[bool, typer.Option("--gate/--no-gate", help="Leave articles without facts untagged: much faster, but they have no mentions.")] = True,
    cache: Annotated[Path | None, typer.Option(help="Folder that keeps annotations for runs with other rules.", show_default="none")] = None,
    cache_megabytes: Annotated[int, typer.Option(min=1, help="How large that folder may grow.")] = 1000,
    json: Json = False,
    no_progress: Annotated[bool, typer.Option("--no-progress", help="Show no progress bar.")] = False,
) -> None:
    """Turn articles into tables. A run that was stopped goes on where it stopped."""
    check_paths(inputs, out)
    check_encoding(encoding)
    from pipeline.executors import set_up_libraries

    set_up_libraries()
    from pipeline import run as flow
    from pipeline.bar import bar
    from pipeline.reading import ReadOptions
    from pipeline.summary import summarize

    reading = ReadOptions(text_column, title_column, url_column, date_column, encoding)
    options = flow.Options(engine, workers or cores(), fresh=fresh, reading=reading, gate=gate, cache=cache, cache_megabytes=cache_megabytes)
    try:
        with bar(shown=not (no_progress or json) and sys.stderr.isatty()) as report:
            flow.run(inputs, out, options, progress=report)
    except KeyboardInterrupt:
        typer.echo(f"stopped; the tables in {out} hold what was finished, and the same command goes on from there", err=True)
        raise typer.Exit(130) from None
    summary = summarize(out)
    show(summary, json=json)
    if strict and summary.rejects:
        raise typer.Exit(3)


@app.command(epilog="Example: svyazi info data/processed")
def info(out: Made, json: Json = False) -> None:
    """Say what an output folder holds."""
    from pipeline.summary import summarize

    show(summarize(out), json=json)


@app.command(epilog="Example: svyazi evaluate tests/gold --errors errors.txt")
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A folder of annotated articles (*.json).", show_default=False)],
    articles: Annotated[Path | None, typer.Option(help="Their texts.", show_default="GOLD/articles, or data/raw beside tests/gold")] = None,
    run: Annotated[Path | None, typer.Option(metavar="OUT", help="Judge what a run wrote instead of extracting anew.", show_default=False)] = None,
    errors: Annotated[Path | None, typer.Option(metavar="FILE", help="Write what was missed, invented or filled wrongly; - prints it.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Say how right the rows are: precision, recall and F1 against annotated articles."""
    from reports import commands

    commands.put(commands.evaluate(gold, articles=articles, run=run, errors=errors, as_json=json))


@app.command(epilog="Example: svyazi explain --text 'Делегация Минска прибыла в Пензу.'")
def explain(
    where: Annotated[Path | None, typer.Argument(metavar="OUT|ARTICLE", help="What `svyazi run` wrote, or an article.", show_default=False)] = None,
    what: Annotated[str | None, typer.Argument(metavar="FACT_ID|PHRASE", help="A fact's id, or words of the article.", show_default=False)] = None,
    text: Annotated[str | None, typer.Option("--text", help="Explain this text instead.", show_default=False)] = None,
    published: Published = None,
) -> None:
    """Say why a row is there, or why a sentence gives none."""
    from reports import commands

    commands.put(commands.explain(where, what, text=text, published=published.date() if published else None))


@app.command(epilog="Example: svyazi rules visits.arrive")
def rules(
    rule: Annotated[str | None, typer.Argument(metavar="ID", help="Show this rule, with what its examples yield now.", show_default=False)] = None,
    table: Annotated[str | None, typer.Option(help="Only the rules of this table.", show_default="all")] = None,
    unused: Annotated[bool, typer.Option("--unused", help="Only the rules that nothing set off.")] = False,
    gold: Annotated[Path | None, typer.Option(help="Annotated articles to count on.", show_default="tests/gold")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """List the rules, how often they fired on annotated articles and how often they were right."""
    from reports import commands

    commands.put(commands.rules(rule, table=table, unused=unused, gold=gold, as_json=json))


@app.command(epilog="Example: svyazi parse 'Экспорт в Беларусь вырос на 30%.'")
def parse(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A phrase.", show_default=False)],
    published: Published = None,
) -> None:
    """Show what a rule can see in a phrase: words, mentions, dates, sums, places, and the rules that its words set off."""
    from reports import commands

    commands.put(commands.parse(text, published=published.date() if published else None))


@app.command(epilog="Example: svyazi diff data/before data/processed")
def diff(
    before: Annotated[Path, typer.Argument(metavar="OUT1", help="A folder that `svyazi run` wrote.", show_default=False)],
    after: Annotated[Path, typer.Argument(metavar="OUT2", help="Another one.", show_default=False)],
    json: Annotated[bool, typer.Option("--json", help="Print the difference as JSON.")] = False,
) -> None:
    """Say what changed between two runs: rows gained, lost and altered."""
    from reports import commands

    commands.put(commands.diff(before, after, as_json=json))


@app.command(epilog="Example: svyazi export data/processed --format csv --out tables")
def export(
    made: Made,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the files; made if it is not there.", show_default=False)],
    form: Annotated[str, typer.Option("--format", help="csv, jsonl, or factrueval (docs/factrueval.md).")] = "csv",
) -> None:
    """Write the fact tables in another format."""
    from reports import commands

    commands.put(commands.export(made, out, form))


# Further commands stand here: each takes its arguments, calls one function and prints what it returns.


def show(summary: Summary, *, json: bool) -> None:
    """A summary → standard output, for people or as JSON."""
    if json:
        typer.echo(json_format.dumps(asdict(summary), ensure_ascii=False, indent=2))
    else:
        from pipeline.summary import as_text

        typer.echo(as_text(summary))


def check_paths(inputs: list[Path], out: Path) -> None:
    """Refuse, with a word on what would be right, an input that is not there and an output that would destroy something."""
    for path in inputs:
        if str(path) == "-":
            continue
        if not path.exists():
            raise typer.BadParameter(f"there is no {path}; give files, folders or archives with articles", param_hint="IN")
        if path.is_dir() and out.resolve().is_relative_to(path.resolve()):
            raise typer.BadParameter(f"{out} lies inside the input {path}, so its tables would be read; choose a folder elsewhere", param_hint="--out")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise typer.BadParameter(f"{out} is a file; the tables need a folder", param_hint="--out") from None
    except OSError as error:
        raise typer.BadParameter(f"{out} cannot be made: {error.strerror}; choose a folder elsewhere", param_hint="--out") from None


def check_encoding(encoding: str | None) -> None:
    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError:
        raise typer.BadParameter(f"no encoding {encoding!r}; usual ones are utf-8, cp1251, koi8-r", param_hint="--encoding") from None


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def check_packages() -> None:
    """Stop with a clear word when another package of the same name hides one of ours."""
    here = Path(__file__).resolve().parent
    for name in ("schemas", "pipeline", "extractors", "reports"):
        spec = find_spec(name)
        if spec is None:
            raise SystemExit(f"svyazi: the package {name!r} is not installed, so the installation is older than the code; run `make setup`.")
        found = Path(spec.origin).resolve().parent if spec.origin else None
        if found != here / name:
            raise SystemExit(
                f"svyazi: the package {name!r} is taken from {found}, not from {here / name}.\n"
                "Another package or folder of that name hides it; run svyazi in its own virtual environment (make run), and not with PYTHONPATH set."
            )


def leave(code: int) -> None:
    """End the process. Python would first take apart all that was loaded, object by object, a fifth of a second long."""
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # nobody reads any more
            stream.flush()
    os._exit(code)


def main() -> None:
    """The command `svyazi`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    check_packages()
    try:
        app()
    except SystemExit as end:
        if not isinstance(end.code, int | None):
            raise
        leave(end.code or 0)
    except (OSError, ValueError, RuntimeError) as error:
        if os.environ.get("SVYAZI_TRACEBACK"):
            raise
        typer.echo(f"svyazi: {error}", err=True)
        raise SystemExit(2 if isinstance(error, ValueError | FileNotFoundError) else 1) from None


if __name__ == "__main__":
    main()
