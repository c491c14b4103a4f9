"""Runs the check on every pack of a folder and scores it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from factcheck.evaluation.checking import Check
from factcheck.evaluation.contract import Evaluation
from factcheck.evaluation.figures import pool
from factcheck.evaluation.gold import read
from factcheck.evaluation.score import score


def evaluate(packs: Path, as_of: date, check: Check) -> Evaluation:
    """The figures over all packs below `packs`, checked on the day `as_of` by `check` (`checking` makes one).

    Raises UsageError where there are no packs and FactcheckError where a run is incomplete.
    """
    return pool([score(pack, check(pack)) for pack in read(packs)], as_of)
