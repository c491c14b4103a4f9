"""Bars on standard error for what takes longer than a moment."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress

_PATIENCE = 1.0
"""Seconds of work before a progress bar appears."""


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """Gives a function (stage, done, total) that draws bars on standard error, or None where nobody would see them."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    bars, tasks, begun = Progress(console=console, transient=True), {}, time.monotonic()

    def draw(stage: str, done: int, total: int) -> None:
        if time.monotonic() - begun < _PATIENCE:
            return
        bars.start()
        if stage not in tasks:
            tasks[stage] = bars.add_task(stage, total=total)
        bars.update(tasks[stage], completed=done, total=total)

    try:
        yield draw
    finally:
        bars.stop()
