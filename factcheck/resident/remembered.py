"""What is kept from one check to the next: answers, and files that are read again only where they changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from factcheck.articles.formats.records import Mapped
from factcheck.articles.inputs import Input, find
from factcheck.articles.read import read_input
from factcheck.engines.base import Parser
from factcheck.errors import InputError
from factcheck.model import Article
from factcheck.syntax import Syntax

A = TypeVar("A")


class Remembered(Generic[A]):
    """Answers by question, of which those that were needed last are kept: `most` of them at least, twice as many at most."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._young: dict[str, A] = {}
        self._old: dict[str, A] = {}

    def get(self, question: str) -> A | None:
        """The answer; None where it is not known."""
        found = self._young.get(question)
        if found is None and (found := self._old.get(question)) is not None:
            self.put(question, found)
        return found

    def put(self, question: str, answer: A) -> None:
        """Keeps the answer."""
        if len(self._young) >= self._most and question not in self._young:
            self._young, self._old = {}, self._young
        self._young[question] = answer


class RememberingParser:
    """Parses only sentences that it has not parsed lately: where one word changes, one sentence is parsed."""

    def __init__(self, parser: Parser, most: int) -> None:
        self.name = parser.name
        self._parser = parser
        self._known: Remembered[Syntax] = Remembered(most)

    def __call__(self, texts: Sequence[str]) -> list[Syntax]:
        """One `Syntax` for each text; raises EngineError where the parser fails."""
        return answered(texts, self._known, self._parser)


def answered(questions: Sequence[str], known: Remembered[A], ask: Callable[[Sequence[str]], Sequence[A]]) -> list[A]:
    """The answers in the order of the questions, of which only those that are not known are asked, each once."""
    found = {question: known.get(question) for question in questions}
    unknown = [question for question, answer in found.items() if answer is None]
    for question, answer in zip(unknown, ask(unknown) if unknown else (), strict=True):
        known.put(question, answer)
        found[question] = answer
    return [answer for answer in map(found.__getitem__, questions) if answer is not None]


# Files that are read again only where they changed, and texts that are not saved yet.

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
