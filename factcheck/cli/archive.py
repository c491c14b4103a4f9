"""The commands on archives: add, list, show, remove, stale, stats and reindex."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck.cli import streams
from factcheck.cli.options import (
    ArchivePlace,
    Command,
    Group,
    config_option,
    configuration,
    extractor_options,
    jobs_option,
    located,
    published_option,
    quiet_option,
    read,
)
from factcheck.cli.options import day as day_of
from factcheck.cli.streams import failed
from factcheck.clock import Clock
from factcheck.errors import UsageError
from factcheck.processes import Processes, collect_seldom, cores
from factcheck.words import amount

if TYPE_CHECKING:
    from factcheck.archive import Archive, Place, Server
    from factcheck.archive.adding import Done
    from factcheck.settings import Configuration

NAME = ".factcheck-archive.sqlite"
"""The archive beside the configuration, for commands that are told no other."""
_DAYS = {"d": 1, "w": 7}


def _located(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say which archive is meant."""
    for option in (
        config_option,
        click.option(
            "--archive",
            type=ArchivePlace(),
            help=f"The archive, instead of {NAME} beside the configuration.",
        ),
    ):
        command = option(command)
    return command


def _reading(command: Callable[..., None]) -> Callable[..., None]:
    """The options of the commands that read articles into claims."""
    return extractor_options(jobs_option(quiet_option(command)))


