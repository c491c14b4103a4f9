"""What happens to an archive of either kind when the program is killed, when several write, on a full disk, and where none may write."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

import archiving
from archiving import ADDED, OLD, add, address, database_of, held, opened, write
from factcheck.archive import Archive, adding, listing, sqlite
from factcheck.archive.schema import claims, keys, marks, revisions, timed
from factcheck.articles.read import read_paths
from factcheck.errors import ArchiveError, ExitCode
from factcheck.settings import Settings
from postgresql import small_disk
from tests_support import call

pytestmark = pytest.mark.usefixtures("each_store")

ADDING = ("archive", "add", "articles", "--quiet", "--archive")
_ROOM_FOR_SOME = 500
"""Kibibytes: the first article alone touches each part of the table of keys."""
DYING = """
import os, sys
from factcheck.archive import store
fill, left = store._fill, [3]
def dying(*arguments):
    fill(*arguments)
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), 9)
store._fill = dying
from factcheck.cli import main
main(sys.argv[1:])
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def adding_all(root: Path) -> tuple[str, ...]:
    """The command that adds everything."""
    return (sys.executable, "-m", "factcheck", *ADDING, address(root / "held.sqlite"))


def articles(root: Path, count: int) -> None:
    for number in range(count):
        text = f"The harbour of Selm lost {number + 2} boats in storm number {number}. Ada Korvin, its master, is currently counting {number} more."
        write(root, f"articles/{number}.txt", text)


def whole(root: Path) -> dict[str, tuple[int, ...]]:
    """Each article with the numbers of its claims, marks and time-sensitive sentences; a file is tested by SQLite first."""
    if not archiving.SERVERS:
        with sqlite3.connect(root / "held.sqlite") as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.close()
    own = claims.c.revision == revisions.c.id
    counted = [
        select(func.count()).select_from(claims).where(own),
        select(func.count()).select_from(marks).join(claims, claims.c.id == marks.c.claim).where(own),
        select(func.count()).select_from(timed).where(timed.c.revision == revisions.c.id),
    ]
    columns = (revisions.c.path, revisions.c.claims, *(one.correlate(revisions).scalar_subquery() for one in counted))
    with opened(root, write=False).reading() as connection:
        rows = [tuple(row) for row in connection.execute(select(*columns)).all()]
        assert not connection.scalar(select(func.count()).select_from(keys).where(keys.c.claim.not_in(select(claims.c.id))))
    assert len({row[0] for row in rows}) == len(rows)
    assert all(row[1] == row[2] == row[3] > 0 for row in rows)
    return {row[0]: row[1:] for row in rows}


def stored(root: Path) -> int:
    """How many articles there are, also where there is no archive yet."""
    try:
        return len(listing.listed(opened(root, write=False)))
    except ArchiveError as error:
        if "there is no such archive" not in str(error):
            raise
        return 0


def killed(root: Path, moments: int, seed: int) -> int:
    """Kills adding at so many moments, each time looking at the archive; gives at how many it had stored more than the time before."""
    chance, known, grown = random.Random(seed), 0, 0
    for _ in range(moments):
        running = subprocess.Popen(adding_all(root), cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + chance.choice((0.3, 60, 60))
        while running.poll() is None and stored(root) == known and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.2))
        running.send_signal(signal.SIGKILL)
        running.wait()
        found = len(whole(root)) if stored(root) else 0
        grown += found > known
        known = found
    return grown


@pytest.mark.slow
def test_killed_at_twenty_moments_the_archive_holds_whole_articles_and_adding_again_completes_it(tmp_path: Path) -> None:
    articles(tmp_path, 1000)
    assert killed(tmp_path, 20, seed=7) > 5
    before = whole(tmp_path)
    assert len(before) < 1000
    subprocess.run(adding_all(tmp_path), cwd=tmp_path, check=True, stdout=subprocess.DEVNULL)
    assert len(whole(tmp_path)) == 1000
    assert before.items() <= whole(tmp_path).items()


