"""One archive: how it is read and how it is changed."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from factcheck.archive.connect import database
from factcheck.archive.database import Watch, understood
from factcheck.archive.place import Place


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
