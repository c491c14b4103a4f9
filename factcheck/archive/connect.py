"""Finds the kind of database that an archive is kept in."""

from __future__ import annotations

from pathlib import Path

from factcheck.archive.database import Database
from factcheck.archive.place import Place


def database(place: Place) -> Database:
    """The file, or the server's database; nothing is opened yet."""
    if isinstance(place, Path):
        from factcheck.archive.sqlite import SQLite  # noqa: PLC0415

        return SQLite(place)
    from factcheck.archive.postgres import Postgres  # noqa: PLC0415  psycopg is an extra

    return Postgres(place)
