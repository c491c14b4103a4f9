"""The commands that work until they are ended: `lsp` for an editor, `review` for editors' decisions, `worker` for an archive's queue."""

from __future__ import annotations

import getpass
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck import __version__
from factcheck.cli import streams
from factcheck.cli.options import (
    ArchivePlace,
    Command,
    baseline_options,
    common_options,
    configuration,
    engine_options,
    quiet_option,
    selecting_options,
)
from factcheck.cli.options import day as day_of
from factcheck.cli.streams import tell
from factcheck.clock import Clock, Moments, now
from factcheck.errors import ArchiveError, FactcheckError, UsageError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    from factcheck.archive import Place, Server
    from factcheck.model import Run
    from factcheck.review.session import Session
    from factcheck.settings import Configuration
    from factcheck.stories import LookUp


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
    from factcheck.lsp import Given, serve  # noqa: PLC0415

    on = day_of("--as-of", options["as_of"])
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
    found = configuration(options)
    told = streams.silent if options["quiet"] else tell
    _crew(options["archive"], found, clock, jobs=jobs, until_empty=until_empty, tell=told)


# The workers of an archive on one machine, each in a process of its own; one that dies is replaced.


def _crew(  # noqa: PLR0913
    place: Place, found: Configuration, clock: Clock, *, jobs: int, until_empty: bool, tell: Callable[[str], None]
) -> None:
    """Works until it is interrupted, or until nothing waits; raises UsageError for an archive without a queue."""
    import multiprocessing  # noqa: PLC0415  only this command starts workers
    from multiprocessing.connection import wait  # noqa: PLC0415

    from factcheck.archive import Archive, served  # noqa: PLC0415

    server = served(place, "worker")
    Archive(server, found.root, write=True)  # whatever is wrong with it is told once, before any process starts
    if jobs == 1:
        tell(f"{server}: working; stop with Ctrl-C")
        _work(server, found, clock, until_empty)
        return
    context = multiprocessing.get_context("spawn")

    def start() -> SpawnProcess:
        process = context.Process(target=_work_apart, args=(server, found, clock, until_empty), daemon=True)
        process.start()
        return process

    working, broken = [start() for _ in range(jobs)], 0
    tell(f"{server}: {jobs} processes are working; stop with Ctrl-C")
    try:
        while working:
            wait([process.sentinel for process in working])
            ended = [process for process in working if not process.is_alive()]
            working = [process for process in working if process not in ended]
            for process in ended:
                if process.exitcode and process.exitcode < 0:
                    tell(f"a worker was killed ({-process.exitcode}); another one takes its place, and its article is tried again")
                    working.append(start())
                elif process.exitcode:
                    broken += 1  # it has told why itself
    finally:
        for process in working:
            process.terminate()
        for process in working:
            process.join()
    if broken:
        raise ArchiveError(f"{server}: {broken} of {jobs} processes ended with an error; see above, and start them again")


def _work(server: Server, found: Configuration, clock: Clock, until_empty: bool) -> None:
    from factcheck.archive.queue import Worker  # noqa: PLC0415

    Worker(server, found.root, found.settings, clock).run(until_empty=until_empty)


def _work_apart(server: Server, found: Configuration, clock: Clock, until_empty: bool) -> None:
    """The same in a process of its own, which the first one ends; an error is one line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _work(server, found, clock, until_empty)
    except FactcheckError as error:
        sys.stderr.write(f"factcheck: {error}\n")
        sys.exit(int(error.exit_code))


# The review, in a browser or in a terminal.


@click.command(cls=Command, short_help="Decide on findings, in a browser or in the terminal.")
@click.argument("paths", nargs=-1, type=click.Path())
@quiet_option
@common_options
@baseline_options
@click.option("--archive", type=ArchivePlace(), help="Compare with this archive, and keep the decisions in it.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Review this JSON report instead of a new check.")
@click.option("--terminal", is_flag=True, help="Here in the terminal, by keys, instead of in a browser.")
@click.option("--author", metavar="NAME", help="Who decides, in the terminal.  [default: the login name]")
@click.option("--port", type=click.IntRange(0, 65535), metavar="NUMBER", default=0, help="Port of the page.  [default: a free one]")
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help="Address of the page; others than this machine's own want FACTCHECK_PASSWORD set.",
)
@click.option("--no-open", is_flag=True, help="Print the page's address and open no browser.")
@click.pass_obj
def review(clock: Clock, /, paths: Sequence[str], **options: Any) -> None:  # noqa: ANN401
    """Decide on the findings in the articles at PATHS, in a report, or in an archive: one after the other, and every answer is kept.

    With none of these, the page waits for articles that are sent or pasted to it.
    """
    (_in_terminal if options["terminal"] else _in_browser)(paths, options, clock)


def _in_terminal(paths: Sequence[str], options: dict[str, Any], clock: Clock) -> None:
    """The session in this terminal; raises UsageError where there is none."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise UsageError("--terminal: needs a terminal for keys and screen; leave it out for the browser")
    from factcheck.review import terminal  # noqa: PLC0415
    from factcheck.review.session import name  # noqa: PLC0415

    author = name(options["author"] or _login())
    found = configuration(options)
    terminal.run(session_on(paths, options, found, clock, now), author)


