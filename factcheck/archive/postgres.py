"""An archive in a database of a PostgreSQL server: its own schema in it, many writers at once, and every failure as one line."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError

from factcheck.archive import Server, is_outdated, migrate, unreadable
from factcheck.errors import ArchiveError

try:
    import psycopg
    from psycopg import errors
except ImportError as missing:
    raise ArchiveError(
        "an archive on a server needs psycopg and procrastinate; install them with: pip install 'psycopg[binary]' procrastinate"
    ) from missing

SCHEMA = "factcheck"
"""All tables are in a schema of this name, so that the database may hold others."""
CHANNEL = "factcheck_decisions"
"""Where the server tells of new decisions."""
MIGRATING, DECIDING, TELLING = 0x66616374_01, 0x66616374_02, 0x66616374_03
"""Advisory locks: who holds one is the only one to migrate, to add a decision, or to record findings."""
_UNHEARD = 5.0
"""Seconds after which the tables are asked though nothing was heard: a connection can be lost without a word."""
_SECONDS = 15
"""How long to wait for a server that does not answer."""


def parameters(server: Server) -> dict[str, Any]:
    """What a connection to the archive is opened with."""
    given = server.parameters
    options = f"{given.get('options', '')} -c search_path={SCHEMA} -c client_encoding=UTF8".strip()
    return {"application_name": "factcheck", "connect_timeout": _SECONDS, **given, "options": options}


class Postgres:
    """A database of a server."""

    def __init__(self, server: Server) -> None:
        self.server, self.name = server, server.name

    def engine(self, *, write: bool, create: bool) -> Engine:
        """A checked and migrated archive; `create` makes its tables where there are none.

        Raises ArchiveError for a server that cannot be reached, refuses or is read-only, and a database that holds no archive.
        """
        made = create_engine(
            "postgresql+psycopg://",
            creator=lambda: psycopg.connect(**parameters(self.server)),
            use_native_hstore=False,
            pool_pre_ping=True,
            pool_size=2,
            max_overflow=30,
        )
        try:
            with self.told(), made.connect() as connection:
                if is_outdated(connection, self):
                    self._refuse(connection, write=write, create=create)
                    migrate(connection, self)
                self._refuse_to_write(connection, write=write)
        except ArchiveError:
            made.dispose()
            raise
        return made

    def _refuse(self, connection: Connection, *, write: bool, create: bool) -> None:
        version, _ = self.state(connection)
        if not version and not (write and create):
            raise ArchiveError(f"{self.name}: there is no such archive; make one with factcheck archive add, or check --archive")
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        if encoding != "UTF8":
            raise ArchiveError(
                f"{self.name}: the database is in {encoding}; make one in UTF8 (createdb --encoding UTF8 --template template0)"
            )

    def _refuse_to_write(self, connection: Connection, *, write: bool) -> None:
        if write and connection.exec_driver_sql("SHOW transaction_read_only").scalar_one() == "on":
            raise ArchiveError(f"{self.name}: {_READ_ONLY}")

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turns every error of the database into an ArchiveError that names it and the remedy."""
        try:
            yield
        except (DBAPIError, psycopg.Error) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            raise ArchiveError(f"{self.name}: {_remedy(cause)}") from error
        except UnicodeDecodeError as error:
            raise ArchiveError(unreadable(self.name, error)) from error

    def begin(self, connection: Connection, *, write: bool, durable: bool) -> None:  # noqa: ARG002  every commit is on the disk
        """Prepares the connection for one transaction that is about to begin."""
        if write:
            connection.execution_options(isolation_level="READ COMMITTED")
        else:
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def alone(self, connection: Connection) -> None:
        """Waits until no other transaction records findings that must be told once."""
        alone(connection, TELLING)

    def size(self, connection: Connection) -> int:
        """Bytes on the disk: tables with their indexes."""
        sizes = (
            "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c WHERE c.relnamespace = 'factcheck'::regnamespace AND c.relkind = 'r'"
        )
        return int(connection.exec_driver_sql(sizes).scalar_one())

    def decide(self, connection: Connection) -> None:
        """Makes what this transaction adds the last decision of all, and has others told of it when it ends."""
        alone(connection, DECIDING)
        connection.exec_driver_sql(f"NOTIFY {CHANNEL}")

    def watch(self) -> Listening:
        """What tells cheaply whether a decision was added."""
        return Listening(self)

    def state(self, connection: Connection) -> tuple[int, bool]:
        """The version of the tables (0 = none are there), and whether they are an archive's."""
        counted = "SELECT count(*), count(*) FILTER (WHERE relname = 'archive') FROM pg_class"
        own = f"{counted} WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = 'factcheck')"  # noqa: S608  our own words
        others, ours = connection.exec_driver_sql(own).one()  # in one look, for another process may be making them
        if not ours:
            return 0, not others
        return int(connection.exec_driver_sql("SELECT version FROM factcheck.archive").scalar_one()), True

    def lock(self, connection: Connection) -> None:
        """Waits until nobody else migrates."""
        alone(connection, MIGRATING)

    def run(self, connection: Connection, script: str) -> None:
        """Runs the statements of a migration."""
        connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        driver = connection.connection.driver_connection
        if driver is not None:
            driver.execute(script)

    def stamp(self, connection: Connection, version: int) -> None:
        """Writes down which version the tables have."""
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS factcheck.archive (version INTEGER NOT NULL)")
        connection.exec_driver_sql("DELETE FROM factcheck.archive")
        connection.exec_driver_sql(f"INSERT INTO factcheck.archive VALUES ({version})")  # noqa: S608  a number of ours


