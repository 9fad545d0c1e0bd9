"""Executors: batches of items in, their results out in the same order, wherever the work is done.

An executor is one generator function `run(start, batches, failed, workers=…)`:

- `start()` loads what the work needs and returns `work`, a function from a batch to its result;
- `batches` yields `(key, items)`; the executor yields `(key, results)`, and reads only a little ahead. `results` is that of the batch,
  or one for each item where the batch could not be done at once;
- `failed(item, why)` is the result of an item whose work killed its process.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Sequence
from importlib import import_module
from typing import Protocol, TypeVar

K = TypeVar("K")
T = TypeVar("T")
R = TypeVar("R")

EXECUTORS = ("serial", "local")


class Executor(Protocol):
    def __call__(
        self,
        start: Callable[[], Callable[[Sequence[T]], R]],
        batches: Iterable[tuple[K, Sequence[T]]],
        failed: Callable[[T, str], R],
        *,
        workers: int,
    ) -> Generator[tuple[K, list[R]], None, None]: ...


def choose(name: str | None, *, workers: int) -> Executor:
    """An executor's name, or None for the one that suits the number of workers."""
    name = name or ("local" if workers > 1 else "serial")
    if name not in EXECUTORS:
        raise ValueError(f"no executor {name!r}; there are: {', '.join(EXECUTORS)}")
    executor: Executor = import_module(f"pipeline.executors.{name}").run
    return executor


def set_up_libraries() -> None:
    """To be called before numpy and pyarrow are imported.

    One BLAS thread per process: threads of several workers only wait for each other. Arrow's memory comes from the system: a pool of its own
    keeps 16 MB more.
    """
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[variable] = "1"
