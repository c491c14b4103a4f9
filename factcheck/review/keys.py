"""Single keys from the terminal, and whole lines between them; what was typed ahead is not thrown away."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import click


class Keys:
    """Reads keys as they are pressed, without showing them, while `listening`."""

    def __init__(self) -> None:
        self._former: list[Any] | None = None

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Takes the terminal, and gives it back as it was."""
        if sys.platform == "win32":
            yield
            return
        import termios  # noqa: PLC0415

        self._former = termios.tcgetattr(sys.stdin)
        try:
            self._set(listening=True)
            yield
        finally:
            with suppress(termios.error):  # the terminal may be gone
                self._set(listening=False)

    def __call__(self) -> str:
        """Waits for one key; "q" where the terminal is gone."""
        if sys.platform == "win32":
            return click.getchar()
        sys.stdout.flush()
        return os.read(sys.stdin.fileno(), 1).decode("utf-8", "replace") or "q"

    def line(self, question: str, default: str | None) -> str:
        """A line that is typed in answer to the question; raises click.Abort where the editor interrupts it."""
        self._set(listening=False)
        try:
            answer: str = click.prompt(question, default=default, show_default=False)
        finally:
            self._set(listening=True)
        return answer

    def _set(self, *, listening: bool) -> None:
        """Keys one by one and unseen, or lines as the terminal edits and shows them."""
        if sys.platform == "win32" or self._former is None:
            return
        import termios  # noqa: PLC0415

        mode = list(self._former)
        if listening:
            mode[3] &= ~(termios.ECHO | termios.ICANON)
            mode[6] = [*mode[6]]
            mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, mode)
