"""The queue of an archive on a server: articles that wait, their jobs in the same database, and the worker that takes them."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import procrastinate
from procrastinate import JobContext, RetryStrategy
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.schema import SchemaManager
from sqlalchemy import Connection, delete, insert, select, update

from factcheck.archive import Archive, Server, adding, lookup, shown, store
from factcheck.archive import stored as stored_path
from factcheck.archive.adding import Done, outdated_rows
from factcheck.archive.entries import Entry, content, identity
from factcheck.archive.postgres import MIGRATING, alone, parameters
from factcheck.archive.schema import queue_migrations, revisions, timed, waiting
from factcheck.clock import Clock
from factcheck.engines import Engines
from factcheck.errors import FactcheckError
from factcheck.model import Article, Failure, Run
from factcheck.pipeline import check
from factcheck.reading import Reading, read, silent
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


# The worker takes jobs one after the other; what it does twice has the effect of once.

MOST_TRIES = 5
"""How often an article is tried, also one that ends the worker who reads it."""
_GROWING = 3
"""Seconds before the second try; each later pause is so many times as long."""
_SILENT = 30
"""Seconds without a sign of life after which a worker's jobs are given to others."""
_LOOKING_BACK = timedelta(days=14)
"""How long ago a sentence may have come due that is told when no worker ran on that day."""
_EVERY_FEW_SECONDS, _DAILY = "* * * * * */10", "17 3 * * *"


