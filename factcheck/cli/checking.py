"""What check and the baseline's commands share: one run over the articles at the paths, and the baseline beside it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck import pipeline
from factcheck.cli import baseline_file, streams
from factcheck.cli.changed import changed_articles, involving
from factcheck.cli.configured import day as day_of
from factcheck.cli.inputs import inputs, refuse
from factcheck.clock import Clock
from factcheck.errors import ExitCode
from factcheck.findings import decided as deciding
from factcheck.findings.baseline import Baseline, Entry, mark
from factcheck.model import Run
from factcheck.processes import Processes, collect_seldom, cores
from factcheck.report.progress import progress
from factcheck.report.showing import Showing
from factcheck.report.write import Form
from factcheck.review import opening
from factcheck.settings import Configuration

if TYPE_CHECKING:
    from factcheck.resident.core import Resident

_MOST_STALE = 5
"""Stale entries of the baseline that get a line of their own."""


def run(  # noqa: PLR0913  what a command knows
    paths: Sequence[str],
    options: dict[str, Any],
    clock: Clock,
    found: Configuration,
    output: Path | None,
    core: Resident | None = None,
) -> Run:
    """One run over the articles at the paths; tells failures on standard error and leaves with 2 where there is nothing to check.

    With `--changed-since`, git is asked before anything is compared. What a resident core has read before is not read again.
    """
    day = day_of("--as-of", options["as_of"]) or clock()
    articles, failures, skipped = inputs(paths, options["published"], found, core)
    streams.warn(failures, quiet=options["quiet"])
    refuse(output, articles, failures)
    if not articles and any(failure.named for failure in failures):
        raise click.exceptions.Exit(ExitCode.USAGE)
    revision = options.get("changed_since")
    changed = changed_articles(articles, revision, Path.cwd()) if revision is not None else None
    collect_seldom()
    with progress(quiet=options["quiet"]) as shown, Processes(options["jobs"] or cores()) as processes:
        alone = partial(pipeline.check, settings=found.settings, root=found.root, processes=processes)
        checks = core.check if core is not None else alone
        done = checks(articles, failures, as_of=day, progress=shown, archive=options.get("look_up"))
    if core is not None:
        core.keep(articles)
    done = done.model_copy(update={"left_out": (*skipped, *done.left_out)})
    streams.warn([failure for failure in done.failures if failure not in failures], quiet=options["quiet"])
    streams.note(done.notices, quiet=options["quiet"])
    known = baseline(options, found, decided(options, found, done), paths)
    return involving(known, changed) if changed is not None else known


def decided(options: dict[str, Any], found: Configuration, done: Run) -> Run:
    """The run with what editors dismissed or snoozed marked as such."""
    decisions = opening.store(found, options.get("archive"), write=False)
    ledger = deciding.Ledger(decisions.since(0)[0])
    if (told := opening.torn(decisions)) and not options["quiet"]:
        streams.tell(told)
    return done.model_copy(update={"findings": deciding.mark(done.findings, ledger, done.as_of)})


def baseline(options: dict[str, Any], found: Configuration, done: Run, paths: Sequence[str]) -> Run:
    """The run with known findings marked, where a baseline was read; its entries that match nothing are told on standard error."""
    known: Baseline | None = options.get("known")
    if known is None:
        return done
    stale = baseline_file.outdated(known, done, paths, found.root, found.settings.policy.selected)
    if stale and not options["quiet"]:
        _tell_stale(options["baseline"] or found.baseline, stale)
    return done.model_copy(update={"findings": mark(done.findings, known)})


def _tell_stale(path: Path, stale: Sequence[Entry]) -> None:
    for entry in stale[:_MOST_STALE]:
        streams.tell(f"{path}: {entry.code} of {' and '.join(entry.paths)} is found no more ({entry.fingerprint})")
    rest = f"{len(stale) - _MOST_STALE} more are found no more; " if len(stale) > _MOST_STALE else ""
    streams.tell(f"{path}: {rest}take {'it' if len(stale) == 1 else 'them'} out with factcheck baseline prune")


def known(options: dict[str, Any], found: Configuration) -> Baseline | None:
    """The baseline that is named, else the one beside the configuration; None without one. Raises UsageError where it is unreadable."""
    path: Path = options["baseline"] or found.baseline
    return baseline_file.read(path) if options["baseline"] or path.exists() else None


def form(style: str, options: dict[str, Any], found: Configuration) -> Form:
    """What the report is to look like."""
    settings = found.settings
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    return Form(
        style=style,
        showing=Showing(
            min_severity=settings.min_severity,
            min_confidence=settings.min_confidence,
            quiet=options["quiet"],
            tabled=options["changed_since"] is None,
        ),
        fail_on=settings.fail_on,
        fail_on_archive=options["fail_on_archive"],
        timings=options["timings"],
        summary=Path(summary) if summary else None,
    )
