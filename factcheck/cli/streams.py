"""What a command leaves: its answer on standard output, what is told beside it, and the exit code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.errors import ExitCode, UsageError, worst

if TYPE_CHECKING:
    from factcheck.model import Failure, Run
    from factcheck.report.write import Form


def emit(text: str) -> None:
    """Prints on standard output."""
    from factcheck.report.write import emit  # noqa: PLC0415

    with writing(None):
        emit(text)


@contextmanager
def writing(output: Path | None, option: str = "--output") -> Iterator[None]:
    """Turns an OSError of writing there into a UsageError."""
    try:
        yield
    except OSError as error:
        where = f"{output}: cannot be written ({error.strerror}); check {option}"
        raise UsageError(where if output else f"standard output: cannot be written ({error.strerror}); send it elsewhere") from error


def warn(failures: Sequence[Failure], *, quiet: bool) -> None:
    """One line on standard error for each failure; an input that the user named is told even when quiet."""
    for failure in failures:
        if failure.named or not quiet:
            tell(failure.message)


def note(notices: Sequence[str], *, quiet: bool) -> None:
    """One line on standard error for each thing that a reader must know about how a model was asked."""
    for notice in () if quiet else notices:
        tell(notice)


def silent(message: str) -> None:
    """Nothing is told."""


def tell(message: str) -> None:
    """One line on standard error; where nobody can read that, the exit code must do."""
    from factcheck.report import safe  # noqa: PLC0415

    with suppress(OSError):
        click.echo(f"factcheck: {safe(' '.join(message.split()))}", err=True)


# The exit code that what was found and what failed ask for.


def failed(failures: Sequence[Failure]) -> ExitCode:
    """The exit code that the failures ask for."""
    codes = [ExitCode.USAGE if failure.named else ExitCode.INCOMPLETE for failure in failures]
    return worst(*codes)


def exit_code(run: Run, form: Form) -> ExitCode:
    """The exit code of a check; a finding that is hidden because nothing is sure about it does not count.

    What only articles in an archive can put right counts with --fail-on-archive alone.
    """
    from factcheck.report import fails, held  # noqa: PLC0415

    articles = {article.id: article for article in run.articles}
    ours = [finding for finding in run.findings if form.fail_on_archive or not held(finding, articles)]
    found = any(fails(finding, form.fail_on) and form.showing.sure(finding) for finding in ours)
    return worst(failed(run.failures), ExitCode.FINDINGS if found else ExitCode.CLEAN)
