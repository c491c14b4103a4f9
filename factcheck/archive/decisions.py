"""The decisions of editors in an archive: one row each, only ever added."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import insert, select

from factcheck.archive.connect import told
from factcheck.archive.file import Archive
from factcheck.archive.schema import decisions
from factcheck.errors import ArchiveError
from factcheck.model import Decision


class ArchiveDecisions:
    """Keeps decisions in an archive's file, beside the articles that they are about."""

    def __init__(self, archive: Archive, held: sqlite3.Connection | None = None) -> None:
        self._archive, self._held = archive, held
        self.name = str(archive.path)

    def add(self, decision: Decision) -> None:
        """Stores the decision on the disk; raises ArchiveError where that fails."""
        with self._archive.writing(durable=True) as connection:
            connection.execute(insert(decisions).values(**decision.model_dump(mode="json")))

    def since(self, position: int) -> tuple[list[Decision], int]:
        """The decisions with row numbers above `position`, in the order in which they were stored, and the last row's number."""
        if self._held is not None and self._newest(self._held) == position:
            return [], position
        with self._archive.reading() as connection:
            rows = connection.execute(select(decisions).where(decisions.c.id > position).order_by(decisions.c.id)).mappings().all()
        try:
            found = [Decision.model_validate({key: value for key, value in row.items() if key != "id"}) for row in rows]
        except ValidationError as error:
            message = f"{self._archive.path}: holds a decision that factcheck did not write; restore the file from a copy"
            raise ArchiveError(message) from error
        return found, max((row["id"] for row in rows), default=position)

    def _newest(self, held: sqlite3.Connection) -> int:
        """The last row's number: asked at every look, and most looks find nothing new."""
        with told(self._archive.path):
            found = held.execute("SELECT max(id) FROM decisions").fetchone()
        return int(found[0] or 0)


def opened(path: Path, root: Path, *, write: bool) -> ArchiveDecisions:
    """The decisions in the archive's file; raises ArchiveError where it cannot be used."""
    archive = Archive(path, root, write=write)
    return ArchiveDecisions(archive, archive.keep_open() if write else None)
