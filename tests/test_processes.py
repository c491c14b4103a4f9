"""Processes that share work: the same results in the same order, whatever their number; a death, an error and an end are told."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from factcheck import processes
from factcheck.errors import EngineError, UsageError
from factcheck.processes import ALONE, Died, Processes

LONG = 1_000.0
"""Seconds of work that any number of processes is worth."""


def doubled(number: int) -> int:
    return 2 * number


def own_process(_: int) -> int:
    return os.getpid()


def deadly(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def raising(number: int) -> int:
    if number == 3:
        raise EngineError("the third")
    return number


@dataclass(frozen=True, slots=True)
class Heavy:
    text: str
    also: tuple[str, ...] = ()


def deadly_text(pair: tuple[Heavy, Heavy]) -> str:
    if pair[0].text == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    return pair[0].text


class OddError(Exception):
    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} {other}")


def raising_oddly(_: int) -> int:
    raise OddError("an", "oddity")


def loud(number: int) -> int:
    print("a library speaks")
    os.write(1, b"and writes")
    return number


def slow(_: int) -> int:
    time.sleep(60)
    return 0


def told_and_whose(pair: tuple[Heavy, Heavy]) -> tuple[str, int, int]:
    return pair[0].text + pair[1].text, os.getpid(), id(pair[0])


class Counting:
    """Counts what it was asked, in each process for itself."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, _: int) -> int:
        self.asked += 1
        return self.asked


@pytest.fixture(scope="module")
def two() -> Iterator[Processes]:
    with Processes(2) as shared:
        yield shared


def test_results_come_in_the_order_of_the_items(two: Processes) -> None:
    assert list(two.map(doubled, range(50), LONG)) == list(range(0, 100, 2))
    assert list(two.map(doubled, iter(range(50)), LONG, together=7)) == list(range(0, 100, 2))
    assert list(two.map(doubled, [], LONG)) == []


def test_the_work_is_done_elsewhere_and_each_process_gets_a_copy_of_it_once(two: Processes) -> None:
    others = set(two.map(own_process, range(30), LONG))
    assert os.getpid() not in others
    assert len(others) <= 2
    counting = Counting()
    assert sum(count == 1 for count in two.map(counting, range(20), LONG)) <= 2
    assert counting.asked == 0


def test_processes_are_renewed_and_what_they_held_is_gone() -> None:
    with Processes(2) as shared:
        before = set(shared.map(own_process, range(30), LONG))
        shared.renew()
        assert shared.ids == ()
        assert before.isdisjoint(shared.map(own_process, range(30), LONG))
        assert os.getpid() not in shared.ids


@pytest.mark.parametrize("most", [8_000, 3, 1])
def test_what_is_sent_once_is_named_afterwards_and_may_be_forgotten(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_sent_once", {Heavy})
    monkeypatch.setattr(processes, "_MOST_KEPT", most)
    monkeypatch.setattr(
        processes,
        "SERVE",
        processes.SERVE.replace("serve()", f"p = __import__('factcheck.processes').processes; p._MOST_KEPT = {most}; serve()"),
    )
    heavy = [Heavy(f"{number} ") for number in range(5)]
    pairs = [(heavy[number % 5], heavy[number * 3 % 4]) for number in range(60)]
    with Processes(2) as shared:
        found = list(shared.map(told_and_whose, pairs, LONG, together=4))
    assert [text for text, _, _ in found] == [one.text + other.text for one, other in pairs]
    seen = {(process, place) for _, process, place in found}
    assert len(seen) <= 10 or most < 8_000


def test_what_is_sent_once_is_sent_again_to_a_process_that_took_another_s_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_sent_once", {Heavy})
    heavy = [Heavy("fine"), Heavy("deadly")]
    with Processes(2) as shared:
        found = list(shared.map(deadly_text, [(heavy[number == 9], heavy[0]) for number in range(24)], LONG))
    assert [isinstance(one, Died) for one in found] == [number == 9 for number in range(24)]
    assert {one for one in found if not isinstance(one, Died)} == {"fine"}


@pytest.mark.parametrize(("jobs", "seconds"), [(1, LONG), (4, 0.0), (4, 1.9 * processes.WORTH_STARTING)])
def test_no_process_is_started_alone_or_for_little_work(jobs: int, seconds: float) -> None:
    with Processes(jobs) as shared:
        assert set(shared.map(own_process, range(3), seconds)) == {os.getpid()}
    assert set(ALONE.map(own_process, range(3), LONG)) == {os.getpid()}


def test_what_died_is_told_for_its_item_and_the_others_are_done(two: Processes) -> None:
    found = list(two.map(deadly, range(20), LONG))
    assert [n for n in found if not isinstance(n, Died)] == [n for n in range(20) if n != 7]
    assert isinstance(found[7], Died)
    assert found[7].how == "signal 9"


def test_items_that_were_given_together_die_together(two: Processes) -> None:
    found = list(two.map(deadly, range(20), LONG, together=4))
    assert [at for at, one in enumerate(found) if isinstance(one, Died)] == [4, 5, 6, 7]
    assert len({id(one) for one in found if isinstance(one, Died)}) == 1


def test_what_kills_every_process_ends_all_the_same() -> None:
    with Processes(2) as shared:
        found = list(shared.map(deadly, [7] * 6, LONG))
    assert all(isinstance(one, Died) for one in found)


def test_what_the_work_raises_is_raised_here_and_the_processes_live_on(two: Processes) -> None:
    with pytest.raises(EngineError, match="the third"):
        list(two.map(raising, range(10), LONG))
    with pytest.raises(RuntimeError, match="OddError: an oddity"):
        list(two.map(raising_oddly, range(10), LONG))
    assert list(two.map(doubled, range(4), LONG)) == [0, 2, 4, 6]


def test_what_a_library_prints_does_not_stand_between_answers(two: Processes) -> None:
    assert list(two.map(loud, range(4), LONG)) == [0, 1, 2, 3]


def test_a_process_that_cannot_start_is_an_error_and_no_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "SERVE", "raise SystemExit(9)")
    with Processes(2) as shared, pytest.raises(EngineError, match=r"no process to work in could be started \(it ended by exit code 9\)"):
        list(shared.map(doubled, range(10), LONG))


def test_an_interrupt_ends_what_is_at_work() -> None:
    begun = time.monotonic()
    with Processes(2) as shared:
        list(shared.map(doubled, range(4), LONG))
        at_work = shared.ids
        threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt):
            list(shared.map(slow, range(10), LONG))
    assert time.monotonic() - begun < 30
    assert len(at_work) == 2
    for one in at_work:
        with pytest.raises(ProcessLookupError):
            os.kill(one, 0)


def test_a_folder_cannot_put_its_own_modules_into_the_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit(5)\n")
    monkeypatch.chdir(tmp_path)
    with Processes(2) as shared:
        assert list(shared.map(doubled, range(3), LONG)) == [0, 2, 4]


def test_less_than_one_process_is_refused() -> None:
    with pytest.raises(UsageError, match="jobs = 0"):
        Processes(0)


@pytest.mark.parametrize(("items", "wanted"), [(0, 500), (4_000, 500), (16_000, 1_000), (40_000, 2_500), (1_000_000, 12_000)])
def test_the_more_items_the_more_of_them_go_together_and_the_last_are_few(items: int, wanted: int) -> None:
    assert processes.together(items) == wanted
