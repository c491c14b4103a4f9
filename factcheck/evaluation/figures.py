"""Pools the scores of packs into one evaluation: precision, recall and F1 with their intervals, and what changed since another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

import factcheck
from factcheck.errors import UsageError
from factcheck.evaluation import (
    FORM,
    Agreement,
    Alarm,
    Bin,
    Changes,
    Difference,
    Evaluation,
    Interval,
    Kind,
    Labelled,
    Precision,
    Recall,
    Reliability,
    TimeAgreement,
)
from factcheck.evaluation.score import PackScore
from factcheck.model import Frozen

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
    pooled_ratios = pooled()
    shares = {name: round(ratio.of(counts) or 0.0, 3) for name, ratio in pooled_ratios.items()}
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
        intervals=intervals(packs, pooled_ratios),
        kinds=_recalls("kind", counts, packs),
        difficulties=_recalls("difficulty", counts, packs),
        codes=_precisions(precisions(counts), counts, packs),
        mechanisms={name.removeprefix("by "): told for name, told in _precisions(mechanisms(counts), counts, packs).items()},
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
    found = recalls(by, counts)
    bounds = intervals(packs, found)
    return {
        label: Recall(
            found=counts[ratio.over[0]], all=counts[ratio.under[0]], share=round(ratio.of(counts) or 0.0, 3), interval=bounds[label]
        )
        for label, ratio in found.items()
    }


def _precisions(told: dict[str, Ratio], counts: Counter[str], packs: Counts) -> dict[str, Precision]:
    bounds = intervals(packs, told)
    return {code: _precision(code, ratio.of(counts), counts, bounds[code]) for code, ratio in told.items()}


def _precision(code: str, share: float | None, counts: Counter[str], interval: Interval) -> Precision:
    right, false, neither = (counts[f"{code} {label}"] for label in ("right", "false", "neither"))
    return Precision(right=right, false=false, neither=neither, share=None if share is None else round(share, 3), interval=interval)


# Precision, recall and F1 with the intervals in which they lie.

KINDS: tuple[Kind, ...] = ("contradiction", "superseded", "time_sensitive")


class Ratio(Frozen):
    """The sum of the counts named `over` (a name may stand twice), divided by the sum of those named `under`."""

    over: tuple[str, ...]
    under: tuple[str, ...]

    def of(self, counts: Mapping[str, int]) -> float | None:
        """The ratio for these counts; None for a division by zero."""
        under = sum(counts.get(name, 0) for name in self.under)
        return sum(counts.get(name, 0) for name in self.over) / under if under else None


def pooled() -> dict[str, Ratio]:
    """The pooled figures, by their names in the JSON report."""
    ratios: dict[str, Ratio] = {}
    for kind in KINDS:
        tp, fp, fn = f"{kind} tp", f"{kind} fp", f"{kind} fn"
        ratios[f"{kind}.P"] = Ratio(over=(tp,), under=(tp, fp))
        ratios[f"{kind}.R"] = Ratio(over=(tp,), under=(tp, fn))
        ratios[f"{kind}.F1"] = Ratio(over=(tp, tp), under=(tp, tp, fp, fn))
    return {
        **ratios,
        "time_sensitive.kind_accuracy": Ratio(over=("time kinds right",), under=("time_sensitive tp",)),
        "conflict_recall": Ratio(over=("conflicts told",), under=("conflicts",)),
        "false_per_article": Ratio(over=("contradiction fp", "superseded fp"), under=("articles",)),
        "decoy_alarm_rate": Ratio(over=("decoys told",), under=("decoys",)),
        "quiet": Ratio(over=("quiet packs kept",), under=("quiet packs",)),
    }


def recalls(by: Literal["kind", "difficulty"], names: Iterable[str]) -> dict[str, Ratio]:
    """Recall by gold's kinds or difficulties, for those among the counts' names: "contradiction/number"."""
    labels = sorted(
        name.removeprefix(f"{by} ").removesuffix(" all") for name in names if name.startswith(f"{by} ") and name.endswith(" all")
    )
    return {label: Ratio(over=(f"{by} {label} found",), under=(f"{by} {label} all",)) for label in labels}


def precisions(names: Iterable[str]) -> dict[str, Ratio]:
    """Precision by rule, for the codes among the counts' names."""
    codes = sorted({name.split()[0] for name in names if name.startswith("FC")})
    return {code: _precise(code) for code in codes}


def mechanisms(names: Iterable[str]) -> dict[str, Ratio]:
    """Precision by what told it, for those among the counts' names that begin with "by"."""
    told = sorted({name.rsplit(" ", 1)[0] for name in names if name.startswith("by ")})
    return {name: _precise(name) for name in told}


def _precise(name: str) -> Ratio:
    return Ratio(over=(f"{name} right",), under=(f"{name} right", f"{name} false"))


_ROUNDS = 1000
_SEED = 20240304
_BOUNDS = (2.5, 97.5)

