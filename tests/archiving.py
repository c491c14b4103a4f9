"""What the tests of the archive share: articles on disk, and an archive that holds them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from factcheck.archive import Archive, Place, adding, place
from factcheck.archive.adding import Done
from factcheck.archive.lookup import look_up
from factcheck.archive.schema import claims, keys, marks, prominent, revisions, timed
from factcheck.articles.read import read_paths
from factcheck.model import Run
from factcheck.pipeline import check
from factcheck.settings import Settings
from postgresql import Server, name_of

ADDED = date(2024, 3, 20)
OLD = (
    "---\ndate: 2024-03-04\nsource: Selm Courier\n---\n"
    "The new ferry of Selm carried 340 passengers on its first day. Its captain, Ada Korvin, took it over from the yard in Brunham.\n\n"
    "The Selm town council will vote on the ferry fares on Tuesday.\n\n"
    "The old ferry of Selm is currently being painted.\n"
)
NEW = (
    "---\ndate: 2024-03-12\nsource: Selm Courier\n---\n"
    "The new ferry of Selm carried 520 passengers on its first day. Its captain, Ada Korvin, was on board.\n\n"
    "The Selm town council approved the ferry fares by 14 votes to 9 on Tuesday.\n"
)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


TABLES = (revisions, claims, marks, keys, prominent, timed)
SERVERS: list[Server] = []
"""The server that archives are kept on; none = they are files."""
PLACES: dict[Path, str] = {}


def address(path: Path | str) -> str:
    """What --archive is to name: the file, or the database that stands for it, which is made empty where there is none."""
    if not SERVERS:
        return str(path)
    file = Path(path).absolute()
    if file not in PLACES:
        PLACES[file] = SERVERS[0].database()
    return PLACES[file]


def database_of(path: Path | str) -> str:
    """What the server calls the database that stands for the file."""
    return name_of(address(path))


def held(path: Path | str) -> Place:
    """The same, as the program reads it."""
    return place(address(path))


def opened(root: Path, **options: bool) -> Archive:
    return Archive(held(root / "held.sqlite"), root, **(options or {"write": True, "create": True}))


def counts(archive: Archive) -> dict[str, int]:
    """How many rows the tables about articles have."""
    with archive.reading() as connection:
        return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES}


def add(root: Path, *paths: Path, on: date = ADDED) -> Done:
    articles, failures = read_paths([str(path) for path in paths], root=root)
    assert not failures
    return adding.add(opened(root), articles, settings=Settings(), on=on)


def checked(root: Path, paths: Sequence[Path], *, archive: bool, as_of: date = date(2024, 4, 1)) -> Run:
    articles, failures = read_paths([str(path) for path in paths], root=root)
    asked = look_up(opened(root, write=False), adding.reading(Settings()).encoder.name) if archive else None
    return check(articles, failures, settings=Settings(), root=root, as_of=as_of, archive=asked)
