"""Opens an archive's file: one connection, write-ahead logging, a patient lock, and every failure as one line."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from factcheck.archive import migrate
from factcheck.errors import ArchiveError

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


def engine(path: Path, *, write: bool, create: bool) -> Engine:
    """A checked and migrated archive; `create` makes a file where there is none.

    Raises ArchiveError for a file that is missing, is no archive, is damaged, is of a newer version or cannot be written, and for a
    link: one that came with the articles must not lead elsewhere.
    """
    for own in (path, *(Path(f"{path}{end}") for end in _BESIDE)):
        if own.is_symlink():
            raise ArchiveError(f"{own}: is a link; an archive is kept in a file itself: name that one, or move the link away")
    if not create and not path.is_file():
        raise ArchiveError(f"{path}: there is no such archive; make one with factcheck archive add, or check --archive")
    if write and path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise ArchiveError(f"{path}: {_READ_ONLY}")
    with told(path):
        if write or _outdated(path):
            writing = _engine(path, "rwc" if create else "rw")
            with writing.connect() as connection:
                migrate.outdated(connection, str(path))
                connection.rollback()
                _write_ahead(connection)
                migrate.up(connection, str(path))
            if write:
                return writing
        return _engine(path, _reading(path))


def _outdated(path: Path) -> bool:
    with _engine(path, _reading(path)).connect() as connection:
        return migrate.outdated(connection, str(path))


def _reading(path: Path) -> str:
    """Who may write does so as the last to close the file, and removes its log.

    A file in a folder that cannot be written, with no log beside it, is read as one that never changes: no lock file is needed.
    """
    folder = os.access(path.parent, os.W_OK)
    if folder and os.access(path, os.W_OK):
        return "rw"
    return "ro" if folder or Path(f"{path}-wal").exists() else "ro&immutable=1"


def _engine(path: Path, mode: str) -> Engine:
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    made = create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None), poolclass=NullPool
    )
    event.listen(made, "connect", prepare)
    event.listen(made, "begin", _begin)
    return made


def held_open(path: Path) -> sqlite3.Connection:
    """A connection of the driver's own that any thread may use and close."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=PATIENCE, check_same_thread=False)
    connection.execute("PRAGMA user_version").fetchone()
    return connection


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


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns every error of the database into an ArchiveError that names the file and the remedy."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        raise ArchiveError(f"{path}: {_remedy(cause)}") from error
    except UnicodeDecodeError as error:  # the driver's, of a text in the file
        raise ArchiveError(_unreadable(path, error)) from error
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be opened ({error.strerror}); check the path") from error


@contextmanager
def understood(path: Path) -> Iterator[None]:
    """Turns what goes wrong with a value from the file into an ArchiveError: SQLite reads many a damaged file without a word."""
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, StopIteration, RecursionError) as error:
        raise ArchiveError(_unreadable(path, error)) from error


def _unreadable(path: Path, error: Exception) -> str:
    what = " ".join(str(error).split())[:200]
    return f"{path}: holds what factcheck did not write ({type(error).__name__}: {what}); restore the file from a copy"


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
