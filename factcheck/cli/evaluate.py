"""The command `factcheck evaluate`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from factcheck.cli import streams
from factcheck.cli.configured import configuration
from factcheck.cli.configured import day as day_of
from factcheck.cli.options import Command, engine_options
from factcheck.errors import ExitCode


@click.command(cls=Command, short_help="Score labelled article sets with any engine.")
@click.argument("packs", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@click.option("--details", is_flag=True, help="Every miss, with where it was lost, and every false alarm.")
@click.option("--folds", metavar="N", type=int, help="Learn the comparator's confidence anew for each of N parts, from the others.")
@click.option("--compare", metavar="OLD.json", type=click.Path(path_type=Path), help="What changed since this output of --json.")
@click.option("--as-of", metavar="DATE", default="2026-06-30", show_default=True, help="The day on which the packs are judged.")
@engine_options
def evaluate(packs: Path, as_json: bool, details: bool, folds: int | None, compare: Path | None, as_of: str, **options: Any) -> None:  # noqa: ANN401, PLR0913  one for each option
    """Score the labelled article sets in the folder PACKS, with any engine; what is configured nearby counts only with --config."""
    from factcheck.evaluation.report import report  # noqa: PLC0415

    day = day_of("--as-of", as_of) or date.min
    settings = configuration(options).settings if any(value is not None for value in options.values()) else None
    told = report(packs, day, as_json=as_json, detailed=details, earlier=compare, folds=folds, settings=settings)
    streams.note(told.notices, quiet=False)
    streams.emit(told.text)
    raise click.exceptions.Exit(ExitCode.INCOMPLETE if told.failures else ExitCode.CLEAN)
