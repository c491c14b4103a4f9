"""Writes a report to a file or to standard output, and tells beside it how far the work is and what a run read, asked and left out."""

from __future__ import annotations

import errno
import io
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TextIO

from factcheck.findings import SEVERITIES, rule
from factcheck.model import Frozen, Run, Usage
from factcheck.report import JSON, SHOWN, XML, Showing, disarmed
from factcheck.whole import write_whole
from factcheck.words import amount


class Form(Frozen):
    """What a report looks like: its style, what it shows, and what one style alone needs."""

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
            stream.write(import_module("factcheck.report.pull_request").markdown(run, form.showing, most=_MOST_SUMMARY))


_MOST_SUMMARY = 250_000
"""Characters: GitHub drops a step's summary of more than a megabyte, which is as many characters of four bytes."""


_BESIDE_A_CHANGE = ("concise", "github", "markdown", "sarif")
"""The forms that report/pull_request.py writes, each with the function of its name; each other form has a module of its name."""
_SPELLINGS = {"concise": SHOWN, "json": JSON, "sarif": JSON, "junit": XML, "html": XML, "markdown": XML}


def _render(run: Run, form: Form, stream: TextIO) -> None:
    """Every form but GitHub's, which consists of commands, is written without any."""
    beside = form.style in _BESIDE_A_CHANGE
    module = import_module(f"factcheck.report.{'pull_request' if beside else form.style}")
    if form.style == "terminal":
        module.render(run, stream, form.showing, timings=form.timings)
    elif form.style == "github":
        stream.write(module.github(run, form.showing, summarised=form.summary is not None))
    elif form.style == "json":
        stream.writelines(disarmed(part, _SPELLINGS[form.style]) for part in module.parts(run))
    elif form.style == "junit":
        text = module.render(run, form.showing, form.fail_on, archived=form.fail_on_archive)
        stream.write(disarmed(text, _SPELLINGS[form.style]))
    else:
        render = getattr(module, form.style if beside else "render")
        stream.write(disarmed(render(run, form.showing), _SPELLINGS[form.style]))


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


_PATIENCE = 1.0
"""Seconds of work before a progress bar appears."""


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """Gives a function (stage, done, total) that draws bars on standard error, or None where nobody would see them."""
    from rich.console import Console  # noqa: PLC0415  what draws no bar starts without it
    from rich.progress import Progress  # noqa: PLC0415

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


# What a run read, asked and left out, in lines.


def usage_lines(usage: Usage | None, models: Sequence[str]) -> Iterator[str]:
    """One line with requests, tokens and cost; none where no model was asked."""
    if usage is not None:
        cost = f", cost {usage.cost:g}" if usage.cost is not None else ""
        yield f"asked {models[-1]}: {counts(usage)}{cost}."
        unsaid = [(usage.dropped, "not shown in the texts"), (usage.disagreed, "not confirmed by its second look")]
        told = [f"{count} {why}" for count, why in unsaid if count]
        if told:
            yield f"of the conflicts that it named, {' and '.join(told)}: left out."


def counts(usage: Usage) -> str:
    """Requests, tokens, and answers from the cache."""
    requests = amount(usage.requests, "request")
    kept = amount(usage.cached, "answer")
    return f"{requests}, {usage.tokens:,} tokens, {kept} from the cache"


def statistics_lines(run: Run) -> Iterator[str]:
    """How much of the articles was read; what was left out by reason, most first; what was passed over; the same by article; findings."""
    sentences, characters = sum(item.sentences for item in run.read), sum(item.characters for item in run.read)
    claims = sum(item.claims for item in run.read)
    read = f"{amount(len(run.read), 'article')}, {amount(sentences, 'sentence')} of {amount(characters, 'character')}"
    yield f"read: {read}, {amount(claims, 'claim')}"
    stretches, left_out, telling, outside = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for part in (part for item in run.read for part in item.left_out):
        stretches[part.reason] += part.stretches
        left_out[part.reason] += part.characters
        telling[part.reason] += part.telling
    for reason, count in (pair for item in run.read for pair in item.outside):
        outside[reason] += count
    for reason, count in _most_first(left_out):
        told = f", {telling[reason]:,} with a verb, number or name" if telling[reason] else ""
        yield f"not read ({reason}): {amount(stretches[reason], 'stretch', 'stretches')}, {amount(count, 'character')}{told}"
    for reason, count in _most_first(outside):
        yield f"outside of the articles ({reason}): {amount(count, 'character')}"
    yield from (f"left out ({item.reason}): {item.count:,} of {item.subject}" for item in run.left_out)
    yield from _by_article(run)
    codes = Counter(finding.code for finding in run.findings if finding.state == "new")
    yield from (f"{code} {rule(code).name}: {count:,}" for code, count in sorted(codes.items()))


def _by_article(run: Run) -> Iterator[str]:
    """What each article was read into, and what was found in it first."""
    paths = {article.id: article.path for article in run.articles}
    found = Counter((f.statements[0].article, f.severity) for f in run.findings if f.state == "new")
    for item in run.read:
        told = ", ".join(amount(found[item.article, severity], severity) for severity in SEVERITIES)
        unread = sum(part.characters for part in item.left_out)
        read = f"{amount(item.sentences, 'sentence')}, {amount(item.claims, 'claim')}, {amount(unread, 'character')} not read"
        yield f"{paths[item.article]}: {read}; {told}"


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
