"""Runs the check on every pack of a folder and scores it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from factcheck.errors import FactcheckError
from factcheck.evaluation.answers import Answers
from factcheck.evaluation.gold import read
from factcheck.evaluation.score import Score
from factcheck.model import Run

Check = Callable[[Sequence[str], Path, date], Run]


def evaluate(packs: Path, as_of: date, check: Check, tell: Callable[[str], None] | None = None) -> dict[str, Any]:
    """The figures over all packs below `packs`; `tell` gets a line for each miss and false alarm.

    `check` runs one pack's articles. Raises UsageError where there are no packs and FactcheckError where a run is incomplete.
    """
    begun = time.perf_counter()
    score = Score(tell or _silent)
    for pack in read(packs):
        run = check([str(pack.folder / name) for name in pack.articles], pack.folder, as_of)
        if run.failures:
            raise FactcheckError(f"{pack.folder}: the run is incomplete ({run.failures[0].message})")
        score.add(pack, Answers(run, pack.folder))
    return score.figures(time.perf_counter() - begun)


def _silent(line: str) -> None:
    """Tells nothing."""
