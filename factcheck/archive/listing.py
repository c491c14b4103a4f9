"""What is in an archive: articles, what one of them holds, what goes stale, and counts; no engine and no model is needed."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, func, or_, select

from factcheck.archive.file import Archive
from factcheck.archive.place import shown
from factcheck.archive.schema import articles, findings, revisions, runs, sides, timed
from factcheck.errors import UsageError
from factcheck.report.text import escaped

Plain = dict[str, Any]


class Stale(NamedTuple):
    """A sentence with the last day on which it can be relied on; `days` counts from the day that was asked about to that day."""

    expires: date
    days: int
    path: str
    line: int | None
    words: str
    because: str
    quote: str
    title: str | None


def listed(archive: Archive) -> list[Plain]:
    """The articles by their paths."""
    columns = (revisions.c.path, revisions.c.published, revisions.c.added, revisions.c.number, revisions.c.claims)
    statement = select(*columns, revisions.c.source, revisions.c.title).where(revisions.c.current == 1)
    with archive.reading() as connection:
        found = connection.execute(statement.order_by(revisions.c.path, revisions.c.id)).mappings().all()
        named = [{**row, "path": shown(row["path"], archive.root)} for row in found]
    return [{("revision" if key == "number" else key): value for key, value in row.items()} for row in named]


def stale(archive: Archive, as_of: date, within: int, *, everything: bool = False) -> list[Stale]:
    """The time-sensitive sentences of current articles that came due in the `within` days up to `as_of`, or will in as many after it.

    With `everything` also those that came due before.
    """
    first, last = window(as_of, within)
    columns = (timed.c.expires_on, timed.c.line, timed.c.words, timed.c.because, timed.c.quote, revisions.c.path, revisions.c.title)
    statement = _timed(*columns).where(timed.c.expires_on <= last.isoformat())
    if not everything:
        statement = statement.where(timed.c.expires_on >= first.isoformat())
    with archive.reading() as connection:
        rows = connection.execute(statement.order_by(timed.c.expires_on, revisions.c.path, timed.c.sentence)).all()
        paths = {path: shown(path, archive.root) for path in {row.path for row in rows}}
        return [
            Stale(
                expires=(expires := date.fromisoformat(row.expires_on)),
                days=(expires - as_of).days,
                path=paths[row.path],
                line=row.line,
                words=row.words,
                because=row.because,
                quote=row.quote,
                title=row.title,
            )
            for row in rows
        ]


def overdue(archive: Archive, first: date) -> int:
    """How many sentences of current articles came due before the day `first`."""
    with archive.reading() as connection:
        return _count(connection, _timed(timed.c.expires_on).where(timed.c.expires_on < first.isoformat()))


def window(as_of: date, within: int) -> tuple[date, date]:
    """The first and the last of `within` days before and after `as_of`."""
    before, after = (as_of - date.min).days, (date.max - as_of).days
    return as_of - timedelta(days=min(within, before)), as_of + timedelta(days=min(within, after))


def _timed(*columns: Any) -> Select[Any]:  # noqa: ANN401  SQLAlchemy's own types of columns
    return select(*columns).join(revisions, revisions.c.id == timed.c.revision).where(revisions.c.current == 1)


def find(archive: Archive, names: Sequence[str]) -> list[int]:
    """The articles of these paths or addresses; the path of a file that holds several names them all.

    Raises UsageError for a name that the archive does not hold.
    """
    found: dict[int, None] = {}
    with archive.reading() as connection:
        for name in names:
            path = Path(os.path.relpath(name, archive.root)).as_posix()
            held = connection.scalars(
                select(revisions.c.article)
                .join(articles, articles.c.id == revisions.c.article)
                .where(or_(articles.c.identity.in_([name, path]), revisions.c.path == path, _lines_of(path)))
                .order_by(revisions.c.article)
            ).all()
            if not held:
                raise UsageError(f"{name}: is not in {archive.name}; see what is with factcheck archive list")
            found.update(dict.fromkeys(held))
    return list(found)


def _lines_of(path: str) -> Any:  # noqa: ANN401  SQLAlchemy's own type of a condition
    return and_(revisions.c.path > f"{path}:", revisions.c.path < f"{path};")  # ";" comes after ":"


def held(archive: Archive, article: int) -> Plain:
    """One article with its revisions, its time-sensitive sentences, and the findings that quote it."""
    with archive.reading() as connection:
        every = connection.execute(
            select(*(c for c in revisions.c if c.name not in {"document", "text_vector", "opening_vector", "common"}))
            .where(revisions.c.article == article)
            .order_by(revisions.c.number)
        ).all()
        current = next(row for row in every if row.current)
        expiring = select(timed.c.line, timed.c.kind, timed.c.words, timed.c.expires_on, timed.c.because, timed.c.quote)
        quoting = select(findings.c.code, findings.c.severity, findings.c.message, runs.c.at).join(runs, runs.c.id == findings.c.run)
        own = [row.id for row in every]
        return {
            "path": shown(current.path, archive.root),
            "title": current.title,
            "source": current.source,
            "published": current.published,
            "claims": current.claims,
            "extractor": current.extractor,
            "revisions": [{"revision": row.number, "added": row.added, "claims": row.claims} for row in every],
            "time": _plain(connection, expiring.where(timed.c.revision == current.id).order_by(timed.c.sentence)),
            "findings": _plain(
                connection,
                quoting.where(findings.c.id.in_(select(sides.c.finding).where(sides.c.revision.in_(own)))).order_by(findings.c.id),
            ),
        }


def stats(archive: Archive) -> Plain:
    """Counts of what there is, and by which extractor the current articles were read."""
    current = revisions.c.current == 1
    with archive.reading() as connection:
        by_extractor = _plain(
            connection,
            select(revisions.c.extractor, func.count().label("articles"))
            .where(current)
            .group_by(revisions.c.extractor)
            .order_by(revisions.c.extractor),
        )
        dates = select(func.min(revisions.c.published), func.max(revisions.c.published)).where(current)
        first, last = connection.execute(dates).one()
        return {
            "articles": _count(connection, select(revisions.c.id).where(current)),
            "revisions": _count(connection, select(revisions.c.id)),
            "claims": connection.scalar(select(func.coalesce(func.sum(revisions.c.claims), 0)).where(current)),
            "claims of earlier revisions": connection.scalar(
                select(func.coalesce(func.sum(revisions.c.claims), 0)).where(revisions.c.current == 0)
            ),
            "undated articles": _count(connection, select(revisions.c.id).where(current, revisions.c.published.is_(None))),
            "first published": first,
            "last published": last,
            "runs": _count(connection, select(runs.c.id)),
            "findings": _count(connection, select(findings.c.id)),
            "bytes": archive.size(),
            "read by": by_extractor,
        }


def _count(connection: Connection, wanted: Select[Any]) -> int:
    return connection.scalar(select(func.count()).select_from(wanted.subquery())) or 0


def _plain(connection: Connection, statement: Select[Any]) -> list[Plain]:
    return [dict(row) for row in connection.execute(statement).mappings()]


def as_json(content: object) -> str:
    """Plain values as indented JSON text; days as ISO 8601."""
    return escaped(json.dumps(content, ensure_ascii=False, indent=2, default=str))
