"""Writes a report to a file or to standard output in the form that was asked for."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TextIO

from factcheck.model import Frozen, Run
from factcheck.report import JSON, SHOWN, XML, disarmed
from factcheck.report.showing import Showing
from factcheck.whole import write_whole


class Form(Frozen):
    """What a report looks like: its style (the name of the module that writes it), what it shows, and what one style alone needs."""

    style: str = "terminal"
    showing: Showing = Showing()
    fail_on: str = "error"
    fail_on_archive: bool = False
    """What only articles in an archive can put right counts, too."""
    timings: bool = False
    summary: Path | None = None
    """Where GitHub wants a step's summary; None elsewhere."""


def write(run: Run, form: Form, output: Path | None) -> None:
    """Writes `run` to `output`, or to standard output; raises OSError where that cannot be written, and then `output` is as before."""
    if output is None:
        _print(lambda stream: _render(run, form, stream))
        return
    if output.absolute().parts[1:2] in {("dev",), ("proc",)}:  # an open stream of this process, whatever it leads to
        with output.open("w", encoding="utf-8", newline="\n") as stream:
            _render(run, form, stream)
    else:
        write_whole(_target(output), lambda stream: _render(run, form, stream))


def _target(output: Path) -> Path:
    """The file behind the path; raises OSError for links that lead to themselves, as newer versions of Python do."""
    try:
        return output.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(output)) from error


def summarise(run: Run, form: Form) -> None:
    """Adds the report to the summary of the step, for the form that has one; raises OSError where that cannot be written."""
    if form.style == "github" and form.summary is not None:
        with form.summary.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(import_module("factcheck.report.markdown").render(run, form.showing, most=_MOST_SUMMARY))


_MOST_SUMMARY = 250_000
"""Characters: GitHub drops a step's summary of more than a megabyte, which is as many characters of four bytes."""


_SPELLINGS = {"concise": SHOWN, "json": JSON, "sarif": JSON, "junit": XML, "html": XML, "markdown": XML}


def _render(run: Run, form: Form, stream: TextIO) -> None:
    """Every form but GitHub's, which consists of commands, is written without any."""
    module = import_module(f"factcheck.report.{form.style}")
    if form.style == "terminal":
        module.render(run, stream, form.showing, timings=form.timings)
    elif form.style == "github":
        stream.write(module.render(run, form.showing, summarised=form.summary is not None))
    elif form.style == "json":
        stream.writelines(disarmed(part, _SPELLINGS[form.style]) for part in module.parts(run))
    elif form.style == "junit":
        text = module.render(run, form.showing, form.fail_on, archived=form.fail_on_archive)
        stream.write(disarmed(text, _SPELLINGS[form.style]))
    else:
        stream.write(disarmed(module.render(run, form.showing), _SPELLINGS[form.style]))


def emit(text: str) -> None:
    """Prints `text`, without commands to build servers, and a line end on standard output; raises OSError where that cannot be written."""
    _print(lambda stream: stream.write(disarmed(text) + "\n"))


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
