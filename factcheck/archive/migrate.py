"""Brings an archive's tables to the newest version; migrations are only ever added, never changed."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from sqlalchemy import Connection

from factcheck.archive.database import Database
from factcheck.errors import ArchiveError


@cache
def migrations(kind: str) -> tuple[tuple[str, str], ...]:
    """(name, SQL) of each migration of a kind of database ("sqlite", "postgresql") in their order; the first makes version 1 of nothing."""
    found = files(__package__).joinpath("migrations", kind).iterdir()
    return tuple(sorted((item.name, item.read_text(encoding="utf-8")) for item in found if item.name.endswith(".sql")))


def outdated(connection: Connection, database: Database) -> bool:
    """Older than this program; raises ArchiveError where there is no archive of ours, or one of a newer version."""
    version, ours = database.state(connection)
    if not ours:
        raise ArchiveError(f"{database.name}: is a database, but no archive; name another one")
    newest = len(migrations(connection.dialect.name))
    if version > newest:
        raise ArchiveError(f"{database.name}: was written by a newer version of factcheck; install that version")
    return version < newest


def up(connection: Connection, database: Database, to: int | None = None) -> None:
    """Runs what is missing, all or nothing, up to version `to` (the newest); two processes may do so at once."""
    missing = outdated(connection, database)
    connection.rollback()
    if not missing:
        return
    database.begin(connection, write=True, durable=True)
    with connection.begin():
        database.lock(connection)
        if not outdated(connection, database):
            return
        version, _ = database.state(connection)
        wanted = migrations(connection.dialect.name)[version:to]
        for _, script in wanted:
            database.run(connection, script)
        database.stamp(connection, version + len(wanted))
