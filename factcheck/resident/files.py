"""Files that are read again only where they changed, and texts that are not saved yet."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from factcheck.articles.formats.fields import Mapped
from factcheck.articles.inputs import Input, find
from factcheck.articles.read import read_input
from factcheck.errors import InputError
from factcheck.model import Article

Mark = tuple[int, ...]
"""What tells that a file is not what it was: device, number, size and time of its last change."""


class Files:
    """Gives the articles of a file as they were read, until the file changes; `unsaved` holds texts by the real paths of their files.

    `fields` says how JSON and CSV call what an article has.
    """

    def __init__(self, fields: Mapped | None = None) -> None:
        self._fields = fields
        self.unsaved: dict[str, bytes] = {}
        self._known: dict[tuple[str, date | None], tuple[Mark, list[Article | InputError]]] = {}

    def __call__(self, item: Input, root: Path, published: date | None, content: bytes | None) -> Iterator[Article | InputError]:
        """The articles in one file, and errors in the place of what cannot be read."""
        content = self.unsaved.get(os.path.realpath(item.path)) if content is None else content
        now = mark(item.path) if content is None else None
        if now is None:
            yield from read_input(item, root, published, content, self._fields)
            return
        then, read = self._known.get((item.path, published), (None, []))
        if then != now:
            read = list(read_input(item, root, published, fields=self._fields))
            self._known[item.path, published] = now, read
        yield from read


def mark(path: str) -> Mark | None:
    """What tells that the file is not what it was; None where there is none."""
    with suppress(OSError):
        found = Path(path).stat()
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
    return None


def marks(paths: Sequence[str]) -> dict[str, Mark | None]:
    """The same for every file that some paths, folders and globs name; None for what is not there."""
    found = {path: None for path in paths if not Path(path).is_dir()}
    return {**found, **{item.path: mark(item.path) for item in find(paths).files}}
