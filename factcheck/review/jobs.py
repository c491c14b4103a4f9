"""A check that is started from the page: it runs beside the server, tells how far it is, and can be stopped."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from threading import Event, Thread
from typing import Literal

from factcheck import pipeline
from factcheck.articles.formats import READERS
from factcheck.articles.read import read_paths
from factcheck.errors import FactcheckError, UsageError
from factcheck.model import Failure, Run
from factcheck.settings import Settings

_MOST_NAME = 100


class _StoppedError(Exception):
    """Somebody has stopped the check."""


class Job:
    """One check of articles that were sent; `state` and `progress` may be read at any time."""

    def __init__(self, files: Sequence[tuple[str, bytes]], settings: Settings, as_of: date, done: Callable[[Run], None]) -> None:
        self.state: Literal["running", "stopped", "failed", "done"] = "running"
        self.progress: tuple[str, int, int] = ("reading", 0, len(files))
        self.message = ""
        self.names = tuple(name for name, _ in files)
        self._files, self._settings, self._as_of, self._done = files, settings, as_of, done
        self._stopping = Event()
        self._thread = Thread(target=self._run, daemon=True, name="check")

    def start(self) -> None:
        """Begins to check."""
        self._thread.start()

    def stop(self) -> None:
        """Stops before the next article or the next comparisons."""
        self._stopping.set()

    def wait(self, seconds: float) -> None:
        """Waits until it has ended, but not longer."""
        self._thread.join(seconds)

    def _run(self) -> None:
        folder = Path(tempfile.mkdtemp(prefix="factcheck-"))
        try:
            self._done(self._check(folder))
            self.state = "done"
        except _StoppedError:
            self.state = "stopped"
        except FactcheckError as error:
            self.state, self.message = "failed", str(error)
        except Exception as error:  # noqa: BLE001  the server goes on, and the page tells it
            self.state, self.message = "failed", f"internal error: {type(error).__name__}: {error}; report it"
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _check(self, folder: Path) -> Run:
        """Paths are the files' names, so that what was decided on an article holds when it is sent again."""
        for name, content in self._files:
            (folder / name).write_bytes(content)
        articles, failures = read_paths([str(folder / name) for name in self.names], root=folder, fields=self._settings.mapped)
        named = [article.model_copy(update={"path": article.path.removeprefix(f"{folder}/")}) for article in articles]
        told = [_named(failure, f"{folder}/") for failure in failures]
        return pipeline.check(named, told, settings=self._settings, root=Path.cwd(), as_of=self._as_of, progress=self._tell)

    def _tell(self, stage: str, done: int, total: int) -> None:
        if self._stopping.is_set():
            raise _StoppedError
        self.progress = (stage, done, total)


def _named(failure: Failure, folder: str) -> Failure:
    return failure.model_copy(update={"message": failure.message.replace(folder, ""), "subject": failure.subject.removeprefix(folder)})


def named(files: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """The files with names that are safe to write into one folder, each once.

    Raises UsageError for a format that is not read, for no files and for two files of one name.
    """
    found: dict[str, bytes] = {}
    for name, content in files:
        plain = PurePosixPath(name.replace("\\", "/")).name.lstrip(".")
        kept = "".join(character if character.isalnum() or character in " -_.()" else "_" for character in plain)
        suffix = PurePosixPath(kept).suffix.lower()
        if suffix not in READERS:
            raise UsageError(f"{kept[:_MOST_NAME]}: this format is not supported; supported are {', '.join(sorted(READERS))}")
        short = PurePosixPath(kept).stem.encode()[:_MOST_NAME].decode("utf-8", "ignore") + suffix
        if short in found:
            raise UsageError(f"{short}: two files have this name; rename one")
        found[short] = content
    if not found:
        raise UsageError("choose files, or paste an article")
    return list(found.items())


def pasted(text: str, title: str, source: str, published: str) -> tuple[str, bytes]:
    """An article that was pasted as a file with front matter; raises UsageError for what is no day."""
    import yaml  # noqa: PLC0415

    head: dict[str, object] = {key: value for key, value in (("title", title), ("source", source)) if value}
    if published:
        try:
            head["published"] = date.fromisoformat(published)
        except ValueError as error:
            raise UsageError(f"{published[:20]!r} is no day; write it as YYYY-MM-DD") from error
    front = yaml.safe_dump(head, allow_unicode=True) if head else ""
    name = "".join(c if c.isalnum() else "-" for c in (title or "pasted").lower())[:60].strip("-") or "pasted"
    return f"{name}.md", f"---\n{front}---\n{text}\n".encode("utf-8", "backslashreplace")
