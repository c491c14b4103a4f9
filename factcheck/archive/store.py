"""Adds, renews and removes articles; each is stored whole or not at all."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from factcheck.archive import Archive
from factcheck.archive import stored as stored_path
from factcheck.archive.entries import Entry, Row, Rows, content, identity, rows
from factcheck.archive.schema import among, articles, claims, findings, keys, marks, prominent, revisions, runs, sides, timed
from factcheck.engines import Encoder
from factcheck.model import Article, Finding, Run

Change = Literal["new", "changed", "kept"]


class Reader(NamedTuple):
    """What has read the articles that are stored: the extractor with its version, and the encoder."""

    extractor: str
    encoder: Encoder

    @property
    def names(self) -> Row:
        """The columns of a revision that tell what has read it."""
        return {"extractor": self.extractor, "encoder": self.encoder.name}


def unknown(archive: Archive, found: Iterable[Article]) -> list[Article]:
    """The articles that the archive does not hold as they are, in a fixed order.

    Of several wordings of one article that are given at once, the last is to be the current one; the others may be older revisions.
    """
    by_identity: dict[str, list[Article]] = {}
    for article in sorted(found, key=lambda article: (article.place, article.id)):
        by_identity.setdefault(identity(article, archive.root), []).append(article)
    with archive.reading() as connection:
        return [
            article
            for known, given in by_identity.items()
            for article in given
            if not _holds(connection, known, article, current=article is given[-1])
        ]


def add(archive: Archive, entry: Entry, reader: Reader, *, on: date) -> Change:
    """Stores the article as a new one or as a new revision; "kept" where the archive holds it as it is.

    The older revision and its claims are kept, but new articles are no longer compared with them. `on` is the day of adding.
    """
    made = rows(entry, reader.encoder)
    with archive.writing() as connection:
        known = identity(entry.article, archive.root)
        article = _article(connection, known)
        if _holds(connection, known, entry.article, current=True):
            return "kept"
        number = connection.scalar(select(func.max(revisions.c.number)).where(revisions.c.article == article)) or 0
        earlier = newest(connection, known)
        if earlier is not None:
            _unmark(connection, earlier)
            connection.execute(update(revisions).where(revisions.c.id == earlier).values(current=0))
        path = stored_path(*entry.article.place, archive.root)
        own = {"article": article, "number": number + 1, "current": 1, "added": on.isoformat(), "path": path, **reader.names}
        revision = _insert(connection, revisions, {**made.revision, **own})
        _fill(connection, revision, made)
        return "changed" if number else "new"


def renew(archive: Archive, revision: int, entry: Entry, reader: Reader) -> None:
    """Replaces the claims of a revision, and what they are found by, with those of the entry, unless it is no more the current one."""
    made = rows(entry, reader.encoder)
    with archive.writing() as connection:
        _article(connection, identity(entry.article, archive.root))
        if not connection.scalar(select(revisions.c.current).where(revisions.c.id == revision)):
            return
        _unmark(connection, revision)
        connection.execute(delete(claims).where(claims.c.revision == revision))
        renewed = {key: made.revision[key] for key in ("claims", "text_vector", "opening_vector", "common", "names", "words")}
        statement = update(revisions).where(revisions.c.id == revision)
        connection.execute(statement.values(**renewed, **reader.names))
        _fill(connection, revision, made)


def remove(archive: Archive, ids: Iterable[int]) -> int:
    """Removes the articles with all their revisions, claims and findings; gives the number of revisions."""
    removed = 0
    with archive.writing() as connection:
        for article in sorted(ids):
            connection.execute(select(articles.c.id).where(articles.c.id == article).with_for_update())
            for revision in connection.scalars(select(revisions.c.id).where(revisions.c.article == article)).all():
                quoting = select(sides.c.finding).where(sides.c.revision == revision)
                connection.execute(delete(findings).where(findings.c.id.in_(quoting)))
                _unmark(connection, revision)
                removed += 1
            connection.execute(delete(articles).where(articles.c.id == article))
    return removed


def record(archive: Archive, run: Run, command: str, on: date, checked: Collection[str]) -> None:
    """Stores a run and its findings; `checked` holds the ids of the articles that it checked."""
    with archive.writing() as connection:
        _record(connection, archive, run, command, on, checked, run.findings)


def record_new(  # noqa: PLR0913
    connection: Connection, archive: Archive, run: Run, command: str, on: date, checked: Collection[str], *, graver: bool = False
) -> None:
    """The same with the findings that are not there yet: two articles that were stored at once both find what they have in common.

    With `graver` what is there with another severity is stored again.
    """
    archive.alone(connection)
    quoted = {finding.fingerprint: set(_quoted(connection, archive, run, finding)) for finding in run.findings}
    columns = (findings.c.fingerprint, findings.c.id, findings.c.severity)
    known = select(*columns).where(among(connection, findings.c.fingerprint, list(quoted)))
    told: set[tuple[str, str]] = set()
    for fingerprint, number, severity in connection.execute(known).all():
        held = set(connection.scalars(select(sides.c.revision).where(sides.c.finding == number)))
        if held == quoted[fingerprint]:
            told.update({(fingerprint, severity)} if graver else {(fingerprint, one) for one in ("error", "warning", "note")})
    new = [finding for finding in run.findings if (finding.fingerprint, finding.severity) not in told]
    if new or not graver:
        _record(connection, archive, run, command, on, checked, new)


def _record(  # noqa: PLR0913
    connection: Connection, archive: Archive, run: Run, command: str, on: date, checked: Collection[str], told: Sequence[Finding]
) -> None:
    row = {"version": run.version, "extractor": run.extractor, "judge": run.judge, "pairs": run.pairs}
    counts = {"articles": len(checked), "claims": sum(claim.article in checked for claim in run.claims)}
    done = _insert(connection, runs, {"at": on.isoformat(), "command": command, **row, **counts})
    for finding in told:
        own = {"run": done, "document": finding.model_dump_json(), **finding.model_dump(include=set(_TOLD))}
        number = _insert(connection, findings, own)
        quoted = sorted(_quoted(connection, archive, run, finding))
        _insert_all(connection, sides, [{"finding": number, "revision": revision} for revision in quoted])


def _quoted(connection: Connection, archive: Archive, run: Run, finding: Finding) -> set[int]:
    """The current revisions of the articles that a finding quotes."""
    quoted = {statement.article for statement in finding.statements}
    stored = {newest(connection, identity(article, archive.root)) for article in run.articles if article.id in quoted}
    return {revision for revision in stored if revision is not None}


_TOLD = ("fingerprint", "code", "severity", "message")


def _holds(connection: Connection, known: str, article: Article, *, current: bool) -> bool:
    """A revision (the current one, where that is asked) has all that is read of the article."""
    wanted = select(revisions.c.id).join(articles, articles.c.id == revisions.c.article)
    wanted = wanted.where(articles.c.identity == known, revisions.c.content == content(article))
    return connection.scalar(wanted.where(revisions.c.current == 1) if current else wanted) is not None


def newest(connection: Connection, known: str) -> int | None:
    """The current revision of the article of this identity."""
    wanted = select(revisions.c.id).join(articles, articles.c.id == revisions.c.article)
    return connection.scalar(wanted.where(articles.c.identity == known, revisions.c.current == 1))


def _article(connection: Connection, known: str) -> int:
    """The article of this identity, which nobody else changes until the transaction ends."""
    inserting = sqlite.insert(articles) if connection.dialect.name == "sqlite" else postgresql.insert(articles)
    connection.execute(inserting.values(identity=known).on_conflict_do_nothing(index_elements=[articles.c.identity]))
    return int(connection.execute(select(articles.c.id).where(articles.c.identity == known).with_for_update()).scalar_one())


def _insert(connection: Connection, table: Table, row: Row) -> int:
    key = connection.execute(insert(table).values(**row)).inserted_primary_key
    return int(key[0]) if key else 0


def _insert_all(connection: Connection, table: Table, found: Sequence[Row]) -> None:
    if found:
        connection.execute(insert(table), found)


def _fill(connection: Connection, revision: int, made: Rows) -> None:
    """The claims of a revision, and the rows that it is found by."""
    ids = _insert_claims(connection, [{"revision": revision, **row} for row in made.claims])
    packed = [array("q", own).tobytes() for own in made.keys]
    own_marks = zip(ids, made.vectors, packed, strict=True)
    _insert_all(connection, marks, [{"claim": i, "vector": vector, "keys": own} for i, vector, own in own_marks])
    by_key = sorted((key, i) for i, own in zip(ids, made.keys, strict=True) for key in own)
    _insert_all(connection, keys, [{"key": key, "claim": i} for key, i in by_key])
    _insert_all(connection, prominent, [{"term": term, "revision": revision} for term in made.prominent])
    _insert_all(connection, timed, [{"revision": revision, "claim": ids[position], **row} for position, row in made.timed])


def _insert_claims(connection: Connection, found: Sequence[Row]) -> list[int]:
    """The ids that the claims got, in their order."""
    if not found:
        return []
    returning = insert(claims).returning(claims.c.id, sort_by_parameter_order=True)
    return list(connection.scalars(returning, found))


def _unmark(connection: Connection, revision: int) -> None:
    """Takes away what a revision and its claims are found by."""
    own = select(claims.c.id).where(claims.c.revision == revision)
    stored = connection.execute(select(marks.c.claim, marks.c["keys"]).where(marks.c.claim.in_(own))).all()
    gone = [{"gone": key, "of": claim} for claim, packed in stored for key in array("q", packed)]
    if gone:
        connection.execute(delete(keys).where(keys.c.key == bindparam("gone"), keys.c.claim == bindparam("of")), gone)
    connection.execute(delete(marks).where(marks.c.claim.in_(own)))
    connection.execute(delete(prominent).where(prominent.c.revision == revision))
