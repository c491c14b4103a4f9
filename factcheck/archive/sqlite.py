"""An archive in a file of SQLite: write-ahead logging, one writer at a time who waits patiently, and every failure as one line."""

from __future__ import annotations

import os
import sqlite3
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from factcheck.archive import is_outdated, migrate, unreadable
from factcheck.errors import ArchiveError

APPLICATION = 0x66616374
"""Marks the file as an archive of ours (PRAGMA application_id: "fact")."""
OLDEST = (3, 35)
"""The first version of SQLite with all that is asked of it."""
PATIENCE = 60.0
"""Seconds to wait for another process that is writing."""
_CACHE = 64 * 1024
"""Kibibytes of the file that are kept in memory."""
_CHECKPOINT = 16 * 1024
"""Pages of the log after which they go back into the file: one article touches thousands of pages of the index of keys."""
_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite writes beside an archive, by the ends of the names."""
_READ_ONLY = "cannot be written (it or its folder is read-only); change the rights, or copy it"
_CANNOT_WRITE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT)


class SQLite:
    """The file at a path; it need not exist yet."""

    def __init__(self, path: Path) -> None:
        self.path, self.name = path, str(path)

    def engine(self, *, write: bool, create: bool) -> Engine:
        """A checked and migrated archive; `create` makes a file where there is none.

        Raises ArchiveError for a file that is missing, is no archive, is damaged, is of a newer version or cannot be written, and for a
        link: one that came with the articles must not lead elsewhere.
        """
        path = self.path
        for own in (path, *(Path(f"{path}{end}") for end in _BESIDE)):
            if own.is_symlink():
                raise ArchiveError(f"{own}: is a link; an archive is kept in a file itself: name that one, or move the link away")
        if sqlite3.sqlite_version_info < OLDEST:
            wanted = ".".join(map(str, OLDEST))
            raise ArchiveError(f"{path}: SQLite {sqlite3.sqlite_version} is too old; use a Python with SQLite {wanted} or newer")
        if not create and not path.is_file():
            raise ArchiveError(f"{path}: there is no such archive; make one with factcheck archive add, or check --archive")
        if write and path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            raise ArchiveError(f"{path}: {_READ_ONLY}")
        with self.told():
            if write or self._outdated():
                writing = opened(path, "rwc" if create else "rw")
                with writing.connect() as connection:
                    is_outdated(connection, self)
                    connection.rollback()
                    _write_ahead(connection)
                    migrate(connection, self)
                if write:
                    return writing
            return opened(path, _reading(path))

    def _outdated(self) -> bool:
        with opened(self.path, _reading(self.path)).connect() as connection:
            return is_outdated(connection, self)

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turns every error of the database into an ArchiveError that names the file and the remedy."""
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            raise ArchiveError(f"{self.name}: {_remedy(cause)}") from error
        except UnicodeDecodeError as error:  # the driver's, of a text in the file
            raise ArchiveError(unreadable(self.name, error)) from error
        except OSError as error:
            raise ArchiveError(f"{self.name}: cannot be opened ({error.strerror}); check the path") from error

    def begin(self, connection: Connection, *, write: bool, durable: bool) -> None:
        """Prepares the connection for one transaction that is about to begin; `durable` ends on the disk."""
        driver = connection.connection.driver_connection
        if durable and driver is not None:
            driver.execute("PRAGMA synchronous = FULL")
        connection.execution_options(writes=write)

    def alone(self, connection: Connection) -> None:
        """Nothing: whoever has begun to write is alone."""

    def size(self, connection: Connection) -> int:  # noqa: ARG002  a server is asked
        """Bytes on the disk."""
        return self.path.stat().st_size

    def decide(self, connection: Connection) -> None:
        """Nothing: whoever has begun to write is alone, and the others look."""

    def watch(self) -> Newest:
        """What tells cheaply whether a decision was added."""
        with self.told():
            return Newest(self.path)

    def state(self, connection: Connection) -> tuple[int, bool]:
        """The version of the tables (0 = none are there), and whether they are an archive's."""
        tables = _pragma(connection, "schema_version")
        return _pragma(connection, "user_version"), not tables or _pragma(connection, "application_id") == APPLICATION

    def lock(self, connection: Connection) -> None:
        """Nothing: whoever has begun to write is alone."""

    def run(self, connection: Connection, script: str) -> None:
        """Runs the statements of a migration."""
        statement = ""
        for line in script.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                connection.exec_driver_sql(statement)
                statement = ""

    def stamp(self, connection: Connection, version: int) -> None:
        """Writes down which version the tables have."""
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")


class Newest:
    """Holds the file open as long as this object lives: what closes it last writes its log back, and makes all others wait."""

    def __init__(self, path: Path) -> None:
        held = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=PATIENCE, check_same_thread=False)
        held.execute("PRAGMA user_version").fetchone()
        weakref.finalize(self, held.close)
        self._held, self._last = held, -1

    def changed(self) -> bool:
        """Whether there is a new decision since this was asked last."""
        found = self._held.execute("SELECT max(id) FROM decisions").fetchone()
        last, self._last = self._last, found[0]
        return last != self._last


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())


def _reading(path: Path) -> str:
    """Who may write does so as the last to close the file, and removes its log.

    A file in a folder that cannot be written, with no log beside it, is read as one that never changes: no lock file is needed.
    """
    folder = os.access(path.parent, os.W_OK)
    if folder and os.access(path, os.W_OK):
        return "rw"
    return "ro" if folder or Path(f"{path}-wal").exists() else "ro&immutable=1"


def opened(path: Path, mode: str) -> Engine:
    """The file as it is; `mode` is SQLite's own."""
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    made = create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None), poolclass=NullPool
    )
    event.listen(made, "connect", prepare)
    event.listen(made, "begin", _begin)
    return made


def prepare(connection: Any, _: object) -> None:  # noqa: ANN401  the driver's own connection
    """What every connection is told first."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT}")


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once: one that began by reading could no longer wait for another writer."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def _write_ahead(connection: Connection) -> None:
    """Readers and one writer at the same time; SQLite does not itself wait for the lock that this change needs."""
    driver = connection.connection.driver_connection
    until = time.monotonic() + PATIENCE
    while driver is not None:
        try:
            driver.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def _code(error: BaseException | None) -> int:
    """SQLite's primary result code."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _remedy(error: BaseException | None) -> str:
    code = _code(error)
    if code == sqlite3.SQLITE_FULL:
        return "the disk is full; nothing of the last article was stored: make room and run it again"
    if code in _CANNOT_WRITE:
        return _READ_ONLY
    if code == sqlite3.SQLITE_BUSY:
        return "another process is writing to it; try again when that has ended"
    if code in _DAMAGED:
        return f"is no archive, or a damaged one ({error}); name another file, or restore it"
    if code == sqlite3.SQLITE_CANTOPEN:
        return "cannot be opened; check that its folder exists and can be written"
    return f"cannot be used ({error}); check the disk and the file's rights"
