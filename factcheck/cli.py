"""The command line: one short function for each command, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck import __version__
from factcheck.clock import Clock, today
from factcheck.errors import ExitCode, FactcheckError, UsageError, worst

if TYPE_CHECKING:
    from factcheck.model import Failure, Run
    from factcheck.settings import Configuration

_SEVERITIES = ("error", "warning", "note")


def _common(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every command on articles has."""
    for option in (
        click.option("--quiet", is_flag=True, help="No progress and no warnings on standard error."),
        click.option("--judge", metavar="NAME", help="Engine for judging alone."),
        click.option("--extractor", metavar="NAME", help="Engine for extraction alone."),
        click.option("--engine", metavar="NAME", help="Engine for extraction and judging (local)."),
        click.option("--config", type=click.Path(path_type=Path), help="Configuration file, instead of the nearest one."),
        click.option("--published", metavar="DATE", help="Day of publication of articles that tell none."),
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="factcheck")
def cli() -> None:
    """A linter for facts: what contradicts, what was overtaken, what will go stale."""


def _print_schema(context: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: ARG001  click's signature
    if value:
        import json  # noqa: PLC0415

        from factcheck.report.json import schema  # noqa: PLC0415

        click.echo(json.dumps(schema(), indent=2))
        context.exit()


@cli.command()
@click.argument("paths", nargs=-1, required=True)
@_common
@click.option("--format", "style", type=click.Choice(["terminal", "json"]), default="terminal", help="Form of the report.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the report to this file.")
@click.option("--as-of", metavar="DATE", help="The day on which to judge what has gone stale (today).")
@click.option("--fail-on", type=click.Choice([*_SEVERITIES, "never"]), help="Severity from which the exit code is 1 (error).")
@click.option("--min-severity", type=click.Choice(_SEVERITIES), help="Severity from which findings are shown (warning).")
@click.option("--select", multiple=True, metavar="CODES", help="Only these rules; codes or beginnings of codes.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Not these rules.")
@click.option("--timings", is_flag=True, help="Seconds for each stage.")
@click.option(
    "--json-schema", is_flag=True, is_eager=True, expose_value=False, callback=_print_schema, help="Print the JSON report's schema."
)
@click.pass_obj
def check(clock: Clock, /, paths: Sequence[str], style: str, output: Path | None, as_of: str | None, timings: bool, **options: Any) -> None:  # noqa: ANN401, PLR0913
    """Report what in the articles at PATHS (files, folders, globs, - for standard input) contradicts, is overtaken or goes stale."""
    from factcheck.pipeline import check as run_check  # noqa: PLC0415
    from factcheck.report.terminal import progress  # noqa: PLC0415
    from factcheck.report.write import write  # noqa: PLC0415

    configuration = _configuration(options)
    day = _day("--as-of", as_of) or clock()
    articles, failures = _read(paths, options["published"], configuration)
    _warn(failures, quiet=options["quiet"])
    if not articles and any(failure.named for failure in failures):
        raise click.exceptions.Exit(ExitCode.USAGE)
    with progress(quiet=options["quiet"]) as shown:
        run = run_check(articles, failures, settings=configuration.settings, root=configuration.root, as_of=day, progress=shown)
    _warn([failure for failure in run.failures if failure not in failures], quiet=options["quiet"])
    try:
        write(run, style, output, min_severity=configuration.settings.min_severity, timings=timings)
    except OSError as error:
        raise UsageError(f"{output or 'standard output'}: the report cannot be written ({error.strerror}); check --output") from error
    raise click.exceptions.Exit(_exit_code(run, configuration.settings.fail_on))


@cli.command()
@click.argument("paths", nargs=-1, required=True)
@_common
def extract(paths: Sequence[str], **options: Any) -> None:  # noqa: ANN401
    """Print the claims of the articles at PATHS as JSON lines."""
    from factcheck.pipeline import extract as run_extract  # noqa: PLC0415
    from factcheck.report.json import claim_report  # noqa: PLC0415

    configuration = _configuration(options)
    articles, failures = _read(paths, options["published"], configuration)
    claims, more = run_extract(articles, settings=configuration.settings, root=configuration.root)
    _warn([*failures, *more], quiet=options["quiet"])
    by_id = {article.id: article for article in articles}
    for claim in claims:
        click.echo(claim_report(claim, by_id).model_dump_json())
    raise click.exceptions.Exit(_failed([*failures, *more]))


@cli.command()
@click.argument("code")
def explain(code: str) -> None:
    """Say what the rule CODE does, why it matters, and what to do."""
    from factcheck.findings.catalogue import rule  # noqa: PLC0415

    entry = rule(code)
    click.echo(f"{entry.code} {entry.name} ({entry.severity})\n")
    for heading, text in (
        ("What it does", entry.what),
        ("Why it matters", entry.why),
        ("Example", entry.example),
        ("What to do", entry.remedy),
    ):
        click.echo(f"{heading}\n  {text}\n")


@cli.command()
@click.argument("packs", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Figures as JSON.")
@click.option("--details", is_flag=True, help="Every miss and every false alarm.")
@click.option("--as-of", metavar="DATE", default="2026-06-30", show_default=True, help="The day on which the packs are judged.")
def evaluate(packs: Path, as_json: bool, details: bool, as_of: str) -> None:
    """Score the labelled article sets in the folder PACKS."""
    from factcheck import api  # noqa: PLC0415
    from factcheck.evaluation.packs import evaluate as run_evaluation  # noqa: PLC0415
    from factcheck.evaluation.show import as_text  # noqa: PLC0415

    figures = run_evaluation(
        packs,
        _day("--as-of", as_of) or date.min,
        lambda paths, root, day: api.check(paths, as_of=day, root=root),
        click.echo if details else None,
    )
    click.echo(as_text(figures, as_json=as_json))


@cli.command()
@click.option("--config", type=click.Path(path_type=Path), help="Configuration file, instead of the nearest one.")
def config(config: Path | None) -> None:
    """Print every setting, its value and where it comes from."""
    import json  # noqa: PLC0415

    found = _configuration({"config": config})
    for name, value in found.settings.model_dump(by_alias=True, mode="json").items():
        click.echo(f"{name} = {json.dumps(value)}  # {found.origins[name.replace('-', '_')]}")


def _configuration(options: dict[str, Any]) -> Configuration:
    from factcheck.engines.base import known  # noqa: PLC0415
    from factcheck.findings.catalogue import expand  # noqa: PLC0415
    from factcheck.settings import load  # noqa: PLC0415

    given = {key: options.get(key) for key in ("fail_on", "min_severity", "engine", "extractor", "judge")}
    lists = {
        key: tuple(part for item in options.get(key) or () for part in item.split(",") if part.strip()) or None
        for key in ("select", "ignore")
    }
    configuration = load(Path.cwd(), options["config"], {**given, **lists})
    for engine in (configuration.settings.extracting, configuration.settings.judging):
        known(engine)
    expand([*configuration.settings.select, *configuration.settings.ignore])
    return configuration


def _day(option: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{option}: {text!r} is no date; write it as YYYY-MM-DD") from error


def _read(paths: Sequence[str], published: str | None, configuration: Configuration) -> tuple[list[Any], list[Failure]]:
    from factcheck.articles.read import read_paths  # noqa: PLC0415

    stdin = sys.stdin.buffer.read() if "-" in paths else None
    return read_paths(paths, root=configuration.root, published=_day("--published", published), stdin=stdin)


def _warn(failures: Sequence[Failure], *, quiet: bool) -> None:
    """One line on standard error for each failure; an input that the user named is told even when quiet."""
    from factcheck.report.text import safe  # noqa: PLC0415

    for failure in failures:
        if failure.named or not quiet:
            click.echo(f"factcheck: {safe(failure.message)}", err=True)


def _failed(failures: Sequence[Failure]) -> ExitCode:
    codes = [ExitCode.USAGE if failure.named else ExitCode.INCOMPLETE for failure in failures]
    return worst(*codes)


def _exit_code(run: Run, fail_on: str) -> ExitCode:
    counted = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    found = any(finding.severity in counted and finding.state == "new" for finding in run.findings)
    return worst(_failed(run.failures), ExitCode.FINDINGS if found else ExitCode.CLEAN)


def main(arguments: Sequence[str] | None = None, clock: Clock = today) -> None:
    """Runs the command line and leaves with its exit code; every error becomes one line on standard error."""
    try:
        code = cli.main(args=list(arguments) if arguments is not None else None, obj=clock, standalone_mode=False)
        sys.exit(int(code or 0))
    except (click.exceptions.Abort, KeyboardInterrupt):
        _leave("interrupted", ExitCode.INTERRUPTED)
    except click.ClickException as error:
        _leave(f"{error.format_message()} Try --help.", ExitCode.USAGE)
    except FactcheckError as error:
        _leave(str(error), error.exit_code)
    except Exception as error:
        if os.environ.get("FACTCHECK_DEBUG"):
            raise
        _leave(f"internal error: {type(error).__name__}: {error}; run again with FACTCHECK_DEBUG=1 and report it", ExitCode.INCOMPLETE)


def _leave(message: str, code: ExitCode) -> None:
    from factcheck.report.text import safe  # noqa: PLC0415

    click.echo(f"factcheck: {safe(' '.join(message.split()))}", err=True)
    sys.exit(int(code))
