"""The whole of `factcheck evaluate`: scores the packs, compares with an earlier evaluation, and makes the texts to print."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from factcheck.evaluation import changed, compare, details, show
from factcheck.evaluation.checking import checking
from factcheck.evaluation.contract import Evaluation
from factcheck.evaluation.packs import evaluate
from factcheck.report.text import escaped


def report(packs: Path, as_of: date, *, as_json: bool, detailed: bool, earlier: Path | None) -> str:
    """The report on the packs below `packs`, as text or as one JSON object, which is the same for the same input.

    `detailed` adds every miss and false alarm to the text (the JSON always holds them), `earlier` what changed since that output.
    Raises UsageError where there are no packs or `earlier` is no evaluation, FactcheckError where a run is incomplete.
    """
    before = compare.read(earlier) if earlier is not None else None
    begun = time.perf_counter()
    evaluation = evaluate(packs, as_of, checking(as_of))
    seconds = time.perf_counter() - begun
    if before is not None:
        evaluation = evaluation.model_copy(update={"changes": compare.changes(before, evaluation)})
    if as_json:
        return escaped(evaluation.model_dump_json(indent=1))
    return "\n\n".join(_parts(evaluation, seconds, detailed=detailed))


def _parts(evaluation: Evaluation, seconds: float, *, detailed: bool) -> Iterator[str]:
    listed = details.as_text(evaluation) if detailed else ""
    if listed:
        yield listed.rstrip()
    yield show.as_text(evaluation, seconds)
    if evaluation.changes is not None:
        yield changed.as_text(evaluation.changes)
