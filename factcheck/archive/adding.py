"""The archive's part of a check and of adding: opens it, compares with it, and stores what was read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, func, or_, select

import factcheck
from factcheck.archive import Archive, Place, lookup, store
from factcheck.archive.entries import Entry
from factcheck.archive.schema import revisions
from factcheck.archive.store import Reader
from factcheck.engines import Engines, extracting
from factcheck.errors import ExitCode
from factcheck.model import Article, Claim, Failure, Run, TimeSensitivity
from factcheck.pipeline import each
from factcheck.processes import ALONE, Processes
from factcheck.reading import Progress
from factcheck.settings import Configuration, Settings
from factcheck.stories import LookUp


@dataclass
class Done:
    """How many articles became what, and what could not be read."""

    counts: dict[str, int] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    notices: tuple[str, ...] = ()
    """What a reader must know about how models were asked."""

    def count(self, change: str, number: int = 1) -> None:
        """Counts articles that became `change`."""
        self.counts[change] = self.counts.get(change, 0) + number


def reading(settings: Settings) -> Engines:
    """The engine that reads articles into claims; none is loaded for comparing."""
    return extracting(settings.chosen, settings)


def reader(settings: Settings, engines: Engines) -> Reader:
    """What reads articles into claims: engine and version, with a digest of all that shapes what is stored."""
    shapes = [TypeAdapter(kind).json_schema() for kind in (Article, Claim, TimeSensitivity)]
    shaping = [shapes, engines.parser.name, engines.asked, settings.aliases, settings.soon_days, settings.stale_after_days]
    digest = hashlib.sha256(json.dumps(shaping, sort_keys=True).encode()).hexdigest()[:8]
    return Reader(f"{settings.chosen.extractor} {factcheck.__version__} {digest}", engines.encoder)


def look_up(archive: Archive, settings: Settings) -> LookUp:
    """What a check asks the archive with."""
    return lookup.look_up(archive, reading(settings).encoder.name)


def add(  # noqa: PLR0913  each argument is one thing a caller may know
    archive: Archive,
    articles: Sequence[Article],
    *,
    settings: Settings,
    on: date,
    progress: Progress | None = None,
    processes: Processes = ALONE,
) -> Done:
    """Reads and stores the articles that the archive does not hold as they are, one after the other; what is stored stays.

    An article of which nothing could be extracted is not stored, and is among the failures.
    """
    done = Done()
    wanted = store.unknown(archive, articles)
    done.count("kept", len(articles) - len(wanted))
    engines = reading(settings)
    reads = reader(settings, engines)
    for entry in _read(wanted, archive.root, settings, engines, done, progress, processes):
        done.count(store.add(archive, entry, reads, on=on))
    return done


def _read(  # noqa: PLR0913  what adding and reindexing have in common
    wanted: Sequence[Article],
    root: Path,
    settings: Settings,
    engines: Engines,
    done: Done,
    progress: Progress | None,
    processes: Processes,
) -> Iterator[Entry]:
    """What can be stored of the articles; the others are counted, and told in `done`."""
    for one, claims, timed, failures in each(wanted, settings=settings, root=root, engines=engines, progress=progress, processes=processes):
        done.failures += failures
        done.notices = engines.notices
        if any(failure.stage == "extraction" for failure in failures):
            done.count("failed")
        else:
            yield Entry(article=one, claims=tuple(claims), timed=tuple(timed))


def keep(archive: Archive, run: Run, *, settings: Settings, on: date) -> Done:
    """Stores the articles that a run checked, as it read them, and the run with its findings."""
    engines = reading(settings)
    reads = reader(settings, engines)
    done = Done()
    checked = [one for one in run.articles if one.archived is None]
    for one in checked:
        claims = tuple(claim for claim in run.claims if claim.article == one.id)
        timed = tuple(told for told in run.timed if told[0].article == one.id)
        entry = Entry(article=one, claims=claims, timed=timed)
        done.count(store.add(archive, entry, reads, on=on))
    store.record(archive, run, "check", on, {one.id for one in checked})
    return done


def outdated(archive: Archive, settings: Settings) -> int:
    """How many current articles another version, engine or configuration has read."""
    with archive.reading() as connection:
        return connection.scalar(select(func.count()).select_from(revisions).where(*outdated_rows(settings, everything=False))) or 0


def outdated_rows(settings: Settings, *, everything: bool) -> tuple[ColumnElement[bool], ...]:
    """Which revisions are to be read again: the current ones that another version has read, or all current ones."""
    if everything:
        return (revisions.c.current == 1,)
    reads = reader(settings, reading(settings)).names
    return revisions.c.current == 1, or_(*(revisions.c[column] != name for column, name in reads.items()))


def reindex(
    archive: Archive, *, settings: Settings, everything: bool, progress: Progress | None = None, processes: Processes = ALONE
) -> Done:
    """Reads again, from the stored text, what another version has read, or everything.

    An article that cannot be read stays as it was, and is among the failures.
    """
    done = Done()
    wanted_rows = outdated_rows(settings, everything=everything)
    with archive.reading() as connection:
        found = connection.execute(select(revisions).where(*wanted_rows).order_by(revisions.c.id)).all()
        by_id = {one.id: (row.id, one) for row in found for one in [lookup.article(row, archive.root)]}
    engines = reading(settings)
    reads = reader(settings, engines)
    wanted = [one for _, one in by_id.values()]
    for entry in _read(wanted, archive.root, settings, engines, done, progress, processes):
        store.renew(archive, by_id[entry.article.id][0], entry, reads)
        done.count("renewed")
    return done


def parts(done: Done) -> Iterator[str]:
    """The counts in words."""
    yield from (f"{number} {change}" for change, number in sorted(done.counts.items()) if number)


# The archive at a check: opened before any work, asked once, and given the articles that pass.


class ArchiveAtCheck:
    """One check against one archive; `tell` gets each line about it.

    Raises ArchiveError where the archive cannot be used, before anything is read.
    """

    def __init__(self, place: Place, found: Configuration, *, add: bool, tell: Callable[[str], None]) -> None:
        self._settings, self._add, self._tell = found.settings, add, tell
        self._archive = Archive(place, found.root, write=add, create=add)
        self.look_up = look_up(self._archive, found.settings)
        behind = outdated(self._archive, found.settings)
        if behind:
            told = f"{behind} of its articles were read by another version or configuration"
            tell(f"{self._archive.name}: {told}; renew them with factcheck archive reindex")

    def close(self, run: Run, code: ExitCode, on: date) -> None:
        """Stores the articles of a run that has passed, where that was asked for, and says what became of them."""
        if not self._add:
            return
        if code != ExitCode.CLEAN:
            said = "nothing was added, for the check did not pass"
        else:
            said = ", ".join(parts(keep(self._archive, run, settings=self._settings, on=on))) or "nothing to add"
        self._tell(f"{self._archive.name}: {said}")
