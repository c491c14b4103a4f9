"""Writes a report to a file or to standard output in the form that was asked for."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal, TextIO

from factcheck.model import Run, Severity
from factcheck.report import json, terminal


def write(run: Run, style: Literal["terminal", "json"], output: Path | None, *, min_severity: Severity, timings: bool) -> None:
    """Writes `run` as text for a terminal, or as JSON; raises OSError where `output` or standard output cannot be written."""

    def render(stream: TextIO) -> None:
        if style == "json":
            stream.write(json.render(run))
        else:
            terminal.render(run, stream, min_severity=min_severity, timings=timings)

    if output is None:
        _print(render)
        return
    with output.open("w", encoding="utf-8", newline="\n") as stream:
        render(stream)


def emit(text: str) -> None:
    """Prints `text` and a line end on standard output; raises OSError where that cannot be written."""
    _print(lambda stream: stream.write(text + "\n"))


def _print(render: Callable[[TextIO], object]) -> None:
    """A reader that has left is no error; after any, what is still buffered is let go, so that the interpreter closes in silence."""
    stream = _standard_output()
    try:
        render(stream)
        stream.flush()
    except OSError as error:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  stays open until the end
        if not isinstance(error, BrokenPipeError):
            raise


def _standard_output() -> TextIO:
    """Standard output in UTF-8 whatever the locale, so that a quotation never fails to print."""
    if sys.stdout is None:
        raise OSError(0, "it is closed")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    return sys.stdout
