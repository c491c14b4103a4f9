"""The queue of an archive on a server: articles that wait for a worker, their jobs in the same database, and those that failed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from typing import Any

import procrastinate
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.schema import SchemaManager
from sqlalchemy import Connection, delete, insert, select

from factcheck.archive import store
from factcheck.archive.adding import Done, outdated_rows
from factcheck.archive.entries import content, identity
from factcheck.archive.file import Archive
from factcheck.archive.place import Server, shown
from factcheck.archive.place import stored as stored_path
from factcheck.archive.postgres import MIGRATING, alone, parameters
from factcheck.archive.schema import queue_migrations, revisions, waiting
from factcheck.model import Article, Failure
from factcheck.settings import Settings

STORE, RENEW = "store", "renew"
"""The jobs: an article that waits is read, stored and compared; a stored one is read again."""


def app(server: Server) -> procrastinate.App:
    """What gives out and takes jobs; nothing is opened yet."""
    connector = procrastinate.PsycopgConnector(kwargs=parameters(server), min_size=1, max_size=4)
    return procrastinate.App(connector=connector)


def prepare(archive: Archive) -> None:
    """Makes the tables of jobs, or brings them to the version that is installed; two processes may do so at once."""
    known = sorted(item.name for item in files("procrastinate.sql").joinpath("migrations").iterdir() if item.name.endswith(".sql"))
    with archive.reading() as connection:
        if set(known) <= set(connection.scalars(select(queue_migrations.c.name))):
            return
    with archive.writing() as connection:
        alone(connection, MIGRATING)
        done = set(connection.scalars(select(queue_migrations.c.name)))
        missing = [name for name in known if name not in done]
        scripts = [files("procrastinate.sql").joinpath("migrations", name).read_text("utf-8") for name in missing]
        driver = connection.connection.driver_connection
        if driver is not None:
            for script in scripts if done else [SchemaManager.get_schema()]:
                driver.execute(script)
        if missing:
            connection.execute(insert(queue_migrations), [{"name": name} for name in missing])


def enqueue(archive: Archive, server: Server, articles: Sequence[Article], *, on: date) -> Done:
    """Stores the text of each article that the archive does not hold as it is, together with its job."""
    prepare(archive)
    done, jobs = Done(), app(server)
    wanted = store.unknown(archive, articles)
    done.count("kept", len(articles) - len(wanted))
    for article in wanted:
        known = identity(article, archive.root)
        row = {
            "identity": known,
            "content": content(article),
            "path": stored_path(*article.place, archive.root),
            "added": on.isoformat(),
            "document": article.model_dump_json(exclude={"path", "archived"}),
            "tries": 0,
        }
        with archive.writing() as connection:
            connection.execute(delete(waiting).where(waiting.c.identity == known, waiting.c.content == row["content"]))
            connection.execute(insert(waiting).values(**row))
            _defer(jobs, connection, STORE, known, {"identity": known})
        done.count("waiting")
    return done


def enqueue_outdated(archive: Archive, server: Server, *, settings: Settings, everything: bool) -> Done:
    """A job for each current article that another version has read, or for all of them."""
    prepare(archive)
    done, jobs = Done(), app(server)
    with archive.writing() as connection:
        for revision in connection.scalars(select(revisions.c.id).where(*outdated_rows(settings, everything=everything))).all():
            _defer(jobs, connection, RENEW, f"revision {revision}", {"revision": revision})
            done.count("waiting")
    return done


def _defer(jobs: procrastinate.App, connection: Connection, task: str, lock: str, arguments: dict[str, Any]) -> None:
    """A job that is stored with all else that the transaction does, unless there is one that has not begun."""
    try:
        with connection.begin_nested():
            deferrer = jobs.configure_task(task, lock=lock, queueing_lock=lock, connection=connection.connection.driver_connection)
            deferrer.defer(**arguments)
    except AlreadyEnqueued:
        return


def failed(archive: Archive) -> list[dict[str, Any]]:
    """The articles that no worker could store, by their paths, and why."""
    with archive.reading() as connection:
        wanted = select(waiting).where(waiting.c.failure.is_not(None)).order_by(waiting.c.path, waiting.c.id)
        rows = connection.execute(wanted).all()
        told = [(row, Failure.model_validate_json(row.failure)) for row in rows]
        return [{"path": shown(row.path, archive.root), "added": row.added, "tries": row.tries, "failure": f.message} for row, f in told]
