"""Contenders that take turns, each in a process of its own, and what their costs say beside each other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from contenders import COMPILED, STAGES

HERE = Path(__file__).resolve().parent
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}


class Row(NamedTuple):
    """A line of the report."""

    says: str
    value: str


class Contender:
    """A process that works through files when asked; `started` is the seconds from its start to its first article."""

    def __init__(self, name: str, first: Path) -> None:
        self.name = name
        self.costs: list[dict[str, Any]] = []
        begin = time.perf_counter()
        python = str(COMPILED) if "compiled" in name else sys.executable
        command = [python, str(HERE / "contenders.py"), name]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=ENVIRONMENT)
        self.work([first])
        self.started = time.perf_counter() - begin

    def work(self, files: Sequence[Path]) -> dict[str, Any]:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps({"files": [str(file) for file in files]}) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def cpu(self) -> float:
        return float(sum(cost["cpu"] for cost in self.costs))

    def peak(self) -> float:
        return max(float(cost["peak"]) for cost in self.costs)

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def ratio(slower: Contender, faster: Contender) -> str:
    """The ratio of CPU times over all rounds, and the least and largest of single rounds."""
    each = [slow["cpu"] / fast["cpu"] for slow, fast in zip(slower.costs, faster.costs, strict=True)]
    return f"{slower.cpu() / faster.cpu():.2f} ({min(each):.2f} – {max(each):.2f})"


def shares(one: Contender) -> str:
    """What each stage takes of a contender's time."""
    spent = [sum(cost["stages"][name] for cost in one.costs) for name in STAGES]
    return ", ".join(f"{name} {100 * part / sum(spent):.0f} %" for name, part in zip(STAGES, spent, strict=True))


def beside(kind: str, found: Sequence[Contender]) -> list[Row]:
    """The compiled build beside natasha and beside the plain one."""
    readme, facts, ours, gated, _, compiled, compiled_gated = found
    rows = []
    for how, plain, fast in (("every article annotated", ours, compiled), ("with the gate", gated, compiled_gated)):
        rows += [
            Row(f"{kind}, {how}, compiled: times the speed of natasha's README pipeline", ratio(readme, fast)),
            Row(f"{kind}, {how}, compiled: times README with its dates and money", ratio(facts, fast)),
            Row(f"{kind}, {how}, compiled: times the speed of the plain build", ratio(plain, fast)),
        ]
    return rows


def compiled_of_these_sources() -> bool:
    """Whether there is a compiled build, and whether it is made of the sources that are here."""
    from pipeline.version import fingerprint

    if not COMPILED.exists():
        return False
    code = "from pipeline.version import fingerprint; print(fingerprint())"
    said: str = subprocess.run([COMPILED, "-P", "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    return said == fingerprint()
