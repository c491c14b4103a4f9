"""Workers: what was enqueued is stored once and compared with everything, whatever the order, and what cannot be stored is told."""

import itertools
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

import archiving
from archiving import ADDED, NEW, OLD, address, counts, held, opened, write
from factcheck.archive import Archive, Server, place, store
from factcheck.archive.schema import findings, runs, timed, waiting
from factcheck.articles.read import read_paths
from factcheck.errors import ArchiveError, ExitCode
from factcheck.model import Article
from factcheck.settings import Settings
from postgresql import Server as Running
from postgresql import missing
from tests_support import call

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())


@pytest.fixture(autouse=True)
def _on_a_server(server: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    archiving.SERVERS.append(server)
    yield
    archiving.SERVERS.clear()
    archiving.PLACES.clear()


def at(root: Path) -> Server:
    found = held(root / "held.sqlite")
    assert isinstance(found, Server)
    return found


def enqueued(root: Path, *names: str) -> Archive:
    from factcheck.archive import queue

    articles, _ = read_paths(list(names), root=root)
    archive = opened(root)
    queue.enqueue(archive, at(root), articles, on=ADDED)
    return archive


def worked(root: Path, clock: Callable[[], date] = lambda: ADDED) -> None:
    from factcheck.archive.queue import Worker

    Worker(at(root), root, Settings(), clock).run(until_empty=True)


def told(archive: Archive) -> list[str]:
    """The codes of all findings that are stored, with doubles."""
    with archive.reading() as connection:
        return sorted(connection.scalars(select(findings.c.code)))


def jobs(archive: Archive) -> list[Any]:
    with archive.reading() as connection:
        return list(connection.exec_driver_sql("SELECT status, attempts FROM procrastinate_jobs WHERE task_name = 'store'"))


def test_what_is_enqueued_twice_is_stored_once_and_a_text_that_changed_meanwhile_is_stored_as_it_is_now(tmp_path: Path) -> None:
    write(tmp_path, "old.md", OLD)
    write(tmp_path, "new.md", NEW)
    archive = enqueued(tmp_path, "old.md", "new.md")
    enqueued(tmp_path, "old.md", "new.md")
    assert [status for status, _ in jobs(archive)] == ["todo", "todo"]
    write(tmp_path, "old.md", OLD.replace("340", "430"))
    enqueued(tmp_path, "old.md")
    worked(tmp_path)
    assert (counts(archive)["revisions"], jobs(archive)) == (3, [])
    assert told(archive).count("FC101") >= 1
    with archive.reading() as connection:
        assert connection.execute(select(waiting)).all() == []
    assert call("archive", "add", "old.md", "new.md", "--enqueue", "--archive", address("held.sqlite")).out.endswith("2 kept.\n")


@pytest.mark.parametrize("names", [("old.md", "new.md"), ("new.md", "old.md")])
def test_a_conflict_is_told_once_whichever_is_stored_first(names: tuple[str, str], tmp_path: Path) -> None:
    write(tmp_path, "old.md", OLD)
    write(tmp_path, "new.md", NEW)
    for name in names:
        archive = enqueued(tmp_path, name)
        worked(tmp_path)
    assert told(archive).count("FC101") == 1
    assert told(archive).count("FC205") == 1


def test_two_that_are_stored_at_once_meet_and_their_conflict_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import Barrier

    from factcheck.archive.queue import Worker

    write(tmp_path, "old.md", OLD)
    write(tmp_path, "new.md", NEW)
    archive, together, seen = enqueued(tmp_path, "old.md", "new.md"), Barrier(2, timeout=60), []
    add, compared = store.add, Worker.compared

    def both_at_once(*arguments: object, **options: object) -> object:
        done = add(*arguments, **options)
        together.wait()
        return done

    def looking(self: Worker, *arguments: object) -> object:
        run = compared(self, *arguments)
        seen.append(sum(finding.code == "FC101" for finding in run.findings))
        together.wait()
        return run

    monkeypatch.setattr(store, "add", both_at_once)
    monkeypatch.setattr(Worker, "compared", looking)
    workers = [Worker(at(tmp_path), tmp_path, Settings(), lambda: ADDED) for _ in range(2)]
    with archive.reading() as connection:
        ids = list(connection.scalars(select(waiting.c.id)))
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda pair: pair[0].store_one(pair[1]), zip(workers, ids, strict=True))) == [[], []]
    assert seen == [1, 1]
    assert told(archive).count("FC101") == 1
    assert counts(archive)["revisions"] == 2