def _form(*more: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option("--format", "style", type=click.Choice(["table", "json", *more]), default="table", help="Form of the answer.")


def opened(found: Configuration, place: Place | None, *, write: bool = False, create: bool = False) -> Archive:
    """The archive that is named, else the one beside the configuration."""
    from factcheck.archive import Archive  # noqa: PLC0415

    return Archive(place or found.root / NAME, found.root, write=write, create=create)


@click.group(cls=Group, short_help="Keep published articles, to check new ones against them.")
def archive() -> None:
    """Keep published articles and what they state, to check new ones against them."""


@archive.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@_located
@_reading
@published_option
@click.option("--enqueue", is_flag=True, help="Leave reading them to workers, where the archive is on a server.")
@click.pass_obj
def add(clock: Clock, /, paths: Sequence[str], enqueue: bool, **options: Any) -> None:  # noqa: ANN401
    """Store the articles at PATHS.

    What is there already stays, and a changed article gets a new revision.
    """
    from factcheck.archive import adding  # noqa: PLC0415
    from factcheck.report.write import progress  # noqa: PLC0415

    found = configuration(options)
    queued = _queued(options["archive"], "--enqueue") if enqueue else None
    store = opened(found, options["archive"], write=True, create=True)
    articles, failures = read(paths, options["published"], found)
    streams.warn(failures, quiet=options["quiet"])
    if queued is not None:
        from factcheck.archive import queue  # noqa: PLC0415

        _finish(store, queue.enqueue(store, queued, articles, on=clock()), quiet=options["quiet"])
        raise click.exceptions.Exit(failed(failures))
    collect_seldom()
    with progress(quiet=options["quiet"]) as shown, Processes(options["jobs"] or cores()) as processes:
        done = adding.add(store, articles, settings=found.settings, on=clock(), progress=shown, processes=processes)
    _finish(store, done, quiet=options["quiet"])
    raise click.exceptions.Exit(failed([*failures, *done.failures]))


@archive.command(cls=Command)
@_located
@_reading
@click.option("--all", "everything", is_flag=True, help="Also what this version has read.")
@click.option("--enqueue", is_flag=True, help="Leave it to workers, where the archive is on a server.")
def reindex(everything: bool, enqueue: bool, **options: Any) -> None:  # noqa: ANN401
    """Read again what another version or configuration has read."""
    from factcheck.archive import adding  # noqa: PLC0415
    from factcheck.report.write import progress  # noqa: PLC0415

    found = configuration(options)
    queued = _queued(options["archive"], "--enqueue") if enqueue else None
    store = opened(found, options["archive"], write=True)
    if queued is not None:
        from factcheck.archive import queue  # noqa: PLC0415

        _finish(store, queue.enqueue_outdated(store, queued, settings=found.settings, everything=everything), quiet=options["quiet"])
        return
    collect_seldom()
    with progress(quiet=options["quiet"]) as shown, Processes(options["jobs"] or cores()) as processes:
        done = adding.reindex(store, settings=found.settings, everything=everything, progress=shown, processes=processes)
    _finish(store, done, quiet=options["quiet"])
    raise click.exceptions.Exit(failed(done.failures))


def _queued(place: Place | None, option: str) -> Server:
    """The server with the queue; raises UsageError for an archive in a file."""
    from factcheck.archive import served  # noqa: PLC0415

    return served(place or Path(NAME), option)


def _finish(store: Archive, done: Done, *, quiet: bool) -> None:
    from factcheck.archive.adding import parts  # noqa: PLC0415

    streams.warn(done.failures, quiet=quiet)
    streams.note(done.notices, quiet=quiet)
    streams.emit(f"{store.name}: {', '.join(parts(done)) or 'nothing to do'}.")


@archive.command("list")
@_located
@_form()
@click.option("--failed", "unstored", is_flag=True, help="Those of the queue that no worker could store, and why.")
def list_articles(style: str, unstored: bool, **options: Any) -> None:  # noqa: ANN401
    """List the articles in the archive."""
    from factcheck.archive import listing  # noqa: PLC0415

    if unstored:
        _queued(options["archive"], "--failed")
    store = opened(located(options), options["archive"])
    headings: tuple[str, ...] = ("published", "added", "revision", "claims", "path", "title")
    if unstored:
        from factcheck.archive.queue import failed as failures  # noqa: PLC0415

        found, headings = failures(store), ("added", "tries", "path", "failure")
    else:
        found = listing.listed(store)
    rows = [[row[heading] for heading in headings] for row in found]
    streams.emit(listing.as_json(found) if style == "json" else listing.table(headings, rows, ("revision", "claims", "tries")))


@archive.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@_located
@_form()
def show(paths: Sequence[str], style: str, **options: Any) -> None:  # noqa: ANN401
    """Show what the archive holds of the articles at PATHS.

    PATHS are paths or addresses; the files may be gone.
    """
    from factcheck.archive import listing  # noqa: PLC0415

    store = opened(located(options), options["archive"])
    found = [listing.held(store, article) for article in listing.find(store, paths)]
    streams.emit(listing.as_json(found) if style == "json" else "\n\n".join(map(listing.told, found)))


@archive.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@_located
def remove(paths: Sequence[str], **options: Any) -> None:  # noqa: ANN401
    """Remove the articles at PATHS with all that was kept of them.

    PATHS are paths or addresses; all revisions go, and the findings that quote them.
    """
    from factcheck.archive import listing, store  # noqa: PLC0415

    held = opened(located(options), options["archive"], write=True)
    ids = listing.find(held, paths)
    streams.emit(f"{held.name}: {len(ids)} removed, with {amount(store.remove(held, ids), 'revision')}.")


@archive.command()
@_located
@_form("ics")
@click.option("--as-of", metavar="DATE", help="The day on which to judge what has gone stale.  [default: today]")
@click.option(
    "--within", metavar="DAYS", default="14d", show_default=True, help="How far to look back and ahead: days (14d) or weeks (2w)."
)
@click.option("--all", "everything", is_flag=True, help="Also what came due before that.")
@click.pass_obj
def stale(clock: Clock, /, as_of: str | None, within: str, style: str, **options: Any) -> None:  # noqa: ANN401
    """List the sentences that have just expired, or will soon."""
    from factcheck.archive import listing  # noqa: PLC0415

    day, ahead = day_of("--as-of", as_of) or clock(), _days(within)
    store = opened(located(options), options["archive"])
    first, last = listing.window(day, ahead)
    found = listing.stale(store, day, ahead, everything=options["everything"])
    earlier = 0 if options["everything"] else listing.overdue(store, first)
    if style == "table":
        streams.emit(listing.stale_list(found, first, last, earlier))
        return
    if earlier:
        streams.tell(f"{earlier} more came due before {first}; --all lists them")
    if style == "ics":
        streams.emit(listing.calendar(found, day).rstrip("\r\n") + "\r")
    else:
        streams.emit(listing.as_json([item._asdict() for item in found]))


def _days(text: str) -> int:
    match = re.fullmatch(r"(\d{1,6})([dw]?)", text.strip())
    if match is None:
        raise UsageError(f"--within: {text!r} is no stretch of days; write it as 14d or 2w")
    return int(match[1]) * _DAYS[match[2] or "d"]


@archive.command()
@_located
@_form()
def stats(style: str, **options: Any) -> None:  # noqa: ANN401
    """Count what is in the archive."""
    from factcheck.archive import listing  # noqa: PLC0415

    found = listing.stats(opened(located(options), options["archive"]))
    streams.emit(listing.as_json(found) if style == "json" else listing.pairs(found))
