"""Do findings that claim a confidence of 0.8 come out right in 8 of 10 cases?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from factcheck.evaluation.contract import Bin, Reliability

_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)

Sure = tuple[float, bool]


def reliability(findings: Sequence[Sure], without: int = 0) -> Reliability:
    """The reliability table of findings (confidence, right); `without` counts the findings that have no confidence.

    Expected calibration error: the mean distance of a bin's mean confidence from its share of right findings, weighted by the bins'
    numbers (Naeini, Cooper and Hauskrecht, AAAI 2015). Brier score: the mean squared distance of confidence from 1 (right) or 0
    (Brier, Monthly Weather Review 78, 1950). Both are 0 at best.
    """
    binned = [[each for each in findings if _within(each[0], low, high)] for low, high in pairwise(_EDGES)]
    error = sum(abs(_confidence(own) - _right(own)) * len(own) for own in binned if own)
    brier = sum((confidence - right) ** 2 for confidence, right in findings)
    return Reliability(
        bins=tuple(_bin(low, high, own) for (low, high), own in zip(pairwise(_EDGES), binned, strict=True)),
        findings=len(findings),
        without=without,
        expected_calibration_error=round(error / len(findings), 4) if findings else None,
        brier_score=round(brier / len(findings), 4) if findings else None,
    )


def _within(confidence: float, low: float, high: float) -> bool:
    return low <= confidence < high or confidence == high == _EDGES[-1]


def _bin(low: float, high: float, findings: Sequence[Sure]) -> Bin:
    return Bin(
        low=low,
        high=high,
        findings=len(findings),
        confidence=round(_confidence(findings), 4) if findings else None,
        right=round(_right(findings), 4) if findings else None,
    )


def _confidence(findings: Sequence[Sure]) -> float:
    return sum(confidence for confidence, _ in findings) / len(findings)


def _right(findings: Sequence[Sure]) -> float:
    return sum(right for _, right in findings) / len(findings)
