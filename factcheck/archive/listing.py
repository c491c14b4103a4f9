"""What is in an archive, and how the archive's commands print it: articles, what one holds, what goes stale, and counts."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import textwrap
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Select, and_, func, or_, select

from factcheck import __version__
from factcheck.archive import Archive, shown
from factcheck.archive.schema import articles, findings, revisions, runs, sides, timed
from factcheck.errors import UsageError
from factcheck.report import escaped, safe
from factcheck.words import amount

if TYPE_CHECKING:
    from icalendar import Event

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


# How the commands print it: rows in aligned columns, what goes stale in blocks, or as a calendar.


def table(headings: Sequence[str], rows: Sequence[Sequence[object]], numbers: Sequence[str] = ()) -> str:
    """One line for the headings and one for each row; the columns named in `numbers` are aligned to the right, None is empty."""
    texts = [[safe("" if cell is None else str(cell)) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(headings, *texts, strict=True)]
    lines = []
    for row in (headings, *texts):
        cells = zip(row, widths, headings, strict=True)
        padded = [cell.rjust(width) if heading in numbers else cell.ljust(width) for cell, width, heading in cells]
        lines.append("  ".join(padded).rstrip())
    return "\n".join(lines)


def pairs(found: Mapping[str, Any]) -> str:
    """One line for each name with its value; what is listed below a name, or empty, is left out."""
    plain = {name: value for name, value in found.items() if value is not None and not isinstance(value, list)}
    width = max(map(len, plain))
    lines = [f"{name.ljust(width)}  {safe(str(value))}" for name, value in plain.items()]
    listed = [f"{name}: {_listed(row)}" for name, rows in found.items() if isinstance(rows, list) for row in rows]
    return "\n".join([*lines, *listed])


def _listed(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {safe(str(value))}" for name, value in row.items() if value is not None)


def told(article: Mapping[str, Any]) -> str:
    """One article that is shown: what it is, then its revisions, its time-sensitive sentences and its findings."""
    parts = [pairs({name: value for name, value in article.items() if name not in {"time", "findings"}})]
    if article["time"]:
        rows = [[row["expires_on"] or "never", row["line"], row["words"], row["quote"]] for row in article["time"]]
        parts.append(table(("expires", "line", "words", "sentence"), rows, ("line",)))
    if article["findings"]:
        rows = [[row["at"], row["code"], row["severity"], row["message"]] for row in article["findings"]]
        parts.append(table(("found", "rule", "severity", "finding"), rows))
    return "\n\n".join(parts)


def stale_list(found: Sequence[Stale], first: date, last: date, earlier: int) -> str:
    """A block for each article and day: when, which article, and below it each sentence with its line and the words that tie it to its day.

    The last line tells how many more came due before `first`.
    """
    width = min(shutil.get_terminal_size((100, 24)).columns, 120)
    blocks = [_block(list(own), width) for _, own in groupby(found, key=lambda item: (item.expires, item.path))]
    if not found:
        blocks.append(f"Nothing came due, or will, from {first} to {last}.")
    if earlier:
        blocks.append(f"{earlier} more came due before {first}; --all lists {'it' if earlier == 1 else 'them'}.")
    return "\n".join(blocks).rstrip("\n")


def _block(own: Sequence[Stale], width: int) -> str:
    one = own[0]
    when = "today" if not one.days else f"in {amount(one.days, 'day')}" if one.days > 0 else f"{amount(-one.days, 'day')} ago"
    lines = textwrap.wrap(f"{one.expires}  {when}  {safe(one.title or one.path)}", width, subsequent_indent="  ")
    for item in own:
        place = item.path if not item.line or item.path.endswith(f":{item.line}") else f"{item.path}:{item.line}"
        lines.append(f'  {safe(place)}  "{safe(item.words)}": {safe(item.because)}')
        lines.extend(textwrap.wrap(safe(item.quote), width, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False))
    return "\n".join(lines) + "\n"


# What goes stale as a calendar (iCalendar, RFC 5545): one whole-day event for each article and day.

_MOST_WORDS = 3


def calendar(found: Sequence[Stale], as_of: date) -> str:
    """What is in the order of days and paths, as text with the line ends that the format asks for; the same input gives the same text."""
    from icalendar import Calendar  # noqa: PLC0415

    made = Calendar()
    made.add("prodid", f"-//factcheck//{__version__}//EN")
    made.add("version", "2.0")
    for (expires, _), own in groupby(found, key=lambda item: (item.expires, item.path)):  # a file's articles have its lines in their paths
        made.add_component(_event(list(own), expires, as_of))
    text: str = made.to_ical().decode("utf-8")
    return text


def _event(own: Sequence[Stale], expires: date, as_of: date) -> Event:
    from icalendar import Event  # noqa: PLC0415

    path, title = own[0].path, own[0].title or own[0].path
    identity = hashlib.sha256(f"{path}\x1f{expires.isoformat()}".encode()).hexdigest()
    words = list(dict.fromkeys(item.words for item in own))
    event = Event()
    event.add("uid", f"{identity[:32]}@factcheck")
    event.add("dtstamp", datetime.combine(as_of, time(), tzinfo=UTC))
    event.add("dtstart", expires)
    if expires < date.max:
        event.add("dtend", expires + timedelta(days=1))
    event.add("summary", safe(f"Look again: {title} ({_named(words)})"))
    event.add("description", "\n\n".join(map(_sentence, own)))
    event.add("transp", "TRANSPARENT")
    return event


def _named(words: Sequence[str]) -> str:
    """As many of the words as a line of a calendar has room for."""
    told = ", ".join(f'"{word}"' for word in words[:_MOST_WORDS])
    return told if len(words) <= _MOST_WORDS else f"{told} and {len(words) - _MOST_WORDS} more"


def _sentence(item: Stale) -> str:
    place = f"{item.path}:{item.line}" if item.line and not item.path.endswith(f":{item.line}") else item.path
    return f"“{safe(item.quote)}”\n{safe(place)}\n{safe(item.because)}"
