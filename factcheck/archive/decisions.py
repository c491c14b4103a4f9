"""The decisions of editors in an archive: one row each, only ever added."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from pydantic import ValidationError
from sqlalchemy import insert, select

from factcheck.archive.database import Watch
from factcheck.archive.file import Archive
from factcheck.archive.place import Place
from factcheck.archive.schema import decisions
from factcheck.errors import ArchiveError
from factcheck.model import Decision


class ArchiveDecisions:
    """Keeps decisions in an archive, beside the articles that they are about."""

    def __init__(self, archive: Archive, watch: Watch | None = None) -> None:
        self._archive, self._watch = archive, watch
        self._lock, self._turn = Lock(), 0
        self._newest: int | None = None
        """The last row's number, unless there may be a newer one; `_turn` counts how often there might have been."""
        self.name = archive.name

    def add(self, decision: Decision) -> None:
        """Stores the decision on the disk; raises ArchiveError where that fails."""
        with self._archive.writing(durable=True) as connection:
            self._archive.decide(connection)
            connection.execute(insert(decisions).values(**decision.model_dump(mode="json")))
        with self._lock:  # a server's word of it may come later than this
            self._newest, self._turn = None, self._turn + 1

    def since(self, position: int) -> tuple[list[Decision], int]:
        """The decisions with row numbers above `position`, in the order in which they were stored, and the last row's number."""
        with self._lock, self._archive.told():
            if self._watch is None or self._watch.changed():
                self._newest, self._turn = None, self._turn + 1
            turn = self._turn
            if self._newest == position:  # asked very often, and most times there is nothing new
                return [], position
        found, last = self._read(position)
        with self._lock:
            if self._turn == turn:
                self._newest = last
        return found, last

    def _read(self, position: int) -> tuple[list[Decision], int]:
        with self._archive.reading() as connection:
            rows = connection.execute(select(decisions).where(decisions.c.id > position).order_by(decisions.c.id)).mappings().all()
        try:
            found = [Decision.model_validate({key: value for key, value in row.items() if key != "id"}) for row in rows]
        except ValidationError as error:
            message = f"{self.name}: holds a decision that factcheck did not write; restore it from a copy"
            raise ArchiveError(message) from error
        return found, max((row["id"] for row in rows), default=position)


def opened(place: Place, root: Path, *, write: bool) -> ArchiveDecisions:
    """The decisions in the archive; raises ArchiveError where it cannot be used."""
    archive = Archive(place, root, write=write)
    return ArchiveDecisions(archive, archive.watch() if write else None)
