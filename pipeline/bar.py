"""The progress bar on standard error: steps of a run in, articles, rate and time left out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.run import Done


@contextmanager
def bar(*, shown: bool, console: Console | None = None) -> Iterator[Callable[[Done], None]]:
    """A function to be called at each step; where `shown` is false it does nothing."""
    if not shown:
        yield lambda done: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(20), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    # no refreshing thread: worker processes are forked from this one, and a thread's locks would be forked too
    with Progress(*columns, console=console or Console(file=sys.stderr), auto_refresh=False, transient=True) as progress:
        yield _Reporter(progress)


class _Reporter:
    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.task = progress.add_task("loading models", total=None, rate="")
        self.articles = 0
        self.worked = 0
        self.began = self.drawn = monotonic()
        progress.refresh()

    def __call__(self, done: Done) -> None:
        self.articles += done.articles
        self.worked += 0 if done.reused else done.articles
        now = monotonic()
        rate = f"{self.articles:,} articles, {self.worked / max(now - self.began, 1e-9):.0f}/s".replace(",", " ")
        self.progress.update(self.task, description="reading news", completed=done.sources, total=done.of, rate=rate)
        if now - self.drawn > 0.1:
            self.drawn = now
            self.progress.refresh()
