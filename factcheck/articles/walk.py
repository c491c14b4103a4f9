"""Goes through folders for articles, and keeps count of what it passes over."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from factcheck.articles.formats import READERS


class Walk:
    """One way through folders; `passed` counts what was passed over by reason, `unreadable` holds folders with what stands against them."""

    def __init__(self, passed: Counter[str]) -> None:
        self.passed = passed
        self.unreadable: list[tuple[str, str]] = []
        self._listed: dict[str, list[os.DirEntry[str]]] = {}
        self._counted: set[str] = set()

    def matches(self, folder: str, parts: Sequence[str]) -> Iterator[str]:
        """The articles below `folder` whose names match the parts of a pattern, where "**" stands for any folders; hidden ones do not.

        Links to folders are only followed where a part of the pattern other than "**" stands for them.
        """
        part, rest = parts[0], parts[1:]
        if part == "**":
            yield from self.matches(folder, rest)
            for entry in self._entries(folder):
                if entry.is_dir() and not self._is_passed(entry, follow=False):
                    yield from self.matches(_path(entry), parts)
        elif not glob.has_magic(part):
            yield from self._named(os.path.join(folder, part), rest)
        else:
            for entry in self._entries(folder):
                if fnmatchcase(entry.name, part) and entry.is_dir() == bool(rest) and not self._is_passed(entry, follow=True):
                    yield from self.matches(_path(entry), rest) if rest else [_path(entry)]

    def _named(self, path: str, rest: Sequence[str]) -> Iterator[str]:
        if rest and os.path.isdir(path):
            yield from self.matches(path, rest)
        elif not rest and os.path.isfile(path) and Path(path).suffix.lower() in READERS:
            yield Path(path).as_posix()

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        """What lies in the folder, by name; each folder is looked into once."""
        if folder not in self._listed:
            try:
                with os.scandir(folder or ".") as entries:
                    self._listed[folder] = sorted(entries, key=lambda entry: entry.name)
            except NotADirectoryError:
                self._listed[folder] = []
            except OSError as error:
                self._listed[folder] = []
                self.unreadable.append((folder, error.strerror or "unknown reason"))
        return self._listed[folder]

    def _is_passed(self, entry: os.DirEntry[str], *, follow: bool) -> bool:
        """The entry is passed over; it is counted once."""
        reason = ""
        if entry.name.startswith("."):
            reason = "hidden"
        elif entry.is_dir() and entry.is_symlink() and not follow:
            reason = "link to a folder"
        elif not entry.is_dir() and Path(entry.name).suffix.lower() not in READERS:
            suffix = Path(entry.name).suffix.lower()
            reason = f"other format ({suffix})" if suffix else "no suffix"
        elif entry.is_symlink() and not entry.is_dir() and _leads_out(entry.path):
            reason = "link out of the folder"
        if reason and entry.path not in self._counted:
            self._counted.add(entry.path)
            self.passed[reason] += 1
        return bool(reason)


def _leads_out(link: str) -> bool:
    """What the link names lies neither below its own folder nor below the working one: it is nothing that was asked to be read."""
    target = Path(os.path.realpath(link))
    return not any(target.is_relative_to(os.path.realpath(near)) for near in (os.path.dirname(link) or ".", "."))


def _path(entry: os.DirEntry[str]) -> str:
    return Path(entry.path).as_posix()
