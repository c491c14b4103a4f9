"""The command `factcheck review`: opens the session in a terminal, or serves it to a browser."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from factcheck.cli import streams
from factcheck.cli.configured import configuration
from factcheck.cli.options import ArchivePlace, Command, baseline_options, common_options, quiet_option
from factcheck.clock import Clock, now
from factcheck.errors import UsageError


@click.command(cls=Command, short_help="Decide on findings, in a browser or in the terminal.")
@click.argument("paths", nargs=-1, type=click.Path())
@quiet_option
@common_options
@baseline_options
@click.option("--archive", type=ArchivePlace(), help="Compare with this archive, and keep the decisions in it.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Review this JSON report instead of a new check.")
@click.option("--terminal", is_flag=True, help="Here in the terminal, by keys, instead of in a browser.")
@click.option("--author", metavar="NAME", help="Who decides, in the terminal (the login name).")
@click.option("--port", type=click.IntRange(0, 65535), metavar="NUMBER", default=0, help="Port of the page (a free one).")
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
    from factcheck.cli import reviewed  # noqa: PLC0415
    from factcheck.review import terminal  # noqa: PLC0415
    from factcheck.review.session import name  # noqa: PLC0415

    author = name(options["author"] or _login())
    found = configuration(options)
    terminal.run(reviewed.session(paths, options, found, clock, now), author)


def _in_browser(paths: Sequence[str], options: dict[str, Any], clock: Clock) -> None:
    """Serves the session to browsers until it is interrupted; the socket is taken before any work is done."""
    from factcheck.cli import reviewed  # noqa: PLC0415
    from factcheck.review import server  # noqa: PLC0415
    from factcheck.review.server_state import ServerState  # noqa: PLC0415

    found = configuration(options)
    host: str = options["host"]
    listening, port = server.bound(host.strip("[]"), options["port"])
    with listening:
        access = server.access(host, port, os.environ.get("FACTCHECK_PASSWORD"))
        session = reviewed.session(paths, options, found, clock, now)
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
