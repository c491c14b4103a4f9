"""Processes that work side by side: each loads what it needs once, and one that dies is told for what it was at, and replaced.

They are fresh interpreters that get pickled work through a pipe: nothing is forked beside running threads, the caller's main module is
not run again, and all systems are alike.
"""

from __future__ import annotations

import copyreg
import gc
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from queue import SimpleQueue
from threading import Lock
from types import TracebackType
from typing import Any, BinaryIO, Self, TypeVar, cast

from factcheck.errors import EngineError, UsageError

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_STARTING = 2.0
"""Seconds of work for each process from which on it is started: importing and loading the parser takes it 1.4."""
WORTH_SENDING = 0.5
"""Seconds of work from which on processes that are there already are asked."""
_AHEAD = 3
"""Answers for each process that may wait for a slower one before them."""
_FEWEST_TOGETHER, _MOST_TOGETHER, _PARTS = 500, 12_000, 16
_LISTEN = 0.5
"""Seconds between looks: on Windows a wait without an end hears no Ctrl-C."""
_PATIENCE = 5.0
"""Seconds that a process which answers no more has to end by itself."""
_SELDOM = 70_000, 20, 20
"""New values, and rounds, after which Python looks."""
SERVE = "import sys; sys.path[:] = sys.argv[1:]; from factcheck.processes import serve; serve()"
"""What the interpreter of a process runs."""
_ONE_THREAD = {
    **{f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "RAYON")},
    "VECLIB_MAXIMUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
"""Keeps the libraries of each process to one thread, so that the processes do not fight for the cores."""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, eq=False)
class Died:
    """Instead of a result: the process that was at it ended; `how` names the signal or the exit code. Items given together share one."""

    how: str


