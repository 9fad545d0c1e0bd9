"""How fast svyazi is beside natasha, on the same articles, in one run: `make bench`, or `python scripts/bench --help`.

Every contender runs in a process of its own with one BLAS thread; they take turns on the same texts, and the medians of their
CPU seconds are compared. What is printed is also written to docs/speed.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from articles import articles
from contenders import ROOT

HERE = Path(__file__).resolve().parent
REPORT = ROOT / "docs" / "speed.md"
ENVIRONMENT = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
WARM_UP = 8  # articles before the first round: what is loaded on first use is not counted
Table = list[list[str]]


class Contender:
    """A process that works through texts when asked; `started` is the seconds from its start to its first article."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.costs: list[dict[str, Any]] = []
        begin = time.perf_counter()
        command = [sys.executable, str(HERE / "contenders.py"), name]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=ENVIRONMENT)
        self.work(["Делегация Минска посетила Пензу 5 мая 2025 года."])
        self.started = time.perf_counter() - begin

    def work(self, texts: Sequence[str]) -> dict[str, Any]:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps({"texts": list(texts)}) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def cpu(self) -> float:
        return statistics.median(cost["cpu"] for cost in self.costs)

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


@contextmanager
def contenders(names: Sequence[str]) -> Iterator[list[Contender]]:
    started = [Contender(name) for name in names]
    try:
        yield started
    finally:
        for one in started:
            one.close()


def compare(names: Sequence[str], texts: Sequence[str], rounds: int) -> list[Contender]:
    """Contenders by name → the same, each having done all texts so many times, taking turns."""
    with contenders(names) as found:
        for one in found:
            one.work(texts[:WARM_UP])
        for _ in range(rounds):
            for one in found:
                one.costs.append(one.work(texts))
        return found


def speed_table(found: Sequence[Contender], count: int) -> Table:
    """Articles a second, cost of an article, and how many times the first contenders' speed."""
    rows = [["", "articles/s", "ms CPU an article", *(f"× {one.name}" for one in found if one.name.startswith("natasha")), "peak MB", "to first article, s"]]
    for one in found:
        against = [f"{base.cpu() / one.cpu():.1f}" for base in found if base.name.startswith("natasha")]
        peak = max(cost["peak"] for cost in one.costs)
        rows.append([one.name, f"{count / one.cpu():.1f}", f"{one.cpu() / count * 1000:.1f}", *against, f"{peak:.0f}", f"{one.started:.2f}"])
    return rows


def stage_table(found: Sequence[Contender]) -> Table:
    """Where the time of each of ours goes, in percent."""
    ours = [one for one in found if one.costs[0]["stages"]]
    names = list(ours[0].costs[0]["stages"])
    rows = [["share of CPU, %", *names]]
    for one in ours:
        spent = [statistics.median(cost["stages"][name] for cost in one.costs) for name in names]
        rows.append([one.name, *(f"{100 * part / sum(spent):.0f}" for part in spent)])
    return rows


def growth_table(small: int, large: int) -> Table:
    """Memory of one process after few and after many articles."""
    rows = [["", f"peak MB, {small} articles", f"peak MB, {large} articles", "growth"]]
    with contenders(["svyazi"]) as (one,):
        peaks, done = [], 0
        stream = articles(large, kind="mixed", seed=3)
        while done < large:
            some = [text for text, _ in zip(stream, range(500), strict=False)]
            cost = one.work(some)
            done += len(some)
            if done == small or done >= large:
                peaks.append(cost["peak"])
    rows.append(["svyazi", *(f"{peak:.0f}" for peak in peaks), f"{peaks[-1] / peaks[0]:.2f}"])
    return rows


def workers_table(texts: Sequence[str]) -> Table:
    """`svyazi run` with one worker and with two: seconds by the clock, and the workers' share of memory."""
    rows = [["workers", "seconds", "speed-up", "MB PSS a worker, at most"]]
    with tempfile.TemporaryDirectory(prefix="svyazi-bench-") as folder:
        into = Path(folder) / "in"
        into.mkdir()
        for number, text in enumerate(texts):
            (into / f"{number:06}.txt").write_text(text, encoding="utf-8")
        alone = 0.0
        for workers in (1, 2):
            seconds, share = _run(into, Path(folder) / str(workers), workers)
            alone = alone or seconds
            rows.append([str(workers), f"{seconds:.1f}", f"{alone / seconds:.2f}", f"{share:.0f}"])
    return rows


def _run(into: Path, out: Path, workers: int) -> tuple[float, float]:
    command = [sys.executable, str(ROOT / "cli.py"), "run", str(into), "--out", str(out), "--workers", str(workers), "--no-gate", "--no-progress"]
    begin, most = time.perf_counter(), 0.0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT, cwd=ROOT)
    while process.poll() is None:
        most = max([most, *map(_pss, _workers(process.pid))])
        time.sleep(0.2)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with code {process.returncode}")
    return time.perf_counter() - begin, most


def _workers(parent: int) -> list[int]:
    """The processes that a process has forked, or itself where it works alone."""
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    except OSError:
        return []
    return [int(child) for child in children] or [parent]


