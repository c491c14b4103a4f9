"""What the commands share: configuration, inputs, the standard streams, and the exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck import model_options
from factcheck.errors import ExitCode, SettingsError, UsageError, worst

if TYPE_CHECKING:
    from factcheck.archive.checking import Desk
    from factcheck.model import Article, Failure, Run
    from factcheck.report.write import Form
    from factcheck.settings import Configuration

SEVERITIES = ("error", "warning", "note")
STYLES = ("terminal", "json", "sarif", "github", "markdown", "junit", "html")
"""The forms of a report: the names of the modules in report/ that write them."""


def configuration(options: dict[str, Any]) -> Configuration:
    """The configuration with the options of the command line; raises SettingsError that names the option or file that is wrong."""
    from factcheck.engines.base import known  # noqa: PLC0415
    from factcheck.findings.catalogue import expand  # noqa: PLC0415
    from factcheck.findings.policy import severities  # noqa: PLC0415
    from factcheck.settings import load  # noqa: PLC0415

    given = {
        key: options.get(key) for key in ("fail_on", "min_severity", "min_confidence", "engine", "extractor", "judge", *model_options.NAMES)
    }
    lists = {
        key: tuple(part for item in options.get(key) or () for part in item.split(",") if part.strip()) or None
        for key in ("select", "ignore")
    }
    found = load(_working_folder(), options["config"], {**given, **lists}, options.get("baseline"))
    settings, origins = found.settings, found.origins
    checks: list[tuple[str, Callable[[], object]]] = [
        ("extractor" if settings.extractor else "engine", lambda: known(settings.extracting)),
        ("judge" if settings.judge else "engine", lambda: known(settings.judging)),
        ("select", lambda: expand(settings.select)),
        ("ignore", lambda: expand(settings.ignore)),
        ("severity", lambda: severities(settings.severity)),
        ("paths", lambda: settings.policy),
    ]
    for key, check_value in checks:
        try:
            check_value()
        except UsageError as error:
            raise SettingsError(f"--{key}: {error}" if origins[key] == "option" else f"{origins[key]}: {key}: {error}") from error
    return found


def located(options: dict[str, Any]) -> Configuration:
    """The configuration for commands that only look: no engine is asked whether it exists."""
    from factcheck.settings import load  # noqa: PLC0415

    return load(_working_folder(), options["config"])


def _working_folder() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise UsageError("the working folder is gone; change to one that exists") from error


def day(option: str, text: str | None) -> date | None:
    """The day that an option names; raises UsageError for what is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{option}: {text!r} is no date; write it as YYYY-MM-DD") from error


def read(paths: Sequence[str], published: str | None, found: Configuration) -> tuple[list[Article], list[Failure]]:
    """The articles at the paths of the command line, and what cannot be read."""
    from factcheck.articles.read import read_paths  # noqa: PLC0415

    stdin = _stdin() if "-" in paths else None
    return read_paths(paths, root=found.root, published=day("--published", published), stdin=stdin)


def _stdin() -> bytes:
    from factcheck.articles.decode import MOST_BYTES  # noqa: PLC0415

    if sys.stdin is None:
        raise UsageError("-: standard input is closed; pipe an article into it, or name a file")
    try:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"-: standard input cannot be read ({error.strerror}); pipe an article into it, or name a file") from error


def refuse(output: Path | None, articles: Sequence[Article], failures: Sequence[Failure]) -> None:
    """Raises UsageError where the report would overwrite an article, or an input that could not be read."""
    unread = [place for failure in failures for place in (failure.subject, failure.subject.rpartition(":")[0]) if place]
    files = [Path(place) for place in [*(article.place[0] for article in articles), *unread]]
    if output is not None and output.exists() and any(file.exists() and output.samefile(file) for file in files):
        raise UsageError(f"{output}: is one of the articles; name another file to write")


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


def tell(message: str) -> None:
    """One line on standard error; where nobody can read that, the exit code must do."""
    from factcheck.report.text import safe  # noqa: PLC0415

    with suppress(OSError):
        click.echo(f"factcheck: {safe(' '.join(message.split()))}", err=True)


def failed(failures: Sequence[Failure]) -> ExitCode:
    """The exit code that the failures ask for."""
    codes = [ExitCode.USAGE if failure.named else ExitCode.INCOMPLETE for failure in failures]
    return worst(*codes)


def desk(options: dict[str, Any], found: Configuration) -> Desk | None:
    """The archive that a check is to be made against; None without --archive."""
    if options["archive"] is not None:
        from factcheck.archive.checking import Desk  # noqa: PLC0415

        return Desk(options["archive"], found, add=options["add"], quiet=options["quiet"])
    for option in ("add", "fail_on_archive"):
        if options[option]:
            raise UsageError(f"--{option.replace('_', '-')}: is about an archive; name one with --archive")
    return None


def exit_code(run: Run, form: Form) -> ExitCode:
    """The exit code of a check; a finding that is hidden because nothing is sure about it does not count.

    What only articles in an archive can put right counts with --fail-on-archive alone.
    """
    from factcheck.report.showing import held  # noqa: PLC0415

    counted = SEVERITIES[: SEVERITIES.index(form.fail_on) + 1] if form.fail_on != "never" else ()
    articles = {article.id: article for article in run.articles}
    ours = [finding for finding in run.findings if form.fail_on_archive or not held(finding, articles)]
    found = any(f.severity in counted and f.state == "new" and form.showing.sure(f) for f in ours)
    return worst(failed(run.failures), ExitCode.FINDINGS if found else ExitCode.CLEAN)