class Processes:
    """Up to `jobs` processes, none of which is started before there is work that is worth it; all end with the block."""

    def __init__(self, jobs: int = 1) -> None:
        if jobs < 1:
            raise UsageError(f"jobs = {jobs}: there must be one at least")
        self._jobs = jobs
        self._started: list[_Process] = []
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        self._threads = ThreadPoolExecutor(jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Ends all processes, whatever they are at."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._started:
            process.end()
        self._threads.shutdown()

    @property
    def ids(self) -> tuple[int, ...]:
        """The process ids of those that are there."""
        return tuple(process.child.pid for process in self._started if process.child is not None)

    def renew(self) -> None:
        """Ends those that are there with all that they hold in memory, while none is at work; the next work starts new ones."""
        for process in self._started:
            process.rest()

    def map(self, work: Callable[[Item], Result], items: Iterable[Item], seconds: float, together: int = 1) -> Iterator[Result | Died]:
        """What `work` makes of each item, in their order; what it raises is raised here. `seconds` is how long all of it takes alone.

        Work, items and results must be picklable. Each process gets a copy of `work` once, and so many items `together`.
        """
        if not self._worth(seconds):
            yield from map(work, items)
            return
        carried, parts = pickle.dumps(work), _parts(iter(items), together)
        asked: deque[tuple[int, Future[list[Result] | Died]]] = deque()
        try:
            while True:
                for part in islice(parts, len(self._started) * _AHEAD - len(asked)):
                    asked.append((len(part), self._threads.submit(self._ask, carried, part)))
                if not asked:
                    return
                count, future = asked.popleft()
                while not future.done():
                    wait([future], timeout=_LISTEN)
                answers = future.result()
                yield from [answers] * count if isinstance(answers, Died) else answers
        finally:
            for _, future in asked:
                future.cancel()

    def _worth(self, seconds: float) -> bool:
        """Whether there is work enough for processes; starts as many as it is enough for."""
        wanted = min(self._jobs, int(seconds / WORTH_STARTING))
        for _ in range(wanted - len(self._started) if wanted > 1 else 0):
            self._started.append(_Process())
            self._idle.put(self._started[-1])
        return bool(self._started) and seconds >= WORTH_SENDING

    def _ask(self, carried: bytes, part: list[Any]) -> Any:  # noqa: ANN401  whatever the work gives
        process = self._idle.get()
        try:
            return process.ask(carried, part)
        finally:
            self._idle.put(process)


def together(items: int) -> int:
    """How many of so many small items to give to a process at once: the more, the less is sent twice; at the end none must wait long."""
    return max(_FEWEST_TOGETHER, min(_MOST_TOGETHER, items // _PARTS))


ALONE = Processes()
"""No process but the own one."""


def _parts(items: Iterator[Item], together: int) -> Iterator[list[Item]]:
    while part := list(islice(items, together)):
        yield part


class _Process:
    """One process; after its death the next question starts another one."""

    def __init__(self) -> None:
        self._lock, self._ended = Lock(), False
        self.child: subprocess.Popen[bytes] | None = _start()
        self._answered, self._carried, self._sent = False, b"", _Sent()

    def ask(self, carried: bytes, part: list[Any]) -> Any:  # noqa: ANN401  whatever the work gives
        """The results for the part, or how the process died at it; raises what the work raised."""
        with self._lock:
            if self.child is None and not self._ended:
                self.child, self._answered, self._carried, self._sent = _start(), False, b"", _Sent()
            child = self.child
        if child is None:
            return Died("an interrupt")
        try:
            raised, answer = self._exchange(child, carried, part)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            how = _ending(child)
            if not self._answered and not self._ended:
                raise EngineError(f"no process to work in could be started (it ended by {how}); run with --jobs 1") from None
            with self._lock:
                self.child = None
            return Died(how)
        if raised:
            raise answer
        return answer

    def _exchange(self, child: subprocess.Popen[bytes], carried: bytes, part: list[Any]) -> tuple[bool, Any]:
        there, back = cast("BinaryIO", child.stdin), cast("BinaryIO", child.stdout)
        self._answered = self._answered or pickle.load(back) == _READY  # noqa: S301  our own process wrote it
        self._sent.dump((b"" if carried == self._carried else carried, part), there)
        there.flush()
        self._carried = carried
        found: tuple[bool, Any] = pickle.load(back)  # noqa: S301  as above
        return found

    def rest(self) -> None:
        """Ends the process until it is asked again."""
        with self._lock:
            child, self.child = self.child, None
        if child is not None:
            child.kill()
            _ending(child)

    def end(self) -> None:
        """Ends the process for good."""
        with self._lock:
            self._ended, child = True, self.child
        if child is not None:
            child.kill()
            _ending(child)


# Values that come up in many items are sent to each process once, and are named by their number from then on.

_MOST_KEPT = 3_000
"""So many of them a process keeps, the latest; both ends forget the same ones, so that memory does not grow with what is sent."""
_sent_once: set[type] = set()
_kept: dict[int, Any] = {}


def send_once(kind: type) -> None:
    """Values of this class (a dataclass with slots) that one process gets in several parts are sent to it once."""
    _sent_once.add(kind)


class _Sent:
    """What one process has been sent, by identity; it is held on to, so that no other value can take its identity."""

    def __init__(self) -> None:
        self._numbers: dict[int, tuple[int, Any]] = {}
        self._next = 0

    def dump(self, given: object, there: BinaryIO) -> None:
        """Pickles what is given, but of what the process has by now its number alone."""
        pickler = pickle.Pickler(there, pickle.HIGHEST_PROTOCOL)
        pickler.dispatch_table = {**copyreg.dispatch_table, **dict.fromkeys(_sent_once, self._reduced)}
        pickler.dump(given)

    def _reduced(self, value: Any) -> tuple[Callable[..., Any], tuple[Any, ...]]:  # noqa: ANN401  any class may be sent once
        known = self._numbers.get(id(value))
        if known is not None:
            return _known, (known[0],)
        self._next += 1
        self._numbers[id(value)] = self._next, value
        if len(self._numbers) > _MOST_KEPT:
            del self._numbers[next(iter(self._numbers))]
        return _new, (self._next, type(value), *(getattr(value, name) for name in value.__slots__))


def _new(number: int, kind: Callable[..., Any], *values: Any) -> Any:  # noqa: ANN401  as above
    made = _kept[number] = kind(*values)
    if len(_kept) > _MOST_KEPT:
        del _kept[next(iter(_kept))]
    return made


def _known(number: int) -> Any:  # noqa: ANN401  as above
    return _kept[number]


_READY = "ready"


def _start() -> subprocess.Popen[bytes]:
    """An interpreter that finds what this one finds, and is not interrupted with it."""
    return subprocess.Popen(  # noqa: S603  the own interpreter
        [sys.executable, "-P", "-c", SERVE, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **_ONE_THREAD},
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


def _ending(child: subprocess.Popen[bytes]) -> str:
    """How the process ended, which is made to end where it does not; its pipes are closed."""
    try:
        code = child.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        code = child.wait()
    for stream in (child.stdin, child.stdout):
        with suppress(OSError, ValueError):
            cast("BinaryIO", stream).close()
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def collect_seldom() -> None:
    """Looks for garbage in cycles a hundred times less often: among millions of values that stay it takes a tenth of the time."""
    gc.set_threshold(*_SELDOM)


def serve() -> None:
    """Answers what comes through standard input, until that is closed."""
    collect_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints must not stand between answers
    pickle.dump(_READY, answers)
    answers.flush()
    work: Callable[[Any], Any] = repr
    with suppress(EOFError, BrokenPipeError):
        while True:
            carried, part = pickle.load(asked)  # noqa: S301  from the process that started this one
            try:
                work = pickle.loads(carried) if carried else work  # noqa: S301  as above
                answer = pickle.dumps((False, [work(item) for item in part]))
            except Exception as error:  # noqa: BLE001  raised where the answer is waited for
                answer = _told(error)
            answers.write(answer)
            answers.flush()


def _told(error: Exception) -> bytes:
    """The error itself where it survives the way, else its words."""
    try:
        told = pickle.dumps((True, error))
        pickle.loads(told)  # noqa: S301  what this process wrote
    except Exception:  # noqa: BLE001  an error of any class may hold anything
        told = pickle.dumps((True, RuntimeError(f"{type(error).__name__}: {error}")))
    return told
