"""The files behind the paths, folders and globs of a call, and their bytes."""

from __future__ import annotations

import glob
import os
import re
import shlex
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from factcheck.articles.decode import MOST_BYTES, too_large
from factcheck.articles.formats import READERS
from factcheck.articles.walk import Walk
from factcheck.errors import InputError

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
SUPPORTED = ", ".join(sorted(READERS))


class Input(NamedTuple):
    """A file to read; `named` = the user named this very file (or folder, where it holds nothing); `under` = what the user named."""

    path: str
    named: bool
    under: str = ""

    @property
    def shown(self) -> str:
        """The path as reports show it: bytes of a file name that are no UTF-8 become visible escapes."""
        try:
            name = os.fsencode(self.path)
        except UnicodeEncodeError:
            name = self.path.encode("utf-8", "surrogatepass")
        return name.decode("utf-8", "backslashreplace")


class Found(NamedTuple):
    """The files behind some paths, what cannot be read, and what was passed over: (path as given, reason, how often)."""

    files: list[Input]
    failed: list[tuple[Input, InputError]]
    skipped: list[tuple[str, str, int]]


def find(paths: Sequence[str]) -> Found:
    """The files, each once whatever it is called; nothing depends on the order of `paths`."""
    files: dict[str, Input] = {}
    failed: dict[str, tuple[Input, InputError]] = {}
    skipped: list[tuple[str, str, int]] = []
    for path in sorted(set(paths)):
        passed: Counter[str] = Counter()
        for item, error in _expand(path, passed):
            if error is not None:
                failed.setdefault(str(error), (item, error))
            else:
                identity = "-" if item.path == "-" else os.path.realpath(item.path)
                other = files.get(identity, item)
                files[identity] = Input(min(item.path, other.path), item.named or other.named, min(item.under, other.under))
        skipped += [(Input(path, named=True).shown, reason, count) for reason, count in sorted(passed.items())]
    return Found(sorted(files.values()), list(failed.values()), skipped)


def _expand(path: str, passed: Counter[str]) -> Iterator[tuple[Input, InputError | None]]:
    item = Input(path, named=True, under=path)
    if path == "-" or os.path.isfile(path):
        yield item, None
    elif os.path.isdir(path):
        yield from _folder(item, passed)
    elif os.path.exists(path):
        yield item, InputError(item.shown, "format", f"{item.shown}: is no regular file; give its text through standard input, as -")
    elif _ADDRESS.match(path):
        way = f"curl -sL {shlex.quote(item.shown)} | factcheck check -"
        yield item, InputError(item.shown, "address", f"{item.shown}: is an address, and factcheck fetches nothing; pipe it in: {way}")
    elif glob.has_magic(path):
        yield from _glob(item, passed)
    else:
        yield item, InputError(item.shown, "missing", f"{item.shown or repr('')}: there is no such file or folder; check the path")


def _folder(item: Input, passed: Counter[str]) -> Iterator[tuple[Input, InputError | None]]:
    """Every article below the folder, but for hidden ones; links to folders are not followed, so that no loop is entered."""
    walk = Walk(passed)
    found = list(walk.matches(item.path, ["**", "*"]))
    yield from ((Input(path, named=False, under=item.path), None) for path in found)
    yield from _unreadable(walk, item.path)
    if not found and not walk.unreadable:
        yield item, no_articles(item.shown)


def no_articles(shown: str) -> InputError:
    """The error for a folder in which nothing is an article."""
    return InputError(shown, "no articles", f"{shown}: no articles in this folder; supported are {SUPPORTED}")


def _glob(item: Input, passed: Counter[str]) -> Iterator[tuple[Input, InputError | None]]:
    parts = Path(item.path).parts
    fixed = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    wanted = [*parts[fixed:], "*"] if parts[-1] == "**" else parts[fixed:]
    walk = Walk(passed)
    found = sorted(set(walk.matches(str(Path(*parts[:fixed])), wanted)))
    yield from ((Input(path, named=False, under=item.path), None) for path in found)
    yield from _unreadable(walk, None)
    if not found and not walk.unreadable:
        yield item, InputError(item.shown, "missing", f"{item.shown}: no article matches; supported are {SUPPORTED}")


def _unreadable(walk: Walk, named: str | None) -> Iterator[tuple[Input, InputError]]:
    """The folders that could not be entered; `named` is the one that the user named."""
    for folder, reason in walk.unreadable:
        where = Input(folder, named=folder == named)
        yield where, InputError(where.shown, "permission", f"{where.shown}: may not be read ({reason}); change its permissions")


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
