"""Writes the mechanical rewrites of a run into the files of its articles, or shows them as a diff."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from factcheck.cli.streams import emit, note, writing
from factcheck.errors import UsageError
from factcheck.model import Run
from factcheck.report import safe
from factcheck.rewrites import Rewrite, is_plain, lines, rewrites, stands
from factcheck.whole import write_whole
from factcheck.words import amount


def refuse(paths: Sequence[str], options: Mapping[str, Any]) -> None:
    """Raises UsageError where the options cannot be done."""
    if options["fix"] and options["diff"]:
        raise UsageError("--fix: writes what --diff only shows; give one of them")
    if options["fix"] and "-" in paths:
        raise UsageError("--fix: standard input has no file to write to; name files, or use --diff")


def show(run: Run, *, quiet: bool) -> None:
    """Prints what could be rewritten as a diff."""
    fixes = Fixes(run)
    if diff := fixes.diff():
        emit(diff)
    note([fixes.told("possible")], quiet=quiet)


def write(run: Run, *, quiet: bool) -> bool:
    """Writes the rewrites and tells how many; whether there were any."""
    fixes = Fixes(run)
    fixes.write()
    note([fixes.told("written")], quiet=quiet)
    return bool(fixes.made)


class Fixes:
    """What can be rewritten in the files of a run's articles; `after` = file -> (its text now, its text then)."""

    def __init__(self, run: Run) -> None:
        wanted, self.left = rewrites(run)
        by_file: defaultdict[Path, list[Rewrite]] = defaultdict(list)
        for rewrite in wanted:
            by_file[Path(rewrite.article.place[0])].append(rewrite)
        self.after: dict[Path, tuple[str, str]] = {}
        self.made = 0
        for file, own in by_file.items():
            before = _text(file)
            after, made = _applied(before, own)
            self.made += made
            self.left += len(own) - made
            if made:
                self.after[file] = (before, after)

    def write(self) -> None:
        """Writes each file whole or not at all; raises UsageError where one cannot be written."""
        for file, (_, after) in self.after.items():
            with writing(file, "--fix"):
                write_whole(file.resolve(), after)

    def diff(self) -> str:
        """The changes as a unified diff; "" where there are none."""
        return "\n".join(line for file, (before, after) in self.after.items() for line in _diff(file, before, after))

    def told(self, verb: str) -> str:
        """One line about what was or would be rewritten, and what was left."""
        left = f"; {self.left} left as they are (in quotation marks, or no plain text of a file itself)" if self.left else ""
        return f"{amount(self.made, 'rewrite')} {verb} in {amount(len(self.after), 'file')}{left}"


def _text(file: Path) -> str:
    """The file's text with its own line ends; "" for a link and for what holds no text of its own words: nothing there is changed."""
    if not is_plain(file.name) or file.is_symlink():
        return ""
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _applied(text: str, wanted: Sequence[Rewrite]) -> tuple[str, int]:
    """The text with the rewrites whose words still stand where they were read, and how many these are."""
    found = lines(text)
    made = 0
    for one in sorted(wanted, key=lambda rewrite: (rewrite.line, rewrite.column), reverse=True):
        if stands(one, found):
            line = found[one.line - 1]
            at = one.column - 1 + line.startswith("\ufeff")
            found[one.line - 1] = line[:at] + one.new + line[at + len(one.old) :]
            made += 1
    return "".join(found), made


def _diff(file: Path, before: str, after: str) -> Iterator[str]:
    old, new = ([line.rstrip("\r\n") for line in lines(text)] for text in (before, after))
    yield from (safe(line) for line in difflib.unified_diff(old, new, f"a/{file}", f"b/{file}", lineterm=""))
