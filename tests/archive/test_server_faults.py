"""What can happen to an archive on a server alone: the server or a worker is killed, or the connection is lost in mid-transaction."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select

import archiving
from archiving import ADDED, NEW, OLD, address, counts, database_of, held, opened, write
from factcheck.archive import Archive, Server, listing
from factcheck.archive.schema import findings
from factcheck.articles.read import read_paths
from factcheck.errors import ArchiveError
from factcheck.settings import Settings
from postgresql import Server as Running
from postgresql import missing, serving

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())
HARBOUR = "The harbour of Selm lost {0} boats in storm number {1}. Ada Korvin, its master, is currently counting {1} more.\n"
WORKING = """
import os, sys
from datetime import date
from pathlib import Path
from factcheck.archive import store
from factcheck.archive import place
from factcheck.archive.queue import Worker
from factcheck.settings import Settings
part = getattr(store, sys.argv[2])
def dying(*arguments, **options):
    done = part(*arguments, **options)
    os.kill(os.getpid(), 9)
    return done
setattr(store, sys.argv[2], dying)
Worker(place(sys.argv[1]), Path.cwd(), Settings(), lambda: date(2024, 3, 20)).run(until_empty=True)
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    yield
    archiving.SERVERS.clear()
    archiving.PLACES.clear()


@pytest.fixture(name="shared")
def _shared(server: Running) -> Running:
    """The server of all tests, which is not killed."""
    archiving.SERVERS.append(server)
    return server


@pytest.fixture(name="own")
def _own() -> Iterator[Running]:
    """A server of the test's own, for it is killed."""
    with serving() as server:
        archiving.SERVERS.append(server)
        yield server


@pytest.mark.parametrize("moments", [2, pytest.param(20, marks=pytest.mark.slow)])
def test_the_server_is_killed_at_moments_and_what_was_there_stays(moments: int, own: Running, tmp_path: Path) -> None:
    for number in range(20):
        write(tmp_path, f"news/{number}.txt", HARBOUR.format(number + 2, number))
    opened(tmp_path)
    command = [sys.executable, "-m", "factcheck", "archive", "add", "news", "--quiet", "--archive", address("held.sqlite")]
    chance, before = random.Random(3), set[str]()
    for _ in range(moments):
        adding = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        until = time.monotonic() + 60
        while adding.poll() is None and len(listing.listed(opened(tmp_path))) == len(before) and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.1))
        own.kill()
        _, said = adding.communicate(timeout=120)
        assert adding.returncode == 0 or (adding.returncode == 2 and "connection was lost" in said), said
        own.start()
        now = {row["path"] for row in listing.listed(opened(tmp_path))}
        assert before <= now
        before = now
    assert len(before) > 1
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0
    assert len(listing.listed(opened(tmp_path))) == 20


@pytest.mark.parametrize("part", ["add", "record_new"])
def test_a_worker_that_is_killed_while_it_stores_leaves_its_article_to_another(part: str, shared: Running, tmp_path: Path) -> None:
    from factcheck.archive.queue import Worker

    write(tmp_path, "old.md", OLD)
    write(tmp_path, "new.md", NEW)
    archive = enqueued(tmp_path, "old.md", "new.md")
    command = [sys.executable, "-c", WORKING, address("held.sqlite"), part]
    assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode == -signal.SIGKILL
    assert counts(archive)["revisions"] == 1
    silent = "UPDATE factcheck.procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"
    shared.execute(silent, database_of("held.sqlite"))
    rescue(at(tmp_path))
    Worker(at(tmp_path), tmp_path, Settings(), lambda: ADDED).run(until_empty=True)
    assert counts(archive)["revisions"] == 2
    with archive.reading() as connection:
        assert list(connection.scalars(select(findings.c.code))).count("FC101") == 1


def at(root: Path) -> Server:
    found = held(root / "held.sqlite")
    assert isinstance(found, Server)
    return found


def rescue(server: Server) -> None:
    """Asks the next worker to look first for jobs that nobody works at any more, unless the one that was killed has."""
    from procrastinate.exceptions import AlreadyEnqueued

    from factcheck.archive import queue

    with queue.app(server).open() as jobs, suppress(AlreadyEnqueued):
        jobs.configure_task("rescue", queueing_lock="rescue", priority=10).defer(timestamp=0)


def enqueued(root: Path, *names: str) -> Archive:
    from factcheck.archive import queue

    articles, _ = read_paths(list(names), root=root)
    archive = opened(root)
    queue.enqueue(archive, at(root), articles, on=ADDED)
    return archive


def test_a_connection_that_is_lost_within_a_transaction_is_told_and_nothing_of_it_is_stored(shared: Running, tmp_path: Path) -> None:
    archive = opened(tmp_path)
    mine = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND application_name = 'factcheck'"
    adding = "INSERT INTO articles (identity) VALUES ('%s')"

    def cut_off() -> None:
        with archive.writing() as connection:
            connection.exec_driver_sql(adding % "half")
            shared.execute(mine, database_of("held.sqlite"))
            connection.exec_driver_sql(adding % "other half")

    with pytest.raises(ArchiveError, match="connection was lost"):
        cut_off()
    assert counts(archive)["revisions"] == 0
    with archive.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one() == 0
