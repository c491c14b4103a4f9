"""What the tests of the archive share: articles on disk, and an archive that holds them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from factcheck.archive import desk
from factcheck.archive.desk import Done
from factcheck.archive.file import Archive
from factcheck.archive.lookup import look_up
from factcheck.articles.read import read_paths
from factcheck.model import Run
from factcheck.pipeline import check
from factcheck.settings import Settings

ADDED = date(2024, 3, 20)
OLD = (
    "---\ndate: 2024-03-04\nsource: Selm Courier\n---\n"
    "The new ferry of Selm carried 340 passengers on its first day, the harbour office said.\n\n"
    "The mayor of Selm, Ada Korvin, is still in talks with the owner of the ferry line about the fares.\n\n"
    "If the council approves the loan, the second ferry will be bought in autumn.\n"
)
NEW = (
    "---\ndate: 2024-03-12\nsource: Selm Courier\n---\n"
    "The new ferry of Selm carried 520 passengers on its first day, the harbour office said.\n\n"
    "The council of Selm approved the loan for the second ferry on Monday, and the mayor Ada Korvin welcomed it.\n"
)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def opened(root: Path, **options: bool) -> Archive:
    return Archive(root / "held.sqlite", root, **(options or {"write": True, "create": True}))


def add(root: Path, *paths: Path, on: date = ADDED) -> Done:
    articles, failures = read_paths([str(path) for path in paths], root=root)
    assert not failures
    return desk.add(opened(root), articles, settings=Settings(), on=on)


def checked(root: Path, paths: Sequence[Path], *, archive: bool, as_of: date = date(2024, 4, 1)) -> Run:
    articles, failures = read_paths([str(path) for path in paths], root=root)
    asked = look_up(opened(root, write=False), desk.reading(Settings()).encoder.name) if archive else None
    return check(articles, failures, settings=Settings(), root=root, as_of=as_of, archive=asked)
