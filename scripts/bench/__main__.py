"""How fast svyazi is beside natasha, on the same articles, in one run: `make bench`, or `python scripts/bench --help`.

Every contender runs in a process of its own with one BLAS thread; they take turns, and each turn brings articles that none of
them has seen. CPU seconds are compared. What is printed is also written to docs/speed.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from articles import articles
from contenders import ROOT
from turns import ENVIRONMENT, Contender, Row, beside, compiled_of_these_sources, ratio, shares

REPORT = ROOT / "docs" / "speed.md"
SHORT = "Делегация Минска посетила Пензу 5 мая 2025 года."
WARM_UP = 16  # articles before the first round: what is loaded on first use is not counted
FEED = 10  # of so many articles of a feed one is about cooperation
AT_ONCE = 50  # articles that the two engines annotate before they are compared
Files = list[Path]
COMPILED_SAYS = """Rows that say «compiled» are about the build of `make compiled`, the same code with its slow modules compiled; all others are about the plain one.
"""


class Bench:
    """Articles as files in a folder of its own, and what is measured on them."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self.folder, self.options = folder, options
        self.first = self.written("first", [SHORT])[0]

    def written(self, name: str, texts: Iterable[str]) -> Files:
        """Texts → files with them."""
        into = self.folder / name
        into.mkdir()
        for number, text in enumerate(texts):
            (into / f"{number:06}.txt").write_text(text, encoding="utf-8")
        return texts_in(into)

    def rounds(self, kind: str) -> list[Files]:
        """The articles of each round; the first are to warm up. A corpus of one's own is dealt out in the same way."""
        count, rounds = self.options.articles, self.options.rounds
        texts = texts_of(self.options.corpus) if self.options.corpus else articles(WARM_UP + count * rounds, kind=kind, seed=11)
        files = self.written(kind, texts)
        if len(files) < WARM_UP + rounds:
            raise SystemExit(f"{len(files)} articles are too few: {WARM_UP} to warm up and one for each of {rounds} rounds")
        return [files[:WARM_UP], *(some for number in range(rounds) if (some := files[WARM_UP + number :: rounds][:count]))]

    @contextmanager
    def contenders(self, names: Sequence[str]) -> Iterator[list[Contender]]:
        started = [Contender(name, self.first) for name in names]
        try:
            yield started
        finally:
            for one in started:
                one.close()

    def compare(self, names: Sequence[str], rounds: Sequence[Files]) -> list[Contender]:
        """Contenders by name → the same, each having done all rounds, taking turns."""
        with self.contenders(names) as found:
            for one in found:
                one.work(rounds[0])
            for files in rounds[1:]:
                for one in found:
                    one.costs.append(one.work(files))
            return found

    def report(self) -> Iterator[Row]:
        """The rows, as they are measured."""
        kinds = ["corpus"] if self.options.corpus else ["cooperation", "general"]
        rest: list[Row] = []
        for kind in kinds:
            ratios, facts = self.against_natasha(kind)
            yield from ratios
            rest += facts
        yield self.scanners(kinds[0])
        if self.options.workers:
            speed_up, share = self.workers(self.options.workers)
            yield speed_up
            rest.append(share)
        if self.options.grow:
            yield self.growth(self.options.grow // 20, self.options.grow)
        yield from rest
        yield from self.start_up()
        if self.options.same:
            yield Row("tokens on which the engine and natasha itself differ", differences(list(articles(self.options.same, kind="mixed", seed=9))))

    def against_natasha(self, kind: str) -> tuple[list[Row], list[Row]]:
        """The ratios first, then what they are made of."""
        rounds = self.rounds(kind)
        count = sum(map(len, rounds[1:]))
        names = ["natasha", "natasha+dates+money", "svyazi", "svyazi, gate", "svyazi, ten times the rules"]
        found = self.compare([*names, *(["svyazi, compiled", "svyazi, compiled, gate"] if self.options.compiled else [])], rounds)
        readme, facts, ours, gated, many, *compiled = found
        ratios = [
            Row(f"{kind}, every article annotated: times the speed of natasha's README pipeline", ratio(readme, ours)),
            Row(f"{kind}, every article annotated: times README with its dates and money", ratio(facts, ours)),
            Row(f"{kind}, with the gate: times README", ratio(readme, gated)),
            Row(f"{kind}, with the gate: times README with its dates and money", ratio(facts, gated)),
            Row(f"{kind}: time with ten times the rules, times the time with these", ratio(many, ours)),
        ]
        if compiled:
            ratios += beside(kind, found)
        told = [*found[:4], *compiled]
        speeds = ", ".join(f"{one.name} {count / one.cpu():.1f}" for one in told)
        size = sum(len(file.read_text(encoding="utf-8")) for files in rounds[1:] for file in files) // count
        peaks = ", ".join(f"{one.name} {one.peak():.0f} MB" for one in told)
        return ratios, [
            Row(f"{kind}: articles a second ({count} of {size:,} characters)", speeds),
            Row(f"{kind}: share of CPU, every article annotated", shares(ours)),
            *([Row(f"{kind}: share of CPU, every article annotated, compiled", shares(compiled[0]))] if compiled else []),
            Row(f"{kind}: peak memory of one process", peaks),
        ]

    def scanners(self, kind: str) -> Row:
        rounds = [files[: self.options.articles // 2 + 1] for files in self.again(kind)]
        theirs, ours = self.compare(["natasha extractors", "svyazi scanners"], rounds)
        return Row("dates and sums alone: times the speed of natasha's DatesExtractor and MoneyExtractor", ratio(theirs, ours))

    def again(self, kind: str) -> list[Files]:
        """The articles that were written for a kind, in rounds."""
        files = texts_in(self.folder / kind)
        return [files[:WARM_UP], *(files[WARM_UP + number :: self.options.rounds] for number in range(self.options.rounds))]

    def workers(self, count: int) -> tuple[Row, Row]:
        """`svyazi run` with one worker and with two, by the clock, in turns; and the workers' share of memory."""
        self.written("workers", articles(count, kind="cooperation", seed=5))
        seconds: dict[int, list[float]] = {1: [], 2: []}
        share = 0.0
        for number in range(2):
            for workers in (1, 2):
                wall, _, pss = self.run("workers", f"workers-{workers}-{number}", "--workers", str(workers), "--no-gate")
                seconds[workers].append(wall)
                share = max(share, pss) if workers == 2 else share
        alone, two = (statistics.median(seconds[workers]) for workers in (1, 2))
        return (
            Row(f"two workers: times the speed of one, by the clock ({count:,} articles, {alone:.0f} s and {two:.0f} s)", f"{alone / two:.2f}"),
            Row("memory of a worker (PSS), at most", f"{share:.0f} MB"),
        )

    def growth(self, few: int, many: int) -> Row:
        """`svyazi run` on a feed, of which one article in ten is about cooperation."""
        peaks = []
        for count in (few, many):
            general, ours = (articles(count, kind=kind, seed=3) for kind in ("general", "cooperation"))
            self.written(f"feed-{count}", (next(ours if number % FEED == 0 else general) for number in range(count)))
            peaks.append(self.run(f"feed-{count}", f"out-{count}", "--workers", "1")[1])
        return Row(f"peak memory after {many:,} articles, times that after {few:,} ({peaks[1]:.0f} MB and {peaks[0]:.0f} MB)", f"{peaks[1] / peaks[0]:.2f}")

    def run(self, into: str, out: str, *options: str) -> tuple[float, float, float]:
        """`svyazi run` → seconds by the clock, its peak of resident memory, the largest share of a worker; both in MB."""
        command = [sys.executable, str(ROOT / "cli.py"), "run", str(self.folder / into), "--out", str(self.folder / out), "--no-progress", *options]
        begin, most, peak = time.perf_counter(), 0.0, 0.0
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT, cwd=ROOT)
        while process.poll() is None:
            most = max([most, *(megabytes(child, "smaps_rollup", "Pss:") for child in children(process.pid))])
            peak = max(peak, megabytes(process.pid, "status", "VmHWM:"))
            time.sleep(0.1)
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)} ended with code {process.returncode}")
        return time.perf_counter() - begin, peak, most

    def start_up(self) -> Iterator[Row]:
        """From the start of the process to the first article, by the clock, in turns."""
        names = ["natasha", "natasha+dates+money", "svyazi", "svyazi, gate"]
        started: dict[str, list[float]] = {name: [] for name in names}
        for _ in range(self.options.rounds):
            for name in names:
                with self.contenders([name]) as (one,):
                    started[name].append(one.started)
        yield Row("seconds from start to first article", ", ".join(f"{name} {statistics.median(some):.2f}" for name, some in started.items()))


