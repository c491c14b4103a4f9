"""What the baseline's commands do: one run, and the baseline written anew from it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from factcheck.amounts import amount
from factcheck.articles.read import identifying_path
from factcheck.cli import baseline_file, checking, streams
from factcheck.cli.configured import configuration
from factcheck.cli.exits import failed
from factcheck.clock import Clock
from factcheck.errors import UsageError
from factcheck.findings.baseline import Baseline, updated, without
from factcheck.model import Run


def keep_baseline(action: str, paths: Sequence[str], options: dict[str, Any], clock: Clock) -> None:
    """Writes, updates or prunes the baseline and says in one line what has become of it; leaves with the exit code of the failures."""
    found = configuration(options)
    path: Path = options["baseline"] or found.baseline
    if action == "write" and path.exists():
        raise UsageError(f"{path}: there is a baseline already; add to it with factcheck baseline update, or remove it first")
    before = Baseline() if action == "write" else baseline_file.read(path)
    done = checking.run(paths, options, clock, found, path)
    after = (
        without(before, baseline_file.outdated(before, done, paths, found.root, found.settings.policy.selected))
        if action == "prune"
        else updated(before, done.findings, _identities(done, found.root), (done.extractor, done.judge))
    )
    with streams.writing(path, "--baseline"):
        baseline_file.write(path, after)
    difference = len(after.findings) - len(before.findings)
    changed = f"{-difference} removed" if action == "prune" else f"{difference} new"
    streams.emit(f"{path}: {amount(len(after.findings), 'known finding')}, {changed}.")
    raise click.exceptions.Exit(failed(done.failures))


def _identities(done: Run, root: Path) -> dict[str, str]:
    return {article.id: identifying_path(article, root) for article in done.articles}
