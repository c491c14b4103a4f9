"""What an archive keeps for the review: what checks have found, and what editors decided."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Lock

from pydantic import ValidationError
from sqlalchemy import insert, select

import factcheck
from factcheck.archive import Place, lookup
from factcheck.archive.file import Archive, Watch
from factcheck.archive.schema import claims, decisions, findings, revisions, runs
from factcheck.errors import ArchiveError
from factcheck.model import Decision, Finding, Run


def recorded(archive: Archive, as_of: date) -> Run:
    """The findings that checks have stored whose statements all stand in current articles, with these articles and their claims."""
    latest: dict[str, Finding] = {}
    with archive.reading() as connection:
        try:
            rows = connection.execute(select(revisions).where(revisions.c.current == 1).order_by(revisions.c.path, revisions.c.id)).all()
            articles = {row.id: lookup.article(row, archive.root) for row in rows}
            ids = {article.id: article for article in articles.values()}
            for row in connection.execute(select(findings.c.document).order_by(findings.c.id)):
                finding = Finding.model_validate_json(row.document)
                latest[finding.fingerprint] = finding
            found = tuple(f for f in latest.values() if all(side.article in ids for side in f.statements))
            cited = {side.article for finding in found for side in finding.statements}
            wanted = {revision: article for revision, article in articles.items() if article.id in cited}
            told = connection.execute(select(claims.c.revision, claims.c.document).order_by(claims.c.id))
            stated = tuple(lookup.claim(row.document, wanted[row.revision]) for row in told if row.revision in wanted)
        except ValidationError as error:
            raise ArchiveError(f"{archive.name}: was stored by another version; run factcheck archive reindex") from error
        last = connection.execute(select(runs.c.extractor, runs.c.judge).order_by(runs.c.id.desc())).first()
    return Run(
        version=factcheck.__version__,
        as_of=as_of,
        extractor=last.extractor if last else "",
        judge=last.judge if last else "",
        models=(),
        articles=tuple(wanted.values()),
        claims=stated,
        findings=found,
        agreements=(),
        left_out=(),
        failures=(),
        pairs=0,
    )


# The decisions of editors in an archive: one row each, only ever added.


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
