"""The commands that work until they are ended: `lsp` for an editor, `worker` for an archive's queue."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import click

from factcheck.cli import streams
from factcheck.cli.configured import configuration
from factcheck.cli.options import ArchivePlace, Command, baseline_options, engine_options, selecting_options
from factcheck.clock import Clock
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from factcheck.model import Run
    from factcheck.settings import Configuration
    from factcheck.stories.held import LookUp


@click.command(cls=Command, short_help="Check articles in an editor while they are written.")
@click.argument("paths", nargs=-1, type=click.Path())
@selecting_options
@engine_options
@baseline_options
@click.option("--archive", type=ArchivePlace(), help="Compare with the articles of this archive, and with no others.")
@click.pass_obj
def lsp(clock: Clock, /, paths: Sequence[str], **options: Any) -> None:  # noqa: ANN401
    """Speak with an editor over the standard streams (Language Server Protocol).

    The open article is compared with the files, folders and globs at PATHS, seen from the editor's workspace; without PATHS with
    all of the workspace, and with --archive with what that holds instead. An article is checked after a pause in typing; where a
    model is asked, when it is opened and saved.
    """
    if find_spec("pygls") is None:
        raise UsageError("factcheck lsp: needs pygls, which is not installed; install it with: pip install pygls")
    from factcheck.cli.configured import configuration, day  # noqa: PLC0415
    from factcheck.lsp.server import serve  # noqa: PLC0415
    from factcheck.lsp.session import Given  # noqa: PLC0415

    on = day("--as-of", options["as_of"])
    serve(
        Given(
            paths=tuple(paths),
            configure=lambda: configuration(options),
            archive=lambda found: _archive(options, found),
            settled=lambda found, run: _settled(options, found, run),
            as_of=lambda: on or clock(),
        )
    )


def _archive(options: dict[str, Any], found: Configuration) -> LookUp | None:
    from factcheck.cli.checking import archive_at_check  # noqa: PLC0415

    archive = archive_at_check({**options, "add": False, "fail_on_archive": False, "quiet": True}, found)
    return archive.look_up if archive is not None else None


def _settled(options: dict[str, Any], found: Configuration, run: Run) -> Run:
    """The run with what is in the baseline, and what editors decided, marked as such."""
    from factcheck.cli import checking  # noqa: PLC0415
    from factcheck.findings.baseline import mark  # noqa: PLC0415

    done = checking.decided({**options, "quiet": True}, found, run)
    known = checking.known(options, found)
    return done if known is None else done.model_copy(update={"findings": mark(done.findings, checking.renamed(known, done, found.root))})


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
