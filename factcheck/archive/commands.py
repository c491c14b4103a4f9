"""The commands on archives: add, list, show, remove, stale, stats and reindex."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck import console, model_options
from factcheck.clock import Clock
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from factcheck.archive.desk import Done
    from factcheck.archive.file import Archive
    from factcheck.settings import Configuration

NAME = ".factcheck-archive.sqlite"
"""The archive beside the configuration, for commands that are told no other."""
_DAYS = {"d": 1, "w": 7}


def _located(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say which archive is meant."""
    for option in (
        click.option("--config", type=click.Path(path_type=Path), help="Configuration file, instead of the nearest one."),
        click.option(
            "--archive",
            type=click.Path(dir_okay=False, path_type=Path),
            help=f"The archive, instead of {NAME} beside the configuration.",
        ),
    ):
        command = option(command)
    return command


def _reading(command: Callable[..., None]) -> Callable[..., None]:
    """The options of the commands that read articles into claims."""
    for option in (
        click.option("--quiet", is_flag=True, help="No progress and no warnings on standard error."),
        click.option("--extractor", metavar="NAME", help="Engine for extraction: local or openai (local)."),
    ):
        command = option(command)
    return model_options.asking(command)


def _form(*more: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option("--format", "style", type=click.Choice(["table", "json", *more]), default="table", help="Form of the answer.")


def opened(found: Configuration, path: Path | None, *, write: bool = False, create: bool = False) -> Archive:
    """The archive that is named, else the one beside the configuration."""
    from factcheck.archive.file import Archive  # noqa: PLC0415

    return Archive(path or found.root / NAME, found.root, write=write, create=create)


@click.group()
def archive() -> None:
    """Keep published articles and what they state, to check new ones against them."""


@archive.command()
@click.argument("paths", nargs=-1, required=True)
@_located
@_reading
@click.option("--published", metavar="DATE", help="Day of publication of articles that tell none.")
@click.pass_obj
def add(clock: Clock, /, paths: Sequence[str], **options: Any) -> None:  # noqa: ANN401
    """Store the articles at PATHS; what is there already stays, and a changed article gets a new revision."""
    from factcheck.archive import desk  # noqa: PLC0415
    from factcheck.report.progress import progress  # noqa: PLC0415

    found = console.configuration(options)
    store = opened(found, options["archive"], write=True, create=True)
    articles, failures = console.read(paths, options["published"], found)
    console.warn(failures, quiet=options["quiet"])
    with progress(quiet=options["quiet"]) as shown:
        done = desk.add(store, articles, settings=found.settings, on=clock(), progress=shown)
    _finish(store, done, quiet=options["quiet"])
    raise click.exceptions.Exit(console.failed([*failures, *done.failures]))


@archive.command()
@_located
@_reading
@click.option("--all", "everything", is_flag=True, help="Also what this version has read.")
def reindex(everything: bool, **options: Any) -> None:  # noqa: ANN401
    """Read the stored articles again where another version or configuration has read them."""
    from factcheck.archive import desk  # noqa: PLC0415
    from factcheck.report.progress import progress  # noqa: PLC0415

    found = console.configuration(options)
    store = opened(found, options["archive"], write=True)
    with progress(quiet=options["quiet"]) as shown:
        done = desk.reindex(store, settings=found.settings, everything=everything, progress=shown)
    _finish(store, done, quiet=options["quiet"])
    raise click.exceptions.Exit(console.failed(done.failures))


def _finish(store: Archive, done: Done, *, quiet: bool) -> None:
    from factcheck.archive.desk import parts  # noqa: PLC0415

    console.warn(done.failures, quiet=quiet)
    console.note(done.notices, quiet=quiet)
    console.emit(f"{store.path}: {', '.join(parts(done)) or 'nothing to do'}.")


@archive.command("list")
@_located
@_form()
def list_articles(style: str, **options: Any) -> None:  # noqa: ANN401
    """List the articles in the archive."""
    from factcheck.archive import listing  # noqa: PLC0415
    from factcheck.archive.table import table  # noqa: PLC0415

    found = listing.listed(opened(console.located(options), options["archive"]))
    headings = ("published", "added", "revision", "claims", "path", "title")
    rows = [[row[heading] for heading in headings] for row in found]
    console.emit(listing.as_json(found) if style == "json" else table(headings, rows, ("revision", "claims")))


@archive.command()
@click.argument("paths", nargs=-1, required=True)
@_located
@_form()
def show(paths: Sequence[str], style: str, **options: Any) -> None:  # noqa: ANN401
    """Show what the archive holds of the articles at PATHS (paths or addresses; their files may be gone)."""
    from factcheck.archive import listing  # noqa: PLC0415
    from factcheck.archive.table import told  # noqa: PLC0415

    store = opened(console.located(options), options["archive"])
    found = [listing.held(store, article) for article in listing.find(store, paths)]
    console.emit(listing.as_json(found) if style == "json" else "\n\n".join(map(told, found)))


@archive.command()
@click.argument("paths", nargs=-1, required=True)
@_located
def remove(paths: Sequence[str], **options: Any) -> None:  # noqa: ANN401
    """Remove the articles at PATHS (paths or addresses) with all their revisions, and the findings that quote them."""
    from factcheck.archive import listing, store  # noqa: PLC0415
    from factcheck.report.showing import counted  # noqa: PLC0415

    held = opened(console.located(options), options["archive"], write=True)
    ids = listing.find(held, paths)
    console.emit(f"{held.path}: {len(ids)} removed, with {counted(store.remove(held, ids), 'revision')}.")


@archive.command()
@_located
@_form("ics")
@click.option("--as-of", metavar="DATE", help="The day on which to judge what has gone stale (today).")
@click.option("--within", metavar="DAYS", default="14d", show_default=True, help="How far to look ahead: days (14d) or weeks (2w).")
@click.pass_obj
def stale(clock: Clock, /, as_of: str | None, within: str, style: str, **options: Any) -> None:  # noqa: ANN401
    """List the sentences that have expired, or will soon."""
    from factcheck.archive import listing  # noqa: PLC0415
    from factcheck.archive.table import stale_table  # noqa: PLC0415

    day, ahead = console.day("--as-of", as_of) or clock(), _days(within)
    found = listing.stale(opened(console.located(options), options["archive"]), day, ahead)
    if style == "ics":
        from factcheck.archive.calendar import calendar  # noqa: PLC0415

        console.emit(calendar(found, day).rstrip("\r\n") + "\r")
    else:
        console.emit(listing.as_json([item._asdict() for item in found]) if style == "json" else stale_table(found))


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
    from factcheck.archive.table import pairs  # noqa: PLC0415

    found = listing.stats(opened(console.located(options), options["archive"]))
    console.emit(listing.as_json(found) if style == "json" else pairs(found))
