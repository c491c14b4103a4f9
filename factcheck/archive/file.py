"""One archive file: how it is read and how it is changed."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from factcheck.archive.connect import engine, held_open, told, understood


class Archive:
    """One archive file. `root` is the folder that the paths of its articles are relative to.

    Everything that uses it raises ArchiveError where the file cannot be read or written.
    """

    def __init__(self, path: Path, root: Path, *, write: bool = False, create: bool = False) -> None:
        self.path, self.root = path, root
        self._engine: Engine = engine(path, write=write, create=create)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the file."""
        with told(self.path), understood(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, *, durable: bool = False) -> Iterator[Connection]:
        """A connection whose changes are stored together at the end, or not at all; `durable` waits until they are on the disk.

        Without that, a failure of the power (not of the program) may take the last changes back.
        """
        with told(self.path), understood(self.path), self._engine.connect() as connection:
            driver = connection.connection.driver_connection
            if durable and driver is not None:
                driver.execute("PRAGMA synchronous = FULL")
            connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    def keep_open(self) -> sqlite3.Connection:
        """Holds the file open as long as this object lives: what closes it last writes its log back, and makes all others wait.

        The connection may be used by any thread, for reading.
        """
        with told(self.path):
            held = held_open(self.path)
        weakref.finalize(self, held.close)
        return held
