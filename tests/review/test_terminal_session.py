"""The session in a terminal: keys, screens of 80 by 24, hostile text, and a real pseudo-terminal."""

import contextlib
import io
import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from reviewing import _run, _session, run_of, session_of, stored, write  # noqa: F401  fixtures
from rich.console import Console

from factcheck.model import Run
from factcheck.review import FileDecisions
from factcheck.review.session import Filters, Session
from factcheck.review.terminal import Keys, Terminal
from factcheck.settings import DECISIONS
from hostile import hostile
from tests_support import call

pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")


def typed(session: Session, keys: str, *answers: str) -> list[str]:
    """The screens of a session in which these keys are pressed and these answers typed, one for each key."""
    stream, pressed, said = io.StringIO(), iter(f"{keys}q"), iter(answers)
    screens: list[str] = []

    class Typed(Keys):
        def __call__(self) -> str:
            screens.append(stream.getvalue())
            stream.seek(0)
            stream.truncate()
            return next(pressed)

        def line(self, question: str, default: str | None) -> str:
            assert question
            return next(said, default or "")

    Terminal(session, "Ada", Console(file=stream, width=80, height=24, highlight=False, markup=False, emoji=False), Typed()).run()
    return screens


def test_one_key_decides_and_the_next_finding_comes(session: Session) -> None:
    first, second = session.queue()[:2]
    screens = typed(session, "c2j")
    assert session.item(first).state == "confirmed"
    right = session.item(first).decision
    assert right is not None
    assert right.right_side == "other"
    assert "1 of" in screens[0]
    assert "which is right" in screens[1]
    assert "saved: FC101 confirmed" in screens[2]
    assert session.item(second).finding.message[:40] in screens[2]


def test_one_statement_is_confirmed_without_asking_which_is_right(session: Session) -> None:
    marks = session.queue()
    place, alone = next((at, mark) for at, mark in enumerate(marks) if len(session.item(mark).finding.statements) == 1)
    screens = typed(session, "j" * place + "c")
    assert "n no problem" in screens[place]
    assert "which is right" not in screens[place + 1]
    assert session.item(alone).state == "confirmed"
    assert "n no conflict" in screens[0]


@pytest.mark.parametrize(
    ("width", "named"), [(80, "j next  q leave  ? help"), (110, "j next  k previous  q leave"), (140, "/ filter  r rule")]
)
def test_the_last_line_names_the_keys_that_there_is_room_for(width: int, named: str, session: Session) -> None:
    stream = io.StringIO()
    keys = type("Left", (Keys,), {"__call__": lambda _: "q"})()
    Terminal(session, "Ada", Console(file=stream, width=width, height=24, highlight=False, markup=False, emoji=False), keys).run()
    last = stream.getvalue().splitlines()[-1]
    assert named in last
    assert len(last) < width


def test_every_answer_is_a_decision(session: Session) -> None:
    marks = session.queue()
    typed(session, "nszxm", "two halls", "2024-05-01", "look again")
    labels = [decision.label for decision in session.store.since(0)[0]]
    assert labels == ["dismissed", "superseded", "snoozed", "skipped", "note"]
    typed(session, "uuuuu")
    assert session.queue() == marks


def test_what_is_refused_is_told_and_a_wrong_key_does_nothing(session: Session) -> None:
    screens = typed(session, "z!cx", "yesterday")
    assert "'yesterday' is no day" in screens[1]
    assert "left as it was" in screens[4]
    assert session.store.since(0)[0] == []
    assert "nothing of yours" in typed(session, "u")[-1]


def test_filters_help_rules_and_precision(session: Session) -> None:
    screens = typed(session, "/?rp/", "rule=FC2 state=all", "colour=red")
    count = len(session.queue(Filters(rule="FC2", state="")))
    assert f"1 of {count} " in screens[1]
    assert "not a conflict: then the reason" in screens[2]
    assert "why: " in screens[3]
    assert "n/a (0 of 0)" in screens[4]
    assert "'colour' is no filter" in screens[5]
    screens = typed(session, "//", "outlet='Selm Post'", "outlet='Selm")
    assert f"1 of {len(session.queue(Filters(outlet='Selm Post')))} " in screens[1]
    assert "not closed" in screens[2]


