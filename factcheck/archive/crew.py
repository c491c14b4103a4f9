"""Several workers of one archive on one machine, each in a process of its own; one that dies is replaced."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess

from factcheck.archive.file import Archive
from factcheck.archive.place import Place, Server
from factcheck.clock import Clock
from factcheck.errors import UsageError
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
        process = context.Process(target=_work, args=(server, found, clock, until_empty), daemon=True)
        process.start()
        return process

    working = [start() for _ in range(jobs)]
    tell(f"{server}: {jobs} processes are working; stop with Ctrl-C")
    try:
        while working:
            wait([process.sentinel for process in working])
            ended = [process for process in working if not process.is_alive()]
            working = [process for process in working if process not in ended]
            for process in ended:
                if process.exitcode:
                    tell(f"a worker ended ({process.exitcode}); another one takes its place, and its article is tried again")
                    working.append(start())
    finally:
        for process in working:
            process.terminate()
        for process in working:
            process.join()


def served(place: Place, option: str) -> Server:
    """The server that an option needs; raises UsageError for a file."""
    if not isinstance(place, Server):
        raise UsageError(f"{option}: an archive in a file has no queue; name one on a server (postgresql://user@host/database)")
    return place


def _work(server: Server, found: Configuration, clock: Clock, until_empty: bool) -> None:
    from factcheck.archive.working import Worker  # noqa: PLC0415

    Worker(server, found.root, found.settings, clock).run(until_empty=until_empty)
