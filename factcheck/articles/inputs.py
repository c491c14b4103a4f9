"""The files behind the paths, folders and globs of a call, their bytes, and which formats are read; what is passed over is counted."""

from __future__ import annotations

import glob
import os
import re
import shlex
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from factcheck.articles import MOST_BYTES, too_large
from factcheck.articles.formats import Content, asciidoc, markdown, mdx, plain, rst
from factcheck.articles.formats.messages import feed, mail
from factcheck.articles.formats.page import html
from factcheck.articles.formats.pdf_pages import pdf
from factcheck.articles.formats.records import Mapped, json_file, jsonl, table
from factcheck.articles.formats.word import docx, rtf
from factcheck.errors import InputError

Reader = Callable[[str, bytes], Iterator[Content | InputError] | Iterator[Content]]
RecordReader = Callable[[str, bytes, Mapped], Iterator[Content | InputError]]

RECORDS: dict[str, RecordReader] = {".json": json_file, ".jsonl": jsonl, ".ndjson": jsonl, ".csv": table, ".tsv": table}
"""Suffix -> reader of files whose fields can be called anything."""


def _unmapped(records: RecordReader) -> Reader:
    return lambda path, content: records(path, content, {})


READERS: Mapping[str, Reader] = {
    ".txt": plain,
    ".md": markdown,
    ".markdown": markdown,
    ".mdx": mdx,
    ".rst": rst,
    ".adoc": asciidoc,
    ".asciidoc": asciidoc,
    ".html": html,
    ".htm": html,
    ".docx": docx,
    ".pdf": pdf,
    ".rtf": rtf,
    ".eml": mail,
    ".rss": feed,
    ".atom": feed,
    ".xml": feed,
    **{suffix: _unmapped(reader) for suffix, reader in RECORDS.items()},
}
"""Suffix -> reader; what is not here is not read."""
_SIGNATURES: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"%PDF-"), ".pdf"),
    (re.compile(rb"\{\\rtf"), ".rtf"),
    (re.compile(rb"PK\x03\x04"), ".docx"),
    (re.compile(rb"<!doctype html|<html[\s>]", re.IGNORECASE), ".html"),
    (re.compile(rb"<\?xml|<rss[\s>]|<feed[\s>]"), ".xml"),
    (re.compile(rb"\[\s*\{\s*\"|\{\s*\""), ".json"),
)
_MARK = re.compile(rb"(?:\xef\xbb\xbf)?\s*")


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


# Goes through folders for articles, and keeps count of what it passes over.


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


def reader(path: str, content: bytes, mapped: Mapped) -> Reader | None:
    """The reader for a file by its name, for standard input by how it begins; None for a format that is not read."""
    suffix = Path(path).suffix.lower() if path != "-" else _suffix(content)
    records = RECORDS.get(suffix)
    return READERS.get(suffix) if records is None else lambda path, content: records(path, content, mapped)


def _suffix(content: bytes) -> str:
    begin = _MARK.match(content)
    at = begin.end() if begin else 0
    found = next((suffix for pattern, suffix in _SIGNATURES if pattern.match(content, at)), ".txt")
    if found == ".xml" and re.search(rb"<html[\s>]", content[:2_000], re.IGNORECASE):
        return ".html"
    lines = content.count(b"\n{") > 0
    return ".jsonl" if found == ".json" and lines and content[at : at + 1] == b"{" else found