def test_killed_while_it_stores_nothing_of_the_article_is_there(tmp_path: Path) -> None:
    articles(tmp_path, 6)
    done = subprocess.run([sys.executable, "-c", DYING, *adding_all(tmp_path)[3:]], cwd=tmp_path, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL
    assert len(whole(tmp_path)) == 2
    assert add(tmp_path, tmp_path / "articles").counts == {"kept": 2, "new": 4}
    assert len(whole(tmp_path)) == 6


def test_two_that_add_at_once_both_finish_and_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    articles(tmp_path, 24)
    command = adding_all(tmp_path)
    running = [subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0], told
    assert len(whole(tmp_path)) == 24


def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    add(tmp_path, write(tmp_path, "old.md", OLD))
    with opened(tmp_path).writing() as connection:
        connection.execute(revisions.update().values(title="another"))
        (row,) = listing.listed(opened(tmp_path, write=False))
        assert row["title"] != "another"


def test_a_writer_that_waits_too_long_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "old.md", OLD)
    opened(tmp_path)
    if archiving.SERVERS:
        database = database_of(tmp_path / "held.sqlite")
        archiving.SERVERS[0].execute(f"ALTER DATABASE {database} SET lock_timeout = '100ms'")
    else:
        monkeypatch.setattr(sqlite, "PATIENCE", 0.1)
    with opened(tmp_path).writing() as connection:
        connection.exec_driver_sql("INSERT INTO articles (identity) VALUES ('old.md')")
        with pytest.raises(ArchiveError, match="another process is writing"):
            add(tmp_path, path)
        connection.exec_driver_sql("DELETE FROM articles")
    assert add(tmp_path, path).counts["new"] == 1


@contextmanager
def nearly_full(root: Path) -> Iterator[Callable[[], None]]:
    """The archive's disk has room for some articles; what is yielded makes more."""
    if archiving.SERVERS:
        with small_disk() as disk:
            archiving.PLACES[(root / "held.sqlite").absolute()] = disk.url
            opened(root)
            disk.leave(_ROOM_FOR_SOME)
            yield lambda: disk.leave(100 * _ROOM_FOR_SOME)
        return
    usual = sqlite.prepare

    def small(connection: sqlite3.Connection, record: object) -> None:
        usual(connection, record)
        connection.execute("PRAGMA max_page_count = 60")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "prepare", small)
        yield patch.undo


def test_on_a_full_disk_the_articles_before_are_kept_and_the_exit_code_is_2(tmp_path: Path) -> None:
    articles(tmp_path, 40)
    with nearly_full(tmp_path) as make_room:
        done = call(*ADDING, address("held.sqlite"))
        assert done.code == ExitCode.USAGE
        assert "the disk is full" in done.err
        assert done.err.count("\n") == 1
        make_room()
        assert 0 < len(whole(tmp_path)) < 40
        assert call(*ADDING, address("held.sqlite")).code == 0
        assert len(whole(tmp_path)) == 40


def test_what_cannot_be_written_is_refused_before_any_work_and_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tmp_path, write(tmp_path, "old.md", OLD))
    before = whole(tmp_path)
    if archiving.SERVERS:
        archiving.SERVERS[0].execute(f"ALTER DATABASE {database_of(tmp_path / 'held.sqlite')} SET default_transaction_read_only = on")
    else:
        monkeypatch.setattr(sqlite.os, "access", lambda _path, mode: mode != os.W_OK)
    for arguments in (("archive", "add", "old.md"), ("archive", "remove", "old.md"), ("check", "old.md", "--add")):
        done = call(*arguments, "--archive", address("held.sqlite"))
        assert (done.code, done.out) == (ExitCode.USAGE, "")
        assert "read-only" in done.err
    assert call("archive", "list", "--archive", address("held.sqlite")).code == 0
    assert whole(tmp_path) == before


def test_an_article_that_cannot_be_read_is_not_stored_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles(tmp_path, 2)
    extractor = type(adding.reading(Settings()).extractor)
    asked = extractor.__call__

    def failing(self: object, parsed: object) -> object:
        if "0.txt" in parsed.article.path:  # type: ignore[attr-defined]
            raise ValueError("no")
        return asked(self, parsed)  # type: ignore[arg-type]

    monkeypatch.setattr(extractor, "__call__", failing)
    found, _ = read_paths([str(tmp_path / "articles")], root=tmp_path)
    archive = Archive(held(tmp_path / "held.sqlite"), tmp_path, write=True, create=True)
    done = adding.add(archive, found, settings=Settings(), on=date(2024, 3, 20))
    assert done.counts == {"kept": 0, "failed": 1, "new": 1}
    assert [failure.kind for failure in done.failures] == ["internal"]
    monkeypatch.undo()
    assert add(tmp_path, tmp_path / "articles", on=ADDED).counts == {"kept": 1, "new": 1}
