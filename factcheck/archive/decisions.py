"""The decisions of editors in an archive: one row each, only ever added."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import insert, select

from factcheck.archive.file import Archive
from factcheck.archive.schema import decisions
from factcheck.model import Decision


class ArchiveDecisions:
    """Keeps decisions in an archive's file, beside the articles that they are about."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.name = str(archive.path)

    def add(self, decision: Decision) -> None:
        """Stores the decision on the disk; raises ArchiveError where that fails."""
        with self._archive.writing(durable=True) as connection:
            connection.execute(insert(decisions).values(**decision.model_dump(mode="json")))

    def since(self, position: int) -> tuple[list[Decision], int]:
        """The decisions with row numbers above `position`, in the order in which they were stored, and the last row's number."""
        with self._archive.reading() as connection:
            rows = connection.execute(select(decisions).where(decisions.c.id > position).order_by(decisions.c.id)).mappings().all()
        found = [Decision.model_validate({key: value for key, value in row.items() if key != "id"}) for row in rows]
        return found, max((row["id"] for row in rows), default=position)


def opened(path: Path, root: Path, *, write: bool) -> ArchiveDecisions:
    """The decisions in the archive's file; raises ArchiveError where it cannot be used."""
    archive = Archive(path, root, write=write)
    if write:
        archive.keep_open()
    return ArchiveDecisions(archive)