def children(parent: int) -> list[int]:
    """The processes that a process has forked."""
    try:
        return [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    except OSError:
        return []


def megabytes(process: int, file: str, field: str) -> float:
    """A figure in kB that the system tells of a process, in MB; 0 where it does not."""
    try:
        lines = Path(f"/proc/{process}/{file}").read_text().splitlines()
        return next(float(line.split()[1]) for line in lines if line.startswith(field)) / 1024
    except (OSError, StopIteration):
        return 0.0


def differences(texts: Sequence[str]) -> str:
    """The packed engine beside natasha itself on the same text, some articles at a time: what natasha holds grows with what it gets."""
    from pipeline import engines

    packed, natasha = engines.load("packed"), engines.load("natasha")
    tokens = wrong = 0
    for some in (texts[first : first + AT_ONCE] for first in range(0, len(texts), AT_ONCE)):
        blocks = [(line, 0) for text in some for line in text.splitlines() if line.strip()]
        for ours, theirs in zip(packed.annotate(blocks), natasha.annotate(blocks), strict=True):
            tokens += sum(len(sentence.tokens) for sentence in theirs.sentences)
            wrong += (ours != theirs) * max(1, sum(a != b for a, b in zip(_flat(ours), _flat(theirs), strict=False)))
    return f"{wrong} of {tokens:,}"


def _flat(annotation: Any) -> list[Any]:
    return [token for sentence in annotation.sentences for token in sentence.tokens]


def texts_in(folder: Path) -> Files:
    """The text files of a folder and those below it."""
    return sorted(folder.rglob("*.txt"))


def texts_of(corpus: Path) -> Iterator[str]:
    """The articles of a folder, in whatever format and encoding, as svyazi reads and cleans them: all contenders get the same text."""
    from pipeline import clean, read
    from schemas.article import RawArticle

    for source in read.list_sources([corpus]):
        yield from (clean.clean(found).text for found in read.read_source(source) if isinstance(found, RawArticle))


def heading(options: argparse.Namespace) -> str:
    what = f"`{options.corpus.name}`" if options.corpus else "invented articles (`scripts/bench/articles.py`)"
    return f"""# Speed

Written by `make bench` on Python {platform.python_version()}, {os.cpu_count()} cores ({_processor()}).

Of {what}, {options.rounds} rounds; in each all take turns on the same articles, new to all of them. CPU seconds of one process with one BLAS
thread, unless a row says «by the clock»; in brackets the least and the largest round. `natasha` is the pipeline of natasha's README on
pymorphy3 with its C library, `+dates+money` adds its two extractors; `svyazi` goes from files to parquet, all tables extracted and written.
{COMPILED_SAYS if options.compiled else ""}
| | |
|---|---|"""


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    names = [line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")] if info.exists() else []
    return names[0] if names else platform.machine()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=150, help="articles in each round of a comparison")
    parser.add_argument("--rounds", type=int, default=3, help="alternating rounds")
    parser.add_argument("--corpus", type=Path, help="a folder of articles of one's own, instead of generated ones")
    parser.add_argument("--workers", type=int, default=800, help="articles on which one and two workers are compared; 0 leaves it out")
    parser.add_argument("--grow", type=int, default=20_000, help="articles for the growth of memory; 0 leaves it out")
    parser.add_argument("--same", type=int, default=450, help="articles on which the two engines' answers are compared; 0 leaves it out")
    parser.add_argument("--compiled", action="store_true", help="measure the build that `make compiled` made, too")
    parser.add_argument("--quick", action="store_true", help="a minute instead of a quarter of an hour: few articles, no growth")
    parser.add_argument("--out", type=Path, help="where the report goes; docs/speed.md, and nowhere with --quick")
    options = parser.parse_args(arguments)
    if options.compiled and not compiled_of_these_sources():
        parser.error("nothing is compiled of these sources: make compiled")
    if options.quick:
        options.articles, options.rounds, options.workers, options.grow, options.same = min(options.articles, 20), 2, 0, 0, min(options.same, 10)
    out = options.out or (None if options.quick else REPORT)
    pieces = [heading(options)]
    print(pieces[0], flush=True)
    with tempfile.TemporaryDirectory(prefix="svyazi-bench-") as folder:
        for row in Bench(Path(folder), options).report():
            pieces.append(f"| {row.says} | {row.value} |")
            print(pieces[-1], flush=True)
    if out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text("\n".join(pieces) + "\n", encoding="utf-8")


sys.path.insert(0, str(ROOT))

if __name__ == "__main__":
    os.environ.update(ENVIRONMENT)
    main()