def _in_browser(paths: Sequence[str], options: dict[str, Any], clock: Clock) -> None:
    """Serves the session to browsers until it is interrupted; the socket is taken before any work is done."""
    from factcheck.review import server  # noqa: PLC0415
    from factcheck.review.server_state import ServerState  # noqa: PLC0415

    found = configuration(options)
    host: str = options["host"]
    listening, port = server.bound(host.strip("[]"), options["port"])
    with listening:
        access = server.access(host, port, os.environ.get("FACTCHECK_PASSWORD"))
        session = session_on(paths, options, found, clock, now)
        title = ", ".join(map(_called, paths)) or str(options["report"] or options["archive"] or "no articles yet")
        url = partial(server.address, host.strip("[]"), port)
        streams.emit(f"Open {url(access.token)}\nStop with Ctrl-C; every decision is in {session.store.name} as soon as it is made.")
        app = server.application(ServerState(session, title, access, found.settings, now))
        server.serve(app, listening, None if options["no_open"] else lambda: url(access.ticket()))


def _called(path: str) -> str:
    """The path, or the name of the folder where it only says which one ("." or "..")."""
    given = Path(path)
    return given.resolve().name or path if given.name in {"", ".", ".."} else path


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("--author: nothing tells who you are; name yourself") from error


# What a review is about: a new check of the articles at paths, a report that was written, or what an archive has recorded.


def session_on(paths: Sequence[str], options: dict[str, Any], found: Configuration, clock: Clock, moments: Moments) -> Session:
    """The session on what the command line names; failures of reading are told on standard error.

    Raises UsageError where too much is named, or nothing in a terminal, and what each source raises.
    """
    from factcheck.review import store, torn  # noqa: PLC0415
    from factcheck.review.session import Session  # noqa: PLC0415

    archive: Place | None = options["archive"]
    if options["report"] is not None and paths:
        raise UsageError("--report: shows one report; leave the paths out, or leave it out")
    if not paths and options["report"] is None and archive is None and options["terminal"]:
        raise UsageError("name articles to review, or --report FILE, or --archive FILE")
    decisions = store(found, archive, write=True)
    made = Session(_run(paths, options, found, clock), decisions, moments)
    if told := torn(decisions):
        tell(told)
    return made


def _run(paths: Sequence[str], options: dict[str, Any], found: Configuration, clock: Clock) -> Run:
    from factcheck.cli import checking  # noqa: PLC0415

    if paths:
        from factcheck.cli.checking import archive_at_check  # noqa: PLC0415

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
    from factcheck.archive import Archive  # noqa: PLC0415
    from factcheck.archive.lookup import recorded  # noqa: PLC0415

    return recorded(Archive(options["archive"], found.root), day)


def _nothing(found: Configuration, as_of: date) -> Run:
    """A run of no articles: they are sent to the page."""
    from factcheck.model import Run  # noqa: PLC0415

    engines = {"extractor": found.settings.chosen.extractor, "judge": found.settings.chosen.comparator}
    empty = dict.fromkeys(("models", "articles", "claims", "findings", "agreements", "left_out", "failures"), ())
    return Run.model_validate({"version": __version__, "as_of": as_of, "pairs": 0, **engines, **empty})