def test_every_screen_fits_and_a_long_finding_scrolls(session: Session, run: Run, tmp_path: Path) -> None:
    long = run.model_copy(update={"findings": tuple(f.model_copy(update={"explanation": "word " * 900 + "END"}) for f in run.findings)})
    screens = typed(session_of(long, stored("file", tmp_path)), "  b")
    for screen in [*screens, *typed(session, "jjj?")]:
        lines = screen.splitlines()
        assert len(lines) <= 24
        assert max(map(len, lines)) <= 80
    assert "more lines" in screens[0]
    assert screens[1] != screens[0] != screens[2]
    assert screens[3] == screens[1]


def test_hostile_text_is_shown_as_its_characters(tmp_path: Path) -> None:
    run = hostile(tmp_path)
    session = session_of(run, stored("file", tmp_path))
    session.decide(session.queue()[0], "note", "Ada", reason="\x1b]0;owned\x07 \u202e")
    screens = "".join(typed(session, " " * 8 + "j" + " " * 8))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028]", screens)
    assert "\\x1b" in screens
    assert "\\u202e" in screens


def test_without_a_terminal_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write(tmp_path))
    done = call("review", "a.md", "--terminal")
    assert (done.code, done.out) == (2, "")
    assert "needs a terminal" in done.err


@contextlib.contextmanager
def in_pty(folder: Path, *arguments: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """A session on a pseudo-terminal of 80 by 24: its master's descriptor and the process."""
    import fcntl
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    command = [sys.executable, "-m", "factcheck", "review", *arguments, "--terminal", "--author", "Ada", "--as-of", "2024-03-20"]
    environment = {**os.environ, "TERM": "xterm"}
    environment.pop("COLUMNS", None)
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, cwd=folder, env=environment, start_new_session=True)
    os.close(slave)
    try:
        yield master, process
    finally:
        process.kill()
        process.wait()
        os.close(master)


def seen(master: int, wanted: str, seconds: float = 30) -> str:
    """What the terminal gets until it holds `wanted`."""
    got, until = b"", time.monotonic() + seconds
    while wanted.encode() not in got:
        assert time.monotonic() < until, got[-2000:]
        if select.select([master], [], [], 0.2)[0]:
            try:
                got += os.read(master, 65536)
            except OSError:
                break
    assert wanted.encode() in got, got[-2000:]
    return got.decode(errors="replace")


def test_a_killed_session_goes_on_where_it_stopped(tmp_path: Path) -> None:
    write(tmp_path)
    with in_pty(tmp_path, "a.md", "b.md") as (master, process):
        assert "FC101" in seen(master, "? help")
        os.write(master, b"n")
        seen(master, "why is it no conflict")
        os.write(master, b"two halls\r")
        seen(master, "saved: FC101 dismissed")
        os.kill(process.pid, signal.SIGKILL)
    (kept,) = FileDecisions(tmp_path / DECISIONS).since(0)[0]
    assert (kept.label, kept.reason, kept.author) == ("dismissed", "two halls", "Ada")
    with in_pty(tmp_path, "a.md", "b.md") as (master, process):
        first = seen(master, "? help")
        assert "FC101" not in first
        assert "1 decided" in first
        os.write(master, b"u")
        seen(master, "undone: FC101 dismissed")
        os.write(master, b"q")
        assert process.wait(10) == 0


def test_a_report_is_reviewed_against_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write(tmp_path))
    call("check", "a.md", "b.md", "--format", "json", "--output", "report.json")
    with in_pty(tmp_path, "--report", "report.json") as (master, process):
        screen = seen(master, "? help")
        assert "FC101" in screen
        assert re.search("\x1b\\[[0-9;]*7m500", screen)
        os.write(master, b"q")
        assert process.wait(10) == 0


def echoing(master: int) -> bool:
    import termios

    return bool(termios.tcgetattr(master)[3] & termios.ECHO)


@pytest.mark.parametrize(("ending", "keys"), [(signal.SIGTERM, b""), (signal.SIGTERM, b"n"), (signal.SIGHUP, b"")])
def test_a_session_that_is_told_to_end_gives_the_terminal_back(ending: signal.Signals, keys: bytes, tmp_path: Path) -> None:
    write(tmp_path)
    with in_pty(tmp_path, "a.md", "b.md") as (master, process):
        seen(master, "? help")
        assert not echoing(master)
        os.write(master, keys)
        time.sleep(0.2)
        os.kill(process.pid, ending)
        assert process.wait(10) == 130
        assert echoing(master)
