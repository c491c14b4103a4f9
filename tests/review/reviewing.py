"""What the tests of the review share: a run with findings, a clock that only moves on, and stores."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from factcheck.archive import Archive, Place, place
from factcheck.articles.read import read_paths
from factcheck.engines import DecisionStore
from factcheck.model import Run
from factcheck.pipeline import check
from factcheck.review import FileDecisions, store
from factcheck.review.session import Session
from factcheck.settings import Settings, load
from postgresql import Server

HEAD = "---\ntitle: {title}\nsource: {source}\npublished: {day}\n---\n"
ARTICLES = {
    "a.md": HEAD.format(title="The hall", source="Selm Post", day="2024-03-04")
    + "The new hall seats 500 people on two levels. Tickets were sold out within a morning.\n\nThe old hall is currently closed.\n",
    "b.md": HEAD.format(title="The hall opens", source="Selm Mail", day="2024-03-05")
    + "Builders finished the hall this winter. The new hall seats 340 people on two levels, the architect wrote.\n",
    "c.md": HEAD.format(title="The ferry", source="Selm Mail", day="2024-01-05")
    + "The town council will vote on the ferry fares on Friday. The ferry is currently being painted.\n",
}
PAGES = [
    "/r/0",
    "/r/0/finding/1",
    "/r/0/stories",
    "/r/0/story/1",
    "/r/0/calendar",
    "/r/0/articles",
    "/r/0/article/1",
    "/r/0/rule/FC101",
    "/r/0/precision",
    "/runs",
]
"""Every kind of page of the first session."""
AS_OF = date(2024, 3, 20)


def moments() -> Callable[[], datetime]:
    """A clock that is a second later at each look."""
    ticks = count()
    return lambda: datetime(2024, 3, 20, 9, tzinfo=UTC) + timedelta(seconds=next(ticks))


def write(folder: Path) -> Path:
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run_of(folder: Path) -> Run:
    articles, failures = read_paths([str(folder / name) for name in sorted(ARTICLES)], root=folder)
    return check(articles, failures, settings=Settings(), root=folder, as_of=AS_OF)


def session_of(run: Run, decisions: DecisionStore) -> Session:
    return Session(run, decisions, moments())


SERVERS: list[Server] = []
"""Where databases are made."""


def stored(kind: str, folder: Path) -> DecisionStore:
    """A store of the kind ("file", "archive", "server") in the folder, or named there; the same one each time."""
    if kind == "file":
        return FileDecisions(folder / "decisions.jsonl")
    where = kept(kind, folder)
    Archive(where, folder, write=True, create=True)
    return store(load(folder), where, write=True)


def kept(kind: str, folder: Path) -> Place:
    """Where the archive of this folder is."""
    if kind == "archive":
        return folder / "held.sqlite"
    told = folder / "address.txt"
    if not told.exists():
        told.write_text(SERVERS[0].database())
    return place(told.read_text())


@pytest.fixture(scope="module", name="run")
def _run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run_of(write(tmp_path_factory.mktemp("news")))


@pytest.fixture(name="session")
def _session(run: Run, tmp_path: Path) -> Session:
    return session_of(run, stored("file", tmp_path))
