"""How far a batch is: a line on standard error while it runs, and only where a person is looking."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from nocere.pipeline import Result


@contextmanager
def progress(total: int, quiet: bool) -> Iterator[Callable[[Result], None]]:
    """What is to be called with each result. `quiet` where results go to standard output: shown only if that is no terminal."""
    watched = sys.stderr.isatty() and total > 1 and not (quiet and sys.stdout.isatty())
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not watched) as bar:
        task = bar.add_task("", total=total)

        def step(result: Result) -> None:
            bar.update(task, advance=1, description=result.name)

        yield step
