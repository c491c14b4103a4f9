"""What happens to the file when the program is killed, when two write at once, when the disk is full, and when writing is forbidden."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from archiving import ADDED, OLD, add, opened, write
from factcheck.archive import adding, listing, sqlite
from factcheck.archive.file import Archive
from factcheck.articles.read import read_paths
from factcheck.errors import ArchiveError, ExitCode
from factcheck.settings import Settings
from tests_support import call

ADD = (sys.executable, "-m", "factcheck", "archive", "add", "articles", "--archive", "held.sqlite", "--quiet")


def articles(root: Path, count: int) -> None:
    for number in range(count):
        text = f"The harbour of Selm lost {number + 2} boats in storm number {number}. Ada Korvin, its master, is currently counting {number} more."
        write(root, f"articles/{number}.txt", text)


def whole(root: Path) -> dict[str, tuple[int, ...]]:
    """Each article with the numbers of its claims, vectors and time-sensitive sentences, after a test of the file by SQLite."""
    with sqlite3.connect(root / "held.sqlite") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = connection.execute(
            "SELECT path, claims, (SELECT count(*) FROM claims c WHERE c.revision = r.id),"
            " (SELECT count(*) FROM marks m JOIN claims c ON c.id = m.claim WHERE c.revision = r.id),"
            " (SELECT count(*) FROM timed t WHERE t.revision = r.id) FROM revisions r"
        ).fetchall()
        keyed = connection.execute("SELECT count(*) FROM keys WHERE claim NOT IN (SELECT id FROM claims)").fetchone()
    connection.close()
    assert keyed == (0,)
    assert len({row[0] for row in rows}) == len(rows)
    assert all(row[1] == row[2] == row[3] > 0 for row in rows)
    return {row[0]: row[1:] for row in rows}


def killed(root: Path, moments: int, seed: int) -> int:
    """Kills adding at so many moments, each time looking at the file; gives how many times there was something to look at."""
    chance, looked = random.Random(seed), 0
    for _ in range(moments):
        running = subprocess.Popen(ADD, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 2.2))
        running.send_signal(signal.SIGKILL)
        running.wait()
        if (root / "held.sqlite").exists() and (root / "held.sqlite").stat().st_size:
            opened(root, write=False)
            looked += bool(whole(root))
    return looked


@pytest.mark.slow
def test_killed_at_twenty_moments_the_file_holds_whole_articles_and_adding_again_completes_it(tmp_path: Path) -> None:
    articles(tmp_path, 200)
    assert killed(tmp_path, 20, seed=7) > 5
    held = whole(tmp_path)
    subprocess.run(ADD, cwd=tmp_path, check=True, stdout=subprocess.DEVNULL)
    assert len(whole(tmp_path)) == 200
    assert held.items() <= whole(tmp_path).items()


def test_killed_while_it_stores_nothing_of_the_article_is_there(tmp_path: Path) -> None:
    articles(tmp_path, 6)
    code = (
        "import os, sys\nfrom factcheck.archive import store\nfill, left = store._fill, [3]\n"
        "def dying(*arguments):\n    fill(*arguments)\n    left[0] -= 1\n    if not left[0]:\n        os.kill(os.getpid(), 9)\n"
        "store._fill = dying\nfrom factcheck.cli import main\nmain(sys.argv[1:])\n"
    )
    done = subprocess.run([sys.executable, "-c", code, *ADD[3:]], cwd=tmp_path, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL
    assert len(whole(tmp_path)) == 2
    assert add(tmp_path, tmp_path / "articles").counts == {"kept": 2, "new": 4}
    assert len(whole(tmp_path)) == 6


def test_two_that_add_at_once_both_finish_and_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    articles(tmp_path, 24)
    running = [subprocess.Popen(ADD, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0], told
    assert len(whole(tmp_path)) == 24


def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    add(tmp_path, write(tmp_path, "old.md", OLD))
    with opened(tmp_path).writing():
        assert len(listing.listed(opened(tmp_path, write=False))) == 1


def test_a_writer_that_waits_too_long_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 0.1)
    path = write(tmp_path, "old.md", OLD)
    with opened(tmp_path).writing(), pytest.raises(ArchiveError, match="another process is writing"):
        add(tmp_path, path)
    assert add(tmp_path, path).counts["new"] == 1


def test_on_a_full_disk_the_articles_before_are_kept_and_the_exit_code_is_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    articles(tmp_path, 40)
    usual = sqlite.prepare

    def small(connection: sqlite3.Connection, record: object) -> None:
        usual(connection, record)
        connection.execute("PRAGMA max_page_count = 60")

    monkeypatch.setattr(sqlite, "prepare", small)
    done = call("archive", "add", "articles", "--archive", "held.sqlite")
    assert done.code == ExitCode.USAGE
    assert "the disk is full" in done.err
    assert done.err.count("\n") == 1
    assert 0 < len(whole(tmp_path)) < 40
    monkeypatch.setattr(sqlite, "prepare", usual)
    assert call("archive", "add", "articles", "--archive", "held.sqlite").code == 0
    assert len(whole(tmp_path)) == 40


def test_a_file_that_cannot_be_written_is_refused_before_any_work_and_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    add(tmp_path, write(tmp_path, "old.md", OLD))
    before = (tmp_path / "held.sqlite").read_bytes()
    monkeypatch.setattr(sqlite.os, "access", lambda _path, mode: mode != os.W_OK)
    for arguments in (("archive", "add", "old.md"), ("archive", "remove", "old.md"), ("check", "old.md", "--add")):
        done = call(*arguments, "--archive", "held.sqlite")
        assert (done.code, done.out) == (ExitCode.USAGE, "")
        assert "read-only" in done.err
    assert call("archive", "list", "--archive", "held.sqlite").code == 0
    assert (tmp_path / "held.sqlite").read_bytes() == before


def test_a_damaged_file_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    articles(tmp_path, 5)
    add(tmp_path, tmp_path / "articles")
    content = bytearray((tmp_path / "held.sqlite").read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    (tmp_path / "held.sqlite").write_bytes(content)
    for arguments in (("archive", "list"), ("archive", "stale"), ("check", "articles/1.txt")):
        done = call(*arguments, "--archive", "held.sqlite")
        assert (done.code, done.out) == (ExitCode.USAGE, "")
        assert "damaged" in done.err


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
    archive = Archive(tmp_path / "held.sqlite", tmp_path, write=True, create=True)
    done = adding.add(archive, found, settings=Settings(), on=date(2024, 3, 20))
    assert done.counts == {"kept": 0, "failed": 1, "new": 1}
    assert [failure.kind for failure in done.failures] == ["internal"]
    monkeypatch.undo()
    assert add(tmp_path, tmp_path / "articles", on=ADDED).counts == {"kept": 1, "new": 1}


@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
def test_a_link_is_refused_and_what_it_names_stays_as_it_is(exists: bool, end: str, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    if exists:
        other.write_text("important\n")
    (tmp_path / f"held.sqlite{end}").symlink_to(other)
    write(tmp_path, "a.txt", OLD)
    with pytest.raises(ArchiveError, match=f"held.sqlite{end}: is a link") as raised:
        add(tmp_path, tmp_path / "a.txt")
    assert "\n" not in str(raised.value)
    assert (other.read_text() if other.exists() else "") == ("important\n" if exists else "")


def test_an_archive_in_a_linked_folder_is_as_good_as_any(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "linked").symlink_to(tmp_path / "real")
    write(tmp_path, "a.txt", OLD)
    add(tmp_path / "linked", tmp_path / "a.txt")
    assert (tmp_path / "real" / "held.sqlite").is_file()
