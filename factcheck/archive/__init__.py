"""The archive: published articles and what they state, in a file or on a server; here, where one is, and how it is read and changed."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from sqlalchemy import Connection, Engine

from factcheck.errors import ArchiveError, UsageError

_SCHEMES = ("postgresql", "postgres")
_REFUSED = "the address of the server cannot be read; write it as postgresql://user@host/database"


@dataclass(frozen=True)
class Server:
    """A database on a PostgreSQL server. `parameters` are libpq's, a password among them; they are in no text that is made of this."""

    name: str
    parameters: dict[str, str] = field(repr=False, hash=False, compare=False)

    def __str__(self) -> str:
        return self.name


Place = Path | Server


def place(text: str) -> Place:
    """What an option names; raises UsageError, which quotes nothing, for an address that cannot be read."""
    if not text.startswith(tuple(f"{scheme}:" for scheme in _SCHEMES)):
        return Path(text)
    try:
        parts = urlsplit(text)
        port = parts.port
        query = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
    except ValueError as error:
        raise UsageError(_REFUSED) from error
    database = unquote(parts.path.removeprefix("/"))
    if not database and "dbname" not in query:
        raise UsageError(f"the address of the server names no database; {_REFUSED.rpartition('; ')[2]}")
    given = {
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "host": unquote(parts.hostname or ""),
        "port": str(port) if port else "",
        "dbname": database,
    }
    parameters = {key: value for key, value in {**given, **query}.items() if value}
    return Server(_name(parameters), parameters)


def served(place: Place, option: str) -> Server:
    """The server that an option needs; raises UsageError for a file."""
    if not isinstance(place, Server):
        raise UsageError(f"{option}: an archive in a file has no queue; name one on a server (postgresql://user@host/database)")
    return place


def _name(parameters: dict[str, str]) -> str:
    """Who, where and which database, as an address."""
    user = f"{quote(parameters['user'], safe='')}@" if "user" in parameters else ""
    host = parameters.get("host", "")
    where = "" if host.startswith("/") else f"[{host}]" if ":" in host else host
    port = f":{parameters['port']}" if where and "port" in parameters else ""
    return f"postgresql://{user}{where}{port}/{quote(parameters['dbname'], safe='')}"


# How the paths of articles are stored: from the configuration's folder, so that an archive can be used from any other.


def stored(path: str, line: int, root: Path) -> str:
    """A path of the working folder as one from the folder `root`, with the line where there is one."""
    relative = path if path == "-" else Path(os.path.relpath(path, root)).as_posix()
    return storable(f"{relative}:{line}" if line else relative)


def shown(path: str, root: Path) -> str:
    """A stored path as one from the working folder."""
    return path if path == "-" else os.path.relpath(root / path)


def storable(path: str) -> str:
    """The path with bytes that are no UTF-8 as escapes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


# One archive: how it is read and changed.


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
