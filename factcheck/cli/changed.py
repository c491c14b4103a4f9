"""Which articles git has seen change."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from factcheck.errors import UsageError
from factcheck.model import Article, Run


def changed_articles(articles: Iterable[Article], revision: str, folder: Path) -> frozenset[str]:
    """The ids of the articles whose files are new, changed or renamed since `revision` left the present branch, committed or not.

    `folder` is where git is asked. Standard input counts as new. Raises UsageError where git is not installed, where `folder` is in no
    repository or knows no such revision, and for an article outside the repository.
    """
    top = Path(_git(folder, "rev-parse", "--show-toplevel", otherwise=f"{folder}: is in no git repository; leave out --changed-since"))
    unknown = f"--changed-since: git knows no revision {revision!r} here; fetch it, or name another"
    since = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", otherwise=unknown)
    since = _git(top, "merge-base", since, "HEAD", otherwise=None) or since
    told = "git cannot tell what has changed; check the repository with git status"
    listed = _git(top, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--diff-filter=d", since, "--", otherwise=told)
    changed, tracked = set(listed.split("\0")), set(_git(top, "ls-files", "-z", otherwise=told).split("\0"))

    def is_changed(path: str) -> bool:
        names = _names(path, top)
        return bool(changed & names) or not tracked & names

    return frozenset(article.id for article in articles if article.path == "-" or is_changed(article.place[0]))


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
