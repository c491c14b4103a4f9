"""Decisions are kept: by several writers at once, over a crash, and as they were made."""

import json
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import reviewing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reviewing import kept, stored
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from factcheck.archive import Archive, postgres
from factcheck.engines import DecisionStore
from factcheck.errors import ArchiveError, UsageError
from factcheck.findings.baseline import Ledger
from factcheck.model import Decision
from factcheck.review import FileDecisions, torn
from postgresql import Server

AT = datetime(2024, 3, 20, 9, tzinfo=UTC)

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from factcheck.model import Decision
sys.path.insert(0, sys.argv[4])
sys.path.insert(0, sys.argv[4] + '/..')
from reviewing import stored
kept = stored(sys.argv[1], Path(sys.argv[2]))
for number in range(10_000):
    kept.add(Decision(fingerprint=f"fc1:{number}", label="confirmed", author=sys.argv[3], at=datetime(2024, 1, 1, tzinfo=UTC)))
    print(number, flush=True)
    if len(sys.argv) > 5 and number + 1 == int(sys.argv[5]):
        break
"""


@pytest.fixture(name="kind", params=["file", "archive", "server"])
def _kind(request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "server":
        reviewing.SERVERS.append(request.getfixturevalue("server"))
    yield request.param
    reviewing.SERVERS.clear()


def decision(mark: str = "fc1:0", **more: object) -> Decision:
    return Decision.model_validate({"fingerprint": mark, "label": "confirmed", "author": "Ada", "at": AT, **more})


def writing(kind: str, folder: Path, author: str, *most: str) -> subprocess.Popen[str]:
    here = str(Path(__file__).parent)
    return subprocess.Popen([sys.executable, "-c", WRITER, kind, str(folder), author, here, *most], stdout=subprocess.PIPE, text=True)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    made=st.lists(
        st.builds(
            Decision,
            fingerprint=st.sampled_from(["fc1:a", "fc1:b"]),
            label=st.sampled_from(["confirmed", "dismissed", "snoozed", "note"]),
            reason=st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
            right_side=st.sampled_from([None, "primary", "neither"]),
            until=st.none() | st.dates(),
            author=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=10),
            at=st.datetimes(timezones=st.just(UTC)),
        ),
        max_size=6,
    )
)
def test_what_is_stored_comes_back_as_it_was_and_in_its_order(
    kind: str, made: list[Decision], tmp_path_factory: pytest.TempPathFactory
) -> None:
    kept = stored(kind, tmp_path_factory.mktemp("kept"))
    halfway, position = [], 0
    for number, one in enumerate(made):
        kept.add(one)
        if number == len(made) // 2:
            halfway, position = kept.since(0)
    assert [*halfway, *kept.since(position)[0]] == made
    assert kept.since(0)[0] == made


def test_two_processes_lose_nothing(kind: str, tmp_path: Path) -> None:
    stored(kind, tmp_path)
    writers = [writing(kind, tmp_path, author, "40") for author in ("Ada", "Bo")]
    assert [writer.communicate()[1] or writer.returncode for writer in writers] == [0, 0]
    found, _ = stored(kind, tmp_path).since(0)
    for author in ("Ada", "Bo"):
        assert [one.fingerprint for one in found if one.author == author] == [f"fc1:{number}" for number in range(40)]


def test_what_was_said_to_be_stored_is_there_after_a_kill(kind: str, tmp_path: Path) -> None:
    stored(kind, tmp_path)
    writer = writing(kind, tmp_path, "Ada")
    assert writer.stdout is not None
    said = [writer.stdout.readline() for _ in range(5)]
    os.kill(writer.pid, signal.SIGKILL)
    said += writer.stdout.read().splitlines()
    writer.wait()
    writer.stdout.close()
    found, _ = stored(kind, tmp_path).since(0)
    assert len(said) <= len(found) <= len(said) + 1
    kept = stored(kind, tmp_path)
    kept.add(decision("fc1:after"))
    assert [one.fingerprint for one in kept.since(0)[0]][-1] == "fc1:after"


def test_a_line_that_a_crash_cut_short_is_told_and_costs_no_other(tmp_path: Path) -> None:
    kept = FileDecisions(tmp_path / "d.jsonl")
    kept.add(decision("fc1:1"))
    with kept.path.open("ab") as stream:
        stream.write(b'{"fingerprint":"fc1:2","lab')
    again = FileDecisions(kept.path)
    found, position = again.since(0)
    assert [one.fingerprint for one in found] == ["fc1:1"]
    assert "line 2 is no whole decision" in torn(again)
    again.add(decision("fc1:3"))
    assert [one.fingerprint for one in again.since(position)[0]] == ["fc1:3"]
    fresh = FileDecisions(kept.path)
    assert [one.fingerprint for one in fresh.since(0)[0]] == ["fc1:1", "fc1:3"]
    assert fresh.torn == (2,)


def test_a_whole_last_line_without_its_end_is_no_loss(tmp_path: Path) -> None:
    kept = FileDecisions(tmp_path / "d.jsonl")
    kept.add(decision("fc1:1"))
    kept.path.write_bytes(kept.path.read_bytes().rstrip(b"\n"))
    kept.add(decision("fc1:2"))
    assert [one.fingerprint for one in kept.since(0)[0]] == ["fc1:1", "fc1:2"]
    assert kept.torn == ()


def test_the_file_holds_no_character_that_steers_a_terminal(tmp_path: Path) -> None:
    kept = FileDecisions(tmp_path / "d.jsonl")
    kept.add(decision(reason="\x1b[2J\u202eevil"))
    assert json.loads(kept.path.read_bytes())["reason"] == "\x1b[2J\u202eevil"
    assert b"\\u202e" in kept.path.read_bytes()


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = FileDecisions(tmp_path / "d.jsonl")
    kept.add(decision("fc1:1"))
    before = kept.path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="cannot be saved"):
        kept.add(decision("fc1:2"))
    assert kept.path.read_bytes() == before


def twenty(folder: Path, server: Server) -> list[DecisionStore]:
    """The stores of twenty editors on one archive, each of which has looked at it once and hears of the next decision."""
    reviewing.SERVERS[:] = [server]
    stores = [stored("server", folder) for _ in range(20)]
    reviewing.SERVERS.clear()
    assert [one.since(0) for one in stores] == [([], 0)] * 20
    return stores


def seconds_until_all_see(stores: list[DecisionStore], position: int, patience: float) -> float:
    """How long it takes until the last of them sees the one decision behind this position; `patience` where one never does."""
    waits, begun = list(stores), time.perf_counter()
    while waits and time.perf_counter() - begun < patience:
        waits = [other for other in waits if len(other.since(position)[0]) != 1]
    return patience if waits else time.perf_counter() - begun


def test_twenty_editors_see_a_decision_within_a_second(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_UNHEARD", 3600)
    stores, seconds = twenty(tmp_path, server), []
    for number, one in enumerate(stores):
        one.add(decision(f"fc1:{number}"))
        seconds.append(seconds_until_all_see(stores, number, patience=20))
    assert max(seconds) < 20
    assert statistics.median(seconds) < 1
    assert [len(one.since(position)[0]) for one in stores for position in (0, 19, 20)] == [20, 1, 0] * 20


def test_without_a_word_from_the_server_nobody_sees_it_until_the_tables_are_asked(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "_UNHEARD", 3600)
    stores = twenty(tmp_path, server)
    monkeypatch.setattr(postgres.Postgres, "decide", lambda *_: None)
    stores[0].add(decision("fc1:0"))
    assert [len(one.since(0)[0]) for one in stores] == [1, *[0] * 19]
    assert seconds_until_all_see(stores, 0, patience=0.5) == 0.5
    for one in stores[1:]:
        one._watch._until = 0.0  # type: ignore[attr-defined]  # noqa: SLF001  as after the time without a word
    assert [len(one.since(0)[0]) for one in stores] == [1] * 20


def test_a_listener_that_lost_its_connection_hears_again(tmp_path: Path, server: Server) -> None:
    reviewing.SERVERS[:] = [server]
    first, second = stored("server", tmp_path), stored("server", tmp_path)
    reviewing.SERVERS.clear()
    first.add(decision("fc1:0"))
    assert len(second.since(0)[0]) == 1
    database = (tmp_path / "address.txt").read_text().partition("@/")[2].partition("?")[0]
    server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'", database)
    for number in (1, 2):
        first.add(decision(f"fc1:{number}"))
        found, begun = second.since(number)[0], time.perf_counter()
        while not found and time.perf_counter() - begun < 20:
            found = second.since(number)[0]
        assert [one.fingerprint for one in found] == [f"fc1:{number}"]


def test_an_archive_refuses_to_change_or_remove_a_decision(kind: str, tmp_path: Path) -> None:
    if kind == "file":
        pytest.skip("a file can be edited")
    decided = stored(kind, tmp_path)
    decided.add(decision())
    archive = Archive(kept(kind, tmp_path), tmp_path, write=True)
    for statement in ("UPDATE decisions SET label = 'dismissed'", "DELETE FROM decisions"):
        with pytest.raises((ArchiveError, DBAPIError), match="only added"), archive.writing() as connection:
            connection.execute(text(statement))
    assert decided.since(0)[0] == [decision()]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["confirmed", "dismissed", "snoozed", "skipped", "undo"])), max_size=20))
def test_undoing_everything_leaves_nothing_standing_and_the_last_word_counts(steps: list[tuple[str, str]]) -> None:
    ledger, stack = Ledger(), []
    for number, (mark, label) in enumerate(steps):
        at = datetime(2024, 1, 1, 0, 0, number, tzinfo=UTC)
        if label == "undo":
            last = ledger.last_of("Ada")
            assert last == (stack.pop() if stack else None)
            if last:
                ledger.add(decision(last.fingerprint, label="undone", revokes=last.id, at=at))
        else:
            stack.append(decision(mark, label=label, until=date(2024, 2, 1), at=at))
            ledger.add(stack[-1])
    for mark in "ab":
        standing = [one for one in stack if one.fingerprint == mark and one.label != "skipped"]
        assert ledger.standing(mark) == (standing[-1] if standing else None)
        assert len(ledger.history(mark)) >= len(standing)


def test_two_writers_do_not_wait_for_long(tmp_path: Path) -> None:
    kept = FileDecisions(tmp_path / "d.jsonl")
    begun = time.perf_counter()
    for number in range(20):
        kept.add(decision(f"fc1:{number}"))
    assert time.perf_counter() - begun < 5


def test_a_file_that_was_cut_or_replaced_is_read_anew(tmp_path: Path) -> None:
    kept = FileDecisions(tmp_path / "decisions.jsonl")
    for number in range(20):
        kept.add(decision(f"fc1:{number}"))
    _, position = kept.since(0)
    first = kept.path.read_text().splitlines(keepends=True)[0]
    kept.path.write_text(first)
    kept.add(decision("fc1:new"))
    found, position = kept.since(position)
    assert [one.fingerprint for one in found] == ["fc1:0", "fc1:new"]
    other = tmp_path / "other.jsonl"
    other.write_text(first * 40)
    other.replace(kept.path)
    assert len(kept.since(position)[0]) == 40


def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "decisions.jsonl")
    with pytest.raises(UsageError, match="is no file to keep decisions in"):
        FileDecisions(tmp_path / "decisions.jsonl").since(0)


@pytest.mark.parametrize("exists", [True, False])
def test_a_link_is_refused_and_what_it_names_stays_as_it_is(exists: bool, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    if exists:
        other.write_text("important\n")
    for name, link in (("d.jsonl", "d.jsonl"), ("e.jsonl", "e.jsonl.lock")):
        (tmp_path / link).symlink_to(other)
        kept = FileDecisions(tmp_path / name)
        with pytest.raises(UsageError, match=f"{link}: is a link"):
            kept.add(decision())
    with pytest.raises(UsageError, match=r"d\.jsonl: is a link"):
        FileDecisions(tmp_path / "d.jsonl").since(0)
    assert (other.read_text() if other.exists() else "") == ("important\n" if exists else "")


def test_a_file_in_a_linked_folder_is_as_good_as_any(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "linked").symlink_to(tmp_path / "real")
    kept = FileDecisions(tmp_path / "linked" / "d.jsonl")
    kept.add(decision())
    assert len(kept.since(0)[0]) == 1


def test_the_folder_of_a_new_file_is_on_the_disk_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bool] = []
    sync = os.fsync

    def noted(descriptor: int) -> None:
        synced.append(os.path.samestat(os.fstat(descriptor), tmp_path.stat()))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    kept = FileDecisions(tmp_path / "d.jsonl")
    kept.add(decision("fc1:1"))
    kept.add(decision("fc1:2"))
    assert synced == [False, True, False]
