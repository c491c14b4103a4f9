"""The archive that a check is to be made against."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factcheck.cli.streams import silent, tell
from factcheck.errors import UsageError
from factcheck.settings import Configuration

if TYPE_CHECKING:
    from factcheck.archive.checking import ArchiveAtCheck


def archive_at_check(options: dict[str, Any], found: Configuration) -> ArchiveAtCheck | None:
    """The archive that a check is to be made against; None without --archive."""
    if options["archive"] is not None:
        from factcheck.archive.checking import ArchiveAtCheck  # noqa: PLC0415  most checks are against none

        return ArchiveAtCheck(options["archive"], found, add=options["add"], tell=silent if options["quiet"] else tell)
    for option in ("add", "fail_on_archive"):
        if options[option]:
            raise UsageError(f"--{option.replace('_', '-')}: is about an archive; name one with --archive")
    return None
