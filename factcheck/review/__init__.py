"""The review of findings by editors; here, where their decisions are kept: in the archive that is named, else in a file of JSON lines."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from filelock import FileLock, Timeout
from pydantic import ValidationError

from factcheck.engines import DecisionStore
from factcheck.errors import UsageError
from factcheck.model import Decision
from factcheck.report import escaped
from factcheck.settings import Configuration

if TYPE_CHECKING:
    from factcheck.archive import Place


def store(found: Configuration, archive: Place | None, *, write: bool) -> DecisionStore:
    """The store of decisions; raises ArchiveError where the archive cannot be used."""
    if archive is None:
        return FileDecisions(found.decisions)
    from factcheck.archive.lookup import opened  # noqa: PLC0415

    return opened(archive, found.root, write=write)


def torn(store: DecisionStore) -> str:
    """What to tell of lines of the store that a crash has cut short; "" where there are none."""
    lines = getattr(store, "torn", ())
    if not lines:
        return ""
    several = "lines" if len(lines) > 1 else "line"
    return f"{store.name}: {several} {', '.join(map(str, lines))} is no whole decision and was left out; decide anew what is missing"


# The decisions of editors in a file of JSON lines beside the configuration: one line each, only ever added.

_PATIENCE = 60.0
"""Seconds to wait for another process that is writing."""


class FileDecisions:
    """Keeps decisions in one file; several processes may use it at once.

    A line that a crash has cut short is no decision; it is counted in `torn`, and the next decision begins on a line of its own.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = str(path)
        self.torn: tuple[int, ...] = ()
        """The numbers of lines that hold no whole decision, as far as was read."""
        self._lines: dict[int, int] = {0: 0}
        self._file: tuple[int, int] | None = None

    def add(self, decision: Decision) -> None:
        """Writes the decision and waits until it is on the disk; raises UsageError where that fails, and then the file is as before."""
        line = escaped(decision.model_dump_json()).encode("utf-8") + b"\n"
        with self._writing() as stream:
            size = stream.seek(0, os.SEEK_END)
            if size and stream.seek(size - 1) >= 0 and stream.read(1) != b"\n":
                line = b"\n" + line
            try:
                _write(stream, line)
                os.fsync(stream.fileno())
            except OSError:
                stream.truncate(size)
                raise

    def since(self, position: int) -> tuple[list[Decision], int]:
        """The decisions from byte `position` on, and the byte after the last whole line; all of them where the file was replaced or cut."""
        try:
            if self.path.exists() and not self.path.is_file():
                raise UsageError(f"{self.path}: is no file to keep decisions in; move it away")
            with open(self.path, "rb", opener=_itself) as stream:
                position = self._continued(stream, position)
                stream.seek(position)
                content = stream.read()
        except FileNotFoundError:
            return [], 0
        except OSError as error:
            self._refuse_a_link(error)
            raise UsageError(f"{self.path}: the decisions cannot be read ({error.strerror}); check the file's rights") from error
        *lines, rest = content.split(b"\n")
        first = self._lines.get(position, 0)
        found, torn = [], set(self.torn)
        for number, line in enumerate(lines, first + 1):
            decision = _decision(line)
            torn.discard(number)
            if decision is not None:
                found.append(decision)
            elif line.strip():
                torn.add(number)
        if rest:
            torn.add(first + len(lines) + 1)
        end = position + len(content) - len(rest)
        self._lines[end] = first + len(lines)
        self.torn = tuple(sorted(torn))
        return found, end

    def _continued(self, stream: BinaryIO, position: int) -> int:
        """The position, or 0 where the file is not the one that was read up to there."""
        found = os.fstat(stream.fileno())
        file, last = (found.st_dev, found.st_ino), self._file
        self._file = file
        if position:
            stream.seek(position - 1)
        if position and (file != last or stream.read(1) != b"\n"):
            self.torn, self._lines = (), {0: 0}
            return 0
        return position

    @contextmanager
    def _writing(self) -> Iterator[FileIO]:
        try:
            with FileLock(f"{self.path}.lock", timeout=_PATIENCE):
                made = not self.path.exists()
                with open(self.path, "a+b", buffering=0, opener=_itself) as stream:
                    yield stream
                if made:
                    _sync_folder(self.path.parent)
        except Timeout as error:
            raise UsageError(f"{self.path}: another process is writing to it; try again when that has ended") from error
        except OSError as error:
            self._refuse_a_link(error)
            raise UsageError(f"{self.path}: the decision cannot be saved ({error.strerror}); make room, or change the rights") from error

    def _refuse_a_link(self, error: OSError) -> None:
        """Raises UsageError where the error comes from a link: one that came with the articles must not lead elsewhere."""
        if error.errno == errno.ELOOP:
            raise UsageError(f"{error.filename or self.path}: is a link; decisions are kept in a file itself: move it away") from error


def _itself(path: str, flags: int) -> int:
    """Opens the file, and no other one that a link names."""
    if not hasattr(os, "O_NOFOLLOW") and Path(path).is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), path)
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


def _sync_folder(folder: Path) -> None:
    """A new file is on the disk when its folder is."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(stream: FileIO, content: bytes) -> None:
    """All of it: one call may write a part alone."""
    while content:
        content = content[stream.write(content) :]


def _decision(line: bytes) -> Decision | None:
    try:
        return Decision.model_validate_json(line)
    except ValidationError:
        return None
