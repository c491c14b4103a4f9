"""Progress on standard error, only where somebody is looking and only for work that takes longer than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_PATIENCE = 1.0


@contextmanager
def shown(*, quiet: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """Gives a function (stage, done, total) that draws a bar, or None where there is nobody to see it."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    begun, drawn = time.monotonic(), False

    def draw(stage: str, done: int, total: int) -> None:
        nonlocal drawn
        if time.monotonic() - begun >= _PATIENCE and total:
            filled = 30 * done // total
            sys.stderr.write(f"\r{stage:10s} {'#' * filled}{'.' * (30 - filled)} {done}/{total} ")
            sys.stderr.flush()
            drawn = True

    yield draw
    if drawn:
        sys.stderr.write("\r" + " " * 70 + "\r")
        sys.stderr.flush()
