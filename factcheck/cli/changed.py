"""Which articles have changed: since a revision of git, and since the last look of check --watch."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import click

from factcheck.cli import streams
from factcheck.errors import FactcheckError, UsageError
from factcheck.model import Article, Run
from factcheck.resident import Mark, Resident, marks
from factcheck.settings import Configuration
from factcheck.words import amount


def changed_articles(articles: Iterable[Article], revision: str, folder: Path) -> frozenset[str]:
    """The ids of the articles whose files are new, changed or renamed since `revision` left the present branch, committed or not.

    `folder` is where git is asked. Standard input counts as new. Raises UsageError where git is not installed, where `folder` is in no
    repository or knows no such revision, and for an article outside the repository.
    """
    top = Path(_git(folder, "rev-parse", "--show-toplevel", otherwise=f"{folder}: is in no git repository; leave out --changed-since"))
    told = "; the clone is shallow, and fetch-depth: 0 or git fetch --unshallow gets the whole history" if _is_shallow(top) else ""
    unknown = f"--changed-since: git knows no revision {revision!r} here; fetch it, or name another{told}"
    if revision == "HEAD" and not _git(top, "rev-parse", "--verify", "--quiet", "HEAD", otherwise=None):
        return frozenset(article.id for article in articles if _names(article.place[0], top))  # there is no commit yet, and all is new
    since = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", otherwise=unknown)
    since = _git(top, "merge-base", since, "HEAD", otherwise=None) or since
    told = "git cannot tell what has changed; check the repository with git status"
    listed = _git(top, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--diff-filter=d", since, "--", otherwise=told)
    changed, tracked = set(listed.split("\0")), set(_git(top, "ls-files", "-z", otherwise=told).split("\0"))

    def is_changed(path: str) -> bool:
        names = _names(path, top)
        return bool(changed & names) or not tracked & names

    return frozenset(article.id for article in articles if article.path == "-" or is_changed(article.place[0]))


def cut_off(revision: str, folder: Path) -> list[str]:
    """What to tell where a shallow clone hides from which commit `revision` and the present branch went apart; [] where it is known."""
    apart = _git(folder, "merge-base", revision, "HEAD", otherwise=None)
    if apart or not _is_shallow(folder):
        return []
    where = f"where the branch left {revision} lies outside of this shallow clone, and articles that changed there count as changed"
    return [f"--changed-since: {where}; fetch the whole history (fetch-depth: 0, git fetch --unshallow)"]


def _is_shallow(folder: Path) -> bool:
    return _git(folder, "rev-parse", "--is-shallow-repository", otherwise=None) == "true"


def involving(run: Run, changed: frozenset[str]) -> Run:
    """The run with those findings alone that have a statement in one of the `changed` articles."""
    kept = tuple(finding for finding in run.findings if any(statement.article in changed for statement in finding.statements))
    return run.model_copy(update={"findings": kept})


def _names(path: str, top: Path) -> set[str]:
    """The names that git may have for a file: its own, and where it is a link that of what it points to."""
    link = Path(os.path.realpath(Path(path).parent), Path(path).name)
    inside = {place.relative_to(top).as_posix() for place in (link, Path(os.path.realpath(path))) if place.is_relative_to(top)}
    if not inside:
        raise UsageError(f"{path}: is outside the git repository {top}; leave it or --changed-since out")
    return inside


def _git(folder: Path, *arguments: str, otherwise: str | None) -> str:
    """What git prints, without a line end; where it fails, UsageError with `otherwise`, or "" where that is None."""
    command = ["git", "-c", "core.fsmonitor=false", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"})  # noqa: S603
    except OSError as error:
        raise UsageError("--changed-since: git cannot be started; install it, or leave the option out") from error
    if done.returncode and otherwise is not None:
        raise UsageError(otherwise)
    return os.fsdecode(done.stdout).rstrip("\n") if not done.returncode else ""


# check --watch: the same check again whenever an article or the configuration changes; only what changed is read.

_LOOK = 0.5
"""Seconds between two looks; where looking itself takes long, it takes a tenth of the time at most."""
_NOT_WATCHED = ("fix", "diff", "add", "dry_run")
_NAMED = 3
"""Changed files that are named."""

Marks = Mapping[str, Mark | None]


def refuse_to_watch(paths: Sequence[str], options: Mapping[str, Any]) -> None:
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