def _pss(process: int) -> float:
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        return next(float(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
    except (OSError, StopIteration):
        return 0.0


def differences(texts: Sequence[str]) -> str:
    """The packed engine beside natasha itself on the same text."""
    from pipeline import engines

    packed, natasha = engines.load("packed"), engines.load("natasha")
    blocks = [(line, 0) for text in texts for line in text.splitlines() if line.strip()]
    tokens = wrong = 0
    for ours, theirs in zip(packed.annotate(blocks), natasha.annotate(blocks), strict=True):
        tokens += sum(len(sentence.tokens) for sentence in theirs.sentences)
        wrong += (ours != theirs) * max(1, sum(a != b for a, b in zip(_flat(ours), _flat(theirs), strict=False)))
    return f"The packed engine and natasha itself differ in {wrong} of {tokens:,} tokens of these articles."


def _flat(annotation: Any) -> list[Any]:
    return [token for sentence in annotation.sentences for token in sentence.tokens]


def gate_loss(texts: Sequence[str]) -> str:
    """What the gate leaves untagged, and which facts that costs."""
    from extractors import extract
    from pipeline.run import load_stages
    from schemas.article import RawArticle

    whole, gated = load_stages("packed", gate=False), load_stages("packed")
    closed = lost = facts = 0
    for start in range(0, len(texts), 16):
        some = [whole.clean(RawArticle(f"{i}.txt", text, f"{i:064x}", "utf-8")) for i, text in enumerate(texts[start : start + 16], start)]
        for full, through in zip(whole.annotate(some), gated.annotate(some), strict=True):
            found = extract(full).facts
            facts += len(found)
            closed += not through.sentences
            lost += extract(through).facts != found
    return f"The gate left {closed} of {len(texts)} articles untagged; of {facts} facts in all of them, those of {lost} articles changed."


def markdown(rows: Table) -> str:
    head, *body = rows
    return "\n".join(["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|", *("| " + " | ".join(row) + " |" for row in body)])


def texts_of(kind: str, count: int, corpus: Path | None) -> list[str]:
    if corpus is None:
        return list(articles(count, kind=kind, seed=11))
    return [path.read_text(encoding="utf-8") for path in sorted(corpus.rglob("*.txt"))[:count]]


def report(options: argparse.Namespace) -> Iterator[str]:
    """The report, a piece at a time, as it is measured."""
    yield "# Speed\n"
    yield (
        "Written by `make bench`. CPU seconds of one process with one BLAS thread, medians of "
        f"{options.rounds} alternating rounds over the same articles; Python {platform.python_version()}, {os.cpu_count()} cores ({_processor()}).\n"
    )
    yield "`natasha` is the pipeline of natasha's README, `+dates+money` with its two extractors; `svyazi` goes from text to parquet.\n"
    for kind in ("cooperation", "general") if options.corpus is None else ("corpus",):
        texts = texts_of(kind, options.articles, options.corpus)
        yield f"## {len(texts)} articles: {kind if options.corpus is None else options.corpus.name}\n"
        yield f"{sum(map(len, texts)) // max(1, len(texts)):,} characters each.\n"
        found = compare(["natasha", "natasha+dates+money", "svyazi", "svyazi, gate"], texts, options.rounds)
        yield markdown(speed_table(found, len(texts))) + "\n"
        yield markdown(stage_table(found)) + "\n"
    texts = texts_of("mixed", options.articles, options.corpus)
    yield "## Dates and sums alone\n"
    yield markdown(speed_table(compare(["natasha extractors", "svyazi scanners"], texts, options.rounds), len(texts))) + "\n"
    if options.grow:
        yield "## Memory and workers\n"
        yield markdown(growth_table(min(1000, options.grow // 2), options.grow)) + "\n"
        yield markdown(workers_table(list(articles(min(1000, options.grow), kind="mixed", seed=5)))) + "\n"
    if options.same:
        yield "## The same answers\n"
        yield differences(list(articles(options.same, kind="mixed", seed=9))) + "\n"
        yield gate_loss(list(articles(options.same * 4, kind="mixed", seed=13))) + "\n"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    names = [line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")] if info.exists() else []
    return names[0] if names else platform.machine()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=200, help="articles in each comparison")
    parser.add_argument("--rounds", type=int, default=3, help="alternating rounds")
    parser.add_argument("--corpus", type=Path, help="a folder of text files, instead of generated articles")
    parser.add_argument("--grow", type=int, default=20_000, help="articles for the growth of memory; 0 leaves it out, and the workers too")
    parser.add_argument("--same", type=int, default=500, help="articles on which answers are compared, four times as many for the gate; 0 leaves it out")
    parser.add_argument("--out", type=Path, default=REPORT, help="where the report goes")
    options = parser.parse_args(arguments)
    pieces = []
    for piece in report(options):
        print(piece, flush=True)
        pieces.append(piece)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text("\n".join(pieces), encoding="utf-8")


sys.path.insert(0, str(ROOT))

if __name__ == "__main__":
    os.environ.update(ENVIRONMENT)
    main()
