"""The command line: one short function for each command, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from factcheck import __version__, console, model_options
from factcheck.archive.commands import archive as archive_commands
from factcheck.clock import Clock, today
from factcheck.errors import ExitCode, FactcheckError


def _common(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every command on articles has."""
    for option in (
        click.option("--quiet", is_flag=True, help="No progress and no warnings on standard error."),
        click.option("--judge", metavar="NAME", help="Engine for judging alone."),
        click.option("--extractor", metavar="NAME", help="Engine for extraction alone."),
        click.option("--engine", metavar="NAME", help="Engine for extraction and judging: local or openai (local)."),
        click.option("--config", type=click.Path(path_type=Path), help="Configuration file, instead of the nearest one."),
        click.option("--published", metavar="DATE", help="Day of publication of articles that tell none."),
    ):
        command = option(command)
    return model_options.asking(command)


def _baseline(command: Callable[..., None]) -> Callable[..., None]:
    """The options of the commands that a baseline matters to."""
    for option in (
        click.option("--as-of", metavar="DATE", help="The day on which to judge what has gone stale (today)."),
        click.option(
            "--baseline", type=click.Path(dir_okay=False, path_type=Path), help="File of the known findings, instead of the one found."
        ),
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="factcheck")
def cli() -> None:
    """A linter for facts: what contradicts, what was overtaken, what will go stale."""


cli.add_command(archive_commands)


