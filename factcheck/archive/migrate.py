"""Brings an archive's tables to the newest version; migrations are only ever added, never changed."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from sqlalchemy import Connection

from factcheck.errors import ArchiveError

APPLICATION = 0x66616374
"""Marks the file as an archive of ours (PRAGMA application_id: "fact")."""


@cache
def migrations() -> tuple[tuple[str, str], ...]:
    """(name, SQL) of each migration in their order; the first brings an empty file to version 1."""
    found = files(__package__).joinpath("migrations").iterdir()
    return tuple(sorted((item.name, item.read_text(encoding="utf-8")) for item in found if item.name.endswith(".sql")))


def outdated(connection: Connection, path: str) -> bool:
    """Older than this program; raises ArchiveError where the file is no archive, or one of a newer version."""
    version = _number(connection, "user_version")
    tables = _number(connection, "schema_version")
    if tables and _number(connection, "application_id") != APPLICATION:
        raise ArchiveError(f"{path}: is a database, but no archive; name another file")
    if version > len(migrations()):
        raise ArchiveError(f"{path}: was written by a newer version of factcheck; install that version")
    return version < len(migrations())


def up(connection: Connection, path: str, to: int | None = None) -> None:
    """Runs what is missing, all or nothing, up to version `to` (the newest); two processes may do so at once."""
    missing = outdated(connection, path)
    connection.rollback()
    if not missing:
        return
    connection.execution_options(writes=True)
    with connection.begin():
        if not outdated(connection, path):
            return
        version = _number(connection, "user_version")
        wanted = migrations()[version:to]
        for _, script in wanted:
            for statement in script.split(";\n"):
                if statement.strip():
                    connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {version + len(wanted)}")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")


def _number(connection: Connection, pragma: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one())
