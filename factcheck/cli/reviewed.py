"""What a review is about: a new check of the articles at paths, a report that was written, or what an archive has recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from factcheck import __version__
from factcheck.cli.configured import day as day_of
from factcheck.cli.streams import tell
from factcheck.clock import Clock, Moments
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from factcheck.archive.place import Place
    from factcheck.model import Run
    from factcheck.review.session import Session
    from factcheck.settings import Configuration


def session(paths: Sequence[str], options: dict[str, Any], found: Configuration, clock: Clock, moments: Moments) -> Session:
    """The session on what the command line names; failures of reading are told on standard error.

    Raises UsageError where too much is named, or nothing in a terminal, and what each source raises.
    """
    from factcheck.review import opening  # noqa: PLC0415
    from factcheck.review.session import Session  # noqa: PLC0415

    archive: Place | None = options["archive"]
    if options["report"] is not None and paths:
        raise UsageError("--report: shows one report; leave the paths out, or leave it out")
    if not paths and options["report"] is None and archive is None and options["terminal"]:
        raise UsageError("name articles to review, or --report FILE, or --archive FILE")
    decisions = opening.store(found, archive, write=True)
    made = Session(_run(paths, options, found, clock), decisions, moments)
    if told := opening.torn(decisions):
        tell(told)
    return made


def _run(paths: Sequence[str], options: dict[str, Any], found: Configuration, clock: Clock) -> Run:
    from factcheck.cli import checking  # noqa: PLC0415

    if paths:
        from factcheck.cli.archive_at_check import archive_at_check  # noqa: PLC0415

        archive = archive_at_check({**options, "add": False, "fail_on_archive": False}, found)
        known = checking.known(options, found)
        return checking.run(paths, {**options, "known": known, "look_up": archive and archive.look_up}, clock, found, None)
    if options["report"] is not None:
        from factcheck.review.reported import reported  # noqa: PLC0415

        told = reported(options["report"], found.root, found.settings.mapped)
        return checking.baseline({**options, "known": checking.known(options, found)}, found, told, ())
    day = day_of("--as-of", options["as_of"]) or clock()
    if options["archive"] is None:
        return _nothing(found, day)
    from factcheck.archive.file import Archive  # noqa: PLC0415
    from factcheck.archive.recorded import recorded  # noqa: PLC0415

    return recorded(Archive(options["archive"], found.root), day)


def _nothing(found: Configuration, as_of: date) -> Run:
    """A run of no articles: they are sent to the page."""
    from factcheck.model import Run  # noqa: PLC0415

    engines = {"extractor": found.settings.chosen.extractor, "judge": found.settings.chosen.comparator}
    empty = dict.fromkeys(("models", "articles", "claims", "findings", "agreements", "left_out", "failures"), ())
    return Run.model_validate({"version": __version__, "as_of": as_of, "pairs": 0, **engines, **empty})
