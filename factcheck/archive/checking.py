"""The archive at a check: opened before any work, asked once, and given the articles that pass."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from factcheck.archive import adding
from factcheck.archive.file import Archive
from factcheck.archive.place import Place
from factcheck.errors import ExitCode
from factcheck.model import Run
from factcheck.settings import Configuration


class ArchiveAtCheck:
    """One check against one archive; `tell` gets each line about it.

    Raises ArchiveError where the archive cannot be used, before anything is read.
    """

    def __init__(self, place: Place, found: Configuration, *, add: bool, tell: Callable[[str], None]) -> None:
        self._settings, self._add, self._tell = found.settings, add, tell
        self._archive = Archive(place, found.root, write=add, create=add)
        self.look_up = adding.look_up(self._archive, found.settings)
        outdated = adding.outdated(self._archive, found.settings)
        if outdated:
            told = f"{outdated} of its articles were read by another version or configuration"
            tell(f"{self._archive.name}: {told}; renew them with factcheck archive reindex")

    def close(self, run: Run, code: ExitCode, on: date) -> None:
        """Stores the articles of a run that has passed, where that was asked for, and says what became of them."""
        if not self._add:
            return
        if code != ExitCode.CLEAN:
            said = "nothing was added, for the check did not pass"
        else:
            said = ", ".join(adding.parts(adding.keep(self._archive, run, settings=self._settings, on=on))) or "nothing to add"
        self._tell(f"{self._archive.name}: {said}")
