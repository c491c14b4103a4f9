"""The files behind the paths, folders and globs of a call, and their bytes."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from factcheck.articles.decode import MOST_BYTES, too_large
from factcheck.articles.formats import READERS
from factcheck.errors import InputError

SUPPORTED = ", ".join(sorted(READERS))


class Input(NamedTuple):
    """A file to read; `named` = the user named this very file (or folder, where it holds nothing)."""

    path: str
    named: bool

    @property
    def shown(self) -> str:
        """The path as reports show it: bytes of a file name that are no UTF-8 become visible escapes."""
        try:
            name = os.fsencode(self.path)
        except UnicodeEncodeError:
            name = self.path.encode("utf-8", "surrogatepass")
        return name.decode("utf-8", "backslashreplace")


def find(paths: Sequence[str]) -> tuple[list[Input], list[tuple[Input, InputError]]]:
    """The files, each once whatever it is called, and what cannot be read; neither depends on the order of `paths`."""
    files: dict[str, Input] = {}
    failed: dict[str, tuple[Input, InputError]] = {}
    for path in sorted(set(paths)):
        for item, error in _expand(path):
            if error is not None:
                failed.setdefault(str(error), (item, error))
            else:
                identity = "-" if item.path == "-" else os.path.realpath(item.path)
                other = files.get(identity, item)
                files[identity] = Input(min(item.path, other.path), named=item.named or other.named)
    return sorted(files.values()), list(failed.values())


def _expand(path: str) -> Iterator[tuple[Input, InputError | None]]:
    item = Input(path, named=True)
    if path == "-" or os.path.isfile(path):
        yield item, None
    elif os.path.isdir(path):
        yield from _folder(item)
    elif os.path.exists(path):
        yield item, InputError(item.shown, "format", f"{item.shown}: is no regular file; give its text through standard input, as -")
    elif glob.has_magic(path):
        yield from _glob(item)
    else:
        yield item, InputError(item.shown, "missing", f"{item.shown or repr('')}: there is no such file or folder; check the path")


def _folder(item: Input) -> Iterator[tuple[Input, InputError | None]]:
    """Every article below the folder, but for hidden ones; links to folders are not followed, so that no loop is entered."""
    unreadable: list[OSError] = []
    members = [
        Path(folder, name)
        for folder, _, files in os.walk(item.path, onerror=unreadable.append)
        for name in files
        if Path(name).suffix.lower() in READERS
    ]
    yield from ((Input(member.as_posix(), named=False), None) for member in members if not _hidden(member.relative_to(item.path)))
    for error in unreadable:
        where = Input(str(error.filename), named=str(error.filename) == item.path)
        yield where, InputError(where.shown, "permission", f"{where.shown}: may not be read ({error.strerror}); change its permissions")
    if not unreadable and all(_hidden(member.relative_to(item.path)) for member in members):
        yield item, InputError(item.shown, "no articles", f"{item.shown}: no articles in this folder; supported are {SUPPORTED}")


def _glob(item: Input) -> Iterator[tuple[Input, InputError | None]]:
    parts = Path(item.path).parts
    fixed = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    base, pattern = Path(*parts[:fixed]), "/".join(parts[fixed:])
    found = [
        match
        for match in base.glob(pattern + "/*" if pattern.endswith("**") else pattern)
        if match.suffix.lower() in READERS and not match.is_dir() and not _hidden(match.relative_to(base))
    ]
    yield from ((Input(match.as_posix(), named=False), None) for match in found)
    if not found:
        yield item, InputError(item.shown, "missing", f"{item.shown}: no article matches; supported are {SUPPORTED}")


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") and part != ".." for part in path.parts)


def content(item: Input) -> bytes:
    """The bytes of the file; raises InputError where it cannot be read, is too large or is no regular file (a pipe would never end)."""
    try:
        status = Path(item.path).stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputError(item.shown, "format", f"{item.shown}: is no regular file; leave it out")
        if status.st_size > MOST_BYTES:
            raise too_large(item.shown)
        return Path(item.path).read_bytes()
    except PermissionError as error:
        raise InputError(item.shown, "permission", f"{item.shown}: may not be read; change its permissions") from error
    except OSError as error:
        raise InputError(item.shown, "missing", f"{item.shown}: cannot be read ({error.strerror}); check the path") from error
