"""One archive: how it is read and changed, what its kind of database offers, and how its tables come to the newest version."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from factcheck.archive import Place
from factcheck.errors import ArchiveError


class Archive:
    """One archive. `root` is the folder that the paths of its articles are relative to, `name` what messages call it.

    Everything that uses it raises ArchiveError where it cannot be read or written.
    """

    def __init__(self, place: Place, root: Path, *, write: bool = False, create: bool = False) -> None:
        self.root, self._database = root, database(place)
        self.name = self._database.name
        self._engine: Engine = self._database.engine(write=write, create=create)
        weakref.finalize(self, self._engine.dispose)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the archive."""
        with self._transaction(write=False, durable=False) as connection:
            yield connection

    @contextmanager
    def writing(self, *, durable: bool = False) -> Iterator[Connection]:
        """A connection whose changes are stored together at the end, or not at all; `durable` waits until they are on the disk.

        Without that, a failure of the power (not of the program) may take the last changes back.
        """
        with self._transaction(write=True, durable=durable) as connection:
            yield connection

    @contextmanager
    def _transaction(self, *, write: bool, durable: bool) -> Iterator[Connection]:
        with self._database.told(), understood(self.name), self._engine.connect() as connection:
            self._database.begin(connection, write=write, durable=durable)
            with connection.begin():
                yield connection

    def decide(self, connection: Connection) -> None:
        """Makes what this transaction adds the last decision of all, and has others told of it when it ends."""
        self._database.decide(connection)

    def alone(self, connection: Connection) -> None:
        """Waits until no other transaction records findings that must be told once."""
        self._database.alone(connection)

    def size(self) -> int:
        """Bytes on the disk."""
        with self.reading() as connection:
            return self._database.size(connection)

    def watch(self) -> Watch:
        """What tells cheaply whether a decision was added."""
        with self._database.told():
            return self._database.watch()

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turns every error of the database into an ArchiveError."""
        with self._database.told():
            yield


def database(place: Place) -> Database:
    """The file, or the server's database; nothing is opened yet."""
    if isinstance(place, Path):
        from factcheck.archive.sqlite import SQLite  # noqa: PLC0415

        return SQLite(place)
    from factcheck.archive.postgres import Postgres  # noqa: PLC0415  psycopg is an extra

    return Postgres(place)


# What the two kinds of databases offer to everything that reads and writes archives.


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


# Brings an archive's tables to the newest version; migrations are only ever added, never changed.


@cache
def migrations(kind: str) -> tuple[tuple[str, str], ...]:
    """(name, SQL) of each migration of a kind of database ("sqlite", "postgresql") in their order; the first makes version 1 of nothing."""
    found = files(__package__).joinpath("migrations", kind).iterdir()
    return tuple(sorted((item.name, item.read_text(encoding="utf-8")) for item in found if item.name.endswith(".sql")))


def is_outdated(connection: Connection, database: Database) -> bool:
    """Older than this program; raises ArchiveError where there is no archive of ours, or one of a newer version."""
    version, ours = database.state(connection)
    if not ours:
        raise ArchiveError(f"{database.name}: is a database, but no archive; name another one")
    newest = len(migrations(connection.dialect.name))
    if version > newest:
        raise ArchiveError(f"{database.name}: was written by a newer version of factcheck; install that version")
    return version < newest


def migrate(connection: Connection, database: Database, to: int | None = None) -> None:
    """Runs what is missing, all or nothing, up to version `to` (the newest); two processes may do so at once."""
    missing = is_outdated(connection, database)
    connection.rollback()
    if not missing:
        return
    database.begin(connection, write=True, durable=True)
    with connection.begin():
        database.lock(connection)
        if not is_outdated(connection, database):
            return
        version, _ = database.state(connection)
        wanted = migrations(connection.dialect.name)[version:to]
        for _, script in wanted:
            database.run(connection, script)
        database.stamp(connection, version + len(wanted))
