"""The whole of `factcheck evaluate`: scores the packs, compares with an earlier evaluation, and makes the texts to print."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from factcheck.engines.choose import Engines
from factcheck.errors import UsageError
from factcheck.evaluation import changed, compare, details, show
from factcheck.evaluation.checking import checking
from factcheck.evaluation.contract import Evaluation
from factcheck.evaluation.folds import cross_validate
from factcheck.evaluation.gold import read
from factcheck.evaluation.packs import evaluate
from factcheck.evaluation.score import FAILURES
from factcheck.evaluation.weighed import apply, samples
from factcheck.report.statistics import usage_lines
from factcheck.report.text import escaped
from factcheck.settings import Settings


class Report(NamedTuple):
    """The text to print, how many parts of the runs failed, and what a reader must know about how a model was asked."""

    text: str
    failures: int
    notices: tuple[str, ...]


def report(  # noqa: PLR0913  each is an option of the command
    packs: Path,
    as_of: date,
    *,
    as_json: bool,
    detailed: bool,
    earlier: Path | None,
    folds: int | None = None,
    settings: Settings | None = None,
) -> Report:
    """The report on the packs below `packs`, as text or as one JSON object, which is the same for the same input.

    `detailed` adds every miss and false alarm to the text (the JSON always holds them), `earlier` what changed since that output.
    With `folds`, each pack is judged with a calibrator and a threshold that only the packs of the other folds have taught.
    Raises UsageError where there are no packs, `earlier` is no evaluation, or `folds` are asked for with other engines than the embedded
    ones, FactcheckError where an embedded engine fails.
    """
    given = settings or Settings()
    if folds is not None and set(given.chosen) != {"local"}:
        raise UsageError("--folds: learns the embedded comparator's confidence; leave out --engine and its like")
    engines = Engines(given.chosen, given)
    before = compare.read(earlier) if earlier is not None else None
    begun = time.perf_counter()
    if folds is None:
        evaluation = evaluate(packs, as_of, checking(as_of, given, engines))
    else:
        evaluation = cross_validate(read(packs), samples, apply(as_of), folds=folds, as_of=as_of).evaluation
    seconds = time.perf_counter() - begun
    if before is not None:
        evaluation = evaluation.model_copy(update={"changes": compare.changes(before, evaluation)})
    failures = sum(own.get(FAILURES, 0) for own in evaluation.counts.values())
    told = escaped(evaluation.model_dump_json(indent=1)) if as_json else "\n\n".join(_parts(evaluation, seconds, detailed=detailed))
    return Report(told, failures, (*engines.notices, *usage_lines(engines.usage, engines.asked)))


def _parts(evaluation: Evaluation, seconds: float, *, detailed: bool) -> Iterator[str]:
    listed = details.as_text(evaluation) if detailed else ""
    if listed:
        yield listed.rstrip()
    yield show.as_text(evaluation, seconds)
    if evaluation.changes is not None:
        yield changed.as_text(evaluation.changes)