Counts = Sequence[Mapping[str, int]]
Floats = npt.NDArray[np.float64]


def intervals(packs: Counts, ratios: Mapping[str, Ratio]) -> dict[str, Interval]:
    """The 95 % interval of each ratio over packs: the percentile bootstrap (Efron, Annals of Statistics 7, 1979).

    `packs` holds each pack's counts. Whole packs are drawn with replacement, as many as there are, since the sentences of one pack are
    not independent of each other; 1,000 rounds with a fixed seed, the same draws for every ratio. Rounds in which a ratio divides by
    zero are left out. None where there are fewer than two packs, or no round defines the ratio. Where every pack agrees (all right,
    or none) the interval has no width, which the counts must speak for: 0 of 3 says less than 0 of 300.
    """
    if len(packs) < 2:
        return dict.fromkeys(ratios)
    draws = _draws(len(packs))
    return {name: _interval(_values(packs, ratio, draws)) for name, ratio in ratios.items()}


def differences(before: Counts, now: Counts, ratios: Mapping[str, Ratio]) -> dict[str, Interval]:
    """The 95 % interval of each ratio's difference (now - before) on the same packs, in the same order: the paired bootstrap.

    Both revisions are scored on the same draws (Efron and Tibshirani, An Introduction to the Bootstrap, 1993), so that what makes a
    pack hard for both does not widen the interval. None as for `intervals`.
    """
    if len(now) < 2:
        return dict.fromkeys(ratios)
    draws = _draws(len(now))
    return {name: _interval(_values(now, ratio, draws) - _values(before, ratio, draws)) for name, ratio in ratios.items()}


def _draws(packs: int) -> Floats:
    """How often each pack was drawn in each round: (rounds, packs)."""
    drawn = np.random.default_rng(_SEED).integers(packs, size=(_ROUNDS, packs))
    return np.stack([np.bincount(row, minlength=packs) for row in drawn]).astype(np.float64)


def _values(packs: Counts, ratio: Ratio, draws: Floats) -> Floats:
    """The ratio in each round: (rounds,); not a number where it divides by zero."""
    over, under = (draws @ _column(packs, names) for names in (ratio.over, ratio.under))
    values: Floats = np.divide(over, under, out=np.full(len(draws), np.nan), where=under > 0)
    return values


def _column(packs: Counts, names: Sequence[str]) -> Floats:
    return np.array([sum(counts.get(name, 0) for name in names) for counts in packs], dtype=np.float64)


def _interval(values: Floats) -> Interval:
    known = values[~np.isnan(values)]
    if not len(known):
        return None
    low, high = np.percentile(known, _BOUNDS)
    return round(float(low), 3), round(float(high), 3)


# What changed between two revisions of the program: figures, gold pairs found and lost, false alarms new and gone.


def changes(before: Evaluation, now: Evaluation) -> Changes:
    """From `before` to `now`, on the packs of both; the pooled figures too are those of these packs.

    A gold pair or sentence counts as found or lost only where both revisions knew it, so that a change of gold is no change of the
    program.
    """
    both = sorted(before.counts.keys() & now.counts.keys())
    old, new = _gold(before, both), _gold(now, both)
    was, is_ = _alarms(before, both), _alarms(now, both)
    return Changes(
        before=f"{before.version}, as of {before.as_of}",
        packs_in_one_alone=tuple(sorted(before.counts.keys() ^ now.counts.keys())),
        figures=_figures([before.counts[pack] for pack in both], [now.counts[pack] for pack in both]),
        found=tuple(gold for key, gold in new.items() if gold.found and key in old and not old[key].found),
        lost=tuple(gold for key, gold in new.items() if not gold.found and key in old and old[key].found),
        new_alarms=tuple(alarm for key, alarm in is_.items() if key not in was),
        gone_alarms=tuple(alarm for key, alarm in was.items() if key not in is_),
    )


def _gold(evaluation: Evaluation, packs: Sequence[str]) -> dict[tuple[str, ...], Labelled]:
    return {gold.identity: gold for gold in evaluation.gold if gold.pack in packs}


def _alarms(evaluation: Evaluation, packs: Sequence[str]) -> dict[tuple[str, ...], Alarm]:
    return {alarm.identity: alarm for alarm in evaluation.false_alarms if alarm.pack in packs}


def _figures(before: Sequence[Mapping[str, int]], now: Sequence[Mapping[str, int]]) -> dict[str, Difference]:
    ratios = pooled()
    bounds = differences(before, now, ratios)
    return {
        name: Difference(before=_pooled(ratio, before), now=_pooled(ratio, now), interval=bounds[name]) for name, ratio in ratios.items()
    }


def _pooled(ratio: Ratio, packs: Sequence[Mapping[str, int]]) -> float | None:
    counts: Counter[str] = Counter()
    for own in packs:
        counts.update(own)
    value = ratio.of(counts)
    return None if value is None else round(value, 3)
