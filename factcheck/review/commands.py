"""The command `factcheck review`: opens the session in a terminal, or serves it to a browser."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Sequence
from typing import Any

from factcheck import console
from factcheck.clock import Clock, now
from factcheck.errors import UsageError
from factcheck.review import sources
from factcheck.review.session import name


def in_terminal(paths: Sequence[str], options: dict[str, Any], clock: Clock) -> None:
    """The session in this terminal; raises UsageError where there is none."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise UsageError("--terminal: needs a terminal for keys and screen; leave it out for the browser")
    from factcheck.review import terminal  # noqa: PLC0415

    author = name(options["author"] or _login())
    found = console.configuration(options)
    terminal.run(sources.session(paths, options, found, clock, now), author)


def in_browser(paths: Sequence[str], options: dict[str, Any], clock: Clock) -> None:
    """Serves the session to browsers until it is interrupted; the socket is taken before any work is done."""
    from factcheck.review import server  # noqa: PLC0415
    from factcheck.review.hall import Hall  # noqa: PLC0415

    found = console.configuration(options)
    host: str = options["host"]
    listening, port = server.bound(host.strip("[]"), options["port"])
    with listening:
        access = server.access(host, port, os.environ.get("FACTCHECK_PASSWORD"))
        session = sources.session(paths, options, found, clock, now)
        title = ", ".join(paths) or str(options["report"] or options["archive"])
        url = server.address(host.strip("[]"), port, access)
        console.emit(f"Open {url}\nStop with Ctrl-C; every decision is in {session.store.name} as soon as it is made.")
        server.serve(server.application(Hall(session, title, access, found.settings, now)), listening, url, opening=not options["no_open"])


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("--author: nothing tells who you are; name yourself") from error