def test_an_article_that_is_in_no_language_we_read_ends_as_a_failure_that_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from factcheck.archive import queue

    write(tmp_path, "old.md", OLD)
    write(tmp_path, "bad.md", NEW)
    archive, read = enqueued(tmp_path, "old.md", "bad.md"), queue.read

    def poisoned(articles: list[Article], *rest: object) -> object:
        done = read(articles, *rest)
        if articles[0].path == "bad.md":
            done.failures.append(queue.failure_of(ValueError("no clause")).model_copy(update={"subject": "bad.md"}))
        return done

    monkeypatch.setattr(queue, "read", poisoned)
    worked(tmp_path)
    listed = call("archive", "list", "--failed", "--archive", address("held.sqlite")).out
    assert "bad.md" in listed
    assert "no clause" in listed
    assert "old.md" not in listed
    assert counts(archive)["revisions"] == 1
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    enqueued(tmp_path, "bad.md")
    worked(tmp_path)
    assert counts(archive)["revisions"] == 2
    assert call("archive", "list", "--failed", "--archive", address("held.sqlite")).out.count("\n") == 1


def test_what_fails_for_now_is_tried_again_after_pauses_that_grow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from factcheck.archive.queue import Worker

    def failing(*_: object) -> object:
        raise ArchiveError("the server is gone")

    write(tmp_path, "old.md", OLD)
    archive = enqueued(tmp_path, "old.md")
    monkeypatch.setattr(Worker, "compared", failing)
    pauses = []
    for attempt in range(1, 6):
        worked(tmp_path)
        ((status, attempts),) = jobs(archive)
        assert attempts == attempt
        if attempt < 5:
            assert status == "todo"
            wait = "SELECT extract(epoch FROM scheduled_at - now()) FROM procrastinate_jobs"
            with archive.writing() as connection:
                pauses.append(float(connection.exec_driver_sql(wait).scalar_one()))
                connection.exec_driver_sql("UPDATE procrastinate_jobs SET scheduled_at = now()")
    assert status == "failed"
    assert all(later > 2 * earlier for earlier, later in itertools.pairwise(pauses[1:]))
    assert "the server is gone" in call("archive", "list", "--failed", "--archive", address("held.sqlite")).out


def test_an_article_that_ends_every_worker_is_given_up(tmp_path: Path) -> None:
    write(tmp_path, "old.md", OLD)
    archive = enqueued(tmp_path, "old.md")
    with archive.writing() as connection:
        connection.execute(update(waiting).values(tries=5))
    worked(tmp_path)
    assert counts(archive)["revisions"] == 0
    assert "each worker that read it ended" in call("archive", "list", "--failed", "--archive", address("held.sqlite")).out


def test_what_comes_due_is_told_on_its_day_once(tmp_path: Path) -> None:
    from factcheck.archive.queue import Worker

    write(tmp_path, "old.md", OLD)
    archive = enqueued(tmp_path, "old.md")
    worked(tmp_path)
    with archive.reading() as connection:
        before = sorted(connection.execute(select(findings.c.code, findings.c.severity)).all())
        due = date.fromisoformat(max(day for day in connection.scalars(select(timed.c.expires_on)) if day))
    assert ("FC202", "note") in before
    later = Worker(at(tmp_path), tmp_path, Settings(), lambda: due.replace(year=due.year, month=due.month + 1, day=1))
    later.stale(0)
    later.stale(0)
    with archive.reading() as connection:
        after = sorted(connection.execute(select(findings.c.code, findings.c.severity)).all())
        assert connection.scalars(select(runs.c.command).where(runs.c.command == "stale")).all() == ["stale"]
    assert [one for one in after if one not in before] == [("FC202", "warning")]


def test_reindexing_can_be_left_to_workers(tmp_path: Path) -> None:
    write(tmp_path, "old.md", OLD)
    archive = enqueued(tmp_path, "old.md")
    worked(tmp_path)
    before = counts(archive)
    assert call("archive", "reindex", "--enqueue", "--all", "--archive", address("held.sqlite")).out.endswith("1 waiting.\n")
    worked(tmp_path)
    assert counts(archive) == before


def test_an_archive_in_a_file_has_no_queue(tmp_path: Path) -> None:
    write(tmp_path, "old.md", OLD)
    for arguments in (("archive", "add", "old.md", "--enqueue"), ("archive", "list", "--failed"), ("worker",)):
        done = call(*arguments, "--archive", "a.sqlite")
        assert (done.code, done.out) == (ExitCode.USAGE, "")
        assert "has no queue" in done.err
    assert not (tmp_path / "a.sqlite").exists()


def test_no_word_of_a_password_is_told(server: Running, tmp_path: Path) -> None:
    write(tmp_path, "old.md", OLD)
    secret = f"s3cr{random.randrange(10**6)}et"
    asked = server.database().replace("factcheck@", f"factcheck:{secret}@")
    assert secret not in repr(place(asked)) + str(place(asked))
    for url in (
        asked,
        f"postgresql://x:{secret}@/none?host=/nowhere",
        f"postgresql://x:{secret}@[bad/none",
        f"postgresql://x:{secret}@h:nope/d",
    ):
        for arguments in (("archive", "add", "old.md"), ("check", "old.md", "--add", "--format", "json"), ("archive", "stats")):
            done = call(*arguments, "--archive", url)
            assert secret not in done.out + done.err
            assert "internal error" not in done.err
    assert call("archive", "list", "--archive", asked).code == 0
    assert call("archive", "list", "--archive", f"postgresql://x:{secret}@/none?host=/nowhere").code == ExitCode.USAGE
