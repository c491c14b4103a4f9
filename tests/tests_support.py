"""Runs the command line in this process."""

import contextlib
import io
import sys
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from factcheck import cli


class Done(NamedTuple):
    code: int
    out: str
    err: str


class _Stream(io.TextIOWrapper):
    """A standard stream that keeps what is written."""

    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined,no-any-return]


@contextlib.contextmanager
def _streams(stdin: bytes) -> Iterator[tuple[_Stream, _Stream]]:
    out, err = (_Stream(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    kept = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO(stdin)), out, err
    try:
        yield out, err
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept


@contextlib.contextmanager
def captured() -> Iterator[_Stream]:
    """Standard output, kept."""
    with _streams(b"") as (out, _):
        yield out


def call(*arguments: str, stdin: bytes = b"") -> Done:
    """Exit code, standard output and standard error of one call; the day is 10 March 2024."""
    with _streams(stdin) as (out, err):
        try:
            cli.main(list(arguments), clock=lambda: date(2024, 3, 10))
        except SystemExit as left:
            return Done(int(left.code or 0), out.text(), err.text())
    raise AssertionError("the command line returned without an exit code")
