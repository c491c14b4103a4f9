"""Writes a report to a file or to standard output in the form that was asked for."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TextIO

from factcheck.model import Run, Severity
from factcheck.report import json, terminal

FORMATS = ("terminal", "json")


def write(run: Run, style: str, output: Path | None, *, min_severity: Severity, timings: bool) -> None:
    """Writes `run` in one of FORMATS; raises OSError where `output` cannot be written. A reader that has left is no error."""
    stream = output.open("w", encoding="utf-8", newline="\n") if output else _standard_output()
    try:
        if style == "json":
            stream.write(json.render(run))
        else:
            terminal.render(run, stream, min_severity=min_severity, timings=timings)
        stream.flush()
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115  so that closing the broken stream stays silent
    finally:
        if output:
            stream.close()


def _standard_output() -> TextIO:
    """Standard output in UTF-8 whatever the locale, so that a quotation never fails to print."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    return sys.stdout