def alone(connection: Connection, lock: int) -> None:
    """Waits until no other transaction has this lock, and keeps it until this one ends."""
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({lock})")


class Listening:
    """Hears of new decisions over a connection of its own; where that is lost, each look asks the tables until it is back."""

    def __init__(self, database: Postgres) -> None:
        self._database, self._lock = database, Lock()
        self._connection: psycopg.Connection[Any] | None = None
        self._until = 0.0

    def changed(self) -> bool:
        """Whether there may be a new decision since this was asked last."""
        with self._lock:
            try:
                heard = self._heard()
            except psycopg.Error:
                self._connection, heard = None, True
            if heard or time.monotonic() > self._until:
                self._until = time.monotonic() + _UNHEARD
                return True
            return False

    def _heard(self) -> bool:
        if self._connection is None:
            self._connection = psycopg.connect(**parameters(self._database.server), autocommit=True)
            self._connection.execute(f"LISTEN {CHANNEL}")
            return True
        return bool(list(self._connection.notifies(timeout=0)))

    def __del__(self) -> None:
        if self._connection is not None:
            self._connection.close()


_READ_ONLY = "cannot be written (the server is read-only); name the primary server"
_REMEDIES: tuple[tuple[type[Exception], str], ...] = (
    (errors.DiskFull, "the disk is full; nothing of the last article was stored: make room and run it again"),
    (errors.ReadOnlySqlTransaction, _READ_ONLY),
    (errors.InsufficientPrivilege, "the role may not do this; let the owner of the database grant it the right"),
    (errors.InvalidCatalogName, "there is no such database; make it with createdb, or name another one"),
    (errors.InvalidPassword, "the server refuses user or password; name a user in the address and the password in PGPASSFILE"),
    (errors.InvalidAuthorizationSpecification, "the server refuses the user; name another one in the address"),
    (errors.TooManyConnections, "the server has no connection left; try again, or raise max_connections"),
    (errors.RaiseException, "decisions are only added"),
    (errors.DeadlockDetected, "another process was in the way; run it again"),
    (errors.SerializationFailure, "another process was in the way; run it again"),
    (errors.LockNotAvailable, "another process is writing to it; try again when that has ended"),
)


def _remedy(error: BaseException | None) -> str:
    for kind, words in _REMEDIES:
        if isinstance(error, kind):
            return words
    said = " ".join(str(error).split())
    if isinstance(error, psycopg.OperationalError):
        if "authentication failed" in said or "no password supplied" in said:
            return "the server refuses user or password; name a user in the address and the password in PGPASSFILE"
        if "does not exist" in said and "database" in said:
            return "there is no such database; make it with createdb, or name another one"
        return f"the server cannot be reached, or the connection was lost ({said[:300]}); see that it runs, and run it again"
    return f"cannot be used ({said[:300]}); see the server's log"