def _archived(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a check against an archive."""
    for option in (
        click.option("--fail-on-archive", is_flag=True, help="Count what only articles in the archive can put right, too."),
        click.option("--add", is_flag=True, help="Store the articles in the archive when the exit code is 0."),
        click.option("--archive", type=click.Path(dir_okay=False, path_type=Path), help="Compare with the articles of this archive, too."),
    ):
        command = option(command)
    return command


def _print_schema(context: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: ARG001  click's signature
    if value:
        import json  # noqa: PLC0415

        from factcheck.report.json import schema  # noqa: PLC0415

        console.emit(json.dumps(schema(), indent=2))
        context.exit()


@cli.command()
@click.argument("paths", nargs=-1, required=True)
@_common
@_baseline
@model_options.dry_run
@click.option("--format", "style", type=click.Choice(console.STYLES), default="terminal", help="Form of the report.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the report to this file.")
@click.option("--changed-since", metavar="REV", help="Only what involves articles that are new or changed since this git revision.")
@click.option("--fail-on", type=click.Choice([*console.SEVERITIES, "never"]), help="Severity from which the exit code is 1 (error).")
@click.option("--min-severity", type=click.Choice(console.SEVERITIES), help="Severity from which findings are shown (warning).")
@click.option("--min-confidence", type=click.FloatRange(0, 1), metavar="NUMBER", help="Hide findings of a known confidence below this (0).")
@click.option("--select", multiple=True, metavar="CODES", help="Only these rules; codes or beginnings of codes.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Not these rules.")
@_archived
@click.option("--timings", is_flag=True, help="Seconds for each stage.")
@click.option(
    "--json-schema", is_flag=True, is_eager=True, expose_value=False, callback=_print_schema, help="Print the JSON report's schema."
)
@click.pass_obj
def check(clock: Clock, /, paths: Sequence[str], style: str, output: Path | None, **options: Any) -> None:  # noqa: ANN401
    """Report what in the articles at PATHS (files, folders, globs, - for standard input) contradicts, is overtaken or goes stale."""
    from factcheck import checking  # noqa: PLC0415
    from factcheck.report.write import summarise, write  # noqa: PLC0415

    model_options.forecast_instead(paths, options)
    configuration = console.configuration(options)
    desk = console.desk(options, configuration)
    known = checking.known(options, configuration)
    form = checking.form(style, options, configuration)
    run = checking.run(paths, {**options, "known": known, "look_up": desk and desk.look_up}, clock, configuration, output)
    with console.writing(output):
        write(run, form, output)
    with console.writing(form.summary, "GITHUB_STEP_SUMMARY"):
        summarise(run, form)
    code = console.exit_code(run, form)
    if desk is not None:
        desk.close(run, code, clock())
    raise click.exceptions.Exit(code)


@cli.command()
@click.argument("paths", nargs=-1)
@_common
@_baseline
@click.option("--archive", type=click.Path(dir_okay=False, path_type=Path), help="Compare with this archive, and keep the decisions in it.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Review this JSON report instead of a new check.")
@click.option("--terminal", is_flag=True, help="Here in the terminal, by keys, instead of in a browser.")
@click.option("--author", metavar="NAME", help="Who decides, in the terminal (the login name).")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port of the page (a free one).")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address of the page; others than this machine's own want FACTCHECK_PASSWORD set.",
)
@click.option("--no-open", is_flag=True, help="Print the page's address and open no browser.")
@click.pass_obj
def review(clock: Clock, /, paths: Sequence[str], **options: Any) -> None:  # noqa: ANN401
    """Decide on the findings in the articles at PATHS, in a report, or in an archive: one after the other, and every answer is kept."""
    from factcheck.review.commands import in_browser, in_terminal  # noqa: PLC0415

    (in_terminal if options["terminal"] else in_browser)(paths, options, clock)


@cli.group()
def baseline() -> None:
    """Keep the findings that are known, so that check tells only new ones."""


def _keeping(action: str, text: str) -> None:
    @click.argument("paths", nargs=-1, required=True)
    @_common
    @_baseline
    @click.pass_obj
    def keep(clock: Clock, /, paths: Sequence[str], **options: Any) -> None:  # noqa: ANN401
        from factcheck.checking import keep_baseline  # noqa: PLC0415

        keep_baseline(action, paths, options, clock)

    baseline.command(action, help=text)(keep)


_keeping("write", "Write a baseline of all findings in the articles at PATHS, where there is none.")
_keeping("update", "Add the findings in the articles at PATHS to the baseline; what people wrote into it stays.")
_keeping("prune", "Take out of the baseline what is found no more in the articles at PATHS.")


@cli.command()
@click.argument("paths", nargs=-1, required=True)
@_common
def extract(paths: Sequence[str], **options: Any) -> None:  # noqa: ANN401
    """Print the claims of the articles at PATHS as JSON lines."""
    from factcheck.engines.choose import Engines  # noqa: PLC0415
    from factcheck.pipeline import extract as run_extract  # noqa: PLC0415
    from factcheck.report.json import claim_line  # noqa: PLC0415
    from factcheck.report.usage import usage_lines  # noqa: PLC0415

    configuration = console.configuration(options)
    settings = configuration.settings
    articles, failures = console.read(paths, options["published"], configuration)
    engines = Engines(settings.extracting, settings.judging, settings)
    claims, more = run_extract(articles, settings=settings, root=configuration.root, engines=engines)
    console.warn([*failures, *more], quiet=options["quiet"])
    console.note([*engines.notices, *usage_lines(engines.usage, engines.asked)], quiet=options["quiet"])
    by_id = {article.id: article for article in articles}
    for claim in claims:
        console.emit(claim_line(claim, by_id))
    raise click.exceptions.Exit(console.failed([*failures, *more]))


@cli.command()
@click.argument("code")
def explain(code: str) -> None:
    """Say what the rule CODE does, why it matters, and what to do."""
    from factcheck.findings.catalogue import rule  # noqa: PLC0415

    entry = rule(code)
    parts = (("What it does", entry.what), ("Why it matters", entry.why), ("Example", entry.example), ("What to do", entry.remedy))
    told = [f"{heading}\n  {text}\n" for heading, text in parts]
    console.emit("\n".join([f"{entry.code} {entry.name} ({entry.severity})\n", *told]))


@cli.command()
@click.argument("packs", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@click.option("--details", is_flag=True, help="Every miss, with where it was lost, and every false alarm.")
@click.option("--folds", metavar="N", type=int, help="Learn the judge's confidence anew for each of N parts, from the others.")
@click.option("--compare", metavar="OLD.json", type=click.Path(path_type=Path), help="What changed since this output of --json.")
@click.option("--as-of", metavar="DATE", default="2026-06-30", show_default=True, help="The day on which the packs are judged.")
def evaluate(packs: Path, as_json: bool, details: bool, folds: int | None, compare: Path | None, as_of: str) -> None:  # noqa: PLR0913  one for each option
    """Score the labelled article sets in the folder PACKS."""
    from factcheck.evaluation.report import report  # noqa: PLC0415

    day = console.day("--as-of", as_of) or date.min
    console.emit(report(packs, day, as_json=as_json, detailed=details, earlier=compare, folds=folds))


@cli.command()
@click.option("--config", type=click.Path(path_type=Path), help="Configuration file, instead of the nearest one.")
def config(config: Path | None) -> None:
    """Print every setting, its value and where it comes from."""
    import json  # noqa: PLC0415

    found = console.configuration({"config": config})
    for name, value in found.settings.model_dump(by_alias=True, mode="json").items():
        console.emit(f"{name} = {json.dumps(value)}  # {found.origins[name.replace('-', '_')]}")


def main(arguments: Sequence[str] | None = None, clock: Clock = today) -> None:
    """Runs the command line and leaves with its exit code; every error becomes one line on standard error."""
    code, message = _outcome(list(sys.argv[1:] if arguments is None else arguments), clock)
    if message:
        console.tell(message)
    sys.exit(int(code))


def _outcome(arguments: list[str], clock: Clock) -> tuple[ExitCode, str]:
    try:
        with cli.make_context("factcheck", arguments, obj=clock) as context:
            cli.invoke(context)
    except click.exceptions.Exit as left:
        return ExitCode(left.exit_code), ""
    except (click.exceptions.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED, "interrupted"
    except click.ClickException as error:
        return ExitCode.USAGE, f"{error.format_message()} Try --help."
    except FactcheckError as error:
        return error.exit_code, str(error)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  stays open until the end
    except Exception as error:
        if os.environ.get("FACTCHECK_DEBUG"):
            raise
        said = f"internal error: {type(error).__name__}: {error}; run again with FACTCHECK_DEBUG=1 and report it"
        return ExitCode.INCOMPLETE, said
    return ExitCode.CLEAN, ""
