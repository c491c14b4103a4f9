"""The commands that read articles: `check`, with its rewrites, `extract` and `baseline`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck.cli import streams
from factcheck.cli.options import (
    SEVERITIES,
    STYLES,
    Command,
    Group,
    archive_options,
    baseline_options,
    common_options,
    config_option,
    configuration,
    dry_run_option,
    extractor_options,
    inputs,
    jobs_option,
    passed_over,
    published_option,
    quiet_option,
    selecting_options,
)
from factcheck.cli.streams import failed
from factcheck.clock import Clock
from factcheck.errors import ExitCode, UsageError
from factcheck.processes import Processes, cores

if TYPE_CHECKING:
    from factcheck.model import Run
    from factcheck.resident import Resident
    from factcheck.settings import Configuration


def _print_schema(context: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: ARG001  click's signature
    if value:
        import json  # noqa: PLC0415

        from factcheck.report.json import schema  # noqa: PLC0415

        streams.emit(json.dumps(schema(), indent=2))
        context.exit()


@click.command(cls=Command, short_help="Report what contradicts, what was overtaken and what goes stale.")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--format", "style", type=click.Choice(STYLES), default="terminal", help="Form of the report.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the report to this file.")
@click.option("--changed-since", metavar="REV", help="Only what involves articles that are new or changed since this git revision.")
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "contradiction", "never"]),
    help="Exit with 1 from this severity on, or for contradictions alone.  [default: error]",
)
@selecting_options
@click.option("--fix", is_flag=True, help="Write the rewrites that need no judgement into the articles, then report what is left.")
@click.option("--diff", is_flag=True, help="Show what --fix would write, and change nothing.")
@click.option("-q", "--quiet", is_flag=True, help="Only findings and failures; a clean run prints nothing (terminal, concise).")
@click.option("--watch", is_flag=True, help="Check again whenever an article changes, until Ctrl-C.")
@common_options
@baseline_options
@archive_options
@click.option("--statistics", is_flag=True, help="On standard error: what was read and left out, findings by rule and by article.")
@click.option("--timings", is_flag=True, help="Tell the seconds that each stage took.")
@click.option(
    "--json-schema", is_flag=True, is_eager=True, expose_value=False, callback=_print_schema, help="Print the JSON report's schema."
)
@dry_run_option
@click.pass_obj
def check(clock: Clock, /, paths: Sequence[str], style: str, output: Path | None, **options: Any) -> None:  # noqa: ANN401
    """Report what contradicts, what was overtaken and what goes stale in the articles at PATHS.

    PATHS are files, folders and globs; - reads one article from standard input.

    Exit code 0: nothing new from --fail-on up; 1: something is; 2: a wrong call or an input that cannot be read; 3: incomplete.
    """
    from factcheck.cli.checking import forecast_instead  # noqa: PLC0415

    _refuse_to_fix(paths, options)
    if options["watch"]:
        _watch(clock, paths, style, output, options)
    forecast_instead(paths, options)
    raise click.exceptions.Exit(_once(clock, paths, style, output, options, configuration(options)))


def _watch(clock: Clock, paths: Sequence[str], style: str, output: Path | None, options: dict[str, Any]) -> None:
    from factcheck.cli import changed  # noqa: PLC0415

    changed.refuse_to_watch(paths, options)

    def check_again(found: Configuration, core: Resident) -> None:
        _once(clock, paths, style, output, options, found, core)

    changed.watch(paths, lambda: configuration(options), check_again, quiet=options["quiet"])


def _once(  # noqa: PLR0913  what a check takes
    clock: Clock,
    paths: Sequence[str],
    style: str,
    output: Path | None,
    options: dict[str, Any],
    found: Configuration,
    core: Resident | None = None,
) -> ExitCode:
    """Checks, writes the report, and returns the exit code."""
    from factcheck.cli import checking  # noqa: PLC0415
    from factcheck.cli.checking import archive_at_check  # noqa: PLC0415
    from factcheck.report import counts  # noqa: PLC0415
    from factcheck.report.write import statistics_lines, summarise, write  # noqa: PLC0415

    archive = archive_at_check(options, found)
    known = checking.known(options, found)
    form = checking.form(style, options, found)
    given = {**options, "known": known, "look_up": archive and archive.look_up}
    run = checking.run(paths, given, clock, found, output, core)
    if options["diff"]:
        _show_fixes(run, quiet=options["quiet"])
        return streams.exit_code(run, form)
    if options["fix"] and _write_fixes(run, quiet=options["quiet"]):
        run = checking.run(paths, {**given, "quiet": True}, clock, found, output)
    with streams.writing(output):
        write(run, form, output)
    streams.note([f"{output}: {counts(run, form.showing)}"] if output is not None else [], quiet=options["quiet"])
    with streams.writing(form.summary, "GITHUB_STEP_SUMMARY"):
        summarise(run, form)
    if options["statistics"]:
        streams.note(list(statistics_lines(run)), quiet=False)
    code = streams.exit_code(run, form)
    if archive is not None:
        archive.close(run, code, clock())
    return code


# --fix and --diff: the mechanical rewrites of a run, written into the files of its articles or shown.


def _refuse_to_fix(paths: Sequence[str], options: Mapping[str, Any]) -> None:
    """Raises UsageError where the options cannot be done."""
    if options["fix"] and options["diff"]:
        raise UsageError("--fix: writes what --diff only shows; give one of them")
    if options["fix"] and "-" in paths:
        raise UsageError("--fix: standard input has no file to write to; name files, or use --diff")


def _show_fixes(run: Run, *, quiet: bool) -> None:
    """Prints what could be rewritten as a diff."""
    from factcheck.rewrites import Fixes  # noqa: PLC0415

    fixes = Fixes(run)
    if diff := fixes.diff():
        streams.emit(diff)
    streams.note([fixes.told("possible")], quiet=quiet)


def _write_fixes(run: Run, *, quiet: bool) -> bool:
    """Writes each file whole or not at all, and tells how many rewrites that is; whether there were any. Raises UsageError."""
    from factcheck.rewrites import Fixes  # noqa: PLC0415
    from factcheck.whole import write_whole  # noqa: PLC0415

    fixes = Fixes(run)
    for file, (_, after) in fixes.after.items():
        with streams.writing(file, "--fix"):
            write_whole(file.resolve(), after)
    streams.note([fixes.told("written")], quiet=quiet)
    return bool(fixes.made)


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@published_option
@quiet_option
@jobs_option
@config_option
@extractor_options
def extract(paths: Sequence[str], **options: Any) -> None:  # noqa: ANN401
    """Print the claims of the articles at PATHS as JSON lines."""
    from factcheck.engines import Engines  # noqa: PLC0415
    from factcheck.pipeline import extract as run_extract  # noqa: PLC0415
    from factcheck.report.json import claim_line  # noqa: PLC0415
    from factcheck.report.write import usage_lines  # noqa: PLC0415

    found = configuration(options)
    settings = found.settings
    articles, failures, skipped = inputs(paths, options["published"], found)
    engines = Engines(settings.chosen, settings)
    with Processes(options["jobs"] or cores()) as processes:
        claims, more = run_extract(articles, settings=settings, root=found.root, engines=engines, processes=processes)
    streams.warn([*failures, *more], quiet=options["quiet"])
    streams.note([*passed_over(skipped), *engines.notices, *usage_lines(engines.usage, engines.asked)], quiet=options["quiet"])
    by_id = {article.id: article for article in articles}
    for claim in claims:
        streams.emit(claim_line(claim, by_id))
    raise click.exceptions.Exit(failed([*failures, *more]))


@click.group(cls=Group, short_help="Keep what is known, so that check tells only what is new.")
def baseline() -> None:
    """Keep the findings that are known, so that check tells only new ones."""


def _keeping(action: str, text: str) -> None:
    @click.argument("paths", nargs=-1, required=True, type=click.Path())
    @quiet_option
    @common_options
    @baseline_options
    @click.pass_obj
    def keep(clock: Clock, /, paths: Sequence[str], **options: Any) -> None:  # noqa: ANN401
        from factcheck.cli.checking import keep_baseline  # noqa: PLC0415

        keep_baseline(action, paths, options, clock)

    baseline.command(action, cls=Command, help=text)(keep)


_keeping("write", "Write a first baseline: all findings at PATHS are known.")
_keeping("update", "Add what is found at PATHS; what people wrote into it stays.")
_keeping("prune", "Take out what is found no more at PATHS.")
