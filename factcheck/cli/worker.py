"""The command `factcheck worker`: takes articles of an archive's queue, any number of processes on any machines."""

from __future__ import annotations

from typing import Any

import click

from factcheck.cli import streams
from factcheck.cli.configured import configuration
from factcheck.cli.options import ArchivePlace, Command, engine_options
from factcheck.clock import Clock


@click.command(cls=Command, short_help="Read and compare the articles of an archive's queue.")
@click.option("--archive", type=ArchivePlace(), required=True, help="The archive, on a server.")
@click.option("--jobs", type=click.IntRange(1), metavar="NUMBER", default=1, show_default=True, help="Processes that work side by side.")
@click.option("--until-empty", is_flag=True, help="End when nothing waits that is due.")
@click.option("-q", "--quiet", is_flag=True, help="Nothing on standard error but what goes wrong.")
@engine_options
@click.pass_obj
def worker(clock: Clock, /, jobs: int, until_empty: bool, **options: Any) -> None:  # noqa: ANN401
    """Store and compare the articles that factcheck archive add --enqueue has put into the queue, until it is interrupted.

    Articles that no worker can store are told by factcheck archive list --failed.
    """
    from factcheck.archive.crew import crew  # noqa: PLC0415

    found = configuration(options)
    crew(options["archive"], found, clock, jobs=jobs, until_empty=until_empty, tell=streams.silent if options["quiet"] else streams.tell)
