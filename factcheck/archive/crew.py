"""Several workers of one archive on one machine, each in a process of its own; one that dies is replaced."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess

from factcheck.archive import Place, Server
from factcheck.archive.file import Archive
from factcheck.clock import Clock
from factcheck.errors import ArchiveError, FactcheckError, UsageError
from factcheck.settings import Configuration


def crew(  # noqa: PLR0913
    place: Place, found: Configuration, clock: Clock, *, jobs: int, until_empty: bool, tell: Callable[[str], None]
) -> None:
    """Works until it is interrupted, or until nothing waits; raises UsageError for an archive without a queue."""
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


def served(place: Place, option: str) -> Server:
    """The server that an option needs; raises UsageError for a file."""
    if not isinstance(place, Server):
        raise UsageError(f"{option}: an archive in a file has no queue; name one on a server (postgresql://user@host/database)")
    return place


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