class Worker:
    """One process's worker; models are loaded once."""

    def __init__(self, server: Server, root: Path, settings: Settings, clock: Clock) -> None:
        self._archive, self._settings, self._clock = Archive(server, root, write=True), settings, clock
        prepare(self._archive)
        self._engines = Engines(settings.chosen, settings)
        self._reader = adding.reader(settings, adding.reading(settings))
        self._app = app(server)
        self._tasks()

    def run(self, *, until_empty: bool) -> None:
        """Works until it is asked to end, or until nothing waits."""
        logging.getLogger("procrastinate").setLevel(logging.CRITICAL)
        with self._archive.told(), _plain():
            alive = {"update_heartbeat_interval": 5, "stalled_worker_timeout": _SILENT}
            self._app.run_worker(wait=not until_empty, delete_jobs="successful", **alive)

    def _tasks(self) -> None:
        retry = RetryStrategy(max_attempts=MOST_TRIES - 1, exponential_wait=_GROWING)
        self._app.task(name=STORE, retry=retry, pass_context=True)(self.store)
        self._app.task(name=RENEW, retry=retry)(self.renew)
        rescue = self._app.task(name="rescue", queueing_lock="rescue", priority=10)(self.rescue)
        stale = self._app.task(name="stale", queueing_lock="stale", retry=retry)(self.stale)
        self._app.periodic(cron=_EVERY_FEW_SECONDS)(rescue)
        self._app.periodic(cron=_DAILY)(stale)

    def store(self, context: JobContext, *, identity: str) -> None:
        """Stores what waits of one article, compares it with what is there then, and keeps what was found."""
        with self._archive.reading() as connection:
            ids = connection.scalars(select(waiting.c.id).where(waiting.c.identity == identity, waiting.c.failure.is_(None))).all()
        for number in sorted(ids):
            try:
                failures = self.store_one(number)
            except Exception as error:
                if context.job.attempts + 1 >= MOST_TRIES:
                    self._give_up(number, failure_of(error))
                raise
            if failures:
                self._give_up(number, failures[0])

    def store_one(self, number: int) -> list[Failure]:
        """What hinders one article that waits from being stored, and hinders it at every try."""
        with self._archive.writing() as connection:
            trying = update(waiting).where(waiting.c.id == number).values(tries=waiting.c.tries + 1).returning(waiting)
            row = connection.execute(trying).one()
        if row.tries > MOST_TRIES:
            return [failure_of(FactcheckError(f"{row.path}: each worker that read it ended; leave it out, or report it"))]
        one = Article.model_validate_json(json.dumps({**json.loads(row.document), "path": shown(row.path, self._archive.root)}))
        reading = read([one], self._settings, self._engines, silent)
        lasting = [failure for failure in reading.failures if failure.stage == "extraction"]
        if lasting:
            return lasting
        entry = Entry(article=one, claims=tuple(reading.claims), timed=tuple(reading.timed))
        on = self._clock()
        store.add(self._archive, entry, self._reader, on=on)
        run = self.compared([one], reading)
        with self._archive.writing() as connection:
            store.record_new(connection, self._archive, run, "worker", on, {one.id})
            connection.execute(delete(waiting).where(waiting.c.id == number))
        return []

    def compared(self, articles: Sequence[Article], reading: Reading) -> Run:
        """The articles, as they were read, with what the archive holds now."""
        asked = adding.look_up(self._archive, self._settings)
        root, on = self._archive.root, self._clock()
        return check(
            articles, (), settings=self._settings, root=root, as_of=on, engines=self._engines, archive=asked, reads=lambda *_: reading
        )

    def _give_up(self, number: int, failure: Failure) -> None:
        with self._archive.writing() as connection:
            connection.execute(update(waiting).where(waiting.c.id == number).values(failure=failure.model_dump_json()))

    def renew(self, *, revision: int) -> None:
        """Reads a stored article again."""
        with self._archive.reading() as connection:
            row = connection.execute(select(revisions).where(revisions.c.id == revision, revisions.c.current == 1)).first()
            one = lookup.article(row, self._archive.root) if row is not None else None
        if one is None:
            return
        reading = read([one], self._settings, self._engines, silent)
        if not any(failure.stage == "extraction" for failure in reading.failures):
            entry = Entry(article=one, claims=tuple(reading.claims), timed=tuple(reading.timed))
            store.renew(self._archive, revision, entry, self._reader)

    async def rescue(self, timestamp: int) -> None:  # noqa: ARG002  when it was to run
        """Gives the jobs of workers that have ended without a word to others."""
        for job in await self._app.job_manager.get_stalled_jobs(seconds_since_heartbeat=_SILENT):
            await self._app.job_manager.retry_job(job)

    def stale(self, timestamp: int) -> None:  # noqa: ARG002  when it was to run
        """Tells of each article whose sentences have come due since this was done last, as a check of this day would."""
        on = self._clock()
        for one, reading in self._due(on):
            run = check(
                [one],
                (),
                settings=self._settings,
                root=self._archive.root,
                as_of=on,
                engines=self._engines,
                reads=lambda *_, told=reading: told,
            )
            found = tuple(finding for finding in run.findings if finding.kind == "time_sensitive" and finding.severity != "note")
            with self._archive.writing() as connection:
                due = run.model_copy(update={"findings": found})
                store.record_new(connection, self._archive, due, "stale", on, {one.id}, graver=True)

    def _due(self, on: date) -> Iterator[tuple[Article, Reading]]:
        """The current articles with a sentence that came due shortly before this day, as they were read."""
        first = (on - _LOOKING_BACK).isoformat()
        due = select(timed.c.revision).where(timed.c.expires_on >= first, timed.c.expires_on < on.isoformat())
        with self._archive.reading() as connection:
            wanted = select(revisions.c.id).where(revisions.c.current == 1, revisions.c.id.in_(due)).order_by(revisions.c.id)
            ids = connection.scalars(wanted).all()
        for revision in ids:
            held = lookup.stored(self._archive, revision)
            for one in held.articles:
                yield one.model_copy(update={"archived": None}), Reading(claims=list(held.claims), timed=list(held.timed))


@contextmanager
def _plain() -> Iterator[None]:
    """Raises the driver's own error where the queue could not be asked."""
    try:
        yield
    except ConnectorException as error:
        raise error.__cause__ or error from None


def failure_of(error: Exception) -> Failure:
    """Why an article could not be stored, in one line."""
    own = isinstance(error, FactcheckError)
    message = str(error) if own else f"internal error: {type(error).__name__}: {error}"
    return Failure(stage="extraction", subject="", kind="engine" if own else "internal", message=" ".join(message.split())[:1000])
