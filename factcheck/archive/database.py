"""What the two kinds of databases offer to everything that reads and writes archives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from sqlalchemy import Connection, Engine

from factcheck.errors import ArchiveError


class Watch(Protocol):
    """Tells cheaply whether a decision was added."""

    def changed(self) -> bool:
        """Whether there may be a new one since this was asked last; any thread may ask."""
        ...


class Database(Protocol):
    """Where an archive is kept; `name` is what messages call it."""

    name: str

    def engine(self, *, write: bool, create: bool) -> Engine:
        """A checked and migrated archive; raises ArchiveError where it cannot be used. `create` makes what is missing."""
        ...

    def told(self) -> AbstractContextManager[None]:
        """Turns every error of the database into an ArchiveError."""
        ...

    def begin(self, connection: Connection, *, write: bool, durable: bool) -> None:
        """Prepares the connection for one transaction that is about to begin; `durable` ends on the disk."""
        ...

    def alone(self, connection: Connection) -> None:
        """Waits until no other transaction records findings that must be told once."""
        ...

    def size(self, connection: Connection) -> int:
        """Bytes on the disk."""
        ...

    def decide(self, connection: Connection) -> None:
        """Makes what this transaction adds the last decision of all, and has others told of it when it ends."""
        ...

    def watch(self) -> Watch:
        """What tells cheaply whether a decision was added."""
        ...

    def state(self, connection: Connection) -> tuple[int, bool]:
        """The version of the tables (0 = none are there), and whether they are an archive's."""
        ...

    def lock(self, connection: Connection) -> None:
        """Waits until nobody else migrates, in a transaction that writes."""
        ...

    def run(self, connection: Connection, script: str) -> None:
        """Runs the statements of a migration."""
        ...

    def stamp(self, connection: Connection, version: int) -> None:
        """Writes down which version the tables have."""
        ...


@contextmanager
def understood(name: str) -> Iterator[None]:
    """Turns what goes wrong with a stored value into an ArchiveError: SQLite reads many a damaged file without a word."""
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, StopIteration, RecursionError) as error:
        raise ArchiveError(unreadable(name, error)) from error


def unreadable(name: str, error: Exception) -> str:
    """The line about a value that is none of ours."""
    what = " ".join(str(error).split())[:200]
    return f"{name}: holds what factcheck did not write ({type(error).__name__}: {what}); restore it from a copy"
