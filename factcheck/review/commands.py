"""The command `factcheck review`: opens the session in a terminal."""

from __future__ import annotations

import getpass
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


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("--author: nothing tells who you are; name yourself") from error
