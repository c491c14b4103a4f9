"""check --watch: the same check again whenever an article or the configuration changes; only what changed is read."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NoReturn

import click

from factcheck.amounts import amount
from factcheck.cli import streams
from factcheck.errors import FactcheckError, UsageError
from factcheck.resident.core import Resident
from factcheck.resident.files import Mark, marks
from factcheck.settings import Configuration

_LOOK = 0.5
"""Seconds between two looks; where looking itself takes long, it takes a tenth of the time at most."""
_NOT_WATCHED = ("fix", "diff", "add", "dry_run")
_NAMED = 3
"""Changed files that are named."""

Marks = Mapping[str, Mark | None]


def refuse(paths: Sequence[str], options: Mapping[str, Any]) -> None:
    """Raises UsageError for what is done once."""
    if "-" in paths:
        raise UsageError("--watch: standard input does not change; name files or folders")
    for option in _NOT_WATCHED:
        if options[option]:
            raise UsageError(f"--watch: checks again and again, and --{option.replace('_', '-')} is done once; give one of them")


def watch(
    paths: Sequence[str], configure: Callable[[], Configuration], check: Callable[[Configuration, Resident], None], *, quiet: bool
) -> NoReturn:
    """Checks, and again after each change, until somebody ends it; a check after the first that fails is told and ends nothing."""
    found = configure()
    core = Resident(found.settings, found.root)
    before = _watched(paths, found)
    with suppress(click.exceptions.Exit):  # what was wrong has been told
        check(found, core)
    while True:
        streams.note([f"watching {amount(sum(mark is not None for mark in before.values()), 'file')}; Ctrl-C ends it"], quiet=quiet)
        now = _changed(before, paths, found)
        streams.note([f"changed: {_named(before, now)}"], quiet=quiet)
        before = now
        try:
            found, last = configure(), found
            core = core if found == last else Resident(found.settings, found.root)
            with suppress(click.exceptions.Exit):
                check(found, core)
        except FactcheckError as error:
            streams.tell(str(error))


def _watched(paths: Sequence[str], found: Configuration) -> Marks:
    """Articles, configuration, baseline and decisions, as they are now."""
    beside = (found.root / "factcheck.toml", found.root / "pyproject.toml", found.baseline, found.decisions)
    return marks([*paths, *map(str, beside)])


def _changed(before: Marks, paths: Sequence[str], found: Configuration) -> Marks:
    """Waits until something is not as it was."""
    while True:
        begun = time.monotonic()
        now = _watched(paths, found)
        if now != before:
            return now
        time.sleep(max(_LOOK, 9 * (time.monotonic() - begun)))


def _named(before: Marks, now: Marks) -> str:
    names = sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"
