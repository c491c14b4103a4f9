"""Where decisions are kept: in the archive that is named, else in a file beside the configuration."""

from __future__ import annotations

from factcheck.archive.place import Place
from factcheck.engines.base import DecisionStore
from factcheck.review.decisions_file import FileDecisions
from factcheck.settings import Configuration


def store(found: Configuration, archive: Place | None, *, write: bool) -> DecisionStore:
    """The store of decisions; raises ArchiveError where the archive cannot be used."""
    if archive is None:
        return FileDecisions(found.decisions)
    from factcheck.archive.decisions import opened  # noqa: PLC0415

    return opened(archive, found.root, write=write)


def torn(store: DecisionStore) -> str:
    """What to tell of lines of the store that a crash has cut short; "" where there are none."""
    lines = getattr(store, "torn", ())
    if not lines:
        return ""
    several = "lines" if len(lines) > 1 else "line"
    return f"{store.name}: {several} {', '.join(map(str, lines))} is no whole decision and was left out; decide anew what is missing"
