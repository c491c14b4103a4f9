"""The commands of factcheck baseline: write, update and prune."""

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
from factcheck.cli.options import Command, Group, baseline_options, common_options
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


@click.group(cls=Group, short_help="Keep what is known, so that check tells only what is new.")
def baseline() -> None:
    """Keep the findings that are known, so that check tells only new ones."""


def _keeping(action: str, text: str) -> None:
    @click.argument("paths", nargs=-1, required=True, type=click.Path())
    @common_options
    @baseline_options
    @click.pass_obj
    def keep(clock: Clock, /, paths: Sequence[str], **options: Any) -> None:  # noqa: ANN401
        from factcheck.cli.baseline import keep_baseline  # noqa: PLC0415

        keep_baseline(action, paths, options, clock)

    baseline.command(action, cls=Command, help=text)(keep)


_keeping("write", "Write a first baseline: all findings at PATHS are known.")
_keeping("update", "Add what is found at PATHS; what people wrote into it stays.")
_keeping("prune", "Take out what is found no more at PATHS.")
