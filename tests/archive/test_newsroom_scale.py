"""Slow: a server and its workers as a newsroom has them, workers and the server killed on the way, and writers at once."""

import gzip
import itertools
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select

import archiving
from archiving import ADDED, OLD, address, counts, opened, write
from factcheck.archive import Archive
from factcheck.archive.schema import claims, findings, keys, marks, revisions, sides, waiting
from postgresql import Server, missing, serving
from tests_support import call

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(missing()), reason=missing())]
NEWS = Path(__file__).parents[2].parent / "shared" / "news" / "mixed-3000.jsonl.gz"


@pytest.fixture(name="own")
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server of the test's own, for it is killed."""
    monkeypatch.chdir(tmp_path)
    with serving() as server:
        archiving.SERVERS.append(server)
        yield server
        archiving.SERVERS.clear()
        archiving.PLACES.clear()


def news(root: Path, count: int, first: int = 0) -> str:
    """Real articles, or made-up ones where there are none."""
    path = root / "news.jsonl"
    if NEWS.exists():
        with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
            path.write_text("".join(itertools.islice(lines, first, first + count)), encoding="utf-8")
        return str(path)
    for number in range(first, first + count):
        text = f"The harbour of Selm lost {number % 7 + 2} boats in storm {number // 3}. Its master is currently counting {number} more."
        write(root, f"news/{number}.txt", text)
    return str(root / "news")


def worker(root: Path, *options: str) -> subprocess.Popen[bytes]:
    place = address(root / "held.sqlite")
    asked = [sys.executable, "-m", "factcheck", "worker", "--archive", place, "--quiet", *options]
    return subprocess.Popen(asked, cwd=root, stdout=subprocess.DEVNULL)


def left(archive: Archive) -> int:
    """How many articles wait and have not failed."""
    with archive.reading() as connection:
        return connection.scalar(select(func.count()).select_from(waiting).where(waiting.c.failure.is_(None))) or 0


def whole(archive: Archive) -> None:
    """Every article is there once with all its claims, and every finding is told once."""
    with archive.reading() as connection:
        stored = connection.execute(select(revisions.c.article, revisions.c.id, revisions.c.claims)).all()
        assert len({row.article for row in stored}) == len(stored)
        own = dict(connection.execute(select(claims.c.revision, func.count()).group_by(claims.c.revision)).all())
        assert {row.id: row.claims for row in stored if row.claims} == own
        assert connection.scalar(select(func.count()).select_from(marks)) == sum(own.values())
        assert not connection.scalar(select(func.count()).select_from(keys).where(keys.c.claim.not_in(select(claims.c.id))))
        told = Counter(connection.scalars(select(findings.c.fingerprint)))
        assert told
        assert max(told.values()) == 1
        assert not connection.scalar(select(func.count()).select_from(findings).where(findings.c.id.not_in(select(sides.c.finding))))


@pytest.mark.parametrize("count", [40, pytest.param(300, marks=pytest.mark.skipif(not NEWS.exists(), reason="there are no real articles"))])
def test_of_four_workers_two_are_killed_and_every_article_is_stored_once_and_every_finding_told_once(
    count: int, own: Server, tmp_path: Path
) -> None:
    assert call("archive", "add", news(tmp_path, count), "--enqueue", "--archive", address("held.sqlite")).code in {0, 3}
    archive = opened(tmp_path)
    wanted, workers = left(archive), [worker(tmp_path) for _ in range(4)]
    assert wanted > count * 0.9
    chance, until = random.Random(7), time.monotonic() + 3600
    for victim in workers[:2]:
        begun = left(archive)
        while left(archive) > begun - 5 and time.monotonic() < until:
            time.sleep(0.5)
        time.sleep(chance.uniform(0, 1))
        victim.send_signal(signal.SIGKILL)
        victim.wait()
    while left(archive) and time.monotonic() < until:
        time.sleep(1)
    for running in workers[2:]:
        running.send_signal(signal.SIGTERM)
        assert running.wait(60) in {0, 130}
    unstored = call("archive", "list", "--failed", "--format", "json", "--archive", address("held.sqlite")).out
    assert (left(archive), counts(archive)["revisions"]) == (0, wanted - unstored.count('"failure"'))
    whole(archive)
    assert own.execute("SELECT 1") == [(1,)]


@pytest.mark.usefixtures("each_store")
def test_ten_writers_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    for number in range(30):
        text = OLD.replace("340", str(340 + number // 3)).replace("Selm", f"Selm{number // 3}")
        write(tmp_path, f"news/{number % 10}/{number}.md", text)
    write(tmp_path, "shared.md", OLD)
    opened(tmp_path)

    def adding(number: int) -> tuple[int, str]:
        place = address(tmp_path / "held.sqlite")
        paths = [str(tmp_path / "news" / str(number)), str(tmp_path / "shared.md")]
        asked = [sys.executable, "-m", "factcheck", "archive", "add", *paths, "--quiet", "--archive", place]
        done = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.returncode, done.stderr

    with ThreadPoolExecutor(10) as pool:
        assert list(pool.map(adding, range(10))) == [(0, "")] * 10
    archive = opened(tmp_path)
    assert counts(archive)["revisions"] == 31
    with archive.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(revisions).where(revisions.c.added < ADDED.isoformat())) == 0
