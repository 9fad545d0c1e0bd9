"""The local executor: worker processes on this machine.

The models are loaded once, before the workers are forked, so that all share the same memory. A worker that dies (a crash
of native code, no memory left) costs nothing but time: its batch is tried once more in a fresh process, then item by item,
and only the item that kills its process again is given up.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

K = TypeVar("K")
T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[Sequence[T]], R]

AHEAD = 2  # batches that a worker holds: one in work, one waiting, so that it never waits for the parent
WINDOW = 4  # batches per worker that may be unfinished or finished before their turn


@dataclass(slots=True)
class _Batch(Generic[K, T, R]):
    key: K
    items: Sequence[T]
    crashes: int = 0
    results: list[R] | None = None


def run(
    start: Callable[[], Work[T, R]], batches: Iterable[tuple[K, Sequence[T]]], failed: Callable[[T, str], R], *, workers: int
) -> Generator[tuple[K, list[R]], None, None]:
    """Batches → their results in the same order, worked on in `workers` processes."""
    source = iter(batches)
    window: deque[_Batch[K, T, R]] = deque()  # read and not yet yielded, in order
    waiting: deque[_Batch[K, T, R]] = deque()  # of these, given to nobody yet
    with _Pool(start, workers) as pool:
        while True:
            while len(window) < WINDOW * workers and (following := next(source, None)) is not None:
                window.append(_Batch(*following))
                waiting.append(window[-1])
            if not window:
                return
            pool.feed(waiting)
            while window and window[0].results is not None:
                done = window.popleft()
                yield done.key, done.results or []
                pool.feed(waiting)
            if window:
                for batch in pool.collect():
                    _again(batch, waiting, pool, failed)


def _again(batch: _Batch[K, T, R], waiting: deque[_Batch[K, T, R]], pool: _Pool, failed: Callable[[T, str], R]) -> None:
    """A batch without results comes back: its worker died. Once it goes to a fresh worker, then item by item."""
    if batch.crashes < 2:
        waiting.appendleft(batch)
    else:
        batch.results = [pool.alone(item, failed) for item in batch.items]


class _Worker:
    """One process, the pipe to it, and the batches it holds, the one in work first."""

    def __init__(self, context: Any, start: Callable[[], Any], others: Sequence[Connection]) -> None:
        self.connection, theirs = context.Pipe()
        self.held: deque[_Batch[Any, Any, Any]] = deque()
        self.process = context.Process(target=_serve, args=(theirs, start, [*others, self.connection]), daemon=True)
        self.process.start()
        theirs.close()

    def end(self) -> str:
        """Wait for the process, which is dying or has been killed; say how it ended."""
        self.process.join(timeout=1)
        code = self.process.exitcode
        self.process.kill()
        self.process.join()
        self.connection.close()
        if code is not None and code < 0:
            return f"the worker process was ended by {signal.Signals(-code).name}" + (" (no memory left?)" if code == -9 else "")
        return f"the worker process ended with code {code}"


class _Pool:
    def __init__(self, start: Callable[[], Any], workers: int) -> None:
        fork = "fork" in multiprocessing.get_all_start_methods()
        self.context = multiprocessing.get_context("fork" if fork else "spawn")
        self.start = start
        if fork:
            work = start()
            self.start = lambda: work
        self.workers: list[_Worker] = []
        self.size = workers

    def __enter__(self) -> _Pool:
        gc.collect()
        gc.freeze()  # the collector then never touches, and so never copies, the memory that the workers share
        for _ in range(self.size):
            self.workers.append(self._worker())
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.end()
        gc.unfreeze()

    def _worker(self) -> _Worker:
        return _Worker(self.context, self.start, [worker.connection for worker in self.workers])

    def feed(self, waiting: deque[_Batch[Any, Any, Any]]) -> None:
        """Give waiting batches to the workers that hold the fewest."""
        while waiting and (worker := min(self.workers, key=lambda one: len(one.held))) and len(worker.held) < AHEAD:
            batch = waiting.popleft()
            worker.held.append(batch)
            try:
                worker.connection.send(batch.items)
            except OSError:
                return  # it has died; collect() will see that

    def collect(self) -> list[_Batch[Any, Any, Any]]:
        """Wait for results and put them into their batches; the batches of a worker that died come back."""
        lost: list[_Batch[Any, Any, Any]] = []
        for connection in wait([worker.connection for worker in self.workers]):
            worker = next(one for one in self.workers if one.connection is connection)
            try:
                result = worker.connection.recv()
            except (EOFError, OSError):
                lost.extend(self._replace(worker))
                continue
            worker.held.popleft().results = [result]
        return lost

    def _replace(self, worker: _Worker) -> list[_Batch[Any, Any, Any]]:
        """A dead worker → a fresh one in its place, and what it held, last first; the first was in work."""
        worker.end()
        self.workers.remove(worker)
        self.workers.append(self._worker())
        if worker.held:
            worker.held[0].crashes += 1
        return list(reversed(worker.held))

    def alone(self, item: Any, failed: Callable[[Any, str], Any]) -> Any:
        """One item in a process of its own."""
        worker = self._worker()
        try:
            worker.connection.send([item])
            result = worker.connection.recv()
        except (EOFError, OSError):
            return failed(item, worker.end())
        worker.process.kill()
        worker.end()
        return result


def _serve(connection: Connection, start: Callable[[], Any], others: Sequence[Connection]) -> None:
    """A worker's life: batches in, results out, until the parent is gone."""
    for other in others:  # inherited ends would keep a sibling from seeing that the parent has died
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair
    batches: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(connection, batches), daemon=True).start()
    work = start()
    while True:
        result = work(batches.get())
        try:
            connection.send(result)
        except OSError:
            os._exit(1)


def _receive(connection: Connection, batches: queue.SimpleQueue[Any]) -> None:
    """Always ready to read, so that a parent that sends and a worker that sends never wait for each other."""
    while True:
        try:
            batches.put(connection.recv())
        except (EOFError, OSError):
            os._exit(0)  # the parent is gone
