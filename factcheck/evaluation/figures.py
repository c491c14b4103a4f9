"""Pools the scores of packs into one evaluation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

import factcheck
from factcheck.errors import UsageError
from factcheck.evaluation import ratios
from factcheck.evaluation.contract import FORM, Agreement, Bin, Evaluation, Interval, Kind, Precision, Recall, Reliability, TimeAgreement
from factcheck.evaluation.ratios import Counts, intervals
from factcheck.evaluation.score import PackScore

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


def pool(scores: Sequence[PackScore], as_of: date) -> Evaluation:
    """The figures over all packs, whose order does not matter; raises UsageError where two have one name."""
    ordered = sorted(scores, key=lambda each: each.pack)
    if len({each.pack for each in ordered}) < len(ordered):
        raise UsageError("packs: two have one name; rename one")
    counts: Counter[str] = Counter()
    for each in ordered:
        counts.update(each.counts)
    packs = [each.counts for each in ordered]
    pooled = ratios.pooled()
    shares = {name: round(ratio.of(counts) or 0.0, 3) for name, ratio in pooled.items()}
    return Evaluation(
        form=FORM,
        version=factcheck.__version__,
        as_of=as_of.isoformat(),
        packs=len(ordered),
        articles=counts["articles"],
        contradiction=_agreement(counts, "contradiction"),
        superseded=_agreement(counts, "superseded"),
        conflict_recall=shares["conflict_recall"],
        false_per_article=shares["false_per_article"],
        decoy_alarm_rate=shares["decoy_alarm_rate"],
        time_sensitive=TimeAgreement(
            **_agreement(counts, "time_sensitive").model_dump(), kind_accuracy=shares["time_sensitive.kind_accuracy"]
        ),
        quiet=f"{counts['quiet packs kept']}/{counts['quiet packs']}",
        intervals=intervals(packs, pooled),
        kinds=_recalls("kind", counts, packs),
        difficulties=_recalls("difficulty", counts, packs),
        codes=_precisions(ratios.precisions(counts), counts, packs),
        mechanisms={name.removeprefix("by "): told for name, told in _precisions(ratios.mechanisms(counts), counts, packs).items()},
        reliability=reliability([sure for each in ordered for sure in each.confidences], sum(each.without for each in ordered)),
        counts={each.pack: each.counts for each in ordered},
        gold=tuple(gold for each in ordered for gold in each.gold),
        false_alarms=tuple(alarm for each in ordered for alarm in each.false_alarms),
    )


def _agreement(counts: Counter[str], kind: Kind) -> Agreement:
    tp, fp, fn = counts[f"{kind} tp"], counts[f"{kind} fp"], counts[f"{kind} fn"]
    precision, recall = tp / (tp + fp) if tp + fp else 0.0, tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Agreement(P=round(precision, 3), R=round(recall, 3), F1=round(f1, 3), tp=tp, fp=fp, fn=fn)


def _recalls(by: Literal["kind", "difficulty"], counts: Counter[str], packs: Counts) -> dict[str, Recall]:
    found = ratios.recalls(by, counts)
    bounds = intervals(packs, found)
    return {
        label: Recall(
            found=counts[ratio.over[0]], all=counts[ratio.under[0]], share=round(ratio.of(counts) or 0.0, 3), interval=bounds[label]
        )
        for label, ratio in found.items()
    }


def _precisions(told: dict[str, ratios.Ratio], counts: Counter[str], packs: Counts) -> dict[str, Precision]:
    bounds = intervals(packs, told)
    return {code: _precision(code, ratio.of(counts), counts, bounds[code]) for code, ratio in told.items()}


def _precision(code: str, share: float | None, counts: Counter[str], interval: Interval) -> Precision:
    right, false, neither = (counts[f"{code} {label}"] for label in ("right", "false", "neither"))
    return Precision(right=right, false=false, neither=neither, share=None if share is None else round(share, 3), interval=interval)
